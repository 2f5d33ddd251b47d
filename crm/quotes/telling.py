"""A change of price in words: what moved by how much. English; amounts as people read them."""

from collections.abc import Iterable, Mapping

from crm.money import Money, signed, written
from crm.quotes.values import Cause, Quote

_KINDS = {
    "rate": "rates",
    "exchange": "exchange rates",
    "items": "visits and transfers",
    "tax": "taxes",
}
_TO_CUSTOMERS = _KINDS | {"markup": "service"}  # what the agency earns is called its service


def by_kind(causes: Iterable[Cause], names: Mapping[str, str] = _KINDS) -> str:
    """Sum causes up by kind for staff, the largest first: "markup −₹9,000, taxes −₹450"."""
    sums: dict[str, Money] = {}
    for cause in causes:
        kind = names.get(cause.kind, cause.kind)
        sums[kind] = sums[kind] + cause.difference if kind in sums else cause.difference
    ranked = sorted((pair for pair in sums.items() if pair[1].amount), key=lambda pair: -abs(pair[1].amount))
    return ", ".join(f"{kind} {signed(amount)}" for kind, amount in ranked)


def price_change(before: Quote, after: Quote, causes: Iterable[Cause]) -> str:
    """Say how the price of the same plan changed: a sentence for paper and page, which customers read."""
    if before.currency != after.currency:
        return f"The price is {written(after.total)} now instead of {written(before.total)}."
    if before.total.amount == after.total.amount:
        return f"The price stays at {written(after.total)}."
    moved = f"The price is {written(after.total)} now instead of {written(before.total)}"
    return f"{moved}, that is {signed(after.total - before.total)}: {by_kind(causes, _TO_CUSTOMERS)}."
