"""Buttons under a message, held against Telegram's rules."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.refusals import bad_request

ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "pay",
)
DATA_LIMIT = 64


def inline_keyboard(markup: Any) -> dict[str, Any] | None:
    """The inline keyboard of a reply_markup, or None for another kind or an empty one.

    Raises Refusal for buttons that Telegram would not take.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    kept = [[_button(button) for button in row] for row in rows]
    kept = [row for row in kept if row]
    return {"inline_keyboard": kept} if kept else None


def reply_keyboard(markup: Any) -> dict[str, Any] | None:
    """The keyboard shown instead of letters, or its removal; None when the markup is neither."""
    if isinstance(markup, dict) and ("keyboard" in markup or "remove_keyboard" in markup):
        return dict(markup)
    return None


def _button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: Expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    return {name: value for name, value in button.items() if value is not None}


def find_button(keyboard: dict[str, Any] | None, text: str, data: str) -> dict[str, Any] | None:
    """The button with this data, or this text; a button that only begins so is second best."""
    buttons = [button for row in (keyboard or {}).get("inline_keyboard", []) for button in row]
    for button in buttons:
        if (data and button.get("callback_data") == data) or (text and button["text"] == text):
            return dict(button)
    for button in buttons:
        if text and text.lower() in button["text"].lower():
            return dict(button)
    return None
