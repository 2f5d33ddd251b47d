"""What moved between two versions is kept as causes and told in the reader's language."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agents.telling.changes import in_words
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from bot.paper.telling import tell
from crm.agency.rules import Agency
from crm.money import Money
from crm.quotes.pricing import price
from crm.trips.changes import describe_changes, sentences
from crm.trips.moved import in_english, plan_moved, price_moved
from crm.trips.planner import plan
from crm.trips.values import Party, TripRequest
from tests.agents.desk import RULES, customer, sample

BALI = sample().catalogue("bali")
WISH = TripRequest("bali", date(2027, 3, 7), 4, Party(2))
BEFORE = plan(WISH, BALI, seconds=0.3)
LATER = replace(WISH, start=date(2027, 3, 9), nights=6, never=BEFORE.places[:1], keep=BEFORE)
AFTER = plan(LATER, BALI, seconds=0.3)
CHANGES = describe_changes(BEFORE, AFTER, BALI, LATER)
KEPT = json.loads(
    json.dumps(
        [
            *plan_moved(CHANGES),
            price_moved(
                Money(Decimal(90000), "INR"),
                Money(Decimal(95000), "INR"),
                [("nights", Money(Decimal(5000), "INR"))],
                "Price: ₹95,000 instead of ₹90,000.",
            ),
            "A sentence of an older version.",
        ]
    )
)
NAMES = {x.id: x.name for shelf in (BALI.areas, BALI.places, BALI.stays) for x in shelf}


def test_staff_read_the_sentences_that_they_always_read():
    assert in_english(KEPT) == [
        *sentences(CHANGES),
        "Price: ₹95,000 instead of ₹90,000.",
        "A sentence of an older version.",
    ]
    assert in_words(KEPT, NAMES, AFTER, Pen("en")) == in_english(KEPT)


@pytest.mark.parametrize("language", sorted(LANGUAGES - {"en"} if isinstance(LANGUAGES, set | frozenset)
                                             else set(LANGUAGES) - {"en"}))  # fmt: skip
def test_every_other_reader_gets_the_same_changes_in_their_own_language(language: str):
    pen = Pen(language)
    lines = in_words(KEPT, NAMES, AFTER, pen)
    assert len(lines) == len(CHANGES) + 2
    assert not pen.lacking
    english = {change.sentence for change in CHANGES}
    assert not english & set(lines)
    assert NAMES[BEFORE.places[0]] in " ".join(lines)
    assert any(pen.money(Money(Decimal(95000), "INR")) in line for line in lines)
    assert not any("*" in line or line.startswith("•") for line in lines)


def test_paper_and_page_tell_them_in_the_customers_language():
    quote = price(
        AFTER, BALI, WISH.party, None, sample().rates_of("bali"), sample().exchange_rates, RULES,
        date(2027, 1, 4),
    )  # fmt: skip
    said = [
        tell(Agency(), BALI, AFTER, quote, customer="", version=2, changes=KEPT, language=language).changes
        for language in ("en", "de")
    ]
    assert said[0] == tuple(in_english(KEPT))
    assert "statt" in said[1][-2]
    assert said[1][:-1] != said[0][:-1]


async def test_a_revised_version_keeps_causes_and_not_sentences():
    asha = customer(language="de")
    await asha.says("2 adults, 5 nights in Bali from 7 March, comfort hotels")
    await asha.says("make it 6 nights please")
    from crm.trips.effects import PublishTrip

    [effect] = asha.effects(PublishTrip)
    assert {item["of"] for item in effect.changes} == {"plan", "price"}
    assert json.loads(json.dumps(effect.changes)) == list(map(dict, effect.changes))
    assert any("6 nights" in line for line in in_english(effect.changes))
