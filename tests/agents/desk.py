"""A desk to talk to in tests: the real mind over the real sample catalogue, and a customer who writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from agents.listening import Listener
from agents.mind import Mind
from agents.ports import MindSettings, Priced
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.offline import OfflineEngine
from crm.catalogue.importing import Loaded, load_sample
from crm.conversations.effects import LearnContact, OptIn, OptOut, Remember
from crm.conversations.values import Heard, LeadFacts, Outcome, Past, Scene, TripFacts
from crm.leads.effects import AskHuman, Capture, SetStatus
from crm.leads.rules import merge_slots
from crm.quotes.pricing import price
from crm.quotes.values import PriceRules, TaxScheme
from crm.trips.effects import ApproveTrip, PublishTrip
from crm.trips.values import Area, Catalogue, Destination, Itinerary, TripRequest
from knowledge.library import Answer
from knowledge.passages import Passage

TODAY = date(2026, 11, 22)
RULES = PriceRules(
    currency="INR",
    markup_percent={
        "stay": Decimal(12),
        "place": Decimal(10),
        "transfer": Decimal(15),
        "default": Decimal(15),
    },
    tax=TaxScheme("gst", "GST", "package", Decimal(5)),
)


@cache
def sample() -> Loaded:
    return load_sample()


@cache
def engine() -> OfflineEngine:
    sold = {c.destination.name: [area.name for area in c.areas] for c in sample().catalogues}
    return OfflineEngine(Gazetteer.of_world(sold))


def snapshot_of(quote: Any) -> Mapping[str, Any]:
    from crm.quotes.snapshot import to_snapshot

    return to_snapshot(quote)


@dataclass
class SampleTools:
    """Reads of the sample catalogue, and a library that answers what it was given."""

    shelf: Mapping[str, Answer] = field(default_factory=dict)  # a word of the question -> its answer
    asked: list[str] = field(default_factory=list)
    broken: Exception | None = None

    async def destinations(self) -> Sequence[Destination]:
        if self.broken:
            raise self.broken
        return [c.destination for c in sample().catalogues]

    async def areas(self) -> Sequence[Area]:
        return [a for c in sample().catalogues for a in c.areas]

    async def catalogue(self, destination_id: str) -> Catalogue:
        return sample().catalogue(destination_id)

    async def price(
        self, itinerary: Itinerary, catalogue: Catalogue, request: TripRequest, priced_on: date
    ) -> Priced:
        rates = sample().rates_of(catalogue.destination.id)
        quote = price(
            itinerary,
            catalogue,
            request.party,
            request.rooms,
            rates,
            sample().exchange_rates,
            RULES,
            priced_on,
        )
        return Priced(quote, snapshot_of(quote))

    async def ask_library(self, question: str, *, about: Sequence[str], language: str) -> Answer:
        self.asked.append(question)
        found = next((a for word, a in self.shelf.items() if word in question.lower()), None)
        return found or Answer()


_VISA = "Indian passport holders get a visa on arrival for Bali. It costs IDR 500,000 and lasts for 30 days."
VISA = Answer(
    _VISA, (Passage("visa-bali", "Visa for Bali (sample)", "On arrival", _VISA, 0.8),), abstained=False
)


@dataclass
class Customer:
    """Plays the book between turns: what an outcome writes is what the next scene reads."""

    mind: Mind
    name: str | None = "Asha Rao"
    today: date = TODAY
    language: str = "en"
    held_by: int | None = None
    opted_out: bool = False
    dialogue: Mapping[str, Any] = field(default_factory=dict)
    lead: LeadFacts | None = None
    trip: TripFacts | None = None
    history: tuple[Past, ...] = ()
    outcomes: list[Outcome] = field(default_factory=list)
    inbox: int = 0

    async def says(self, *texts: str, kind: str = "text", detail: Mapping[str, Any] | None = None) -> str:
        """Send messages as one turn; give back what the desk says, texts joined."""
        outcome = await self.mind.think(self.scene(*texts, kind=kind, detail=detail))
        self.keep(outcome, texts)
        return "\n\n".join(str(s.body.get("text") or s.body.get("caption")) for s in outcome.says)

    def scene(
        self, *texts: str, kind: str = "text", detail: Mapping[str, Any] | None = None, attempt: int = 1
    ) -> Scene:
        now = datetime.combine(self.today, datetime.min.time(), UTC) + timedelta(hours=9, minutes=self.inbox)
        heard = tuple(
            Heard(self.inbox + n + 1, kind, text, now, detail or {}) for n, text in enumerate(texts)
        )
        return Scene(
            turn_id=self.inbox + 1,
            conversation_id=1,
            kind="customer",
            channel="whatsapp",
            address="+919800000001",
            contact_id=1,
            contact_name=self.name,
            language=self.language,
            opted_out=self.opted_out,
            user_id=None,
            held_by=self.held_by,
            dialogue=self.dialogue,
            heard=heard,
            history=self.history,
            lead=self.lead,
            trip=self.trip,
            now=now,
            today=self.today,
            attempt=attempt,
        )

    def keep(self, outcome: Outcome, texts: Sequence[str]) -> None:
        """Settle an outcome the way the book would."""
        self.outcomes.append(outcome)
        now = datetime(2026, 11, 22, 9, tzinfo=UTC)
        for text in texts:
            self.inbox += 1
            self.history += (Past(f"in:{self.inbox}", "customer", text, now),)
        for n, say in enumerate(outcome.says):
            text = str(say.body.get("text") or say.body.get("caption"))
            self.history += (Past(f"out:{self.inbox * 10 + n}", "desk", text, now),)
        for effect in outcome.effects:
            self._write(effect, now)

    def _write(self, effect: object, now: datetime) -> None:
        if isinstance(effect, Remember):
            self.dialogue = effect.dialogue
        elif isinstance(effect, OptOut | OptIn):
            self.opted_out = isinstance(effect, OptOut)
        elif isinstance(effect, LearnContact):
            self.language = effect.language or self.language
            self.name = effect.name or self.name
        elif isinstance(effect, Capture):
            lead = self._lead()
            slots = merge_slots(lead.slots, effect.slots, effect.removed)
            self.lead = LeadFacts(1, lead.status, "", slots, lead.owner_id, lead.needs_human)
        elif isinstance(effect, AskHuman):
            lead = self._lead()
            self.lead = LeadFacts(1, lead.status, "", lead.slots, lead.owner_id, effect.reason)
        elif isinstance(effect, SetStatus):
            lead = self._lead()
            self.lead = LeadFacts(1, effect.status, "", lead.slots, lead.owner_id, lead.needs_human)
        elif isinstance(effect, PublishTrip):
            version = self.trip.version + 1 if self.trip else 1
            self.trip = TripFacts(version, effect.request, effect.itinerary, effect.snapshot, now, None)
            lead = self._lead()
            status = "proposed" if lead.status in ("new", "qualifying") else lead.status
            self.lead = LeadFacts(1, status, "", lead.slots, lead.owner_id, lead.needs_human)
        elif isinstance(effect, ApproveTrip):
            lead = self._lead()
            self.lead = LeadFacts(1, "won", "", lead.slots, lead.owner_id, None)

    def _lead(self) -> LeadFacts:
        return self.lead or LeadFacts(1, "new", "", {}, None, None)

    def effects(self, kind: type) -> list[Any]:
        """The last turn's effects of one kind."""
        return [e for e in self.outcomes[-1].effects if isinstance(e, kind)]


def customer(tools: SampleTools | None = None, **known: Any) -> Customer:
    """A customer before a mind over the sample catalogue."""
    tools = tools or SampleTools(shelf={"visa": VISA})
    settings = MindSettings(agency="Serai Travel", plan_seconds=1.0, turn_seconds=60.0)
    return Customer(Mind(tools, Listener(engine()), settings), **known)
