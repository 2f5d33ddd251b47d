"""An amount without its currency is in that of the customer's country: "3000 max" from France is in euros.

The country is that of their telephone number. What the desk understood is repeated to them with its sign.
"""

from functools import lru_cache

from agents.scene.captured import Slots
from agents.scene.wishes import value_of
from agents.understanding.money_words import CURRENCY_CODES


def in_their_currency(slots: Slots, known: Slots, address: str) -> Slots:
    """Give a budget told as a bare number its currency: the one told before, or that of their country."""
    budget = value_of(slots, "budget")
    if not isinstance(budget, dict) or budget.get("currency"):
        return slots
    before = value_of(known, "budget")
    told = before.get("currency") if isinstance(before, dict) else None
    currency = told or currency_of(address)
    if currency is None:
        return slots
    return {**slots, "budget": {**slots["budget"], "value": {**budget, "currency": currency}}}


@lru_cache(4096)
def currency_of(address: str) -> str | None:
    """The currency of the country that a number in international form is from; None for what is no number."""
    import phonenumbers
    from babel.numbers import get_territory_currencies

    try:
        number = phonenumbers.parse(address.removeprefix("whatsapp:"))
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(number)
    codes = get_territory_currencies(region) if region else []
    return codes[0] if codes and codes[0] in CURRENCY_CODES else None
