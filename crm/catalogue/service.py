"""Writes of the catalogue: what was read from CSV, kept whole or not at all. Nothing here commits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.catalogue.importing import BrokenCatalogue, Loaded
from crm.catalogue.models import CatalogueItem, DestinationRow, ExchangeRateRow, Rate
from crm.catalogue.reading import Problem
from crm.quotes.sound_rates import overlapping
from crm.quotes.values import ExchangeRate, RateRow
from crm.trips.store import decode, encode
from crm.trips.values import Catalogue

_BATCH = 500
_CUT_TO = Decimal("0.000001")
_HOW_TO_CHANGE = "give the new price a new id and name this one in `supersedes`"


@dataclass(frozen=True)
class Kept:
    """What an import changed."""

    destinations: int
    items: int
    rates: int
    exchange_rates: int


async def keep_catalogue(session: AsyncSession, loaded: Loaded, now: datetime) -> Kept:
    """Keep a catalogue that was read. Items are replaced by id; rates are only added or superseded.

    Raises `BrokenCatalogue` where the folder had problems, or where a rate that is already kept
    comes with other contents: a rate is never edited, a newer row supersedes it.
    """
    if loaded.problems:
        raise BrokenCatalogue(loaded.problems)
    fresh = await _new_rates(session, loaded.rates)
    items = 0
    owners: dict[str, str] = {}
    for catalogue in loaded.catalogues:
        items += await _keep_items(session, catalogue)
        sold = loaded.rates_of(catalogue.destination.id)
        owners |= {rate.item_id: catalogue.destination.id for rate in sold}
    await add_rates(session, fresh, owners, now)
    exchange = await _add_exchange_rates(session, loaded.exchange_rates, now)
    return Kept(len(loaded.catalogues), items, len(fresh), exchange)


async def _keep_items(session: AsyncSession, catalogue: Catalogue) -> int:
    destination = catalogue.destination
    await session.merge(DestinationRow(**encode(destination)))
    await session.flush()
    rows = {item.id: _row(item, kind, destination.id) for kind, items in _kinds(catalogue) for item in items}
    found = select(CatalogueItem).where(CatalogueItem.id.in_(set(rows)))
    known = {item.id: item for item in await session.scalars(found)}
    for id_, row in rows.items():
        if (kept := known.get(id_)) is not None:
            for name, value in row.items():
                setattr(kept, name, value)
    await session.flush()
    if fresh := [row for id_, row in rows.items() if id_ not in known]:
        await session.execute(insert(CatalogueItem), fresh)
    await _retire_missing(session, destination.id, set(rows))
    return len(rows)


def _kinds(catalogue: Catalogue) -> Iterator[tuple[str, Sequence[Any]]]:
    yield "area", catalogue.areas
    yield "place", catalogue.places
    yield "stay", catalogue.stays
    yield "transfer", catalogue.transfers


def _row(item: Any, kind: str, destination_id: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": kind,
        "destination_id": destination_id,
        "name": getattr(item, "name", item.id),
        "latitude": getattr(item, "latitude", None),
        "longitude": getattr(item, "longitude", None),
        "detail": encode(item),
        "is_active": True,
    }


async def _retire_missing(session: AsyncSession, destination_id: str, present: set[str]) -> None:
    """Items that a newer import no longer has are kept for old quotes, but planned with no more."""
    known = select(CatalogueItem.id).where(CatalogueItem.destination_id == destination_id)
    gone = set(await session.scalars(known)) - present
    if gone:
        await session.execute(update(CatalogueItem).where(CatalogueItem.id.in_(gone)).values(is_active=False))


async def _new_rates(session: AsyncSession, rates: Sequence[RateRow]) -> list[RateRow]:
    """Give the rates that are not kept yet; raise for one that came back with other contents, and for one
    that would serve beside a kept one."""
    rows = (await session.scalars(select(Rate))).all()
    known = {row.id: row.detail for row in rows}
    gone = {row.id for row in rows if row.superseded_at is not None}
    fresh = [rate for rate in rates if rate.id not in known]
    message = "{} supersedes {}, whose place another price has taken: name that one in `supersedes`"
    _refuse("supersedes", [message.format(r.id, r.supersedes) for r in fresh if r.supersedes in gone])
    edited = [rate.id for rate in rates if rate.id in known and known[rate.id] != encode(rate)]
    _refuse("id", [f"{id_} is kept already with other contents; {_HOW_TO_CHANGE}" for id_ in edited])
    priced = {rate.item_id for rate in fresh}
    kept = [
        decode(RateRow, row.detail) for row in rows if row.superseded_at is None and row.item_id in priced
    ]
    both = [*kept, *fresh]
    twice = [(both[one], both[other]) for one, other in overlapping(both) if one < len(kept) <= other]
    message = "{1} would serve beside {0}, which is kept already: name that one in `supersedes`"
    _refuse("from_date", [message.format(one.id, other.id) for one, other in twice])
    return fresh


def _refuse(field: str, problems: Sequence[str], file: str = "rates.csv") -> None:
    if problems:
        raise BrokenCatalogue(tuple(Problem(file, 0, field, problem) for problem in problems))


async def add_rates(
    session: AsyncSession, rates: Sequence[RateRow], owners: Mapping[str, str], now: datetime
) -> None:
    """Keep rates as new rows, and mark those that they supersede. `owners` gives each item's destination."""
    rows = [
        {
            "id": rate.id,
            "destination_id": owners[rate.item_id],
            "item_kind": rate.item_kind,
            "item_id": rate.item_id,
            "amount": rate.amount,
            "currency": rate.currency,
            "from_date": rate.from_date,
            "to_date": rate.to_date,
            "detail": encode(rate),
            "supersedes": rate.supersedes,
            "created_at": now,
        }
        for rate in rates
    ]
    for start in range(0, len(rows), _BATCH):
        await session.execute(insert(Rate), rows[start : start + _BATCH])
    replaced = [rate.supersedes for rate in rates if rate.supersedes]
    if replaced:
        await session.execute(update(Rate).where(Rate.id.in_(replaced)).values(superseded_at=now))


