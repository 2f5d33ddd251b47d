"""The WhatsApp channel against a Twilio that speaks the real protocol, and against Twilio's own validator."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from bot.channels.port import (
    Accepted,
    BadPayload,
    BadSignature,
    Inbound,
    LookupFailed,
    Message,
    RawRequest,
    Refusal,
    Status,
    TryLater,
    Unknown,
)
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp.media import NoMedia, NotOurs
from bot.sandbox.people import Customer, Sandbox
from tests.contracts.sandbox_fixtures import REMINDER, SENDER, TWILIO_SID, TWILIO_TOKEN
from tests.contracts.sandbox_listener import Listener, Posted

ASHA = "+919812345678"


@pytest.fixture
async def channel(sandbox_url: str, listener: Listener) -> AsyncIterator[WhatsAppChannel]:
    opened = WhatsAppChannel(TWILIO_SID, TWILIO_TOKEN, SENDER, listener.url, sandbox_url, timeout=1.5)
    yield opened
    await opened.close()


def raw(posted: Posted) -> RawRequest:
    return RawRequest(
        posted.url, {name.lower(): value for name, value in posted.headers.items()}, posted.body
    )


def text(words: str, outbox_id: int = 7) -> Message:
    return Message(outbox_id, "text", ASHA, text=words)


async def test_a_customers_message_is_read_with_all_that_twilio_tells(
    channel: WhatsAppChannel, phone: Customer, listener: Listener
) -> None:
    await phone.says("Namaste 🙏 & hello")
    [inbound] = channel.receive(raw(listener.posted[0]))
    assert isinstance(inbound, Inbound)
    assert (inbound.kind, inbound.text, inbound.address) == ("text", "Namaste 🙏 & hello", ASHA)
    assert (inbound.channel_account, inbound.profile_name) == (SENDER, "Asha Rao")
    assert inbound.raw["AccountSid"] == TWILIO_SID


async def test_a_picture_is_read_and_fetched(
    channel: WhatsAppChannel, phone: Customer, listener: Listener, picture: bytes
) -> None:
    await phone.sends(("beach.png", picture), "this beach")
    [inbound] = channel.receive(raw(listener.posted[0]))
    assert isinstance(inbound, Inbound)
    assert (inbound.kind, inbound.text) == ("media", "this beach")
    media = await channel.fetch_media(inbound.detail["media"][0])
    assert (media.content, media.media_type) == (picture, "image/png")


async def test_a_location_and_a_pressed_button_are_read(
    channel: WhatsAppChannel, phone: Customer, listener: Listener
) -> None:
    await phone.says(location={"latitude": -8.65, "longitude": 115.13, "label": "Canggu"})
    await phone.says(button={"text": "Yes please", "payload": "yes"})
    place, press = (channel.receive(raw(posted))[0] for posted in listener.posted)
    assert isinstance(place, Inbound)
    assert isinstance(press, Inbound)
    assert (place.kind, place.detail["location"]["label"]) == ("location", "Canggu")
    assert (press.kind, press.detail["button"]) == ("button", "yes")


async def test_a_sent_message_arrives_and_its_statuses_name_our_row(
    channel: WhatsAppChannel, phone: Customer, listener: Listener
) -> None:
    await phone.says("Hi")
    sent = await channel.send(text("Hello Asha", 4711))
    assert isinstance(sent, Accepted)
    await phone.hears("Hello Asha")
    await listener.gets(3, "/webhooks/whatsapp/status")
    words = [channel.receive(raw(posted))[0] for posted in listener.posted if "outbox=" in posted.url]
    assert words
    assert {word.outbox_id for word in words if isinstance(word, Status)} == {4711}
    assert {word.provider_id for word in words if isinstance(word, Status)} == {sent.provider_id}
    assert {"sent", "delivered"} <= {word.name for word in words if isinstance(word, Status)}


async def test_a_template_goes_when_the_window_is_closed_and_text_does_not(
    channel: WhatsAppChannel, phone: Customer, sandbox: Sandbox
) -> None:
    refused = await channel.send(text("Are you still there?"))
    template = Message(
        8, "template", ASHA, template=REMINDER.sid, variables={"1": "Asha", "2": "Bali"}, text="Hello"
    )
    accepted = await channel.send(template)
    assert isinstance(accepted, Accepted)
    await phone.hears("your trip to Bali is near")
    if isinstance(refused, Refusal):
        assert refused.window_closed
    else:
        assert isinstance(refused, Accepted)  # the refusal then comes in the callback


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (21211, Refusal),
        (21610, Refusal),
        (63016, Refusal),
        (63018, TryLater),
        (20429, TryLater),
    ],
)
async def test_each_error_twilio_answers_with_has_its_meaning(
    channel: WhatsAppChannel, phone: Customer, sandbox: Sandbox, code: int, told: type
) -> None:
    await phone.says("Hi")
    await sandbox.faults({"provider": "twilio", "kind": "immediate_error", "code": code})
    result = await channel.send(text("Hello"))
    assert isinstance(result, told)
    if isinstance(result, Refusal):
        assert result.code == str(code)
        assert result.remedy
        assert (result.unreachable, result.opted_out, result.window_closed) == (
            code == 21211,
            code == 21610,
            code == 63016,
        )


async def test_slow_down_carries_the_wait_that_twilio_asks_for(
    channel: WhatsAppChannel, phone: Customer, sandbox: Sandbox
) -> None:
    await phone.says("Hi")
    await sandbox.faults({"provider": "twilio", "kind": "429", "retry_after": 7})
    result = await channel.send(text("Hello"))
    assert isinstance(result, TryLater)
    assert result.after == 7


@pytest.mark.parametrize("kind", ["500", "503", "garbage", "html_error", "lost_reply", "hang"])
async def test_an_answer_that_tells_nothing_leaves_the_outcome_unknown(
    channel: WhatsAppChannel, phone: Customer, sandbox: Sandbox, kind: str
) -> None:
    await phone.says("Hi")
    await sandbox.faults({"provider": "twilio", "kind": kind, "seconds": 3})
    assert isinstance(await channel.send(text("Hello")), Unknown)


async def test_a_server_that_is_not_there_was_surely_not_reached() -> None:
    channel = WhatsAppChannel(TWILIO_SID, TWILIO_TOKEN, SENDER, "http://desk", "http://127.0.0.1:9")
    assert isinstance(await channel.send(text("Hello")), TryLater)
    with pytest.raises(LookupFailed):
        await channel.find_sent(text("Hello"), datetime.now(UTC))
    await channel.close()


async def test_the_read_back_finds_a_message_whose_reply_was_lost(
    channel: WhatsAppChannel, phone: Customer, sandbox: Sandbox
) -> None:
    since = datetime.now(UTC)
    await phone.says("Hi")
    first = await channel.send(text("The same words", 1))
    assert isinstance(first, Accepted)
    assert await channel.find_sent(text("The same words", 2), since, {first.provider_id}) is None
    await sandbox.faults({"provider": "twilio", "kind": "lost_reply"})
    assert isinstance(await channel.send(text("The same words", 2)), Unknown)
    found = await channel.find_sent(text("The same words", 2), since, {first.provider_id})
    assert found is not None
    assert found.provider_id != first.provider_id
    assert await channel.find_sent(text("Other words", 3), since) is None


async def test_what_a_lost_webhook_brought_is_found_in_the_list(
    channel: WhatsAppChannel, phone: Customer, listener: Listener
) -> None:
    since = datetime.now(UTC) - timedelta(minutes=1)
    told = await phone.says("Is anybody there?")
    missed = await channel.missed(since)
    by_webhook = channel.receive(raw(listener.posted[0]))[0]
    assert isinstance(by_webhook, Inbound)
    assert [(one.external_id, one.text) for one in missed] == [(told.id, "Is anybody there?")]
    assert (missed[0].channel_account, missed[0].address) == (by_webhook.channel_account, by_webhook.address)


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://api.twilio.com.evil.example/x",
        "https://user@api.twilio.com/x",
        "http://api.twilio.com:8080@evil.example/",
        "file:///etc/passwd",
        "https://evil.example/?api.twilio.com",
        "http://127.0.0.1:22/",
        "https://eviltwiliocdn.com/x",
    ],
)
async def test_no_foreign_address_is_fetched(url: str) -> None:
    channel = WhatsAppChannel(TWILIO_SID, TWILIO_TOKEN, SENDER, "http://desk")
    with pytest.raises((NotOurs, NoMedia)):
        await channel.fetch_media({"url": url})
    await channel.close()


_CHANNEL = WhatsAppChannel(TWILIO_SID, TWILIO_TOKEN, SENDER, "https://desk.example")
_FIELD = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_FORMS = st.dictionaries(_FIELD.filter(bool), _FIELD, max_size=8)
_URLS = st.sampled_from(
    [
        "https://desk.example/webhooks/whatsapp",
        "https://desk.example:8443/webhooks/whatsapp?a=b%20c&d=",
        "http://127.0.0.1:8800/webhooks/whatsapp",
        "http://desk.example:80/webhooks/whatsapp/status?outbox=7",
    ]
)


@given(form=_FORMS, url=_URLS, broken=st.integers(0, 27))
@settings(max_examples=300)
def test_our_check_agrees_with_twilios_own_validator(form: dict[str, str], url: str, broken: int) -> None:
    message = {name: value for name, value in form.items() if name != "MessageStatus"}
    form = {**message, "MessageSid": "SM1", "From": "whatsapp:+1", "To": SENDER}
    oracle = RequestValidator(TWILIO_TOKEN)
    signature = oracle.compute_signature(url, form)
    body = urlencode(form).encode()
    assert _CHANNEL.receive(RawRequest(url, {"x-twilio-signature": signature}, body))
    other = "B" if signature[broken] != "B" else "C"
    forged = signature[:broken] + other + signature[broken + 1 :]
    if not oracle.validate(url, form, forged):
        with pytest.raises(BadSignature):
            _CHANNEL.receive(RawRequest(url, {"x-twilio-signature": forged}, body))


FORM = {"MessageSid": "SM1", "From": "whatsapp:+1", "To": SENDER, "Body": "Hi"}
URL = "https://desk.example/webhooks/whatsapp"
SIGNED = RequestValidator(TWILIO_TOKEN).compute_signature(URL, FORM)


@pytest.mark.parametrize(
    ("url", "headers", "form"),
    [
        (URL, {}, FORM),
        (URL, {"x-twilio-signature": ""}, FORM),
        (URL, {"x-twilio-signature": SIGNED[:-1]}, FORM),
        (URL, {"x-twilio-signature": SIGNED}, {**FORM, "Body": "Pay me"}),
        (URL, {"x-twilio-signature": SIGNED}, {**FORM, "Extra": ""}),
        (URL + "/status", {"x-twilio-signature": SIGNED}, FORM),
        (URL + "?a=1", {"x-twilio-signature": SIGNED}, FORM),
        ("https://other.example/webhooks/whatsapp", {"x-twilio-signature": SIGNED}, FORM),
        (
            URL,
            {"x-twilio-signature": RequestValidator("another agency's token").compute_signature(URL, FORM)},
            FORM,
        ),
        (URL, {"x-twilio-signature": SIGNED, "content-type": "application/json"}, FORM),
        (URL, {"x-twilio-signature": "é" * 28}, FORM),
    ],
)
def test_a_webhook_that_twilio_did_not_sign_is_refused(
    url: str, headers: dict[str, str], form: dict[str, str]
) -> None:
    with pytest.raises(BadSignature):
        _CHANNEL.receive(RawRequest(url, headers, urlencode(form).encode()))


def test_a_signed_body_that_makes_no_sense_is_told_apart() -> None:
    form = {"Body": "no sender"}
    signed = RequestValidator(TWILIO_TOKEN).compute_signature(URL, form)
    with pytest.raises(BadPayload):
        _CHANNEL.receive(RawRequest(URL, {"x-twilio-signature": signed}, urlencode(form).encode()))
    with pytest.raises(BadPayload):
        _CHANNEL.receive(RawRequest(URL, {"x-twilio-signature": signed}, b"\xff\xfe"))
