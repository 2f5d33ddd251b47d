"""Pricing an itinerary: rates and rules in, an immutable quote out. Pure and exact."""

from collections.abc import Iterable
from datetime import date

from crm.errors import Unfit
from crm.quotes.bill import Bill
from crm.quotes.rate_book import MEAL_PLANS, Exchange, RateBook
from crm.quotes.reckoning import Occasion, reckon
from crm.quotes.rooming import share_rooms, visitors
from crm.quotes.values import ExchangeRate, PriceRules, Quote, RateRow
from crm.trips.values import Catalogue, Itinerary, Party


def price(
    itinerary: Itinerary,
    catalogue: Catalogue,
    party: Party,
    rooms: int | None,
    rates: Iterable[RateRow] | RateBook,
    exchange_rates: Iterable[ExchangeRate],
    rules: PriceRules,
    priced_on: date,
    *,
    meal_plan: str | None = None,
) -> Quote:
    """Price a plan for a party, in the currency of the rules.

    `rooms` None takes as few as the smallest stay allows. `meal_plan` (BB, HB, FB, AI) is what is wished;
    None takes what each stay's plainest rate includes. Who prices many plans gives the `rates` as one book.

    Raises Unfit for a party or date that makes no sense, NoRate that names the night and the stay (or the
    day and the item) without a price, NoExchangeRate where a currency cannot be converted.
    """
    if itinerary.start < priced_on:
        raise Unfit("start", f"the trip began on {itinerary.start.isoformat()}, before it was priced")
    if meal_plan is not None and meal_plan not in MEAL_PLANS:
        raise Unfit("meal_plan", f"{meal_plan!r} is not one of {', '.join(MEAL_PLANS[1:])}")
    known = {stay.id: stay for stay in catalogue.stays}
    missing = [stop.stay for stop in itinerary.stops if stop.stay not in known]
    if missing:
        raise Unfit("stops", f"unknown stay {missing[0]!r}")
    sleeps = min((known[stop.stay].sleeps for stop in itinerary.stops), default=max(1, party.heads))
    shared = share_rooms(party, rooms, sleeps)
    book = rates if isinstance(rates, RateBook) else RateBook(rates)
    bill = Bill(catalogue, party, shared, book, Exchange(exchange_rates, priced_on), rules, meal_plan)
    charges = bill.charges(itinerary)
    used = {charge.rate_id for charge in charges}
    pinned = [bill.served[rate_id] for rate_id in sorted(used)]
    heads: dict[str, int] = {"rooms": len(shared)}
    heads.update({str(kind): count for kind, count in visitors(party, rules).items()})
    occasion = Occasion(party, shared, priced_on, itinerary.start, heads, meal_plan)
    return reckon(charges, rules, occasion, pinned)
