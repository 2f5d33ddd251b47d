"""The double of Twilio, held to the official package: its client, and its request validator."""

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client

from bot.sandbox.people import Customer, Sandbox
from tests.contracts.sandbox_fixtures import REMINDER, SENDER, TWILIO_SID, TWILIO_TOKEN
from tests.contracts.sandbox_listener import Listener
from tests.contracts.sandbox_twilio import ASHA, Detour, is_signed, send


async def test_a_customers_message_arrives_signed_with_every_field(
    phone: Customer, listener: Listener
) -> None:
    told = await phone.says("Hi! 2 adults, ₹2 lakh & beaches + temples")
    (posted,) = await listener.gets(1, "/webhooks/whatsapp")
    assert told.accepted
    assert is_signed(posted)
    assert "#" not in posted.url
    form = posted.form
    assert form["Body"] == "Hi! 2 adults, ₹2 lakh & beaches + temples"
    assert (form["From"], form["To"], form["WaId"]) == (ASHA, SENDER, "919812345678")
    assert (form["MessageType"], form["NumMedia"], form["ProfileName"]) == ("text", "0", "Asha Rao")
    assert form["MessageSid"] == form["SmsMessageSid"] == told.id
    assert json.loads(form["ChannelMetadata"])["data"]["context"]["WaId"] == "919812345678"


async def test_a_forged_signature_is_not_accepted_by_the_validator(
    phone: Customer, listener: Listener
) -> None:
    await phone.says("forged", signature="bad")
    await phone.says("unsigned", signature="missing")
    assert [is_signed(posted) for posted in await listener.gets(2)] == [False, False]


