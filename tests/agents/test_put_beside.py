"""Another place with days or travellers of its own is another trip; another place alone changes this one."""

from copy import copy

import pytest

from crm.leads.effects import SetAside
from crm.trips.effects import PublishTrip
from tests.agents.desk import Customer, customer
from tests.agents.test_two_trips import values

PLANNED = "Bali for 2 adults from 10 to 15 January, comfort hotels"


async def of_one() -> Customer:
    asha = customer()
    await asha.says(PLANNED)
    assert asha.trip is not None
    return asha


@pytest.mark.parametrize(
    "text",
    [
        "And what about Kerala in May, 4 nights for 4 adults?",
        "How about Kerala in May for 4 adults?",
        "And Kerala in May for 4 people?",
        "We also want Kerala in May",
        "¿Y qué tal Kerala en mayo, 4 noches para 4 adultos?",
        "Et le Kerala en mai, 4 nuits pour 4 adultes ?",
        "Und wie wäre Kerala im Mai, 4 Nächte für 4 Erwachsene?",
        "E Kerala em maio, 4 noites para 4 adultos?",
        "А Керала в мае, 4 ночи на 4 взрослых?",
        "और मई में केरल 4 वयस्कों के लिए?",
        "وماذا عن كيرالا في مايو لـ 4 بالغين؟",
    ],
)
async def test_another_place_with_its_own_days_or_party_opens_a_second_enquiry(text: str) -> None:
    asha = await of_one()
    reply = await asha.says(text)
    assert values(asha.lead.slots)["destinations"] == ["Bali"]
    assert values(asha.aside)["destinations"] == ["Kerala"]
    assert values(asha.aside)["date_window"] == {"from": "2027-05-01", "to": "2027-05-31"}
    assert not asha.effects(PublishTrip)
    assert "Kerala" in reply or "Керала" in reply or "केरल" in reply or "كيرالا" in reply
    assert asha.outcomes[-1].understanding["moves"] == ["TwoTrips"], "it is no question for the library"


@pytest.mark.parametrize(
    "text",
    [
        "make it Kerala instead",
        "How about Kerala in May instead?",
        "What about Kerala?",
        "And what about Kerala?",
        "And how about Kerala from 10 to 15 January for us 2 adults?",
    ],
)
async def test_another_place_alone_changes_the_trip_in_hand(text: str) -> None:
    asha = await of_one()
    await asha.says(text)
    assert not asha.effects(SetAside)
    assert values(asha.lead.slots)["destinations"] == ["Kerala"]


async def test_a_place_of_the_same_destination_opens_nothing() -> None:
    asha = await of_one()
    await asha.says("And how about Seminyak in May for 4 adults?")
    assert not asha.effects(SetAside)


async def test_what_stands_beside_the_second_enquiry_is_heard_too() -> None:
    asha = await of_one()
    reply = await asha.says("We eat no pork. And also Kerala in May for 4 people. Do we need a visa?")
    assert values(asha.lead.slots)["diet"] == "no pork"
    assert "diet" not in asha.aside
    assert values(asha.aside)["travellers"] == 4
    assert "visa on arrival" in reply


async def test_a_bare_clause_behind_a_question_is_about_the_place_asked_about() -> None:
    asha = await of_one()
    await asha.says("And what about Kerala in May for 4 adults?")
    for text in ("Is Kerala possible? 6 nights", "¿Es posible Kerala? 6 noches", "Geht Kerala? 6 Nächte"):
        told = copy(asha)
        await told.says(text)
        assert values(told.lead.slots) == values(asha.lead.slots), text
        assert values(told.aside)["nights"] == 6, text


@pytest.mark.parametrize(
    "text",
    [
        "We are 4 adults, is it hot in Kerala?",
        "Somos 4 adultos, ¿hace calor en Kerala?",
        "Nous sommes 4 adultes, il fait chaud au Kerala ?",
        "Wir sind 4 Erwachsene, ist es heiß in Kerala?",
        "Somos 4 adultos, faz calor em Kerala?",
        "Нас 4 взрослых, жарко ли в Керале?",
    ],
)
async def test_who_travels_is_heard_beside_a_question_about_another_place(text: str) -> None:
    asha = await of_one()
    await asha.says(text)
    assert values(asha.lead.slots)["adults"] == 4
    assert values(asha.lead.slots)["destinations"] == ["Bali"]


@pytest.mark.parametrize(
    "text",
    [
        "And what about Kerala in May for 4 adults, is it hot there?",
        "¿Y qué tal Kerala en mayo para 4 adultos, hay monzón?",
        "Und wie wäre Kerala im Mai für 4 Erwachsene, ist es dort heiß?",
    ],
)
async def test_a_question_in_the_sentence_of_a_second_enquiry_is_not_lost(text: str) -> None:
    asha = await of_one()
    await asha.says(text)
    assert values(asha.aside)["destinations"] == ["Kerala"]
    assert asha.outcomes[-1].understanding["moves"] == ["TwoTrips", "Answer"]
