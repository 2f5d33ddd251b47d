"""A manager gets one report a local day, after the hour they chose, with the page's numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.reports.drawing import picture_of
from bot.reports.schedule import schedule_reports, send_report
from bot.reports.wording import lasting, summary
from crm.clock import MovableClock
from crm.conversations.models import Conversation, Outbound
from crm.db import Book
from crm.jobs.models import Job
from crm.reports.queries import daily_report
from crm.reports.values import Chart
from crm.users.models import User

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 06:30 in Kolkata


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(START)


async def hire(book: Book, **more: Any) -> None:
    defaults = {"id": 1, "name": "Meera", "email": "m@x.example", "role": "manager", "report_hour": 9}
    async with book.transaction() as session:
        session.add(User(**(defaults | {"timezone": "Asia/Kolkata", "created_at": START} | more)))
        await session.flush()
        session.add(
            Conversation(
                kind="staff",
                channel="telegram",
                channel_account="7",
                address="9",
                user_id=1,
                created_at=START,
            )
        )


async def count(book: Book, model: type) -> int:
    async with book.reading() as session:
        return await session.scalar(select(func.count()).select_from(model)) or 0


async def test_a_report_is_queued_once_a_day_after_its_hour(book: Book, clock: MovableClock) -> None:
    await hire(book)
    assert await schedule_reports(book, clock.now()) == 0
    clock.advance(timedelta(hours=4))
    assert await schedule_reports(book, clock.now()) == 1
    assert await schedule_reports(book, clock.now()) == 0
    clock.advance(timedelta(days=1))
    assert await schedule_reports(book, clock.now()) == 1
    assert await count(book, Job) == 2


async def test_agents_and_managers_without_an_hour_get_none(book: Book, clock: MovableClock) -> None:
    await hire(book, role="agent")
    clock.advance(timedelta(hours=6))
    assert await schedule_reports(book, clock.now()) == 0


async def test_the_report_goes_out_as_a_picture_with_the_pages_numbers(
    book: Book, clock: MovableClock
) -> None:
    await hire(book)
    clock.advance(timedelta(hours=4))
    await schedule_reports(book, clock.now())
    async with book.reading() as session:
        payload = await session.scalar(select(Job.payload))
        assert payload == {"user_id": 1, "day": "2026-11-22"}
    await send_report(book, clock, payload)
    async with book.reading() as session:
        photo, waiting = (await session.scalars(select(Outbound).order_by(Outbound.id))).all()
        page = await daily_report(
            session, datetime(2026, 11, 22, tzinfo=UTC).date(), "Asia/Kolkata", clock.now()
        )
    assert photo.body["caption"] == summary(page)
    assert waiting.body["text"].startswith("Nobody is waiting")
    assert Chart.of_body(photo.body["chart"]) == page.chart
    assert (await picture_of(photo.body["chart"])).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("seconds", "told"), [(45, "45 s"), (725, "12 min"), (11_100, "3 h 05 min"), (187_200, "2 d 4 h")]
)
def test_durations_read_shortly(seconds: int, told: str) -> None:
    assert lasting(seconds) == told
