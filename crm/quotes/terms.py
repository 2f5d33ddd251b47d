"""What staff agreed for one trip beside the agency's rules: discounts, markups, heads that travel free.

Terms stand in the snapshot of each quote made under them, so the next version of the trip keeps them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from crm.quotes.clauses import write_discount, write_markup
from crm.quotes.values import Discount, Markup, PriceRules
from crm.trips.store import decode, encode


@dataclass(frozen=True)
class Terms:
    """Empty terms change nothing."""

    discounts: tuple[Discount, ...] = ()
    markups: tuple[Markup, ...] = ()
    free_heads: int = 0

    def under(self, rules: PriceRules) -> PriceRules:
        """Give the agency's rules with these terms above them.

        A markup of the whole trip replaces the agency's own; one of a kind replaces the agency's for that
        kind alone, whatever way it is reckoned.
        """
        kept = () if any(own.scope == "trip" for own in self.markups) else rules.markups
        return replace(
            rules,
            discounts=(*rules.discounts, *self.discounts),
            markups=(*self.markups, *kept),
            free_heads=self.free_heads or rules.free_heads,
        )

    def told(self) -> tuple[str, ...]:
        """Say what was agreed, a sentence each, for staff."""
        said = [f"Discount: {write_discount(given)}" for given in self.discounts]
        said += [f"Markup: {write_markup(own)}" for own in self.markups]
        if self.free_heads:
            said.append(f"Free of charge: {self.free_heads} of the adults, borne by the others")
        return tuple(said)


def terms_of(snapshot: Mapping[str, Any]) -> Terms:
    """Read the terms a quote was made under; quotes of before there were any have none."""
    return decode(Terms, snapshot.get("terms") or {})


def with_terms(snapshot: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    return {**snapshot, "terms": encode(terms)} if terms != Terms() else dict(snapshot)
