"""The gate: honest replies leave, and nothing that was not proven does."""

import random
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.gate import Evidence, check
from agents.gate.claims import claims
from agents.telling.compose import Draft, Paragraph
from agents.turn.clearing import MOST_CHARACTERS, clear, messages
from agents.wording.folding import folded
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.money import Money
from tests.agents.desk import sample
from tests.agents.drafts import all_drafts

TRIP = (
    Evidence()
    .with_amounts(Money(Decimal(191707), "INR"), Money(Decimal(200000), "INR"), Money(Decimal(78938), "INR"))
    .with_dates(date(2026, 12, 20), date(2026, 11, 29))
    .with_counts("nights", 6, 3)
    .with_counts("adults", 2)
    .with_counts("children", 1)
    .with_numbers(5)
    .with_counts("version", 1)
    .with_names(
        ["Bali", "Ubud", "Seminyak", "Tirta Valley Lodge (sample)", "Tegallalang Rice Terraces", "Serai"]
    )
    .with_links("{trip_link}")
    .with_words("2 adults and a 5 yr old, we land at 9:30 am, our friend Meera joins, maybe 10 % cash")
)

HONEST = [
    "*Bali, 6 nights from Sun 20 Dec* for 2 adults and 1 child (5 years)",
    "• Ubud: 3 nights at Tirta Valley Lodge (sample), comfort",
    "*₹1,91,707* for all of you, taxes included, valid until Sun 29 Nov.",
    "That is about ₹78,938 per adult. This is within your budget of ₹2,00,000.",
    "Your budget of 2 lakh is enough for it.",
    "You start on 20 December 2026 and stay six nights.",
    "Day by day, with map and times: {trip_link}",
    "You land at 9:30 am, so the first day stays light.",
    "I will keep a place for Meera.",
    "The Tegallalang Rice Terraces are on the way to Ubud.",
    "In Ubud you sleep at Tirta Valley Lodge.",
    "A share of 10 % in cash is fine.",
    "Happy to help! Would you like to change anything?",
    "December is lovely in Bali.",
]

PLANTED = [
    "*Bali, 7 nights from Sun 20 Dec* for 2 adults",
    "*Bali, 6 nights from Mon 20 Dec* for 2 adults",
    "*Bali, 6 nights from Sun 21 Dec* for 2 adults",
    "*Bali, 6 nights from Sun 20 Dec 2027* for 2 adults",
    "*Bali, 6 nights from 20/01/2027* for 2 adults",
    "for 3 adults and 1 child",
    "for 2 adults and 2 children",
    "for two adults and three children",
    "It takes seven nights.",
    "It takes a dozen days, say twelve days.",
    "*₹1,91,770* for all of you",
    "*₹1,91,707.50* for all of you",
    "*$1,91,707* for all of you",
    "*€191,707* for all of you",
    "INR 191708 for all of you",
    "Rs. 1.92 lakh for all of you",
    "about 2.1 lakh in all",
    "only 150k for everybody",
    "₹१,९१,७०८ for all of you",
    "The price is 6 for all of you, that is ₹6.",
    "That is 20 % less than elsewhere.",
    "You save 15 percent.",
    "Breakfast is served at 7:00.",
    "The bus leaves at 9:30 pm.",
    "The boat leaves at 14h15.",
    "Check-in is from 3 pm.",
    "Valid until Sat 29 Nov.",
    "Valid until 30 November.",
    "See you on Wednesday.",
    "We go in January.",
    "In Kuta you sleep at Tirta Valley Lodge.",
    "In Ubud you sleep at the Grand Hyatt.",
    "In Ubud you sleep at Hanging Gardens.",
    "In Ubud you sleep at Tirta Valley Palace.",
    "Lovely Seminyak Beach Club awaits you.",
    "you will love kuta beach",
    "you will love TANAH LOT",
    "Besakih is on the way.",
    "Mr. Sharma will meet you.",
    "See https://bali-deals.example.com for more.",
    "See www.serai-travel.com/pay now.",
    "Pay at serai.travel/pay to hold it.",
    "Write to sales@serai.com please.",
    "Call +91 98765 43210.",
    "It is 45 minutes from the airport.",
    "It has 5 stars.",
    "There are 3 rooms for you.",
    "Version 3 is ready.",
]
LEXICON = frozenset({"kuta", "tanah lot", "besakih", "seminyak", "ubud"})


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_reply_leaves(text: str) -> None:
    assert check(text, TRIP, "en", LEXICON).reasons == ()


@pytest.mark.parametrize("text", PLANTED)
def test_a_planted_error_does_not_leave(text: str) -> None:
    assert not check(text, TRIP, "en", LEXICON).passes


