"""Conversations on pages: finding them, the whole of one, what was sent, and what the library answered."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.access.guards import GuardedRoute
from api.doors import doors
from api.handing_over import handed_over
from api.pages.frame import Lines, PageAgent, back, show
from api.pages.leads import PER_PAGE, PageNumber, Word
from api.rest.shapes import Id
from api.writing import writing
from crm.conversations import transcripts
from crm.documents.received import content_of
from crm.errors import Missing, Unfit
from crm.library import queries as books
from crm.library import service as shelf
from crm.library.effects import Correct
from crm.users.queries import names

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)


@router.get("/conversations")
async def conversations_page(
    request: Request, me: PageAgent, search: Word = "", page: PageNumber = 1
) -> Response:
    """List customers' conversations, the last heard from first."""
    async with doors(request).desk.book.reading() as session:
        lines, total = await transcripts.list_chats(
            session, me, search=search, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
    return show(
        request,
        "conversations.html",
        lines=lines,
        total=total,
        page=page,
        per_page=PER_PAGE,
        search=search,
        query=urlencode({"search": search}),
    )


@router.get("/conversations/{conversation_id}")
async def conversation_page(request: Request, me: PageAgent, conversation_id: Id) -> Response:
    """Show one conversation as both sides read it."""
    async with doors(request).desk.book.reading() as session:
        chat = await transcripts.chat(session, me, conversation_id)
        bubbles = await transcripts.transcript(session, chat.id)
        line = await transcripts.chat_line(session, me, chat.id)
        known = await names(session)
    return show(request, "conversation.html", chat=chat, line=line, bubbles=bubbles, known=known)


@router.get("/conversations/{conversation_id}/documents/{document_id}")
async def document(request: Request, me: PageAgent, conversation_id: Id, document_id: Id) -> Response:
    """Hand over what a customer sent."""
    async with doors(request).desk.book.reading() as session:
        chat = await transcripts.chat(session, me, conversation_id)
        file = await content_of(session, chat.id, document_id)
    if file is None:
        raise Missing("There is no such document.")
    return handed_over(file)


@router.get("/conversations/{conversation_id}/answers")
async def answers_page(request: Request, me: PageAgent, conversation_id: Id) -> Response:
    """Show what the library answered in a conversation; say which answer was wrong."""
    async with doors(request).desk.book.reading() as session:
        chat = await transcripts.chat(session, me, conversation_id)
        answers = await books.given_answers(session, chat.id)
    return show(request, "library_answers.html", chat=chat, answers=answers)


@router.post("/conversations/{conversation_id}/answers/{turn_id}")
async def propose_correction(
    request: Request, me: PageAgent, conversation_id: Id, turn_id: Id, text: Lines = ""
) -> Response:
    """Say that an answer was wrong, and what it should have been."""
    async with writing(request, me) as pen:
        await transcripts.chat(pen.session, me, conversation_id)
        given = await books.given_answer(pen.session, turn_id)
        if given.conversation_id != conversation_id:
            raise Unfit("turn_id", "This answer was given in another conversation.")
        wrong = Correct(given.turn_id, given.question, given.answer, given.documents, text)
        row = await shelf.propose_correction(pen.session, wrong, me.id, pen.now)
        pen.note("library.correct", f"correction:{row.id}")
    return back(
        f"/admin/conversations/{conversation_id}/answers", "Noted. A manager decides about the library."
    )
