"""The one composition root: settings in, a working desk out. Nothing else puts rooms together."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import structlog

from agents.model.breaker import Breaker
from agents.staff.summing import Summarist
from agents.turn.listening import Listener
from agents.understanding.gazetteer import Gazetteer
from bot.alarms import tell_of_death
from bot.bell import Bell, InProcessBell, SilentBell
from bot.channels.port import Channel
from bot.composed import COLLECTION, ComposedDesk
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
from bot.minding import Minding
from bot.neighbours import Neighbours
from bot.nudging import nudge
from bot.paper.press import Press
from bot.paper.rendering import Binding, give_up_proposal, render_proposal
from bot.purse import BookPurse
from bot.reports.schedule import send_report
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
from crm.clock import Clock
from crm.conversations.inbox import Pace
from crm.db import Book
from crm.documents.links import signed_query
from crm.jobs.service import TakenJob
from crm.leads.summaries import JOB
from crm.trips.links import token_of
from knowledge.library import open_library

log = structlog.get_logger(__name__)


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
