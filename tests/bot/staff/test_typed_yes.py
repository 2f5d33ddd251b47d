"""A typed yes: it answers what was shown last, and nothing else."""

import pytest
from sqlalchemy import select

from crm.conversations.models import Outbound
from crm.leads.cards import announce
from crm.leads.models import Lead
from tests.bot.staff.floor import RAVI, Floor, only

ASHA, JOSE = "+919876500001", "+919876500002"


@pytest.mark.parametrize(
    "between", ["/leads", "show {other}", "hello", "a customer", "a press", "a reminder"]
)
async def test_a_typed_yes_confirms_no_order_that_was_not_shown_last(floor: Floor, between: str) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    other = await floor.enquires("José García", JOSE, owner=RAVI)
    if between == "a reminder":
        await floor.types(RAVI, f"/remind {other} in 5 minutes")
    [shown] = await floor.types(RAVI, "move asha to won")
    if between == "a customer":
        await floor.enquires("Meera Iyer", "+919876500077")
    elif between == "a press":
        await floor.presses(RAVI, f"lead:show:{other}:")
    elif between == "a reminder":
        floor.later(minutes=6)
        await floor.works()
    else:
        await floor.types(RAVI, between.format(other=other))
    assert "Nothing was done" in only(await floor.types(RAVI, "yes"))
    assert (await floor.lead(lead)).status != "won"
    await floor.presses_on(RAVI, shown, "✅ Confirm")
    assert (await floor.lead(lead)).status == "won"


async def _sends_of_itself(floor: Floor, lead: int, what: str) -> None:
    async with floor.book.transaction() as session:
        asked = select(Outbound).where(Outbound.body["buttons"].is_not(None))
        told = (await session.scalars(asked)).all()[-1]
        kind = {"a late paper": "document", "a card drawn anew": "card"}.get(what, "text")
        if kind == "card":
            await announce(session, await session.get_one(Lead, lead), floor.clock.now(), "again")
            return
        session.add(
            Outbound(
                key=f"of_itself:{what}", conversation_id=told.conversation_id, kind=kind, status="sent",
                body={"text": "2 wait.", "name": "plan.pdf"}, sender="system", run_at=floor.clock.now(),
                created_at=floor.clock.now(), sent_at=floor.clock.now(),
            )
        )  # fmt: skip


@pytest.mark.parametrize("what", ["a late paper", "a card drawn anew", "a notice"])
async def test_what_the_desk_sends_of_itself_ends_no_preview(floor: Floor, what: str) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, "move asha to won")
    floor.later(minutes=1)
    await _sends_of_itself(floor, lead, what)
    await floor.works()
    if what == "a notice":
        assert "Nothing was done" in only(await floor.types(RAVI, "ok")), "that may take note of the notice"
        await floor.types(RAVI, "move asha to won")
        await _sends_of_itself(floor, lead, f"{what} more")
    await floor.types(RAVI, "yes")
    assert (await floor.lead(lead)).status == "won"


