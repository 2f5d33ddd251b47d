"""Leads at the API: who sees which, finding them, evidence, and what staff do with them."""

from datetime import timedelta

from fastapi import FastAPI
from sqlalchemy import select

from crm.audit.models import AuditRow
from crm.clock import MovableClock
from crm.conversations.models import Conversation, Outbound
from crm.db import Book
from tests.api.people import Person
from tests.api.story import enquire, lead_of, plan
from tests.api.test_declared_access import endpoints

BODIES = {
    "PATCH": {"status": "lost"},
    "notes": {"text": "hello"},
    "messages": {"text": "hello"},
    "mail": {"text": "hello"},
    "preview": {"discounts": "5 %"},
    "price": {"version": 1, "discounts": "5 %"},
    "margin": {"version": 1, "approve": True},
    "suggestions": {"place": "bali-monkey-forest", "day": 1},
    "plan": {},
}


async def test_agents_see_their_own_and_unclaimed_leads_and_managers_all(
    book: Book, clock: MovableClock, agent: Person, colleague: Person, manager: Person
) -> None:
    mine = await enquire(book, clock, "Mine", "+911", owner_id=agent.user.id, owner="Arjun")
    free = await enquire(book, clock, "Free", "+912")
    theirs = await enquire(book, clock, "Theirs", "+913", owner_id=colleague.user.id, owner="Kiran")

    seen = {lead["id"] for lead in (await agent.get("/leads")).json()["items"]}
    assert seen == {mine.lead_id, free.lead_id}
    assert (await manager.get("/leads")).json()["total"] == 3
    assert (await agent.get(f"/leads/{theirs.lead_id}")).status_code == 404
    assert (await colleague.get(f"/leads/{theirs.lead_id}")).status_code == 200


async def test_a_colleagues_lead_looks_exactly_like_one_that_does_not_exist(
    app: FastAPI, book: Book, clock: MovableClock, agent: Person, colleague: Person
) -> None:
    theirs = await enquire(book, clock, owner_id=colleague.user.id, owner="Kiran")
    ids = {"lead_id": theirs.lead_id, "conversation_id": theirs.conversation_id, "document_id": 1}
    routes = [name for name in endpoints(app) if "{lead_id}" in name or "{conversation_id}" in name]
    told_apart = []
    for name in (name for name in routes if "/api/v1/" in name):
        method, path = name.split()
        body = BODIES.get(name.rpartition("/")[2] if method == "POST" else method)
        answers = [
            await agent.asks(
                method,
                path.removeprefix("/api/v1").format(
                    **{"version": 1, "flavour": "value", "turn_id": 1, **wanted}
                ),
                json=body,
            )
            for wanted in (ids, dict.fromkeys(ids, 987654))
        ]
        seen = [(answer.status_code, answer.json()["detail"]) for answer in answers]
        if seen[0] != seen[1] or seen[0][0] != 404:
            told_apart.append((name, seen))

    assert len(routes) > 10
    assert told_apart == []
    assert (await lead_of(book, theirs)).owner_id == colleague.user.id
    assert (await agent.get("/conversations")).json()["total"] == 0


async def test_leads_are_found_by_words_numbers_status_and_days(
    book: Book, clock: MovableClock, manager: Person
) -> None:
    priya = await enquire(book, clock, "Priya Nair", "+919811111111")
    clock.advance(timedelta(days=3))
    tom = await enquire(book, clock, "Tom 100% O'Hara", "+447700900123", text="Kerala please")
    await manager.signs_in()

    async def found(**wanted: object) -> list[int]:
        return [lead["id"] for lead in (await manager.get("/leads", **wanted)).json()["items"]]

    assert await found(search="nair bali") == [priya.lead_id]
    assert await found(search="7700 900") == [tom.lead_id]
    assert await found(search="100%") == [tom.lead_id]
    assert await found(search="%") == [tom.lead_id]
    assert await found(search=f"#{priya.lead_id}") == [priya.lead_id]
    assert await found(destination="Kerala") == [tom.lead_id]
    assert await found(created_from="2026-11-26") == [tom.lead_id]
    assert await found(created_to="2026-11-25") == [priya.lead_id]
    assert await found(status="won") == []
    assert await found(status="open", owner="none", order="created") == [tom.lead_id, priya.lead_id]
    assert await found(owner="me") == []
    assert await found(limit=1, offset=1, order="created") == [priya.lead_id]


