"""Prices of a lead's trip: the whole quote, what other terms would make of it, and managers' decisions."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request

from api import acts, pricing
from api.access.guards import Agent, GuardedRoute, refusals
from api.doors import doors
from api.rest.price_shapes import (
    Expected,
    Made,
    MarginDecision,
    Outlook,
    Preview,
    PriceOf,
    PriceWanted,
    TermsWanted,
    preview_of,
    price_of,
)
from api.rest.shapes import Id
from api.writing import writing
from crm.errors import Clash
from crm.leads.queries import lead_line
from crm.quotes.forecast.series import NotEnoughHistory

router = APIRouter(prefix="/leads", route_class=GuardedRoute, tags=["prices"])


@router.get("/{lead_id}/price", responses=refusals(401, 404))
async def get_price(
    request: Request,
    me: Agent,
    lead_id: Id,
    version: Annotated[int | None, Query(ge=1, le=100_000, description="Left out: the newest.")] = None,
) -> PriceOf:
    """Give the whole price of one version: lines, taxes, shares, instalments, margin."""
    async with doors(request).desk.book.reading() as session:
        await lead_line(session, me, lead_id)
        line = await pricing.read_version(session, lead_id, version)
    return price_of(line, me.timezone)


@router.post("/{lead_id}/price/preview", responses=refusals(401, 404, 409, 422))
async def preview_price(request: Request, me: Agent, lead_id: Id, wanted: TermsWanted) -> Preview:
    """Say what a discount, another markup or free heads would make of the price. Writes nothing."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        await lead_line(session, me, lead_id)
        today = await pricing.today_of(session, at.now)
        version, made = await pricing.preview(session, lead_id, wanted.change, today)
    return preview_of(version.version, made)


@router.post("/{lead_id}/price", status_code=201, responses=refusals(401, 404, 409, 422))
async def change_price(request: Request, me: Agent, lead_id: Id, wanted: PriceWanted) -> Made:
    """Make the next version under other terms, unsent. Below the least margin it waits for a manager."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        await lead_line(session, me, lead_id)
        today = await pricing.today_of(session, at.now)
        version, made = await pricing.preview(session, lead_id, wanted.change, today)
    if version.version != wanted.version:
        raise Clash(f"Version {version.version} is newer than the one that you looked at.")
    if wanted.total is not None and wanted.total != made.after.total.amount:
        raise Clash(f"Prices moved: it comes to {made.after.total.amount} now. Preview it again.")
    async with writing(request, me) as pen:
        lead = await acts.open_lead(pen, me, lead_id)
        published = await pricing.make_version(pen, me, lead, version, made)
    at.desk.bell.work()
    return Made(version=published.version, waits_for_manager=published.is_waiting)


@router.post("/{lead_id}/margin", responses=refusals(401, 403, 404, 409, 422))
async def decide_margin(request: Request, me: Agent, lead_id: Id, decision: MarginDecision) -> PriceOf:
    """Approve or refuse a version whose margin is below the least. Managers only."""
    async with writing(request, me) as pen:
        lead = await acts.open_lead(pen, me, lead_id)
        await pricing.decide_margin(pen, me, lead, decision.version, decision.approve, decision.note)
    doors(request).desk.bell.work()
    async with doors(request).desk.book.reading() as session:
        line = await pricing.read_version(session, lead_id, decision.version)
    return price_of(line, me.timezone)


@router.get("/{lead_id}/forecast", responses=refusals(401, 404, 409, 422))
async def get_forecast(
    request: Request,
    me: Agent,
    lead_id: Id,
    start: Annotated[
        date | None, Query(description="First day of the trip; left out: the plan's own.")
    ] = None,
) -> Outlook:
    """Forecast what the newest plan costs on dates whose rates are not known, or say what is missing."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        await lead_line(session, me, lead_id)
        today = await pricing.today_of(session, at.now)
        outlook, made = await pricing.foretell(session, lead_id, start, today)
    plain = Outlook(
        starts_on=outlook.starts_on,
        currency=outlook.quoted_cost.currency,
        quoted_cost=outlook.quoted_cost.amount,
        expected=None,
        not_enough_history=None,
    )
    if isinstance(made, NotEnoughHistory):
        return plain.model_copy(update={"not_enough_history": made.message})
    expected = Expected(
        mean=made.mean.amount,
        lo80=made.lo80.amount,
        hi80=made.hi80.amount,
        lo95=made.lo95.amount,
        hi95=made.hi95.amount,
        prices=made.points,
        months=made.months,
        published=made.published.amount,
    )
    return plain.model_copy(update={"expected": expected})
