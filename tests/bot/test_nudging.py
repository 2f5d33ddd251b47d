"""A customer who falls silent is reminded once, by day, inside the window, and not where things changed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from bot.jobs import JobRunner
from bot.nudging import SLEEPS_AT, WAKES_AT, nudge, waking
from bot.worker import Worker
from crm.conversations.effects import Nudge, OptOut
from crm.conversations.models import Conversation
from crm.conversations.values import Outcome, Say, Scene
from crm.leads.effects import AskHuman, Capture
from crm.leads.models import LeadEvent
from tests.bot.desk import TestDesk

REMINDER = "Shall we go on?"


def asks_and_waits(desk: TestDesk, hours: float = 4) -> JobRunner:
    """Let the mind ask something, and come back to it after some hours of silence."""

    def decide(scene: Scene) -> Outcome:
        at = scene.now + timedelta(hours=hours)
        return Outcome((Say("text", {"text": "When?"}),), (Capture({}), Nudge(at, REMINDER)))

    async def due(payload: Any) -> None:
        await nudge(desk.road, payload)

    desk.mind.decide = decide
    jobs = JobRunner(desk.book, desk.clock, {"nudge": due}, desk.bell)
    desk.worker = Worker(desk.road, desk.bell, jobs)
    return jobs


async def falls_silent(desk: TestDesk, hours: float = 5) -> None:
    await desk.customer_says("Bali")
    await desk.works()
    desk.later(hours=hours)
    await desk.works()


def at(desk: TestDesk, *moment: int) -> None:
    desk.clock.advance(datetime(*moment, tzinfo=UTC) - desk.clock.now())  # type: ignore[misc,arg-type]  # a date's parts


async def test_a_silent_customer_is_reminded_once_and_never_again(desk: TestDesk) -> None:
    at(desk, 2026, 11, 23, 4)
    asks_and_waits(desk)
    await falls_silent(desk, hours=3)
    assert desk.texts() == ["When?"]
    for _ in range(3):
        desk.later(hours=2)
        await desk.works()
    assert desk.texts() == ["When?", REMINDER]
    assert [e.kind for e in await desk.all_of(LeadEvent)].count("nudged") == 1


async def test_a_new_message_cancels_the_reminder_and_begins_another_silence(desk: TestDesk) -> None:
    at(desk, 2026, 11, 23, 4)
    asks_and_waits(desk)
    await falls_silent(desk, hours=3)
    await desk.customer_says("in May")
    await desk.works()
    desk.later(hours=2)
    await desk.works()
    assert desk.texts() == ["When?", "When?"]
    desk.later(hours=3)
    await desk.works()
    assert desk.texts() == ["When?", "When?", REMINDER]


async def test_a_message_that_still_waits_to_be_read_cancels_the_reminder_too(desk: TestDesk) -> None:
    at(desk, 2026, 11, 23, 4)
    jobs = asks_and_waits(desk)
    await falls_silent(desk, hours=3)
    desk.later(hours=2)
    await desk.customer_says("in May")
    for job in await jobs.take(5):
        await jobs.run(job)
    await desk.works()
    assert REMINDER not in desk.texts()


async def opts_out(desk: TestDesk) -> None:
    desk.mind.decide = lambda scene: Outcome((), (OptOut(),))
    await desk.customer_says("stop")
    await desk.works()


async def is_taken(desk: TestDesk) -> None:
    leela = await desk.hires("Leela")
    async with desk.book.transaction() as session:
        await session.execute(update(Conversation).values(held_by=leela))


async def asks_for_a_human(desk: TestDesk) -> None:
    desk.mind.decide = lambda scene: Outcome((), (AskHuman("Asked for a human"),))
    await desk.customer_says("a human please")
    await desk.works()


@pytest.mark.parametrize("happens", [opts_out, is_taken, asks_for_a_human])
async def test_nobody_is_reminded_who(desk: TestDesk, happens: Callable[[TestDesk], Awaitable[None]]) -> None:
    at(desk, 2026, 11, 23, 4)
    asks_and_waits(desk)
    await desk.customer_says("Bali")
    await desk.works()
    await happens(desk)
    for _ in range(4):
        desk.later(hours=4)
        await desk.works()
    assert REMINDER not in desk.texts()


async def test_at_night_the_reminder_waits_for_the_morning(desk: TestDesk) -> None:
    at(desk, 2026, 11, 23, 13)  # 18:30 in Kolkata
    asks_and_waits(desk)
    await falls_silent(desk, hours=5)
    assert desk.texts() == ["When?"]
    at(desk, 2026, 11, 24, 3, 29)
    await desk.works()
    assert desk.texts() == ["When?"]
    at(desk, 2026, 11, 24, 3, 31)  # 09:01
    await desk.works()
    assert desk.texts() == ["When?", REMINDER]


async def test_where_the_window_closes_before_the_morning_nobody_is_reminded(desk: TestDesk) -> None:
    at(desk, 2026, 11, 23, 3)  # 08:30 in Kolkata
    asks_and_waits(desk, hours=13)  # 21:30
    await falls_silent(desk, hours=13.5)
    desk.later(hours=12)
    await desk.works()
    assert desk.texts() == ["When?"]
    assert all(row.status == "sent" for row in await desk.outbox())


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - Hypothesis takes plain bounds
    st.sampled_from(["Asia/Kolkata", "Europe/Berlin", "America/New_York", "Pacific/Apia"]),
)
def test_a_reminder_comes_by_day_and_within_a_day(when: datetime, zone: str) -> None:
    now, place = when.replace(tzinfo=UTC), ZoneInfo(zone)
    moment = waking(now, place)
    assert now <= moment <= now + timedelta(hours=13, minutes=1)
    assert WAKES_AT <= moment.astimezone(place).time() < SLEEPS_AT
