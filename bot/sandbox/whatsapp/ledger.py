"""What this double keeps: messages with their life, and the customers who hold the phones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from uuid import uuid4

from bot.sandbox.media import StoredFile

WINDOW = timedelta(hours=24)
RANK = {"queued": 0, "sent": 1, "delivered": 2, "read": 3, "failed": 4, "undelivered": 4, "received": 4}


def new_sid(prefix: str) -> str:
    """A fresh Twilio identifier; never repeated, also not after a restart."""
    return prefix + uuid4().hex


def bare(address: str) -> str:
    """The number or user name within a channel address."""
    return address.removeprefix("whatsapp:").strip()


@dataclass(slots=True)
class Media:
    """One file of a message; `file` is None when it could not be had or was deleted."""

    sid: str
    content_type: str
    url: str
    file: StoredFile | None


@dataclass(slots=True)
class WhatsAppMessage:
    """One message, in or out, with everything the REST resource shows and what the phone shows."""

    sid: str
    peer: str
    direction: str
    from_: str
    to: str
    body: str
    status: str
    created_at: datetime
    updated_at: datetime
    sent_at: datetime | None = None
    error_code: int | None = None
    status_callback: str = ""
    template_sid: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    media: list[Media] = field(default_factory=list)
    location: dict[str, Any] | None = None
    reply_to: str = ""
    ticks: str = "sent"

    @property
    def is_inbound(self) -> bool:
        """Written by the customer."""
        return self.direction == "inbound"

    def resource(self, account_sid: str, error_message: str | None) -> dict[str, Any]:
        """The Message resource of the REST API, every field present and typed as there."""
        path = f"/2010-04-01/Accounts/{account_sid}/Messages/{self.sid}"
        return {
            "body": self.body,
            "num_segments": str(max(1, -(-len(self.body) // 1600))),
            "direction": self.direction,
            "from": self.from_,
            "to": self.to,
            "date_created": format_datetime(self.created_at),
            "date_updated": format_datetime(self.updated_at),
            "date_sent": format_datetime(self.sent_at) if self.sent_at else None,
            "price": None,
            "price_unit": None,
            "error_code": self.error_code,
            "error_message": error_message,
            "uri": f"{path}.json",
            "account_sid": account_sid,
            "num_media": str(len(self.media)),
            "status": self.status,
            "messaging_service_sid": None,
            "sid": self.sid,
            "api_version": "2010-04-01",
            "subresource_uris": {"media": f"{path}/Media.json"},
        }

    def shown(self) -> dict[str, Any]:
        """The message as a phone shows it."""
        return {
            "id": self.sid,
            "side": "customer" if self.is_inbound else "desk",
            "text": self.body,
            "at": self.created_at.isoformat(),
            "status": self.ticks if self.is_inbound else self.status,
            "error_code": self.error_code,
            "template": bool(self.template_sid),
            "buttons": [{"text": title, "payload": payload} for title, payload in self.buttons],
            "media": [
                {
                    "name": item.file.name if item.file else "gone",
                    "content_type": item.content_type,
                    "size": item.file.size if item.file else 0,
                    "url": f"_media/{item.file.key}" if item.file else "",
                }
                for item in self.media
            ],
            "location": self.location,
            "reply_to": self.reply_to,
        }


@dataclass(slots=True)
class Customer:
    """Who holds a phone. `is_online` False keeps messages at one tick until the phone is on again."""

    number: str
    name: str
    is_online: bool = True
    is_reachable: bool = True
    has_opted_out: bool = False
    wrote_at: datetime | None = None
    external_user_id: str = ""

    def window_is_open(self, now: datetime) -> bool:
        """Whether free text may be sent: 24 hours from the customer's last message."""
        return self.wrote_at is not None and now - self.wrote_at < WINDOW

    def shown(self, now: datetime) -> dict[str, Any]:
        """The customer as the control door shows one."""
        return {
            "number": self.number,
            "name": self.name,
            "is_online": self.is_online,
            "is_reachable": self.is_reachable,
            "has_opted_out": self.has_opted_out,
            "window_is_open": self.window_is_open(now),
        }


class Ledger:
    """Messages by sid and by peer, the oldest forgotten beyond `limit`; and the customers."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._messages: OrderedDict[str, WhatsAppMessage] = OrderedDict()
        self._by_peer: dict[str, OrderedDict[str, WhatsAppMessage]] = {}
        self.customers: dict[str, Customer] = {}

    def customer(self, number: str, name: str = "") -> Customer:
        """Who has this number; somebody new if nobody has."""
        number = bare(number)
        found = self.customers.get(number)
        if found is None:
            found = self.customers[number] = Customer(number, name or number)
        elif name:
            found.name = name
        return found

    def add(self, message: WhatsAppMessage) -> None:
        """Keep a message."""
        self._messages[message.sid] = message
        self._by_peer.setdefault(message.peer, OrderedDict())[message.sid] = message
        while len(self._messages) > self._limit:
            _, oldest = self._messages.popitem(last=False)
            self._by_peer[oldest.peer].pop(oldest.sid, None)

    def find(self, sid: str) -> WhatsAppMessage | None:
        """The message of that sid."""
        return self._messages.get(sid)

    def drop(self, sid: str) -> None:
        """Delete a message."""
        message = self._messages.pop(sid, None)
        if message is not None:
            self._by_peer[message.peer].pop(sid, None)

    def chat(self, number: str) -> list[WhatsAppMessage]:
        """The conversation with a number, oldest first."""
        return list(self._by_peer.get(bare(number), {}).values())

    def newest_first(self, peer: str | None = None) -> Iterator[WhatsAppMessage]:
        """Messages with a peer, or all, newest first."""
        rows = self._messages if peer is None else self._by_peer.get(bare(peer), OrderedDict())
        return reversed(rows.values())

    def clear(self) -> None:
        """Forget messages and customers."""
        self._messages.clear()
        self._by_peer.clear()
        self.customers.clear()
