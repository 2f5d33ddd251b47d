"""The customers' thinker: the mind, kept in step with the agency's settings and catalogue."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from agents.mind import Mind
from agents.model.endpoint import Model, ModelFailed
from agents.model.purse import NotAsked, charged_to
from agents.orders.contract import Understood
from agents.orders.llm import LlmOrders
from agents.orders.offline import OfflineOrders
from agents.ports import MindSettings
from agents.staff.drafting import Drafted, Drafter, NotDrafted, StillRight
from agents.staff.suggesting import Suggested, suggest
from agents.turn.listening import Listener
from agents.understanding.gazetteer import Gazetteer
from bot.staff.reading import newest_trip
from bot.staff.speaking import let_staff_hear
from bot.tools import DeskTools
from crm.agency.rules import Agency
from crm.conversations.queries import scene_of
from crm.conversations.values import LeadFacts, Outcome, Scene, TripFacts, Waiting
from crm.db import Book
from crm.leads.aside import waiting_of
from crm.leads.effects import AskHuman, SumUp
from crm.trips.offers import offered, options_of, unpicked_of
from crm.trips.travel import TravelTimes
from crm.trips.values import Area, Catalogue, Destination


def gazetteer_of(destinations: Sequence[Destination], areas: Sequence[Area]) -> Gazetteer:
    """Know the world's places, and above them those that the agency sells."""
    return Gazetteer.of_world(
        {place.name: [area.name for area in areas if area.destination == place.id] for place in destinations}
    )


def settings_of(agency: Agency, turn_seconds: float) -> MindSettings:
    return MindSettings(
        agency=agency.agency_name,
        currency=agency.currency,
        turn_seconds=turn_seconds,
        group_size=agency.group_size,
        hand_over_words=agency.words_for_a_human,
        nudge_after=timedelta(hours=agency.nudge_hours) if agency.nudge_hours else None,
        phrase_with_model=agency.model_phrasing == "on",
    )


async def with_waiting(book: Book, scene: Scene) -> Scene:
    """Lay the enquiries beside a scene that wait in its conversation, where any do."""
    if not scene.dialogue.get("aside"):
        return scene
    async with book.reading() as session:
        leads = await waiting_of(session, scene.conversation_id)
        found = [
            Waiting(
                LeadFacts(one.id, one.status, one.title, one.slots, one.owner_id, one.needs_human),
                await newest_trip(session, one.id),
                tuple(offered(row) for row in await unpicked_of(session, one.id)),
            )
            for one in leads
            if scene.lead is None or one.id != scene.lead.id
        ]
    return replace(scene, waiting=tuple(found))


