"""The double of the Bot API, held to aiogram and python-telegram-bot: both must understand everything."""

import httpx
import pytest

from bot.sandbox.people import Agent, Sandbox
from tests.contracts.sandbox_fixtures import BOT_TOKEN
from tests.contracts.sandbox_listener import Listener
from tests.contracts.sandbox_oracles import NAMES, Oracle, kinds, oracle, row


async def test_the_bot_knows_itself(client: Oracle) -> None:
    me = await client.bot.get_me()
    assert (me.id, me.is_bot, me.username) == (424242, True, "serai_desk_bot")


async def test_a_message_is_sent_with_html_turned_into_entities(client: Oracle, agent: Agent) -> None:
    sent = await client.bot.send_message(
        agent.id,
        "🏝 <b>Bali</b> &amp; <i>more <u>sun</u></i> <a href='https://example.org/trip'>plan</a> "
        '<code>x &lt; 1</code> <pre><code class="language-python">y</code></pre> <s>old</s>',
        parse_mode="HTML",
    )
    assert sent.text == "🏝 Bali & more sun plan x < 1 y old"
    assert kinds(sent) == [
        ("bold", 3, 4),
        ("italic", 10, 8),
        ("underline", 15, 3),
        ("text_link", 19, 4),
        ("code", 24, 5),
        ("pre", 30, 1),
        ("strikethrough", 32, 3),
    ]
    links = [entity.url for entity in sent.entities if entity.url]
    assert links == ["https://example.org/trip"]
    assert [entity.language for entity in sent.entities if entity.language] == ["python"]
    assert (await agent.hears("Bali & more")).text == sent.text


async def test_links_and_commands_are_found_without_markup(client: Oracle, agent: Agent) -> None:
    sent = await client.bot.send_message(agent.id, "see https://example.org/a?b=1. or /lead 42 or a@b.org")
    assert kinds(sent) == [("url", 4, 25), ("bot_command", 34, 5), ("email", 46, 7)]


async def test_white_space_around_a_message_is_cut_and_entities_follow(client: Oracle, agent: Agent) -> None:
    sent = await client.bot.send_message(agent.id, "\n  <b>hi </b> \n", parse_mode="HTML")
    assert (sent.text, kinds(sent)) == ("hi", [("bold", 0, 2)])


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<b>open", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("é <b>x</i>", 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_broken_html_is_refused_in_telegrams_words(
    html: str, complaint: str, client: Oracle, agent: Agent
) -> None:
    with pytest.raises(client.bad_request) as refused:
        await client.bot.send_message(agent.id, html, parse_mode="HTML")
    assert f"can't parse entities: {complaint}".lower() in str(refused.value).lower()


