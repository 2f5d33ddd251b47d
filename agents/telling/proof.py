"""The evidence of one turn: what the customer said, what is known, and what the tools returned.

It is built from facts and findings alone, never from the texts that it will be held against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from agents.acting.findings import Findings, Moved, Offered, Planned, WayFound, sums_by_kind
from agents.acting.own_trip import leaves_at
from agents.gate import Evidence
from agents.ports import MindSettings
from agents.scene.arrangements import minute_of
from agents.scene.captured import Slots
from agents.scene.facts import Facts
from agents.scene.wishes import as_date, nights_of, party_of, slots_of, start_of, value_of
from crm.conversations.values import Scene
from crm.money import Money
from crm.trips.flights import flights_of
from crm.trips.values import Itinerary, Party
from crm.trips.ways import moves_on

if TYPE_CHECKING:
    from agents.acting.own_trip import OfThePlan
    from agents.acting.version_changes import OfTheVersion
    from knowledge.library import Answer

_COUNTED = ("nights", "days", "adults", "children", "infants", "rooms", "travellers")


def base_evidence(facts: Facts, found: Findings, scene: Scene, settings: MindSettings) -> Evidence:
    """What any paragraph of the turn may say: known slots, the customer's words, what the agency sells."""
    said = [p.text for p in scene.history if p.role == "customer"] + [h.text for h in scene.heard]
    evidence = Evidence().with_words(*said, language=facts.language)
    evidence = _with_slots(evidence, facts.slots, settings.currency)
    evidence = _with_party(evidence, party_of(facts.slots)[0])
    start, _ = start_of(facts.slots, facts.today, nights_of(facts.slots))
    evidence = evidence.with_dates(
        start, facts.day_over, facts.aside.day_over if facts.aside else None
    ).with_counts("nights", nights_of(facts.slots))
    if facts.notes.party:
        before = slots_of(facts.notes.party)
        evidence = _with_party(_with_slots(evidence, before, settings.currency), party_of(before)[0])
    names = [
        settings.agency,
        facts.before or "",
        scene.contact_name or "",
        *(d.name for d in found.destinations),
    ]
    names += [d.country for d in found.destinations] + [a.name for a in facts.where.areas]
    evidence = evidence.with_names(names).with_links("{trip_link}")
    if found.standing:
        standing = found.standing
        evidence = evidence.with_amounts(standing.total, standing.per_adult, standing.abroad)
        evidence = evidence.with_dates(standing.valid_until, standing.abroad_on, standing.agreed_on)
        evidence = evidence.with_counts("version", found.standing.version)
    if found.drift is not None and found.drift.now is not None:
        now, moved = found.drift.now.total, found.drift.difference
        evidence = evidence.with_amounts(now, moved, now - moved)
        evidence = evidence.with_amounts(*(amount for _, amount in sums_by_kind(found.drift.causes)))
        evidence = evidence.with_counts("version", facts.trip.version + 1 if facts.trip else None)
    name, version = facts.detail.get("name"), facts.detail.get("version")
    if isinstance(name, str):
        evidence = evidence.with_names([name]).with_words(name)
    return evidence.with_counts("version", version if isinstance(version, int) else None)


def known_evidence(slots: Slots, currency: str) -> Evidence:
    """What is known of a lead alone: for texts that sum it up to staff."""
    evidence = _with_party(_with_slots(Evidence(), slots, currency), party_of(slots)[0])
    return evidence.with_counts("nights", nights_of(slots))


def _with_slots(evidence: Evidence, slots: Slots, currency: str) -> Evidence:
    words: list[str] = []
    for name in slots:
        value = value_of(slots, name)
        if name in _COUNTED and isinstance(value, int):
            evidence = evidence.with_counts(name, value)
        elif name == "child_ages" and isinstance(value, list):
            evidence = evidence.with_numbers(*(a for a in value if isinstance(a, int)))
        elif name in ("start_date", "end_date"):
            evidence = evidence.with_dates(as_date(value))
        elif name == "date_window" and isinstance(value, Mapping):
            evidence = evidence.with_dates(as_date(value.get("from")), as_date(value.get("to")))
        elif name in ("arrives_at", "departs_at"):
            evidence = evidence.with_times(*_minutes(value))
        elif name == "booked" and isinstance(value, list):
            evidence = _with_bookings(evidence, value)
        elif name == "budget" and isinstance(value, Mapping):
            evidence = evidence.with_amounts(budget_said(value, currency))
        else:
            words += _plain_words(value)
    return evidence.with_words(*words).with_names(words)


