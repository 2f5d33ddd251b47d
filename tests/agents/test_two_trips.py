"""Two enquiries of one person at once: each is understood alone, and the desk goes on with one."""

from copy import copy
from typing import Any

import pytest

from agents.wording.replies import LANGUAGES
from crm.conversations.effects import LearnContact
from crm.leads.effects import Capture, SetAside
from tests.agents.desk import Customer, customer

BOTH = "Bali in December for us, 5 nights, and separately my parents want Kerala in March"


def values(slots: Any) -> dict[str, Any]:
    return {name: slot["value"] for name, slot in slots.items()}


async def of_two() -> Customer:
    asha = customer()
    await asha.says(BOTH)
    return asha


async def test_both_are_noted_and_the_desk_goes_on_with_the_first() -> None:
    asha = customer()
    reply = await asha.says(BOTH)
    assert "two trips, Bali and Kerala" in reply
    assert "go on with Bali" in reply
    december = {"from": "2026-12-01", "to": "2026-12-31"}
    assert values(asha.lead.slots) == {"destinations": ["Bali"], "date_window": december, "nights": 5}
    march = {"from": "2027-03-01", "to": "2027-03-31"}
    assert values(asha.aside) == {"destinations": ["Kerala"], "date_window": march, "adults": 2}


async def test_every_word_of_the_second_is_proved_by_its_place_in_the_message() -> None:
    asha = await of_two()
    for name, words in (("destinations", "Kerala"), ("date_window", "in March"), ("adults", "my parents")):
        begin, end = asha.aside[name]["span"]
        assert BOTH[begin:end] == words
        assert asha.aside[name]["message"] == 1


async def test_a_later_message_that_names_the_other_goes_to_that_one() -> None:
    asha = await of_two()
    reply = await asha.says("and for Kerala, 4 people")
    assert "noted for Kerala" in reply
    assert "how many people" in reply, "the desk's own question about Bali still stands"
    assert asha.aside["travellers"]["value"] == 4
    assert values(asha.lead.slots)["destinations"] == ["Bali"]
    assert asha.effects(Capture) == []


async def test_what_names_no_place_goes_to_the_one_that_is_worked_on() -> None:
    asha = await of_two()
    await asha.says("4 people, comfort hotels")
    assert asha.effects(SetAside) == []
    assert values(asha.lead.slots)["travellers"] == 4


async def test_a_question_about_the_other_place_moves_neither_trip() -> None:
    asha = await of_two()
    before = dict(asha.lead.slots)
    await asha.says("is it hot in Kerala in May?")
    assert asha.lead.slots == before
    assert "May" not in str(asha.aside["date_window"])
    assert asha.aside["date_window"]["value"]["from"] == "2027-03-01"


_HOT = {
    "en": "Is it hot in Kerala? ",
    "de": "Ist es in Kerala heiß? ",
    "es": "¿Hace calor en Kerala? ",
    "fr": "Est-ce qu'il fait chaud au Kerala ? ",
    "pt": "Faz calor em Kerala? ",
    "ru": "В Керале жарко? ",
    "hi": "क्या केरल में गर्मी है? ",
    "ar": "هل كيرالا حارة؟ ",
}


async def test_what_is_told_of_the_place_that_waits_does_not_move_the_trip_in_hand() -> None:
    told = await of_two()
    for text in (
        "Is Kerala possible for 4 adults? 6 nights there",
        "Kerala should be 6 nights, ok? They are 2 seniors.",
        "We are 4 adults, budget 3 lakh for Kerala?",
        "Somos 4 adultos, ¿hace calor en Kerala?",
        "Wir sind 4 Erwachsene, geht das in Kerala?",
        _HOT["de"] + "Dort 6 Nächte",
        _HOT["de"] + "Sie sind 4 Erwachsene",
        _HOT["es"] + "Allí 6 noches",
        _HOT["es"] + "Ellos son 4 adultos",
        _HOT["fr"] + "Là-bas 6 nuits",
        _HOT["fr"] + "Ils sont 4 adultes",
        _HOT["pt"] + "Lá 6 noites",
        _HOT["pt"] + "Eles são 4 adultos",
        _HOT["ru"] + "Там 6 ночей",
        _HOT["ru"] + "Они: 4 взрослых",
        _HOT["hi"] + "वहाँ 6 रातें",
        _HOT["hi"] + "वे 4 वयस्क हैं",
        "Kya Kerala me garmi hai? Wahan 6 raat",
        _HOT["ar"] + "هناك 6 ليال",
        _HOT["ar"] + "هم 4 بالغين",
    ):
        asha = copy(told)
        await asha.says(text)
        assert values(asha.lead.slots) == values(told.lead.slots), text
        assert "Answer" in asha.outcomes[-1].understanding["moves"], text


