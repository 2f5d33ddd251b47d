"""The REST API, version 1."""

from fastapi import APIRouter

from api.access.guards import GuardedRoute
from api.rest import auth, me

router = APIRouter(prefix="/api/v1", route_class=GuardedRoute)
for part in (auth, me):
    router.include_router(part.router)
