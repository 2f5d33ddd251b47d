"""Planning from the doors: what is known of a lead, and whole trips that belong to none."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from agents.ports import MindSettings
from api.doors import Doors
from bot.staff.reading import learnt_since_planned, newest_trip
from crm.agency.service import load as load_agency
from crm.catalogue import queries as shop
from crm.conversations.values import TripFacts
from crm.errors import Unfit
from crm.leads.queries import lead_line
from crm.money import Money
from crm.quotes.values import Quote
from crm.trips.asking import PlanAnswer, is_beyond, priced, priced_within
from crm.trips.buying import Door, Purse, trying, with_prices
from crm.trips.matrix import ways_given, wishes_from_json
from crm.trips.patience import Patience
from crm.trips.refusing import Infeasible
from crm.trips.unknown import check_wishes
from crm.trips.values import Itinerary, TripRequest
from crm.users.rules import Staff

# For a plan asked for at the door: steps of its search (see `crm.trips.patience`), and seconds of CPU at most
STEPS, SECONDS = MindSettings.plan_patience, MindSettings.plan_seconds


@dataclass(frozen=True)
class LeadToPlan:
    """What is known of a lead's trip. `learnt` names what was said since its newest version was made."""

    lead_id: int
    slots: Mapping[str, Mapping[str, Any]]
    trip: TripFacts | None
    learnt: frozenset[str]
    today: date  # where the agency is


async def lead_to_plan(session: AsyncSession, me: Staff, lead_id: int, at: Doors) -> LeadToPlan:
    """Read what planning a lead needs. Raises `Missing` where there is none or a colleague has it."""
    lead = (await lead_line(session, me, lead_id)).lead
    agency = await load_agency(session)
    trip = await newest_trip(session, lead.id)
    learnt = await learnt_since_planned(session, lead.id)
    return LeadToPlan(lead.id, lead.slots, trip, learnt, at.now.astimezone(ZoneInfo(agency.timezone)).date())


async def plan_freely(at: Doors, wishes: Mapping[str, Any]) -> PlanAnswer:
    """Plan and price a whole trip that belongs to no lead, by today's catalogue, rates and rules.

    Raises `NotStorable`, `BadRequest` and `Unfit` for wishes that make no sense, `Infeasible` for
    those that no plan can keep, with the price of each way out.
    """
    from crm.trips.planner import plan

    wanted = wishes_from_json(wishes)
    request = wanted.request()
    async with at.desk.book.reading() as session:
        agency = await load_agency(session)
        if request.destination not in {one.id for one in await shop.destinations(session)}:
            raise Unfit("destination", f"{request.destination!r} is not in the catalogue")
        catalogue = await shop.catalogue(session, request.destination)
        rates = await shop.rates(session, request.destination)
        exchange = await shop.exchange_rates(session)
    today = at.now.astimezone(ZoneInfo(agency.timezone)).date()
    check_wishes(request, catalogue, today)
    rules = agency.price_rules()
    travel = ways_given(wanted.travel, catalogue, await at.desk.travel(catalogue))

    def ask(
        wanted: TripRequest, within: Patience | None = None, is_late: Callable[[], bool] = lambda: False
    ) -> tuple[PlanAnswer, Quote | None]:
        with trying(wanted, within or Patience(), STEPS) as lent:
            found = plan(wanted, catalogue, seconds=SECONDS, patience=lent, travel=travel, cancelled=is_late)
        return priced_within(
            found, wanted, catalogue, rates, exchange, rules, today,
            seconds=SECONDS, most_steps=STEPS, within=within, travel=travel, cancelled=is_late,
        )  # fmt: skip

    def take(wanted: TripRequest, purse: Purse) -> tuple[Itinerary, Money | None]:
        answer, quote = ask(wanted, purse.patience, purse.is_late)
        return answer.itinerary, quote.total if quote else None

    def cost(found: Itinerary, wanted: TripRequest) -> Money | None:
        _, quote = priced(found, wanted, catalogue, rates, exchange, rules, today)
        return quote.total if quote else None

    def is_over(total: Money, wanted: TripRequest) -> bool:
        return is_beyond(total, wanted, exchange, today)

    try:
        answer, _ = await asyncio.to_thread(ask, request)
    except Infeasible as refused:
        door = Door(take, cost, is_over, SECONDS)
        raise await asyncio.to_thread(with_prices, refused, request, catalogue, door) from None
    return answer
