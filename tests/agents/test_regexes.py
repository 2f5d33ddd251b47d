"""Regular expressions that are compiled when they are first asked."""

import ast
import gc
import pkgutil
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time

import pytest

import agents
import bot.staff
from agents.regexes import _Later, regex
from agents.understanding.reading import TAKEN

# Runs of one sign, as somebody writes them who leans on a key or means harm, and what earlier readers took.
RUNS = (" ", "a", "м", "1", ".", ",", "\n", TAKEN, "a ", "1,", ", ")
LENGTHS = (250, 500, 1000, 2000)  # signs; up to half of what is read of one message
DEAR = 0.02  # seconds of processor: a linear expression needs a hundredth of it


def expressions() -> list[_Later]:
    """Every expression of the mind and of the staff bot."""
    for room in (agents, bot.staff):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            import_module(module.name)

    gc.unfreeze()  # the suite freezes what it has imported, and what is frozen is not listed
    waiting = [each for each in gc.get_objects() if type(each) is _Later]
    gc.freeze()
    return waiting


def _asked_at_one_place() -> set[int]:
    """The expressions that are only ever matched at a given place of a text: one try is what they may cost.

    Whatever else is done with the name of one, handed on or put in a list, counts as searching with it.
    """
    tried: dict[int, bool] = {}
    for name, module in list(sys.modules.items()):
        if not name.startswith(("agents.", "bot.staff.")) or not module.__file__:
            continue
        named = {key: each for key, each in vars(module).items() if type(each) is _Later}
        tree = ast.parse(Path(module.__file__).read_text("utf-8"))
        placed = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and node.attr in ("match", "fullmatch", "pattern")
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in named:
                each = id(named[node.id])
                tried[each] = tried.get(each, True) and id(node) in placed
    return {each for each, is_placed in tried.items() if is_placed}


def test_every_expression_of_the_mind_and_of_the_staff_bot_compiles() -> None:
    waiting = expressions()
    assert len(waiting) > 500
    for each in waiting:
        re.compile(each.pattern, each.wanted)


def _spent(asks: Callable[[str], object], text: str) -> float:
    begun = process_time()
    asks(text)
    return process_time() - begun


def _grows_by_squares(asks: Callable[[str], object], sign: str) -> bool:
    """Whether twice the signs cost far more than twice the work; the least of three tries, so that what
    else the machine does in between counts for nothing."""
    for length in LENGTHS:
        if _spent(asks, (sign * length)[:length]) >= DEAR:
            short, long = (sign * (length // 2))[: length // 2], (sign * length)[:length]
            once, twice = (min(_spent(asks, text) for _ in range(3)) for text in (short, long))
            return twice >= DEAR and twice > 3 * once
    return False


def test_no_expression_looks_through_a_run_of_one_sign_again_and_again() -> None:
    slow = []
    waiting, placed = expressions(), _asked_at_one_place()
    assert len(placed) < len(waiting) / 2
    for each in waiting:
        compiled = re.compile(each.pattern, each.wanted)
        asks = compiled.match if id(each) in placed else compiled.findall
        slow += [(sign, each.pattern[:80]) for sign in RUNS if _grows_by_squares(asks, sign)]
    assert slow == []


def test_an_expression_that_looks_through_a_run_again_and_again_is_found_out() -> None:
    assert _grows_by_squares(re.compile(r"\s*,?\s*and").findall, " ")
    assert not _grows_by_squares(re.compile(r"\s*(?:,\s*)?and").match, " ")


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
