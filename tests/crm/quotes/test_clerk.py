"""A clerk with a pencil, who shares no code with the pricing, comes to the same cost."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from hypothesis import HealthCheck, given, settings

from crm.quotes.taxes import NO_TAX
from crm.quotes.values import PriceRules, Quote, RateRow
from tests.crm.quotes.deals import deals
from tests.crm.quotes.trade import Deal

AT_COST = PriceRules("INR", {"default": Decimal(0)}, NO_TAX, Decimal("0.01"))
SEATS = 4


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(deals())
def test_the_clerk_comes_to_the_same_cost(deal: Deal) -> None:
    at_cost = replace(deal, rules=AT_COST)
    quote = at_cost.quote()
    assert quote.total.amount == sum(_slips(at_cost, quote), Decimal(0))


def _slips(deal: Deal, quote: Quote) -> list[Decimal]:
    replaced = {row.supersedes for row in deal.rates}
    rates = {(row.item_id, row.occupancy): row for row in deal.rates if row.id not in replaced}
    euro = max((x for x in deal.exchange_rates if x.base == "EUR"), key=lambda x: (x.day, x.id)).rate
    baht = next(x for x in deal.exchange_rates if x.base == "THB").rate

    def slip(item: str, guest: str, count: int) -> Decimal:
        row: RateRow = rates[item, guest]  # type: ignore[index] - a guest is one of the occupancies
        each = row.amount * (100 - row.commission_percent) / 100
        return (each * count * (euro if row.currency == "EUR" else baht)).quantize(
            Decimal("0.01"), ROUND_HALF_EVEN
        )

    teens = sum(1 for age in deal.party.child_ages if age > 11)
    children = len(deal.party.child_ages) - teens
    slips = []
    for stay, nights in deal.stops:
        for guest, count in _beds(quote).items():
            slips += [slip(stay, guest, count)] * nights
    moves = len(deal.stops) - 1
    for _ in range(moves):
        if deal.ride == "road":
            slips.append(slip("road", "any", -(-deal.party.heads // SEATS)))
        else:
            slips.append(slip("ferry", "adult", deal.party.adults + teens + children))
    for n in range(sum(nights for _, nights in deal.stops) + 1):
        seen = deal.visits.get(n, ())
        if seen:
            slips.append(slip("isle:sightseeing", "any", 1))
        if "fort" in seen:
            slips += [slip("fort", "adult", deal.party.adults + teens), slip("fort", "child", children)]
        if "garden" in seen:
            slips.append(slip("garden", "adult", deal.party.adults + teens + children))
        if "museum" in seen:
            slips.append(slip("museum", "adult", deal.party.adults + teens + children))
    return slips


def _beds(quote: Quote) -> Counter[str]:
    """Count what the hotel charges for the rooms: beds by adults first, then by the oldest children."""
    beds: Counter[str] = Counter()
    for room in quote.rooms:
        sleepers = ["adult"] * room.adults + [str(age) for age in sorted(room.child_ages, reverse=True)]
        own = sum(1 for n, who in enumerate(sleepers) if who == "adult" or n < 2 or int(who) > 11)
        beds[("single", "double", "triple")[min(own, 3) - 1]] += 1
        beds["extra_bed"] += max(0, own - 3)
        for age in map(int, sleepers[own:]):
            beds["child_with_bed" if age >= 6 else "child_no_bed"] += 1
    return beds


def test_the_clerk_counts_a_week_by_hand() -> None:
    """3 nights double at 80 EUR, a fort for two at 12.50 EUR, a car at 55 EUR, at 100 INR a euro."""
    deal = Deal(stops=(("inn", 3),), visits={1: ("fort",)}, rules=AT_COST)
    assert deal.quote().total.amount == (3 * 80 + 2 * Decimal("12.50") + 55) * 100
    assert deal.itinerary().days[-1].date == deal.start + timedelta(days=3)
