"""Understand a turn's words with the engine there is: the model where it answers well, else offline."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from agents.captured import Joined, Slots, capture, join
from agents.facts import Notes, known_slots
from agents.state import Understood
from agents.understanding.contract import Engine, Intent, Said, Understanding
from crm.conversations.values import Past, Scene

MOST_HISTORY = 12  # earlier messages that an engine reads
# Words that must be heard in whichever message of a burst they stand.
_ALONE = ("opt_out", "human", "complaint")


class Listener:
    """Gives the understanding of a scene, with the evidence for what will be written down."""

    def __init__(self, offline: Engine) -> None:
        self._offline = offline

    def warm(self) -> None:
        """Load what the engine needs, so that no customer waits for it. Blocking."""
        from datetime import date

        self._offline.understand("hello", (), date(2026, 1, 1))

    async def listen(self, scene: Scene, left: float) -> Understood:
        """Understand all messages of the turn as one text, within the seconds `left`."""
        joined = join(scene.heard)
        if not joined.text:
            return Understood(Understanding(scene.language, ()), {}, ())
        notes = Notes.read(scene.dialogue)
        understanding = await self._offline_reading(joined, scene, notes)
        return conclude(understanding, joined, scene, notes)

    async def _offline_reading(self, joined: Joined, scene: Scene, notes: Notes) -> Understanding:
        return await asyncio.to_thread(self._read, joined, scene, notes)

    def _read(self, joined: Joined, scene: Scene, notes: Notes) -> Understanding:
        said = history(scene.history)
        asked: Any = notes.asked
        whole = self._offline.understand(joined.text, said, scene.today, asked)
        if len(joined.starts) < 2:
            return whole
        extra: dict[str, Intent] = {}
        for message in scene.heard:
            if not message.text.strip():
                continue
            alone = self._offline.understand(message.text, said, scene.today)
            extra |= {i.name: i for i in alone.intents if i.name in _ALONE}
        known = {i.name for i in whole.intents}
        return replace(whole, intents=(*whole.intents, *(i for n, i in extra.items() if n not in known)))


def history(past: Sequence[Past]) -> tuple[Said, ...]:
    """The dialogue as the engines read it: what staff wrote was written by the desk."""
    return tuple(
        Said("customer" if p.role == "customer" else "desk", p.text, p.id) for p in past[-MOST_HISTORY:]
    )


def conclude(understanding: Understanding, joined: Joined, scene: Scene, notes: Notes) -> Understood:
    """Give the understanding with its slots as the lead keeps them, and an accepted offer among them."""
    if not any(c.isalpha() for c in joined.text):
        understanding = replace(understanding, language=scene.language)
    known = known_slots(scene)
    slots, removed = capture(understanding, joined, known)
    if notes.offer and scene.trip and understanding.has("affirm") and not slots:
        slots = _taken(notes.offer, joined)
    return Understood(understanding, slots, removed)


def _taken(offer: Any, joined: Joined) -> Slots:
    """A plain yes sets what the desk had offered; the evidence is the yes itself."""
    message, span = joined.locate((joined.starts[-1][0], len(joined.text)))
    return {
        name: {"value": value, "message": message, "span": list(span), "confidence": 0.9, "by": "offer"}
        for name, value in offer.items()
    }
