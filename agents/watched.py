"""Tell a tool that could not be read from a defect: the one is tried again, the other is not."""

from collections.abc import Awaitable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from agents.ports import Priced, Tools
from crm.quotes.values import NoExchangeRate, NoRate
from crm.trips.values import Area, Catalogue, Destination, Itinerary, TripRequest

if TYPE_CHECKING:
    from knowledge.library import Answer

T = TypeVar("T")


class Unread(Exception):
    """A tool's store was out of reach; the cause is what it raised."""


class Watched:
    """The same tools, whose stores' errors come as `Unread`; what belongs to the trade passes."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def destinations(self) -> Sequence[Destination]:
        return await _watch(self._tools.destinations())

    async def areas(self) -> Sequence[Area]:
        return await _watch(self._tools.areas())

    async def catalogue(self, destination_id: str) -> Catalogue:
        return await _watch(self._tools.catalogue(destination_id))

    async def price(
        self, itinerary: Itinerary, catalogue: Catalogue, request: TripRequest, priced_on: date
    ) -> Priced:
        return await _watch(self._tools.price(itinerary, catalogue, request, priced_on))

    async def ask_library(self, question: str, *, about: Sequence[str], language: str) -> "Answer":
        return await _watch(self._tools.ask_library(question, about=about, language=language))


async def _watch(reading: Awaitable[T]) -> T:
    try:
        return await reading
    except (NoRate, NoExchangeRate, ValueError):
        raise
    except Exception as problem:
        raise Unread(str(problem)) from problem
