"""Read what the moves need: search the library, plan, price. Nothing here writes."""

import logging
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from agents.acting import offering
from agents.acting.affording import weighed
from agents.acting.converting import with_abroad
from agents.acting.estimating import out_of_reach
from agents.acting.findings import Findings, Planned, Standing, Unplanned
from agents.acting.loosening import loosened
from agents.acting.of_hotels import asks_what_a_hotel_has
from agents.acting.own_quote import look_into, of_new_version
from agents.acting.own_trip import look_up
from agents.acting.planning import Reading, compared, planned_for, with_catalogue
from agents.acting.promising import promised
from agents.acting.recommending import left_out, recommend
from agents.acting.version_changes import changes_of_version
from agents.acting.watched import Agreed, Unread
from agents.deciding import moves
from agents.deciding.moves import Decision, Propose, Revise
from agents.ports import NO_TERMS
from agents.scene.facts import Facts
from agents.scene.wishes import Wish, revised, value_of, wish
from agents.wording.folding import folded
from crm.conversations.values import TripFacts
from crm.money import Money
from crm.quotes.drift import Drift
from crm.quotes.snapshot import from_snapshot
from crm.quotes.terms import Terms, terms_of
from crm.trips.store import NotStorable, itinerary_from_json, request_from_json

if TYPE_CHECKING:
    from knowledge.library import Answer

log = logging.getLogger(__name__)


async def act(decision: Decision, facts: Facts, reading: Reading) -> Findings:
    """Do the reads of every move. Raises only what the tools' stores raise."""
    reading = replace(reading, tools=Agreed(reading.tools, _terms(facts.trip)))
    destinations = tuple(await reading.tools.destinations())
    areas = await reading.tools.areas()
    found = Findings(
        destinations=destinations,
        lexicon=frozenset(folded(n) for n in (*(d.name for d in destinations), *(a.name for a in areas))),
        standing=_standing(facts.trip, facts.today),
    )
    for move in decision.moves:
        if isinstance(move, moves.Answer):
            found = await _answered(move, facts, found, reading)
        elif isinstance(move, Propose):
            found = await _propose(facts, found, reading)
        elif isinstance(move, Revise):
            found = await _revise(facts, move, found, reading)
        elif isinstance(move, moves.HandOver) and move.why == "booking" and facts.trip is not None:
            found = replace(found, drift=await _drift(facts.trip, facts.today, reading))
        elif isinstance(move, moves.Offer):
            found = await offering.offer(facts, move, found, reading)
        elif isinstance(move, moves.Suggest):
            found = await offering.suggest_more(facts, move, found, reading)
        elif isinstance(move, moves.Recommend):
            gone = left_out(facts.text, facts.notes.listed)
            dear = await out_of_reach(facts.slots, destinations, facts.today, reading)
            said = f"{facts.said_before}\n{facts.text}"
            suiting, against = await recommend(facts.slots, destinations, reading.tools, gone, dear, said)
            found = replace(found, recommended=suiting, against=against)
        elif isinstance(move, moves.Pick):
            found = await offering.pick(facts, move, found, reading)
        else:
            found = await _of_version(move, facts, found, reading)
    if found.of_quote is not None and found.planned is not None:
        found = replace(found, of_quote=of_new_version(found.of_quote, found.planned))
    return await with_abroad(found, value_of(facts.slots, "budget"), facts.today, reading)


async def _of_version(move: moves.Move, facts: Facts, found: Findings, reading: Reading) -> Findings:
    """Read from the newest version and its quote, where they are asked about."""
    if isinstance(move, moves.TellQuote):
        return replace(found, of_quote=await look_into(move.asked, facts.trip, facts.today, reading))
    if isinstance(move, moves.TellChanges) and facts.trip is not None:
        return replace(found, of_version=await changes_of_version(facts.trip, reading))
    if isinstance(move, moves.TellPrice) and found.standing and facts.trip is not None:
        return replace(found, standing=replace(found.standing, per_adult=_per_adult(facts.trip)))
    return found


async def _answered(move: moves.Answer, facts: Facts, found: Findings, reading: Reading) -> Findings:
    """Answer from the plan in hand or from the library, unless the quote told all of it already."""
    if move.unless_told and found.passes_over(move):
        return found
    of_plan = await look_up(move.question, facts.trip, reading)
    of_hotel = asks_what_a_hotel_has(move.question) and _is_of_trip(move.question, facts.trip, found)
    answer = None if of_plan or of_hotel else await _answer(move.question, facts, reading)
    return replace(found, of_plan=of_plan, answer=answer)


