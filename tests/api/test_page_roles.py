"""Every page and form, as a stranger, an agent, a manager and an admin; and what each of them is shown."""

import re

import pytest
from fastapi import FastAPI

from crm.clock import MovableClock
from crm.db import Book
from tests.api.people import Person
from tests.api.reader import Reader
from tests.api.story import doubt, enquire, plan, trouble
from tests.api.test_declared_access import endpoints

ROLES = ("agent", "manager", "admin")
NOWHERE = 987_654
FREE = {"GET /admin", "GET /admin/sign-in", "POST /admin/sign-in"}

# The least role of each page and form, written out here once more: opening one to more people is a decision.
LEAST: dict[str, tuple[str, ...]] = {
    "agent": (
        "GET /admin/leads",
        "GET /admin/leads/{lead_id}",
        "GET /admin/leads/{lead_id}/chat",
        "GET /admin/leads/{lead_id}/forecast",
        "GET /admin/leads/{lead_id}/guidance",
        "GET /admin/leads/{lead_id}/mail",
        "GET /admin/leads/{lead_id}/suggested",
        "POST /admin/leads/{lead_id}/deliveries/{delivery_id}",
        "POST /admin/leads/{lead_id}/follow-up",
        "POST /admin/leads/{lead_id}/mail",
        "POST /admin/leads/{lead_id}/margin",  # the act itself asks for a manager
        "POST /admin/leads/{lead_id}/message",
        "POST /admin/leads/{lead_id}/note",
        "POST /admin/leads/{lead_id}/owner",
        "POST /admin/leads/{lead_id}/release",
        "POST /admin/leads/{lead_id}/revoke-links",
        "POST /admin/leads/{lead_id}/status",
        "POST /admin/leads/{lead_id}/take",
        "POST /admin/leads/{lead_id}/take-mail",
        "GET /admin/conversations",
        "GET /admin/conversations/{conversation_id}",
        "GET /admin/conversations/{conversation_id}/answers",
        "GET /admin/conversations/{conversation_id}/documents/{document_id}",
        "POST /admin/conversations/{conversation_id}/answers/{turn_id}",
        "GET /admin/library",
        "GET /admin/library/corrections",
        "GET /admin/library/questions",
        "GET /admin/library/{number}",
        "POST /admin/library/ask",
        "GET /admin/catalogue",
        "GET /admin/catalogue/{destination_id}",
        "GET /admin/account",
        "POST /admin/account",
        "POST /admin/account/devices/{session_id}",
        "POST /admin/account/password",
        "POST /admin/account/telegram",
        "POST /admin/sign-out",
    ),
    "manager": (
        "GET /admin/report",
        "GET /admin/deliveries",
        "POST /admin/deliveries/{delivery_id}",
        "GET /admin/turns",
        "POST /admin/turns/{turn_id}/revive",
        "GET /admin/jobs",
        "POST /admin/jobs/{job_id}/retry",
        "GET /admin/services",
        "GET /admin/model-use",
        "GET /admin/people",
        "GET /admin/people/{user_id}",
        "GET /admin/settings",
        "POST /admin/library",
        "POST /admin/library/corrections/{number}",
        "POST /admin/library/questions",
        "POST /admin/library/{number}/index",
        "POST /admin/library/{number}/remove",
        "POST /admin/library/{number}/text",
    ),
    "admin": (
        "GET /admin/audit",
        "POST /admin/catalogue",
        "POST /admin/rates",
        "POST /admin/people",
        "POST /admin/people/{user_id}",
        "POST /admin/people/{user_id}/active",
        "POST /admin/people/{user_id}/password",
        "POST /admin/people/{user_id}/sign-out",
        "POST /admin/people/{user_id}/telegram",
        "POST /admin/settings",
    ),
}
LEAST_OF = {door: role for role, doors in LEAST.items() for door in doors}


