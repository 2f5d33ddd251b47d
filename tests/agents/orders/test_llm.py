"""The model engine for orders: the same orders through the same checks, and nothing that was not said."""

import json
from typing import Any

import pytest

from agents.model.endpoint import Model, ModelFailed, ModelSettings
from agents.orders.contract import Order, Understood
from agents.orders.llm import LlmOrders
from tests.agents.desk import engine
from tests.agents.openai_double import OpenAiDouble, completion, openai_double
from tests.agents.orders.reader import reader
from tests.agents.orders.test_accuracy import NOW


def filled(*orders: dict[str, str]) -> tuple[int, str]:
    arguments = json.dumps({"orders": list(orders)})
    call = {"id": "c1", "type": "function", "function": {"name": "ordered", "arguments": arguments}}
    return 200, completion(content=None, tool_calls=[call])


async def read(words: str, *answers: Any) -> tuple[Understood, OpenAiDouble]:
    async with openai_double() as double:
        double.will(*answers)
        model = Model(ModelSettings("double", "key", double.url, seconds=2.0))
        understood, _ = await LlmOrders(model, engine(), reader().places).read(words, NOW, 2.0)
        return understood, double


async def test_what_the_grammar_cannot_read_the_model_proposes_in_the_persons_own_words() -> None:
    words = "Asha's file needs a line saying she hates cruises, and give me a shout about it friday at 4pm"
    assert not reader().understand(words, NOW).is_clear
    understood, double = await read(
        words,
        filled(
            {"do": "note", "lead": "Asha", "text": "she hates cruises"},
            {"do": "remind", "lead": "it", "when": "friday at 4pm"},
        ),
    )
    assert understood.orders == (
        Order("note", lead="asha", text="she hates cruises"),
        Order("remind", lead="it", at="2026-11-27T16:00"),
    )
    assert "friday" in json.dumps(double.asked[0])


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("jot something about asha", {"do": "note", "lead": "asha", "text": "wants a refund"}),
        ("jot it for asha: pool", {"do": "note", "lead": "Ravi", "text": "pool"}),
        ("jot pool down for 42", {"do": "note", "lead": "4", "text": "pool"}),
        ("asha is thinking about it", {"do": "move", "lead": "asha", "status": "won"}),
        ("please don't put asha under won", {"do": "move", "lead": "asha", "status": "won"}),
        ("should I put asha under won", {"do": "move", "lead": "asha", "status": "won"}),
        ("shout at me about asha some day", {"do": "remind", "lead": "asha", "when": "some day"}),
        ("wipe lead 42", {"do": "delete", "lead": "42"}),
        ("something for 42 with unicorns", {"do": "draft", "lead": "42", "wishes": "with unicorns"}),
    ],
)
async def test_nothing_is_proposed_that_was_not_said(words: str, entry: dict[str, str]) -> None:
    understood, _ = await read(words, filled(entry))
    assert not understood.is_clear
    assert understood.orders == ()


async def test_one_wrong_order_voids_the_sentence() -> None:
    good, bad = {"do": "claim", "lead": "42"}, {"do": "note", "lead": "42", "text": "never said"}
    understood, _ = await read("42 is for me", filled(good, bad))
    assert understood.orders == ()


async def test_dates_and_wishes_are_read_by_the_grammar_and_not_by_the_model() -> None:
    words = "for 42 something of 5 nights in Bali under 2 lakh would do"
    entry = {"do": "draft", "lead": "42", "wishes": "5 nights in Bali under 2 lakh"}
    understood, _ = await read(words.replace(" would do", ""), filled(entry))
    [order] = understood.orders
    assert order.slots["nights"] == 5
    assert order.slots["budget"]["amount"] == "200000"


@pytest.mark.parametrize("answer", [(500, "{}"), (200, "nonsense"), (200, completion({"a": 1})), "drop"])
async def test_a_model_that_fails_is_named_and_not_believed(answer: Any) -> None:
    with pytest.raises(ModelFailed):
        await read("do the thing with asha", answer)
