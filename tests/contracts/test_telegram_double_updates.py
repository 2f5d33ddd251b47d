"""What the double of the Bot API tells a bot, and its faults, understood by both Telegram clients."""

import asyncio
import json
from typing import Any

import httpx
import pytest

from bot.sandbox.people import Agent, Sandbox
from tests.contracts.sandbox_fixtures import BOT_TOKEN, SECRET
from tests.contracts.sandbox_listener import Listener
from tests.contracts.sandbox_oracles import Oracle, kinds, row


async def test_updates_are_fetched_in_order_and_confirmed_by_offset(client: Oracle, agent: Agent) -> None:
    await agent.says("/start now")
    await agent.sends(("passport.pdf", b"%PDF"), caption="scan")
    await agent.says("", location={"latitude": -8.5, "longitude": 115.26})
    first, second, third = await client.updates()
    assert first.message.text == "/start now"
    assert kinds(first.message) == [("bot_command", 0, 6)]
    assert first.message.from_user.first_name == "Meera"
    assert (second.message.document.file_name, second.message.caption) == ("passport.pdf", "scan")
    assert await client.download(second.message.document.file_id) == b"%PDF"
    assert third.message.location.latitude == -8.5
    assert [update.update_id - first.update_id for update in (second, third)] == [1, 2]
    assert [update.update_id for update in await client.updates(offset=third.update_id)] == [third.update_id]
    assert await client.updates(offset=third.update_id + 1) == []
    assert await client.updates() == []


async def test_a_long_poll_answers_as_soon_as_something_comes(client: Oracle, agent: Agent) -> None:
    waiting = asyncio.create_task(client.updates(timeout=20))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    await agent.says("hello")
    (update,) = await asyncio.wait_for(waiting, 5)
    assert update.message.text == "hello"


async def test_two_polls_or_a_poll_beside_a_webhook_conflict(client: Oracle, listener: Listener) -> None:
    first = asyncio.create_task(client.updates(timeout=20))
    await asyncio.sleep(0.2)
    second = asyncio.create_task(client.updates(timeout=1))
    with pytest.raises(client.conflict, match="terminated by other getUpdates"):
        await asyncio.wait_for(first, 5)
    assert await second == []
    await client.bot.set_webhook(f"{listener.url}/webhooks/telegram")
    with pytest.raises(client.conflict, match="webhook is active"):
        await client.updates()
    info = await client.bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (f"{listener.url}/webhooks/telegram", 0)
    await client.bot.delete_webhook()
    assert (await client.bot.get_webhook_info()).url == ""


async def test_only_the_kinds_allowed_are_brought(client: Oracle, agent: Agent) -> None:
    await client.bot.set_webhook("", allowed_updates=["callback_query"])
    await agent.says("unheard")
    assert await client.updates() == []
    await client.bot.set_webhook("", allowed_updates=[])
    await agent.says("heard")
    assert [update.message.text for update in await client.updates()] == ["heard"]


async def test_a_webhook_brings_the_secret_and_an_update_both_clients_read(
    hooked: Oracle, agent: Agent, listener: Listener
) -> None:
    told = await agent.says("hello")
    assert told.accepted
    (posted,) = await listener.gets(1, "/webhooks/telegram")
    assert posted.headers["x-telegram-bot-api-secret-token"] == SECRET
    assert posted.headers["content-type"] == "application/json"
    update = hooked.update(json.loads(posted.body))
    assert (update.update_id, update.message.text, update.message.chat.id) == (
        told.raw["update_id"],
        "hello",
        agent.id,
    )


async def test_a_webhook_is_repeated_in_order_until_it_is_taken(
    hooked: Oracle, agent: Agent, listener: Listener, sandbox: Sandbox
) -> None:
    other = await sandbox.agent(5002, "Ravi")
    listener.answers.extend([500, 503])
    await agent.says("one", wait=False)
    await agent.says("two", wait=False)
    assert (await other.says("not held up")).accepted
    posts = await listener.gets(5)
    texts = [hooked.update(json.loads(posted.body)).message for posted in posts]
    assert [text.text for text in texts if text.chat.id == agent.id][-2:] == ["one", "two"]
    assert [text.text for text in texts if text.chat.id == agent.id].count("two") == 1
    info = await hooked.bot.get_webhook_info()
    assert "Wrong response from the webhook" in info.last_error_message


async def test_a_press_arrives_is_answered_and_expires_after_150_seconds(
    hooked: Oracle, agent: Agent, listener: Listener, sandbox: Sandbox
) -> None:
    keyboard = client_keyboard(hooked)
    sent = await hooked.bot.send_message(agent.id, "Lead 42", reply_markup=keyboard)
    pressing = asyncio.create_task(agent.presses("Claim", answer_within=5))
    (posted,) = await listener.gets(1)
    query = hooked.update(json.loads(posted.body)).callback_query
    assert (query.data, query.message.message_id, query.from_user.id) == (
        "claim:42",
        sent.message_id,
        agent.id,
    )
    assert await hooked.bot.answer_callback_query(query.id, text="It is yours", show_alert=True) is True
    told = await pressing
    assert (told.raw["answer"], told.raw["is_alert"]) == ("It is yours", True)
    late = await agent.presses("Lost")
    await sandbox.advance(151)
    with pytest.raises(hooked.bad_request, match=r"(?i)query is too old"):
        await hooked.bot.answer_callback_query(late.raw["query_id"])
    with pytest.raises(hooked.bad_request, match=r"(?i)query id is invalid"):
        await hooked.bot.answer_callback_query("123")


