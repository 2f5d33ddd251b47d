"""Why one quote differs from another: causes that sum exactly to the difference.

The first quote is turned into the second one step at a time, in a fixed order: nights, items, party,
dates, rates, exchange, markup, discount, tax. After each step the whole price is reckoned anew, and what
the total moved by is that step's cause; so every cause holds its own share of markup and tax, and nothing
is left over. Rounding of the grand total comes last.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import zip_longest

from crm.errors import Unfit
from crm.money import CurrencyMismatch, Money
from crm.quotes.bill import Charge
from crm.quotes.reckoning import Occasion, exact_total
from crm.quotes.snapshot import charges_of, occasion_of
from crm.quotes.values import Cause, CauseKind, PriceRules, Quote, TaxScheme

_LINE_KINDS: tuple[CauseKind, ...] = ("nights", "items", "party", "dates", "rate", "exchange")


@dataclass(frozen=True)
class _Step:
    kind: CauseKind
    subject: str
    slot: int
    charge: Charge | None  # what stands in the slot afterwards


def explain(before: Quote, after: Quote) -> tuple[Cause, ...]:
    """Say why `after` costs what it does; the causes sum to `after.total - before.total`.

    Raises CurrencyMismatch when the two are in different currencies.
    """
    if before.currency != after.currency:
        raise CurrencyMismatch(f"{before.currency} and {after.currency} cannot be explained line by line")
    slots = _match(charges_of(before), charges_of(after))
    state: list[Charge | None] = [one for one, _ in slots]
    start, end = occasion_of(before), occasion_of(after)
    walk = _Walk(before.rules, start, state)
    steps = _grouped(_line_steps(slots, before, after))
    for (kind, subject), group in steps:
        if kind == "party" and walk.occasion is start:
            walk.occasion = _joined(start, end)
        for step in group:
            state[step.slot] = step.charge
        walk.note(kind, subject)
    walk.occasion = _joined(start, end)
    walk.note("party", "number of travellers")
    _rule_steps(walk, after.rules)
    walk.causes.append(Cause("rounding", "rounding", after.rounding - before.rounding))
    named = [cause for cause in walk.causes if cause.difference.amount]
    return _settled(named, after.total - before.total)


class _Walk:
    """The way from one quote to the other, and what each step of it cost."""

    def __init__(self, rules: PriceRules, occasion: Occasion, state: Sequence[Charge | None]) -> None:
        # Limits of the rules are the agency's to keep when it quotes; on the way they may be crossed.
        self.rules, self.occasion, self._state = rules, occasion, state
        self.causes: list[Cause] = []
        self._reached = self._exact()

    def note(self, kind: CauseKind, subject: str) -> None:
        reached = self._exact()
        self.causes.append(Cause(kind, subject, reached - self._reached))
        self._reached = reached

    def _exact(self) -> Money:
        charges = [charge for charge in self._state if charge is not None]
        try:
            return exact_total(charges, self.rules, self.occasion)
        except Unfit:
            # A discount may outgrow what is left halfway; that step then counts for the next one.
            return self._reached


def _rule_steps(walk: _Walk, rules: PriceRules) -> None:
    old = walk.rules
    walk.rules = replace(
        old, markup_percent=rules.markup_percent, markups=rules.markups, free_heads=rules.free_heads,
        child_from=rules.child_from, child_to=rules.child_to, child_with_bed_from=rules.child_with_bed_from,
    )  # fmt: skip
    walk.note("markup", "markup")
    walk.rules = replace(walk.rules, discounts=rules.discounts)
    walk.note("discount", ", ".join(d.label for d in rules.discounts or old.discounts) or "discount")
    walk.rules = replace(walk.rules, tax=rules.tax, more_taxes=rules.more_taxes)
    walk.note("tax", _scheme_names((rules.tax, *rules.more_taxes)))


def _scheme_names(schemes: Iterable[TaxScheme]) -> str:
    return ", ".join(scheme.name for scheme in schemes)


def _settled(causes: Sequence[Cause], difference: Money) -> tuple[Cause, ...]:
    """Put causes of one name together; what they leave out (nothing, by construction) would show here."""
    summed: dict[tuple[CauseKind, str], Money] = {}
    for cause in causes:
        key = (cause.kind, cause.subject)
        summed[key] = summed[key] + cause.difference if key in summed else cause.difference
    named = tuple(Cause(kind, subject, money) for (kind, subject), money in summed.items() if money.amount)
    if sum((c.difference.amount for c in named), Decimal(0)) != difference.amount:
        raise AssertionError("the causes of a price change do not add up")
    return named


def _joined(before: Occasion, after: Occasion) -> Occasion:
    return replace(before, party=after.party, rooms=after.rooms, heads=after.heads)


Slot = tuple[Charge | None, Charge | None]


def _match(before: Sequence[Charge], after: Sequence[Charge]) -> list[Slot]:
    """Pair the lines of two quotes: same item and occupancy, same date first, then in order of date."""
    lines: dict[tuple[str, str, str], tuple[list[Charge], list[Charge]]] = defaultdict(lambda: ([], []))
    for side, charges in enumerate((before, after)):
        for charge in charges:
            lines[charge.item_kind, charge.item_id, _guest(charge)][side].append(charge)
    slots: list[Slot] = []
    for olds, news in lines.values():
        by_date = {c.service_date: c for c in news}
        same = [(c, by_date.pop(c.service_date)) for c in olds if c.service_date in by_date]
        kept = {id(old) for old, _ in same}
        rest = (c for c in olds if id(c) not in kept)
        slots += [*same, *zip_longest(rest, by_date.values())]
    return slots


def _guest(charge: Charge) -> str:
    """Give what follows item and date in a line's key: the occupancy, and the meals where there are any."""
    return charge.key.removeprefix(f"{charge.item_kind}:{charge.item_id}:{charge.service_date.isoformat()}:")


