"""A desk to talk to in tests: the real mind over the real sample catalogue, and a customer who writes."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, partial
from typing import Any

from agents.mind import Mind
from agents.model.endpoint import Model, ModelSettings
from agents.ports import NO_TERMS, MindSettings, Priced, Pricer
from agents.turn.listening import Listener
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.llm import LlmEngine
from agents.understanding.offline import OfflineEngine
from crm.catalogue.importing import Loaded, load_sample
from crm.conversations.effects import LearnContact, OptIn, OptOut, Remember
from crm.conversations.values import Heard, LeadFacts, Outcome, Past, Scene, TripFacts, Waiting
from crm.leads.effects import AskHuman, Capture, SetAside, SetStatus, TakeUp
from crm.leads.rules import WAITS, merge_slots
from crm.quotes.drift import Drift
from crm.quotes.pricing import price
from crm.quotes.terms import Terms, with_terms
from crm.quotes.values import ExchangeRate, PriceRules, TaxScheme
from crm.trips.effects import ApproveTrip, OfferedPlan, OfferOptions, PublishTrip
from crm.trips.repricing import Shelf, weigh
from crm.trips.travel import GreatCircle, TravelTimes
from crm.trips.values import Area, Catalogue, Destination, Itinerary, TripRequest
from knowledge.library import Answer
from knowledge.passages import Passage
from tests.agents.reading_model import ReadingModel

TODAY = date(2026, 11, 22)
# TEST_ENGINE=llm has a model engine read whatever these customers say, through the form that models fill in.
READS_WITH = os.environ.get("TEST_ENGINE", "offline")
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
    rules: PriceRules = RULES
    dearer: int = 0  # percent by which stays cost more by the time of a yes
    gone: frozenset[str] = frozenset()  # what is sold no more by then

    async def destinations(self) -> Sequence[Destination]:
        if self.broken:
            raise self.broken
        return [c.destination for c in sample().catalogues]

    async def areas(self) -> Sequence[Area]:
        return [a for c in sample().catalogues for a in c.areas]

    async def catalogue(self, destination_id: str, *, with_retired: bool = False) -> Catalogue:
        return sample().catalogue(destination_id)

    async def travel(self, catalogue: Catalogue) -> TravelTimes:
        return GreatCircle()

    async def price(
        self,
        itinerary: Itinerary,
        catalogue: Catalogue,
        request: TripRequest,
        priced_on: date,
        *,
        terms: Terms = NO_TERMS,
    ) -> Priced:
        quote = (await self.pricer(catalogue, request, priced_on, terms=terms))(itinerary)
        return Priced(quote, with_terms(snapshot_of(quote), terms))

    async def pricer(
        self, catalogue: Catalogue, request: TripRequest, priced_on: date, *, terms: Terms = NO_TERMS
    ) -> Pricer:
        return partial(
            price,
            catalogue=catalogue,
            party=request.party,
            rooms=request.rooms,
            rates=sample().rates_of(catalogue.destination.id),
            exchange_rates=sample().exchange_rates,
            rules=terms.under(self.rules),
            priced_on=priced_on,
        )

    async def drift(self, snapshot: Mapping[str, Any], itinerary: Mapping[str, Any], on: date) -> Drift:
        catalogue = sample().catalogue(str(itinerary["destination"]))
        sold = frozenset(
            i.id for group in (catalogue.stays, catalogue.places, catalogue.transfers) for i in group
        )
        rates = tuple(
            replace(rate, amount=rate.amount * (100 + self.dearer) / 100)
            if rate.item_kind == "stay"
            else rate
            for rate in sample().rates_of(catalogue.destination.id)
        )
        shelf = Shelf(catalogue, sold - self.gone, rates, sample().exchange_rates, self.rules)
        return weigh(snapshot, itinerary, shelf, on)

    async def exchange_rates(self) -> Sequence[ExchangeRate]:
        return sample().exchange_rates

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
    options: tuple[OfferedPlan, ...] = ()
    history: tuple[Past, ...] = ()
    outcomes: list[Outcome] = field(default_factory=list)
    inbox: int = 0
    waiting: tuple[Waiting, ...] = ()  # their other enquiries
    address: str = "+919800000001"

    @property
    def aside(self) -> Mapping[str, Any]:
        """What is known of their other enquiry."""
        return self.waiting[0].lead.slots if self.waiting else {}

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
            address=self.address,
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
            options=self.options,
            waiting=self.waiting,
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
            self.lead = LeadFacts(lead.id, lead.status, "", slots, lead.owner_id, lead.needs_human)
        elif isinstance(effect, SetAside):
            self._set_aside(effect)
        elif isinstance(effect, TakeUp):
            self._take_up(effect.lead_id)
        elif isinstance(effect, AskHuman):
            lead = self._lead()
            self.lead = LeadFacts(lead.id, lead.status, "", lead.slots, lead.owner_id, effect.reason)
        elif isinstance(effect, SetStatus):
            lead = self._lead()
            self.lead = LeadFacts(lead.id, effect.status, "", lead.slots, lead.owner_id, lead.needs_human)
        elif isinstance(effect, PublishTrip):
            version = self.trip.version + 1 if self.trip else 1
            kept = (effect.request, effect.itinerary, effect.snapshot)
            self.trip = TripFacts(version, *kept, now, None, changes=effect.changes)
            lead = self._lead()
            status = "proposed" if lead.status in ("new", "qualifying") else lead.status
            self.lead = LeadFacts(lead.id, status, "", lead.slots, lead.owner_id, lead.needs_human)
        elif isinstance(effect, OfferOptions):
            self.options = effect.plans
        elif isinstance(effect, ApproveTrip):
            lead = self._lead()
            self.lead = LeadFacts(lead.id, "won", "", lead.slots, lead.owner_id, None)

    def _set_aside(self, effect: SetAside) -> None:
        same = next((w for w in self.waiting if _shares_place(w.lead.slots, effect.slots)), None)
        before = (
            same.lead if same else LeadFacts(len(self.waiting) + 2, "qualifying", "", {}, None, f"{WAITS} 1")
        )
        lead = replace(before, slots=merge_slots(before.slots, effect.slots, ()))
        self.waiting = (
            Waiting(lead, same.trip if same else None, same.options if same else ()),
            *(w for w in self.waiting if w is not same),
        )

    def _take_up(self, lead_id: int) -> None:
        taken = next(w for w in self.waiting if w.lead.id == lead_id)
        left = Waiting(replace(self._lead(), needs_human=f"{WAITS} {lead_id}"), self.trip, self.options)
        self.waiting = (left, *(w for w in self.waiting if w is not taken))
        self.lead, self.trip = replace(taken.lead, needs_human=None), taken.trip
        self.options = taken.options

    def _lead(self) -> LeadFacts:
        return self.lead or LeadFacts(1, "new", "", {}, None, None)

    def effects(self, kind: type) -> list[Any]:
        """The last turn's effects of one kind."""
        return [e for e in self.outcomes[-1].effects if isinstance(e, kind)]


def _shares_place(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    places = (set(slots.get("destinations", {}).get("value") or ()) for slots in (one, other))
    return bool(set.intersection(*places))


def reading_engine(url: str | None = None) -> LlmEngine:
    """A model engine whose model reads as well as the offline engine: at an endpoint, or in this process."""
    chat = None if url else ReadingModel(engine())
    return LlmEngine(Model(ModelSettings("double", "none", url, seconds=30.0), chat))


def customer(tools: SampleTools | None = None, *, model: LlmEngine | None = None, **known: Any) -> Customer:
    """A customer before a mind over the sample catalogue, with a model engine or, by default, none."""
    tools = tools or SampleTools(shelf={"visa": VISA})
    settings = MindSettings(agency="Serai Travel", plan_seconds=30.0, options_seconds=30.0, turn_seconds=60.0)
    reads = model or (reading_engine() if READS_WITH == "llm" else None)
    listener = Listener(engine(), reads)
    return Customer(Mind(tools, listener, settings), **known)