async def test_what_is_told_of_us_beside_that_question_is_noted_in_every_language() -> None:
    told = await of_two()
    for text in (
        _HOT["en"] + "We are 4 adults",
        _HOT["en"] + "There are 4 adults of us",
        _HOT["de"] + "Wir sind 4 Erwachsene",
        _HOT["es"] + "Somos 4 adultos",
        _HOT["fr"] + "Nous sommes 4 adultes",
        _HOT["pt"] + "Somos 4 adultos",
        _HOT["ru"] + "Нас 4 взрослых",
        _HOT["hi"] + "हम 4 वयस्क हैं",
        _HOT["ar"] + "نحن 4 بالغين",
    ):
        asha = copy(told)
        await asha.says(text)
        assert values(asha.lead.slots)["adults"] == 4, text


async def test_a_second_enquiry_may_come_while_the_first_is_planned() -> None:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    assert asha.trip is not None
    version = asha.trip.version
    reply = await asha.says("Also my parents want to go to Kerala in March for 5 nights")
    assert "Kerala" in reply
    assert asha.trip.version == version, "the plan for Bali stays as it is"
    assert values(asha.aside)["nights"] == 5


@pytest.mark.parametrize(
    "text",
    [
        "Bali and Kerala in May, 2 adults, 8 nights",
        "Bali for us in May, and Kerala in May with a room for my parents",
        "Bali from 5 March for us, 6 nights, and a room in Ubud for my parents from 7 March",
        "Bali from 5 March for us. Dinner for my parents in Seminyak on 9 March, it is their anniversary",
        "Bali for us in March, then Singapore in April for my parents, who join us",
        "Bali or Kerala in May?",
        "Bali in May, my wife wants temples and my parents want a pool",
        "Forget Bali, my parents want Kerala in March instead",
        "Separate beds please, Bali in May",
        "My parents want Kerala in March, 2 adults",
        "Bali in May with my parents, my friends want to join us",
    ],
)
async def test_one_trip_is_not_taken_for_two(text: str) -> None:
    asha = customer()
    await asha.says("Hello")
    await asha.says(text)
    assert asha.effects(SetAside) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Bali in May for us, 5 nights. And Kerala in March for my parents"),
        ("es", "Queremos ir a Bali en mayo, y por separado mis padres quieren Kerala en marzo"),
        ("fr", "Nous voulons Bali en mai, et séparément mes parents veulent le Kerala en mars"),
        ("de", "Wir wollen im Mai nach Bali, und eine zweite Reise: meine Eltern nach Kerala im März"),
        ("pt", "Queremos Bali em maio, e separadamente meus pais querem Kerala em março"),
        ("ru", "Мы хотим на Бали в мае, и отдельно родители хотят в Кералу в марте"),
        ("ar", "نريد بالي في مايو، وبشكل منفصل والداي يريدان كيرالا في مارس"),
        ("hi", "हमें मई में बाली जाना है, और अलग से मेरे माता-पिता को मार्च में केरल जाना है"),
        ("hi", "Hume May me Bali jana hai, aur alag se mere parents ko March me Kerala jana hai"),
    ],
)
async def test_two_trips_are_told_apart_in_every_language(language: str, text: str) -> None:
    assert language in LANGUAGES
    asha = customer()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"][:2] == ["Greet", "TwoTrips"]
    assert len(values(asha.lead.slots)["destinations"]) == 1
    assert len(values(asha.aside)["destinations"]) == 1
    assert asha.outcomes[-1].stopped_by_gate == ()


TAIL = "Bali in December for two. Separately my parents want Kerala in March. "
AMBOS = "Queremos ir a Bali en mayo, y por separado mis padres quieren Kerala en marzo. "


