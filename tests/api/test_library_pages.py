"""The library's pages for what it lacks and what is wrong show what there is, and take what is written."""

from fastapi import FastAPI

from crm.clock import MovableClock
from crm.conversations.models import Turn
from crm.db import Book
from crm.library.questions import keep_question
from tests.api.people import Person
from tests.api.reader import Reader, words_of
from tests.api.story import enquire

WRONG = "Every guest pays a levy of 100 dollars."


async def test_what_nobody_could_answer_becomes_an_entry_on_the_page(
    app: FastAPI, book: Book, clock: MovableClock, admin: Person
) -> None:
    async with book.transaction() as session:
        for text in ("bitcoin okay", "do you take bitcoin"):
            newest = await keep_question(session, text, "hi", clock.now(), conflict="“A” says one, “B” two")
    reader = Reader(app, admin)
    await reader.signs_in()
    shown = words_of(await reader.opens("/admin/library/questions"))
    assert "2 × asked" in shown
    assert "do you take bitcoin" in shown
    assert "“A” says one" in shown
    form = {"ids": f"{newest - 1},{newest}", "act": "answer", "title": "Bitcoin?", "text": "No bitcoin here."}
    assert "is in the library" in words_of(await reader.sends("/admin/library/questions", data=form))
    assert "Nothing is open" in words_of(await reader.opens("/admin/library/questions"))


async def test_a_thumbs_down_travels_from_the_conversation_to_the_library(
    app: FastAPI, book: Book, clock: MovableClock, admin: Person
) -> None:
    enquiry = await enquire(book, clock)
    told = {"question": "what levy?", "answer": WRONG, "documents": ["levy.md"], "titles": ["Levy"]}
    async with book.transaction() as session:
        turn = Turn(
            conversation_id=enquiry.conversation_id,
            status="settled",
            created_at=clock.now(),
            understanding={"library": told},
        )
        session.add(turn)
        await session.flush()
        number = turn.id
    reader = Reader(app, admin)
    await reader.signs_in()
    page = f"/admin/conversations/{enquiry.conversation_id}/answers"
    assert "Answers from the library" in words_of(
        await reader.opens(f"/admin/conversations/{enquiry.conversation_id}")
    )
    assert WRONG in words_of(await reader.opens(page))
    said = words_of(await reader.sends(f"{page}/{number}", data={"text": "It is 15 dollars."}))
    assert "Noted" in said
    shown = words_of(await reader.opens("/admin/library/corrections"))
    assert "It is 15 dollars." in shown
    decided = await reader.sends(
        "/admin/library/corrections/1",
        data={"act": "accept", "title": "What levy?", "text": "It is 15 dollars.", "takes_out": "yes"},
    )
    assert "is in the library" in words_of(decided)
    assert "No answer was found wrong" in words_of(await reader.opens("/admin/library/corrections"))


async def test_a_documents_text_can_be_changed_on_its_page(app: FastAPI, admin: Person) -> None:
    reader = Reader(app, admin)
    await reader.signs_in()
    files = {"file": ("levy.md", f"# Levy\n\n{WRONG}\n".encode())}
    await reader.sends("/admin/library", files=files)
    assert "The text is changed" in words_of(
        await reader.sends("/admin/library/1/text", data={"text": "# Levy\n\nThere is none at all.\n"})
    )
    assert "There is none at all." in words_of(await reader.opens("/admin/library/1"))


async def test_model_use_shows_the_prompts_in_use(app: FastAPI, admin: Person) -> None:
    reader = Reader(app, admin)
    await reader.signs_in()
    shown = words_of(await reader.opens("/admin/model-use"))
    assert "understand@" in shown
    assert "Tokens: 0 of 2,000,000" in shown
