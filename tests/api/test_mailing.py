"""E-mail from the API and the pages: looked at first, queued once, and refused with the reason."""

from sqlalchemy import select

from crm.clock import MovableClock
from crm.contacts.models import Contact
from crm.conversations.models import Outbound
from crm.db import Book
from tests.api.people import Person
from tests.api.story import enquire, lead_of
from tests.bot.paper.published import publish


async def _mails(book: Book) -> list[Outbound]:
    async with book.reading() as session:
        return [row for row in await session.scalars(select(Outbound)) if "letter" in row.body]


async def test_a_proposal_is_previewed_and_goes_once(book: Book, clock: MovableClock, agent: Person) -> None:
    enquiry = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    path = f"/leads/{enquiry.lead_id}/mail"
    assert "no plan yet" in (await agent.get(path)).json()["detail"]
    await publish(book, clock.now(), lead_id=enquiry.lead_id, send=False)
    seen = (await agent.get(path)).json()
    assert (seen["address"], seen["version"]) == ("919800000001@mail.example", 1)
    assert "5 nights in Bali" in seen["subject"]
    sent = [await agent.asks("POST", path, json={"version": 1}) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [202, 409]
    [row] = await _mails(book)
    assert (row.kind, row.status, row.sender) == ("document", "blocked", f"user:{agent.user.id}")
    assert (await lead_of(book, enquiry)).status == "proposed"
    told = (await agent.get(f"/leads/{enquiry.lead_id}/messages")).json()
    assert [(one["channel"], one["subject"]) for one in told if one["channel"] == "email"] == [
        ("email", seen["subject"])
    ]


async def test_a_plan_that_was_not_looked_at_is_not_sent(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    enquiry = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    for _ in range(2):
        await publish(book, clock.now(), lead_id=enquiry.lead_id, send=False)
    answer = await agent.asks("POST", f"/leads/{enquiry.lead_id}/mail", json={"version": 1})
    assert answer.status_code == 409
    assert await _mails(book) == []


async def test_nothing_goes_to_whoever_opted_out_or_gave_no_address(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    enquiry = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    path = f"/leads/{enquiry.lead_id}/mail"
    async with book.transaction() as session:
        (await session.get_one(Contact, enquiry.contact_id)).email = None
    assert "No e-mail address" in (await agent.asks("POST", path, json={"text": "hello"})).json()["detail"]
    async with book.transaction() as session:
        contact = await session.get_one(Contact, enquiry.contact_id)
        contact.email, contact.opted_out_at = "asha@example.com", clock.now()
    assert "opted out" in (await agent.asks("POST", path, json={"text": "hello"})).json()["detail"]
    assert await _mails(book) == []


async def test_words_that_are_posted_twice_go_once(book: Book, clock: MovableClock, agent: Person) -> None:
    enquiry = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    path = f"/leads/{enquiry.lead_id}/mail"
    words = ("Your visa is here", "Your visa is here", "And your tickets")
    sent = [await agent.asks("POST", path, json={"text": text}) for text in words]
    assert [answer.status_code for answer in sent] == [202, 409, 202]
    assert [row.body["text"] for row in await _mails(book)] == ["Your visa is here", "And your tickets"]
