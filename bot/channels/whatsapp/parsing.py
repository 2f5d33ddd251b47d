"""From Twilio's form fields to what the desk understands. New fields appear without notice: all are kept."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from bot.channels.port import BadPayload, Inbound, RawRequest, Status, StatusName
from bot.channels.whatsapp.signing import Fields
from bot.channels.whatsapp.troubles import trouble_of

OUTBOX = "outbox"  # our id of a message, in the query of its status callback's address

# Twilio has taken the message as soon as it names it, so an early "queued" answers a lost reply.
_STATES: Mapping[str, StatusName] = {
    "accepted": "sent",
    "scheduled": "sent",
    "queued": "sent",
    "sending": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "failed",
    "undelivered": "failed",
    "canceled": "failed",
}


def form_of(request: RawRequest) -> Fields:
    """Read the form. Raises `BadPayload`."""
    try:
        return parse_qsl(
            request.body.decode("ascii"), keep_blank_values=True, max_num_fields=500, errors="strict"
        )
    except (UnicodeDecodeError, ValueError) as problem:
        raise BadPayload("not a form that Twilio sends") from problem


def plain(address: str) -> str:
    """Take the channel's prefix off an address."""
    return address.removeprefix("whatsapp:")


def read_event(request: RawRequest, fields: Fields) -> Inbound | Status:
    """Say what a webhook tells: a message, or what became of one of ours. Raises `BadPayload`."""
    form = dict(fields)
    if "MessageStatus" in form:
        return _status(request, form)
    return _inbound(form)


def _status(request: RawRequest, form: Mapping[str, str]) -> Status:
    name = _STATES.get(form["MessageStatus"].lower())
    if name is None or not form.get("MessageSid"):
        raise BadPayload(f"no status is called {form['MessageStatus']!r}")
    told = parse_qs(urlsplit(request.url).query).get(OUTBOX, [""])[0]
    outbox_id = int(told) if told.isdecimal() else None
    if name != "failed":
        return Status(outbox_id, form["MessageSid"], name)
    code = form.get("ErrorCode") or None
    trouble = trouble_of(code)
    detail = form.get("ErrorMessage") or form.get("ChannelStatusMessage") or f"Twilio reports {code}."
    return Status(
        outbox_id,
        form["MessageSid"],
        name,
        code,
        detail,
        trouble.remedy,
        unreachable=trouble.unreachable,
        opted_out=trouble.opted_out,
        retry_after=trouble.passes,
    )


def _inbound(form: Mapping[str, str]) -> Inbound:
    sender = form.get("From") or form.get("ExternalUserId")
    sid = form.get("MessageSid") or form.get("SmsMessageSid")
    if not sender or not sid or not form.get("To"):
        raise BadPayload("a message needs MessageSid, From and To")
    return Inbound(
        channel="whatsapp",
        channel_account=form["To"],
        external_id=sid,
        address=plain(sender),
        kind=_kind(form),
        text=form.get("Body", ""),
        profile_name=form.get("ProfileName") or None,
        detail=_detail(form),
        raw=dict(form),
    )


def _kind(form: Mapping[str, str]) -> str:
    if form.get("ButtonPayload") or form.get("ButtonText"):
        return "button"
    if form.get("Latitude") and form.get("Longitude"):
        return "location"
    return "media" if _media(form) else "text"


def _media(form: Mapping[str, str]) -> list[dict[str, str]]:
    told = form.get("NumMedia", "0")
    count = min(int(told), 30) if told.isdecimal() else 0
    return [
        {"url": form[f"MediaUrl{number}"], "media_type": form.get(f"MediaContentType{number}", "")}
        for number in range(count)
        if form.get(f"MediaUrl{number}")
    ]


def _detail(form: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"media": _media(form)}
    found["button"] = form.get("ButtonPayload") or form.get("ButtonText")
    found["replies_to"] = form.get("OriginalRepliedMessageSid")
    if form.get("Latitude") and form.get("Longitude"):
        found["location"] = {
            name.lower(): form.get(name, "") for name in ("Latitude", "Longitude", "Address", "Label")
        }
    return {name: value for name, value in found.items() if value}
