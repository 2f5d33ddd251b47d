"""Pages of what went wrong and wants a human: messages that did not arrive, and turns that died."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from api import acts
from api.access.guards import GuardedRoute
from api.doors import doors
from api.pages.frame import Line, PageManager, back, show
from api.pages.leads import PER_PAGE, PageNumber
from api.rest.shapes import Id
from api.writing import writing
from crm.conversations import troubles, turns
from crm.conversations.by_hand import CAN_BE_ASKED
from crm.conversations.follow_up import comes_too_late
from crm.conversations.transcripts import said_text
from crm.errors import Clash
from crm.statements import line_of

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)


@router.get("/deliveries")
async def deliveries_page(
    request: Request,
    me: PageManager,
    status: Annotated[Literal["", "failed", "unknown"], Query()] = "",
    page: PageNumber = 1,
) -> Response:
    """List messages that did not arrive, with the reason and the remedy."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        rows, total = await troubles.troubled_deliveries(
            session, status=status, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
    return show(
        request,
        "deliveries.html",
        rows=[(row, said_text(row.outbound.body)) for row in rows],
        total=total,
        page=page,
        per_page=PER_PAGE,
        chosen=status,
        query=urlencode({"status": status}),
        too_late={row.outbound.id for row in rows if _is_too_late(row, at.now)},
        can_be_asked=CAN_BE_ASKED,
    )


def _is_too_late(row: troubles.TroubledDelivery, now: datetime) -> bool:
    lost = row.outbound
    return comes_too_late(lost.error_code, lost.created_at, row.conversation, now)


@router.post("/deliveries/{delivery_id}")
async def decide_delivery(request: Request, me: PageManager, delivery_id: Id, act: Line) -> Response:
    """Ask about a message, send it again, count it as sent, or set it aside."""
    async with writing(request, me) as pen:
        said = await acts.decide_delivery(pen, me, None, delivery_id, act)
    return back("/admin/deliveries", said)


@router.get("/turns")
async def dead_turns_page(request: Request, me: PageManager, page: PageNumber = 1) -> Response:
    """List the turns that were given up."""
    async with doors(request).desk.book.reading() as session:
        rows, total = await troubles.dead_turns(session, limit=PER_PAGE, offset=(page - 1) * PER_PAGE)
    return show(request, "turns.html", rows=rows, total=total, page=page, per_page=PER_PAGE, query="")


@router.post("/turns/{turn_id}/revive")
async def revive_turn(request: Request, me: PageManager, turn_id: Id) -> Response:
    """Think about a dead turn again."""
    at = doors(request)
    async with writing(request, me) as pen:
        conversation_id = await turns.revive(await line_of(pen.session), turn_id, pen.now)
        if conversation_id is None:
            raise Clash("This turn is not dead, or another one is open in its conversation.")
        pen.note("turn.revive", f"turn:{turn_id}")
    at.desk.bell.wake(conversation_id, at.now)
    return back("/admin/turns", "The desk thinks about it again.")
