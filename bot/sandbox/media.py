"""Files that passed through the sandbox, kept in memory under names that cannot be guessed."""

from __future__ import annotations

import mimetypes
from collections import OrderedDict
from dataclasses import dataclass
from random import Random

SHOWN_INLINE = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/webp", "image/gif", "audio/ogg", "video/mp4"}
)


@dataclass(slots=True)
class StoredFile:
    """One file: its key, name, content type and bytes; the bytes are gone once the cabinet let go of it."""

    key: str
    name: str
    content_type: str
    content: bytes
    size: int

    def headers(self) -> dict[str, str]:
        """Headers that keep a browser from running what somebody uploaded."""
        shown = self.content_type in SHOWN_INLINE
        name = "".join(letter if letter.isalnum() or letter in "._- " else "_" for letter in self.name)
        name = name.encode("ascii", "replace").decode().replace("?", "_")
        return {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'" if not shown else "default-src 'self'",
            "Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{name or "file"}"',
        }


class Cabinet:
    """Keeps the newest files up to `limit` bytes in all."""

    def __init__(self, chance: Random, limit: int = 400_000_000) -> None:
        self._chance = chance
        self._limit = limit
        self._held = 0
        self._files: OrderedDict[str, StoredFile] = OrderedDict()

    def keep(self, content: bytes, content_type: str, name: str = "") -> StoredFile:
        """Store bytes; a missing name gets an ending that fits the content type."""
        key = f"{self._chance.getrandbits(128):032x}"
        name = name or f"file{mimetypes.guess_extension(content_type) or ''}"
        stored = StoredFile(key, name, content_type or "application/octet-stream", content, len(content))
        self.take_back(stored)
        return stored

    def take_back(self, stored: StoredFile) -> None:
        """Keep a file under the key it has."""
        self._files[stored.key] = stored
        self._held += stored.size
        while self._held > self._limit and len(self._files) > 1:
            _, oldest = self._files.popitem(last=False)
            self._release(oldest)

    def find(self, key: str) -> StoredFile | None:
        """The file of that key, if it is still kept."""
        return self._files.get(key)

    def drop(self, key: str) -> None:
        """Forget a file."""
        stored = self._files.pop(key, None)
        if stored is not None:
            self._release(stored)

    def _release(self, stored: StoredFile) -> None:
        """Messages go on naming the file, so its bytes are let go here."""
        self._held -= stored.size
        stored.content = b""

    def clear(self) -> None:
        """Forget all files."""
        self._files.clear()
        self._held = 0
