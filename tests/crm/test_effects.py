"""What each effect of a turn writes, and what no turn may do."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from crm.audit.models import AuditRow
from crm.clock import MovableClock
from crm.contacts.models import Contact
from crm.conversations.effects import LearnContact, OptIn, OptOut, Release, Remember, Speak, Take
from crm.conversations.models import Conversation, Outbound
from crm.db import Book
from crm.documents.models import Proposal
from crm.effects import apply_effects
from crm.jobs.models import Job
from crm.leads.effects import AddNote, AskHuman, Capture, Claim, HumanCame, Record, SetStatus
from crm.leads.models import Lead, LeadEvent
from crm.quotes.models import QuoteRecord
from crm.trips.effects import ApproveTrip, SendTrip
from crm.trips.models import Approval, TripLink, TripVersion
from crm.users.effects import LinkTelegram
from crm.users.models import User
from tests.crm.desk import LINKS_LIVE, Office, plan, slot

BALI = {"destinations": slot(["Bali"]), "nights": slot(6)}


@pytest.fixture
def office(book: Book, clock: MovableClock) -> Office:
    return Office(book, clock)


async def opened(office: Office, number: int = 11, name: str = "Asha Rao") -> tuple[Any, int]:
    """A customer with an open lead: the scene of their next turn, and the lead's number."""
    scene = await office.customer(number, name)
    applied = await office.applies(scene, Capture(BALI))
    assert applied.lead_id is not None
    return await office.of_lead(scene, applied.lead_id), applied.lead_id


def row(conversation: int, sender: str, status: str = "waiting", key: str = "k") -> Outbound:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    told = {"conversation_id": conversation, "kind": "text", "body": {"text": "x"}, "sender": sender}
    return Outbound(key=f"{key}:{sender}:{status}", status=status, run_at=now, created_at=now, **told)


async def test_the_first_facts_open_a_lead_and_later_ones_grow_it(office: Office) -> None:
    scene, lead_id = await opened(office)
    lead = await office.one(Lead, lead_id)
    assert (lead.status, lead.destination, lead.nights) == ("qualifying", "Bali", 6)
    assert lead.title == "Asha Rao · Bali · 6 nights"
    await office.applies(scene, Capture({"nights": slot(7, message=2)}, removed=("destinations",)))
    grown = await office.one(Lead, lead_id)
    assert (grown.nights, grown.destination, grown.revision) == (7, None, lead.revision + 1)
    assert len(await office.all_of(Lead)) == 1
    captured = [event for event in await office.all_of(LeadEvent) if event.kind == "captured"]
    assert set(captured[-1].detail) == {"nights", "destinations"}


async def test_after_a_lost_enquiry_new_facts_open_a_new_one(office: Office) -> None:
    scene, lead_id = await opened(office)
    await office.applies(scene, SetStatus("lost", "dates"))
    applied = await office.applies(scene, Capture({"destinations": slot(["Goa"], 3)}))
    assert applied.lead_id not in (None, lead_id)
    assert (await office.one(Lead, lead_id)).status == "lost"


@pytest.mark.parametrize(
    "effect",
    [
        Capture({"nights": slot(2, message=99)}, lead_id=1),
        SetStatus("lost", "spite", 1),
        AddNote("mine", 1),
        AskHuman("mine", 1),
        HumanCame(1),
        Record("x", "mine", 1),
        plan(lead_id=1),
        ApproveTrip(1, "Mallory", lead_id=1),
    ],
    ids=lambda effect: type(effect).__name__,
)
async def test_a_customers_turn_touches_their_own_lead_alone_whatever_it_names(
    office: Office, effect: Any
) -> None:
    victim_scene, victim = await opened(office, 11, "Victim")
    assert victim == 1
    await office.applies(victim_scene, plan())
    before = await office.one(Lead, victim)
    events = await office.events(victim)
    mallory, own = await opened(office, 12, "Mallory")
    await office.applies(mallory, effect)
    after = await office.one(Lead, victim)
    told = ("status", "slots", "revision", "needs_human", "value", "owner_id", "closed_at")
    assert [getattr(after, name) for name in told] == [getattr(before, name) for name in told]
    assert await office.events(victim) == events
    assert [one for one in await office.all_of(TripVersion) if one.lead_id == victim][1:] == []
    assert await office.all_of(Approval) == []
    assert own != victim


