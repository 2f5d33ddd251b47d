"""The staff's story: cards, commands, speaking themselves, and what the manager is told."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.sandbox.people import Agent, Heard
from tests.life.desk import Caller, People, amounts_in, lead_named, plans_with
from tests.life.test_story import HELLO, is_document

# The first test of each column opens its desk: tables, catalogue, library, model.
pytestmark = pytest.mark.timeout(900)


def card_of(name: str, *parts: str) -> Callable[[Heard], bool]:
    """What a lead's card of this customer looks like, once it shows all of `parts`."""

    def fits(heard: Heard) -> bool:
        is_card = re.search(r"Lead \d+ · ", heard.text.partition("\n")[0]) is not None
        return is_card and name in heard.text and all(part in heard.text for part in parts)

    return fits


async def shows(agent: Agent, name: str, *parts: str) -> Heard:
    return await agent.hears(card_of(name, *parts), again=True)


async def test_a_card_comes_with_the_first_message_and_grows_in_place(people: People) -> None:
    ravi = await people.staff("agent")
    lalit = await people.customer("Lalit Sen")
    await lalit.says("Hello, we think of Bali")
    first = await shows(ravi, "Lalit Sen", "Bali", "unclaimed")
    shown = [label for label in first.buttons if label in ("Claim", "Reply", "Plan", "Note", "Lost")]
    assert shown == ["Claim", "Reply", "Plan", "Note", "Lost"]
    await lalit.says("2 adults, 6 nights from 20 Dec")
    grown = await shows(ravi, "Lalit Sen", "6 nights", "2 adults")
    assert (grown.id, grown.is_edited) == (first.id, True)
    await ravi.presses("Claim", on=grown)
    claimed = await shows(ravi, "Lalit Sen", "Ravi (agent)")
    assert claimed.id == first.id
    assert "Claim" not in claimed.buttons
    await ravi.presses("Note", on=claimed)
    await ravi.hears("Write the note")
    await ravi.says("Prefers a ground floor")
    await ravi.hears("Noted")
    await ravi.presses("Lost", on=claimed)
    asked = await ravi.hears("Why was lead")
    await ravi.presses("Dates", on=asked)
    await ravi.hears("closed as lost: Dates")
    closed = await shows(ravi, "Lalit Sen", "lost")
    assert closed.buttons == ("Reopen", "Note")
    admin = await people.admin()
    lead = await lead_named(admin, "Lalit Sen")
    assert (lead["status"], lead["lost_reason"], lead["owner"]) == ("lost", "Dates", "Ravi (agent)")
    events = await admin.gets(f"/leads/{lead['id']}/timeline")
    assert "Prefers a ground floor" in [event["text"] for event in events]


async def test_while_a_human_holds_the_desk_is_silent_and_words_go_both_ways(people: People) -> None:
    leela = await people.staff("agent", 1)
    mohan = await people.customer("Mohan Pillai")
    await mohan.says(HELLO)
    await mohan.hears("?")
    await leela.presses("Reply", on=await shows(leela, "Mohan Pillai"))
    await leela.hears("You speak with Mohan Pillai now")
    await leela.says("Namaste, this is Leela. Shall I hold two rooms?")
    heard = await mohan.hears("this is Leela")
    assert heard.text == "Namaste, this is Leela. Shall I hold two rooms?"
    await mohan.says("yes please, and do we need a visa?")
    relayed = await leela.hears("do we need a visa?")
    assert "Mohan Pillai" in relayed.text
    await mohan.hears_nothing(1.0)
    lead = await lead_named(await people.admin(), "Mohan Pillai")
    assert (lead["speaker"], lead["owner"]) == ("Leela (agent)", "Leela (agent)")
    await leela.says(f"/release {lead['id']}")
    await leela.hears("The desk speaks with Mohan Pillai again")
    await mohan.says("do we need a visa?")
    assert "Source: Visa" in (await mohan.hears("visa")).text