async def test_text_may_have_4096_characters_and_a_caption_1024(client: Oracle, agent: Agent) -> None:
    await client.bot.send_message(agent.id, "<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    file = client.file(b"%PDF", "a.pdf")
    await client.bot.send_document(agent.id, file, caption="x" * 1024)
    with pytest.raises(client.bad_request, match=r"(?i)message is too long"):
        await client.bot.send_message(agent.id, "x" * 4097)
    with pytest.raises(client.bad_request, match=r"(?i)caption is too long"):
        await client.bot.send_document(agent.id, file, caption="x" * 1025)
    with pytest.raises(client.bad_request, match=r"(?i)text is empty"):
        await client.bot.send_message(agent.id, "<b> </b>", parse_mode="HTML")


async def test_button_data_may_have_64_bytes(client: Oracle, agent: Agent) -> None:
    sent = await client.bot.send_message(agent.id, "x", reply_markup=client.keyboard(row(("Go", "é" * 32))))
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "é" * 32
    with pytest.raises(client.bad_request, match=r"(?i)button_data_invalid"):
        await client.bot.send_message(agent.id, "x", reply_markup=client.keyboard(row(("Go", "é" * 33))))
    with pytest.raises(client.bad_request, match=r"(?i)text buttons are unallowed"):
        await client.bot.send_message(agent.id, "x", reply_markup=client.keyboard([{"text": "Go"}]))


async def test_a_message_is_edited_in_place(client: Oracle, agent: Agent) -> None:
    keyboard = client.keyboard(row(("Claim", "claim:1"), ("Lost", "lost:1")))
    sent = await client.bot.send_message(agent.id, "Lead 42", reply_markup=keyboard)
    edited = await client.bot.edit_message_text(
        "Lead <b>42</b>, 2 adults", chat_id=agent.id, message_id=sent.message_id, parse_mode="HTML"
    )
    assert (edited.message_id, edited.text) == (sent.message_id, "Lead 42, 2 adults")
    assert edited.edit_date is not None
    assert edited.reply_markup is None
    again = await client.bot.edit_message_reply_markup(
        chat_id=agent.id, message_id=sent.message_id, reply_markup=keyboard
    )
    assert [button.text for button in again.reply_markup.inline_keyboard[0]] == ["Claim", "Lost"]
    (heard,) = await agent.looks()
    assert (heard.text, heard.buttons, heard.is_edited) == ("Lead 42, 2 adults", ("Claim", "Lost"), True)


async def test_an_edit_that_changes_nothing_or_finds_nothing_is_refused(client: Oracle, agent: Agent) -> None:
    sent = await client.bot.send_message(agent.id, "<b>x</b>", parse_mode="HTML")
    where = {"chat_id": agent.id, "message_id": sent.message_id}
    with pytest.raises(client.bad_request, match=r"(?i)message is not modified"):
        await client.bot.edit_message_text("<b>x</b>", parse_mode="HTML", **where)
    await client.bot.edit_message_text("x", **where)
    with pytest.raises(client.bad_request, match=r"(?i)message is not modified"):
        await client.bot.edit_message_reply_markup(**where)
    with pytest.raises(client.bad_request, match=r"(?i)message to edit not found"):
        await client.bot.edit_message_text("y", chat_id=agent.id, message_id=1)
    theirs = await agent.says("mine")
    with pytest.raises(client.bad_request, match=r"(?i)message can't be edited"):
        await client.bot.edit_message_text("yours", chat_id=agent.id, message_id=int(theirs.id))


async def test_a_message_is_deleted_within_48_hours(client: Oracle, agent: Agent, sandbox: Sandbox) -> None:
    first = await client.bot.send_message(agent.id, "first")
    assert await client.bot.delete_message(agent.id, first.message_id) is True
    assert await agent.looks() == []
    with pytest.raises(client.bad_request, match=r"(?i)message to delete not found"):
        await client.bot.delete_message(agent.id, first.message_id)
    second = await client.bot.send_message(agent.id, "second")
    await sandbox.advance(48 * 3600 + 1)
    with pytest.raises(client.bad_request, match=r"(?i)can't be deleted"):
        await client.bot.delete_message(agent.id, second.message_id)


async def test_a_document_is_uploaded_sent_again_by_id_and_downloaded(client: Oracle, agent: Agent) -> None:
    content = b"%PDF-1.7 " + bytes(range(256))
    sent = await client.bot.send_document(
        agent.id, client.file(content, "Bali – plan.pdf"), caption="<b>Plan</b>", parse_mode="HTML"
    )
    assert (sent.document.file_name, sent.document.file_size) == ("Bali – plan.pdf", len(content))
    assert sent.document.mime_type == "application/pdf"
    assert (sent.caption, kinds(sent)) == ("Plan", [("bold", 0, 4)])
    again = await client.bot.send_document(agent.id, sent.document.file_id)
    assert again.document.file_unique_id == sent.document.file_unique_id
    assert await client.download(again.document.file_id) == content
    assert (await agent.looks())[0].documents == ("Bali – plan.pdf",)
    edited = await client.bot.edit_message_caption(
        chat_id=agent.id, message_id=sent.message_id, caption="Plan 2"
    )
    assert edited.caption == "Plan 2"
    with pytest.raises(client.bad_request, match=r"(?i)no text in the message"):
        await client.bot.edit_message_text("x", chat_id=agent.id, message_id=sent.message_id)


async def test_a_document_may_be_given_by_address(client: Oracle, agent: Agent, listener: Listener) -> None:
    listener.files["terms.pdf"] = (b"%PDF terms", "application/pdf")
    sent = await client.bot.send_document(agent.id, f"{listener.url}/files/terms.pdf")
    assert (sent.document.file_name, sent.document.file_size) == ("terms.pdf", 10)
    with pytest.raises(client.bad_request, match=r"(?i)failed to get http url content"):
        await client.bot.send_document(agent.id, f"{listener.url}/files/none.pdf")
    with pytest.raises(client.bad_request, match=r"(?i)wrong file identifier"):
        await client.bot.send_document(agent.id, "no-such-file-id")
    with pytest.raises(client.bad_request, match=r"(?i)file must be non-empty"):
        await client.bot.send_document(agent.id, client.file(b"", "empty.pdf"))


async def test_a_photo_has_its_measures_and_what_is_none_is_refused(
    client: Oracle, agent: Agent, picture: bytes
) -> None:
    sent = await client.bot.send_photo(agent.id, client.file(picture, "chart.png"), caption="Today")
    assert (sent.photo[-1].width, sent.photo[-1].height, sent.caption) == (320, 200, "Today")
    assert await client.download(sent.photo[-1].file_id) == picture
    with pytest.raises(client.bad_request, match=r"(?i)image_process_failed"):
        await client.bot.send_photo(agent.id, client.file(b"no picture", "chart.png"))


async def test_a_reply_names_what_it_replies_to(client: Oracle, agent: Agent) -> None:
    told = await agent.says("/lead 42")
    sent = await client.bot.send_message(agent.id, "here", reply_to_message_id=int(told.id))
    assert sent.reply_to_message.text == "/lead 42"
    with pytest.raises(client.bad_request, match=r"(?i)message to be replied not found"):
        await client.bot.send_message(agent.id, "here", reply_to_message_id=1)


async def test_commands_are_kept_per_scope_and_chat_actions_taken(client: Oracle, agent: Agent) -> None:
    await client.bot.set_my_commands([client.command("leads", "Open leads"), client.command("help", "Help")])
    kept = await client.bot.get_my_commands()
    assert [(command.command, command.description) for command in kept] == [
        ("leads", "Open leads"),
        ("help", "Help"),
    ]
    with pytest.raises(client.bad_request, match=r"(?i)bot_command_invalid"):
        await client.bot.set_my_commands([client.command("Big Leads", "no")])
    assert await client.bot.send_chat_action(agent.id, "typing") is True


async def test_a_chat_is_described(client: Oracle, agent: Agent, sandbox: Sandbox) -> None:
    chat = await client.bot.get_chat(agent.id)
    assert (chat.id, str(getattr(chat.type, "value", chat.type)), chat.first_name) == (
        5001,
        "private",
        "Meera",
    )
    await sandbox.group(-100500, "Night desk")
    assert (await client.bot.get_chat(-100500)).title == "Night desk"
    with pytest.raises(client.bad_request, match=r"(?i)chat not found"):
        await client.bot.get_chat(99)


async def test_whom_the_bot_cannot_write_to(client: Oracle, agent: Agent, sandbox: Sandbox) -> None:
    with pytest.raises(client.bad_request, match=r"(?i)chat not found"):
        await client.bot.send_message(777, "who are you?")
    shy = await sandbox.agent(5002, "Shy", has_started=False)
    with pytest.raises(client.forbidden, match="can't initiate conversation"):
        await client.bot.send_message(shy.id, "hello")
    await shy.says("/start")
    await client.bot.send_message(shy.id, "hello")
    await agent.blocks()
    with pytest.raises(client.forbidden, match="bot was blocked by the user"):
        await client.bot.send_message(agent.id, "hello")
    await agent.unblocks()
    await client.bot.send_message(agent.id, "hello again")


async def test_a_group_that_grew_tells_its_new_id(client: Oracle, sandbox: Sandbox) -> None:
    await sandbox.group(-600, "Desk", kind="group")
    await client.bot.send_message(-600, "hello")
    await sandbox.ask("POST", "/_control/telegram/chats/-600/migrates", json={"new_id": -100600})
    with pytest.raises(client.migrated) as moved:
        await client.bot.send_message(-600, "hello")
    assert client.new_chat_of(moved.value) == -100600
    await client.bot.send_message(-100600, "hello")
    leaving, arriving = [update.message for update in await client.updates()]
    assert (leaving.migrate_to_chat_id, arriving.migrate_from_chat_id) == (-100600, -600)


async def test_a_wrong_token_is_refused(sandbox: Sandbox, agent: Agent) -> None:
    for name in NAMES:
        async with oracle(name, sandbox.url, "424242:AA-another-token") as stranger:
            with pytest.raises(stranger.unauthorised):
                await stranger.bot.send_message(agent.id, "hello")
    async with httpx.AsyncClient() as http:
        unknown = await http.post(f"{sandbox.url}/bot{BOT_TOKEN}/makeCoffee")
        shouted = await http.post(f"{sandbox.url}/bot{BOT_TOKEN}/GETME")
    assert (unknown.status_code, unknown.json()["ok"], shouted.json()["ok"]) == (404, False, True)
