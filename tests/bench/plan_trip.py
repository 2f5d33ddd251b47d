"""How near whole trips come to the proven best, and how time grows: `python -m tests.bench.plan_trip`.

Small made-up destinations are also planned exactly: every set and order of towns, every share of the
nights, and for each the best division of the places over the days, by dynamic programming over sets.
Routes whose bound shows that they cannot win are skipped, which loses nothing.
"""

import argparse
import itertools
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np

from bot import loops
from crm.trips import promise, taste
from crm.trips.board import Ground, Route, Ways, survey
from crm.trips.framing import frames
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.stays import choose_stay
from crm.trips.timeline import MOVE, Frame, walk
from crm.trips.travel import GreatCircle
from crm.trips.values import Catalogue, Stop, TripRequest
from tests.crm.trips.generated import destination, request


def small_case(seed: int) -> tuple[Catalogue, TripRequest]:
    catalogue = destination(seed, towns=2 + seed % 4, places=12)
    wishes = request(seed, catalogue, nights=3 + seed % 4)
    return catalogue, replace(wishes, must_see=(), stops=(), arrives_at=10 * 60, departs_at=18 * 60)


def routes(
    catalogue: Catalogue, wishes: TripRequest, ways: Ways, ground: Ground
) -> Iterator[tuple[Route, float]]:
    """Yield every route there is, with the delight of its nights less that of its moves."""
    areas = {a.id: a for a in catalogue.areas}
    gates = [a for a in catalogue.areas if a.is_gateway]
    for size in range(1, len(areas) + 1):
        for order in itertools.permutations(areas.values(), size):
            inner = [ways.between(a.id, b.id) for a, b in itertools.pairwise(order)]
            if any(way is None for way in inner):
                continue
            for shares in _shares(wishes.nights, [(a.least_nights, a.most_nights) for a in order]):
                value = sum(taste.night_delight(a, n) for a, n in zip(order, shares, strict=True))
                value -= sum(taste.MOVE_COST + promise.move_score(w.minutes) for w in inner if w)
                laid, check_in = [], wishes.start
                for area, nights in zip(order, shares, strict=True):
                    stay = choose_stay(area.id, wishes, catalogue, ground)
                    laid.append(Stop(area.id, stay.id, check_in, nights))
                    check_in += timedelta(days=nights)
                for into, out in itertools.product(gates, gates):
                    first, last = ways.between(into.id, order[0].id), ways.between(order[-1].id, out.id)
                    if (first is None and into is not order[0]) or (last is None and out is not order[-1]):
                        continue
                    cost = sum(promise.move_score(w.minutes) for w in (first, last) if w)
                    yield Route(into, out, tuple(laid), (first, *inner, last)), value - cost


