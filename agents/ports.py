"""What the mind may look at. It may look at nothing else, and it may write nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from crm.quotes.terms import Terms
from crm.quotes.values import ExchangeRate, Quote
from crm.trips.patience import FOR_A_PLAN, FOR_OPTIONS
from crm.trips.travel import TravelTimes
from crm.trips.values import Area, Catalogue, Destination, Itinerary, TripRequest

if TYPE_CHECKING:
    from crm.quotes.drift import Drift
    from knowledge.library import Answer

NO_TERMS = Terms()

Pricer = Callable[[Itinerary], Quote]  # raises NoRate, NoExchangeRate; waits for nothing


@dataclass(frozen=True)
class Priced:
    """A quote, and the snapshot that pins what it was priced with."""

    quote: Quote
    snapshot: Mapping[str, Any]


class Tools(Protocol):
    """The reads of one customer's turn, already bound to that customer's desk.

    Nothing here takes a contact, a lead or a conversation: whose turn it is comes from the scene,
    so no words of a customer or of a model can name somebody else. An implementation may raise
    whatever its store raises; the turn is then tried again.
    """

    async def destinations(self) -> Sequence[Destination]:
        """Everything that the agency sells; cheap enough for every turn."""
        ...

    async def areas(self) -> Sequence[Area]:
        """The areas of all destinations; cheap enough for every turn."""
        ...

    async def catalogue(self, destination_id: str, *, with_retired: bool = False) -> Catalogue:
        """Give what can be planned with; `with_retired` adds what is no longer sold, for its names."""
        ...

    async def travel(self, catalogue: Catalogue) -> TravelTimes:
        """Give how long the ways of a destination take, for the planner. Never raises for a road server."""
        ...

    async def price(
        self,
        itinerary: Itinerary,
        catalogue: Catalogue,
        request: TripRequest,
        priced_on: date,
        *,
        terms: Terms = NO_TERMS,
    ) -> Priced:
        """Price a plan by the agency's rates and rules, and the terms that staff agreed for this trip.

        Raises `crm.quotes.values.NoRate`.
        """
        ...

    async def pricer(
        self, catalogue: Catalogue, request: TripRequest, priced_on: date, *, terms: Terms = NO_TERMS
    ) -> Pricer:
        """Give what prices plan after plan of one request within a thread, all of it read beforehand.

        A search that holds a thread must not wait for another one: all threads may be held by searches.
        """
        ...

    async def drift(self, snapshot: Mapping[str, Any], itinerary: Mapping[str, Any], on: date) -> Drift:
        """Say what a stored quote would cost on that day, and what the agency's rule makes of it."""
        ...

    async def exchange_rates(self) -> Sequence[ExchangeRate]:
        """The rates by which a budget in another currency is held against a price."""
        ...

    async def ask_library(self, question: str, *, about: Sequence[str], language: str) -> Answer:
        """Search the agency's library; `about` names the places that the trip is about."""
        ...


@dataclass(frozen=True)
class MindSettings:
    """How the agency wants its desk to think. Times in seconds."""

    agency: str = "Serai"
    currency: str = "INR"
    turn_seconds: float = 8.0
    model_seconds: float = 4.0
    # Steps of a search (crm.trips.patience): the same facts give the same plan on every machine.
    # Options share theirs; the seconds of CPU only end what a slow machine drags out.
    plan_patience: int = FOR_A_PLAN
    options_patience: int = FOR_OPTIONS
    plan_seconds: float = 4.0
    options_seconds: float = 5.0
    group_size: int = 9  # from so many heads on, a human plans
    hand_over_words: tuple[str, ...] = ()  # words that call a human wherever a customer writes them
    nudge_after: timedelta | None = None  # of silence; None: never
    phrase_with_model: bool = False
