"""Writing a laid-out board down as an itinerary: the days with their times."""

from collections.abc import Sequence
from dataclasses import replace

from crm.trips.board import (
    Ground,
    Route,
    Ways,
    leave_for_departure,
    leaves_by,
    ready_on_arrival,
    stop_of_night,
)
from crm.trips.evening import booked_around, in_order, with_dinner
from crm.trips.timeline import Frame, Record, walk
from crm.trips.values import DayPlan, Meal, Transfer, TripRequest, Visit


def write_days(
    frames: Sequence[Frame],
    orders: Sequence[Sequence[int]],
    route: Route,
    request: TripRequest,
    ground: Ground,
    ways: Ways,
) -> tuple[DayPlan, ...]:
    """Give every day with its times; raises ValueError when an order cannot be walked."""
    return tuple(
        write_day(frame, order, route, request, ground, ways)
        for frame, order in zip(frames, orders, strict=True)
    )


def write_day(
    frame: Frame, order: Sequence[int], route: Route, request: TripRequest, ground: Ground, ways: Ways
) -> DayPlan:
    """Give one day with its times; raises ValueError when the order cannot be walked."""
    record = Record()
    done = walk(frame, order, ground.table, ground.durations, record)
    if done is None:
        raise ValueError(f"day {frame.number} cannot be walked")
    woke, sleeps = stop_of_night(route, max(1, frame.number - 1)), stop_of_night(route, frame.number)
    moved = route.moves[sleeps] if woke != sleeps else None
    is_first, is_last = frame.number == 1, frame.number == request.nights + 1
    starts = _leave_late(frame, record)
    visits = tuple(Visit(ground.places[n].id, way, a, s, e) for n, way, a, s, e in record.visits)
    if visits and starts > frame.ready and visits[0].arrives_at < visits[0].starts_at:
        visits = (replace(visits[0], arrives_at=visits[0].starts_at), *visits[1:])
    plan = DayPlan(
        number=frame.number,
        date=frame.day,
        area=route.stops[sleeps].area,
        from_stay=None if is_first else route.stops[woke].stay,
        to_stay=None if is_last else route.stops[sleeps].stay,
        visits=visits,
        meals=tuple(Meal(name, a, b) for name, a, b in record.breaks),
        transfer=moved.id if moved else None,
        moves_at=record.moves_at,
        arrives_at=record.moved_at,
        starts_at=starts,
        home_at=max(done[0], starts),
        day_trips=_day_trips(visits, {route.stops[woke].area, route.stops[sleeps].area}, ground, ways),
    )
    if is_first:
        leaves, reaches = ready_on_arrival(route, request, ground)
        way = route.moves[0]
        plan = replace(
            plan, transfer=way.id if way else None, moves_at=leaves, arrives_at=reaches, starts_at=leaves
        )
        plan = replace(plan, home_at=max(plan.home_at if visits else reaches, reaches))
    if is_last:
        leaves, there = leave_for_departure(route, request, ground)
        way = route.moves[-1]
        booked = [m for m in booked_around(plan, request) if m.ends_at <= leaves]
        return replace(
            with_dinner(replace(plan, meals=in_order(*plan.meals, *booked)), ground, leaves),
            transfer=way.id if way else None,
            moves_at=leaves,
            arrives_at=there,
            home_at=there,
            starts_at=min(plan.starts_at, leaves),
        )
    plan = replace(plan, meals=in_order(*plan.meals, *booked_around(plan, request)))
    return with_dinner(plan, ground, leaves_by(frame.number, route, request, ground))


def _leave_late(frame: Frame, record: Record) -> int:
    """Leave the stay so as not to wait at the first door, unless a pause or a move comes first."""
    idle = max(frame.ready, frame.usual_ready)
    if not record.visits:
        return idle if record.moves_at is None else min(idle, record.moves_at)
    _, hop, arrive, start, _ = record.visits[0]
    first_pause = min((begin for _, begin, _ in record.breaks), default=start)
    if first_pause < start or (record.moves_at is not None and record.moves_at <= arrive):
        return min(idle, start - hop)
    return start - hop


def _day_trips(visits: Sequence[Visit], at_home: set[str], ground: Ground, ways: Ways) -> tuple[str, ...]:
    """Name the ways of a day's excursions: every boat and train, and of the roads the longest one.

    One car does the whole round, so the farthest town is what it is hired for.
    """
    found: dict[str, Transfer] = {}
    for visit in visits:
        area = ground.places[ground.index[visit.place]].area
        way = next((w for home in sorted(at_home) if (w := ways.day_trip(home, area))), None)
        if area not in at_home and way is not None:
            found[way.id] = way
    by_road = [w for w in found.values() if w.mode in ("car", "walk")]
    farthest = max(by_road, key=lambda w: w.minutes, default=None)
    return tuple(w.id for w in found.values() if w not in by_road or w is farthest)
