"""A wish that stands beside the question how far something is, in the words of that question."""

import pytest

from crm.leads.effects import AskHuman
from crm.trips.effects import PublishTrip
from tests.agents.desk import Customer
from tests.agents.planned import BALI, with_a_plan


def _likes(asha: Customer) -> object:
    assert asha.lead is not None
    return asha.lead.slots.get("interests", {}).get("value")


@pytest.mark.parametrize(
    "words",
    [
        "is the hotel near the beach, we prefer a beach hotel",
        "Is the hotel close to the beach? we want one on the beach",
        "¿A qué distancia está la playa? Queremos un hotel en la playa",
        "À quelle distance est la plage ? Nous voulons un hôtel à la plage",
        "Wie weit ist der Strand? Wir möchten ein Hotel am Strand",
        "Qual é a distância da praia? Queremos um hotel na praia",
        "Как далеко пляж? Хотим отель у моря",
        "كم تبعد الشاطئ؟ نريد فندقا على الشاطئ",
        "बीच कितनी दूर है? हमें बीच पर होटल चाहिए",
    ],
)
async def test_a_wish_in_the_words_of_the_question_is_kept(words: str) -> None:
    asha = await with_a_plan(BALI)
    await asha.says(words)
    assert _likes(asha) == ["beaches"]


@pytest.mark.parametrize(
    "words",
    [
        "how far is the hotel from the beach?",
        "is the hotel near the beach? we are 2 adults",
        "Как далеко пляж?",
    ],
)
async def test_what_only_the_question_names_is_no_wish(words: str) -> None:
    asha = await with_a_plan(BALI)
    await asha.says(words)
    assert _likes(asha) is None
    assert not asha.effects(PublishTrip)


async def test_a_wish_that_leaves_the_plan_as_it_is_is_told_so_beside_the_distance() -> None:
    asha = await with_a_plan(BALI)
    said = await asha.says("is the hotel near the beach, we prefer a beach hotel")
    assert "km in a straight line" in said
    assert "the plan comes out the same" in said


async def test_a_town_that_is_asked_about_and_wished_for_is_added() -> None:
    asha = await with_a_plan(BALI)
    said = await asha.says("How far is Nusa Dua from Ubud, we want to add Nusa Dua")
    assert "new stop Nusa Dua" in said


@pytest.mark.parametrize(
    "words",
    [
        "Is the hotel on the beach? If not, move us",
        "¿A qué distancia está la playa? Si no, cámbienos",
        "À quelle distance est la plage ? Sinon changez-nous",
        "Wie weit ist der Strand? Wenn nicht, bitte umbuchen",
        "Qual é a distância da praia? Se não, mude-nos",
        "Как далеко пляж? Если нет, переселите нас",
        "كم يبعد الشاطئ؟ وإلا انقلونا",
        "बीच कितनी दूर है? नहीं तो हमें बदल दीजिए",
    ],
)
async def test_what_hangs_on_the_answer_is_for_a_colleague(words: str) -> None:
    asha = await with_a_plan(BALI)
    await asha.says(words)
    assert asha.effects(AskHuman)
