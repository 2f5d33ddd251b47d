"""The staff's pages."""

from fastapi import APIRouter

from api.access.guards import GuardedRoute
from api.pages import conversations, jobs, lead_acts, leads, office, people, services, shop, sign_in, troubles

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)
for part in (sign_in, leads, lead_acts, conversations, shop, troubles, jobs, services, people, office):
    router.include_router(part.router)
