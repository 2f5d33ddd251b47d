"""Methods that write, change and delete the bot's messages."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.sandbox.telegram.desk import Chat, KeptFile, Message, TelegramDesk
from bot.sandbox.telegram.given import DOCUMENT_LIMIT, Given, Upload
from bot.sandbox.telegram.keyboards import inline_keyboard, reply_keyboard
from bot.sandbox.telegram.markup import Entity, formatted, utf16
from bot.sandbox.telegram.refusals import Refusal, bad_request

TEXT_LIMIT = 4_096
CAPTION_LIMIT = 1_024
PHOTO_LIMIT = 10 * 1_024 * 1_024
URL_LIMIT = 20 * 1_024 * 1_024
DELETABLE_FOR = 48 * 3_600


class Letters:
    """What the bot writes."""

    def __init__(self, desk: TelegramDesk) -> None:
        self._desk = desk

    async def send_message(self, given: Given) -> Message:
        """sendMessage."""
        chat = self._desk.reachable(given.number("chat_id"))
        text, entities = _text(given)
        return self._write(chat, given, text=text, entities=entities)

    async def send_document(self, given: Given) -> Message:
        """sendDocument: by upload, by address, or by the id of a file already here."""
        chat = self._desk.reachable(given.number("chat_id"))
        caption, entities = _caption(given)
        kept = await self._file(given, "document", DOCUMENT_LIMIT)
        document = {
            "file_id": kept.file_id,
            "file_unique_id": kept.file_unique_id,
            "file_name": kept.stored.name,
            "mime_type": kept.stored.content_type,
            "file_size": kept.stored.size,
        }
        return self._write(chat, given, document=document, caption=caption, caption_entities=entities)

    async def send_photo(self, given: Given) -> Message:
        """sendPhoto: what is no picture is refused."""
        chat = self._desk.reachable(given.number("chat_id"))
        caption, entities = _caption(given)
        kept = await self._file(given, "photo", PHOTO_LIMIT)
        size = kept.stored.size
        return self._write(
            chat, given, photo=[photo_size(kept, size)], caption=caption, caption_entities=entities
        )

    def _write(self, chat: Chat, given: Given, **content: Any) -> Message:
        markup = given.structure("reply_markup")
        keyboard = inline_keyboard(markup)
        replied = self._replied(chat, given)
        chat.keyboard = reply_keyboard(markup) or chat.keyboard
        thread = given.number("message_thread_id")
        return self._desk.write(
            chat,
            self._desk.bot(),
            **content,
            reply_markup=keyboard,
            reply_to_message=replied,
            message_thread_id=thread,
            has_protected_content=True if given.flag("protect_content") else None,
        )

    def _replied(self, chat: Chat, given: Given) -> Message | None:
        asked = given.structure("reply_parameters")
        number = asked.get("message_id") if isinstance(asked, dict) else given.number("reply_to_message_id")
        if number is None:
            return None
        found = chat.messages.get(int(number))
        if found is None:
            lenient = asked.get("allow_sending_without_reply") if isinstance(asked, dict) else False
            if lenient or given.flag("allow_sending_without_reply"):
                return None
            raise bad_request("message to be replied not found")
        return {name: value for name, value in found.items() if name != "reply_to_message"}

    async def _file(self, given: Given, name: str, limit: int) -> KeptFile:
        upload = given.upload(name)
        written = given.text(name)
        if upload is None and written.startswith(("http://", "https://")):
            fetched = await self._desk.exchange.courier.fetch(written, URL_LIMIT)
            if fetched is None:
                raise bad_request("failed to get HTTP URL content")
            upload = Upload(unquote(urlsplit(written).path.rsplit("/", 1)[-1]), fetched[1], fetched[0])
        if upload is None:
            kept = self._desk.files.get(written)
            if kept is None:
                missing = f"there is no {name} in the request"
                raise bad_request("wrong file identifier/HTTP URL specified" if written else missing)
            return kept
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > limit:
            raise Refusal(413, "Request Entity Too Large")
        if name == "photo":
            picture_size(upload.content)
        return self._desk.keep_file(upload.content, upload.content_type, upload.name, f"{name}s")

    def _own(self, given: Given, deed: str) -> tuple[Chat, Message]:
        chat = self._desk.reachable(given.number("chat_id"))
        message = chat.messages.get(given.number("message_id") or 0)
        if message is None:
            raise bad_request(f"message to {deed} not found")
        if deed == "edit" and message["from"]["id"] != self._desk.bot_id:
            raise bad_request("message can't be edited")
        return chat, message

    async def edit_text(self, given: Given) -> Message:
        """editMessageText; without reply_markup the buttons go."""
        chat, message = self._own(given, "edit")
        text, entities = _text(given)
        if "text" not in message:
            raise bad_request("there is no text in the message to edit")
        return self._change(chat, message, given, text=text, entities=entities)

    async def edit_caption(self, given: Given) -> Message:
        """editMessageCaption."""
        chat, message = self._own(given, "edit")
        if "document" not in message and "photo" not in message:
            raise bad_request("there is no caption in the message to edit")
        caption, entities = _caption(given)
        return self._change(chat, message, given, caption=caption, caption_entities=entities)

    async def edit_markup(self, given: Given) -> Message:
        """editMessageReplyMarkup."""
        chat, message = self._own(given, "edit")
        return self._change(chat, message, given)

    def _change(self, chat: Chat, message: Message, given: Given, **content: Any) -> Message:
        wanted = {**content, "reply_markup": inline_keyboard(given.structure("reply_markup"))}
        if all((message.get(name) or None) == (value or None) for name, value in wanted.items()):
            raise bad_request(
                "message is not modified: specified new message content and reply markup "
                "are exactly the same as a current content and reply markup of the message"
            )
        for name, value in wanted.items():
            if value:
                message[name] = value
            else:
                message.pop(name, None)
        message["edit_date"] = self._desk.now()
        self._desk.show(chat, message)
        return message

    async def delete(self, given: Given) -> bool:
        """deleteMessage, within 48 hours."""
        chat, message = self._own(given, "delete")
        if self._desk.now() - message["date"] > DELETABLE_FOR:
            raise bad_request("message can't be deleted for everyone")
        self._desk.hide(chat, message["message_id"])
        return True


def _text(given: Given) -> tuple[str, list[Entity]]:
    text, entities = formatted(given.text("text"), given.text("parse_mode"), given.structure("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def _caption(given: Given) -> tuple[str, list[Entity]]:
    parse_mode, entities = given.text("parse_mode"), given.structure("caption_entities")
    caption, found = formatted(given.text("caption"), parse_mode, entities)
    if utf16(caption) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return caption, found


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height of a picture. Raises Refusal for what is none or is out of measure."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def photo_size(kept: KeptFile, size: int) -> dict[str, Any]:
    """The PhotoSize object of a picture."""
    width, height = picture_size(kept.stored.content)
    return {
        "file_id": kept.file_id,
        "file_unique_id": kept.file_unique_id,
        "width": width,
        "height": height,
        "file_size": size,
    }
