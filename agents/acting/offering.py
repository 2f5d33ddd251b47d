"""Lay plans before the customer, say what else would fit, and take what they picked. Reads only."""

import asyncio
from dataclasses import replace
from datetime import date
from functools import partial

from agents.acting.affording import budget_in, saved_option, weighed
from agents.acting.findings import Findings, IdeaFound, Offered, OptionFound, Planned, Unplanned
from agents.acting.planning import Reading, compared, in_thread, planned_for, refused, with_catalogue
from agents.acting.promising import promised
from agents.deciding.moves import Offer, Pick, Suggest
from agents.ports import Priced
from agents.scene.facts import PLANNED_BY, Facts
from agents.scene.wishes import Wish, class_of, planned_as, revised, wish
from crm.conversations.values import TripFacts
from crm.money import Money
from crm.quotes.snapshot import from_snapshot
from crm.quotes.values import NoExchangeRate, NoRate
from crm.trips.effects import OfferedPlan
from crm.trips.giving_up import raised_by, without
from crm.trips.offers import chosen_of
from crm.trips.options import Variant, choose_options, plan_variants
from crm.trips.patience import Patience
from crm.trips.refusing import Infeasible
from crm.trips.store import NotStorable, itinerary_from_json, request_from_json
from crm.trips.suggesting import Suggestion, suggest
from crm.trips.values import Catalogue, Itinerary, TripRequest

MOST_IDEAS = 3


async def offer(facts: Facts, move: Offer, found: Findings, reading: Reading) -> Findings:
    """Plan and price the options. One alone is no choice: where there is no plan yet, it becomes the plan."""
    got = await _wanted(facts, move.changed, reading)
    if got is None:
        return found
    wanted, catalogue = got
    request = replace(wanted.request, keep=None)
    seconds = min(reading.settings.options_seconds, max(reading.left - 2.0, 0.5))
    try:
        planner = partial(plan_variants, patience=Patience(reading.settings.options_patience))
        variants = await in_thread(planner, request, catalogue, seconds, reading)
    except (Infeasible, ValueError) as problem:
        why = await refused(problem, request, catalogue, facts.today, reading)
        told = await promised(why, wanted, catalogue, facts.today, reading)
        return _found(facts, told, catalogue, found)
    priced = await _priced(variants, catalogue, facts.today, reading)
    if not priced:
        why = Unplanned("no_rate", "No price for any of the options")
        return with_catalogue(replace(found, unplanned=why), catalogue)
    totals = [(variant, price.quote.total) for variant, price in priced]
    budget = await budget_in(totals[0][1].currency, request, facts.today, reading)
    if isinstance(budget, Unplanned):
        return with_catalogue(replace(found, unplanned=budget), catalogue)
    held = replace(request, budget=budget)
    if (saved := await saved_option(totals, held, catalogue, facts.today, reading)) is not None:
        priced += await _priced((saved,), catalogue, facts.today, reading)
    priced = [(variant, price) for variant, price in priced if not price.quote.needs_approval]
    if not priced:
        why = Unplanned("no_rate", "Every option's margin is below the agency's least: a manager must decide")
        return with_catalogue(replace(found, unplanned=why), catalogue)
    by_plan = {id(variant.itinerary): price for variant, price in priced}
    chosen = choose_options([(v, p.quote.total) for v, p in priced], held)
    options = tuple(OptionFound(option, by_plan[id(option.itinerary)]) for option in chosen)
    if len(options) == 1 and facts.trip is None:
        [alone] = options
        only = Planned(
            1, alone.option.request, alone.option.itinerary, catalogue, alone.priced, wanted.assumed
        )
        return with_catalogue(replace(found, planned=only), catalogue)
    standing = found.standing.total if found.standing else None
    if move.cheaper and standing is not None and not any(o.priced.quote.total < standing for o in options):
        options = ()
    return with_catalogue(
        replace(found, offered=Offered(catalogue, request, options, budget=budget)), catalogue
    )


async def _priced(
    variants: tuple[Variant, ...], catalogue: Catalogue, today: date, reading: Reading
) -> list[tuple[Variant, Priced]]:
    """Price the variants; one whose rates are missing is no option."""
    found = []
    for variant in variants:
        try:
            price = await reading.tools.price(variant.itinerary, catalogue, variant.request, today)
        except (NoRate, NoExchangeRate):
            continue
        found.append((variant, price))
    return found


