"""What a phone has heard, and waiting for it to hear more."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

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


class Door(Protocol):
    """A way to the control door of a sandbox."""

    url: str

    async def ask(self, verb: str, path: str, **how: Any) -> Any:
        """One request to the control door."""


def _matches(wanted: Wanted) -> Callable[[Heard], bool]:
    return (lambda heard: wanted in heard.text) if isinstance(wanted, str) else wanted


def attachment(file: Path | tuple[str, bytes], caption: str) -> dict[str, Any]:
    """A file as the control door takes it."""
    name, content = (file.name, file.read_bytes()) if isinstance(file, Path) else file
    return {
        "filename": name,
        "content_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "content_base64": base64.b64encode(content).decode(),
        "caption": caption,
    }


class Phone:
    """A phone: it remembers what it showed when last looked at, and can wait for more.

    `patience` is how long `hears` waits, in real seconds, when it is not told otherwise.
    """

    patience = 10.0

    def __init__(self, sandbox: Door, path: str) -> None:
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

    async def hears(self, wanted: Wanted = "", within: float | None = None, *, again: bool = False) -> Heard:
        """Wait until the desk says what is wanted: words it contains, or what a function says yes to.

        Looks only at what came after the last message heard this way, unless `again`. Raises Silence
        after `within` real seconds.
        """
        fits = _matches(wanted)
        within = self.patience if within is None else within
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

    def skips(self) -> None:
        """Let `hears` look only at what comes after what was seen last."""
        self._seen = len(self.heard)

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
