"""A customer's own words find the destination, though no list of interests holds them."""

import pytest

from agents.acting.own_words import spoken_of_in
from crm.leads.effects import AskHuman
from tests.agents.desk import customer, sample
from tests.agents.test_recommending import named


@pytest.mark.parametrize(
    ("words", "first", "sight"),
    [
        ("thinking somewhere with backwaters and maybe tea gardens, 2 of us", "Kerala", "Houseboat"),
        ("somewhere cold with snow for my kids 6 and 9, end of December", "Dubai", "Ski Dubai"),
        ("where can we see elephants and leopards?", "Sri Lanka", "elephant"),
    ],
)
async def test_what_a_catalogue_speaks_of_is_recommended(words: str, first: str, sight: str) -> None:
    asha = customer()
    said = await asha.says(words)
    assert named(said)[0] == first
    assert sight in said
    assert not asha.effects(AskHuman)


async def test_words_said_before_count_when_a_place_is_asked_for_later() -> None:
    asha = customer()
    await asha.says("We want 7 nights in March, 2 adults, a houseboat and tea plantations")
    assert named(await asha.says("not sure where, you tell me"))[0] == "Kerala"


async def test_the_only_place_that_suits_is_taken_by_a_yes() -> None:
    asha = customer()
    assert "Shall I plan Kerala?" in await asha.says("any place with backwaters")
    await asha.says("yes")
    assert asha.lead is not None
    assert asha.lead.slots["destinations"]["value"] == ["Kerala"]


def test_words_that_all_destinations_share_tell_nothing() -> None:
    catalogues = sample().catalogues
    assert all(
        one.worth == 0 for one in spoken_of_in("we are a family and like nature", catalogues, 5).values()
    )


async def test_praise_is_no_town() -> None:
    asha = customer()
    await asha.says("7 nights in March, 2 adults, where should we go?")
    await asha.says("Kerala sounds nice")
    assert asha.lead is not None
    assert asha.lead.slots["destinations"]["value"] == ["Kerala"]
    assert "origin" not in asha.lead.slots


async def test_a_word_beside_the_party_is_no_town() -> None:
    asha = customer()
    await asha.says("a holiday in March please")
    await asha.says("2 adults too")
    assert asha.lead is not None
    assert "destinations" not in asha.lead.slots


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ("a surprise trip for my husband's 40th birthday in Feb, any suggestions?", "2027-02-01"),
        ("something in south india, Jan or Feb", "2027-01-01"),
        ("Kerala, Jan, 2 adults", "2027-01-01"),
    ],
)
async def test_a_month_is_no_place_and_is_heard(words: str, window: str) -> None:
    asha = customer()
    said = await asha.says(words)
    assert "cannot plan Feb" not in said
    assert "Jan or" not in said
    assert asha.lead is not None
    assert asha.lead.slots["date_window"]["value"]["from"] == window


async def test_who_is_called_like_a_month_travels_in_none() -> None:
    asha = customer()
    await asha.says("Jan, can you tell me about Bali?")
    assert asha.lead is None or "date_window" not in asha.lead.slots


async def test_who_was_asked_twice_and_names_no_place_is_shown_some_before_a_human_comes() -> None:
    asha = customer()
    await asha.says("hello")
    await asha.says("2 adults, in summer")
    said = await asha.says("a week or so")
    assert "• *" in said
    assert not asha.effects(AskHuman)


async def test_asking_whether_anybody_is_there_is_a_greeting() -> None:
    asha = customer()
    await asha.says("is anyone there?")
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "words",
    [
        "We booked with you last year for Bali, now want Rajasthan in December with the same group",
        "we travelled with you to Bali last year and now want Rajasthan",
    ],
)
async def test_the_place_of_an_earlier_trip_is_not_the_place_of_this_one(words: str) -> None:
    asha = customer()
    await asha.says(words)
    assert asha.lead is not None
    assert asha.lead.slots["destinations"]["value"] == ["Rajasthan"]
