"""Every write route is tried once: it leaves a line in the audit log, and only its role may use it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import func, select
from starlette.requests import Request

from api.access.guards import declared_access
from api.writing import Unaudited, writing
from crm.agency.rules import Agency, changed
from crm.audit.models import AuditRow
from crm.catalogue.importing import SAMPLE
from crm.catalogue.models import Rate
from crm.clock import MovableClock
from crm.conversations.models import Conversation, Turn
from crm.db import Book
from crm.users.rules import Staff
from tests.api.desk import TestDesk
from tests.api.people import PASSWORD, Person
from tests.api.story import doubt, enquire, trouble
from tests.api.test_declared_access import PUBLIC, endpoints
from tests.bot.paper.published import publish

# Their own record is the inbox, whose rows cannot be lost or doubled.
WITHOUT_AUDIT = {
    "POST /webhooks/whatsapp",
    "POST /webhooks/whatsapp/status",
    "POST /webhooks/telegram",
    "POST /webhooks/email",
}
# The customer's own, tried with the trip page.
TRIP_PAGE = {"POST /t/{token}/approve", "POST /t/{token}/change", "POST /t/{token}/documents"}
# Reads that are asked for with POST because the question is in the body.
READS = {
    "POST /api/v1/library/ask",
    "POST /api/v1/leads/{lead_id}/price/preview",
    "POST /api/v1/plan",
}


def _turn(route: str) -> tuple[int, str]:
    """Try last what takes from the others: documents and people, sessions, and the password."""
    if route.endswith("/me/password"):
        return 3, route
    makes_a_version = route.endswith(("/plan", "/options/{flavour}", "/suggestions"))
    late = route.startswith("DELETE") or makes_a_version  # the version that others act on is newest no more
    return 2 if route.endswith("/auth/sessions") else int(late), route


@dataclass
class Stage:
    """What the examples act on."""

    book: Book
    desk: TestDesk
    clock: MovableClock
    admin: Person
    agent: Person
    ids: dict[str, Any] = field(default_factory=dict)


async def _set(stage: Stage) -> None:
    enquiry = await enquire(stage.book, stage.clock, owner_id=stage.admin.user.id, owner="Asha")
    low = changed(Agency(), {"least_margin": "60"}).price_rules()
    await publish(stage.book, stage.clock.now(), lead_id=enquiry.lead_id, rules=low)
    troubles = await trouble(stage.book, stage.clock, enquiry)
    silent = await enquire(stage.book, stage.clock, "Vikram", "+919800000009", owner_id=stage.admin.user.id)
    async with stage.book.transaction() as session:
        chat = await session.get_one(Conversation, silent.conversation_id)
        chat.last_inbound_at = stage.clock.now() - timedelta(hours=25)
    files = {"file": ("visa.md", b"# Visa\n\nA visa on arrival costs 35 USD.")}
    document = (await stage.admin.asks("POST", "/library/documents", files=files)).json()
    doubts = await doubt(stage.book, stage.clock, enquiry, stage.agent.user.id)
    other = Person(stage.admin.web, stage.admin.user)
    await other.signs_in()
    devices = (await other.get("/auth/sessions")).json()
    async with stage.book.reading() as session:
        stays = select(Rate.id).where(Rate.item_kind == "stay")
        rate = await session.scalar(stays.order_by(Rate.id).limit(1))
    stage.ids = {
        "lead_id": enquiry.lead_id,
        "silent_lead_id": silent.lead_id,
        "flavour": "value",
        "rate_id": rate,
        "delivery_id": troubles.failed_id,
        "unknown_id": troubles.unknown_id,
        "turn_id": troubles.dead_turn_id,
        "job_id": troubles.dead_job_id,
        "document_id": document["id"],
        "answered_turn_id": doubts.answered_turn_id,
        "number": doubts.correction_ids[0],
        "second_number": doubts.correction_ids[1],
        "question_ids": doubts.question_ids,
        "user_id": stage.agent.user.id,
        "session_id": next(device["id"] for device in devices if device["is_current"]),
    }


Body = Callable[[Stage], dict[str, Any]]

WRITES: dict[str, Body] = {
    "POST /api/v1/auth/sign-in": lambda s: {"json": {"email": s.admin.user.email, "password": PASSWORD}},
    "POST /api/v1/auth/refresh": lambda s: {"json": {"refresh_token": s.admin.tokens["refresh_token"]}},
    "POST /api/v1/auth/sign-out": lambda s: {},
    "DELETE /api/v1/auth/sessions": lambda s: {},
    "DELETE /api/v1/auth/sessions/{session_id}": lambda s: {},
    "PATCH /api/v1/me": lambda s: {"json": {"name": "Asha R"}},
    "POST /api/v1/me/password": lambda s: {"json": {"current": PASSWORD, "new": "a better horse 43"}},
    "POST /api/v1/me/telegram-link": lambda s: {},
    "PATCH /api/v1/leads/{lead_id}": lambda s: {"json": {"status": "won"}},
    "POST /api/v1/leads/{lead_id}/notes": lambda s: {"json": {"text": "hello"}},
    "POST /api/v1/leads/{lead_id}/take": lambda s: {},
    "POST /api/v1/leads/{lead_id}/release": lambda s: {"first": "take"},
    "POST /api/v1/leads/{lead_id}/messages": lambda s: {"first": "take", "json": {"text": "hello"}},
    "POST /api/v1/leads/{lead_id}/follow-up": lambda s: {"named": {"lead_id": s.ids["silent_lead_id"]}},
    "POST /api/v1/leads/{lead_id}/mail": lambda s: {"json": {"text": "hello"}},
    "DELETE /api/v1/leads/{lead_id}/links": lambda s: {},
    "POST /api/v1/leads/{lead_id}/margin": lambda s: {"json": {"version": 1, "approve": False}},
    "POST /api/v1/leads/{lead_id}/price": lambda s: {"json": {"version": 1, "discounts": "1 %"}},
    "POST /api/v1/leads/{lead_id}/plan": lambda s: {"json": {"arrives_at": "14:30"}},
    "POST /api/v1/leads/{lead_id}/options": lambda s: {},
    "POST /api/v1/leads/{lead_id}/options/{flavour}": lambda s: {},
    "POST /api/v1/leads/{lead_id}/suggestions": lambda s: {"json": {"place": "bali-monkey-forest", "day": 3}},
    "POST /api/v1/users": lambda s: {"json": {"name": "Nina", "email": "nina@example.com", "role": "agent"}},
    "PATCH /api/v1/users/{user_id}": lambda s: {"json": {"role": "manager"}},
    "DELETE /api/v1/users/{user_id}": lambda s: {},
    "PUT /api/v1/users/{user_id}/password": lambda s: {"json": {"password": "another horse 44"}},
    "POST /api/v1/users/{user_id}/telegram-link": lambda s: {},
    "DELETE /api/v1/users/{user_id}/telegram-link": lambda s: {},
    "DELETE /api/v1/users/{user_id}/sessions": lambda s: {},
    "POST /api/v1/library/documents": lambda s: {"files": {"file": ("tips.txt", b"Tip 10 percent.")}},
    "POST /api/v1/library/documents/{document_id}/index": lambda s: {},
    "DELETE /api/v1/library/documents/{document_id}": lambda s: {},
    "POST /api/v1/library/corrections": lambda s: {"json": {"turn_id": s.ids["answered_turn_id"]}},
    "POST /api/v1/library/corrections/{number}/accept": lambda s: {
        "json": {"title": "What levy do we pay?", "text": "The levy is 15 dollars."}
    },
    "POST /api/v1/library/corrections/{number}/refuse": lambda s: {
        "named": {"number": s.ids["second_number"]}
    },
    "POST /api/v1/library/questions/answer": lambda s: {
        "json": {
            "ids": s.ids["question_ids"][:1],
            "title": "Do you take bitcoin?",
            "text": "No, not accepted.",
        }
    },
    "POST /api/v1/library/questions/dismiss": lambda s: {"json": {"ids": s.ids["question_ids"][1:]}},
    "POST /api/v1/catalogue/import": lambda s: {
        "files": [("files", (path.name, path.read_bytes())) for path in SAMPLE.glob("*.csv")]
    },
    "POST /api/v1/catalogue/rates/{rate_id}/price": lambda s: {"json": {"amount": "123456.50"}},
    "POST /api/v1/deliveries/{delivery_id}/retry": lambda s: {},
    "POST /api/v1/deliveries/{delivery_id}/decision": lambda s: {
        "named": {"delivery_id": s.ids["unknown_id"]},
        "json": {"act": "ask"},
    },
    "POST /api/v1/turns/{turn_id}/revive": lambda s: {},
    "POST /api/v1/jobs/{job_id}/retry": lambda s: {},
    "PATCH /api/v1/settings": lambda s: {"json": {"agency_name": "Lagoon Tours"}},
}


@pytest.fixture
async def stage(book: Book, desk: TestDesk, clock: MovableClock, admin: Person, agent: Person) -> Stage:
    made = Stage(book, desk, clock, admin, agent)
    await _set(made)
    return made


def _writes(app: FastAPI) -> set[str]:
    return {name for name in endpoints(app) if not name.startswith("GET ") and " /admin" not in name} - READS


async def test_every_write_route_has_an_example_here(app: FastAPI) -> None:
    assert _writes(app) - WITHOUT_AUDIT - TRIP_PAGE == set(WRITES)


async def _audit_lines(book: Book) -> int:
    async with book.reading() as session:
        return await session.scalar(select(func.count()).select_from(AuditRow)) or 0


async def test_every_write_leaves_a_line_in_the_audit_log(stage: Stage) -> None:
    silent = []
    for route in sorted(WRITES, key=_turn):
        if (await stage.admin.get("/me")).status_code == 401:
            await stage.admin.signs_in()
        request = WRITES[route](stage)
        if request.pop("first", ""):
            await stage.admin.asks("POST", f"/leads/{stage.ids['lead_id']}/take")
        before = await _audit_lines(stage.book)

        method, path = route.split()
        path = path.removeprefix("/api/v1").format(**{**stage.ids, **request.pop("named", {})})
        answer = await stage.admin.asks(method, path, **request)

        if answer.status_code >= 300 or await _audit_lines(stage.book) == before:
            silent.append((route, answer.status_code, answer.text))
    assert silent == []


async def test_agents_are_refused_everything_above_their_role(app: FastAPI, stage: Stage) -> None:
    before = await _audit_lines(stage.book)
    let_through = []
    for name, route in endpoints(app).items():
        role = (route.openapi_extra or {}).get("x-role") if hasattr(route, "openapi_extra") else "public"
        if role not in ("manager", "admin") or "/api/v1/" not in name:
            continue
        if (status := await _knock(stage, stage.agent, name)) != 403:
            let_through.append((name, status))

    assert let_through == []
    assert await _audit_lines(stage.book) == before


@pytest.mark.parametrize("path", ["/settings", "/me", "/users/{user_id}", "/leads/{lead_id}"])
async def test_a_change_of_nothing_leaves_no_line(stage: Stage, path: str) -> None:
    before = await _audit_lines(stage.book)
    answer = await stage.admin.asks("PATCH", path.format(**stage.ids), json={})
    assert answer.status_code == 200
    assert await _audit_lines(stage.book) == before


async def test_managers_are_refused_what_only_admins_may_do(
    app: FastAPI, stage: Stage, manager: Person
) -> None:
    before = await _audit_lines(stage.book)
    doors = [name for name, route in endpoints(app).items() if role_of(route) == "admin"]
    answers = {name: await _knock(stage, manager, name) for name in doors if "/api/v1/" in name}
    assert len(answers) > 5
    assert {name: status for name, status in answers.items() if status != 403} == {}
    assert await _audit_lines(stage.book) == before


async def test_who_is_not_signed_in_is_refused_everything_that_is_not_public(
    app: FastAPI, stage: Stage
) -> None:
    """Every door: one's own account, the ending of sessions and the library among them."""
    before = await _audit_lines(stage.book)
    nobody = Person(stage.admin.web, stage.admin.user)
    doors = [name for name in endpoints(app) if "/api/v1/" in name and name not in OPEN | PUBLIC]
    answers = {name: await _knock(stage, nobody, name) for name in doors}
    named = {"PATCH /api/v1/me", "DELETE /api/v1/auth/sessions"}
    assert named | {"DELETE /api/v1/library/documents/{document_id}"} <= set(answers)
    assert {name: status for name, status in answers.items() if status != 401} == {}
    assert await _audit_lines(stage.book) == before


