"""Putting documents on the library's shelf and taking them off: read, keep, index, in that order.

Reading and indexing are slow and happen in a thread, outside any transaction. A crash between the
steps leaves a document that is kept but not indexed, which the pages show and can mend.
"""

import asyncio

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from api.doors import Doors, doors
from api.writing import writing
from crm.errors import Unfit
from crm.library import queries, service
from crm.library.models import LibraryDocument
from crm.library.rules import translation_of
from crm.users.rules import Staff

LARGEST_UPLOAD = 25 * 1024 * 1024


async def shelve(request: Request, me: Staff, name: str, content: bytes, title: str = "") -> LibraryDocument:
    """Take an uploaded Markdown, PDF or text file into the library. Raises `Unfit`."""
    from knowledge.documents import Unreadable, from_bytes

    at = doors(request)
    # Only the name's last part is of interest, and only to people: nothing is stored under it.
    plain = name.replace("\\", "/").rpartition("/")[2].replace("\x00", "")[:120]
    try:
        document = await asyncio.to_thread(from_bytes, plain, content)
    except Unreadable as error:
        raise Unfit("file", str(error)) from error
    async with writing(request, me) as pen:
        await _check_original(pen.session, at.desk.collection, document.id)
        row = await service.keep_document(
            pen.session,
            at.desk.collection,
            document.id,
            title=title or document.title,
            text=document.text.replace("\x00", ""),
            form=document.format,
            source=document.source,
            is_sample=document.is_sample,
            now=pen.now,
        )
        pen.note("library.put", f"document:{row.id}")
    await index(at, row)
    return row


async def rewrite(request: Request, me: Staff, row: LibraryDocument, text: str) -> LibraryDocument:
    """Give a document another text, and index it anew. Raises `Unfit`."""
    from knowledge.documents import Document, Unreadable, checked

    try:
        checked(Document(row.document_id, row.title, text, row.format, row.source, row.is_sample))  # type: ignore[arg-type] # the column holds one of the formats
    except Unreadable as error:
        raise Unfit("text", str(error)) from error
    async with writing(request, me) as pen:
        changed = await service.keep_document(
            pen.session,
            row.collection,
            row.document_id,
            title=row.title,
            text=text,
            form=row.format,
            source=row.source,
            is_sample=row.is_sample,
            now=pen.now,
        )
        pen.note("library.rewrite", f"document:{row.id}")
    await index(doors(request), changed)
    return changed


async def index(at: Doors, row: LibraryDocument) -> None:
    """Make a kept document findable. Raises `Unfit` if there is no sentence in it."""
    from knowledge.documents import Document, Unreadable

    # A translation is found through its original: the model of likeness reads English alone.
    if translation_of(row.document_id) is not None:
        await _mark(at, row)
        return
    document = Document(row.document_id, row.title, row.text, row.format, row.source, row.is_sample)  # type: ignore[arg-type] # the column holds one of the formats
    try:
        await asyncio.to_thread(at.desk.library.put, document, row.collection)
    except Unreadable as error:
        raise Unfit("file", str(error)) from error
    await _mark(at, row)


async def _mark(at: Doors, row: LibraryDocument) -> None:
    async with at.desk.book.transaction() as session:
        await service.mark_indexed(session, row.id, row.sha256)
    row.is_indexed = True


async def _check_original(session: AsyncSession, collection: str, name: str) -> None:
    """A translation without its original would never be found: better to say so at once."""
    told = translation_of(name)
    if told is None:
        return
    stem, _ = told
    names = [f"{stem}.{ending}" for ending in ("md", "markdown", "txt", "text", "pdf")]
    if not any([await queries.named(session, collection, one) for one in names]):
        raise Unfit("file", f"This is the translation of “{stem}.md”, which is not in the library yet.")


async def index_again(request: Request, me: Staff, number: int) -> LibraryDocument:
    """Index a document anew. Raises `Missing`."""
    at = doors(request)
    async with writing(request, me) as pen:
        row = await queries.get(pen.session, number)
        pen.note("library.index", f"document:{number}")
    await index(at, row)
    return row


async def take_off(request: Request, me: Staff, number: int) -> None:
    """Remove a document from the index, then from the book. Raises `Missing`."""
    at = doors(request)
    async with writing(request, me) as pen:
        row = await service.withdraw(pen.session, number)
        pen.note("library.remove", f"document:{number}", title=row.title)
    await asyncio.to_thread(at.desk.library.remove, row.document_id, row.collection)
    async with at.desk.book.transaction() as session:
        await service.drop(session, number)
