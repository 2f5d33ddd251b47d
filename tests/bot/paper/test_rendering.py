"""The job that makes a proposal: once, however often it runs, and visible to humans when it cannot."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from bot.bell import InProcessBell
from bot.paper.press import NotPrinted, Press
from bot.paper.rendering import Binding, NoVersion, give_up_proposal, render_proposal
from bot.paper.story import Story
from crm.clock import MovableClock
from crm.conversations.models import Outbound
from crm.conversations.outbox import Draft
from crm.conversations.service import queue_document
from crm.db import Book
from crm.documents.models import Proposal, StoredFile
from crm.trips.models import TripLink
from tests.bot.paper.published import Published, publish


class NotedPress(Press):
    """Writes down what it is to print, and prints one line, or fails as told."""

    def __init__(self, problem: Exception | None = None) -> None:
        super().__init__()
        self.printed: list[tuple[Story, str | None]] = []
        self.problem = problem

    async def print(self, story: Story, link: str | None) -> bytes:
        if self.problem is not None:
            raise self.problem
        self.printed.append((story, link))
        return b"%PDF-1.7 one line"


def _binding(press: Press) -> Binding:
    return Binding(press, InProcessBell(), "https://desk.example", "k" * 40)


@pytest.fixture
async def trip(book: Book, clock: MovableClock) -> Published:
    return await publish(book, clock.now())


async def _wait_for_paper(book: Book, trip: Published, clock: MovableClock) -> None:
    async with book.transaction() as session:
        body = {"proposal": True, "name": "Bali.pdf"}
        draft = Draft("waits", trip.conversation_id, "document", body, "bot")
        await queue_document(session, draft, trip.trip_version_id, clock.now())


async def _state(book: Book) -> tuple[Proposal, int, Outbound | None]:
    async with book.reading() as session:
        proposal = (await session.scalars(select(Proposal))).one()
        files = await session.scalar(select(func.count()).select_from(StoredFile))
        waiting = (await session.scalars(select(Outbound).where(Outbound.key == "waits"))).first()
    return proposal, files or 0, waiting


async def test_a_proposal_is_made_once_and_lets_the_waiting_message_go(
    book: Book, clock: MovableClock, trip: Published
) -> None:
    await _wait_for_paper(book, trip, clock)
    press = NotedPress()
    for _ in range(3):
        payload = {"trip_version_id": trip.trip_version_id}
        await render_proposal(book, clock, _binding(press), payload)
    proposal, files, waiting = await _state(book)
    assert (proposal.status, files, len(press.printed)) == ("rendered", 1, 1)
    assert waiting is not None
    assert (waiting.status, waiting.body["file_id"]) == ("waiting", proposal.file_id)
    story, link = press.printed[0]
    assert (story.customer, story.version) == ("Asha Rao", 1)
    assert link is not None
    assert link.startswith("https://desk.example/t/")


async def test_a_second_version_shows_the_same_link(book: Book, clock: MovableClock, trip: Published) -> None:
    press = NotedPress()
    await render_proposal(book, clock, _binding(press), {"trip_version_id": trip.trip_version_id})
    second = await publish(book, clock.now(), lead_id=trip.lead_id)
    await render_proposal(book, clock, _binding(press), {"trip_version_id": second.trip_version_id})
    assert press.printed[0][1] == press.printed[1][1]
    assert press.printed[1][0].version == 2
    async with book.reading() as session:
        assert await session.scalar(select(func.count()).select_from(TripLink)) == 1


async def test_a_proposal_that_cannot_be_printed_is_shown_to_staff(
    book: Book, clock: MovableClock, trip: Published
) -> None:
    await _wait_for_paper(book, trip, clock)
    press = NotedPress(NotPrinted("printing took more than 20 s or too much memory"))
    with pytest.raises(NotPrinted):
        await render_proposal(book, clock, _binding(press), {"trip_version_id": trip.trip_version_id})
    proposal, _, waiting = await _state(book)
    assert proposal.status == "waiting"
    await give_up_proposal(book, trip.trip_version_id, "printing took more than 20 s")
    proposal, files, waiting = await _state(book)
    assert (proposal.status, proposal.error, files) == ("failed", "printing took more than 20 s", 0)
    assert waiting is not None
    assert (waiting.status, waiting.error_code) == ("failed", "no_paper")
    assert waiting.remedy


async def test_a_failed_proposal_can_be_made_again(book: Book, clock: MovableClock, trip: Published) -> None:
    await give_up_proposal(book, trip.trip_version_id, "no room")
    await render_proposal(book, clock, _binding(NotedPress()), {"trip_version_id": trip.trip_version_id})
    proposal, files, _ = await _state(book)
    assert (proposal.status, proposal.error, files) == ("rendered", None, 1)


async def test_a_version_that_does_not_exist_is_named(book: Book, clock: MovableClock) -> None:
    with pytest.raises(NoVersion, match="4711"):
        await render_proposal(book, clock, _binding(NotedPress()), {"trip_version_id": 4711})


async def test_the_real_press_makes_a_pdf_of_what_the_book_holds(
    book: Book, clock: MovableClock, trip: Published
) -> None:
    press = Press()
    try:
        await render_proposal(book, clock, _binding(press), {"trip_version_id": trip.trip_version_id})
    finally:
        press.close()
    async with book.reading() as session:
        content = await session.scalar(select(StoredFile.content))
    assert content is not None
    assert "Asha Rao" in PdfReader(BytesIO(content)).pages[0].extract_text()
