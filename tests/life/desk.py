"""A whole desk for the story: the doubles, the doors on loopback, and people who use nothing but them."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import httpx
import uvicorn
from pwdlib.hashers.argon2 import Argon2Hasher

from api.access.passwords import Passwords
from api.main import create_app
from bot.compose import compose
from bot.first_start import STAFF, SignInCard, hire_sample_staff, load_sample_catalogue, load_sample_library
from bot.phones import stock_templates
from bot.sandbox.config import SandboxConfig
from bot.sandbox.people import Agent, Customer, Heard, Sandbox
from bot.sandbox.serving import running_sandbox, take_port
from bot.settings import SANDBOX_SECRETS, Settings
from crm.clock import Clock
from tests.vectors import remembered

BEGINS_AT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # a Monday, 11:30 in Kolkata
STARTS_WITHIN = 300.0  # with every core busy; nobody waits longer than it must
CHEAP = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)  # these tests are not about hashing
LINK = re.compile(r"https?://\S+/t/[\w.-]+")


class RunningClock(Clock):
    """A clock that runs like any other, from a day of our choosing, alike in all processes of a desk.

    How far it is ahead of the real time stands in a file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def set(self, to: datetime) -> None:
        self._write((to - datetime.now(UTC)).total_seconds())

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self._path.read_text()))

    def advance(self, by: timedelta) -> None:
        self._write(float(self._path.read_text()) + by.total_seconds())

    def _write(self, ahead: float) -> None:
        draft = self._path.with_suffix(".new")
        draft.write_text(repr(ahead))
        draft.replace(self._path)  # whole or not at all: others read it meanwhile


@dataclass(frozen=True)
class OpenDesk:
    """Where the people of the story find the desk."""

    url: str
    sandbox_url: str
    settings: Settings
    clock: RunningClock
    sign_ins: dict[str, SignInCard]


def settings_for(home: Path, port: int, sandbox_url: str, **dials: Any) -> Settings:
    """Settings as an operator writes them; nothing of the product is put together by hand."""
    return Settings(
        _env_file=None,
        serai_home=home,
        port=port,
        sandbox_port=int(sandbox_url.rpartition(":")[2]),
        public_base_url=f"http://127.0.0.1:{port}",
        twilio_api_base=sandbox_url,
        telegram_api_base=sandbox_url,
        secret_key="s" * 40,
        quiet_seconds=0.1,
        sweep_seconds=0.5,
        **{"turn_budget_seconds": 20.0, **dials},
    )


def sandbox_for(desk_url: str) -> SandboxConfig:
    return SandboxConfig(
        twilio_account_sid=SANDBOX_SECRETS["twilio_account_sid"],
        twilio_auth_token=SANDBOX_SECRETS["twilio_auth_token"],
        whatsapp_sender=f"whatsapp:{SANDBOX_SECRETS['twilio_whatsapp_from']}",
        telegram_token=SANDBOX_SECRETS["telegram_bot_token"],
        telegram_webhook_secret=SANDBOX_SECRETS["telegram_webhook_secret"],
        whatsapp_webhook=f"{desk_url}/webhooks/whatsapp#rc=3&rp=all",
        callback_pause=0.02,
        retry_pause=0.1,
    )


@contextmanager
def open_desk(home: Path, models: Path, **dials: Any) -> Iterator[OpenDesk]:
    """Open a desk with the sample agency, as `serai run` does, for as long as the block lasts."""
    shutil.copytree(models, home / "models", ignore=shutil.ignore_patterns("vectors"), dirs_exist_ok=True)
    with take_port() as taken:
        port = taken.getsockname()[1]
        with running_sandbox(sandbox_for(f"http://127.0.0.1:{port}")) as sandbox_url:
            settings = settings_for(home, port, sandbox_url, **dials)
            clock = RunningClock(home / "clock")
            clock.set(BEGINS_AT)
            opened, worker = _Opened(models), None
            thread = threading.Thread(
                target=lambda: asyncio.run(opened.serve(settings, clock, taken)), name="desk", daemon=True
            )
            thread.start()
            try:
                opened.wait(thread)
                if settings.bell == "celery":
                    worker = start_worker(settings, home)
                asyncio.run(_introduce(settings, sandbox_url, clock))
                yield OpenDesk(settings.public_base_url, sandbox_url, settings, clock, opened.sign_ins)
            finally:
                if worker is not None:
                    worker.terminate()
                    worker.wait(60)
                if opened.server is not None:
                    opened.server.should_exit = True
                thread.join(30)


def start_worker(settings: Settings, home: Path) -> "subprocess.Popen[bytes]":
    """A worker of the production column, in a process of its own, set up by the environment alone."""
    told = settings.model_dump(mode="json")
    environment = {name.upper(): str(value) for name, value in told.items()}
    with (home / "worker.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.life.story_worker"],
            env={**os.environ, **environment, "STORY_CLOCK": str(home / "clock")},
            stdout=log,
            stderr=log,
        )


