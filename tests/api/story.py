"""An enquiry as it stands after a day at the desk: what pages and API are tried on."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from crm.clock import MovableClock
from crm.contacts.models import ChannelIdentity, Contact
from crm.conversations.models import Attempt, Conversation, Inbound, Outbound, Turn
from crm.db import Book
from crm.documents.models import Proposal
from crm.documents.service import store_file
from crm.jobs.models import Job
from crm.leads import service as leads
from crm.leads.changes import Enquirer
from crm.leads.models import Lead
from crm.library.effects import Correct
from crm.library.questions import keep_question
from crm.library.service import propose_correction
from crm.reports.models import ModelCall
from crm.trips import service as trips
from crm.trips.effects import PublishTrip

BUDGET = {"amount": "200000", "currency": "INR", "per": "trip"}
HELLO = "Hi! 2 adults and a 5 yr old, 6 nights in Bali from 20 Dec, budget 2 lakh, we love beaches"


def said(text: str, words: str, message: int, value: Any) -> dict[str, Any]:
    """Make a slot whose evidence is `words` within `text`."""
    start = text.index(words)
    return {
        "value": value,
        "message": message,
        "span": [start, start + len(words)],
        "confidence": 0.93,
        "by": "offline",
    }


@dataclass(frozen=True)
class Enquiry:
    lead_id: int
    conversation_id: int
    contact_id: int


@dataclass(frozen=True)
class Trouble:
    failed_id: int
    unknown_id: int
    dead_turn_id: int
    dead_job_id: int


async def enquire(
    book: Book,
    clock: MovableClock,
    name: str = "Priya Nair",
    phone: str = "+919800000001",
    *,
    owner_id: int | None = None,
    owner: str = "",
    text: str = HELLO,
) -> Enquiry:
    """A customer writes; the desk understands, answers, and opens a lead."""
    now = clock.now()
    async with book.transaction() as session:
        contact = Contact(
            name=name, phone=phone, email=f"{phone[1:]}@mail.example", language="en", created_at=now
        )
        session.add(contact)
        await session.flush()
        session.add(ChannelIdentity(contact_id=contact.id, channel="whatsapp", address=phone))
        chat = Conversation(
            kind="customer",
            channel="whatsapp",
            channel_account="+14155550100",
            address=phone,
            contact_id=contact.id,
            last_inbound_at=now,
            created_at=now,
        )
        session.add(chat)
        await session.flush()
        turn = Turn(
            conversation_id=chat.id,
            status="settled",
            attempts=1,
            created_at=now,
            settled_at=now,
            engine="offline",
            fallback="timeout after 8 s",
        )
        session.add(turn)
        await session.flush()
        heard = Inbound(
            channel="whatsapp",
            channel_account="+14155550100",
            external_id=f"SM{phone}",
            conversation_id=chat.id,
            kind="text",
            text=text,
            received_at=now,
            turn_id=turn.id,
        )
        session.add(heard)
        await session.flush()
        slots = (
            {
                "destinations": said(HELLO, "Bali", heard.id, ["Bali"]),
                "adults": said(HELLO, "2 adults", heard.id, 2),
                "child_ages": said(HELLO, "5 yr old", heard.id, [5]),
                "nights": said(HELLO, "6 nights", heard.id, 6),
                "start_date": said(HELLO, "20 Dec", heard.id, "2026-12-20"),
                "budget": said(
                    HELLO, "2 lakh", heard.id, {"amount": "200000", "currency": "INR", "per": "trip"}
                ),
                "interests": said(HELLO, "beaches", heard.id, ["beaches"]),
            }
            if text == HELLO
            else {
                "destinations": {"value": ["Kerala"], "message": heard.id, "confidence": 0.6, "by": "offline"}
            }
        )
        lead = await leads.capture(session, Enquirer(contact.id, chat.id, now), slots, (), now)
        if owner_id is not None:
            await leads.claim(session, lead, owner_id, owner, f"user:{owner_id}", now)
        session.add(
            Outbound(
                key=f"turn:{turn.id}:0",
                conversation_id=chat.id,
                turn_id=turn.id,
                kind="text",
                body={"text": "Bali for two adults and a child of 5: which airport do you start from?"},
                status="read",
                run_at=now,
                created_at=now,
                sent_at=now + timedelta(seconds=1),
                delivered_at=now + timedelta(seconds=2),
                read_at=now + timedelta(seconds=9),
                attempts=1,
            )
        )
        session.add(
            ModelCall(
                at=now, turn_id=turn.id, model="gpt-5-mini", ok=False, failure="timeout", latency_ms=8000
            )
        )
    return Enquiry(lead.id, chat.id, contact.id)


async def plan(book: Book, clock: MovableClock, enquiry: Enquiry, total: str = "188640.00") -> str:
    """The desk plans and prices a version and its paper is made; gives the PDF's token."""
    now = clock.now()
    snapshot = {"total": total, "cost": "161000.00", "currency": "INR", "valid_until": "2026-11-30"}
    async with book.transaction() as session:
        lead = await leads.get_lead(session, enquiry.lead_id)
        published = await trips.publish_trip(
            session,
            lead,
            PublishTrip({}, {}, snapshot, changes=("A day more in Ubud", "INR 4,200 more")),
            now,
        )
        file = await store_file(
            session, "Bali for Priya.pdf", "application/pdf", b"%PDF-1.7 not a real one", now
        )
        proposal = await session.get_one(Proposal, published.proposal_id)
        proposal.status, proposal.file_id, proposal.rendered_at = "rendered", file.id, now
        await trips.link_for(session, lead.id, now, timedelta(days=30))
    return file.token