def _shares(nights: int, bounds: list[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    if len(bounds) == 1:
        if bounds[0][0] <= nights <= bounds[0][1]:
            yield (nights,)
        return
    for first in range(max(1, bounds[0][0]), min(nights, bounds[0][1]) + 1):
        for rest in _shares(nights - first, bounds[1:]):
            yield (first, *rest)


def best_delight(catalogue: Catalogue, wishes: TripRequest, at_least: float) -> float:
    """Prove the best delight of a small case; routes that cannot beat `at_least` are skipped."""
    ways = Ways.of(catalogue)
    scores = taste.scores(catalogue, wishes)
    ground = survey(catalogue, scores, GreatCircle(), ways)
    memory: dict[object, dict[int, float]] = {}
    best, everything = at_least, sum(scores.values())
    found = sorted(routes(catalogue, wishes, ways, ground), key=lambda r: -r[1])
    for route, beyond in found:
        if beyond + everything <= best:
            continue
        days = frames(route, wishes, ground, ways, catalogue.areas)
        if days[-1].until < 0 or any(
            _walked(f, ((MOVE,) if f.is_moving else ()), ground) is None for f in days
        ):
            continue
        possible = set().union(*(d.before.keys() | d.after.keys() for d in days))
        if beyond + sum(ground.worth[i] for i in possible) <= best:
            continue
        best = max(best, beyond + _best_days(days, ground, len(catalogue.places), memory, best - beyond))
    return best


def _best_days(days: list[Frame], ground: Ground, count: int, memory: dict, goal: float) -> float:
    table = np.full(1 << count, -np.inf)
    table[0] = 0.0
    masks = np.arange(1 << count)
    for frame in days:
        gains = _gains(frame, ground, memory)
        after = table + gains.get(0, 0.0)
        for chosen, gain in gains.items():
            if chosen:
                free = masks[(masks & chosen) == 0]
                np.maximum.at(after, free | chosen, table[free] + gain)
        table = after
    return float(table.max())


def _gains(frame: Frame, ground: Ground, memory: dict) -> dict[int, float]:
    bounds = (frame.start, frame.end, frame.ready, frame.until, frame.most_visits, frame.move_minutes)
    key = (bounds, frame.breaks, tuple(sorted(frame.before.items())), tuple(sorted(frame.after.items())))
    if key in memory:
        return memory[key]
    gains: dict[int, float] = {}
    nodes = sorted(frame.before.keys() | frame.after.keys())
    kinds = {n: ground.places[n].kind for n in nodes}

    def grow(order: tuple[int, ...], worth: float) -> None:
        fixed = [order]
        if frame.is_moving:
            fixed = [(*order[:k], MOVE, *order[k:]) for k in range(len(order) + 1)]
        walked = [done for trial in fixed if (done := _walked(frame, trial, ground)) is not None]
        chosen = sum(1 << n for n in order)
        if walked:
            gain = worth - taste.TRAVEL_COST * min(way for _, way in walked)
            gains[chosen] = max(gains.get(chosen, -np.inf), gain)
        if len(order) >= frame.most_visits:
            return
        for node in nodes:
            if node not in order and kinds[node] not in {kinds[n] for n in order}:
                grow((*order, node), worth + ground.worth[node])

    grow((), 0.0)
    memory[key] = gains
    return gains


def _walked(frame: Frame, order: tuple[int, ...], ground: Ground) -> tuple[int, int] | None:
    return walk(frame, order, ground.table, ground.durations)


def show_gaps(cases: int, seconds: float) -> None:
    gaps, took, refused = [], [], 0
    for seed in range(cases):
        catalogue, wishes = small_case(seed)
        began = time.process_time()
        try:
            found = plan(wishes, catalogue, seconds=seconds)
        except Infeasible:
            refused += 1
            continue
        took.append(time.process_time() - began)
        best = best_delight(catalogue, wishes, found.delight)
        gaps.append(100 * (1 - found.delight / best) if best > 0 else 0.0)
    gaps.sort()
    print(f"small trips: {len(gaps)} planned, {refused} refused, mean gap {np.mean(gaps):.2f} %, "
          f"worst {gaps[-1]:.2f} %, proven best in {sum(g < 0.005 for g in gaps)}, "
          f"{1000 * np.mean(took):.0f} ms of CPU each")  # fmt: skip


def show_growth() -> None:
    loops.keep_what_is_loaded()  # as a desk does once it is open
    print(f"{'stops':>6}{'days':>6}{'places':>8}{'CPU s':>8}{'first plan, ms':>16}{'visits':>8}")
    for towns, nights, places in ((3, 5, 40), (5, 9, 100), (8, 14, 200), (12, 20, 400)):
        catalogue = destination(towns * 7, towns, places)
        short = tuple(replace(a, most_nights=2, least_nights=1) for a in catalogue.areas)
        catalogue = replace(catalogue, areas=short)
        wishes = TripRequest("land", request(1, catalogue).start, nights, request(2, catalogue).party)
        stops_, visits, spent, first = _timed(wishes, catalogue)
        print(f"{stops_:6}{nights + 1:6}{places:8}{spent:8.2f}{1000 * first:16.0f}{visits:8}")


def _timed(wishes: TripRequest, catalogue: Catalogue) -> tuple[int, int, float, float]:
    shown: list[float] = []
    began = time.process_time()
    found = plan(wishes, catalogue, seconds=2.5, progress=lambda _: shown.append(time.process_time()))
    return len(found.stops), len(found.places), time.process_time() - began, shown[0] - began


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=int, default=40)
    arguments.add_argument("--seconds", type=float, default=1.0)
    asked = arguments.parse_args()
    show_gaps(asked.cases, asked.seconds)
    show_growth()


if __name__ == "__main__":
    main()