async def test_plan_and_send_by_command_reach_the_customer_once(people: People) -> None:
    meera = await people.staff("manager")
    nina = await people.customer("Nina Shah")
    await nina.says(HELLO)
    await nina.hears("?")
    lead = await lead_named(await people.admin(), "Nina Shah")
    number = lead["id"]
    await meera.says(f"/plan {number}")
    drafted = await meera.hears(f"Lead {number}, version 1")
    assert "not sent" in drafted.text
    assert drafted.buttons == ("Send v1 to Nina Shah",)
    assert "*" not in drafted.text
    await meera.hears(is_document)
    await nina.hears_nothing(0.5)
    await meera.says(f"/plan {number}")
    again = await meera.hears("still stands")
    assert again.buttons == ("Send v1 to Nina Shah",)
    await meera.says(f"/send {number}")
    await meera.hears("Version 1 is on its way to Nina Shah")
    summary = await nina.hears("/t/")
    assert amounts_in(summary.text)[0] == amounts_in(drafted.text)[0]
    await nina.hears(is_document)
    admin = await people.admin()
    versions = await admin.gets(f"/leads/{number}/trips")
    assert [Decimal(version["total"]) for version in versions] == [amounts_in(summary.text)[0]]
    assert (await lead_named(admin, "Nina Shah"))["status"] == "proposed"


async def test_commands_list_show_and_explain(people: People) -> None:
    ravi = await people.staff("agent")
    om = await people.customer("Om Prakash")
    await om.says(HELLO)
    await om.hears("?")
    number = (await lead_named(await people.admin(), "Om Prakash"))["id"]
    await ravi.says("/leads om prakash")
    listed = await ravi.hears("Leads 1–1 of 1")
    assert "Om Prakash" in listed.text
    await ravi.presses(str(number), on=listed)
    shown = await ravi.hears(lambda heard: "Om Prakash:" in heard.text)
    assert "we love beaches and temples" in shown.text
    await ravi.says(f"/lead {number}")
    await ravi.hears(lambda heard: "Om Prakash:" in heard.text)
    await ravi.says(f"/note {number} Vegetarian")
    await ravi.hears(f"Noted on lead {number}")
    await ravi.says(f"/take {number}")
    await ravi.hears("You speak with Om Prakash now")
    await ravi.says(f"/release {number}")
    await ravi.hears("The desk speaks with Om Prakash again")
    await ravi.says("/help")
    told = (await ravi.hears("What you can ask")).text
    for command in ("leads", "lead", "plan", "send", "note", "take", "release", "report", "help"):
        assert f"/{command} ·" in told
    await ravi.says("/lead 999999")
    await ravi.hears("no lead 999999 that you may see")
    await ravi.says("/frobnicate")
    await ravi.hears("/frobnicate is not a command")


async def test_outside_the_window_only_the_template_goes(people: People) -> None:
    leela = await people.staff("agent", 1)
    prem = await people.customer("Prem Nath")
    await prem.says(HELLO)
    await prem.hears("?")
    number = (await lead_named(await people.admin(), "Prem Nath"))["id"]
    await leela.says(f"/take {number}")
    await leela.hears("You speak with Prem Nath now")
    # Only WhatsApp's clock moves on: the desk believes that the window is open, and Twilio knows better.
    await people.sandbox.advance(timedelta(hours=25))
    await leela.says("Good news about your trip!")
    undelivered = await leela.hears("Not delivered")
    assert "Good news about your trip!" in undelivered.text
    assert "template" in undelivered.text
    assert undelivered.buttons == ("Send the follow-up template", "Set aside")
    # Now the desk's clock follows, and it refuses by itself what could not arrive.
    people.desk.clock.advance(timedelta(hours=25))
    await leela.says("Hello again?")
    refused = await leela.hears("Your words were not sent")
    assert refused.buttons == ("Send the follow-up template",)
    await leela.presses("Send the follow-up template", on=refused)
    await leela.hears("template is on its way to Prem Nath")
    await prem.hears("Hello Prem Nath, we have news about your trip")
    assert not [heard for heard in prem.heard if "Good news" in heard.text or "Hello again" in heard.text]
    await prem.says("Oh, tell me!")
    await leela.hears("Oh, tell me!")
    await leela.says("We can hold two rooms for you.")
    await prem.hears("hold two rooms")
    await leela.says(f"/release {number}")
    await leela.hears("The desk speaks with Prem Nath again")