async def trouble(book: Book, clock: MovableClock, enquiry: Enquiry) -> Trouble:
    """A message fails, of another nobody knows, and a turn dies."""
    now = clock.now()
    async with book.transaction() as session:
        failed = Outbound(
            key="failed",
            conversation_id=enquiry.conversation_id,
            kind="text",
            body={"text": "Are you there?"},
            status="failed",
            run_at=now,
            created_at=now,
            attempts=1,
            error_code="63016",
            error="Outside the 24 hour window.",
            remedy="Send an approved template instead.",
        )
        unknown = Outbound(
            key="unknown",
            conversation_id=enquiry.conversation_id,
            kind="document",
            body={"name": "Bali.pdf", "caption": "Your proposal"},
            status="unknown",
            run_at=now,
            created_at=now,
            attempts=1,
            error="The reply was lost.",
            remedy="Ask the customer before you send it again.",
        )
        turn = Turn(
            conversation_id=enquiry.conversation_id,
            status="dead",
            attempts=5,
            created_at=now,
            error="ValueError: no such month",
        )
        job = Job(
            kind="send_report",
            key="report:1:2026-11-22",
            payload={"user_id": 1, "day": "2026-11-22"},
            status="dead",
            run_at=now,
            attempts=5,
            error="OSError: no fonts",
            created_at=now,
            done_at=now,
        )
        session.add_all([failed, unknown, turn, job])
        await session.flush()
        session.add_all(
            [
                Attempt(
                    outbound_id=failed.id,
                    number=1,
                    started_at=now,
                    ended_at=now,
                    outcome="refused",
                    code="63016",
                ),
                Inbound(
                    channel="whatsapp",
                    channel_account="+14155550100",
                    external_id="poison",
                    conversation_id=enquiry.conversation_id,
                    kind="text",
                    text="the 32nd of Decembruary",
                    received_at=now,
                    turn_id=turn.id,
                ),
            ]
        )
    return Trouble(failed.id, unknown.id, turn.id, job.id)


async def lead_of(book: Book, enquiry: Enquiry) -> Lead:
    async with book.reading() as session:
        return (await session.scalars(select(Lead).where(Lead.id == enquiry.lead_id))).one()


@dataclass(frozen=True)
class Doubts:
    """What staff found wrong, and what nobody could answer."""

    answered_turn_id: int
    correction_ids: tuple[int, int]
    question_ids: tuple[int, int]


async def doubt(book: Book, clock: MovableClock, enquiry: Enquiry, user_id: int) -> Doubts:
    """Have answers given that staff found wrong, and questions asked that nobody could answer."""
    said = {"question": "what levy do we pay?", "answer": "A levy of 100 dollars.", "documents": ["levy.md"]}
    turns, corrections = list[int](), list[int]()
    async with book.transaction() as session:
        for _ in range(3):
            turn = Turn(
                conversation_id=enquiry.conversation_id,
                status="settled",
                created_at=clock.now(),
                settled_at=clock.now(),
                understanding={"library": {**said, "titles": ["Levy"]}},
            )
            session.add(turn)
            await session.flush()
            turns.append(turn.id)
        for turn_id in turns[1:]:
            wrong = Correct(turn_id, **said, text="The levy is 15 dollars.")
            corrections.append((await propose_correction(session, wrong, user_id, clock.now())).id)
        first = await keep_question(session, "do you take bitcoin", "en", clock.now())
        second = await keep_question(session, "is there a swimmingpool", "en", clock.now())
    return Doubts(turns[0], (corrections[0], corrections[1]), (first, second))
