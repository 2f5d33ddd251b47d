"""What changed between two plans of one trip, in structured form and in a plain English sentence."""

from collections.abc import Iterator
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
    area = next(a.name for a in catalogue.areas if a.id == place.area)
    if change.kind == "added":
        return "you asked to see it" if place.id in request.must_see else "there is time for it now"
    if change.kind == "dropped":
        return _why_dropped(place, area, after, request)
    return _why_moved(change, place, area, before, after)


def _why_dropped(place: Place, area: str, after: Itinerary, request: TripRequest) -> str:
    if place.id in request.never:
        return "you asked to leave it out"
    if reason := taste.why_not(place, request):
        return f"it {reason}"
    if place.area not in {day.area for day in after.days}:
        return f"there is no night in {area} any more"
    if not any(windows_on(place, day.date) for day in after.days if day.area == place.area):
        return f"it is closed on the days in {area}"
    return "other visits fill the days better"


def _why_moved(change: Change, place: Place, area: str, before: Itinerary, after: Itinerary) -> str:
    then = next((day for day in after.days if str(day.number) == change.before), None)
    if then is None:
        return "the trip is shorter"
    old = {stop.area: (stop.check_in - before.start, stop.nights) for stop in before.stops}
    new = {stop.area: (stop.check_in - after.start, stop.nights) for stop in after.stops}
    if old.get(place.area) != new.get(place.area):
        return f"the nights in {area} changed"
    if not windows_on(place, then.date):
        return f"it is closed on {then.date:%A}s" if before.start != after.start else "it is closed that day"
    return "it fits better there"


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
