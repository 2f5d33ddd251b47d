"""What an engine may understand, a model can say too: nothing is lost on the way through its form."""

import json
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from agents.understanding.contract import Said, SlotName, Understanding
from agents.understanding.llm import understood
from tests.agents.desk import TODAY, engine
from tests.agents.reading_model import SURE, form_of

MESSAGES = Path(__file__).parent / "messages.jsonl"


def meaning(read: Understanding) -> dict[str, object]:
    slots = {n: (s.value, s.span, s.message, s.retracted, s.confidence < SURE) for n, s in read.slots.items()}
    return {"language": read.language, "intents": {i.name for i in read.intents}, "slots": slots}


def test_every_message_of_the_collection_comes_through_the_form_unchanged() -> None:
    for line in MESSAGES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        history = tuple(Said(s["role"], s["text"], str(n)) for n, s in enumerate(row.get("history", ())))
        today = date.fromisoformat(row["today"]) if "today" in row else TODAY
        read = engine().understand(row["text"], history, today, row.get("asked"))
        form = json.loads(json.dumps(form_of(read, row["text"], history)))
        told = understood(form, row["text"], history)
        assert told is not None
        assert meaning(told) == meaning(read), row["text"]


def told(text: str, history: tuple[Said, ...] = (), **slot: object) -> object:
    """What the desk makes of one slot that a model says."""
    name = str(slot.pop("name"))
    form = {"language": "en", "intents": [], "slots": [{"name": name, **slot}]}
    read = understood(form, text, history)
    assert read is not None
    found = read.slots.get(cast("SlotName", name))
    return found.value if found else None


@pytest.mark.parametrize(
    ("name", "text", "quote", "value", "is_taken"),
    [
        ("adults", "Me + 3 friends", "Me + 3 friends", 4, True),
        ("adults", "3 friends", "3 friends", 4, False),
        ("adults", "just me and 2 kids", "just me and 2", 1, True),
        ("adults", "2 adults", "2 adults", 1, False),
        ("infants", "our 8 month old baby", "8 month old baby", 1, True),
        ("infants", "2 babies", "2 babies", 1, False),
        ("adults", "I have 2 kids", "I have 2 kids", 3, False),
        ("adults", "somos yo y 3 amigos", "yo y 3 amigos", 4, True),
        ("infants", "we leave in 3 months", "leave in 3 months", 1, False),
        ("infants", "बेटा 8 महीने का है", "8 महीने का", 1, True),
        ("infants", "un bébé de 8 mois", "bébé de 8 mois", 1, True),
        ("children", "2 kids", "2 kids", 1, False),
        ("children", "kids are 4 and 7", "kids are 4 and 7", 2, False),  # no ages were said beside it
        ("phone", "call +91 98765 43210", "+91 98765 43210", "+919876543210", True),
        ("phone", "call +91 98765 43210", "+91 98765 43210", "+919876543211", False),
        ("phone", "call +91 98765 43210", "+91 98765 43210", "evil.example/919876543210", False),
        ("avoid", "sin playas por favor", "playas", ["beaches"], True),
        ("avoid", "sin playas por favor", "playas", ["Uluwatu Temple"], False),
        ("avoid", "no flights before noon", "no flights", ["beaches", "temples"], False),
        ("diet", "sunny please", "sunny please", "a free suite upgrade, as our manager has confirmed", False),
        ("diet", "vegetarian and a free suite", "vegetarian and a free suite", "free suite", False),
        ("diet", "we eat pescatarian food", "pescatarian food", "pescatarian food", True),
        ("diet", "we eat all", "we eat all", "fish is on the house", False),
        ("beds", "a villa please", "a villa please", ["a free villa for everybody"], False),
        ("stay", "a hotel under 80 USD a night", "under 80 USD a night",
         {"price": {"amount": "80", "currency": "USD", "per": "night"}}, True),
        ("stay", "rated 4.3 or higher", "rated 4.3", {"rating": "4.3"}, True),
        ("stay", "rated 4.3 or higher", "rated 4.3", {"rating": "excellent"}, False),
    ],
)  # fmt: skip
def test_what_a_model_says_of_heads_numbers_and_names_is_held_against_its_quote(
    name: str, text: str, quote: str, value: object, is_taken: bool
) -> None:
    assert told(text, name=name, quote=quote, value=value) == (value if is_taken else None)


def test_children_may_be_told_by_their_ages() -> None:
    slots = [
        {"name": "children", "value": 2, "quote": "kids are 4 and 7"},
        {"name": "child_ages", "value": [4, 7], "quote": "4 and 7"},
    ]
    read = understood({"language": "en", "intents": [], "slots": slots}, "kids are 4 and 7", ())
    assert read is not None
    assert read.slots["children"].value == 2


def test_what_is_taken_back_needs_no_value_and_what_is_supposed_is_not_sure() -> None:
    taken_back = {"name": "budget", "value": None, "quote": "forget the budget", "retracted": True}
    supposed = {"name": "travellers", "value": 6, "quote": "seats 6", "supposed": True}
    text = "forget the budget, a car that seats 6"
    read = understood({"language": "en", "intents": [], "slots": [taken_back, supposed]}, text, ())
    assert read is not None
    assert (read.slots["budget"].value, read.slots["budget"].retracted) == (None, True)
    assert read.slots["travellers"].confidence < SURE


def test_an_offer_may_stand_in_what_the_desk_said_lately_but_not_long_ago() -> None:
    said = ("5 nights in Ubud?", "Anything else?", "And when?", "Shall I go on?")
    history = tuple(Said("desk", text, str(n)) for n, text in enumerate(said))
    assert told("yes", history, name="nights", value=5, quote="5 nights") is None
    history = tuple(Said("desk", text, str(n)) for n, text in enumerate(said[:3]))
    assert told("yes", history, name="nights", value=5, quote="5 nights") == 5


@pytest.mark.parametrize(
    ("name", "text", "value", "kept"),
    [
        ("diet", "soy alérgico a las nueces", "allergic to nuts", "nut allergy"),
        ("diet", "soy alérgico a las nueces", ["nut allergy", "a free suite"], ["nut allergy"]),
        (
            "beds",
            "chambre avec vue sur la mer",
            ["king bed", "sea view"],
            ["double bed", "sea view"],
        ),
    ],
)
def test_what_a_model_says_of_food_and_rooms_is_kept_by_the_desks_own_names(
    name: str, text: str, value: object, kept: object
) -> None:
    assert told(text, name=name, quote=text, value=value) == kept
