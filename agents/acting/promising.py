"""What a way out is told to cost is what it costs when it is taken: it is planned as it would be then."""

from dataclasses import replace
from datetime import date

from agents.acting.affording import budget_in, is_hard, weighed
from agents.acting.findings import Planned, Unplanned, WayFound
from agents.acting.planning import SECOND_PLAN, Reading, planned_for
from agents.scene.wishes import Wish, planned_as
from crm.money import Money, written
from crm.trips.buying import Purse
from crm.trips.giving_up import BUDGET, as_planned, sentence, without
from crm.trips.refusing import GivenUp
from crm.trips.values import Catalogue, Itinerary

_Made = tuple[Itinerary, Money | None]


async def promised(
    planned: Planned | Unplanned, wanted: Wish, catalogue: Catalogue, today: date, reading: Reading
) -> Planned | Unplanned:
    """Give a refusal's ways out with the plan and the price of who takes them.

    Where the time is up, or taking one would make no plan after all, the plan that it was found with stands,
    and its price is told as about what the trip costs; so is that of a plan that was cut short where its
    share of the steps ended. What is planned passes.
    """
    if isinstance(planned, Planned) or not planned.ways:
        return planned
    purse = Purse(lambda: reading.left < SECOND_PLAN)
    told = []
    for n, one in enumerate(planned.ways):
        with purse.share([left.way for left in planned.ways[n:]]) as share:
            lent = replace(reading, within=share.patience)
            taken = await _taken(one, wanted, catalogue, today, lent, share)
        told.append(await _within_budget(taken, wanted, catalogue, today, reading))
    return replace(planned, ways=tuple(told))


async def _within_budget(
    found: WayFound, wanted: Wish, catalogue: Catalogue, today: date, reading: Reading
) -> WayFound:
    """A way that a budget which may not be passed would refuse again gives up the budget too."""
    way, total = found.way, found.total
    if total is None or any(wish.kind in ("budget", "raise") for wish in way.wishes):
        return found
    looser = without(wanted.request, way.give_up, catalogue)
    budget = await budget_in(total.currency, looser, today, reading) if is_hard(looser) else None
    if not isinstance(budget, Money) or total.amount <= budget.amount:
        return found
    wishes = (*way.wishes, GivenUp("budget", BUDGET, written(total)))
    told = replace(way, give_up=(*way.give_up, BUDGET), wishes=wishes, sentence=sentence(wishes, way.plan))
    return replace(found, way=told)


async def _taken(
    found: WayFound, wanted: Wish, catalogue: Catalogue, today: date, reading: Reading, purse: Purse
) -> WayFound:
    way = found.way
    if way.is_as_taken:
        return found
    if purse.is_empty:
        return replace(found, is_about=True)
    looser = planned_as(wanted, without(wanted.request, way.give_up, catalogue))
    made = await _made(looser, catalogue, today, reading)
    if made is None or purse.is_late():
        return replace(found, is_about=True)
    plan, total = made
    wishes = as_planned(way.wishes, plan)
    told = replace(way, plan=plan, wishes=wishes, sentence=sentence(wishes, plan))
    return WayFound(told, total, is_about=purse.is_short)


async def _made(looser: Wish, catalogue: Catalogue, today: date, reading: Reading) -> _Made | None:
    """Give what taking a way makes; None for no plan.

    Where it is its budget alone that refuses it, that is the trip without regard to the budget.
    """
    made = await planned_for(looser, 1, catalogue, today, reading)
    if isinstance(made, Planned):
        made = await weighed(made, today, reading)
    if isinstance(made, Planned):
        return made.itinerary, None if made.is_withheld else made.priced.quote.total
    if made.beyond is None:
        return None
    last = made.ways[-1]
    return last.way.plan, last.total
