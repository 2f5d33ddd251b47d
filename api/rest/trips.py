"""Plans of a lead's trip: made on request, laid beside each other, and what else would fit into one."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from agents.staff.drafting import Drafted, NotDrafted, StillRight
from api import acts
from api.access.guards import Agent, GuardedRoute, refusals
from api.doors import doors
from api.planning import LeadToPlan, lead_to_plan, plan_freely
from api.problems import FieldProblem, problem_response
from api.rest.shapes import Id
from api.rest.trip_shapes import (
    ByHand,
    Extra,
    Flavour,
    Option,
    Planned,
    Suggested,
    WholeVersion,
    Wishes,
    fixed,
)
from api.writing import writing
from crm.errors import Clash, Missing
from crm.leads.service import Overtaken
from crm.trips import offers
from crm.trips import service as trips
from crm.trips.asking import answer_to_json
from crm.trips.checking import BadRequest
from crm.trips.effects import OfferOptions
from crm.trips.flights import clock_time
from crm.trips.moved import in_english
from crm.trips.refusing import Infeasible
from crm.trips.store import NotStorable
from crm.trips.versions import version_of
from crm.users.rules import Staff

router = APIRouter(route_class=GuardedRoute, tags=["trips"])


@router.get("/leads/{lead_id}/trips/{version}", responses=refusals(401, 404))
async def get_trip(request: Request, me: Agent, lead_id: Id, version: Id) -> WholeVersion:
    """Give one version whole: days with their times, and the certificate with its numbers."""
    async with doors(request).desk.book.reading() as session:
        await lead_to_plan(session, me, lead_id, doors(request))
        row = await version_of(session, lead_id, version)
    if row is None:
        raise Missing(f"Lead {lead_id} has no version {version}.")
    return WholeVersion(version=row.version, request=row.request, itinerary=row.itinerary, chosen=row.chosen)


@router.post("/leads/{lead_id}/plan", status_code=201, responses=refusals(401, 404, 409, 422))
async def plan_lead(request: Request, me: Agent, lead_id: Id, by_hand: ByHand) -> Planned:
    """Plan and price the lead's trip as its next version. It waits for a colleague to send it."""
    known = await _known(request, me, lead_id)
    drafter = await doors(request).desk.drafter()
    drafted = await drafter.draft(known.slots, known.trip, known.learnt, known.today, fixed(by_hand))
    if isinstance(drafted, StillRight):
        raise Clash(f"Version {drafted.version} still stands: nothing new was said since.")
    return await _publish(request, me, known, drafted)


@router.get("/leads/{lead_id}/options", responses=refusals(401, 404))
async def get_options(request: Request, me: Agent, lead_id: Id) -> list[Option]:
    """List the plans that were laid out last, cheapest first."""
    async with doors(request).desk.book.reading() as session:
        await lead_to_plan(session, me, lead_id, doors(request))
        return await _options(session, lead_id)


@router.post("/leads/{lead_id}/options", status_code=201, responses=refusals(401, 404, 409))
async def make_options(request: Request, me: Agent, lead_id: Id) -> list[Option]:
    """Plan and price up to three ways to do the trip. They take the place of those laid out before."""
    known = await _known(request, me, lead_id)
    drafter = await doors(request).desk.drafter()
    choices = await drafter.options(known.slots, known.trip, known.learnt, known.today)
    if isinstance(choices, NotDrafted):
        raise Clash(f"No options: {choices.reason}")
    async with writing(request, me) as pen:
        lead = await acts.open_lead(pen, me, lead_id)
        await offers.offer_options(pen.session, lead, OfferOptions(choices.plans, me.actor), pen.now)
        pen.note("trip.options", f"lead:{lead_id}", flavours=[plan.flavour for plan in choices.plans])
    async with doors(request).desk.book.reading() as session:
        return await _options(session, lead_id)


@router.post("/leads/{lead_id}/options/{flavour}", status_code=201, responses=refusals(401, 404, 409))
async def choose_option(request: Request, me: Agent, lead_id: Id, flavour: Flavour) -> Planned:
    """Make the lead's next version of one of the plans laid out last, at the price that was shown."""
    known = await _known(request, me, lead_id)
    async with doors(request).desk.book.reading() as session:
        plans = tuple(offers.offered(row) for row in await offers.options_of(session, lead_id))
    if flavour not in {plan.flavour for plan in plans}:
        raise Missing(f"There is no option {flavour} of lead {lead_id}.")
    drafter = await doors(request).desk.drafter()
    return await _publish(request, me, known, await drafter.choose(known.trip, plans, flavour, known.today))


