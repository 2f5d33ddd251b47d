"""Reading rates and exchange rates, and checking that every night, visit and ride has one price."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import cast

from crm.catalogue.hours import parse_weekdays
from crm.catalogue.reading import Problem, Row, amount, currency, day, flag, one_of, read_table, whole, word
from crm.money import RATE_DECIMALS
from crm.quotes.sound_rates import MOST_RATE, charged_by_guess, overlapping
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
    if row.is_sound and (guessed := charged_by_guess(rate)) is not None:
        row.fail(*guessed)
    return rate


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
        elif rate.rate >= MOST_RATE or rate.rate != round(rate.rate, RATE_DECIMALS):
            row.fail("rate", f"{rate.rate} is no exchange rate of up to {RATE_DECIMALS} decimals")
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
            _check_overlaps(item, current, problems)
            _check_gaps(item, current, problems)


def _check_overlaps(item: str, rows: Sequence[Numbered], problems: list[Problem]) -> None:
    for one, other in overlapping([rate for rate, _ in rows]):
        shared = max(rows[one][0].from_date, rows[other][0].from_date)
        message = f"overlaps the rate of {item} in row {rows[one][1]} from {shared}, and supersedes it not"
        problems.append(Problem("rates.csv", rows[other][1], "from_date", message))


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
            gap = date.fromordinal(min(missing))
            message = f"{item} has no {occupancy} rate for the {what} of {gap.isoformat()}{more}"
            mine = [(rate, number) for rate, number in rows if rate.occupancy == occupancy]
            problems.append(Problem("rates.csv", *_beside(gap, mine), message))


def _beside(gap: date, rows: Sequence[Numbered]) -> tuple[int, str]:
    """Give the row and the field that leave a day out: weekdays, an end before or a beginning after."""
    for rate, number in rows:
        if rate.from_date <= gap <= rate.to_date:
            return number, "weekdays"
    before = [(rate.to_date, number) for rate, number in rows if rate.to_date < gap]
    if before:
        return max(before)[1], "to_date"
    return min((rate.from_date, number) for rate, number in rows)[1], "from_date"


def _days(rate: RateRow) -> Iterable[int]:
    """Give the days a rate serves, as ordinals (day 1 of the calendar was a Monday)."""
    span = range(rate.from_date.toordinal(), rate.to_date.toordinal() + 1)
    return (d for d in span if (d - 1) % 7 in rate.weekdays) if rate.weekdays else span


def _word_or_none(text: str) -> str | None:
    return text or None
