"""Leads: finding them, seeing what is known and why, and what staff do with them."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api import acts
from api.access.guards import Agent, GuardedRoute, refusals
from api.dates import day_begins, day_ends
from api.doors import doors
from api.mailing import drafted_mail, send_mail
from api.rest.lead_shapes import (
    Event,
    LeadChange,
    LeadDetail,
    Mail,
    MailPreview,
    Note,
    Queued,
    TripVersion,
    Words,
    actor_name,
    trip_version,
)
from api.rest.shapes import (
    NO_NUL,
    Id,
    LeadSummary,
    Limit,
    Message,
    Offset,
    Page,
    Search,
    lead_summary,
    message_of,
    slots_with_evidence,
)
from api.writing import writing
from crm.conversations.transcripts import history, texts
from crm.leads import queries
from crm.leads.queries import LeadFilter, Order
from crm.trips.versions import versions_of
from crm.users.queries import names

router = APIRouter(prefix="/leads", route_class=GuardedRoute, tags=["leads"])


@router.get("", responses=refusals(401, 422))
async def list_leads(
    request: Request,
    me: Agent,
    search: Search = "",
    status: Literal["", "open", "new", "qualifying", "proposed", "negotiating", "won", "lost"] = "",
    owner: Annotated[
        str, Query(pattern=r"^(|me|none|[0-9]{1,9})$", description="A user's id, me or none.")
    ] = "",
    destination: Annotated[str, Query(max_length=64, pattern=NO_NUL)] = "",
    created_from: Annotated[date | None, Query(description="First day, in your time zone.")] = None,
    created_to: Annotated[date | None, Query(description="Last day, in your time zone.")] = None,
    needs: Annotated[Literal["", "human", "answer"], Query(description="What the lead waits for.")] = "",
    heat: Annotated[Literal["", "hot", "warm", "cold"], Query(description="Open leads by score.")] = "",
    starts_from: Annotated[date | None, Query(description="The trip's first day, or later.")] = None,
    starts_to: Annotated[date | None, Query(description="The trip's first day, or earlier.")] = None,
    order: Order = "changed",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[LeadSummary]:
    """Search the leads that you may see: agents their own and unclaimed ones, managers all.

    `search` looks in title, name, e-mail, phone and address; a number also finds the lead it names.
    """
    wanted = LeadFilter(
        search=search,
        status=status,
        owner=owner,
        destination=destination,
        created_since=day_begins(created_from, me.timezone),
        created_until=day_ends(created_to, me.timezone),
        needs=needs,
        heat=heat,
        starts_from=starts_from,
        starts_to=starts_to,
        order=order,
    )
    at = doors(request)
    async with at.desk.book.reading() as session:
        lines, total = await queries.search_leads(session, me, wanted, at.now, limit=limit, offset=offset)
    return Page(items=[lead_summary(line) for line in lines], total=total, limit=limit, offset=offset)


@router.get("/{lead_id}", responses=refusals(401, 404))
async def get_lead(request: Request, me: Agent, lead_id: Id) -> LeadDetail:
    """Give one lead with everything known about the trip."""
    return await _detail(request, me, lead_id)


@router.get("/{lead_id}/timeline", responses=refusals(401, 404))
async def get_timeline(request: Request, me: Agent, lead_id: Id) -> list[Event]:
    """Give everything that happened to the lead, oldest first."""
    async with doors(request).desk.book.reading() as session:
        await queries.lead_line(session, me, lead_id)
        events = await queries.timeline(session, lead_id)
        known = await names(session)
    return [
        Event(
            at=event.at,
            actor=event.actor,
            actor_name=actor_name(event.actor, known),
            kind=event.kind,
            text=event.text,
            detail=event.detail,
        )
        for event in events
    ]


@router.get("/{lead_id}/messages", responses=refusals(401, 404))
async def get_messages(request: Request, me: Agent, lead_id: Id, limit: Limit = 200) -> list[Message]:
    """Give the newest messages with the lead's contact, chat and e-mail, oldest first."""
    async with doors(request).desk.book.reading() as session:
        line = await queries.lead_line(session, me, lead_id)
        bubbles = await history(session, line.lead, limit=limit)
    return [message_of(bubble) for bubble in bubbles]


@router.get("/{lead_id}/trips", responses=refusals(401, 404))
async def get_trips(request: Request, me: Agent, lead_id: Id) -> list[TripVersion]:
    """List the versions of the lead's trip, the newest first."""
    async with doors(request).desk.book.reading() as session:
        await queries.lead_line(session, me, lead_id)
        versions = await versions_of(session, lead_id)
    return [trip_version(line) for line in versions]