def _is_of_trip(question: str, trip: TripFacts | None, found: Findings) -> bool:
    """Whether a question about hotels is not plainly about those of another destination."""
    if trip is None:
        return False
    here, asked = str(trip.itinerary.get("destination")), folded(question)
    others = (folded(d.name) for d in found.destinations if d.id != here)
    return not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", asked) for name in others)


def _terms(trip: TripFacts | None) -> Terms:
    try:
        return terms_of(trip.snapshot) if trip else NO_TERMS
    except NotStorable:
        log.exception("the terms of a quote cannot be read")
        return NO_TERMS


async def _drift(trip: TripFacts, today: date, reading: Reading) -> Drift | None:
    """Weigh the price that the customer says yes to; None where it was not sent, or cannot be weighed."""
    if trip.sent_at is None:
        return None
    try:
        return await reading.tools.drift(trip.snapshot, trip.itinerary, today)
    except (ValueError, KeyError):
        log.exception("a quote cannot be weighed against today's rates")
        return None


async def _answer(question: str, facts: Facts, reading: Reading) -> "Answer | None":
    """Ask the library; one that is out of reach knows nothing, which calls a human and keeps the turn."""
    where = facts.where
    about = [*([where.destination.name] if where.destination else ()), *(a.name for a in where.areas)]
    try:
        return await reading.tools.ask_library(question, about=about, language=facts.language)
    except Unread:
        log.exception("the library is out of reach")
        return None


def _standing(trip: TripFacts | None, today: date) -> Standing | None:
    if trip is None or trip.sent_at is None:
        return None  # what the customer has not got is not told
    try:
        total = Money(Decimal(trip.snapshot["total"]), str(trip.snapshot["currency"]))
        until = date.fromisoformat(trip.snapshot["valid_until"])
        agreed_on = trip.approved_at.date() if trip.approved_at else None
        return Standing(trip.version, total, until, agreed_on is None and until < today, agreed_on)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None


def _per_adult(trip: TripFacts) -> Money | None:
    """What each of several adults pays, in whole units. It reads the whole quote."""
    try:
        quote = from_snapshot(trip.snapshot)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None
    has_several = quote.party is not None and quote.party.adults > 1 and bool(quote.per_adult.amount)
    return quote.per_adult.rounded(Decimal(1)) if has_several else None


async def _propose(facts: Facts, found: Findings, reading: Reading) -> Findings:
    where = facts.where
    if where.destination is None:
        return found
    catalogue = await reading.tools.catalogue(where.destination.id)
    wanted = _fixed(wish(facts.slots, where, catalogue, facts.today, reading.settings.currency), facts)
    version = facts.trip.version + 1 if facts.trip else 1
    planned = await planned_for(wanted, version, catalogue, facts.today, reading)
    if isinstance(planned, Unplanned):
        planned = await loosened(planned, wanted, None, facts, catalogue, reading)
    if isinstance(planned, Planned):
        planned = await weighed(planned, facts.today, reading)
    planned = await promised(planned, wanted, catalogue, facts.today, reading)
    if isinstance(planned, Unplanned):
        return with_catalogue(replace(found, unplanned=planned), catalogue)
    return with_catalogue(replace(found, planned=planned), catalogue)


def _fixed(wanted: Wish, facts: Facts) -> Wish:
    """What staff set by hand (a flight, a hotel that is booked) stands above what was understood."""
    return replace(wanted, request=replace(wanted.request, **facts.fixed)) if facts.fixed else wanted


def _untold(wanted: Wish, facts: Facts) -> Wish:
    """What was told once to be unknown is not told again with each later wish, unless it is named again."""
    text = folded(facts.text)
    names = (n for n in wanted.unmatched if n not in facts.notes.missed or folded(n) in text)
    return replace(wanted, unmatched=tuple(names))


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
    wanted = _untold(_fixed(wanted, facts), facts)
    planned = await planned_for(wanted, trip.version + 1, catalogue, facts.today, reading)
    if isinstance(planned, Unplanned):
        planned = await loosened(planned, wanted, base, facts, catalogue, reading)
    if isinstance(planned, Planned):
        planned = await weighed(planned, facts.today, reading)
    planned = await promised(planned, wanted, catalogue, facts.today, reading)
    if isinstance(planned, Unplanned):
        return with_catalogue(replace(found, unplanned=planned), catalogue)
    fewer = value_of(facts.slots, "fewer") if "fewer" in move.changed else None
    planned = compared(planned, before, base, trip, catalogue, fewer or ())
    moved = planned.moved
    is_same = moved and not moved.changes and moved.difference is not None and not moved.difference.amount
    if is_same and not facts.fixed and not planned.freed:
        return with_catalogue(replace(found, unchanged=planned), catalogue)
    return with_catalogue(replace(found, planned=planned), catalogue)
