"""Plan and price within one turn's time, weigh against the budget, and compare with the version before."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from agents.acting.findings import Findings, Moved, Planned, Unplanned, WayFound
from agents.ports import MindSettings, Tools
from agents.scene.places import stem
from agents.scene.wishes import Wish
from agents.wording.folding import folded
from crm.conversations.values import TripFacts
from crm.quotes.values import NoExchangeRate, NoRate
from crm.trips.affording import BeyondBudget
from crm.trips.buying import trying
from crm.trips.changes import describe_changes
from crm.trips.giving_up import without
from crm.trips.patience import Patience
from crm.trips.refusing import Infeasible, WayOut
from crm.trips.store import NotStorable
from crm.trips.values import Catalogue, Itinerary, TripRequest

T = TypeVar("T")

MOST_WAYS = 3  # told to a customer whose wishes do not go together
SECOND_PLAN = 3.0  # seconds that must be left of the turn before a second plan is tried


@dataclass(frozen=True)
class Reading:
    """One turn's way to the tools, with the moment at which the turn has to end."""

    tools: Tools
    settings: MindSettings
    ends_at: float  # of time.monotonic()
    within: Patience | None = None  # what plans that are only tried share

    @property
    def left(self) -> float:
        return self.ends_at - time.monotonic()


async def planned_for(
    wanted: Wish, version: int, catalogue: Catalogue, today: date, reading: Reading
) -> Planned | Unplanned:
    """Plan and price, or say why not."""
    try:
        itinerary = await _plan(wanted.request, catalogue, reading)
        priced = await reading.tools.price(itinerary, catalogue, wanted.request, today)
    except (NoRate, NoExchangeRate) as problem:
        return Unplanned("no_rate", f"No price: {problem}")
    except (Infeasible, ValueError) as problem:
        return await refused(problem, wanted.request, catalogue, today, reading)
    return Planned(
        version,
        wanted.request,
        itinerary,
        catalogue,
        priced,
        wanted.assumed,
        wanted.unmatched,
        outside=wanted.outside,
        freed=wanted.freed,
    )


async def refused(
    problem: Infeasible | ValueError,
    request: TripRequest,
    catalogue: Catalogue,
    today: date,
    reading: Reading,
) -> Unplanned:
    """Say why there is no plan, and what each smallest set of wishes given up would buy."""
    if not isinstance(problem, Infeasible):
        return Unplanned("bad_request", f"The wishes make no trip: {problem}")
    reasons = tuple(f"{r.subject}: {r.reason}" for r in problem.reasons)
    names = tuple(r.subject for r in problem.reasons)
    ways = await _priced_ways(_ways_of(problem), request, catalogue, today, reading)
    found = Unplanned("infeasible", f"No plan fits: {problem}", reasons, problem.give_up, names, ways)
    return replace(found, beyond=problem) if isinstance(problem, BeyondBudget) else found


def _ways_of(problem: Infeasible) -> Sequence[WayOut]:
    """The best few; that the budget itself may give way is always among them."""
    best = list(problem.ways_out[:MOST_WAYS])
    if isinstance(problem, BeyondBudget) and len(problem.ways_out) > MOST_WAYS:
        best[-1] = problem.ways_out[-1]
    return best


async def _priced_ways(
    ways: Sequence[WayOut], request: TripRequest, catalogue: Catalogue, today: date, reading: Reading
) -> tuple[WayFound, ...]:
    """Price what each set of wishes given up would buy; a way whose price is missing is told without it."""
    found = []
    for way in ways:
        looser = without(request, way.give_up, catalogue)
        try:
            quote = (await reading.tools.price(way.plan, catalogue, looser, today)).quote
            total = None if quote.needs_approval else quote.total
        except (NoRate, NoExchangeRate):
            total = None
        found.append(WayFound(way, total))
    return tuple(found)


async def _plan(request: TripRequest, catalogue: Catalogue, reading: Reading) -> Itinerary:
    """Plan in a thread that stops by itself when the turn's time is up."""
    from crm.trips.planner import plan

    seconds = min(reading.settings.plan_seconds, max(reading.left - 1.0, 0.2))
    with trying(request, reading.within or Patience(), reading.settings.plan_patience) as lent:
        return await in_thread(partial(plan, patience=lent), request, catalogue, seconds, reading)


async def in_thread(
    planner: Callable[..., T], request: TripRequest, catalogue: Catalogue, seconds: float, reading: Reading
) -> T:
    """Run one of the planner's searches in a thread that ends by itself when the turn's time is up."""
    travel = await reading.tools.travel(catalogue)
    stopped, until = threading.Event(), reading.ends_at - 1.0

    def is_over() -> bool:
        return stopped.is_set() or time.monotonic() >= until

    try:
        return await asyncio.to_thread(
            planner, request, catalogue, seconds=seconds, travel=travel, cancelled=is_over
        )
    finally:
        stopped.set()


def compared(
    planned: Planned,
    before: Itinerary,
    base: TripRequest,
    trip: TripFacts,
    catalogue: Catalogue,
    fewer: Sequence[str] = (),
) -> Planned:
    """Say what moved since the version before, in plan and price; the causes sum to the difference.

    `fewer` is what the customer wants less of now, in their words.
    """
    from crm.quotes.changes import explain
    from crm.quotes.snapshot import from_snapshot

    try:
        quote, old = planned.priced.quote, from_snapshot(trip.snapshot)
    except NotStorable:
        return planned  # a quote of an older shape cannot be compared; the new one is told whole
    same_currency = quote.currency == old.currency
    grown = set(planned.request.stops) - set(base.stops)
    moved = Moved(
        changes=tuple(describe_changes(before, planned.itinerary, catalogue, planned.request)),
        before=before,
        before_request=base,
        total_before=old.total,
        difference=quote.total - old.total if same_currency else None,
        causes=explain(old, quote) if same_currency else (),
        stays=tuple(stay.name for stay in catalogue.stays),
        left_out=_left_out(planned.request, base, before, planned.itinerary),
        fewer=tuple(
            w for w in fewer if _visits(w, planned.itinerary, catalogue) < _visits(w, before, catalogue)
        ),
        kept_length=bool(grown) and planned.request.nights == base.nights,
    )
    return replace(planned, moved=moved)


def _visits(words: str, plan: Itinerary, catalogue: Catalogue) -> int:
    """How many visits of a plan are of the kind that words name."""
    kinds = {p.id: (p.kind, *p.tags) for p in catalogue.places}
    return sum(stem(words) in map(stem, kinds.get(place, ())) for place in plan.places)


def _left_out(
    request: TripRequest, base: TripRequest, before: Itinerary, after: Itinerary
) -> tuple[str, ...]:
    visited = {*before.places, *after.places}
    return tuple(i for i in request.never if i not in base.never and i not in visited)


def with_catalogue(found: Findings, catalogue: Catalogue) -> Findings:
    """Know the catalogue's names: to speak of what is in the plan, and to notice what is not."""
    things: Sequence[tuple[str, str]] = [
        (item.id, item.name)
        for group in (catalogue.areas, catalogue.places, catalogue.stays)
        for item in group
    ]
    lexicon = found.lexicon | {folded(name) for _, name in things}
    return replace(found, names=dict(things), lexicon=lexicon, catalogue=catalogue)
