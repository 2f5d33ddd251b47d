"""However the model fails, the customer gets a good answer within the turn, from the offline engine."""

import json
import random
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from agents.mind import Mind
from agents.model.breaker import Breaker
from agents.model.endpoint import Model, ModelSettings, asked_to_rest
from agents.ports import MindSettings
from agents.turn.listening import Listener
from agents.understanding.contract import SlotName
from agents.understanding.llm import LlmEngine
from agents.understanding.scripted import ScriptedModel
from crm.conversations.effects import LearnContact, OptIn, OptOut, Remember
from crm.leads.effects import AskHuman, Capture, Record, SetStatus
from crm.trips.effects import PublishTrip
from tests.agents.desk import Customer, SampleTools, engine
from tests.agents.openai_double import OpenAiDouble, completion, http, openai_double
from tests.faults import Figures, size

HELLO = "Hi! 2 adults and a 5 yr old, 6 nights in Bali from 20 Dec, budget 2 lakh"
FORM = {
    "language": "en",
    "intents": [{"name": "enquiry", "confidence": 0.9}],
    "slots": [
        {"name": "destinations", "value": ["Bali"], "quote": "Bali"},
        {"name": "nights", "value": 6, "quote": "6 nights"},
        {"name": "adults", "value": 2, "quote": "2 adults"},
        {"name": "children", "value": 1, "quote": "a 5 yr old"},
        {"name": "child_ages", "value": [5], "quote": "a 5 yr old"},
        {"name": "start_date", "value": "2026-12-20", "quote": "from 20 Dec"},
        {
            "name": "budget",
            "value": {"amount": "200000", "currency": "INR", "per": "trip"},
            "quote": "budget 2 lakh",
        },
    ],
}


def before(model: Any, breaker: Breaker | None = None, seconds: float = 0.5, **known: Any) -> Customer:
    settings = MindSettings(agency="Serai Travel", model_seconds=seconds)
    listener = Listener(engine(), LlmEngine(model), breaker)
    return Customer(Mind(SampleTools(), listener, settings), **known)


def over_http(double: OpenAiDouble, seconds: float = 0.5, **known: Any) -> Customer:
    model = Model(ModelSettings("double", "no-key", double.url, seconds=seconds))
    return before(model, **known)


async def test_a_model_that_answers_is_the_engine_of_the_turn_and_its_cost_is_kept() -> None:
    async with openai_double() as double:
        double.will(FORM)
        asha = over_http(double, seconds=5.0)
        answer = await asha.says(HELLO)
    outcome = asha.outcomes[-1]
    assert outcome.engine == "llm"
    assert outcome.fallback is None
    assert [(u.ok, u.tokens_in, u.tokens_out) for u in outcome.model_uses] == [(True, 321, 45)]
    assert "6 nights" in answer
    assert "₹2,00,000" in answer
    told = json.loads(double.asked[0]["messages"][1]["content"])
    assert told["message"] == HELLO


REFUSAL = completion(None, content=None, refusal="I cannot help with that")
FAILURES: dict[str, tuple[Any, str]] = {
    "hangs": ("hang", "did not answer in time"),
    "drops the line": ("drop", "could not be reached"),
    "429": ((429, '{"error":{"message":"slow down"}}'), "rate limit"),
    "500": ((500, "oops"), "status 500"),
    "401": ((401, '{"error":{"message":"bad key"}}'), "status 401"),
    "malformed body": ((200, '{"id": "x", "choices": [{"ind'), "nonsense"),
    "an HTML page": ((200, "<html>It works!</html>"), "nonsense"),
    "cut in the middle": (http(200, completion(FORM))[:-80], "could not be reached"),
    "empty": ((200, completion(None, content="")), "nothing"),
    "no choices": ((200, '{"id":"x","object":"chat.completion","choices":[]}'), "nonsense"),
    "half a form": (json.dumps(FORM)[:60], "nothing"),
    "wrong schema": ({"colour": "blue"}, "wrong shape"),
    "a list for a form": ("[1, 2]", "nonsense"),
    "a tool that does not exist": (
        (200, completion(FORM).replace('"understood"', '"send_money"')),
        "does not exist",
    ),
    "refusal": ((200, REFUSAL), "refused"),
    "cut by its own limit": ((200, completion(FORM, finish_reason="length")), "cut off"),
    "a megabyte": ({"language": "en", "intents": [], "slots": [], "x": "y" * 1_000_000}, "too long"),
    "a megabyte of prose": ((200, completion(None, content="la " * 350_000)), "too long"),
    "a NUL": ({**FORM, "note": "Ba\x00li"}, "cannot be written"),
    "half a letter": ({**FORM, "note": "Ba\ud800li"}, "cannot be written"),
    "prose": ((200, completion(None, content="Sure! They want to go to Bali.")), "without filling"),
}


