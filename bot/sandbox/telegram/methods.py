"""Methods of the Bot API that ask, set up and listen."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.exchange import Exchange
from bot.sandbox.telegram.callbacks import Presses
from bot.sandbox.telegram.desk import TelegramDesk
from bot.sandbox.telegram.given import Given
from bot.sandbox.telegram.messages import Letters
from bot.sandbox.telegram.refusals import bad_request, upgraded
from bot.sandbox.telegram.updates import Hook, UpdateLine

Method = Callable[[Given], Awaitable[Any]]

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
DOWNLOAD_LIMIT = 20 * 1_024 * 1_024
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


class BotMethods:
    """Every method this double knows, by its lower-case name: the Bot API ignores case."""

    def __init__(self, desk: TelegramDesk, line: UpdateLine, presses: Presses, letters: Letters) -> None:
        self._desk = desk
        self._line = line
        self._exchange: Exchange = desk.exchange
        self.commands: dict[str, list[dict[str, str]]] = {}
        methods: dict[str, Method] = {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": letters.send_message,
            "sendDocument": letters.send_document,
            "sendPhoto": letters.send_photo,
            "editMessageText": letters.edit_text,
            "editMessageCaption": letters.edit_caption,
            "editMessageReplyMarkup": letters.edit_markup,
            "deleteMessage": letters.delete,
            "answerCallbackQuery": presses.answer,
            "sendChatAction": self._send_chat_action,
            "setMyCommands": self._set_commands,
            "getMyCommands": self._get_commands,
            "deleteMyCommands": self._delete_commands,
            "getFile": self._get_file,
            "getChat": self._get_chat,
        }
        self.by_name = {name.lower(): (name, method) for name, method in methods.items()}

    async def _get_me(self, given: Given) -> dict[str, Any]:
        return {
            **self._desk.bot(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    async def _get_updates(self, given: Given) -> list[dict[str, Any]]:
        allowed = given.structure("allowed_updates")
        if isinstance(allowed, list):
            self._line.hook.allowed = tuple(str(kind) for kind in allowed)
        return await self._line.fetch(
            given.number("offset"), given.number("limit"), given.number("timeout") or 0
        )

    async def _set_webhook(self, given: Given) -> bool:
        url, secret = given.text("url"), given.text("secret_token")
        if url and not url.startswith(("https://", "http://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        allowed = given.structure("allowed_updates")
        kinds = tuple(str(kind) for kind in allowed) if isinstance(allowed, list) else self._line.hook.allowed
        hook = Hook(url, secret, kinds, given.number("max_connections") or 40)
        await self._line.set_hook(hook, given.flag("drop_pending_updates"))
        return True

    async def _delete_webhook(self, given: Given) -> bool:
        await self._line.set_hook(Hook(allowed=self._line.hook.allowed), given.flag("drop_pending_updates"))
        return True

    async def _get_webhook_info(self, given: Given) -> dict[str, Any]:
        hook = self._line.hook
        info: dict[str, Any] = {
            "url": hook.url,
            "has_custom_certificate": False,
            "pending_update_count": self._line.pending_count(),
        }
        if hook.url:
            info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
        if hook.allowed:
            info["allowed_updates"] = list(hook.allowed)
        if hook.failed_at is not None:
            info |= {"last_error_date": hook.failed_at, "last_error_message": hook.failure}
        return info

    async def _send_chat_action(self, given: Given) -> bool:
        chat = self._desk.reachable(given.number("chat_id"))
        action = given.text("action")
        if action not in CHAT_ACTIONS:
            raise bad_request("wrong parameter action in request")
        self._exchange.feed.tell(
            {"type": "typing", "app": "telegram", "chat": str(chat.id), "action": action}
        )
        return True

    def _scope(self, given: Given) -> str:
        scope = given.structure("scope") or {}
        if not isinstance(scope, dict):
            raise bad_request("can't parse BotCommandScope")
        parts = (scope.get("type", "default"), scope.get("chat_id", ""), scope.get("user_id", ""))
        return ":".join(str(part) for part in (*parts, given.text("language_code")))

    async def _set_commands(self, given: Given) -> bool:
        commands = given.structure("commands")
        if not isinstance(commands, list) or len(commands) > 100:
            raise bad_request('parameter "commands" is required')
        kept = []
        for command in commands:
            name = str(command.get("command", "")).removeprefix("/")
            if not COMMAND.fullmatch(name):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(str(command.get("description", ""))) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
            kept.append({"command": name, "description": str(command["description"])})
        self.commands[self._scope(given)] = kept
        self._exchange.feed.tell({"type": "commands", "commands": kept})
        return True

    async def _get_commands(self, given: Given) -> list[dict[str, str]]:
        return self.commands.get(self._scope(given), [])

    async def _delete_commands(self, given: Given) -> bool:
        self.commands.pop(self._scope(given), None)
        return True

    async def _get_file(self, given: Given) -> dict[str, Any]:
        kept = self._desk.files.get(given.text("file_id"))
        if kept is None:
            raise bad_request("invalid file_id")
        size = kept.stored.size
        if size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return {
            "file_id": kept.file_id,
            "file_unique_id": kept.file_unique_id,
            "file_size": size,
            "file_path": kept.path,
        }

    async def _get_chat(self, given: Given) -> dict[str, Any]:
        number = given.number("chat_id")
        chat = self._desk.chats.get(number) if number is not None else None
        if chat is None:
            raise bad_request("chat not found" if number is not None else "chat_id is empty")
        if chat.migrated_to is not None:
            raise upgraded(chat.migrated_to)
        return {
            **self._desk.chat_resource(chat),
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(GIFTS, False),
        }
