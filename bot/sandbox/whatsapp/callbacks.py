"""The life of a sent message, and the status callbacks that tell of it."""

from __future__ import annotations

import asyncio
from uuid import uuid4

from bot.sandbox.courier import Answer, split_overrides
from bot.sandbox.faults import Fault
from bot.sandbox.whatsapp.desk import WhatsAppDesk
from bot.sandbox.whatsapp.ledger import RANK, WhatsAppMessage, bare, new_sid
from bot.sandbox.whatsapp.refusals import UNDELIVERED, said
from bot.sandbox.whatsapp.signing import signed_form

LATE_BY = 3.0
EVENTS = {"sent": "SENT", "delivered": "DELIVERED", "read": "READ", "undelivered": "UNDELIVERED"}


class Postman:
    """Moves messages from status to status and calls the product back."""

    def __init__(self, desk: WhatsAppDesk) -> None:
        self._desk = desk
        self._exchange = desk.exchange
        self._install_sid = new_sid("XE")

    async def carry(self, message: WhatsAppMessage, fate: int | None, fault: Fault | None) -> None:
        """Bring a message from queued to its end; a phone that is off leaves it at sent."""
        order = fault.order if fault is not None and fault.kind == "callback_order" else ""
        late = (fault.seconds if fault is not None and fault.seconds else LATE_BY) if order == "late" else 0.0
        told = ["queued"]
        await self._tell(message, "queued", order, late)
        if message.media and fate is None:
            fate = await self._desk.fetch_media(message)
        if order != "early":
            await asyncio.sleep(self._desk.config.callback_pause)
        if fate is not None:
            await self._fail(message, fate, order, late)
            return
        for status in ("sent", "delivered"):
            if status == "delivered" and not self._customer_is_online(message):
                return
            if self._move(message, status):
                told.append(status)
                await self._tell(message, status, order, late)
        if order == "reordered":
            for status in reversed(told):
                await self._call_back(message, status)

    async def deliver_held(self, number: str) -> None:
        """The phone is on again: what waited at one tick is delivered."""
        for message in self._desk.ledger.chat(number):
            if message.status == "sent" and self._move(message, "delivered"):
                await self._call_back(message, "delivered")

    async def mark_read(self, number: str) -> int:
        """The customer looked: everything delivered turns blue. Returns how many did."""
        read = 0
        for message in self._desk.ledger.chat(number):
            if message.status == "delivered" and self._move(message, "read"):
                read += 1
                self._exchange.spawn(self._call_back(message, "read"))
        return read

    def _customer_is_online(self, message: WhatsAppMessage) -> bool:
        return self._desk.ledger.customer(bare(message.peer)).is_online

    def _move(self, message: WhatsAppMessage, status: str) -> bool:
        if RANK[status] <= RANK[message.status]:
            return False
        now = self._exchange.clock.now()
        message.status, message.updated_at = status, now
        message.sent_at = message.sent_at or now
        self._desk.show(message)
        return True

    async def _fail(self, message: WhatsAppMessage, code: int, order: str, late: float) -> None:
        message.error_code = code
        status = "undelivered" if code in UNDELIVERED else "failed"
        self._move(message, status)
        await self._tell(message, status, order, late)

    async def _tell(self, message: WhatsAppMessage, status: str, order: str, late: float) -> None:
        if order in ("lost", "reordered") and status not in ("failed", "undelivered"):
            return
        if order == "lost":
            return
        if late:
            await asyncio.sleep(late)
        if order == "doubled":
            await asyncio.gather(self._call_back(message, status), self._call_back(message, status))
        else:
            await self._call_back(message, status)

    def _params(self, message: WhatsAppMessage, status: str) -> dict[str, str]:
        params = {
            "ChannelPrefix": "whatsapp",
            "ApiVersion": "2010-04-01",
            "MessageStatus": status,
            "SmsStatus": status,
            "SmsSid": message.sid,
            "MessageSid": message.sid,
            "AccountSid": self._desk.config.twilio_account_sid,
            "ChannelInstallSid": self._install_sid,
            "From": message.from_,
            "To": message.to,
            "ChannelToAddress": bare(message.to),
            "StructuredMessage": "true" if message.template_sid else "false",
        }
        if status in EVENTS:
            params["EventType"] = EVENTS[status]
        if message.error_code is not None:
            params["ErrorCode"] = str(message.error_code)
            params["ErrorMessage"] = said(message.error_code)
            params["ChannelStatusMessage"] = said(message.error_code)
        return params

    async def _call_back(self, message: WhatsAppMessage, status: str) -> None:
        if not message.status_callback or status not in self._desk.config.callback_statuses:
            return
        url, patience = split_overrides(message.status_callback, self._exchange.patience())
        params = self._params(message, status)
        body, headers = signed_form(self._desk.config.twilio_auth_token, url, params, str(uuid4()))
        for attempt in range(1, patience.attempts + 1):
            row = self._exchange.journal.write(
                "twilio",
                "callback",
                "in",
                message.peer,
                sid=message.sid,
                message_status=status,
                error_code=message.error_code,
                url=url,
                attempt=attempt,
            )
            answer: Answer = await self._exchange.courier.post(url, body, headers, patience)
            row["answer"], row["failure"] = answer.status, answer.failure
            if not patience.covers(answer):
                return
            await asyncio.sleep(patience.pause)