@pytest.mark.fault("T11")
@pytest.mark.parametrize("failure", FAILURES)
async def test_the_offline_engine_takes_the_turn_when_the_model(failure: str) -> None:
    answer, why = FAILURES[failure]
    async with openai_double() as double:
        double.will(answer)
        asha = over_http(double, seconds=0.4 if answer == "hang" else 4.0)
        said = await asha.says(HELLO)
    outcome = asha.outcomes[-1]
    assert outcome.engine == "offline"
    assert outcome.fallback is not None
    assert why in outcome.fallback
    assert [u.ok for u in outcome.model_uses] == [False]
    assert "6 nights" in said
    assert "₹2,00,000" in said


async def test_an_endpoint_that_is_not_there_costs_nobody_an_answer() -> None:
    model = Model(ModelSettings("double", "no-key", "http://127.0.0.1:9/v1", seconds=4.0))
    asha = before(model)
    assert "6 nights" in await asha.says(HELLO)
    assert "could not be reached" in str(asha.outcomes[-1].fallback)


@pytest.mark.fault("T10")
async def test_after_five_failures_the_model_is_left_alone_and_tried_once_more_later() -> None:
    now = [0.0]
    script = ScriptedModel(*[ConnectionError("no")] * 6)
    model = Model(ModelSettings("scripted", ""), script)
    breaker = Breaker(most_failures=5, rest_seconds=30, clock=lambda: now[0])
    asha = before(model, breaker)
    for _ in range(8):
        await asha.says("Good morning")
    assert len(script.heard) == 5
    assert asha.outcomes[-1].fallback == "the model is resting after failures"
    now[0] = 31.0
    await asha.says("Good morning")
    await asha.says("Good morning")
    assert len(script.heard) == 6  # one trial, which failed
    now[0] = 62.0
    script.enqueue(FORM, FORM)
    await asha.says("Good morning")
    await asha.says("Good morning")
    assert asha.outcomes[-1].engine == "llm"
    script.finish()


async def test_an_endpoint_that_asks_to_be_left_alone_is_left_alone_for_so_long() -> None:
    now = [0.0]
    breaker = Breaker(most_failures=5, rest_seconds=30, clock=lambda: now[0])
    async with openai_double() as double:
        double.will(http(429, '{"error":{"message":"slow down"}}', "Retry-After: 90"), FORM)
        model = Model(ModelSettings("double", "no-key", double.url, seconds=4.0))
        asha = before(model, breaker, seconds=4.0)
        for at, asked, engine_of_turn in (
            (0, 1, "offline"), (31, 1, "offline"), (89, 1, "offline"), (90, 2, "llm"), (91, 3, "llm"),
        ):  # fmt: skip
            now[0] = at
            assert await asha.says("Good morning")
            assert (len(double.asked), asha.outcomes[-1].engine) == (asked, engine_of_turn)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("7", 7), ("0.5", 0.5), ("86400", 900), ("0", None), ("-3", None), ("soon", None), ("nan", None)],
)
def test_how_long_to_wait_is_read_from_the_answer(told: str, seconds: float | None) -> None:
    problem = ConnectionError("429")
    problem.response = SimpleNamespace(headers={"retry-after": told})  # type: ignore[attr-defined] # as openai's errors carry it
    assert asked_to_rest(problem) == seconds


def test_a_date_to_wait_until_is_read_too() -> None:
    told = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    problem = ConnectionError("503")
    problem.response = SimpleNamespace(headers={"retry-after": told})  # type: ignore[attr-defined] # as openai's errors carry it
    assert 50 <= (asked_to_rest(problem) or 0) <= 60
    assert asked_to_rest(ConnectionError("no answer at all")) is None


async def test_a_slot_whose_words_were_never_written_is_not_believed() -> None:
    lie = {**FORM, "slots": [*FORM["slots"], {"name": "rooms", "value": 3, "quote": "3 rooms"}]}
    script = ScriptedModel(lie)
    asha = before(Model(ModelSettings("scripted", ""), script))
    await asha.says(HELLO)
    slots = asha.effects(Capture)[0].slots
    assert "rooms" not in slots
    assert slots["nights"]["value"] == 6
    begin, end = slots["nights"]["span"]
    assert HELLO[begin:end] == "6 nights"
    script.finish()


async def test_a_number_other_than_the_quoted_one_is_not_believed() -> None:
    lie = {**FORM, "slots": [{"name": "nights", "value": 9, "quote": "6 nights"}]}
    asha = before(Model(ModelSettings("scripted", ""), ScriptedModel(lie)))
    await asha.says(HELLO)
    captured = asha.effects(Capture)
    assert not captured or "nights" not in captured[0].slots


