"""The mind's tools over the book and the library: reads only."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast

from agents.ports import Priced
from crm.agency.rules import Agency
from crm.agency.service import load as load_agency
from crm.catalogue import queries as shop
from crm.clock import Clock
from crm.db import Book
from crm.quotes.values import ExchangeRate, RateRow
from crm.trips.values import Area, Catalogue, Destination, Itinerary, TripRequest
from knowledge.library import Answer, Library

T = TypeVar("T")

_FRESH_FOR = timedelta(seconds=20)


class DeskTools:
    """What one agency's mind may look at. An import or a new setting is seen within 20 seconds."""

    def __init__(self, book: Book, clock: Clock, library: Library, collection: str) -> None:
        self._book, self._clock, self._library, self._collection = book, clock, library, collection
        # The catalogue changes by the day: what was read is kept for a short while.
        self._kept: dict[str, tuple[datetime, Any]] = {}

    async def destinations(self) -> Sequence[Destination]:
        return await self._read("destinations", shop.destinations)

    async def areas(self) -> Sequence[Area]:
        return await self._read("areas", shop.areas)

    async def catalogue(self, destination_id: str) -> Catalogue:
        return await self._read(f"catalogue:{destination_id}", shop.catalogue, destination_id)

    async def rates(self, destination_id: str) -> Sequence[RateRow]:
        return await self._read(f"rates:{destination_id}", shop.rates, destination_id)

    async def exchange_rates(self) -> Sequence[ExchangeRate]:
        return await self._read("exchange", shop.exchange_rates)

    async def agency(self) -> Agency:
        return await self._read("agency", load_agency)

    async def price(
        self, itinerary: Itinerary, catalogue: Catalogue, request: TripRequest, priced_on: date
    ) -> Priced:
        from crm.quotes.pricing import price
        from crm.quotes.snapshot import to_snapshot

        rates, exchange = await self.rates(catalogue.destination.id), await self.exchange_rates()
        agency = await self.agency()
        quote = await asyncio.to_thread(
            price,
            itinerary,
            catalogue,
            request.party,
            request.rooms,
            rates,
            exchange,
            agency.price_rules(),
            priced_on,
        )
        return Priced(quote, to_snapshot(quote, rates, exchange))

    async def ask_library(self, question: str, *, about: Sequence[str], language: str) -> Answer:
        return await asyncio.to_thread(
            self._library.ask, question, self._collection, about=about, language=language
        )

    async def _read(self, key: str, query: Callable[..., Awaitable[T]], *arguments: str) -> T:
        now = self._clock.now()
        at, value = self._kept.get(key, (None, None))
        if at is not None and timedelta(0) <= now - at < _FRESH_FOR:
            return cast("T", value)
        async with self._book.reading() as session:
            found = await query(session, *arguments)
        self._kept[key] = (now, found)
        return found
