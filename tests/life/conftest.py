"""One model for all desks of the story, and one desk for each column of dials."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from crm.migrations import upgrade
from tests.conftest import Books
from tests.knowledge.conftest import chroma_server
from tests.life.desk import OpenDesk, People, open_desk, people_of

__all__ = ["chroma_server", "column", "people"]


@pytest.fixture(
    scope="session",
    params=["embedded", pytest.param("production", marks=[pytest.mark.postgres, pytest.mark.redis])],
)
def column(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, models: Path
) -> Iterator[OpenDesk]:
    """A desk with the sample agency, open for the whole story, once on each column of dials."""
    home = tmp_path_factory.mktemp("home")
    if request.param == "embedded":
        upgrade(f"sqlite:///{home / 'serai.db'}")
        with open_desk(home, models) as desk:
            yield desk
        return
    books: Books = request.getfixturevalue("postgres_books")
    dials = {
        "bell": "celery",
        "redis_url": request.getfixturevalue("redis_url"),
        "chroma_url": request.getfixturevalue("chroma_server"),
    }
    name = books.lend()
    with open_desk(home, models, database_url=books.server.url(name), **dials) as desk:
        yield desk
    books.take_back(name)


_numbers = iter(range(1000, 10_000_000, 100))


@pytest.fixture
async def people(column: OpenDesk) -> AsyncIterator[People]:
    """The people of one test; whatever went wrong on purpose is mended after it."""
    async with people_of(column, next(_numbers)) as met:
        yield met
        await met.sandbox.heals()
