"""What language models cost and may cost. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, InvalidOperation

MILLION = 10**6


@dataclass(frozen=True)
class ModelPrice:
    """Price of a million tokens read and of a million tokens written."""

    tokens_in: Decimal
    tokens_out: Decimal

    def of(self, tokens_in: int, tokens_out: int) -> int:
        """Give the cost in millionths of the currency, rounded up: no call is free by rounding."""
        exact = self.tokens_in * tokens_in + self.tokens_out * tokens_out
        return int(exact.to_integral_value(ROUND_CEILING))


@dataclass(frozen=True)
class Allowance:
    """Limits that hold together; 0 means none. `money` is in the currency of the prices."""

    tokens: int = 0
    money: Decimal = Decimal(0)

    @property
    def millionths(self) -> int:
        return int(self.money * MILLION)


@dataclass(frozen=True)
class ModelBudget:
    """Prices by model's name, and what a day and one conversation on one day may use."""

    prices: Mapping[str, ModelPrice]
    currency: str
    day: Allowance
    conversation: Allowance

    def cost(self, model: str, tokens_in: int, tokens_out: int) -> int | None:
        """Give the cost of a call in millionths of the currency; None where the model has no price."""
        price = self.prices.get(model)
        return price.of(tokens_in, tokens_out) if price else None


def model_prices(text: str) -> dict[str, ModelPrice]:
    """Read prices as an admin writes them: a name and two numbers, several of them parted by semicolons.

    Raises `ValueError` naming what cannot be read.
    """
    found = {}
    for part in text.replace("\n", ";").split(";"):
        words = part.split()
        if not words:
            continue
        try:
            name, price_in, price_out = words[0], Decimal(words[1]), Decimal(words[2])
        except (IndexError, InvalidOperation):
            price_in = price_out = Decimal(-1)
            name = ""
        fits = price_in.is_finite() and price_out.is_finite() and min(price_in, price_out) >= 0
        if not name or len(words) != 3 or not fits or max(price_in, price_out) > MILLION:
            raise ValueError(f"“{part.strip()}” is not a price: write a model's name and two numbers.")
        found[name] = ModelPrice(price_in, price_out)
    return found
