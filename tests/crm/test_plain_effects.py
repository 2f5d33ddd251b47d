"""What most turns write past the ORM is what the long way writes, row for row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from crm.clock import MovableClock
from crm.contacts.models import Contact
from crm.conversations.effects import LearnContact, Nudge, OptOut, Remember
from crm.conversations.models import Conversation, Outbound
from crm.conversations.turns import Claimed
from crm.conversations.values import Effect, Scene
from crm.db import Book
from crm.jobs.models import Job
from crm.leads.effects import AskHuman, Capture, Claim, Record, SetStatus
from crm.leads.models import Lead, LeadEvent
from crm.leads.sheet import Elsewhere
from crm.library.effects import Unanswered
from crm.library.models import LibraryQuestion
from crm.plain_effects import are_plain, has_card, plain_writes
from crm.statements import Line
from tests.crm.desk import Office, slot

BALI = Capture({"destinations": slot(["Bali"]), "nights": slot(6), "start_date": slot("2026-12-20")})
GROWN = Capture({"nights": slot(7, message=5)}, removed=("destinations",))


@pytest.fixture
def office(book: Book, clock: MovableClock) -> Office:
    return Office(book, clock)


async def plainly(office: Office, scene: Scene, *effects: Effect) -> bool:
    now = office.clock.now()
    assert are_plain(effects, scene)
    claimed = Claimed(scene.conversation_id, scene.turn_id, 1, "ours", now)
    async with office.book.transaction() as session:
        chat = await session.get(Conversation, scene.conversation_id)
        assert chat is not None
        chat.lease = claimed.lease

    async def write(line: Line) -> bool:
        writes = await plain_writes(line, claimed, effects, scene, now)
        return has_card(writes, await line.run_all(writes))

    return await office.book.whole(write)


async def told_of(office: Office, model: Any) -> dict[int, list[dict[str, Any]]]:
    """What the rows of a table say of each customer, apart from numbers and names of rows."""
    chats = {lead.id: lead.conversation_id for lead in await office.all_of(Lead)}
    told: dict[int, list[dict[str, Any]]] = {11: [], 12: []}
    for row in await office.all_of(model):
        given = {column.key: getattr(row, column.key) for column in row.__table__.columns}
        whose = (
            given.get("contact_id")
            or given.get("lead_id")
            or (given.get("body") or given.get("payload") or {})
        )
        if isinstance(whose, dict):
            whose = whose.get("lead_id") or whose.get("conversation_id")
        chat = chats.get(whose, whose) if model is not Contact else row.id
        for name in ("id", "key", "contact_id", "conversation_id", "lead_id", "body", "payload"):
            given.pop(name, None)
        told[chat].append(given)
    return told


@pytest.mark.parametrize(
    "turns",
    [
        [[BALI]],
        [[BALI], [GROWN]],
        [[BALI], [BALI]],
        [[BALI, AskHuman("wants to talk")], [AskHuman("wants to talk")], [GROWN, AskHuman("again")]],
        [[Record("told", "something")], [Record("told", "more"), BALI]],
        [[AskHuman("no trip yet"), Unanswered("do you take  bitcoin", "en", "one says so")]],
        [[LearnContact(name="Asha", language="hi"), BALI, Unanswered("why", "hi")]],
        [[BALI, LearnContact(email="asha@example.org")], [GROWN, LearnContact(phone="+911")]],
        [[Capture({}), Remember({"asked": "nights"})]],
    ],
    ids=lambda turns: " then ".join("+".join(type(one).__name__ for one in turn) for turn in turns),
)
@pytest.mark.parametrize("name", ["Asha Rao", None])
async def test_rows_are_those_of_the_long_way(
    office: Office, turns: Sequence[Sequence[Effect]], name: str | None
) -> None:
    await office.staff(3, "Ravi")
    longer, plain = await office.customer(11, name), await office.customer(12, name)
    for effects in turns:
        turn = [*effects, Nudge(office.clock.now() + timedelta(hours=20), "Still there?")]
        await office.applies(longer, *turn)
        await plainly(office, plain, *turn)
        [theirs, ours] = [
            [lead for lead in await office.all_of(Lead) if lead.conversation_id == chat] for chat in (11, 12)
        ]
        longer, plain = await office.of_lead(longer, theirs[0].id), await office.of_lead(plain, ours[0].id)
        office.clock.advance(timedelta(minutes=5))
    for model in (Lead, LeadEvent, Outbound, Job, LibraryQuestion, Contact):
        rows = await told_of(office, model)
        assert rows[11] == rows[12], model.__name__
    assert len((await told_of(office, Lead))[12]) == 1


async def test_a_lead_that_was_closed_meanwhile_is_left_to_the_long_way(office: Office) -> None:
    scene = await office.customer(11)
    await plainly(office, scene, BALI)
    [lead] = await office.all_of(Lead)
    seen = await office.of_lead(scene, lead.id)
    await office.applies(seen, SetStatus("lost", "dates"))
    before = await office.all_of(LeadEvent)
    with pytest.raises(Elsewhere):
        await plainly(office, seen, GROWN)
    assert [event.id for event in await office.all_of(LeadEvent)] == [event.id for event in before]


async def test_a_lead_that_a_colleague_opened_meanwhile_is_left_to_the_long_way(office: Office) -> None:
    scene = await office.customer(11)
    await plainly(office, scene, BALI)
    with pytest.raises(Elsewhere):  # the turn was thought about before there was any
        await plainly(office, scene, GROWN)
    assert len(await office.all_of(Lead)) == 1


async def test_a_claimed_lead_shows_its_card_to_its_owner_alone(office: Office) -> None:
    ravi, _ = await office.staff(3, "Ravi"), await office.staff(4, "Meera")
    scene = await office.customer(11)
    assert await plainly(office, scene, BALI)
    [lead] = await office.all_of(Lead)
    assert sorted(await office.cards()) == [(lead.id, 3), (lead.id, 4)]
    await office.applies(ravi, Claim(3, lead.id))
    await office.sends_everything()
    assert await plainly(office, await office.of_lead(scene, lead.id), GROWN)
    assert await office.cards() == [(lead.id, 3)]
    assert not await plainly(office, await office.of_lead(scene, lead.id), AskHuman("call me"))
    assert await office.cards() == [(lead.id, 3)]  # what waits is drawn from the newest state


async def test_staff_letters_and_other_effects_take_the_long_way(office: Office) -> None:
    scene, ravi = await office.customer(11), await office.staff(3, "Ravi")
    assert are_plain([BALI], scene)
    assert not are_plain([BALI], ravi)
    assert not are_plain([BALI], replace(scene, channel="email"))
    assert not are_plain([BALI, OptOut()], scene)
