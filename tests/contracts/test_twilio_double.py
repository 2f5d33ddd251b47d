"""The double of Twilio, held to the official package: its client, and its request validator."""

import asyncio
import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from bot.sandbox.people import Customer, Sandbox
from tests.contracts.sandbox_fixtures import DRAFT, REMINDER, SENDER, TWILIO_SID, TWILIO_TOKEN
from tests.contracts.sandbox_listener import Listener, Posted

ASHA = "whatsapp:+919812345678"


class Detour(TwilioHttpClient):
    """The official transport, sent to the double instead of twilio.com."""

    def __init__(self, url: str, timeout: float = 10) -> None:
        super().__init__(timeout=timeout)
        self._url = url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        path = url.split("twilio.com", 1)[-1] if "twilio.com" in url else url
        return super().request(method, self._url + path, *args, **kwargs)


@pytest.fixture
def client(sandbox_url: str) -> Client:
    return Client(TWILIO_SID, TWILIO_TOKEN, http_client=Detour(sandbox_url))


def is_signed(posted: Posted) -> bool:
    signature = posted.headers.get("x-twilio-signature", "")
    return RequestValidator(TWILIO_TOKEN).validate(posted.url, posted.form, signature)


async def send(client: Client, listener: Listener, body: str = "Hello", **more: Any) -> Any:
    more.setdefault("status_callback", f"{listener.url}/status/1")
    return await asyncio.to_thread(client.messages.create, to=ASHA, from_=SENDER, body=body, **more)


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
    phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await send(client, listener, content_sid=REMINDER.sid, content_variables='{"1": "Asha"}', body="")
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


async def test_media_is_fetched_over_a_redirect_listed_and_deleted(
    phone: Customer, listener: Listener, client: Client
) -> None:
    told = await phone.sends(("beach.jpg", b"\xff\xd8 a beach"))
    (posted,) = await listener.gets(1)
    url = posted.form["MediaUrl0"]
    async with httpx.AsyncClient() as http:
        first = await http.get(url)
        assert first.status_code == 307
        got = await http.get(first.headers["location"])
        assert (got.content, got.headers["content-type"]) == (b"\xff\xd8 a beach", "image/jpeg")
        refused = await http.get(url, auth=(TWILIO_SID, "wrong"))
        assert refused.status_code == 401
    (media,) = await asyncio.to_thread(client.messages(told.id).media.list)
    assert (media.content_type, media.parent_sid, media.sid[:2]) == ("image/jpeg", told.id, "ME")
    fetched = await asyncio.to_thread(client.messages(told.id).media(media.sid).fetch)
    assert fetched.uri == media.uri
    assert await asyncio.to_thread(client.messages(told.id).media(media.sid).delete)
    assert await asyncio.to_thread(client.messages(told.id).media.list) == []


