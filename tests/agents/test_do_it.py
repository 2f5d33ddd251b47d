""" "Do it" says yes to a plan and asks nothing; "what else" asks for more to do."""

import pytest

from agents.understanding.assent import orders_it
from crm.leads.effects import AskHuman
from tests.agents.desk import customer

PLANNED = "Bali for 2 adults from 10 to 15 January, comfort hotels"


@pytest.mark.parametrize(
    "text",
    [
        "ok do it", "go ahead", "do it", "Yes, do it please!", "hágalo", "allez-y", "machen Sie das",
        "pode fazer", "делайте", "kar do", "कर दीजिए",
        "Super, machen wir so!", "das nehmen wir", "on fait comme ça", "c'est parti", "lo hacemos así",
        "nos lo quedamos", "vamos fazer assim", "давайте так", "yahi karte hain", "lock it in", "we're in",
        "let's finalise this", "اتفقنا",
    ],
)  # fmt: skip
async def test_an_order_to_do_it_is_a_yes_to_the_plan(text: str) -> None:
    asha = customer()
    await asha.says(PLANNED)
    await asha.says(text)
    assert asha.outcomes[-1].understanding["because"] == ["says yes to the plan"]
    assert "library" not in asha.effects(AskHuman)[0].reason


async def test_after_a_plan_an_option_lays_out_options_and_what_else_names_more_to_do() -> None:
    asha = customer()
    await asha.says(PLANNED)
    await asha.says("I like option 1")  # none was laid out
    assert asha.outcomes[-1].understanding["moves"] == ["Offer"]
    await asha.says("what else")
    assert asha.outcomes[-1].understanding["moves"] == ["Suggest"]
    assert not asha.effects(AskHuman)


@pytest.mark.parametrize(
    "text",
    [
        "do it tomorrow?",
        "do it with a car instead",
        "don't do it",
        "do it again",
        "das nehmen wir nicht",
        "we're in Delhi",
        "c'est parti en vacances",
        "pakka nahi hai",
    ],
)
def test_more_words_are_more_than_a_yes(text: str) -> None:
    assert not orders_it(text)