@pytest.mark.parametrize(
    "text",
    [
        TAIL + "Please let a human call me.",
        TAIL + "I have a complaint, your driver was rude and the hotel was dirty.",
        TAIL + "My husband had a heart attack last week.",
        AMBOS + "Quiero hablar con una persona.",
    ],
)
async def test_a_human_comes_for_what_stands_behind_the_second_trip(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert "HandOver" in asha.outcomes[-1].understanding["moves"]


async def test_a_question_behind_the_second_trip_is_answered() -> None:
    asha = customer()
    reply = await asha.says(TAIL + "Do we need a visa for Bali?")
    assert "visa on arrival" in reply


@pytest.mark.parametrize(
    "text",
    [
        "Bali in May. Could you also plan a separate trip to Kerala in March?",
        "Bali in May, and could you also plan a separate trip to Kerala in March?",
    ],
)
async def test_a_second_enquiry_put_as_a_question_is_no_question_for_the_library(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert "Answer" not in asha.outcomes[-1].understanding["moves"]
    assert values(asha.aside)["destinations"] == ["Kerala"]


@pytest.mark.parametrize(
    "text",
    [
        TAIL + "And stop messaging me.",
        "Queremos ir a Bali en mayo, y por separado mis padres quieren Kerala en marzo. No me escriban más.",
    ],
)
async def test_a_stop_behind_the_second_trip_is_obeyed_and_opens_nothing(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert asha.opted_out
    assert asha.effects(SetAside) == []
    assert asha.effects(Capture) == []


@pytest.mark.parametrize(
    "texts",
    [
        (TAIL + "My email is asha@rao.in",),
        (TAIL, "My email is asha@rao.in"),
        (AMBOS + "asha@rao.in",),
    ],
)
async def test_an_address_behind_the_second_trip_belongs_to_the_customer(texts: tuple[str, ...]) -> None:
    asha = customer()
    await asha.says(*texts)
    kept = asha.lead.slots["email"]
    assert kept["value"] == "asha@rao.in"
    begin, end = kept["span"]
    assert texts[kept["message"] - 1][begin:end] == "asha@rao.in"
    assert asha.effects(LearnContact)[0].email == "asha@rao.in"
    assert "email" not in asha.aside


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", BOTH + ". Kerala first please"),
        ("en", BOTH + ". Let's start with Kerala, then Bali"),
        ("en", "First Kerala please. " + BOTH),
        ("es", "Bali en mayo, y por separado mis padres quieren Kerala en marzo. Primero Kerala"),
        ("fr", "Bali en mai, et séparément mes parents veulent le Kerala en mars. D'abord le Kerala"),
        ("de", "Bali im Mai, und eine zweite Reise: meine Eltern nach Kerala im März. Zuerst Kerala"),
        ("pt", "Queremos Bali em maio, e separadamente meus pais querem Kerala em março. Primeiro Kerala"),
        ("ru", "Мы хотим на Бали в мае, и отдельно родители хотят в Кералу в марте. Сначала Керала"),
        ("ar", "نريد بالي في مايو، وبشكل منفصل والداي يريدان كيرالا في مارس. أولا كيرالا"),
        ("hi", "हमें मई में बाली जाना है, और अलग से मेरे माता-पिता को मार्च में केरल जाना है। पहले केरल"),
        ("hi", "May me Bali, aur alag se mere parents ko March me Kerala jana hai. pehle Kerala"),
    ],
)  # fmt: skip
async def test_the_first_message_itself_may_put_the_second_trip_first(language: str, text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"][:2] == ["Greet", "TwoTrips"]
    assert values(asha.lead.slots)["destinations"] == ["Kerala"]
    assert values(asha.lead.slots)["date_window"]["from"] == "2027-03-01"
    assert values(asha.aside)["destinations"] == ["Bali"]
    assert values(asha.aside)["date_window"]["from"] in ("2026-12-01", "2027-05-01")
    assert language in LANGUAGES
    assert asha.outcomes[-1].stopped_by_gate == ()


async def test_every_word_stays_with_its_trip_when_the_second_goes_first() -> None:
    asha = customer()
    text = BOTH + ". Kerala first please. My email is asha@rao.in"
    reply = await asha.says(text)
    assert "two trips, Kerala and Bali" in reply
    assert "go on with Kerala" in reply
    for slots, name, words in (
        (asha.lead.slots, "date_window", "in March"),
        (asha.lead.slots, "adults", "my parents"),
        (asha.lead.slots, "email", "asha@rao.in"),
        (asha.aside, "date_window", "in December"),
        (asha.aside, "nights", "5 nights"),
    ):
        begin, end = slots[name]["span"]
        assert text[begin:end] == words
    assert "nights" not in asha.lead.slots
    assert "email" not in asha.aside


async def test_an_address_told_with_the_first_trip_is_the_customers_when_the_second_goes_first() -> None:
    asha = customer()
    await asha.says("My email is asha@rao.in. " + BOTH + ". Kerala first please")
    assert asha.lead.slots["email"]["value"] == "asha@rao.in"
    assert values(asha.lead.slots)["destinations"] == ["Kerala"]


@pytest.mark.parametrize(
    "text",
    [
        BOTH + ". Bali first please",
        BOTH + ". Bali first, then Kerala",
        "Bali first please. " + BOTH,
        "First Bali in December for us two, 5 nights, and separately my parents want Kerala in March",
    ],
)
async def test_the_first_named_stays_first_where_the_words_say_so(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert values(asha.lead.slots)["destinations"] == ["Bali"]
    assert values(asha.lead.slots)["nights"] == 5
    assert values(asha.aside)["destinations"] == ["Kerala"]


@pytest.mark.parametrize(
    "text",
    [
        BOTH + ". First I need to know the weather in Kerala",
        BOTH + ". My parents were in Kerala first",
        "Do we need a visa for Bali? " + BOTH + ". Kerala first please",
    ],
)
async def test_no_other_word_of_the_first_message_puts_the_second_first(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert values(asha.lead.slots)["destinations"] == ["Bali"]


async def test_a_day_that_is_past_is_refused_for_the_second_enquiry_as_for_the_first() -> None:
    asha = customer()
    await asha.says("Bali for 5 nights from 10 February, 2 adults")
    reply = await asha.says("also Kerala from 5 to 9 November 2026 for my parents")
    assert "5 Nov is already past" in reply
    assert not {"start_date", "end_date", "date_window"} & asha.aside.keys()
    assert asha.lead.slots["start_date"]["value"] == "2027-02-10"
