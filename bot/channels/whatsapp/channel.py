"""The WhatsApp channel behind the port, through Twilio's official SDK."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.channels.port import (
    Accepted,
    Capabilities,
    Inbound,
    LookupFailed,
    Media,
    Message,
    RawRequest,
    Refusal,
    SendResult,
    Status,
    TryLater,
    Unknown,
)
from bot.channels.whatsapp.approved import ApprovedTemplates, NotApproved
from bot.channels.whatsapp.parsing import OUTBOX, form_of, plain, read_event
from bot.channels.whatsapp.signing import check_signature
from bot.channels.whatsapp.troubles import refusal
from crm.db import forbid_in_transaction

if TYPE_CHECKING:
    from twilio.rest import Client

    from bot.channels.whatsapp.transport import Wire

NO_TEMPLATE = (
    "Make a template of this name in Twilio's Content Template Builder, have WhatsApp approve it, then retry."
)
_CLOCK_SLACK = timedelta(seconds=5)  # between our clock and Twilio's, whose times are whole seconds


class WhatsAppChannel:
    """Customers write on WhatsApp. `account` is our sender, as Twilio writes it: whatsapp:+E.164.

    Limits: twilio.com/docs/whatsapp (1,600 characters, 24 hours, 80 messages a second for a sender).
    """

    name = "whatsapp"

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        sender: str,
        public_base_url: str,
        api_base: str = "",
        *,
        per_second: float = 80.0,
        timeout: float = 15.0,
    ) -> None:
        self._sid, self._token = account_sid, auth_token
        self.account = f"whatsapp:{plain(sender)}"
        self._public, self._api_base, self._timeout = public_base_url.rstrip("/"), api_base, timeout
        self._client: Client | None = None
        self._wire: Wire | None = None
        self._templates = ApprovedTemplates(self._list_templates)
        self.capabilities = Capabilities(
            text_limit=1600,
            caption_limit=1600,
            file_limit=5_000_000,
            window=24 * 3600.0,
            can_edit=False,
            can_read_back=True,
            per_second=per_second,
            per_chat=10.0,
        )

    def prepare(self) -> None:
        import twilio.rest.api  # noqa: F401

        import bot.channels.whatsapp.transport  # noqa: F401

    def receive(self, request: RawRequest) -> Sequence[Inbound | Status]:
        fields = form_of(request)
        check_signature(request, self._token, fields)
        return [read_event(request, fields)]

    async def send(self, message: Message) -> SendResult:
        forbid_in_transaction("a message to WhatsApp")
        try:
            template = message.template
            if template is not None:
                template = await self._templates.sid_of(template, message.language)
        except NotApproved as problem:
            return Refusal("no_template", str(problem), NO_TEMPLATE)
        except Exception as error:  # noqa: BLE001 - as below; nothing has been sent yet
            verdict = self.classify(error)
            if isinstance(verdict, Unknown):
                return TryLater(5, "no_list", verdict.detail, is_away=True)
            return verdict
        try:
            sent = await self._twilio().messages.create_async(**self._parameters(message, template))
        except Exception as error:  # noqa: BLE001 - whatever the SDK or the wire raises is classified
            return self.classify(error)
        return Accepted(str(sent.sid))

    async def _list_templates(self) -> Sequence[Any]:
        listed: Sequence[Any] = await self._twilio().content.v1.content_and_approvals.list_async(limit=1000)
        return listed

    def _parameters(self, message: Message, template: str | None) -> dict[str, Any]:
        callback = f"{self._public}/webhooks/whatsapp/status?{OUTBOX}={message.outbox_id}"
        told: dict[str, Any] = {
            "from_": self.account,
            "to": f"whatsapp:{message.address}",
            "status_callback": callback,
        }
        if template is not None:
            # Template text in Body fails with 63016, and an empty variable with 63013.
            variables = {name: value or "–" for name, value in message.variables.items()}
            return told | {
                "content_sid": template,
                "content_variables": json.dumps(variables, ensure_ascii=False),
            }
        if message.text or message.file_url is None:
            told["body"] = message.text
        if message.file_url is not None:
            told["media_url"] = [message.file_url]
        return told

    async def find_sent(
        self, message: Message, since: datetime, known: Collection[str] = ()
    ) -> Accepted | None:
        forbid_in_transaction("a question to Twilio")
        earliest = since - _CLOCK_SLACK
        try:
            listed = await self._twilio().messages.list_async(
                to=f"whatsapp:{message.address}", from_=self.account, date_sent_after=earliest, limit=500
            )
        except Exception as error:
            raise LookupFailed(type(error).__name__) from error
        alike = [
            sent
            for sent in listed
            if sent.direction != "inbound"
            and sent.sid not in known
            and (sent.date_created is None or sent.date_created >= earliest)
            and _is_alike(sent, message)
        ]
        return Accepted(str(alike[-1].sid)) if alike else None  # the oldest: Twilio lists the newest first

    async def missed(self, since: datetime) -> list[Inbound]:
        """List what customers wrote since `since`, whether or not its webhook reached us, oldest first.

        Raises `LookupFailed` when Twilio cannot be asked now.
        """
        forbid_in_transaction("a question to Twilio")
        from bot.channels.whatsapp.missed import inbound_of

        try:
            listed = await self._twilio().messages.list_async(
                to=self.account, date_sent_after=since, page_size=1000
            )
            inbound = [message for message in listed if message.direction == "inbound"]
            return [await inbound_of(message) for message in reversed(inbound)]
        except Exception as error:
            raise LookupFailed(type(error).__name__) from error

    async def fetch_media(self, reference: Mapping[str, Any]) -> Media:
        """Fetch what a customer sent. Raises `bot.channels.whatsapp.media.NotOurs` for a foreign address."""
        forbid_in_transaction("a file from Twilio")
        from bot.channels.whatsapp.media import fetch

        self._twilio()
        assert self._wire is not None  # noqa: S101 - made with the client
        return await fetch(self._wire, self._api_base, (self._sid, self._token), reference)

    def classify(self, error: Exception) -> Refusal | TryLater | Unknown:
        from twilio.base.exceptions import TwilioRestException

        from bot.channels.whatsapp.transport import NeverLeft, SlowDown

        match error:
            case SlowDown():
                return TryLater(error.after, error.code, "Twilio asks to slow down.")
            case NeverLeft():
                return TryLater(2, "network", f"Twilio cannot be reached: {error}", is_away=True)
            case TwilioRestException() if error.status >= 500:
                return Unknown(f"Twilio answered {error.status}.")
            case TwilioRestException():
                return refusal(str(error.code or error.status), error.msg)
            case _:
                return Unknown(f"{type(error).__name__}: {error}"[:300])

    async def typing(self, address: str) -> None:
        """Twilio's typing indicator answers a certain message and marks it as read; it is not used."""

    async def close(self) -> None:
        if self._wire is not None:
            await self._wire.close()

    def _twilio(self) -> "Client":
        """Give the SDK's client, made at first use."""
        if self._client is None:
            from twilio.rest import Client

            from bot.channels.whatsapp.transport import Wire

            self._wire = Wire(self._api_base, total=self._timeout)
            self._client = Client(self._sid, self._token, http_client=self._wire)
        return self._client


def _is_alike(sent: Any, message: Message) -> bool:
    """Say whether a listed message may be ours: its words, and whether it carries a file."""
    told = (sent.body or "").strip()
    has_file = message.file_url is not None
    if message.template is not None and not message.text:
        return not has_file
    return told == message.text.strip() and (str(sent.num_media or "0") != "0") == has_file
