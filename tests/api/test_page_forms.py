"""The pages' forms: only our own pages can send them, and each leaves a line in the audit log."""

import re

from fastapi import FastAPI
from sqlalchemy import func, select

from crm.agency.rules import Agency, changed
from crm.audit.models import AuditRow
from crm.catalogue.importing import SAMPLE
from crm.clock import MovableClock
from crm.contacts.models import Contact
from crm.conversations.mail_places import apart
from crm.conversations.models import Conversation
from crm.db import Book
from tests.api.people import PASSWORD, Person
from tests.api.reader import Reader
from tests.api.story import doubt, enquire, lead_of, trouble
from tests.api.test_declared_access import endpoints
from tests.bot.paper.published import publish


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
    low = changed(Agency(), {"least_margin": "60"}).price_rules()
    held = await publish(book, clock.now(), lead_id=enquiry.lead_id, rules=low)
    troubles = await trouble(book, clock, enquiry)
    doubts = await doubt(book, clock, enquiry, agent.user.id)
    await _a_mail_says_it_is_theirs(book, clock, enquiry.contact_id)
    assert "nothing proves it, and it is kept apart" in (await asha.opens(lead)).text
    answer = f"/admin/conversations/{enquiry.conversation_id}/answers/{doubts.answered_turn_id}"
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
        (f"{lead}/follow-up", {}),
        (f"{lead}/mail", {"data": {"text": "hello", "subject": "Your trip"}}),
        (f"{lead}/take-mail", {}),
        (f"{lead}/revoke-links", {}),
        (f"{lead}/margin", {"data": {"version": str(held.version), "decision": "refuse"}}),
        ("/admin/library", {"files": visa}),
        ("/admin/library/1/text", {"data": {"text": "# Visa\n\nA visa costs 40 USD."}}),
        ("/admin/library/1/index", {}),
        (answer, {"data": {"text": "The levy is 15 dollars."}}),
        (f"/admin/library/corrections/{doubts.correction_ids[0]}", {"data": {"act": "refuse"}}),
        ("/admin/library/questions", {"data": {"act": "dismiss", "ids": str(doubts.question_ids[0])}}),
        ("/admin/library/1/remove", {}),
        ("/admin/catalogue", {"files": csv}),
        ("/admin/rates", {"data": {"rate": "bali-monkey-forest-adult", "amount": "110,000"}}),
        (f"/admin/deliveries/{troubles.failed_id}", {"data": {"act": "again"}}),
        (f"{lead}/deliveries/{troubles.unknown_id}", {"data": {"act": "arrived"}}),
        (f"/admin/turns/{troubles.dead_turn_id}/revive", {}),
        (f"/admin/jobs/{troubles.dead_job_id}/retry", {}),
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


async def _a_mail_says_it_is_theirs(book: Book, clock: MovableClock, contact_id: int) -> None:
    """Open the conversation of a mail under a customer's address whose sender nothing proves."""
    async with book.transaction() as session:
        theirs = await session.get_one(Contact, contact_id)
        stranger = Contact(language="en", created_at=clock.now())
        session.add(stranger)
        await session.flush()
        chat = Conversation(
            kind="customer",
            channel="email",
            channel_account=apart("email:trips@desk.example"),
            address=(theirs.email or "").lower(),
            contact_id=stranger.id,
            dialogue={},
            created_at=clock.now(),
        )
        session.add(chat)


async def admin_devices(reader: Reader) -> list[str]:
    return re.findall(r"/admin/account/devices/([\w-]+)", (await reader.opens("/admin/account")).text)


async def _lines(book: Book) -> int:
    async with book.reading() as session:
        return await session.scalar(select(func.count()).select_from(AuditRow)) or 0
