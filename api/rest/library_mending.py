"""What the library lacks and where it is wrong: unanswered questions, corrections, disagreeing documents."""

import asyncio
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api import mending
from api.access.guards import Agent, GuardedRoute, Manager, refusals
from api.doors import doors
from api.rest.shapes import Form, Id, Text
from api.writing import writing
from crm.conversations.transcripts import chat
from crm.library import queries, service
from crm.library.effects import Correct
from crm.library.models import LibraryCorrection

router = APIRouter(prefix="/library", route_class=GuardedRoute, tags=["library"])

Title = Annotated[Text, Field(min_length=3, max_length=200)]
Entry = Annotated[Text, Field(min_length=3, max_length=4000)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=500)]


class Questions(BaseModel):
    """Questions of one meaning that nobody could answer. `conflict`: what documents say otherwise."""

    question: str
    count: int
    ids: list[int]
    other_wordings: list[str]
    languages: list[str]
    conflict: str | None
    last_at: datetime


class AnswerQuestions(Form):
    ids: Ids
    title: Title
    text: Entry


class DismissQuestions(Form):
    ids: Ids


class Made(BaseModel):
    """The entry that was made, and how many wrong sentences left other documents."""

    document_id: int
    sentences_taken_out: int = 0


class Correction(BaseModel):
    """An answer that staff found wrong, with what it should have been."""

    id: int
    turn_id: int
    question: str
    answer: str
    documents: list[str]
    text: str
    status: Literal["open", "accepted", "refused"]
    proposed_by: int
    at: datetime
    document_id: int | None


class ProposeCorrection(Form):
    turn_id: Id = Field(description="The turn whose answer was wrong.")
    text: Annotated[Text, Field(max_length=4000, description="What it should have been, if you know.")] = ""


class AcceptCorrection(Form):
    title: Title
    text: Entry
    takes_out: bool = Field(True, description="Take the wrong sentences out of the documents that held them.")


class Conflict(BaseModel):
    """Two documents that disagree."""

    about: str
    document: str
    title: str
    text: str
    other_document: str
    other_title: str
    other_text: str


@router.get("/questions", responses=refusals(401))
async def list_unanswered_questions(request: Request, me: Agent) -> list[Questions]:
    """List the questions that nobody could answer, grouped by meaning, the most asked first."""
    return [
        Questions(
            question=group.text,
            count=group.count,
            ids=list(group.ids),
            other_wordings=list(group.others),
            languages=list(group.languages),
            conflict=group.conflict,
            last_at=group.last_at,
        )
        for group in await mending.unanswered(doors(request))
    ]


@router.post("/questions/answer", status_code=201, responses=refusals(401, 403, 422))
async def answer_questions(request: Request, me: Manager, form: AnswerQuestions) -> Made:
    """Write a library entry that answers these questions, and take them off the list."""
    row = await mending.answer_questions(request, me, form.ids, form.title, form.text)
    return Made(document_id=row.id)


@router.post("/questions/dismiss", status_code=204, responses=refusals(401, 403, 422))
async def dismiss_questions(request: Request, me: Manager, form: DismissQuestions) -> Response:
    """Take questions off the list without an answer."""
    await mending.dismiss_questions(request, me, form.ids)
    return Response(status_code=204)


@router.get("/corrections", responses=refusals(401, 422))
async def list_corrections(
    request: Request, me: Agent, status: Literal["open", "accepted", "refused"] = "open"
) -> list[Correction]:
    """List the answers that staff found wrong."""
    async with doors(request).desk.book.reading() as session:
        return [_correction(row) for row in await queries.corrections(session, status)]


@router.post("/corrections", status_code=201, responses=refusals(401, 404, 422))
async def propose_correction(request: Request, me: Agent, form: ProposeCorrection) -> Correction:
    """Say that an answer from the library was wrong, and what it should have been."""
    async with writing(request, me) as pen:
        given = await queries.given_answer(pen.session, form.turn_id)
        await chat(pen.session, me, given.conversation_id)  # who may not see it may not judge it
        wrong = Correct(given.turn_id, given.question, given.answer, given.documents, form.text)
        row = await service.propose_correction(pen.session, wrong, me.id, pen.now)
        pen.note("library.correct", f"correction:{row.id}")
    return _correction(row)


@router.post("/corrections/{number}/accept", responses=refusals(401, 403, 404, 409, 422))
async def accept_correction(request: Request, me: Manager, number: Id, form: AcceptCorrection) -> Made:
    """Make a correction an entry of the library."""
    row, taken = await mending.accept(request, me, number, form.title, form.text, takes_out=form.takes_out)
    return Made(document_id=row.id, sentences_taken_out=taken)


@router.post("/corrections/{number}/refuse", status_code=204, responses=refusals(401, 403, 404, 409))
async def refuse_correction(request: Request, me: Manager, number: Id) -> Response:
    """Leave the answer as it is."""
    await mending.refuse(request, me, number)
    return Response(status_code=204)


@router.get("/conflicts", responses=refusals(401))
async def list_conflicts(request: Request, me: Agent) -> list[Conflict]:
    """List the pairs of sentences in which two documents disagree."""
    at = doors(request)
    found = await asyncio.to_thread(at.desk.library.conflicts, at.desk.collection)
    return [Conflict(**vars(one)) for one in found]


def _correction(row: LibraryCorrection) -> Correction:
    return Correction(**{name: getattr(row, name) for name in Correction.model_fields})
