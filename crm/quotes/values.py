"""Rates, price rules and quotes as values. Money is exact; nothing here reads a clock or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from crm.money import Money
from crm.trips.values import Party

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
RoundingMode = Literal["half_even", "half_up", "up", "down"]
MARGIN_STEP = Decimal("0.01")  # of a percent, as margins are shown


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
    is_closed: bool = False  # a blackout: nothing is sold on these dates, whatever other rows say
    free_per: int = 0  # the supplier lets one head in free for every so many that pay; 0: none
    cancellation: str = ""  # the supplier's terms, in words


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
    """How a sale is taxed, as data.

    `on` names what is taxed: the whole `package`; the `margin`, on top of it; the margin with the tax
    `margin_inclusive` (the European margin scheme: the price stays, the tax comes out of the margin);
    the `total` that the other taxes already stand in (tax collected at source); or `none`.
    `bands` are (above this amount, percent) pairs, each taxing the slice above it; they replace
    `percent`. `rounding` is the step of the tax amount.
    """

    id: str
    name: str
    on: Literal["package", "margin", "margin_inclusive", "total", "none"]
    percent: Decimal
    rounding: Decimal = Decimal("0.01")
    bands: tuple[tuple[Decimal, Decimal], ...] = ()
    rounding_mode: RoundingMode = "half_even"


@dataclass(frozen=True)
class Markup:
    """What is added to the cost of the lines it covers; the most specific one covers a line.

    `subject` is a line's key, a day's number, an item kind, or nothing for the whole trip. `value` is
    a percentage (`percent` of cost, `target_margin` of the selling price) or an amount in the quote's
    currency (`fixed`, or `per_person` and paying head), spread over its lines in proportion to cost.
    """

    scope: Literal["line", "day", "kind", "trip"]
    how: Literal["percent", "fixed", "per_person", "target_margin"]
    value: Decimal
    subject: str = ""


@dataclass(frozen=True)
class Discount:
    """A reduction of the selling price before tax, in percent, in all, or per paying head."""

    label: str
    how: Literal["percent", "fixed", "per_person"]
    value: Decimal
    kinds: tuple[str, ...] = ()  # item kinds it applies to; empty: all


@dataclass(frozen=True)
class Instalment:
    """A part of the total and when it is due: so many days after the booking or before departure."""

    label: str
    percent: Decimal
    days: int
    counted: Literal["after_booking", "before_departure"]


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
    child_with_bed_from: int = 6  # younger children share their parents' bed
    markups: tuple[Markup, ...] = ()  # where none covers a line, `markup_percent` does
    discounts: tuple[Discount, ...] = ()
    more_taxes: tuple[TaxScheme, ...] = ()  # after `tax`, in this order
    least_margin_percent: Decimal | None = None  # below it a manager must approve
    free_heads: int = 0  # adults who travel free; the others bear their cost
    instalments: tuple[Instalment, ...] = ()
    drift: Literal["honour", "warn", "block"] = "warn"  # what to do when prices moved by acceptance
    drift_percent: Decimal = Decimal(2)  # how much upward drift is borne in silence


@dataclass(frozen=True)
class Room:
    """Who sleeps in one room."""

    adults: int
    child_ages: tuple[int, ...] = ()
    infants: int = 0


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
    unit_cost: Money  # in the rate's currency, net of commission
    rate_id: str
    exchange_rate_id: str | None  # None where the rate is in the quote's currency
    cost: Money
    markup: Money
    tax: Money
    sell: Money  # cost + markup - discount, before tax
    occupancy: Occupancy = "any"
    discount: Money | None = None


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
    party: Party | None = None
    rooms: tuple[Room, ...] = ()
    rates: tuple[RateRow, ...] = ()  # pinned: every row that a line names
    exchange_rates: tuple[ExchangeRate, ...] = ()  # pinned likewise
    taxes: Mapping[str, Money] = field(default_factory=dict)  # by the scheme's name
    starts_on: date | None = None
    meal_plan: str | None = None  # what was wished; None: what each stay's plainest rate includes

    @property
    def cost(self) -> Money:
        """What the trip costs the agency, in the quote's currency."""
        return Money(sum((line.cost.amount for line in self.lines), Decimal(0)), self.currency)

    @property
    def discount(self) -> Money:
        """What discounts take off, before tax."""
        given = (line.discount.amount for line in self.lines if line.discount is not None)
        return Money(sum(given, Decimal(0)), self.currency)

    @property
    def margin_percent(self) -> Decimal:
        """Share of the selling price before tax that stays with the agency."""
        if self.subtotal.amount == 0:
            return Decimal(0)
        return (self.subtotal.amount - self.cost.amount) / self.subtotal.amount * 100

    @property
    def needs_approval(self) -> bool:
        """Whether the margin is below what agents may give without a manager.

        It is judged as it is shown, to a hundredth of a percent: cents rounded line by line make no price
        thin that was made to the least margin. Where any margin is asked for, what is given away for nothing
        is below it: it has no percentage.
        """
        least = self.rules.least_margin_percent
        is_gift = self.subtotal.amount <= 0 < self.cost.amount
        return least is not None and (is_gift or self.margin_percent.quantize(MARGIN_STEP) < least)


CauseKind = Literal[
    "rate", "exchange", "party", "nights", "dates", "items", "markup", "discount", "tax", "rounding"
]


@dataclass(frozen=True)
class Cause:
    """One reason for a change of price. Causes between two quotes sum exactly to the difference."""

    kind: CauseKind
    subject: str
    difference: Money


class NoRate(Exception):
    """No rate row covers an item on a date (a stay on a night); names both, so that staff can load it."""

    def __init__(
        self, item_kind: str, item_id: str, day: date, what: str = "", why: str = "", name: str = ""
    ) -> None:
        item = f"{name} ({item_id})" if name not in ("", item_id) else item_id
        when = f"{'the night of ' if item_kind == 'stay' else ''}{day.isoformat()}"
        sort = item_kind if what.split(" ")[0] in ("", "any") else what
        super().__init__(f"no {sort} rate for {item} on {when}{f': {why}' if why else ''}")
        self.item_kind, self.item_id, self.day = item_kind, item_id, day
        self._told = (what, why)

    def named(self, name: str) -> "NoRate":
        """Give the same with what people call the item."""
        return NoRate(self.item_kind, self.item_id, self.day, *self._told, name)


class NoExchangeRate(Exception):
    """No exchange rate of that day or before turns one currency into the other."""

    def __init__(self, base: str, quote: str, day: date) -> None:
        super().__init__(f"no exchange rate from {base} to {quote} on or before {day.isoformat()}")
        self.base, self.quote, self.day = base, quote, day
