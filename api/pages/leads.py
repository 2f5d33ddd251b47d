"""Leads and conversations on pages: finding them, the whole of one, and acting on it."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncSession

from api import acts
from api.access.guards import GuardedRoute
from api.dates import day_begins, day_ends
from api.doors import doors
from api.pages.frame import Line, Lines, PageAgent, back, show
from api.rest.leads import actor_name
from api.rest.shapes import NO_NUL, Id, slots_with_evidence
from api.writing import Pen, writing
from crm.conversations import transcripts
from crm.errors import Unfit
from crm.leads import queries
from crm.leads.models import Lead
from crm.leads.queries import LeadFilter, Order
from crm.leads.rules import STATUSES
from crm.trips.links import token_of
from crm.trips.versions import living_link, versions_of
from crm.users.queries import everyone, names
from crm.users.rules import Staff

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)

PER_PAGE = 25

Word = Annotated[str, Query(max_length=200, pattern=NO_NUL)]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]


@router.get("/leads")
async def leads_page(
    request: Request,
    me: PageAgent,
    search: Word = "",
    status: Literal["", "open", "new", "qualifying", "proposed", "negotiating", "won", "lost"] = "open",
    owner: Annotated[str, Query(pattern=r"^(|me|none|[0-9]{1,9})$")] = "",
    destination: Word = "",
    since: str = "",
    until: str = "",
    needs: Literal["", "human", "answer"] = "",
    order: Order = "changed",
    page: PageNumber = 1,
) -> Response:
    """List leads with search and filters; typing in the search narrows the list at once."""
    wanted = LeadFilter(
        search=search,
        status=status,
        owner=owner,
        destination=destination,
        created_since=day_begins(_day(since), me.timezone),
        created_until=day_ends(_day(until), me.timezone),
        needs=needs,
        order=order,
    )
    async with doors(request).desk.book.reading() as session:
        lines, total = await queries.search_leads(
            session, me, wanted, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
        counts = await queries.count_by_status(session, me)
        known = await queries.destinations(session, me)
        staff = await everyone(session, active=True) if me.sees_every_lead else []
    chosen = {
        "search": search, "status": status, "owner": owner, "destination": destination, "since": since,
        "until": until, "needs": needs, "order": order,
    }  # fmt: skip
    template = "leads_list.html" if "hx-request" in request.headers else "leads.html"
    return show(
        request,
        template,
        lines=lines,
        total=total,
        page=page,
        per_page=PER_PAGE,
        counts=counts,
        destinations=known,
        staff=staff,
        chosen=chosen,
        query=urlencode({name: value for name, value in chosen.items() if value or name == "status"}),
        is_narrowed=wanted != replace(LeadFilter(), status="open"),
    )


@router.get("/leads/{lead_id}")
async def lead_page(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Show everything about one lead, and what can be done."""
    async with doors(request).desk.book.reading() as session:
        facts = await _lead_facts(request, session, me, lead_id)
    return show(request, "lead.html", **facts)


@router.get("/leads/{lead_id}/chat")
async def lead_chat(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Give the conversation alone, for the page to refresh it."""
    async with doors(request).desk.book.reading() as session:
        line = await queries.lead_line(session, me, lead_id)
        bubbles = await transcripts.transcript(session, line.lead.conversation_id)
        known = await names(session)
    return show(request, "chat.html", bubbles=bubbles, known=known)


async def _lead_facts(request: Request, session: AsyncSession, me: Staff, lead_id: int) -> dict[str, Any]:
    at = doors(request)
    line = await queries.lead_line(session, me, lead_id)
    said = await transcripts.texts(session, queries.evidence_messages(line.lead.slots))
    link = await living_link(session, lead_id, at.now)
    known = await names(session)
    events = await queries.timeline(session, lead_id)
    secret = at.desk.settings.secret_key
    return {
        "line": line,
        "slots": slots_with_evidence(line.lead.slots, said),
        "events": [(event, actor_name(event.actor, known)) for event in reversed(events)],
        "versions": await versions_of(session, lead_id),
        "bubbles": await transcripts.transcript(session, line.lead.conversation_id),
        "known": known,
        "addresses": await queries.addresses(session, line.lead.contact_id),
        "trip_page": f"/t/{token_of(link.nonce, secret)}" if link else None,
        "link": link,
        "statuses": STATUSES,
        "staff": await everyone(session, active=True) if me.sees_every_lead else [],
        "is_window_closed": acts.is_window_closed(line.conversation, at.now),
    }


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


@router.post("/leads/{lead_id}/revoke-links")
async def revoke_links(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Close every link to the trip page."""
    await _act(request, me, lead_id, _revoke)
    return _to_lead(lead_id, "The links to the trip page are closed.")


async def _revoke(pen: Pen, me: Staff, lead: Lead) -> None:
    await acts.revoke_links(pen, me, lead)


@router.get("/conversations")
async def conversations_page(
    request: Request, me: PageAgent, search: Word = "", page: PageNumber = 1
) -> Response:
    """List customers' conversations, the last heard from first."""
    async with doors(request).desk.book.reading() as session:
        lines, total = await transcripts.list_chats(
            session, me, search=search, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
    return show(
        request,
        "conversations.html",
        lines=lines,
        total=total,
        page=page,
        per_page=PER_PAGE,
        search=search,
        query=urlencode({"search": search}),
    )


@router.get("/conversations/{conversation_id}")
async def conversation_page(request: Request, me: PageAgent, conversation_id: Id) -> Response:
    """Show one conversation as both sides read it."""
    async with doors(request).desk.book.reading() as session:
        chat = await transcripts.chat(session, me, conversation_id)
        bubbles = await transcripts.transcript(session, chat.id)
        line = await transcripts.chat_line(session, me, chat.id)
        known = await names(session)
    return show(request, "conversation.html", chat=chat, line=line, bubbles=bubbles, known=known)


def _day(text: str) -> date | None:
    """Read a day of a date field; anything else does not narrow."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _words(text: str) -> str:
    text = text.strip()
    if not text:
        raise Unfit("text", "Write something first.")
    return text
