"""Lead cards: one that waits is enough, and it reaches exactly those who should see the lead."""

from types import SimpleNamespace
from typing import Any

import pytest

from crm.clock import MovableClock
from crm.conversations.afterwards import keep_card
from crm.db import Book
from crm.leads.effects import AddNote, Capture, Claim
from crm.leads.models import LeadCard
from crm.users.models import User
from tests.crm.desk import Office, slot


@pytest.fixture
async def office(book: Book, clock: MovableClock) -> Office:
    """Two agents and a manager."""
    made = Office(book, clock)
    for number, name, role in ((3, "Ravi", "agent"), (4, "Leela", "agent"), (5, "Meera", "manager")):
        await made.staff(number, name, role)
    return made


async def enquiry(office: Office, number: int = 11) -> int:
    applied = await office.applies(await office.customer(number), Capture({"nights": slot(6)}))
    assert applied.lead_id is not None
    return applied.lead_id


async def test_an_unclaimed_lead_is_shown_to_all_staff(office: Office) -> None:
    lead = await enquiry(office)
    assert await office.cards() == [(lead, 3), (lead, 4), (lead, 5)]


async def test_many_changes_wait_as_one_card_a_chat(office: Office) -> None:
    lead = await enquiry(office)
    ravi = office.scene(3, "staff", user_id=3)
    for number in range(5):
        await office.applies(ravi, AddNote(f"note {number}", lead))
    assert await office.cards() == [(lead, 3), (lead, 4), (lead, 5)]
    await office.sends_everything()
    await office.applies(ravi, AddNote("one more", lead), AddNote("and one", lead))
    assert await office.cards() == [(lead, 3), (lead, 4), (lead, 5)]


async def test_a_lead_with_a_similar_number_has_a_card_of_its_own(office: Office) -> None:
    leads = [await enquiry(office, 100 + number) for number in range(11)]
    assert (leads[0], leads[-1]) == (1, 11)
    waiting = await office.cards()
    assert len(waiting) == len(set(waiting)) == 33


async def test_a_claimed_lead_is_shown_to_its_owner_and_to_whoever_has_its_card(office: Office) -> None:
    lead = await enquiry(office)
    await office.sends_everything()
    async with office.book.transaction() as session:
        session.add(LeadCard(lead_id=lead, conversation_id=4, message_id="77"))
    await office.applies(office.scene(3, "staff", user_id=3), Claim(3, lead))
    assert sorted(await office.cards()) == [(lead, 3), (lead, 4)]


async def test_who_left_gets_no_cards(office: Office) -> None:
    async with office.book.transaction() as session:
        (await session.get_one(User, 4)).is_active = False
    lead = await enquiry(office)
    assert await office.cards() == [(lead, 3), (lead, 5)]


async def test_a_card_is_remembered_under_its_message(office: Office) -> None:
    lead = await enquiry(office)
    for message in ("77", "78"):
        taken: Any = SimpleNamespace(body={"lead_id": lead}, conversation_id=3)
        async with office.book.transaction() as session:
            await keep_card(session, taken, message)
    [card] = await office.all_of(LeadCard)
    assert (card.message_id, card.conversation_id) == ("78", 3)
