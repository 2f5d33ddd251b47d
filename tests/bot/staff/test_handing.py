"""The packet of a hand-over: what whoever takes over reads, with the words that prove it."""

from dataclasses import replace
from datetime import timedelta

from bot.staff.handing import packet
from crm.conversations.values import Outcome, Past
from crm.leads.effects import AskHuman
from tests.agents.desk import customer
from tests.bot.staff.floor import MEERA, RAVI, Floor, only

ASHA = "+919876500001"
HELLO = "2 adults, 6 nights in Bali from 20 Dec, budget 2 lakh <b>max</b>"


async def test_the_packet_tells_the_wish_each_fact_with_its_words_promises_and_what_is_open() -> None:
    asha = customer()
    await asha.says(HELLO)
    scene = asha.scene("it is too expensive, please let me talk to a human")
    promised = Past("out:77", "human", "I will ask the hotel for a discount.", scene.now - timedelta(hours=1))
    scene = replace(scene, history=(*scene.history, promised))
    told = packet(scene, Outcome(effects=(AskHuman("Asked for a human"),)), "INR")
    assert "<b>Wants</b>: Bali · 6 nights" in told
    assert "• nights: 6 · “6 nights”" in told
    assert "• destinations: Bali · “Bali”" in told
    assert "<b>Promised</b>: “I will ask the hotel for a discount.”" in told
    assert "<b>On their mind</b>: “it is too expensive" in told
    assert "<b>Waits for an answer to</b>" in told
    assert "<b>max</b>" not in told


async def test_what_this_very_turn_taught_is_in_the_packet_and_nothing_known_gives_none() -> None:
    asha = customer()
    scene = asha.scene("Bali for 12 people, 5 nights from 3 Jan")
    outcome = await asha.mind.think(scene)
    assert any(isinstance(effect, AskHuman) for effect in outcome.effects)
    told = packet(scene, outcome, "INR")
    assert "• travellers: 12 · “12 people”" in told
    empty = asha.scene("")
    assert packet(empty, Outcome(), "INR") == ""


async def test_a_signature_on_the_trip_page_is_no_question_that_waits() -> None:
    asha = customer()
    await asha.says(HELLO)
    scene = asha.scene("Asha R. Rao")
    signed = replace(scene, heard=tuple(replace(heard, kind="approval") for heard in scene.heard))
    assert "Asha R. Rao" in packet(scene, Outcome(), "INR")
    assert "Asha R. Rao" not in packet(signed, Outcome(), "INR")


async def test_a_call_for_a_human_comes_with_the_packet(floor: Floor) -> None:
    await floor.enquires("Asha Rao", "+919876500001", owner=RAVI)
    understands = floor.mind.decide

    async def calls(scene: object) -> Outcome:
        from bot.staff.speaking import let_staff_hear

        outcome = Outcome(effects=(AskHuman("Asked for a human"),))
        return replace(outcome, says=await let_staff_hear(floor.book, scene, outcome))  # type: ignore[arg-type]  # a scene

    floor.mind.decide = calls
    floor.listens()
    await floor.customer_says("a human please", "+919876500001")
    await floor.works()
    floor.mind.decide = understands
    told = "\n".join(message.text for message in floor.shown_to(RAVI))
    assert "needs a human: Asked for a human" in told
    assert "Known, with their words" in told


async def test_a_lead_given_away_takes_its_conversation_from_who_may_see_it_no_more(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(RAVI, f"/take {lead}")
    await floor.types(MEERA, f"give {lead} to leela")
    await floor.types(MEERA, "yes")
    assert (await floor.lead(lead)).owner_id == 3
    assert (await floor.chat_of(lead)).held_by is None
    assert "you speak with its customer no more" in floor.shown_to(RAVI)[-1].text
    assert "no customer heard this" in only(await floor.types(RAVI, "See you at five"))
    assert "See you at five" not in floor.texts()


async def test_a_lead_that_a_manager_claims_leaves_the_managers_own_conversation(floor: Floor) -> None:
    lead = await floor.enquires("Asha Rao", ASHA, owner=RAVI)
    await floor.types(MEERA, f"/take {lead}")
    await floor.types(MEERA, f"give {lead} to leela")
    await floor.presses_on(MEERA, floor.shown_to(MEERA)[-1], "✅ Confirm")
    assert (await floor.lead(lead)).owner_id == 3
    assert (await floor.chat_of(lead)).held_by == 1, "managers see every lead"
