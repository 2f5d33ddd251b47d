"""The library: the documents from which customers' questions are answered, with their source."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request, Response, UploadFile
from fastapi import Form as FormField
from pydantic import BaseModel, Field

from api import shelving
from api.access.guards import Agent, GuardedRoute, Manager, refusals
from api.doors import doors
from api.rest.shapes import Form, Id, Limit, Offset, Page, Search, Text
from crm.library import queries
from crm.library.models import LibraryDocument

router = APIRouter(prefix="/library", route_class=GuardedRoute, tags=["library"])


class Document(BaseModel):
    """A document of the library. `is_indexed` false: it cannot be found by questions yet."""

    id: int
    collection: str
    name: str
    title: str
    format: str
    source: str
    is_sample: bool
    is_indexed: bool
    created_at: datetime


class DocumentText(Document):
    text: str


class Question(Form):
    question: Annotated[Text, Field(min_length=2, max_length=500)]


class Source(BaseModel):
    document: str
    title: str
    passage: str
    score: float = Field(description="Likeness to the question, at most 1.")


class Answer(BaseModel):
    """What the library says, in the documents' own words; `abstained`: nothing in it supports an answer."""

    answer: str
    sources: list[Source]
    abstained: bool


@router.get("/documents", responses=refusals(401, 422))
async def list_documents(
    request: Request,
    me: Agent,
    search: Search = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Page[Document]:
    """List the documents of the library by title; `search` looks in title, source and text."""
    async with doors(request).desk.book.reading() as session:
        rows, total = await queries.search_documents(session, search=search, limit=limit, offset=offset)
    return Page(items=[_document(row) for row in rows], total=total, limit=limit, offset=offset)


@router.post(
    "/documents",
    status_code=201,
    responses=refusals(401, 403, 413, 422),
    max_body_size=shelving.LARGEST_UPLOAD,
)
async def upload_document(
    request: Request,
    me: Manager,
    file: UploadFile,
    title: Annotated[Text, FormField(max_length=300, description="Empty: taken from the document.")] = "",
) -> Document:
    """Upload a Markdown, PDF or plain text file. One with the same name is replaced."""
    row = await shelving.shelve(request, me, file.filename or "", await file.read(), title)
    return _document(row)


@router.get("/documents/{document_id}", responses=refusals(401, 404))
async def get_document(request: Request, me: Agent, document_id: Id) -> DocumentText:
    """Give one document with its text."""
    async with doors(request).desk.book.reading() as session:
        row = await queries.get(session, document_id)
    return DocumentText(**_document(row).model_dump(), text=row.text)


@router.post("/documents/{document_id}/index", responses=refusals(401, 403, 404, 422))
async def index_document(request: Request, me: Manager, document_id: Id) -> Document:
    """Index a document again, for one whose upload was interrupted."""
    return _document(await shelving.index_again(request, me, document_id))


@router.delete("/documents/{document_id}", status_code=204, responses=refusals(401, 403, 404))
async def remove_document(request: Request, me: Manager, document_id: Id) -> Response:
    """Remove a document; nothing is answered from it any more."""
    await shelving.take_off(request, me, document_id)
    return Response(status_code=204)


@router.post("/ask", responses=refusals(401, 422))
async def ask(request: Request, me: Agent, question: Question) -> Answer:
    """Ask the library as a customer would, and see the sources."""
    at = doors(request)
    found = await asyncio.to_thread(at.desk.library.ask, question.question, at.desk.collection)
    sources = [
        Source(document=p.document, title=p.title, passage=p.text, score=round(p.score, 4))
        for p in found.sources
    ]
    return Answer(answer=found.text, sources=sources, abstained=found.abstained)


def _document(row: LibraryDocument) -> Document:
    return Document(
        id=row.id,
        collection=row.collection,
        name=row.document_id,
        title=row.title,
        format=row.format,
        source=row.source,
        is_sample=row.is_sample,
        is_indexed=row.is_indexed,
        created_at=row.created_at,
    )