async def _add_exchange_rates(session: AsyncSession, rates: Sequence[ExchangeRate], now: datetime) -> int:
    """Keep what is new, and the whole of what was cut; give how many those are.

    A quote pins the rates that it was made with, so it stays what it was.
    """
    known = {row.id: row for row in await session.scalars(select(ExchangeRateRow))}
    cut = {rate.id: rate.rate for rate in rates if rate.id in known and _is_cut(known[rate.id], rate)}
    edited = [
        f"{rate.id} is kept already with another rate; give the new one an id and a day of its own"
        for rate in rates
        if rate.id in known and rate.id not in cut and _told(known[rate.id]) != _told(rate)
    ]
    _refuse("id", edited, "exchange_rates.csv")
    for id_, whole in cut.items():
        known[id_].rate = whole
    await session.flush()
    fresh = [rate for rate in rates if rate.id not in known]
    if fresh:
        rows = [
            {"id": r.id, "base": r.base, "quote": r.quote, "rate": r.rate, "day": r.day, "created_at": now}
            for r in fresh
        ]
        await session.execute(insert(ExchangeRateRow), rows)
    return len(fresh) + len(cut)


def _told(rate: ExchangeRateRow | ExchangeRate) -> tuple[str, str, Decimal, date]:
    return rate.base, rate.quote, rate.rate, rate.day


def _is_cut(kept: ExchangeRateRow, rate: ExchangeRate) -> bool:
    """See a rate of which PostgreSQL kept six decimals, rounded as it rounds, before migration 0014."""
    rounded = rate.rate.quantize(_CUT_TO, ROUND_HALF_UP)
    return rounded != rate.rate and _told(kept) == (rate.base, rate.quote, rounded, rate.day)
