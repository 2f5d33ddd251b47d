"""Services that do not answer: kept in the book, told to managers once, and over when they answer again."""

from datetime import datetime

import pytest
from sqlalchemy import select

from bot.alarms import tell_of_death
from bot.bell import InProcessBell
from bot.channels.port import Inbound, TryLater
from bot.neighbours import Neighbours
from bot.sweep import reconcile
from bot.tools import DeskTools
from crm.clock import MovableClock
from crm.db import Book
from crm.jobs.models import Job
from crm.leads.models import Lead
from crm.neighbours.models import Neighbour
from crm.neighbours.service import in_trouble
from tests.bot.desk import ACCOUNT
from tests.bot.paper.published import publish
from tests.bot.staff.floor import MEERA, RAVI, Floor, only

AWAY = TryLater(2, "network", "Twilio cannot be reached")


@pytest.fixture
async def floor(book: Book, clock: MovableClock) -> Floor:
    made = Floor(book, clock)
    made.road.neighbours = Neighbours(book, clock)
    for name, role, account in (
        ("Meera", "manager", MEERA),
        ("Ravi", "agent", RAVI),
    ):
        await made.hires(name, role, account)
    await made.all_start(MEERA, RAVI)
    lead = await made.enquires("Asha Rao", "+919876500001", owner=RAVI)
    await made.types(RAVI, f"/take {lead}")
    return made


async def _troubled(floor: Floor) -> list[Neighbour]:
    async with floor.book.reading() as session:
        return await in_trouble(session)


async def _fails_for(floor: Floor, minutes: int) -> None:
    """Twilio does not answer for so long, though a colleague's words to a customer wait."""
    floor.whatsapp.will_answer(AWAY)
    await floor.types(RAVI, "On my way")
    for _ in range(minutes):
        floor.whatsapp.will_answer(AWAY)
        floor.later(minutes=1)
        await floor.works()


async def test_a_short_trouble_is_kept_and_nobody_is_called(floor: Floor) -> None:
    await _fails_for(floor, 1)
    [row] = await _troubled(floor)
    assert (row.name, row.error) == ("whatsapp", AWAY.detail)
    assert [m for m in floor.shown_to(MEERA) if "does not answer" in m.text] == []


async def test_a_trouble_that_goes_on_is_told_to_managers_once_and_so_is_its_end(floor: Floor) -> None:
    await _fails_for(floor, 4)
    [told] = [m for m in floor.shown_to(MEERA) if "does not answer" in m.text]
    assert "TWILIO_ACCOUNT_SID" in told.text
    assert [m for m in floor.shown_to(RAVI) if "does not answer" in m.text] == []
    floor.later(minutes=10)
    await floor.works()
    assert floor.texts() == ["On my way"]
    assert await _troubled(floor) == []
    assert len([m for m in floor.shown_to(MEERA) if m.text.startswith("✅ WhatsApp")]) == 1


async def test_another_process_that_is_answered_ends_the_trouble(floor: Floor) -> None:
    await _fails_for(floor, 1)
    other = Neighbours(floor.book, floor.clock)
    await other.well("whatsapp")
    assert len(await _troubled(floor)) == 1, "it has not heard of it"
    await other.look()
    await other.well("whatsapp")
    assert await _troubled(floor) == []


class _Away:
    def ask(self, *_: object, **__: object) -> None:
        raise ConnectionError("no Chroma here")


async def test_a_library_out_of_reach_is_named(floor: Floor) -> None:
    watch = Neighbours(floor.book, floor.clock)
    tools = DeskTools(floor.book, floor.clock, _Away(), "agency", neighbours=watch)  # type: ignore[arg-type] # it only raises
    with pytest.raises(ConnectionError):
        await tools.ask_library("visa?", about=(), language="en")
    [row] = await _troubled(floor)
    assert row.name == "library"
    assert "no Chroma here" in row.error


async def test_a_book_that_cannot_keep_it_breaks_nothing(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OSError("the disk is full")

    watch = Neighbours(floor.book, floor.clock)
    monkeypatch.setattr(floor.book, "transaction", broken)
    await watch.trouble("library", "away")
    await watch.well("library")


async def test_a_job_that_died_is_told_to_managers_with_its_reason(floor: Floor) -> None:
    now = floor.clock.now()
    async with floor.book.transaction() as session:
        job = Job(
            kind="send_report",
            key="report:1",
            payload={},
            status="dead",
            attempts=5,
            error="OSError: no <fonts>",
            run_at=now,
            created_at=now,
            done_at=now,
        )
        session.add(job)
        await session.flush()
        number = job.id
    floor.listens()
    for _ in range(2):
        await tell_of_death(floor.book, floor.clock, number)
    floor.later(seconds=1)
    await floor.works()
    told = only(floor.shown_to(MEERA))
    assert "Sending a report failed 5 times" in told
    assert "no &lt;fonts&gt;" in told
    assert floor.shown_to(RAVI) == []


class _BellWithoutRedis(InProcessBell):
    problem: str | None = "ConnectionError: no Redis here"


async def test_a_bell_that_nobody_hears_is_named_and_so_is_its_return(floor: Floor) -> None:
    bell = _BellWithoutRedis()
    floor.road.bell, floor.road.channels = bell, {}
    await reconcile(floor.road)
    [row] = await _troubled(floor)
    assert (row.name, row.error) == ("redis", "ConnectionError: no Redis here")
    bell.problem = None
    await reconcile(floor.road)
    assert await _troubled(floor) == []


async def test_a_proposal_that_cannot_be_printed_is_told_to_whoever_has_the_lead(floor: Floor) -> None:
    async with floor.book.reading() as session:
        lead = (await session.scalars(select(Lead))).one()
    await publish(floor.book, floor.clock.now(), lead_id=lead.id)
    async with floor.book.transaction() as session:
        job = (await session.scalars(select(Job).where(Job.kind == "render_proposal"))).one()
        job.status, job.attempts, job.error = "dead", 5, "NotPrinted: too long"
        number = job.id
    await tell_of_death(floor.book, floor.clock, number)
    await floor.works()
    assert f"Printing a proposal (version 1) failed 5 times · lead {lead.id}" in floor.shown_to(RAVI)[-1].text


async def test_a_provider_that_can_be_asked_may_still_take_no_messages(floor: Floor) -> None:
    class Listed:
        account = ACCOUNT

        async def missed(self, since: datetime) -> list[Inbound]:
            return []

    await _fails_for(floor, 1)
    floor.road.channels = {"whatsapp": Listed()}  # type: ignore[dict-item] # it is only asked
    await reconcile(floor.road)
    assert [row.name for row in await _troubled(floor)] == ["whatsapp"]