class _Opened:
    """The desk in its thread."""

    def __init__(self, models: Path) -> None:
        self._models = models
        self.server: uvicorn.Server | None = None
        self.sign_ins: dict[str, SignInCard] = {}

    async def serve(self, settings: Settings, clock: RunningClock, taken: socket.socket) -> None:
        """Prepare an empty book as the first start does, and serve until told to stop."""
        desk = compose(settings, clock=clock)
        await load_sample_catalogue(desk, lambda line: None)
        with remembered(self._models / "vectors"):
            await load_sample_library(desk, lambda line: None)
        passwords = Passwords(CHEAP)
        cards = await hire_sample_staff(desk, passwords.hash)
        self.sign_ins = {card.role: card for card in cards}
        app = create_app(desk, passwords=passwords)
        self.server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
        await self.server.serve(sockets=[taken])

    def wait(self, thread: threading.Thread) -> None:
        """Return when the doors are open."""
        until = time.monotonic() + STARTS_WITHIN
        while self.server is None or not self.server.started:
            assert thread.is_alive(), "the desk did not open"
            assert time.monotonic() < until, "the desk did not open in time"
            time.sleep(0.02)


async def _introduce(settings: Settings, sandbox_url: str, clock: RunningClock) -> None:
    """Set the phones' clock to the desk's, have templates approved, and let the staff press Start."""
    async with httpx.AsyncClient(base_url=sandbox_url, verify=False) as door:
        await stock_templates(settings, door)
    async with Sandbox(sandbox_url) as sandbox:
        await sandbox.ask("POST", "/_control/clock", json={"set": clock.now().isoformat()})
        until = time.monotonic() + STARTS_WITHIN
        while not await sandbox.journal(operation="setMyCommands"):
            assert time.monotonic() < until, "the desk never told Telegram where it is"
            await asyncio.sleep(0.05)
        # The first customer of the story must not wait for what a desk loads once.
        early = _patient(await sandbox.customer("+919800000001", "Early Bird"))
        await early.says("Hello")
        await early.hears("?", within=STARTS_WITHIN)
        for staff in STAFF:
            person = _patient(await sandbox.agent(staff.telegram_id, staff.name))
            await person.says("/start")
            await person.hears("Welcome back")


AnyPhone = TypeVar("AnyPhone", Agent, Customer)


def _patient(phone: AnyPhone) -> AnyPhone:
    """A plan, its PDF and a busy machine take their time; no test waits longer than it must."""
    phone.patience = 120.0
    return phone


class People:
    """Whoever takes part in one test, with new customers for each."""

    def __init__(self, desk: OpenDesk, sandbox: Sandbox, web: httpx.AsyncClient, first_number: int) -> None:
        self.desk, self.sandbox, self.web = desk, sandbox, web
        self._next_number = first_number

    async def customer(self, name: str) -> Customer:
        """A customer whom the desk has never heard of."""
        self._next_number += 1
        return _patient(await self.sandbox.customer(f"+9198{self._next_number:08d}", name))

    async def staff(self, role: str, which: int = 0) -> Agent:
        """A member of staff with their Telegram; hears only what comes from now on."""
        telegram_id = [staff.telegram_id for staff in STAFF if staff.role == role][which]
        agent = _patient(Agent(self.sandbox, telegram_id))
        await agent.looks()
        agent.skips()
        return agent

    async def admin(self, role: str = "admin") -> "Caller":
        """Somebody signed in to the REST API."""
        card = self.desk.sign_ins[role]
        answer = await self.web.post(
            "/api/v1/auth/sign-in", json={"email": card.email, "password": card.password}
        )
        assert answer.status_code == 200, answer.text
        return Caller(self.web, answer.json()["access_token"])


@dataclass(frozen=True)
class Caller:
    """A caller of the REST API."""

    web: httpx.AsyncClient
    token: str

    async def gets(self, path: str, **query: Any) -> Any:
        answer = await self.web.get(
            f"/api/v1{path}", params=query, headers={"Authorization": f"Bearer {self.token}"}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def does(self, method: str, path: str, body: Any) -> Any:
        answer = await self.web.request(
            method, f"/api/v1{path}", json=body, headers={"Authorization": f"Bearer {self.token}"}
        )
        assert answer.is_success, answer.text
        return answer.json()


@asynccontextmanager
async def people_of(desk: OpenDesk, first_number: int) -> AsyncIterator[People]:
    async with (
        Sandbox(desk.sandbox_url) as sandbox,
        httpx.AsyncClient(base_url=desk.url, timeout=30, verify=False) as web,
    ):
        yield People(desk, sandbox, web, first_number)


async def lead_named(admin: Caller, name: str) -> dict[str, Any]:
    """The one lead of the customer of this name, as the API tells it."""
    found = await admin.gets("/leads", search=name)
    assert found["total"] == 1, found
    return dict(await admin.gets(f"/leads/{found['items'][0]['id']}"))


async def plans_with(customer: Customer, wish: str) -> Heard:
    """Let a customer come as far as a proposal; gives the message with the link."""
    await customer.says(wish)
    await customer.hears("?")
    await customer.says("comfort please")
    return await customer.hears(lambda heard: LINK.search(heard.text) is not None)


def link_in(heard: Heard) -> str:
    """The address of the trip page in a message."""
    found = LINK.search(heard.text)
    assert found, heard.text
    return found[0]


def amounts_in(text: str) -> list[Decimal]:
    """The amounts in rupees of a text, in order and with their signs."""
    found = re.findall(r"([-−]?)₹([\d,]+(?:\.\d+)?)", text)
    return [Decimal(figure.replace(",", "")) * (-1 if sign else 1) for sign, figure in found]
