"""WhatsApp's rules at the double of Twilio: the 24-hour window, templates, media, opt-out."""

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from bot.sandbox.people import Customer, Sandbox
from tests.contracts.sandbox_fixtures import DRAFT, REMINDER, TWILIO_SID, TWILIO_TOKEN
from tests.contracts.sandbox_listener import Listener
from tests.contracts.sandbox_twilio import is_signed, send


async def test_media_is_fetched_over_a_redirect_listed_and_deleted(
    phone: Customer, listener: Listener, twilio: Client
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
    (media,) = await asyncio.to_thread(twilio.messages(told.id).media.list)
    assert (media.content_type, media.parent_sid, media.sid[:2]) == ("image/jpeg", told.id, "ME")
    fetched = await asyncio.to_thread(twilio.messages(told.id).media(media.sid).fetch)
    assert fetched.uri == media.uri
    assert await asyncio.to_thread(twilio.messages(told.id).media(media.sid).delete)
    assert await asyncio.to_thread(twilio.messages(told.id).media.list) == []


async def test_free_text_after_24_hours_fails_in_the_callback(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await sandbox.advance(24 * 3600 + 1)
    sent = await send(twilio, listener, "are you still there?")
    assert sent.status == "queued"
    *_, failed = await listener.gets(2, "/status")
    assert (failed.form["MessageStatus"], failed.form["ErrorCode"]) == ("undelivered", "63016")
    assert is_signed(failed)
    found = await asyncio.to_thread(twilio.messages(sent.sid).fetch)
    assert found.error_code == 63016
    assert found.error_message.startswith("Failed to send freeform message")


async def test_a_customer_may_be_introduced_as_having_written_before(
    sandbox: Sandbox, listener: Listener, twilio: Client
) -> None:
    wrote_at = (datetime.now(UTC) - timedelta(hours=23)).isoformat()
    phone = await sandbox.customer("+919812345678", "Asha Rao", wrote_at=wrote_at)
    await send(twilio, listener, "welcome back")
    await phone.hears("welcome back")
    with pytest.raises(ValueError, match="time zone"):
        await sandbox.customer("+919812345678", wrote_at="2026-11-22T09:00:00")


async def test_only_what_the_customer_writes_opens_the_window(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await sandbox.advance(20 * 3600)
    await send(twilio, listener, "in time")
    await phone.hears("in time")
    await sandbox.advance(5 * 3600)
    await send(twilio, listener, "too late")
    await phone.hears_nothing(0.2)
    await phone.says("I am here")
    await send(twilio, listener, "in time again")
    await listener.gets(8, "/status")
    assert [message.text for message in await phone.looks()] == ["in time", "in time again"]
    statuses = {message.text: message.status for message in phone.conversation if not message.is_mine}
    assert statuses["too late"] == "undelivered"


async def test_an_approved_template_goes_outside_the_window_and_a_draft_does_not(
    sandbox: Sandbox, phone: Customer, listener: Listener, twilio: Client
) -> None:
    sent = await send(twilio, listener, "", content_sid=REMINDER.sid, content_variables='{"1": "Asha"}')
    assert sent.body == "Hello Asha, your trip to Bali is near."
    heard = await phone.hears("your trip to Bali")
    assert heard.buttons == ("Yes please", "Not now")
    await send(twilio, listener, "", content_sid=DRAFT.sid, content_variables='{"1": "Asha"}')
    *_, failed = await listener.gets(5, "/status")
    assert failed.form["ErrorCode"] == "63016"


async def test_an_empty_template_variable_fails_in_the_callback(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    await send(twilio, listener, "", content_sid=REMINDER.sid, content_variables='{"1": ""}')
    *_, failed = await listener.gets(2, "/status")
    assert (failed.form["MessageStatus"], failed.form["ErrorCode"]) == ("failed", "63013")


async def test_templates_are_listed_made_approved_and_deleted(twilio: Client, sandbox: Sandbox) -> None:
    listed = await asyncio.to_thread(twilio.content.v1.contents.list)
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
    approval = await asyncio.to_thread(twilio.content.v1.contents(sid).approval_fetch().fetch)
    assert approval.whatsapp["status"] == "approved"
    content = await asyncio.to_thread(twilio.content.v1.contents(sid).fetch)
    assert content.types == wish["types"]
    assert await asyncio.to_thread(twilio.content.v1.contents(sid).delete)
    assert len(await asyncio.to_thread(twilio.content.v1.contents.list)) == 2


async def test_a_document_by_address_reaches_the_phone(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    listener.files["proposal.pdf"] = (b"%PDF-1.7 proposal", "application/pdf")
    await phone.says("hello")
    sent = await send(twilio, listener, "Your proposal", media_url=[f"{listener.url}/files/proposal.pdf"])
    assert (sent.sid[:2], sent.num_media) == ("MM", "1")
    await listener.gets(3, "/status")
    heard = await phone.hears("Your proposal")
    assert heard.documents == ("proposal.pdf",)
    async with httpx.AsyncClient() as http:
        assert (await http.get(heard.document_urls[0])).content == b"%PDF-1.7 proposal"


@pytest.mark.parametrize("size", [None, 5 * 1024 * 1024 + 1])
async def test_media_that_is_missing_or_too_large_fails_in_the_callback(
    size: int | None, phone: Customer, listener: Listener, twilio: Client
) -> None:
    listener.files.pop("large.pdf", None)
    if size is not None:
        listener.files["large.pdf"] = (bytes(size), "application/pdf")
    await phone.says("hello")
    await send(twilio, listener, "Your proposal", media_url=[f"{listener.url}/files/large.pdf"])
    *_, failed = await listener.gets(2, "/status")
    assert (failed.form["MessageStatus"], failed.form["ErrorCode"]) == ("failed", "63019")


async def test_who_opted_out_is_refused_at_once(phone: Customer, listener: Listener, twilio: Client) -> None:
    await phone.says("stop")
    await phone.becomes(has_opted_out=True)
    with pytest.raises(TwilioRestException) as refused:
        await send(twilio, listener)
    assert refused.value.code == 21610


async def test_a_phone_that_is_off_keeps_one_tick_until_it_is_on(
    phone: Customer, listener: Listener, twilio: Client
) -> None:
    await phone.says("hello")
    await phone.becomes(is_online=False)
    await send(twilio, listener)
    await listener.gets(2, "/status")
    assert [status for _, status in listener.callbacks()] == ["queued", "sent"]
    await phone.becomes(is_online=True)
    await listener.gets(3, "/status")
    assert listener.callbacks()[-1][1] == "delivered"
