"""A word after a silence: looked at again when its time has come, and dropped where anything has changed."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.road import Road
from bot.settle import TRIP_LINK
from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Inbound, Outbound
from crm.conversations.outbox import Draft, queue
from crm.jobs import service as jobs
from crm.leads.models import Lead
from crm.leads.rules import CLOSED_STATUSES
from crm.leads.service import get_lead, open_lead_of, record
from crm.statements import line_of
from crm.trips.service import link_for

WAKES_AT, SLEEPS_AT = time(9), time(21)  # local time between which a customer is reminded of anything
MARGIN = timedelta(minutes=15)  # before the window closes, so that the word still goes through it


async def nudge(road: Road, payload: Mapping[str, Any]) -> None:
    """Do one `nudge` job: remind a customer who has fallen silent, once, or leave them alone.

    Left alone is whoever has written since, wants nothing more, speaks with a human or waits for one, whose
    enquiry is closed, or whose window is closing. At night the word waits for the morning.
    """
    now = road.clock.now()
    conversation_id, turn_id = int(payload["conversation_id"]), int(payload["turn_id"])
    async with road.book.transaction() as session:
        found = await _still_silent(session, conversation_id, turn_id)
        if found is None:
            return
        chat, contact, lead = found
        channel = road.channels.get(chat.channel)
        window = road.window_of(channel) if channel is not None else None
        closes_at = chat.last_inbound_at + window - MARGIN if window and chat.last_inbound_at else None
        at = waking(now, ZoneInfo(contact.timezone or road.timezone))
        if closes_at is not None and at >= closes_at:
            return
        if at > now:
            key = f"nudge:{turn_id}:morning"
            await jobs.ask(session, "nudge", key, payload, now, at)
            return
        text = str(payload["text"])
        if TRIP_LINK in text:
            nonce = await link_for(session, lead.id, now, road.terms.link_lifetime)
            text = text.replace(TRIP_LINK, road.trip_url(nonce))
        draft = Draft(f"nudge:{turn_id}", chat.id, "text", {"text": text}, "bot", turn_id=turn_id)
        if await queue(await line_of(session), draft, now, chat.channel):
            await record(session, lead, "nudged", "Silent for a while: reminded once", "bot", now)


async def _still_silent(
    session: AsyncSession, conversation_id: int, turn_id: int
) -> tuple[Conversation, Contact, Lead] | None:
    locked = select(Conversation).where(Conversation.id == conversation_id).with_for_update(key_share=True)
    chat = (await session.scalars(locked)).one_or_none()
    if chat is None or chat.held_by is not None or chat.contact_id is None:
        return None
    newer = exists().where(
        Inbound.conversation_id == chat.id, or_(Inbound.turn_id.is_(None), Inbound.turn_id > turn_id)
    )
    by_staff = exists().where(
        Outbound.conversation_id == chat.id,
        Outbound.sender.like("user:%"),
        Outbound.created_at > select(Inbound.received_at).where(Inbound.turn_id == turn_id)
        .order_by(Inbound.id.desc()).limit(1).scalar_subquery(),
    )  # fmt: skip
    if await session.scalar(select(or_(newer, by_staff))):
        return None
    contact = await session.get_one(Contact, chat.contact_id)
    lead = await open_lead_of(session, chat.id)
    if contact.opted_out_at is not None or lead is None or lead.status in CLOSED_STATUSES:
        return None
    lead = await get_lead(session, lead.id)
    return None if lead.needs_human is not None else (chat, contact, lead)


def waking(now: datetime, zone: ZoneInfo) -> datetime:
    """Give the first moment from `now` on at which people are awake in a time zone."""
    local = now.astimezone(zone)
    if WAKES_AT <= local.time() < SLEEPS_AT:
        return now
    day = local.date() + timedelta(days=local.time() >= SLEEPS_AT)
    return datetime.combine(day, WAKES_AT, zone).astimezone(now.tzinfo)
