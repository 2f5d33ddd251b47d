"""The model engine under the same measures as the offline one: a real model where one is set, else a double.

The double is a local endpoint whose model reads as the offline engine does. Its figures say what the form and
its checks let through, not how well a model reads.
"""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Literal

from agents.model.endpoint import Model, ModelFailed, ModelSettings
from agents.understanding.contract import Engine, Said, SlotName, Understanding
from agents.understanding.llm import LlmEngine
from bot.fittings import make_model
from bot.settings import Settings
from tests.agents.openai_double import openai_double
from tests.agents.reading_model import answer

SECONDS = 30.0  # a measure waits longer for an answer than a customer does


class ModelReader:
    """Asks a model for each message, and the offline engine where the model fails, as the desk does."""

    name: Literal["offline", "llm"] = "llm"

    def __init__(self, model: Model, offline: Engine) -> None:
        self._engine, self._offline = LlmEngine(model), offline
        self._runner = asyncio.Runner()
        self.asked = self.failed = self.tokens = 0

    def understand(
        self, text: str, history: Sequence[Said], today: date, asked: SlotName | None = None
    ) -> Understanding:
        """Understand one message. Blocking."""
        self.asked += 1
        try:
            read, use = self._runner.run(self._engine.read(text, history, today, asked, seconds=SECONDS))
        except ModelFailed:
            self.failed += 1
            return self._offline.understand(text, history, today, asked)
        self.tokens += use.tokens_in + use.tokens_out
        return read

    def told(self) -> str:
        """Say what was asked of the model, and how often it failed."""
        return f"{self.asked} messages, {self.failed} failures, {self.tokens} tokens"


@contextmanager
def model_reader(offline: Engine) -> Iterator[tuple[ModelReader, str]]:
    """Give a reader and what it is: the model of the environment's settings, or the double."""
    model = make_model(settings := Settings())
    if model is not None:
        yield (
            ModelReader(model, offline),
            f"{settings.openai_model} at {settings.openai_base_url or 'OpenAI'}",
        )
        return
    with _double_of(offline) as url:
        reading = Model(ModelSettings("double", "none", url, seconds=SECONDS))
        yield ModelReader(reading, offline), "no model is set: a double that reads as the offline engine does"


@contextmanager
def _double_of(offline: Engine) -> Iterator[str]:
    """Serve the double from a thread of its own until the measure ends."""
    loop, ready, urls = asyncio.new_event_loop(), threading.Event(), []
    done = asyncio.Event()

    async def serve() -> None:
        async with openai_double() as double:
            double.will(partial(answer, offline))
            urls.append(double.url)
            ready.set()
            await done.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    ready.wait()
    try:
        yield urls[0]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
        loop.close()
