"""Reading Telegram's updates: what came in, as rows of the inbox."""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.channels.port import BadPayload, BadSignature, Inbound, RawRequest

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - a header's name
_MEDIA = ("document", "photo", "voice", "audio", "video", "video_note", "sticker", "animation")


def check_secret(request: RawRequest, secret: str) -> None:
    """Raise `BadSignature` unless the request carries our webhook secret."""
    given = request.headers.get(SECRET_HEADER, "")
    if not secret or not hmac.compare_digest(given.encode(), secret.encode()):
        raise BadSignature("the webhook secret is missing or wrong")


def parse_body(body: bytes) -> dict[str, Any]:
    """Parse a webhook's body. Raises `BadPayload`."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise BadPayload("the body is not JSON") from problem
    if not isinstance(update, dict) or type(update.get("update_id")) is not int:
        raise BadPayload("the body is not a Telegram update")
    return update


def inbound_of(update: Mapping[str, Any], account: str) -> Inbound | None:
    """Turn an update into an inbox message; None for kinds that the desk has no use for.

    `update_id` is the key that makes a repeated update harmless. The whole update is kept, so that
    the dispatcher can be fed from the inbox at any later time.
    """
    if pressed := _mapping(update.get("callback_query")):
        return _pressed(update, pressed, account)
    message = _mapping(update.get("message"))
    chat_id = _mapping(message.get("chat")).get("id")
    if not isinstance(chat_id, int) or chat_id <= 0:
        return None  # a group: the desk's words are for one member of staff, not for whoever is in it
    text = _text(message.get("text")) or _text(message.get("caption"))
    media = next((kind for kind in _MEDIA if kind in message), None)
    kind = (
        "media"
        if media
        else "location"
        if "location" in message
        else "command"
        if text.startswith("/")
        else "text"
    )
    return Inbound(
        channel="telegram",
        channel_account=account,
        external_id=str(update["update_id"]),
        address=str(chat_id),
        kind=kind,
        text=text,
        profile_name=_name_of(message.get("from")),
        provider_at=_time_of(message.get("date")),
        detail={"update": dict(update), "message_id": message.get("message_id")},
    )


def _pressed(update: Mapping[str, Any], pressed: Mapping[str, Any], account: str) -> Inbound | None:
    message = _mapping(pressed.get("message"))
    chat = _mapping(message.get("chat")) or _mapping(pressed.get("from"))
    if not isinstance(chat.get("id"), int) or chat["id"] <= 0:
        return None
    return Inbound(
        channel="telegram",
        channel_account=account,
        external_id=str(update["update_id"]),
        address=str(chat["id"]),
        kind="button",
        text=_text(pressed.get("data")),
        profile_name=_name_of(pressed.get("from")),
        detail={
            "update": dict(update),
            "callback_id": pressed.get("id"),
            "message_id": message.get("message_id"),
        },
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    """Give an object of the update, or an empty one where something else stands in its place."""
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value.replace("\x00", "") if isinstance(value, str) else ""


def _name_of(user: Any) -> str | None:
    names = (_text(_mapping(user).get(name)) for name in ("first_name", "last_name"))
    return " ".join(name for name in names if name) or None


def _time_of(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None
    except (OverflowError, OSError, ValueError):
        return None  # the moment of receiving counts then
