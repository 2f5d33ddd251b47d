"""The one composition root: settings in, a working desk out. Nothing else puts rooms together."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from typing import Any
from urllib.parse import quote

import structlog

from agents.model.breaker import Breaker
from agents.staff.drafting import Drafter
from agents.staff.summing import Summarist
from agents.turn.listening import Listener
from agents.understanding.gazetteer import Gazetteer
from bot.alarms import tell_of_death
from bot.bell import Bell, InProcessBell, SilentBell
from bot.channels.port import Channel, Inbound, Status, prepare
from bot.channels.telegram.channel import TelegramChannel
from bot.fittings import (
    mail_account,
    make_channels,
    make_listener,
    make_model,
    make_scope,
    make_transcriber,
)
from bot.guidance import Guide
from bot.hearing import Ear
from bot.jobs import Handler, JobRunner
from bot.loops import keep_what_is_loaded
from bot.minding import Minding
from bot.neighbours import Neighbours
from bot.nudging import nudge
from bot.paper.press import Press
from bot.paper.rendering import Binding, give_up_proposal, render_proposal
from bot.purse import BookPurse
from bot.receive import Receipt, receive
from bot.reports.schedule import schedule_reports, send_report
from bot.road import DrawCard, Drawn, Road, Terms, Thinker
from bot.roads import Roads
from bot.roads_kept import KeptRoads
from bot.sending import Courier, send_trip
from bot.settings import Settings
from bot.staff.carding import card_in_chat
from bot.staff.desk import StaffDesk
from bot.staff.thinking import StaffThinker
from bot.summing import Summing
from bot.sweep import reconcile
from bot.tools import DeskTools
from bot.worker import Worker
from crm.agency.service import load as load_agency
from crm.clock import Clock
from crm.conversations.inbox import Pace
from crm.db import Book
from crm.documents.links import signed_query
from crm.jobs.service import TakenJob
from crm.leads.summaries import JOB
from crm.trips.links import token_of
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue
from knowledge.library import Library, open_library

log = structlog.get_logger(__name__)

COLLECTION = "agency"  # the body of knowledge from which customers are answered


@dataclass
class ComposedDesk:
    """Everything one process of the desk needs, put together."""

    settings: Settings
    book: Book
    clock: Clock
    channels: Mapping[str, Channel]
    bell: Bell
    library: Library
    minding: Minding
    guide: Guide
    press: Press
    road: Road
    jobs: JobRunner
    worker: Worker | None
    collection: str = COLLECTION
    _beside: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Open what runs beside the doors: the embedded worker, the reports' clock, Telegram's runner."""
        await self.take_agency_settings()
        if self.worker is not None:
            self.worker.start()
            self._beside.append(asyncio.create_task(self._report_when_due()))
        self._beside.append(asyncio.create_task(self._open_the_rest()))

    async def stop(self) -> None:
        """Take nothing new, let what is under way end, and close everything."""
        for task in self._beside:
            task.cancel()
        for task in self._beside:
            with suppress(asyncio.CancelledError, Exception):
                await task
        if self.worker is not None:
            await self.worker.stop()
        for channel in self.channels.values():
            await channel.close()
        await asyncio.to_thread(self.press.close)
        self.library.close()
        await self.book.close()

    async def drafter(self) -> Drafter:
        """Give a hand that plans for staff by today's settings."""
        return await self.minding.drafter()

    async def travel(self, catalogue: Catalogue) -> TravelTimes:
        """Give how long the ways of a destination take."""
        return await self.minding.travel(catalogue)

    async def receive(self, events: Sequence[Inbound | Status]) -> Receipt:
        """Write events into the book and ring the bell; return only when they are safe."""
        return await receive(self.book, events, self.bell, self.clock.now(), self.road.pace)

    async def _open_the_rest(self) -> None:
        """Load what people would otherwise wait for, one after the other, what a customer needs first.

        At once they would hold one another up, and the first customer with them.
        """
        if self.worker is not None:
            await self.minding.mind()
            await asyncio.to_thread(self.library.ask, "Brauchen wir ein Visum?", self.collection)
            await asyncio.to_thread(prepare, self.channels.values())
            await asyncio.to_thread(keep_what_is_loaded)
        telegram = self.channels.get("telegram")
        if isinstance(telegram, TelegramChannel):
            await self._run_telegram(telegram)
        if self.worker is not None:
            await asyncio.to_thread(import_module, "bot.staff.router")
            self.press.warm()
            await asyncio.to_thread(keep_what_is_loaded)

    async def take_agency_settings(self) -> None:
        async with self.book.reading() as session:
            agency = await load_agency(session)
        self.road.timezone = agency.timezone
        self.road.pace = Pace(quiet=agency.quiet_time)

    async def _report_when_due(self) -> None:
        while True:
            try:
                if await schedule_reports(self.book, self.clock.now()):
                    self.bell.work()
            except Exception:
                log.exception("reports_not_scheduled")
            await asyncio.sleep(self.settings.sweep_seconds)

    async def _run_telegram(self, channel: TelegramChannel) -> None:
        from bot.channels.telegram.runners import point_webhook, poll, publish_commands
        from bot.staff.registry import COMMANDS

        async def keep(updates: list[Inbound]) -> None:
            await self.receive(updates)

        await asyncio.to_thread(import_module, "aiogram")  # 2.5 s of processor, which would hold up the loop
        while True:
            try:
                if self.settings.telegram_mode == "polling":
                    self._beside.append(asyncio.create_task(poll(channel, keep, self._note_telegram)))
                    return
                url = f"{self.settings.public_base_url}/webhooks/telegram"
                await point_webhook(channel, url, self.settings.telegram_webhook_secret)
                await publish_commands(channel, COMMANDS)
            except Exception as problem:  # noqa: BLE001 - Telegram may be down when the desk starts
                log.warning("telegram_not_reached", error=type(problem).__name__)
                await self._note_telegram(f"{type(problem).__name__}: {problem}")
                await asyncio.sleep(5)
            else:
                await self._note_telegram(None)
                return

    async def _note_telegram(self, why: str | None) -> None:
        if why is None:
            await self.road.neighbours.well("telegram-updates")
        else:
            await self.road.neighbours.trouble("telegram-updates", why)


