"""Faults asked of the double of Twilio strike as said, and the journal tells of them."""

import asyncio

import httpx
import pytest
from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from bot.sandbox.people import Customer, Sandbox
from tests.contracts.sandbox_fixtures import TWILIO_SID, TWILIO_TOKEN
from tests.contracts.sandbox_listener import Listener
from tests.contracts.sandbox_twilio import ASHA, Detour, send


async def test_faults_429_500_and_codes_strike_as_often_as_asked(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults(
        {"provider": "twilio", "kind": "429", "times": 2, "retry_after": 7},
        {"provider": "twilio", "kind": "500"},
        {"provider": "twilio", "kind": "immediate_error", "code": 63016},
    )
    struck = []
    for _ in range(4):
        with pytest.raises(TwilioRestException) as refused:
            await send(twilio, listener)
        struck.append((refused.value.status, refused.value.code))
    assert (await send(twilio, listener, "at last")).status == "queued"
    assert struck == [(429, 20429), (429, 20429), (500, 20500), (400, 63016)]
    assert [row["text"] for row in await sandbox.sends()] == ["at last"]


@pytest.mark.parametrize("kind", ["lost_reply", "timeout_after_accept", "500_after_accept", "garbage"])
async def test_a_lost_reply_leaves_the_message_sent_and_read_back_finds_it(
    kind: str, sandbox: Sandbox, phone: Customer, listener: Listener
) -> None:
    twilio = Client(TWILIO_SID, TWILIO_TOKEN, http_client=Detour(sandbox.url, timeout=1))
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": kind, "seconds": 2})
    with pytest.raises((RequestException, TwilioRestException, ValueError)):
        await send(twilio, listener, "sent, and nobody knows")
    (found,) = await asyncio.to_thread(twilio.messages.list, to=ASHA)
    assert found.body == "sent, and nobody knows"
    assert len(await sandbox.sends()) == 1


@pytest.mark.parametrize("kind", ["hang", "500"])
async def test_a_request_that_was_not_accepted_leaves_nothing(
    kind: str, sandbox: Sandbox, phone: Customer, listener: Listener
) -> None:
    twilio = Client(TWILIO_SID, TWILIO_TOKEN, http_client=Detour(sandbox.url, timeout=1))
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": kind, "seconds": 2})
    with pytest.raises((RequestException, TwilioRestException)):
        await send(twilio, listener)
    assert await asyncio.to_thread(twilio.messages.list, to=ASHA) == []
    assert await sandbox.sends() == []


@pytest.mark.parametrize(("code", "status"), [(63016, "undelivered"), (63018, "failed"), (21610, "failed")])
async def test_an_error_may_come_in_the_callback(
    code: int, status: str, sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": "callback_error", "code": code})
    await send(twilio, listener)
    *_, failed = await listener.gets(2, "/status")
    assert (failed.form["MessageStatus"], failed.form["ErrorCode"]) == (status, str(code))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("doubled", ["queued", "queued", "sent", "sent", "delivered", "delivered"]),
        ("reordered", ["delivered", "sent", "queued"]),
    ],
)
async def test_callbacks_come_doubled_or_reordered_on_request(
    order: str, expected: list[str], sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": "callback_order", "order": order})
    await send(twilio, listener)
    await listener.gets(len(expected), "/status")
    assert [status for _, status in listener.callbacks()] == expected


async def test_callbacks_come_before_the_answer_on_request(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": "callback_order", "order": "early"})
    sent = await send(twilio, listener)
    assert listener.callbacks() == [(sent.sid, status) for status in ("queued", "sent", "delivered")]


async def test_callbacks_come_late_or_never_on_request(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults(
        {"provider": "twilio", "kind": "callback_order", "order": "lost"},
        {"provider": "twilio", "kind": "callback_order", "order": "late", "seconds": 0.3},
    )
    unheard = await send(twilio, listener, "no callback for this")
    late = await send(twilio, listener, "late callbacks for this")
    await listener.gets(3, "/status")
    assert {sid for sid, _ in listener.callbacks()} == {late.sid}
    assert (await asyncio.to_thread(twilio.messages(unheard.sid).fetch)).status == "delivered"


async def test_a_fault_may_be_meant_for_one_chat_one_operation_or_some_words(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults(
        {"provider": "twilio", "kind": "500", "times": None, "match": {"chat": "whatsapp:+10000000000"}},
        {"provider": "twilio", "kind": "500", "times": None, "match": {"contains": "poison"}},
        {"provider": "twilio", "kind": "503", "match": {"operation": "list"}},
    )
    assert (await send(twilio, listener, "healthy")).status == "queued"
    with pytest.raises(TwilioRestException):
        await send(twilio, listener, "a poison pill")
    with pytest.raises(TwilioException, match="HTTP 503"):
        await asyncio.to_thread(twilio.messages.list)
    assert len(await asyncio.to_thread(twilio.messages.list, to=ASHA)) == 1


async def test_chance_is_seeded_and_begins_anew_after_a_reset(sandbox: Sandbox, listener: Listener) -> None:
    twilio = Client(TWILIO_SID, TWILIO_TOKEN, http_client=Detour(sandbox.url))

    async def run() -> list[bool]:
        await sandbox.reset()
        await (await sandbox.customer("+919812345678")).says("hello")
        await sandbox.faults({"provider": "twilio", "kind": "500", "probability": 0.5})
        went = []
        for _ in range(20):
            try:
                await send(twilio, listener)
                went.append(True)
            except TwilioRestException:
                went.append(False)
        return went

    first = await run()
    assert first == await run()
    assert 3 < sum(first) < 17


async def test_a_fault_that_does_not_exist_is_named(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="kind is one of"):
        await sandbox.faults({"provider": "twilio", "kind": "plague"})
    with pytest.raises(ValueError, match="a fault has no colour"):
        await sandbox.faults({"provider": "twilio", "kind": "500", "colour": "red"})


async def test_the_journal_tells_everything_in_order(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    begun = (await sandbox.journal())[-1:] or [{"seq": 0}]
    await phone.says("hello")
    sent = await send(twilio, listener)
    await listener.gets(3, "/status")
    rows = await sandbox.journal(since=begun[0]["seq"])
    assert [row["seq"] for row in rows] == sorted({row["seq"] for row in rows})
    assert [(row["direction"], row["kind"]) for row in rows] == [
        ("in", "webhook"),
        ("out", "request"),
        ("in", "callback"),
        ("in", "callback"),
        ("in", "callback"),
    ]
    assert rows[1]["status_callback"].endswith("/status/1")
    assert {row["sid"] for row in await sandbox.journal(kind="callback")} == {sent.sid}
    assert await sandbox.journal(chat="+10000000000") == []
    assert await sandbox.journal(since=rows[-1]["seq"]) == []


async def test_pages_of_other_origins_cannot_use_the_control_door(sandbox: Sandbox) -> None:
    async with httpx.AsyncClient() as http:
        foreign = await http.post(f"{sandbox.url}/_control/reset", headers={"Origin": "http://evil.example"})
        own = await http.get(f"{sandbox.url}/_control/clock", headers={"Origin": sandbox.url})
    assert (foreign.status_code, own.status_code) == (403, 200)
