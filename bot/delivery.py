"""Deliver: oldest first within a conversation, through the send gate, every try written down."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any

import structlog

from bot.channels.port import Accepted, Channel, Message, SendResult, TryLater, Unknown
from bot.endings import Aftermath, judge, stopped, write_down
from bot.rendering import Unsendable, as_link, render
from bot.road import Road
from crm.conversations.rules import AtTheGate, Go, Stop, pass_gate
from crm.conversations.taking import Taken, look_again, take
from crm.db import forbid_in_transaction, new_token

log = structlog.get_logger(__name__)


class LeaseRunsOut(Exception):
    """This process was held up so long that others may soon believe it dead. Nothing was sent."""


async def take_due(road: Road, *, limit: int = 50, chats: Sequence[int] | None = None) -> list[Taken]:
    """Lease messages that are due, of all conversations or of some."""
    now = road.clock.now()
    until = now + road.terms.send_lease
    return await road.book.at_once(
        lambda line: take(line, new_token(12), now, until, limit=limit, chats=chats)
    )


async def deliver(road: Road, taken: Taken) -> None:
    """Send one leased message, and then whatever of its conversation has become due behind it."""
    waiting: list[Taken] = [taken]
    while waiting:
        one = waiting.pop(0)
        started_at = road.clock.now()
        try:
            aftermath = await _send(road, one, started_at)
        except LeaseRunsOut:
            # Another worker will find it, and ask the provider first. Sending now could double it.
            log.warning("lease_ran_out", message=one.id)
            continue
        waiting += await write_down(road, one, aftermath)


async def _send(road: Road, taken: Taken, started_at: datetime) -> Aftermath:
    forbid_in_transaction("a delivery")
    channel = road.channels.get(taken.channel)
    if channel is None:
        no_channel = Stop("failed", "no_channel", f"{taken.channel} is not set up.", "Set it up, then retry.")
        return stopped(taken, no_channel, started_at)
    taken = await _wait_for_place(road, taken, channel)
    ready = await _through_the_gate(road, taken, channel, started_at)
    while not isinstance(ready, Aftermath) and await _stood_at_the_door(road, taken, channel):
        taken = await road.book.look(partial(look_again, taken=taken))
        ready = await _through_the_gate(road, taken, channel, started_at)
    if isinstance(ready, Aftermath):
        return ready
    message, instead = ready
    result = await _hand_over(road, taken, channel, message)
    await _note_how_it_is(road, channel, result)
    return judge(road, taken, channel, message, result, started_at, instead)


async def _note_how_it_is(road: Road, channel: Channel, result: SendResult) -> None:
    """Keep whether the provider answers at all; what it thinks of this one message says nothing of it.

    Nor does a wait that it asks for: it answered, and what it put off is tried again.
    """
    match result:
        case TryLater(is_away=True) | Unknown():
            await road.neighbours.trouble(channel.name, result.detail)
        case Accepted():
            await road.neighbours.well(channel.name)


async def _through_the_gate(
    road: Road, taken: Taken, channel: Channel, started_at: datetime
) -> Aftermath | tuple[Message, Mapping[str, Any] | None]:
    """Give what may be handed over, with what goes in its place; or why nothing is."""
    try:
        verdict, message = await _at_the_gate(road, taken, channel)
    except Unsendable as problem:
        stop = Stop("failed", "unsendable", str(problem), "Write it anew.")
        return stopped(taken, stop, started_at)
    if isinstance(verdict, Stop):
        return stopped(taken, verdict, started_at)
    if message is None:
        return stopped(taken, Stop("cancelled", "nothing_to_say", "There is nothing to show."), started_at)
    return message, verdict.instead


async def _stood_at_the_door(road: Road, taken: Taken, channel: Channel) -> bool:
    """Let those go first who were held up on their way; False where this one goes now, and at once."""
    if taken.kind == "callback":
        return False
    seconds = road.pacer.depart(taken.channel_account, channel.capabilities, monotonic())
    if seconds > 0:
        await asyncio.sleep(seconds)
    return seconds > 0


async def _wait_for_place(road: Road, taken: Taken, channel: Channel) -> Taken:
    """Wait for the channel's pace; after a wait the gate's facts are read anew."""
    if taken.kind == "callback":
        return taken  # the answer to a press is no message: it counts towards no limit
    account, limits = taken.channel_account, channel.capabilities
    in_chat = road.pacer.reserve_in_chat(account, taken.address, limits, monotonic())
    if in_chat > 0:
        await asyncio.sleep(in_chat)
    in_account = road.pacer.reserve(account, limits, monotonic())
    if in_account > 0:
        await asyncio.sleep(in_account)
    if in_chat <= 0 and in_account <= 0:
        return taken
    return await road.book.look(partial(look_again, taken=taken))


async def _at_the_gate(road: Road, taken: Taken, channel: Channel) -> tuple[Go | Stop, Message | None]:
    facts = _facts(road, taken, channel)
    verdict = pass_gate(facts)
    if isinstance(verdict, Stop):
        return verdict, None
    message = await render(road, taken, verdict.instead or taken.body)
    if message is None or message.file is None:
        return verdict, message
    size, limit = len(message.file), channel.capabilities.file_limit
    verdict = pass_gate(
        replace(facts, file_size=size, file_limit=limit, has_file_link=message.link is not None)
    )
    if isinstance(verdict, Go) and verdict.as_link:
        message = as_link(message)
    return verdict, message


def _facts(road: Road, taken: Taken, channel: Channel) -> AtTheGate:
    return AtTheGate(
        kind="template" if "template" in taken.body else taken.kind,
        sender=taken.sender,
        is_customer=taken.chat_kind == "customer",
        held_by=taken.held_by,
        opted_out=taken.opted_out_at is not None,
        unreachable=taken.unreachable,
        last_inbound_at=taken.last_inbound_at,
        window=road.window_of(channel),
        now=road.clock.now(),
        fallback=taken.body.get("fallback"),
    )


async def _hand_over(road: Road, taken: Taken, channel: Channel, message: Message) -> SendResult:
    left = taken.lease_until - road.clock.now()
    if left < road.terms.send_lease / 2:
        raise LeaseRunsOut
    limit = left * 0.8  # while the lease is still ours
    try:
        async with asyncio.timeout(limit.total_seconds()):
            return await channel.send(message)
    except TimeoutError:
        return Unknown("No answer in time.")
    except Exception as problem:  # the port promises not to raise; what broke it may have been sent
        log.exception("channel_broke_its_promise", channel=channel.name)
        return Unknown(f"{type(problem).__name__}: {problem}")
