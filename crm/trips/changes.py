"""What changed between two plans of one trip, in structured form and in a plain English sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crm.trips.values import Catalogue, Itinerary

Kind = Literal["added", "dropped", "moved", "stop added", "stop dropped", "nights", "stay", "dates"]


@dataclass(frozen=True)
class Change:
    """One change. `subject` is the id of the place or area; days are numbers within the trip."""

    kind: Kind
    subject: str
    before: str
    after: str
    sentence: str


def describe_changes(before: Itinerary, after: Itinerary, catalogue: Catalogue) -> list[Change]:
    """Say what was added, dropped and moved; times alone do not count as a change."""
    return [
        *_dates(before, after),
        *_stops(before, after, catalogue),
        *_visits(before, after, catalogue),
    ]


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
