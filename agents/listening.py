"""Understand a turn's words with the engine there is: the model where it answers well, else offline."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agents.breaker import Breaker
from agents.captured import Joined, capture, join
from agents.choices import settled, taken_offer, with_choices
from agents.facts import Notes, known_slots
from agents.model import ModelFailed
from agents.state import Understood
from agents.understanding.contract import Engine, Intent, Said, Understanding
from agents.understanding.llm import LlmEngine
from crm.conversations.values import ModelUse, Past, Scene

MOST_HISTORY = 12  # earlier messages that an engine reads
SHORT = 3  # words that are too few to tell a language by
UNCLEAR = 0.5  # an intent no surer than this says nothing
KEPT_FOR_TURN = 2.5  # seconds of the turn that understanding may not use up
# Words that must be heard in whichever message of a burst they stand, and whatever a model makes of them.
_NEVER_MISSED = ("opt_out", "human", "complaint")


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
        self, offline: Engine, model: LlmEngine | None = None, breaker: Breaker | None = None
    ) -> None:
        self._offline, self._model = offline, model
        self._breaker = breaker or Breaker()

    def warm(self) -> None:
        """Load what the engines need, so that no customer waits for it. Blocking."""
        self._offline.understand("hello", (), date(2026, 1, 1))
        if self._model:
            self._model.model.warm()

    async def listen(self, scene: Scene, left: float) -> Understood:
        """Understand all messages of the turn as one text, within the seconds `left`."""
        joined = join(scene.heard)
        if not joined.text:
            return Understood(Understanding(scene.language, ()), {}, ())
        notes = Notes.read(scene.dialogue)
        said = history(scene.history)
        asked: Any = notes.asked
        offline = await asyncio.to_thread(self._read_offline, joined, scene, said, asked)
        heard = await self._heard(joined.text, said, scene.today, asked, offline, left)
        return concluded(heard, joined, scene, notes)

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
        except ModelFailed as failed:
            self._breaker.fail()
            return Heard(offline, f"the model {failed.use.failure}", (failed.use,))
        except BaseException:
            # A turn that is cut short while the model thinks counts against the model.
            self._breaker.fail()
            raise
        self._breaker.succeed()
        missed = tuple(i for i in offline.intents if i.name in _NEVER_MISSED and not read.has(i.name))
        return Heard(replace(read, intents=(*read.intents, *missed)), None, (use,))

    def _read_offline(
        self, joined: Joined, scene: Scene, said: tuple[Said, ...], asked: Any
    ) -> Understanding:
        whole = self._offline.understand(joined.text, said, scene.today, asked)
        if len(joined.starts) < 2:
            return whole
        extra: dict[str, Intent] = {}
        for message in scene.heard:
            if message.text.strip():
                alone = self._offline.understand(message.text, said, scene.today)
                extra |= {i.name: i for i in alone.intents if i.name in _NEVER_MISSED}
        known = {i.name for i in whole.intents}
        return replace(whole, intents=(*whole.intents, *(i for n, i in extra.items() if n not in known)))


def history(past: Sequence[Past]) -> tuple[Said, ...]:
    """The dialogue as the engines read it: what staff wrote was written by the desk."""
    return tuple(
        Said("customer" if p.role == "customer" else "desk", p.text, p.id) for p in past[-MOST_HISTORY:]
    )


def concluded(heard: Heard, joined: Joined, scene: Scene, notes: Notes) -> Understood:
    """Give the understanding with its slots as the lead keeps them, and an accepted offer among them."""
    understanding = heard.understanding
    if _keeps_language(joined.text, scene, understanding):
        understanding = replace(understanding, language=scene.language)
    understanding = settled(understanding, scene, notes)
    understanding = with_choices(understanding, joined, scene, notes)
    known = known_slots(scene)
    slots, removed = capture(understanding, joined, known)
    if scene.trip:
        slots = {**slots, **taken_offer(notes, understanding, slots, known, joined)}
    return Understood(understanding, slots, removed, heard.fallback, heard.uses)


def _keeps_language(text: str, scene: Scene, understanding: Understanding) -> bool:
    """A few words in the same letters ("visa?", "ok, 3"), or words that say nothing, change no language."""
    is_clear = bool(understanding.slots) or any(i.confidence > UNCLEAR for i in understanding.intents)
    is_short = len(text.split()) <= SHORT and any(p.role != "customer" for p in scene.history)
    is_short = is_short or not is_clear
    letters = [c for c in text if c.isalpha()]
    is_latin = all(c < "\u0250" for c in letters)
    return not letters or (is_short and is_latin and scene.language not in ("hi", "ar", "ru"))
