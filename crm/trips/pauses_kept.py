"""The part of the certificate that a party lives by: home in time, lunch, and a small child's nap.

A pause is owed on every day that leaves an hour for it. Days of moving, the first and the last are no
exception: where the way or what is booked takes the hour, the certificate says so with the minutes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crm.trips import rhythm
from crm.trips.board import DAY
from crm.trips.evening import dinner_out
from crm.trips.stretching import is_wanted
from crm.trips.values import Catalogue, Check, DayPlan, Itinerary, Meal, Transfer, TripRequest

_RULES = {"lunch": rhythm.LUNCH, "rest": rhythm.NAP, "dinner": rhythm.DINNER}


@dataclass(frozen=True)
class _Move:
    """The way that a day has to go, in minutes of that day; `way` is None where no transfer is needed."""

    leaves: int
    arrives: int
    way: Transfer | None = None

    def holds(self, pause: Meal) -> bool:
        return self.leaves <= pause.starts_at and pause.ends_at <= self.arrives

    def meets(self, pause: Meal) -> bool:
        return pause.starts_at < self.arrives and self.leaves < pause.ends_at


def pauses_kept(
    day: DayPlan, plan: Itinerary, request: TripRequest, catalogue: Catalogue, label: str
) -> Iterator[Check]:
    """Check the pauses of one day: taken, at their hours, and not on a way too short for them."""
    usual = rhythm.rhythm_of(request.pace, request.party)
    if day.visits and 1 < day.number <= request.nights and day.transfer is None:
        yield _home_in_time(day, request, usual, label)
    move = _move(day, catalogue)
    free_from, free_until = _hours(day, plan)
    for pause in usual.breaks:
        yield _time_for(pause, day, free_from, free_until, move, label)
    for taken in day.meals:
        if taken.name == "engagement":
            continue
        rule = _RULES[taken.name]
        numbers = {"starts": taken.starts_at, "earliest": rule.earliest, "latest": rule.latest}
        yield Check(taken.name, label, rule.earliest <= taken.starts_at <= rule.latest, numbers)
        if move is not None and move.meets(taken):
            is_within = 1 < day.number <= request.nights and move.holds(taken)
            yield _on_the_way(taken, move, label, is_within=is_within)
    if (out := dinner_out(day.visits, catalogue.places)) is not None:
        name = next(p.name for p in catalogue.places if p.id == out.place)
        is_only_one = all(meal.name != "dinner" for meal in day.meals)
        numbers = {"starts": out.starts_at, "ends": out.ends_at}
        yield Check("dinner", label, is_only_one, numbers, f"at {name}")


def _home_in_time(day: DayPlan, request: TripRequest, usual: rhythm.Rhythm, label: str) -> Check:
    is_late = day.home_at > usual.ends and is_wanted(day.visits[-1].place, request)
    latest, note = (day.home_at, "late for what is booked or must be seen") if is_late else (usual.ends, "")
    return Check("home in time", label, day.home_at <= latest, {"home": day.home_at, "latest": latest}, note)


def _hours(day: DayPlan, plan: Itinerary) -> tuple[int, int]:
    """Give from when and until when the party is at its towns: on the first and the last day not all day."""
    free_from, free_until = -DAY, DAY
    if day.number == 1 and day.arrives_at is not None:
        free_from = day.arrives_at
    leaves = plan.days[-1].moves_at
    if leaves is not None and day.number == plan.nights + 1:
        free_until = leaves
    if leaves is not None and leaves < 0 and day.number == plan.nights:
        free_until = leaves + DAY
    return free_from, free_until


def _move(day: DayPlan, catalogue: Catalogue) -> _Move | None:
    if day.moves_at is None or day.arrives_at is None:
        return None
    way = next((t for t in catalogue.transfers if t.id == day.transfer), None)
    return _Move(day.moves_at, day.arrives_at, way)


def _time_for(
    pause: rhythm.Break, day: DayPlan, free_from: int, free_until: int, move: _Move | None, label: str
) -> Check:
    rule = f"time for {pause.name}"
    taken = next((meal for meal in day.meals if meal.name == pause.name), None)
    numbers = {"minutes": pause.minutes}
    if taken is not None:
        is_on_the_way = move is not None and move.meets(taken)
        return Check(rule, label, True, numbers, "on the way" if is_on_the_way else "")
    earliest, latest = max(pause.earliest, free_from), min(pause.latest, free_until - pause.minutes)
    numbers |= {"earliest": pause.earliest, "latest": pause.latest}
    if earliest > latest:
        numbers |= _under_way(move, free_from, free_until)
        return Check(rule, label, True, numbers, "none is planned: the party is under way at that time")
    booked = sorted((m.starts_at, m.ends_at) for m in day.meals if m.name == "engagement")
    is_booked_up = all(
        any(starts < at + pause.minutes and at < ends for starts, ends in booked)
        for at in (earliest, *(ends for _, ends in booked if earliest <= ends <= latest))
    )
    return Check(rule, label, is_booked_up, numbers, "what is booked takes its time" if is_booked_up else "")


def _under_way(move: _Move | None, free_from: int, free_until: int) -> Mapping[str, int]:
    """Give the minutes that leave no hour for a pause: of an arrival, or of the way to a departure."""
    if free_from > -DAY:
        return {"under way until": free_from}
    until = {} if move is None or move.leaves != free_until else {"at the gateway": move.arrives}
    return {"under way from": free_until, **until}


def _on_the_way(taken: Meal, move: _Move, label: str, *, is_within: bool) -> Check:
    """Check a pause taken on a way: a child sleeps on any, a meal needs one that lasts, or stops for it."""
    minutes = move.way.minutes if move.way is not None else move.arrives - move.leaves
    mode = move.way.mode if move.way is not None else "car"
    least = 0 if taken.name == "rest" else rhythm.least_to_eat(mode)
    numbers = {"leaves": move.leaves, "minutes": minutes, "least": least, "arrives": move.arrives}
    return Check(f"{taken.name} on the way", label, is_within and minutes >= least, numbers)
