"""What stands beside a question about the quote in hand: a change, or the yes to the plan."""

import pytest

from agents.understanding.of_the_quote import asked_of_quote
from crm.leads.effects import AskHuman
from crm.trips.effects import PublishTrip
from tests.agents.desk import sample
from tests.agents.test_of_the_quote import one_who_has_a_quote, plan_of


@pytest.mark.parametrize(
    "words",
    [
        "send me the plan again but with 5 star hotels",
        "Mándame el plan otra vez pero con hoteles de 5 estrellas",
        "Renvoyez-moi le plan encore une fois mais avec des hôtels 5 étoiles",
        "Schicken Sie mir den Plan nochmal, aber mit 5-Sterne-Hotels",
        "Envie o plano de novo, mas com hotéis 5 estrelas",
        "Пришлите план ещё раз, но с отелями 5 звёзд",
        "أرسل الخطة مرة أخرى لكن بفنادق 5 نجوم",
        "plan phir se bhejo lekin 5 star hotel ke saath",
    ],
)
async def test_a_plan_that_is_to_come_again_with_other_hotels_comes_with_them(words: str) -> None:
    asha = await one_who_has_a_quote()
    await asha.says(words)
    assert [effect.request["hotel_class"] for effect in asha.effects(PublishTrip)] == ["luxury"]
    assert not [say for say in asha.outcomes[-1].says if say.body.get("proposal") == "again"]


async def test_a_quote_that_is_to_come_again_for_more_nights_has_them() -> None:
    asha = await one_who_has_a_quote()
    assert "version 2" in await asha.says("send the quote again with 8 nights")
    assert plan_of(asha).nights == 8


async def test_a_paper_that_is_to_come_again_without_temples_is_that_of_a_plan_without_them() -> None:
    asha = await one_who_has_a_quote()
    await asha.says("send the pdf again without temples")
    assert asha.trip is not None
    assert asha.trip.version == 2
    kinds = {place.id: place.kind for place in sample().catalogue("kerala").places}
    assert "temple" not in {kinds[place] for place in plan_of(asha).places}


async def test_what_the_plan_holds_already_is_no_change_to_a_plan_that_is_to_come_again() -> None:
    asha = await one_who_has_a_quote()
    assert "Here it is again" in await asha.says("send the 6 nights plan with comfort hotels again")
    assert not asha.effects(PublishTrip)


@pytest.mark.parametrize(
    "words",
    [
        "yes, and send the pdf again", "sí, y mándame el pdf otra vez",
        "oui, et renvoyez-moi le pdf encore une fois", "ja, und schicken Sie mir das PDF nochmal",
        "Please book. What is included?", "Wir buchen. Ist Frühstück inklusive?",
        "book kar do, payment kaise kare?", "resérvalo, ¿está incluido el desayuno?",
        "ok book it. Can I pay tomorrow?", "Réservez. Quand faut-il payer ?",
        "Pode reservar. O café da manhã está incluído?", "Бронируем. Завтрак включён?",
        "احجز. هل يشمل الإفطار؟", "बुक कर दो। नाश्ता शामिल है क्या?",
    ],
)  # fmt: skip
async def test_a_yes_in_a_part_of_its_own_takes_the_plan(words: str) -> None:
    asha = await one_who_has_a_quote()
    await asha.says(words)
    assert [effect.reason for effect in asha.effects(AskHuman)] == ["Wants to book version 1"]
    assert not asha.outcomes[-1].stopped_by_gate


@pytest.mark.parametrize(
    "words",
    [
        "yes, send the pdf again", "ok, send the pdf again", "We already booked flights. What is included?",
        "Before we book. What is included?", "We do not book yet. Is breakfast included?",
        "My wife will book. Are flights included?", "How do we book? Is breakfast included?",
    ],
)  # fmt: skip
async def test_other_words_beside_a_question_take_nothing(words: str) -> None:
    asha = await one_who_has_a_quote()
    await asha.says(words)
    assert not [effect for effect in asha.effects(AskHuman) if "Wants to book" in effect.reason]


@pytest.mark.parametrize("text", ["yes " * 5_000, "then " * 5_000, "book it, " * 3_000, "please, " * 3_000])
def test_a_yes_without_end_asks_nothing(text: str) -> None:
    assert asked_of_quote(text) is None


@pytest.mark.parametrize(
    "question",
    [
        "what is included in 5 star option?", "Is the hotel 5 star included?",
        "¿qué incluye con hoteles de 5 estrellas?", "que comprend le prix avec des hôtels 5 étoiles ?",
        "was ist bei 5 Sterne Hotels inklusive?", "o que está incluído com hotéis 5 estrelas?",
        "что входит в стоимость с отелями 5 звезд?", "ماذا يشمل السعر مع فنادق 5 نجوم؟",
        "5 star hotel me kya kya included hai?",
    ],
)  # fmt: skip
async def test_what_another_class_of_hotels_holds_is_not_read_from_the_plan_in_hand(question: str) -> None:
    asha = await one_who_has_a_quote()
    said = await asha.says(question)
    assert "Bastion House" not in said
    assert asha.effects(AskHuman)
    assert not asha.effects(PublishTrip)


async def test_what_the_class_of_the_plan_holds_is_told() -> None:
    asha = await one_who_has_a_quote()
    assert "Bastion House" in await asha.says("what is included with comfort hotels?")


async def test_a_hotel_that_a_change_takes_out_is_not_told_as_in_the_price() -> None:
    asha = await one_who_has_a_quote()
    said = await asha.says("make it 5 star hotels, is Bastion House included?")
    assert [effect.request["hotel_class"] for effect in asha.effects(PublishTrip)] == ["luxury"]
    assert "Yes" not in said
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "words",
    [
        "is airport pickup included and can we add one night?",
        "¿está incluido el desayuno? ¿Podemos añadir una noche?",
        "ist das Frühstück inklusive? Können wir eine Nacht anhängen?",
    ],
)
async def test_a_wish_put_as_a_question_beside_another_is_done_and_asked_of_nobody(words: str) -> None:
    asha = await one_who_has_a_quote()
    await asha.says(words)
    assert plan_of(asha).nights == 7
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize("words", ["what's excluded", "what is excluded from the price?"])
async def test_who_asks_what_is_excluded_hears_what_the_price_does_not_hold(words: str) -> None:
    asha = await one_who_has_a_quote()
    assert "*Not included*" in await asha.says(words)


@pytest.mark.parametrize(
    "text",
    [
        "I've transferred the money to your bank account", "is it safe to give bank details?",
        "ya pagué a su número de cuenta", "J'ai déjà payé avec vos coordonnées bancaires",
        "Ich habe auf Ihre Bankverbindung überwiesen", "já paguei, usei os dados bancários",
        "мы перевели по вашим реквизитам", "لقد حولت إلى رقم الحساب", "account number par payment kar diya",
    ],
)  # fmt: skip
def test_who_has_paid_or_fears_to_asks_for_no_bank_details(text: str) -> None:
    assert asked_of_quote(text) is None


@pytest.mark.parametrize("text", ["bank details please", "IBAN?", "what is your account number?"])
def test_a_few_words_ask_for_bank_details(text: str) -> None:
    asked = asked_of_quote(text)
    assert asked is not None
    assert asked.of == ("bank",)
