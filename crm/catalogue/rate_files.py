"""Reading rates and exchange rates, and checking that every night, visit and ride has one price."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import cast

from crm.catalogue.hours import parse_weekdays
from crm.catalogue.reading import Problem, Row, amount, currency, day, flag, one_of, read_table, whole, word
from crm.quotes.values import ExchangeRate, ItemKind, Occupancy, RateRow, Unit

RATE_COLUMNS = frozenset(
    {"id", "item_kind", "item_id", "unit", "occupancy", "amount", "currency", "from_date", "to_date"}
    | {"weekdays", "least_nights", "season", "meal_plan", "commission_percent", "heads_from", "heads_to"}
    | {"label", "closed", "free_per", "cancellation", "supersedes"}
)
EXCHANGE_COLUMNS = frozenset({"id", "base", "quote", "rate", "day"})
_UNITS = ("room_night", "person_night", "person", "vehicle", "group")
_OCCUPANCIES = (
    *("single", "double", "triple", "adult", "child", "child_with_bed", "child_no_bed"),
    *("infant", "extra_bed", "any"),
)
# What a row of each kind may be priced by; anything else would be charged by guess.
_PRICED_BY: Mapping[str, tuple[str, ...]] = {
    "stay": ("room_night", "person_night"),
    "place": ("person", "group"),
    "transfer": ("person", "vehicle", "group"),
    "service": ("person", "vehicle", "group"),
}
_OF_HEADS = ("adult", "child", "infant")
_NEVER = date(1, 1, 1)

Numbered = tuple[RateRow, int]  # a rate and the row of the file it stands in


def read_rates(
    folder: Path, kinds: Mapping[str, str], named: frozenset[str], problems: list[Problem]
) -> list[Numbered]:
    """Read rates.csv. `kinds` says what each item is; `named` holds the ids of rows that had problems
    of their own, so that one mistake is not told twice."""
    found: dict[str, Numbered] = {}
    for row in read_table(folder, "rates.csv", RATE_COLUMNS, problems):
        rate = _rate(row)
        if rate.id in found:
            row.fail("id", f"{rate.id!r} stands already in row {found[rate.id][1]}")
        elif rate.item_id not in kinds and rate.item_id not in named:
            row.fail("item_id", f"unknown item {rate.item_id!r}")
        elif rate.item_id in kinds and kinds[rate.item_id] != rate.item_kind:
            row.fail("item_kind", f"{rate.item_id} is a {kinds[rate.item_id]}, not a {rate.item_kind}")
        if row.is_sound:
            found[rate.id] = (rate, row.number)
    for rate, number in found.values():
        if rate.supersedes is not None and rate.supersedes not in found:
            message = f"supersedes an unknown rate {rate.supersedes!r}"
            problems.append(Problem("rates.csv", number, "supersedes", message))
    return list(found.values())


def _rate(row: Row) -> RateRow:
    rate = RateRow(
        id=row.get("id", word, ""),
        item_kind=cast(
            ItemKind, row.get("item_kind", one_of("stay", "place", "transfer", "service"), "stay")
        ),
        item_id=row.get("item_id", word, ""),
        unit=cast(Unit, row.get("unit", one_of(*_UNITS), "group")),
        occupancy=cast(Occupancy, row.get("occupancy", one_of(*_OCCUPANCIES), "any")),
        amount=row.get("amount", amount, Decimal(0)),
        currency=row.get("currency", currency, ""),
        from_date=row.get("from_date", day, _NEVER),
        to_date=row.get("to_date", day, _NEVER),
        weekdays=row.optional("weekdays", parse_weekdays, ()),
        least_nights=row.optional("least_nights", whole(1, 60), 1),
        season=row.optional("season", word, ""),
        supersedes=row.optional("supersedes", _word_or_none, None),
        meal_plan=row.optional("meal_plan", one_of("BB", "HB", "FB", "AI"), ""),
        commission_percent=row.optional("commission_percent", amount, Decimal(0)),
        heads_from=row.optional("heads_from", whole(1, 999), 1),
        heads_to=row.optional("heads_to", whole(1, 999), 999),
        label=row.optional("label", word, ""),
        is_closed=row.optional("closed", flag, False),
        free_per=row.optional("free_per", whole(0, 999), 0),
        cancellation=row.optional("cancellation", word, ""),
    )
    if rate.to_date < rate.from_date:
        row.fail("to_date", f"{rate.to_date} is before {rate.from_date}, the first day")
    if rate.heads_to < rate.heads_from:
        row.fail("heads_to", f"{rate.heads_to} is less than {rate.heads_from}, the fewest heads")
    if rate.commission_percent >= 100:
        row.fail("commission_percent", f"{rate.commission_percent} leaves nothing to pay")
    if row.is_sound:
        _check_unit(rate, row)
    return rate


def _check_unit(rate: RateRow, row: Row) -> None:
    """Note a unit or a guest by which this kind of item cannot be charged."""
    allowed = _PRICED_BY[rate.item_kind]
    if rate.unit not in allowed:
        row.fail("unit", f"a {rate.item_kind} is priced by {' or '.join(allowed)}, not by {rate.unit}")
    elif rate.unit == "person" and rate.occupancy not in _OF_HEADS:
        row.fail("occupancy", f"a ticket is for {', '.join(_OF_HEADS)}, not for {rate.occupancy}")
    elif rate.unit in ("vehicle", "group") and rate.occupancy != "any":
        row.fail("occupancy", f"a {rate.unit} is one price for any, not for {rate.occupancy}")
    elif rate.item_kind == "stay" and rate.occupancy == "any" and not rate.is_closed:
        row.fail("occupancy", "a stay is priced by single, double, triple and beds beside them, not for any")


def read_exchange_rates(folder: Path, problems: list[Problem]) -> tuple[ExchangeRate, ...]:
    """Read exchange_rates.csv: one unit of base buys `rate` units of quote."""
    found: dict[str, ExchangeRate] = {}
    pairs: dict[tuple[str, str, date], int] = {}
    for row in read_table(folder, "exchange_rates.csv", EXCHANGE_COLUMNS, problems):
        rate = ExchangeRate(
            id=row.get("id", word, ""),
            base=row.get("base", currency, ""),
            quote=row.get("quote", currency, ""),
            rate=row.get("rate", amount, Decimal(0)),
            day=row.get("day", day, _NEVER),
        )
        pair = (rate.base, rate.quote, rate.day)
        if rate.id in found:
            row.fail("id", f"{rate.id!r} is not the only row of that id")
        if rate.rate == 0:
            row.fail("rate", "is zero")
        if pair in pairs:
            row.fail("day", f"{rate.base} to {rate.quote} stands already in row {pairs[pair]} for that day")
        if row.is_sound:
            found[rate.id], pairs[pair] = rate, row.number
    return tuple(found.values())


def check_rates(rates: Sequence[Numbered], problems: list[Problem]) -> None:
    """Note rates that overlap, and days in between that no rate of an item covers."""
    by_item: dict[str, list[Numbered]] = defaultdict(list)
    for rate, number in rates:
        by_item[rate.item_id].append((rate, number))
    superseded = {rate.supersedes for rate, _ in rates if rate.supersedes}
    for item, rows in by_item.items():
        current = [(rate, number) for rate, number in rows if rate.id not in superseded]
        if any(not rate.is_closed for rate, _ in current):
            _check_overlaps(item, [(r, n) for r, n in current if not r.is_closed], problems)
            _check_gaps(item, current, problems)


def _check_overlaps(item: str, rows: Sequence[Numbered], problems: list[Problem]) -> None:
    alike: dict[tuple[object, ...], list[Numbered]] = defaultdict(list)
    for rate, number in rows:
        alike[rate.unit, rate.occupancy, rate.least_nights, rate.meal_plan].append((rate, number))
    for group in alike.values():
        for (one, first), (other, second) in combinations(group, 2):
            if _overlap(one, other):
                shared = max(one.from_date, other.from_date)
                message = f"overlaps the rate of {item} in row {first} from {shared}, and supersedes it not"
                problems.append(Problem("rates.csv", second, "from_date", message))


def _overlap(one: RateRow, other: RateRow) -> bool:
    if max(one.from_date, other.from_date) > min(one.to_date, other.to_date):
        return False
    if max(one.heads_from, other.heads_from) > min(one.heads_to, other.heads_to):
        return False
    if one.weekdays and other.weekdays:
        return bool(set(one.weekdays) & set(other.weekdays))
    return True


def _check_gaps(item: str, rows: Sequence[Numbered], problems: list[Problem]) -> None:
    first, last = min(r.from_date for r, _ in rows), max(r.to_date for r, _ in rows)
    what = "night" if rows[0][0].item_kind == "stay" else "day"
    for occupancy in sorted({rate.occupancy for rate, _ in rows if not rate.is_closed}):
        missing = set(range(first.toordinal(), last.toordinal() + 1))
        for rate, _ in rows:
            if rate.occupancy == occupancy or (rate.is_closed and rate.occupancy == "any"):
                missing.difference_update(_days(rate))
        if missing:
            more = f" and {len(missing) - 1} more {what}s" if len(missing) > 1 else ""
            gap = date.fromordinal(min(missing)).isoformat()
            message = f"{item} has no {occupancy} rate for the {what} of {gap}{more}"
            problems.append(Problem("rates.csv", rows[-1][1], "to_date", message))


def _days(rate: RateRow) -> Iterable[int]:
    """Give the days a rate serves, as ordinals (day 1 of the calendar was a Monday)."""
    span = range(rate.from_date.toordinal(), rate.to_date.toordinal() + 1)
    return (d for d in span if (d - 1) % 7 in rate.weekdays) if rate.weekdays else span


def _word_or_none(text: str) -> str | None:
    return text or None