def test_what_the_desk_writes_itself_leaves_in_every_language() -> None:
    told = stopped = 0
    for language, draft, lexicon in all_drafts():
        cleared = clear(draft, Pen(language), lexicon)
        told += len(draft.paragraphs)
        stopped += len(cleared.stopped)
        assert not cleared.stopped, cleared.stopped
        assert cleared.caption
    assert told >= 400
    assert stopped == 0


NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")


def _mistaken(paragraph: Paragraph, known: set[str], chance: random.Random) -> Iterator[str]:
    """The same paragraph with one number changed into one that the draft does not know, a link turned
    elsewhere, or a name exchanged for that of another place."""
    text = paragraph.text
    if "{trip_link}" in text:
        yield text.replace("{trip_link}", "https://example.com/pay")
    for match in NUMBER.finditer(text):
        at = chance.choice([i for i in range(*match.span()) if text[i].isdigit()])
        for step in chance.sample(range(1, 10), 9):
            digit = str((int(text[at]) + step) % 10)
            changed = text[:at] + digit + text[at + 1 :]
            if changed[slice(*match.span())] not in known and changed[match.start()] != "0":
                yield changed
                break
    others = [p.name for c in sample().catalogues for p in c.places]
    for name in sorted(paragraph.evidence.names, key=lambda n: (-len(n), n))[:40]:
        at = text.lower().find(name)
        stranger = chance.choice(others)
        if at >= 0 and len(name) > 5 and folded(stranger) not in paragraph.evidence.names:
            yield text[:at] + stranger + text[at + len(name) :]


def _known(draft: Draft) -> set[str]:
    """Every number that the draft writes, and the days and counts of its trip."""
    written = {n for p in draft.paragraphs for n in NUMBER.findall(p.text)}
    evidence = [p.evidence for p in draft.paragraphs]
    days = {str(d.day) for e in evidence for d in e.dates} | {str(d.year) for e in evidence for d in e.dates}
    return written | days | {str(n) for e in evidence for unit in e.counts.values() for n in unit}


def test_of_thousands_of_planted_errors_none_leaves() -> None:
    chance = random.Random(4)
    planted: dict[str, int] = dict.fromkeys(LANGUAGES, 0)
    for language, draft, lexicon in all_drafts():
        known = _known(draft)
        for paragraph in draft.paragraphs:
            for mistaken in _mistaken(paragraph, known, chance):
                planted[language] += 1
                assert not check(mistaken, paragraph.evidence, language, lexicon).passes, mistaken
    assert min(planted.values()) >= 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "passage",
    [
        "Indian time is UTC+5:30. Bali is two and a half hours ahead, Paris four and a half behind.",
        "Officers may ask for THB 20,000 per person or THB 40,000 per family; it works at once.",
        "From 1 May to 15 June 2027 the Louvre opens from 9:00 to 6 pm, except on Tuesday. Call 112.",
        "Nationals of the US, UK and 27 EU states pay €22.50; children under 12 travel at 50 percent.",
    ],
)
def test_a_passage_may_be_repeated_word_for_word_in_any_language(passage: str, language: str) -> None:
    evidence = Evidence().with_words(passage).with_words(passage, language=language)
    assert check(passage, evidence, language).reasons == ()
    spoilt = re.sub(r"\d(?=\D*$)", lambda m: str((int(m[0]) + 1) % 10), passage, count=1)
    assert not check(spoilt, evidence, language).passes


def test_half_a_proposal_never_leaves() -> None:
    draft = Draft(
        (
            Paragraph("*Bali, 6 nights*", TRIP, "Propose"),
            Paragraph("*₹9,99,999* for all of you", TRIP, "Propose"),
            Paragraph("Happy to help!", TRIP, "Thank"),
        ),
        Pen("en"),
        "Your proposal",
        "x.pdf",
    )
    cleared = clear(draft, draft.pen, frozenset())
    assert cleared.caption is None
    assert cleared.texts == (f"{Pen('en').write('safe.text')}\n\nHappy to help!",)
    assert [s.reasons for s in cleared.stopped] == [("amount '₹9,99,999'",)]


@given(st.lists(st.text(max_size=4000), max_size=5))
def test_a_message_is_never_too_long_and_no_word_is_lost(texts: list[str]) -> None:
    found = messages(texts)
    assert all(len(m) <= MOST_CHARACTERS for m in found)
    assert "".join("".join(texts).split()) == "".join("".join(found).split())


@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
def test_the_gate_reads_whatever_it_is_given(text: str, language: str) -> None:
    for claim in claims(text, language):
        begin, end = claim.span
        assert 0 <= begin < end <= len(text)
    check(text, TRIP, language, LEXICON)


@given(st.text(max_size=200))
def test_the_customers_own_words_may_be_repeated(text: str) -> None:
    evidence = Evidence().with_words(text)
    for claim in claims(text, "en"):
        assert evidence.holds(claim) or claim.kind == "date"
