"""Read what the moves need: search the library, plan, price. Nothing here writes."""

import asyncio
import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from agents import moves
from agents.facts import Facts
from agents.findings import CheaperOffer, Findings, Moved, Planned, Standing, Unplanned
from agents.moves import Decision, Propose, Revise
from agents.places import folded
from agents.ports import MindSettings, Tools
from agents.watched import Unread
from agents.wishes import CLASSES, Assumed, Wish, revised, wish
from crm.conversations.values import TripFacts
from crm.money import Money
from crm.quotes.values import NoExchangeRate, NoRate
from crm.trips.changes import describe_changes
from crm.trips.store import NotStorable, itinerary_from_json, request_from_json
from crm.trips.values import Catalogue, Infeasible, Itinerary, TripRequest

if TYPE_CHECKING:
    from knowledge.library import Answer

log = logging.getLogger(__name__)
SECOND_PLAN = 3.0  # seconds that must be left of the turn before a second plan is tried


@dataclass(frozen=True)
class Reading:
    """One turn's way to the tools, with the moment at which the turn has to end."""

    tools: Tools
    settings: MindSettings
    ends_at: float  # of time.monotonic()

    @property
    def left(self) -> float:
        return self.ends_at - time.monotonic()


async def act(decision: Decision, facts: Facts, reading: Reading) -> Findings:
    """Do the reads of every move. Raises only what the tools' stores raise."""
    destinations = tuple(await reading.tools.destinations())
    areas = await reading.tools.areas()
    found = Findings(
        destinations=destinations,
        lexicon=frozenset(folded(n) for n in (*(d.name for d in destinations), *(a.name for a in areas))),
        standing=_standing(facts.trip),
    )
    for move in decision.moves:
        if isinstance(move, moves.Answer):
            found = replace(found, answer=await _answer(move.question, facts, reading))
        elif isinstance(move, Propose):
            found = await _propose(facts, found, reading)
        elif isinstance(move, Revise):
            found = await _revise(facts, move, found, reading)
    return found


async def _answer(question: str, facts: Facts, reading: Reading) -> "Answer | None":
    """Ask the library; one that is out of reach knows nothing, which calls a human and keeps the turn."""
    where = facts.where
    about = [*([where.destination.name] if where.destination else ()), *(a.name for a in where.areas)]
    try:
        return await reading.tools.ask_library(question, about=about, language=facts.language)
    except Unread:
        log.exception("the library is out of reach")
        return None


def _standing(trip: TripFacts | None) -> Standing | None:
    if trip is None:
        return None
    try:
        total = Money(Decimal(trip.snapshot["total"]), str(trip.snapshot["currency"]))
        return Standing(trip.version, total, date.fromisoformat(trip.snapshot["valid_until"]))
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None


async def _propose(facts: Facts, found: Findings, reading: Reading) -> Findings:
    where = facts.where
    if where.destination is None:
        return found
    catalogue = await reading.tools.catalogue(where.destination.id)
    wanted = wish(facts.slots, where, catalogue, facts.today, reading.settings.currency)
    version = facts.trip.version + 1 if facts.trip else 1
    planned = await _planned(wanted, version, catalogue, facts.today, reading)
    if isinstance(planned, Unplanned):
        return _with_catalogue(replace(found, unplanned=planned), catalogue)
    planned = await _weighed(planned, facts.today, reading)
    return _with_catalogue(replace(found, planned=planned), catalogue)


async def _revise(facts: Facts, move: Revise, found: Findings, reading: Reading) -> Findings:
    trip = facts.trip
    where = facts.where.destination
    try:
        base = request_from_json(trip.request) if trip else None
        before = itinerary_from_json(trip.itinerary) if trip else None
    except NotStorable:
        base = before = None
    if trip is None or base is None or before is None or (where and where.id != base.destination):
        return await _propose(facts, found, reading)
    catalogue = await reading.tools.catalogue(base.destination)
    wanted = revised(facts.slots, move.changed, base, before, catalogue, reading.settings.currency)
    planned = await _planned(wanted, trip.version + 1, catalogue, facts.today, reading)
    if isinstance(planned, Unplanned) and planned.why == "infeasible" and reading.left > SECOND_PLAN:
        planned = await _relaxed(wanted, base, trip.version + 1, catalogue, facts.today, reading) or planned
    if isinstance(planned, Unplanned):
        return _with_catalogue(replace(found, unplanned=planned), catalogue)
    planned = _compared(planned, before, base, trip, catalogue)
    moved = planned.moved
    if moved and not moved.changes and moved.difference is not None and not moved.difference.amount:
        return _with_catalogue(replace(found, unchanged=planned), catalogue)
    planned = await _weighed(planned, facts.today, reading)
    return _with_catalogue(replace(found, planned=planned), catalogue)


