"""What the tools returned in one turn: the only ground on which the desk's replies stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from agents.ports import Priced
from agents.wishes import Assumed
from crm.money import Money
from crm.quotes.values import Cause
from crm.trips.changes import Change
from crm.trips.values import Catalogue, Destination, HotelClass, Itinerary, TripRequest, Unplaced

if TYPE_CHECKING:
    from knowledge.library import Answer


@dataclass(frozen=True)
class CheaperOffer:
    """What the same trip costs one class of hotel lower."""

    hotel_class: HotelClass
    total: Money


@dataclass(frozen=True)
class Moved:
    """How a new version differs from the one before, in plan and price."""

    changes: tuple[Change, ...]
    before: Itinerary
    before_request: TripRequest
    total_before: Money
    difference: Money | None  # None where the two are in different currencies
    causes: tuple[Cause, ...]
    kept_length: bool = False  # a night was added to one stop and taken from another
    stays: tuple[str, ...] = ()  # names of the destination's stays, to tell a hotel from a visit
    left_out: tuple[str, ...] = ()  # ids newly unwanted that the plan did not hold anyway

    @property
    def by_kind(self) -> tuple[tuple[str, Money], ...]:
        """The causes summed by kind, largest first; together they are exactly the difference.

        A rounding of less than one unit goes with the largest cause: nobody asks about paise.
        """
        sums: dict[str, Money] = {}
        for cause in self.causes:
            is_stay = cause.kind == "items" and cause.subject.startswith(self.stays)
            kind = "stays" if is_stay else cause.kind
            sums[kind] = sums[kind] + cause.difference if kind in sums else cause.difference
        crumbs = sums.get("rounding")
        rest = sorted((k for k in sums if k != "rounding"), key=lambda k: -abs(sums[k].amount))
        if crumbs is not None and abs(crumbs.amount) < 1 and rest:
            sums[rest[0]] = sums[rest[0]] + sums.pop("rounding")
        ranked = sorted(sums.items(), key=lambda s: -abs(s[1].amount))
        return tuple((kind, amount) for kind, amount in ranked if amount.amount)


@dataclass(frozen=True)
class Planned:
    """A plan with its price, ready to be published."""

    version: int
    request: TripRequest
    itinerary: Itinerary
    catalogue: Catalogue
    priced: Priced
    assumed: tuple[Assumed, ...] = ()
    unmatched: tuple[str, ...] = ()
    over: Money | None = None
    is_within: bool = False
    cheaper: CheaperOffer | None = None
    moved: Moved | None = None

    @property
    def names(self) -> dict[str, str]:
        """Names of everything in the destination's catalogue, by id."""
        catalogue = self.catalogue
        areas = {a.id: a.name for a in catalogue.areas}
        places = {p.id: p.name for p in catalogue.places}
        return areas | places | {s.id: s.name for s in catalogue.stays}

    @property
    def missed(self) -> tuple[Unplaced, ...]:
        """What the customer had to see and the plan could not place."""
        must = self.request.must_see
        wished = {*must, *(name for place, name in self.names.items() if place in must)}
        return tuple(u for u in self.itinerary.unplaced if u.subject in wished)


@dataclass(frozen=True)
class Unplanned:
    """Why there is no plan or no price, in words for staff; `reasons` are for the customer."""

    why: Literal["infeasible", "no_rate", "bad_request", "no_time"]
    staff: str
    reasons: tuple[str, ...] = ()
    give_up: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """The newest version as stored: enough to speak of it without planning anew."""

    version: int
    total: Money
    valid_until: date


@dataclass(frozen=True)
class Findings:
    destinations: tuple[Destination, ...] = ()
    lexicon: frozenset[str] = frozenset()
    answer: Answer | None = None
    planned: Planned | None = None
    unplanned: Unplanned | None = None
    unchanged: Planned | None = None  # what was asked for makes no difference
    standing: Standing | None = None
    names: Mapping[str, str] = field(default_factory=dict)  # catalogue ids -> names

    @property
    def is_answered(self) -> bool:
        """Whether the library answered, with a source."""
        return self.answer is not None and not self.answer.abstained and bool(self.answer.sources)
