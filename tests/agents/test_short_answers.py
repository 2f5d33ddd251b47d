"""Answers of a word or two, and what is told in passing: months, bookings, likes, nights of a stop."""

import pytest

from crm.leads.effects import Record
from tests.agents.desk import Customer, customer


async def asked_when(first: str = "Bali for 2 adults, 5 nights") -> Customer:
    asha = customer()
    await asha.says(first)
    assert asha.dialogue["asked"] == "start_date"
    return asha


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("may", "05"), ("March", "03"), ("March please", "03"), ("in may maybe", "05"), ("Jan", "01"),
        ("mayo", "05"), ("marzo", "03"), ("mars", "03"), ("mai", "05"), ("März", "03"), ("março", "03"),
        ("май", "05"), ("в марте", "03"), ("مايو", "05"), ("मई", "05"), ("मार्च में", "03"), ("may mein", "05"),
    ],
)  # fmt: skip
async def test_a_bare_month_answers_when(text: str, month: str) -> None:
    asha = await asked_when()
    await asha.says(text)
    assert asha.lead.slots["date_window"]["value"]["from"] == f"2027-{month}-01"


@pytest.mark.parametrize(
    "text", ["may be", "maybe", "may I ask something?", "mars attacks", "march on", "set", "out"]
)
async def test_other_short_words_are_no_month(text: str) -> None:
    asha = await asked_when()
    await asha.says(text)
    window = asha.lead.slots.get("date_window")
    assert window is None or text in ("set", "out")
    assert "The library does not answer: may be" not in str(asha.outcomes[-1].effects)


async def test_a_month_that_nobody_asked_for_needs_its_preposition() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults from 3 January 2027, 5 nights, comfort hotels")
    await asha.says("may")
    assert "date_window" not in asha.lead.slots


BOOKED = (
    "ya reservé el hotel",
    "I have already booked the hotel",
    "flights are already booked",
    "j'ai déjà réservé l'hôtel",
    "wir haben das Hotel schon gebucht",
    "já reservei o hotel",
    "мы уже забронировали отель",
    "حجزنا الفندق",
    "hotel already book kar liya hai",
)


@pytest.mark.parametrize("text", BOOKED)
async def test_what_is_booked_already_is_noted_for_colleagues(text: str) -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    before = dict(asha.lead.slots)
    await asha.says(text)
    assert asha.lead.slots["elsewhere"]["value"] == [text]
    assert {n: s for n, s in asha.lead.slots.items() if n != "elsewhere"} == before
    assert [r for r in asha.effects(Record) if text in r.text]


@pytest.mark.parametrize(
    "text",
    [
        "is the hotel already booked?",
        "we have not booked the hotel",
        "please book the hotel",
        "if we have booked the hotel ourselves, is it cheaper?",
        "no he reservado el hotel",
        "have you booked the hotel?",
        "book the hotel we already have in the plan",
    ],
)
async def test_what_is_not_booked_is_not_noted_as_such(text: str) -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    await asha.says(text)
    assert "elsewhere" not in asha.lead.slots


async def test_a_hotel_booked_with_its_dates_is_held_in_the_plan_in_spanish_too() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    await asha.says("ya reservé el hotel Oberan Beach del 3 al 5 de enero")
    assert asha.lead.slots["booked"]["value"][0]["from"] == "2027-01-03"
    assert asha.lead.slots["nights"]["value"] == 5


@pytest.mark.parametrize(
    "text",
    [
        "We love museums, where should we go?",
        "nos encantan los museos, ¿adónde nos recomienda ir?",
        "wir lieben Museen, wohin sollen wir reisen?",
        "мы любим музеи, куда посоветуете поехать?",
    ],
)
async def test_what_is_liked_counts_beside_the_question_where_to_go(text: str) -> None:
    asha = customer()
    await asha.says("hi")
    await asha.says("2 adults in May")
    reply = await asha.says(text)
    assert asha.lead.slots["interests"]["value"] == ["museums"]
    assert "Louvre" in reply


async def test_what_is_merely_asked_about_is_not_liked() -> None:
    asha = customer()
    await asha.says("Bali in May")
    await asha.says("are there good museums?")
    assert "interests" not in asha.lead.slots


async def test_nights_behind_the_last_stop_are_of_that_stop() -> None:
    asha = customer()
    await asha.says("Thailand in May, 7 nights, 2 adults, comfort")
    await asha.says("end in Phuket, 3 nights")
    assert asha.lead.slots["nights"]["value"] == 7
    assert [stop["nights"] for stop in asha.trip.itinerary["stops"]][-1] == 3


async def test_nights_of_two_stops_make_the_whole_trip() -> None:
    asha = customer()
    await asha.says("Bangkok 3 nights then end in Phuket, 3 nights, in May for 2 adults comfort")
    assert asha.lead.slots["nights"]["value"] == 6
