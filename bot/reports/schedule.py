"""When a manager's report is due, and how it goes out: once a local day, after the hour they chose."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.reports.wording import picture_body, waiting_list
from crm.clock import Clock
from crm.conversations.models import Conversation, Outbound
from crm.db import Book
from crm.jobs.models import Job
from crm.reports.models import ReportSent
from crm.reports.queries import WINDOW_DAYS, daily_report
from crm.reports.values import Report
from crm.users.models import User

_NOON = 12


def day_told(now_local: datetime, hour: int) -> date:
    """Say which day a report of this hour tells of: mornings tell of yesterday, afternoons of today."""
    return now_local.date() - timedelta(days=1) if hour < _NOON else now_local.date()


async def schedule_reports(book: Book, now: datetime) -> int:
    """Queue every report that is due and was not queued before; give their number.

    A desk that was down at the hour sends the report later the same local day, and never twice.
    """
    async with book.reading() as session:
        due = [found for found in await _reporters(session) if _is_due(found[0], now)]
    queued = 0
    for user, _chat in due:
        today = now.astimezone(ZoneInfo(user.timezone)).date()
        async with book.transaction() as session:
            sent = select(ReportSent.id).where(ReportSent.user_id == user.id, ReportSent.local_date == today)
            if (await session.scalars(sent)).first() is not None:
                continue
            # The unique row is written with the job: a second scheduler fails here and queues nothing.
            session.add(ReportSent(user_id=user.id, local_date=today, at=now))
            payload = {
                "user_id": user.id,
                "day": day_told(now.astimezone(ZoneInfo(user.timezone)), user.report_hour or 0).isoformat(),
            }
            key = f"report:{user.id}:{today.isoformat()}"
            session.add(Job(kind="send_report", key=key, payload=payload, run_at=now, created_at=now))
        queued += 1
    return queued


def _is_due(user: User, now: datetime) -> bool:
    return user.report_hour is not None and now.astimezone(ZoneInfo(user.timezone)).hour >= user.report_hour


async def _reporters(session: AsyncSession) -> list[tuple[User, int]]:
    query = (
        select(User, Conversation.id)
        .join(Conversation, Conversation.user_id == User.id)
        .where(User.is_active, User.report_hour.is_not(None), User.role.in_(("manager", "admin")))
        .where(Conversation.kind == "staff")
    )
    return [(row[0], row[1]) for row in await session.execute(query)]


async def read_report(book: Book, user: User, day: date, now: datetime, days: int = WINDOW_DAYS) -> Report:
    """Read the report of a day and the `days` that end with it, as this user may see it.

    An agent sees only their own leads.
    """
    owner = user.id if user.role == "agent" else None
    async with book.reading() as session:
        return await daily_report(session, day, user.timezone, now, owner_id=owner, days=days)


async def send_report(book: Book, clock: Clock, payload: Mapping[str, Any]) -> None:
    """Do one `send_report` job: read the numbers and queue them with their chart for Telegram."""
    user_id, day = int(payload["user_id"]), date.fromisoformat(str(payload["day"]))
    now = clock.now()
    async with book.reading() as session:
        user = await session.get(User, user_id)
        chat = await session.scalar(
            select(Conversation.id).where(Conversation.user_id == user_id, Conversation.kind == "staff")
        )
    if user is None or chat is None or not user.is_active:
        return
    report = await read_report(book, user, day, now)
    async with book.transaction() as session:
        for number, (kind, body) in enumerate(
            (
                ("photo", picture_body(report, is_own=user.role == "agent")),
                ("text", {"text": waiting_list(report), "format": "html"}),
            )
        ):
            session.add(
                Outbound(
                    key=f"report:{user_id}:{day.isoformat()}:{number}",
                    conversation_id=chat,
                    kind=kind,
                    body=body,
                    sender="system",
                    run_at=now,
                    created_at=now,
                )
            )
