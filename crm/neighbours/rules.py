"""What it means that a service outside of the house does not answer, and what a human can do. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

TELL_AFTER = timedelta(minutes=2)  # a shorter trouble mends itself, and nobody is called
# Longer than any pause between two tries of one message: a service that failed again only after this long
# may have been well meanwhile, though nobody who knew of its trouble saw it answer.
FORGOTTEN_AFTER = timedelta(minutes=10)
IDLE_AFTER = timedelta(hours=1)  # nothing needed it for so long: whether it answers by now nobody knows
LET_GO_AFTER = timedelta(hours=24)  # and after this its trouble is kept no longer


@dataclass(frozen=True)
class Known:
    """A service by its name, what follows from its trouble, and the remedy; all in words for staff."""

    name: str
    follows: str
    remedy: str


KNOWN: Mapping[str, Known] = {
    "whatsapp": Known(
        "WhatsApp (Twilio)",
        "Messages to customers wait, and go out when it answers again.",
        "Look at status.twilio.com, then at TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_API_BASE.",
    ),
    # That a provider is asked in vain says nothing of whether it takes messages, and the other way round.
    "whatsapp-list": Known(
        "WhatsApp's list of messages (Twilio)",
        "A customer's message whose webhook was lost is found only when it answers again.",
        "Look at status.twilio.com, then at TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_API_BASE.",
    ),
    "telegram-updates": Known(
        "Telegram's updates",
        "What staff write and press does not arrive; customers are answered as before.",
        "Look at TELEGRAM_BOT_TOKEN and TELEGRAM_API_BASE, and whether this machine reaches Telegram.",
    ),
    "telegram": Known(
        "Telegram",
        "Staff get no cards and no answers; customers are answered as before.",
        "Look at TELEGRAM_BOT_TOKEN and TELEGRAM_API_BASE, and whether this machine reaches Telegram.",
    ),
    "email": Known(
        "The mail server",
        "E-mails wait, and are tried again.",
        "Look at SMTP_URL, and whether the server takes the desk's sign-in.",
    ),
    "library": Known(
        "The library's store (Chroma)",
        "Customers' questions are not answered from the library; a colleague is called for each.",
        "Look at CHROMA_URL and whether that server runs; where it is empty, at the folder under SERAI_HOME.",
    ),
    "redis": Known(
        "Redis",
        "Work is found by the sweep, some seconds later; each process counts tries at signing in by itself.",
        "Look at REDIS_URL and whether that server runs.",
    ),
    "roads": Known(
        "The road server (OSRM)",
        "Ways in new plans are measured along the great circle or by older tables.",
        "Look at OSRM_URL and whether that server runs; /plan measures anew.",
    ),
}


def known(name: str) -> Known:
    """Give what is known of a service; one without an entry is called by its name."""
    return KNOWN.get(name) or Known(name, "What needs it waits.", "Look at its settings and at the log.")
