"""What changed between two plans of one trip, in structured form and in a plain English sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from crm.trips import taste
from crm.trips.board import windows_on
from crm.trips.values import Catalogue, Itinerary, Place, TripRequest

Kind = Literal["added", "dropped", "moved", "stop added", "stop dropped", "nights", "stay", "dates"]


@dataclass(frozen=True)
class Change:
    """One change. `subject` is the id of the place or area; days are numbers within the trip.

    `why` is a clause that says why, where the request was given: "you asked to leave it out".
    """

    kind: Kind
    subject: str
    before: str
    after: str
    sentence: str
    why: str = ""


def describe_changes(
    before: Itinerary, after: Itinerary, catalogue: Catalogue, request: TripRequest | None = None
) -> list[Change]:
    """Say what was added, dropped and moved; times alone do not count as a change.

    With the `request` that the new plan answers, each change of a visit also says why.
    """
    found = [
        *_dates(before, after),
        *_stops(before, after, catalogue),
        *_visits(before, after, catalogue),
    ]
    if request is None:
        return found
    return [replace(change, why=_why(change, before, after, catalogue, request)) for change in found]


def _why(
    change: Change, before: Itinerary, after: Itinerary, catalogue: Catalogue, request: TripRequest
) -> str:
    place = next((p for p in catalogue.places if p.id == change.subject), None)
    if place is None:
        wished = next((w for w in request.stops if w.area == change.subject), None)
        return "you asked for it" if wished is not None else ""
    names = {a.id: a.name for a in catalogue.areas}
    if change.kind == "added":
        return "you asked to see it" if place.id in request.must_see else "there is time for it now"
    if change.kind == "dropped":
        return _why_dropped(change, place, before, after, names, request)
    return _why_moved(change, place, before, after, names)


def _why_dropped(
    change: Change,
    place: Place,
    before: Itinerary,
    after: Itinerary,
    names: Mapping[str, str],
    request: TripRequest,
) -> str:
    if place.id in request.never:
        return "you asked to leave it out"
    if reason := taste.why_not(place, request):
        return f"it {reason}"
    base = before.days[int(change.before) - 1].area
    if base not in {day.area for day in after.days}:
        return f"there is no night in {names[base]} any more"
    if not any(windows_on(place, day.date) for day in after.days if day.area == base):
        return f"it is closed on the days in {names[base]}"
    if _nights_in(after, base) < _nights_in(before, base):
        return f"there is less time in {names[base]}"
    return "other visits fill the days better"


def _why_moved(
    change: Change, place: Place, before: Itinerary, after: Itinerary, names: Mapping[str, str]
) -> str:
    base = before.days[int(change.before) - 1].area
    then = next((day for day in after.days if str(day.number) == change.before), None)
    if then is None:
        return "the trip is shorter"
    if _span(before, base) != _span(after, base):
        return f"the nights in {names[base]} changed"
    if not windows_on(place, then.date):
        return "it is closed that day"
    return "it fits better there"


def _nights_in(plan: Itinerary, area: str) -> int:
    return sum(stop.nights for stop in plan.stops if stop.area == area)


def _span(plan: Itinerary, area: str) -> tuple[int, int]:
    """First night, counted from the start, and number of nights in an area."""
    stop = next((s for s in plan.stops if s.area == area), None)
    return ((stop.check_in - plan.start).days, stop.nights) if stop else (-1, 0)


def sentences(changes: Sequence[Change]) -> list[str]:
    """Give the changes as sentences; visits that moved together from one day to another share one."""
    together: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.kind == "moved":
            together.setdefault((change.before, change.after), []).append(change)
    said: list[str] = []
    for change in changes:
        group = together.pop((change.before, change.after), []) if change.kind == "moved" else [change]
        if len(group) == 1:
            said.append(group[0].sentence)
        elif group:
            names = [c.sentence.removesuffix(f" moved from day {c.before} to day {c.after}.") for c in group]
            listed = f"{', '.join(names[:-1])} and {names[-1]}"
            said.append(f"{listed} moved from day {change.before} to day {change.after}.")
    return said


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
            )
    for place, number in new.items():
        name = names.get(place, place)
        if place not in old:
            yield Change("added", place, "", str(number), f"{name} is new, on day {number}.")
        elif old[place] != number:
            sentence = f"{name} moved from day {old[place]} to day {number}."
            yield Change("moved", place, str(old[place]), str(number), sentence)
