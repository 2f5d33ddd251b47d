"""What was laid before a lead to choose from, and what a version remembers of the choice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.errors import Missing
from crm.leads.models import Lead
from crm.leads.service import record, touch
from crm.money import Money, written
from crm.trips.effects import OfferedPlan, OfferOptions
from crm.trips.models import TripOption, TripVersion


async def offer_options(session: AsyncSession, lead: Lead, offer: OfferOptions, now: datetime) -> None:
    """Keep an offer in place of the one before. Never commits."""
    await session.execute(delete(TripOption).where(TripOption.lead_id == lead.id))
    told = []
    for plan in offer.plans:
        total, currency = Decimal(plan.snapshot["total"]), str(plan.snapshot["currency"])
        session.add(
            TripOption(
                lead_id=lead.id,
                flavour=plan.flavour,
                request=dict(plan.request),
                itinerary=dict(plan.itinerary),
                snapshot=dict(plan.snapshot),
                reason=plan.reason,
                total=total,
                currency=currency,
                created_by=offer.created_by,
                created_at=now,
            )
        )
        told.append(f"{plan.flavour} {written(Money(total, currency))}")
    await record(session, lead, "options", f"Options offered: {'; '.join(told)}", offer.created_by, now)
    await touch(session, lead, now)


async def options_of(session: AsyncSession, lead_id: int) -> list[TripOption]:
    """Give the newest offer of a lead, the cheapest plan first."""
    rows = select(TripOption).where(TripOption.lead_id == lead_id).order_by(TripOption.id)
    return list(await session.scalars(rows))


async def unpicked_of(session: AsyncSession, lead_id: int) -> list[TripOption]:
    """Give the newest offer of a lead that no version has come after, the cheapest plan first."""
    newest = select(func.max(TripVersion.created_at)).where(TripVersion.lead_id == lead_id)
    last = await session.scalar(newest)
    return [row for row in await options_of(session, lead_id) if last is None or row.created_at >= last]


async def option_of(session: AsyncSession, lead_id: int, option_id: int) -> TripOption:
    """Give one plan of the newest offer. Raises `Missing` for one that another offer replaced."""
    row = await session.get(TripOption, option_id)
    if row is None or row.lead_id != lead_id:
        raise Missing(f"Option {option_id} was replaced by newer ones.")
    return row


def offered(row: TripOption) -> OfferedPlan:
    return OfferedPlan(row.flavour, row.request, row.itinerary, row.snapshot, row.reason)


def chosen_of(flavour: str, plans: Sequence[OfferedPlan]) -> dict[str, Any]:
    """Say which plan of an offer was chosen, and what stood beside it, for paper and page."""
    return {"flavour": flavour, "offered": [_line(plan) for plan in plans]}


def _line(plan: OfferedPlan) -> Mapping[str, Any]:
    days = plan.itinerary["days"]
    return {
        "flavour": plan.flavour,
        "hotel_class": plan.request["hotel_class"],
        "pace": plan.request["pace"],
        "stops": len(plan.itinerary["stops"]),
        "visits": sum(len(day["visits"]) for day in days),
        "total": plan.snapshot["total"],
        "currency": plan.snapshot["currency"],
        "reason": plan.reason,
    }