def compose(
    settings: Settings,
    *,
    clock: Clock | None = None,
    embedded: bool | None = None,
    customer: Thinker | None = None,
    channels: Mapping[str, Channel] | None = None,
) -> ComposedDesk:
    """Put a desk together.

    `embedded` says whether this process also works (default: BELL=inprocess). `customer` takes the
    place of the mind, for measuring the road alone.
    """
    clock = clock or Clock()
    works_here = settings.bell == "inprocess" if embedded is None else embedded
    book = Book(settings.database_url)
    library = open_library(settings.serai_home, chroma_url=settings.chroma_url or None)
    kept = KeptRoads(settings.serai_home / "roads")
    roads = Roads(settings.osrm_url, clock, kept=kept) if settings.osrm_url else None
    neighbours = Neighbours(book, clock, lambda: bell.deliver())
    tools = DeskTools(book, clock, library, COLLECTION, roads, neighbours)
    budget = settings.turn_budget_seconds
    breaker = Breaker()  # outlives the minds, which are made anew with each new catalogue
    scope = make_scope(settings, library)
    purse = BookPurse(book, clock, tools.agency, lambda: bell.deliver())
    model = make_model(settings, purse)

    def listener_of(places: Gazetteer) -> Listener:
        return make_listener(places, scope, model, breaker)

    guide = Guide(book, clock, has_model=model is not None, ring=lambda: bell.work())
    minding = Minding(book, tools, listener_of, budget, model)
    channels = channels if channels is not None else make_channels(settings)
    ear = Ear(book, clock, channels, make_transcriber(settings, purse))
    bell = _make_bell(settings, works_here, clock)
    road = Road(
        book=book,
        clock=clock,
        channels=channels,
        bell=bell,
        customer=customer or minding.think,
        staff=StaffThinker(
            StaffDesk(book, clock, settings.secret_key, minding, guide, mail_account(channels)), channels
        ).think,
        terms=Terms(think_limit=timedelta(seconds=budget * 2 + 4)),
        pace=Pace(quiet=timedelta(seconds=settings.quiet_seconds)),
        listen=ear.listen,
        neighbours=neighbours,
        draw_card=_card_drawer(book, clock),
        trip_url=lambda nonce: f"{settings.public_base_url}/t/{token_of(nonce, settings.secret_key)}",
        file_url=_file_address(settings, clock),
    )
    press = Press()
    binding = Binding(press, bell, settings.public_base_url, settings.secret_key)
    courier = Courier(minding, bell, settings.public_base_url, settings.secret_key)
    summing = Summing(book, clock, tools, Summarist(model) if model else None)
    handlers = _handlers(book, clock, binding, ear, courier) | {
        "nudge": lambda told: nudge(road, told),
        JOB: summing.sum_up,
    }
    jobs = JobRunner(book, clock, handlers, bell, on_death=_funeral(book, clock, ear, bell))
    worker = _make_worker(settings, road, jobs, bell) if works_here else None
    return ComposedDesk(
        settings, book, clock, channels, bell, library, minding, guide, press, road, jobs, worker
    )