class Minding:
    """Thinks for customers, and drafts for staff. One per process; safe to share between turns.

    `listener_of` makes a listener that knows the places it is given. `writer` is the model that may
    polish replies where the agency wants it.
    """

    def __init__(
        self,
        book: Book,
        tools: DeskTools,
        listener_of: Callable[[Gazetteer], Listener],
        turn_seconds: float,
        writer: Model | None = None,
    ) -> None:
        self._book, self._tools, self._turn_seconds = book, tools, turn_seconds
        self._listener_of, self._writer = listener_of, writer
        self._mind: Mind | None = None
        self._orders: OfflineOrders | None = None
        self._order_model: LlmOrders | None = None
        self._made_for: tuple[object, ...] = ()
        self._renewing = asyncio.Lock()

    @property
    def is_made(self) -> bool:
        """Whether there is a mind already; making one takes seconds."""
        return self._mind is not None

    async def mind(self) -> Mind:
        """Give a mind that knows today's catalogue and settings; it is made anew when they change."""
        known = await self._known()
        if self._mind is not None and known == self._made_for:
            # What was read anew and is the same is kept: to compare a thing with itself costs nothing.
            self._made_for = known
        else:
            async with self._renewing:
                known = await self._known()
                if self._mind is None or known != self._made_for:
                    self._mind = await asyncio.to_thread(self._make, *known)
                    self._made_for = known
        return self._mind

    async def _known(self) -> tuple[Sequence[Destination], Sequence[Area], Agency]:
        tools = self._tools
        return await tools.destinations(), await tools.areas(), await tools.agency()

    def _make(self, destinations: Sequence[Destination], areas: Sequence[Area], agency: Agency) -> Mind:
        places = gazetteer_of(destinations, areas)
        listener = self._listener_of(places)
        mind = Mind(self._tools, listener, settings_of(agency, self._turn_seconds), self._writer)
        mind.warm()
        self._orders = OfflineOrders(listener.offline, places)
        if self._writer is not None:
            self._order_model = LlmOrders(self._writer, listener.offline, self._orders.places)
        return mind

    async def think(self, scene: Scene) -> Outcome:
        """Think about a customer's turn, and let staff hear what they must."""
        scene = await with_waiting(self._book, await self._with_options(scene))
        mind = await self.mind()
        with charged_to(scene.conversation_id, scene.turn_id):
            outcome = await mind.think(scene)
        outcome = replace(outcome, says=outcome.says + await let_staff_hear(self._book, scene, outcome))
        # Whoever takes over finds the model's summary on the card, beside the rules' own in the packet.
        is_called = self._writer is not None and any(isinstance(one, AskHuman) for one in outcome.effects)
        return replace(outcome, effects=(*outcome.effects, SumUp())) if is_called else outcome

    async def _with_options(self, scene: Scene) -> Scene:
        """Lay the plans beside the scene that the customer was offered to choose from, where any were."""
        listed = scene.dialogue.get("listed")
        if scene.lead is None or not isinstance(listed, dict) or listed.get("kind") != "options":
            return scene
        async with self._book.reading() as session:
            rows = await options_of(session, scene.lead.id)
        return replace(scene, options=tuple(offered(row) for row in rows))

    async def orders(self, text: str, now: datetime, *, quick: bool = False) -> Understood:
        """Read orders of staff in plain words: by grammar, and what it cannot read by the model.

        `quick` leaves the model out.
        """
        await self.mind()
        if self._orders is None:
            return Understood(unread=text)
        understood = await asyncio.to_thread(self._orders.understand, text, now)
        if understood.is_clear or quick or self._order_model is None:
            return understood
        try:
            read, _ = await self._order_model.read(text, now, self._turn_seconds / 2)
        except (ModelFailed, NotAsked):
            return understood
        return read if read.orders else understood

    async def suggest(self, conversation_id: int, now: datetime) -> Suggested:
        """Suggest what staff may say to a customer now. Nothing is written, whoever speaks with them."""
        agency = await self._tools.agency()
        async with self._book.glance() as line:
            scene = await scene_of(line, conversation_id, now, agency.timezone)
        scene = await with_waiting(self._book, await self._with_options(scene))
        mind = await self.mind()
        with charged_to(scene.conversation_id):
            return await suggest(scene, mind.think)

    async def draft(
        self,
        slots: Mapping[str, Mapping[str, Any]],
        trip: TripFacts | None,
        changed: frozenset[str],
        today: date,
        fixed: Mapping[str, Any] | None = None,
    ) -> Drafted | StillRight | NotDrafted:
        """Plan and price a lead's trip for staff to look at."""
        return await (await self.drafter()).draft(slots, trip, changed, today, fixed)

    async def summarise_trip(self, trip: TripFacts, name: str | None, language: str) -> str:
        """Write the message that goes to the customer with a version."""
        return await (await self.drafter()).summarise_trip(trip, name, language)

    async def travel(self, catalogue: Catalogue) -> TravelTimes:
        """Give how long the ways of a destination take."""
        return await self._tools.travel(catalogue)

    async def drafter(self) -> Drafter:
        """Give a hand that plans for staff by today's settings."""
        return Drafter(self._tools, settings_of(await self._tools.agency(), self._turn_seconds))
