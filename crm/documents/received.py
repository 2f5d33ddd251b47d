"""What customers send besides words: judged by its bytes, kept, filed to the lead. Nothing here commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from crm.conversations.models import Inbound
from crm.documents.models import ReceivedFile, StoredFile
from crm.documents.service import store_file
from crm.statements import Statement, line_of

Sort = Literal["voice", "picture", "document", "video"]
MOST_BYTES = 16_000_000  # WhatsApp's own bound for what a customer can send

_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_AUDIO_BRANDS = (b"M4A ", b"M4B ")
_WORD: Mapping[str, Sort] = {"audio": "voice", "image": "picture", "video": "video"}
_ENDINGS: Mapping[str, str] = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif", "image/heic": "heic",
    "application/pdf": "pdf", "audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/amr": "amr",
    "audio/wav": "wav", "audio/aac": "aac", "audio/webm": "webm", "video/mp4": "mp4", "video/3gpp": "3gp",
}  # fmt: skip


@dataclass(frozen=True)
class Judged:
    """What some bytes are, whatever they were called. `why_not` says why they are not kept."""

    sort: Sort
    media_type: str
    why_not: str | None = None


def sort_of(media_type: str) -> Sort:
    """Say what a provider calls a thing; anything unheard of is a document."""
    return _WORD.get(media_type.partition("/")[0].strip().lower(), "document")


def judge(content: bytes, claimed: str) -> Judged:
    """Say what bytes are by their first ones; the type that came with them only breaks a tie.

    Kept are pictures, PDFs, audio and video, of at most 16 MB. Archives, office files, pages and programs
    are not: what staff open on their own machines must not be able to do anything there.
    """
    sort = sort_of(claimed)
    if not content:
        return Judged(sort, claimed, "it came empty")
    if len(content) > MOST_BYTES:
        return Judged(sort, claimed, f"it is larger than {MOST_BYTES // 1_000_000} MB")
    found = _by_signature(content, claimed.partition(";")[0].strip().lower())
    if found is None:
        return Judged(sort, claimed, "it is no picture, PDF, audio or video")
    return Judged("document" if found == "application/pdf" else sort_of(found), found)


def _by_signature(content: bytes, claimed: str) -> str | None:
    head = content[:16]
    for start, media_type in (
        (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"),
        (b"%PDF-", "application/pdf"), (b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"),
        (b"#!AMR", "audio/amr"), (b"\x1aE\xdf\xa3", "audio/webm"),
    ):  # fmt: skip
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12], claimed)
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0:
        return "audio/aac" if head[1] & 0xF6 == 0xF0 else "audio/mpeg"
    return None


def _by_brand(brand: bytes, claimed: str) -> str:
    if brand in _PICTURE_BRANDS:
        return "image/heic"
    if brand in _AUDIO_BRANDS or claimed.startswith("audio/"):
        return "audio/mp4"
    return "video/3gpp" if brand.startswith(b"3g") else "video/mp4"


def name_for(judged: Judged, told: str, number: int) -> str:
    """Name a file for people: the customer's own name for it where it has one, made harmless."""
    ending = _ENDINGS.get(judged.media_type, "bin")
    stem = told.rpartition("/")[2].rpartition("\\")[2].rpartition(".")[0]
    kept = "".join(c for c in stem if c.isalnum() or c in " -_()").strip()[:80]
    return f"{kept or f'{judged.sort} {number}'}.{ending}"


@dataclass(frozen=True)
class Came:
    """One thing that came with a message, ready to be written down. `name` is what people see."""

    inbox_id: int
    place: int
    conversation_id: int
    sort: Sort
    media_type: str
    name: str
    status: Literal["kept", "refused", "waiting"]
    content: bytes = b""
    why: str | None = None
    transcript: str | None = None


_NOTE = Statement(
    """
    INSERT INTO received_files
        (inbox_id, place, conversation_id, sort, media_type, name, status, why, transcript, created_at)
    VALUES (:inbox_id, :place, :conversation_id, :sort, :media_type, :name, :status, :why, :transcript, :now)
    ON CONFLICT (inbox_id, place) DO NOTHING RETURNING id
    """,
    inbox_id=int,
    place=int,
    conversation_id=int,
    sort=str,
    media_type=str,
    name=str,
    status=str,
    why=str,
    transcript=str,
    now=datetime,
)


async def write_down(session: AsyncSession, came: Came, now: datetime) -> bool:
    """Keep what came. False, and nothing written, where another worker kept it before."""
    fields = {
        name: getattr(came, name)
        for name in ("inbox_id", "place", "conversation_id", "sort", "media_type", "name", "status", "why",
                     "transcript")
    }  # fmt: skip
    made = await (await line_of(session)).run(_NOTE, {**fields, "now": now})
    if not made:
        return False
    if came.status == "kept":
        await _keep(session, int(made[0][0]), came, now)
    if came.transcript:
        await _say_in_inbox(session, came.inbox_id, came.transcript)
    return True


