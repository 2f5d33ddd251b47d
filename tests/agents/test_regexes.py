"""Regular expressions that are compiled when they are first asked."""

import gc
import pkgutil
import re
from importlib import import_module

import pytest

import agents
import bot.staff
from agents.regexes import _Later, regex


def test_every_expression_of_the_mind_and_of_the_staff_bot_compiles() -> None:
    for room in (agents, bot.staff):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            import_module(module.name)

    gc.unfreeze()  # the suite freezes what it has imported, and what is frozen is not listed
    waiting = [each for each in gc.get_objects() if type(each) is _Later]
    gc.freeze()

    assert len(waiting) > 500
    for each in waiting:
        re.compile(each.pattern, each.wanted)


def test_an_expression_answers_as_one_compiled_at_once() -> None:
    nights = r"(?P<n>\d+) nights?"
    late, early = regex(nights, re.IGNORECASE), re.compile(nights, re.IGNORECASE)
    words = "5 nights in Ubud, 1 Night in Kuta"

    assert late.pattern == early.pattern
    assert late.findall(words) == early.findall(words)
    assert [found["n"] for found in late.finditer(words)] == ["5", "1"]
    assert late.sub("so long", words) == early.sub("so long", words)
    assert (late.flags, late.groups, late.groupindex) == (early.flags, early.groups, early.groupindex)


def test_an_expression_has_nothing_that_a_compiled_one_lacks() -> None:
    with pytest.raises(AttributeError):
        _ = regex("x").nights  # type: ignore[attr-defined] # that it has no such thing is what is tried
