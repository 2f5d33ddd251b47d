"""What one try at sending came to, and what is written of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.channels.port import Accepted, Channel, Message, Refusal, SendResult, TryLater, Unknown
from bot.road import Road
from crm.contacts.service import flag_opted_out, flag_unreachable
from crm.conversations.afterwards import call_human, contact_of, forget_card, keep_card, move_address
from crm.conversations.by_hand import MAY_COME_TWICE, NOT_KNOWN
from crm.conversations.holding import cancel_unsent
from crm.conversations.outbox import Ending, mark
from crm.conversations.rules import MAX_SEND_ATTEMPTS, WINDOW_CLOSED, Stop, pause_before
from crm.conversations.taking import Taken, take
from crm.conversations.undelivered import tell_speaker
from crm.db import new_token
from crm.leads.service import answered
from crm.statements import Line, line_of

LOST_REPLY = "lost_reply"  # the outcome is awaited; the provider has not been asked
ANSWERS = frozenset({"text", "template", "document", "photo"})
UNKNOWN_REMEDY = f"Ask whoever it was for, or look at the chat on their phone. {MAY_COME_TWICE}"


@dataclass(frozen=True)
class Aftermath:
    """The end of one try, and what else follows from it."""

    ending: Ending
    unreachable: str | None = None
    opted_out: bool = False
    calls: str | None = None  # why a human is needed
    card: str | None = None  # the message id under which a lead's card now stands
    card_gone: bool = False
    moved_to: str | None = None

    answered: bool = False  # by e-mail: the lead is the contact's, not the conversation's

    @property
    def follows(self) -> bool:
        """Whether anything but the row itself is to be written."""
        is_over = self.ending.status in ("failed", "unknown")
        more = (self.unreachable, self.calls, self.card, self.moved_to)
        return is_over or self.opted_out or self.card_gone or self.answered or any(more)


def told(taken: Taken, status: str, outcome: str, started_at: datetime, **more: Any) -> Ending:
    return Ending(taken.id, taken.lease, status, outcome, max(1, taken.attempts), started_at, **more)


def stopped(taken: Taken, stop: Stop, started_at: datetime) -> Aftermath:
    """End a message that the gate held back. Nothing was sent."""
    ending = told(
        taken, stop.status, "stopped", started_at, code=stop.code, detail=stop.reason, remedy=stop.remedy
    )
    return Aftermath(ending, calls=stop.reason if stop.code == WINDOW_CLOSED else None)


def judge(
    road: Road,
    taken: Taken,
    channel: Channel,
    message: Message,
    result: SendResult,
    started_at: datetime,
    instead: Mapping[str, Any] | None = None,
) -> Aftermath:
    """Say what the provider's answer means for the row. `instead` is what was sent in its place."""
    match result:
        case Accepted():
            return accepted(taken, result.provider_id, started_at, instead)
        case TryLater():
            return _later(road, taken, result, started_at)
        case Refusal():
            return _refused(road, taken, message, result, started_at)
        case Unknown():
            return _lost(road, taken, channel, message, result, started_at)


def accepted(
    taken: Taken, provider_id: str, started_at: datetime, instead: Mapping[str, Any] | None = None
) -> Aftermath:
    is_answer = taken.chat_kind == "customer" and taken.kind in ANSWERS
    ending = told(
        taken,
        "sent",
        "accepted",
        started_at,
        provider_id=provider_id or None,
        body=instead,
        answers=is_answer,
    )
    card = provider_id if taken.kind == "card" else None
    return Aftermath(ending, card=card, answered=is_answer and taken.channel == "email")


def _later(road: Road, taken: Taken, result: TryLater, started_at: datetime) -> Aftermath:
    if taken.attempts >= MAX_SEND_ATTEMPTS:
        remedy = "The provider kept putting it off. Retry it when the provider is well again."
        ending = told(
            taken, "failed", "retry", started_at, code=result.code, detail=result.detail, remedy=remedy
        )
        return Aftermath(ending, calls="A message could not be delivered.")
    pause = pause_before(taken.attempts, at_least=result.after, chance=road.chance.random())
    run_at = road.clock.now() + pause
    ending = told(
        taken, "waiting", "retry", started_at, code=result.code, detail=result.detail, run_at=run_at
    )
    return Aftermath(ending, moved_to=result.moved_to)


