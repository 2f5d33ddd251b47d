"""Writing a laid-out board down as an itinerary: the days with their times, and what found no place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from crm.trips import rhythm, taste
from crm.trips.board import (
    Ground,
    Route,
    Ways,
    leave_for_departure,
    leaves_by,
    ready_on_arrival,
    stop_of_night,
)
from crm.trips.booked import engagements_on
from crm.trips.timeline import Frame, Record, walk
from crm.trips.values import Catalogue, DayPlan, Meal, Transfer, TripRequest, Unplaced, Visit


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
        booked = tuple(m for m in _booked_around(plan, request) if m.ends_at <= leaves)
        return replace(
            plan,
            meals=_in_order(*plan.meals, *booked),
            transfer=way.id if way else None,
            moves_at=leaves,
            arrives_at=there,
            home_at=there,
            starts_at=min(plan.starts_at, leaves),
        )
    return _with_the_evening(plan, request, leaves_by(frame.number, route, request, ground))


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


def _with_the_evening(plan: DayPlan, request: TripRequest, flies: int | None) -> DayPlan:
    """Add what is booked around the day, and dinner where there is time for it before a flight."""
    meals = _in_order(*plan.meals, *_booked_around(plan, request))
    plan = replace(plan, meals=meals)
    begin = max(plan.home_at + 15, rhythm.DINNER.earliest)
    ends = begin + rhythm.DINNER.minutes
    is_late = begin > rhythm.DINNER.latest or (flies is not None and ends > flies)
    if is_late or any(m.starts_at < ends and begin < m.ends_at for m in meals):
        return plan
    return replace(plan, meals=_in_order(*meals, Meal("dinner", begin, ends)))


def _booked_around(plan: DayPlan, request: TripRequest) -> list[Meal]:
    """Give what is booked for the day and lies before or after its round."""
    walked = {(meal.starts_at, meal.ends_at) for meal in plan.meals if meal.name == "engagement"}
    booked = [(e.starts_at or 0, e.ends_at or 0) for e in engagements_on(request, plan.date)]
    return [Meal("engagement", starts, ends) for starts, ends in booked if (starts, ends) not in walked]


def _in_order(*meals: Meal) -> tuple[Meal, ...]:
    return tuple(sorted(meals, key=lambda meal: meal.starts_at))


def _day_trips(visits: Sequence[Visit], at_home: set[str], ground: Ground, ways: Ways) -> tuple[str, ...]:
    """Name the ways of a day's excursions: every boat and train, and of the roads the longest one.

    One car does the whole round, so the farthest town is what it is hired for.
    """
    area_of = {p.id: p.area for p in ground.places.values()}
    found: dict[str, Transfer] = {}
    for visit in visits:
        area = area_of[visit.place]
        way = next((w for home in sorted(at_home) if (w := ways.day_trip(home, area))), None)
        if area not in at_home and way is not None:
            found[way.id] = way
    by_road = [w for w in found.values() if w.mode in ("car", "walk")]
    farthest = max(by_road, key=lambda w: w.minutes, default=None)
    return tuple(w.id for w in found.values() if w not in by_road or w is farthest)


def leftovers(
    placed: Sequence[str], request: TripRequest, catalogue: Catalogue, scores: Mapping[str, float]
) -> tuple[Unplaced, ...]:
    """Name the well-liked places that found no room, and the wished ones that do not suit the party."""
    by_id = {p.id: p for p in catalogue.places}
    out = [
        Unplaced(by_id[wished].name, reason)
        for wished in request.must_see
        if wished not in placed and (reason := taste.why_not(by_id[wished], request))
    ]
    rest = sorted(
        (p for p in catalogue.places if p.id in scores and p.id not in placed), key=lambda p: -scores[p.id]
    )
    out += [Unplaced(p.name, "would be liked, but the days are full") for p in rest[:3] if scores[p.id] >= 60]
    return tuple(out)