async def _wanted(facts: Facts, changed: frozenset[str], reading: Reading) -> tuple[Wish, Catalogue] | None:
    """The request that the newest version answers, with what was said anew; or a first one."""
    stored = _stored(facts.trip)
    where = facts.where.destination
    if stored is not None and (where is None or where.id == stored[0].destination):
        base, before = stored
        catalogue = await reading.tools.catalogue(base.destination)
        return revised(facts.slots, changed, base, before, catalogue, reading.settings.currency), catalogue
    if where is None:
        return None
    catalogue = await reading.tools.catalogue(where.id)
    return wish(facts.slots, facts.where, catalogue, facts.today, reading.settings.currency), catalogue


def _stored(trip: TripFacts | None) -> tuple[TripRequest, Itinerary] | None:
    try:
        return (request_from_json(trip.request), itinerary_from_json(trip.itinerary)) if trip else None
    except NotStorable:
        return None


async def suggest_more(facts: Facts, move: Suggest, found: Findings, reading: Reading) -> Findings:
    """Say what else would fit into the newest version, and what it adds to the price."""
    stored = _stored(facts.trip)
    if stored is None:
        return found
    request, plan = stored
    catalogue = await reading.tools.catalogue(request.destination)
    ideas = await ideas_for(plan, request, catalogue, move.day, facts.today, reading)
    return with_catalogue(replace(found, offered=Offered(catalogue, request, ideas=ideas)), catalogue)


async def ideas_for(
    plan: Itinerary,
    request: TripRequest,
    catalogue: Catalogue,
    day: int | None,
    today: date,
    reading: Reading,
) -> tuple[IdeaFound, ...]:
    """Fit more into a plan, each idea with what it adds to the price of today, where that is known."""
    suggestions = await _suggestions(plan, request, catalogue, day, reading)
    try:
        before = (await reading.tools.price(plan, catalogue, request, today)).quote.total
    except (NoRate, NoExchangeRate, ValueError):
        return tuple(IdeaFound(one, None) for one in suggestions)
    found = []
    for one in suggestions:
        try:
            after = (await reading.tools.price(one.plan, catalogue, request, today)).quote
        except (NoRate, NoExchangeRate):
            continue  # it cannot be sold as it is
        if not after.needs_approval:
            found.append(IdeaFound(one, after.total - before))
    return tuple(found)


async def _suggestions(
    plan: Itinerary, request: TripRequest, catalogue: Catalogue, day: int | None, reading: Reading
) -> tuple[Suggestion, ...]:
    travel = await reading.tools.travel(catalogue)
    return await asyncio.to_thread(suggest, plan, request, catalogue, day=day, most=MOST_IDEAS, travel=travel)


async def pick(facts: Facts, move: Pick, found: Findings, reading: Reading) -> Findings:
    """Make a version of what was picked from the list that the desk laid out last."""
    listed = facts.notes.listed or {}
    items = listed.get("items") or []
    kind = listed.get("kind")
    if move.number >= len(items):
        return found
    if kind == "options":
        return await _pick_option(facts, str(items[move.number]), found, reading)
    got = await _wanted(facts, frozenset(facts.notes.pending) | facts.changed, reading)
    if got is None:
        return found
    wanted, catalogue = got
    if kind == "ideas":
        place, day = items[move.number]
        planned = await _with_idea(facts, wanted, catalogue, (str(place), int(day)), reading)
    else:
        given_up = tuple(map(str, items[move.number]))
        looser = without(wanted.request, given_up, catalogue)
        if "stay" in facts.changed:  # the class that the way named is the lead's already
            looser = replace(looser, hotel_class=wanted.request.hotel_class)
        planned = await _within_budget(planned_as(wanted, looser), facts, catalogue, reading)
        if isinstance(planned, Planned):
            planned = replace(planned, is_raised=raised_by(given_up) is not None)
    return _found(facts, planned, catalogue, found)


def _next(facts: Facts) -> int:
    return facts.trip.version + 1 if facts.trip else 1


