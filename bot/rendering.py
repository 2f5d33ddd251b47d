"""From an outbox row to the message that a channel sends: files become bytes, cards are drawn."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from bot.channels.port import Message
from bot.road import Road, ref_of
from crm.conversations.mail_threads import about_mail
from crm.conversations.taking import Taken
from crm.documents.models import StoredFile
from crm.leads.models import LeadCard
from crm.trips.models import TripLink, TripVersion


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
    if taken.channel == "email":
        return await _as_mail(road, taken, plain, body)
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
    if "chart" in body:
        from bot.reports.drawing import picture_of  # the templates of charts are not every process's need

        picture = await picture_of(body["chart"])
        return replace(message, file=picture, file_name=str(body["name"]), media_type="image/png")
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
        file_url=road.file_url(file.token, name, message.outbox_id),
        link=await _page_of(road, ref_of(body, "trip_version_id")),
    )


async def _page_of(road: Road, trip_version_id: int | None) -> str | None:
    """Give where the customer finds a proposal: behind their trip page's link, and closed with it."""
    if trip_version_id is None:
        return None
    living = (
        select(TripLink.nonce)
        .join(TripVersion, TripVersion.lead_id == TripLink.lead_id)
        .where(TripVersion.id == trip_version_id, TripLink.revoked_at.is_(None))
        .where(TripLink.expires_at > road.clock.now())
        .order_by(TripLink.id.desc())
        .limit(1)
    )
    async with road.book.reading() as session:
        nonce = await session.scalar(living)
    return None if nonce is None else f"{road.trip_url(nonce)}/proposal.pdf"


async def _as_mail(road: Road, taken: Taken, message: Message, body: Mapping[str, Any]) -> Message:
    """Make an e-mail of a row: whom it greets, in which language, what it answers, and what it carries."""
    async with road.book.reading() as session:
        writing = await about_mail(session, taken.conversation_id, taken.id, road.clock.now(), body)
    is_automatic = not taken.sender.startswith("user:")
    facts = {**dict(body.get("letter") or {}), **writing.facts, "is_automatic": is_automatic}
    if writing.link_nonce is not None:
        facts["trip_link"] = road.trip_url(writing.link_nonce)
    facts["subject"] = str(body.get("subject") or "") or writing.subject
    message = replace(message, letter=facts, thread=writing.thread)
    return await _with_file(road, message, body) if taken.kind in ("document", "photo") else message


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
    if message.letter is not None:
        letter = {**message.letter, "file_link": message.link}
        return replace(message, kind="text", file=None, file_url=None, link=None, letter=letter)
    text = "\n".join(part for part in (message.text or message.file_name, message.link) if part)
    return replace(message, kind="text", text=text, file=None, file_url=None, link=None)
