"""The order in which one run looks for a plan: steps that are the same for a seed, however long it lasts.

More time only adds steps at the end, so that a longer search is never worse than a shorter one.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from crm.trips.ceiling import ceiling
from crm.trips.drafting import Desk, Draft
from crm.trips.keeping import outline_bonus, warm_starts
from crm.trips.leaps import leap
from crm.trips.rides import FEW_PLACES
from crm.trips.stops import Outline, Towns

ROUTES_TRIED, ROUTES_EXPANDED = 24, 12
SLICE, SLICE_OF_FEW = 10, 10  # routes laid out between searches in the best ones
BETWEEN = 15  # rounds of such a search
DEEPENING = ((8, 40), (3, 80))  # (routes, rounds of the search) per stage: many a little, few a lot


@dataclass(frozen=True)
class Effort:
    """How much of the usual search is taken where the towns are so few that every route can be looked at:
    the routes drafted, those expanded, (routes, rounds) per stage of deepening, and how often at the end the
    best route is searched in and laid out afresh by turns."""

    routes: int
    expanded: int
    deepening: tuple[tuple[int, int], ...]
    last_turns: int


WHOLE = Effort(300, ROUTES_EXPANDED, ((100, 6), (30, 20), (10, 60), (4, 200)), 16)
# Half the steps, for plans that only stand beside another: some 0.3 % of the delight less, on the mean.
BRIEF = Effort(60, 6, ((20, 10), (8, 40), (3, 150)), 6)

ELITE = 12  # routes from which a further round begins
NEAR_THE_BEST = 60.0  # delight: a route this near to the best is worth searching in
PATIENCE = 60  # further rounds for what must be seen and is not
FURTHER_ROUNDS = 40  # in the days of one route, each time that it is taken up again


def first_steps(desk: Desk, towns: Towns) -> Iterator[None]:
    """Try what gives a plan at once, then the shortlist of routes, the most promising first."""
    for outline in warm_starts(towns, desk.request.keep):
        desk.draft(outline)
        yield
    if (first := towns.first_outline()) is not None:
        desk.draft(first)
        yield
    found = towns.outlines(ROUTES_TRIED)
    found.sort(key=lambda o: -(o.guess + outline_bonus(o, desk.request.keep)))
    for outline in found:
        desk.draft(outline)
        yield


def usual_steps(desk: Desk, towns: Towns, effort: Effort = WHOLE) -> Iterator[None]:
    """Widen the search over routes and deepen it in the best ones, so often that most trips are done."""
    seed, turn = desk.request.seed, itertools.count(1)
    yield from _best_deepened(desk, 2 * BETWEEN, seed + next(turn))
    few = towns.every_outline(effort.routes) if len(desk.catalogue.places) <= FEW_PLACES else []
    for number, outline in enumerate(few, start=1):
        desk.draft(outline)
        yield
        if number % SLICE_OF_FEW == 0:
            yield from _best_deepened(desk, BETWEEN, seed + next(turn))
    for _ in desk.climb(towns, effort.expanded if few else ROUTES_EXPANDED, SLICE):
        yield
        yield from _best_deepened(desk, BETWEEN, seed + next(turn))
    for stage, (routes, rounds) in enumerate(effort.deepening if few else DEEPENING):
        for draft in desk.worth_deepening(routes):
            desk.deepen(draft, rounds, seed + stage)
            yield
    yield from _best_afresh(desk, effort.last_turns)


def _best_afresh(desk: Desk, turns: int) -> Iterator[None]:
    """Search in the best route, and from days of it that were emptied, by turns: what is left to find of
    small trips is found there, for a tenth of the steps before."""
    for turn in range(turns):
        if desk.best is None:
            return
        dice = random.Random(f"{desk.request.seed}:last:{turn}")  # noqa: S311 - a search, not a secret
        if turn % 2 == 0:
            desk.deepen(desk.best, FURTHER_ROUNDS, dice.randrange(1 << 30))
        else:
            desk.begin_afresh(desk.best, FURTHER_ROUNDS, dice)
        yield


def _best_deepened(desk: Desk, rounds: int, seed: int) -> Iterator[None]:
    """Search in the best route, and in the most promising one that was not searched in yet."""
    promising = [d for d in desk.by_promise()[:3] if not d.is_searched][:1]
    for draft in [*([desk.best] if desk.best else []), *promising]:
        desk.deepen(draft, rounds, seed)
        yield


def further_steps(desk: Desk, towns: Towns) -> Iterator[None]:
    """Look on without end: other nights, orders and towns; days laid out afresh; the best searched on.

    Ends where nothing can be better any more: every route there is has been tried, and none could hold more;
    and where, after some rounds, what must be seen still is not.
    """
    routes = towns.all_of_few()
    for number in itertools.count():
        if desk.best is None or _is_lost(desk, number):
            return
        if routes is not None and _is_exhausted(desk, routes):
            return
        dice = random.Random(f"{desk.request.seed}:{number}")  # noqa: S311 - a search, not a secret
        elite = desk.drafts()[:ELITE]
        draft = elite[int(len(elite) * dice.random() ** 2)]
        turn = number % 4
        if turn == 0:
            desk.deepen(elite[0], FURTHER_ROUNDS, dice.randrange(1 << 30))
        elif turn == 1:
            desk.begin_afresh(draft, FURTHER_ROUNDS, dice)
        else:
            _leap(desk, towns, draft, turn, dice)
        yield


def _leap(desk: Desk, towns: Towns, draft: Draft, steps: int, dice: random.Random) -> None:
    outline = leap(towns, draft.outline, dice.randint(1, steps), dice)
    found = desk.draft(outline) if outline is not None else None
    if found is None or desk.best is None:
        return
    is_hopeful = found.delight > desk.best.delight - NEAR_THE_BEST
    if is_hopeful and ceiling(found, desk.ground) > desk.best.delight:
        desk.deepen(found, FURTHER_ROUNDS, dice.randrange(1 << 30))


def _is_lost(desk: Desk, rounds: int) -> bool:
    return rounds >= PATIENCE and desk.best is not None and bool(desk.unseen(desk.best))


def _is_exhausted(desk: Desk, routes: list[Outline]) -> bool:
    if any(not desk.has_tried(outline) for outline in routes):
        return False
    drafts = desk.drafts()
    return all(ceiling(d, desk.ground) <= drafts[0].delight + 1e-6 for d in drafts)
