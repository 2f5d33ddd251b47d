"""What the desk works with, on pages: library and catalogue."""

import asyncio
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response

from api import importing, mending, shelving
from api.access.guards import GuardedRoute
from api.doors import doors
from api.pages.frame import Line, Lines, PageAdmin, PageAgent, PageManager, back, show
from api.pages.leads import PER_PAGE, PageNumber, Word
from api.pages.wording import day, money
from api.rest.catalogue import Code
from api.rest.shapes import NO_NUL, Id
from api.writing import writing
from crm.catalogue import price_changes, shelves
from crm.catalogue.importing import BrokenCatalogue
from crm.errors import Unfit
from crm.library import queries as books
from crm.users.queries import names

router = APIRouter(prefix="/admin", route_class=GuardedRoute, include_in_schema=False)

Kind = Literal["area", "place", "stay", "transfer", "rates"]
Text = Annotated[str, Form(max_length=400_000, pattern=NO_NUL)]
Question = Annotated[str, Form(max_length=500, pattern=NO_NUL)]


@router.get("/library")
async def library_page(request: Request, me: PageAgent, search: Word = "", page: PageNumber = 1) -> Response:
    """List the library's documents; upload one; try a question."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        rows, total = await books.search_documents(
            session, search=search, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
    return show(
        request,
        "library.html",
        rows=rows,
        total=total,
        page=page,
        per_page=PER_PAGE,
        search=search,
        query=urlencode({"search": search}),
        collection=at.desk.collection,
    )


@router.post("/library/ask")
async def ask_library(request: Request, me: PageAgent, question: Question = "") -> Response:
    """Answer a question as a customer would be answered, with the sources."""
    question = question.strip()
    if len(question) < 2:
        raise Unfit("question", "Write a question first.")
    at = doors(request)
    answer = await asyncio.to_thread(at.desk.library.ask, question, at.desk.collection)
    template = "answer.html" if "hx-request" in request.headers else "answer_page.html"
    return show(request, template, question=question, answer=answer)


@router.post("/library", max_body_size=shelving.LARGEST_UPLOAD)
async def upload(request: Request, me: PageManager, file: UploadFile, title: Line = "") -> Response:
    """Take a document into the library."""
    row = await shelving.shelve(request, me, file.filename or "", await file.read(), title.strip())
    return back("/admin/library", f"“{row.title}” is in the library.")


@router.get("/library/questions")
async def questions_page(request: Request, me: PageAgent) -> Response:
    """List the questions that nobody could answer, the most asked first; write entries for them."""
    return show(request, "library_questions.html", groups=await mending.unanswered(doors(request)))


@router.post("/library/questions")
async def close_questions(
    request: Request, me: PageManager, ids: Line, act: Line, title: Line = "", text: Lines = ""
) -> Response:
    """Answer a group of questions with an entry, or take it off the list."""
    numbers = [int(word) for word in ids.split(",") if word.isascii() and word.isdigit()][:500]
    if act == "dismiss":
        await mending.dismiss_questions(request, me, numbers)
        return back("/admin/library/questions", "They are off the list.")
    row = await mending.answer_questions(request, me, numbers, title, text)
    return back("/admin/library/questions", f"“{row.title}” is in the library.")


@router.get("/library/corrections")
async def corrections_page(request: Request, me: PageAgent) -> Response:
    """List the answers that staff found wrong, and where documents disagree."""
    at = doors(request)
    async with at.desk.book.reading() as session:
        rows = await books.corrections(session)
        known = await names(session)
    conflicts = await asyncio.to_thread(at.desk.library.conflicts, at.desk.collection)
    return show(request, "library_corrections.html", rows=rows, known=known, conflicts=conflicts)


@router.post("/library/corrections/{number}")
async def decide_correction(
    request: Request,
    me: PageManager,
    number: Id,
    act: Line,
    title: Line = "",
    text: Lines = "",
    takes_out: Line = "",
) -> Response:
    """Make a correction an entry of the library, or leave the answer as it is."""
    if act == "refuse":
        await mending.refuse(request, me, number)
        return back("/admin/library/corrections", "The answer stays as it is.")
    row, taken = await mending.accept(request, me, number, title, text, takes_out=bool(takes_out))
    out = f" {taken} wrong sentence{'' if taken == 1 else 's'} left the old document." if takes_out else ""
    return back("/admin/library/corrections", f"“{row.title}” is in the library.{out}")


@router.post("/library/{number}/text")
async def rewrite_document(request: Request, me: PageManager, number: Id, text: Text) -> Response:
    """Change a document's text."""
    async with doors(request).desk.book.reading() as session:
        row = await books.get(session, number)
    if row.format == "pdf":
        raise Unfit("text", "The text of a PDF cannot be changed here; upload another file.")
    await shelving.rewrite(request, me, row, text.replace("\r\n", "\n"))
    return back(f"/admin/library/{number}", "The text is changed; customers are answered from it.")


