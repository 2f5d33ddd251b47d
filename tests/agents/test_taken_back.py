"""What a customer takes back goes, and nothing beside it."""

import pytest

from agents.scene.captured import Joined, capture
from agents.understanding.contract import Slot, Understanding
from agents.understanding.dialogue import merge, without


@pytest.mark.parametrize(
    ("before", "gone", "left"),
    [
        (["vegetarian", "nut allergy"], "vegetarian", ["nut allergy"]),
        (["vegetarian", "nut allergy"], ["Vegetarian"], ["nut allergy"]),
        ("nut allergy", "vegetarian", "nut allergy"),
        ("nut allergy", ["nut allergy"], None),
        (["vegetarian"], "vegetarian", None),
        (["vegetarian", "nut allergy"], None, None),
        ({"amount": "2000"}, {"amount": "2000"}, None),
        (None, "vegetarian", None),
    ],
)
def test_only_what_is_named_is_taken_back(before: object, gone: object, left: object) -> None:
    assert without(before, gone) == left


def test_an_allergy_outlives_the_diet_that_is_taken_back_with_both_ways_of_keeping() -> None:
    slot = Slot("vegetarian", (0, 4), retracted=True)
    heard = Understanding("en", (), {"diet": slot}, "llm")
    known = {"diet": {"value": ["vegetarian", "nut allergy"], "confidence": 0.9}}
    slots, removed = capture(heard, Joined("no longer vegetarian", ((0, 1),)), known)
    assert slots["diet"]["value"] == ["nut allergy"]
    assert removed == ()
    merged = merge({"diet": Slot(["vegetarian", "nut allergy"], (0, 4))}, heard, "no longer vegetarian")
    assert merged["diet"].value == ["nut allergy"]


def test_taking_back_what_was_never_said_changes_nothing() -> None:
    heard = Understanding("en", (), {"diet": Slot("vegan", (0, 4), retracted=True)}, "llm")
    known = {"diet": {"value": ["nut allergy"], "confidence": 0.9}}
    assert capture(heard, Joined("not vegan any more", ((0, 1),)), known) == ({}, ())
