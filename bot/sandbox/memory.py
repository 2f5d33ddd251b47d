"""What the phones remember over a restart: people, chats and files, in a folder of the user's own.

Numbers and identifiers never repeat after a restart, so what comes later fits behind what is read here.
"""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.sandbox.exchange import Exchange
from bot.sandbox.media import StoredFile
from bot.sandbox.telegram.desk import Chat, KeptFile, TelegramDesk, User
from bot.sandbox.whatsapp.desk import WhatsAppDesk
from bot.sandbox.whatsapp.ledger import Customer, Media, WhatsAppMessage

log = logging.getLogger(__name__)

FORMAT = 1
EVERY = 3.0  # seconds
NEWEST = 2_000  # messages on each side; phones are no archive
_MOMENTS = ("created_at", "updated_at", "sent_at", "wrote_at")


class Memory:
    """Keeps one sandbox's people, chats and files in a JSON file, with the files' bytes beside it."""

    def __init__(
        self, path: Path, exchange: Exchange, whatsapp: WhatsAppDesk, telegram: TelegramDesk
    ) -> None:
        self._path = path
        self._folder = path.with_name(path.name + ".files")
        self._exchange, self._whatsapp, self._telegram = exchange, whatsapp, telegram
        self._written = ""

    def read(self) -> None:
        """Bring back what was kept. A file that cannot be read is set aside, and the phones start empty."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            if kept["format"] != FORMAT:
                raise ValueError(f"format {kept['format']}")
            self._read_files(kept["files"])
            self._read_whatsapp(kept["whatsapp"])
            self._read_telegram(kept["telegram"])
        except FileNotFoundError:
            return
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            log.warning("the phones' memory could not be read: %r", problem)
            with suppress(OSError):
                self._path.replace(self._path.with_suffix(".unreadable"))
            self._whatsapp.reset()
            self._telegram.reset()

    async def keep_writing(self) -> None:
        """Write every few seconds what has changed, until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                self.write()
            except OSError as problem:
                log.warning("the phones' memory could not be written: %r", problem)

    def write(self) -> None:
        """Write everything, if anything changed. Raises OSError."""
        files = self._files()
        kept = {
            "format": FORMAT,
            "files": [{"key": f.key, "name": f.name, "content_type": f.content_type} for f in files],
            "whatsapp": self._write_whatsapp(),
            "telegram": self._write_telegram(),
        }
        text = json.dumps(kept, ensure_ascii=False, default=_moment)
        if text == self._written:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        wanted = {file.key for file in files}
        for file in files:
            at = self._folder / file.key
            if not at.exists():
                at.write_bytes(file.content)
        for old in self._folder.iterdir():
            if old.name not in wanted:
                old.unlink()
        # Written beside and renamed, so that a crash leaves the old memory or the new one.
        fresh = self._path.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._path)
        self._written = text

    def _messages(self) -> list[WhatsAppMessage]:
        newest = list(self._whatsapp.ledger.newest_first())[:NEWEST]
        return newest[::-1]

    def _files(self) -> list[StoredFile]:
        sent = [item.file for message in self._messages() for item in message.media if item.file]
        files = [*sent, *(kept.stored for kept in self._telegram.files.values())]
        return [file for file in {file.key: file for file in files}.values() if file.content]

    def _read_files(self, files: list[dict[str, str]]) -> None:
        for file in files:
            # A key is our own name for a file, never a path from elsewhere.
            if not file["key"].isalnum():
                raise ValueError("a file's key is not one of ours")
            with suppress(FileNotFoundError):
                content = (self._folder / file["key"]).read_bytes()
                stored = StoredFile(file["key"], file["name"], file["content_type"], content, len(content))
                self._exchange.cabinet.take_back(stored)

    def _write_whatsapp(self) -> dict[str, Any]:
        messages = []
        for message in self._messages():
            media = [
                {"sid": m.sid, "content_type": m.content_type, "url": m.url, "file": m.file and m.file.key}
                for m in message.media
            ]
            fields = {name: getattr(message, name) for name in message.__slots__ if name != "media"}
            messages.append({**fields, "media": media})
        return {
            "customers": [asdict(customer) for customer in self._whatsapp.ledger.customers.values()],
            "messages": messages,
        }

    def _read_whatsapp(self, kept: dict[str, Any]) -> None:
        ledger, find = self._whatsapp.ledger, self._exchange.cabinet.find
        for customer in kept["customers"]:
            ledger.customers[customer["number"]] = Customer(**_with_moments(customer))
        for message in kept["messages"]:
            media = [
                Media(m["sid"], m["content_type"], m["url"], find(m["file"] or "")) for m in message["media"]
            ]
            buttons = tuple((title, payload) for title, payload in message["buttons"])
            fields = _with_moments(message) | {"media": media, "buttons": buttons}
            ledger.add(WhatsAppMessage(**fields))

    def _write_telegram(self) -> dict[str, Any]:
        chats = [
            {
                "id": chat.id,
                "kind": chat.kind,
                "title": chat.title,
                "migrated_to": chat.migrated_to,
                "keyboard": chat.keyboard,
                "messages": list(chat.messages.values())[-NEWEST:],
            }
            for chat in self._telegram.chats.values()
        ]
        files = [
            {"id": f.file_id, "unique_id": f.file_unique_id, "path": f.path, "key": f.stored.key}
            for f in self._telegram.files.values()
        ]
        return {
            "users": [asdict(user) for user in self._telegram.users.values()],
            "chats": chats,
            "files": files,
        }

    def _read_telegram(self, kept: dict[str, Any]) -> None:
        for user in kept["users"]:
            self._telegram.users[user["id"]] = User(**user)
        for chat in kept["chats"]:
            found = Chat(chat["id"], chat["kind"], chat["title"], chat["migrated_to"], chat["keyboard"])
            self._telegram.chats[found.id] = found
            for message in chat["messages"]:
                self._telegram.remember(found, message)
        for file in kept["files"]:
            stored = self._exchange.cabinet.find(file["key"])
            if stored is not None:
                self._telegram.file_away(KeptFile(file["id"], file["unique_id"], file["path"], stored))


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _with_moments(fields: dict[str, Any]) -> dict[str, Any]:
    moments = {name: fields[name] for name in _MOMENTS if fields.get(name)}
    return {**fields, **{name: datetime.fromisoformat(value) for name, value in moments.items()}}
