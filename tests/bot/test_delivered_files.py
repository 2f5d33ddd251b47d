"""Long texts, files and proposals: in parts, as links, or not before their paper is there."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from crm.conversations.models import Conversation, Outbound
from crm.conversations.service import fail_proposal, say, unblock_proposal
from crm.documents.models import StoredFile
from crm.leads.changes import Enquirer
from crm.leads.service import capture
from crm.trips.effects import PublishTrip
from crm.trips.service import link_for, publish_trip
from tests.bot.desk import TestDesk
from tests.bot.outbox import greet, queue_text


async def test_a_long_text_goes_in_parts_and_in_order(desk: TestDesk) -> None:
    await greet(desk)
    paragraphs = [f"{n} " + "word " * 150 for n in range(6)]
    await queue_text(desk, "\n\n".join(paragraphs))
    await desk.works()
    assert len(desk.texts()) > 1
    assert all(len(text) <= 1600 for text in desk.texts())
    assert "".join("".join(desk.texts()).split()) == "".join("".join(paragraphs).split())


async def keep_file(desk: TestDesk, size: int = 100) -> int:
    async with desk.book.transaction() as session:
        file = StoredFile(
            token="secret-token",
            name="plan.pdf",
            media_type="application/pdf",
            size=size,
            sha256="",
            content=b"%" * size,
            created_at=desk.clock.now(),
        )
        session.add(file)
        await session.flush()
        return file.id


async def test_a_file_over_the_limit_goes_as_a_link(desk: TestDesk) -> None:
    await greet(desk)
    file_id = await keep_file(desk, 5_000_001)
    chat = await desk.conversation()
    async with desk.book.transaction() as session:
        version_id, nonce = await publish_with_link(session, chat, desk.clock.now())
        body = {
            "file_id": file_id,
            "trip_version_id": version_id,
            "name": "Bali.pdf",
            "caption": "Your plan",
        }
        await say(session, chat.id, "document", body, "bot", "doc", desk.clock.now())
    await desk.works()
    [sent] = desk.whatsapp.sent
    assert sent.file is None
    assert sent.text == f"Your plan\nhttps://desk.example/trip/{nonce}/proposal.pdf"


async def publish_with_link(session: AsyncSession, chat: Conversation, now: datetime) -> tuple[int, str]:
    """A lead of this conversation with a version and a living link: gives their number and nonce."""
    enquirer = Enquirer(chat.contact_id or 0, chat.id, now)
    lead = await capture(session, enquirer, {}, (), now)
    snapshot = {"total": "1.00", "cost": "1.00", "currency": "INR", "valid_until": "2026-11-30"}
    made = await publish_trip(session, lead, PublishTrip({}, {}, snapshot), now)
    return made.trip_version_id, await link_for(session, lead.id, now, timedelta(days=30))


async def test_a_file_over_the_limit_without_a_page_of_its_own_is_a_failure_that_staff_see(
    desk: TestDesk,
) -> None:
    await greet(desk)
    file_id = await keep_file(desk, 5_000_001)
    chat = await desk.conversation()
    async with desk.book.transaction() as session:
        await say(session, chat.id, "document", {"file_id": file_id}, "bot", "doc", desk.clock.now())
    await desk.works()
    assert desk.whatsapp.sent == []
    assert [(row.status, row.error_code) for row in await desk.outbox() if row.kind == "document"] == [
        ("failed", "file_too_large")
    ]


@pytest.mark.parametrize("is_rendered", [True, False])
async def test_what_follows_a_proposal_waits_for_its_paper(desk: TestDesk, is_rendered: bool) -> None:
    await greet(desk)
    chat = await desk.conversation()
    async with desk.book.transaction() as session:
        now = desk.clock.now()
        session.add(
            Outbound(
                key="pdf",
                conversation_id=chat.id,
                kind="document",
                body={"trip_version_id": 5, "name": "Bali.pdf"},
                status="blocked",
                run_at=now,
                created_at=now,
            )
        )
    await queue_text(desk, "What do you think?")
    await desk.works()
    assert desk.whatsapp.sent == []
    file_id = await keep_file(desk)
    async with desk.book.transaction() as session:
        if is_rendered:
            assert await unblock_proposal(session, 5, file_id) == [chat.id]
        else:
            await fail_proposal(session, 5, "no fonts")
    await desk.works()
    names = [message.file_name or message.text for message in desk.whatsapp.sent]
    assert names == (["Bali.pdf"] if is_rendered else []) + ["What do you think?"]
