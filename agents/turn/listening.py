"""Understand a turn's words with the engine there is: the model where it answers well, else offline."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agents.acting.own_trip_words import with_asking
from agents.hearing.all_grown_up import with_all_grown_up
from agents.hearing.begun_within import begun_within
from agents.hearing.choices import (
    settled,
    taken_offer,
    taken_place,
    taken_way,
    with_choices,
    with_new_dates,
    without_unlisted,
)
from agents.hearing.day_of_month import in_the_known_month
from agents.hearing.days_of_the_trip import beside_the_trip
from agents.hearing.kept import NEVER_MISSED, behind, beside, kept_of, with_kept
from agents.hearing.leeway import with_leeway
from agents.hearing.reached_on import reached_on
from agents.hearing.shifting import with_shift
from agents.hearing.stops_named import StopsNamed, with_stops_named
from agents.hearing.their_currency import in_their_currency
from agents.hearing.towns import (
    with_nights,
    with_nights_of_a_stop,
    with_places_avoided,
    with_stops_left_out,
    without_supposing,
)
from agents.hearing.turning import Turned, turned
from agents.hearing.two_trips import Parted, parted
from agents.hearing.unbooking import held_against
from agents.model.breaker import Breaker
from agents.model.endpoint import ModelFailed
from agents.model.purse import NotAsked
from agents.regexes import regex
from agents.scene.captured import Joined, beside_without_day_over, capture, join, without_day_over
from agents.scene.facts import known_slots
from agents.scene.notes import Notes
from agents.turn.state import Understood
from agents.understanding.beside_the_quote import without_what_is_asked
from agents.understanding.contract import Intent, Said, Understanding
from agents.understanding.llm import LlmEngine
from agents.understanding.merely_asked import without_asked_about
from agents.understanding.of_the_quote import asked_of_quote
from agents.understanding.offline import OfflineEngine
from agents.understanding.reading import read, words
from agents.understanding.what_changed import asked_what_changed
from crm.conversations.values import ModelUse, Past, Scene

MOST_HISTORY = 12  # earlier messages that an engine reads
SHORT = 3  # words that are too few to tell a language by
# Words of the trade that people of every language use; with nothing beside them they tell no language.
_OF_ANY_LANGUAGE = words(
    "hotel hotels budget lakh lakhs lac crore k comfort luxury value visa flight flights pdf ok okay euro "
    "euros eur usd inr dollar dollars rs rupees max total trip tour package"
)
_WORD = regex(r"[^\W\d_]+")
UNCLEAR = 0.5  # an intent no surer than this says nothing
KEPT_FOR_TURN = 2.5  # seconds of the turn that understanding may not use up


@dataclass(frozen=True)
class Heard:
    """An understanding, and what was tried to get it."""

    understanding: Understanding
    fallback: str | None = None
    uses: tuple[ModelUse, ...] = ()


class Listener:
    """Gives the understanding of a scene, with the evidence for what will be written down.

    The offline engine always stands ready; the model engine, where there is one, is asked first.
    """

    def __init__(
        self, offline: OfflineEngine, model: LlmEngine | None = None, breaker: Breaker | None = None
    ) -> None:
        self._offline, self._model = offline, model
        self._breaker = breaker or Breaker()

    @property
    def offline(self) -> OfflineEngine:
        """The engine that needs no account, for whoever reads words that no customer wrote."""
        return self._offline

    def warm(self) -> None:
        """Load what the engines need, so that no customer waits for it. Blocking."""
        self._offline.understand("hello", (), date(2026, 1, 1))
        if self._model:
            self._model.model.warm()

    def turned(self, scene: Scene) -> Turned | None:
        """Give the scene about the enquiry that the turn puts first, where it puts one. Blocking."""
        return turned(scene, lambda text: self._offline.understand_part(text, scene.today))

    async def listen(self, scene: Scene, left: float) -> Understood:
        """Understand all messages of the turn as one text, within the seconds `left`."""
        joined = join(scene.heard)
        if not joined.text:
            return Understood(Understanding(scene.language, ()), {}, ())
        notes = Notes.read(scene.dialogue)
        said = history(scene.history)
        asked: Any = notes.asked
        offline, parts, kept = await asyncio.to_thread(self._read_offline, joined, scene, said, notes)
        joined = parts.rest
        if joined.text.strip():
            heard = await self._heard(joined.text, said, scene.today, asked, offline, left)
        else:  # all of it is about another enquiry
            heard = Heard(offline)
        if kept is not None:
            heard = replace(heard, understanding=with_kept(heard.understanding, kept))
        of_stops = with_nights_of_a_stop(heard.understanding, joined.text, scene, self._offline.are_akin)
        # A model's reading passes here for the first time; the offline engine's changes no more.
        begun = begun_within(of_stops, scene, joined, self._offline)
        begun = with_places_avoided(begun, scene, self._offline.are_akin)
        reached = reached_on(begun, joined, scene, self._offline)
        named = StopsNamed(reached) if reached else with_stops_named(begun, joined, scene, self._offline)
        heard = replace(heard, understanding=named.understanding)
        names = self._named(joined.text, heard.understanding)
        told = concluded(heard, joined, scene, notes, names, is_beyond_plan=named.beyond)
        aside = beside_without_day_over(parts.aside, scene.today) if parts.aside else None
        return replace(told, aside=aside, is_of_closed=parts.is_of_closed)

    def _named(self, text: str, heard: Understanding) -> tuple[tuple[int, int], ...]:
        """Where names of places and the customer's own stand: they are of every language."""
        reading = read(text)
        places = self._offline.named_in(reading.plain)
        spans = [reading.span(m.begin, m.end) for m in places if not m.is_shaky]
        own = heard.slots.get("name")
        return (*spans, *((own.span,) if own and not own.message else ()))

    async def _heard(
        self, text: str, said: tuple[Said, ...], today: date, asked: Any, offline: Understanding, left: float
    ) -> Heard:
        if self._model is None:
            return Heard(offline)
        if not self._breaker.allows():
            return Heard(offline, "the model is resting after failures")
        try:
            seconds = max(left - KEPT_FOR_TURN, 0.1)
            read, use = await self._model.read(text, said, today, asked, seconds=seconds)
        except NotAsked as spent:
            self._breaker.let_go()
            return Heard(offline, str(spent))
        except ModelFailed as failed:
            self._breaker.fail(failed.rest_for)
            return Heard(offline, f"the model {failed.use.failure}", (failed.use,))
        except BaseException:
            # A turn that is cut short while the model thinks counts against the model.
            self._breaker.fail()
            raise
        self._breaker.succeed()
        missed = tuple(i for i in offline.intents if i.name in NEVER_MISSED and not read.has(i.name))
        return Heard(replace(read, intents=(*read.intents, *missed)), None, (use,))

    def _read_offline(
        self, joined: Joined, scene: Scene, said: tuple[Said, ...], notes: Notes
    ) -> tuple[Understanding, Parted, Understanding | None]:
        """What was said without what is about another enquiry, that beside it, and what of all of it counts
        wherever it stands (none where there is one enquiry alone)."""
        asked: Any = notes.asked

        def alone(text: str) -> Understanding:
            return self._offline.understand_part(text, scene.today)

        whole = begun_within(self._whole(joined, scene, said, asked), scene, joined, self._offline)
        parts = parted(joined, notes, known_slots(scene), whole, alone, self._offline.are_akin)
        if parts.aside is None and not parts.is_of_closed:
            # In the middle of a dialogue a place that is only asked about changes no trip.
            return (without_asked_about(whole, joined.text) if known_slots(scene) else whole), parts, None
        rest = parts.rest.text
        other = beside(joined.text, rest)
        apart = [alone(text) for text in (other, *(h.text for h in scene.heard)) if text.strip()]
        kept = kept_of((whole, *apart), joined, rest)
        if parts.may_ask is not None:
            asking = alone(parts.may_ask)
        elif not rest.strip():
            asking = whole
        else:
            # The second enquiry itself may be put as a question; one that comes after it is to be answered.
            asking = whole if parts.asks else alone(behind(other))
        asks = tuple(i for i in asking.intents if i.name == "question")
        if not rest.strip():
            return replace(whole, intents=asks, slots={}), parts, kept
        kept = replace(kept, intents=(*kept.intents, *asks))
        return self._whole(parts.rest, scene, said, asked), parts, kept

    def _whole(self, joined: Joined, scene: Scene, said: tuple[Said, ...], asked: Any) -> Understanding:
        whole = self._offline.understand(joined.text, said, scene.today, asked)
        if len(joined.starts) < 2:
            return whole
        extra: dict[str, Intent] = {}
        for message in scene.heard:
            if message.text.strip():
                alone = self._offline.understand(message.text, said, scene.today)
                extra |= {i.name: i for i in alone.intents if i.name in NEVER_MISSED}
        known = {i.name for i in whole.intents}
        return replace(whole, intents=(*whole.intents, *(i for n, i in extra.items() if n not in known)))


