"""What is asked while there is a plan: leave for a change, news, what was meant; and days that are past."""

from datetime import date

import pytest

from crm.leads.effects import AskHuman
from crm.library.effects import Unanswered
from knowledge.library import Answer
from knowledge.passages import Passage
from tests.agents.desk import VISA, Customer, SampleTools, customer

_WEATHER = "December is green and festive in Bali but humid."
WEATHER = Answer(
    _WEATHER, (Passage("weather", "Weather in Bali (sample)", "Months", _WEATHER, 0.6),), abstained=False
)


async def of_bali() -> Customer:
    """A customer with a plan, and a library that has an answer to everything."""
    asha = customer(SampleTools(shelf={"": WEATHER}))
    await asha.says("Bali for 2 adults, 6 nights from 20 December, comfort hotels")
    return asha


@pytest.mark.parametrize(
    "text",
    [
        "actually, can we start on the 22nd instead?",
        "could we begin on 22 December?",
        "¿podemos empezar el 22 de diciembre?",
        "peut-on partir le 22 décembre ?",
        "können wir am 22. Dezember starten?",
        "podemos começar no dia 22 de dezembro?",
        "можно начать 22 декабря?",
        "هل يمكن أن نبدأ يوم 22 ديسمبر؟",
        "kya hum 22 December se start kar sakte hain?",
    ],
)
async def test_leave_for_a_change_is_given_by_making_it(text: str) -> None:
    asha = await of_bali()
    reply = await asha.says(text)
    assert asha.trip.itinerary["start"] == "2026-12-22"
    assert _WEATHER not in reply
    assert not asha.effects(AskHuman)


async def test_a_question_beside_the_leave_is_answered_too() -> None:
    asha = await of_bali()
    reply = await asha.says("can we start on the 22nd instead? Is it very humid then?")
    assert asha.trip.itinerary["start"] == "2026-12-22"
    assert _WEATHER in reply


async def test_leave_for_what_changes_no_plan_is_asked_of_the_library() -> None:
    asha = await of_bali()
    assert _WEATHER in await asha.says("can we swim there at that time?")


@pytest.mark.parametrize(
    "text", ["any news?", "ok where were we", "¿alguna novedad?", "на чем мы остановились?", "?", "??"]
)
async def test_who_asks_how_things_stand_is_told_and_no_library_is_asked(text: str) -> None:
    asha = await of_bali()
    reply = await asha.says(text)
    assert "{trip_link}" in reply
    assert _WEATHER not in reply
    assert not asha.effects(Unanswered)


async def test_a_bare_question_mark_to_our_question_puts_it_in_other_words() -> None:
    asha = customer()
    await asha.says("Bali for 2 adults from 20 December")
    assert "I mean how many nights" in await asha.says("?")


async def test_who_does_not_understand_the_proposal_is_told_what_it_is() -> None:
    asha = await of_bali()
    assert "Nothing is booked yet" in await asha.says("what do you mean?")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bali for 2 adults, 5 nights from 5 January 2025, comfort", "Sun 5 Jan 2025 is over already"),
        ("Bali para 2 adultos, 5 noches desde el 5 de enero de 2025", "El dom 5 ene 2025 ya ha pasado"),
        ("Bali, 2 взрослых, 5 ночей с 5 января 2025", "уже в прошлом"),
    ],
)
async def test_a_day_that_is_past_is_named_and_another_asked_for(text: str, told: str) -> None:
    asha = customer()
    assert told in await asha.says(text)
    assert asha.trip is None
    await asha.says("7 March 2027")
    await asha.says("comfort")
    assert asha.trip.itinerary["start"] == "2027-03-07"


async def test_no_plan_is_moved_into_the_past() -> None:
    asha = await of_bali()
    assert "is over already" in await asha.says("can we start on 5 January 2025 instead?")
    assert asha.trip.version == 1


