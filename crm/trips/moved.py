"""What a version remembers of how it differs from the one before: causes as data, told at the edge.

An item is a mapping: of the kind `plan`, the fields of a `Change`; of the kind `price`, the amounts before
and after and the causes. Each holds its sentence in English too, for staff. Versions of before this hold
plain sentences, which stay as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from crm.money import Money
from crm.quotes.drift import Drift, told_to_customer
from crm.quotes.telling import price_change
from crm.quotes.values import Cause, Quote
from crm.trips.changes import Change, sentences
from crm.trips.store import NotStorable, decode, encode

Moved = Mapping[str, Any] | str


def plan_moved(changes: Sequence[Change]) -> tuple[Moved, ...]:
    """Give the changes of a plan as they are kept."""
    return tuple({"of": "plan", **encode(change)} for change in changes)


def price_moved(before: Money, after: Money, causes: Iterable[tuple[str, Money]], sentence: str) -> Moved:
    """Give a change of price as it is kept. `causes` are sums by kind, in the price's currency."""
    return {
        "of": "price",
        "before": encode(before),
        "after": encode(after),
        "causes": [[kind, encode(amount)] for kind, amount in causes],
        "sentence": sentence,
    }


def price_changed(before: Quote, after: Quote, causes: Sequence[Cause]) -> Moved:
    """Give how the price of the same plan changed, as it is kept."""
    return price_moved(before.total, after.total, by_kind(causes), price_change(before, after, causes))


def price_drifted(drift: Drift) -> Moved:
    """Give what a trip costs now that it cost otherwise, as it is kept."""
    told = told_to_customer(drift)
    if drift.now is None:
        return told
    after = drift.now.total
    return price_moved(after - drift.difference, after, by_kind(drift.causes), told)


def by_kind(causes: Iterable[Cause]) -> list[tuple[str, Money]]:
    """Add up causes by their kind, the weightiest first."""
    sums: dict[str, Money] = {}
    for cause in causes:
        sums[cause.kind] = sums[cause.kind] + cause.difference if cause.kind in sums else cause.difference
    return sorted(sums.items(), key=lambda pair: -abs(pair[1].amount))


def changes_of(kept: Iterable[Moved]) -> list[Change]:
    """Read the changes of a plan back; what cannot be read is left out."""
    found = []
    for item in kept:
        if isinstance(item, Mapping) and item.get("of") == "plan":
            try:
                found.append(decode(Change, item))
            except NotStorable:
                continue
    return found


def price_of(item: Mapping[str, Any]) -> tuple[Money, Money, list[tuple[str, Money]]] | None:
    """Read a change of price back: before, after, and the sums by kind. None where it is none."""
    if item.get("of") != "price":
        return None
    try:
        causes = [(str(kind), _money(amount)) for kind, amount in item["causes"]]
        return _money(item["before"]), _money(item["after"]), causes
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None


def _money(kept: Mapping[str, Any]) -> Money:
    return Money(Decimal(str(kept["amount"])), str(kept["currency"]))


def in_english(kept: Iterable[Moved]) -> list[str]:
    """Tell what moved to staff: the plan's changes together, then the rest in its order."""
    items = list(kept)
    rest = [
        item if isinstance(item, str) else str(item.get("sentence") or "")
        for item in items
        if isinstance(item, str) or item.get("of") != "plan"
    ]
    return [*sentences(changes_of(items)), *(line for line in rest if line)]
