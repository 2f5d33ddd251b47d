"""People to play in tests: `await phone.says("…")`, `phone.heard`, `await phone.hears("…")`.

Everything goes over HTTP to the control door, so the sandbox may run in another process.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

import httpx

Wanted = str | Callable[["Heard"], bool]


class Silence(AssertionError):
    """What was waited for was not heard; the message tells what was."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message on a phone, as its holder sees it."""

    id: str
    text: str
    buttons: tuple[str, ...]
    documents: tuple[str, ...]
    document_urls: tuple[str, ...]
    at: datetime
    status: str
    is_edited: bool
    is_mine: bool
    raw: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """How the product answered to what a person did: HTTP statuses, and whether all took it."""

    id: str
    accepted: bool
    answers: tuple[int | None, ...]
    raw: dict[str, Any]


def _matches(wanted: Wanted) -> Callable[[Heard], bool]:
    return (lambda heard: wanted in heard.text) if isinstance(wanted, str) else wanted


def _attachment(file: Path | tuple[str, bytes], caption: str) -> dict[str, Any]:
    name, content = (file.name, file.read_bytes()) if isinstance(file, Path) else file
    return {
        "filename": name,
        "content_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "content_base64": base64.b64encode(content).decode(),
        "caption": caption,
    }


class _Phone:
    """A phone: it remembers what it showed when last looked at, and can wait for more."""

    def __init__(self, sandbox: Sandbox, path: str) -> None:
        self.sandbox = sandbox
        self._path = path
        self._messages: list[Heard] = []
        self._version = 0
        self._seen = 0

    @property
    def heard(self) -> list[Heard]:
        """What the desk has said, oldest first, as of the last time anything was awaited on this phone."""
        return [message for message in self._messages if not message.is_mine and self._arrived(message)]

    def _arrived(self, message: Heard) -> bool:
        return True

    @property
    def conversation(self) -> list[Heard]:
        """Both sides, oldest first, as of the last time anything was awaited."""
        return list(self._messages)

    async def looks(self, wait: float = 0.0) -> list[Heard]:
        """Look at the phone now, or as soon as something changed; gives what the desk has said."""
        query = {"since_version": str(self._version), "wait": str(wait)}
        chat = await self.sandbox.ask("GET", self._path, params=query, timeout=wait + 30)
        self._version = chat["version"]
        self._messages = [self._read(message) for message in chat["messages"]]
        return self.heard

    async def hears(self, wanted: Wanted = "", within: float = 10.0, *, again: bool = False) -> Heard:
        """Wait until the desk says what is wanted: words it contains, or what a function says yes to.

        Looks only at what came after the last message heard this way, unless `again`. Raises Silence
        after `within` real seconds.
        """
        fits = _matches(wanted)
        until = monotonic() + within
        left = 0.0
        while True:
            heard = await self.looks(max(0.0, left))
            for place, message in enumerate(heard):
                if (again or place >= self._seen) and fits(message):
                    self._seen = max(self._seen, place + 1)
                    return message
            left = until - monotonic()
            if left <= 0:
                told = "\n".join(f"  {message.text!r}" for message in heard[self._seen :]) or "  nothing"
                raise Silence(f"waited {within} s for {wanted!r} and heard\n{told}")

    async def hears_nothing(self, within: float = 1.0) -> None:
        """Wait that long; raises AssertionError when the desk says anything new meanwhile."""
        await self.looks()
        before = len(self.heard)
        until = monotonic() + within
        while (left := until - monotonic()) > 0:
            heard = await self.looks(left)
            if len(heard) > before:
                raise AssertionError(f"wanted silence and heard {heard[-1].text!r}")

    def _read(self, message: dict[str, Any]) -> Heard:
        raise NotImplementedError

    def _heard(self, message: dict[str, Any], is_mine: bool, buttons: tuple[str, ...]) -> Heard:
        return Heard(
            id=str(message["id"]),
            text=message["text"],
            buttons=buttons,
            documents=tuple(item["name"] for item in message["media"]),
            document_urls=tuple(f"{self.sandbox.url}/{item['url']}" for item in message["media"]),
            at=datetime.fromisoformat(message["at"]),
            status=message.get("status", ""),
            is_edited=message.get("is_edited", False),
            is_mine=is_mine,
            raw=message,
        )


class Customer(_Phone):
    """A customer on WhatsApp."""

    def __init__(self, sandbox: Sandbox, number: str) -> None:
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
        return await self.says(media=_attachment(file, caption), **how)

    async def presses(self, text: str, **how: Any) -> Told:
        """Press a quick-reply button of the newest message that has it."""
        await self.looks()
        for message in reversed(self.heard):
            for button in message.raw["buttons"]:
                if button["text"] == text:
                    pressed = {**button, "message_sid": message.id}
                    return await self.says(button=pressed, **how)
        raise Silence(f"no message has a button {text!r}")

    async def reads(self) -> int:
        """Look at the chat: delivered messages turn blue. Gives how many did."""
        answer = await self.sandbox.ask("POST", f"{self._door}/reads")
        return int(answer["read"])

    async def becomes(self, **settings: bool) -> None:
        """Change `is_online`, `is_reachable` or `has_opted_out`."""
        await self.sandbox.ask("POST", f"{self._door}/settings", json=settings)


class Agent(_Phone):
    """A member of staff on Telegram."""

    def __init__(self, sandbox: Sandbox, user_id: int, chat: int | None = None) -> None:
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
        return await self._does("sends_document", {**_attachment(file, caption), **how})

    async def presses(self, text: str, *, on: Heard | None = None, **how: Any) -> Told:
        """Press a button by its words, on the newest message that has it or on the one given.

        With `answer_within` (seconds) the bot's answer to the press is awaited and found in `raw`.
        """
        wish = {"text": text, **({"message_id": int(on.id)} if on else {}), **how}
        return await self._does("presses", wish)

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
