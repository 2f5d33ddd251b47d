"""What is said of a plan that was made, changed, kept or not found, with the evidence it rests on."""

from agents.gate import Evidence
from agents.telling.desk import Desk
from agents.telling.first_and_last import in_order
from agents.telling.liked_anew import liked_anew, told_of_liking
from agents.telling.plans import (
    against_budget,
    of_bookings,
    price_now,
    propose,
    revise,
    unplanned,
)
from agents.telling.proof import (
    planned_evidence,
    ways_evidence,
)
from agents.telling.recap import for_the_hotels
from agents.understanding.assent import FIRM
from agents.understanding.reading import read


def tell_plan(desk: Desk, evidence: Evidence, *, has_answered: bool = False) -> list[tuple[str, Evidence]]:
    found, pen = desk.found, desk.pen
    if found.unchanged:
        proof = planned_evidence(evidence, found.unchanged)
        unmatched = found.unchanged.unmatched
        lost = [pen.write("propose.unmatched", list=pen.listed(unmatched))] if unmatched else []
        lost += _slept_there(desk)
        lost += of_bookings(found.unchanged, pen)
        lost += [*in_order(desk.facts, found.unchanged, pen), *_passed_on(desk, is_first=False)]
        weighed = " ".join(_weighed(desk))
        liked = liked_anew(desk.facts, desk.scene, found)
        lost += [told_of_liking(liked, pen)] if liked is not None else []
        # Beside an answer it would only say that nothing was done, but who wishes wants to hear that.
        is_asked = has_answered and "interests" not in desk.facts.changed
        is_told = is_asked or bool(_slept_there(desk)) or liked is not None
        same = [weighed] if weighed else [] if is_told else [pen.write("revise.unchanged")]
        return [(text, proof) for text in (*lost, *same)]
    if found.unplanned:
        proof = evidence.with_names(found.names.values()).with_words(*found.unplanned.reasons)
        proof = ways_evidence(proof, found.unplanned.ways)
        if (beyond := found.unplanned.beyond) is not None:
            proof = proof.with_amounts(beyond.over, beyond.budget, beyond.said)
        proof = proof.with_amounts(found.unplanned.unweighed)
        return [(text, proof) for text in unplanned(found.unplanned, pen)]
    if found.planned is None:
        return [(pen.write("no_plan.asked"), evidence)]
    if found.planned.is_withheld:
        return [(pen.write("no_plan.checking"), evidence)]
    proof = planned_evidence(evidence, found.planned)
    # A version that the customer never got is not one to compare with.
    known = desk.facts.trip is not None and desk.facts.trip.sent_at is not None
    tell = revise if found.planned.moved and known else propose
    *told, question = tell(found.planned, pen)
    more = [
        *_taken_at_a_yes(desk),
        *in_order(desk.facts, found.planned, pen),
        *_passed_on(desk, is_first=tell is propose),
    ]
    return [(text, proof) for text in (*told, *more, question)]


def _slept_there(desk: Desk) -> list[str]:
    """The hotels that are wished for by name and stand in the plan already."""
    plan = desk.found.unchanged
    if plan is None or "stay" not in desk.facts.changed:
        return []
    slept = {stop.stay for stop in plan.itinerary.stops}
    names = [plan.names[stay] for stay in plan.request.stays if stay in slept]
    return [desk.pen.write("revise.is_in", list=desk.pen.listed(names))] if names else []


def _taken_at_a_yes(desk: Desk) -> list[str]:
    """Which of two plans "book it" was taken for, where a cheaper one had just been offered."""
    stay = desk.facts.slots.get("stay", {})
    is_offer = "stay" in desk.facts.changed and stay.get("by") == "offer"
    if not is_offer or not FIRM.search(read(desk.facts.text).plain):
        return []
    return [desk.pen.write("revise.taken", **{"class": desk.pen.word("class", stay["value"]["class"])})]


def _weighed(desk: Desk) -> list[str]:
    """How the price of the plan as it stays is to a budget that is told now."""
    plan, standing = desk.found.unchanged, desk.found.standing
    if plan is None or standing is None or "budget" not in desk.facts.changed:
        return []
    against = list(against_budget(plan, desk.pen))
    return [price_now(standing, desk.pen), *against] if against else []


_OF_HOTELS = ("beds", "diet")


def _passed_on(desk: Desk, *, is_first: bool) -> list[str]:
    """What hotels and kitchens are asked for; once with the first plan, then when it is said anew."""
    names = tuple(name for name in _OF_HOTELS if is_first or name in desk.facts.changed)
    told = for_the_hotels(desk.facts, desk.pen, names)
    return [desk.pen.write("propose.passed_on", list=told)] if told else []
