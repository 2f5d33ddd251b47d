"""One way to a language model: any OpenAI-compatible endpoint, with every failure given a name."""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any, TypeVar

from agents.model.prompts import Prompt
from agents.model.purse import NotAsked, Purse, Wanted, account
from crm.conversations.values import ModelUse
from crm.db import forbid_in_transaction

log = logging.getLogger(__name__)
T = TypeVar("T")
LATE = "did not answer in time"
NO_TEXT = "answered with letters that cannot be written"
LONGEST_REST = 900.0  # seconds; an endpoint that asks for more is tried again after these
MOST_ANSWER = 20_000  # characters of an answer that are looked at; a longer one is no answer
# No tokenizer of the usual models makes more tokens of a text than a third of its bytes, save of single
# emoji and the like; the form's own description and the message's frame come on top.
_BYTES_A_TOKEN, _FRAME = 3, 900


class ModelFailed(Exception):
    """The model gave no usable answer; `use` says why and what it cost.

    `rest_for` is how many seconds the endpoint asked to be left alone. `is_cost_unknown` where it may
    have worked on and will charge for it.
    """

    def __init__(
        self, use: ModelUse, rest_for: float | None = None, *, is_cost_unknown: bool = False
    ) -> None:
        super().__init__(use.failure)
        self.use, self.rest_for, self.is_cost_unknown = use, rest_for, is_cost_unknown


@dataclass(frozen=True)
class ModelSettings:
    """Where the model is. `seconds` bounds one call; there are no retries, for the turn cannot wait."""

    model: str
    api_key: str
    base_url: str | None = None
    seconds: float = 4.0
    most_tokens: int = 900


class Model:
    """Calls one chat model. `chat` stands in for the real client where it is given.

    Every call is held against the `purse`, where there is one: no caller can get past the budget.
    """

    def __init__(self, settings: ModelSettings, chat: Any = None, purse: Purse | None = None) -> None:
        self.settings = settings
        self._given, self._purse = chat, purse

    @cached_property
    def _chat(self) -> Any:
        if self._given is not None:
            return self._given
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        return ChatOpenAI(
            model=self.settings.model,
            api_key=SecretStr(self.settings.api_key),
            base_url=self.settings.base_url,
            timeout=self.settings.seconds,
            max_retries=0,
            temperature=0,
            max_completion_tokens=self.settings.most_tokens,
            use_responses_api=False,
        )

    def warm(self) -> None:
        """Import the client before the first customer waits for it. Blocking, about a second."""
        _ = self._chat

    async def fill(
        self,
        tool: Mapping[str, Any],
        prompt: Prompt,
        asking: str,
        seconds: float,
        into: Callable[[dict[str, Any]], T | None],
    ) -> tuple[T, ModelUse]:
        """Have the model fill in one form; `into` makes something of it, or None where it cannot.

        Raises `ModelFailed` and `NotAsked`.
        """
        name = tool["function"]["name"]

        def read(answer: Any, use: ModelUse) -> T:
            filled = into(_filled(answer, name, use))
            if filled is None:
                raise ModelFailed(_failed(use, "answered in the wrong shape"))
            return filled

        def form() -> Any:
            return self._chat.bind_tools([tool], tool_choice=name)

        return await self._paid(form, prompt, asking, seconds, read)

    async def write(self, prompt: Prompt, asking: str, seconds: float) -> tuple[str, ModelUse]:
        """Have the model write a text. Raises `ModelFailed` and `NotAsked`."""
        return await self._paid(lambda: self._chat, prompt, asking, seconds, _written)

    async def _paid(
        self,
        chat: Callable[[], Any],
        prompt: Prompt,
        asking: str,
        seconds: float,
        read: Callable[[Any, ModelUse], T],
    ) -> tuple[T, ModelUse]:
        """Set aside what the call may cost, make it, and book what it did cost, however it ends."""
        forbid_in_transaction("A call to the language model")
        if self._purse is None:
            return await self._ask(chat(), prompt, asking, seconds, read)
        size = len(prompt.text.encode()) + len(asking.encode())
        wanted = Wanted(
            self.settings.model,
            prompt.version,
            size // _BYTES_A_TOKEN + _FRAME,
            self.settings.most_tokens,
            account(),
        )
        held = await self._held(self._purse, wanted)
        # A turn that is cut short leaves what was set aside in place: nobody knows what it cost.
        try:
            answer, use = await self._ask(chat(), prompt, asking, seconds, read)
        except ModelFailed as failed:
            cost = (wanted.tokens_in, wanted.tokens_out) if failed.is_cost_unknown else None
            await self._book(self._purse, held, failed.use, cost)
            raise
        await self._book(self._purse, held, use)
        return answer, use

    async def _held(self, purse: Purse, wanted: Wanted) -> int:
        try:
            return await purse.hold(wanted)
        except NotAsked:
            raise
        except Exception as problem:
            log.exception("the model's budget is out of reach")
            raise NotAsked("the model's budget could not be read") from problem

    async def _book(
        self, purse: Purse, held: int, use: ModelUse, cost: tuple[int, int] | None = None
    ) -> None:
        tokens_in, tokens_out = cost or (use.tokens_in, use.tokens_out)
        try:
            await purse.book(held, replace(use, tokens_in=tokens_in, tokens_out=tokens_out))
        except Exception:
            # What was set aside stays counted, which errs on the safe side; the answer is not lost.
            log.exception("a call to the model was not booked")

    async def _ask(
        self,
        chat: Any,
        prompt: Prompt,
        asking: str,
        seconds: float,
        read: Callable[[Any, ModelUse], T],
    ) -> tuple[T, ModelUse]:
        began = time.monotonic()
        use = ModelUse(self.settings.model, ok=True, prompt=prompt.version)
        try:
            async with asyncio.timeout(min(seconds, self.settings.seconds)):
                answer = await chat.ainvoke([("system", prompt.text), ("human", asking)])
        except Exception as problem:
            use = replace(use, ok=False, failure=named(problem), latency_ms=_since(began))
            is_late = use.failure == LATE
            raise ModelFailed(use, asked_to_rest(problem), is_cost_unknown=is_late) from problem
        use = _with_usage(use, answer, _since(began))
        meta = getattr(answer, "response_metadata", None) or {}
        if (getattr(answer, "additional_kwargs", None) or {}).get("refusal"):
            raise ModelFailed(_failed(use, "refused"))
        if meta.get("finish_reason") in ("length", "content_filter"):
            raise ModelFailed(_failed(use, "was cut off"))
        return read(answer, use), use


