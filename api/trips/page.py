"""The trip page behind an unguessable link. What happens here joins the customer's conversation."""

import asyncio
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

import templates
from api.access.guards import Anyone, GuardedRoute, refusals
from api.access.limits import PUBLIC_BY_ADDRESS, UPLOADS_BY_ADDRESS, caller_address
from api.doors import Doors, doors
from api.files import give_file
from api.trips import documents
from crm.agency.service import load as load_agency
from crm.audit.service import audit
from crm.conversations.page_words import documents_from_page, take_document, take_from_page
from crm.db import new_token
from crm.documents.received import judge
from crm.quotes.drift import Drift
from crm.trips.acceptance import Yes, accept
from crm.trips.links import nonce_of
from crm.trips.opening import DeadLink, OpenedLink, open_link
from crm.trips.service import note_seen
from crm.trips.versions import snapshot_of

router = APIRouter(
    route_class=GuardedRoute, tags=["trip page"], dependencies=[Anyone], responses=refusals(404, 422, 429)
)

_FOLDER = Path(templates.__file__).parent / "trip"
_SAID = ("approved", "change", "newer", "honoured", "repriced", "checking", "blocked")
_OF_FILES = ("document", "empty", "large", "wrong", "many")

Name = Annotated[str, Form(min_length=2, max_length=120, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]
Wish = Annotated[str, Form(min_length=2, max_length=2000, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$")]


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
        return await _closed(request, at, dead)
    from bot.paper.rendering import read_story  # babel and the map cost a third of a second

    async with at.desk.book.reading() as session:
        story, version, _ = await read_story(session, opened.version.id)
        sent = await documents_from_page(session, opened.lead)
    async with at.desk.book.transaction() as session:
        await note_seen(session, opened.link_id, at.now)
    today = at.now.astimezone(ZoneInfo(story.agency.timezone)).date()
    page = _pages().get_template("trip.html")
    return HTMLResponse(
        page.render(
            say=story.say,
            story=story,
            version=version.version,
            approval=opened.approval,
            approved_before=opened.approved_before,
            is_stale=opened.valid_until is not None and opened.valid_until < today,
            has_pdf=opened.proposal_file is not None,
            pdf_failed=opened.proposal_status == "failed",
            said=said if said in _SAID + _OF_FILES else "",
            was_honoured=_was_honoured(opened),
            form_key=new_token(9),
            documents=sent,
            largest=documents.LARGEST // 1_000_000,
            accepted=",".join(documents.TYPES),
            state=_state_of(opened)["state"],
            token=token,
        )
    )


@router.get("/t/{token}/state")
async def watch_trip(request: Request, token: str) -> Response:
    """Say in a few bytes what the page would show now: it asks every few seconds while it is looked at."""
    at = doors(request)
    try:
        opened = await _open(request, at, token, "trip-state")
    except DeadLink as dead:
        return JSONResponse({"state": "closed"}, 410 if dead.is_over else 404)
    now = _state_of(opened)
    tag = f'"{now["state"]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    return JSONResponse(now, headers={"etag": tag, "cache-control": "private, no-cache"})


@router.post("/t/{token}/approve")
async def approve_trip(
    request: Request,
    token: str,
    version: Annotated[int, Form(ge=1)],
    name: Name,
    note: Annotated[str, Form(max_length=2000, pattern=r"^[^\x00]*$")] = "",
) -> Response:
    """Take the customer's yes to the version they saw, under the name they typed."""
    at = doors(request)
    try:
        opened = await _open(request, at, token)
    except DeadLink as dead:
        return await _closed(request, at, dead)
    if version != opened.version.version:
        # Somebody made a newer version while this page was open: the yes was for another plan.
        return RedirectResponse(f"/t/{token}?said=newer", 303)
    if opened.approval is not None:
        return RedirectResponse(f"/t/{token}?said=approved", 303)
    drift = await _drift(at, opened)
    yes = Yes(version, name.strip(), note.strip())
    async with at.desk.book.transaction() as session:
        accepted = await accept(session, opened.lead.id, yes, drift, at.now)
        if accepted.answer not in ("again", "newer"):
            what, who = f"lead:{opened.lead.id}", caller_address(request)
            detail: dict[str, Any] = {"version": version}
            if accepted.staff:
                detail |= {"answer": accepted.answer, "drift": accepted.staff}
            audit(session, "customer", "trip.approval", what, at.now, detail, who)
    _ring(at, opened)
    at.desk.bell.work()
    said = "approved" if accepted.answer == "again" else accepted.answer
    return RedirectResponse(f"/t/{token}?said={said}", 303)


async def _drift(at: Doors, opened: OpenedLink) -> Drift:
    """Weigh the price that is about to be accepted against today's rates."""
    from crm.trips.repricing import read_shelf, weigh

    async with at.desk.book.reading() as session:
        snapshot = await snapshot_of(session, opened.version.id)
        itinerary = opened.version.itinerary
        shelf = await read_shelf(session, str(itinerary.get("destination")))
        agency = await load_agency(session)
    today = at.now.astimezone(ZoneInfo(agency.timezone)).date()
    return await asyncio.to_thread(weigh, snapshot, itinerary, shelf, today)


@router.post("/t/{token}/change")
async def ask_for_change(
    request: Request,
    token: str,
    version: Annotated[int, Form(ge=1)],
    text: Wish,
    form_key: Annotated[str, Form(max_length=40, pattern=r"^[\w-]+$")],
) -> Response:
    """Take a wish for a change. The desk answers where the customer writes with it: on WhatsApp."""
    at = doors(request)
    try:
        opened = await _open(request, at, token)
    except DeadLink as dead:
        return await _closed(request, at, dead)
    lead, detail = opened.lead, {"version": version}
    # The form's own key makes pressing twice, or sending it again, one wish.
    key = f"page:change:{lead.id}:{form_key}"
    async with at.desk.book.transaction() as session:
        if await take_from_page(session, lead, "change", text.strip(), detail, key, at.now):
            what, who = f"lead:{lead.id}", caller_address(request)
            audit(session, "customer", "trip.change", what, at.now, detail, who)
    _ring(at, opened)
    return RedirectResponse(f"/t/{token}?said=change", 303)


@router.post("/t/{token}/documents", max_body_size=documents.LARGEST_FORM)
async def send_document(
    request: Request,
    token: str,
    file: UploadFile,
    form_key: Annotated[str, Form(max_length=40, pattern=r"^[\w-]+$")],
) -> Response:
    """Take a copy of a passport, a visa or a ticket. It is filed to the lead, and only staff can open it."""
    at = doors(request)
    try:
        opened = await _open(request, at, token)
    except DeadLink as dead:
        return await _closed(request, at, dead)
    await at.limits.hit(UPLOADS_BY_ADDRESS, "upload", caller_address(request))
    lead, content = opened.lead, await file.read(documents.LARGEST + 1)
    async with at.desk.book.reading() as session:
        sent = await documents_from_page(session, lead)
    judged = judge(content, file.content_type or "")
    if (wrong := documents.refused(content, judged, len(sent))) is not None:
        return RedirectResponse(f"/t/{token}?said={wrong}#documents", 303)
    key = f"page:document:{lead.id}:{form_key}"
    async with at.desk.book.transaction() as session:
        if await take_document(session, lead, judged, file.filename or "", content, key, at.now):
            what, who = f"lead:{lead.id}", caller_address(request)
            audit(session, "customer", "trip.document", what, at.now, {"size": len(content)}, who)
    _ring(at, opened)
    return RedirectResponse(f"/t/{token}?said=document#documents", 303)


@router.get("/t/{token}/proposal.pdf")
async def download_proposal(request: Request, token: str) -> Response:
    """Download the proposal as a PDF."""
    at = doors(request)
    try:
        opened = await _open(request, at, token)
    except DeadLink as dead:
        return await _closed(request, at, dead)
    if opened.proposal_file is None:
        return await _closed(request, at, DeadLink())
    return await give_file(at, opened.proposal_file)


async def _open(request: Request, at: Doors, token: str, counted: str = "trip") -> OpenedLink:
    await at.limits.hit(PUBLIC_BY_ADDRESS, counted, caller_address(request))
    nonce = nonce_of(token, at.desk.settings.secret_key)
    if nonce is None:
        raise DeadLink
    async with at.desk.book.reading() as session:
        return await open_link(session, nonce, at.now)


def _state_of(opened: OpenedLink) -> dict[str, Any]:
    shown = {
        "version": opened.version.version,
        "is_approved": opened.approval is not None,
        "has_pdf": opened.proposal_file is not None,
    }
    return {"state": hashlib.sha256(repr(shown).encode()).hexdigest()[:16], **shown}


def _was_honoured(opened: OpenedLink) -> bool:
    """Whether the customer's yes holds at a price below today's."""
    drift = (opened.approval.drift if opened.approval else None) or {}
    return drift.get("verdict") == "honour" and not str(drift.get("difference", "")).startswith("-")


def _ring(at: Doors, opened: OpenedLink) -> None:
    at.desk.bell.wake(opened.lead.conversation_id, at.now)
    at.desk.bell.deliver()


async def _closed(request: Request, at: Doors, dead: DeadLink) -> Response:
    from agents.wording.papers import Wording

    # A closed page tells nothing of whose it was, not even their language: the browser says its own.
    say = Wording.wanted(request.headers.get("accept-language", ""))
    async with at.desk.book.reading() as session:
        agency = await load_agency(session)
    page = _pages().get_template("closed.html")
    return HTMLResponse(
        page.render(say=say, agency=agency, is_over=dead.is_over), 410 if dead.is_over else 404
    )


def trip_problem(request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Say in the browser's language that something went wrong. The book may be away: it is not asked."""
    from agents.wording.papers import Wording

    say = Wording.wanted(request.headers.get("accept-language", ""))
    page = _pages().get_template("problem.html").render(say=say)
    return HTMLResponse(page, status, headers=dict(headers or {}))
