"""The REST API, version 1."""

from fastapi import APIRouter

from api.access.guards import GuardedRoute
from api.rest import auth, catalogue, conversations, leads, library, me, office, troubles, users

router = APIRouter(prefix="/api/v1", route_class=GuardedRoute)
for part in (auth, me, leads, conversations, users, library, catalogue, troubles, office):
    router.include_router(part.router)
