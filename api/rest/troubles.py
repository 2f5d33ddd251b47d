"""What went wrong and what can be done: messages that did not arrive, turns and jobs that died."""

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api import acts
from api.access.guards import GuardedRoute, Manager, refusals
from api.doors import doors
from api.rest.shapes import Form, Id, Limit, Offset, Page
from api.writing import writing
from crm.conversations import troubles, turns
from crm.conversations.by_hand import Act
from crm.conversations.transcripts import said_text
from crm.errors import Clash
from crm.jobs.queries import dead_jobs
from crm.jobs.service import revive_job
from crm.statements import line_of

router = APIRouter(route_class=GuardedRoute, tags=["troubles"])


class Delivery(BaseModel):
    """A message that did not arrive (failed), or of which nobody knows (unknown)."""

    id: int
    status: str
    conversation_id: int
    channel: str
    contact_name: str | None
    lead_id: int | None
    kind: str
    text: str
    sender: str
    code: str | None
    reason: str | None
    remedy: str | None = Field(description="What a human can do about it.")
    attempts: int
    created_at: datetime


class Attempt(BaseModel):
    """One try at sending a message."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None
    code: str | None
    detail: str | None


class Decision(Form):
    act: Act


class Decided(BaseModel):
    """What follows from the decision, in words."""

    told: str


class DeadTurn(BaseModel):
    """A turn that was given up after the last try; a human has been called."""

    id: int
    conversation_id: int
    lead_id: int | None
    attempts: int
    error: str | None
    created_at: datetime
    asked: list[str] = Field(description="What the customer wrote.")


class DeadJobLine(BaseModel):
    """Slow work that failed at every try: printing a proposal, sending a report."""

    id: int
    kind: str
    told: str = Field(description="What it was to do, in words.")
    lead_id: int | None
    attempts: int
    error: str | None
    created_at: datetime
    died_at: datetime | None


@router.get("/deliveries", responses=refusals(401, 403, 422))
async def list_deliveries(
    request: Request,
    me: Manager,
    status: Literal["", "failed", "unknown"] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Delivery]:
    """List messages that failed or whose outcome nobody knows, newest first, with the remedy."""
    async with doors(request).desk.book.reading() as session:
        rows, total = await troubles.troubled_deliveries(session, status=status, limit=limit, offset=offset)
    return Page(items=[_delivery(row) for row in rows], total=total, limit=limit, offset=offset)


@router.get("/deliveries/{delivery_id}/attempts", responses=refusals(401, 403))
async def list_attempts(request: Request, me: Manager, delivery_id: Id) -> list[Attempt]:
    """List the tries at one message, oldest first."""
    async with doors(request).desk.book.reading() as session:
        rows = await troubles.attempts(session, delivery_id)
    return [Attempt(**{name: getattr(row, name) for name in Attempt.model_fields}) for row in rows]


@router.post("/deliveries/{delivery_id}/retry", status_code=202, responses=refusals(401, 403, 404, 409))
async def retry_delivery(request: Request, me: Manager, delivery_id: Id) -> Response:
    """Send the message once more. For one of unknown outcome the customer may get it twice: you decide."""
    async with writing(request, me) as pen:
        await acts.decide_delivery(pen, me, None, delivery_id, "again")
    return Response(status_code=202)


@router.post(
    "/deliveries/{delivery_id}/decision", status_code=202, responses=refusals(401, 403, 404, 409, 422)
)
async def decide_delivery(request: Request, me: Manager, delivery_id: Id, decision: Decision) -> Decided:
    """Decide about a message that failed (again, aside) or of unknown outcome (ask, arrived, again, aside).

    *ask* has WhatsApp asked once more: what it has counts as sent, what it has not goes again. *again*
    sends a copy whatever is known, so of an unknown one the customer may get two. *arrived* counts it as
    sent. *aside* ends it unsent.
    """
    async with writing(request, me) as pen:
        said = await acts.decide_delivery(pen, me, None, delivery_id, decision.act)
    return Decided(told=said)


@router.get("/turns/dead", responses=refusals(401, 403, 422))
async def list_dead_turns(
    request: Request, me: Manager, limit: Limit = 50, offset: Offset = 0
) -> Page[DeadTurn]:
    """List the turns that were tried to the limit and given up, newest first."""
    async with doors(request).desk.book.reading() as session:
        rows, total = await troubles.dead_turns(session, limit=limit, offset=offset)
    items = [
        DeadTurn(
            id=row.turn.id,
            conversation_id=row.conversation.id,
            lead_id=row.lead_id,
            attempts=row.turn.attempts,
            error=row.turn.error,
            created_at=row.turn.created_at,
            asked=[message.text for message in row.messages],
        )
        for row in rows
    ]
    return Page(items=items, total=total, limit=limit, offset=offset)


@router.post("/turns/{turn_id}/revive", status_code=202, responses=refusals(401, 403, 409))
async def revive_turn(request: Request, me: Manager, turn_id: Id) -> Response:
    """Think about a dead turn again, with the messages it had."""
    async with writing(request, me) as pen:
        conversation_id = await turns.revive(await line_of(pen.session), turn_id, pen.now)
        if conversation_id is None:
            raise Clash("This turn is not dead, or another one is open in its conversation.")
        pen.note("turn.revive", f"turn:{turn_id}")
    at = doors(request)
    at.desk.bell.wake(conversation_id, at.now)
    return Response(status_code=202)


@router.get("/jobs/dead", responses=refusals(401, 403, 422))
async def list_dead_jobs(
    request: Request, me: Manager, limit: Limit = 50, offset: Offset = 0
) -> Page[DeadJobLine]:
    """List the jobs that were tried to the limit and given up, newest first."""
    async with doors(request).desk.book.reading() as session:
        rows, total = await dead_jobs(session, limit=limit, offset=offset)
    items = [
        DeadJobLine(
            id=row.job.id,
            kind=row.job.kind,
            told=row.told,
            lead_id=row.lead_id,
            attempts=row.job.attempts,
            error=row.job.error,
            created_at=row.job.created_at,
            died_at=row.job.done_at,
        )
        for row in rows
    ]
    return Page(items=items, total=total, limit=limit, offset=offset)


@router.post("/jobs/{job_id}/retry", status_code=202, responses=refusals(401, 403, 409))
async def retry_job(request: Request, me: Manager, job_id: Id) -> Response:
    """Try a dead job again, five times at most."""
    async with writing(request, me) as pen:
        if not await revive_job(pen.session, job_id, pen.now):
            raise Clash("This job is not dead.")
        pen.note("job.retry", f"job:{job_id}")
    doors(request).desk.bell.work()
    return Response(status_code=202)


def _delivery(row: troubles.TroubledDelivery) -> Delivery:
    sent = row.outbound
    return Delivery(
        id=sent.id,
        status=sent.status,
        conversation_id=sent.conversation_id,
        channel=row.conversation.channel,
        contact_name=row.contact_name,
        lead_id=row.lead_id,
        kind=sent.kind,
        text=said_text(sent.body),
        sender=sent.sender,
        code=sent.error_code,
        reason=sent.error,
        remedy=sent.remedy,
        attempts=sent.attempts,
        created_at=sent.created_at,
    )
