"""From an outbox row to the message that a channel sends: files become bytes, cards are drawn."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from bot.channels.port import Message
from bot.road import Road, ref_of
from crm.conversations.taking import Taken
from crm.documents.models import StoredFile
from crm.leads.models import LeadCard


class Unsendable(Exception):
    """The row asks for something that is not there; the sentence is for staff."""


async def render(road: Road, taken: Taken, body: Mapping[str, Any]) -> Message | None:
    """Make the message of a row. None where there is nothing left to say. Raises `Unsendable`."""
    kind = "template" if "template" in body else taken.kind
    plain = Message(
        outbox_id=taken.id,
        kind=kind,
        address=taken.address,
        text=str(body.get("text") or body.get("caption") or ""),
        is_html=body.get("format") == "html",
        buttons=body.get("buttons") or (),
    )
    match kind:
        case "template":
            return replace(
                plain,
                template=str(body["template"]),
                variables={
                    str(name): str(value) for name, value in dict(body.get("variables") or {}).items()
                },
                language=str(body.get("language", "en")),
            )
        case "document" | "photo":
            return await _with_file(road, plain, body)
        case "card":
            return await _card(road, taken, plain)
        case "callback":
            return replace(plain, callback_id=str(body["callback_id"]), alert=bool(body.get("alert")))
        case "edit":
            return replace(plain, edits=str(body["message_id"]))
        case _:
            return plain


async def _with_file(road: Road, message: Message, body: Mapping[str, Any]) -> Message:
    file_id = ref_of(body, "file_id")
    async with road.book.reading() as session:
        wanted = select(StoredFile).where(StoredFile.id == file_id).options(undefer(StoredFile.content))
        file = (await session.scalars(wanted)).first()
    if file is None:
        raise Unsendable("The file of this message is gone.")
    name = str(body.get("name") or file.name)
    return replace(
        message,
        file=file.content,
        file_name=name,
        media_type=file.media_type,
        file_url=road.file_url(file.token, name),
    )


async def _card(road: Road, taken: Taken, message: Message) -> Message | None:
    lead_id = ref_of(taken.body, "lead_id")
    if lead_id is None:
        raise Unsendable("The card names no lead.")
    drawn = await road.draw_card(lead_id, taken.conversation_id)
    if drawn is None:
        return None
    async with road.book.reading() as session:
        standing = select(LeadCard.message_id).where(
            LeadCard.lead_id == lead_id, LeadCard.conversation_id == taken.conversation_id
        )
        stands_as = await session.scalar(standing)
    return replace(message, text=drawn.text, is_html=True, buttons=drawn.buttons, edits=stands_as)


def as_link(message: Message) -> Message:
    """Say where a file is, for a channel that cannot carry it."""
    text = "\n".join(part for part in (message.text or message.file_name, message.file_url) if part)
    return replace(message, kind="text", text=text, file=None, file_url=None)
