"""Plans that staff ask for, and the words that go to the customer with a version that staff send."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agents.acting.act import act
from agents.acting.findings import Findings, Planned
from agents.acting.planning import Reading
from agents.deciding.moves import Decision, Move, Offer, Pick, Propose, Revise, Suggest
from agents.gate import Evidence
from agents.ports import MindSettings, Priced, Tools
from agents.scene.facts import PLANNED_BY, Facts
from agents.scene.notes import Notes
from agents.scene.places import locate
from agents.scene.wishes import value_of
from agents.telling.choices import tell_ideas, tell_options
from agents.telling.compose import Draft, Paragraph
from agents.telling.plans import changes_told, propose, revise
from agents.telling.proof import offered_evidence, planned_evidence
from agents.turn.clearing import clear
from agents.turn.written import offered_plan
from agents.wording.folding import folded
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.conversations.values import TripFacts
from crm.money import Money
from crm.quotes.snapshot import from_snapshot
from crm.trips.effects import OfferedPlan, PublishTrip
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


@dataclass(frozen=True)
class Choices:
    """Plans to choose from, cheapest first, and what staff read of them."""

    plans: tuple[OfferedPlan, ...]
    summary: str


@dataclass(frozen=True)
class Idea:
    """Something that would still fit into the newest version. Minutes since midnight; `price` is added."""

    place: str
    name: str
    day: int
    starts_at: int
    home_later: int
    is_fuller: bool
    price: Money | None


@dataclass(frozen=True)
class Ideas:
    ideas: tuple[Idea, ...]
    summary: str


def _not_known(facts: Facts) -> NotDrafted:
    """Say what is missing for a plan; a place that is named and not sold is not missing, but refused."""
    if "destinations" in facts.missing and facts.where.unsold:
        named = " and ".join(facts.where.unsold)
        return NotDrafted(f"{named} {'is' if len(facts.where.unsold) == 1 else 'are'} not in the catalogue.")
    unknown = ", ".join(_MISSING[name] for name in facts.missing)
    return NotDrafted(f"it is not known yet {unknown}.")


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
        fixed: Mapping[str, Any] | None = None,
    ) -> Drafted | StillRight | NotDrafted:
        """Plan and price a lead's trip from what is known of it. Slow; never inside a transaction.

        `changed` names what was learnt since `trip` was made: a wish that stands in that version
        already ("one more day in Ubud") does not count again. `fixed` are fields of the request that
        staff set by hand.
        """
        facts = await self._facts(slots, trip, changed, today)
        if facts.missing and trip is None:
            return _not_known(facts)
        facts = replace(facts, fixed=fixed or {})
        found = await self._look(Revise(facts.changed) if trip else Propose(), facts)
        if trip and found.unchanged:
            return StillRight(trip.version)
        return self._drafted(found)

    async def options(
        self,
        slots: Mapping[str, Mapping[str, Any]],
        trip: TripFacts | None,
        changed: frozenset[str],
        today: date,
    ) -> Choices | NotDrafted:
        """Plan and price the options of a lead's trip. Slow; never inside a transaction."""
        facts = await self._facts(slots, trip, changed, today)
        if facts.missing and trip is None:
            return _not_known(facts)
        found = await self._look(Offer(facts.changed), facts)
        if found.offered is None or len(found.offered.options) < 2:
            none = "no other plan is cheaper or better." if found.unplanned is None else found.unplanned.staff
            return NotDrafted(none)
        texts = tell_options(found.offered, Pen("en"))[:-1]
        evidence = offered_evidence(Evidence(), found.offered)
        return Choices(
            tuple(offered_plan(one) for one in found.offered.options), self._proven(texts, evidence, found)
        )

    async def choose(
        self, trip: TripFacts | None, plans: tuple[OfferedPlan, ...], flavour: str, today: date
    ) -> Drafted | NotDrafted:
        """Make a version of one of the plans that were offered, at the price that was shown."""
        facts = await self._facts({}, trip, frozenset(), today)
        notes = Notes(listed={"kind": "options", "items": [flavour]})
        return self._drafted(await self._look(Pick(0), replace(facts, options=plans, notes=notes)))

    async def ideas(self, trip: TripFacts, day: int | None, today: date) -> Ideas | NotDrafted:
        """Say what else would fit into the newest version. Slow; never inside a transaction."""
        found = await self._look(Suggest(day), await self._facts({}, trip, frozenset(), today))
        if found.offered is None:
            return NotDrafted("the newest version is of an older shape; /plan makes a new one.")
        texts = tell_ideas(found.offered, Pen("en"))
        evidence = offered_evidence(Evidence(), found.offered)
        ideas = tuple(
            Idea(
                one.suggestion.place,
                found.names.get(one.suggestion.place, one.suggestion.place),
                one.suggestion.day,
                one.suggestion.starts_at,
                one.suggestion.home_later,
                one.suggestion.is_fuller,
                one.price,
            )
            for one in found.offered.ideas
        )
        return Ideas(ideas, self._proven(texts[:1], evidence, found))

    async def add(self, trip: TripFacts, place: str, day: int, today: date) -> Drafted | NotDrafted:
        """Make a version with one more place in it. Slow; never inside a transaction."""
        facts = await self._facts({}, trip, frozenset(), today)
        notes = Notes(listed={"kind": "ideas", "items": [[place, day]]})
        return self._drafted(await self._look(Pick(0), replace(facts, notes=notes)))

    async def _facts(
        self,
        slots: Mapping[str, Mapping[str, Any]],
        trip: TripFacts | None,
        changed: frozenset[str],
        today: date,
    ) -> Facts:
        named = value_of(slots, "destinations")
        names = [str(name) for name in named] if isinstance(named, list) else [str(named)] if named else []
        return Facts(
            intents={},
            slots=slots,
            changed=changed & PLANNED_BY if trip else frozenset(slots),
            where=locate(names, await self._tools.destinations(), await self._tools.areas()),
            notes=Notes(),
            today=today,
            trip=trip,
            language="en",
        )

    async def _look(self, move: Move, facts: Facts) -> Findings:
        reading = Reading(self._tools, self._settings, time.monotonic() + self._settings.turn_seconds)
        return await act(Decision((move,), ("staff asked",)), facts, reading)

    def _drafted(self, found: Findings) -> Drafted | NotDrafted:
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
                chosen=planned.chosen,
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
        areas = [folded(area.name) for area in planned.catalogue.areas]
        return self._proven(texts, evidence, replace(found, lexicon=found.lexicon | frozenset(areas)), pen)

    def _proven(self, texts: list[str], evidence: Evidence, found: Findings, pen: Pen | None = None) -> str:
        pen = pen or Pen("en")
        paragraphs = tuple(Paragraph(text, evidence, "Summary") for text in texts)
        return "\n\n".join(clear(Draft(paragraphs, pen), pen, found.lexicon).texts)
