"""Making the library better: unanswered questions and corrected answers become entries."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from api import shelving
from api.doors import Doors, doors
from api.writing import writing
from crm.errors import Unfit
from crm.library import queries, service
from crm.library.models import LibraryCorrection, LibraryDocument, LibraryQuestion
from crm.library.questions import close_questions, open_questions
from crm.library.rules import entry_text, without
from crm.users.queries import names
from crm.users.rules import Staff


@dataclass(frozen=True)
class Asked:
    """Questions of one meaning that nobody could answer."""

    text: str  # as it was asked first
    ids: Sequence[int]
    others: Sequence[str]  # the other wordings
    languages: Sequence[str]
    conflict: str | None
    last_at: datetime

    @property
    def count(self) -> int:
        return len(self.ids)


async def unanswered(at: Doors) -> list[Asked]:
    """Group the open questions by meaning, the most asked first."""
    from knowledge.grouping import grouped

    async with at.desk.book.reading() as session:
        rows = await open_questions(session)
    groups = await asyncio.to_thread(grouped, at.desk.library.embed, [row.text for row in rows])
    return [_asked([rows[number] for number in group.members]) for group in groups]


def _asked(rows: Sequence[LibraryQuestion]) -> Asked:
    wordings = list(dict.fromkeys(row.text for row in rows))
    return Asked(
        wordings[0],
        [row.id for row in rows],
        wordings[1:],
        sorted({row.language for row in rows}),
        next((row.conflict for row in reversed(rows) if row.conflict), None),
        max(row.at for row in rows),
    )


async def answer_questions(
    request: Request, me: Staff, ids: Sequence[int], title: str, text: str
) -> LibraryDocument:
    """Write an entry that answers these questions, and take them off the list. Raises `Unfit`."""
    if not ids:
        raise Unfit("ids", "Say which questions the entry answers.")
    row = await _write_entry(request, me, f"question-{min(ids)}.md", title, text, "Written by {me}.")
    async with writing(request, me) as pen:
        number = await close_questions(pen.session, ids, "answered", pen.now, row.id)
        pen.note("library.answer_questions", f"document:{row.id}", questions=number)
    return row


async def dismiss_questions(request: Request, me: Staff, ids: Sequence[int]) -> int:
    """Take questions off the list without an answer; give how many there were."""
    async with writing(request, me) as pen:
        number = await close_questions(pen.session, ids, "dismissed", pen.now)
        pen.note("library.dismiss_questions", "library", questions=number)
    return number


async def accept(
    request: Request, me: Staff, number: int, title: str, text: str, *, takes_out: bool
) -> tuple[LibraryDocument, int]:
    """Make a correction an entry; with `takes_out` the wrong sentences leave the documents that held them.

    Gives the entry and how many sentences were taken out. Raises `Unfit`, `Missing` and `Clash`.
    """
    at = doors(request)
    async with at.desk.book.reading() as session:
        wrong = await queries.correction(session, number)
        author = (await names(session)).get(wrong.proposed_by, "a colleague")
    service.check_open(wrong)
    note = f"Corrected by {author}, accepted by {{me}}."
    row = await _write_entry(request, me, f"correction-{number}.md", title, text, note)
    taken = await _take_out(request, me, wrong) if takes_out else 0
    async with writing(request, me) as pen:
        await service.decide_correction(pen.session, number, "accepted", me.id, pen.now, row.id)
        pen.note("library.accept_correction", f"correction:{number}", document=row.id, sentences=taken)
    return row, taken


async def refuse(request: Request, me: Staff, number: int) -> LibraryCorrection:
    """Leave an answer as it is. Raises `Missing` and `Clash`."""
    async with writing(request, me) as pen:
        row = await service.decide_correction(pen.session, number, "refused", me.id, pen.now)
        pen.note("library.refuse_correction", f"correction:{number}")
    return row


async def _write_entry(
    request: Request, me: Staff, name: str, title: str, text: str, note: str
) -> LibraryDocument:
    if len(" ".join(title.split())) < 3:
        raise Unfit("title", "Give the entry a title: the question, as a customer would put it.")
    if len(text.split()) < 2:
        raise Unfit("text", "Write the answer: customers get it word for word.")
    today = doors(request).desk.clock.today(me.timezone)
    content = entry_text(title[:200], text, today, note.format(me=me.name))
    return await shelving.shelve(request, me, name, content.encode())


async def _take_out(request: Request, me: Staff, wrong: LibraryCorrection) -> int:
    """Take the wrong answer's sentences out of the documents that it cited."""
    at = doors(request)
    taken = 0
    for name in dict.fromkeys(str(document) for document in wrong.documents):
        async with at.desk.book.reading() as session:
            row = await queries.named(session, at.desk.collection, name)
        if row is None or row.format == "pdf":
            continue
        text, found = without(row.text, wrong.answer)
        if found:
            await shelving.rewrite(request, me, row, text)
            taken += found
    return taken
