"""Files are for staff who may see them, and for a provider while it sends one. No address opens alone."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from crm.clock import MovableClock
from crm.conversations.models import Outbound
from crm.db import Book
from crm.documents.links import LASTS_FOR, signed_query
from crm.leads.models import Lead
from tests.api.desk import TestDesk
from tests.api.people import Person
from tests.api.reader import Reader
from tests.api.story import Enquiry, enquire, plan


@pytest.fixture
async def enquiry(book: Book, clock: MovableClock) -> Enquiry:
    return await enquire(book, clock)


@pytest.fixture
async def token(book: Book, clock: MovableClock, enquiry: Enquiry) -> str:
    return await plan(book, clock, enquiry)


async def queued(book: Book, clock: MovableClock, enquiry: Enquiry, status: str) -> int:
    """A document on its way to the customer, in this state."""
    now = clock.now()
    told = {"kind": "document", "body": {"file_id": 1}, "key": "doc", "run_at": now, "created_at": now}
    async with book.transaction() as session:
        row = Outbound(conversation_id=enquiry.conversation_id, status=status, **told)
        session.add(row)
        await session.flush()
        return row.id


async def test_only_staff_who_see_the_lead_are_given_its_proposal(
    book: Book, enquiry: Enquiry, token: str, agent: Person, colleague: Person, manager: Person
) -> None:
    async with book.transaction() as session:
        await session.execute(update(Lead).values(owner_id=agent.user.id))
    path = f"/files/{token}/Bali.pdf"
    given = {
        person.user.name: (await person.web.get(path, headers=person.headers)).status_code
        for person in (agent, colleague, manager)
    }
    assert list(given.values()) == [200, 404, 200]
    assert (await agent.web.get(path)).status_code == 404
    assert (await agent.web.get(path, headers={"Authorization": "Bearer x"})).status_code == 404


async def test_a_page_opens_a_proposal_with_the_session_of_its_reader(asha: Reader, token: str) -> None:
    assert (await asha.opens(f"/files/{token}/Bali.pdf")).content.startswith(b"%PDF")
    await asha.sends("/admin/sign-out")
    assert (await asha.opens(f"/files/{token}/Bali.pdf")).status_code == 404


@pytest.mark.parametrize(
    ("status", "code"),
    [("sending", 200), ("sent", 200), ("delivered", 404), ("failed", 404), ("waiting", 404)],
)
async def test_a_provider_fetches_a_file_only_while_it_sends_it(
    book: Book, clock: MovableClock, desk: TestDesk, web: httpx.AsyncClient,
    enquiry: Enquiry, token: str, status: str, code: int,
) -> None:  # fmt: skip
    number = await queued(book, clock, enquiry, status)
    query = signed_query(token, number, clock.now(), desk.settings.secret_key)
    assert (await web.get(f"/files/{token}/Bali.pdf?{query}")).status_code == code


async def test_a_providers_address_is_for_one_file_one_message_and_a_time(
    book: Book, clock: MovableClock, desk: TestDesk, web: httpx.AsyncClient, enquiry: Enquiry, token: str
) -> None:
    number = await queued(book, clock, enquiry, "sent")
    secret = desk.settings.secret_key
    query = signed_query(token, number, clock.now(), secret)
    for forged in (
        query.replace(f"message={number}", f"message={number + 1}"),
        query.replace("until=1", "until=2"),
        query[:-1] + ("0" if query[-1] != "0" else "1"),
        query.partition("&signature")[0],
        signed_query("another-token-of-a-file", number, clock.now(), secret),
        signed_query(token, number, clock.now(), "another key of the same kind, long enough"),
    ):
        assert (await web.get(f"/files/{token}?{forged}")).status_code == 404
    answers = {(await web.get(f"/files/{token}?{query}")).status_code for _ in range(130)}
    assert answers == {200}  # providers fetch from few addresses: theirs are not counted
    clock.advance(LASTS_FOR + timedelta(seconds=1))
    assert (await web.get(f"/files/{token}?{query}")).status_code == 404