async def test_passages_in_english_are_announced_to_who_writes_another_language() -> None:
    asha = customer(SampleTools(shelf={"visum": VISA, "visa": VISA}), language="de")
    reply = await asha.says("Wir möchten nach Bali. Brauchen wir ein Visum?")
    assert "Aus unseren Reisenotizen, die auf Englisch sind:" in reply
    assert VISA.text in reply
    assert "which are in English" not in await customer(SampleTools(shelf={"visa": VISA})).says(
        "We want to go to Bali. Do we need a visa?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "take off one day",
        "quita un día",
        "enlevez une journée",
        "streichen Sie einen Tag",
        "tira um dia",
        "уберите один день",
        "احذفوا يوما",
        "ek din hata do",
        "एक दिन हटा दो",
    ],
)
async def test_a_day_that_is_taken_off_makes_the_trip_a_night_shorter(text: str) -> None:
    asha = await of_bali()
    await asha.says(text)
    assert len(asha.trip.itinerary["days"]) == 6
    assert asha.trip.itinerary["start"] == date(2026, 12, 20).isoformat()


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("quita un día de Ubud", -1),
        ("ek din aur add karo Ubud me", 1),
        ("take off a night in Ubud", -1),
    ],
)
async def test_a_day_of_a_town_is_that_towns(text: str, nights: int) -> None:
    asha = await of_bali()

    def in_ubud() -> int:
        return sum(s["nights"] for s in asha.trip.itinerary["stops"] if s["area"] == "bali-ubud")

    before = in_ubud()
    await asha.says(text)
    assert in_ubud() == before + nights


async def test_a_town_of_the_trip_to_fly_home_from_is_not_called_unknown() -> None:
    asha = customer(SampleTools())
    await asha.says("Dubai for 2 adults, 4 nights from 12 January 2027, comfort hotels")
    reply = await asha.says("can we fly back from Abu Dhabi?")
    assert asha.trip.itinerary["stops"][-1]["area"] == "dubai-abu-dhabi"
    assert "could not find" not in reply


@pytest.mark.parametrize(
    ("language", "dislike", "part", "reply"),
    [
        ("en", "I don't like it", "the price", "in different ways"),
        ("en", "I don't like it", "the hotels", "in different ways"),
        ("en", "I don't like it", "the dates please", "When would you like to start?"),
        ("de", "Das gefällt mir nicht", "der Preis", "auf verschiedene Arten"),
        ("ru", "мне не нравится", "цена", "1."),
    ],
)
async def test_what_should_be_different_may_be_told_in_a_word(
    language: str, dislike: str, part: str, reply: str
) -> None:
    asha = customer(language=language)
    await asha.says("Bali for 2 adults, 6 nights from 20 December, comfort hotels")
    await asha.says(dislike)
    assert asha.outcomes[-1].understanding["moves"] == ["AskWhatToChange"]
    assert reply in await asha.says(part)


async def test_a_group_that_a_colleague_plans_for_is_asked_nothing_more() -> None:
    asha = customer(SampleTools(shelf={"": WEATHER}))
    await asha.says("We are a group of 25 colleagues, Thailand, 4 nights in February")
    reply = await asha.says("is it hot there then?")
    assert _WEATHER in reply
    assert "Ask" not in asha.outcomes[-1].understanding["moves"]


async def test_a_few_words_between_names_change_no_language() -> None:
    asha = customer(language="pt")
    await asha.says("Sri Lanka para 2 adultos, 8 noites a partir de 10 de março de 2027, hotéis de luxo")
    assert "Aqui está a versão 2" in await asha.says("troca Kandy por Sigiriya")


async def test_a_room_with_a_view_is_no_single_room_for_a_family() -> None:
    asha = customer()
    await asha.says(
        "Bali for 2 adults and 2 children of 5 and 8, 5 nights from 10 January 2027, comfort hotels"
    )
    await asha.says("can we get a room with sea view?")
    assert "rooms" not in asha.lead.slots
    await asha.says("make it cheaper")
    assert asha.trip.request["hotel_class"] == "value"


async def test_what_hotels_are_asked_for_is_told_once() -> None:
    asha = await of_bali()
    assert "sea view" in await asha.says("can we get rooms with sea view?")
    assert "sea view" not in await asha.says("make it cheaper")


@pytest.mark.parametrize(
    "text",
    [
        "does the hotel have a pool?",
        "is there a gym in the hotel?",
        "¿el hotel tiene piscina?",
        "est-ce que l'hôtel a une piscine ?",
        "hat das Hotel einen Pool?",
        "o hotel tem piscina?",
        "в отеле есть бассейн?",
        "هل يوجد مسبح في الفندق؟",
        "होटल में पूल है क्या?",
    ],
)
async def test_what_a_hotel_has_is_asked_of_a_colleague_and_of_no_passage(text: str) -> None:
    asha = await of_bali()
    assert _WEATHER not in await asha.says(text)
    assert asha.effects(AskHuman)


async def test_an_employee_is_called_in_arabic() -> None:
    asha = await of_bali()
    await asha.says("أريد موظفا")
    assert [e.reason for e in asha.effects(AskHuman)] == ["Asked for a human"]
