"""Days of leave from work and the fields of a form: neither is a length that changes the trip."""

from datetime import date
from typing import Any

import pytest

from tests.agents.desk import TODAY, engine
from tests.agents.test_moving_the_trip import of_bali


def heard(text: str, today: date = TODAY) -> dict[str, Any]:
    return {name: slot.value for name, slot in engine().understand(text, (), today).slots.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Vou tirar 2 dias de folga no trabalho, pode ser",
        "I am taking off 2 days from work",
        "voy a sacar 2 días de vacaciones",
        "je vais retirer 2 jours de congés",
        "ich streiche 2 Tage Urlaub",
    ],
)
async def test_days_taken_off_work_shorten_no_trip(text: str) -> None:
    asha = await of_bali()
    nights = asha.trip.itinerary["nights"]
    stops = asha.trip.itinerary["stops"]
    await asha.says(text)
    assert asha.trip.itinerary["stops"] == stops
    assert asha.trip.itinerary["nights"] == nights
    assert "nights_change" not in asha.lead.slots


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Vou tirar 10 dias de férias em março e quero ir para Bali", 10),
        ("Quiero sacar 5 dias para ir a Bali en marzo", 5),
        ("J'ai retiré 10 jours pour la Thaïlande", 10),
        ("Retirer 3 jours de congés", 3),
        ("Ich streiche 2 Tage Urlaub für Bali", 2),
    ],
)
def test_days_of_leave_are_how_long_the_trip_may_last(text: str, days: int) -> None:
    told = heard(text)
    assert told["days"] == days
    assert "nights_change" not in told


def test_a_day_lost_on_the_way_changes_no_length() -> None:
    told = heard("Бали 7 ночей, минус 1 день на дорогу")
    assert told["nights"] == 7
    assert not {"nights_change", "days"} & told.keys()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Nights: 20 Feb to 26 Feb", "2027-02-20", "2027-02-26"),
        ("Tage: 10. Februar bis 17. Februar", "2027-02-10", "2027-02-17"),
        ("dias: 10 al 15 de marzo", "2027-03-10", "2027-03-15"),
        ("Nights: 20 to 26 Feb", "2027-02-20", "2027-02-26"),
        ("Nächte: 20. bis 26. Februar", "2027-02-20", "2027-02-26"),
    ],
)
def test_a_field_filled_with_dates_holds_no_number_of_nights(text: str, start: str, end: str) -> None:
    told = heard(text)
    assert (told["start_date"], told["end_date"]) == (start, end)
    assert not {"nights", "days"} & told.keys()


def test_a_field_filled_with_a_day_or_with_people_holds_no_number_of_days() -> None:
    assert heard("Days: 12 feb") == {"start_date": "2027-02-12"}
    assert heard("days: 2 adults Bali") == {"destinations": ["Bali"], "adults": 2}
    assert heard("Tage: 2 Erwachsene Bali") == {"destinations": ["Bali"], "adults": 2}
    assert heard("дней: 2 взрослых Бали") == {"destinations": ["Bali"], "adults": 2}
    assert heard("Nights: 2 weeks Bali") == {"destinations": ["Bali"], "nights": 14}


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("Nights: 5 in Bali, 2 adults", 5),
        ("Noches: 5 en Bali", 5),
        ("Nuits : 7 à Bali", 7),
        ("Nächte: 7 auf Bali", 7),
        ("Noites: 7 em Bali", 7),
        ("Ночей: 7 на Бали", 7),
        ("रातें: 5 बाली में", 5),
        ("raat: 5 Bali mein", 5),
        ("Nights: 7 total", 7),
        ("Nights: 7 approx. Bali", 7),
        ("Nights: 5 or 6, Bali", 5),
        ("Nights: 4 Bali + 3 Gili", 4),
        ("Nights: 5 (Bali)", 5),
        ("Nights: 5, March, Bali", 5),
        ("Nights: 5 from 10 Feb", 5),
    ],
)
def test_a_field_holds_its_nights_whatever_is_written_behind_them(text: str, nights: int) -> None:
    assert heard(text)["nights"] == nights


@pytest.mark.parametrize(
    "text",
    [
        "No. of nights: 6\nAdults: 2",
        "Nights: 6, adults: 2",
        "Nights: 6 Adults: 2",
        "Nights: 6. Adults: 2",
        "nights = 6 / adults = 2",
    ],
)
def test_a_field_that_ends_behind_its_number_is_heard(text: str) -> None:
    told = heard(text)
    assert (told["nights"], told["adults"]) == (6, 2)


@pytest.mark.parametrize("today", [date(2026, 12, 26), date(2026, 12, 28)])
def test_a_day_counted_from_a_feast_just_behind_is_this_years(today: date) -> None:
    assert heard("we start 3 days after Christmas", today)["start_date"] == "2026-12-28"
    expected = "2026-12-26" if today.day == 26 else "2027-12-26"
    assert heard("the day after Christmas in Goa", today)["start_date"] == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The party is 4 adults, 10 Feb to 17 Feb Bali", "2027-02-10", "2027-02-17"),
        ("The party is two couples arriving 10 February", "2027-02-10", None),
        ("Mein Termin ist der 20. Februar, 7 Nächte Bali", "2027-02-20", None),
        ("A data final é 20 de fevereiro", "2027-02-20", None),
        ("final is 10 Feb", "2027-02-10", None),
        ("Der Termin ist vom 10. Februar bis 17. Februar", "2027-02-10", "2027-02-17"),
    ],
)
def test_words_that_also_name_affairs_take_no_day_from_the_trip(
    text: str, start: str, end: str | None
) -> None:
    told = heard(text)
    assert (told["start_date"], told.get("end_date")) == (start, end)


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("contact _anna_@x.com", "_anna_@x.com"),
        ("write to anna_b_@x.com", "anna_b_@x.com"),
    ],
)
def test_an_address_keeps_its_underscores(text: str, email: str) -> None:
    assert heard(text)["email"] == email


def test_slanted_words_are_still_read() -> None:
    assert heard("_Adults:_ 3, _Bali_")["adults"] == 3