async def test_words_that_fail_later_are_told_to_whoever_wrote_them(people: People) -> None:
    ravi = await people.staff("agent")
    qadir = await people.customer("Qadir Ali")
    await qadir.says(HELLO)
    await qadir.hears("?")
    number = (await lead_named(await people.admin(), "Qadir Ali"))["id"]
    await ravi.says(f"/take {number}")
    await ravi.hears("You speak with Qadir Ali now")
    await people.sandbox.faults(
        {"provider": "twilio", "kind": "callback_error", "code": 63016, "match": {"chat": qadir.number}}
    )
    await ravi.says("Your rooms are held.")
    undelivered = await ravi.hears("Not delivered")
    assert "Your rooms are held." in undelivered.text
    assert "Qadir Ali" in undelivered.text
    await ravi.says(f"/release {number}")
    await ravi.hears("The desk speaks with Qadir Ali again")


async def test_words_whose_fate_twilio_cannot_tell_for_an_hour_are_a_humans_to_decide(people: People) -> None:
    leela = await people.staff("agent", 1)
    sita = await people.customer("Sita Rao")
    await sita.says(HELLO)
    await sita.hears("?")
    number = (await lead_named(await people.admin(), "Sita Rao"))["id"]
    await leela.says(f"/take {number}")
    await leela.hears("You speak with Sita Rao now")
    await people.sandbox.faults(
        {"provider": "twilio", "kind": "lost_reply", "match": {"chat": sita.number}},
        {"provider": "twilio", "kind": "callback_order", "order": "lost", "match": {"chat": sita.number}},
        {"provider": "twilio", "kind": "503", "times": None, "match": {"operation": "list"}},
    )
    await leela.says("Your rooms are held.")
    await sita.hears("Your rooms are held.")
    people.desk.clock.advance(timedelta(minutes=61))
    told = await leela.hears(lambda heard: NOT_KNOWN in heard.text and "Your rooms are held." in heard.text)
    assert "may come twice" in told.text
    assert told.buttons == ("Ask WhatsApp again", "It arrived", "Send again")
    manager = await people.admin("manager")
    [listed] = await _unknown(manager, "Your rooms are held.")
    assert "may come twice" in listed["remedy"]
    await people.sandbox.heals()
    await leela.presses("Ask WhatsApp again", on=told)
    await leela.hears("WhatsApp is asked about it once more")
    for _ in range(200):
        if not await _unknown(manager, "Your rooms are held."):
            break
        await asyncio.sleep(0.1)
    else:
        raise AssertionError("Twilio had it all the time")
    assert len([heard for heard in sita.heard if heard.text == "Your rooms are held."]) == 1
    await leela.says(f"/release {number}")
    await leela.hears("The desk speaks with Sita Rao again")


NOT_KNOWN = "It is not known whether this arrived"


async def _unknown(manager: Caller, words: str) -> list[dict[str, Any]]:
    """Those of the sends with these words of which nobody knows; papers of other stories may be under way."""
    listed = await manager.gets("/deliveries", status="unknown")
    return [row for row in listed["items"] if row["text"] == words]


async def test_the_managers_report_comes_at_the_hour_with_the_numbers_of_the_api(people: People) -> None:
    rosa = await people.customer("Rosa Lobo")
    await plans_with(rosa, HELLO)
    meera = await people.staff("manager")
    admin = await people.admin()
    await meera.says("/report")
    now = await meera.hears(lambda heard: "Report for" in heard.text)
    local_day = people.desk.clock.today("Asia/Kolkata")
    numbers = await admin.gets("/report", day=local_day.isoformat())
    assert numbers_in(now) == told_by(numbers)
    assert [one["content_type"] for one in now.raw["media"]] == ["image/png"]
    # The hour comes: her report was set to nine, and tomorrow's nine is reached by the clock alone.
    people.desk.clock.advance(timedelta(days=1))
    await people.sandbox.advance(timedelta(days=1))
    due = await meera.hears(lambda heard: "Report for" in heard.text)
    admin = await people.admin()
    numbers = await admin.gets("/report", day=local_day.isoformat())
    assert f"{local_day.day} {local_day:%B}" in due.text
    assert numbers_in(due) == told_by(numbers)


def numbers_in(report: Heard) -> list[str]:
    """New, won, lost, new in the window, won of new: in the order of the message."""
    found = re.search(r"New leads: (\d+) · won: (\d+) · lost: (\d+)", report.text)
    window = re.search(r"New leads: (\d+) · conversion: .*?\((\d+) of", report.text)
    assert found, report.text
    assert window, report.text
    return [*found.groups(), *window.groups()]


def told_by(numbers: dict[str, object]) -> list[str]:
    names = ("new_today", "won_today", "lost_today", "new_window", "won_of_new")
    return [str(numbers[name]) for name in names]
