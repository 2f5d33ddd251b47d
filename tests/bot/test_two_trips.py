"""Two enquiries in one message become two leads, each with its evidence, its timeline and its turn."""

from sqlalchemy import select

from bot.minding import with_waiting
from crm.conversations.values import Outcome, Scene
from crm.leads.aside import take_up
from crm.leads.models import Lead, LeadEvent
from crm.leads.service import get_lead, open_lead_of, set_status
from tests.agents.desk import customer
from tests.bot.desk import TestDesk


async def leads_of(desk: TestDesk) -> list[Lead]:
    async with desk.book.reading() as session:
        return list((await session.scalars(select(Lead).order_by(Lead.id))).all())


def _know_both(desk: TestDesk) -> None:
    """Let the desk think as it is composed to: with the enquiries that wait beside the one in hand."""
    think = customer().mind.think

    async def with_both(scene: Scene) -> Outcome:
        return await think(await with_waiting(desk.book, scene))

    desk.mind.decide = with_both


async def test_staff_see_two_leads_and_the_desk_comes_back_to_the_second(desk: TestDesk) -> None:
    desk.mind.decide = customer().mind.think
    await desk.customer_says("Bali in December for us, and separately my parents want Kerala in March")
    await desk.works()
    bali, kerala = await leads_of(desk)
    assert (bali.destination, kerala.destination) == ("Bali", "Kerala")
    assert bali.set_aside_at is None
    assert kerala.set_aside_at is not None
    assert bali.needs_human is None
    assert f"lead {bali.id}" in (kerala.needs_human or "")
    assert {"message", "span", "confidence", "by"} <= kerala.slots["destinations"].keys()
    async with desk.book.reading() as session:
        told = (await session.execute(select(LeadEvent.lead_id, LeadEvent.kind))).all()
    assert (bali.id, "second_enquiry") in [tuple(one) for one in told]
    assert {(kerala.id, "opened"), (kerala.id, "captured"), (kerala.id, "set_aside")} <= {*map(tuple, told)}

    await desk.customer_says("and for Kerala, 4 people")
    await desk.customer_says("6 nights")
    await desk.works()
    bali, kerala = await leads_of(desk)
    assert kerala.slots["travellers"]["value"] == 4
    assert "travellers" not in bali.slots

    async with desk.book.transaction() as session:
        lead = await open_lead_of(session, bali.conversation_id, to_change=True)
        assert lead is not None
        assert lead.id == bali.id, "the desk goes on with the first"
        await set_status(session, lead, "lost", "user:1", desk.clock.now(), "too dear")
    await desk.customer_says("5 nights please")
    await desk.works()
    bali, kerala = await leads_of(desk)
    assert kerala.slots["nights"]["value"] == 5
    assert len(await leads_of(desk)) == 2


async def test_the_customer_says_which_goes_first_and_comes_back(desk: TestDesk) -> None:
    _know_both(desk)
    for text in (
        "Bali in December for us, 5 nights, and separately my parents want Kerala in March",
        "first the Kerala one please",
        "4 nights",
    ):
        await desk.customer_says(text)
        await desk.works()
    bali, kerala = await leads_of(desk)
    assert (bali.slots["nights"]["value"], kerala.slots["nights"]["value"]) == (5, 4)
    assert kerala.set_aside_at is None
    assert kerala.needs_human is None
    assert bali.set_aside_at is not None
    assert f"lead {kerala.id}" in (bali.needs_human or "")

    for text in ("now about Bali", "6 nights"):
        await desk.customer_says(text)
        await desk.works()
    bali, kerala = await leads_of(desk)
    assert (bali.slots["nights"]["value"], kerala.slots["nights"]["value"]) == (6, 4)
    assert bali.needs_human is None
    assert len(await leads_of(desk)) == 2


async def test_a_complaint_is_not_forgotten_when_the_customer_turns_to_the_other_and_comes_back(
    desk: TestDesk,
) -> None:
    _know_both(desk)
    for text in (
        "Bali in December for us, 5 nights, and separately my parents want Kerala in March",
        "I have a complaint, your driver was rude and the hotel was dirty",
    ):
        await desk.customer_says(text)
        await desk.works()
    bali, kerala = await leads_of(desk)
    complaint = bali.needs_human
    assert complaint is not None
    async with desk.book.transaction() as session:
        await take_up(
            session, (await leads_of(desk))[0].conversation_id, (await leads_of(desk))[1].id, desk.clock.now()
        )
    bali, kerala = await leads_of(desk)
    assert (bali.needs_human, kerala.needs_human) == (complaint, None)
    async with desk.book.transaction() as session:
        await take_up(session, bali.conversation_id, bali.id, desk.clock.now())
    bali, kerala = await leads_of(desk)
    assert bali.needs_human == complaint
    assert f"lead {bali.id}" in (kerala.needs_human or "")


