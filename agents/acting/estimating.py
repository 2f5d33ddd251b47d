"""What a trip costs at the least, before anything is planned: its plainest nights. Reads only."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from agents.acting.affording import budget_in
from agents.acting.planning import Reading
from agents.scene.captured import Slots
from agents.scene.places import Where
from agents.scene.wishes import CLASSES, wish
from crm.errors import Unfit
from crm.money import Money
from crm.quotes.values import NoExchangeRate, NoRate
from crm.trips.values import Catalogue, Destination, Itinerary, Stop, TripRequest

# The share of a plan's price that its plainest nights have: with value hotels of the sample catalogue
# it lies between 0.18 and 0.37. A low share makes a high price: what is named is likely to fit.
_NIGHTS_SHARE = Decimal("0.22")


async def out_of_reach(
    slots: Slots, destinations: Sequence[Destination], today: date, reading: Reading
) -> tuple[str, ...]:
    """Give the destinations that a budget will hardly pay for, the cheapest first; none without a budget."""
    found: list[tuple[Decimal, str]] = []
    for destination in destinations:
        catalogue = await reading.tools.catalogue(destination.id)
        request = wish(slots, Where(destination), catalogue, today, reading.settings.currency).request
        if request.budget is None:
            return ()
        least = await _least_nights(replace(request, hotel_class=CLASSES[0]), catalogue, today, reading)
        if least is None:
            continue
        budget = await budget_in(least.currency, request, today, reading)
        if isinstance(budget, Money) and least.amount > budget.amount * _NIGHTS_SHARE:
            found.append((least.amount, destination.id))
    return tuple(destination for _, destination in sorted(found))


async def _least_nights(
    request: TripRequest, catalogue: Catalogue, today: date, reading: Reading
) -> Money | None:
    """The price of all nights in the cheapest stay of the plainest class; None where no rate tells one.

    Rooms that do not suit the party make no place cheap: it is priced in as many as it needs.
    """
    as_told = await reading.tools.pricer(catalogue, request, today)
    as_needed = await reading.tools.pricer(catalogue, replace(request, rooms=None), today)

    def nights(plan: Itinerary) -> Money:
        try:
            return as_told(plan).total
        except Unfit:
            return as_needed(plan).total

    return await asyncio.to_thread(_cheapest, request, catalogue, nights)


def _cheapest(
    request: TripRequest, catalogue: Catalogue, nights: Callable[[Itinerary], Money]
) -> Money | None:
    prices: list[Money] = []
    for stay in catalogue.stays:
        if stay.hotel_class != request.hotel_class:
            continue
        stop = Stop(stay.area, stay.id, request.start, request.nights)
        plan = Itinerary(catalogue.destination.id, request.start, request.nights, (stop,), (), ())
        try:
            prices.append(nights(plan))
        except (NoRate, NoExchangeRate):
            continue
    return min(prices, key=lambda price: price.amount, default=None)
