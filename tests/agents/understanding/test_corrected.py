"""Who corrects themselves within one message is heard as they meant it, and a plain no corrects nothing."""

from datetime import date

import pytest

from agents.understanding.contract import Said
from tests.agents.desk import customer, engine

TODAY = date(2026, 11, 22)


def heard(text: str, *history: Said) -> dict[str, object]:
    return {str(name): slot.value for name, slot in engine().understand(text, history, TODAY).slots.items()}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("we want to go to Paris, no sorry, Bali", ["Bali"]),
        ("Paris - wait no, Dubai", ["Dubai"]),
        ("to Bali actually no Dubai", ["Dubai"]),
        ("Bali, sorry I mean Dubai", ["Dubai"]),
        ("Paris\nsorry, Bali", ["Bali"]),
        ("on part à Paris euh non à Bali pardon", ["Bali"]),
        ("nach Dubai, äh nein, nach Bali", ["Bali"]),
        ("a París, perdón, a Bali", ["Bali"]),
        ("para Paris, quer dizer, Bali", ["Bali"]),
        ("в Париж, ой нет, на Бали", ["Bali"]),
        ("إلى دبي، لا عفوا، بالي", ["Bali"]),
        ("दुबई, नहीं सॉरी, बाली", ["Bali"]),
        ("Dubai, nahi sorry, Bali", ["Bali"]),
        ("from Delhi to Paris, no sorry, Bali", ["Bali"]),
        ("not Paris, I mean Bali", ["Bali"]),
        ("Paris, Rome, enfin Bali", ["Paris", "Rome", "Bali"]),
        ("Bali, no Dubai", ["Bali"]),
        ("Bali and, wait, Dubai too", ["Bali", "Dubai"]),
        ("Bali, sorry for the late reply", ["Bali"]),
        ("Bali? No, sorry, we can't", ["Bali"]),
        ("Bali, no beaches", ["Bali"]),
        ("from Delhi, sorry, to Bali", ["Bali"]),
        ("Bali - sorry I missed your call - Dubai", ["Bali", "Dubai"]),
    ],
)
def test_a_place_put_right_replaces_the_one_before_it(text: str, places: list[str]) -> None:
    assert heard(text)["destinations"] == places


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("10 Jan, sorry 12 Jan", "start_date", "2027-01-12"),
        ("Bali 10-15 Jan, sorry, 12-17 Jan", "end_date", "2027-01-17"),
        ("Bali le 10, pardon le 12 janvier", "start_date", "2027-01-12"),
        ("10. Januar, äh nein, 12. Januar", "start_date", "2027-01-12"),
        ("3 no wait 4 adults", "adults", 4),
        ("3 adults, sorry, 4", "adults", 4),
        ("2 adults, sorry, 1 kid", "adults", 2),
        ("4 adults, 2 kids, sorry, 3 kids", "adults", 4),
        ("4 adults, 2 kids, sorry, 3 kids", "children", 3),
        ("Bali 5 nights, no wait, 6 nights", "nights", 6),
        ("from Delhi, no sorry, from Mumbai to Bali", "origin", "Mumbai"),
        ("nous sommes 3 euh non 4", "travellers", 4),
        ("wir sind 3, äh nein, 4 Erwachsene", "adults", 4),
        ("somos 3, perdón, 4", "travellers", 4),
        ("3 adults nahi, 4 adults", "adults", 4),
        ("हम 3 लोग नहीं, 4 लोग हैं", "travellers", 4),
        ("são 3 noites, quer dizer, 4 noites", "nights", 4),
        ("5 ночей, ой, извините, 6 ночей", "nights", 6),
        ("10 days, I mean 2 weeks", "nights", 14),
        ("2 people, sorry, 3 adults", "adults", 3),
        ("budget is 3000. Sorry, 3 adults", "budget", {"amount": "3000", "currency": None, "per": "trip"}),
        ("my number is 9876543210, sorry, 4 adults", "phone", "9876543210"),
        ("٣ ليال، عفوا، ٤ ليال", "nights", 4),
        ("hum 3, nahi sorry, 4 log", "travellers", 4),
    ],
)
def test_a_day_or_a_count_put_right_replaces_the_one_before_it(text: str, name: str, value: object) -> None:
    assert heard(text)[name] == value