@router.get("/library/{number}")
async def document_page(request: Request, me: PageAgent, number: Id) -> Response:
    """Show a document's text."""
    async with doors(request).desk.book.reading() as session:
        row = await books.get(session, number)
    return show(request, "document.html", row=row)


@router.post("/library/{number}/index")
async def index_again(request: Request, me: PageManager, number: Id) -> Response:
    """Index a document again."""
    row = await shelving.index_again(request, me, number)
    return back("/admin/library", f"“{row.title}” can be found now.")


@router.post("/library/{number}/remove")
async def remove_document(request: Request, me: PageManager, number: Id) -> Response:
    """Take a document out of the library."""
    await shelving.take_off(request, me, number)
    return back("/admin/library", "The document is gone; nothing is answered from it any more.")


@router.get("/catalogue")
async def catalogue_page(request: Request, me: PageAgent) -> Response:
    """List the destinations; import a catalogue."""
    async with doors(request).desk.book.reading() as session:
        lines = await shelves.destination_lines(session)
    return show(request, "catalogue.html", lines=lines, files=importing.FILES, problems=None)


@router.post("/catalogue", max_body_size=importing.LARGEST_UPLOAD)
async def import_catalogue(request: Request, me: PageAdmin, files: list[UploadFile]) -> Response:
    """Import a catalogue from CSV files, whole or not at all."""
    contents = {file.filename or "": await file.read() for file in files if file.filename}
    if not contents:
        raise Unfit("files", "Choose the CSV files first.")
    loaded = await importing.check_catalogue(contents)
    try:
        kept = await importing.keep(request, me, loaded)
    except BrokenCatalogue as broken:
        async with doors(request).desk.book.reading() as session:
            lines = await shelves.destination_lines(session)
        problems = broken.problems
        return show(request, "catalogue.html", 422, lines=lines, files=importing.FILES, problems=problems)
    said = f"Kept {kept.destinations} destinations, {kept.items} items and {kept.rates} new rates."
    return back("/admin/catalogue", said)


@router.get("/catalogue/{destination_id}")
async def destination_page(
    request: Request,
    me: PageAgent,
    destination_id: Code,
    kind: Kind = "area",
    item: Word = "",
    page: PageNumber = 1,
) -> Response:
    """Show what a destination consists of, and its rates."""
    offset = (page - 1) * PER_PAGE
    async with doors(request).desk.book.reading() as session:
        row = await shelves.destination(session, destination_id)
        line = next(line for line in await shelves.destination_lines(session) if line.id == row.id)
        names = await shelves.item_names(session, row.id)
        found: Any
        if kind == "rates":
            found, total = await shelves.rates(session, row.id, item_id=item, limit=PER_PAGE, offset=offset)
        else:
            found, total = await shelves.items(session, row.id, kind=kind, limit=PER_PAGE, offset=offset)
    return show(
        request,
        "destination.html",
        line=line,
        kind=kind,
        item=item,
        total=total,
        page=page,
        per_page=PER_PAGE,
        query=urlencode({"kind": kind, **({"item": item} if item else {})}),
        found=found,
        names=names,
    )


@router.post("/rates")
async def change_rate(
    request: Request, me: PageAdmin, rate: Line, amount: Line, since: Line = "", destination: Line = ""
) -> Response:
    """Give a rate another price: a newer row takes its place, and quotes keep the one that they pinned."""
    try:
        begins = date.fromisoformat(since) if since else None
    except ValueError:
        raise Unfit("since", f"{since[:40]!r} is not a date.") from None
    async with writing(request, me) as pen:
        fresh = await price_changes.change_price(
            pen.session, rate, price_changes.amount_written(amount), begins, pen.now
        )
        newest = fresh[-1]
        pen.note("rate.change", f"rate:{rate}", amount=str(newest.amount), by=[one.id for one in fresh])
    item = urlencode({"kind": "rates", "item": newest.item_id})
    price = money(newest.amount, newest.currency)
    said = f"From {day(newest.from_date)} it costs {price}; quotes that were made keep their price."
    return back(f"/admin/catalogue/{quote(destination, safe='')}?{item}", said)