def history(past: Sequence[Past]) -> tuple[Said, ...]:
    """The dialogue as the engines read it: what staff wrote was written by the desk."""
    return tuple(
        Said("customer" if p.role == "customer" else "desk", p.text, p.id) for p in past[-MOST_HISTORY:]
    )


def concluded(
    heard: Heard,
    joined: Joined,
    scene: Scene,
    notes: Notes,
    names: Sequence[tuple[int, int]] = (),
    *,
    is_beyond_plan: bool = False,
) -> Understood:
    """Give the understanding with its slots as the lead keeps them, and an accepted offer among them.

    A class of hotels that is wished for one town alone is beyond the plan, and no class of the trip.
    """
    understanding = heard.understanding
    if _keeps_language(joined.text, names, scene, understanding):
        understanding = replace(understanding, language=scene.language)
    asked = asked_of_quote(joined.text) if scene.trip is not None else None
    if asked is not None:
        understanding = without_what_is_asked(understanding, asked, joined.text)
        asked = replace(asked, asks_more=asked.asks_more and not asked.wishes_by_asking(understanding))
    if scene.trip is not None:
        understanding = with_asking(understanding, joined.text)
    understanding = without_unlisted(understanding, joined.text, notes)
    understanding = with_nights(with_new_dates(settled(understanding, scene, notes)), scene)
    if scene.trip:
        understanding = without_supposing(understanding, joined.text)
    understanding = beside_the_trip(understanding, joined, known_slots(scene), scene.today)
    understanding = in_the_known_month(understanding, joined, known_slots(scene), scene.today)
    understanding = with_stops_left_out(understanding, scene)
    changed = asked_what_changed(joined.text) if scene.trip is not None else None
    if not is_beyond_plan and changed is None:
        understanding = with_choices(understanding, joined, scene, notes)
    known = known_slots(scene)
    understanding = with_all_grown_up(understanding, joined.text, known)
    understanding = with_shift(understanding, joined.text, known, scene.today)
    if scene.trip is None:
        understanding = with_leeway(understanding, joined.text, known)
    understanding = held_against(understanding, joined, scene, known)
    understanding, day_over = without_day_over(understanding, scene.today)
    slots, removed = capture(understanding, joined, known)
    slots = in_their_currency(slots, known, scene.address)
    way = taken_way(notes, known, joined)
    removed += tuple(name for name, slot in way.items() if slot["value"] == [])
    way = {name: slot for name, slot in way.items() if name not in removed}
    slots = {**slots, **taken_place(notes, slots, joined, agrees=understanding.has("affirm")), **way}
    if scene.trip or notes.offer:
        slots = {**slots, **taken_offer(notes, understanding, slots, known, joined)}
    return Understood(
        understanding,
        slots,
        removed,
        heard.fallback,
        heard.uses,
        day_over=day_over,
        is_beyond_plan=is_beyond_plan,
        what_changed=changed,
        of_quote=asked,
    )


def _words_beside(names: Sequence[tuple[int, int]], text: str) -> int:
    """How many words a message has beside the names in it."""
    for begin, end in names:
        text = text[:begin] + " " * (end - begin) + text[end:]
    return sum(1 for word in text.split() if any(char.isalnum() for char in word))


def _keeps_language(
    text: str, names: Sequence[tuple[int, int]], scene: Scene, understanding: Understanding
) -> bool:
    """A few words in the same letters ("visa?", "ok, 3"), or words that say nothing, change no language."""
    is_clear = bool(understanding.slots) or any(i.confidence > UNCLEAR for i in understanding.intents)
    is_short = _words_beside(names, text) <= SHORT and any(p.role != "customer" for p in scene.history)
    is_short = is_short or not is_clear
    said = set(_WORD.findall(text.lower()))
    if said and said <= _OF_ANY_LANGUAGE and any(p.role != "customer" for p in scene.history):
        return True
    letters = [c for c in text if c.isalpha()]
    is_latin = all(c < "\u0250" for c in letters)
    return not letters or (is_short and is_latin and scene.language not in ("hi", "ar", "ru"))
