"""Whatever a signed-in admin sends that the API's own description allows (or forbids), nothing breaks."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounded
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from api.access.passwords import Passwords
from api.main import create_app
from bot.settings import Settings
from crm.clock import MovableClock
from crm.db import Book
from crm.users import service
from tests.api.conftest import CHEAP
from tests.api.desk import TestDesk
from tests.api.people import PASSWORD
from tests.api.serving import served
from tests.api.story import enquire, plan, trouble

EXAMPLES = int(os.environ.get("API_EXAMPLES", "2"))  # for each operation and kind of input

# They end the session that the test runs in.
_ENDS_THE_SESSION = "/auth/(sign-out|sessions|sign-in|refresh)|/me/password|^/webhooks"


async def _seed(url: str, clock: MovableClock) -> None:
    book = Book(url)
    hasher = Passwords(CHEAP)
    async with book.transaction() as session:
        await service.create(
            session,
            name="Asha",
            email="asha@example.com",
            role="admin",
            password_hash=await hasher.hash(PASSWORD),
            timezone="Asia/Kolkata",
            now=clock.now(),
        )
    enquiry = await enquire(book, clock)
    await plan(book, clock, enquiry)
    await trouble(book, clock, enquiry)
    hasher.close()
    await book.close()


class Asked:
    """A desk that runs on one of the databases, and an admin's token for it."""

    def __init__(self, book_url: str, clock: MovableClock, settings: Settings) -> None:
        asyncio.run(_seed(book_url, clock))
        self.app = create_app(TestDesk(Book(book_url), clock, settings), passwords=Passwords(CHEAP))

    @contextmanager
    def open(self) -> Iterator[None]:
        with served(self.app) as self.url:
            form = {"email": "asha@example.com", "password": PASSWORD}
            token = httpx.post(f"{self.url}/api/v1/auth/sign-in", json=form).json()["access_token"]
            self._headers = {"Authorization": f"Bearer {token}"}
            yield

    def answers_brokenly(self, case: Case) -> str | None:
        answer = case.call(base_url=self.url, headers=self._headers)
        if answer.status_code < 500:
            return None
        return f"{case.method} {case.formatted_path} {case.query} {case.body} {answer.text}"[:600]


@pytest.mark.postgres
@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfit"])
def test_no_request_breaks_the_desk(
    mode: GenerationMode, sqlite_url: str, postgres_url: str, clock: MovableClock, settings: Settings
) -> None:
    # Inventing a request takes longer than answering it, so each is put to both databases.
    desks = [Asked(url, clock, settings) for url in (sqlite_url, postgres_url)]
    # Asked for its description, an app builds its routes. Two threads at once may not: a warning is hidden.
    described, _ = (desk.app.openapi() for desk in desks)
    broken: set[str] = set()
    with desks[0].open(), desks[1].open():
        schema = schemathesis.openapi.from_dict(described).exclude(path_regex=_ENDS_THE_SESSION)
        for result in schema.get_all_operations():
            _try(result.ok().as_strategy(generation_mode=mode), desks, broken)
    assert broken == set()


def _try(cases: object, desks: Sequence[Asked], broken: set[str]) -> None:
    @bounded(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case: Case) -> None:
        broken.update(filter(None, (desk.answers_brokenly(case) for desk in desks)))

    # An operation without parameters cannot be asked in an unfit way.
    with suppress(Unsatisfiable):
        ask()
