"""What a forecast of a cost is made from and what it says: prices, needs, and their sum with bounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import exp

from crm.money import Money
from crm.quotes.forecast.spread import Line, off


@dataclass(frozen=True)
class PricePoint:
    """What one unit of an item cost, for a service date, when it was priced or booked."""

    item_id: str
    occupancy: str
    service_date: date
    priced_on: date
    amount: Money
    kind: str = ""  # stay, place, transfer, service

    @property
    def lead_days(self) -> int:
        return max(0, (self.service_date - self.priced_on).days)


@dataclass(frozen=True)
class Need:
    """So many units of an item on a future day; `published` is what one costs by a rate that is out."""

    item_id: str
    occupancy: str
    service_date: date
    quantity: int = 1
    published: Money | None = None
    kind: str = ""


@dataclass(frozen=True)
class CostForecast:
    """The expected cost and what 80 and 95 of a hundred outcomes lie between; how much it was learnt from.

    `published` is the part of it that rates are out for: it is certain, and all of it where `points` is 0.
    """

    mean: Money
    lo80: Money
    hi80: Money
    lo95: Money
    hi95: Money
    points: int
    months: int
    published: Money


class Total:
    """Adds up what is certain and what is expected."""

    def __init__(self, currency: str) -> None:
        self._currency, self._published = currency, Money(Decimal(0), currency)

    def add_published(self, unit: Money, quantity: int) -> None:
        self._published = Money(self._published.amount + unit.amount * quantity, self._currency)

    def forecast(self, lines: Sequence[Line], points: int, months: int) -> CostForecast:
        """Give the sum with its bounds; `points` and `months` are what the lines were learnt from."""
        mean = sum(line.amount for line in lines)
        off80, off95 = off(lines)
        outer = [mean * exp(share) for share in (-off80, off80, -off95, off95)]
        middle, lo80, hi80, lo95, hi95 = (self._money(value) for value in (mean, *outer))
        return CostForecast(middle, lo80, hi80, lo95, hi95, points, months, self._published.rounded())

    def _money(self, value: float) -> Money:
        # The forecast itself is statistics, not money: it becomes an exact amount here and nowhere before.
        return Money(Decimal(repr(value)) + self._published.amount, self._currency).rounded()
