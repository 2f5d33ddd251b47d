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
from crm.trips.values import Catalogue, Destination, HotelClass, Itinerary, TripRequest

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
