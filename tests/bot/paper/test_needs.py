"""Diet and mobility on paper and page: as they stood when the version was published, in its language."""

from typing import Any

import pytest

from agents.wording.replies import LANGUAGES
from bot.paper.press import write_page
from bot.paper.rendering import read_story
from bot.paper.story import Story
from crm.clock import MovableClock
from crm.db import Book
from crm.leads.service import get_lead
from crm.trips.agreed import agreed_in
from tests.bot.paper.published import publish


async def _told(book: Book, version_id: int) -> Story:
    async with book.reading() as session:
        return (await read_story(session, version_id))[0]


async def _needs(book: Book, lead_id: int, **needs: Any) -> None:
    """The customer says what they eat and how they walk."""
    async with book.transaction() as session:
        lead = await get_lead(session, lead_id)
        lead.slots = {**lead.slots, **{name: {"value": value} for name, value in needs.items()}}


async def test_the_proposal_says_what_was_agreed_of_food_and_mobility(
    book: Book, clock: MovableClock
) -> None:
    first = await publish(book, clock.now())
    assert (await _told(book, first.trip_version_id)).needs == ()
    await _needs(book, first.lead_id, diet=["vegetarian", "no nuts"], mobility=["wheelchair"])
    second = await publish(book, clock.now(), lead_id=first.lead_id)
    story = await _told(book, second.trip_version_id)
    assert [(need.label, need.text) for need in story.needs] == [
        ("Food", "vegetarian and no nuts"),
        ("Mobility", "wheelchair"),
    ]
    page = write_page(story, None)
    assert "vegetarian and no nuts" in page
    assert "repeat an allergy" in page


async def test_what_is_said_later_belongs_to_the_next_version(book: Book, clock: MovableClock) -> None:
    trip = await publish(book, clock.now())
    await _needs(book, trip.lead_id, diet="vegan")
    second = await publish(book, clock.now(), lead_id=trip.lead_id)
    await _needs(book, trip.lead_id, diet="halal")
    assert [need.text for need in (await _told(book, second.trip_version_id)).needs] == ["vegan"]
    assert (await _told(book, trip.trip_version_id)).needs == ()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_needs_are_told_in_the_customers_language(
    book: Book, clock: MovableClock, language: str
) -> None:
    trip = await publish(book, clock.now(), language=language)
    await _needs(book, trip.lead_id, diet=["vegetarian"], mobility="wheelchair")
    second = await publish(book, clock.now(), lead_id=trip.lead_id)
    story = await _told(book, second.trip_version_id)
    assert len(story.needs) == 2
    assert ("wheelchair" in " ".join(need.text for need in story.needs)) is (language == "en")
    assert story.say("needs.note") in write_page(story, None)


def test_a_party_that_eats_everything_needs_nothing() -> None:
    assert agreed_in({"diet": {"value": "none"}, "mobility": {"value": None}}) is None
    assert agreed_in({}) is None


def test_a_need_in_the_customers_own_words_is_not_endless() -> None:
    told = agreed_in({"mobility": {"value": "x" * 5_000}})
    assert told is not None
    assert len(told["mobility"][0]) <= 80