async def fill_in(session: AsyncSession, came: Came, now: datetime) -> ReceivedFile | None:
    """Complete what could not be fetched when it came. None where it is not waited for any more."""
    query = select(ReceivedFile).where(
        ReceivedFile.inbox_id == came.inbox_id,
        ReceivedFile.place == came.place,
        ReceivedFile.status == "waiting",
    )
    row = (await session.scalars(query.with_for_update())).first()
    if row is None:
        return None
    row.sort, row.media_type, row.name = came.sort, came.media_type, came.name
    row.status, row.why, row.transcript = came.status, came.why, came.transcript
    await session.flush()
    if came.status == "kept":
        await _keep(session, row.id, came, now)
    if came.transcript:
        await _say_in_inbox(session, came.inbox_id, came.transcript)
    return row


async def _keep(session: AsyncSession, received_id: int, came: Came, now: datetime) -> None:
    file = await store_file(session, came.name, came.media_type, came.content, now)
    await session.execute(update(ReceivedFile).where(ReceivedFile.id == received_id).values(file_id=file.id))


async def _say_in_inbox(session: AsyncSession, inbox_id: int, transcript: str) -> None:
    """Let the message say what was heard in it, marked as a transcript: later turns read it there."""
    row = await session.get_one(Inbound, inbox_id)
    row.text = "\n".join(part for part in (row.text.strip(), transcript) if part)
    row.detail = {**row.detail, "transcribed": True}
    await session.flush()


async def give_up(session: AsyncSession, inbox_id: int, place: int, why: str) -> ReceivedFile | None:
    """Note that something could not be fetched for good."""
    query = select(ReceivedFile).where(ReceivedFile.inbox_id == inbox_id, ReceivedFile.place == place)
    row = (await session.scalars(query)).first()
    if row is not None and row.status == "waiting":
        row.status, row.why = "lost", why[:300]
        await session.flush()
        return row
    return None


async def received_with(session: AsyncSession, inbox_ids: Sequence[int]) -> Sequence[ReceivedFile]:
    """Give what came with some messages, in order."""
    query = select(ReceivedFile).where(ReceivedFile.inbox_id.in_(inbox_ids))
    return (await session.scalars(query.order_by(ReceivedFile.inbox_id, ReceivedFile.place))).all()


async def documents_of(session: AsyncSession, lead_id: int) -> Sequence[ReceivedFile]:
    """Give everything filed to a lead, the newest first."""
    query = select(ReceivedFile).where(ReceivedFile.lead_id == lead_id)
    return (await session.scalars(query.order_by(ReceivedFile.id.desc()))).all()


async def content_of(session: AsyncSession, conversation_id: int, received_id: int) -> StoredFile | None:
    """Give the bytes of one thing that came in a conversation; who may see that is the caller's question."""
    query = (
        select(StoredFile)
        .join(ReceivedFile, ReceivedFile.file_id == StoredFile.id)
        .where(ReceivedFile.id == received_id, ReceivedFile.conversation_id == conversation_id)
        .options(undefer(StoredFile.content))
    )
    return (await session.scalars(query)).one_or_none()


async def content_for(session: AsyncSession, lead_id: int, received_id: int) -> StoredFile | None:
    """Give the bytes of one thing filed to a lead; who may see the lead is the caller's question."""
    query = (
        select(StoredFile)
        .join(ReceivedFile, ReceivedFile.file_id == StoredFile.id)
        .where(ReceivedFile.id == received_id, ReceivedFile.lead_id == lead_id)
        .options(undefer(StoredFile.content))
    )
    return (await session.scalars(query)).one_or_none()


async def file_to(
    session: AsyncSession, lead_id: int, conversation_id: int, received_ids: Sequence[int]
) -> list[ReceivedFile]:
    """File what came to a lead; give what was not filed before. Others' conversations are left alone."""
    query = select(ReceivedFile).where(
        ReceivedFile.id.in_(received_ids),
        ReceivedFile.conversation_id == conversation_id,
        ReceivedFile.lead_id.is_(None),
    )
    rows = list(await session.scalars(query.order_by(ReceivedFile.id)))
    for row in rows:
        row.lead_id = lead_id
    await session.flush()
    return rows


def as_told(row: ReceivedFile) -> dict[str, Any]:
    """What a turn is told of one thing that came."""
    return {
        "id": row.id,
        "sort": row.sort,
        "status": row.status,
        "name": row.name,
        "file_id": row.file_id,
        "media_type": row.media_type,
        "why": row.why,
        "is_heard": row.transcript is not None,
    }
