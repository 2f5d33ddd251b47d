"""Filling days with the places that collect most score. The judge here shares no code with the product."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.trips.days.problem import BadProblem, read_problem
from crm.trips.days.solve import answer, fill


def city(seed: int, places: int, days: int = 1, window: tuple[int, int] = (0, 600)) -> dict:
    """Give a made-up problem: points on a square, hours that bite, asymmetric ways."""
    dice = random.Random(seed)
    points = [(dice.randrange(100), dice.randrange(100)) for _ in range(places + 1)]
    travel = [
        [
            0 if i == j else abs(a[0] - b[0]) + abs(a[1] - b[1]) + dice.randrange(5)
            for j, b in enumerate(points)
        ]
        for i, a in enumerate(points)
    ]
    sights = []
    for k in range(places):
        opens = dice.randrange(0, 400)
        close = opens + dice.randrange(30, 300)
        sights.append({"id": f"p{k}", "duration": dice.randrange(10, 90), "score": dice.randrange(1, 40),
                       "open": opens, "close": close})  # fmt: skip
    return {"id": f"city-{seed}", "days": days, "window": list(window), "places": sights, "travel": travel}


def judge(problem: dict, result: dict) -> int:
    """Give the score of an answer, or fail: re-walked from the problem's own numbers."""
    row_of = {place["id"]: k for k, place in enumerate(problem["places"], start=1)}
    seen, total = set(), 0
    assert len(result["days"]) <= problem["days"]
    for day in result["days"]:
        clock, here = problem["window"][0], 0
        for name in day:
            there = row_of[name]
            place = problem["places"][there - 1]
            clock += problem["travel"][here][there]
            clock = max(place["open"], clock)
            assert clock <= place["close"], f"{name} is reached at {clock}, after {place['close']}"
            assert name not in seen
            seen.add(name)
            total += place["score"]
            clock += place["duration"]
            here = there
        assert clock + problem["travel"][here][0] <= problem["window"][1]
    assert result["score"] == total
    return total


def best_possible(problem: dict) -> int:
    """Try every order of every set; for a handful of places only."""
    best, count = 0, len(problem["places"])
    for size in range(1, count + 1):
        for order in itertools.permutations(range(1, count + 1), size):
            clock, here = problem["window"][0], 0
            for k in order:
                place = problem["places"][k - 1]
                clock = max(clock + problem["travel"][here][k], place["open"])
                if clock > place["close"]:
                    break
                clock, here = clock + place["duration"], k
            else:
                if clock + problem["travel"][here][0] <= problem["window"][1]:
                    best = max(best, sum(problem["places"][k - 1]["score"] for k in order))
    return best


def solved(problem: dict, seconds: float = 0.05) -> dict:
    read = read_problem(problem)
    return answer(read, fill(read, seconds=seconds))


@pytest.mark.parametrize("seed", range(12))
def test_a_small_day_is_filled_as_well_as_it_can_be(seed: int):
    problem = city(seed, places=6)
    assert judge(problem, solved(problem)) == best_possible(problem)


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10**6),
    places=st.integers(0, 30),
    days=st.integers(1, 3),
    ends=st.integers(0, 700),
)
def test_no_answer_is_ever_infeasible(seed: int, places: int, days: int, ends: int):
    problem = city(seed, places, days, (0, ends))
    judge(problem, solved(problem, seconds=0.02))


def test_more_days_collect_more():
    one, two = city(5, 25), city(5, 25, days=2)
    assert judge(two, solved(two)) > judge(one, solved(one))


def test_better_fillings_are_shown_as_they_come():
    problem = read_problem(city(3, 40))
    shown = []
    final = fill(problem, seconds=0.3, progress=lambda orders: shown.append(problem.score(orders)))
    assert shown == sorted(set(shown))
    assert shown[-1] == problem.score(final)


def test_cancelling_returns_what_is_there():
    problem = read_problem(city(3, 40))
    shown = []
    final = fill(problem, seconds=60, cancelled=lambda: bool(shown), progress=shown.append)
    assert final == shown[0]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (
            lambda p: p["places"][2].update(close=-1, open=3),
            r"places\[2\]: close \(-1\) is before open \(3\)",
        ),
        (lambda p: p["places"][1].pop("duration"), r"places\[1\]: duration must be a whole number"),
        (lambda p: p["places"][0].update(score=-4), r"places\[0\]: score \(-4\) is less than 0"),
        (lambda p: p["travel"][3].pop(), r"travel\[3\]: must have 5 numbers"),
        (lambda p: p["travel"][1].__setitem__(2, 1.5), r"travel\[1\]\[2\]: 1.5 is not a whole number"),
        (lambda p: p.update(days=0), r"problem: days \(0\) is less than 1"),
        (lambda p: p.update(window=[600, 0]), r"problem: window ends \(0\) before it begins"),
        (lambda p: p["places"][1].update(id="p0"), "two places have the same id"),
        (lambda p: p["places"][1].update(score=10**30), r"places\[1\]: score \(10+\) is more than"),
        (lambda p: p["travel"][1].__setitem__(2, 10**30), r"travel\[1\]\[2\]: 10+ is not a whole number"),
        (lambda p: p.update(window=[0, 10**30]), r"problem: window ends \(10+\) after"),
    ],
)
def test_a_problem_that_makes_no_sense_names_the_row_and_the_field(spoil, says: str):
    problem = city(1, 4)
    spoil(problem)
    with pytest.raises(BadProblem, match=says):
        read_problem(problem)
