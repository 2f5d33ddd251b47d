"""The Telegram channel against a Bot API that speaks the real protocol."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.channels.port import Accepted, LookupFailed, Message, Refusal, TryLater, Unknown
from bot.channels.telegram.channel import TelegramChannel
from bot.sandbox.people import Agent, Sandbox
from tests.contracts.sandbox_fixtures import BOT_TOKEN, SECRET
from tests.contracts.sandbox_listener import Listener
from tests.servers import free_port

CLAIM = [[{"label": "Claim", "data": "lead:claim:42:"}, {"label": "Page", "url": "https://desk.example/42"}]]


@pytest.fixture
async def channel(sandbox_url: str, listener: Listener) -> AsyncIterator[TelegramChannel]:
    opened = TelegramChannel(BOT_TOKEN, SECRET, sandbox_url)
    await opened.bot.set_webhook(f"{listener.url}/webhooks/telegram", secret_token=SECRET)
    yield opened
    await opened.bot.delete_webhook()
    await opened.close()


def text(agent: Agent, words: str, **more: Any) -> Message:
    return Message(7, "text", str(agent.id), text=words, **more)


async def test_plain_text_stays_as_it_is(channel: TelegramChannel, agent: Agent) -> None:
    sent = await channel.send(text(agent, "1 < 2 & <b>not bold</b>"))
    heard = await agent.hears("not bold")
    assert heard.text == "1 < 2 & <b>not bold</b>"
    assert sent == Accepted(heard.id)


async def test_html_and_buttons_show(channel: TelegramChannel, agent: Agent) -> None:
    await channel.send(text(agent, "<b>Lead 42</b> &lt;Asha&gt;", is_html=True, buttons=CLAIM))
    heard = await agent.hears("Lead 42")
    assert (heard.text, heard.buttons) == ("Lead 42 <Asha>", ("Claim", "Page"))


async def test_a_message_is_edited_in_place(channel: TelegramChannel, agent: Agent) -> None:
    first = await channel.send(text(agent, "Lead 42, new", buttons=CLAIM))
    assert isinstance(first, Accepted)
    again = await channel.send(text(agent, "Lead 42, claimed", edits=first.provider_id))
    heard = await agent.hears("claimed")
    assert again == first
    assert (heard.id, heard.is_edited, heard.buttons) == (first.provider_id, True, ())


async def test_a_document_and_a_photo_arrive(channel: TelegramChannel, agent: Agent, picture: bytes) -> None:
    paper = Message(8, "document", str(agent.id), text="Your plan", file=b"%PDF-1.7", file_name="plan.pdf")
    chart = Message(
        9, "photo", str(agent.id), text="<b>Report</b>", is_html=True, file=picture, file_name="report.png"
    )
    assert isinstance(await channel.send(paper), Accepted)
    assert isinstance(await channel.send(chart), Accepted)
    assert (await agent.hears("Your plan")).documents == ("plan.pdf",)
    assert [one["content_type"] for one in (await agent.hears("Report")).raw["media"]] == ["image/png"]


async def test_a_pressed_button_is_answered_once_and_an_old_press_is_let_go(
    channel: TelegramChannel, agent: Agent, listener: Listener, sandbox: Sandbox
) -> None:
    await channel.send(text(agent, "Lead 42", buttons=CLAIM))
    await agent.presses("Claim")
    [posted] = await listener.gets(1, "/webhooks/telegram")
    query = json.loads(posted.body)["callback_query"]["id"]
    answer = Message(10, "callback", str(agent.id), text="It is yours", callback_id=query)
    assert isinstance(await channel.send(answer), Accepted)
    assert isinstance(await channel.send(answer), Accepted)
    unknown = Message(11, "callback", str(agent.id), callback_id="1234567890")
    assert isinstance(await channel.send(unknown), Accepted)


async def test_an_edit_that_changes_nothing_counts_as_done(channel: TelegramChannel, agent: Agent) -> None:
    first = await channel.send(text(agent, "the same"))
    assert isinstance(first, Accepted)
    assert await channel.send(text(agent, "the same", edits=first.provider_id)) == first


async def test_an_edit_of_a_message_that_is_gone_says_so(channel: TelegramChannel, agent: Agent) -> None:
    refused = await channel.send(text(agent, "new words", edits="999999"))
    assert isinstance(refused, Refusal)
    assert refused.code == "gone"


async def test_a_flood_wait_is_obeyed_to_the_second(
    channel: TelegramChannel, agent: Agent, sandbox: Sandbox
) -> None:
    await sandbox.faults({"provider": "telegram", "kind": "429", "retry_after": 7})
    later = await channel.send(text(agent, "Hello"))
    assert isinstance(later, TryLater)
    assert (later.after, later.code) == (7.0, "429")
    assert isinstance(await channel.send(text(agent, "Hello")), Accepted)


async def test_who_blocked_the_bot_or_never_started_it_cannot_be_reached(
    channel: TelegramChannel, agent: Agent, sandbox: Sandbox
) -> None:
    await agent.blocks()
    refused = await channel.send(text(agent, "Hello"))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.unreachable) == ("403", True)
    assert "Start" in refused.remedy
    nobody = await channel.send(Message(1, "text", "99999", text="Hello"))
    assert isinstance(nobody, Refusal)
    assert nobody.unreachable


@pytest.mark.parametrize("kind", ["500", "502", "lost_reply", "garbage", "500_after_accept"])
async def test_a_send_whose_fate_is_unclear_is_unknown_and_an_edit_may_be_repeated(
    channel: TelegramChannel, agent: Agent, sandbox: Sandbox, kind: str
) -> None:
    first = await channel.send(text(agent, "Lead 42"))
    assert isinstance(first, Accepted)
    await sandbox.faults({"provider": "telegram", "kind": kind, "times": 2})
    assert isinstance(await channel.send(text(agent, "Hello")), Unknown)
    edited = await channel.send(text(agent, f"Lead 42, {kind}", edits=first.provider_id))
    assert isinstance(edited, TryLater)
    assert isinstance(await channel.send(text(agent, f"Lead 42 {kind}", edits=first.provider_id)), Accepted)


async def test_markup_that_telegram_cannot_read_is_a_refusal(channel: TelegramChannel, agent: Agent) -> None:
    refused = await channel.send(text(agent, "<b>not closed", is_html=True))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.unreachable) == ("400", False)


async def test_a_server_that_is_not_there_was_surely_not_told(agent: Agent) -> None:
    channel = TelegramChannel(BOT_TOKEN, SECRET, f"http://127.0.0.1:{free_port()}")
    try:
        assert isinstance(await channel.send(text(agent, "Hello")), TryLater)
    finally:
        await channel.close()


async def test_a_wrong_token_is_a_refusal_with_a_remedy(sandbox_url: str, agent: Agent) -> None:
    channel = TelegramChannel("424242:wrong", SECRET, sandbox_url)
    try:
        refused = await channel.send(text(agent, "Hello"))
    finally:
        await channel.close()
    assert isinstance(refused, Refusal)
    assert "TELEGRAM_BOT_TOKEN" in refused.remedy


async def test_a_group_that_moved_tells_its_new_address(
    channel: TelegramChannel, agent: Agent, sandbox: Sandbox
) -> None:
    group = await sandbox.group(-4242, kind="group")
    await sandbox.ask("POST", f"/_control/telegram/chats/{group}/migrates", json={"new_id": -100_4242})
    moved = await channel.send(Message(1, "text", str(group), text="Hello all"))
    assert isinstance(moved, TryLater)
    assert moved.moved_to == "-1004242"


async def test_a_file_that_staff_sent_is_fetched(
    channel: TelegramChannel, agent: Agent, listener: Listener
) -> None:
    await agent.sends(("voucher.pdf", b"%PDF-1.7 voucher"), "for Asha")
    [posted] = await listener.gets(1, "/webhooks/telegram")
    media = await channel.fetch_media(json.loads(posted.body)["message"]["document"])
    assert (media.content, media.name, media.media_type) == (
        b"%PDF-1.7 voucher",
        "voucher.pdf",
        "application/pdf",
    )


async def test_telegram_cannot_be_asked_what_it_sent(channel: TelegramChannel, agent: Agent) -> None:
    assert not channel.capabilities.can_read_back
    with pytest.raises(LookupFailed):
        await channel.find_sent(text(agent, "Hello"), None)  # type: ignore[arg-type]  # never looked at
