"""After places were recommended: others, none left, or the choice left to the desk."""

import pytest

from agents.scene.listed_places import leaves_the_choice, refuses_all
from crm.leads.effects import AskHuman
from tests.agents.desk import customer, sample
from tests.agents.test_recommending import named

SOLD = {c.destination.name for c in sample().catalogues}
OTHERS = [
    "none of these", "none of them, please",
    "what else do you recommend?", "something else", "other places please",
    "no, something else", "ninguno de estos", "¿qué más recomienda?", "otros destinos por favor",
    "aucun de ceux-ci", "autre chose", "keiner davon",
    "was können Sie sonst noch empfehlen?", "etwas anderes",
    "nenhum desses", "outros destinos", "ничего из этого", "что-нибудь другое", "इनमें से कोई नहीं", "और क्या?",
    "kuch aur batao", "لا شيء منها", "مكان آخر",
]  # fmt: skip
DECIDE = [
    "you decide", "up to you", "surprise me", "decida usted", "c'est à vous de choisir", "entscheiden Sie",
    "você decide", "решайте сами", "आप ही तय कीजिए", "aap hi decide karo", "أنت قرر",
]  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
async def test_who_wants_none_of_them_is_shown_others_and_named_no_place(text: str) -> None:
    asha = customer()
    first = named(await asha.says("where should we go?"))
    others = named(await asha.says(text))
    assert len(others) == 3
    assert set(others) <= SOLD - set(first)
    assert asha.lead is None or "destinations" not in asha.lead.slots
    assert not asha.effects(AskHuman)


async def test_when_all_were_shown_the_desk_says_so_and_asks_what_is_liked() -> None:
    asha = customer()
    shown = named(await asha.says("where should we go?"))
    while more := named(said := await asha.says("something else")):
        assert set(more).isdisjoint(shown)
        shown += more
    assert set(shown) == SOLD
    assert "all that we plan" in said
    assert "What do you like" in said
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize("text", DECIDE)
async def test_who_leaves_the_choice_to_the_desk_gets_the_first_and_is_told(text: str) -> None:
    asha = customer()
    first = named(await asha.says("where should we go?"))[0]
    said = await asha.says(text)
    assert asha.lead.slots["destinations"]["value"] == [first]
    assert named(said) == []
    assert not asha.effects(AskHuman)


async def test_asking_the_same_anew_leaves_nothing_out() -> None:
    asha = customer()
    first = named(await asha.says("where should we go?"))
    assert named(await asha.says("where should we go?")) == first


@pytest.mark.parametrize("text", ["Bali", "more than 3 adults", "we are 2 other couples", "the second one"])
def test_other_answers_refuse_nothing(text: str) -> None:
    assert not refuses_all(text)
    assert not leaves_the_choice(text)


@pytest.mark.parametrize(
    "text",
    [
        "where should we go? not Paris, we have been there",
        "we have already been to Paris, where should we go?",
        "¿adónde nos recomienda ir? No a París", "wohin sollen wir reisen? Nicht nach Paris",
        "куда посоветуете поехать? Не в Париж", "कहाँ जाएँ? पेरिस नहीं",
    ],
)  # fmt: skip
async def test_what_was_seen_or_is_not_wanted_is_not_recommended_then_or_later(text: str) -> None:
    asha = customer()
    assert named(await asha.says("where should we go?"))[0] == "Paris"
    bela = customer()
    assert "Paris" not in named(said := await bela.says(text))
    assert len(named(said)) == 3
    assert "Paris" not in named(await bela.says("something else"))


async def test_where_nothing_liked_is_sold_the_best_loved_places_come_first() -> None:
    skiing, plain = customer(), customer()
    assert named(await skiing.says("we love skiing, where should we go?")) == named(
        await plain.says("where should we go?")
    )
