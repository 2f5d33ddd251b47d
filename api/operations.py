"""For those who keep the desk running: is it alive, is it ready, and how is it doing."""

from datetime import datetime, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from api.access.guards import Anyone, GuardedRoute, bearer_staff, refusals
from api.access.limits import caller_address
from api.doors import Doors, doors
from api.metrics import ModelFigures, is_near
from api.problems import Refuse
from crm.conversations.troubles import figures, is_overdue, oldest_waits
from crm.reports.budgets import budget_today, shares_used
from crm.reports.model_use import model_dials

router = APIRouter(route_class=GuardedRoute, tags=["operations"])

_WAITS = {
    "inbox": "A customer's message has waited for an answer since {since}.",
    "outbox": "A message that is due has waited to be sent since {since}.",
    "jobs": "Work that is due (a proposal, a report) has waited since {since}.",
}


class Alive(BaseModel):
    status: str = "ok"


class Ready(BaseModel):
    """Whether the desk can do its work; `reasons` says in words why not."""

    status: str
    reasons: list[str]


@router.get("/healthz", dependencies=[Anyone])
async def healthz() -> Alive:
    """Say that the process answers. Nothing else is looked at."""
    return Alive()


@router.get(
    "/readyz", dependencies=[Anyone], responses={503: {"model": Ready, "description": "Not ready, and why."}}
)
async def readyz(request: Request) -> Response:
    """Say whether the database answers and no work grows old; 503 with the reasons otherwise."""
    reasons = await _reasons(doors(request))
    ready = Ready(status="not ready" if reasons else "ready", reasons=reasons)
    return JSONResponse(ready.model_dump(), status_code=503 if reasons else 200)


async def _reasons(at: Doors) -> list[str]:
    try:
        async with at.desk.book.reading() as session:
            waits = await oldest_waits(session, at.now)
    except (SQLAlchemyError, DBAPIError, OSError):
        return ["The database cannot be reached."]
    most = timedelta(seconds=at.desk.settings.ready_max_age_seconds)
    return [
        _WAITS[name].format(since=_clock_time(since))
        for name, since in waits.items()
        if since is not None and is_overdue(since, at.now, most)
    ]


def _clock_time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


@router.get("/metrics", dependencies=[Anyone], responses=refusals(403), response_class=Response)
async def metrics(request: Request) -> Response:
    """Figures in Prometheus's text format, for this machine, private networks and signed-in admins."""
    at = doors(request)
    if not is_near(caller_address(request)):
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        staff = await bearer_staff(at, token) if scheme.lower() == "bearer" else None
        if staff is None or not staff.is_at_least("admin"):
            raise Refuse(403, "Metrics are for private networks and admins.")
    async with at.desk.book.reading() as session:
        seen = await figures(session, at.now)
        models = ModelFigures(await model_dials(session), shares_used(await budget_today(session, at.now)))
    return Response(at.meters.text(seen, at.now, models), headers={"content-type": CONTENT_TYPE_LATEST})
