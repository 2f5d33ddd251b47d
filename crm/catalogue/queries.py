"""Reads of the catalogue, as the values that planner and pricing take."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.catalogue.models import CatalogueItem, DestinationRow, ExchangeRateRow, Rate
from crm.quotes.values import ExchangeRate, RateRow
from crm.trips.store import decode
from crm.trips.values import Area, Catalogue, Destination, Place, Stay, Transfer


class NoDestination(LookupError):
    """The agency does not sell this destination."""


async def destinations(session: AsyncSession) -> tuple[Destination, ...]:
    rows = await session.scalars(select(DestinationRow).order_by(DestinationRow.name))
    return tuple(_destination(row) for row in rows)


async def areas(session: AsyncSession) -> tuple[Area, ...]:
    """Give the areas of every destination."""
    query = select(CatalogueItem.detail).where(CatalogueItem.kind == "area", CatalogueItem.is_active)
    return tuple(decode(Area, detail) for detail in await session.scalars(query.order_by(CatalogueItem.id)))


async def catalogue(session: AsyncSession, destination_id: str, *, with_retired: bool = False) -> Catalogue:
    """Give everything that can be planned with in one destination. Raises `NoDestination`.

    `with_retired` adds what is no longer sold, for reading trips of the past.
    """
    row = await session.get(DestinationRow, destination_id)
    if row is None:
        raise NoDestination(f"There is no destination {destination_id!r} in the catalogue.")
    query = select(CatalogueItem.kind, CatalogueItem.detail).where(
        CatalogueItem.destination_id == destination_id
    )
    if not with_retired:
        query = query.where(CatalogueItem.is_active)
    items = [(kind, detail) for kind, detail in await session.execute(query.order_by(CatalogueItem.id))]
    return Catalogue(
        destination=_destination(row),
        areas=tuple(decode(Area, detail) for kind, detail in items if kind == "area"),
        places=tuple(decode(Place, detail) for kind, detail in items if kind == "place"),
        stays=tuple(decode(Stay, detail) for kind, detail in items if kind == "stay"),
        transfers=tuple(decode(Transfer, detail) for kind, detail in items if kind == "transfer"),
    )


async def rates(session: AsyncSession, destination_id: str) -> tuple[RateRow, ...]:
    """Give the living rates of one destination: those that no newer row supersedes."""
    query = select(Rate.detail).where(Rate.destination_id == destination_id, Rate.superseded_at.is_(None))
    return tuple(decode(RateRow, detail) for detail in await session.scalars(query.order_by(Rate.id)))


async def exchange_rates(session: AsyncSession) -> tuple[ExchangeRate, ...]:
    rows = await session.scalars(select(ExchangeRateRow).order_by(ExchangeRateRow.day, ExchangeRateRow.id))
    return tuple(ExchangeRate(row.id, row.base, row.quote, row.rate, row.day) for row in rows)


def _destination(row: DestinationRow) -> Destination:
    return Destination(row.id, row.name, row.country, row.currency, row.timezone, row.is_sample, row.blurb)
