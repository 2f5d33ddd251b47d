"""Faults on request: what shall go wrong, for whom, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from random import Random
from time import monotonic
from typing import Any

REQUEST_KINDS = frozenset(
    {
        "429",
        "500",
        "502",
        "503",
        "500_after_accept",
        "timeout_after_accept",
        "lost_reply",
        "hang",
        "slow",
        "garbage",
        "immediate_error",
        "html_error",
    }
)
CALLBACK_KINDS = frozenset({"callback_error", "callback_order"})
ORDERS = frozenset({"early", "late", "doubled", "reordered", "lost"})
MAIL_KINDS = frozenset({"reply", "drop_before_data", "drop_after_data", "slow"})
PROVIDERS = frozenset({"twilio", "telegram", "mail"})


class UnknownFault(ValueError):
    """The fault asked for does not exist; the message names what does."""


@dataclass(slots=True)
class Fault:
    """One thing that shall go wrong.

    It strikes `times` times (None: until cleared), each time with `probability`. `match` narrows it:
    `operation` ("send", "list", "sendMessage", "*"…), `chat` (a number or chat id) and `contains` (text).
    Without an operation a Twilio fault strikes sends, a Telegram fault every call that names a chat, a mail
    fault the end of DATA; a mail `reply` answers with `code` at `operation` (MAIL, RCPT, DATA).
    A 429 with `holds` keeps its chat closed for `retry_after` real seconds, as a flood wait does.
    """

    provider: str
    kind: str
    times: int | None = 1
    probability: float = 1.0
    retry_after: int = 1
    code: int = 0
    message: str = ""
    seconds: float = 0.0
    order: str = ""
    holds: bool = False
    match: dict[str, str] = field(default_factory=dict)
    id: int = 0
    struck: int = 0
    closed_until: dict[str, float] = field(default_factory=dict)

    def is_spent(self) -> bool:
        """Nothing left to strike, and no chat still closed by it."""
        if self.times is None or self.struck < self.times:
            return False
        return all(until <= monotonic() for until in self.closed_until.values())

    def wait_left(self, chat: str) -> float:
        """Real seconds for which this fault still holds the chat closed."""
        return max(0.0, self.closed_until.get(chat, 0.0) - monotonic())

    def shown(self) -> dict[str, Any]:
        """The fault as the control door shows it."""
        return {
            "id": self.id,
            "provider": self.provider,
            "kind": self.kind,
            "times": self.times,
            "struck": self.struck,
            "probability": self.probability,
            "retry_after": self.retry_after,
            "code": self.code,
            "message": self.message,
            "seconds": self.seconds,
            "order": self.order,
            "holds": self.holds,
            "match": self.match,
        }


def describe_fault(wish: Mapping[str, Any]) -> Fault:
    """Read a fault from JSON. Raises UnknownFault when a word in it means nothing here."""
    wish = dict(wish)
    unknown = set(wish) - {
        "provider",
        "kind",
        "times",
        "probability",
        "retry_after",
        "code",
        "message",
        "seconds",
        "order",
        "holds",
        "match",
    }
    if unknown:
        raise UnknownFault(f"a fault has no {', '.join(sorted(unknown))}")
    if wish.get("provider") not in PROVIDERS:
        raise UnknownFault(f"provider is one of {', '.join(sorted(PROVIDERS))}")
    kinds = MAIL_KINDS if wish["provider"] == "mail" else REQUEST_KINDS | CALLBACK_KINDS
    if wish.get("kind") not in kinds:
        raise UnknownFault(f"kind is one of {', '.join(sorted(kinds))}")
    if wish["kind"] == "callback_order" and wish.get("order") not in ORDERS:
        raise UnknownFault(f"order is one of {', '.join(sorted(ORDERS))}")
    if "times" not in wish and wish.get("probability", 1.0) < 1.0:
        wish["times"] = None
    wish["match"] = {name: str(value) for name, value in dict(wish.get("match") or {}).items()}
    return Fault(**wish)


class FaultBook:
    """The faults asked for. Chance is seeded, so that a run can be repeated."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._random = Random(seed)  # noqa: S311  chance here must be repeatable, not secret
        self._faults: list[Fault] = []
        self._numbers = count(1)

    def add(self, fault: Fault) -> Fault:
        """Queue a fault behind those already asked for."""
        fault.id = next(self._numbers)
        self._faults.append(fault)
        return fault

    def list(self) -> list[Fault]:
        """Faults that may still strike."""
        self._faults = [fault for fault in self._faults if not fault.is_spent()]
        return list(self._faults)

    def clear(self, number: int | None = None) -> None:
        """Forget one fault, or all of them."""
        self._faults = [fault for fault in self._faults if number is not None and fault.id != number]

    def reset(self) -> None:
        """Forget all faults and begin the same chances anew."""
        self._faults.clear()
        self._random = Random(self._seed)  # noqa: S311  as above

    def draw(
        self, provider: str, kinds: frozenset[str], operation: str, chat: str = "", text: str = ""
    ) -> Fault | None:
        """The first fault that strikes this call, counted; None when all goes well."""
        if not self._faults:
            return None
        for fault in self._faults:
            if fault.provider != provider or fault.kind not in kinds:
                continue
            if not _fits(fault, operation, chat, text):
                continue
            if fault.wait_left(chat) > 0:
                return fault
            if fault.times is not None and fault.struck >= fault.times:
                continue
            if fault.probability < 1.0 and self._random.random() >= fault.probability:
                continue
            fault.struck += 1
            if fault.holds:
                fault.closed_until[chat] = monotonic() + fault.retry_after
            return fault
        return None


def _fits(fault: Fault, operation: str, chat: str, text: str) -> bool:
    wanted = fault.match.get("operation")
    if wanted is None:
        usual = {"twilio": operation == "send", "mail": operation == "DATA"}
        meant = usual.get(fault.provider, bool(chat))
    else:
        meant = wanted in ("*", operation)
    if not meant:
        return False
    if "chat" in fault.match and fault.match["chat"].removeprefix("whatsapp:") != chat.removeprefix(
        "whatsapp:"
    ):
        return False
    return fault.match.get("contains", "") in text
