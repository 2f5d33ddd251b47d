"""Services that do not answer: kept in the book, told to managers once, and over when they answer again."""

from datetime import datetime

import pytest
from redis import Redis as Client
from sqlalchemy import select

from bot.alarms import tell_of_death
from bot.bell import InProcessBell
from bot.celery_app import CeleryBell
from bot.channels.email.troubles import refusal as of_mail
from bot.channels.port import Inbound, SendResult, TryLater, Unknown
from bot.channels.whatsapp.troubles import refusal as of_twilio
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
from tests.servers import Redis

AWAY = TryLater(2, "network", "Twilio cannot be reached", is_away=True)


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


PUT_OFF = (
    *(of_twilio(code, "come again") for code in ("20429", "14107", "30001", "63012", "63018")),
    of_mail(450, "4.2.1 mailbox busy"),
    of_mail(451, "4.7.1 greylisted"),
    of_mail(452, "4.2.2 mailbox full"),
    TryLater(2, "429", "Telegram asks to slow down"),
)


@pytest.mark.parametrize("answer", PUT_OFF, ids=lambda answer: str(answer.code))
async def test_a_provider_that_puts_one_message_off_is_not_called_away(
    floor: Floor, answer: SendResult
) -> None:
    floor.whatsapp.will_answer(answer)
    await floor.types(RAVI, "On my way")
    for _ in range(5):
        floor.whatsapp.will_answer(answer)
        floor.later(minutes=1)
        await floor.works()
    assert await _troubled(floor) == []
    assert [m for m in floor.shown_to(MEERA) if "does not answer" in m.text] == []


async def test_a_provider_that_breaks_while_it_answers_is_called_away(floor: Floor) -> None:
    floor.whatsapp.will_answer(Unknown("Twilio answered 503."))
    await floor.types(RAVI, "On my way")
    assert [row.name for row in await _troubled(floor)] == ["whatsapp"]


async def test_two_short_troubles_hours_apart_are_not_one_long_one(floor: Floor) -> None:
    watch = Neighbours(floor.book, floor.clock)
    for _ in range(2):
        await watch.trouble("library", "away")
        floor.later(minutes=180)
    await watch.trouble("library", "away")
    await floor.works()
    assert [m for m in floor.shown_to(MEERA) if "does not answer" in m.text] == []
    floor.later(minutes=3)
    await watch.trouble("library", "away")
    await floor.works()
    assert len([m for m in floor.shown_to(MEERA) if "does not answer" in m.text]) == 1


async def test_a_trouble_of_which_managers_know_goes_on_however_seldom_it_is_met(floor: Floor) -> None:
    watch = Neighbours(floor.book, floor.clock)
    for minutes in (3, 180, 3, 3):
        await watch.trouble("library", "away")
        floor.later(minutes=minutes)
    await watch.trouble("library", "away")
    await watch.well("library")
    await floor.works()
    assert len([m for m in floor.shown_to(MEERA) if "does not answer" in m.text]) == 1
    assert len([m for m in floor.shown_to(MEERA) if "answers again" in m.text]) == 1


async def test_a_trouble_of_what_nothing_needs_any_more_is_let_go_and_managers_hear_it(floor: Floor) -> None:
    watch = Neighbours(floor.book, floor.clock)
    for name in ("library", "roads"):
        await watch.trouble(name, "away")
        floor.later(minutes=1)
    floor.later(minutes=2)
    await watch.trouble("library", "away")
    floor.later(hours=23, minutes=58)
    await watch.look()
    assert [row.name for row in await _troubled(floor)] == ["library"], "nobody was told of the roads"
    floor.later(minutes=3)
    await watch.look()
    await watch.well("library")
    await floor.works()
    assert await _troubled(floor) == []
    assert len([m for m in floor.shown_to(MEERA) if "for a day since it did not answer" in m.text]) == 1
    assert [m for m in floor.shown_to(MEERA) if "answers again" in m.text] == []


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

    async def ask(self) -> str | None:
        return self.problem


async def test_a_bell_that_nobody_hears_is_named_and_so_is_its_return(floor: Floor) -> None:
    bell = _BellWithoutRedis()
    floor.road.bell, floor.road.channels = bell, {}
    await reconcile(floor.road)
    [row] = await _troubled(floor)
    assert (row.name, row.error) == ("redis", "ConnectionError: no Redis here")
    bell.problem = None
    await reconcile(floor.road)
    assert await _troubled(floor) == []


@pytest.mark.redis
async def test_a_quiet_worker_tells_of_redis_as_it_is_now(floor: Floor, frail_redis: Redis) -> None:
    gone = CeleryBell("redis://127.0.0.1:9/0")
    floor.road.bell, floor.road.channels = gone, {}
    await reconcile(floor.road)
    [row] = await _troubled(floor)
    assert row.name == "redis"
    floor.road.bell = CeleryBell(frail_redis.url)
    await reconcile(floor.road)
    assert await _troubled(floor) == []
    with Client.from_url(frail_redis.url) as client:
        client.config_set("min-replicas-to-write", 1)  # it answers, and takes nothing
    await reconcile(floor.road)
    assert [row.name for row in await _troubled(floor)] == ["redis"]


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
