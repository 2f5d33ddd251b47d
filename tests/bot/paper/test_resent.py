"""A proposal that is asked for once more is a message of its own, and none where there is no paper."""

from dataclasses import replace

import pytest

from bot.resent import paper_of, without_lost_paper
from crm.clock import MovableClock
from crm.conversations.values import Outcome, Say
from crm.db import Book
from crm.documents.service import proposal_of
from crm.pen import Applied
from tests.bot.paper.published import Published, publish

LINK = Say("text", {"text": "Here it is again: {trip_link}"})
PAPER = Say(
    "document", {"proposal": "again", "version": 1, "name": "Bali proposal.pdf", "caption": "Your proposal"}
)
ANSWER = Outcome((LINK, PAPER))


@pytest.fixture
async def trip(book: Book, clock: MovableClock) -> Published:
    return await publish(book, clock.now())


async def left_of(book: Book, trip: Published, status: str) -> tuple[Say, ...]:
    async with book.transaction() as session:
        proposal = await proposal_of(session, trip.trip_version_id)
        assert proposal is not None
        proposal.status = status
        await session.flush()
        return (await without_lost_paper(session, ANSWER, trip.lead_id)).says


@pytest.mark.parametrize("status", ["rendered", "waiting"])
async def test_a_paper_that_is_there_or_in_the_making_goes_again(
    book: Book, trip: Published, status: str
) -> None:
    assert await left_of(book, trip, status) == (LINK, PAPER)


async def test_where_the_paper_could_not_be_printed_the_link_goes_alone(book: Book, trip: Published) -> None:
    assert await left_of(book, trip, "failed") == (LINK,)


async def test_a_version_that_staff_made_meanwhile_does_not_go_under_the_caption_of_the_one_before(
    book: Book, clock: MovableClock, trip: Published
) -> None:
    newer = await publish(book, clock.now(), lead_id=trip.lead_id, send=False)
    async with book.transaction() as session:
        assert await paper_of(session, PAPER, Applied(lead_id=trip.lead_id)) == trip.trip_version_id
        of_the_newer = replace(PAPER, body={**PAPER.body, "version": newer.version})
        assert await paper_of(session, of_the_newer, Applied(lead_id=trip.lead_id)) is None


async def test_a_version_that_was_not_sent_has_no_paper_to_send_again(
    book: Book, clock: MovableClock
) -> None:
    unsent = await publish(book, clock.now(), send=False)
    assert await left_of(book, unsent, "rendered") == (LINK,)


async def test_a_lead_without_a_version_gets_no_paper(book: Book) -> None:
    async with book.transaction() as session:
        assert (await without_lost_paper(session, ANSWER, None)).says == (LINK,)
