"""What staff agreed for one trip beside the agency's rules: discounts, markups, heads that travel free.

Terms stand in the snapshot of each quote made under them, so the next version of the trip keeps them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from crm.quotes.clauses import write_discount, write_markup
from crm.quotes.snapshot import from_snapshot
from crm.quotes.values import Discount, Markup, PriceRules, QuoteLine
from crm.trips.store import NotStorable, decode, encode


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

    def told(self, lines: Iterable[QuoteLine] | None = None) -> tuple[str, ...]:
        """Say what was agreed, a sentence each, for staff, and what of it does nothing to a quote's lines."""
        lines = None if lines is None else tuple(lines)
        said = [f"Discount: {write_discount(given)}" for given in self.discounts]
        for own in self.markups:
            why = "" if lines is None else why_idle(own, lines)
            said.append(f"Markup: {write_markup(own)}" + (f" (does nothing now: {why})" if why else ""))
        if self.free_heads:
            said.append(f"Free of charge: {self.free_heads} of the adults, borne by the others")
        return tuple(said)

    def idle(self, lines: Iterable[QuoteLine]) -> tuple[str, ...]:
        """Say which terms do nothing to a quote's `lines`: those of a day or a line that it has no more."""
        lines = tuple(lines)
        found = [(write_markup(own), why_idle(own, lines)) for own in self.markups]
        return tuple(f"The markup {told} does nothing now: {why}." for told, why in found if why)


def why_idle(markup: Markup, lines: Iterable[QuoteLine]) -> str:
    """Say why a markup of a day or of a line touches nothing; empty where it does."""
    if markup.scope == "day" and all(str(line.day) != markup.subject for line in lines):
        return f"nothing is priced on day {markup.subject}"
    if markup.scope == "line" and all(line.key != markup.subject for line in lines):
        return f"no line of the price is {markup.subject}"
    return ""


def terms_of(snapshot: Mapping[str, Any]) -> Terms:
    """Read the terms a quote was made under; quotes of before there were any have none."""
    return decode(Terms, snapshot.get("terms") or {})


def terms_told(snapshot: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what a quote was made under, as `Terms.told`; of one that cannot be read, without what is idle."""
    terms = terms_of(snapshot)
    try:
        return terms.told(from_snapshot(snapshot).lines)
    except NotStorable:
        return terms.told()


def idle_terms(snapshot: Mapping[str, Any]) -> tuple[str, ...]:
    """Say which terms that a quote was made under do nothing to it (see `Terms.idle`)."""
    try:
        terms = terms_of(snapshot)
        return terms.idle(from_snapshot(snapshot).lines) if terms.markups else ()
    except NotStorable:
        return ()


def with_terms(snapshot: Mapping[str, Any], terms: Terms) -> dict[str, Any]:
    return {**snapshot, "terms": encode(terms)} if terms != Terms() else dict(snapshot)
