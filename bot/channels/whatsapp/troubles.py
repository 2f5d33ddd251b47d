"""What Twilio's error codes mean for a message, and what a human can do about each.

Sources: twilio.com/docs/api/errors and the WhatsApp pages of its Programmable Messaging documentation.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.port import Refusal, TryLater

WINDOW_CLOSED = "63016"


@dataclass(frozen=True)
class Trouble:
    """One error code. `passes` is the least wait in seconds of one that goes away by itself."""

    remedy: str
    unreachable: bool = False
    opted_out: bool = False
    window_closed: bool = False
    passes: float | None = None


_NUMBER = "Check the number with the customer and correct it in the contact."
_SENDER = "Check TWILIO_WHATSAPP_FROM: Twilio does not know it as a WhatsApp sender of this account."
_ACCOUNT = "Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, and the account's state in Twilio's console."
_TEMPLATE = "Check the template's variables in Twilio's Content Template Builder, then send it again."
_NO_WHATSAPP = "This number cannot be reached on WhatsApp. Call, or write an e-mail."

TROUBLES: Mapping[str, Trouble] = {
    "20003": Trouble(_ACCOUNT),
    "20404": Trouble(_ACCOUNT),
    "20429": Trouble("Twilio asked to slow down; it is sent again by itself.", passes=1),
    "14107": Trouble("Twilio asked to slow down; it is sent again by itself.", passes=5),
    "30001": Trouble("Twilio's queue is full; it is sent again by itself.", passes=30),
    "30003": Trouble("The phone is off or out of reach. Retry later, or call.", unreachable=False),
    "30005": Trouble(_NUMBER, unreachable=True),
    "30006": Trouble(_NO_WHATSAPP, unreachable=True),
    "21211": Trouble(_NUMBER, unreachable=True),
    "21614": Trouble(_NO_WHATSAPP, unreachable=True),
    "21212": Trouble(_SENDER),
    "21606": Trouble(_SENDER),
    "21602": Trouble("The message was empty. Write it anew."),
    "21617": Trouble("The text is longer than 1,600 characters. Send it in parts."),
    "21620": Trouble(
        "Twilio could not fetch the file. Check that PUBLIC_BASE_URL is reachable from outside."
    ),
    "21655": Trouble(_TEMPLATE),
    "21656": Trouble(_TEMPLATE),
    "21610": Trouble(
        "The customer opted out. Nothing is sent until they write START themselves.", opted_out=True
    ),
    "63001": Trouble(_ACCOUNT),
    "63003": Trouble(_NO_WHATSAPP, unreachable=True),
    "63005": Trouble("WhatsApp does not take this content. Send it as plain text or as a link."),
    "63007": Trouble(_SENDER),
    "63012": Trouble("WhatsApp was not well; it is sent again by itself.", passes=10),
    "63013": Trouble(_TEMPLATE),
    "63016": Trouble(
        "More than 24 hours have passed since the customer wrote: send an approved template.",
        window_closed=True,
    ),
    "63018": Trouble("WhatsApp asked to slow down; it is sent again by itself.", passes=2),
    "63019": Trouble("WhatsApp could not fetch the file. Send it as a link."),
    "63021": Trouble("WhatsApp does not take this content. Send it as plain text or as a link."),
    "63024": Trouble(_NO_WHATSAPP, unreachable=True),
    "63028": Trouble(_TEMPLATE),
    "63032": Trouble("WhatsApp limits messages to this customer. Call, or write an e-mail."),
    "63033": Trouble("The customer blocked this sender. Call, or write an e-mail.", unreachable=True),
    "63038": Trouble("The account's daily limit is used up. Retry tomorrow, or raise the limit in Twilio."),
    "63049": Trouble("Meta chose not to deliver this marketing message. Retry after a day, or call."),
    "63051": Trouble("Meta restricted the business account. See the WhatsApp Manager."),
}
_OTHER = Trouble("Look the code up at twilio.com/docs/api/errors, mend the cause, then retry.")


def trouble_of(code: str | None) -> Trouble:
    return TROUBLES.get(code or "", _OTHER)


def refusal(code: str, detail: str) -> Refusal | TryLater:
    """Sort an error that Twilio answered with: it was surely not sent."""
    trouble = trouble_of(code)
    if trouble.passes is not None:
        return TryLater(trouble.passes, code, detail)
    return Refusal(
        code,
        detail,
        trouble.remedy,
        unreachable=trouble.unreachable,
        window_closed=trouble.window_closed,
        opted_out=trouble.opted_out,
    )
