"""Framing the days: what each day of a route allows, before anything is put into it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from crm.trips import rhythm
from crm.trips.board import (
    DAY,
    Ground,
    Route,
    Ways,
    is_closed,
    leave_for_departure,
    leaves_by,
    ready_on_arrival,
    stay_key,
    stop_of_night,
    windows_in_the_week,
)
from crm.trips.booked import booked_visits, engagements_on, hours_booked
from crm.trips.rhythm import Break, Rhythm
from crm.trips.stretching import Limits, stretched
from crm.trips.timeline import Frame, Windows
from crm.trips.values import Area, Locked, TripRequest


def frames(
    route: Route,
    request: TripRequest,
    ground: Ground,
    ways: Ways,
    areas: Sequence[Area],
    opened: "Opened | None" = None,
) -> list[Frame]:
    """Lay out an empty frame for every day of the trip, arrival and departure included.

    Who frames many routes of one request gives what is `opened`, found once for all.
    """
    opened = opened or Opened(request, ground)
    rhythm_ = rhythm.rhythm_of(request.pace, request.party)
    slept = {stop.area for stop in route.stops}
    areas = [a for a in areas if a.id not in slept]
    result = []
    for number in range(1, request.nights + 2):
        day = request.start + timedelta(days=number - 1)
        result.append(_frame(number, day, route, request, rhythm_, ground, ways, areas, opened))
    return result


def _frame(
    number: int,
    day: date,
    route: Route,
    request: TripRequest,
    usual: Rhythm,
    ground: Ground,
    ways: Ways,
    areas: Sequence[Area],
    opened: "Opened",
) -> Frame:
    woke, sleeps = stop_of_night(route, max(1, number - 1)), stop_of_night(route, number)
    start, end = (ground.index[stay_key(route.stops[k].stay)] for k in (woke, sleeps))
    ready, until = usual.starts, usual.ends
    most, limits = usual.most_visits, Limits(-DAY, DAY)
    if number == 1:
        ready = max(ready, ready_on_arrival(route, request, ground)[1])
        until, limits = max(until, ready), replace(limits, ready=ready)
    booked = engagements_on(request, day)
    if number == request.nights + 1:
        leave = leave_for_departure(route, request, ground)[0]
        latest = _gone_by(leave, leave, booked)
        ready, until = min(ready, until, leave), min(until, latest)
        limits = replace(limits, until=latest)
    if until - ready < (usual.ends - usual.starts) * 0.6:
        most = max(1, most - 1)
    is_whole = woke == sleeps and 1 < number <= request.nights
    before = opened.around(route.stops[woke].area, day, ways, areas if is_whole else ())
    early, evening = around_the_day(booked, usual, is_first=number == 1)
    ready = max([ready, *(e.ends_at or 0 for e in early)])
    if early and number <= request.nights:
        until = max(until, ready)  # what lasts all day leaves no more than the way home
    until = min([until, *(e.starts_at or until for e in evening)])
    limits = Limits(
        max([limits.ready, *(e.ends_at or 0 for e in early)]),
        min([limits.until, *(e.starts_at or DAY for e in evening)]),
    )
    flies = leaves_by(number, route, request, ground)
    if flies is not None:
        until = _gone_by(flies, until, booked)
        limits = replace(limits, until=until)
    pauses = _breaks(usual, ready, until, [e for e in booked if e not in (*early, *evening)])
    frame = Frame(number, day, start, end, ready, until, most, pauses, before)
    if woke == sleeps:
        return stretched(frame, request, ground, limits)
    way = route.moves[sleeps]
    if way is None:
        raise ValueError(f"no transfer leads to stop {sleeps + 1}")
    after = opened.around(route.stops[sleeps].area, day, ways, ())
    most = max(1, most - 1) if way.minutes >= 120 else most
    moving = replace(
        frame,
        most_visits=most,
        after=after,
        leave=start,
        reach=end,
        move_minutes=way.minutes,
        eats_on_the_way=rhythm.eats_on_the_way(way.mode, way.minutes),
        until=until if flies is not None or evening else max(until, usual.starts + way.minutes + 30),
    )
    return stretched(moving, request, ground, limits)


def around_the_day(
    booked: Sequence[Locked], usual: Rhythm, *, is_first: bool
) -> tuple[list[Locked], list[Locked]]:
    """Give what is booked before a day's round, which begins after it, and for its evening, which ends it.

    On the day of arrival nothing comes before the round.
    """
    early = [e for e in booked if (e.starts_at or 0) < usual.starts and not is_first]
    late = [
        e
        for e in booked
        if e not in early and ((e.starts_at or 0) >= rhythm.EVENING or (e.ends_at or 0) > usual.ends)
    ]
    return early, late


def _gone_by(leave: int, until: int, booked: Sequence[Locked]) -> int:
    """Be done before the way to the flight home begins at `leave`; never, where what is booked lasts longer:
    from this last stop one of them is missed, and another may lie nearer."""
    if any((e.ends_at or 0) > leave for e in booked):
        return -DAY
    return min(until, leave)


def _breaks(usual: Rhythm, ready: int, until: int, booked: Sequence[Locked]) -> tuple[Break, ...]:
    """Give the day's pauses in order: meals and rests that its hours call for, around what is booked."""
    kept = []
    for pause in usual.breaks:
        latest = min(pause.latest, until - pause.minutes)
        if ready <= latest and pause.earliest <= latest:
            kept.append(replace(pause, latest=latest))
    for item in booked:
        starts, ends = item.starts_at or 0, item.ends_at or 0
        kept = [p for p in (_beside(pause, starts, ends) for pause in kept) if p is not None]
        kept.append(Break("engagement", starts, starts, ends - starts))
    return tuple(sorted(kept, key=lambda p: (p.earliest, p.latest)))


