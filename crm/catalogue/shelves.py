"""Reads of the catalogue for people: what there is, in pages, with counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.catalogue.models import CatalogueItem, DestinationRow, Rate
from crm.errors import Missing


@dataclass(frozen=True)
class DestinationLine:
    """A destination with how much there is of it that can be planned with now."""

    id: str
    name: str
    country: str
    currency: str
    timezone: str
    is_sample: bool
    blurb: str
    areas: int
    places: int
    stays: int
    transfers: int
    rates: int


async def destination_lines(session: AsyncSession) -> list[DestinationLine]:
    """List the destinations by name."""
    rows = (await session.scalars(select(DestinationRow).order_by(DestinationRow.name))).all()
    counted = await session.execute(
        select(CatalogueItem.destination_id, CatalogueItem.kind, func.count())
        .where(CatalogueItem.is_active)
        .group_by(CatalogueItem.destination_id, CatalogueItem.kind)
    )
    items = {(row[0], row[1]): row[2] for row in counted}
    priced = await session.execute(
        select(Rate.destination_id, func.count())
        .where(Rate.superseded_at.is_(None))
        .group_by(Rate.destination_id)
    )
    rates_of = {row[0]: row[1] for row in priced}
    return [
        DestinationLine(
            row.id,
            row.name,
            row.country,
            row.currency,
            row.timezone,
            row.is_sample,
            row.blurb,
            areas=items.get((row.id, "area"), 0),
            places=items.get((row.id, "place"), 0),
            stays=items.get((row.id, "stay"), 0),
            transfers=items.get((row.id, "transfer"), 0),
            rates=rates_of.get(row.id, 0),
        )
        for row in rows
    ]


async def destination(session: AsyncSession, destination_id: str) -> DestinationRow:
    """Give one destination. Raises `Missing`."""
    row = await session.get(DestinationRow, destination_id)
    if row is None:
        raise Missing("The agency does not sell this destination.")
    return row


async def items(
    session: AsyncSession, destination_id: str, *, kind: str = "", limit: int = 100, offset: int = 0
) -> tuple[Sequence[CatalogueItem], int]:
    """Give one page of a destination's items by kind and name, and how many there are."""
    query = select(CatalogueItem).where(CatalogueItem.destination_id == destination_id)
    if kind:
        query = query.where(CatalogueItem.kind == kind)
    total = await session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.order_by(CatalogueItem.kind, CatalogueItem.name, CatalogueItem.id)
    return (await session.scalars(page.limit(limit).offset(offset))).all(), total


async def rates(
    session: AsyncSession,
    destination_id: str,
    *,
    item_id: str = "",
    with_superseded: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> tuple[Sequence[Rate], int]:
    """Give one page of a destination's rates by item and date, and how many there are."""
    query = select(Rate).where(Rate.destination_id == destination_id)
    if item_id:
        query = query.where(Rate.item_id == item_id)
    if not with_superseded:
        query = query.where(Rate.superseded_at.is_(None))
    total = await session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = query.order_by(Rate.item_kind, Rate.item_id, Rate.from_date, Rate.id)
    return (await session.scalars(page.limit(limit).offset(offset))).all(), total


async def rates_by_id(session: AsyncSession, ids: Sequence[str]) -> Sequence[Rate]:
    """Give some rates by date."""
    return (
        await session.scalars(select(Rate).where(Rate.id.in_(ids)).order_by(Rate.from_date, Rate.id))
    ).all()


async def item_names(session: AsyncSession, destination_id: str) -> dict[str, str]:
    """Give the name of every item of a destination by its code."""
    query = select(CatalogueItem.id, CatalogueItem.name).where(CatalogueItem.destination_id == destination_id)
    return {row.id: row.name for row in await session.execute(query)}
