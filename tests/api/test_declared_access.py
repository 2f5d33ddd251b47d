"""Every endpoint says who may use it; one that does not cannot even be registered."""

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from api.access.guards import GuardedRoute, UndeclaredAccess, declared_access

# What is open to everyone, written out here once more: adding to it is a decision.
PUBLIC = {
    "POST /webhooks/whatsapp",
    "POST /webhooks/whatsapp/status",
    "POST /webhooks/telegram",
    "POST /webhooks/email",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /files/{token}",
    "GET /t/{token}",
    "GET /t/{token}/state",
    "GET /t/{token}/proposal.pdf",
    "POST /t/{token}/approve",
    "POST /t/{token}/change",
    "POST /t/{token}/documents",
    "GET /files/{token}/{name}",
    "POST /api/v1/auth/sign-in",
    "POST /api/v1/auth/refresh",
    "GET /",
    "GET /admin",
    "GET /admin/sign-in",
    "POST /admin/sign-in",
    "GET /api/v1/docs",
}


def endpoints(app: FastAPI) -> dict[str, APIRoute]:
    """Give every endpoint of the app by "METHOD /path"."""
    found = {}
    for context in iter_route_contexts(app.routes):
        for method in (context.methods or set()) - {"HEAD", "OPTIONS"}:
            found[f"{method} {context.path}"] = context.original_route
    return found


async def test_every_endpoint_declares_a_role_or_that_it_is_public(app: FastAPI) -> None:
    undeclared, public = [], set()
    for name, route in endpoints(app).items():
        if name == "GET /api/v1/openapi.json":
            continue
        declared = declared_access(route.dependant) if isinstance(route, APIRoute) else None
        if declared is None:
            undeclared.append(name)
        elif declared.least is None:
            public.add(name)

    assert undeclared == []
    assert public == PUBLIC


def test_a_route_without_a_declaration_cannot_be_registered() -> None:
    router = APIRouter(route_class=GuardedRoute)

    with pytest.raises(UndeclaredAccess):

        @router.get("/open-by-mistake")
        async def open_by_mistake() -> None: ...


async def test_the_api_description_names_the_role_of_each_endpoint(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    assert paths["/api/v1/auth/sign-out"]["post"]["x-role"] == "agent"
    assert paths["/healthz"]["get"]["x-role"] == "public"
    for path, methods in paths.items():
        for method, operation in methods.items():
            assert operation["description"], f"{method} {path} has no description"


@pytest.mark.fault("T26")
async def test_no_request_body_takes_fields_that_are_not_named(app: FastAPI) -> None:
    description = app.openapi()
    open_bodies = []
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            for kind, content in operation.get("requestBody", {}).get("content", {}).items():
                name = content["schema"].get("$ref", "").rpartition("/")[2]
                schema = description["components"]["schemas"].get(name, content["schema"])
                if kind == "application/json" and schema.get("additionalProperties") is not False:
                    open_bodies.append(f"{method} {path}")
    assert open_bodies == []
