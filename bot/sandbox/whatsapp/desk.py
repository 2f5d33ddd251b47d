"""The WhatsApp side of the exchange: what it holds, and how it takes a message for sending."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.sandbox.exchange import Exchange
from bot.sandbox.faults import Fault
from bot.sandbox.whatsapp.ledger import Customer, Ledger, Media, WhatsAppMessage, bare, new_sid
from bot.sandbox.whatsapp.refusals import Refusal, said
from bot.sandbox.whatsapp.templates import Content, Shelf, read_variables

BODY_LIMIT = 1_600
MEDIA_LIMIT = 5 * 1_024 * 1_024
NUMBER = re.compile(r"whatsapp:\+[1-9]\d{6,14}")


@dataclass(frozen=True, slots=True)
class Send:
    """A request to send, read and found in order; `fate` is the error that will follow, if any."""

    customer: Customer
    body: str
    media_urls: tuple[str, ...]
    template: Content | None
    status_callback: str
    fate: int | None


class WhatsAppDesk:
    """Twilio's side: ledger, templates and the account's rules."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.config = exchange.config
        self.ledger = Ledger(self.config.message_limit)
        self.shelf = Shelf(self.config.twilio_account_sid, self.config.templates, exchange.clock.now())
        self._hand_out_phones()

    def _hand_out_phones(self) -> None:
        for number, name in self.config.customers:
            self.ledger.customer(number, name)

    def chat_key(self, number: str) -> str:
        """The name under which the exchange counts changes of this conversation."""
        return f"whatsapp:{bare(number)}"

    def show(self, message: WhatsAppMessage) -> None:
        """Tell the phones that a message is new or has changed."""
        self.exchange.changed(self.chat_key(message.peer))
        if self.exchange.feed.is_heard:
            self.exchange.feed.tell({"type": "whatsapp", "chat": message.peer, "message": message.shown()})

    def resource(self, message: WhatsAppMessage) -> dict[str, Any]:
        """The message as the REST API writes it."""
        error = said(message.error_code) if message.error_code else None
        return message.resource(self.config.twilio_account_sid, error)

    def check(self, form: dict[str, str], media_urls: list[str], fault: Fault | None) -> Send:
        """Hold a request against the rules. Raises Refusal for what Twilio refuses at once."""
        to = self._address(form)
        body = form.get("Body", "")
        if len(body) > BODY_LIMIT:
            raise Refusal(21617)
        template = self._template(form)
        if template is None and not body and not media_urls:
            raise Refusal(21619)
        if len(media_urls) > 1:
            raise Refusal(21623)
        if any(urlsplit(url).scheme not in ("http", "https") for url in media_urls):
            raise Refusal(21620)
        customer = self.ledger.customer(to)
        if customer.has_opted_out:
            raise Refusal(21610)
        given = read_variables(form.get("ContentVariables", ""))
        if template is not None:
            body, media_urls = template.fill(given), template.media
        fate = self._fate(customer, template, given)
        if fault is not None and fault.kind == "callback_error":
            fate = fault.code
        return Send(customer, body, tuple(media_urls), template, form.get("StatusCallback", ""), fate)

    def _address(self, form: dict[str, str]) -> str:
        to, from_ = form.get("To", ""), form.get("From", "")
        if not to:
            raise Refusal(21604)
        if not from_:
            raise Refusal(21603)
        if not to.startswith("whatsapp:"):
            raise Refusal(21910)
        if from_ != self.config.whatsapp_sender:
            raise Refusal(63007)
        if not NUMBER.fullmatch(to):
            raise Refusal(21211, to=to)
        return to

    def _template(self, form: dict[str, str]) -> Content | None:
        sid = form.get("ContentSid", "")
        if not sid:
            if form.get("ContentVariables"):
                raise Refusal(21654)
            return None
        content = self.shelf.contents.get(sid)
        if content is None:
            raise Refusal(21655)
        return content

    def _fate(self, customer: Customer, template: Content | None, given: dict[str, str]) -> int | None:
        if not customer.is_reachable:
            return 63024
        is_open = customer.window_is_open(self.exchange.clock.now())
        if template is None:
            return None if is_open else 63016
        values = {**template.variables, **given}
        if any(not values.get(place, "").strip() for place in template.places()):
            return 63013
        return None if is_open or template.approval == "approved" else 63016

    def accept(self, send: Send) -> WhatsAppMessage:
        """Take a message for sending; it is queued from now on."""
        now = self.exchange.clock.now()
        message = WhatsAppMessage(
            sid=new_sid("MM" if send.media_urls else "SM"),
            peer=send.customer.number,
            direction="outbound-api",
            from_=self.config.whatsapp_sender,
            to=f"whatsapp:{send.customer.number}",
            body=send.body,
            status="queued",
            created_at=now,
            updated_at=now,
            status_callback=send.status_callback,
            template_sid=send.template.sid if send.template else "",
            buttons=send.template.buttons if send.template else (),
        )
        message.media = [
            Media(new_sid("ME"), "application/octet-stream", url, None) for url in send.media_urls
        ]
        self.ledger.add(message)
        self.show(message)
        return message

    async def fetch_media(self, message: WhatsAppMessage) -> int | None:
        """Download what the message points to; the error that follows when it cannot be had."""
        for media in message.media:
            fetched = await self.exchange.courier.fetch(media.url, MEDIA_LIMIT)
            if fetched is None:
                return 63019
            content, content_type = fetched
            name = unquote(urlsplit(media.url).path.rsplit("/", 1)[-1])
            media.file = self.exchange.cabinet.keep(content, content_type, name)
            media.content_type = content_type
        return None

    def reset(self) -> None:
        """Forget messages and customers; templates as at the start."""
        self.ledger.clear()
        self.shelf.restock(self.exchange.clock.now())
        self._hand_out_phones()
