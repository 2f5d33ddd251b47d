"""Who has not named a place is shown what the agency sells that suits, and no number is made up."""

import pytest

from agents.scene.where_to import asks_where_to
from crm.leads.effects import AskHuman
from tests.agents.desk import customer, sample

SOLD = [c.destination.name for c in sample().catalogues]


def named(said: str) -> list[str]:
    return [line.split("*")[1] for line in said.splitlines() if line.startswith("• *")]


@pytest.mark.parametrize(
    "text",
    [
        "what do you recommend?", "where should we go?", "no idea where to go", "surprise us",
        "¿adónde nos recomienda ir?", "où pouvons-nous partir ?", "Wohin sollen wir reisen?",
        "para onde devemos ir?", "куда посоветуете поехать?", "kahan jana chahiye?", "कहाँ जाना चाहिए?",
        "أين نسافر؟",
    ],
)  # fmt: skip
async def test_some_places_of_the_catalogue_are_named_instead_of_calling_a_human(text: str) -> None:
    asha = customer()
    said = await asha.says(text)
    assert len(named(said)) == 3
    assert set(named(said)) <= set(SOLD)
    assert not asha.effects(AskHuman)
    assert not any(char.isdigit() for char in said)


async def test_what_is_liked_decides_and_the_sights_named_are_of_that_kind() -> None:
    asha = customer()
    said = await asha.says("We want a beach holiday in February, where should we go?")
    sights = {p.name: {p.kind, *p.tags} for c in sample().catalogues for p in c.places}
    shown = [name for name in sights if name in said]
    assert len(shown) == 9
    assert all("beach" in sights[name] for name in shown)
    assert asha.lead.slots["interests"]["value"] == ["beaches"]


async def test_whoever_loves_museums_is_not_sent_where_others_go_to_the_beach() -> None:
    beaches, museums = customer(), customer()
    for_beaches = named(await beaches.says("we love beaches, where should we go?"))
    for_museums = named(await museums.says("we love museums, where should we go?"))
    assert for_beaches[0] != for_museums[0]


async def test_one_of_them_is_taken_by_its_number() -> None:
    asha = customer()
    first = named(await asha.says("where should we go?"))[0]
    said = await asha.says("the first one")
    assert asha.lead.slots["destinations"]["value"] == [first]
    assert first in said


async def test_who_leaves_the_place_to_the_desk_is_shown_some() -> None:
    asha = customer()
    await asha.says("Hi")
    assert len(named(await asha.says("anywhere is fine"))) == 3


@pytest.mark.parametrize(
    "text",
    ["where can I change money?", "which countries are visa free?", "do I need a visa?", "where are you?"],
)
def test_a_question_for_the_library_is_none_for_a_place_to_go(text: str) -> None:
    assert not asks_where_to(text)


@pytest.mark.parametrize(
    ("text", "named", "unnamed"),
    [
        ("where should we go with 1 lakh? 2 adults, 5 nights in January", "Rajasthan", "Paris"),
        ("where should we go with 1000 euros? 2 adults, 5 nights in January", "Kerala", "Paris"),
        ("where should we go with 10 lakh? 2 adults, 5 nights in January", "Paris", "Nowhere"),
    ],
)
async def test_places_are_named_that_the_budget_pays_for(text: str, named: str, unnamed: str) -> None:
    reply = await customer().says(text)
    assert f"*{named}*" in reply
    assert f"*{unnamed}*" not in reply


async def test_rooms_too_few_for_the_party_make_no_place_cheap() -> None:
    text = "where should we go? 8 adults, budget 2 lakh, 5 nights in january, {} rooms"
    for rooms in (2, 12):
        assert "*Paris*" not in await customer().says(text.format(rooms))


async def test_where_no_place_fits_the_budget_the_cheapest_are_named() -> None:
    reply = await customer().says("where should we go with 15000 rupees? 2 adults, 5 nights in January")
    assert reply.index("*Rajasthan*") < reply.index("*Kerala*") < reply.index("*Bali*")


@pytest.mark.parametrize("text", ["hmm something cheaper?", "anything cheaper?", "algo más barato"])
async def test_cheaper_than_the_places_shown_is_no_place_and_shows_others(text: str) -> None:
    asha = customer()
    await asha.says("where should we go? 2 adults, 5 nights in January, budget 5 lakh")
    reply = await asha.says(text)
    assert asha.outcomes[-1].understanding["moves"][-1] == "Recommend"
    assert "*Paris*" not in reply
    assert "destinations" not in asha.lead.slots
