"""Signing in to the pages and out of them: the same sign-ins as the API's, held in a cookie."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.access import entry
from api.access.guards import Anyone, GuardedRoute
from api.doors import doors
from api.pages.frame import SIGN_IN, PageAgent, back, check_origin, session_cookie, show
from api.problems import Refuse
from api.writing import writing
from crm.users import sign_ins

router = APIRouter(route_class=GuardedRoute, include_in_schema=False)


@router.get("/", dependencies=[Anyone])
@router.get("/admin", dependencies=[Anyone])
async def home() -> Response:
    """Go to where work begins."""
    return RedirectResponse("/admin/leads", 303)


@router.get("/admin/sign-in", dependencies=[Anyone])
async def sign_in_page(request: Request, next: str = "") -> Response:  # noqa: A002 - the usual name in an address
    """Show the sign-in form."""
    return show(request, "sign_in.html", next=_own_page(next), email="", problem="")


@router.post("/admin/sign-in", dependencies=[Anyone])
async def sign_in(
    request: Request,
    email: Annotated[str, Form(max_length=320)] = "",
    password: Annotated[str, Form(max_length=128)] = "",
    next: Annotated[str, Form(max_length=500)] = "",  # noqa: A002 - the usual name in an address
) -> Response:
    """Sign in, and go where one was going."""
    check_origin(request)
    at = doors(request)
    try:
        user, opened = await entry.sign_in(at, request, email.replace("\x00", ""), password, "web")
    except Refuse as refusal:
        code, wanted = refusal.status_code, _own_page(next)
        return show(request, "sign_in.html", code, next=wanted, email=email, problem=refusal.detail)
    response = RedirectResponse(_own_page(next), 303)
    response.set_cookie(
        session_cookie(at),
        opened.token,
        max_age=int(sign_ins.LASTS_FOR["web"].total_seconds()),
        path="/",
        secure=at.is_https,
        httponly=True,
        samesite="lax",
    )
    response.set_cookie(
        entry.DEVICE_COOKIE,
        entry.device_mark(at, user.email),
        max_age=365 * 24 * 3600,
        path=SIGN_IN,
        secure=at.is_https,
        httponly=True,
        samesite="lax",
    )
    return response


@router.post("/admin/sign-out")
async def sign_out(request: Request, me: PageAgent) -> Response:
    """Sign this browser out."""
    async with writing(request, me) as pen:
        await sign_ins.revoke(pen.session, me.sign_in_id, "signed out", pen.now)
        pen.note("session.close", me.actor)
    at = doors(request)
    response = back(SIGN_IN, "You are signed out.")
    response.delete_cookie(session_cookie(at), path="/", secure=at.is_https, httponly=True, samesite="lax")
    return response


def _own_page(address: str) -> str:
    """Keep to pages of ours: an address from outside must not lead elsewhere after signing in."""
    parts = urlsplit(address)
    is_ours = parts.path.startswith("/admin") and not (parts.scheme or parts.netloc) and "\\" not in address
    return parts.path if is_ours and parts.path != SIGN_IN else "/admin/leads"
