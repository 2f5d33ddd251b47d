"""Receive: what a webhook brought is written down in one transaction, and the bell is rung."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from psycopg.errors import UniqueViolation
from sqlalchemy.ext.asyncio import AsyncSession

from bot.bell import Bell
from bot.channels.port import Inbound, Status
from crm.conversations.inbox import Pace, TakenIn, take_in, take_in_known
from crm.conversations.mail_in import Enclosed, take_in_mail
from crm.conversations.mail_places import place_of
from crm.conversations.opening import take_in_first
from crm.conversations.receipts import hear_back, hear_progress
from crm.db import Book
from crm.statements import Line, line_of


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
    if not events:
        return Receipt()
    taken, moved = await _write_down(book, events, now, pace)
    fresh = [one for one in taken if one.inbox_id is not None]
    for one in fresh:
        bell.wake(one.conversation_id, one.ready_at or now)
    if moved:
        bell.deliver()
    return Receipt(len(fresh), len(taken) - len(fresh), moved)


async def _write_down(
    book: Book, events: Sequence[Inbound | Status], now: datetime, pace: Pace
) -> tuple[list[TakenIn], int]:
    """Write events down; give what was taken in, and how many statuses moved something."""
    first = events[0]
    if len(events) == 1 and isinstance(first, Inbound) and first.channel != "email":
        if first.channel != "telegram":
            # By far the most frequent case, and a single statement.
            known = await book.at_once(lambda line: take_in_known(line, first, now, pace))
            if known is None and not book.is_sqlite:
                known = await _take_in_first(book, first, now, pace)
            if known is not None:
                return [known], 0
        return [await book.whole(lambda line: take_in(line, first, now, pace))], 0
    if len(events) == 1 and isinstance(first, Status) and first.name != "failed":
        return [], int(await book.at_once(lambda line: hear_progress(line, first, now)))
    arrivals = [event for event in events if isinstance(event, Inbound)]
    words = [event for event in events if isinstance(event, Status)]
    moved = 0
    async with book.transaction() as session:
        # One order for all: two webhooks that bring the same two chats cannot wait for one another.
        arrivals.sort(key=lambda arrival: (arrival.channel_account, arrival.address))
        line = await line_of(session)
        taken = [await _take_in(session, line, arrival, now, pace) for arrival in arrivals]
        for word in sorted(words, key=lambda word: word.outbox_id or 0):
            moved += await hear_back(session, word, now)
    return taken, moved


async def _take_in_first(book: Book, first: Inbound, now: datetime, pace: Pace) -> TakenIn | None:
    """Write down the first message of somebody new; None where another request was quicker."""
    try:
        return await book.at_once(lambda line: take_in_first(line, first, now, pace))
    except UniqueViolation:
        return None


async def _take_in(session: AsyncSession, line: Line, arrival: Inbound, now: datetime, pace: Pace) -> TakenIn:
    if arrival.channel != "email":
        return await take_in(line, arrival, now, pace)
    place = await place_of(session, arrival)
    detail = dict(arrival.detail)
    if place.address != arrival.address:
        # An answer from another address of theirs belongs to the thread that it answers.
        detail["from"] = arrival.address
    arrival = replace(arrival, channel_account=place.account, address=place.address, detail=detail)
    files = [Enclosed(file.name, file.media_type, file.content) for file in arrival.files]
    return await take_in_mail(session, arrival, place, files, now, pace)
