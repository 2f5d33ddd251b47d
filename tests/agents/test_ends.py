"""The stop in which a trip is to begin or end is no place to leave from, and moves the plan's order."""

import pytest

from agents.captured import Joined, capture
from agents.understanding.contract import Said
from tests.agents.desk import TODAY, customer, engine, sample


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("can we start in Phuket?", "Phuket", None),
        ("end in Bangkok please", None, "Bangkok"),
        ("Start in Phuket and end in Bangkok", "Phuket", "Bangkok"),
        ("¿podemos empezar en Phuket?", "Phuket", None),
        ("on peut commencer par Phuket et finir à Bangkok ?", "Phuket", "Bangkok"),
        ("Können wir in Phuket beginnen?", "Phuket", None),
        ("podemos começar em Phuket e terminar em Bangkok?", "Phuket", "Bangkok"),
        ("можно начать с Пхукета и закончить в Бангкоке?", "Phuket", "Bangkok"),
        ("Phuket se shuru karo, Bangkok me khatam", "Phuket", "Bangkok"),
        ("هل نبدأ في بوكيت؟", "Phuket", None),
    ],
)
def test_the_first_and_the_last_stop_are_heard(text: str, first: str | None, last: str | None) -> None:
    slots = engine().understand(text, (), TODAY).slots
    assert (slots["gateway_in"].value if first else None) == first
    assert (slots["gateway_out"].value if last else None) == last
    assert "origin" not in slots


def test_where_somebody_lives_is_still_where_the_trip_starts_from() -> None:
    slots = engine().understand("starting from Delhi on 5 May, 5 nights in Bali", (), TODAY).slots
    assert slots["origin"].value == "Delhi"
    assert "gateway_in" not in slots


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("we don't want to start in Phuket", "gateway_in", "Phuket"),
        ("please don't end in Bangkok", "gateway_out", "Bangkok"),
        ("no queremos empezar en Ubud", "gateway_in", "Ubud"),
        ("on ne veut pas commencer par Munnar", "gateway_in", "Munnar"),
        ("Wir wollen nicht in Bangkok enden", "gateway_out", "Bangkok"),
        ("não queremos começar em Kochi", "gateway_in", "Kochi"),
        ("мы не хотим начинать с Пхукета", "gateway_in", "Phuket"),
        ("Phuket se shuru mat karo", "gateway_in", "Phuket"),
        ("لا نريد أن نبدأ في بوكيت", "gateway_in", "Phuket"),
    ],
)
def test_a_no_takes_back_that_end_and_no_other(text: str, name: str, place: str) -> None:
    heard = engine().understand(text, (), TODAY)
    assert set(heard.slots) == {name}
    assert heard.slots[name].retracted
    joined = Joined(text, ((0, 1),))
    assert capture(heard, joined, {name: {"value": place}}) == ({}, (name,))
    assert capture(heard, joined, {name: {"value": "Kovalam"}}) == ({}, ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("sorry, no, do not start in Phuket, start in Bangkok", "Bangkok"),
        ("start in Phuket, sorry start in Bangkok", "Bangkok"),
        ("start not in Munnar but in Kochi", "Kochi"),
        ("why not start in Ubud?", "Ubud"),
    ],
)
def test_the_last_word_of_where_to_start_holds(text: str, place: str) -> None:
    slots = engine().understand(text, (), TODAY).slots
    assert (slots["gateway_in"].value, slots["gateway_in"].retracted) == (place, False)
    assert "origin" not in slots


@pytest.mark.parametrize(
    "text",
    [
        "we want a week end in Bangkok",
        "a week-end in Bangkok",
        "does the monsoon end in Phuket by November?",
        "rainy season starts in Phuket when?",
        "prices start at Bangkok hotels",
        "wann endet in Phuket die Regenzeit?",
        "¿cuándo empieza en Ubud la temporada de lluvias?",
        "monsoon starts in Kochi and ends in Munnar?",
    ],
)
def test_seasons_prices_and_weekends_begin_no_trip(text: str) -> None:
    assert not {"gateway_in", "gateway_out", "origin"} & set(engine().understand(text, (), TODAY).slots)


@pytest.mark.parametrize(
    "text",
    [
        "at the end in Phuket we want 3 nights",
        "we want 3 nights at the end in Phuket",
        "end in Phuket for 3 nights",
        "am Ende in Phuket wollen wir 3 Nächte",
    ],
)
def test_the_nights_of_the_last_stop_are_not_those_of_the_trip(text: str) -> None:
    history = (Said("customer", "Thailand, 7 nights"), Said("desk", "Noted."))
    slots = engine().understand(text, history, TODAY).slots
    assert slots["stop_nights"].value == [{"place": "Phuket", "exactly": 3}]
    assert "nights" not in slots


@pytest.mark.parametrize("text", ["Thailand 7 nights starting in Phuket", "Thailand from Phuket, 7 nights"])
def test_the_nights_of_the_trip_stay_those_of_the_trip(text: str) -> None:
    assert engine().understand(text, (), TODAY).slots["nights"].value == 7


def test_where_somebody_sets_out_is_not_what_stands_behind_it() -> None:
    slots = engine().understand("Starting in Madrid, Bali for 5 nights", (), TODAY).slots
    assert (slots["origin"].value, slots["destinations"].value) == ("Madrid", ["Bali"])


async def test_the_plan_begins_where_the_customer_asks_and_says_the_order_of_its_stops() -> None:
    asha = customer()
    await asha.says("Thailand, 2 adults, from 10 January, 7 nights, comfort hotels")
    first = asha.trip.itinerary["stops"][0]["area"]
    wanted = "Phuket" if first != "thailand-phuket" else "Bangkok"
    said = await asha.says(f"can we start in {wanted}?")
    assert asha.trip.itinerary["stops"][0]["area"] == f"thailand-{wanted.lower()}"
    assert f"The stops in order: {wanted}" in said
    assert "I do not want to guess" not in said
    assert asha.lead.slots["destinations"]["value"] == ["Thailand"]


@pytest.mark.parametrize(
    ("opening", "word", "gateway"),
    [
        (
            "Bali, 2 adults, from 10 January, 7 nights, comfort hotels",
            "can we start in {town}?",
            "gateway_in",
        ),
        ("Bali, 2 adults, from 10 January, 7 nights, comfort hotels", "can we end in {town}?", "gateway_out"),
        ("Kerala, 2 adults, from 10 January, 7 nights, comfort hotels", "start in {town}", "gateway_in"),
        (
            "Thailand, 2 adults, from 10 January, 7 nights, comfort hotels",
            "can we end in {town}?",
            "gateway_out",
        ),
    ],
)
async def test_a_first_or_last_stop_is_kept_or_said_not_to_be(opening: str, word: str, gateway: str) -> None:
    """Every town of the destination is asked for in turn; none is passed over in silence."""
    asha = customer()
    await asha.says(opening)
    named = {area.id: area.name for c in sample().catalogues for area in c.areas}
    at = 0 if gateway == "gateway_in" else -1
    begun = [stop["area"] for stop in asha.trip.itinerary["stops"]]
    for town in dict.fromkeys(begun):
        said = await asha.says(word.format(town=named[town]))
        is_kept = asha.trip.itinerary["stops"][at]["area"] == town
        verb = "begin" if gateway == "gateway_in" else "end"
        assert (f"I cannot {verb} the trip in {named[town]}" in said) is not is_kept, said
        assert is_kept or asha.lead.needs_human
