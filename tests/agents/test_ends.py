"""The stop in which a trip is to begin or end is no place to leave from, and moves the plan's order."""

import pytest

from agents.scene.captured import Joined, capture
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
    assert slots["stop_nights"].value == [{"place": "Phuket", "exactly": 3, "stands": "last"}]
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
async def test_the_trip_begins_or_ends_in_whichever_of_its_towns_is_asked_for(
    opening: str, word: str, gateway: str
) -> None:
    asha = customer()
    await asha.says(opening)
    named = {area.id: area.name for c in sample().catalogues for area in c.areas}
    at = 0 if gateway == "gateway_in" else -1
    begun = [stop["area"] for stop in asha.trip.itinerary["stops"]]
    for town in dict.fromkeys(begun):
        said = await asha.says(word.format(town=named[town]))
        assert asha.trip.itinerary["stops"][at]["area"] == town, said
        assert "I cannot" not in said
    assert not asha.lead.needs_human


def stops_of(asha) -> list[str]:
    return [stop["area"].partition("-")[2] for stop in asha.trip.itinerary["stops"]]


async def test_a_first_plan_begins_and_ends_where_it_was_asked_to() -> None:
    asha = customer()
    told = "Bali, 2 adults, from 10 January, 7 nights, comfort hotels"
    await asha.says(f"{told}, start in Ubud and end in Sanur")
    assert (stops_of(asha)[0], stops_of(asha)[-1]) == ("ubud", "sanur")


async def test_a_first_stop_told_before_the_nights_of_others_still_comes_first() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, we want to start in Sanur")
    await asha.says("from 10 January, comfort hotels, 3 nights in Ubud and 2 nights in Sanur")
    assert [(s["area"], s["nights"]) for s in asha.trip.itinerary["stops"]] == [
        ("bali-sanur", 2),
        ("bali-ubud", 3),
    ]


async def test_the_nights_of_stops_and_which_comes_last_are_heard_together() -> None:
    slots = engine().understand("end in Ubud, with 3 nights in Ubud and 2 nights in Sanur", (), TODAY).slots
    assert slots["stop_nights"].value == [
        {"place": "Ubud", "exactly": 3, "stands": "last"},
        {"place": "Sanur", "exactly": 2},
    ]


async def test_the_nights_agreed_stay_where_the_order_alone_is_changed() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults, from 10 January, comfort hotels, 5 nights in Ubud and 2 nights in Sanur")
    first = stops_of(asha)[0]
    await asha.says(f"can we end in {first.title()}?")
    assert stops_of(asha)[-1] == first
    nights = {stop["area"]: stop["nights"] for stop in asha.trip.itinerary["stops"]}
    assert nights == {"bali-ubud": 5, "bali-sanur": 2}


async def test_where_to_begin_lasts_through_later_wishes() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults, from 10 January, 7 nights, comfort hotels")
    await asha.says("start in Ubud please")
    for words in ("one more night in Ubud", "make it relaxed", "9 nights instead"):
        await asha.says(words)
        assert stops_of(asha)[0] == "ubud", words


async def test_a_wish_that_the_plan_keeps_already_binds_the_next_one() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults, from 10 January, 7 nights, comfort hotels")
    first = stops_of(asha)[0]
    await asha.says(f"can we start in {first.title()}?")
    await asha.says("9 nights please")
    assert asha.trip.request["first_stop"] == f"bali-{first}"


async def test_a_first_stop_taken_back_binds_no_more() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults, from 10 January, 7 nights, comfort hotels")
    await asha.says("start in Sanur")
    assert asha.trip.request["first_stop"] == "bali-sanur"
    await asha.says("no, we don't want to start in Sanur")
    assert "stop_nights" not in asha.lead.slots
    await asha.says("9 nights please")
    assert asha.trip.request["first_stop"] is None


async def test_an_airport_is_no_stop_to_begin_or_to_end_in() -> None:
    asha = customer()
    said = await asha.says(
        "Kerala, 2 adults, from 10 January, comfort hotels, we fly into Kochi and out of Kochi, 2 nights in "
        "Kochi and 3 nights in Munnar"
    )
    assert (asha.trip.request["first_stop"], asha.trip.request["last_stop"]) == (None, None)
    assert "I cannot" not in said
    assert not asha.lead.needs_human


async def test_a_trip_that_is_to_begin_and_end_in_one_town_begins_there_and_says_what_cannot_be() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults, from 10 January, comfort hotels, 2 nights in Sanur and 5 nights in Ubud")
    said = await asha.says("start in Ubud and end in Ubud")
    assert stops_of(asha) == ["ubud", "sanur"]
    assert "I cannot end the trip in Ubud" in said
    assert asha.lead.needs_human


async def test_a_town_where_nobody_can_sleep_ends_no_trip_and_a_colleague_hears_of_it() -> None:
    asha = customer()
    await asha.says("Bali, 2 adults, from 10 January, 7 nights, comfort hotels")
    before = stops_of(asha)
    said = await asha.says("can we end in Bedugul?")
    assert "I cannot end the trip in Bedugul" in said
    assert stops_of(asha) == before
    assert asha.lead.needs_human


@pytest.mark.parametrize(
    "words",
    [
        "¿podemos empezar en Bangkok?",
        "on peut commencer par Bangkok ?",
        "Können wir in Bangkok beginnen?",
        "podemos começar em Bangkok?",
        "можно начать с Бангкока?",
        "Bangkok se shuru karo",
        "هل يمكن أن نبدأ في بانكوك؟",
    ],
)
async def test_the_first_stop_is_moved_in_every_language(words: str) -> None:
    asha = customer()
    await asha.says("Thailand, 2 adults, from 10 January, 7 nights, comfort hotels")
    assert stops_of(asha)[0] != "bangkok"
    await asha.says(words)
    assert stops_of(asha)[0] == "bangkok"