async def test_a_status_closes_and_reopens(office: Office) -> None:
    _, lead_id = await opened(office)
    ravi = await office.staff(3, "Ravi")
    await office.applies(ravi, AskHuman("call me", lead_id), SetStatus("lost", "Price", lead_id))
    lost = await office.one(Lead, lead_id)
    assert (lost.status, lost.lost_reason, lost.needs_human) == ("lost", "Price", None)
    assert lost.closed_at == office.clock.now()
    await office.applies(ravi, SetStatus("negotiating", "", lead_id))
    again = await office.one(Lead, lead_id)
    assert (again.status, again.lost_reason, again.closed_at) == ("negotiating", None, None)
    assert ("status", "user:3") in await office.events(lead_id)


async def test_staff_must_say_which_lead_and_it_must_be_there(office: Office) -> None:
    ravi = await office.staff(3, "Ravi")
    applied = await office.applies(ravi, AddNote("x"), AddNote("y", 4242), Remember({"page": 2}))
    assert len(applied.refused) == 2
    assert "4242" in applied.refused[1]
    assert (await office.one(Conversation, 3)).dialogue == {"page": 2}


async def test_who_comes_second_does_not_get_the_lead_and_is_told(office: Office) -> None:
    _, lead_id = await opened(office)
    ravi, leela = await office.staff(3, "Ravi"), await office.staff(4, "Leela")
    meera = await office.staff(5, "Meera", "manager")
    assert (await office.applies(ravi, Claim(3, lead_id))).refused == []
    for late in (Claim(4, lead_id), Claim(4, lead_id, seen_owner=3)):  # only managers take leads from others
        assert "a moment before you" in (await office.applies(leela, late)).refused[0]
    assert (await office.one(Lead, lead_id)).owner_id == 3
    assert "a moment before you" in (await office.applies(meera, Claim(5, lead_id))).refused[0]
    assert (await office.applies(meera, Claim(5, lead_id, seen_owner=3))).refused == []
    assert (await office.one(Lead, lead_id)).owner_id == 5


async def test_taking_makes_the_desk_silent_and_claims_an_unclaimed_lead(office: Office) -> None:
    _, lead_id = await opened(office)
    ravi, leela = await office.staff(3, "Ravi"), await office.staff(4, "Leela", "manager")
    await office.add(row(11, "bot"), row(11, "bot", "blocked"), row(11, "user:4"), row(11, "bot", "sent"))
    await office.applies(ravi, AskHuman("call", lead_id), Take(3, lead_id))
    chat, lead = await office.one(Conversation, 11), await office.one(Lead, lead_id)
    assert (chat.held_by, lead.owner_id, lead.needs_human) == (3, 3, None)
    theirs = [one for one in await office.all_of(Outbound) if one.conversation_id == 11]
    assert [(one.sender, one.status) for one in theirs] == [
        ("bot", "cancelled"),
        ("bot", "cancelled"),
        ("user:4", "waiting"),
        ("bot", "sent"),
    ]
    late = await office.applies(leela, Take(4, lead_id))
    assert "just now" in late.refused[0]
    assert (await office.one(Conversation, 11)).held_by == 3
    await office.applies(leela, Take(4, lead_id, seen_holder=3))
    assert (await office.one(Conversation, 11)).held_by == 4
    await office.applies(leela, Release(lead_id))
    chat = await office.one(Conversation, 11)
    assert (chat.held_by, chat.held_at) == (None, None)