async def _relaxed(
    wanted: Wish, base: TripRequest, version: int, catalogue: Catalogue, today: date, reading: Reading
) -> Planned | None:
    """Older wishes for nights give way to the newest one before anything is refused."""
    newest = tuple(s for s in wanted.request.stops if s not in base.stops)
    if newest == wanted.request.stops:
        return None
    looser = replace(wanted, request=replace(wanted.request, stops=newest))
    planned = await _planned(looser, version, catalogue, today, reading)
    return planned if isinstance(planned, Planned) else None


async def _planned(
    wanted: Wish, version: int, catalogue: Catalogue, today: date, reading: Reading
) -> Planned | Unplanned:
    """Plan and price, or say why not."""
    try:
        itinerary = await _plan(wanted.request, catalogue, reading)
        priced = await reading.tools.price(itinerary, catalogue, wanted.request, today)
    except Infeasible as problem:
        reasons = tuple(f"{r.subject}: {r.reason}" for r in problem.reasons)
        names = tuple(r.subject for r in problem.reasons)
        return Unplanned("infeasible", f"No plan fits: {problem}", reasons, problem.give_up, names)
    except (NoRate, NoExchangeRate) as problem:
        return Unplanned("no_rate", f"No price: {problem}")
    except ValueError as problem:
        return Unplanned("bad_request", f"The wishes make no trip: {problem}")
    return Planned(version, wanted.request, itinerary, catalogue, priced, wanted.assumed, wanted.unmatched)


async def _plan(request: TripRequest, catalogue: Catalogue, reading: Reading) -> Itinerary:
    """Plan in a thread that stops by itself when the turn's time is up."""
    from crm.trips.planner import plan

    stopped = threading.Event()
    seconds = min(reading.settings.plan_seconds, max(reading.left - 1.0, 0.2))
    try:
        return await asyncio.to_thread(plan, request, catalogue, seconds=seconds, cancelled=stopped.is_set)
    finally:
        stopped.set()


async def _weighed(planned: Planned, today: date, reading: Reading) -> Planned:
    """Hold the price against the budget; where it is over, see what one class lower would cost.

    A class that was only assumed is changed for the cheaper one at once; a class that the customer
    chose is theirs to change, so the cheaper price is an offer.
    """
    budget, total = planned.request.budget, planned.priced.quote.total
    if budget is None or budget.currency != total.currency:
        return planned
    if total <= budget:
        return replace(planned, is_within=True)
    planned = replace(planned, over=total - budget)
    step = CLASSES.index(planned.request.hotel_class)
    if not step or reading.left < SECOND_PLAN:
        return planned
    lower = CLASSES[step - 1]
    request = replace(planned.request, hotel_class=lower, keep=planned.itinerary)
    wanted = Wish(request, planned.assumed, planned.unmatched)
    other = await _planned(wanted, planned.version, planned.catalogue, today, reading)
    if isinstance(other, Unplanned) or not other.priced.quote.total < total:
        return planned
    cheaper = other.priced.quote.total
    if any(a.kind == "class" for a in planned.assumed) and cheaper <= budget:
        assumed = (*(a for a in planned.assumed if a.kind != "class"), Assumed("class", lower))
        return replace(other, assumed=assumed, is_within=True, moved=None)
    return replace(planned, cheaper=CheaperOffer(lower, cheaper))


def _compared(
    planned: Planned, before: Itinerary, base: TripRequest, trip: TripFacts, catalogue: Catalogue
) -> Planned:
    """Say what moved since the version before, in plan and price; the causes sum to the difference."""
    from crm.quotes.changes import explain
    from crm.quotes.snapshot import from_snapshot

    try:
        quote, old = planned.priced.quote, from_snapshot(trip.snapshot)
    except NotStorable:
        return planned  # a quote of an older shape cannot be compared; the new one is told whole
    same_currency = quote.currency == old.currency
    grown = set(planned.request.stops) - set(base.stops)
    moved = Moved(
        changes=tuple(describe_changes(before, planned.itinerary, catalogue)),
        before=before,
        before_request=base,
        total_before=old.total,
        difference=quote.total - old.total if same_currency else None,
        causes=explain(old, quote) if same_currency else (),
        stays=tuple(stay.name for stay in catalogue.stays),
        left_out=_left_out(planned.request, base, before, planned.itinerary),
        kept_length=bool(grown) and planned.request.nights == base.nights,
    )
    return replace(planned, moved=moved)


def _left_out(
    request: TripRequest, base: TripRequest, before: Itinerary, after: Itinerary
) -> tuple[str, ...]:
    visited = {*before.places, *after.places}
    return tuple(i for i in request.never if i not in base.never and i not in visited)


def _with_catalogue(found: Findings, catalogue: Catalogue) -> Findings:
    """Know the catalogue's names: to speak of what is in the plan, and to notice what is not."""
    things: Sequence[tuple[str, str]] = [
        (item.id, item.name)
        for group in (catalogue.areas, catalogue.places, catalogue.stays)
        for item in group
    ]
    lexicon = found.lexicon | {folded(name) for _, name in things}
    return replace(found, names=dict(things), lexicon=lexicon)