def named(problem: BaseException) -> str:
    """Say in a few words what went wrong, without repeating what the other side sent."""
    kind = type(problem).__name__
    status = getattr(problem, "status_code", None)
    if isinstance(problem, TimeoutError) or "Timeout" in kind:
        return LATE
    if status == 429:
        return "is over its rate limit (429)"
    if isinstance(status, int):
        return f"answered with status {status}"
    if "Connection" in kind or isinstance(problem, OSError):
        return "could not be reached"
    return f"answered nonsense ({kind})"


def asked_to_rest(problem: BaseException) -> float | None:
    """Read for how many seconds an endpoint asks to be left alone, from its Retry-After header."""
    headers = getattr(getattr(problem, "response", None), "headers", None)
    told = headers.get("retry-after") if headers is not None else None
    if not isinstance(told, str):
        return None
    try:
        seconds = float(told)
    except ValueError:
        try:
            until = parsedate_to_datetime(told)
        except ValueError:
            return None
        seconds = (until - datetime.now(UTC)).total_seconds() if until.tzinfo else 0.0
    return min(seconds, LONGEST_REST) if 0 < seconds < float("inf") else None


def _filled(answer: Any, name: str, use: ModelUse) -> dict[str, Any]:
    calls = getattr(answer, "tool_calls", None) or []
    if calls and calls[0]["name"] != name:
        raise ModelFailed(_failed(use, "called a tool that does not exist"))
    filled = calls[0]["args"] if calls else _from_text(answer, use)
    if not isinstance(filled, dict):
        raise ModelFailed(_failed(use, "answered in the wrong shape"))
    told = json.dumps(filled, default=str, ensure_ascii=False)
    if len(told) > MOST_ANSWER:
        raise ModelFailed(_failed(use, "answered far too long"))
    if not _is_text(told) or "\\u0000" in told:
        raise ModelFailed(_failed(use, NO_TEXT))
    return filled


def _written(answer: Any, use: ModelUse) -> str:
    text = answer.content if isinstance(answer.content, str) else ""
    if not text.strip():
        raise ModelFailed(_failed(use, "answered nothing"))
    if len(text) > MOST_ANSWER:
        raise ModelFailed(_failed(use, "answered far too long"))
    if not _is_text(text):
        raise ModelFailed(_failed(use, NO_TEXT))
    return text.strip()


def _is_text(words: str) -> bool:
    """Whether words can be written down: no book keeps a NUL or half a letter, and no messenger sends it."""
    return "\x00" not in words and not any("\ud800" <= letter <= "\udfff" for letter in words)


def _from_text(answer: Any, use: ModelUse) -> Any:
    """Some endpoints write the form as text instead of calling the tool."""
    text = answer.content if isinstance(answer.content, str) else ""
    if not text.strip():
        raise ModelFailed(_failed(use, "answered nothing"))
    if len(text) > MOST_ANSWER:
        raise ModelFailed(_failed(use, "answered far too long"))
    try:
        return json.loads(text.strip().removeprefix("```json").removeprefix("```").removesuffix("```"))
    except ValueError:
        raise ModelFailed(_failed(use, "answered without filling in the form")) from None


def _with_usage(use: ModelUse, answer: Any, latency_ms: int) -> ModelUse:
    usage = getattr(answer, "usage_metadata", None) or {}
    tokens_in, tokens_out = usage.get("input_tokens"), usage.get("output_tokens")
    return replace(
        use,
        tokens_in=tokens_in if isinstance(tokens_in, int) else 0,
        tokens_out=tokens_out if isinstance(tokens_out, int) else 0,
        latency_ms=latency_ms,
    )


def _failed(use: ModelUse, why: str) -> ModelUse:
    return replace(use, ok=False, failure=why)


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
