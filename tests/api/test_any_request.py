"""Whatever a signed-in admin sends that the API's own description allows (or forbids), nothing breaks."""

import asyncio
import os
from contextlib import suppress

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


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfit"])
def test_no_request_breaks_the_desk(
    mode: GenerationMode, book_url: str, clock: MovableClock, settings: Settings
) -> None:
    asyncio.run(_seed(book_url, clock))
    app = create_app(TestDesk(Book(book_url), clock, settings), passwords=Passwords(CHEAP))
    broken: set[str] = set()
    with served(app) as url:
        form = {"email": "asha@example.com", "password": PASSWORD}
        token = httpx.post(f"{url}/api/v1/auth/sign-in", json=form).json()["access_token"]
        schema = schemathesis.openapi.from_dict(app.openapi()).exclude(path_regex=_ENDS_THE_SESSION)
        for result in schema.get_all_operations():
            _try(result.ok().as_strategy(generation_mode=mode), url, token, broken)
    assert broken == set()


def _try(cases: object, url: str, token: str, broken: set[str]) -> None:
    @bounded(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def ask(case: Case) -> None:
        answer = case.call(base_url=url, headers={"Authorization": f"Bearer {token}"})
        if answer.status_code >= 500:
            broken.add(f"{case.method} {case.formatted_path} {case.query} {case.body} {answer.text}"[:600])

    # An operation without parameters cannot be asked in an unfit way.
    with suppress(Unsatisfiable):
        ask()