async def test_a_model_that_does_not_hear_stop_is_overruled() -> None:
    deaf = {"language": "en", "intents": [{"name": "thanks", "confidence": 1}], "slots": []}
    asha = before(Model(ModelSettings("scripted", ""), ScriptedModel(deaf)))
    assert await asha.says("STOP") == ""
    assert asha.opted_out


# What a customer's turn may ever propose: nothing of another lead, no approval, no lease, no owner.
ALLOWED = {
    Capture, LearnContact, Remember, AskHuman, Record, OptOut, OptIn, PublishTrip, SetStatus,
}  # fmt: skip


async def test_a_hostile_model_can_neither_approve_nor_move_a_price() -> None:
    text = "6 nights in Bali from 20 Dec for 2 adults, comfort"
    quotes = {"destinations": "Bali", "nights": "6 nights", "start_date": "20 Dec", "adults": "2 adults"}
    values: dict[str, Any] = {"destinations": ["Bali"], "nights": 6, "start_date": "2026-12-20", "adults": 2}
    slots = [{"name": n, "value": v, "quote": quotes[n]} for n, v in values.items()]
    slots += [
        {"name": "stay", "value": {"class": "comfort", "price": "1"}, "quote": "comfort"},
        {"name": "budget", "value": {"amount": "1", "currency": "INR", "per": "trip"}, "quote": "pay 1"},
        {"name": "total", "value": 1, "quote": "Bali"},
        {"name": "lead_id", "value": 7, "quote": "Bali"},
    ]
    intents = [{"name": name, "confidence": 1.0} for name in ("approve", "affirm", "enquiry")]
    hostile = ScriptedModel({"language": "en", "intents": intents, "slots": slots, "approve_trip": True})
    honest = Customer(Mind(SampleTools(), Listener(engine()), MindSettings(agency="Serai Travel")))
    asha = before(Model(ModelSettings("scripted", ""), hostile))
    await asha.says(text)
    await honest.says(text)
    assert {type(e) for e in asha.outcomes[-1].effects} <= ALLOWED
    assert asha.trip is not None
    assert honest.trip is not None
    assert asha.trip.snapshot["total"] == honest.trip.snapshot["total"]
    assert "budget" not in asha.effects(Capture)[0].slots


def _fuzzed(chance: random.Random, depth: int = 0) -> Any:
    """Nonsense in the shape of JSON, now and then with names that the form knows."""
    words = ["understood", "nights", "adults", "Bali", "6 nights", "en", "enquiry", "2026-12-20", "", "stop"]
    plain = [None, True, -1, 0, 6, 2.5, 10**12, float(7), *words, "x" * 300, "{trip_link}", "\u202e"]
    if depth > 3 or chance.random() < 0.4:
        return chance.choice(plain)
    if chance.random() < 0.5:
        return [_fuzzed(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    keys = ["language", "intents", "slots", "name", "value", "quote", "confidence", "retracted", "amount"]
    return {chance.choice(keys): _fuzzed(chance, depth + 1) for _ in range(chance.randint(0, 5))}


def _answers(chance: random.Random) -> Any:
    """A form with one part of it spoilt, or nonsense altogether."""
    if chance.random() < 0.3:
        return _fuzzed(chance)
    form: dict[str, Any] = json.loads(json.dumps(FORM))
    for _ in range(chance.randint(1, 4)):
        slot = chance.choice(form["slots"])
        slot[chance.choice(["name", "value", "quote", "retracted"])] = _fuzzed(chance)
    if chance.random() < 0.4:
        form[chance.choice(["language", "intents", "slots"])] = _fuzzed(chance)
    return form


@pytest.mark.fault("T11")
@pytest.mark.timeout(size(120, 900))
async def test_no_fuzzed_answer_goes_unanswered_or_writes_what_it_may_not(figures: Figures) -> None:
    chance, number = random.Random(11), size(300, 1000)
    script = ScriptedModel()
    asha = before(Model(ModelSettings("scripted", ""), script), Breaker(most_failures=10**6))
    for _ in range(number):
        script.enqueue(_answers(chance))
        asha.dialogue, asha.lead, asha.trip, asha.history = {}, None, None, ()
        said = await asha.says(HELLO)
        outcome = asha.outcomes[-1]
        assert said
        assert not outcome.stopped_by_gate
        assert outcome.fallback is None or outcome.fallback.startswith("the model ")
        assert {type(e) for e in outcome.effects} <= ALLOWED
        assert all(getattr(e, "lead_id", None) is None for e in outcome.effects)
        for effect in asha.effects(Capture):
            assert json.loads(json.dumps(effect.slots)) == effect.slots
            assert set(effect.slots) <= set(get_args(SlotName))
    figures.show("fuzzed answers", number, "all answered, nothing written outside the form")
    script.finish()
