"""A plan's days and nights as people read them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Literal

from agents.wording.papers import Wording
from bot.paper.story import Day, Moment, Nights
from crm.trips.flights import Flight, clock_time, flights_of
from crm.trips.values import Catalogue, DayPlan, Itinerary, Meal, Place, Stay, Transfer
from crm.trips.ways import moves_on


class Names:
    """The catalogue by id; what is gone from it keeps its id as its name rather than failing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.areas = {area.id: area for area in catalogue.areas}
        self.places: Mapping[str, Place] = {place.id: place for place in catalogue.places}
        self.stays: Mapping[str, Stay] = {stay.id: stay for stay in catalogue.stays}
        self.transfers: Mapping[str, Transfer] = {move.id: move for move in catalogue.transfers}

    def area(self, area_id: str) -> str:
        return self.areas[area_id].name if area_id in self.areas else area_id

    def stay(self, stay_id: str | None) -> str:
        found = self.stays.get(stay_id or "")
        return found.name if found else (stay_id or "")


def tell_days(itinerary: Itinerary, names: Names, say: Wording) -> tuple[Day, ...]:
    """Tell every day: visits with their times, pauses, the move, and where the night is."""
    wet = {day.number: day for day in itinerary.rain_days}
    return tuple(_day(day, wet.get(day.number), itinerary, names, say) for day in itinerary.days)


def _day(day: DayPlan, wet: DayPlan | None, itinerary: Itinerary, names: Names, say: Wording) -> Day:
    moments = [*_visits(day, names, say), *_pauses(day, itinerary, say), *_moves(day, itinerary, names, say)]
    moments += _flights(day, itinerary, names, say)
    return Day(
        number=day.number,
        date=say.day(day.date),
        area=names.area(day.area),
        headline=_headline(day, names, say),
        moments=tuple(moment for _, moment in sorted(moments, key=lambda found: found[0])),
        sleeps=_sleeps(day, itinerary, names, say),
        rain=_rain(wet, names, say) if wet else "",
    )


def _sleeps(day: DayPlan, itinerary: Itinerary, names: Names, say: Wording) -> str:
    """Say where the night is; before a flight soon after midnight, how long the room is theirs."""
    if day.to_stay is None:
        return ""
    leaves_tonight = any(moving is not day for moving, _, _ in moves_on(day, itinerary))
    return say("days.room" if leaves_tonight else "days.night", stay=names.stay(day.to_stay))


def _rain(day: DayPlan, names: Names, say: Wording) -> str:
    """Name what the day would hold under a roof, with the times."""
    held = [(names.places[v.place].name, v.starts_at) for v in day.visits if v.place in names.places]
    told = ", ".join(f"{name} ({clock_time(at)})" for name, at in held)
    return say("days.rain", places=told) if told else ""


def _headline(day: DayPlan, names: Names, say: Wording) -> str:
    """Name the day's two best places, in the order they come; the lines below name them all."""
    visited = [names.places[visit.place] for visit in day.visits if visit.place in names.places]
    best = sorted(visited, key=lambda place: -place.appeal)[:2]
    if best:
        return " · ".join(place.name for place in visited if place in best)
    move = names.transfers.get(day.transfer or "")
    if day.to_stay is None:
        return say("days.home")
    return say("days.onward", place=names.area(move.to_area)) if move else say("days.free")


def _visits(day: DayPlan, names: Names, say: Wording) -> Iterable[tuple[int, Moment]]:
    for visit in day.visits:
        place = names.places.get(visit.place)
        title, tag, note = (
            (place.name, say.word("kind", place.kind), place.blurb) if place else (visit.place, "", "")
        )
        yield (
            visit.starts_at,
            Moment(clock_time(visit.starts_at), clock_time(visit.ends_at), title, "visit", tag, note),
        )


def _pauses(day: DayPlan, itinerary: Itinerary, say: Wording) -> Iterable[tuple[int, Moment]]:
    for meal in day.meals:
        title = say(f"pause.{meal.name}{where_eaten(meal, day, itinerary)}")
        yield meal.starts_at, Moment(clock_time(meal.starts_at), clock_time(meal.ends_at), title, "meal")


def where_eaten(meal: Meal, day: DayPlan, itinerary: Itinerary) -> Literal["", "_out", "_way"]:
    """Say of a lunch whether it is eaten during a long visit or on the way to another town."""
    if meal.name != "lunch":
        return ""
    if any(v.starts_at <= meal.starts_at and meal.ends_at <= v.ends_at for v in day.visits):
        return "_out"
    ways = [(leaves, arrives) for _, leaves, arrives in moves_on(day, itinerary)]
    return "_way" if any(a <= meal.starts_at and meal.ends_at <= b for a, b in ways) else ""


def _moves(day: DayPlan, itinerary: Itinerary, names: Names, say: Wording) -> Iterable[tuple[int, Moment]]:
    for moving, leaves, arrives in moves_on(day, itinerary):
        if (move := names.transfers.get(moving.transfer or "")) is None:
            continue
        start, end = names.area(move.from_area), names.area(move.to_area)
        way = say("days.move", start=start, end=end, way=say(f"way.{move.mode}"))
        yield leaves, Moment(clock_time(leaves), clock_time(arrives), way, "move")


def _flights(day: DayPlan, itinerary: Itinerary, names: Names, say: Wording) -> Iterable[tuple[int, Moment]]:
    """Tell when the party lands or flies home that day, and that an hour nobody told is assumed."""
    for flight in flights_of(itinerary):
        if flight.number != day.number:
            continue
        title = say(f"flight.{flight.end}", place=names.area(gateway_of(flight, day, names)))
        tag, note = (
            (say("flight.assumed"), say(f"flight.tell_{flight.end}")) if flight.is_assumed else ("", "")
        )
        yield flight.at, Moment(clock_time(flight.at), "", title, "flight", tag, note)


def gateway_of(flight: Flight, day: DayPlan, names: Names) -> str:
    """Give the area id of the airport or station at one end of the trip."""
    if (move := names.transfers.get(day.transfer or "")) is None:
        return day.area
    return move.from_area if flight.end == "arrival" else move.to_area


def tell_nights(itinerary: Itinerary, names: Names, say: Wording) -> Iterable[Nights]:
    """Tell every stay with its nights."""
    for stop in itinerary.stops:
        stay = names.stays.get(stop.stay)
        yield Nights(
            area=names.area(stop.area),
            stay=names.stay(stop.stay),
            stars=stay.stars if stay else 0,
            check_in=say.day(stop.check_in),
            check_out=say.day(stop.check_in + timedelta(days=stop.nights)),
            nights=say.count("nights", stop.nights),
            number=stop.nights,
            blurb=stay.blurb if stay else "",
        )
