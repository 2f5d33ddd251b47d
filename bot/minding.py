"""The customers' thinker: the mind, kept in step with the agency's settings and catalogue."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from agents.drafting import Drafted, Drafter, NotDrafted, StillRight
from agents.listening import Listener
from agents.mind import Mind
from agents.ports import MindSettings
from agents.understanding.gazetteer import Gazetteer
from bot.staff.speaking import let_staff_hear
from bot.tools import DeskTools
from crm.agency.rules import Agency
from crm.conversations.values import Outcome, Scene, TripFacts
from crm.db import Book
from crm.trips.values import Area, Destination


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
    )


class Minding:
    """Thinks for customers, and drafts for staff. One per process; safe to share between turns.

    `listener_of` makes a listener that knows the places it is given.
    """

    def __init__(
        self, book: Book, tools: DeskTools, listener_of: Callable[[Gazetteer], Listener], turn_seconds: float
    ) -> None:
        self._book, self._tools, self._turn_seconds = book, tools, turn_seconds
        self._listener_of = listener_of
        self._mind: Mind | None = None
        self._made_for: tuple[object, ...] = ()
        self._renewing = asyncio.Lock()

    async def mind(self) -> Mind:
        """Give a mind that knows today's catalogue and settings; it is made anew when they change."""
        known = await self._known()
        if self._mind is None or known != self._made_for:
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
        listener = self._listener_of(gazetteer_of(destinations, areas))
        mind = Mind(self._tools, listener, settings_of(agency, self._turn_seconds))
        mind.warm()
        return mind

    async def think(self, scene: Scene) -> Outcome:
        """Think about a customer's turn, and let staff hear what they must."""
        outcome = await (await self.mind()).think(scene)
        return replace(outcome, says=outcome.says + await let_staff_hear(self._book, scene, outcome))

    async def draft(
        self,
        slots: Mapping[str, Mapping[str, Any]],
        trip: TripFacts | None,
        changed: frozenset[str],
        today: date,
    ) -> Drafted | StillRight | NotDrafted:
        """Plan and price a lead's trip for staff to look at."""
        return await (await self._drafter()).draft(slots, trip, changed, today)

    async def summarise_trip(self, trip: TripFacts, name: str | None, language: str) -> str:
        """Write the message that goes to the customer with a version."""
        return await (await self._drafter()).summarise_trip(trip, name, language)

    async def _drafter(self) -> Drafter:
        return Drafter(self._tools, settings_of(await self._tools.agency(), self._turn_seconds))
