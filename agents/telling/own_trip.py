"""Tell the part of the plan in hand that a customer asked about, in their language."""

from agents.acting.own_trip import OfThePlan, leaves_at
from agents.acting.own_ways import Way
from agents.wording.phrasing import Pen
from crm.trips.flights import clock_time
from crm.trips.values import DayPlan, Visit
from crm.trips.ways import moves_on


def tell(found: OfThePlan, pen: Pen) -> str:
    """What the plan says, with days as dates and times as they are in the place itself."""
    if found.ways:
        return "\n".join(_far(way, pen) for way in found.ways)
    if found.visits:
        return "\n".join(_visit(day, visit, found, pen) for day, visit in found.visits)
    if found.days:
        return "\n".join(line for day in found.days for line in _day(day, found, pen))
    names = found.names
    stops = [
        pen.write(
            "own_trip.stay",
            date=pen.day(stop.check_in),
            nights=pen.nights(stop.nights),
            area=names.get(stop.area, ""),
            stay=names.get(stop.stay, ""),
        )
        for stop in found.stops
    ]
    return "\n".join([pen.write("own_trip.hotels"), *stops])


def _far(way: Way, pen: Pen) -> str:
    """Kilometres as the crow flies, and how long the way takes."""
    ends = {"here": way.here, "there": way.there, "km": pen.number(way.km)}
    if way.minutes is None:
        return pen.write("own_trip.far_off", **ends)
    return pen.write("own_trip.far", **ends, minutes=pen.count("minutes", way.minutes))


def _visit(day: DayPlan, visit: Visit, found: OfThePlan, pen: Pen) -> str:
    return pen.write(
        "own_trip.visit",
        place=found.names.get(visit.place, ""),
        number=day.number,
        date=pen.day(day.date),
        start=clock_time(visit.starts_at),
        end=clock_time(visit.ends_at),
    )


def _day(day: DayPlan, found: OfThePlan, pen: Pen) -> list[str]:
    """A day as lines in the order of its hours."""
    names = found.names
    lines = [(visit.starts_at, names.get(visit.place, "")) for visit in day.visits]
    lines += [(at, _way(moving, found, pen)) for moving, at, _ in moves_on(day, found.itinerary)]
    if found.sets_out and (leaves := leaves_at(day)) is not None:
        lines.append((leaves, pen.write("own_trip.sets_out")))
    told = [pen.write("own_trip.at", time=clock_time(at), what=what) for at, what in sorted(lines) if what]
    head = pen.write("own_trip.day", number=day.number, date=pen.day(day.date))
    return [head, *(told or [pen.write("own_trip.free")])]


def _way(moving: DayPlan, found: OfThePlan, pen: Pen) -> str:
    if moving.to_stay is None:
        return pen.write("own_trip.leaves")
    if moving.from_stay is None:
        return pen.write("own_trip.arrives")
    area = next((stay.area for stay in found.catalogue.stays if stay.id == moving.to_stay), moving.area)
    return pen.write("own_trip.moves", area=found.names.get(area, ""))
