"""The same total seen per traveller and per room. Every view adds up to the total, to the cent.

Travellers bear what is theirs: their ticket, their half of the room; what the party shares (vehicles,
guides, rounding) is borne equally by all but infants. Heads that travel free are borne by the others.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from crm.money import Money, total
from crm.quotes.rooming import BY_ADULTS, MOST_ADULTS, bed_takers, child_occupancy
from crm.quotes.values import Occupancy, PriceRules, Quote, QuoteLine, Room

_BASE: dict[Occupancy, int] = {"single": 1, "double": 2, "triple": 3}


@dataclass(frozen=True)
class HeadShare:
    """What one traveller pays. `room` counts from 0; `bed` says how the hotel charges them."""

    who: Literal["adult", "child", "infant"]
    age: int | None
    room: int
    bed: Occupancy
    share: Money


@dataclass(frozen=True)
class RoomShare:
    room: Room
    share: Money


def per_head(quote: Quote) -> tuple[HeadShare, ...]:
    """Share the total out among the travellers; the shares add up to it exactly."""
    heads = [h for number, room in enumerate(quote.rooms) for h in _heads(number, room, quote)]
    borne = [Fraction(0)] * len(heads)
    for line in quote.lines:
        bearers = _bearers(line, heads, quote.rules)
        amount = Fraction(line.sell.amount + line.tax.amount)
        for i, part in bearers.items():
            borne[i] += amount * part
    paying = [i for i, head in enumerate(heads) if head.who != "infant"]
    for i in paying:
        borne[i] += Fraction(quote.rounding.amount) / len(paying)
    free = [i for i, head in enumerate(heads) if head.who == "adult"][: quote.rules.free_heads]
    others = [i for i in paying if i not in free]
    for i in free:
        for other in others:
            borne[other] += borne[i] / len(others)
        borne[i] = Fraction(0)
    shares = quote.total.spread([max(Fraction(0), amount) for amount in borne])
    return tuple(replace(head, share=share) for head, share in zip(heads, shares, strict=True))


def per_room(quote: Quote) -> tuple[RoomShare, ...]:
    """Share the total out among the rooms: what their travellers pay."""
    paid: dict[int, list[Money]] = defaultdict(list)
    for head in per_head(quote):
        paid[head.room].append(head.share)
    return tuple(RoomShare(room, total(paid[i], quote.currency)) for i, room in enumerate(quote.rooms))


def per_adult(quote: Quote) -> Quote:
    """Give the quote with what an adult pays on average, rounded to what can be paid."""
    shares = [head.share for head in per_head(quote) if head.who == "adult" and head.share.amount]
    if not shares:
        return quote
    mean = total(shares, quote.currency).amount / len(shares)
    return replace(quote, per_adult=Money(mean, quote.currency).rounded())


def _heads(number: int, room: Room, quote: Quote) -> list[HeadShare]:
    nothing = Money(quote.total.amount * 0, quote.currency)
    grown, children = bed_takers(room, quote.rules)
    base = BY_ADULTS[min(grown, MOST_ADULTS)]
    ages = sorted(room.child_ages, reverse=True)
    taking_bed = len(ages) - len(children)
    heads = [HeadShare("adult", None, number, _bed(base, i), nothing) for i in range(room.adults)]
    heads += [
        HeadShare("child", age, number, _bed(base, room.adults + i), nothing)
        for i, age in enumerate(ages[:taking_bed])
    ]
    heads += [HeadShare("child", a, number, child_occupancy(a, quote.rules), nothing) for a in children]
    return heads + [HeadShare("infant", None, number, "infant", nothing)] * room.infants


def _bed(base: Occupancy, place: int) -> Occupancy:
    return base if place < _BASE[base] else "extra_bed"


def _bearers(line: QuoteLine, heads: Sequence[HeadShare], rules: PriceRules) -> dict[int, Fraction]:
    """Say who bears a line, and in which parts (they add up to one)."""
    who = [i for i, head in enumerate(heads) if _bears(line, head, rules)]
    who = who or [i for i, head in enumerate(heads) if head.who != "infant"]
    if line.item_kind == "stay" and line.occupancy in _BASE:
        rooms = {heads[i].room for i in who}
        size = {room: sum(1 for i in who if heads[i].room == room) for room in rooms}
        return {i: Fraction(1, len(rooms) * size[heads[i].room]) for i in who}
    return {i: Fraction(1, len(who)) for i in who}


def _bears(line: QuoteLine, head: HeadShare, rules: PriceRules) -> bool:
    if line.occupancy == "any":
        return head.who != "infant"
    if line.occupancy in ("adult", "child", "infant"):
        return _ticket(head, rules) == line.occupancy
    return head.bed == line.occupancy


def _ticket(head: HeadShare, rules: PriceRules) -> str:
    if head.who != "child" or head.age is None:
        return head.who
    if head.age > rules.child_to:
        return "adult"
    return "infant" if head.age < rules.child_from else "child"
