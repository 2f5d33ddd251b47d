"""What the tools returned in one turn: the only ground on which the desk's replies stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from agents.deciding.moves import Answer as Asking
from agents.ports import Priced
from agents.scene.wishes import Assumed
from crm.money import Money, in_whole_units
from crm.quotes.values import Cause
from crm.trips.affording import BeyondBudget
from crm.trips.changes import Change
from crm.trips.options import Option
from crm.trips.refusing import WayOut
from crm.trips.suggesting import Suggestion
from crm.trips.values import Catalogue, Destination, HotelClass, Itinerary, TripRequest, Unplaced

if TYPE_CHECKING:
    from agents.acting.own_quote import OfTheQuote
    from agents.acting.own_trip import OfThePlan
    from agents.acting.recommending import Recommended
    from agents.acting.seasons import Against
    from agents.acting.version_changes import OfTheVersion
    from crm.quotes.drift import Drift
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
    fewer: tuple[str, ...] = ()  # what was asked to be less of, and is

    @property
    def by_kind(self) -> tuple[tuple[str, Money], ...]:
        """The causes summed by kind, largest first; together they are exactly the difference.

        A rounding of less than one unit goes with the largest cause: nobody asks about paise.
        """
        return sums_by_kind(self.causes, self.stays)


def sums_by_kind(causes: Iterable[Cause], stays: tuple[str, ...] = ()) -> tuple[tuple[str, Money], ...]:
    """Sum causes up by kind, largest first, crumbs of rounding with the largest; `stays` names hotels.

    Where the whole difference is in whole units, so is each part: rupees are told, not paise.
    """
    sums: dict[str, Money] = {}
    for cause in causes:
        is_stay = cause.kind == "items" and bool(stays) and cause.subject.startswith(stays)
        kind = "stays" if is_stay else cause.kind
        sums[kind] = sums[kind] + cause.difference if kind in sums else cause.difference
    crumbs = sums.get("rounding")
    rest = sorted((k for k in sums if k != "rounding"), key=lambda k: -abs(sums[k].amount))
    if crumbs is not None and abs(crumbs.amount) < 1 and rest:
        sums[rest[0]] = sums[rest[0]] + sums.pop("rounding")
    ranked = sorted(sums, key=lambda kind: -abs(sums[kind].amount))
    told = zip(ranked, in_whole_units([sums[kind] for kind in ranked]), strict=True)
    return tuple((kind, amount) for kind, amount in told if amount.amount)


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
    is_raised: bool = False  # to a budget that the desk named and the customer took
    cheaper: CheaperOffer | None = None
    left_out: tuple[str, ...] = ()  # ids of places that the budget left out
    taken: tuple[str, ...] = ()  # ids of stays that it took instead of others
    moved: Moved | None = None
    abroad: Money | None = None  # the total in the currency of the customer's budget, by the newest rate
    abroad_on: date | None = None  # the day of that rate, where it is older than today
    chosen: Mapping[str, Any] | None = None  # where it is one of the options that were offered
    outside: tuple[Mapping[str, Any], ...] = ()  # items of `booked` that lie outside the trip's days
    freed: tuple[str, ...] = ()  # what was told as booked and is not any more: ids, or what it is called

    @property
    def is_withheld(self) -> bool:
        """Whether a manager must approve the margin before the customer may get this version."""
        return self.priced.quote.needs_approval

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
    ways: tuple[WayFound, ...] = ()
    beyond: BeyondBudget | None = None  # where it is the budget that no plan keeps
    unweighed: Money | None = None  # the budget that may not be passed, where no rate tells its currency


@dataclass(frozen=True)
class WayFound:
    """What giving up some wishes would buy, and at which price, where it is known.

    `is_about` where that is the price of a quick plan, which the trip made of it may differ from a little.
    """

    way: WayOut
    total: Money | None
    is_about: bool = False


@dataclass(frozen=True)
class OptionFound:
    """One of the plans laid before the customer, with its price."""

    option: Option
    priced: Priced


@dataclass(frozen=True)
class IdeaFound:
    """Something that would still fit into the plan, and what it adds to the price, where it is known."""

    suggestion: Suggestion
    price: Money | None


@dataclass(frozen=True)
class Offered:
    """What the customer may choose from in this turn: options of a whole trip, or more to do.

    `budget` is the request's in the currency of the prices, where a rate tells.
    """

    catalogue: Catalogue
    request: TripRequest
    options: tuple[OptionFound, ...] = ()
    ideas: tuple[IdeaFound, ...] = ()
    budget: Money | None = None


@dataclass(frozen=True)
class Standing:
    """The newest version as stored: enough to speak of it without planning anew."""

    version: int
    total: Money
    valid_until: date
    has_lapsed: bool = False  # the price, whose day is over without a yes
    agreed_on: date | None = None  # the day of the customer's yes to this version, where there was one
    per_adult: Money | None = None  # where several adults travel
    abroad: Money | None = None  # the total in the currency of the customer's budget, by the newest rate
    abroad_on: date | None = None  # the day of that rate, where it is older than today


@dataclass(frozen=True)
class Findings:
    destinations: tuple[Destination, ...] = ()
    lexicon: frozenset[str] = frozenset()
    answer: Answer | None = None
    of_plan: OfThePlan | None = None  # what the plan in hand says to a question about it
    of_quote: OfTheQuote | None = None  # what the quote in hand says to a question about it
    of_version: OfTheVersion | None = None  # what the newest version changed
    planned: Planned | None = None
    unplanned: Unplanned | None = None
    offered: Offered | None = None
    recommended: tuple[Recommended, ...] = ()  # where to go
    against: tuple[Against, ...] = ()  # what the library says against the month for some places
    unchanged: Planned | None = None  # what was asked for makes no difference
    standing: Standing | None = None
    drift: Drift | None = None  # how prices moved since the version that the customer says yes to
    names: Mapping[str, str] = field(default_factory=dict)  # catalogue ids -> names
    catalogue: Catalogue | None = None  # of the destination that was planned

    @property
    def is_answered(self) -> bool:
        """Whether the plan in hand did, or the library, with a source and no other document against it."""
        if self.of_plan is not None:
            return True
        answer = self.answer
        return answer is not None and not answer.abstained and bool(answer.sources) and not answer.conflicts

    def passes_over(self, move: Asking) -> bool:
        """Whether nothing is said to a question: the quote told all of it, or nobody need know."""
        is_told = self.of_quote is not None and not self.of_quote.is_open
        return (move.unless_told and is_told) or (move.optional and not self.is_answered)