def _refused(road: Road, taken: Taken, message: Message, result: Refusal, started_at: datetime) -> Aftermath:
    now = road.clock.now()
    fallback = taken.body.get("fallback")
    if result.window_closed and fallback is not None and taken.attempts < MAX_SEND_ATTEMPTS:
        again = told(
            taken, "waiting", "refused", started_at, code=result.code, detail=result.detail, run_at=now
        )
        return Aftermath(replace(again, body=fallback))
    if taken.kind == "card" and message.edits and result.code == "gone":
        again = told(
            taken, "waiting", "refused", started_at, code=result.code, detail=result.detail, run_at=now
        )
        return Aftermath(again, card_gone=True)
    ending = told(
        taken,
        "failed",
        "refused",
        started_at,
        code=WINDOW_CLOSED if result.window_closed else result.code,
        detail=result.detail,
        remedy=result.remedy,
    )
    return Aftermath(
        ending,
        unreachable=result.detail if result.unreachable else None,
        opted_out=result.opted_out,
        calls=None if result.opted_out else f"A message was refused: {result.detail}",
    )


def repeats_safely(taken: Taken, message: Message | None) -> bool:
    """Say whether sending twice shows once: edits and button answers replace themselves."""
    return taken.kind in ("edit", "callback") or (message is not None and message.edits is not None)


def _lost(
    road: Road, taken: Taken, channel: Channel, message: Message, result: Unknown, started_at: datetime
) -> Aftermath:
    if repeats_safely(taken, message):
        return _later(road, taken, TryLater(1, LOST_REPLY, result.detail), started_at)
    if not channel.capabilities.can_read_back:
        return unknowable(taken, result.detail, started_at)
    ask_at = road.clock.now() + road.terms.ask_after
    ending = told(
        taken, "sending", "unknown", started_at, code=LOST_REPLY, detail=result.detail, lease_until=ask_at
    )
    return Aftermath(ending)


def unknowable(taken: Taken, detail: str, started_at: datetime) -> Aftermath:
    """End a message of which nobody can say whether it went out. Only a human may repeat it."""
    ending = told(
        taken,
        "unknown",
        "unknown",
        started_at,
        code="ambiguous",
        detail=detail,
        remedy=UNKNOWN_REMEDY,
    )
    return Aftermath(ending, calls=NOT_KNOWN)


async def write_down(road: Road, taken: Taken, aftermath: Aftermath) -> list[Taken]:
    """Write what a try came to in one transaction; lease what has become due behind it."""
    now = road.clock.now()
    if aftermath.follows:
        async with road.book.transaction() as session:
            line = await line_of(session)
            marked = await mark(line, aftermath.ending, now)
            if marked.is_ours:
                await _follow(line, taken, aftermath, session, now)
                await session.flush()
    else:
        marked = await road.book.at_once(lambda line: mark(line, aftermath.ending, now))
    if aftermath.calls is not None:
        road.bell.deliver()
    if not (marked.more_wait or taken.has_more):
        return []
    until = now + road.terms.send_lease
    return await road.book.at_once(
        lambda line: take(line, new_token(12), now, until, chats=[taken.conversation_id])
    )


async def _follow(
    line: Line, taken: Taken, aftermath: Aftermath, session: AsyncSession, now: datetime
) -> None:
    if aftermath.card is not None:
        await keep_card(session, taken, aftermath.card)
    if aftermath.card_gone:
        await forget_card(session, taken)
    if aftermath.answered:
        await answered(session, taken.conversation_id, now)
    if aftermath.moved_to is not None:
        await move_address(session, taken, aftermath.moved_to)
    if aftermath.unreachable is not None:
        await flag_unreachable(line, taken.channel, taken.address, aftermath.unreachable)
    if aftermath.opted_out:
        contact_id = await contact_of(session, taken.conversation_id)
        if contact_id is not None:
            await flag_opted_out(line, contact_id, now)
        reason = "the provider holds an opt-out"
        await cancel_unsent(session, taken.conversation_id, reason, only_bot=False, now=now)
    if aftermath.calls is not None and taken.chat_kind == "customer":
        await call_human(session, taken.conversation_id, aftermath.calls, now)
    if aftermath.ending.status in ("failed", "unknown"):
        await tell_speaker(session, taken.id, now)
