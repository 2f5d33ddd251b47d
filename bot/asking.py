"""Messages whose sender died, or whose reply was lost: the provider is asked before anything is repeated."""

import structlog

from bot.channels.port import Channel, LookupFailed, Message
from bot.endings import LOST_REPLY, Aftermath, accepted, repeats_safely, told, unknowable, write_down
from bot.rendering import Unsendable, render
from bot.road import Road
from crm.conversations.by_hand import ASKED_ONCE
from crm.conversations.rules import MAX_SEND_ATTEMPTS, pause_before
from crm.conversations.taking import Taken, other_names, take_abandoned
from crm.db import new_token

log = structlog.get_logger(__name__)


async def take_lost(road: Road, *, limit: int = 20) -> list[Taken]:
    """Lease messages whose outcome is to be learnt."""
    now = road.clock.now()
    async with road.book.single() as line:
        return await take_abandoned(line, new_token(12), now, now + road.terms.send_lease, limit=limit)


async def find_out(road: Road, taken: Taken) -> list[Taken]:
    """Learn what became of one message and write it down; give what is due behind it."""
    return await write_down(road, taken, await _ask(road, taken))


async def _ask(road: Road, taken: Taken) -> Aftermath:
    now = road.clock.now()
    channel = road.channels.get(taken.channel)
    try:
        message = await render(road, taken, taken.body)
    except Unsendable:
        message = None
    if repeats_safely(taken, message):
        return Aftermath(told(taken, "waiting", "again", now, run_at=now))
    if channel is None or message is None or not channel.capabilities.can_read_back:
        return unknowable(taken, "The desk stopped before the provider had answered.", now)
    return await _read_back(road, taken, channel, message)


async def _read_back(road: Road, taken: Taken, channel: Channel, message: Message) -> Aftermath:
    now = road.clock.now()
    async with road.book.glance() as line:
        known = await other_names(line, taken)
    try:
        found = await channel.find_sent(message, taken.created_at, known)
    except LookupFailed as problem:
        return _ask_later(road, taken, str(problem))
    if found is not None:
        return accepted(taken, found.provider_id, now)
    if taken.error_code == LOST_REPLY:
        # The provider may still be at work on it: what is not there now may be there in a moment.
        sure_at = now + road.terms.sure_after
        return Aftermath(told(taken, "sending", "not_found", now, code=ASKED_ONCE, lease_until=sure_at))
    if taken.attempts >= MAX_SEND_ATTEMPTS:
        return unknowable(taken, "Its reply was lost again and again.", now)
    return Aftermath(told(taken, "waiting", "not_found", now, run_at=now))


def _ask_later(road: Road, taken: Taken, problem: str) -> Aftermath:
    now = road.clock.now()
    if now - taken.run_at > road.terms.give_up_after:
        why = f"Its reply was lost, and for an hour the provider could not be asked about it ({problem})."
        return unknowable(taken, why, now)
    again_at = now + pause_before(taken.attempts, chance=road.chance.random())
    code = taken.error_code or LOST_REPLY
    return Aftermath(
        told(taken, "sending", "not_asked", now, code=code, detail=problem, lease_until=again_at)
    )
