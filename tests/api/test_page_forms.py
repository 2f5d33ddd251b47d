"""The pages' forms: only our own pages can send them, and each leaves a line in the audit log."""

import re

from fastapi import FastAPI
from sqlalchemy import func, select

from crm.audit.models import AuditRow
from crm.catalogue.importing import SAMPLE
from crm.clock import MovableClock
from crm.db import Book
from tests.api.people import PASSWORD, Person
from tests.api.reader import Reader
from tests.api.story import enquire, lead_of, trouble
from tests.api.test_declared_access import endpoints


async def test_a_form_from_elsewhere_is_refused(asha: Reader, book: Book, clock: MovableClock) -> None:
    enquiry = await enquire(book, clock)
    path = f"/admin/leads/{enquiry.lead_id}/status"
    form = {"status": "lost"}

    assert (await asha.web.post(path, data=form)).status_code == 403
    assert (await asha.web.post(path, data={**form, "form_token": "0" * 64})).status_code == 403
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert (await asha.sends(path, data=form, headers=headers)).status_code == 403
    assert (await lead_of(book, enquiry)).status == "qualifying"


async def test_another_sessions_form_token_does_not_count(
    asha: Reader, arjun: Reader, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    token = re.search(r'name="form-token" content="(\w+)"', (await asha.opens("/admin/leads")).text)
    assert token is not None
    path = f"/admin/leads/{enquiry.lead_id}/owner"
    assert (await arjun.web.post(path, data={"owner": "me", "form_token": token[1]})).status_code == 403


async def test_every_form_of_the_pages_leaves_a_line_in_the_audit_log(
    app: FastAPI, asha: Reader, agent: Person, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    lead = f"/admin/leads/{enquiry.lead_id}"
    troubles = await trouble(book, clock, enquiry)
    person = f"/admin/people/{agent.user.id}"
    new = {"name": "Nina", "email": "nina@example.com", "role": "agent", "password": "a good horse 45"}
    kept = {"name": "Arjun", "email": "arjun@example.com", "role": "agent", "timezone": "Asia/Kolkata"}
    visa = {"file": ("visa.md", b"# Visa\n\nA visa costs 35 USD.")}
    csv = [("files", (path.name, path.read_bytes())) for path in SAMPLE.glob("*.csv")]
    other = Reader(app, asha.person)
    await other.signs_in()
    device = (await admin_devices(asha))[0]
    forms: list[tuple[str, dict[str, object]]] = [
        (f"{lead}/owner", {"data": {"owner": "me"}}),
        (f"{lead}/status", {"data": {"status": "negotiating"}}),
        (f"{lead}/note", {"data": {"text": "hello"}}),
        (f"{lead}/take", {}),
        (f"{lead}/message", {"data": {"text": "hello"}}),
        (f"{lead}/release", {}),
        (f"{lead}/revoke-links", {}),
        ("/admin/library", {"files": visa}),
        ("/admin/library/1/index", {}),
        ("/admin/library/1/remove", {}),
        ("/admin/catalogue", {"files": csv}),
        (f"/admin/deliveries/{troubles.failed_id}/retry", {}),
        (f"/admin/turns/{troubles.dead_turn_id}/revive", {}),
        ("/admin/people", {"data": new}),
        (person, {"data": kept}),
        (f"{person}/password", {"data": {"password": "a fresh horse 46"}}),
        (f"{person}/telegram", {}),
        (f"{person}/sign-out", {}),
        (f"{person}/active", {"data": {"active": "false"}}),
        ("/admin/account", {"data": {"name": "Asha", "timezone": "Asia/Dubai"}}),
        ("/admin/account/telegram", {}),
        (f"/admin/account/devices/{device}", {}),
        ("/admin/settings", {"data": {"group_size": "12"}}),
        ("/admin/account/password", {"data": {"current": PASSWORD, "new": "the last horse 47"}}),
    ]
    silent = []
    for path, options in forms:
        before = await _lines(book)
        await asha.sends(path, **options)
        if await _lines(book) == before:
            silent.append(path)
    assert silent == []

    tried = {re.sub(r"/(\d+|[\w-]{20,})(?=/|$)", "/{}", path) for path, _ in forms}
    written = {
        re.sub(r"\{\w+\}", "{}", name.removeprefix("POST "))
        for name in endpoints(app)
        if name.startswith("POST /admin/")
    }
    assert written - tried == {"/admin/sign-in", "/admin/sign-out", "/admin/library/ask"}


async def admin_devices(reader: Reader) -> list[str]:
    return re.findall(r"/admin/account/devices/([\w-]+)", (await reader.opens("/admin/account")).text)


async def _lines(book: Book) -> int:
    async with book.reading() as session:
        return await session.scalar(select(func.count()).select_from(AuditRow)) or 0
