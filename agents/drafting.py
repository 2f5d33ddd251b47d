"""Plans that staff ask for, and the words that go to the customer with a version that staff send."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from agents.act import Reading, act
from agents.clearing import clear
from agents.compose import Draft, Paragraph
from agents.facts import PLANNED_BY, Facts, Notes
from agents.findings import Findings, Planned
from agents.gate import Evidence
from agents.moves import Decision, Propose, Revise
from agents.phrasing import Pen
from agents.places import folded, locate
from agents.ports import MindSettings, Priced, Tools
from agents.proof import planned_evidence
from agents.replies import LANGUAGES
from agents.telling import changes_told, propose, revise
from agents.wishes import value_of
from crm.conversations.values import TripFacts
from crm.quotes.snapshot import from_snapshot
from crm.trips.effects import PublishTrip
from crm.trips.store import itinerary_from_json, itinerary_to_json, request_from_json, request_to_json

TRIP_LINK = "{trip_link}"  # stands for the address that only settling knows

_MISSING = {
    "destinations": "where to",
    "start_date": "from when",
    "nights": "for how many nights",
    "adults": "for how many people",
}


@dataclass(frozen=True)
class Drafted:
    """A plan for staff to look at: what to keep, and what is new in it, in English."""

    effect: PublishTrip
    summary: str


@dataclass(frozen=True)
class StillRight:
    """The newest version is what the same facts give again, at the same price."""

    version: int


@dataclass(frozen=True)
class NotDrafted:
    """Why there is no plan, in words for staff."""

    reason: str


class Drafter:
    """Plans and phrases for staff with the same tools, words and gate as the customers' desk."""

    def __init__(self, tools: Tools, settings: MindSettings) -> None:
        self._tools, self._settings = tools, settings

    async def draft(
        self,
        slots: Mapping[str, Mapping[str, Any]],
        trip: TripFacts | None,
        changed: frozenset[str],
        today: date,
    ) -> Drafted | StillRight | NotDrafted:
        """Plan and price a lead's trip from what is known of it. Slow; never inside a transaction.

        `changed` names what was learnt since `trip` was made: a wish that stands in that version
        already ("one more day in Ubud") does not count again.
        """
        named = value_of(slots, "destinations")
        names = [str(name) for name in named] if isinstance(named, list) else [str(named)] if named else []
        where = locate(names, await self._tools.destinations(), await self._tools.areas())
        facts = Facts(
            intents={},
            slots=slots,
            changed=changed & PLANNED_BY if trip else frozenset(slots),
            where=where,
            notes=Notes(),
            today=today,
            trip=trip,
            language="en",
        )
        if facts.missing:
            unknown = ", ".join(_MISSING[name] for name in facts.missing)
            return NotDrafted(f"it is not known yet {unknown}.")
        move = Revise(facts.changed) if trip else Propose()
        reading = Reading(self._tools, self._settings, time.monotonic() + self._settings.turn_seconds)
        found = await act(Decision((move,), ("staff asked",)), facts, reading)
        if trip and found.unchanged:
            return StillRight(trip.version)
        planned = found.planned
        if planned is None:
            return NotDrafted(found.unplanned.staff if found.unplanned else "nothing could be planned.")
        return Drafted(
            PublishTrip(
                request=request_to_json(planned.request),
                itinerary=itinerary_to_json(planned.itinerary),
                snapshot=planned.priced.snapshot,
                changes=changes_told(planned),
                send=False,
            ),
            self._told(planned, found, "en", for_staff=True),
        )

    async def summarise_trip(self, trip: TripFacts, name: str | None, language: str) -> str:
        """Write the message that goes to the customer with a stored version."""
        request = request_from_json(trip.request)
        catalogue = await self._tools.catalogue(request.destination)
        priced = Priced(from_snapshot(trip.snapshot), trip.snapshot)
        planned = Planned(trip.version, request, itinerary_from_json(trip.itinerary), catalogue, priced)
        return self._told(planned, Findings(), language)

    def _told(self, planned: Planned, found: Findings, language: str, *, for_staff: bool = False) -> str:
        """Phrase a plan and hold it against its own evidence; what is not proven does not stand in it."""
        pen = Pen(language if language in LANGUAGES else "en")
        evidence = planned_evidence(Evidence().with_links(TRIP_LINK), planned)
        texts = revise(planned, pen) if planned.moved else propose(planned, pen)
        if for_staff:
            # The link shows what was sent so far, and the question after it is the customer's.
            texts = [text for text in texts[:-1] if TRIP_LINK not in text]
        paragraphs = tuple(Paragraph(text, evidence, "Summary") for text in texts)
        areas = [folded(area.name) for area in planned.catalogue.areas]
        cleared = clear(Draft(paragraphs, pen), pen, found.lexicon | frozenset(areas))
        return "\n\n".join(cleared.texts)
