"""What is arranged before the desk plans: flights, airports, bookings and places seen before."""

from datetime import date
from typing import Any

import pytest

from agents.understanding.contract import Said
from agents.understanding.dialogue import read_dialogue
from tests.agents.desk import engine

TODAY = date(2026, 11, 22)


def heard(text: str) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), TODAY).slots.items()}


@pytest.mark.parametrize(
    ("text", "lands", "leaves"),
    [
        ("We land at 14:30 and our flight back is at 9 am", "14:30", "09:00"),
        ("Our flight gets in at 2.30 pm. The return flight departs at 22:45", "14:30", "22:45"),
        ("We arrive on 20 Dec at 14:30 and leave on 27 Dec at 9 am", "14:30", "09:00"),
        ("arriving at noon", "12:00", None),
        ("Wir landen um 14:30 Uhr, unser Rückflug geht um 9 Uhr", "14:30", "09:00"),
        ("Aterrizamos a las 14:30 y el vuelo de vuelta es a las 9:00", "14:30", "09:00"),
        ("Nous atterrissons à 14h30, vol retour à 9h", "14:30", "09:00"),
        ("Aterrissamos às 14:30 e o voo de volta é às 9:00", "14:30", "09:00"),
        ("Прилетаем в 14:30, обратный рейс в 9:00", "14:30", "09:00"),
        ("نصل الساعة 14:30 ورحلة العودة 09:00", "14:30", "09:00"),
        ("हम 14:30 बजे पहुंचेंगे", "14:30", None),
    ],
)
def test_flights_are_heard_in_eight_languages(text: str, lands: str, leaves: str | None):
    slots = heard(text)
    assert (slots.get("arrives_at"), slots.get("departs_at")) == (lands, leaves)


@pytest.mark.parametrize(
    "text",
    [
        "We want to go to Bali from Delhi on 5 January, leaving at 9 am",
        "We land at 9 and fly home at 10",
        "Call me at 7 pm",
        "We arrive at the hotel at 3 pm",
        "I booked 3 days ago and nobody answered",
        "We have not booked a hotel for 20-22 Dec yet",
        "Please can you book dinner on day 3 at 7 pm?",
        "Have you been to Ubud? Is it nice?",
        "We arrive in Bali on 20 Dec and stay for 5 nights",
    ],
)
def test_what_arranges_nothing_is_left_alone(text: str):
    assert not {"arrives_at", "departs_at", "gateway_in", "gateway_out", "seen", "booked"} & set(heard(text))


def test_an_open_jaw_names_two_airports_and_neither_is_where_the_trip_goes():
    slots = heard("7 nights in Thailand from 3 March, flying into Bangkok and home from Phuket, 2 adults")
    assert (slots["gateway_in"], slots["gateway_out"]) == ("Bangkok", "Phuket")
    assert slots["destinations"] == ["Thailand"]
    assert "origin" not in slots
    bali = heard("Bali for a week. We fly into Denpasar and out of Surabaya")
    assert (bali["gateway_in"], bali["gateway_out"]) == ("Denpasar", "Surabaya")
    assert bali["destinations"] == ["Bali"]


