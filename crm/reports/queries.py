"""Reads the numbers of a report. Days are cut at local midnight, so DST days are 23 or 25 hours long."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from crm.leads.models import Lead
from crm.leads.queries import awaits_answer
from crm.leads.rules import OPEN_STATUSES
from crm.reports.values import LATE_AFTER, DayCount, LateOwner, Report, TeamLine, Waiting
from crm.users.models import User

WINDOW_DAYS = 30
MOST_DAYS = 366  # of one window
_SHOWN_WAITING = 20


class _Counted(NamedTuple):
    """What a report needs to know of one lead."""

    status: str
    owner_id: int | None
    value: Decimal | None
    currency: str | None
    created_at: datetime
    closed_at: datetime | None
    first_inbound_at: datetime | None
    first_response_at: datetime | None


def midnight(day: date, timezone: str) -> datetime:
    """Give the moment at which a local day begins."""
    return datetime.combine(day, time(), ZoneInfo(timezone))


async def daily_report(
    session: AsyncSession,
    day: date,
    timezone: str,
    now: datetime,
    *,
    owner_id: int | None = None,
    days: int = WINDOW_DAYS,
) -> Report:
    """Read the report of one local day and the window of `days` that ends with it.

    `owner_id` narrows the figures to one agent's leads; who waits tells of these and of the unclaimed.
    """
    first_day = day - timedelta(days=days - 1)
    start, today, end = (midnight(d, timezone) for d in (first_day, day, day + timedelta(days=1)))
    rows = await _touched(session, start, end, owner_id)
    opened = [row for row in rows if start <= row.created_at < end]
    won, lost = (
        [row for row in rows if row.status == status and row.closed_at and start <= row.closed_at < end]
        for status in ("won", "lost")
    )
    won_today = [row for row in won if row.closed_at and row.closed_at >= today]
    return Report(
        day=day,
        timezone=timezone,
        made_at=now,
        window_days=days,
        new_today=sum(row.created_at >= today for row in opened),
        won_today=len(won_today),
        lost_today=sum(row.closed_at >= today for row in lost if row.closed_at),
        revenue_today=_revenue(won_today),
        new_window=len(opened),
        won_window=len(won),
        lost_window=len(lost),
        won_of_new=sum(row.status == "won" for row in opened),
        revenue_window=_revenue(won),
        response_seconds=_response(opened),
        open_by_status=await _open_by_status(session, owner_id),
        waiting=await _waiting(session, owner_id),
        series=_series(opened, won, first_day, days, timezone),
        team=await _team(session, opened, won),
        waiting_total=await session.scalar(select(func.count(Lead.id)).where(*_is_waiting(owner_id))) or 0,
        late=await _late(session, owner_id, now),
    )


async def _touched(
    session: AsyncSession, start: datetime, end: datetime, owner_id: int | None
) -> list[_Counted]:
    """Read the leads that were opened or closed between two moments."""
    query = select(*(getattr(Lead, name) for name in _Counted._fields)).where(
        or_(
            (Lead.created_at >= start) & (Lead.created_at < end),
            (Lead.closed_at >= start) & (Lead.closed_at < end),
        )
    )
    if owner_id is not None:
        query = query.where(Lead.owner_id == owner_id)
    return [_Counted(*row) for row in await session.execute(query)]


def _revenue(won: Iterable[_Counted]) -> dict[str, Decimal]:
    earned: dict[str, Decimal] = defaultdict(Decimal)
    for row in won:
        if row.value is not None and row.currency:
            earned[row.currency] += row.value
    return dict(sorted(earned.items()))


def _response(opened: Iterable[_Counted]) -> float | None:
    times = [
        (row.first_response_at - row.first_inbound_at).total_seconds()
        for row in opened
        if row.first_response_at and row.first_inbound_at
    ]
    return median(times) if times else None


def _series(
    opened: Iterable[_Counted],
    won: Iterable[_Counted],
    first: date,
    length: int,
    timezone: str,
) -> tuple[DayCount, ...]:
    zone = ZoneInfo(timezone)
    new_on = Counter(row.created_at.astimezone(zone).date() for row in opened)
    won_on = Counter(row.closed_at.astimezone(zone).date() for row in won if row.closed_at)
    days = (first + timedelta(days=n) for n in range(length))
    return tuple(DayCount(day, new_on[day], won_on[day]) for day in days)


async def _open_by_status(session: AsyncSession, owner_id: int | None) -> dict[str, int]:
    query = select(Lead.status).where(Lead.status.in_(OPEN_STATUSES))
    if owner_id is not None:
        query = query.where(Lead.owner_id == owner_id)
    counted = Counter(await session.scalars(query))
    return {status: counted[status] for status in OPEN_STATUSES}


async def _waiting(session: AsyncSession, owner_id: int | None) -> tuple[Waiting, ...]:
    query = (
        select(Lead.id, Lead.title, User.name, Lead.waiting_since, Lead.needs_human)
        .outerjoin(User, User.id == Lead.owner_id)
        .where(*_is_waiting(owner_id))
        .order_by(Lead.waiting_since.is_(None), Lead.waiting_since, Lead.id)
        .limit(_SHOWN_WAITING)
    )
    return tuple(Waiting(*row) for row in await session.execute(query))


def _is_waiting(owner_id: int | None) -> list[ColumnElement[bool]]:
    waits = [
        Lead.status.in_(OPEN_STATUSES),
        or_(awaits_answer(), Lead.needs_human.is_not(None)),
    ]
    if owner_id is None:
        return waits
    # Nobody's leads are everybody's to take: left out, they would wait without anyone being told.
    return [*waits, or_(Lead.owner_id == owner_id, Lead.owner_id.is_(None))]


async def _late(session: AsyncSession, owner_id: int | None, now: datetime) -> tuple[LateOwner, ...]:
    """Count by owner whose customers have waited too long, the one with most of them first."""
    oldest, until = func.min(Lead.waiting_since), now - timedelta(seconds=LATE_AFTER)
    query = (
        select(User.name, func.count(Lead.id), oldest)
        .select_from(Lead)
        .outerjoin(User, User.id == Lead.owner_id)
        .where(*_is_waiting(owner_id), awaits_answer(), Lead.waiting_since <= until)
        .group_by(User.id, User.name)
        .order_by(func.count(Lead.id).desc(), oldest)
    )
    return tuple(
        LateOwner(row[0] or "unclaimed", row[1], (now - (row[2] or now)).total_seconds())
        for row in await session.execute(query)
    )


async def _team(
    session: AsyncSession, opened: Iterable[_Counted], won: Iterable[_Counted]
) -> tuple[TeamLine, ...]:
    won, opened = list(won), list(opened)
    owners = {row.owner_id for row in (*won, *opened) if row.owner_id is not None}
    found = await session.execute(select(User.id, User.name).where(User.id.in_(owners)))
    lines = [
        TeamLine(
            name,
            sum(row.owner_id == user_id for row in opened),
            sum(row.owner_id == user_id for row in won),
            _revenue(row for row in won if row.owner_id == user_id),
        )
        for user_id, name in found
    ]
    return tuple(sorted(lines, key=lambda line: (-line.won, -line.leads, line.name)))
