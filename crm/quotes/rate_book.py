"""Finding the one rate row that serves: by item, occupancy, date, weekday, nights, heads and meals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from crm.money import Money
from crm.quotes.values import ExchangeRate, ItemKind, NoExchangeRate, NoRate, Occupancy, RateRow

MEALS = {"BB": "breakfast", "HB": "half board", "FB": "full board", "AI": "all inclusive"}
MEAL_PLANS = ("", *MEALS)
_ROOM = ("single", "double", "triple")


class RateBook:
    """Rates in force, by item. Rows that another row supersedes are history and do not serve."""

    def __init__(self, rates: Iterable[RateRow]) -> None:
        rows = list(rates)
        superseded = {row.supersedes for row in rows if row.supersedes}
        self._by_item: dict[str, list[RateRow]] = defaultdict(list)
        self._by_occupancy: dict[tuple[str, str], list[RateRow]] = defaultdict(list)
        for row in rows:
            if row.id not in superseded:
                self._by_item[row.item_id].append(row)
                self._by_occupancy[row.item_id, row.occupancy].append(row)

    def knows(self, item_id: str) -> bool:
        return item_id in self._by_item

    def sells(self, item_id: str, occupancy: Occupancy) -> bool:
        """Whether the item has any rate of that occupancy, on whatever day."""
        return any(not row.is_closed for row in self._by_occupancy.get((item_id, occupancy), ()))

    def base_meal_plan(self, item_id: str) -> str:
        """Give the meals that a stay's plainest room rate includes."""
        sold = {r.meal_plan for r in self._by_item.get(item_id, ()) if r.occupancy in _ROOM}
        return min(sold, key=MEAL_PLANS.index, default="")

    def serves_meals(self, item_id: str, plan: str) -> bool:
        """Whether a stay sells whole room rates with these meals."""
        rows = self._by_item.get(item_id, ())
        return any(row.meal_plan == plan and row.occupancy in _ROOM for row in rows)

    def find(
        self,
        kind: ItemKind,
        item_id: str,
        occupancy: Occupancy,
        day: date,
        *,
        nights: int = 1,
        heads: int = 1,
        meal_plan: str | None = None,
    ) -> RateRow:
        """Give the row that serves; raises NoRate that names item and day, and says why where it can."""
        what = f"{occupancy} ({MEALS[meal_plan]})" if meal_plan else occupancy
        on_day = [row for row in self._by_occupancy.get((item_id, occupancy), ()) if _is_on(row, day)]
        whole = self._by_occupancy.get((item_id, "any"), ())
        if any(row.is_closed and _is_on(row, day) for row in (*on_day, *whole)):
            raise NoRate(kind, item_id, day, what, "not sold on that day (blackout)")
        fitting = [row for row in on_day if meal_plan in (None, row.meal_plan)]
        sized = [row for row in fitting if row.heads_from <= heads <= row.heads_to]
        served = [row for row in sized if row.least_nights <= nights]
        if not served:
            raise NoRate(kind, item_id, day, what, _why(fitting, sized, heads, nights))
        return max(served, key=lambda row: (row.least_nights, row.from_date, row.id))


def _is_on(row: RateRow, day: date) -> bool:
    return row.from_date <= day <= row.to_date and (not row.weekdays or day.weekday() in row.weekdays)


def _why(fitting: Sequence[RateRow], sized: Sequence[RateRow], heads: int, nights: int) -> str:
    if sized:
        least = min(row.least_nights for row in sized)
        return f"at least {least} nights are asked for, the party stays {nights}"
    return f"no group size takes {heads} heads" if fitting else ""


class Exchange:
    """Exchange rates of a day: the latest of that day or before, either way round, or by way of a third."""

    def __init__(self, rates: Iterable[ExchangeRate], day: date) -> None:
        self._rates, self._day = [rate for rate in rates if rate.day <= day], day
        self._found: dict[tuple[str, str], ExchangeRate] = {}

    def find(self, base: str, quote: str) -> ExchangeRate | None:
        """Give the row that turns `base` into `quote`; None when they are the same currency.

        A row sold the other way round serves where no direct one is known; where there is neither, the two
        rates over a common currency make a row of their own, whose id names both. Raises NoExchangeRate.
        """
        if base == quote:
            return None
        if (base, quote) not in self._found:
            found = self._direct(base, quote) or self._crossed(base, quote)
            if found is None:
                raise NoExchangeRate(base, quote, self._day)
            self._found[base, quote] = found
        return self._found[base, quote]

    def _direct(self, base: str, quote: str) -> ExchangeRate | None:
        for pair in ((base, quote), (quote, base)):
            known = [rate for rate in self._rates if (rate.base, rate.quote) == pair]
            if known:
                return max(known, key=lambda rate: (rate.day, rate.id))
        return None

    def _crossed(self, base: str, quote: str) -> ExchangeRate | None:
        for middle in sorted({currency for rate in self._rates for currency in (rate.base, rate.quote)}):
            one, other = self._direct(base, middle), self._direct(middle, quote)
            if one is not None and other is not None and middle not in (base, quote):
                rate = _per_unit(one, base) * _per_unit(other, middle)
                rounded = rate.quantize(Decimal(1).scaleb(rate.adjusted() - _CROSS_DIGITS + 1))
                return ExchangeRate(f"{one.id}+{other.id}", base, quote, rounded, min(one.day, other.day))
        return None


_CROSS_DIGITS = 12  # significant digits of a rate over a third currency


def _per_unit(rate: ExchangeRate, base: str) -> Decimal:
    return rate.rate if rate.base == base else 1 / rate.rate


def convert(money: Money, rate: ExchangeRate | None, currency: str) -> Money:
    """Turn an amount into `currency` with a pinned rate, rounded to what can be paid."""
    if rate is None:
        return money.rounded()
    amount = money.amount * rate.rate if rate.base == money.currency else money.amount / rate.rate
    return Money(amount, currency).rounded()


def counted_in(money: Money, currency: str, rates: Iterable[ExchangeRate], day: date) -> Money:
    """Give an amount in another currency, by the rates of a day. Raises NoExchangeRate."""
    if money.currency == currency:
        return money
    return convert(money, Exchange(rates, day).find(money.currency, currency), currency)


def net(row: RateRow) -> Money:
    """Give what one unit costs the agency: the amount less the commission that comes back."""
    return Money(row.amount * (1 - row.commission_percent / Decimal(100)), row.currency)
