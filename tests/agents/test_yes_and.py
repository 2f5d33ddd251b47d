"""A yes that goes with a wish is no yes to the plan as it stands; and nobody who agrees is kept from it."""

import pytest

from agents.understanding.beside_yes import wishes_more
from crm.leads.effects import AskHuman, SetStatus
from tests.agents.desk import customer

PLANNED = "Bali for 2 adults from 10 to 15 January, comfort hotels"


@pytest.mark.parametrize(
    "text",
    [
        "yes but can you also add a candle light dinner", "great, with a private chef if possible",
        "yes please book it, and add a birthday cake",
        "sí, pero con una tarta", "oui parfait, mais sans le marché", "ja, und noch eine Torte bitte",
        "sim, mas com uma festa", "да, но можно торт", "نعم لكن اضيفوا كعكة", "haan lekin cake bhi",
        "हाँ, लेकिन केक भी", "yes, no karaoke this time",
    ],
)  # fmt: skip
async def test_a_yes_with_a_wish_goes_to_a_colleague_before_anything_is_firm(text: str) -> None:
    asha = customer()
    await asha.says(PLANNED)
    said = await asha.says(text)
    assert asha.outcomes[-1].understanding["because"] == ["says yes, with a wish that we did not understand"]
    assert text in said
    assert "/t/" not in said, "the plan that lacks the wish is not put before them to sign"
    assert text in asha.effects(AskHuman)[-1].reason
    assert not asha.effects(SetStatus)


@pytest.mark.parametrize(
    "text",
    [
        "yes", "looks good, book it", "yes please book", "Perfect! Thank you so much", "yes we want to book",
        "sí, pueden reservar", "sim, pode reservar", "oui, vous pouvez réserver", "ja, bitte buchen",
        "можно бронировать", "haan book kar do", "ठीक है, बुक कर दो", "نعم احجز", "great, let's go ahead",
        "no changes, it's perfect", "ok, but thank you for asking", "great plan, no more changes",
        "d'accord, on réserve", "ja passt, wir nehmen das", "wir möchten das so buchen", "yes, no problem",
        "sí, sin problema", "sí, sin cambios", "oui, sans problème", "ja, kein Problem",
        "ja, ohne Änderungen",
        "sim, sem problemas", "да, без проблем", "نعم، بدون تغيير", "yes, without a doubt",
        "yes, make sure you book it soon", "да, бронируйте, но оплачу завтра", "sí, más o menos",
        "oui, on prend mais je paie demain", "ja gerne, das nehmen wir, aber ich zahle erst morgen",
        "haan theek hai, lekin payment kal", "haan, yeh bhi chalega", "yes I prefer this one",
    ],
)  # fmt: skip
def test_a_plain_yes_wishes_nothing_more(text: str) -> None:
    assert not wishes_more(text)


@pytest.mark.parametrize(
    "text",
    [
        "ok and no early mornings please", "vale, y sin madrugones por favor",
        "ok, aber nicht so früh aufstehen bitte", "d'accord mais pas trop tôt le matin",
        "sim, mas sem acordar cedo", "да, но без ранних подъёмов", "theek hai lekin subah jaldi nahi uthna",
        "ठीक है लेकिन सुबह जल्दी नहीं उठना", "نعم لكن لا نحب الاستيقاظ مبكرا", "we don't want to get up early",
    ],
)  # fmt: skip
async def test_who_does_not_want_to_rise_early_gets_easier_days(text: str) -> None:
    asha = customer()
    await asha.says(PLANNED)
    await asha.says(text)
    assert asha.lead.slots["pace"]["value"] == "relaxed"
    assert asha.outcomes[-1].understanding["moves"][0] == "Revise"


@pytest.mark.parametrize(
    "text",
    ["can't start early January", "sleeping in Ubud", "the flight leaves early morning", "no early March"],
)
async def test_an_early_month_or_flight_says_nothing_of_the_days(text: str) -> None:
    asha = customer()
    await asha.says("Bali for 2 adults, comfort hotels")
    await asha.says(text)
    assert "pace" not in asha.lead.slots


@pytest.mark.parametrize(
    "text",
    [
        "ni idea, lo que sea mejor", "egal, hauptsache Pool", "on ne sait pas trop", "whatever is best",
        "no idea, you decide", "das wissen wir noch nicht", "jo aapko theek lage", "на ваше усмотрение",
        "كما تريدون", "o que achar melhor", "peu importe, du moment qu'il y a une piscine",
    ],
)  # fmt: skip
async def test_who_leaves_a_choice_to_us_is_not_asked_again(text: str) -> None:
    asha = customer()
    assert "comfort" in await asha.says("Bali for 2 adults from 10 to 15 January"), "the class of hotels"
    await asha.says(text)
    assert "Propose" in asha.outcomes[-1].understanding["moves"]


async def test_an_ok_to_our_last_words_books_nothing_and_a_firm_word_still_does() -> None:
    asha = customer()
    await asha.says(PLANNED)
    await asha.says("thanks, we will think about it")
    await asha.says("ok")
    assert asha.outcomes[-1].understanding["because"] == ["says ok to our last words"]
    assert not asha.effects(AskHuman)
    await asha.says("ok, book it")
    assert asha.outcomes[-1].understanding["because"] == ["says yes to the plan"]
