"""The REST API, version 1."""

from fastapi import APIRouter

from api.access.guards import GuardedRoute
from api.rest import (
    auth,
    catalogue,
    conversations,
    documents,
    guidance,
    leads,
    library,
    library_mending,
    me,
    office,
    prices,
    trips,
    troubles,
    users,
)

router = APIRouter(prefix="/api/v1", route_class=GuardedRoute)
_PARTS = (
    *(auth, me, leads, guidance, trips, prices, documents, conversations, users),
    *(library, library_mending, catalogue, troubles, office),
)
for part in _PARTS:
    router.include_router(part.router)