def _line_steps(slots: Sequence[Slot], before: Quote, after: Quote) -> list[_Step]:
    dates = _Dates.of(charges_of(before)), _Dates.of(charges_of(after))
    steps = []
    for slot, (old, new) in enumerate(slots):
        if old is None or new is None:
            steps.append(_appearing(slot, old, new, dates))
        else:
            steps += _moving(slot, old, new)
    return steps


def _appearing(slot: int, old: Charge | None, new: Charge | None, dates: "tuple[_Dates, _Dates]") -> _Step:
    """A line that only one of the quotes has: another night, another item, or another kind of guest."""
    charge = new or old
    if charge is None:
        raise AssertionError("an empty slot")
    other = dates[0] if new else dates[1]
    name = _item_name(charge)
    if (charge.item_id, charge.service_date) in other.items:
        return _Step("party", name, slot, new)
    if charge.item_kind == "stay" and (
        charge.item_id in other.stays or charge.service_date not in other.nights
    ):
        return _Step("nights", name, slot, new)
    return _Step("items", name, slot, new)


@dataclass(frozen=True)
class _Dates:
    """Which items a quote has on which day, and which nights are slept where."""

    items: frozenset[tuple[str, date]]
    nights: frozenset[date]
    stays: frozenset[str]

    @classmethod
    def of(cls, charges: Sequence[Charge]) -> "_Dates":
        return cls(
            frozenset((c.item_id, c.service_date) for c in charges),
            frozenset(c.service_date for c in charges if c.item_kind == "stay"),
            frozenset(c.item_id for c in charges if c.item_kind == "stay"),
        )


def _moving(slot: int, old: Charge, new: Charge) -> Iterable[_Step]:
    """A line of both quotes: first its quantity, then its date with the rate of that date, then the rate
    itself, then the exchange."""
    name, now = _item_name(new), old
    if old.quantity != new.quantity:
        now = replace(now, quantity=new.quantity)
        yield _Step("party", name, slot, now)
    if (old.unit_cost, old.rate_id) != (new.unit_cost, new.rate_id) or old.service_date != new.service_date:
        kind: CauseKind = "rate" if old.service_date == new.service_date else "dates"
        same_money = old.unit_cost.currency == new.unit_cost.currency
        now = replace(new, exchange=old.exchange if same_money else new.exchange)
        yield _Step(kind, name, slot, now)
    if now != new:
        yield _Step("exchange", _pair(new, old), slot, new)


def _pair(new: Charge, old: Charge) -> str:
    rate = new.exchange or old.exchange
    return f"{rate.base} to {rate.quote}" if rate else new.label


def _item_name(charge: Charge) -> str:
    """Give an item's name without the guest it is charged for."""
    return charge.label.rsplit(": ", 1)[0]


def _grouped(steps: Iterable[_Step]) -> list[tuple[tuple[CauseKind, str], list[_Step]]]:
    groups: dict[tuple[CauseKind, str], list[_Step]] = defaultdict(list)
    for step in steps:
        groups[step.kind, step.subject].append(step)
    rank: Mapping[str, int] = {kind: n for n, kind in enumerate(_LINE_KINDS)}
    return sorted(groups.items(), key=lambda group: rank[group[0][0]])
