"""What a mail server's refusals mean for a message, and what a human can do about each.

Sources: RFC 5321 (reply codes), RFC 3463 (enhanced status codes X.Y.Z).
"""

import re

from bot.channels.port import Refusal, TryLater

_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ADDRESS = "Check the e-mail address with the customer and correct it in the contact."
_FULL = "The mailbox cannot take more. Ask the customer on WhatsApp, or call."
_POLICY = (
    "The receiving server does not want mail from this sender. See that SPF, DKIM and DMARC of MAIL_FROM's "
    "domain name this mail server, then retry."
)
_SIZE = "The message is too large for the receiving server. Send the link to the trip page instead."
LOGIN = "Check user and password in SMTP_URL."
_SENDER = "Check MAIL_FROM: the mail server does not send for this address."
NO_TLS = (
    "The mail server does not encrypt, and the desk does not send like that. Use smtps://, or ask the "
    "provider to switch STARTTLS on."
)
_OTHER = "Read the server's words, mend the cause, then retry."

_REMEDIES = (
    ("5.1.", _ADDRESS, True),
    ("5.2.1", _ADDRESS, True),
    ("5.2.2", _FULL, False),
    ("5.3.4", _SIZE, False),
    ("5.2.3", _SIZE, False),
    ("5.7.8", LOGIN, False),
    ("5.7.", _POLICY, False),
)
_BY_REPLY = {
    550: (_ADDRESS, True),
    551: (_ADDRESS, True),
    553: (_ADDRESS, True),
    552: (_SIZE, False),
    530: (LOGIN, False),
    534: (LOGIN, False),
    535: (LOGIN, False),
    554: (_POLICY, False),
}


def refusal(code: int, told: str, *, of_sender: bool = False) -> Refusal | TryLater:
    """Sort a reply of a mail server: 4xx passes, 5xx is for good. It was surely not sent."""
    found = _ENHANCED.search(told)
    named = found[1] if found else str(code)
    detail = f"The mail server answered {code}: {told}"[:300]
    if 400 <= code < 500:
        # 421 shuts the door for now; greylisting (450, 451) asks to come again after some minutes.
        return TryLater(60 if code in (450, 451) else 30, named, detail)
    if of_sender:
        return Refusal(named, detail, _SENDER)
    for start, remedy, unreachable in _REMEDIES:
        if named.startswith(start):
            return Refusal(named, detail, remedy, unreachable=unreachable)
    remedy, unreachable = _BY_REPLY.get(code, (_OTHER, False))
    return Refusal(named, detail, remedy, unreachable=unreachable)
