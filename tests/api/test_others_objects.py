"""Whatever door an agent tries on a colleague's lead, it looks exactly as if there were no such lead."""

import base64
import json
import re
from urllib.parse import quote

import pytest
from fastapi import FastAPI

from crm.clock import MovableClock
from crm.db import Book
from tests.api.people import Person
from tests.api.reader import Reader
from tests.api.story import enquire, plan, trouble
from tests.api.test_declared_access import endpoints
from tests.faults import Figures

NOWHERE = 987_654
# What the doors of leads and conversations may be sent; each takes what it knows and refuses the rest.
BODIES: dict[str, dict[str, object]] = {
    "PATCH /api/v1/leads/{lead_id}": {"status": "won"},
    "POST /api/v1/leads/{lead_id}/notes": {"text": "hello"},
    "POST /api/v1/leads/{lead_id}/messages": {"text": "hello"},
}
FIELDS = {"owner": "me", "status": "won", "text": "hello", "reason": "x", "version": "1"}


def doors_of(app: FastAPI) -> list[str]:
    """Every door that leads to one lead, one conversation, or something that belongs to them."""
    return sorted(name for name in endpoints(app) if "{lead_id}" in name or "{conversation_id}" in name)


def filled(path: str, lead_id: int, conversation_id: int) -> str:
    named = path.replace("{lead_id}", str(lead_id)).replace("{conversation_id}", str(conversation_id))
    return re.sub(r"\{\w+\}", "1", named)


@pytest.fixture
async def kiran(app: FastAPI, colleague: Person) -> Reader:
    reader = Reader(app, colleague)
    await reader.signs_in()
    return reader


@pytest.mark.fault("T25")
async def test_no_door_tells_a_colleagues_lead_from_one_that_is_not_there(
    app: FastAPI, book: Book, clock: MovableClock, agent: Person, kiran: Reader, figures: Figures
) -> None:
    enquiry = await enquire(book, clock, owner_id=agent.user.id, owner="Arjun")
    await plan(book, clock, enquiry)
    await trouble(book, clock, enquiry)
    let_in, told_apart = [], []
    for name in doors_of(app):
        answers = []
        for lead_id, chat_id in ((enquiry.lead_id, enquiry.conversation_id), (NOWHERE, NOWHERE)):
            answers.append(await _knock(kiran, name, lead_id, chat_id))
        if answers[0][0] < 300:
            let_in.append(name)
        if answers[0] != answers[1]:
            told_apart.append((name, *answers))
    figures.show("doors tried", len(doors_of(app)))
    figures.show("let in", len(let_in), "0")
    figures.show("told apart from nothing", len(told_apart), "0")
    assert (let_in, told_apart) == ([], [])
    assert (await agent.get(f"/leads/{enquiry.lead_id}")).status_code == 200


async def _knock(kiran: Reader, name: str, lead_id: int, conversation_id: int) -> tuple[int, str]:
    """Try a door; give its status, and its words without what changes each time."""
    method, _, pattern = name.partition(" ")
    path = filled(pattern, lead_id, conversation_id)
    if path.startswith("/api/"):
        body = BODIES.get(name)
        answer = await kiran.person.web.request(method, path, json=body, headers=kiran.person.headers)
    elif method == "GET":
        answer = await kiran.opens(path)
    else:
        answer = await kiran.sends(path, data=FIELDS, follow_redirects=False)
    said = answer.cookies.get("serai_said")
    if said is not None:  # a page says no by going back to where the form was, with the reason in words
        words, is_refusal = json.loads(base64.urlsafe_b64decode(said))
        return (404 if is_refusal else 200), words
    return answer.status_code, answer.text.replace(path, "PATH").replace(quote(path), "PATH")
