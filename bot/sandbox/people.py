"""People to play in tests: `await phone.says("…")`, `phone.heard`, `await phone.hears("…")`.

Everything goes over HTTP to the control door, so the sandbox may run in another process.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

import httpx

from bot.sandbox.hearing import Door, Heard, Phone, Silence, Told, attachment

__all__ = ["Agent", "Customer", "Heard", "Sandbox", "Silence", "Told"]

LOOKS_AGAIN_AFTER = 0.05


class Customer(Phone):
    """A customer on WhatsApp."""

    def __init__(self, sandbox: Door, number: str) -> None:
        super().__init__(sandbox, f"/_control/whatsapp/chats/{number}")
        self.number = number
        self._door = f"/_control/whatsapp/customers/{number}"

    def _read(self, message: dict[str, Any]) -> Heard:
        buttons = tuple(button["text"] for button in message["buttons"])
        return self._heard(message, message["side"] == "customer", buttons)

    def _arrived(self, message: Heard) -> bool:
        return message.status in ("delivered", "read")

    async def says(self, text: str = "", **how: Any) -> Told:
        """Send a message; `how` as the control door takes it: repeat, message_sid, location, signature…"""
        wish = {**({"text": text} if text else {}), **how}
        answer = await self.sandbox.ask("POST", f"{self._door}/says", json=wish, timeout=120)
        return Told(answer["message_sid"], answer["accepted"], tuple(answer["answers"]), answer)

    async def sends(self, file: Path | tuple[str, bytes], caption: str = "", **how: Any) -> Told:
        """Send a file: a path, or a name with its bytes."""
        return await self.says(media=attachment(file, caption), **how)

    async def presses(self, text: str, within: float = 5.0, **how: Any) -> Told:
        """Press a quick-reply button of the newest message that has it; waits for one to come."""
        until = monotonic() + within
        await self.looks()
        while True:
            for message in reversed(self.heard):
                for button in message.raw["buttons"]:
                    if button["text"] == text:
                        return await self.says(button={**button, "message_sid": message.id}, **how)
            if (left := until - monotonic()) <= 0:
                raise Silence(f"no message has a button {text!r}")
            await self.looks(left)

    async def reads(self) -> int:
        """Look at the chat: delivered messages turn blue. Gives how many did."""
        answer = await self.sandbox.ask("POST", f"{self._door}/reads")
        return int(answer["read"])

    async def becomes(self, **settings: bool) -> None:
        """Change `is_online`, `is_reachable` or `has_opted_out`."""
        await self.sandbox.ask("POST", f"{self._door}/settings", json=settings)


class Agent(Phone):
    """A member of staff on Telegram."""

    def __init__(self, sandbox: Door, user_id: int, chat: int | None = None) -> None:
        super().__init__(sandbox, f"/_control/telegram/chats/{chat or user_id}")
        self.id = user_id
        self._where = {"chat": chat} if chat else {}
        self._door = f"/_control/telegram/users/{user_id}"

    def _read(self, message: dict[str, Any]) -> Heard:
        rows = (message["keyboard"] or {}).get("inline_keyboard", [])
        buttons = tuple(button["text"] for row in rows for button in row)
        return self._heard(message, message["side"] == "user", buttons)

    async def _does(self, deed: str, wish: dict[str, Any]) -> Told:
        answer = await self.sandbox.ask(
            "POST", f"{self._door}/{deed}", json={**self._where, **wish}, timeout=120
        )
        return Told(str(answer.get("message_id", "")), bool(answer["delivered"]), (), answer)

    async def says(self, text: str, **how: Any) -> Told:
        """Write to the bot."""
        return await self._does("says", {"text": text, **how})

    async def sends(self, file: Path | tuple[str, bytes], caption: str = "", **how: Any) -> Told:
        """Send the bot a file: a path, or a name with its bytes."""
        return await self._does("sends_document", {**attachment(file, caption), **how})

    async def presses(self, text: str, *, on: Heard | None = None, within: float = 5.0, **how: Any) -> Told:
        """Press a button by its words, on the newest message that has it or on the one given.

        Waits for such a button to come, and raises ValueError when none does. With `answer_within`
        (seconds) the bot's answer to the press is awaited and found in `raw`.
        """
        wish = {"text": text, **({"message_id": int(on.id)} if on else {}), **how}
        until = monotonic() + within
        while True:
            try:
                return await self._does("presses", wish)
            except ValueError:
                if monotonic() > until:
                    raise
            await asyncio.sleep(LOOKS_AGAIN_AFTER)

    async def blocks(self) -> Told:
        """Block the bot."""
        return await self._does("blocks", {})

    async def unblocks(self) -> Told:
        """Let the bot write again."""
        return await self._does("blocks", {"blocked": False})


class Sandbox:
    """The control door of a running sandbox. Use as an async context manager, or `close` it."""

    def __init__(self, url: str, http: httpx.AsyncClient | None = None) -> None:
        self.url = url.rstrip("/")
        # Loading certificates takes longer than a whole test on loopback.
        self._http = http or httpx.AsyncClient(timeout=30, verify=self.url.startswith("https:"))

    async def __aenter__(self) -> Self:
        """Open."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def ask(self, verb: str, path: str, **how: Any) -> Any:
        """One request to the control door. Raises ValueError with its reason when it says no."""
        answer = await self._http.request(verb, self.url + path, **how)
        if answer.status_code == 422:
            raise ValueError(answer.json()["error"])
        answer.raise_for_status()
        return answer.json() if answer.content else None

    async def customer(self, number: str, name: str = "", **settings: Any) -> Customer:
        """A customer with a WhatsApp number in international form."""
        wish = {"number": number, "name": name, **settings}
        made = await self.ask("POST", "/_control/whatsapp/customers", json=wish)
        return Customer(self, made["number"])

    async def agent(self, user_id: int, first_name: str = "", **settings: Any) -> Agent:
        """Somebody on Telegram, who has started the bot unless `has_started=False`."""
        wish = {"id": user_id, "first_name": first_name or None, **settings}
        await self.ask("POST", "/_control/telegram/users", json=wish)
        return Agent(self, user_id)

    async def group(self, chat_id: int, title: str = "Desk", kind: str = "supergroup") -> int:
        """A group that the bot is in; gives its id."""
        await self.ask("POST", "/_control/telegram/chats", json={"id": chat_id, "title": title, "type": kind})
        return chat_id

    async def faults(self, *faults: dict[str, Any]) -> list[int]:
        """Ask for things to go wrong; gives the faults' numbers."""
        made = await self.ask("POST", "/_control/faults", json=list(faults))
        return [fault["id"] for fault in made]

    async def heals(self) -> None:
        """Forget all faults."""
        await self.ask("DELETE", "/_control/faults")

    async def advance(self, time: timedelta | float) -> datetime:
        """Move the clock by so much (a number means seconds); gives the sandbox's time."""
        seconds = time.total_seconds() if isinstance(time, timedelta) else time
        told = await self.ask("POST", "/_control/clock", json={"advance_seconds": seconds})
        return datetime.fromisoformat(told["now"])

    async def journal(self, since: int = 0, **wanted: str) -> list[dict[str, Any]]:
        """What passed, in order; narrowed by provider, kind, direction, chat, operation, sid…"""
        rows = await self.ask("GET", "/_control/journal", params={"since": str(since), **wanted}, timeout=120)
        return list(rows)

    async def sends(self, chat: str = "", **wanted: str) -> list[dict[str, Any]]:
        """Messages the product sent and a provider accepted, in order: the witness of what went out."""
        narrowed = {**wanted, "kind": "request", **({"chat": chat} if chat else {})}
        rows = await self.journal(0, **narrowed)
        return [row for row in rows if row["operation"].startswith("send") and row.get("accepted")]

    async def reset(self) -> None:
        """Begin anew: no people, no messages, no faults, the real time."""
        await self.ask("POST", "/_control/reset")
