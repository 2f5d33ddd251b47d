"""Receive: what a webhook brought is written down in one transaction, and the bell is rung."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.bell import Bell
from bot.channels.port import Inbound, Status
from crm.conversations.inbox import Pace, take_in
from crm.conversations.receipts import hear_back
from crm.db import Book


@dataclass(frozen=True)
class Receipt:
    """How many messages were new, how many had come before, how many statuses moved something."""

    new: int = 0
    repeated: int = 0
    statuses: int = 0


async def receive(
    book: Book,
    events: Sequence[Inbound | Status],
    bell: Bell,
    now: datetime,
    pace: Pace = Pace(),  # noqa: B008 - a frozen value
) -> Receipt:
    """Write events down; when this returns they are safe, and the webhook may answer 200.

    A message that comes again changes nothing. `now` is aware UTC.
    """
    arrivals = [event for event in events if isinstance(event, Inbound)]
    words = [event for event in events if isinstance(event, Status)]
    moved = 0
    if not events:
        return Receipt()
    async with book.transaction() as session:
        # One order for all: two webhooks that bring the same two chats cannot wait for one another.
        arrivals.sort(key=lambda arrival: (arrival.channel_account, arrival.address))
        taken = [await take_in(session, arrival, now, pace) for arrival in arrivals]
        for word in sorted(words, key=lambda word: word.outbox_id or 0):
            moved += await hear_back(session, word, now)
    fresh = [one for one in taken if one.inbox_id is not None]
    for one in fresh:
        bell.wake(one.conversation_id, one.ready_at or now)
    if moved:
        bell.deliver()
    return Receipt(len(fresh), len(taken) - len(fresh), moved)
