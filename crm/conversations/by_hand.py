"""What a human decides about a message that failed, or of which nobody knows whether it arrived."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Any, Literal, get_args

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation, Outbound
from crm.conversations.service import retry
from crm.conversations.transcripts import of_lead, said_text
from crm.conversations.troubles import TROUBLED
from crm.errors import Clash, Missing, Unfit
from crm.leads import service as leads
from crm.leads.models import Lead

Act = Literal["ask", "again", "arrived", "aside"]
ACTS: tuple[str, ...] = get_args(Act)
CAN_BE_ASKED = ("whatsapp",)  # whose provider lists what it has sent
NOT_KNOWN = "It is not known whether a message arrived."
ASKED_ONCE = "asked_once"  # where the provider knows of nothing, the message goes once more
MAY_COME_TWICE = "Nobody knows whether the first copy arrived: sent again, the message may come twice."
_CALLS = ("A message ", NOT_KNOWN)  # how calls for a human begin that are over with the trouble
_IS_ANSWER = ("text", "template", "document", "photo")
TOLD = {
    "ask": "WhatsApp is asked about it once more: what it has counts as sent, what it has not goes again. "
    "If it still cannot be told, it is listed as unknown again.",
    "again": "The message is on its way once more.",
    "arrived": "It counts as sent.",
    "aside": "It is set aside and will not be sent.",
}
AUDITED = {
    "ask": "delivery.ask",
    "again": "delivery.retry",
    "arrived": "delivery.arrived",
    "aside": "delivery.aside",
}
_ON_TIMELINE = {
    "ask": "Asked WhatsApp once more about “{words}”",
    "again": "Sent once more: “{words}”",
    "arrived": "Says that this arrived: “{words}”",
    "aside": "Set aside, not to be sent: “{words}”",
}


@dataclass(frozen=True)
class Hand:
    """Who decides, and when."""

    actor: str
    now: datetime


async def decide(
    session: AsyncSession, outbox_id: int, act: str, hand: Hand, *, of: Lead | None = None
) -> str:
    """Carry out a human's decision about one message; gives what is to be told of it.

    *ask* has the provider asked again, *again* sends a copy whatever is known, *arrived* counts it as sent,
    *aside* ends it. `of` is the lead whose message it must be. Raises `Missing` where there is no such
    message, `Clash` where it is in no trouble or the act does not fit, and `Unfit` for an unknown act.
    """
    if act not in ACTS:
        raise Unfit("act", f"Say what is to be done: {', '.join(ACTS)}.")
    row, chat = await _message(session, outbox_id, of)
    was_unknown = row.status == "unknown"
    if act in ("ask", "arrived") and not was_unknown:
        raise Clash("Only of a message of unknown outcome can that be said.")
    if act == "ask" and chat.channel not in CAN_BE_ASKED:
        raise Clash("This provider cannot be asked what became of a message.")
    if act == "again":
        is_done = await retry(session, outbox_id, hand.now) is not None
    else:
        is_done = await _move(session, outbox_id, row.status, _change(act, hand.now))
    if not is_done:
        raise Clash("This message neither failed nor is its outcome unknown.")
    if act == "arrived" and chat.kind == "customer" and row.kind in _IS_ANSWER:
        await leads.answered(session, chat.id, hand.now)
    await _let_lead_follow(session, of, row, act, hand)
    return TOLD[act]


async def _message(session: AsyncSession, outbox_id: int, of: Lead | None) -> tuple[Outbound, Conversation]:
    query = (
        select(Outbound, Conversation)
        .join(Conversation, Conversation.id == Outbound.conversation_id)
        .where(Outbound.id == outbox_id)
    )
    if of is not None:
        query = query.where(of_lead(of))
    found = (await session.execute(query)).first()
    if found is None:
        raise Missing("There is no such message, or none that you may see.")
    if found[0].status not in TROUBLED:
        raise Clash("This message neither failed nor is its outcome unknown.")
    return found[0], found[1]


def _change(act: str, now: datetime) -> dict[str, Any]:
    over = {"error_code": None, "error": None, "remedy": None}
    if act == "arrived":
        return {"status": "sent", "sent_at": func.coalesce(Outbound.sent_at, now), **over}
    if act == "aside":
        return {"status": "cancelled", "error": "Set aside by a colleague.", "remedy": None}
    # As if its sender had died just now: whoever sweeps up asks the provider before anything else.
    return {
        "status": "sending",
        "attempts": 0,
        "run_at": now,  # from here it counts for how long the provider could not be asked
        "lease": None,
        "lease_until": now - timedelta(seconds=1),
        "error_code": ASKED_ONCE,
    }


async def _move(session: AsyncSession, outbox_id: int, status: str, change: dict[str, Any]) -> bool:
    """Move a message on, unless the provider or a colleague did so meanwhile."""
    still = (Outbound.id == outbox_id, Outbound.status == status)
    moved = update(Outbound).where(*still).values(**change).returning(Outbound.id)
    return (await session.execute(moved)).scalar() is not None


async def _let_lead_follow(
    session: AsyncSession, of: Lead | None, row: Outbound, act: str, hand: Hand
) -> None:
    """Write the decision on the lead whose message it is: an e-mail may be of another one than `of`."""
    is_its_own = of is not None and of.conversation_id == row.conversation_id
    lead = of if is_its_own else await leads.open_lead_of(session, row.conversation_id) or of
    if lead is None:
        return
    words = shorten(said_text(row.body) or row.kind, 120, placeholder=" …")
    text = _ON_TIMELINE[act].format(words=words)
    await leads.record(session, lead, "delivery", text, hand.actor, hand.now, {"outbox": row.id})
    if (lead.needs_human or "").startswith(_CALLS) and not await _others(session, lead, row):
        lead.needs_human = None
    await leads.touch(session, lead, hand.now)


async def _others(session: AsyncSession, lead: Lead, row: Outbound) -> bool:
    """Say whether more of the lead's messages are in trouble, in its chat or among the contact's e-mails."""
    query = (
        select(Outbound.id)
        .join(Conversation, Conversation.id == Outbound.conversation_id)
        .where(of_lead(lead), Outbound.id != row.id, Outbound.status.in_(TROUBLED))
    )
    return (await session.scalars(query.limit(1))).first() is not None
