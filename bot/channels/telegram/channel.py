"""The Telegram channel behind the port."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.channels.port import (
    Accepted,
    Capabilities,
    Inbound,
    LookupFailed,
    Media,
    Message,
    RawRequest,
    Refusal,
    SendResult,
    Status,
    TryLater,
    Unknown,
)
from bot.channels.telegram.errors import classify
from bot.channels.telegram.updates import check_secret, inbound_of, parse_body
from crm.db import forbid_in_transaction

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.types import InlineKeyboardMarkup

_TIMEOUT = 20  # seconds for one call to the Bot API


class TelegramChannel:
    """Staff write to the bot and it answers. Limits are the Bot API's own (core.telegram.org/bots/api)."""

    name = "telegram"
    capabilities = Capabilities(
        text_limit=4096,
        caption_limit=1024,
        file_limit=50 * 1024 * 1024,
        window=None,
        can_edit=True,
        can_read_back=False,
        per_second=30.0,
        per_chat=1.0,
    )

    def __init__(self, token: str, webhook_secret: str, api_base: str) -> None:
        self._token, self._secret, self._api_base = token, webhook_secret, api_base.rstrip("/")
        self.account = token.partition(":")[0]
        self._bot: Bot | None = None

    @property
    def bot(self) -> "Bot":
        """aiogram's client, made at first use: importing it costs 2.5 s of CPU."""
        if self._bot is None:
            from aiogram import Bot
            from aiogram.client.session.aiohttp import AiohttpSession
            from aiogram.client.telegram import TelegramAPIServer

            session = AiohttpSession(api=TelegramAPIServer.from_base(self._api_base), timeout=_TIMEOUT)
            self._bot = Bot(self._token, session=session)
        return self._bot

    def prepare(self) -> None:
        import aiogram.client.session.aiohttp
        import aiogram.client.telegram  # noqa: F401

    def receive(self, request: RawRequest) -> Sequence[Inbound | Status]:
        check_secret(request, self._secret)
        inbound = inbound_of(parse_body(request.body), self.account)
        return [] if inbound is None else [inbound]

    async def send(self, message: Message) -> SendResult:
        forbid_in_transaction("a message to Telegram")
        from aiogram.exceptions import AiogramError

        try:
            return Accepted(await self._send(message))
        except AiogramError as error:
            if "message is not modified" in str(error):
                return Accepted(message.edits or "")
            if message.kind == "callback" and "query is too old" in str(error):
                return Accepted("")
            return classify(error, repeats_safely=bool(message.edits or message.kind == "callback"))

    async def _send(self, message: Message) -> str:
        if message.kind == "callback":
            await self.bot.answer_callback_query(
                message.callback_id or "", text=message.text or None, show_alert=message.alert or None
            )
            return message.callback_id or ""
        chat, keyboard = int(message.address), _keyboard(message)
        mode = "HTML" if message.is_html else None
        if message.edits and message.file is None:
            await self.bot.edit_message_text(
                message.text,
                chat_id=chat,
                message_id=int(message.edits),
                parse_mode=mode,
                reply_markup=keyboard,
            )
            return message.edits
        if message.file is not None:
            return await self._send_file(message, chat, mode)
        sent = await self.bot.send_message(chat, message.text, parse_mode=mode, reply_markup=keyboard)
        return str(sent.message_id)

    async def _send_file(self, message: Message, chat: int, mode: str | None) -> str:
        from aiogram.types import BufferedInputFile

        file = BufferedInputFile(message.file or b"", message.file_name or "file")
        caption = message.text or None
        keyboard = _keyboard(message)
        if message.kind == "photo":
            sent = await self.bot.send_photo(
                chat, file, caption=caption, parse_mode=mode, reply_markup=keyboard
            )
        else:
            sent = await self.bot.send_document(
                chat, file, caption=caption, parse_mode=mode, reply_markup=keyboard
            )
        return str(sent.message_id)

    async def find_sent(
        self, message: Message, since: datetime, known: Collection[str] = ()
    ) -> Accepted | None:
        raise LookupFailed("Telegram cannot be asked what it sent")

    async def fetch_media(self, reference: Mapping[str, Any]) -> Media:
        forbid_in_transaction("a file from Telegram")
        file = await self.bot.get_file(str(reference["file_id"]))
        content = await self.bot.download_file(file.file_path or "")
        return Media(
            content.read() if content else b"",
            str(reference.get("mime_type", "application/octet-stream")),
            str(reference.get("file_name", "file")),
        )

    def classify(self, error: Exception) -> Refusal | TryLater | Unknown:
        return classify(error, repeats_safely=False)

    async def typing(self, address: str) -> None:
        from aiogram.exceptions import AiogramError

        try:
            await self.bot.send_chat_action(int(address), "typing")
        except AiogramError:
            return

    async def close(self) -> None:
        if self._bot is not None:
            await self._bot.session.close()


def _keyboard(message: Message) -> "InlineKeyboardMarkup | None":
    if not message.buttons:
        return None
    from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

    rows = [
        [
            InlineKeyboardButton(text=button["label"], url=button["url"])
            if "url" in button
            else InlineKeyboardButton(text=button["label"], callback_data=button["data"])
            for button in row
        ]
        for row in message.buttons
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)
