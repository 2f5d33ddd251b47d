"""Rates, price rules and quotes as values. Money is exact; nothing here reads a clock or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from crm.money import Money

ItemKind = Literal["stay", "place", "transfer", "service"]
Unit = Literal["room_night", "person_night", "person", "vehicle", "group"]
Occupancy = Literal[
    "single",
    "double",
    "triple",
    "adult",
    "child",
    "child_with_bed",
    "child_no_bed",
    "infant",
    "extra_bed",
    "any",
]


@dataclass(frozen=True)
class RateRow:
    """One price of one item. A row is never edited: a newer version supersedes it.

    Valid for service dates `from_date`..`to_date` inclusive and on `weekdays` (0=Monday; empty: all).
    `amount` is the supplier's price per unit in `currency`, before markup and tax. Of several rows
    that differ only in `least_nights`, the one that asks most and is still met serves.
    """

    id: str
    item_kind: ItemKind
    item_id: str
    unit: Unit
    occupancy: Occupancy
    amount: Decimal
    currency: str
    from_date: date
    to_date: date
    weekdays: tuple[int, ...] = ()
    least_nights: int = 1
    season: str = ""
    supersedes: str | None = None
    meal_plan: str = ""  # "" room only or not a stay; else BB, HB, FB, AI
    commission_percent: Decimal = Decimal(0)  # 0: net; else the supplier pays this share back
    heads_from: int = 1  # group tier: serves parties of heads_from..heads_to
    heads_to: int = 999
    label: str = ""  # what people read where the item has no name of its own (services)


@dataclass(frozen=True)
class ExchangeRate:
    """One unit of `base` buys `rate` units of `quote`, as pinned on `day`."""

    id: str
    base: str
    quote: str
    rate: Decimal
    day: date


@dataclass(frozen=True)
class TaxScheme:
    """How a sale is taxed: on the whole package, on the margin only, or not at all."""

    id: str
    name: str
    on: Literal["package", "margin", "none"]
    percent: Decimal
    rounding: Decimal = Decimal("0.01")


@dataclass(frozen=True)
class PriceRules:
    """The agency's rules for turning cost into price."""

    currency: str
    markup_percent: Mapping[str, Decimal]  # per item kind; "default" for the rest
    tax: TaxScheme
    round_to: Decimal = Decimal(1)  # step of the grand total
    child_from: int = 2
    child_to: int = 11
    valid_for_days: int = 7


@dataclass(frozen=True)
class QuoteLine:
    """One line: `quantity` units at `unit_cost`, converted with `exchange_rate` and marked up."""

    key: str  # stable across versions: kind:item:date:occupancy
    day: int | None  # number of the day it belongs to, None for the whole trip
    label: str
    item_kind: ItemKind
    item_id: str
    service_date: date
    quantity: int
    unit_cost: Money  # in the rate's currency
    rate_id: str
    exchange_rate_id: str | None  # None where the rate is in the quote's currency
    cost: Money
    markup: Money
    tax: Money
    sell: Money  # cost + markup, before tax


@dataclass(frozen=True)
class Quote:
    """An immutable price for one itinerary. `total` = sum of `sell` + `tax` + `rounding`."""

    currency: str
    lines: tuple[QuoteLine, ...]
    subtotal: Money
    tax: Money
    rounding: Money
    total: Money
    per_adult: Money
    valid_until: date
    priced_on: date
    rules: PriceRules
    heads: Mapping[str, int] = field(default_factory=dict)

    @property
    def cost(self) -> Money:
        """What the trip costs the agency, in the quote's currency."""
        return Money(sum((line.cost.amount for line in self.lines), Decimal(0)), self.currency)


@dataclass(frozen=True)
class Cause:
    """One reason for a change of price. Causes between two quotes sum exactly to the difference."""

    kind: Literal["rate", "exchange", "party", "nights", "items", "markup", "tax", "rounding"]
    subject: str
    difference: Money


class NoRate(Exception):
    """No rate row covers an item on a date; names both, so that staff can load it."""

    def __init__(self, item_kind: str, item_id: str, day: date, what: str = "") -> None:
        super().__init__(f"no {what or item_kind} rate for {item_id} on {day.isoformat()}")
        self.item_kind, self.item_id, self.day = item_kind, item_id, day