async def test_a_sent_message_can_be_fetched_and_is_typed_as_twilio_types_it(
    phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    sent = await send(client, listener, "Your plan is ready")
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
    found = await asyncio.to_thread(client.messages(sent.sid).fetch)
    assert (found.body, found.status, found.to) == ("Your plan is ready", "delivered", ASHA)
    assert found.date_sent is not None
    assert set(found.subresource_uris) == {"media"}


async def test_status_callbacks_are_signed_and_end_with_read(
    phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    sent = await send(client, listener, status_callback=f"{listener.url}/status/77?x=1&x=2")
    await listener.gets(3, "/status")
    assert await phone.reads() == 1
    posts = await listener.gets(4, "/status")
    assert [posted.form["MessageStatus"] for posted in posts] == ["queued", "sent", "delivered", "read"]
    assert all(is_signed(posted) for posted in posts)
    assert posts[-1].form["EventType"] == "READ"
    assert {posted.form["MessageSid"] for posted in posts} == {sent.sid}


async def test_read_back_lists_newest_first_by_recipient_date_and_page(
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    ravi = await sandbox.customer("+919800000001", "Ravi")
    await phone.says("hello")
    await ravi.says("hello too")
    for number in range(7):
        await send(client, listener, f"part {number}")
    await phone.hears("part 6")
    since = datetime.now(UTC) - timedelta(minutes=5)
    listed = await asyncio.to_thread(
        client.messages.list, to=ASHA, from_=SENDER, date_sent_after=since, page_size=3
    )
    assert [message.body for message in listed] == [f"part {number}" for number in reversed(range(7))]
    inbound = await asyncio.to_thread(client.messages.list, to=SENDER)
    assert [(message.body, message.direction) for message in inbound] == [
        ("hello too", "inbound"),
        ("hello", "inbound"),
    ]
    later = datetime.now(UTC) + timedelta(minutes=5)
    assert await asyncio.to_thread(client.messages.list, to=ASHA, date_sent_after=later) == []
    before = await asyncio.to_thread(client.messages.list, to=ASHA, date_sent_before=later, limit=2)
    assert len(before) == 2


async def test_pages_do_not_shift_when_messages_arrive_between_them(
    phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    for number in range(4):
        await send(client, listener, f"part {number}")
    page = await asyncio.to_thread(client.messages.page, to=ASHA, page_size=2)
    first = [message.body for message in page]
    await send(client, listener, "part 4")
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
    wish: dict[str, Any], code: int, phone: Customer, client: Client
) -> None:
    await phone.says("hello")
    request = {"to": ASHA, "from_": SENDER, "body": "Hello", **wish}
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(client.messages.create, **request)
    assert (refused.value.code, refused.value.status) == (code, 400)


async def test_a_body_of_1600_characters_is_taken(
    phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    assert (await send(client, listener, "x" * 1600)).status == "queued"


async def test_a_wrong_token_and_an_unknown_message_are_refused(sandbox: Sandbox, client: Client) -> None:
    stranger = Client(TWILIO_SID, "wrong", http_client=Detour(sandbox.url))
    with pytest.raises(TwilioException, match="HTTP 401"):
        await asyncio.to_thread(stranger.messages.list)
    with pytest.raises(TwilioRestException) as refused:
        await asyncio.to_thread(stranger.messages("SM" + "0" * 32).fetch)
    assert (refused.value.status, refused.value.code) == (401, 20003)
    with pytest.raises(TwilioRestException) as missing:
        await asyncio.to_thread(client.messages("SM" + "0" * 32).fetch)
    assert (missing.value.status, missing.value.code) == (404, 20404)


async def test_free_text_after_24_hours_fails_in_the_callback(
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await sandbox.advance(24 * 3600 + 1)
    sent = await send(client, listener, "are you still there?")
    assert sent.status == "queued"
    *_, failed = await listener.gets(2, "/status")
    assert (failed.form["MessageStatus"], failed.form["ErrorCode"]) == ("undelivered", "63016")
    assert is_signed(failed)
    found = await asyncio.to_thread(client.messages(sent.sid).fetch)
    assert found.error_code == 63016
    assert found.error_message.startswith("Failed to send freeform message")


async def test_only_what_the_customer_writes_opens_the_window(
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await sandbox.advance(20 * 3600)
    await send(client, listener, "in time")
    await phone.hears("in time")
    await sandbox.advance(5 * 3600)
    await send(client, listener, "too late")
    await phone.hears_nothing(0.2)
    await phone.says("I am here")
    await send(client, listener, "in time again")
    await listener.gets(8, "/status")
    assert [message.text for message in await phone.looks()] == ["in time", "in time again"]
    statuses = {message.text: message.status for message in phone.conversation if not message.is_mine}
    assert statuses["too late"] == "undelivered"


async def test_an_approved_template_goes_outside_the_window_and_a_draft_does_not(
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    sent = await send(client, listener, "", content_sid=REMINDER.sid, content_variables='{"1": "Asha"}')
    assert sent.body == "Hello Asha, your trip to Bali is near."
    heard = await phone.hears("your trip to Bali")
    assert heard.buttons == ("Yes please", "Not now")
    await send(client, listener, "", content_sid=DRAFT.sid, content_variables='{"1": "Asha"}')
    *_, failed = await listener.gets(5, "/status")
    assert failed.form["ErrorCode"] == "63016"


async def test_an_empty_template_variable_fails_in_the_callback(
    phone: Customer, listener: Listener, client: Client
) -> None:
    await send(client, listener, "", content_sid=REMINDER.sid, content_variables='{"1": ""}')
    *_, failed = await listener.gets(2, "/status")
    assert (failed.form["MessageStatus"], failed.form["ErrorCode"]) == ("failed", "63013")


async def test_templates_are_listed_made_approved_and_deleted(client: Client, sandbox: Sandbox) -> None:
    listed = await asyncio.to_thread(client.content.v1.contents.list)
    assert {(content.sid, content.friendly_name) for content in listed} == {
        (REMINDER.sid, "trip_reminder"),
        (DRAFT.sid, "draft"),
    }
    wish = {
        "friendly_name": "quote_ready",
        "language": "en",
        "variables": {"1": "Asha"},
        "types": {"twilio/text": {"body": "{{1}}, your quote is ready"}},
    }
    async with httpx.AsyncClient(auth=(TWILIO_SID, TWILIO_TOKEN)) as http:
        made = await http.post(f"{sandbox.url}/v1/Content", json=wish)
        assert made.status_code == 201
        sid = made.json()["sid"]
        asked = await http.post(
            f"{sandbox.url}/v1/Content/{sid}/ApprovalRequests/whatsapp",
            json={"name": "quote_ready", "category": "UTILITY"},
        )
        assert (asked.status_code, asked.json()["status"]) == (201, "received")
    approval = await asyncio.to_thread(client.content.v1.contents(sid).approval_fetch().fetch)
    assert approval.whatsapp["status"] == "approved"
    content = await asyncio.to_thread(client.content.v1.contents(sid).fetch)
    assert content.types == wish["types"]
    assert await asyncio.to_thread(client.content.v1.contents(sid).delete)
    assert len(await asyncio.to_thread(client.content.v1.contents.list)) == 2


async def test_a_document_by_address_reaches_the_phone(
    phone: Customer, listener: Listener, client: Client
) -> None:
    listener.files["proposal.pdf"] = (b"%PDF-1.7 proposal", "application/pdf")
    await phone.says("hello")
    sent = await send(client, listener, "Your proposal", media_url=[f"{listener.url}/files/proposal.pdf"])
    assert (sent.sid[:2], sent.num_media) == ("MM", "1")
    await listener.gets(3, "/status")
    heard = await phone.hears("Your proposal")
    assert heard.documents == ("proposal.pdf",)
    async with httpx.AsyncClient() as http:
        assert (await http.get(heard.document_urls[0])).content == b"%PDF-1.7 proposal"


@pytest.mark.parametrize("size", [None, 5 * 1024 * 1024 + 1])
async def test_media_that_is_missing_or_too_large_fails_in_the_callback(
    size: int | None, phone: Customer, listener: Listener, client: Client
) -> None:
    listener.files.pop("large.pdf", None)
    if size is not None:
        listener.files["large.pdf"] = (bytes(size), "application/pdf")
    await phone.says("hello")
    await send(client, listener, "Your proposal", media_url=[f"{listener.url}/files/large.pdf"])
    *_, failed = await listener.gets(2, "/status")
    assert (failed.form["MessageStatus"], failed.form["ErrorCode"]) == ("failed", "63019")


async def test_typing_is_taken_for_a_message_of_the_customer(phone: Customer, client: Client) -> None:
    told = await phone.says("hello")
    typing = await asyncio.to_thread(
        client.messaging.v2.typing_indicator.create, channel="whatsapp", message_id=told.id
    )
    assert typing.success is True


async def test_who_opted_out_is_refused_at_once(phone: Customer, listener: Listener, client: Client) -> None:
    await phone.says("stop")
    await phone.becomes(has_opted_out=True)
    with pytest.raises(TwilioRestException) as refused:
        await send(client, listener)
    assert refused.value.code == 21610


async def test_a_phone_that_is_off_keeps_one_tick_until_it_is_on(
    phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await phone.becomes(is_online=False)
    await send(client, listener)
    await listener.gets(2, "/status")
    assert [status for _, status in listener.callbacks()] == ["queued", "sent"]
    await phone.becomes(is_online=True)
    await listener.gets(3, "/status")
    assert listener.callbacks()[-1][1] == "delivered"


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
    phone: Customer, listener: Listener, client: Client
) -> None:
    told = await phone.says("did you get this?", webhook=False)
    assert listener.posted == []
    (found,) = await asyncio.to_thread(client.messages.list, from_=ASHA)
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


async def test_faults_429_500_and_codes_strike_as_often_as_asked(
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
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
            await send(client, listener)
        struck.append((refused.value.status, refused.value.code))
    assert (await send(client, listener, "at last")).status == "queued"
    assert struck == [(429, 20429), (429, 20429), (500, 20500), (400, 63016)]
    assert [row["text"] for row in await sandbox.sends()] == ["at last"]


@pytest.mark.parametrize("kind", ["lost_reply", "timeout_after_accept", "500_after_accept", "garbage"])
async def test_a_lost_reply_leaves_the_message_sent_and_read_back_finds_it(
    kind: str, sandbox: Sandbox, phone: Customer, listener: Listener
) -> None:
    client = Client(TWILIO_SID, TWILIO_TOKEN, http_client=Detour(sandbox.url, timeout=1))
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": kind, "seconds": 2})
    with pytest.raises((RequestException, TwilioRestException, ValueError)):
        await send(client, listener, "sent, and nobody knows")
    (found,) = await asyncio.to_thread(client.messages.list, to=ASHA)
    assert found.body == "sent, and nobody knows"
    assert len(await sandbox.sends()) == 1


@pytest.mark.parametrize("kind", ["hang", "500"])
async def test_a_request_that_was_not_accepted_leaves_nothing(
    kind: str, sandbox: Sandbox, phone: Customer, listener: Listener
) -> None:
    client = Client(TWILIO_SID, TWILIO_TOKEN, http_client=Detour(sandbox.url, timeout=1))
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": kind, "seconds": 2})
    with pytest.raises((RequestException, TwilioRestException)):
        await send(client, listener)
    assert await asyncio.to_thread(client.messages.list, to=ASHA) == []
    assert await sandbox.sends() == []


@pytest.mark.parametrize(("code", "status"), [(63016, "undelivered"), (63018, "failed"), (21610, "failed")])
async def test_an_error_may_come_in_the_callback(
    code: int, status: str, sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": "callback_error", "code": code})
    await send(client, listener)
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
    order: str, expected: list[str], sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": "callback_order", "order": order})
    await send(client, listener)
    await listener.gets(len(expected), "/status")
    assert [status for _, status in listener.callbacks()] == expected


async def test_callbacks_come_before_the_answer_on_request(
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults({"provider": "twilio", "kind": "callback_order", "order": "early"})
    sent = await send(client, listener)
    assert listener.callbacks() == [(sent.sid, status) for status in ("queued", "sent", "delivered")]


async def test_callbacks_come_late_or_never_on_request(
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults(
        {"provider": "twilio", "kind": "callback_order", "order": "lost"},
        {"provider": "twilio", "kind": "callback_order", "order": "late", "seconds": 0.3},
    )
    unheard = await send(client, listener, "no callback for this")
    late = await send(client, listener, "late callbacks for this")
    await listener.gets(3, "/status")
    assert {sid for sid, _ in listener.callbacks()} == {late.sid}
    assert (await asyncio.to_thread(client.messages(unheard.sid).fetch)).status == "delivered"


async def test_a_fault_may_be_meant_for_one_chat_one_operation_or_some_words(
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    await phone.says("hello")
    await sandbox.faults(
        {"provider": "twilio", "kind": "500", "times": None, "match": {"chat": "whatsapp:+10000000000"}},
        {"provider": "twilio", "kind": "500", "times": None, "match": {"contains": "poison"}},
        {"provider": "twilio", "kind": "503", "match": {"operation": "list"}},
    )
    assert (await send(client, listener, "healthy")).status == "queued"
    with pytest.raises(TwilioRestException):
        await send(client, listener, "a poison pill")
    with pytest.raises(TwilioException, match="HTTP 503"):
        await asyncio.to_thread(client.messages.list)
    assert len(await asyncio.to_thread(client.messages.list, to=ASHA)) == 1


async def test_chance_is_seeded_and_begins_anew_after_a_reset(sandbox: Sandbox, listener: Listener) -> None:
    client = Client(TWILIO_SID, TWILIO_TOKEN, http_client=Detour(sandbox.url))

    async def run() -> list[bool]:
        await sandbox.reset()
        await (await sandbox.customer("+919812345678")).says("hello")
        await sandbox.faults({"provider": "twilio", "kind": "500", "probability": 0.5})
        went = []
        for _ in range(20):
            try:
                await send(client, listener)
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
    sandbox: Sandbox, phone: Customer, listener: Listener, client: Client
) -> None:
    begun = (await sandbox.journal())[-1:] or [{"seq": 0}]
    await phone.says("hello")
    sent = await send(client, listener)
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
