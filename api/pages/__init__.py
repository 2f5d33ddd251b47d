"""The staff's pages."""

from fastapi import APIRouter

from api.access.guards import GuardedRoute
from api.pages import leads, office, people, shop, sign_in

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)
for part in (sign_in, leads, shop, people, office):
    router.include_router(part.router)
