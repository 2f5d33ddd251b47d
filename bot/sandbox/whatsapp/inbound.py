"""What a customer does on the phone, told to the product as Twilio tells it."""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from bot.sandbox.courier import Answer, Patience, split_overrides
from bot.sandbox.whatsapp.desk import WhatsAppDesk
from bot.sandbox.whatsapp.ledger import Customer, Media, WhatsAppMessage, new_sid
from bot.sandbox.whatsapp.signing import signed_form

REPEATS_ALLOWED = 100


class Unsaid(ValueError):
    """What the control door was asked to let a customer say makes no message."""


class Mailbox:
    """Turns what customers say into ledger rows and signed webhooks."""

    def __init__(self, desk: WhatsAppDesk) -> None:
        self._desk = desk
        self._exchange = desk.exchange

    async def says(self, number: str, said: dict[str, Any]) -> dict[str, Any]:
        """A customer's message. Returns its sid and what the product answered to each copy."""
        customer = self._desk.ledger.customer(number, str(said.get("profile_name") or ""))
        known = self._desk.ledger.find(str(said.get("message_sid") or ""))
        message = known or self._write(customer, said)
        url, patience = split_overrides(self._desk.config.whatsapp_webhook, self._exchange.patience())
        if not url or said.get("webhook") is False:
            return {"message_sid": message.sid, "answers": [], "accepted": False}
        patience = _asked_patience(patience, said.get("retry") or {})
        params = self._params(customer, message, said)
        copies = max(1, min(REPEATS_ALLOWED, int(said.get("repeat") or 1)))
        deliveries = asyncio.gather(
            *(
                self._deliver(customer, url, params, patience, str(said.get("signature", "good")))
                for _ in range(copies)
            )
        )
        if said.get("wait") is False:
            self._exchange.spawn(_finish(deliveries))
            return {"message_sid": message.sid, "answers": [], "accepted": False}
        answers = await deliveries
        return {
            "message_sid": message.sid,
            "answers": [answer.status for answer in answers],
            "accepted": all(answer.is_accepted for answer in answers),
        }

    def _write(self, customer: Customer, said: dict[str, Any]) -> WhatsAppMessage:
        now = self._exchange.clock.now()
        if said.get("sent_at"):
            now = datetime.fromisoformat(str(said["sent_at"]))
            if now.tzinfo is None:
                raise Unsaid("sent_at needs a time zone")
        media = self._media(said["media"]) if said.get("media") else None
        button = said.get("button") or {}
        text = str(said.get("text") or button.get("text") or "")
        if media is not None and not text:
            text = str(said["media"].get("caption") or "")
        if not text and media is None and not said.get("location"):
            raise Unsaid("a message needs text, media, a location or a button")
        message = WhatsAppMessage(
            sid=str(said.get("message_sid") or new_sid("MM" if media else "SM")),
            peer=customer.number,
            direction="inbound",
            from_=f"whatsapp:{customer.number}",
            to=self._desk.config.whatsapp_sender,
            body=text,
            status="received",
            created_at=now,
            updated_at=now,
            sent_at=now,
            media=[media] if media else [],
            location=said.get("location"),
            reply_to=str(said.get("reply_to") or button.get("message_sid") or ""),
        )
        customer.wrote_at = max(now, customer.wrote_at) if customer.wrote_at else now
        self._desk.ledger.add(message)
        self._desk.show(message)
        return message

    def _media(self, wish: dict[str, Any]) -> Media:
        try:
            content = base64.b64decode(str(wish.get("content_base64") or ""), validate=True)
        except binascii.Error as error:
            raise Unsaid("content_base64 is not base64") from error
        content_type = str(wish.get("content_type") or "application/octet-stream")
        stored = self._exchange.cabinet.keep(content, content_type, str(wish.get("filename") or ""))
        return Media(new_sid("ME"), content_type, str(wish.get("url") or ""), stored)

    def _params(self, customer: Customer, message: WhatsAppMessage, said: dict[str, Any]) -> dict[str, str]:
        wa_id = customer.number.lstrip("+")
        profile = {"ProfileName": customer.name, "WaId": wa_id}
        if customer.external_user_id:
            profile["ExternalUserId"] = customer.external_user_id
        params = {
            "SmsMessageSid": message.sid,
            "NumMedia": str(len(message.media)),
            "ProfileName": customer.name,
            "MessageType": _kind(message, said),
            "SmsSid": message.sid,
            "WaId": wa_id,
            "SmsStatus": "received",
            "Body": message.body,
            "To": message.to,
            "NumSegments": "1",
            "ReferralNumMedia": "0",
            "MessageSid": message.sid,
            "AccountSid": self._desk.config.twilio_account_sid,
            "ChannelMetadata": json.dumps({"type": "whatsapp", "data": {"context": profile}}),
            "From": message.from_,
            "ApiVersion": "2010-04-01",
        }
        if customer.external_user_id:
            params["ExternalUserId"] = customer.external_user_id
        for place, media in enumerate(message.media):
            path = f"/2010-04-01/Accounts/{params['AccountSid']}/Messages/{message.sid}/Media/{media.sid}"
            params[f"MediaUrl{place}"] = media.url or self._desk.config.public_url.rstrip("/") + path
            params[f"MediaContentType{place}"] = media.content_type
        for field in ("latitude", "longitude", "address", "label"):
            if message.location and message.location.get(field) is not None:
                params[field.capitalize()] = str(message.location[field])
        if said.get("button"):
            params["ButtonText"] = message.body
            params["ButtonPayload"] = str(said["button"].get("payload") or message.body)
        if message.reply_to:
            params["OriginalRepliedMessageSid"] = message.reply_to
            params["OriginalRepliedMessageSender"] = message.to
        for name, value in (said.get("extra") or {}).items():
            params[str(name)] = str(value)
        for name in said.get("without") or ():
            params.pop(str(name), None)
        return params

    def _tick(self, sid: str, ticks: str) -> None:
        message = self._desk.ledger.find(sid)
        if message is not None and message.ticks == "sent":
            message.ticks = ticks
            self._desk.show(message)

    async def _deliver(
        self, customer: Customer, url: str, params: dict[str, str], patience: Patience, signature: str
    ) -> Answer:
        token = self._desk.config.twilio_auth_token
        body, headers = signed_form(token, url, params, str(uuid4()), signature)
        answer = Answer(None)
        for attempt in range(1, patience.attempts + 1):
            row = self._exchange.journal.write(
                "twilio",
                "webhook",
                "in",
                customer.number,
                sid=params["MessageSid"],
                text=params["Body"],
                message_type=params["MessageType"],
                url=url,
                attempt=attempt,
            )
            answer = await self._exchange.courier.post(url, body, headers, patience)
            row["answer"], row["failure"] = answer.status, answer.failure
            if answer.is_accepted:
                self._tick(params["MessageSid"], "delivered")
            if not patience.covers(answer):
                break
            await asyncio.sleep(patience.pause)
        return answer


async def _finish(deliveries: asyncio.Future[list[Answer]]) -> None:
    await deliveries


def _asked_patience(patience: Patience, wish: dict[str, Any]) -> Patience:
    if not wish:
        return patience
    return replace(
        patience,
        attempts=int(wish.get("attempts", patience.attempts)),
        pause=float(wish.get("pause", patience.pause)),
        policies=frozenset({"all"}),
    )


def _kind(message: WhatsAppMessage, said: dict[str, Any]) -> str:
    if said.get("button"):
        return "button"
    if message.location:
        return "location"
    if message.media:
        family = message.media[0].content_type.partition("/")[0]
        return family if family in ("image", "audio", "video") else "document"
    return "text"
