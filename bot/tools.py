"""The mind's tools over the book and the library: reads only."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, TypeVar, cast

from agents.ports import NO_TERMS, Priced, Pricer
from bot.road import Unwatched
from bot.roads import Roads
from crm.agency.rules import Agency
from crm.agency.service import load as load_agency
from crm.catalogue import queries as shop
from crm.clock import Clock
from crm.db import Book
from crm.library.queries import named, translation
from crm.quotes.drift import Drift
from crm.quotes.terms import Terms, with_terms
from crm.quotes.values import ExchangeRate, RateRow
from crm.trips.repricing import read_shelf, weigh
from crm.trips.travel import GreatCircle, TravelTimes
from crm.trips.values import Area, Catalogue, Destination, Itinerary, TripRequest
from knowledge.library import Answer, Library

T = TypeVar("T")

_FRESH_FOR = timedelta(seconds=20)


class DeskTools:
    """What one agency's mind may look at. An import or a new setting is seen within 20 seconds."""

    def __init__(
        self,
        book: Book,
        clock: Clock,
        library: Library | None,
        collection: str,
        roads: Roads | None = None,
        neighbours: Unwatched | None = None,
    ) -> None:
        self._roads, self._neighbours = roads, neighbours or Unwatched()
        self._book, self._clock, self._library, self._collection = book, clock, library, collection
        # The catalogue changes by the day: what was read is kept for a short while.
        self._kept: dict[str, tuple[datetime, Any]] = {}

    async def destinations(self) -> Sequence[Destination]:
        return await self._read("destinations", shop.destinations)

    async def areas(self) -> Sequence[Area]:
        return await self._read("areas", shop.areas)

    async def catalogue(self, destination_id: str, *, with_retired: bool = False) -> Catalogue:
        key = f"{'all ever sold' if with_retired else 'catalogue'}:{destination_id}"
        return await self._read(key, partial(shop.catalogue, with_retired=with_retired), destination_id)

    async def rates(self, destination_id: str) -> Sequence[RateRow]:
        return await self._read(f"rates:{destination_id}", shop.rates, destination_id)

    async def exchange_rates(self) -> Sequence[ExchangeRate]:
        return await self._read("exchange", shop.exchange_rates)

    async def agency(self) -> Agency:
        return await self._read("agency", load_agency)

    async def travel(self, catalogue: Catalogue) -> TravelTimes:
        if self._roads is None:
            return GreatCircle()
        ways = await self._roads.ways(catalogue)
        if self._roads.problem is not None:
            await self._neighbours.trouble("roads", self._roads.problem)
        elif self._roads.measured:
            await self._neighbours.well("roads")
        return ways

    async def price(
        self,
        itinerary: Itinerary,
        catalogue: Catalogue,
        request: TripRequest,
        priced_on: date,
        *,
        terms: Terms = NO_TERMS,
    ) -> Priced:
        from crm.quotes.snapshot import to_snapshot

        quoted = await self.pricer(catalogue, request, priced_on, terms=terms)
        quote = await asyncio.to_thread(quoted, itinerary)
        rates, exchange = await self.rates(catalogue.destination.id), await self.exchange_rates()
        return Priced(quote, with_terms(to_snapshot(quote, rates, exchange), terms))

    async def pricer(
        self, catalogue: Catalogue, request: TripRequest, priced_on: date, *, terms: Terms = NO_TERMS
    ) -> Pricer:
        from crm.quotes.pricing import price
        from crm.quotes.rate_book import RateBook

        return partial(
            price,
            catalogue=catalogue,
            party=request.party,
            rooms=request.rooms,
            rates=RateBook(await self.rates(catalogue.destination.id)),
            exchange_rates=await self.exchange_rates(),
            rules=terms.under((await self.agency()).price_rules()),
            priced_on=priced_on,
        )

    async def drift(self, snapshot: Mapping[str, Any], itinerary: Mapping[str, Any], on: date) -> Drift:
        async with self._book.reading() as session:
            shelf = await read_shelf(session, str(itinerary["destination"]))
        return await asyncio.to_thread(weigh, snapshot, itinerary, shelf, on)

    async def ask_library(self, question: str, *, about: Sequence[str], language: str) -> Answer:
        if self._library is None:
            return Answer()
        try:
            answer = await asyncio.to_thread(
                self._library.ask, question, self._collection, about=about, language=language
            )
        except Exception as problem:
            await self._neighbours.trouble("library", f"{type(problem).__name__}: {problem}")
            raise
        await self._neighbours.well("library")
        if answer.abstained or language == "en":
            return answer
        return await self._translated(answer, language) or answer

    async def _translated(self, answer: Answer, language: str) -> Answer | None:
        """The answer in the words of its document's translation, where the agency has one."""
        from knowledge.documents import Document
        from knowledge.translations import in_translation

        name = answer.sources[0].document
        async with self._book.reading() as session:
            other = await translation(session, self._collection, name, language)
            original = await named(session, self._collection, name) if other else None
        if original is None or other is None:
            return None
        here, there = (
            Document(row.document_id, row.title, row.text, row.format, row.source, row.is_sample)  # type: ignore[arg-type] # the column holds one of the formats
            for row in (original, other)
        )
        return await asyncio.to_thread(in_translation, answer, here, there, language)

    async def _read(self, key: str, query: Callable[..., Awaitable[T]], *arguments: str) -> T:
        now = self._clock.now()
        at, value = self._kept.get(key, (None, None))
        if at is not None and timedelta(0) <= now - at < _FRESH_FOR:
            return cast("T", value)
        async with self._book.reading() as session:
            found = await query(session, *arguments)
        self._kept[key] = (now, found)
        return found
