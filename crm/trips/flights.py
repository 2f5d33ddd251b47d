"""When the party lands and flies home by a plan, and whether anybody told so or the hours are assumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from crm.trips.values import Itinerary

NO_FLIGHT = "assumed: no flight was told"  # what the certificate notes of such an hour

_MINUTES = {"arrival": "lands", "departure": "departs"}  # of the certificate's rules
_TOLD = {"arrival": "landing at", "departure": "flying home at"}
_ALONE = {"arrival": "Landing not told yet", "departure": "Flight home not told yet"}


@dataclass(frozen=True)
class Flight:
    """One end of a trip: `at` is the local minute of its day, on which day `number` of the plan it is."""

    end: Literal["arrival", "departure"]
    number: int
    at: int
    is_assumed: bool


def flights_of(plan: Itinerary) -> tuple[Flight, ...]:
    """Read both ends of a plan from its certificate, which keeps what was told when it was made."""
    last = plan.days[-1].number if plan.days else 1
    ends: tuple[tuple[Literal["arrival", "departure"], int], ...] = (("arrival", 1), ("departure", last))
    return tuple(
        Flight(end, number, check.numbers[_MINUTES[end]], check.note == NO_FLIGHT)
        for end, number in ends
        for check in plan.certificate
        if check.rule == end and _MINUTES[end] in check.numbers
    )


def assumed_in(stored: Mapping[str, Any]) -> str:
    """Say to staff which hours of a kept plan's flights nobody told; empty where both were told."""
    noted = (check for check in stored.get("certificate") or () if check.get("note") == NO_FLIGHT)
    hours = {
        str(rule): clock_time(minute)
        for check in noted
        if (rule := check.get("rule")) in _MINUTES
        and (minute := check.get("numbers", {}).get(_MINUTES[rule])) is not None
    }
    if len(hours) == 1:
        [(rule, hour)] = hours.items()
        return f"{_ALONE[rule]}, assumed: {hour}."
    both = ", ".join(f"{_TOLD[rule]} {hour}" for rule, hour in hours.items())
    return f"No flight told yet, assumed: {both}." if both else ""


def clock_time(minutes: int) -> str:
    """Write minutes since midnight as people read them, 09:05; past it with the next day's hours."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
