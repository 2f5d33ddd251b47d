"""The trip page behind an unguessable link. What happens here joins the customer's conversation."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

import templates
from api.access.guards import Anyone, GuardedRoute, refusals
from api.access.limits import PUBLIC_BY_ADDRESS, caller_address
from api.doors import Doors, doors
from api.files import get_file
from crm.agency.service import load as load_agency
from crm.audit.service import audit
from crm.conversations.page_words import take_from_page
from crm.db import new_token
from crm.trips.links import nonce_of
from crm.trips.models import TripLink
from crm.trips.opening import DeadLink, OpenedLink, open_link

router = APIRouter(
    route_class=GuardedRoute, tags=["trip page"], dependencies=[Anyone], responses=refusals(404, 422, 429)
)

_FOLDER = Path(templates.__file__).parent / "trip"


@lru_cache(maxsize=1)
def _pages() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@router.get("/t/{token}", response_class=HTMLResponse)
async def show_trip(request: Request, token: str, said: str = "") -> Response:
    """Show a customer's trip: day by day, stays, prices, the PDF, and what they can do."""
    at = doors(request)
    try:
        opened = await _open(request, at, token)
    except DeadLink as dead:
        return await _closed(at, dead)
    from bot.paper.rendering import read_story  # babel and the map cost a third of a second

    async with at.desk.book.reading() as session:
        story, version, _ = await read_story(session, opened.version.id)
    page = _pages().get_template("trip.html")
    return HTMLResponse(
        page.render(
            story=story,
            version=version.version,
            approval=opened.approval,
            approved_version=opened.approved_version,
            has_pdf=opened.proposal_file is not None,
            said=said if said in ("approved", "change") else "",
            form_key=new_token(9),
            token=token,
        )
    )


@router.post("/t/{token}/approve")
async def approve_trip(
    request: Request,
    token: str,
    version: Annotated[int, Form(ge=1)],
    name: Annotated[str, Form(min_length=2, max_length=120, pattern=r"^[^\x00]*\S[^\x00]*$")],
    note: Annotated[str, Form(max_length=2000, pattern=r"^[^\x00]*$")] = "",
) -> Response:
    """Take the customer's yes to the version they saw, under the name they typed."""
    at = doors(request)
    try:
        opened = await _open(request, at, token)
    except DeadLink as dead:
        return await _closed(at, dead)
    if version != opened.version.version:
        # Somebody made a newer version while this page was open: the yes was for another plan.
        return RedirectResponse(f"/t/{token}?said=newer", 303)
    # One key a version: pressing twice, or sending the form again, is one approval.
    key = f"page:approve:{opened.lead.id}:{version}"
    detail = {"version": version, "name": name.strip(), "note": note.strip()}
    await _take(request, at, opened, "approval", name.strip(), detail, key)
    return RedirectResponse(f"/t/{token}?said=approved", 303)


@router.post("/t/{token}/change")
async def ask_for_change(
    request: Request,
    token: str,
    version: Annotated[int, Form(ge=1)],
    text: Annotated[str, Form(min_length=2, max_length=2000, pattern=r"^[^\x00]*\S[^\x00]*$")],
    form_key: Annotated[str, Form(max_length=40, pattern=r"^[\w-]+$")],
) -> Response:
    """Take a wish for a change. The desk answers where the customer writes with it: on WhatsApp."""
    at = doors(request)
    try:
        opened = await _open(request, at, token)
    except DeadLink as dead:
        return await _closed(at, dead)
    key = f"page:change:{opened.lead.id}:{form_key}"
    await _take(request, at, opened, "change", text.strip(), {"version": version}, key)
    return RedirectResponse(f"/t/{token}?said=change", 303)


@router.get("/t/{token}/proposal.pdf")
async def download_proposal(request: Request, token: str) -> Response:
    """Download the proposal as a PDF."""
    at = doors(request)
    try:
        opened = await _open(request, at, token)
    except DeadLink as dead:
        return await _closed(at, dead)
    if opened.proposal_file is None:
        return await _closed(at, DeadLink())
    return await get_file(request, opened.proposal_file)


async def _open(request: Request, at: Doors, token: str) -> OpenedLink:
    await at.limits.hit(PUBLIC_BY_ADDRESS, "trip", caller_address(request))
    nonce = nonce_of(token, at.desk.settings.secret_key)
    if nonce is None:
        raise DeadLink
    async with at.desk.book.reading() as session:
        return await open_link(session, nonce, at.now)


async def _take(
    request: Request, at: Doors, opened: OpenedLink, kind: str, text: str, detail: dict[str, Any], key: str
) -> None:
    async with at.desk.book.transaction() as session:
        if await take_from_page(session, opened.lead, kind, text, detail, key, at.now):
            link = await session.get_one(TripLink, opened.link_id)
            link.seen_at = at.now
            audit(
                session,
                "customer",
                f"trip.{kind}",
                f"lead:{opened.lead.id}",
                at.now,
                {},
                caller_address(request),
            )
    at.desk.bell.wake(opened.lead.conversation_id, at.now)


async def _closed(at: Doors, dead: DeadLink) -> Response:
    async with at.desk.book.reading() as session:
        agency = await load_agency(session)
    page = _pages().get_template("closed.html")
    return HTMLResponse(page.render(agency=agency, is_over=dead.is_over), 410 if dead.is_over else 404)
