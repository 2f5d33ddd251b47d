"""A desk that is put together: it starts, takes what comes in, and stops."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module

import structlog

from agents.staff.drafting import Drafter
from bot.bell import Bell
from bot.channels.port import Channel, Inbound, Status, prepare
from bot.channels.telegram.channel import TelegramChannel
from bot.guidance import Guide
from bot.jobs import JobRunner
from bot.loops import keep_what_is_loaded
from bot.minding import Minding
from bot.paper.press import Press
from bot.receive import Receipt, receive
from bot.reports.schedule import schedule_reports
from bot.road import Road
from bot.settings import Settings
from bot.worker import Worker
from crm.agency.service import load as load_agency
from crm.clock import Clock
from crm.conversations.inbox import Pace
from crm.db import Book
from crm.trips.travel import TravelTimes
from crm.trips.values import Catalogue
from knowledge.library import Library

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
            except Exception:  # the next look tries again, and the other reports are not held up
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