@pytest.fixture
async def readers(app: FastAPI, agent: Person, manager: Person, admin: Person) -> dict[str, Reader]:
    signed_in = {role: Reader(app, who) for role, who in zip(ROLES, (agent, manager, admin), strict=True)}
    for reader in signed_in.values():
        await reader.signs_in()
    return signed_in


def _page_doors(app: FastAPI) -> set[str]:
    return {door for door in endpoints(app) if door.partition(" ")[2].startswith("/admin")}


async def test_every_page_and_form_stands_in_this_list(app: FastAPI) -> None:
    assert _page_doors(app) == FREE | set(LEAST_OF)


async def test_every_page_and_form_opens_to_its_role_and_above_and_to_nobody_else(
    app: FastAPI, readers: dict[str, Reader], admin: Person
) -> None:
    wrong = []
    stranger = Reader(app, admin)
    tokens = {role: await _form_token(reader) for role, reader in readers.items()}
    for door, least in LEAST_OF.items():
        method, path = door.replace("{destination_id}", "bali").split()
        path = re.sub(r"\{\w+\}", str(NOWHERE), path)
        if door == "POST /admin/sign-out":
            continue  # ends the session that the walk goes on with; a test of its own signs out
        asked = await stranger.web.request(method, path, follow_redirects=False)
        if (asked.status_code, asked.headers["location"].partition("?")[0]) != (303, "/admin/sign-in"):
            wrong.append((door, "stranger", asked.status_code))
        for role, reader in readers.items():
            form = {"form_token": tokens[role]} if method == "POST" else None
            answer = await reader.web.request(method, path, data=form, follow_redirects=False)
            is_allowed = ROLES.index(role) >= ROLES.index(least)
            if (answer.status_code == 403) is is_allowed or answer.status_code >= 500:
                wrong.append((door, role, answer.status_code))
    assert wrong == []


async def test_nobody_is_shown_a_link_or_a_form_that_would_refuse_them(
    app: FastAPI, readers: dict[str, Reader], book: Book, clock: MovableClock
) -> None:
    agent = readers["agent"].person.user
    enquiry = await enquire(book, clock)
    await plan(book, clock, enquiry)
    await trouble(book, clock, enquiry)
    await doubt(book, clock, enquiry, agent.id)
    visa = {"file": ("visa.md", b"# Visa\n\nA visa costs 35 USD.")}
    await readers["admin"].sends("/admin/library", files=visa)
    patterns = [(door, re.compile(re.sub(r"\{\w+\}", "[^/]+", door) + "$")) for door in LEAST_OF]
    shut, walked = [], {}
    for role, reader in readers.items():
        waiting, seen = ["/admin/leads"], {"/admin/leads"}
        while waiting:
            page = waiting.pop()
            html = (await reader.opens(page)).text
            for door, target in _doors_shown(html):
                named = next((one for one, pattern in patterns if pattern.match(door)), "")
                if named and ROLES.index(role) < ROLES.index(LEAST_OF[named]):
                    shut.append((role, page, door))
                if named.startswith("GET") and target not in seen and "/documents/" not in target:
                    seen.add(target)
                    waiting.append(target)
        walked[role] = len(seen)
    assert shut == []
    assert walked["agent"] < walked["manager"] < walked["admin"]


def _doors_shown(html: str) -> list[tuple[str, str]]:
    """Give the doors of a page's links and forms, each with its address without the query."""
    links = re.findall(r'<a [^>]*href="(/admin[^"?#]*)', html)
    shown = [(f"GET {address}", address) for address in links]
    for form in re.findall(r"<form [^>]*>", html):
        address = re.search(r'action="(/admin[^"?#]*)', form)
        if address is not None:
            method = "POST" if 'method="post"' in form else "GET"
            shown.append((f"{method} {address[1]}", address[1]))
    return shown


async def _form_token(reader: Reader) -> str:
    found = re.search(r'name="form-token" content="(\w+)"', (await reader.opens("/admin/account")).text)
    assert found is not None
    return found[1]
