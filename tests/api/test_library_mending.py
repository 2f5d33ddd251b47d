"""Staff say what is wrong, admins decide, and what nobody could answer becomes an entry."""

import httpx
import pytest

from crm.clock import MovableClock
from crm.conversations.models import Turn
from crm.db import Book
from crm.library.questions import keep_question
from crm.library.rules import translation_of, without
from tests.api.people import Person
from tests.api.story import Enquiry, enquire

API = "/api/v1/library"
WRONG = "Every guest pays a levy of 100 dollars. Bring the money in cash."


async def _given(book: Book, clock: MovableClock, enquiry: Enquiry) -> int:
    """The desk answered from a document; gives the turn."""
    library = {
        "question": "what levy do we pay?",
        "answer": WRONG,
        "documents": ["levy.md"],
        "titles": ["Levy"],
    }
    async with book.transaction() as session:
        turn = Turn(
            conversation_id=enquiry.conversation_id,
            status="settled",
            created_at=clock.now(),
            settled_at=clock.now(),
            understanding={"library": dict(library)},
        )
        session.add(turn)
        await session.flush()
        return turn.id


async def _upload(web: httpx.AsyncClient, boss: Person, name: str, text: str) -> httpx.Response:
    return await web.post(f"{API}/documents", files={"file": (name, text.encode())}, headers=boss.headers)


async def test_a_wrong_answer_is_corrected_and_the_wrong_words_leave_the_old_document(
    web: httpx.AsyncClient, book: Book, clock: MovableClock, admin: Person, agent: Person
) -> None:
    await _upload(web, admin, "levy.md", f"# Levy\n\n{WRONG} Ask us about receipts.\n")
    turn = await _given(book, clock, await enquire(book, clock))
    wrong = {"turn_id": turn, "text": "The levy is 15 dollars and paid online."}
    proposed = await web.post(f"{API}/corrections", json=wrong, headers=agent.headers)
    assert proposed.status_code == 201
    number = proposed.json()["id"]
    entry = {"title": "What levy do we pay?", "text": wrong["text"]}
    refused = await web.post(f"{API}/corrections/{number}/accept", json=entry, headers=agent.headers)
    assert refused.status_code == 403
    accepted = await web.post(f"{API}/corrections/{number}/accept", json=entry, headers=admin.headers)
    assert accepted.json()["sentences_taken_out"] == 2
    asked = await web.post(f"{API}/ask", json={"question": "how many dollars?"}, headers=agent.headers)
    assert "15 dollars" in asked.json()["answer"]
    documents = (await web.get(f"{API}/documents", headers=agent.headers)).json()["items"]
    old = next(d for d in documents if d["name"] == "levy.md")
    text = (await web.get(f"{API}/documents/{old['id']}", headers=agent.headers)).json()["text"]
    assert "100 dollars" not in text
    assert "Ask us about receipts." in text
    again = await web.post(f"{API}/corrections/{number}/refuse", headers=admin.headers)
    assert again.status_code == 409
    assert (await web.get(f"{API}/corrections", headers=agent.headers)).json() == []


async def test_a_second_word_on_the_same_answer_replaces_the_first(
    web: httpx.AsyncClient, book: Book, clock: MovableClock, agent: Person
) -> None:
    turn = await _given(book, clock, await enquire(book, clock))
    for text in ("", "The levy is 15 dollars."):
        await web.post(f"{API}/corrections", json={"turn_id": turn, "text": text}, headers=agent.headers)
    rows = (await web.get(f"{API}/corrections", headers=agent.headers)).json()
    assert [row["text"] for row in rows] == ["The levy is 15 dollars."]


async def test_what_nobody_could_answer_is_counted_and_becomes_an_entry(
    web: httpx.AsyncClient, book: Book, clock: MovableClock, admin: Person, agent: Person
) -> None:
    async with book.transaction() as session:
        for text in ("bitcoin okay", "do you take bitcoin", "is there a swimmingpool"):
            await keep_question(session, text, "en", clock.now())
    groups = (await web.get(f"{API}/questions", headers=agent.headers)).json()
    assert [(group["question"], group["count"]) for group in groups] == [
        ("bitcoin okay", 2),
        ("is there a swimmingpool", 1),
    ]
    entry = {"ids": groups[0]["ids"], "title": "Do you take bitcoin?", "text": "No, bitcoin is not accepted."}
    assert (await web.post(f"{API}/questions/answer", json=entry, headers=agent.headers)).status_code == 403
    made = await web.post(f"{API}/questions/answer", json=entry, headers=admin.headers)
    assert made.status_code == 201
    await web.post(f"{API}/questions/dismiss", json={"ids": groups[1]["ids"]}, headers=admin.headers)
    assert (await web.get(f"{API}/questions", headers=agent.headers)).json() == []
    asked = await web.post(f"{API}/ask", json={"question": "bitcoin?"}, headers=agent.headers)
    assert "bitcoin is not accepted" in asked.json()["answer"]


async def test_a_translation_needs_its_original(web: httpx.AsyncClient, admin: Person) -> None:
    orphan = await _upload(web, admin, "levy.hi.md", "# शुल्क\n\nहर मेहमान शुल्क देता है।\n")
    assert orphan.status_code == 422
    assert "levy.md" in orphan.text
    await _upload(web, admin, "levy.md", "# Levy\n\nEvery guest pays a levy.\n")
    taken = await _upload(web, admin, "levy.hi.md", "# शुल्क\n\nहर मेहमान शुल्क देता है।\n")
    assert taken.json()["is_indexed"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("visa-bali.hi.md", ("visa-bali", "hi")),
        ("visa.PT.txt", ("visa", "pt")),
        ("visa-bali.md", None),
        ("a.xx.md", None),
    ],
)
def test_a_translation_is_known_by_its_name(name: str, told: tuple[str, str] | None) -> None:
    assert translation_of(name) == told


def test_short_words_are_not_taken_out_of_a_document() -> None:
    assert without("No. It is free. Pay at the gate.", "No. It is free.") == ("No. Pay at the gate.", 1)