async def _pick_option(facts: Facts, flavour: str, found: Findings, reading: Reading) -> Findings:
    """Take an option as it was shown: the plan as it stands, and its price while that is still valid."""
    kept = next((one for one in facts.options if one.flavour == flavour), None)
    if kept is None:
        return found
    request, plan = request_from_json(kept.request), itinerary_from_json(kept.itinerary)
    catalogue = await reading.tools.catalogue(request.destination)
    changed = facts.changed & PLANNED_BY
    if class_of(facts.slots, None) in (None, request.hotel_class):
        changed -= {"stay"}  # "the cheapest one" names the option, and is no wish beside it
    if changed:
        wanted = revised(facts.slots, changed, request, plan, catalogue, reading.settings.currency)
        planned = await _within_budget(wanted, facts, catalogue, reading)
    else:
        planned = await taken(
            _as_taken(request, kept), plan, kept.snapshot, _next(facts), catalogue, facts.today, reading
        )
    if isinstance(planned, Planned):
        planned = replace(planned, chosen=chosen_of(flavour, facts.options))
    return _found(facts, planned, catalogue, found)


async def _within_budget(
    wanted: Wish, facts: Facts, catalogue: Catalogue, reading: Reading
) -> Planned | Unplanned:
    """Plan anew, and let the budget steer the plan as it steers every other one."""
    planned = await planned_for(wanted, _next(facts), catalogue, facts.today, reading)
    if isinstance(planned, Planned):
        planned = await weighed(planned, facts.today, reading)
    return await promised(planned, wanted, catalogue, facts.today, reading)


def _as_taken(request: TripRequest, kept: OfferedPlan) -> TripRequest:
    """Who takes an option that was shown over the budget knows it: from there on the budget is weighed."""
    total = from_snapshot(kept.snapshot).total
    budget = request.budget
    is_over = budget is not None and budget.currency == total.currency and total > budget
    return replace(request, budget_limit="soft") if is_over else request


async def taken(
    request: TripRequest,
    plan: Itinerary,
    snapshot: object,
    version: int,
    catalogue: Catalogue,
    today: date,
    reading: Reading,
) -> Planned | Unplanned:
    """Give a stored plan at its stored price, or at today's where that one is over."""
    if isinstance(snapshot, dict):
        quote = from_snapshot(snapshot)
        if quote.valid_until >= today:
            return Planned(version, request, plan, catalogue, Priced(quote, snapshot))
    try:
        priced = await reading.tools.price(plan, catalogue, request, today)
    except (NoRate, NoExchangeRate, ValueError) as problem:
        return Unplanned("no_rate", f"No price: {problem}")
    return Planned(version, request, plan, catalogue, priced)


async def _with_idea(
    facts: Facts, wanted: Wish, catalogue: Catalogue, idea: tuple[str, int], reading: Reading
) -> Planned | Unplanned:
    place, day = idea
    request = replace(wanted.request, must_see=tuple(dict.fromkeys((*wanted.request.must_see, place))))
    stored = _stored(facts.trip)
    if stored is not None and not facts.changed:
        fits = await asyncio.to_thread(
            suggest,
            stored[1],
            stored[0],
            catalogue,
            day=day,
            most=99,
            travel=await reading.tools.travel(catalogue),
        )
        if (one := next((s for s in fits if s.place == place), None)) is not None:
            kept = replace(request, keep=None, pace=one.pace)
            return await taken(kept, one.plan, None, _next(facts), catalogue, facts.today, reading)
    return await _within_budget(replace(wanted, request=request), facts, catalogue, reading)


def _found(facts: Facts, planned: Planned | Unplanned, catalogue: Catalogue, found: Findings) -> Findings:
    if isinstance(planned, Unplanned):
        return with_catalogue(replace(found, unplanned=planned), catalogue)
    stored = _stored(facts.trip)
    if stored is not None and facts.trip is not None and stored[0].destination == planned.request.destination:
        planned = compared(planned, stored[1], stored[0], facts.trip, catalogue)
    budget, total = planned.request.budget, planned.priced.quote.total
    if budget is not None and budget.currency == total.currency:
        planned = replace(planned, is_within=total <= budget, over=_over(total, budget))
    return with_catalogue(replace(found, planned=planned), catalogue)


def _over(total: Money, budget: Money) -> Money | None:
    return total - budget if total > budget else None
