"""What every page of the staff shares: who is asking, the frame around it, and words after an act."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from fastapi import Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

import templates
from api.access.guards import Access, note_use
from api.doors import Doors, doors
from api.problems import FieldProblem, Refuse
from crm.users.rules import Role, Staff
from crm.users.sign_ins import owner_of_cookie

_FOLDER = Path(templates.__file__).parent / "admin"
_SAID = "serai_said"

SIGN_IN = "/admin/sign-in"

MENU: tuple[tuple[str, str, str, Role], ...] = (
    # address, label, icon, least role
    ("/admin/leads", "Leads", "leads", "agent"),
    ("/admin/conversations", "Conversations", "chat", "agent"),
    ("/admin/report", "Report", "report", "manager"),
    ("/admin/library", "Library", "book", "agent"),
    ("/admin/catalogue", "Catalogue", "map", "agent"),
    ("/admin/deliveries", "Deliveries", "send", "manager"),
    ("/admin/turns", "Dead turns", "turn", "manager"),
    ("/admin/jobs", "Dead jobs", "job", "manager"),
    ("/admin/services", "Services", "plug", "manager"),
    ("/admin/model-use", "Model use", "mind", "manager"),
    ("/admin/people", "People", "people", "manager"),
    ("/admin/audit", "Audit log", "audit", "admin"),
    ("/admin/settings", "Settings", "settings", "manager"),
)

_LEAST: Mapping[str, str] = {"agent": "staff", "manager": "managers and admins", "admin": "admins"}


def session_cookie(at: Doors) -> str:
    """Give the name of the session's cookie; the prefix makes browsers insist on https and this host."""
    return "__Host-serai" if at.is_https else "serai_session"


class PageAccess(Access):
    """For members of staff of at least this role, signed in by cookie; forms carry a token of ours."""

    async def __call__(self, request: Request) -> Staff:
        at = doors(request)
        cookie = request.cookies.get(session_cookie(at), "")
        async with at.desk.book.reading() as session:
            staff = await owner_of_cookie(session, at.sign_in_key, cookie, at.now) if cookie else None
        if staff is None:
            raise Refuse(401, "Sign in first.")
        await note_use(at, staff)
        if request.method not in ("GET", "HEAD"):
            await check_form(request, staff)
        if self.least is not None and not staff.is_at_least(self.least):
            raise Refuse(403, f"This page is for {_LEAST[self.least]}; your role is {staff.role}.")
        request.state.staff = staff
        return staff


PageAgent = Annotated[Staff, Depends(PageAccess("agent"))]
PageManager = Annotated[Staff, Depends(PageAccess("manager"))]
PageAdmin = Annotated[Staff, Depends(PageAccess("admin"))]

# A form field that is stripped, and of which a NUL is refused: no database holds one.
Line = Annotated[str, Form(max_length=300, pattern=r"^[^\x00]*$")]
Lines = Annotated[str, Form(max_length=4000, pattern=r"^[^\x00]*$")]


def form_token(at: Doors, staff: Staff) -> str:
    """Give the token that proves that a form came from a page of this very session."""
    return hmac.new(at.form_key, staff.sign_in_id.encode(), hashlib.sha256).hexdigest()


async def check_form(request: Request, staff: Staff) -> None:
    """Refuse a form that another site sent in a signed-in person's name."""
    check_origin(request)
    sent = request.headers.get("x-form-token") or str((await request.form()).get("form_token", ""))
    if not hmac.compare_digest(sent.encode(), form_token(doors(request), staff).encode()):
        raise Refuse(403, "This form is too old or came from elsewhere. Load the page again.")


def check_origin(request: Request) -> None:
    """Refuse a form that a browser says comes from another site."""
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin", "")
    # Behind a proxy the Host may be another; the address that the desk is known by counts as well.
    known = (request.headers.get("host", ""), urlsplit(doors(request).desk.settings.public_base_url).netloc)
    is_foreign = origin not in ("", "null") and urlsplit(origin).netloc not in known
    if site not in ("none", "same-origin") or is_foreign or origin == "null":
        raise Refuse(403, "This form came from another site.")


@lru_cache(maxsize=1)
def pages() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from api.pages import wording

    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(wording.FILTERS)
    made.globals["asset"] = _asset
    return made


@lru_cache
def _asset(name: str) -> str:
    """Give a static file's address, which changes with its content, so that it may be kept for ever."""
    content = (Path(__file__).parent.parent / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def show(request: Request, template: str, code: int = 200, **facts: Any) -> Response:
    """Render a page for whoever is signed in, with what was said after the last act."""
    at = doors(request)
    staff: Staff | None = getattr(request.state, "staff", None)
    said = _said(request)
    html = (
        pages()
        .get_template(template)
        .render(
            me=staff,
            menu=[item[:3] for item in MENU if staff is not None and staff.is_at_least(item[3])],
            here=request.url.path,
            address=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            zone=staff.timezone if staff else "UTC",
            now=at.now,
            form_token=form_token(at, staff) if staff else "",
            said=said,
            is_part="hx-request" in request.headers,
            **facts,
        )
    )
    response = HTMLResponse(html, code)
    if said is not None:
        response.delete_cookie(_SAID, path="/admin")
    return response


def back(address: str, said: str = "", *, is_bad: bool = False) -> Response:
    """Go to a page after an act, and say there how it went."""
    response = RedirectResponse(address, 303)
    if said:
        told = base64.urlsafe_b64encode(json.dumps([said[:600], is_bad]).encode()).decode()
        response.set_cookie(_SAID, told, max_age=60, path="/admin", httponly=True, samesite="lax")
    return response


def _said(request: Request) -> dict[str, Any] | None:
    try:
        text, is_bad = json.loads(base64.urlsafe_b64decode(request.cookies.get(_SAID, "")))
    except ValueError:
        return None
    return {"text": str(text), "is_bad": bool(is_bad)}


def page_problem(request: Request, status: int, detail: str, errors: list[FieldProblem]) -> Response:
    """Answer a refusal as a page would: to the sign-in, back to the form, or in plain words."""
    is_part = "hx-request" in request.headers
    if status == 401 and request.url.path != SIGN_IN:
        wanted = request.url.path if request.method == "GET" and not is_part else "/admin"
        address = f"{SIGN_IN}?next={quote(wanted)}"
        return Response(status_code=401, headers={"hx-redirect": address}) if is_part else back(address)
    words = " ".join(f"{_readable(error.field)}: {error.message}" for error in errors) or detail
    if request.method != "GET" and status in (404, 409, 413, 422, 429):
        return back(_came_from(request), words, is_bad=True)
    return show(request, "problem.html", status, status=status, detail=words)


def _readable(field: str) -> str:
    return field.replace("_", " ").capitalize() or "The form"


def _came_from(request: Request) -> str:
    """Give the page that a form was on; anything that is not a page of ours is passed over."""
    came = urlsplit(request.headers.get("referer", ""))
    fits = came.path.startswith("/admin") and came.netloc == request.headers.get("host", "")
    return came.path + (f"?{came.query}" if came.query else "") if fits else "/admin"
