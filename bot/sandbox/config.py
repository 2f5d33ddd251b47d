"""What one sandbox is set up with: accounts, addresses, pace and limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ALL_STATUSES = frozenset({"queued", "sent", "delivered", "read", "failed", "undelivered"})


@dataclass(frozen=True, slots=True)
class Template:
    """A WhatsApp template as the Content API keeps it.

    `body` holds `{{1}}`-style places; `variables` their default values; `buttons` the quick replies
    as (title, payload) pairs. Only an `approved` template may open a closed 24-hour window.
    """

    sid: str
    name: str
    body: str
    language: str = "en"
    variables: dict[str, str] = field(default_factory=dict)
    buttons: tuple[tuple[str, str], ...] = ()
    media: str | None = None
    approved: bool = True


@dataclass(frozen=True, slots=True)
class SandboxConfig:
    """Accounts and addresses of one sandbox.

    `whatsapp_webhook` may carry Twilio's connection overrides (`#rc=3&rp=all`). With a
    `telegram_webhook` the bot starts as if it had called `setWebhook`; without, it may poll.
    `public_url` is where the product reaches this sandbox: media and next-page addresses start with it.
    `customers` (number, name) and `staff` (Telegram id, name) have phones from the start.
    `callback_pause` and `retry_pause` are real seconds; everything dated uses the movable clock.
    """

    twilio_account_sid: str = "ACsandbox0000000000000000000000000"
    twilio_auth_token: str = "sandbox-auth-token"  # noqa: S105  a double has no secret to keep
    whatsapp_sender: str = "whatsapp:+14155238886"
    telegram_token: str = "7000000001:AAsandboxsandboxsandboxsandboxsand"  # noqa: S105  as above
    telegram_webhook_secret: str = ""
    bot_name: str = "Serai Desk"
    bot_username: str = "serai_desk_bot"
    whatsapp_webhook: str = ""
    telegram_webhook: str = ""
    public_url: str = "http://127.0.0.1:8801"
    templates: tuple[Template, ...] = ()
    customers: tuple[tuple[str, str], ...] = ()
    staff: tuple[tuple[int, str], ...] = ()
    callback_statuses: frozenset[str] = ALL_STATUSES
    callback_pause: float = 0.05
    retry_pause: float = 0.25
    webhook_timeout: float = 15.0
    media_needs_auth: bool = False
    mail_port: int = -1  # where the mail server listens; -1: there is none
    mail_from: str = ""  # the product's own address, to which people answer
    mail_webhook: str = ""
    mail_webhook_secret: str = ""
    journal_limit: int = 200_000
    message_limit: int = 200_000
    seed: int = 20_261_122

    def account(self) -> dict[str, Any]:
        """What may be told to whoever opens the control door: addresses, no secret."""
        return {
            "account_sid": self.twilio_account_sid,
            "whatsapp_sender": self.whatsapp_sender,
            "bot_name": self.bot_name,
            "bot_username": self.bot_username,
            "whatsapp_webhook": self.whatsapp_webhook,
            "telegram_webhook": self.telegram_webhook,
        }
