"""The doors of a desk over a real book, and staff who knock on them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pwdlib.hashers.argon2 import Argon2Hasher

from api.access.passwords import Passwords
from api.doors import open_doors
from api.main import create_app
from bot.settings import Settings
from crm.clock import MovableClock
from crm.db import Book
from crm.users import service
from crm.users.rules import Role
from tests.api.desk import TestDesk
from tests.api.people import PASSWORD, Person
from tests.api.reader import Reader
from tests.remembered import brief_plans

_BUILT: list[FastAPI] = []

# The cheapest argon2 there is: these tests are about doors, not about the cost of a hash.
CHEAP = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True, scope="package")
def planned_briefly(shared_plans: Path) -> Iterator[None]:
    """What doors do with a plan is tested here, not how good it is."""
    with brief_plans(shared_plans):
        yield


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return Settings(serai_home=tmp_path, secret_key="k" * 40, public_base_url="http://desk.test")


@pytest.fixture
def desk(book: Book, clock: MovableClock, settings: Settings) -> TestDesk:
    return TestDesk(book, clock, settings)


@pytest.fixture
async def app(desk: TestDesk) -> AsyncIterator[FastAPI]:
    """The app over this test's desk. Its hundred routes are put together once for all tests."""
    if not _BUILT:
        _BUILT.append(create_app(desk))
    made = _BUILT[0]
    made.state.doors = open_doors(desk, Passwords(CHEAP))
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def web(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=("93.184.216.34", 4242))
    async with httpx.AsyncClient(transport=transport, base_url="http://desk.test") as client:
        yield client


async def _hire(desk: TestDesk, web: httpx.AsyncClient, name: str, role: Role) -> Person:
    hasher = Passwords(CHEAP)
    password_hash = await hasher.hash(PASSWORD)
    hasher.close()
    async with desk.book.transaction() as session:
        user = await service.create(
            session,
            name=name,
            email=f"{name.lower()}@example.com",
            role=role,
            password_hash=password_hash,
            timezone="Asia/Kolkata",
            now=desk.clock.now(),
        )
    person = Person(web, user)
    await person.signs_in()
    return person


@pytest.fixture
async def admin(desk: TestDesk, web: httpx.AsyncClient) -> Person:
    return await _hire(desk, web, "Asha", "admin")


@pytest.fixture
async def manager(desk: TestDesk, web: httpx.AsyncClient) -> Person:
    return await _hire(desk, web, "Meera", "manager")


@pytest.fixture
async def agent(desk: TestDesk, web: httpx.AsyncClient) -> Person:
    return await _hire(desk, web, "Arjun", "agent")


@pytest.fixture
async def colleague(desk: TestDesk, web: httpx.AsyncClient) -> Person:
    return await _hire(desk, web, "Kiran", "agent")


@pytest.fixture
async def asha(app: FastAPI, admin: Person) -> Reader:
    reader = Reader(app, admin)
    await reader.signs_in()
    return reader


@pytest.fixture
async def arjun(app: FastAPI, agent: Person) -> Reader:
    reader = Reader(app, agent)
    await reader.signs_in()
    return reader
