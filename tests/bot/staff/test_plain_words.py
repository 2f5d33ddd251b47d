"""Plain words in Telegram: a preview first, done once when confirmed, taken back where that can be."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from agents.orders.contract import Order, Understood
from bot.channels.port import Message
from crm.conversations.models import Outbound
from crm.previews.models import Preview
from crm.trips.models import TripVersion
from crm.users.models import User
from crm.users.service import deactivate
from tests.bot.staff.floor import LEELA, MEERA, RAVI, Floor, only

ASHA, JOHN, ASHA_TOO = "+919876500001", "+919876500002", "+919876500003"


async def pressed(floor: Floor, who: int, shown: Message, label: str) -> list[Message]:
    return await floor.presses_on(who, shown, label)


async def reminders(floor: Floor) -> list[Outbound]:
    async with floor.book.reading() as session:
        found = select(Outbound).where(Outbound.key.startswith("reminder:")).order_by(Outbound.id)
        return list(await session.scalars(found))


async def notes(floor: Floor, lead: int) -> list[str]:
    return [event.text for event in await floor.events(lead) if event.kind == "note"]


async def test_an_order_is_shown_first_and_done_when_confirmed(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [shown] = await floor.types(RAVI, "move Asha to negotiating and remind me on Friday")
    assert "1. Move lead 1 · Asha Rao: qualifying → negotiating" in shown.text
    assert "2. Remind you on Fri 27 Nov, 09:00" in shown.text
    assert (await floor.lead(lead)).status == "qualifying"
    assert await reminders(floor) == []
    [done] = await pressed(floor, RAVI, shown, "✅ Confirm")
    assert done.edits == "5", "the preview itself says what was done"
    assert done.text.count("✅") == 2
    assert (await floor.lead(lead)).status == "negotiating"
    [reminder] = await reminders(floor)
    assert reminder.run_at.isoformat() == "2026-11-27T03:30:00+00:00", "nine in the morning in Kolkata"
    floor.listens()
    floor.later(days=4)
    await floor.works()
    assert "Reminder" in only(floor.shown_to(RAVI))


async def test_nothing_is_done_when_cancelled_or_changed(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [shown] = await floor.types(RAVI, "mark asha as lost because too expensive")
    assert "(too expensive)" in shown.text
    assert "Cancelled" in only(await pressed(floor, RAVI, shown, "Cancel"))
    assert "cancelled" in only(await pressed(floor, RAVI, shown, "✅ Confirm"))
    [shown] = await floor.types(RAVI, "mark asha as lost")
    told = await pressed(floor, RAVI, shown, "Change")
    assert "mark asha as lost" in told[-1].text
    [shown] = await floor.types(RAVI, "move asha to proposed")
    await pressed(floor, RAVI, shown, "✅ Confirm")
    assert (await floor.lead(lead)).status == "proposed"


async def test_pressed_twice_it_is_done_once(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [shown] = await floor.types(RAVI, "note on asha: wants a pool")
    data = shown.buttons[0][0]["data"]
    floor.listens()
    for _ in range(2):  # both presses lie in one burst, before either is settled
        await floor._comes(_press(RAVI, data))
    await floor.works()
    assert len(floor.shown_to(RAVI)) == 1
    await floor.presses(RAVI, data)
    assert await notes(floor, lead) == ["wants a pool"]


def _press(who: int, data: str) -> dict[str, Any]:
    chat = {"id": who, "type": "private", "first_name": "x"}
    sender = {"id": who, "is_bot": False, "first_name": "x"}
    message = {"message_id": 5, "date": 1_795_000_000, "chat": chat, "from": sender, "text": "card"}
    query = {"id": "99", "from": sender, "chat_instance": "1", "data": data, "message": message}
    return {"callback_query": query}


async def test_a_preview_is_its_writers_own_and_does_not_wait_for_ever(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    [shown] = await floor.types(RAVI, "move asha to negotiating")
    data = shown.buttons[0][0]["data"]
    assert "gone" in only(await floor.presses(LEELA, data))
    floor.later(minutes=16)
    assert "waited too long" in only(await floor.presses(RAVI, data))
    assert (await floor.lead(lead)).status == "qualifying"


async def test_what_moved_since_the_preview_is_not_overwritten(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    [shown] = await floor.types(RAVI, "move asha to negotiating and note on her: call first")
    await floor.types(MEERA, f"/status {lead} proposed")
    told = await pressed(floor, RAVI, shown, "✅ Confirm")
    assert any("became proposed" in message.text for message in told)
    assert any("⛔ Not done: Move" in message.text and "✅ Note" in message.text for message in told)
    assert (await floor.lead(lead)).status == "proposed"
    assert await notes(floor, lead) == ["call first"]


async def test_authority_is_asked_again_when_confirming(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    [shown] = await floor.types(RAVI, "note on asha: mine")
    await floor.types(LEELA, f"/claim {lead}")
    assert "out of your sight" in only(await pressed(floor, RAVI, shown, "✅ Confirm"))
    assert await notes(floor, lead) == []


async def test_undo_restores_what_nobody_changed_since(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    words = f"claim {lead}, move it to won, note that they want a pool and remind me tomorrow"
    [shown] = await floor.types(RAVI, words)
    [done] = await pressed(floor, RAVI, shown, "✅ Confirm")
    assert (await floor.lead(lead)).status == "won"
    [undone] = await pressed(floor, RAVI, done, "Undo")
    assert undone.text.count("↩️") == 4
    kept = await floor.lead(lead)
    assert (kept.status, kept.owner_id) == ("qualifying", None)
    assert await notes(floor, lead) == []
    assert [row.status for row in await reminders(floor)] == ["cancelled"]
    assert "undone" in only(await pressed(floor, RAVI, done, "Undo"))


async def test_undo_says_what_it_cannot_take_back(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [shown] = await floor.types(RAVI, f"move {lead} to proposed and tell asha: we will call you at 5")
    told = await pressed(floor, RAVI, shown, "✅ Confirm")
    assert "we will call you at 5" in floor.texts()
    done = next(message for message in told if message.edits)
    await floor.types(MEERA, f"/status {lead} negotiating")
    [undone] = await pressed(floor, RAVI, done, "Undo")
    assert "Cannot be undone: Send to the customer" in undone.text
    assert "moved to negotiating since" in undone.text
    assert (await floor.lead(lead)).status == "negotiating"


async def test_a_draft_in_plain_words_changes_the_wishes_and_undo_brings_them_back(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    first, shown = await floor.types(RAVI, f"draft 5 nights Bali for lead {lead} under 2 lakh and send it")
    assert "I show you the plan first" in first.text
    assert "budget ₹2,00,000" in shown.text
    assert "nights 5" in shown.text
    assert "send" not in shown.text.lower().replace("not sent", ""), "a plan is seen before it is sent"
    told = await pressed(floor, RAVI, shown, "✅ Confirm")
    assert (await floor.lead(lead)).nights == 5
    assert len(await floor.all_of(TripVersion)) == 1
    done = next(message for message in told if message.edits)
    [undone] = await pressed(floor, RAVI, done, "Undo")
    assert "stays as a version that was not sent" in undone.text
    assert (await floor.lead(lead)).nights == 6
    assert floor.texts() == [], "no customer heard of it"


async def test_an_ambiguous_name_asks_which(floor: Floor) -> None:
    await floor.enquires("Asha Rao", ASHA)
    second = await floor.enquires("Asha Menon", ASHA_TOO)
    [asked] = await floor.types(RAVI, "move asha to negotiating")
    assert "Which “asha”" in asked.text
    label = next(b["label"] for row in asked.buttons for b in row if b["label"].startswith(f"{second} "))
    [shown] = await pressed(floor, RAVI, asked, label)
    assert "Asha Menon" in shown.text
    await pressed(floor, RAVI, shown, "✅ Confirm")
    assert (await floor.lead(second)).status == "negotiating"


async def test_a_name_of_somebody_elses_lead_is_not_known(floor: Floor) -> None:
    await floor.enquires("Asha Rao", ASHA, owner=LEELA)
    assert "I know no lead" in only(await floor.types(RAVI, "move asha to lost"))
    assert "Asha Rao" in only(await floor.types(MEERA, "move asha to lost"))


async def test_reads_are_answered_at_once(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.enquires("John Miller", JOHN)
    assert "Asha Rao" in only(await floor.types(RAVI, "show my leads"))
    assert "<b>2</b> leads" in only(await floor.types(RAVI, "how many open leads for bali?"))
    assert f"Lead {lead}" in only(await floor.types(RAVI, "show me asha's lead"))
    waits = only(await floor.types(RAVI, "who is waiting longest?"))
    assert f"/lead {lead} " in waits
    assert await floor.all_of(Preview) == []


async def test_it_means_the_lead_spoken_of_before(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"show lead {lead}")
    [shown] = await floor.types(RAVI, "claim it")
    assert "Asha Rao" in shown.text
    [shown] = await floor.types(RAVI, "note that she wants a pool", reply_to=f"💬 Asha (lead {lead}):")
    assert "wants a pool" in shown.text


async def test_what_is_marked_as_safe_is_done_at_once_and_nothing_else(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    assert "cannot be marked" in only(await floor.types(RAVI, "/safe send"))
    assert "write notes" in only(await floor.types(RAVI, "/safe note move"))
    assert "✅ <b>note</b>" in only(await floor.types(RAVI, "/help"))
    [done] = await floor.types(RAVI, "note on asha: wants a pool")
    assert "✅ Note" in done.text
    assert await notes(floor, lead) == ["wants a pool"]
    [shown] = await floor.types(RAVI, "mark asha lost")
    assert "This is what I will do" in shown.text, "closing a lead is always asked"
    [shown] = await floor.types(LEELA, "claim asha")
    assert "I know no lead" in shown.text
    [undone] = await pressed(floor, RAVI, done, "Undo")
    assert "removed" in undone.text


async def test_what_a_model_has_read_is_shown_first_even_where_it_is_marked_as_safe(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, "/safe note")

    async def read(text: str, now: datetime, *, quick: bool = False) -> Understood:
        return Understood((Order("note", lead="asha", text="wants a pool"),), engine="llm")

    monkeypatch.setattr(floor.drafts, "orders", read)
    [shown] = await floor.types(RAVI, "asha's file could do with a line that she wants a pool")
    assert "This is what I will do" in shown.text
    assert await notes(floor, lead) == []
    assert "✅ Note" in only(await pressed(floor, RAVI, shown, "✅ Confirm"))
    assert await notes(floor, lead) == ["wants a pool"]


@pytest.mark.parametrize("words", ["yes", "ok"])
async def test_a_typed_yes_confirms_what_was_shown_last(floor: Floor, words: str) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, "claim asha")
    assert "✅" in only(await floor.types(RAVI, words))
    assert (await floor.lead(lead)).owner_id == 2


async def test_words_that_may_be_an_order_are_not_sent_to_a_customer_unasked(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    [asked] = await floor.types(RAVI, "who is waiting longest")
    assert "for me, or for the customer" in asked.text
    assert floor.texts() == []
    assert "Waiting for" in only(await pressed(floor, RAVI, asked, "For the desk: do it"))
    await floor.types(RAVI, "We will call you at five")
    assert floor.texts() == ["We will call you at five"]


async def test_reminders_are_listed_put_off_and_cancelled(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    assert "✅ Remind you on" in only(await floor.types(RAVI, f"/remind {lead} tomorrow at 10 call her"))
    assert "✅ Remind you on" in only(await floor.types(RAVI, "/remind in 2 hours check flights"))
    [listed] = await floor.types(RAVI, "/reminders")
    assert listed.text.index("check flights") < listed.text.index("Asha Rao")
    assert "cancelled" in only(await pressed(floor, RAVI, listed, "Cancel 2"))
    floor.listens()
    floor.later(hours=2, minutes=1)
    await floor.works()
    [came] = floor.shown_to(RAVI)
    assert "check flights" in came.text
    assert "Again on" in only(await pressed(floor, RAVI, came, "In an hour"))
    floor.listens()
    floor.later(days=3)
    await floor.works()
    assert [message.text for message in floor.shown_to(RAVI)] == [came.text]


async def test_whoever_has_left_is_reminded_of_nobody(floor: Floor) -> None:
    await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    assert "✅ Remind you on" in only(await floor.types(RAVI, "/remind in 2 hours call Asha Rao"))
    async with floor.book.transaction() as session:
        ravi = (await session.scalars(select(User).where(User.telegram_id == RAVI))).one()
        await deactivate(session, ravi.id, floor.clock.now())
    floor.listens()
    floor.later(hours=3)
    await floor.works()
    assert floor.shown_to(RAVI) == []


async def test_managers_give_leads_away_and_agents_do_not(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    assert "Only managers" in only(await floor.types(RAVI, "give asha to leela"))
    assert "I know no colleague" in only(await floor.types(MEERA, "give asha to nobodyatall"))
    [shown] = await floor.types(MEERA, "give asha to leela")
    [done] = await pressed(floor, MEERA, shown, "✅ Confirm")
    assert (await floor.lead(lead)).owner_id == 3
    await pressed(floor, MEERA, done, "Undo")
    assert (await floor.lead(lead)).owner_id is None


async def test_undo_gives_no_lead_to_somebody_who_has_left(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    [shown] = await floor.types(MEERA, "give asha to leela")
    [done] = await pressed(floor, MEERA, shown, "✅ Confirm")
    given_to = (await floor.lead(lead)).owner_id
    async with floor.book.transaction() as session:
        await session.execute(update(User).where(User.telegram_id == RAVI).values(is_active=False))
    [undone] = await pressed(floor, MEERA, done, "Undo")
    assert "has left" in undone.text
    assert (await floor.lead(lead)).owner_id == given_to


async def test_half_understood_words_write_nothing(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    for words in (
        "don't move asha to lost",
        "move asha to lost if she does not pay",
        "move asha to negotiating and sing a song",
        "should I move asha to won?",
    ):
        assert "nothing was done" in only(await floor.types(RAVI, words))
    assert (await floor.lead(lead)).status == "qualifying"
    assert await floor.all_of(Preview) == []


async def test_both_where_one_was_named_is_asked_back(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    asked = only(await floor.types(RAVI, f"claim {lead} and move both to won"))
    assert "which other lead" in asked
    assert "Nothing was done" in asked
    assert (await floor.lead(lead)).owner_id is None


async def test_both_where_one_was_named_is_not_sent_to_a_customer(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA)
    await floor.types(RAVI, f"/take {lead}")
    asked = only(await floor.types(RAVI, f"claim {lead} and move both to won"))
    assert "for me, or for the customer" in asked
    assert floor.texts() == []
