"""What makes no sense in rates and exchange rates: rows that nobody could charge by, or that two would serve.

The file of rates and the pricing door ask the same questions here; each tells the answer in its own way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crm.money import is_money
from crm.quotes.rate_book import MEAL_PLANS
from crm.quotes.values import ExchangeRate, RateRow
from crm.trips.checking import MOST_MONEY

MOST_RATE = 10**9  # of one currency for another

# What a row of each kind may be priced by; anything else would be charged by guess.
_PRICED_BY: Mapping[str, tuple[str, ...]] = {
    "stay": ("room_night", "person_night"),
    "place": ("person", "group"),
    "transfer": ("person", "vehicle", "group"),
    "service": ("person", "vehicle", "group"),
}
_OF_HEADS = ("adult", "child", "infant")


def charged_by_guess(rate: RateRow) -> tuple[str, str] | None:
    """Give (field, why) of a unit or a guest by which this kind of item cannot be charged."""
    allowed = _PRICED_BY[rate.item_kind]
    if rate.is_closed:  # nothing is charged by it: it closes what it names
        return None
    if rate.unit not in allowed:
        return "unit", f"a {rate.item_kind} is priced by {' or '.join(allowed)}, not by {rate.unit}"
    if rate.unit == "person" and rate.occupancy not in _OF_HEADS:
        return "occupancy", f"a ticket is for {', '.join(_OF_HEADS)}, not for {rate.occupancy}"
    if rate.unit in ("vehicle", "group") and rate.occupancy != "any":
        return "occupancy", f"a {rate.unit} is one price for any, not for {rate.occupancy}"
    if rate.item_kind == "stay" and rate.occupancy == "any":
        return "occupancy", "a stay is priced by single, double, triple and beds beside them, not for any"
    return None


def overlapping(rates: Sequence[RateRow]) -> Iterator[tuple[int, int]]:
    """Yield the positions (earlier, later) of rows in force of which either could serve the same charge.

    Rows that another one supersedes are history. Of rows that differ in the least nights alone, the one that
    asks most serves: they do not overlap.
    """
    history = {rate.supersedes for rate in rates if rate.supersedes}
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for n, rate in enumerate(rates):
        if rate.id not in history and not rate.is_closed:
            alike[rate.item_id, rate.occupancy, rate.least_nights, rate.meal_plan].append(n)
    for group in alike.values():
        begun: list[int] = []
        for n in sorted(group, key=lambda n: rates[n].from_date):
            begun = [k for k in begun if rates[k].to_date >= rates[n].from_date]
            yield from ((min(k, n), max(k, n)) for k in begun if _serve_alike(rates[k], rates[n]))
            begun.append(n)


def _serve_alike(one: RateRow, other: RateRow) -> bool:
    if max(one.heads_from, other.heads_from) > min(one.heads_to, other.heads_to):
        return False
    return not (one.weekdays and other.weekdays) or bool(set(one.weekdays) & set(other.weekdays))


def problems_of_rates(rates: Sequence[RateRow]) -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong) of the rate rows of a request."""
    for n, row in enumerate(rates):
        for name, what in (*_amounts(row), *_terms(row)):
            yield f"rates[{n}].{name}", f"{what} (rate {row.id})"
    yield from _circles(rates)
    for one, other in overlapping(rates):
        day, first, second = max(rates[one].from_date, rates[other].from_date), rates[one].id, rates[other].id
        told = f"rates {first} and {second} would both serve from {day}: let one supersede the other"
        yield f"rates[{other}].from_date", told


def _amounts(row: RateRow) -> Iterator[tuple[str, str]]:
    if row.amount < 0:
        yield "amount", f"{row.amount} is negative"
    if row.amount >= MOST_MONEY:  # beyond it, decimals are not exact to the cent
        yield "amount", f"{row.amount} is more than anything costs"
    if not is_money(row.currency):
        yield "currency", f"unknown currency {row.currency!r}"
    if not 0 <= row.commission_percent < 100:
        yield "commission_percent", f"{row.commission_percent} is not from 0 to below 100"


def _terms(row: RateRow) -> Iterator[tuple[str, str]]:
    if row.meal_plan not in MEAL_PLANS:
        yield "meal_plan", f"{row.meal_plan!r} is not one of {', '.join(MEAL_PLANS[1:])}"
    if row.to_date < row.from_date:
        yield "to_date", f"{row.to_date} is before {row.from_date}"
    if odd := [day for day in row.weekdays if not 0 <= day <= 6]:
        yield "weekdays", f"{odd[0]} is no day of a week, 0 (Monday) to 6"
    if row.least_nights < 1:
        yield "least_nights", f"{row.least_nights} is no stay"
    if row.heads_from < 1:
        yield "heads_from", f"{row.heads_from} is no party"
    if row.heads_to < row.heads_from:
        yield "heads_to", f"{row.heads_to} is less than {row.heads_from}, the fewest heads"
    if row.free_per < 0:
        yield "free_per", f"{row.free_per} is negative"
    if (guessed := charged_by_guess(row)) is not None:
        yield guessed


def _circles(rates: Sequence[RateRow]) -> Iterator[tuple[str, str]]:
    """Rows that supersede each other in a circle: none of them would be in force."""
    replaced = {row.id: row.supersedes for row in rates if row.supersedes is not None}
    settled: set[str] = set()
    for row in rates:
        path: dict[str, None] = {}
        at: str | None = row.id
        while at is not None and at not in settled and at not in path:
            path[at] = None
            at = replaced.get(at)
        settled |= path.keys()
        if at in path:
            n = next(n for n, other in enumerate(rates) if other.id == at)
            yield f"rates[{n}].supersedes", f"rate {at} would supersede itself"


def problems_of_exchange(rates: Iterable[ExchangeRate]) -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong) of the exchange rates of a request."""
    known: dict[tuple[str, str, object], int] = {}
    for n, rate in enumerate(rates):
        where = f"exchange_rates[{n}]"
        for name, currency in (("base", rate.base), ("quote", rate.quote)):
            if not is_money(currency):
                yield f"{where}.{name}", f"unknown currency {currency!r} (rate {rate.id})"
        if rate.base == rate.quote:
            yield f"{where}.quote", f"{rate.quote} is the same currency as its base (rate {rate.id})"
        if rate.rate <= 0:
            yield f"{where}.rate", f"{rate.rate} is not above zero (rate {rate.id})"
        if rate.rate >= MOST_RATE:
            yield f"{where}.rate", f"{rate.rate} is no exchange rate (rate {rate.id})"
        first = known.setdefault((rate.base, rate.quote, rate.day), n)
        if first != n:
            pair = f"{rate.base} to {rate.quote}"
            yield f"{where}.day", f"{pair} stands already in exchange_rates[{first}] for {rate.day}"
