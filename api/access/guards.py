"""The role that each endpoint declares. A route that declares nothing cannot be registered."""

import inspect
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.access.tokens import BadToken
from api.doors import Doors, doors
from api.problems import Problem, Refuse
from crm.users import queries
from crm.users.rules import Role, Staff
from crm.users.sign_ins import is_use_worth_noting, touch

_bearer = HTTPBearer(
    auto_error=False, bearerFormat="JWT", description="The access token of `POST /api/v1/auth/sign-in`."
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


class Access:
    """A declaration of who may use an endpoint. `least` None: everyone, signed in or not."""

    least: Role | None

    def __init__(self, least: Role | None) -> None:
        self.least = least


class Public(Access):
    """Open to everyone; whatever needs checking is checked by the endpoint itself."""

    def __init__(self) -> None:
        super().__init__(None)

    async def __call__(self) -> None:
        return None


class Bearer(Access):
    """For members of staff of at least this role, who show an access token."""

    async def __call__(self, request: Request, credentials: Credentials) -> Staff:
        staff = await bearer_staff(doors(request), credentials.credentials if credentials else "")
        if staff is None:
            raise Refuse(401, "Sign in first.", {"WWW-Authenticate": 'Bearer realm="serai"'})
        if self.least is not None and not staff.is_at_least(self.least):
            raise Refuse(403, f"This needs the role {self.least}; yours is {staff.role}.")
        request.state.staff = staff
        return staff


async def bearer_staff(at: Doors, token: str) -> Staff | None:
    """Give who holds an access token, or None. Role and activity are read from the book each time."""
    try:
        access = at.tokens.read(token, at.now)
    except BadToken:
        return None
    async with at.desk.book.reading() as session:
        staff = await queries.signed_in(session, access.sign_in_id, at.now)
    if staff is None or staff.id != access.user_id:
        return None
    await note_use(at, staff)
    return staff


async def note_use(at: Doors, staff: Staff) -> None:
    """Note that a device is in use, at most once in five minutes."""
    if is_use_worth_noting(staff, at.now):
        async with at.desk.book.transaction() as session:
            await touch(session, staff.sign_in_id, at.now)


Anyone = Depends(Public())
Agent = Annotated[Staff, Depends(Bearer("agent"))]
Manager = Annotated[Staff, Depends(Bearer("manager"))]
Admin = Annotated[Staff, Depends(Bearer("admin"))]


class UndeclaredAccess(RuntimeError):
    """A route was written without saying who may use it."""


class GuardedRoute(APIRoute):
    """A route that says who may use it, in the code and in the API's description."""

    def __init__(self, path: str, endpoint: Any, **options: Any) -> None:
        first_line = inspect.cleandoc(endpoint.__doc__ or "").partition("\n")[0]
        options["summary"] = options.get("summary") or first_line.rstrip(".") or None
        super().__init__(path, endpoint, **options)
        declared = declared_access(self.dependant)
        if declared is None:
            raise UndeclaredAccess(f"{path} does not say who may use it")
        self.openapi_extra = {**(self.openapi_extra or {}), "x-role": declared.least or "public"}
        if declared.least is not None:
            self.description = f"{self.description}\n\nNeeds the role **{declared.least}** or above.".strip()


def declared_access(dependant: Dependant) -> Access | None:
    """Give the strictest declaration among a route's dependencies, or None if there is none."""
    found = list(_declarations(dependant))
    return max(found, key=_strictness, default=None)


def _strictness(access: Access) -> int:
    return ("agent", "manager", "admin").index(access.least) + 1 if access.least else 0


def _declarations(dependant: Dependant) -> Iterator[Access]:
    for inner in dependant.dependencies:
        if isinstance(inner.call, Access):
            yield inner.call
        yield from _declarations(inner)


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe refusals for the API's description."""
    words = {
        400: "The request cannot be read.",
        401: "Not signed in.",
        403: "The role does not allow it.",
        404: "There is nothing here, or nothing that you may see.",
        409: "It does not fit the present state.",
        413: "Too large.",
        422: "Some fields need mending.",
        429: "Too many tries.",
        503: "Not ready.",
    }
    content = {"application/problem+json": {"schema": _problem_schema()}}
    return {status: {"description": words[status], "content": content} for status in statuses}


@cache
def _problem_schema() -> dict[str, Any]:
    return Problem.model_json_schema()