async def test_every_fact_stands_beside_the_words_that_say_it(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    enquiry = await enquire(book, clock)
    slots = (await agent.get(f"/leads/{enquiry.lead_id}")).json()["slots"]

    assert slots["budget"]["quote"] == "2 lakh"
    assert slots["budget"]["value"] == {"amount": "200000", "currency": "INR", "per": "trip"}
    assert slots["start_date"]["quote"] == "20 Dec"


async def test_a_lead_is_claimed_noted_moved_and_given_back_and_each_is_audited(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    enquiry = await enquire(book, clock)
    path = f"/leads/{enquiry.lead_id}"

    assert (await agent.asks("PATCH", path, json={"owner_id": agent.user.id})).json()["owner"] == "Arjun"
    assert (
        await agent.asks("POST", f"{path}/notes", json={"text": "Called, prefers mornings"})
    ).status_code == 201
    lost = (await agent.asks("PATCH", path, json={"status": "lost", "lost_reason": "too dear"})).json()
    assert (lost["status"], lost["lost_reason"]) == ("lost", "too dear")
    assert (await agent.asks("PATCH", path, json={"owner_id": None})).json()["owner"] is None

    events = (await agent.get(f"{path}/timeline")).json()
    told = [(event["kind"], event["actor_name"]) for event in events][2:]
    assert told == [("claimed", "Arjun"), ("note", "Arjun"), ("status", "Arjun"), ("claimed", "Arjun")]
    async with book.reading() as session:
        rows = (
            await session.scalars(select(AuditRow).where(AuditRow.subject == f"lead:{enquiry.lead_id}"))
        ).all()
    assert [row.action for row in rows] == ["lead.claim", "lead.note", "lead.status", "lead.claim"]
    assert {row.actor for row in rows} == {f"user:{agent.user.id}"}
    assert "mornings" not in str([row.detail for row in rows])


async def test_agents_cannot_give_leads_to_others_but_managers_can(
    book: Book, clock: MovableClock, agent: Person, colleague: Person, manager: Person
) -> None:
    enquiry = await enquire(book, clock)
    path = f"/leads/{enquiry.lead_id}"

    assert (await agent.asks("PATCH", path, json={"owner_id": colleague.user.id})).status_code == 409
    assert (await manager.asks("PATCH", path, json={"owner_id": colleague.user.id})).json()[
        "owner"
    ] == "Kiran"
    assert (await manager.asks("PATCH", path, json={"owner_id": 98765})).status_code == 404


async def test_whoever_holds_the_conversation_writes_and_the_desk_is_silent(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    enquiry = await enquire(book, clock)
    path = f"/leads/{enquiry.lead_id}"
    words = {"text": "Arjun here. Shall I call you at six?"}

    assert (await agent.asks("POST", f"{path}/messages", json=words)).status_code == 409
    taken = await agent.asks("POST", f"{path}/take")
    assert (taken.json()["speaker"], taken.json()["owner"]) == ("Arjun", "Arjun")
    assert (await agent.asks("POST", f"{path}/messages", json=words)).status_code == 202

    async with book.reading() as session:
        sent = (
            await session.scalars(select(Outbound).where(Outbound.sender == f"user:{agent.user.id}"))
        ).one()
        chat = await session.get_one(Conversation, enquiry.conversation_id)
    assert (sent.body["text"], sent.status, chat.held_by) == (words["text"], "waiting", agent.user.id)
    assert (await agent.asks("POST", f"{path}/release")).json()["speaker"] is None
    assert (await agent.asks("POST", f"{path}/release")).status_code == 409


async def test_a_colleague_cannot_take_over_but_a_manager_can(
    book: Book, clock: MovableClock, agent: Person, colleague: Person, manager: Person
) -> None:
    enquiry = await enquire(book, clock)
    path = f"/leads/{enquiry.lead_id}"
    await agent.asks("POST", f"{path}/take")
    await agent.asks("PATCH", path, json={"owner_id": None})

    assert (await colleague.asks("POST", f"{path}/take")).status_code == 409
    assert (await colleague.asks("POST", f"{path}/release")).status_code == 409
    assert (await manager.asks("POST", f"{path}/take")).json()["speaker"] == "Meera"


async def test_words_after_the_24_hour_window_are_refused_with_the_reason(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    enquiry = await enquire(book, clock)
    clock.advance(timedelta(hours=24))
    await agent.signs_in()
    await agent.asks("POST", f"/leads/{enquiry.lead_id}/take")
    answer = await agent.asks("POST", f"/leads/{enquiry.lead_id}/messages", json={"text": "hello"})

    assert answer.status_code == 409
    assert "approved template" in answer.json()["detail"]


async def test_the_versions_of_a_trip_come_with_price_and_paper(
    book: Book, clock: MovableClock, agent: Person
) -> None:
    enquiry = await enquire(book, clock)
    token = await plan(book, clock, enquiry)
    version = (await agent.get(f"/leads/{enquiry.lead_id}/trips")).json()[0]

    assert (version["version"], version["total"], version["currency"]) == (1, "188640.00", "INR")
    assert version["pdf"] == f"/files/{token}/Bali for Priya.pdf"
    assert (await agent.web.get(version["pdf"])).status_code == 404
    paper = await agent.web.get(version["pdf"], headers=agent.headers)
    assert paper.content.startswith(b"%PDF")
    assert paper.headers["content-type"] == "application/pdf"
    assert (await agent.web.get("/files/AAAAAAAAAAAAAAAAAAAAAAAA/x.pdf")).status_code == 404
