"""What customers sent: listed and handed over to staff who see the lead, and to nobody else."""

from sqlalchemy import select

from crm.clock import MovableClock
from crm.conversations.models import Conversation, Inbound
from crm.db import Book
from crm.documents import received
from crm.documents.models import ReceivedFile, StoredFile
from crm.leads.models import Lead
from tests.api.people import Person
from tests.api.reader import Reader, words_of
from tests.api.story import Enquiry, enquire

OGG = b"OggS" + bytes(60)


async def sends(book: Book, clock: MovableClock, who: Enquiry, transcript: str | None = None) -> ReceivedFile:
    """Let a customer send a voice note that is filed to the lead."""
    now = clock.now()
    async with book.transaction() as session:
        query = select(Inbound).where(Inbound.conversation_id == who.conversation_id)
        inbox = (await session.scalars(query)).first()
        assert inbox is not None
        inbox.kind = "media"
        came = received.Came(
            inbox.id, 0, who.conversation_id, "voice", "audio/ogg", "voice 1.ogg", "kept", OGG,
            None if transcript else "no transcription endpoint is configured", transcript,
        )  # fmt: skip
        await received.write_down(session, came, now)
        [row] = await received.received_with(session, [inbox.id])
        await received.file_to(session, who.lead_id, who.conversation_id, [row.id])
    return row


async def test_a_document_is_listed_and_handed_over_as_an_attachment(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    priya = await enquire(book, clock)
    row = await sends(book, clock, priya, "six nights please")
    [listed] = (await agent.get(f"/leads/{priya.lead_id}/documents")).json()
    assert (listed["sort"], listed["status"], listed["transcript"]) == ("voice", "kept", "six nights please")
    answer = await agent.get(f"/leads/{priya.lead_id}/documents/{row.id}")
    assert answer.content == OGG
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    [message] = [m for m in (await agent.get(f"/leads/{priya.lead_id}/messages")).json() if m["received"]]
    assert message["is_transcript"]


async def test_what_came_by_mail_is_handed_over_with_the_lead(
    book: Book, clock: MovableClock, agent: Person, colleague: Person
) -> None:
    priya = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    now = clock.now()
    async with book.transaction() as session:
        lead = await session.get_one(Lead, priya.lead_id)
        chat = Conversation(
            kind="customer", channel="email", channel_account="email:trips@desk.example",
            address="priya@mail.example", contact_id=lead.contact_id, created_at=now,
        )  # fmt: skip
        session.add(chat)
        await session.flush()
        inbox = Inbound(
            channel="email", channel_account=chat.channel_account, external_id="<1@mail.example>",
            conversation_id=chat.id, kind="media", text="My passport", provider_at=now, received_at=now,
        )  # fmt: skip
        session.add(inbox)
        await session.flush()
    row = await sends(book, clock, Enquiry(**{**vars(priya), "conversation_id": chat.id}))
    [listed] = (await agent.get(f"/leads/{priya.lead_id}/documents")).json()
    assert (await agent.get(f"/leads/{priya.lead_id}/documents/{listed['id']}")).content == OGG
    assert (await colleague.get(f"/leads/{priya.lead_id}/documents/{row.id}")).status_code == 404


async def test_what_a_customer_sent_is_never_handed_out_by_the_public_door(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    row = await sends(book, clock, await enquire(book, clock))
    async with book.reading() as session:
        file = await session.get_one(StoredFile, row.file_id)
    assert (await agent.web.get(f"/files/{file.token}")).status_code == 404
    assert (await agent.web.get(f"/files/{file.token}/{file.name}")).status_code == 404


async def test_a_document_of_another_conversation_is_not_found_under_mine(
    book: Book, clock: MovableClock, agent: Person, colleague: Person
) -> None:
    mine = await enquire(book, clock, "Mine", "+911")
    theirs = await enquire(book, clock, "Theirs", "+912", owner_id=colleague.user.id, owner="Kiran")
    row = await sends(book, clock, theirs)
    assert (await agent.get(f"/leads/{mine.lead_id}/documents/{row.id}")).status_code == 404
    assert (await agent.get(f"/leads/{theirs.lead_id}/documents/{row.id}")).status_code == 404
    assert (await colleague.get(f"/leads/{theirs.lead_id}/documents/{row.id}")).status_code == 200


async def test_the_lead_page_shows_documents_and_marks_transcripts(
    book: Book, clock: MovableClock, arjun: Reader
) -> None:
    priya = await enquire(book, clock)
    row = await sends(book, clock, priya, "six nights please")
    words = words_of(await arjun.opens(f"/admin/leads/{priya.lead_id}"))
    assert "Documents" in words
    assert "voice 1.ogg" in words
    assert "Transcript of a voice note" in words
    address = f"/admin/conversations/{priya.conversation_id}/documents/{row.id}"
    assert (await arjun.opens(address)).content == OGG


async def test_a_note_that_nobody_could_hear_says_why_on_the_page(
    book: Book, clock: MovableClock, arjun: Reader
) -> None:
    priya = await enquire(book, clock)
    await sends(book, clock, priya)
    words = words_of(await arjun.opens(f"/admin/leads/{priya.lead_id}"))
    assert "Nobody could listen: no transcription endpoint is configured" in words
