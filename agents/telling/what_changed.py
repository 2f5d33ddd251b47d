"""Tell what the newest version changed and why it costs what it does, asked about later."""

from collections.abc import Iterator
from typing import Literal

from agents.acting.findings import Findings
from agents.acting.version_changes import OfTheVersion
from agents.deciding.moves import TellChanges
from agents.gate import Evidence
from agents.telling.changes import MOST_CHANGES, change_line, price_lines, weightiest
from agents.telling.plans import price_now
from agents.telling.proof import version_evidence
from agents.wording.phrasing import Pen
from crm.conversations.values import TripFacts
from crm.trips.changes import Change


def tell_changes(
    asked: TellChanges, trip: TripFacts | None, found: Findings, pen: Pen, evidence: Evidence
) -> list[tuple[str, Evidence]]:
    """What the newest version changed; where there is none before it, that nothing has."""
    if trip is None or trip.sent_at is None:
        return [(pen.write("no_plan.checking"), evidence)]
    if found.of_version is not None:
        proof = version_evidence(evidence, found.of_version)
        told = [*_of_version(found.of_version, asked.of, pen), pen.write("price.link")]
        return [(text, proof) for text in told]
    if trip.version > 1:
        return [(pen.write("changed.unkept"), evidence)]
    now = [price_now(found.standing, pen)] if found.standing else []
    return [(" ".join([pen.write("changed.nothing"), *now]), evidence)]


def _of_version(found: OfTheVersion, of: Literal["price", "all"], pen: Pen) -> list[str]:
    """What moved in the plan, and the price from what to what with its causes; first what was asked for."""
    plan = "\n".join([pen.write("changed.head", version=found.version), *_moves(found, pen)])
    told = [plan, *([" ".join(price_lines(*found.price, pen))] if found.price is not None else ())]
    return told[::-1] if of == "price" else told


def _moves(found: OfTheVersion, pen: Pen) -> Iterator[str]:
    names = found.names
    known = [change for change in found.changes if _is_known(change, found)]
    yield from (change_line(change, names, found.itinerary, pen) for change in weightiest(known))
    if len(known) > MOST_CHANGES or len(known) < len(found.changes):
        yield pen.write("revise.more")
    if found.plain and pen.language == "en":
        yield from (f"• {sentence}" for sentence in found.plain)
    elif not found.changes:
        yield pen.write("revise.same")


def _is_known(change: Change, found: OfTheVersion) -> bool:
    """Whether all that a change names still has its name: a hotel may have left the catalogue for good."""
    names = found.names
    if change.kind == "stay":
        return {change.subject, change.before, change.after} <= names.keys()
    if change.kind == "stop added":
        slept = [stop.stay for stop in found.itinerary.stops if stop.area == change.subject]
        return change.subject in names and bool(slept) and slept[0] in names
    is_unnamed = change.subject not in names and not change.name
    return change.kind in ("dates", "flight") or change.subject == "trip" or not is_unnamed
