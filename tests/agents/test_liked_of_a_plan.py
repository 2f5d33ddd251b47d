"""What is said to a liking for several things at once, when the plan stays as it is."""

import pytest

from crm.leads.effects import AskHuman
from tests.agents.planned import BALI, with_a_plan


@pytest.mark.parametrize(
    "words",
    [
        "we like nature and temples very much",
        "nos gustan la naturaleza y los templos",
        "nous aimons la nature et les temples",
        "wir mögen Natur und Tempel sehr",
        "gostamos de natureza e templos",
        "мы любим природу и храмы",
        "نحن نحب الطبيعة والمعابد",
        "हमें प्रकृति और मंदिर पसंद हैं",
    ],
)
async def test_of_two_things_that_are_liked_visits_of_both_are_told(words: str) -> None:
    asha = await with_a_plan(BALI)
    said = await asha.says(words)
    assert "Tirta Empul Temple" in said
    assert "Sacred Monkey Forest Sanctuary" in said
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("we like beaches and nightlife", "Seminyak Beach"),
        ("we love surfing", "Canggu"),
        ("nos gusta la vida nocturna", "beach club"),
        ("we like the beach and skiing", "Seminyak Beach"),
    ],
)
async def test_what_is_sold_by_another_word_or_beside_what_is_not_is_not_refused(
    words: str, held: str
) -> None:
    asha = await with_a_plan(BALI)
    assert held in await asha.says(words)
    assert not asha.effects(AskHuman)


async def test_only_where_none_of_it_is_sold_a_colleague_is_told() -> None:
    asha = await with_a_plan(BALI)
    said = await asha.says("we love skiing and golf")
    assert said.startswith("“skiing and golf” is nothing that I can plan there by myself.")
    assert [e.reason for e in asha.effects(AskHuman)] == [
        "Wishes for something that is not in the catalogue: skiing and golf"
    ]