@router.patch("/{lead_id}", responses=refusals(401, 404, 409, 422))
async def change_lead(request: Request, me: Agent, lead_id: Id, change: LeadChange) -> LeadDetail:
    """Move a lead to another status, claim it, give it back, or (managers) give it to someone else."""
    async with writing(request, me) as pen:
        lead = await acts.open_lead(pen, me, lead_id)
        if change.status is not None:
            await acts.set_status(pen, me, lead, change.status, change.lost_reason)
        if "owner_id" in change.model_fields_set:
            await acts.set_owner(pen, me, lead, change.owner_id)
        if not pen.lines:
            pen.leave()
    return await _detail(request, me, lead_id)


@router.post("/{lead_id}/notes", status_code=201, responses=refusals(401, 404, 422))
async def add_note(request: Request, me: Agent, lead_id: Id, note: Note) -> LeadDetail:
    """Write a note to the lead's timeline. Customers never see notes."""
    async with writing(request, me) as pen:
        await acts.add_note(pen, me, await acts.open_lead(pen, me, lead_id), note.text)
    return await _detail(request, me, lead_id)


@router.post("/{lead_id}/take", responses=refusals(401, 404, 409))
async def take(request: Request, me: Agent, lead_id: Id) -> LeadDetail:
    """Take the conversation: the desk is silent until you give it back. Claims an unclaimed lead."""
    async with writing(request, me) as pen:
        await acts.take(pen, me, await acts.open_lead(pen, me, lead_id))
    return await _detail(request, me, lead_id)


@router.post("/{lead_id}/release", responses=refusals(401, 404, 409))
async def release(request: Request, me: Agent, lead_id: Id) -> LeadDetail:
    """Let the desk speak again."""
    async with writing(request, me) as pen:
        await acts.release(pen, me, await acts.open_lead(pen, me, lead_id))
    return await _detail(request, me, lead_id)


@router.post("/{lead_id}/messages", status_code=202, responses=refusals(401, 404, 409, 422))
async def write_to_customer(request: Request, me: Agent, lead_id: Id, words: Words) -> Queued:
    """Send words to the customer. Take the conversation first, so that the desk does not talk over you."""
    async with writing(request, me) as pen:
        lead = await acts.open_lead(pen, me, lead_id)
        number = await acts.write_to_customer(pen, me, lead, words.text)
    return Queued(id=number)


@router.post("/{lead_id}/follow-up", status_code=202, responses=refusals(401, 404, 409))
async def send_follow_up(request: Request, me: Agent, lead_id: Id) -> Queued:
    """Send WhatsApp's follow-up template: what arrives when the customer last wrote more than a day ago."""
    async with writing(request, me) as pen:
        number = await acts.send_follow_up(pen, me, await acts.open_lead(pen, me, lead_id))
    return Queued(id=number)


@router.get("/{lead_id}/mail", responses=refusals(401, 404, 409))
async def preview_mail(request: Request, me: Agent, lead_id: Id) -> MailPreview:
    """Show the e-mail that would carry the newest proposal."""
    drafted, _ = await drafted_mail(request, me, lead_id)
    letter = drafted.letter
    return MailPreview(
        address=letter.address, subject=letter.subject, text=letter.text, version=letter.version
    )


@router.post("/{lead_id}/mail", status_code=202, responses=refusals(401, 404, 409, 422))
async def mail_to_customer(request: Request, me: Agent, lead_id: Id, mail: Mail) -> Queued:
    """E-mail the newest proposal, or words of your own, to the lead's address."""
    number = await send_mail(
        request, me, lead_id, words=mail.text.strip(), subject=mail.subject, seen=mail.version
    )
    return Queued(id=number)


@router.delete("/{lead_id}/links", status_code=204, responses=refusals(401, 404))
async def revoke_links(request: Request, me: Agent, lead_id: Id) -> Response:
    """Close every link to the customer's trip page."""
    async with writing(request, me) as pen:
        await acts.revoke_links(pen, me, await acts.open_lead(pen, me, lead_id))
    return Response(status_code=204)


async def _detail(request: Request, me: Agent, lead_id: int) -> LeadDetail:
    async with doors(request).desk.book.reading() as session:
        line = await queries.lead_line(session, me, lead_id)
        said = await texts(session, queries.evidence_messages(line.lead.slots))
    return LeadDetail(
        **lead_summary(line).model_dump(),
        contact_email=line.contact.email,
        lost_reason=line.lead.lost_reason,
        opted_out_at=line.contact.opted_out_at,
        slots=slots_with_evidence(line.lead.slots, said),
    )