def client_keyboard(client: Oracle) -> Any:
    return client.keyboard(
        row(("Claim", "claim:42"), ("Lost", "lost:42")), [{"text": "Open", "url": "https://example.org"}]
    )


async def test_a_link_button_opens_its_page_and_tells_the_bot_nothing(
    hooked: Oracle, agent: Agent, listener: Listener
) -> None:
    await hooked.bot.send_message(agent.id, "Lead 42", reply_markup=client_keyboard(hooked))
    told = await agent.presses("Open")
    assert told.raw["url"] == "https://example.org"
    assert listener.posted == []
    with pytest.raises(ValueError, match="has a button"):
        await agent.presses("Fly", within=0.1)


async def test_blocking_and_editing_are_told_as_updates(
    hooked: Oracle, agent: Agent, listener: Listener
) -> None:
    told = await agent.says("helo")
    await sandbox_edit(agent, told.id, "hello")
    await agent.blocks()
    posts = await listener.gets(3)
    _, edited, left = [hooked.update(json.loads(posted.body)) for posted in posts]
    assert edited.edited_message.text == "hello"
    status = left.my_chat_member.new_chat_member.status
    assert str(getattr(status, "value", status)) == "kicked"


async def sandbox_edit(agent: Agent, message_id: str, text: str) -> None:
    wish = {"message_id": int(message_id), "text": text}
    await agent.sandbox.ask("POST", f"/_control/telegram/users/{agent.id}/edits", json=wish)


async def test_a_webhook_may_answer_with_a_method(hooked: Oracle, agent: Agent, listener: Listener) -> None:
    listener.body = json.dumps({"method": "sendMessage", "chat_id": agent.id, "text": "at once"}).encode()
    await agent.says("hello")
    assert (await agent.hears("at once")).text == "at once"


async def test_too_many_requests_close_one_chat_for_as_long_as_said(
    client: Oracle, agent: Agent, sandbox: Sandbox
) -> None:
    other = await sandbox.agent(5002, "Ravi")
    await sandbox.faults(
        {"provider": "telegram", "kind": "429", "retry_after": 2, "holds": True, "match": {"chat": agent.id}}
    )
    with pytest.raises(client.retry_after) as first:
        await client.bot.send_message(agent.id, "hello")
    assert client.wait_of(first.value) == 2
    with pytest.raises(client.retry_after):
        await client.bot.send_message(agent.id, "too early")
    await client.bot.send_message(other.id, "not held up")
    await asyncio.sleep(2.05)
    await client.bot.send_message(agent.id, "in time")
    assert [row["text"] for row in await sandbox.sends()] == ["not held up", "in time"]


async def test_faults_strike_methods_as_asked(client: Oracle, agent: Agent, sandbox: Sandbox) -> None:
    await sandbox.faults(
        {"provider": "telegram", "kind": "500", "match": {"operation": "sendMessage"}},
        {"provider": "telegram", "kind": "html_error"},
        {"provider": "telegram", "kind": "immediate_error", "code": 403},
        {"provider": "telegram", "kind": "lost_reply"},
    )
    with pytest.raises(client.server_error):
        await client.bot.send_message(agent.id, "one")
    with pytest.raises(client.bad_request, match=r"(?i)can't parse entities"):
        await client.bot.send_message(agent.id, "two")
    with pytest.raises(client.forbidden):
        await client.bot.send_message(agent.id, "three")
    with pytest.raises(client.network_error):
        await client.bot.send_message(agent.id, "four")
    assert [heard.text for heard in await agent.looks()] == ["four"]
    rows = await sandbox.journal(provider="telegram", kind="request", operation="sendMessage")
    assert [(row["fault"], row["accepted"]) for row in rows] == [
        ("500", False),
        ("html_error", False),
        ("immediate_error", False),
        ("lost_reply", True),
    ]


async def test_parameters_come_as_json_form_or_query(sandbox: Sandbox, agent: Agent) -> None:
    url = f"{sandbox.url}/bot{BOT_TOKEN}/sendMessage"
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    wish: dict[str, Any] = {"chat_id": agent.id, "text": "hello"}
    async with httpx.AsyncClient() as http:
        answers = [
            await http.post(url, json={**wish, "reply_markup": keyboard}),
            await http.post(url, data={**wish, "reply_markup": json.dumps(keyboard)}),
            await http.get(url, params={**wish, "reply_markup": json.dumps(keyboard)}),
        ]
        broken = await http.post(url, data={**wish, "reply_markup": "{"})
    assert [answer.json()["result"]["reply_markup"] for answer in answers] == [keyboard] * 3
    assert (broken.status_code, broken.json()["error_code"]) == (400, 400)


async def test_update_and_message_numbers_do_not_begin_anew_after_a_reset(
    sandbox: Sandbox, agent: Agent, client: Oracle
) -> None:
    first = await agent.says("one")
    await sandbox.reset()
    second = await (await sandbox.agent(5001, "Meera")).says("two")
    assert second.raw["update_id"] > first.raw["update_id"]
    assert int(second.id) > int(first.id)
