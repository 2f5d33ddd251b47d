"""When the party lands and flies home by a plan, and whether anybody told so or the hours are assumed."""

from dataclasses import dataclass
from typing import Literal

from crm.trips.values import Itinerary

NO_FLIGHT = "assumed: no flight was told"  # what the certificate notes of such an hour

_MINUTES = {"arrival": "lands", "departure": "departs"}  # of the certificate's rules


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