OPEN = {"GET /api/v1/openapi.json"}


def role_of(route: APIRoute) -> str | None:
    declared = declared_access(route.dependant) if isinstance(route, APIRoute) else None
    return declared.least if declared else None


async def _knock(stage: Stage, person: Person, name: str) -> int:
    method, path = name.split()
    request = WRITES.get(name, lambda s: {})(stage)
    request.pop("first", "")
    named = {"destination_id": "bali", **stage.ids, **request.pop("named", {})}
    filled = re.sub(r"\{(\w+)\}", lambda part: str(named.get(part[1], 1)), path.removeprefix("/api/v1"))
    return (await person.asks(method, filled, **request)).status_code


async def _write_silently(request: Request, me: Staff, conversation_id: int) -> None:
    async with writing(request, me) as pen:
        turn = Turn(conversation_id=conversation_id, status="dead", attempts=9, created_at=pen.now)
        pen.session.add(turn)


async def test_a_write_that_says_nothing_to_the_audit_log_is_not_kept(
    app: FastAPI, admin: Person, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    scope = {"type": "http", "app": app, "method": "POST", "path": "/x", "headers": [], "query_string": b""}
    scope |= {"client": ("1.2.3.4", 1), "server": ("desk.test", 80), "scheme": "http"}
    me = Staff(admin.user.id, "Asha", "asha@example.com", "admin", "UTC", "none")

    with pytest.raises(Unaudited):
        await _write_silently(Request(scope), me, enquiry.conversation_id)

    async with book.reading() as session:
        assert await session.scalar(select(func.count()).where(Turn.attempts == 9)) == 0
