"""What a search remembers of a day is what walking it anew gives, and changes no plan."""

import random

import pytest

from crm.trips import fitting, taste
from crm.trips.board import Ground
from crm.trips.drafting import Desk
from crm.trips.fitting import Fit, Memory
from crm.trips.planner import plan
from crm.trips.rides import weight_of_time
from crm.trips.stops import Towns
from crm.trips.timeline import MOVE, Frame, on_the_way, walk
from crm.trips.travel import GreatCircle
from tests.bench.plan_trip import small_case
from tests.crm.trips.test_planner import PATIENT


def walked_anew(frame: Frame, order: list[int], node: int, ground: Ground) -> Fit | None:
    """Give the best position of a place by walking every order with it."""
    kinds = {ground.places[n].kind for n in order if n != MOVE}
    if ground.places[node].kind in kinds or len(order) - frame.is_moving >= frame.most_visits:
        return None
    home, way = walk(frame, order, ground.table, ground.durations) or (0, 0)
    turn = order.index(MOVE) if frame.is_moving else len(order)
    found: list[Fit] = []
    for at in range(len(order) + 1):
        is_first = at <= turn
        if frame.is_moving and node not in (frame.before if is_first else frame.after):
            continue
        done = walk(frame, [*order[:at], node, *order[at:]], ground.table, ground.durations)
        gain = ground.worth[node] - taste.TRAVEL_COST * (done[1] - way) if done else 0
        if done and gain > 0:
            found.append((gain**2 / weight_of_time(home, done[0], ground.durations[node]), gain, at))
    return max(found, key=lambda fit: (fit[0], -fit[2]), default=None)


@pytest.mark.parametrize("seed", range(6))
def test_where_a_place_fits_best_is_where_walking_every_order_puts_it(seed: int):
    catalogue, wishes = small_case(seed)
    desk = Desk(wishes, catalogue, GreatCircle(), lambda: False)
    towns = Towns(catalogue, wishes, desk.attractions, desk.ways)
    dice, compared = random.Random(seed), 0
    for outline in towns.outlines(6):
        draft = desk.draft(outline)
        for day, full in zip(draft.days, draft.orders, strict=True) if draft else ():
            order = [n for n in full if n == MOVE or dice.random() < 0.7]
            known = day.ordered(order)
            if known.walked is None:
                continue
            assert known.walked[1] == on_the_way(day.frame, order, desk.ground.table)
            for node in set(day.nodes) - {*order}:
                assert dict(known.fits([node])).get(node) == walked_anew(day.frame, order, node, desk.ground)
                compared += 1
    assert compared


def test_a_walk_goes_on_from_any_moment_of_it():
    catalogue, wishes = small_case(1)
    desk = Desk(wishes, catalogue, GreatCircle(), lambda: False)
    first = Towns(catalogue, wishes, desk.attractions, desk.ways).outlines(1)[0]
    draft = desk.draft(first)
    assert draft is not None
    table, durations = desk.ground.table, desk.ground.durations
    for frame, order in zip(draft.frames, draft.orders, strict=True):
        marks: list[fitting.Moment] = []
        whole = walk(frame, order, table, durations, marks=marks)
        assert len(marks) == len(order) + 1
        assert [walk(frame, order[k:], table, durations, begin=marks[k]) for k in range(len(marks))] == [
            whole
        ] * len(marks)


def test_days_of_the_same_hours_are_known_once():
    catalogue, wishes = small_case(1)
    desk = Desk(wishes, catalogue, GreatCircle(), lambda: False)
    draft = desk.draft(Towns(catalogue, wishes, desk.attractions, desk.ways).outlines(1)[0])
    assert draft is not None
    again = desk.memory.days(draft.frames)
    assert all(one is other for one, other in zip(again, draft.days, strict=True))
    assert Memory(desk.ground).days(draft.frames)[0] is not again[0]


def test_a_search_that_forgets_finds_the_same_plan(monkeypatch: pytest.MonkeyPatch):
    catalogue, wishes = small_case(2)
    found = plan(wishes, catalogue, seconds=PATIENT)
    monkeypatch.setattr(fitting, "MOST_KNOWN", 25)
    assert plan(wishes, catalogue, seconds=PATIENT) == found