def _beside(pause: Break, starts: int, ends: int) -> Break | None:
    """Fit a pause before or after an engagement; None when it takes all the time there was for it."""
    if pause.name == "engagement" or pause.latest + pause.minutes <= starts or ends <= pause.earliest:
        return pause
    if pause.earliest + pause.minutes <= starts:
        return replace(pause, latest=starts - pause.minutes)
    return replace(pause, earliest=ends) if ends <= pause.latest else None


class Opened:
    """The places that may be visited on each day of a trip, and when: what is booked, at its hour alone."""

    def __init__(self, request: TripRequest, ground: Ground) -> None:
        self._request, self._ground = request, ground
        self._booked = {ground.index[place] for place in booked_visits(request) if place in ground.index}
        self._on: dict[date, Mapping[int, Windows]] = {}
        self._in_the_week: dict[int, Mapping[int, Windows]] = {}  # by weekday, Monday 0

    def around(self, home: str, day: date, ways: Ways, trips: Sequence[Area]) -> Mapping[int, Windows]:
        """Give those in a town and within a day trip to one of some others."""
        near = {home, *(a.id for a in trips if a.id != home and ways.day_trip(home, a.id))}
        places = self._ground.places
        return {i: spans for i, spans in self._open_on(day).items() if places[i].area in near}

    def _open_on(self, day: date) -> Mapping[int, Windows]:
        if day not in self._on:
            request, places = self._request, self._ground.places
            week = self._open_in_the_week(day.weekday())
            hours = {i: spans for i, spans in week.items() if not is_closed(places[i], day)}
            for i in hours.keys() & self._booked:
                hours[i] = hours_booked(request, places[i].id, day, hours[i])
            self._on[day] = {i: spans for i, spans in hours.items() if spans}
        return self._on[day]

    def _open_in_the_week(self, weekday: int) -> Mapping[int, Windows]:
        if weekday not in self._in_the_week:
            ground = self._ground
            hours = {
                i: windows_in_the_week(p, weekday) for i, p in ground.places.items() if ground.worth[i] > 0
            }
            self._in_the_week[weekday] = {i: spans for i, spans in hours.items() if spans}
        return self._in_the_week[weekday]
