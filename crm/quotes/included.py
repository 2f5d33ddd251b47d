"""What a price holds and what it does not: counted from the lines of its quote, the same for every reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from crm.quotes.values import Quote, QuoteLine
from crm.trips.values import Itinerary, Stop

NotIncluded = Literal["flights", "insurance", "meals", "tips"]
# What no price holds, in the order in which it is told; meals are those beside the stays' own.
EXCLUDED: tuple[NotIncluded, ...] = ("flights", "insurance", "meals", "tips")


@dataclass(frozen=True)
class Slept:
    """The nights of one stop; `meals` is the meal plan (BB, HB, FB, AI) that all of them are paid with, ""
    for the room alone, None where the quote does not tell or its nights differ."""

    stop: Stop
    meals: str | None


@dataclass(frozen=True)
class Included:
    """What one quote pays for. `services` counts days by the service's label; `paid` are the ids of the
    places whose entrance is paid, `free` those of the plan that cost none, `ridden` the paid transfers';
    `taxes` says whether the total holds tax.

    `met` and `brought` tell whether the way from where the party lands, and back there, is paid.
    """

    slept: tuple[Slept, ...]
    rides: int
    day_trips: int
    services: Mapping[str, int] = field(default_factory=dict)
    paid: frozenset[str] = frozenset()
    free: frozenset[str] = frozenset()
    ridden: frozenset[str] = frozenset()
    taxes: bool = False
    met: bool = False
    brought: bool = False

    @cached_property
    def meals(self) -> frozenset[str | None]:
        """The meal plans of all stays."""
        return frozenset(one.meals for one in self.slept)


def included(itinerary: Itinerary, quote: Quote) -> Included:
    """Say what a quote pays for of its plan."""
    paid = frozenset(line.item_id for line in quote.lines if line.item_kind == "place")
    ways = {(line.item_id, line.service_date) for line in quote.lines if line.item_kind == "transfer"}
    ends = [(day.transfer, day.date) in ways for day in (itinerary.days[:1] + itinerary.days[-1:])]
    return Included(
        slept=tuple(Slept(stop, _meals(stop, quote)) for stop in itinerary.stops),
        rides=rides(quote.lines),
        day_trips=day_trips_served(itinerary, quote.lines),
        services=services(quote.lines),
        paid=paid,
        free=frozenset(itinerary.places) - paid,
        ridden=frozenset(item for item, _ in ways),
        taxes=bool(quote.tax.amount),
        met=bool(ends) and ends[0],
        brought=bool(ends) and ends[-1],
    )


def _meals(stop: Stop, quote: Quote) -> str | None:
    rates = {rate.id: rate for rate in quote.rates}
    until = stop.check_in + timedelta(days=stop.nights)
    plans = {
        rates[line.rate_id].meal_plan if line.rate_id in rates else None
        for line in quote.lines
        if (line.item_kind, line.item_id) == ("stay", stop.stay)
        and stop.check_in <= line.service_date < until
    }
    return plans.pop() if len(plans) == 1 else None


def rides(lines: Iterable[QuoteLine]) -> int:
    """Count the transfers that are paid, day trips among them: one line of a ride a day."""
    return len({(line.item_id, line.service_date) for line in lines if line.item_kind == "transfer"})


def paid_places(lines: Iterable[QuoteLine]) -> int:
    """Count the places that entrance is paid for."""
    return len({line.item_id for line in lines if line.item_kind == "place"})


def services(lines: Iterable[QuoteLine]) -> Mapping[str, int]:
    """Count the days of every service that is paid, by its label without the heads it is for."""
    days: dict[str, set[date]] = {}
    for line in lines:
        if line.item_kind == "service":
            days.setdefault(line.label.removesuffix(f": {line.occupancy}"), set()).add(line.service_date)
    return {label: len(on) for label, on in days.items()}


def day_trips_served(itinerary: Itinerary, lines: Iterable[QuoteLine]) -> int:
    """Count the day trips that are paid with that day's service: those with a line of their own are rides."""
    lines = tuple(lines)
    served = {line.service_date for line in lines if line.item_kind == "service"}
    own = {(line.item_id, line.service_date) for line in lines if line.item_kind == "transfer"}
    trips = [(trip, day.date) for day in itinerary.days for trip in day.day_trips]
    return sum(day in served and (trip, day) not in own for trip, day in trips)
