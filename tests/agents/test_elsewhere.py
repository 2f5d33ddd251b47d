"""Places told of that are no part of the trip open no enquiry and move no plan; colleagues see them."""

from copy import copy

import pytest

from crm.leads.effects import AskHuman, Record
from tests.agents.desk import Customer, customer


async def of_bali() -> Customer:
    asha = customer()
    await asha.says("Bali from 3 January 2027, 5 nights, 2 adults, comfort hotels")
    assert asha.trip is not None
    return asha


STOPOVERS = (
    "We also have a stopover in Dubai on 20 January",
    "We have a 10 hour layover in Dubai",
    "También hacemos escala en Dubái el 20 de enero",
    "On a aussi une escale à Dubaï le 20 janvier",
    "Wir haben auch einen Zwischenstopp in Dubai am 20. Januar",
    "Também temos uma escala em Dubai no dia 20 de janeiro",
    "У нас ещё пересадка в Дубае 20 января",
    "لدينا أيضا توقف في دبي يوم 20 يناير",
    "हमारा दुबई में 20 जनवरी को स्टॉपओवर है",
    "Dubai me 20 January ko hamara stopover hai",
)
AFFAIRS = (
    "we are flying to Kerala for a wedding",
    "We are also going to Kerala in March for a conference",
    "vamos a Kerala para una boda",
    "nous allons au Kerala pour un mariage en mars",
    "wir fliegen zu einer Hochzeit nach Kerala",
    "мы летим в Кералу на свадьбу",
    "My brother lives in Kerala",
)


@pytest.mark.parametrize("text", [*STOPOVERS, *AFFAIRS])
async def test_a_place_outside_the_trip_is_noted_and_moves_neither_trip(text: str) -> None:
    asha = await of_bali()
    before = dict(asha.lead.slots)
    reply = await asha.says(text)
    assert asha.waiting == ()
    assert {n: s for n, s in asha.lead.slots.items() if n != "elsewhere"} == before
    assert asha.lead.slots["elsewhere"]["value"] == [text]
    assert f"Told beside the trip: {text}" in [r.text for r in asha.effects(Record)]
    assert text in reply
    assert asha.outcomes[-1].stopped_by_gate == ()


@pytest.mark.parametrize(
    "text",
    [
        "my parents are also in Kerala, so we would be 4",
        "mis padres también están en Kerala, seríamos 4",
        "mes parents sont aussi au Kerala, nous serons 4",
        "meine Eltern sind auch in Kerala, wir wären also 4",
        "meus pais também estão em Kerala, seremos 4",
        "мои родители тоже в Керале, нас будет 4",
        "والداي أيضا في كيرالا، سنكون 4",
        "mere parents bhi Kerala me hain, hum 4 honge",
        "मेरे माता-पिता भी केरल में हैं, हम 4 होंगे",
    ],
)
async def test_heads_told_beside_where_relatives_are_travel_along(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.waiting == ()
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]
    assert asha.trip.request["party"]["adults"] == 4


async def test_a_wish_for_a_stopover_far_away_calls_a_colleague_and_keeps_the_trip() -> None:
    asha = await of_bali()
    await asha.says("Actually we want a 2 night stopover in Dubai")
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]
    assert asha.lead.slots["nights"]["value"] == 5
    assert "stopover in Dubai" in asha.effects(AskHuman)[0].reason


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("we are going to Kerala instead", "Kerala"),
        ("change it to Kerala please", "Kerala"),
        ("how about Kerala?", "Kerala"),
        ("we want Kerala for our honeymoon", "Kerala"),
        ("let's fly to Kerala", "Kerala"),
        ("Kerala in January", "Kerala"),
        ("my wife wants Kerala", "Kerala"),
    ],
)
async def test_another_mind_about_the_place_is_still_one(text: str, place: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.lead.slots["destinations"]["value"] == [place]
    assert "elsewhere" not in asha.lead.slots


@pytest.mark.parametrize(
    "text",
    [
        "We are flying to Kerala for a wedding in March, 4 adults, 5 nights",
        "My parents are in Kerala. We want to see them in May",
        "We have a stopover in Dubai on 20 January",
    ],
)
async def test_a_place_that_is_named_alone_is_where_the_trip_goes(text: str) -> None:
    asha = customer()
    await asha.says(text)
    assert asha.lead.slots["destinations"]["value"] in (["Kerala"], ["Dubai"])


async def test_a_stopover_in_the_first_message_is_no_second_destination() -> None:
    asha = customer()
    await asha.says("Bali in May, with a stopover in Dubai on 20 January")
    assert asha.lead.slots["destinations"]["value"] == ["Bali"]
    assert "start_date" not in asha.lead.slots


@pytest.mark.parametrize(
    "text",
    [
        "And what about Kerala in May, 4 nights for 4 adults, is it hot there?",
        "What about Kerala in May for 4 adults, does it rain?",
        "¿Y qué tal Kerala en mayo, 4 noches para 4 adultos, hace calor?",
        "Et pour le Kerala en mai, 4 nuits pour 4 adultes, il fait chaud ?",
        "Und was ist mit Kerala im Mai, 4 Nächte für 4 Erwachsene, ist es heiß?",
    ],
)
async def test_a_second_enquiry_with_a_question_about_its_weather_opens_and_is_answered(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"] == ["TwoTrips", "Answer"]
    assert asha.aside["destinations"]["value"] == ["Kerala"]
    assert asha.aside["date_window"]["value"]["from"] == "2027-05-01"
    assert asha.aside["adults"]["value"] == 4


async def test_what_is_merely_asked_of_the_weather_opens_nothing() -> None:
    told = await of_bali()
    for text in (
        "is it hot in Kerala in May?",
        "In Kerala, in May, is it hot?",
        "What about the weather in Kerala in May, is it hot?",
        "How hot is it in Kerala in May, or in June?",
    ):
        asha = copy(told)
        await asha.says(text)
        assert asha.waiting == (), text
        assert asha.lead.slots == told.lead.slots, text


async def test_a_party_told_anew_counts_anew() -> None:
    for text, adults, children in (
        ("we are 3 now", 3, 0),
        ("we will be 4 people", 4, 0),
        ("2 adults and a child of 6", 2, 1),
    ):
        asha = await of_bali()
        await asha.says(text)
        party = asha.trip.request["party"]
        assert (party["adults"], len(party["child_ages"])) == (adults, children), text