async def test_a_place_a_button_and_a_document_carry_their_own_fields(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await send(twilio, listener, content_sid=REMINDER.sid, content_variables='{"1": "Asha"}', body="")
    await phone.presses("Yes please")
    await phone.says(location={"latitude": -8.5, "longitude": 115.26, "label": "Ubud"})
    await phone.sends(("passport.pdf", b"%PDF-1.7 x"), caption="my passport")
    _, button, place, document = await listener.gets(4, "/webhooks/whatsapp")
    assert all(is_signed(posted) for posted in (button, place, document))
    assert (button.form["ButtonText"], button.form["ButtonPayload"]) == ("Yes please", "yes")
    assert button.form["MessageType"] == "button"
    assert button.form["OriginalRepliedMessageSid"].startswith("SM")
    assert (place.form["Latitude"], place.form["Label"]) == ("-8.5", "Ubud")
    assert (document.form["NumMedia"], document.form["MediaContentType0"]) == ("1", "application/pdf")
    assert (document.form["MessageType"], document.form["Body"]) == ("document", "my passport")


async def test_a_sent_message_can_be_fetched_and_is_typed_as_twilio_types_it(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    sent = await send(twilio, listener, "Your plan is ready")
    assert (sent.status, sent.direction, sent.num_media, sent.num_segments) == (
        "queued",
        "outbound-api",
        "0",
        "1",
    )
    assert sent.error_code is None
    assert sent.price is None
    assert sent.date_created.tzinfo is not None
    await phone.hears("Your plan is ready")
    await listener.gets(3, "/status")
    found = await asyncio.to_thread(twilio.messages(sent.sid).fetch)
    assert (found.body, found.status, found.to) == ("Your plan is ready", "delivered", ASHA)
    assert found.date_sent is not None
    assert set(found.subresource_uris) == {"media"}


async def test_status_callbacks_are_signed_and_end_with_read(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    sent = await send(twilio, listener, status_callback=f"{listener.url}/status/77?x=1&x=2")
    await listener.gets(3, "/status")
    assert await phone.reads() == 1
    posts = await listener.gets(4, "/status")
    assert [posted.form["MessageStatus"] for posted in posts] == ["queued", "sent", "delivered", "read"]
    assert all(is_signed(posted) for posted in posts)
    assert posts[-1].form["EventType"] == "READ"
    assert {posted.form["MessageSid"] for posted in posts} == {sent.sid}


async def test_read_back_lists_newest_first_by_recipient_date_and_page(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    ravi = await sandbox.customer("+919800000001", "Ravi")
    await phone.says("hello")
    await ravi.says("hello too")
    for number in range(7):
        await send(twilio, listener, f"part {number}")
    await phone.hears("part 6")
    since = datetime.now(UTC) - timedelta(minutes=5)
    listed = await asyncio.to_thread(
        twilio.messages.list, to=ASHA, from_=SENDER, date_sent_after=since, page_size=3
    )
    assert [message.body for message in listed] == [f"part {number}" for number in reversed(range(7))]
    inbound = await asyncio.to_thread(twilio.messages.list, to=SENDER)
    assert [(message.body, message.direction) for message in inbound] == [
        ("hello too", "inbound"),
        ("hello", "inbound"),
    ]
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert await asyncio.to_thread(twilio.messages.list, to=ASHA, date_sent_after=later) == []
    before = await asyncio.to_thread(twilio.messages.list, to=ASHA, date_sent_before=later, limit=2)
    assert len(before) == 2


async def test_pages_do_not_shift_when_messages_arrive_between_them(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    for number in range(4):
        await send(twilio, listener, f"part {number}")
    page = await asyncio.to_thread(twilio.messages.page, to=ASHA, page_size=2)
    first = [message.body for message in page]
    await send(twilio, listener, "part 4")
    following = await asyncio.to_thread(page.next_page)
    assert following is not None
    assert first + [message.body for message in following] == ["part 3", "part 2", "part 1", "part 0"]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"to": "whatsapp:+12"}, 21211),
        ({"to": "whatsapp:not a number"}, 21211),
        ({"from_": "whatsapp:+15550000000"}, 63007),
        ({"to": "+919812345678"}, 21910),
        ({"body": "x" * 1601}, 21617),
        ({"body": ""}, 21619),
        ({"content_sid": "HX" + "9" * 32}, 21655),
        ({"content_variables": '{"1": "x"}'}, 21654),
        ({"content_sid": REMINDER.sid, "content_variables": "no json"}, 21656),
        ({"media_url": ["ftp://example.org/a"]}, 21620),
        ({"media_url": ["http://127.0.0.1/a", "http://127.0.0.1/b"]}, 21623),
    ],
)
async def test_what_twilio_refuses_at_once_is_refused_with_its_code(
    wish: dict[str, Any], code: int, phone: Customer, twilio: Client
) -> None:
    await phone.says("hello")
    request = {"to": ASHA, "from_": SENDER, "body": "Hello", **wish}
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(twilio.messages.create, **request)
    assert (refused.value.code, refused.value.status) == (code, 400)


async def test_a_body_of_1600_characters_is_taken(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    assert (await send(twilio, listener, "x" * 1600)).status == "queued"


async def test_a_wrong_token_and_an_unknown_message_are_refused(sandbox: Sandbox, twilio: Client) -> None:
    stranger = Client(TWILIO_SID, "wrong", http_client=Detour(sandbox.url))
    with pytest.raises(TwilioException, match="HTTP 401"):
        await asyncio.to_thread(stranger.messages.list)
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(stranger.messages("SM" + "0" * 32).fetch)
    assert (refused.value.status, refused.value.code) == (401, 20003)
    with pytest.raises(TwilioRestException) as missing:
        await asyncio.to_thread(twilio.messages("SM" + "0" * 32).fetch)
    assert (missing.value.status, missing.value.code) == (404, 20404)


async def test_typing_is_taken_for_a_message_of_the_customer(phone: Customer, twilio: Client) -> None:
    told = await phone.says("hello")
    typing = await asyncio.to_thread(
        twilio.messaging.v2.typing_indicator.create, channel="whatsapp", message_id=told.id
    )
    assert typing.success is True


async def test_a_webhook_is_repeated_on_errors_as_the_overrides_ask(
    sandbox: Sandbox, phone: Customer, listener: Listener
) -> None:
    listener.answers.extend([500, 503])
    told = await phone.says("hello")
    assert told.accepted
    posts = await listener.gets(3)
    assert len({posted.form["MessageSid"] for posted in posts}) == 1
    assert len({posted.headers["i-twilio-idempotency-token"] for posted in posts}) == 1
    listener.answers.extend([500] * 4)
    assert not (await phone.says("lost")).accepted
    rows = await sandbox.journal(kind="webhook")
    assert [row["answer"] for row in rows] == [500, 503, 200, 500, 500, 500, 500]


async def test_one_message_can_be_repeated_at_once(phone: Customer, listener: Listener) -> None:
    told = await phone.says("hello", repeat=5)
    assert told.answers == (200,) * 5
    assert {posted.form["MessageSid"] for posted in await listener.gets(5)} == {told.id}
    await phone.says("hello", message_sid=told.id)
    assert len(await listener.gets(6)) == 6
    assert len((await phone.looks()) + phone.conversation) == 1


async def test_a_message_whose_webhook_never_came_is_found_in_the_list(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    told = await phone.says("did you get this?", webhook=False)
    assert listener.posted == []
    (found,) = await asyncio.to_thread(twilio.messages.list, from_=ASHA)
    assert (found.sid, found.status, found.direction) == (told.id, "received", "inbound")


async def test_basic_auth_is_read_as_written(sandbox: Sandbox) -> None:
    path = f"{sandbox.url}/2010-04-01/Accounts/{TWILIO_SID}/Messages.json"
    good = base64.b64encode(f"{TWILIO_SID}:{TWILIO_TOKEN}".encode()).decode()
    async with httpx.AsyncClient() as http:
        for header, status in [
            (f"Basic {good}", 200),
            (f"Bearer {good}", 401),
            ("Basic ???", 401),
            ("", 401),
        ]:
            assert (await http.get(path, headers={"Authorization": header})).status_code == status
