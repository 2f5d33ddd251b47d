"""The whole trip moved: by days, weeks or to a date; a town left out of it; what is asked of its price."""

import pytest

from agents.wording.replies import LANGUAGES, Replies
from tests.agents.desk import Customer, customer


async def of_bali() -> Customer:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    assert asha.trip is not None
    return asha


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("what if we go a week later?", "2027-01-10"),
        ("can we go 2 days earlier", "2027-01-01"),
        ("a month later please", "2027-02-03"),
        ("una semana después por favor", "2027-01-10"),
        ("une semaine plus tard", "2027-01-10"),
        ("eine Woche später bitte", "2027-01-10"),
        ("uma semana mais tarde", "2027-01-10"),
        ("на неделю позже", "2027-01-10"),
        ("date 2 din aage kar do", "2027-01-05"),
        ("एक हफ्ते बाद", "2027-01-10"),
        ("can we change the date to 10 January?", "2027-01-10"),
        ("please move the trip to 10 January", "2027-01-10"),
        ("¿podemos cambiar la fecha al 10 de enero?", "2027-01-10"),
        ("peut-on changer la date au 10 janvier ?", "2027-01-10"),
        ("هل يمكن تغيير الموعد إلى 10 يناير؟", "2027-01-10"),
    ],
)
async def test_the_trip_moves_from_the_day_that_was_planned_and_keeps_its_length(
    text: str, start: str
) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.trip.request["start"] == start
    assert asha.trip.request["nights"] == 5


@pytest.mark.parametrize(
    "text",
    [
        "we decide a week later",
        "can we pay two weeks later?",
        "I will confirm 2 days later",
        "we booked our flights 3 weeks earlier",
        "the shop opens an hour later",
    ],
)
async def test_other_things_that_come_later_move_no_trip(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.trip.request["start"] == "2027-01-03"


async def test_nothing_moves_before_a_day_is_known() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults")
    await asha.says("a week later")
    assert asha.lead.slots.get("start_date", {}).get("value") != "2026-11-29"


@pytest.mark.parametrize(
    "text",
    [
        "skip Seminyak please",
        "we don't want to go to Seminyak",
        "Уберите Семиньяк",
        "Seminyak hata do",
        "sin Seminyak",
    ],
)
async def test_a_town_that_is_not_wanted_leaves_the_plan_and_the_trip_stays_where_it_is(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]
    areas = [stop["area"] for stop in asha.trip.itinerary["stops"]]
    assert not any("seminyak" in area for area in areas)


@pytest.mark.parametrize(
    "text",
    [
        "what is the price now?",
        "كم السعر الآن؟",
        "¿cuánto cuesta ahora?",
        "wie viel kostet das jetzt?",
        "сколько это стоит теперь?",
        "ab kitna hoga?",
        "कितना होगा?",
    ],
)
async def test_the_price_of_the_trip_is_told_without_asking_the_library(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"] == ["TellPrice"]


@pytest.mark.parametrize(
    "text", ["how much is the visa?", "¿cuánto cuesta el visado?", "сколько стоит виза?"]
)
async def test_the_price_of_another_thing_is_asked_of_the_library(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert "Answer" in asha.outcomes[-1].understanding["moves"]


@pytest.mark.parametrize(
    "text", ["looks nice but a bit costly", "quite expensive for us", "this is slightly over our budget"]
)
async def test_who_finds_it_dear_in_a_polite_way_is_shown_what_costs_less(text: str) -> None:
    asha = await of_bali()
    before = asha.trip.request["hotel_class"]
    await asha.says(text)
    assert (before, asha.trip.request["hotel_class"]) == ("comfort", "value")


@pytest.mark.parametrize(
    "text",
    [
        "Hey do u do singapore? 3 nights next month me n wife",
        "do you offer packages to Singapore?",
        "¿tienen paquetes a Singapur?",
        "bieten Sie Reisen nach Singapur an?",
        "هل لديكم رحلات إلى سنغافورة؟",
    ],
)
async def test_whether_a_place_is_sold_is_no_question_for_the_library(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert "Answer" not in asha.outcomes[-1].understanding["moves"]
    assert asha.lead.slots["destinations"]["value"] == ["Singapore"]


@pytest.mark.parametrize(
    ("text", "adults"),
    [
        ("somos una pareja y queremos ir a Bali", 2),
        ("nous sommes un couple, Bali en mai", 2),
        ("wir sind ein Paar, Bali im Mai", 2),
        ("somos um casal, Bali em maio", 2),
        ("2 Erw., 1 Kind 4 Jahre, Bali im Mai", 2),
    ],
)
async def test_a_couple_is_two_in_every_language(text: str, adults: int) -> None:
    asha = customer()
    await asha.says(text)
    assert asha.lead.slots["adults"]["value"] == adults


async def test_a_day_from_which_a_trip_runs_makes_no_origin_of_the_place_before_it() -> None:
    asha = customer()
    await asha.says("Bali 3 jan 2027 se 5 raat 2 log comfort hotel")
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]
    assert "origin" not in asha.lead.slots


async def test_who_looks_for_ideas_is_shown_some() -> None:
    asha = customer()
    await asha.says(
        "Just got married! Looking for honeymoon ideas, somewhere with beaches, 7 nights, 2.5L all in"
    )
    assert "Recommend" in asha.outcomes[-1].understanding["moves"]


async def test_a_verb_that_says_which_way_moves_the_trip_and_one_that_does_not_is_asked() -> None:
    for text, start in (
        ("please postpone the trip by 2 days", "2027-01-05"),
        ("push the trip back 3 days", "2027-01-06"),
        ("queremos aplazar 3 días", "2027-01-06"),
        ("отложите поездку на неделю", "2027-01-10"),
        ("décalez le voyage de 3 jours", "2027-01-03"),
        ("verschieben Sie die Reise um 2 Tage", "2027-01-03"),
    ):
        asha = await of_bali()
        await asha.says(text)
        assert asha.lead.slots["start_date"]["value"] == start, text
        assert asha.lead.slots.get("transport") is None, text
        assert asha.trip.request["nights"] == 5, text


async def test_days_by_which_a_trip_moves_are_asked_about_before_there_is_a_plan() -> None:
    for text in ("please shift the trip by one day", "нам нужно перенести на 3 дня"):
        asha = customer()
        await asha.says("Bali from 3 March 2027, 2 adults")
        await asha.says(text)
        assert "Ask" in asha.outcomes[-1].understanding["moves"], text
        assert "did not quite" not in asha.history[-1].text, text


@pytest.mark.parametrize(
    "text",
    [
        "can we change the date?",
        "we want to move the trip",
        "please change our travel dates",
        "queremos cambiar las fechas",
        "on voudrait décaler le voyage",
        "können wir die Reise verschieben?",
        "queremos mudar as datas",
        "можно перенести поездку?",
    ],
)
async def test_who_would_move_the_trip_and_does_not_say_where_to_is_asked_for_the_new_day(text: str) -> None:
    asha = await of_bali()
    answer = await asha.says(text)
    asked = [words for code in LANGUAGES for words in Replies.of(code).wordings("ask.start_date")]
    assert any(words in answer for words in asked)
    assert asha.trip.version == 1
    await asha.says("10 January 2027")
    assert asha.trip.request["start"] == "2027-01-10"


@pytest.mark.parametrize(
    "text", ["can we change the date of our dinner?", "my brother wants to move the trip."]
)
async def test_what_else_would_be_moved_asks_for_no_day(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.trip.request["start"] == "2027-01-03"
