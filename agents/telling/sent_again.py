"""The plan that the customer has, sent once more: its link, and the caption of its paper."""

from datetime import timedelta

from agents.deciding.moves import SendAgain
from agents.gate import Evidence
from agents.telling.desk import Desk
from crm.trips.store import NotStorable, itinerary_from_json
from crm.trips.values import Itinerary


def tell_again(_: SendAgain, desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    """The link. Of the paper nothing is said: where it could not be printed the link goes alone."""
    told, plan = desk.pen.write("again.link"), _plan(desk)
    if plan is None:
        return [(told, evidence)]
    proof = evidence.with_counts("nights", plan.nights)
    return [(told, proof.with_dates(plan.start, plan.start + timedelta(days=plan.nights)))]


def caption_again(move: SendAgain, desk: Desk) -> tuple[str, str] | None:
    """The caption and the file's name of the paper that goes once more; None where none does."""
    plan = _plan(desk)
    place = next((d.name for d in desk.found.destinations if plan and d.id == plan.destination), None)
    if not move.paper or plan is None or place is None:
        return None
    pen = desk.pen
    nights, start = pen.nights(plan.nights), pen.day(plan.start)
    caption = pen.write("propose.caption", place=place, nights=nights, date=start)
    return caption, pen.write("propose.file", place=place)


def _plan(desk: Desk) -> Itinerary | None:
    try:
        return itinerary_from_json(desk.facts.trip.itinerary) if desk.facts.trip else None
    except NotStorable:
        return None
