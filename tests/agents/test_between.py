"""What customers ask between a plan and the next: a wish is a wish, and the rest moves nothing."""

import pytest

from crm.leads.effects import AskHuman
from crm.library.effects import Unanswered
from tests.agents.desk import customer


@pytest.mark.parametrize("words", ["а можно дешевле?", "¿puede ser más barato?", "can we make it cheaper?"])
async def test_a_wish_for_less_to_pay_is_no_question_that_a_colleague_must_answer(words: str) -> None:
    asha = customer()
    await asha.says("Dubai, 2 adults, 5 nights from 12 March, comfort hotels")
    said = await asha.says(words)
    assert asha.trip is not None
    assert asha.trip.version == 2
    assert not [e for e in asha.outcomes[-1].effects if isinstance(e, Unanswered | AskHuman)], said


async def test_more_nights_than_other_towns_can_give_make_the_trip_longer() -> None:
    asha = customer()
    await asha.says("Thailand, 4 nights from 20 January, 2 adults, comfort hotels")
    said = await asha.says("add 2 nights in Phuket")
    assert "6 nights in all instead of 4 nights" in said
    assert "Phuket: 4 nights instead of 2 nights" in said


async def test_a_question_about_another_place_leaves_the_plan_as_it_is() -> None:
    asha = customer()
    await asha.says("Sri Lanka, 2 adults, 3 nights from 12 March, comfort hotels")
    for words in ("What is the GDP of Singapore?", "is the weather in Dubai better then?"):
        await asha.says(words)
        assert asha.trip is not None
        assert asha.trip.version == 1
    said = await asha.says("how about Singapore?")
    assert said.startswith("*Singapore, 3 nights from Fri 12 Mar*")


@pytest.mark.parametrize(
    "words",
    [
        "looks good, thanks",
        "suits us fine",
        "Passt, danke!",
        "Machen wir so",
        "me parece bien, gracias",
        "nos va bien",
        "ça nous convient, merci",
        "está ótimo, obrigado",
        "нам подходит, спасибо",
        "مناسب، شكرا",
        "बढ़िया, ठीक है",
        "theek hai, yahi chalega",
        "No, it's perfect, thanks",
        "nothing to change, looks great",
        "No changes",
        "nada que cambiar, me parece bien",
        "Nein, passt so",
        "нет, все подходит",
        "nahi, sab theek hai",
        "non, c'est parfait",
        "all good, please confirm",
    ],
)
async def test_words_of_content_are_a_yes_where_the_desk_has_just_asked_whether_the_plan_suits(
    words: str,
) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    said = await asha.says(words)
    assert "{trip_link}" in said, "where to put their name under the plan"


@pytest.mark.parametrize("words", ["looks good, thanks", "Passt, danke!"])
async def test_words_of_content_with_another_answer_are_no_yes_to_the_plan(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    await asha.says("do we need a visa?")
    assert "{trip_link}" not in await asha.says(words)


@pytest.mark.parametrize(
    "words",
    [
        "Passt uns nicht",
        "Passt so nicht",
        "doesn't look good",
        "Nothing here suits us.",
        "Não está bom",
        "O preço ainda não está bom para nós",
        "Ese hotel no me va bien",
        "غير مناسب لنا",
        "هذا ليس مناسب",
        "لا نوافق على السعر",
        "yeh itna badhiya nahi laga",
        "kaunsa hotel achha hai",
        "Mir passt das Datum eigentlich kaum",
        "Rien de cela nous plaît",
        "Looks good but the price is a bit high",
        "We are happy with the hotel but not with the flight times",
        "Looks good. Let me check with my husband first",
        "Me parece bien, pero es un poco caro",
        "Está ótimo, mas vou falar com a minha esposa",
        "ممتاز لكن السعر مرتفع",
        "badhiya hai lekin budget zyada hai",
        "Отлично, но нам надо подумать",
        "That works for us only if there is a pool",
        "No",
        "No, the hotel looks good but we want another beach",
        "No, it is not good",
    ],
)
async def test_what_is_denied_or_hedged_is_no_yes(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    said = await asha.says(words)
    assert not [e for e in asha.outcomes[-1].effects if isinstance(e, AskHuman) and "book" in e.reason], said


@pytest.mark.parametrize(
    "words",
    [
        "Can I see a doctor in Ubud?",
        "Is it possible to rent a scooter in Ubud?",
        "Ist es möglich, in Ubud mit Karte zu zahlen?",
        "Can we go to a pharmacy in Seminyak at night?",
    ],
)
async def test_a_question_that_names_a_place_of_the_trip_is_answered_or_a_colleague_is_called(
    words: str,
) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    await asha.says(words)
    assert [e for e in asha.outcomes[-1].effects if isinstance(e, Unanswered | AskHuman)]


@pytest.mark.parametrize(
    "words",
    [
        "Não acrescentem dias, por favor",
        "لا تضيفوا يوما",
        "Bitte keinen Tag anhängen",
        "Por favor no agreguen un día",
        "Не надо добавлять день",
        "Bitte nicht noch einen Tag anhängen",
        "Don't add another day",
    ],
)
async def test_a_day_that_is_not_to_be_added_is_not_added(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    await asha.says(words)
    assert asha.trip is not None
    assert asha.trip.version == 1


@pytest.mark.parametrize("words", ["أضيفوا يومين", "أضف ليلتين"])
async def test_two_days_are_added_where_they_are_wanted(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    assert "8 " in await asha.says(words)


@pytest.mark.parametrize("words", ["Añadan dos noches en Seminyak", "Quiero sumar 2 días en Seminyak"])
async def test_two_nights_are_added_to_the_town_that_is_named(words: str) -> None:
    asha = customer()
    first = await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    nights = int(first.split("Seminyak: ")[1].split()[0])
    assert f"Seminyak: {nights + 2} noches en lugar de {nights}" in await asha.says(words)


@pytest.mark.parametrize(
    "words", ["Wow, so many temples! My wife loves them", "We love it, so many temples!"]
)
async def test_praise_of_many_temples_asks_for_no_fewer(words: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, 20-26 December, comfort hotels")
    await asha.says(words)
    assert asha.lead is not None
    assert "fewer" not in asha.lead.slots
