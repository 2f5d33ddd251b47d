"""What changed between two plans of one trip, in structured form and in a plain English sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from crm.trips import taste
from crm.trips.board import windows_on
from crm.trips.flights import Flight, clock_time, flights_of
from crm.trips.values import Catalogue, Itinerary, Place, TripRequest

Kind = Literal[
    "added", "dropped", "moved", "stop added", "stop dropped", "nights", "stay", "dates", "flight",
]  # fmt: skip


Why = Literal[
    "asked", "asked to see", "time for it", "asked out", "unsuitable", "no night", "closed then", "less time",
    "others fit better", "shorter", "longer", "nights changed", "closed that day", "fits better", "booked",
    "better so", "fewer",
]  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change. `subject` is the id of the place or area; days are numbers within the trip.

    Of a flight it is the end of the trip, `before` and `after` the local hours that were told, or nothing.

    `why` is a clause that says why, where the request was given ("you asked to leave it out"); `because`
    is the same as a word, and `about` the id of the area that it speaks of.
    """

    kind: Kind
    subject: str
    before: str
    after: str
    sentence: str
    why: str = ""
    because: Why | None = None
    about: str = ""
    name: str = ""  # of the place, for changes of visits

    @property
    def with_reason(self) -> str:
        """The sentence, and why, where that is known."""
        return f"{self.sentence.removesuffix('.')}: {self.why}." if self.why else self.sentence


def describe_changes(
    before: Itinerary, after: Itinerary, catalogue: Catalogue, request: TripRequest | None = None
) -> list[Change]:
    """Say what was added, dropped and moved; of times alone only those of flights that are told count.

    With the `request` that the new plan answers, each change of a visit also says why.
    """
    found = [
        *_dates(before, after),
        *_stops(before, after, catalogue),
        *_visits(before, after, catalogue),
        *_flights(before, after),
    ]
    if request is None:
        return found
    return [_reasoned(change, before, after, catalogue, request) for change in found]


def _reasoned(
    change: Change, before: Itinerary, after: Itinerary, catalogue: Catalogue, request: TripRequest
) -> Change:
    place = next((p for p in catalogue.places if p.id == change.subject), None)
    because: Why | None
    if place is None:
        because, about = _why_of_stops(change, before, after, catalogue, request), ""
    elif change.kind == "added":
        because, about = ("asked to see" if place.id in request.must_see else "time for it"), ""
    elif change.kind == "dropped":
        because, about = _why_dropped(change, place, before, after, request)
    else:
        because, about = _why_moved(change, place, before, after)
    names = {a.id: a.name for a in catalogue.areas}
    reason = taste.why_not(place, request) if place is not None else None
    return replace(change, because=because, about=about, why=_clause(because, names.get(about, ""), reason))


def _clause(because: Why | None, area: str, reason: str | None) -> str:
    return {
        None: "",
        "asked": "you asked for it",
        "asked to see": "you asked to see it",
        "time for it": "there is time for it now",
        "asked out": "you asked to leave it out",
        "fewer": "you asked for fewer of its kind",
        "unsuitable": f"it {reason}",
        "no night": f"there is no night in {area} any more",
        "closed then": f"it is closed on the days in {area}",
        "less time": f"there is less time in {area}",
        "others fit better": "other visits fill the days better",
        "shorter": "the trip is shorter",
        "nights changed": f"the nights in {area} changed",
        "closed that day": "it is closed that day",
        "fits better": "it fits better there",
        "longer": "the trip is longer",
        "booked": "what is booked there asks for it",
        "better so": "the days work out clearly better that way",
    }[because]


def _why_of_stops(
    change: Change, before: Itinerary, after: Itinerary, catalogue: Catalogue, request: TripRequest
) -> Why | None:
    """Say why a stop or its nights changed; of stays and dates the sentence says enough."""
    if any(w.area == change.subject for w in request.stops):
        return "asked"
    if change.kind not in ("nights", "stop added", "stop dropped") or change.subject == "trip":
        return None
    stays = {s.id: s.area for s in catalogue.stays}
    if any(item.kind == "stay" and stays.get(item.id) == change.subject for item in request.locked):
        return "booked"
    if before.nights != after.nights:
        return "shorter" if after.nights < before.nights else "longer"
    return "better so"


def _why_dropped(
    change: Change, place: Place, before: Itinerary, after: Itinerary, request: TripRequest
) -> tuple[Why, str]:
    if place.id in request.never:
        return "asked out", ""
    if taste.why_not(place, request):
        return "unsuitable", ""
    if request.fewer.keys() & {place.kind, *place.tags}:
        return "fewer", ""
    base = before.days[int(change.before) - 1].area
    if base not in {day.area for day in after.days}:
        return "no night", base
    if not any(windows_on(place, day.date) for day in after.days if day.area == base):
        return "closed then", base
    if _nights_in(after, base) < _nights_in(before, base):
        return "less time", base
    return "others fit better", ""


def _why_moved(change: Change, place: Place, before: Itinerary, after: Itinerary) -> tuple[Why, str]:
    base = before.days[int(change.before) - 1].area
    then = next((day for day in after.days if str(day.number) == change.before), None)
    if then is None:
        return "shorter", ""
    if _span(before, base) != _span(after, base):
        return "nights changed", base
    if not windows_on(place, then.date):
        return "closed that day", ""
    return "fits better", ""