def _with_bookings(evidence: Evidence, booked: list[Any]) -> Evidence:
    for item in booked:
        days = [item.get(name) for name in ("from", "until", "day")]
        evidence = evidence.with_names([str(item.get("name"))]).with_words(str(item.get("name")))
        evidence = evidence.with_dates(*(as_date(day) for day in days))
        evidence = evidence.with_counts("day", *(day for day in days if isinstance(day, int)))
        evidence = evidence.with_times(*_minutes(item.get("at")), *_minutes(item.get("to")))
    return evidence


def _minutes(said: Any) -> list[int]:
    minute = minute_of(said)
    return [] if minute is None else [minute]


def budget_said(value: Mapping[str, Any], currency: str) -> Money | None:
    """The budget as the customer put it, per person or night where they did."""
    try:
        amount = Decimal(str(value.get("amount")))
        return Money(amount, str(value.get("currency") or currency)) if amount.is_finite() else None
    except (ArithmeticError, ValueError):
        return None


def _plain_words(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [word for item in value for word in _plain_words(item)]
    if isinstance(value, Mapping):
        return [word for item in value.values() for word in _plain_words(item)]
    return []


def _with_party(evidence: Evidence, party: Party) -> Evidence:
    evidence = evidence.with_counts("adults", party.adults).with_counts("travellers", party.heads)
    evidence = evidence.with_counts("children", len(party.child_ages) or None)
    return evidence.with_counts("infants", party.infants or None).with_numbers(*party.child_ages)


def planned_evidence(evidence: Evidence, planned: Planned) -> Evidence:
    """Add what planner and pricing returned for one version."""
    quote, request = planned.priced.quote, planned.request
    cheaper = planned.cheaper.total if planned.cheaper else None
    evidence = evidence.with_amounts(
        quote.total, rounded(quote.per_adult), request.budget, planned.over, cheaper, planned.abroad
    )
    evidence = evidence.with_dates(quote.valid_until, planned.abroad_on)
    evidence = evidence.with_counts("version", planned.version)
    evidence = evidence.with_times(request.lands_at, request.flies_at)
    evidence = _with_itinerary(evidence, planned.itinerary, planned)
    evidence = _with_party(evidence, request.party)
    evidence = evidence.with_names(planned.unmatched)
    evidence = _with_bookings(evidence, list(planned.outside))
    evidence = evidence.with_dates(planned.itinerary.start + timedelta(days=planned.itinerary.nights))
    names = planned.names
    freed = [names.get(one, one) for one in planned.freed]
    evidence = evidence.with_names(freed).with_words(*freed)
    evidence = evidence.with_names(names[i] for i in (*planned.left_out, *planned.taken) if i in names)
    evidence = evidence.with_words(*(f"{u.subject}: {u.reason}" for u in planned.missed))
    return _with_moves(evidence, planned, planned.moved) if planned.moved else evidence


def offered_evidence(evidence: Evidence, offered: Offered) -> Evidence:
    """Add what planner and pricing returned for everything that may be chosen."""
    evidence = evidence.with_names([offered.catalogue.destination.name])
    evidence = _with_party(evidence, offered.request.party).with_counts("nights", offered.request.nights)
    many = max(len(offered.options), len(offered.ideas))
    evidence = evidence.with_numbers(*range(1, many + 1))
    totals = [found.priced.quote.total for found in offered.options]
    evidence = evidence.with_amounts(*totals, *(rounded(a - b) for a in totals for b in totals))
    if (budget := offered.budget) is not None:
        over = [rounded(total - budget) for total in totals]
        evidence = evidence.with_amounts(offered.request.budget, *(one for one in over if one.amount > 0))
    for found in offered.options:
        plan = found.option.itinerary
        evidence = evidence.with_counts("stops", len(plan.stops)).with_counts("visits", len(plan.places))
    names = {place.id: place.name for place in offered.catalogue.places}
    for idea in offered.ideas:
        one = idea.suggestion
        evidence = evidence.with_names([names[one.place]]).with_counts("day", one.day)
        evidence = evidence.with_counts("minutes", one.home_later).with_times(one.starts_at)
        evidence = evidence.with_amounts(rounded(idea.price) if idea.price is not None else None)
    return evidence


def ways_evidence(evidence: Evidence, ways: Sequence[WayFound]) -> Evidence:
    """Add what each set of wishes given up would buy."""
    evidence = evidence.with_numbers(*range(1, len(ways) + 1))
    for found in ways:
        plan = found.way.plan
        evidence = evidence.with_counts("nights", plan.nights).with_counts("visits", len(plan.places))
        evidence = evidence.with_amounts(found.total)
        for wish in found.way.wishes:
            evidence = evidence.with_names([wish.name]).with_counts("nights", wish.count)
            evidence = evidence.with_counts("rooms", wish.count).with_dates(wish.day)
    return evidence


def rounded(amount: Money) -> Money:
    """A share of a price without its cents, as a chat shows it; the page shows it exactly."""
    return amount.rounded(Decimal(1))


def _with_itinerary(evidence: Evidence, plan: Itinerary, planned: Planned) -> Evidence:
    names = planned.names
    ids = {s.area for s in plan.stops} | {s.stay for s in plan.stops} | set(plan.places)
    evidence = evidence.with_names(
        [planned.catalogue.destination.name, *(names[i] for i in ids if i in names)]
    )
    evidence = evidence.with_counts("nights", plan.nights, *(s.nights for s in plan.stops))
    evidence = evidence.with_counts("days", len(plan.days))
    evidence = evidence.with_dates(plan.start, *(d.date for d in plan.days))
    return evidence.with_counts("day", *(d.number for d in plan.days))


def of_plan_evidence(evidence: Evidence, found: OfThePlan) -> Evidence:
    """Add what the plan in hand says to a question about it."""
    plan, names = found.itinerary, found.names
    told = found.days or tuple(day for day, _ in found.visits)
    ids = {stop.area for stop in plan.stops} | {stop.stay for stop in plan.stops} | set(plan.places)
    evidence = evidence.with_names(names[i] for i in ids if i in names)
    evidence = evidence.with_counts("nights", *(stop.nights for stop in plan.stops))
    evidence = evidence.with_dates(*(stop.check_in for stop in plan.stops), *(day.date for day in told))
    evidence = evidence.with_counts("day", *(day.number for day in told))
    for way in found.ways:
        evidence = evidence.with_names([way.here, way.there]).with_counts("minutes", way.minutes)
        evidence = evidence.with_measures(way.km)
    leaves = [leaves_at(day) for day in told] if found.sets_out else []
    minutes = [at for at in leaves if at is not None]
    minutes += [m for day in told for v in day.visits for m in (v.starts_at, v.ends_at)]
    minutes += [at for day in told for _, at, _ in moves_on(day, plan)]
    return evidence.with_times(*(minute % (24 * 60) for minute in minutes))


def version_evidence(evidence: Evidence, found: OfTheVersion) -> Evidence:
    """Add what the newest version keeps of how it differs from the one before."""
    names = found.names
    for change in found.changes:
        slept = (stop.stay for stop in found.itinerary.stops if stop.area == change.subject)
        told = (change.subject, change.before, change.after, change.about, *slept)
        evidence = evidence.with_names([names[one] for one in told if one in names] + [change.name])
        if change.kind == "dates":
            evidence = evidence.with_dates(as_date(change.before), as_date(change.after))
        counted = [int(one) for one in (change.before, change.after) if one.isdigit()]
        unit = "day" if change.kind in ("added", "dropped", "moved") else "nights"
        evidence = evidence.with_counts(unit, *counted)
    if found.price is not None:
        before, after, causes = found.price
        difference = after - before if before.currency == after.currency else None
        evidence = evidence.with_amounts(before, after, difference, *(amount for _, amount in causes))
    evidence = evidence.with_times(*(flight.at for flight in flights_of(found.itinerary)))
    return evidence.with_counts("version", found.version).with_words(*found.plain)


def _with_moves(evidence: Evidence, planned: Planned, moved: Moved) -> Evidence:
    evidence = _with_itinerary(evidence, moved.before, planned)
    areas = {area.id: area.name for area in planned.catalogue.areas}
    evidence = evidence.with_names(areas[c.about] for c in moved.changes if c.about in areas)
    evidence = evidence.with_amounts(moved.total_before, moved.difference)
    names = planned.names
    evidence = evidence.with_names(names[i] for i in moved.left_out if i in names)
    return evidence.with_amounts(*(amount for _, amount in moved.by_kind))


def library_evidence(evidence: Evidence, answer: Answer, language: str) -> Evidence:
    """Add the passages that an answer cites, word for word, with their titles.

    They are read as the reply will be: an English "once" looks like eleven to a Spanish reader.
    """
    texts = [text for source in answer.sources for text in (source.text, source.title, source.section)]
    return evidence.with_words(*texts).with_words(*texts, language=language)
