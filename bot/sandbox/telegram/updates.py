"""The line of updates: brought by webhook in order until taken, or fetched by long poll."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from time import time
from typing import Any

from bot.sandbox.exchange import Exchange
from bot.sandbox.telegram.refusals import Refusal

EPOCH = 1_760_000_000
LONGEST_PAUSE = 5.0
POLL_LIMIT = 100


def fresh_numbers() -> count[int]:
    """Numbers that go up and, being counted from the time of start, do not repeat after a restart."""
    return count(int((time() - EPOCH) * 10))


@dataclass(slots=True)
class Update:
    """One update on its way; `copies` is how often it is brought at once."""

    number: int
    kind: str
    lane: str
    chat: str
    body: dict[str, Any]
    copies: int = 1
    taken: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(slots=True)
class Hook:
    """Where the webhook is, and how it fares."""

    url: str = ""
    secret: str = ""
    allowed: tuple[str, ...] = ()
    max_connections: int = 40
    failed_at: int | None = None
    failure: str = ""


class UpdateLine:
    """Updates not yet taken. Order holds per lane: a chat's messages, a user's button presses."""

    def __init__(self, exchange: Exchange, answered: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self._exchange = exchange
        self._answered = answered
        self._numbers = fresh_numbers()
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._lanes: dict[str, deque[Update]] = {}
        self._carriers: dict[str, asyncio.Task[Any]] = {}
        self._poll: asyncio.Event | None = None
        self.hook = Hook(exchange.config.telegram_webhook, exchange.config.telegram_webhook_secret)

    def publish(self, kind: str, content: dict[str, Any], lane: str, chat: str, copies: int = 1) -> Update:
        """Put an update into the line."""
        number = next(self._numbers)
        update = Update(number, kind, lane, chat, {"update_id": number, kind: content}, copies)
        if self.hook.allowed and kind not in self.hook.allowed:
            update.taken.set()
            return update
        self._pending[number] = update
        if self.hook.url:
            self._enqueue(update)
        elif self._poll is not None:
            self._poll.set()
        return update

    def _enqueue(self, update: Update) -> None:
        self._lanes.setdefault(update.lane, deque()).append(update)
        if update.lane not in self._carriers:
            self._carriers[update.lane] = self._exchange.spawn(self._carry(update.lane))

    async def _carry(self, lane: str) -> None:
        waiting = self._lanes[lane]
        try:
            while waiting:
                await self._bring(waiting[0])
                waiting.popleft()
        finally:
            self._lanes.pop(lane, None)
            self._carriers.pop(lane, None)

    async def _bring(self, update: Update) -> None:
        pause = self._exchange.config.retry_pause
        attempt = 0
        while True:
            attempt += 1
            if await self._post(update, attempt):
                self._pending.pop(update.number, None)
                update.taken.set()
                return
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 1.5)

    async def _post(self, update: Update, attempt: int) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.hook.secret
        body = json.dumps(update.body, ensure_ascii=False).encode()
        row = self._exchange.journal.write(
            "telegram",
            "update",
            "in",
            update.chat,
            update_id=update.number,
            update_kind=update.kind,
            attempt=attempt,
            **_gist(update),
        )
        patience = self._exchange.patience()
        answers = await asyncio.gather(
            *(
                self._exchange.courier.post(self.hook.url, body, headers, patience)
                for _ in range(update.copies)
            )
        )
        row["answers"] = [answer.status for answer in answers]
        row["answer"], row["failure"] = answers[0].status, answers[0].failure
        if not all(answer.is_accepted for answer in answers):
            self.hook.failed_at = int(self._exchange.clock.now().timestamp())
            status = next((answer.status for answer in answers if not answer.is_accepted), None)
            self.hook.failure = (
                f"Wrong response from the webhook: {status}" if status else "Connection refused"
            )
            return False
        if answers[0].body.strip().startswith(b"{"):
            await self._take_reply(answers[0].body)
        return True

    async def _take_reply(self, body: bytes) -> None:
        """A webhook may answer with a method to call."""
        try:
            reply = json.loads(body)
        except ValueError:
            return
        if isinstance(reply.get("method"), str):
            await self._answered(reply)

    def pending_count(self) -> int:
        """Updates that nobody has taken."""
        return len(self._pending)

    async def set_hook(self, hook: Hook, drop_pending: bool) -> None:
        """Bring updates to this address from now on; an empty address ends it."""
        for carrier in list(self._carriers.values()):
            carrier.cancel()
        await asyncio.gather(*self._carriers.values(), return_exceptions=True)
        self._lanes.clear()
        self._carriers.clear()
        self.hook = hook
        if drop_pending:
            self._pending.clear()
        if hook.url:
            if self._poll is not None:
                self._poll.set()
            for update in self._pending.values():
                self._enqueue(update)

    async def fetch(self, offset: int | None, limit: int | None, wait: float) -> list[dict[str, Any]]:
        """Updates from `offset` on; all before it are taken.

        Raises Refusal 409 beside a webhook, or when another poll takes over.
        """
        if self.hook.url:
            raise Refusal(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if self._poll is not None:
            self._poll.set()
        self._confirm(offset)
        mine = self._poll = asyncio.Event()
        if not self._pending and wait > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(mine.wait(), wait)
        if self._poll is not mine or self.hook.url:
            raise Refusal(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        self._poll = None
        size = min(POLL_LIMIT, max(1, limit or POLL_LIMIT))
        updates = list(self._pending.values())[:size]
        for update in updates:
            self._exchange.journal.write(
                "telegram",
                "update",
                "in",
                update.chat,
                update_id=update.number,
                update_kind=update.kind,
                attempt=1,
                answer=200,
                **_gist(update),
            )
            update.taken.set()
        return [update.body for update in updates]

    def _confirm(self, offset: int | None) -> None:
        if offset is None:
            return
        if offset < 0:
            for number in list(self._pending)[:offset]:
                del self._pending[number]
            return
        for number in [number for number in self._pending if number < offset]:
            del self._pending[number]

    async def reset(self) -> None:
        """Forget what waits; the webhook stays, because the product that set it still runs."""
        await self.set_hook(self.hook, drop_pending=True)


def _gist(update: Update) -> dict[str, Any]:
    """What the journal keeps of an update: who wrote what, or pressed which button."""
    content = update.body[update.kind]
    message = content.get("message") or content
    return {
        "text": content.get("text") or content.get("caption") or content.get("data") or "",
        "user": content["from"]["id"],
        "message_id": message.get("message_id"),
    }