def _make_bell(settings: Settings, works_here: bool, clock: Clock) -> Bell:
    if works_here:
        return InProcessBell()
    if settings.bell == "celery":
        from bot.celery_app import CeleryBell

        return CeleryBell(settings.redis_url, clock)
    return SilentBell()


def _make_worker(settings: Settings, road: Road, jobs: JobRunner, bell: Bell) -> Worker:
    loud = bell if isinstance(bell, InProcessBell) else InProcessBell()
    return Worker(
        road,
        loud,
        jobs,
        concurrency=settings.worker_concurrency,
        sweep_every=settings.sweep_seconds,
        reconcile=lambda: reconcile(road),
    )


def _card_drawer(book: Book, clock: Clock) -> DrawCard:
    async def draw(lead_id: int, conversation_id: int) -> Drawn | None:
        return await card_in_chat(book, lead_id, conversation_id, clock.now())

    return draw


def _handlers(book: Book, clock: Clock, binding: Binding, ear: Ear, courier: Courier) -> dict[str, Handler]:
    async def render(payload: Mapping[str, Any]) -> None:
        await render_proposal(book, clock, binding, payload)

    async def report(payload: Mapping[str, Any]) -> None:
        await send_report(book, clock, payload)

    async def send(payload: Mapping[str, Any]) -> None:
        await send_trip(book, clock, courier, payload)

    return {
        "render_proposal": render,
        "send_report": report,
        "fetch_media": ear.fetch_again,
        "send_trip": send,
    }


def _file_address(settings: Settings, clock: Clock) -> Callable[[str, str, int], str]:
    def address(token: str, name: str, outbox_id: int) -> str:
        query = signed_query(token, outbox_id, clock.now(), settings.secret_key)
        return f"{settings.public_base_url}/files/{token}/{quote(name)}?{query}"

    return address


def _funeral(book: Book, clock: Clock, ear: Ear, bell: Bell) -> Callable[[TakenJob, str], Awaitable[None]]:
    """What is done when a job has failed for the last time."""

    async def bury(job: TakenJob, error: str) -> None:
        if job.kind == "render_proposal":
            await give_up_proposal(book, int(job.payload["trip_version_id"]), error)
        if job.kind == "fetch_media":
            await ear.give_up(job.payload, error)
        await tell_of_death(book, clock, job.id)
        bell.deliver()

    return bury
