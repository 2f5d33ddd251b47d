"""What people do on Telegram, told to the bot as updates."""

from __future__ import annotations

import asyncio
import base64
import binascii
from contextlib import suppress
from typing import Any

from bot.sandbox.telegram.callbacks import Presses
from bot.sandbox.telegram.desk import Chat, Message, TelegramDesk, User
from bot.sandbox.telegram.keyboards import find_button
from bot.sandbox.telegram.markup import detect
from bot.sandbox.telegram.messages import photo_size
from bot.sandbox.telegram.refusals import Refusal
from bot.sandbox.telegram.updates import Update, UpdateLine

TAKEN_WITHIN = 10.0


class Impossible(ValueError):
    """A person cannot do what the control door asks of them; the message says why."""


class Staff:
    """People who write to the bot, press its buttons, block it."""

    def __init__(self, desk: TelegramDesk, line: UpdateLine, presses: Presses) -> None:
        self._desk = desk
        self._line = line
        self._presses = presses

    def _room(self, user: User, wish: dict[str, Any]) -> Chat:
        number = int(wish.get("chat") or user.id)
        chat = self._desk.chats.get(number)
        if chat is None:
            raise Impossible(f"there is no chat {number}")
        return chat

    async def says(self, user_id: int, wish: dict[str, Any]) -> dict[str, Any]:
        """A message: text, a document, a photo or a place."""
        user = self._desk.meet(user_id)
        chat = self._room(user, wish)
        if chat.kind == "private":
            user.has_started, user.has_blocked = True, False
        message = self._desk.write(chat, user.resource(), **self._content(chat, wish))
        repeat = max(1, min(100, int(wish.get("repeat") or 1)))
        update = self._line.publish("message", message, f"chat:{chat.id}", str(chat.id), repeat)
        return await self._told(update, wish, message_id=message["message_id"])

    def _content(self, chat: Chat, wish: dict[str, Any]) -> dict[str, Any]:
        text = str(wish.get("text") or "")
        content: dict[str, Any] = {}
        if wish.get("document"):
            content = self._document(wish["document"])
            content["caption"] = text or str(wish["document"].get("caption") or "")
        elif wish.get("location"):
            place = wish["location"]
            content["location"] = {
                "latitude": float(place["latitude"]),
                "longitude": float(place["longitude"]),
            }
        elif text:
            content = {"text": text, "entities": detect(text, [])}
        else:
            raise Impossible("a message needs text, a document or a location")
        if wish.get("reply_to"):
            replied = chat.messages.get(int(wish["reply_to"]))
            if replied is None:
                raise Impossible(f"there is no message {wish['reply_to']} to reply to")
            content["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
        return content

    def _document(self, wish: dict[str, Any]) -> dict[str, Any]:
        try:
            content = base64.b64decode(str(wish.get("content_base64") or ""), validate=True)
        except binascii.Error as error:
            raise Impossible("content_base64 is not base64") from error
        content_type = str(wish.get("content_type") or "application/octet-stream")
        name = str(wish.get("filename") or "")
        if content_type in ("image/png", "image/jpeg", "image/webp") and wish.get("as_photo", True):
            kept = self._desk.keep_file(content, content_type, name, "photos")
            try:
                return {"photo": [photo_size(kept, len(content))]}
            except Refusal as error:
                raise Impossible(error.description) from error
        kept = self._desk.keep_file(content, content_type, name, "documents")
        return {
            "document": {
                "file_id": kept.file_id,
                "file_unique_id": kept.file_unique_id,
                "file_name": kept.stored.name,
                "mime_type": content_type,
                "file_size": len(content),
            }
        }

    async def presses(self, user_id: int, wish: dict[str, Any]) -> dict[str, Any]:
        """A press on a button of the newest message that has it, or of the message named."""
        user = self._desk.meet(user_id)
        chat = self._room(user, wish)
        message, button = self._find(chat, wish)
        if button.get("url"):
            return {"message_id": message["message_id"], "url": button["url"], "delivered": False}
        press = self._presses.begin(user_id)
        query = {
            "id": press.id,
            "from": user.resource(),
            "message": message,
            "chat_instance": str(abs(hash((chat.id, self._desk.bot_id)))),
            "data": button.get("callback_data", ""),
        }
        repeat = max(1, min(100, int(wish.get("repeat") or 1)))
        update = self._line.publish("callback_query", query, f"presses:{user_id}", str(chat.id), repeat)
        result = await self._told(update, wish, message_id=message["message_id"], query_id=press.id)
        if wish.get("answer_within"):
            with suppress(TimeoutError):
                await asyncio.wait_for(press.answered.wait(), float(wish["answer_within"]))
        return {**result, "answer": press.answer, "is_alert": press.is_alert, "data": query["data"]}

    def _find(self, chat: Chat, wish: dict[str, Any]) -> tuple[Message, dict[str, Any]]:
        text, data = str(wish.get("text") or ""), str(wish.get("data") or "")
        if wish.get("message_id"):
            named = chat.messages.get(int(wish["message_id"]))
            candidates = [named] if named else []
        else:
            candidates = list(reversed(chat.messages.values()))
        for message in candidates:
            button = find_button(message.get("reply_markup"), text, data)
            if button is not None:
                return message, button
        raise Impossible(f"no message in chat {chat.id} has a button {text or data!r}")

    async def edits(self, user_id: int, wish: dict[str, Any]) -> dict[str, Any]:
        """A person changes a message already sent."""
        user = self._desk.meet(user_id)
        chat = self._room(user, wish)
        message = chat.messages.get(int(wish.get("message_id") or 0))
        if message is None or message["from"]["id"] != user_id or "text" not in message:
            raise Impossible("only one's own text can be edited")
        message["text"], message["edit_date"] = str(wish["text"]), self._desk.now()
        message["entities"] = detect(message["text"], [])
        self._desk.show(chat, message)
        update = self._line.publish("edited_message", message, f"chat:{chat.id}", str(chat.id))
        return await self._told(update, wish, message_id=message["message_id"])

    async def blocks(self, user_id: int, wish: dict[str, Any]) -> dict[str, Any]:
        """A person blocks the bot, or lets it write again with `blocked: false`."""
        user = self._desk.meet(user_id)
        is_blocked = wish.get("blocked", True) is not False
        if is_blocked == user.has_blocked:
            return {"delivered": False}
        user.has_blocked = is_blocked
        before, after = ("member", "kicked") if is_blocked else ("kicked", "member")
        change = {
            "chat": self._desk.chat_resource(self._desk.chats[user_id]),
            "from": user.resource(),
            "date": self._desk.now(),
            "old_chat_member": self._standing(before),
            "new_chat_member": self._standing(after),
        }
        return await self._told(
            self._line.publish("my_chat_member", change, f"chat:{user_id}", str(user_id)), wish
        )

    def _standing(self, status: str) -> dict[str, Any]:
        standing: dict[str, Any] = {"status": status, "user": self._desk.bot()}
        return {**standing, "until_date": 0} if status == "kicked" else standing

    async def migrates(self, chat_id: int, new_id: int) -> dict[str, Any]:
        """A group becomes a supergroup with another id, as Telegram does when it grows."""
        chat = self._desk.chats.get(chat_id)
        if chat is None or chat.kind != "group":
            raise Impossible("only a group can become a supergroup")
        self._desk.chats[new_id] = Chat(new_id, "supergroup", chat.title)
        owner = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        leaving = self._desk.write(chat, owner, migrate_to_chat_id=new_id)
        arriving = self._desk.write(self._desk.chats[new_id], owner, migrate_from_chat_id=chat_id)
        chat.migrated_to = new_id
        self._line.publish("message", leaving, f"chat:{chat_id}", str(chat_id))
        update = self._line.publish("message", arriving, f"chat:{new_id}", str(new_id))
        return await self._told(update, {}, chat=new_id)

    async def _told(self, update: Update, wish: dict[str, Any], **known: Any) -> dict[str, Any]:
        """Wait until the webhook took the update; a polling bot is not waited for."""
        if self._line.hook.url and wish.get("wait") is not False:
            with suppress(TimeoutError):
                await asyncio.wait_for(update.taken.wait(), float(wish.get("within") or TAKEN_WITHIN))
        return {"update_id": update.number, "delivered": update.taken.is_set(), **known}
