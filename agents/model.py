"""One way to a language model: any OpenAI-compatible endpoint, with every failure given a name."""

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import templates
from crm.conversations.values import ModelUse
from crm.db import forbid_in_transaction

MOST_ANSWER = 20_000  # characters of an answer that are looked at; a longer one is no answer
_PROMPTS = Path(templates.__file__).parent / "prompts"


class ModelFailed(Exception):
    """The model gave no usable answer; `use` says why and what it cost."""

    def __init__(self, use: ModelUse) -> None:
        super().__init__(use.failure)
        self.use = use


@dataclass(frozen=True)
class ModelSettings:
    """Where the model is. `seconds` bounds one call; there are no retries, for the turn cannot wait."""

    model: str
    api_key: str
    base_url: str | None = None
    seconds: float = 4.0
    most_tokens: int = 900


def prompt(name: str) -> str:
    """Load a prompt's text; prompts are files, so that a change of one shows in the history."""
    return (_PROMPTS / f"{name}.md").read_text(encoding="utf-8")


class Model:
    """Calls one chat model. `chat` stands in for the real client where it is given."""

    def __init__(self, settings: ModelSettings, chat: Any = None) -> None:
        self.settings = settings
        self._given = chat

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
        self, tool: Mapping[str, Any], messages: Sequence[tuple[str, str]], seconds: float
    ) -> tuple[dict[str, Any], ModelUse]:
        """Have the model fill in one form. Raises `ModelFailed`."""
        name = tool["function"]["name"]
        bound = self._chat.bind_tools([tool], tool_choice=name)
        answer, use = await self._ask(bound, messages, seconds)
        calls = getattr(answer, "tool_calls", None) or []
        if calls and calls[0]["name"] != name:
            raise ModelFailed(_failed(use, "called a tool that does not exist"))
        filled = calls[0]["args"] if calls else _from_text(answer, use)
        if not isinstance(filled, dict):
            raise ModelFailed(_failed(use, "answered in the wrong shape"))
        if len(json.dumps(filled, default=str)) > MOST_ANSWER:
            raise ModelFailed(_failed(use, "answered far too long"))
        return filled, use

    async def write(self, messages: Sequence[tuple[str, str]], seconds: float) -> tuple[str, ModelUse]:
        """Have the model write a text. Raises `ModelFailed`."""
        answer, use = await self._ask(self._chat, messages, seconds)
        text = answer.content if isinstance(answer.content, str) else ""
        if not text.strip():
            raise ModelFailed(_failed(use, "answered nothing"))
        if len(text) > MOST_ANSWER:
            raise ModelFailed(_failed(use, "answered far too long"))
        return text.strip(), use

    async def _ask(
        self, chat: Any, messages: Sequence[tuple[str, str]], seconds: float
    ) -> tuple[Any, ModelUse]:
        forbid_in_transaction("A call to the language model")
        began = time.monotonic()
        try:
            async with asyncio.timeout(min(seconds, self.settings.seconds)):
                answer = await chat.ainvoke(list(messages))
        except Exception as problem:
            use = ModelUse(self.settings.model, ok=False, failure=named(problem), latency_ms=_since(began))
            raise ModelFailed(use) from problem
        use = _use_of(answer, self.settings.model, _since(began))
        meta = getattr(answer, "response_metadata", None) or {}
        if (getattr(answer, "additional_kwargs", None) or {}).get("refusal"):
            raise ModelFailed(_failed(use, "refused"))
        if meta.get("finish_reason") in ("length", "content_filter"):
            raise ModelFailed(_failed(use, "was cut off"))
        return answer, use


def named(problem: BaseException) -> str:
    """Say in a few words what went wrong, without repeating what the other side sent."""
    kind = type(problem).__name__
    status = getattr(problem, "status_code", None)
    if isinstance(problem, TimeoutError) or "Timeout" in kind:
        return "did not answer in time"
    if status == 429:
        return "is over its rate limit (429)"
    if isinstance(status, int):
        return f"answered with status {status}"
    if "Connection" in kind or isinstance(problem, OSError):
        return "could not be reached"
    return f"answered nonsense ({kind})"


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


def _use_of(answer: Any, model: str, latency_ms: int) -> ModelUse:
    usage = getattr(answer, "usage_metadata", None) or {}
    tokens_in, tokens_out = usage.get("input_tokens"), usage.get("output_tokens")
    return ModelUse(
        model,
        ok=True,
        tokens_in=tokens_in if isinstance(tokens_in, int) else 0,
        tokens_out=tokens_out if isinstance(tokens_out, int) else 0,
        latency_ms=latency_ms,
    )


def _failed(use: ModelUse, why: str) -> ModelUse:
    return ModelUse(use.model, False, why, use.tokens_in, use.tokens_out, use.latency_ms)


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
