"""Button presses, and how the bot answers them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from uuid import uuid4

from bot.sandbox.telegram.desk import TelegramDesk
from bot.sandbox.telegram.given import Given
from bot.sandbox.telegram.refusals import bad_request

EXPIRES_AFTER = 150


@dataclass(slots=True)
class Press:
    """One press of a button, waiting for the bot's answer."""

    id: str
    user_id: int
    pressed_at: int
    answer: str | None = None
    is_alert: bool = False
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class Presses:
    """The presses of the last minutes."""

    def __init__(self, desk: TelegramDesk) -> None:
        self._desk = desk
        self._presses: dict[str, Press] = {}

    def begin(self, user_id: int) -> Press:
        """A button was pressed."""
        press = Press(str(uuid4().int % 10**19), user_id, self._desk.now())
        self._presses[press.id] = press
        while len(self._presses) > 10_000:
            del self._presses[next(iter(self._presses))]
        return press

    async def answer(self, given: Given) -> bool:
        """answerCallbackQuery, within 150 seconds."""
        press = self._presses.get(given.text("callback_query_id"))
        if press is None or self._desk.now() - press.pressed_at > EXPIRES_AFTER:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        text = given.text("text")
        if len(text) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        press.answer, press.is_alert = text, given.flag("show_alert")
        press.answered.set()
        self._desk.exchange.feed.tell(
            {"type": "answer", "chat": str(press.user_id), "text": text, "is_alert": press.is_alert}
        )
        return True

    def reset(self) -> None:
        """Forget all presses."""
        self._presses.clear()
