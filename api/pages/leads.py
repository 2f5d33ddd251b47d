"""Leads on pages: finding them, the whole of one, and acting on it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncSession

from agents.staff.briefing import LABELS
from api import pricing
from api.access.guards import GuardedRoute
from api.dates import day_begins, day_ends
from api.doors import doors
from api.pages.frame import PageAgent, back, show
from api.rest.lead_shapes import actor_name
from api.rest.shapes import NO_NUL, Id, slots_with_evidence
from crm.conversations import transcripts
from crm.conversations.by_hand import CAN_BE_ASKED
from crm.conversations.follow_up import comes_too_late, is_window_closed, why_no_follow_up
from crm.conversations.mail_claims import claims_on
from crm.documents.received import documents_of
from crm.leads import queries
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
    heat: Literal["", "hot", "warm", "cold"] = "",
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
        heat=heat,
        order=order,
    )
    at = doors(request)
    async with at.desk.book.reading() as session:
        lines, total = await queries.search_leads(
            session, me, wanted, at.now, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
        counts = await queries.count_by_status(session, me)
        known = await queries.destinations(session, me)
        staff = await everyone(session, active=True) if me.sees_every_lead else []
    chosen = {
        "search": search, "status": status, "owner": owner, "destination": destination, "since": since,
        "until": until, "needs": needs, "heat": heat, "order": order,
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
    at = doors(request)
    async with at.desk.book.reading() as session:
        facts = await _lead_facts(request, session, me, lead_id)
    return show(request, "lead.html", **await _guidance(request, lead_id), **facts)


@router.get("/leads/{lead_id}/guidance")
async def lead_guidance(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Give the summary and the next step alone, for the page to take in what the model wrote meanwhile."""
    async with doors(request).desk.book.reading() as session:
        await queries.lead_line(session, me, lead_id)
    return show(request, "guidance.html", **await _guidance(request, lead_id))


@router.get("/leads/{lead_id}/suggested")
async def suggested(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Put a suggested reply where one writes, to be edited and sent."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        line = await queries.lead_line(session, me, lead_id)
    found = await at.desk.minding.suggest(line.lead.conversation_id, at.now)
    placeholder = "" if found.text else "The desk has no words to suggest"
    return show(request, "suggested.html", text=found.text, placeholder=placeholder)


@router.get("/leads/{lead_id}/chat")
async def lead_chat(request: Request, me: PageAgent, lead_id: Id) -> Response:
    """Give the conversation alone, for the page to refresh it."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        line = await queries.lead_line(session, me, lead_id)
        shown = await _chat_shown(session, line, at.now)
        known = await names(session)
    return show(request, "chat.html", known=known, lead_id=lead_id, **shown)


async def _chat_shown(session: AsyncSession, line: queries.LeadLine, now: datetime) -> dict[str, Any]:
    """What the conversation on a lead's page needs: its messages, and what may be done about lost ones."""
    bubbles = await transcripts.history(session, line.lead)
    late = {one.id for one in bubbles if comes_too_late(one.code, one.at, line.conversation, now)}
    return {"bubbles": bubbles, "too_late": late, "can_be_asked": CAN_BE_ASKED}


@router.get("/leads/{lead_id}/forecast")
async def lead_forecast(request: Request, me: PageAgent, lead_id: Id, start: str = "") -> Response:
    """Give the expected cost alone, for the page to show it beside the plan."""
    if "hx-request" not in request.headers:
        return back(f"/admin/leads/{lead_id}#forecast")
    at = doors(request)
    async with at.desk.book.reading() as session:
        await queries.lead_line(session, me, lead_id)
        today = await pricing.today_of(session, at.now)
        outlook, made = await pricing.foretell(session, lead_id, _day(start), today)
    return show(request, "forecast.html", outlook=outlook, made=made, lead_id=lead_id)


async def _guidance(request: Request, lead_id: int) -> dict[str, Any]:
    guide = doors(request).desk.guide
    guidance = await guide.guide(lead_id)
    if guidance is not None:
        await guide.ask_for_summary(lead_id, guidance.summary)
    return {"guidance": guidance, "labels": LABELS, "lead_id": lead_id}


async def _lead_facts(request: Request, session: AsyncSession, me: Staff, lead_id: int) -> dict[str, Any]:
    at = doors(request)
    line = await queries.lead_line(session, me, lead_id)
    said = await transcripts.texts(session, queries.evidence_messages(line.lead.slots))
    link = await living_link(session, lead_id, at.now)
    known = await names(session)
    versions = await versions_of(session, lead_id)
    events = await queries.timeline(session, lead_id)
    secret = at.desk.settings.secret_key
    return {
        "line": line,
        "slots": (slots := slots_with_evidence(line.lead.slots, said)),
        "by": {slot.by: actor_name(slot.by, known) for slot in slots.values() if slot.by},
        "events": [(event, actor_name(event.actor, known)) for event in reversed(events)],
        "versions": versions,
        "prices": {line.version.id: pricing.views_of(line, me.timezone) for line in versions},
        "documents": await documents_of(session, lead_id),
        **await _chat_shown(session, line, at.now),
        "claims": await claims_on(session, line.contact),
        "has_mail": "email" in at.desk.channels,
        "known": known,
        "addresses": await queries.addresses(session, line.lead.contact_id),
        "trip_page": f"/t/{token_of(link.nonce, secret)}" if link else None,
        "link": link,
        "statuses": STATUSES,
        "staff": await everyone(session, active=True) if me.sees_every_lead else [],
        "is_window_closed": is_window_closed(line.conversation, at.now),
        "may_follow_up": not await why_no_follow_up(session, line.contact, line.conversation, me.id, at.now),
    }


def _day(text: str) -> date | None:
    """Read a day of a date field; anything else does not narrow."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
