"""What people and paper do to the outbox: a colleague's words, a rendered proposal, a retry by hand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Outbound
from crm.conversations.outbox import Draft, queue
from crm.documents.models import Proposal
from crm.jobs.models import Job
from crm.statements import line_of

__all__ = ["fail_proposal", "queue_document", "retry", "say", "unblock_proposal"]


async def say(
    session: AsyncSession,
    conversation_id: int,
    kind: str,
    body: Mapping[str, Any],
    sender: str,
    key: str,
    now: datetime,
    *,
    run_at: datetime | None = None,
) -> list[int]:
    """Queue one message from outside a turn (a colleague in the pages, a report, a reminder).

    `key` is its logical id: asked twice, it is sent once. Ring the bell after the commit.
    """
    return await queue(
        await line_of(session), Draft(key, conversation_id, kind, body, sender, run_at=run_at), now
    )


async def queue_document(
    session: AsyncSession, draft: Draft, trip_version_id: int, now: datetime
) -> list[int]:
    """Queue the PDF of a trip version; it waits, and so does what follows it, until it is rendered."""
    body = {**draft.body, "trip_version_id": trip_version_id}
    query = select(Proposal.file_id).where(
        Proposal.trip_version_id == trip_version_id, Proposal.status == "rendered"
    )
    file_id = await session.scalar(query)
    if file_id is not None:
        body["file_id"] = file_id
    ready = Draft(
        draft.key,
        draft.conversation_id,
        draft.kind,
        body,
        draft.sender,
        draft.run_at,
        draft.turn_id,
        is_blocked=file_id is None,
    )
    return await queue(await line_of(session), ready, now)


async def _waiting_for(session: AsyncSession, trip_version_id: int) -> list[Outbound]:
    blocked = await session.scalars(select(Outbound).where(Outbound.status == "blocked").with_for_update())
    return [row for row in blocked if row.body.get("trip_version_id") == trip_version_id]


async def unblock_proposal(session: AsyncSession, trip_version_id: int, file_id: int) -> list[int]:
    """Let the messages go that waited for this version's PDF; give their conversations, for the bell."""
    rows = await _waiting_for(session, trip_version_id)
    for row in rows:
        row.body = {**row.body, "file_id": file_id}
        row.status = "waiting"
    await session.flush()
    return [row.conversation_id for row in rows]


async def fail_proposal(session: AsyncSession, trip_version_id: int, reason: str) -> list[int]:
    """Give up the messages that waited for a PDF that could not be made, so that others may pass."""
    rows = await _waiting_for(session, trip_version_id)
    for row in rows:
        row.status, row.error_code, row.error = "failed", "no_paper", reason[:2000]
        row.remedy = "The proposal could not be rendered. Render it again, then retry this message."
    await session.flush()
    return [row.conversation_id for row in rows]


async def _print_anew(session: AsyncSession, outbox_id: int, now: datetime) -> int | None:
    """Let the PDF that a failed message lacks be made again; the message waits for it as at first.

    Gives its conversation, or None where no paper was missing.
    """
    row = await session.get(Outbound, outbox_id)
    if row is None or row.status != "failed" or row.error_code != "no_paper":
        return None
    version_id = row.body.get("trip_version_id")
    again = {"status": "waiting", "attempts": 0, "run_at": now, "lease": None, "error": None}
    await session.execute(update(Job).where(Job.key == f"proposal:{version_id}").values(**again))
    row.status, row.error_code, row.error, row.remedy = "blocked", None, None, None
    await session.flush()
    return row.conversation_id


async def retry(session: AsyncSession, outbox_id: int, now: datetime) -> int | None:
    """Send a failed message, or one of unknown outcome, again by a human's decision.

    Gives its conversation, or None where the message is in no such state. A proposal that could not be
    printed is printed anew first.
    """
    waits_in = await _print_anew(session, outbox_id, now)
    if waits_in is not None:
        return waits_in
    again = (
        update(Outbound)
        .where(Outbound.id == outbox_id, Outbound.status.in_(("failed", "unknown")))
        .values(status="waiting", run_at=now, attempts=0, provider_id=None, error_code=None, remedy=None)
        .returning(Outbound.conversation_id)
    )
    return (await session.execute(again)).scalar()
