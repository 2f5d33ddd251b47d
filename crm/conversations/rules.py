"""Pure rules of the road: what may be sent now, how long texts are cut, how long to wait before a retry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

MAX_TURN_ATTEMPTS = 5  # a turn that fails by itself
# A worker's death says less: it takes whatever else the worker had in hand with it, and workers are also
# killed by those who replace them. A message that kills whoever reads it still does not do so for ever.
MAX_TURN_DEATHS = 15
MAX_SEND_ATTEMPTS = 10

# Longest text of one message, in characters. A longer one becomes several, each its own outbox row.
TEXT_LIMITS: Mapping[str, int] = {"whatsapp": 1600, "telegram": 4096, "email": 100_000}
DEFAULT_TEXT_LIMIT = 4096

WINDOW_CLOSED = "window_closed"


@dataclass(frozen=True)
class AtTheGate:
    """What is known at the moment of sending one message."""

    kind: str
    sender: str  # bot | system | user:<id>
    is_customer: bool
    held_by: int | None
    opted_out: bool
    unreachable: str | None  # why nothing can be delivered to the address
    last_inbound_at: datetime | None
    window: timedelta | None  # how long free text may follow the customer's last message; None: always
    now: datetime
    file_size: int = 0
    file_limit: int = 0
    has_file_link: bool = False
    fallback: Mapping[str, Any] | None = None  # a template that says the same, for a closed window


@dataclass(frozen=True)
class Go:
    """It may be sent, or what stands in `instead` of it (the body of a template)."""

    instead: Mapping[str, Any] | None = None
    as_link: bool = False  # the file is too large for the channel: its link goes


@dataclass(frozen=True)
class Stop:
    """It may not. `status` is the outbox row's end: cancelled (nothing to do) or failed (see remedy)."""

    status: Literal["cancelled", "failed"]
    code: str
    reason: str
    remedy: str = ""


def pass_gate(facts: AtTheGate) -> Go | Stop:
    """Decide whether a message may leave now. Every message passes here, at the moment of sending."""
    if facts.is_customer and facts.opted_out:
        return Stop("cancelled", "opted_out", "The contact wants no more messages.")
    if facts.is_customer and facts.held_by is not None and facts.sender == "bot":
        return Stop("cancelled", "human_speaks", "A colleague speaks with the customer; the desk is silent.")
    if facts.unreachable is not None:
        remedy = "Reach the person another way, or correct the address, then retry."
        return Stop("failed", "unreachable", facts.unreachable, remedy)
    if _is_window_closed(facts):
        if facts.fallback is not None:
            return Go(instead=facts.fallback)
        return Stop(
            "failed",
            WINDOW_CLOSED,
            "More than 24 hours have passed since the customer's last message.",
            "WhatsApp takes only an approved template now. Choose one and send it, or wait for the customer.",
        )
    if facts.file_limit and facts.file_size > facts.file_limit:
        if facts.has_file_link:
            return Go(as_link=True)
        reason = f"The file is larger than {facts.file_limit // 1_000_000} MB."
        return Stop("failed", "file_too_large", reason, "Send a smaller file.")
    return Go()


def _is_window_closed(facts: AtTheGate) -> bool:
    if facts.window is None or facts.kind == "template":
        return False
    return facts.last_inbound_at is None or facts.now - facts.last_inbound_at >= facts.window


_RANK = {"blocked": 0, "waiting": 0, "sending": 0, "unknown": 1, "sent": 2, "delivered": 3, "read": 4}


def moves_forward(before: str, after: str) -> bool:
    """Whether a message in state `before` may become `after`. A delivered message cannot fail."""
    if before in ("failed", "cancelled"):
        return False
    if after == "failed":
        return _RANK[before] <= _RANK["sent"]
    return _RANK[after] > _RANK[before]


def pause_before(attempt: int, *, at_least: float = 0.0, chance: float) -> timedelta:
    """Give the wait after a failed attempt: 2 s doubled each time up to five minutes, and jitter.

    `attempt` counts from 1; `chance` in [0, 1) spreads waiters; the provider's own wish
    (`at_least`, seconds) is never undercut.
    """
    wait = max(at_least, min(300.0, 2.0 * 2 ** (attempt - 1)))
    return timedelta(seconds=wait * (1 + chance / 4))


def split_text(text: str, limit: int, *, is_html: bool = False) -> list[str]:
    """Cut a long text into pieces of at most `limit` characters, between paragraphs, lines or words.

    HTML is only cut where no tag is open, so that every piece stands by itself.
    """
    pieces, rest = [], text.strip()
    while len(rest) > limit:
        cut = _cut(rest, limit, is_html)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pieces, rest] if rest or not pieces else pieces


def _cut(text: str, limit: int, is_html: bool) -> int:
    for mark in ("\n\n", "\n", ". ", " "):
        at = text.rfind(mark, 1, limit + 1 - len(mark.rstrip()))
        while at > 0:
            end = at + len(mark.rstrip())
            if not is_html or text.count("<", 0, end) == text.count("</", 0, end) * 2:
                return end
            at = text.rfind(mark, 1, at)
    return limit