async def test_a_yes_in_one_burst_with_its_order_confirms_nothing(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    other = await floor.enquires("José García", JOSE, owner=RAVI)
    await floor.types(RAVI, "move asha to won")
    told = await floor.types(RAVI, f"move {other} to lost", "yes")
    assert "Nothing was done" in told[-1].text
    assert {(await floor.lead(one)).status for one in (lead, other)} == {"qualifying"}


async def test_a_yes_after_two_questions_at_once_is_asked_back(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, "claim asha", "move asha to won", "move asha to lost")
    assert "Nothing was done" in only(await floor.types(RAVI, "yes"))
    assert (await floor.lead(lead)).status == "qualifying"


async def test_a_yes_to_the_desk_while_a_customer_listens_is_not_sent_unasked(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, f"/take {lead}")
    await floor.types(RAVI, "/do move asha to negotiating")
    [asked] = await floor.types(RAVI, "ok")
    assert floor.texts() == []
    await floor.presses_on(RAVI, asked, "For the desk: ok")
    assert (await floor.lead(lead)).status == "negotiating"
    await floor.types(RAVI, "ok")
    assert floor.texts() == ["ok"]


async def test_a_yes_to_the_question_for_whom_words_are_reaches_no_customer(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, f"/take {lead}")
    await floor.types(RAVI, "note on asha: wants a pool")
    [again] = await floor.types(RAVI, "yes")
    assert "For whom?" in again.text
    assert floor.texts() == []
    [shown] = await floor.presses_on(RAVI, again, "For the desk: do it")
    assert "wants a pool" in shown.text
    await floor.types(RAVI, "note on asha: wants a sauna", "yes")
    assert floor.texts() == []


async def test_orders_need_no_asking_back_where_the_customer_opted_out(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, f"/take {lead}")
    await floor.opts_out(lead)
    assert "opted out" in only(await floor.types(RAVI, "See you at five"))
    await floor.types(RAVI, "move asha to negotiating")
    await floor.types(RAVI, "yes")
    assert (await floor.lead(lead)).status == "negotiating"


async def test_a_typed_undo_takes_back_what_was_just_done(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, "move asha to won")
    await floor.types(RAVI, "yes")
    assert (await floor.lead(lead)).status == "won"
    assert "qualifying again" in only(await floor.types(RAVI, "undo"))
    assert (await floor.lead(lead)).status == "qualifying"
    assert "Nothing was done" in only(await floor.types(RAVI, "undo"))
    assert (await floor.lead(lead)).status == "qualifying"


async def test_a_typed_undo_after_something_else_shows_first_what_it_would_take_back(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, "move asha to negotiating")
    await floor.types(RAVI, "yes")
    await floor.types(RAVI, f"/note {lead} wants a pool")
    [asked] = await floor.types(RAVI, "undo")
    assert "qualifying → negotiating" in asked.text
    assert (await floor.lead(lead)).status == "negotiating"
    await floor.presses_on(RAVI, asked, "Undo")
    assert (await floor.lead(lead)).status == "qualifying"


async def test_undo_after_undo_goes_back_step_by_step(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    for status in ("negotiating", "won"):
        await floor.types(RAVI, f"move asha to {status}")
        await floor.types(RAVI, "yes")
        floor.later(minutes=1)
    await floor.types(RAVI, "undo")
    assert (await floor.lead(lead)).status == "negotiating"
    [asked] = await floor.types(RAVI, "undo")
    await floor.presses_on(RAVI, asked, "Undo")
    assert (await floor.lead(lead)).status == "qualifying"


async def test_options_in_plain_words_are_made_when_confirmed(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [shown] = await floor.types(RAVI, "options for asha")
    assert "in place of what was offered" in shown.text
    assert [event for event in await floor.events(lead) if event.kind == "options"] == []
    await floor.types(RAVI, "yes")
    assert len([event for event in await floor.events(lead) if event.kind == "options"]) == 1


async def test_a_yes_under_one_order_carries_out_none_that_is_still_to_be_shown(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, "move asha to won")
    await floor.writes(RAVI, "move asha to lost")
    await floor.turn_only()
    await floor.writes(RAVI, "yes")
    floor.later(seconds=5)
    await floor.turn_only()
    await floor.works()
    assert (await floor.lead(lead)).status == "qualifying"


@pytest.mark.parametrize("holds", [False, True])
async def test_a_yes_written_before_its_question_was_shown_is_asked_back(floor: Floor, holds: bool) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    if holds:
        await floor.types(RAVI, f"/take {lead}")
    await floor.types(RAVI, f"/do move {lead} to won")
    await floor.writes(RAVI, f"/do move {lead} to lost")
    [thinking] = await floor.claims()
    await floor.writes(RAVI, "yes")
    floor.later(seconds=3)
    await floor.run(thinking)
    floor.listens()
    await floor.works()
    [asked] = floor.shown_to(RAVI)
    assert "What is" in asked.text
    assert floor.texts() == []
    assert (await floor.lead(lead)).status == "qualifying"


async def test_an_undo_while_a_customer_listens_is_never_sent_to_them(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, f"/take {lead}")
    [shown] = await floor.types(RAVI, "/do move asha to negotiating")
    await floor.presses_on(RAVI, shown, "✅ Confirm")
    await floor.customer_says("And a pool, please", ASHA)
    await floor.works()
    [asked] = await floor.types(RAVI, "undo")
    assert "qualifying → negotiating" in asked.text
    assert floor.texts() == []


async def test_a_yes_for_nothing_tells_whoever_holds_a_conversation_why_nobody_heard_it(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    assert "You hold no conversation" in only(await floor.types(RAVI, "yes"))
    await floor.types(RAVI, f"/take {lead}")
    await floor.opts_out(lead)
    assert "has opted out" in only(await floor.types(RAVI, "yes"))