def test_the_words_of_what_was_meant_are_the_proof() -> None:
    text = "to Paris, no sorry, Bali for 2 adults"
    slots = engine().understand(text, (), TODAY).slots
    assert text[slice(*slots["destinations"].span)] == "Bali"
    assert text[slice(*slots["adults"].span)] == "2 adults"


def test_one_more_is_added_to_the_count_that_was_put_right() -> None:
    said = Said("customer", "Bali, 3 adults, sorry, 4 adults")
    assert heard("one more adult", said, Said("desk", "Thank you."))["adults"] == 5


async def test_a_trip_is_planned_where_they_meant_it_to_go() -> None:
    asha = customer()
    await asha.says(
        "to Dubai, no sorry, Bali from 3 January, sorry 5 January 2027, 5 nights, 2 adults, comfort hotels"
    )
    assert asha.trip is not None
    assert (asha.trip.request["destination"], asha.trip.request["start"]) == ("bali", "2027-01-05")


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("my number is +919812345678, sorry, 9812345679", "+919812345679"),
        ("my number is +91 98123 45678, sorry, +91 98123 45679", "+919812345679"),
        ("my number is 9812345678, sorry, 9812345679", "9812345679"),
        ("call me at +34612345678, perdón, 612345679", "+34612345679"),
        ("my number is +919812345678, sorry, 09812345679", "+919812345678"),
        ("my number is +919812345678, sorry, 981", "+919812345678"),
        ("+919812345678, sorry, 4 adults", "+919812345678"),
        ("call me on +919812345678, sorry for the delay, 2 adults", "+919812345678"),
    ],
)
def test_a_telephone_number_put_right_keeps_the_code_of_its_country(text: str, phone: str) -> None:
    assert heard(text)["phone"] == phone


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("10 Feb, I mean the 12th", "start_date", "2027-02-12"),
        ("10 February 2027, sorry the 12th", "start_date", "2027-02-12"),
        ("le 10 février, pardon le 12", "start_date", "2027-02-12"),
        ("from 10 Feb, sorry the 12th, to 20 Feb", "start_date", "2027-02-12"),
        ("10 Feb, I mean 12 March", "start_date", "2027-03-12"),
        ("the 10th, sorry the 12th", "start_date", "2026-12-12"),
        ("10-15 Feb, sorry the 17th", "end_date", "2027-02-17"),
        ("10-15 Feb, sorry the 17th", "start_date", "2027-02-10"),
        ("We want 5 nights in Bali, no sorry 7 nights", "nights", 7),
        ("5 noches en Bali, perdón, 7 noches", "nights", 7),
        ("5 Nächte in Bali, Entschuldigung, 7 Nächte", "nights", 7),
        ("बाली में 5 रात, सॉरी, 7 रात", "nights", 7),
        ("5 nights in Bali, sorry for the delay, 7 people", "nights", 5),
        ("5 nights in Bali, sorry, 3 nights in Dubai", "nights", 8),
        ("हम 4 लोग, नहीं, मतलब 5 लोग", "travellers", 5),
        ("not 3 adults, sorry, 4", "adults", 4),
        ("nicht 3 Erwachsene, Entschuldigung, 4", "adults", 4),
        ("no 3 adultos, perdón, 4", "adults", 4),
        ("we can't be 3 adults, sorry, 4 kids", "adults", 3),
        ("4 adults and 2 kids in Bali, sorry, 3 kids", "adults", 4),
    ],
)
def test_what_is_put_right_takes_the_rest_of_what_was_said_with_it(
    text: str, name: str, value: object
) -> None:
    assert heard(text)[name] == value


async def test_a_number_to_call_that_was_put_right_is_written_down() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, my number is +919812345678, sorry, 9812345679")
    assert asha.lead.slots["phone"]["value"] == "+919812345679"
