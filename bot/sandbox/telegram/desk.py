"""The Telegram side of the exchange: people, chats, messages and files."""

from __future__ import annotations

import mimetypes
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from bot.sandbox.exchange import Exchange
from bot.sandbox.media import StoredFile
from bot.sandbox.telegram.refusals import Refusal, bad_request, upgraded
from bot.sandbox.telegram.updates import fresh_numbers

Message = dict[str, Any]


@dataclass(slots=True)
class User:
    """A person on Telegram. A bot may write only to who has started it and not blocked it."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    has_started: bool = True
    has_blocked: bool = False

    def resource(self) -> dict[str, Any]:
        """The User object of the API."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if getattr(self, name):
                user[name] = getattr(self, name)
        return user


@dataclass(slots=True)
class Chat:
    """A private chat, a group or a supergroup; `migrated_to` is set when a group was upgraded."""

    id: int
    kind: str
    title: str = ""
    migrated_to: int | None = None
    keyboard: dict[str, Any] | None = None
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file under its Telegram names."""

    file_id: str
    file_unique_id: str
    path: str
    stored: StoredFile


class TelegramDesk:
    """Telegram's side: who there is, and what was written where."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.config = exchange.config
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, KeptFile] = {}
        self.paths: dict[str, KeptFile] = {}
        self._message_numbers = fresh_numbers()
        self._kept: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._hand_out_phones()

    def _hand_out_phones(self) -> None:
        for user_id, first_name in self.config.staff:
            self.meet(user_id, first_name=first_name, has_started=False)

    @property
    def bot_id(self) -> int:
        """The bot's own id: what stands before the colon of its token."""
        return int(self.config.telegram_token.partition(":")[0])

    def bot(self) -> dict[str, Any]:
        """The bot as a User."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": self.config.bot_name,
            "username": self.config.bot_username,
        }

    def chat_key(self, chat_id: int) -> str:
        """The name under which the exchange counts changes of this chat."""
        return f"telegram:{chat_id}"

    def now(self) -> int:
        """The sandbox's time as a Unix time stamp."""
        return int(self.exchange.clock.now().timestamp())

    def meet(self, user_id: int, **known: Any) -> User:
        """The user of that id, and the private chat with the bot; a stranger is introduced by `known`."""
        user = self.users.get(user_id)
        if user is None:
            user = self.users[user_id] = User(user_id, str(known.pop("first_name", "") or f"Agent {user_id}"))
        for name, value in known.items():
            if value is not None:
                setattr(user, name, value)
        self.chats.setdefault(user_id, Chat(user_id, "private"))
        return user

    def chat_resource(self, chat: Chat) -> dict[str, Any]:
        """The Chat object of the API."""
        if chat.kind != "private":
            return {"id": chat.id, "type": chat.kind, "title": chat.title}
        user = self.users[chat.id].resource()
        names = {name: value for name, value in user.items() if name not in ("id", "is_bot", "language_code")}
        return {"id": chat.id, "type": "private", **names}

    def reachable(self, chat_id: int | None) -> Chat:
        """The chat a method names. Raises Refusal when the bot cannot write there."""
        if chat_id is None:
            raise bad_request("chat_id is empty")
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise upgraded(chat.migrated_to)
        if chat.kind == "private":
            user = self.users[chat_id]
            if user.has_blocked:
                raise Refusal(403, "Forbidden: bot was blocked by the user")
            if not user.has_started:
                raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        return chat

    def write(self, chat: Chat, author: dict[str, Any], **content: Any) -> Message:
        """Add a message to a chat."""
        message: Message = {
            "message_id": next(self._message_numbers),
            "from": author,
            "chat": self.chat_resource(chat),
            "date": self.now(),
            **{name: value for name, value in content.items() if value not in (None, [], "")},
        }
        self.remember(chat, message)
        self.show(chat, message)
        return message

    def remember(self, chat: Chat, message: Message) -> None:
        """Keep a message; the oldest ones are forgotten beyond the limit."""
        chat.messages[message["message_id"]] = message
        self._kept[chat.id, message["message_id"]] = None
        while len(self._kept) > self.config.message_limit:
            (chat_id, number), _ = self._kept.popitem(last=False)
            if chat_id in self.chats:
                self.chats[chat_id].messages.pop(number, None)

    def show(self, chat: Chat, message: Message) -> None:
        """Tell the phones that a message is new or has changed."""
        self.exchange.changed(self.chat_key(chat.id))
        if self.exchange.feed.is_heard:
            self.exchange.feed.tell(
                {
                    "type": "telegram",
                    "chat": str(chat.id),
                    "message": self.shown(message),
                    "keyboard": chat.keyboard,
                }
            )

    def hide(self, chat: Chat, number: int) -> None:
        """Take a message away."""
        chat.messages.pop(number, None)
        self._kept.pop((chat.id, number), None)
        self.exchange.changed(self.chat_key(chat.id))
        self.exchange.feed.tell({"type": "telegram_gone", "chat": str(chat.id), "message_id": number})

    def keep_file(self, content: bytes, content_type: str, name: str, folder: str) -> KeptFile:
        """Store a file under fresh Telegram names. Like Telegram, trust its ending rather than the sender."""
        content_type = mimetypes.guess_type(name)[0] or content_type
        stored = self.exchange.cabinet.keep(content, content_type, name)
        number = len(self.files)
        ending = stored.name.rpartition(".")[2] if "." in stored.name else ""
        guessed = f".{ending}" if ending else mimetypes.guess_extension(content_type) or ""
        kept = KeptFile(
            file_id=f"BQAC{uuid4().hex}{stored.key[:12]}",
            file_unique_id=f"AgAD{stored.key[:14]}",
            path=f"{folder}/file_{number}{guessed}",
            stored=stored,
        )
        self.file_away(kept)
        return kept

    def file_away(self, kept: KeptFile) -> None:
        """Have a file under its Telegram names."""
        self.files[kept.file_id] = self.paths[kept.path] = kept

    def shown(self, message: Message) -> dict[str, Any]:
        """A message as a phone shows it."""
        file = message.get("document") or (message["photo"][-1] if message.get("photo") else None)
        kept = self.files.get(file["file_id"]) if file else None
        files = []
        if kept is not None:
            files = [
                {
                    "name": kept.stored.name,
                    "content_type": kept.stored.content_type,
                    "size": kept.stored.size,
                    "url": f"_media/{kept.stored.key}",
                }
            ]
        return {
            "id": message["message_id"],
            "side": "bot" if message["from"]["is_bot"] else "user",
            "from": message["from"]["first_name"],
            "from_id": message["from"]["id"],
            "text": message.get("text") or message.get("caption") or "",
            "entities": message.get("entities") or message.get("caption_entities") or [],
            "at": datetime.fromtimestamp(message["date"], self.exchange.clock.now().tzinfo).isoformat(),
            "is_edited": "edit_date" in message,
            "media": files,
            "is_photo": "photo" in message,
            "location": message.get("location"),
            "keyboard": message.get("reply_markup"),
            "reply_to": (message.get("reply_to_message") or {}).get("message_id"),
        }

    def reset(self) -> None:
        """Forget people, chats, messages and files."""
        self.users.clear()
        self.chats.clear()
        self.files.clear()
        self.paths.clear()
        self._kept.clear()
        self._hand_out_phones()
