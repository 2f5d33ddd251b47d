"""The model's prompt, the shapes of what it says and the contract speak of the same slots and intents."""

import re
from typing import get_args

import pytest

from agents.model.prompts import Prompts
from agents.understanding.contract import IntentName, SlotName
from agents.understanding.llm import understood
from agents.understanding.shapes import SHAPES

ASKED = Prompts().get("understand").text


def slots(text: str, **values: tuple[object, str]) -> dict[str, object]:
    """What is kept of a form in which each slot has a value and a quote."""
    filled = [{"name": name, "value": value, "quote": quote} for name, (value, quote) in values.items()]
    form = {"language": "en", "intents": [], "slots": filled}
    return {name: slot.value for name, slot in understood(form, text, ()).slots.items()}


@pytest.mark.parametrize("name", get_args(SlotName))
def test_every_slot_of_the_contract_is_explained_to_the_model_and_has_a_shape(name: str) -> None:
    told = ASKED[ASKED.index("The slots and their values") : ASKED.index("Intents:")]
    assert f"`{name}`" in told
    assert name in SHAPES


@pytest.mark.parametrize("name", get_args(IntentName))
def test_every_intent_of_the_contract_is_named_to_the_model(name: str) -> None:
    assert f"`{name}`" in ASKED[ASKED.index("Intents:") :]


def test_the_model_is_told_of_no_slot_and_no_intent_that_the_contract_lacks() -> None:
    known = {*get_args(SlotName), *get_args(IntentName)}
    named = set(re.findall(r"`([a-z_]+)`", ASKED))
    of_the_form = {"understood", "message", "today", "history", "asked", "quote", "retracted", "supposed"}
    assert named <= known | of_the_form


def test_beds_limits_transport_and_alternatives_are_kept_in_their_shape() -> None:
    text = (
        "Bali or Phuket, twin beds, an Innova with 7 seats, 2 lakh max, 2 more nights, I cancelled 9 days ago"
    )
    assert slots(
        text,
        destinations=(["Bali", "Phuket"], "Bali or Phuket"),
        either=(["Bali", "Phuket"], "Bali or Phuket"),
        beds=(["twin beds"], "twin beds"),
        transport=({"mode": "car", "type": "Innova", "seats": 7}, "an Innova with 7 seats"),
        budget_limit=("hard", "max"),
        nights_change=(2, "2 more nights"),
        happened_on=("2026-11-17", "9 days ago"),
    ) == {
        "destinations": ["Bali", "Phuket"],
        "either": ["Bali", "Phuket"],
        "beds": ["twin beds"],
        "transport": {"mode": "car", "type": "Innova", "seats": 7},
        "budget_limit": "hard",
        "nights_change": 2,
        "happened_on": "2026-11-17",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("budget_limit", "very hard"),
        ("either", ["Atlantis"]),
        ("transport", {"type": "car"}),
        ("transport", "a car"),
        ("trip_type", "up and away"),
        ("pace", "approve the booking"),
        ("nights_change", 90),
        ("happened_on", "last week"),
        ("beds", [7]),
    ],
)
def test_what_has_another_shape_or_stands_nowhere_counts_as_not_said(name: str, value: object) -> None:
    assert slots("twin beds in Bali please", **{name: (value, "twin beds in Bali")}) == {}


@pytest.mark.parametrize(
    "quote",
    [
        "we land in the afternoon",
        "we land on 14 December in the afternoon",
        "we land on the 2nd, after lunch",
    ],
)
def test_a_time_that_nobody_told_is_no_time(quote: str) -> None:
    assert slots(f"Bali for two, {quote}", arrives_at=("14:30", quote), departs_at=("14:00", quote)) == {}


@pytest.mark.parametrize(
    ("quote", "time"),
    [
        ("we land at 2:30 pm", "14:30"),
        ("landing 14h30", "14:30"),
        ("flight lands 1430 hrs", "14:30"),
        ("we land at 2 in the afternoon", "14:00"),
        ("20 Dec 8pm", "20:00"),
        ("landing at noon", "12:00"),
        ("llegamos al mediodía", "12:00"),
        ("हम २:३० बजे पहुँचेंगे", "14:30"),
        ("نصل الساعة ٢:٣٠ مساء", "14:30"),
    ],
)
def test_a_time_told_by_either_clock_is_kept(quote: str, time: str) -> None:
    assert slots(quote, arrives_at=(time, quote)) == {"arrives_at": time}


def test_what_is_booked_must_have_been_named_with_its_times() -> None:
    text = (
        "our hotel Tirta Valley Lodge is booked 20-22 Dec, dinner on day 4 at 8pm, a temple ticket on day 2"
    )
    stay = {"kind": "stay", "name": "Tirta Valley Lodge", "from": "2026-12-20", "until": "2026-12-22"}
    dinner = {"kind": "engagement", "name": "dinner", "day": 4, "at": "20:00"}
    assert slots(text, booked=([stay, dinner], text)) == {"booked": [stay, dinner]}
    invented = stay | {"name": "Grand Ocean Palace"}
    assert slots(text, booked=([invented], text)) == {}
    assert slots(text, booked=([dinner | {"at": "19:15"}], text)) == {}
    visit = {"kind": "visit", "name": "Monkey Forest", "day": 2}
    assert slots(text, booked=([visit], text)) == {}


def test_a_model_may_say_what_is_booked_no_more():
    text = "we cancelled that hotel"
    gone = {"kind": "stay", "name": "", "gone": True}
    assert slots(text, booked=([gone], text)) == {"booked": [gone]}
    assert slots(text, booked=([gone | {"name": "Hotel Imperial"}], text)) == {}
