"""What is done to a lead from its page."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from api import acts, pricing
from api.access.guards import GuardedRoute
from api.doors import doors
from api.mailing import drafted_mail, send_mail
from api.pages.frame import Line, Lines, PageAgent, back, show
from api.rest.shapes import Id
from api.writing import Pen, writing
from crm.errors import Clash, Unfit
from crm.leads import queries
from crm.leads.models import Lead
from crm.users.rules import Staff

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)


async def _act(request: Request, me: Staff, lead_id: int, act: Any, *arguments: Any) -> None:
    async with writing(request, me) as pen:
        lead: Lead = await acts.open_lead(pen, me, lead_id)
        await act(pen, me, lead, *arguments)


def _to_lead(lead_id: int, said: str) -> Response:
    return back(f"/admin/leads/{lead_id}", said)


@router.post("/leads/{lead_id}/owner")
async def set_owner(
    request: Request,
    me: PageAgent,
    lead_id: Id,
    owner: Annotated[str, Form(pattern=r"^(me|none|[0-9]{1,9})$")],
) -> Response:
    """Claim the lead, give it back, or give it to someone."""
    owner_id = {"me": me.id, "none": None}.get(owner, int(owner) if owner.isdigit() else None)
    await _act(request, me, lead_id, acts.set_owner, owner_id)
    if owner_id is None and not me.sees_every_lead:
        return back(f"/admin/leads/{lead_id}", "The lead is unclaimed again.")
    return _to_lead(lead_id, "The lead has a new owner." if owner_id else "The lead is unclaimed again.")


@router.post("/leads/{lead_id}/status")
async def set_status(
    request: Request, me: PageAgent, lead_id: Id, status: Line, reason: Line = ""
) -> Response:
    """Move the lead to another status."""
    await _act(request, me, lead_id, acts.set_status, status, reason.strip())
    return _to_lead(lead_id, f"The lead is {status} now.")


@router.post("/leads/{lead_id}/margin")
async def decide_margin(
    request: Request,
    me: PageAgent,
    lead_id: Id,
    version: Annotated[int, Form(ge=1, le=100_000)],
    decision: Annotated[Literal["approve", "refuse"], Form()],
    note: Line = "",
) -> Response:
    """Approve or refuse a version whose margin is below the least; managers only."""
    is_yes = decision == "approve"
    await _act(request, me, lead_id, pricing.decide_margin, version, is_yes, note.strip())
    doors(request).desk.bell.work()
    return _to_lead(lead_id, f"Version {version} is {'approved' if is_yes else 'refused'}.")


@router.post("/leads/{lead_id}/note")
async def add_note(request: Request, me: PageAgent, lead_id: Id, text: Lines = "") -> Response:
    """Write a note to the timeline."""
    await _act(request, me, lead_id, acts.add_note, _words(text))
    return _to_lead(lead_id, "The note is on the timeline.")


@router.post("/leads/{lead_id}/take")
async def take(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Take the conversation."""
    await _act(request, me, lead_id, acts.take)
    return _to_lead(lead_id, "You speak with the customer now; the desk is silent.")


@router.post("/leads/{lead_id}/release")
async def release(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Give the conversation back to the desk."""
    await _act(request, me, lead_id, acts.release)
    return _to_lead(lead_id, "The desk speaks with the customer again.")


@router.post("/leads/{lead_id}/message")
async def write_to_customer(request: Request, me: PageAgent, lead_id: Id, text: Lines = "") -> Response:
    """Send words to the customer."""
    await _act(request, me, lead_id, acts.write_to_customer, _words(text))
    return back(f"/admin/leads/{lead_id}#chat", "Your words are on their way.")


@router.post("/leads/{lead_id}/follow-up")
async def send_follow_up(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Send the follow-up template, after whose answer free text arrives again."""
    await _act(request, me, lead_id, acts.send_follow_up)
    return back(f"/admin/leads/{lead_id}#chat", "The follow-up template is on its way.")


@router.post("/leads/{lead_id}/deliveries/{delivery_id}")
async def decide_delivery(
    request: Request, me: PageAgent, lead_id: Id, delivery_id: Id, act: Line
) -> Response:
    """Decide about one of the lead's messages that did not surely arrive."""
    async with writing(request, me) as pen:
        lead: Lead = await acts.open_lead(pen, me, lead_id)
        said = await acts.decide_delivery(pen, me, lead, delivery_id, act)
    return _to_lead(lead_id, said)


@router.get("/leads/{lead_id}/mail")
async def mail_page(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Show the e-mail with the newest proposal before it goes, and a form for words of one's own."""
    problem, letter = "", None
    try:
        letter = (await drafted_mail(request, me, lead_id))[0].letter
    except Clash as clash:
        problem = str(clash)
    async with doors(request).desk.book.reading() as session:
        line = await queries.lead_line(session, me, lead_id)
    return show(request, "mail.html", line=line, letter=letter, problem=problem)


@router.post("/leads/{lead_id}/mail")
async def send_the_mail(
    request: Request,
    me: PageAgent,
    lead_id: Id,
    text: Lines = "",
    subject: Line = "",
    version: str = Form(""),
) -> Response:
    """Send the e-mail: the proposal that was looked at, or words."""
    words = text.strip()
    if not words and not version.isdecimal():
        raise Unfit("text", "Write something first.")
    seen = int(version[:9]) if version.isdecimal() else None
    await send_mail(request, me, lead_id, words=words, subject=subject.strip(), seen=seen)
    return _to_lead(lead_id, "The e-mail is on its way.")


@router.post("/leads/{lead_id}/take-mail")
async def take_mail(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Say that e-mails under the customer's address are theirs indeed."""
    await _act(request, me, lead_id, _take_mail)
    return _to_lead(lead_id, "These e-mails are the customer's from now on.")


async def _take_mail(pen: Pen, me: Staff, lead: Lead) -> None:
    await acts.take_mail_as_theirs(pen, me, lead)


@router.post("/leads/{lead_id}/revoke-links")
async def revoke_links(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Close every link to the trip page."""
    await _act(request, me, lead_id, _revoke)
    return _to_lead(lead_id, "The links to the trip page are closed.")


async def _revoke(pen: Pen, me: Staff, lead: Lead) -> None:
    await acts.revoke_links(pen, me, lead)


def _words(text: str) -> str:
    text = text.strip()
    if not text:
        raise Unfit("text", "Write something first.")
    return text