async def test_a_stop_cancels_everything_unsent_in_all_their_conversations(office: Office) -> None:
    scene, lead_id = await opened(office)
    now = office.clock.now()
    other = {"channel": "email", "channel_account": "us@desk.example", "address": "asha@example.com"}
    await office.add(Conversation(id=21, kind="customer", contact_id=11, created_at=now, **other))
    await office.customer(12, "Somebody else")
    await office.add(row(11, "bot"), row(11, "user:3", key="a"), row(11, "bot", "blocked"))
    await office.add(row(21, "bot", key="mail"), row(12, "bot", key="other"), row(11, "bot", "sent"))
    await office.applies(scene, OptOut())
    rows = [one for one in await office.all_of(Outbound) if one.kind == "text"]
    left = [(one.conversation_id, one.status) for one in rows if one.status != "cancelled"]
    assert left == [(12, "waiting"), (11, "sent")]
    assert (await office.one(Contact, 11)).opted_out_at == now
    assert ("opted_out", "customer") in await office.events(lead_id)
    await office.applies(scene, OptIn())
    assert (await office.one(Contact, 11)).opted_out_at is None
    actions = [audit.action for audit in await office.all_of(AuditRow)]
    assert actions[-2:] == ["contact.opt_out", "contact.opt_in"]


async def test_what_is_learnt_of_a_contact_fills_in_and_wipes_nothing(office: Office) -> None:
    scene, _ = await opened(office)
    await office.applies(scene, LearnContact(email="asha@example.com", language="hi"))
    contact = await office.one(Contact, 11)
    assert (contact.name, contact.email, contact.language) == ("Asha Rao", "asha@example.com", "hi")


async def test_a_published_plan_is_a_version_a_quote_a_paper_and_a_link(office: Office) -> None:
    scene, lead_id = await opened(office)
    applied = await office.applies(scene, plan(changes=("Ubud has 1 more night.",)))
    [version], [quote], [paper] = [await office.all_of(one) for one in (TripVersion, QuoteRecord, Proposal)]
    assert (version.version, version.changes, version.sent_at) == (1, ["Ubud has 1 more night."], scene.now)
    assert (quote.total, quote.currency, paper.trip_version_id) == (Decimal(184335), "INR", version.id)
    assert [job.payload for job in await office.all_of(Job)] == [{"trip_version_id": version.id}]
    [link] = await office.all_of(TripLink)
    assert (applied.trip_version_id, applied.link_nonce) == (version.id, link.nonce)
    again = await office.applies(scene, plan("190000.00", send=False))
    assert again.link_nonce == link.nonce
    assert [one.version for one in await office.all_of(TripVersion)] == [1, 2]
    lead = await office.one(Lead, lead_id)
    assert (lead.value, lead.status) == (Decimal(190000), "proposed")


async def test_sending_marks_the_newest_version_and_without_one_is_refused(office: Office) -> None:
    _, lead_id = await opened(office)
    ravi = await office.staff(3, "Ravi")
    assert "no plan" in (await office.applies(ravi, SendTrip(lead_id, "user:3", 1))).refused[0]
    await office.applies(ravi, plan(send=False, lead_id=lead_id))
    applied = await office.applies(ravi, SendTrip(lead_id, "user:3", 1))
    [version] = await office.all_of(TripVersion)
    assert version.sent_at == office.clock.now()
    assert applied.versions == {lead_id: version.id}
    assert (await office.one(Lead, lead_id)).status == "proposed"


async def test_what_was_not_looked_at_is_neither_sent_nor_published(office: Office) -> None:
    _, lead_id = await opened(office)
    ravi = await office.staff(3, "Ravi")
    await office.applies(ravi, plan(send=False, lead_id=lead_id, version=1))
    assert "Version 1" in (await office.applies(ravi, plan(lead_id=lead_id, version=1))).refused[0]
    await office.applies(ravi, plan(send=False, lead_id=lead_id, version=2))
    assert "Version 2" in (await office.applies(ravi, SendTrip(lead_id, "user:3", 1))).refused[0]
    versions = await office.all_of(TripVersion)
    assert [(one.version, one.sent_at) for one in versions] == [(1, None), (2, None)]


