"""Tell a tool that could not be read from a defect: the one is tried again, the other is not."""

from collections.abc import Awaitable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from agents.ports import NO_TERMS, Priced, Pricer, Tools
from crm.quotes.terms import Terms
from crm.quotes.values import ExchangeRate, NoExchangeRate, NoRate
from crm.trips.travel import TravelTimes
from crm.trips.values import Area, Catalogue, Destination, Itinerary, TripRequest

if TYPE_CHECKING:
    from crm.quotes.drift import Drift
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

    async def catalogue(self, destination_id: str, *, with_retired: bool = False) -> Catalogue:
        return await _watch(self._tools.catalogue(destination_id, with_retired=with_retired))

    async def travel(self, catalogue: Catalogue) -> TravelTimes:
        return await _watch(self._tools.travel(catalogue))

    async def price(
        self,
        itinerary: Itinerary,
        catalogue: Catalogue,
        request: TripRequest,
        priced_on: date,
        *,
        terms: Terms = NO_TERMS,
    ) -> Priced:
        return await _watch(self._tools.price(itinerary, catalogue, request, priced_on, terms=terms))

    async def pricer(
        self, catalogue: Catalogue, request: TripRequest, priced_on: date, *, terms: Terms = NO_TERMS
    ) -> Pricer:
        return await _watch(self._tools.pricer(catalogue, request, priced_on, terms=terms))

    async def drift(self, snapshot: Mapping[str, Any], itinerary: Mapping[str, Any], on: date) -> "Drift":
        return await _watch(self._tools.drift(snapshot, itinerary, on))

    async def exchange_rates(self) -> Sequence[ExchangeRate]:
        return await _watch(self._tools.exchange_rates())

    async def ask_library(self, question: str, *, about: Sequence[str], language: str) -> "Answer":
        return await _watch(self._tools.ask_library(question, about=about, language=language))


class Agreed(Watched):
    """The same tools, which price this trip under the terms that staff agreed for it, whoever asks."""

    def __init__(self, tools: Tools, terms: Terms) -> None:
        super().__init__(tools)
        self._terms = terms

    async def price(
        self,
        itinerary: Itinerary,
        catalogue: Catalogue,
        request: TripRequest,
        priced_on: date,
        *,
        terms: Terms = NO_TERMS,
    ) -> Priced:
        return await super().price(itinerary, catalogue, request, priced_on, terms=self._terms)

    async def pricer(
        self, catalogue: Catalogue, request: TripRequest, priced_on: date, *, terms: Terms = NO_TERMS
    ) -> Pricer:
        return await super().pricer(catalogue, request, priced_on, terms=self._terms)


async def _watch(reading: Awaitable[T]) -> T:
    try:
        return await reading
    except (NoRate, NoExchangeRate, ValueError):
        raise
    except Exception as problem:
        raise Unread(str(problem)) from problem
