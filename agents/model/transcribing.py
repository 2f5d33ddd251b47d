"""Hear what was spoken: any OpenAI-compatible transcription endpoint, with every failure given a name."""

import asyncio
import json
import logging
import time
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from agents.model.breaker import Breaker
from agents.model.endpoint import LATE, MOST_ANSWER, asked_to_rest, named
from agents.model.purse import NotAsked, Purse, Wanted, account
from crm.conversations.inbox import storable
from crm.conversations.values import ModelUse
from crm.db import forbid_in_transaction

log = logging.getLogger(__name__)
# Voice notes of messengers run at 2 kB a second or more, and no endpoint counts more than ten tokens a
# second; four letters are a token, and nobody says much more than forty letters in a second.
_BYTES_A_TOKEN_IN, _BYTES_A_TOKEN_OUT, _FRAME = 200, 200, 60


class Unheard(Exception):
    """Nobody could listen; the message says why, for staff."""


@dataclass(frozen=True)
class TranscribingSettings:
    """Where the endpoint is. `seconds` bounds one recording; there are no retries: the turn cannot wait."""

    model: str
    api_key: str
    base_url: str | None = None
    seconds: float = 6.0


class Transcriber:
    """Turns recordings into text. One per process; after failures in a row it rests for a while.

    Every call is held against the `purse`, where there is one.
    """

    def __init__(
        self, settings: TranscribingSettings, purse: Purse | None = None, breaker: Breaker | None = None
    ) -> None:
        self.settings = settings
        self._purse, self._breaker = purse, breaker or Breaker()

    @cached_property
    def _listener(self) -> Any:
        """What recordings are handed to. Blocking: its library takes a second to load."""
        from openai import AsyncOpenAI

        client = AsyncOpenAI(
            api_key=self.settings.api_key,
            base_url=self.settings.base_url,
            timeout=self.settings.seconds,
            max_retries=0,
        )
        return client.audio.transcriptions.with_raw_response

    async def transcribe(self, content: bytes, name: str, media_type: str) -> str:
        """Give what is said in a recording. Raises `Unheard`, whatever the endpoint does."""
        forbid_in_transaction("A transcription")
        if not self._breaker.allows():
            raise Unheard("the transcription endpoint is resting after failures")
        guess = ModelUse(
            self.settings.model,
            ok=False,
            tokens_in=len(content) // _BYTES_A_TOKEN_IN + _FRAME,
            tokens_out=len(content) // _BYTES_A_TOKEN_OUT + _FRAME,
            prompt="transcription",
        )
        held = await self._hold(guess)
        try:
            text, use = await self._ask(content, name, media_type, guess)
        except _Failed as failed:
            self._breaker.fail(failed.rest_for)
            await self._book(held, failed.use)
            raise Unheard(f"the transcription endpoint {failed.use.failure}") from failed
        except BaseException:
            self._breaker.fail()  # a turn that is cut short while somebody listens counts against them
            raise
        self._breaker.succeed()
        await self._book(held, use)
        return text

    async def _ask(self, content: bytes, name: str, media_type: str, guess: ModelUse) -> tuple[str, ModelUse]:
        listener = await asyncio.to_thread(
            lambda: self._listener
        )  # its loading is no failing of the endpoint
        began = time.monotonic()
        nothing = replace(guess, tokens_in=0, tokens_out=0)
        try:
            async with asyncio.timeout(self.settings.seconds):
                answer = await listener.create(
                    model=self.settings.model, file=(name, content, media_type), response_format="json"
                )
                body = answer.text
        except Exception as problem:
            why = named(problem)
            spent = guess if why == LATE else nothing  # it may have listened, and will charge for it
            use = replace(spent, failure=why, latency_ms=_since(began))
            raise _Failed(use, asked_to_rest(problem)) from problem
        use = replace(guess, ok=True, latency_ms=_since(began))
        try:
            told = _told(body)
            text = _text_of(told)
        except _Nonsense as nonsense:
            raise _Failed(replace(use, ok=False, failure=str(nonsense))) from nonsense
        return text, _with_usage(use, told, text)

    async def _hold(self, guess: ModelUse) -> int | None:
        if self._purse is None:
            return None
        try:
            return await self._purse.hold(
                Wanted(guess.model, guess.prompt, guess.tokens_in, guess.tokens_out, account())
            )
        except NotAsked as spent:
            self._breaker.let_go()
            raise Unheard(str(spent)) from spent
        except Exception as problem:
            self._breaker.let_go()
            log.exception("the model's budget is out of reach")
            raise Unheard("the model's budget could not be read") from problem

    async def _book(self, held: int | None, use: ModelUse) -> None:
        if self._purse is None or held is None:
            return
        try:
            await self._purse.book(held, use)
        except Exception:
            log.exception("a transcription was not booked")  # what was set aside stays counted


class _Failed(Exception):
    """The endpoint gave no transcript; `use` says why and what it may have cost."""

    def __init__(self, use: ModelUse, rest_for: float | None = None) -> None:
        super().__init__(use.failure)
        self.use, self.rest_for = use, rest_for


class _Nonsense(Exception):
    """An answer that holds no transcript; the words complete "the transcription endpoint …"."""


def _told(body: str) -> Any:
    if len(body) > 2 * MOST_ANSWER:
        raise _Nonsense("answered far too long")
    try:
        return json.loads(body)
    except ValueError:
        raise _Nonsense("answered nonsense" if body.strip() else "answered nothing") from None


def _text_of(told: Any) -> str:
    """Read the transcript out of an answer: the standard form, or the bare text that some servers give."""
    text = told.get("text") if isinstance(told, dict) else told
    if not isinstance(text, str):
        raise _Nonsense("answered in the wrong shape")
    text = " ".join(storable(text).split())
    if not text:
        raise _Nonsense("answered nothing")
    if len(text) > MOST_ANSWER:
        raise _Nonsense("answered far too long")
    return text


def _with_usage(use: ModelUse, told: Any, text: str) -> ModelUse:
    """Take what the endpoint says that it used; where it says nothing, the estimate stands."""
    usage = told.get("usage") if isinstance(told, dict) else None
    counted = usage if isinstance(usage, dict) else {}
    tokens_in, tokens_out = counted.get("input_tokens"), counted.get("output_tokens")
    return replace(
        use,
        tokens_in=tokens_in if isinstance(tokens_in, int) else use.tokens_in,
        tokens_out=tokens_out if isinstance(tokens_out, int) else len(text) // 3 + 1,
    )


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