@pytest.mark.parametrize(
    ("text", "gateway", "goals"),
    [
        ("2 adults 5 nights Bali, we land on 3 March at Denpasar", "Denpasar", ["Bali"]),
        ("Wir landen am 3. März in Denpasar, 5 Nächte Bali", "Denpasar", ["Bali"]),
        ("Kerala 5 nights, we land in Kochi on 3 March", "Kochi", ["Kerala"]),
        ("we land in Jakarta on 3 March, 2 nights there, then Bali", None, ["Jakarta", "Bali"]),
        ("Bali, then Singapore, we land in Singapore on 9 March", None, ["Bali", "Singapore"]),
        ("Bali from 3 March, and we arrive in Ubud later", None, ["Bali", "Ubud"]),
    ],
)
def test_a_town_to_land_at_is_no_place_to_go_to(text: str, gateway: str | None, goals: list[str]):
    slots = heard(text)
    assert (slots.get("gateway_in"), slots["destinations"]) == (gateway, goals)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We have already seen Tanah Lot and the Monkey Forest", ["Tanah Lot", "Monkey Forest"]),
        ("We've been to Uluwatu before, so something else please", ["Uluwatu"]),
        ("My wife and I visited Wat Pho last year", ["Wat Pho"]),
        ("Ya hemos visto Tanah Lot", ["Tanah Lot"]),
        ("Nous avons déjà vu Tanah Lot", ["Tanah Lot"]),
        ("Wir haben Tanah Lot schon gesehen", ["Tanah Lot"]),
        ("Já visitamos Tanah Lot e Uluwatu", ["Tanah Lot", "Uluwatu"]),
        ("Уже видели Танах Лот", ["Танах Лот"]),
        ("زرنا Tanah Lot من قبل", ["Tanah Lot"]),
        ("hum Tanah Lot pehle dekh chuke hain", ["Tanah Lot"]),
    ],
)
def test_places_seen_before_are_heard_in_eight_languages(text: str, names: list[str]):
    slots = heard(text)
    assert slots["seen"] == names
    assert "destinations" not in slots


def test_where_they_were_before_is_not_where_they_go_unless_they_say_so():
    assert heard("We have been to Goa before and now want Kerala for 5 nights")["destinations"] == ["Kerala"]
    assert heard("We have been to Bali before and want to go again")["destinations"] == ["Bali"]


@pytest.mark.parametrize(
    ("text", "booked"),
    [
        (
            "Our hotel Tirta Valley Lodge is booked 20-22 Dec",
            {"kind": "stay", "name": "Tirta Valley Lodge", "from": "2026-12-20", "until": "2026-12-22"},
        ),
        (
            "we have booked the hotel tirta valley lodge for the first two nights",
            {"kind": "stay", "name": "tirta valley lodge", "from": 1, "until": 3},
        ),
        (
            "Dinner is reserved on day 3 at 7pm",
            {"kind": "engagement", "name": "dinner", "day": 3, "at": "19:00"},
        ),
        (
            "Unser Abendessen ist am 21. Dezember um 19:00 reserviert",
            {"kind": "engagement", "name": "dinner", "day": "2026-12-21", "at": "19:00"},
        ),
        (
            "La cena está reservada el 21 de diciembre a las 19:00",
            {"kind": "engagement", "name": "dinner", "day": "2026-12-21", "at": "19:00"},
        ),
        (
            "We have tickets for the Kecak dance on 22 December at 6 pm",
            {"kind": "visit", "name": "Kecak dance", "day": "2026-12-22", "at": "18:00"},
        ),
    ],
)
def test_what_is_booked_is_heard_and_its_days_are_not_those_of_the_trip(text: str, booked: dict[str, Any]):
    slots = heard(text)
    assert slots["booked"] == [booked]
    assert not {"start_date", "end_date", "date_window", "nights"} & set(slots)


def test_a_booking_among_other_wishes_keeps_the_dates_of_the_trip():
    slots = heard(
        "Bali 20-27 Dec for two, our hotel Tirta Valley Lodge is booked from 20 to 22 December "
        "and dinner is reserved on day 3 at 7pm"
    )
    assert (slots["start_date"], slots["end_date"]) == ("2026-12-20", "2026-12-27")
    assert [item["kind"] for item in slots["booked"]] == ["stay", "engagement"]


def test_bookings_and_places_seen_add_up_and_the_newer_word_on_one_booking_wins():
    history = [
        Said("customer", "Dinner is reserved on day 3 at 7pm. We have already seen Tanah Lot"),
        Said("desk", "Noted."),
        Said(
            "customer", "Our hotel Tirta Valley Lodge is booked 20-22 Dec. We've also been to Uluwatu before"
        ),
        Said("desk", "Noted."),
    ]
    _, known = read_dialogue(engine(), history, "Sorry, dinner is booked on day 4 at 8pm", TODAY)
    assert known["seen"].value == ["Tanah Lot", "Uluwatu"]
    assert [(item["kind"], item.get("day"), item.get("at")) for item in known["booked"].value] == [
        ("stay", None, None),
        ("engagement", 4, "20:00"),
    ]
