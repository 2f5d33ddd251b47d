"""Money as the trade counts it: an exact amount in one currency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import cache
from math import lcm

from babel.numbers import format_currency, is_currency

# Currencies whose minor unit is not 1/100 (ISO 4217).
_HALF = Decimal("0.5")
_MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "IDR": 2, "BHD": 3, "KWD": 3, "OMR": 3, "JOD": 3, "TND": 3}
# Metals, funds, units of account and codes for tests (ISO 4217): money that nobody pays a trip in.
_NOT_PAID_IN = frozenset(
    ["XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XBA", "XBB", "XBC", "XBD", "XDR", "XSU", "XUA"]
)
RATE_DIGITS, RATE_DECIMALS = 26, 16  # of an exchange rate
OF_THOUSANDTHS = frozenset(code for code, digits in _MINOR_DIGITS.items() if digits == 3)


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were put together without an exchange rate."""


@dataclass(frozen=True, order=False)
class Money:
    """An exact amount in an ISO 4217 currency. Never rounds by itself."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"money needs a Decimal, not {type(self.amount).__name__}")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"{self.currency!r} is not an ISO 4217 currency code")

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} need an exchange rate")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.amount - other.amount, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __mul__(self, factor: int | Decimal) -> "Money":
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.amount <= other.amount

    def rounded(self, step: Decimal | None = None, mode: str = ROUND_HALF_EVEN) -> "Money":
        """Round to `step` or to the currency's minor unit (ISO 4217); half to even unless told otherwise."""
        step = step or minor_unit(self.currency)
        return Money((self.amount / step).quantize(Decimal(1), mode) * step, self.currency)

    def spread(self, weights: Sequence[Fraction | Decimal | int]) -> tuple["Money", ...]:
        """Share the amount out in proportion to weights that are not negative, in payable units.

        The shares add up exactly to the amount; where all weights are zero they are equal. Each running
        sum is rounded, so that no share is further than one minor unit from its exact part.
        """
        if not weights:
            raise ValueError(f"nobody to share {self.amount} {self.currency} with")
        parts = _whole_numbers(weights)
        if (whole := sum(parts)) == 0:
            parts, whole = [1] * len(parts), len(parts)
        unit = minor_unit(self.currency)
        (above, below), (unit_above, unit_below) = self.amount.as_integer_ratio(), unit.as_integer_ratio()
        units, per = above * unit_below, below * unit_above
        shares, given, reached = [], Decimal(0), 0
        for part in parts[:-1]:
            reached += part
            upto = Decimal(_rounded_ratio(reached * units, whole * per)) * unit
            shares.append(Money(upto - given, self.currency))
            given = upto
        return (*shares, Money(self.amount - given, self.currency))


def is_money(code: str) -> bool:
    """Tell whether a code is a currency that people pay in: ISO 4217 names gold, tests and none too."""
    return code not in _NOT_PAID_IN and is_currency(code)


def _whole_numbers(weights: Sequence[Fraction | Decimal | int]) -> list[int]:
    """Give whole numbers that stand to each other as the weights do: they are quicker to reckon with."""
    ratios = [weight.as_integer_ratio() for weight in weights]
    common = lcm(*(below for _, below in ratios))
    return [above * (common // below) for above, below in ratios]


def _rounded_ratio(above: int, below: int) -> int:
    """Divide by a positive number and round; half to even."""
    whole, rest = divmod(above, below)
    is_up = 2 * rest > below or (2 * rest == below and whole % 2 == 1)
    return whole + is_up


@cache
def minor_unit(currency: str) -> Decimal:
    """Give the smallest amount that can be paid in a currency: 0.01 for INR, 1 for JPY."""
    return Decimal(1).scaleb(-_MINOR_DIGITS.get(currency, 2))


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Add amounts up; an empty list is zero in `currency`."""
    result = Decimal(0)
    for amount in amounts:
        if amount.currency != currency:
            raise CurrencyMismatch(f"{currency} and {amount.currency} need an exchange rate")
        result += amount.amount
    return Money(result, currency)


def in_whole_units(parts: Sequence[Money]) -> tuple[Money, ...]:
    """Round the parts of a sum to whole units (rupees, not paise), for words: they still add up to it.

    Where the sum is not whole itself, the parts stay as they are. Each running sum is rounded, halves always
    up, so that no part moves by a whole unit.
    """
    reached, told, shown = Decimal(0), Decimal(0), []
    for part in parts:
        reached += part.amount
        upto = (reached + _HALF).to_integral_value(ROUND_FLOOR)
        shown.append(Money(upto - told, part.currency))
        told = upto
    return tuple(shown) if told == reached else tuple(parts)


def written(money: Money) -> str:
    """Write an amount as staff and customers read it, without idle decimals: ₹1,88,640."""
    locale = "en_IN" if money.currency == "INR" else "en"
    return str(format_currency(money.amount, money.currency, locale=locale)).removesuffix(".00")


def signed(money: Money) -> str:
    """Write a difference: +₹900 or −₹900."""
    sign = "−" if money.amount < 0 else "+"
    return sign + written(Money(abs(money.amount), money.currency))
