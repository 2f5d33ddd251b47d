"""Every refusal as `application/problem+json` (RFC 9457), in words for the person who reads it."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import psycopg
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from crm.errors import Clash, Missing, Unfit
from crm.leads.rules import NotAllowed
from crm.leads.service import NoLead
from crm.trips.service import NoTrip

log = structlog.get_logger("api")

# The words of pydantic's commonest complaints, for someone who filled in a form.
_WORDS = {
    "missing": "This is needed.",
    "string_too_short": "Write at least {min_length} characters.",
    "string_too_long": "Write at most {max_length} characters.",
    "int_parsing": "Give a whole number.",
    "int_type": "Give a whole number.",
    "decimal_parsing": "Give a number.",
    "bool_parsing": "Answer yes or no.",
    "date_from_datetime_parsing": "Give a date like 2026-12-20.",
    "date_parsing": "Give a date like 2026-12-20.",
    "datetime_parsing": "Give a time like 2026-12-20T09:30:00Z.",
    "timezone_aware": "Give the time with its zone, like 2026-12-20T09:30:00Z.",
    "greater_than_equal": "Give at least {ge}.",
    "less_than_equal": "Give at most {le}.",
    "greater_than": "Give more than {gt}.",
    "less_than": "Give less than {lt}.",
    "literal_error": "Choose {expected}.",
    "extra_forbidden": "There is no such field, or it cannot be set here.",
    "json_invalid": "This is not valid JSON.",
}


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(BaseModel):
    """Why a request was refused (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    instance: str = ""
    errors: list[FieldProblem] = []


class Refuse(HTTPException):
    """Refuse a request with a status and a sentence for the reader."""


def problem_response(
    request: Request,
    status: int,
    detail: str,
    *,
    errors: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    if request.url.path == "/admin" or request.url.path.startswith("/admin/"):
        from api.pages.frame import page_problem  # a page answers with a page

        return page_problem(request, status, detail, list(errors))
    if request.url.path.startswith("/t/") and "text/html" in request.headers.get("accept", ""):
        from api.trips.page import trip_problem

        return trip_problem(request, status, headers)
    body = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=request.url.path,
        errors=list(errors),
    )
    return JSONResponse(
        body.model_dump(exclude_defaults=False),
        status_code=status,
        headers=dict(headers or {}),
        media_type="application/problem+json",
    )


def field_problems(error: RequestValidationError) -> list[FieldProblem]:
    """Say in plain words what is wrong with each field. The values given are not repeated."""
    return [FieldProblem(field=_field(item["loc"]), message=_message(item)) for item in error.errors()[:50]]


def _field(place: Sequence[int | str]) -> str:
    return ".".join(str(part) for part in place if part not in ("body", "query", "path", "header"))


def _message(item: Mapping[str, Any]) -> str:
    words = _WORDS.get(item["type"])
    if words is not None:
        return words.format(**item.get("ctx", {}))
    message = str(item["msg"]).removeprefix("Value error, ")
    return message[:1].upper() + message[1:]


def install(app: FastAPI) -> None:
    """Answer every error of the app as a problem."""
    for kind, answer in _ANSWERS.items():
        app.add_exception_handler(kind, answer)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - narrows what the table below ensures
    detail = error.detail if error.detail != HTTPStatus(error.status_code).phrase else ""
    return problem_response(
        request, error.status_code, detail or _DEFAULT.get(error.status_code, ""), headers=error.headers
    )


async def _unfit_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - narrows what the table below ensures
    return problem_response(request, 422, "Some fields need mending.", errors=field_problems(error))


async def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, Unfit)  # noqa: S101 - narrows what the table below ensures
    errors = [FieldProblem(field=error.field, message=error.message)]
    return problem_response(request, 422, error.message, errors=errors)


async def _not_allowed(request: Request, error: Exception) -> Response:
    return problem_response(request, 422, str(error))


async def _missing(request: Request, error: Exception) -> Response:
    return problem_response(request, 404, str(error))


async def _clash(request: Request, error: Exception) -> Response:
    return problem_response(request, 409, str(error))


async def _book_away(request: Request, error: Exception) -> Response:
    log.error("book unreachable", error=type(error).__name__)
    return problem_response(
        request, 503, "The desk's book cannot be reached now; try again.", headers={"Retry-After": "5"}
    )


async def _broken_off(request: Request, error: Exception) -> Response:
    # Nobody is there to read it; without this each would be noted as a fault of the desk.
    return problem_response(request, 400, "The request broke off.")


async def _value_out_of_range(request: Request, error: Exception) -> Response:
    # No column can hold it (a number of 40 digits, a NUL in a text): that is the asker's to mend.
    return problem_response(request, 422, "A value is out of range.")


async def _broken(request: Request, error: Exception) -> Response:
    log.error("unhandled", exc_info=error)
    return problem_response(request, 500, "The desk could not do this. It has been noted.")


_ANSWERS: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    HTTPException: _refused,
    RequestValidationError: _unfit_request,
    Unfit: _unfit,
    NotAllowed: _not_allowed,
    Missing: _missing,
    NoLead: _missing,
    NoTrip: _missing,
    Clash: _clash,
    OperationalError: _book_away,
    InterfaceError: _book_away,
    psycopg.OperationalError: _book_away,  # written-out statements go past SQLAlchemy
    sqlite3.OperationalError: _book_away,
    ConnectionError: _book_away,
    ClientDisconnect: _broken_off,
    DataError: _value_out_of_range,
    psycopg.DataError: _value_out_of_range,
    OverflowError: _value_out_of_range,
    Exception: _broken,
}

_DEFAULT = {
    400: "The request cannot be read.",
    401: "Sign in first.",
    403: "Your role does not allow this.",
    404: "There is nothing here.",
    405: "This address does not take that method.",
    413: "This is too large.",
    429: "Too many tries; wait a little.",
}