async def test_an_act_is_written_whole_or_not_at_all(office: Office) -> None:
    _, lead_id = await opened(office)
    ravi = await office.staff(3, "Ravi")
    acts = (AddNote("kept", lead_id), AddNote("dropped", lead_id), SendTrip(lead_id, "user:3", 1))
    async with office.book.transaction() as session:
        applied = await apply_effects(session, acts, ravi, office.clock.now(), LINKS_LIVE, parts=(0, 1, 1))
    assert list(applied.refused_parts) == [1]
    notes = [event.text for event in await office.all_of(LeadEvent) if event.kind == "note"]
    assert notes == ["kept"]


@pytest.mark.parametrize("kind", ["note", "status", "take", "release", "speak"])
async def test_what_a_colleague_took_meanwhile_is_left_alone(office: Office, kind: str) -> None:
    """Rights are asked again when settling: between thinking and settling they may have gone."""
    _, lead_id = await opened(office)
    ravi, leela = await office.staff(3, "Ravi"), await office.staff(4, "Leela")
    late = {
        "note": AddNote("x", lead_id),
        "status": SetStatus("lost", "x", lead_id, "qualifying"),
        "take": Take(3, lead_id, seen_holder=4),
        "release": Release(lead_id, seen_holder=3),
        "speak": Speak(lead_id),
    }[kind]
    await office.applies(leela, Claim(4, lead_id), Take(4, lead_id))
    before = await office.one(Lead, lead_id)
    assert len((await office.applies(ravi, late)).refused) == 1
    assert (await office.one(Conversation, 11)).held_by == 4
    assert (await office.one(Lead, lead_id)).revision == before.revision


async def test_a_status_that_moved_meanwhile_is_not_overwritten(office: Office) -> None:
    scene, lead_id = await opened(office)
    ravi = await office.staff(3, "Ravi")
    await office.applies(scene, plan())
    await office.applies(scene, ApproveTrip(1, "Asha Rao"))
    late = await office.applies(ravi, SetStatus("lost", "no answer", lead_id, "proposed"))
    assert "became won" in late.refused[0]
    assert (await office.one(Lead, lead_id)).status == "won"


async def test_who_has_left_writes_nothing_any_more(office: Office) -> None:
    _, lead_id = await opened(office)
    ravi = await office.staff(3, "Ravi")
    async with office.book.transaction() as session:
        (await session.get_one(User, 3)).is_active = False
    assert "switched off" in (await office.applies(ravi, AddNote("x", lead_id))).refused[0]


async def test_the_first_yes_wins_the_lead_and_a_second_changes_nothing(office: Office) -> None:
    scene, lead_id = await opened(office)
    await office.applies(scene, plan())
    await office.applies(scene, ApproveTrip(1, "Asha Rao", "window seats"))
    await office.applies(scene, ApproveTrip(1, "Somebody Else"))
    assert "no version 9" in (await office.applies(scene, ApproveTrip(9, "Asha Rao"))).refused[0]
    [approval] = await office.all_of(Approval)
    assert (approval.name, approval.note) == ("Asha Rao", "window seats")
    assert (await office.one(Lead, lead_id)).status == "won"
    approvals = [action for action in await office.all_of(AuditRow) if action.action == "trip.approve"]
    assert [one.actor for one in approvals] == ["customer"]


async def test_a_telegram_account_is_tied_unless_the_code_was_used_meanwhile(office: Office) -> None:
    await office.staff(3, "Ravi")
    stranger = office.scene(3, "staff")
    assert (await office.applies(stranger, LinkTelegram(3, 777, None))).refused == []
    late = await office.applies(stranger, LinkTelegram(3, 888, None))
    assert "used already" in late.refused[0]
    assert (await office.one(User, 3)).telegram_id == 777