def _nights_in(plan: Itinerary, area: str) -> int:
    return sum(stop.nights for stop in plan.stops if stop.area == area)


def _span(plan: Itinerary, area: str) -> tuple[int, int]:
    """First night, counted from the start, and number of nights in an area."""
    stop = next((s for s in plan.stops if s.area == area), None)
    return ((stop.check_in - plan.start).days, stop.nights) if stop else (-1, 0)


def sentences(changes: Sequence[Change]) -> list[str]:
    """Tell the changes with their reasons: stops and nights singly, visits that share a reason together."""
    grouped: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.kind in _VISITS:
            grouped.setdefault((change.kind, change.why), []).append(change)
    said = [change.with_reason for change in changes if change.kind not in _VISITS]
    for kind in _VISITS:
        for (of, why), group in grouped.items():
            if of == kind:
                said.append(group[0].with_reason if len(group) == 1 else _together(kind, why, group))
    return said


_VISITS: tuple[Kind, ...] = ("dropped", "added", "moved")


def _together(kind: Kind, why: str, group: Sequence[Change]) -> str:
    head, each = {
        "dropped": ("No longer in the plan", "{0.name}"),
        "added": ("New in the plan", "{0.name} (day {0.after})"),
        "moved": ("On another day", "{0.name} (day {0.before} → {0.after})"),
    }[kind]
    listed = [each.format(change) for change in group]
    reason = f" ({why})" if why else ""
    return f"{head}{reason}: {', '.join(listed[:-1])} and {listed[-1]}."


def _dates(before: Itinerary, after: Itinerary) -> Iterator[Change]:
    if before.start != after.start:
        old, new = before.start.isoformat(), after.start.isoformat()
        yield Change(
            "dates", "start", old, new, f"The trip now starts on {_day(after)} instead of {_day(before)}."
        )
    if before.nights != after.nights:
        sentence = f"The trip is now {_nights(after.nights)} long instead of {_nights(before.nights)}."
        yield Change("nights", "trip", str(before.nights), str(after.nights), sentence)


def _day(plan: Itinerary) -> str:
    return f"{plan.start.day} {plan.start:%B %Y}"


def _nights(count: int) -> str:
    return f"{count} night" if count == 1 else f"{count} nights"


def _stops(before: Itinerary, after: Itinerary, catalogue: Catalogue) -> Iterator[Change]:
    areas = {a.id: a.name for a in catalogue.areas}
    stays = {s.id: s.name for s in catalogue.stays}
    old = {s.area: s for s in before.stops}
    new = {s.area: s for s in after.stops}
    for area, stop in old.items():
        if area not in new:
            sentence = f"{areas[area]} is no longer a stop ({_nights(stop.nights)} before)."
            yield Change("stop dropped", area, str(stop.nights), "0", sentence)
    for area, stop in new.items():
        if area not in old:
            sentence = f"{areas[area]} is a new stop, for {_nights(stop.nights)}, at {stays[stop.stay]}."
            yield Change("stop added", area, "0", str(stop.nights), sentence)
            continue
        was = old[area]
        if was.nights != stop.nights:
            word = "more" if stop.nights > was.nights else "fewer"
            count = abs(stop.nights - was.nights)
            plural = "night" if count == 1 else "nights"
            sentence = f"{areas[area]} has {count} {word} {plural}: {stop.nights} instead of {was.nights}."
            yield Change("nights", area, str(was.nights), str(stop.nights), sentence)
        if was.stay != stop.stay:
            sentence = f"In {areas[area]} you stay at {stays[stop.stay]} instead of {stays[was.stay]}."
            yield Change("stay", area, was.stay, stop.stay, sentence)


def _visits(before: Itinerary, after: Itinerary, catalogue: Catalogue) -> Iterator[Change]:
    names = {p.id: p.name for p in catalogue.places}
    old = {v.place: d.number for d in before.days for v in d.visits}
    new = {v.place: d.number for d in after.days for v in d.visits}
    for place in old:
        if place not in new:
            name = names.get(place, place)
            yield Change(
                "dropped",
                place,
                str(old[place]),
                "",
                f"{name} is no longer in the plan (it was on day {old[place]}).",
                name=name,
            )
    for place, number in new.items():
        name = names.get(place, place)
        if place not in old:
            yield Change("added", place, "", str(number), f"{name} is new, on day {number}.", name=name)
        elif old[place] != number:
            sentence = f"{name} moved from day {old[place]} to day {number}."
            yield Change("moved", place, str(old[place]), str(number), sentence, name=name)


def _flights(before: Itinerary, after: Itinerary) -> Iterator[Change]:
    """Flights that are told now, at another hour, or no more; an hour that was only assumed is none."""
    told = {flight.end: _hour_told(flight) for flight in flights_of(before)}
    for flight in flights_of(after):
        was, now = told.get(flight.end, ""), _hour_told(flight)
        if was != now:
            yield Change("flight", flight.end, was, now, _of_flight(flight))


def _hour_told(flight: Flight) -> str:
    return "" if flight.is_assumed else clock_time(flight.at)


def _of_flight(flight: Flight) -> str:
    is_landing, hour = flight.end == "arrival", clock_time(flight.at)
    if flight.is_assumed:
        subject = "The landing" if is_landing else "The flight home"
        return f"{subject} is not known any more; {hour} is assumed."
    return f"You land at {hour}." if is_landing else f"You fly home at {hour}."
