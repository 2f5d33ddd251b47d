"""What the mind may look at. It may look at nothing else, and it may write nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from crm.quotes.values import Quote
from crm.trips.values import Area, Catalogue, Destination, Itinerary, TripRequest

if TYPE_CHECKING:
    from knowledge.library import Answer


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

    async def catalogue(self, destination_id: str) -> Catalogue: ...

    async def price(
        self, itinerary: Itinerary, catalogue: Catalogue, request: TripRequest, priced_on: date
    ) -> Priced:
        """Price a plan by the agency's rates and rules. Raises `crm.quotes.values.NoRate`."""
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
    plan_seconds: float = 1.0
    group_size: int = 9  # from so many heads on, a human plans
    phrase_with_model: bool = False