async def test_an_enquiry_closed_meanwhile_is_not_taken_up(desk: TestDesk) -> None:
    think = customer().mind.think

    async def closed_while_it_thinks(scene: Scene) -> Outcome:
        outcome = await think(await with_waiting(desk.book, scene))
        if scene.lead is not None:
            async with desk.book.transaction() as session:
                _, kerala, *_ = await leads_of(desk)
                lead = await get_lead(session, kerala.id)
                await set_status(session, lead, "lost", "user:1", desk.clock.now(), "too dear")
        return outcome

    desk.mind.decide = closed_while_it_thinks
    await desk.customer_says("Bali in December for us, and separately my parents want Kerala in March")
    await desk.works()
    await desk.customer_says("first the Kerala one please, 9 nights")
    await desk.works()
    bali, kerala, anew = await leads_of(desk)
    assert bali.set_aside_at is None
    assert (kerala.status, "nights" in kerala.slots) == ("lost", False)
    assert "nights" not in bali.slots
    assert anew.slots["nights"]["value"] == 9


async def test_a_customer_cannot_open_leads_without_end(desk: TestDesk) -> None:
    desk.mind.decide = customer().mind.think
    places = ("Kerala", "Paris", "Rome", "Tokyo", "Madrid", "Berlin")
    await desk.customer_says("Bali in December for us")
    await desk.works()
    for place in places:
        await desk.customer_says(f"Another trip to {place} in March")
        await desk.works()
    first, *waiting = await leads_of(desk)
    assert [lead.destination for lead in waiting] == ["Kerala", "Paris", "Rome"]
    assert "Tokyo" in (first.needs_human or "")
    async with desk.book.reading() as session:
        query = select(LeadEvent.kind, LeadEvent.text).where(LeadEvent.lead_id == first.id)
        told = [tuple(one) for one in (await session.execute(query)).all()]
    noted = [text for kind, text in told if kind == "enquiry_not_opened"]
    assert [p for p in places if any(p in text for text in noted)] == ["Tokyo", "Madrid", "Berlin"]
    assert [kind for kind, _ in told].count("needs_human") == 1
    assert first.destination == "Bali"


async def test_what_was_said_of_a_trip_closed_meanwhile_is_not_written_into_the_other(desk: TestDesk) -> None:
    think = customer().mind.think
    desk.mind.decide = think
    await desk.customer_says("Bali in December for us, and separately my parents want Kerala in March")
    await desk.works()

    async def closed_while_it_thinks(scene: Scene) -> Outcome:
        outcome = await think(scene)
        async with desk.book.transaction() as session:
            lead = await open_lead_of(session, scene.conversation_id, to_change=True)
            assert lead is not None
            await set_status(session, lead, "lost", "user:1", desk.clock.now(), "too dear")
        return outcome

    desk.mind.decide = closed_while_it_thinks
    await desk.customer_says("Bali for 9 nights")
    await desk.works()
    bali, kerala, anew = await leads_of(desk)
    assert (bali.status, kerala.destination) == ("lost", "Kerala")
    assert "nights" not in kerala.slots
    assert anew.slots["nights"]["value"] == 9
    assert anew.set_aside_at is None


async def test_a_word_about_the_trip_that_was_won_moves_the_other_nowhere(desk: TestDesk) -> None:
    desk.mind.decide = customer().mind.think
    await desk.customer_says("Bali in December for us, and separately my parents want Kerala in March")
    await desk.works()
    bali, kerala = await leads_of(desk)
    async with desk.book.transaction() as session:
        lead = await open_lead_of(session, bali.conversation_id, to_change=True)
        assert lead is not None
        await set_status(session, lead, "won", "user:1", desk.clock.now())
    before = dict(kerala.slots)
    for text in ("For Bali we are three now", "In Bali we want 9 nights"):
        await desk.customer_says(text)
        await desk.works()
        bali, kerala = await leads_of(desk)
        assert kerala.slots == before
        assert text in (kerala.needs_human or "")
    await desk.customer_says("5 nights please")
    await desk.works()
    assert (await leads_of(desk))[1].slots["nights"]["value"] == 5
