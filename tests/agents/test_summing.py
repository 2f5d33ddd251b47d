"""A model may sum a lead up for staff; what it writes stands on the messages it names, or is not shown."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.model.endpoint import Model, ModelFailed, ModelSettings
from agents.staff.summing import Summarist, Summed
from agents.understanding.scripted import ScriptedModel
from crm.conversations.values import Past
from tests.agents.openai_double import completion, openai_double

BEGAN = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SAID = (
    ("in:1", "customer", "Hi! 6 nights in Bali from 20 Dec for 2 adults, budget 2 lakh"),
    ("out:2", "desk", "Lovely! Which hotels do you like?"),
    ("in:3", "customer", "Comfort. My wife is allergic to peanuts"),
    ("out:4", "human", "I will call the hotel about the kitchen tomorrow"),
    ("in:5", "customer", "And can we get a late checkout?"),
)
HISTORY = [
    Past(one, role, text, BEGAN + timedelta(minutes=n))  # type: ignore[arg-type] - written out above
    for n, (one, role, text) in enumerate(SAID)
]
SLOTS: dict[str, dict[str, Any]] = {
    "budget": {"value": {"amount": "200000", "currency": "INR", "per": "trip"}, "message": 1},
    "nights": {"value": 6, "message": 1},
}
WANTS = {"of": "wants", "text": "Asha wants 6 nights in Bali from 20 Dec for 2 adults.", "messages": ["in:1"]}
GOOD = [
    WANTS,
    {"of": "wants", "text": "The budget is ₹2,00,000 in all.", "messages": ["in:1"]},
    {"of": "concern", "text": "His wife is allergic to peanuts.", "messages": ["in:3"]},
    {"of": "promised", "text": "A colleague will call the hotel about the kitchen.", "messages": ["out:4"]},
    {"of": "open", "text": "They ask for a late checkout.", "messages": ["in:5"]},
]


async def summed_by(model: Any, claim: str = "", answer: str = "") -> Summed:
    """Sum up what was said; `claim` is what Asha says besides, `answer` what the desk says to it."""
    besides = (Past("in:6", "customer", claim, BEGAN), Past("out:7", "desk", answer, BEGAN))
    writer = Summarist(
        Model(ModelSettings("scripted", "key", getattr(model, "url", None), 0.4), *_chat(model))
    )
    found, _ = await writer.sum_up(SLOTS, [*HISTORY, *besides], currency="INR", name="Asha Rao")
    return found


def _chat(model: Any) -> tuple[Any, ...]:
    return (model,) if isinstance(model, ScriptedModel) else ()


async def test_a_summary_whose_every_sentence_is_proven_is_taken_with_its_messages() -> None:
    script = ScriptedModel({"lines": GOOD})
    found = await summed_by(script)
    assert found.unproven == ""
    assert [(line.of, line.messages) for line in found.lines] == [
        (one["of"], tuple(one["messages"])) for one in GOOD
    ]
    asked = json.loads(script.heard[0][1][1])
    assert [one["id"] for one in asked["messages"]] == [one for one, _, _ in SAID]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({**WANTS, "text": "They want 7 nights in Bali."}, "7 nights"),
        ({**WANTS, "text": "They leave on 21 Dec."}, "21 Dec"),
        ({**WANTS, "text": "They stay at the Grand Hyatt."}, "Hyatt"),
        ({**WANTS, "text": "The budget is ₹3,00,000."}, "3,00,000"),
        ({**WANTS, "text": "They were offered it free of charge."}, "free of charge"),
        ({**WANTS, "text": "6 nights in Bali.", "messages": ["in:5"]}, "6 nights"),
        ({**WANTS, "messages": ["in:99"]}, "not there"),
        (
            {**WANTS, "text": "They want to know which hotels there are.", "messages": ["out:2"]},
            "nobody's words",
        ),
        ({"of": "promised", "text": "We will do it.", "messages": ["in:5"]}, "nobody's words"),
        (
            {"of": "promised", "text": "We asked which hotels they like.", "messages": ["out:2"]},
            "nobody's words",
        ),
        ({"of": "told", "text": "The hotel was confirmed.", "messages": ["out:4"]}, "confirmed"),
        ({"of": "concern", "text": "They have paid.", "messages": ["in:3"]}, "paid"),
    ],
)
async def test_one_sentence_without_proof_voids_the_summary(line: dict[str, Any], reason: str) -> None:
    found = await summed_by(ScriptedModel({"lines": [*GOOD[:2], line]}))
    assert found.lines == ()
    assert reason in found.unproven


CLAIM = (
    "You told me the manager approved a 50% discount, the trip is confirmed and paid, and that you "
    "promised to waive every fee and send somebody home with the tickets"
)


@pytest.mark.parametrize("of", ["told", "wants", "concern", "open"])
@pytest.mark.parametrize(
    "text",
    [
        "The manager approved a 50% discount; the trip is confirmed and paid.",
        "The agency has promised to send somebody home with the tickets and to waive every fee.",
        "They want Bali; the discount is approved and the trip is paid.",
        "They want Bali and the trip is paid.",
    ],
)
@pytest.mark.parametrize("cited", [["in:6"], ["in:6", "out:2"], ["in:6", "out:4"]])
async def test_what_a_customer_claims_is_never_told_as_what_happened(
    of: str, text: str, cited: list[str]
) -> None:
    form = {"lines": [{"of": of, "text": text, "messages": cited}]}
    found = await summed_by(ScriptedModel(form), CLAIM)
    assert found.lines == ()
    assert found.unproven


@pytest.mark.parametrize(
    ("of", "text", "cited"),
    [
        ("told", "The agency will send somebody home with the tickets.", ["out:2"]),
        ("told", "The agency will send somebody home with the tickets.", ["in:6"]),
        ("told", "They want Bali; somebody will come home with the tickets.", ["in:6"]),
        ("told", "The agency says somebody will come home with the tickets.", ["in:6"]),
        ("concern", "The agency will send somebody home with the tickets.", ["in:6"]),
        ("open", "The manager says the discount is approved.", ["in:6"]),
        ("promised", "A colleague will call the hotel and send somebody home.", ["out:4", "in:6"]),
        ("promised", "A colleague will fly along and carry every suitcase.", ["out:4"]),
        ("told", "The discount is approved.", ["out:7"]),
    ],
)
async def test_the_house_is_given_no_word_that_it_did_not_say(of: str, text: str, cited: list[str]) -> None:
    form = {"lines": [{"of": of, "text": text, "messages": cited}]}
    found = await summed_by(ScriptedModel(form), CLAIM, "No, a discount is not approved")
    assert found.lines == ()
    assert found.unproven


@pytest.mark.parametrize(
    ("of", "text", "cited"),
    [
        ("concern", "They say the manager approved a 50% discount.", ["in:6"]),
        ("open", "They say the trip is confirmed and paid.", ["in:6"]),
        ("told", "They say that we promised to waive every fee.", ["in:6"]),
        ("told", "A discount is not approved.", ["out:7"]),
        ("told", "They were asked which hotels they like.", ["out:2"]),
    ],
)
async def test_a_claim_is_told_as_the_customers_saying(of: str, text: str, cited: list[str]) -> None:
    form = {"lines": [{"of": of, "text": text, "messages": cited}]}
    found = await summed_by(ScriptedModel(form), CLAIM, "No, a discount is not approved")
    assert found.unproven == ""
    assert [line.text for line in found.lines] == [text]


async def test_two_enquiries_of_one_conversation_are_told_apart() -> None:
    said = [*HISTORY, Past("in:6", "customer", "And separately my parents want Kerala", BEGAN)]
    other = {"of": "wants", "text": "The parents want Kerala.", "messages": ["in:6"]}
    script = ScriptedModel({"lines": [WANTS]}, {"lines": [WANTS, other]})
    writer = Summarist(Model(ModelSettings("scripted", ""), script))
    own, _ = await writer.sum_up(SLOTS, said, currency="INR", name="Asha", elsewhere=("Kerala",))
    asked = json.loads(script.heard[0][1][1])
    assert "6 nights" in asked["enquiry"]
    assert asked["other_enquiries"] == ["Kerala"]
    assert len(own.lines) == 1
    mixed, _ = await writer.sum_up(SLOTS, said, currency="INR", name="Asha", elsewhere=("Kerala",))
    assert (mixed.lines, mixed.unproven) == ((), "it tells of the customer's other enquiry")


async def test_a_customer_of_another_language_is_summed_up_in_english() -> None:
    said = [
        Past("in:1", "customer", "Hola, somos dos adultos, 5 noches en Bali, presupuesto 3.000 euros", BEGAN)
    ]
    slots: dict[str, dict[str, Any]] = {
        "adults": {"value": 2, "message": 1},
        "nights": {"value": 5, "message": 1},
        "budget": {"value": {"amount": "3000", "currency": "EUR", "per": "trip"}, "message": 1},
    }
    text = "They want 5 nights in Bali for 2 adults on a budget of €3,000."
    script = ScriptedModel({"lines": [{"of": "wants", "text": text, "messages": ["in:1"]}]})
    writer = Summarist(Model(ModelSettings("scripted", ""), script))
    found, _ = await writer.sum_up(slots, said, currency="INR", language="es")
    assert [line.text for line in found.lines] == [text]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"lines": "none"},
        {"lines": []},
        {"lines": [WANTS] * 9},
        {"lines": [{**WANTS, "of": "gossip"}]},
        {"lines": [{**WANTS, "text": "la " * 200}]},
        {"lines": [{**WANTS, "messages": []}]},
        {"lines": [{**WANTS, "messages": [{"id": 1}]}]},
        {"lines": [None]},
    ],
)
async def test_what_is_no_summary_at_all_is_a_failure_of_the_model(form: dict[str, Any]) -> None:
    with pytest.raises(ModelFailed, match="wrong shape"):
        await summed_by(ScriptedModel(form))


def told(form: Any) -> str:
    arguments = json.dumps(form)
    call = {"id": "c1", "type": "function", "function": {"name": "summed_up", "arguments": arguments}}
    return completion(content=None, tool_calls=[call])


async def test_an_endpoint_over_http_is_asked_for_the_form_and_believed_as_far_as_it_is_proven() -> None:
    async with openai_double() as double:
        double.will((200, told({"lines": GOOD})))
        writer = Summarist(Model(ModelSettings("double", "key", double.url, seconds=5.0)))
        found, use = await writer.sum_up(SLOTS, HISTORY, currency="INR", name="Asha Rao")
    assert len(found.lines) == len(GOOD)
    assert use.prompt.startswith("summarise@")
    assert double.asked[0]["tools"][0]["function"]["name"] == "summed_up"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("hang", "in time"),
        ("drop", "could not be reached"),
        ((429, "{}"), "rate limit"),
        ((500, "oops"), "status 500"),
        ((200, "<html>"), "nonsense"),
        ((200, completion(None, content="They want Bali.")), "without filling"),
        ((200, completion(None, content=None, refusal="no")), "refused"),
    ],
)
async def test_an_endpoint_that_fails_is_named_by_how(answer: Any, why: str) -> None:
    async with openai_double() as double:
        double.will(answer)
        with pytest.raises(ModelFailed, match=why):
            await summed_by(double)
