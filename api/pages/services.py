"""The page of the services outside of the house: which answer, which do not, and what to do."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.access.guards import GuardedRoute
from api.doors import Doors, doors
from api.pages.frame import PageManager, show
from crm.neighbours.rules import IDLE_AFTER, known
from crm.neighbours.service import in_trouble

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)


@router.get("/services")
async def services_page(request: Request, me: PageManager) -> Response:
    """List the services that this desk needs, those in trouble first."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        troubled = await in_trouble(session)
    now, needed = at.desk.clock.now(), _needed(at)
    troubled = [row for row in troubled if row.name.partition("-")[0] in needed]  # or it was set up before
    failing = {row.name for row in troubled}
    others = [known(name) for name in needed if name not in failing]
    told = [(row, known(row.name), now - row.last_at >= IDLE_AFTER) for row in troubled]
    return show(request, "services.html", troubled=told, others=others)


def _needed(at: Doors) -> list[str]:
    """Name the services that are set up."""
    settings = at.desk.settings
    more = {"redis": settings.redis_url, "roads": settings.osrm_url}
    return [*at.desk.channels, "library", *(name for name, url in more.items() if url)]
