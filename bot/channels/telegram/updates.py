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
    if not hmac.compare_digest(given.encode(), secret.encode()):
        raise BadSignature("the webhook secret is missing or wrong")


def parse_body(body: bytes) -> dict[str, Any]:
    """Parse a webhook's body. Raises `BadPayload`."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise BadPayload("the body is not JSON") from problem
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise BadPayload("the body is not a Telegram update")
    return update


def inbound_of(update: Mapping[str, Any], account: str) -> Inbound | None:
    """Turn an update into an inbox message; None for kinds that the desk has no use for.

    `update_id` is the key that makes a repeated update harmless. The whole update is kept, so that
    the dispatcher can be fed from the inbox at any later time.
    """
    if isinstance(pressed := update.get("callback_query"), dict):
        return _pressed(update, pressed, account)
    message = update.get("message")
    if not isinstance(message, dict) or not isinstance(message.get("chat"), dict):
        return None
    text = message.get("text") or message.get("caption") or ""
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
        address=str(message["chat"]["id"]),
        kind=kind,
        text=text,
        profile_name=_name_of(message.get("from")),
        provider_at=_time_of(message.get("date")),
        detail={"update": dict(update), "message_id": message.get("message_id")},
    )


def _pressed(update: Mapping[str, Any], pressed: Mapping[str, Any], account: str) -> Inbound:
    message = pressed.get("message") or {}
    chat = message.get("chat") or pressed.get("from") or {}
    return Inbound(
        channel="telegram",
        channel_account=account,
        external_id=str(update["update_id"]),
        address=str(chat.get("id", "")),
        kind="button",
        text=str(pressed.get("data", "")),
        profile_name=_name_of(pressed.get("from")),
        detail={
            "update": dict(update),
            "callback_id": pressed.get("id"),
            "message_id": message.get("message_id"),
        },
    )


def _name_of(user: Any) -> str | None:
    if not isinstance(user, dict):
        return None
    return " ".join(part for part in (user.get("first_name"), user.get("last_name")) if part) or None


def _time_of(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) else None