@router.get("/leads/{lead_id}/suggestions", responses=refusals(401, 404, 409))
async def get_suggestions(
    request: Request, me: Agent, lead_id: Id, day: Annotated[int | None, Field(ge=1, le=61)] = None
) -> list[Suggested]:
    """Say what else would fit into the newest version, on one day or on any."""
    known = await _known(request, me, lead_id)
    if known.trip is None:
        raise Clash(f"Lead {lead_id} has no plan yet.")
    ideas = await (await doors(request).desk.drafter()).ideas(known.trip, day, known.today)
    if isinstance(ideas, NotDrafted):
        raise Clash(ideas.reason)
    return [
        Suggested(
            place=idea.place,
            name=idea.name,
            day=idea.day,
            starts_at=clock_time(idea.starts_at),
            home_later=idea.home_later,
            is_fuller=idea.is_fuller,
            price=idea.price.amount if idea.price else None,
            currency=idea.price.currency if idea.price else None,
        )
        for idea in ideas.ideas
    ]


@router.post("/leads/{lead_id}/suggestions", status_code=201, responses=refusals(401, 404, 409, 422))
async def add_suggestion(request: Request, me: Agent, lead_id: Id, extra: Extra) -> Planned:
    """Make the lead's next version with one more place in it."""
    known = await _known(request, me, lead_id)
    if known.trip is None:
        raise Clash(f"Lead {lead_id} has no plan yet.")
    drafter = await doors(request).desk.drafter()
    drafted = await drafter.add(known.trip, extra.place, extra.day, known.today)
    return await _publish(request, me, known, drafted)


@router.post("/plan", responses=refusals(401, 404, 422))
async def plan_trip(
    request: Request,
    me: Agent,
    wishes: Wishes,
) -> Response:
    """Plan and price a whole trip that belongs to no lead. The shapes are those of `serai plan --json`.

    Wishes that no plan can keep are refused with the reasons, and what to give up, each with what it buys.
    """
    try:
        answer = await plan_freely(doors(request), wishes.request)
    except NotStorable as problem:
        field, _, message = str(problem).partition(": ")
        return _unfit(request, [(field, message or field)])
    except BadRequest as bad:
        return _unfit(request, bad.problems)
    except Infeasible as refused:
        reasons = [(reason.subject, reason.reason) for reason in refused.reasons]
        instead = [("instead", way.sentence) for way in refused.ways_out]
        return _unfit(request, [*reasons, *instead], "No plan keeps every wish.")
    return JSONResponse(answer_to_json(answer))


def _unfit(
    request: Request, problems: Iterable[tuple[str, str]], detail: str = "Some wishes make no sense."
) -> Response:
    errors = [FieldProblem(field=field, message=what) for field, what in problems]
    return problem_response(request, 422, detail, errors=errors)


async def _known(request: Request, me: Staff, lead_id: int) -> LeadToPlan:
    async with doors(request).desk.book.reading() as session:
        return await lead_to_plan(session, me, lead_id, doors(request))


async def _publish(request: Request, me: Staff, known: LeadToPlan, drafted: Drafted | NotDrafted) -> Planned:
    """Keep a draft as the lead's next version, unless a colleague made one meanwhile."""
    if isinstance(drafted, NotDrafted):
        raise Clash(f"No plan: {drafted.reason}")
    number = (known.trip.version if known.trip else 0) + 1
    effect = replace(drafted.effect, created_by=me.actor, lead_id=known.lead_id, version=number)
    try:
        async with writing(request, me) as pen:
            lead = await acts.open_lead(pen, me, known.lead_id)
            published = await trips.publish_trip(pen.session, lead, effect, pen.now)
            pen.note("trip.publish", f"lead:{lead.id}", version=published.version)
    except Overtaken as late:
        raise Clash(str(late)) from late
    doors(request).desk.bell.work()
    return Planned(
        version=published.version,
        total=Decimal(effect.snapshot["total"]),
        currency=effect.snapshot["currency"],
        changes=in_english(effect.changes),
        summary=drafted.summary,
    )


async def _options(session: AsyncSession, lead_id: int) -> list[Option]:
    return [
        Option(
            flavour=row.flavour,
            total=row.total,
            currency=row.currency,
            reason=row.reason,
            hotel_class=row.request["hotel_class"],
            pace=row.request["pace"],
            itinerary=row.itinerary,
        )
        for row in await offers.options_of(session, lead_id)
    ]
