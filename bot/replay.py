"""Stored turns thought again with another prompt, model or engine; nothing is sent or written."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NoReturn

from agents.mind import Mind
from agents.model.endpoint import Model
from agents.model.prompts import Prompts
from bot.composed import COLLECTION
from bot.fittings import make_listener, make_model, make_scope
from bot.minding import gazetteer_of, settings_of
from bot.settings import Settings
from bot.tools import DeskTools
from crm.clock import Clock
from crm.conversations.replays import Stored, scene_before, stored_turns
from crm.conversations.values import ModelUse, Outcome
from crm.db import Book
from knowledge.library import open_library

EngineName = Literal["offline", "llm"]
_TRIP_ADDRESS = re.compile(r"https?://\S+/t/[\w.-]+")


class ReadingBook(Book):
    """A book that can only be read: every way to write raises."""

    def transaction(self) -> AbstractAsyncContextManager[Any]:  # type: ignore[override] # it never gives one
        return self._refuse()

    def single(self) -> AbstractAsyncContextManager[Any]:  # type: ignore[override] # it never gives one
        return self._refuse()

    def lean(self) -> AbstractAsyncContextManager[Any]:  # type: ignore[override] # it never gives one
        return self._refuse()

    async def at_once(self, work: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise PermissionError("a replay writes nothing")


@dataclass(frozen=True)
class Window:
    """Which turns are thought again."""

    since: datetime
    until: datetime
    conversation_id: int | None = None
    limit: int = 200


@dataclass(frozen=True)
class Another:
    """With what they are thought again. `prompts` None: the desk's own."""

    engine: EngineName
    prompts: Path | None = None
    seconds: float | None = None  # of a turn; None: as the desk has it


@dataclass(frozen=True)
class Thought:
    """What came of a turn, as far as it can be compared."""

    engine: str
    language: str = ""
    intents: Sequence[str] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    moves: Sequence[str] = ()
    texts: Sequence[str] = ()
    stopped: Sequence[str] = ()
    fallback: str | None = None
    prompt: str | None = None


@dataclass(frozen=True)
class Compared:
    """A stored turn beside the same turn thought again. `now` is None where its messages are gone."""

    turn_id: int
    conversation_id: int
    at: datetime
    asked: Sequence[str]
    was: Thought
    now: Thought | None
    uses: Sequence[ModelUse] = ()

    @property
    def differs(self) -> tuple[str, ...]:
        """In what the two differ: language, intents, slots, moves, reply, gate."""
        if self.now is None:
            return ("gone",)
        was, now = self.was, self.now
        pairs = {
            "language": (was.language, now.language),
            "intents": (sorted(was.intents), sorted(now.intents)),
            "slots": (dict(was.slots), dict(now.slots)),
            "moves": (list(was.moves), list(now.moves)),
            "reply": (list(was.texts), list(now.texts)),
            "gate": (list(was.stopped), list(now.stopped)),
        }
        return tuple(name for name, (one, other) in pairs.items() if one != other)


async def replay(settings: Settings, window: Window, another: Another) -> AsyncIterator[Compared]:
    """Think the turns of a window again, one after the other, oldest first. Raises `ValueError`."""
    book = ReadingBook(settings.database_url)
    library = open_library(settings.serai_home, chroma_url=settings.chroma_url or None)
    try:
        tools = DeskTools(book, Clock(), library, COLLECTION)
        agency = await tools.agency()
        model = _model(settings, another)
        places = gazetteer_of(await tools.destinations(), await tools.areas())
        prompts = Prompts(another.prompts) if another.prompts else None
        listener = make_listener(places, make_scope(settings, library), model, prompts=prompts)
        wanted = settings_of(agency, another.seconds or settings.turn_budget_seconds)
        mind = Mind(tools, listener, wanted, model, prompts)
        async with book.reading() as session:
            turns = await stored_turns(
                session, window.since, window.until, window.conversation_id, window.limit
            )
        for stored in turns:
            yield await _again(book, mind, stored, agency.timezone)
    finally:
        library.close()
        await book.close()


def _model(settings: Settings, another: Another) -> Model | None:
    if another.engine == "offline":
        return None
    model = make_model(settings)
    if model is None:
        raise ValueError("No model is configured: set OPENAI_API_KEY or OPENAI_BASE_URL.")
    return model


async def _again(book: Book, mind: Mind, stored: Stored, timezone: str) -> Compared:
    turn = stored.turn
    async with book.reading() as session:
        scene = await scene_before(session, turn, timezone)
    outcome = await mind.think(replace(scene, attempt=99)) if scene else None
    return Compared(
        turn.id,
        turn.conversation_id,
        turn.created_at,
        [heard.text or f"[{heard.kind}]" for heard in scene.heard] if scene else [],
        _stored_thought(stored),
        _thought(outcome) if outcome else None,
        outcome.model_uses if outcome else (),
    )


def _stored_thought(stored: Stored) -> Thought:
    turn = stored.turn
    texts = [_TRIP_ADDRESS.sub("{trip_link}", text) for text in stored.texts]
    engine = turn.engine or ("none: the turn died" if turn.status == "dead" else "none")
    return _read(turn.understanding, engine, texts, turn.stopped_by_gate or (), turn.fallback)


def _thought(outcome: Outcome) -> Thought:
    texts = [str(say.body.get("text") or say.body.get("caption") or "") for say in outcome.says]
    told = outcome.understanding
    return _read(told, outcome.engine or "none", texts, outcome.stopped_by_gate, outcome.fallback)


def _read(
    told: Mapping[str, Any] | None,
    engine: str,
    texts: Sequence[str],
    stopped: Sequence[Mapping[str, Any]],
    fallback: str | None,
) -> Thought:
    told = told or {}
    return Thought(
        engine=engine,
        language=str(told.get("language") or ""),
        intents=[str(intent["name"]) for intent in told.get("intents") or ()],
        slots={name: slot.get("value") for name, slot in (told.get("slots") or {}).items()},
        moves=list(told.get("moves") or ()),
        texts=list(texts),
        stopped=["; ".join(stop.get("reasons") or ()) for stop in stopped],
        fallback=fallback,
        prompt=(told.get("model") or {}).get("prompt"),
    )
