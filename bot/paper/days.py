"""A plan's days and nights as people read them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from babel.dates import format_date

from bot.paper.amounts import counted
from bot.paper.story import Day, Moment, Nights
from crm.trips.values import Catalogue, DayPlan, Itinerary, Place, Stay, Transfer

_MODES = {"car": "by car", "boat": "by boat", "train": "by train", "flight": "by air", "walk": "on foot"}
_PAUSES = {
    "lunch": "Time for lunch",
    "dinner": "Time for dinner",
    "rest": "Time to rest",
    "engagement": "Booked by you",
}


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


def clock_time(minutes: int) -> str:
    """Write minutes since midnight as people read them: 09:05."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def day_text(day: date) -> str:
    return str(format_date(day, "EEE d MMM y", locale="en"))


def tell_days(itinerary: Itinerary, names: Names) -> tuple[Day, ...]:
    """Tell every day: visits with their times, pauses, the move, and where the night is."""
    return tuple(_day(day, names) for day in itinerary.days)


def _day(day: DayPlan, names: Names) -> Day:
    moments = [*_visits(day, names), *_pauses(day), *_moves(day, names)]
    return Day(
        number=day.number,
        date=day_text(day.date),
        area=names.area(day.area),
        headline=_headline(day, names),
        moments=tuple(moment for _, moment in sorted(moments, key=lambda found: found[0])),
        sleeps_at=names.stay(day.to_stay),
    )


def _headline(day: DayPlan, names: Names) -> str:
    """Name the day's two best places, in the order they come; the lines below name them all."""
    visited = [names.places[visit.place] for visit in day.visits if visit.place in names.places]
    best = sorted(visited, key=lambda place: -place.appeal)[:2]
    if best:
        return " · ".join(place.name for place in visited if place in best)
    move = names.transfers.get(day.transfer or "")
    if day.to_stay is None:
        return "The way home"
    return f"On to {names.area(move.to_area)}" if move else "A free day"


def _visits(day: DayPlan, names: Names) -> Iterable[tuple[int, Moment]]:
    for visit in day.visits:
        place = names.places.get(visit.place)
        title, tag, note = (place.name, place.kind, place.blurb) if place else (visit.place, "", "")
        yield (
            visit.starts_at,
            Moment(clock_time(visit.starts_at), clock_time(visit.ends_at), title, "visit", tag, note),
        )


def _pauses(day: DayPlan) -> Iterable[tuple[int, Moment]]:
    for meal in day.meals:
        title = _PAUSES[meal.name]
        yield meal.starts_at, Moment(clock_time(meal.starts_at), clock_time(meal.ends_at), title, "meal")


def _moves(day: DayPlan, names: Names) -> Iterable[tuple[int, Moment]]:
    move = names.transfers.get(day.transfer or "")
    if move is None or day.moves_at is None or day.arrives_at is None:
        return
    way = f"{names.area(move.from_area)} to {names.area(move.to_area)}, {_MODES[move.mode]}"
    yield day.moves_at, Moment(clock_time(day.moves_at), clock_time(day.arrives_at), way, "move")


def tell_nights(itinerary: Itinerary, names: Names) -> Iterable[Nights]:
    """Tell every stay with its nights."""
    for stop in itinerary.stops:
        stay = names.stays.get(stop.stay)
        yield Nights(
            area=names.area(stop.area),
            stay=names.stay(stop.stay),
            stars=stay.stars if stay else 0,
            check_in=day_text(stop.check_in),
            check_out=day_text(stop.check_in + timedelta(days=stop.nights)),
            nights=stop.nights,
            blurb=stay.blurb if stay else "",
        )


def tell_included(itinerary: Itinerary, names: Names) -> Iterable[str]:
    """Say what the price holds, from the plan itself."""
    for stop in itinerary.stops:
        yield f"{counted(stop.nights, 'night', 'nights')} at {names.stay(stop.stay)}"
    moves = sum(day.transfer is not None for day in itinerary.days)
    if moves:
        yield f"{counted(moves, 'transfer', 'transfers')} as shown"
    if itinerary.places:
        places = counted(len(itinerary.places), "place", "places")
        yield f"Entrance to the {places} of your plan, where one is asked for"
