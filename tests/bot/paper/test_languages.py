"""The proposal in its reader's language and direction, and what staff learn when words are missing."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from agents.wording.papers import Wording
from bot.bell import SilentBell
from bot.paper.press import print_html, write_page
from bot.paper.rendering import Binding, render_proposal
from bot.paper.story import Story
from crm.clock import MovableClock
from crm.db import Book
from crm.leads.models import LeadEvent
from tests.bot.paper.proposals import LINK, planned, priced, told
from tests.bot.paper.published import publish

ENGLISH_ONLY = (
    "Day by day",
    "Where you stay",
    "Not included",
    "Prepared for",
    "Terms",
    "per adult",
    "Time for",
    "with driver",
)


def _page(language: str) -> str:
    return write_page(told(planned(), priced(planned()), "Asha Rao", language=language), LINK)


@pytest.mark.parametrize("language", ["hi", "es", "fr", "de", "ar", "pt", "ru"])
def test_nothing_of_the_frame_is_left_in_english(language: str) -> None:
    page, say = _page(language), Wording.of(language)
    assert f'<html lang="{language}" dir="{say.direction}">' in page
    assert say("days.title") in page
    assert say.count("nights", 5) in page
    for words in ENGLISH_ONLY:
        assert words not in page, words


@pytest.mark.parametrize(("language", "font"), [("ar", "Noto-Naskh"), ("hi", "Noto-Sans-Devanagari")])
def test_foreign_scripts_are_printed_in_fonts_of_ours(language: str, font: str) -> None:
    pdf = PdfReader(BytesIO(print_html(_page(language))))
    assert pdf.trailer["/Root"]["/Lang"] == language
    fonts = {
        str(f.get_object()["/BaseFont"]) for page in pdf.pages for f in page["/Resources"]["/Font"].values()
    }
    assert any(font in name for name in fonts), fonts
    assert 3 <= len(pdf.pages) <= 7


def test_a_line_of_english_that_wraps_in_an_arabic_paper_ends_on_its_own_side() -> None:
    words = Wording.of("ar").apart("Wide beaches, and an hour away, the reef (and quiet coves), close by.")
    page = f'<html lang="ar" dir="rtl"><title>x</title><p style="width: 40mm">{words}</p></html>'
    lines = PdfReader(BytesIO(print_html(page))).pages[0].extract_text().splitlines()
    assert len(lines) > 2
    assert [line for line in lines if line[0] in ".,)" or line[-1] == "("] == []
    assert lines[-1].endswith("by.")


class _PaperPress:
    """Prints nothing, and remembers what it was given."""

    def __init__(self) -> None:
        self.printed: list[Story] = []

    async def print(self, story: Story, link: str | None) -> bytes:
        self.printed.append(story)
        return b"%PDF-1.7"


@pytest.mark.parametrize(("language", "spoken", "is_told"), [("hi", "hi", False), ("sw", "en", True)])
async def test_a_proposal_speaks_its_customers_language_or_staff_learn_that_it_does_not(
    book: Book, clock: MovableClock, language: str, spoken: str, is_told: bool
) -> None:
    trip, press = await publish(book, clock.now(), language=language), _PaperPress()
    binding = Binding(press, SilentBell(), "https://desk.example", "k" * 40)  # type: ignore[arg-type]
    await render_proposal(book, clock, binding, {"trip_version_id": trip.trip_version_id})
    assert [story.say.language for story in press.printed] == [spoken]
    async with book.reading() as session:
        events = (await session.scalars(select(LeadEvent).where(LeadEvent.kind == "wording"))).all()
    assert [("in English" in event.text, event.lead_id) for event in events] == [
        (True, trip.lead_id)
    ] * is_told
