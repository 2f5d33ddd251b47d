"""The staff's pages: signing in, who sees what, forms that only our own pages can send."""

import re
from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select

from crm.catalogue.importing import SAMPLE
from crm.clock import MovableClock
from crm.conversations.models import Outbound
from crm.db import Book
from crm.jobs.models import Job
from crm.leads.models import Lead
from crm.leads.service import put_slots
from crm.neighbours.service import note_trouble
from tests.api.desk import TestDesk
from tests.api.people import Person
from tests.api.reader import Reader, words_of
from tests.api.story import HELLO, enquire, lead_of, plan, trouble


async def test_a_stranger_is_asked_to_sign_in_and_then_taken_where_they_were_going(
    app: FastAPI, admin: Person
) -> None:
    reader = Reader(app, admin)
    asked = await reader.opens("/admin/audit")
    assert (asked.status_code, asked.url.path) == (200, "/admin/sign-in")
    assert 'name="next" value="/admin/audit"' in asked.text

    assert (await reader.signs_in("/admin/audit")).url.path == "/admin/audit"


TRAPS = ["https://evil.example/admin", "//evil.example/admin", "/\\evil.example", "javascript:1"]


@pytest.mark.parametrize("trap", TRAPS)
async def test_signing_in_never_leads_elsewhere(app: FastAPI, admin: Person, trap: str) -> None:
    assert str((await Reader(app, admin).signs_in(trap)).url) == "http://desk.test/admin/leads"


async def test_the_session_cookie_cannot_be_read_by_scripts_or_sent_from_elsewhere(
    app: FastAPI, admin: Person
) -> None:
    reader = Reader(app, admin)
    reader.web.follow_redirects = False
    cookie = (await reader.signs_in()).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


async def test_over_https_the_cookie_is_bound_to_this_host(desk: TestDesk, admin: Person) -> None:
    from api.access.passwords import Passwords
    from api.main import create_app
    from tests.api.conftest import CHEAP

    desk.settings.public_base_url = "https://desk.test"
    reader = Reader(create_app(desk, passwords=Passwords(CHEAP)), admin)
    reader.web.follow_redirects = False
    answer = await reader.signs_in()
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-serai=")
    assert "Secure" in cookie
    assert "max-age=31536000" in answer.headers["strict-transport-security"]


async def test_a_wrong_password_is_told_on_the_page(app: FastAPI, admin: Person) -> None:
    form = {"email": admin.user.email, "password": "wrong guess"}
    answer = await Reader(app, admin).web.post("/admin/sign-in", data=form)
    assert answer.status_code == 401
    assert "The e-mail address or the password is wrong." in words_of(answer)
    assert "wrong guess" not in answer.text


async def test_a_cookie_is_no_api_token_and_an_api_token_no_cookie(asha: Reader, admin: Person) -> None:
    cookie = asha.web.cookies["serai_session"]
    refreshed = await admin.web.post("/api/v1/auth/refresh", json={"refresh_token": cookie})
    assert refreshed.status_code == 401

    asha.web.cookies.set("serai_session", admin.tokens["refresh_token"])
    assert (await asha.opens("/admin/leads")).url.path == "/admin/sign-in"


async def test_the_lead_page_shows_facts_words_money_and_paper(
    asha: Reader, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    token = await plan(book, clock, enquiry)
    page = await asha.opens(f"/admin/leads/{enquiry.lead_id}")
    words = words_of(page)

    assert "Budget ₹2,00,000 “2 lakh”" in words
    assert "From Sun 20 Dec 2026 “20 Dec”" in words
    assert HELLO in words
    assert "Version 1 ₹1,88,640" in words
    assert f"/files/{token}/Bali%20for%20Priya.pdf" in page.text


async def test_what_a_customer_writes_is_text_and_never_markup(
    asha: Reader, book: Book, clock: MovableClock
) -> None:
    attack = "<img src=x onerror=alert(1)>{{1234*5678}}</textarea><script>alert(2)</script>"
    enquiry = await enquire(book, clock, name=attack, text=attack)
    for path in ("/admin/leads", f"/admin/leads/{enquiry.lead_id}", "/admin/conversations"):
        page = (await asha.opens(path)).text
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "7006652" not in page


async def test_a_wish_that_staff_took_away_stands_on_the_timeline_as_taken_back(
    asha: Reader, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    async with book.transaction() as session:
        lead = await session.get_one(Lead, enquiry.lead_id)
        slot = {"value": 3, "message": None, "span": None, "confidence": 1.0, "by": "user:1"}
        await put_slots(session, lead, {"adults": slot, "date_window": None}, "user:1", clock.now())
    page = await asha.opens(f"/admin/leads/{enquiry.lead_id}")
    assert page.status_code == 200
    assert "taken back" in words_of(page)


async def test_a_job_that_died_is_listed_with_its_reason_and_tried_again(
    asha: Reader, admin: Person, book: Book, clock: MovableClock
) -> None:
    dead = await trouble(book, clock, await enquire(book, clock))
    page = words_of(await asha.opens("/admin/jobs"))
    assert "Sending a report" in page
    assert "OSError: no fonts" in page
    [listed] = (await admin.get("/jobs/dead")).json()["items"]
    assert (listed["told"], listed["error"], listed["attempts"]) == (
        "Sending a report",
        "OSError: no fonts",
        5,
    )
    told = words_of(await asha.sends(f"/admin/jobs/{dead.dead_job_id}/retry"))
    assert "tried again" in told
    assert "No job has died" in told
    async with book.reading() as session:
        job = await session.get_one(Job, dead.dead_job_id)
    assert (job.status, job.attempts) == ("waiting", 0)
    assert (await admin.asks("POST", f"/jobs/{job.id}/retry")).status_code == 409


async def test_acts_on_the_page_do_what_they_say(
    arjun: Reader, agent: Person, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    base = f"/admin/leads/{enquiry.lead_id}"

    assert "The lead has a new owner." in words_of(await arjun.sends(f"{base}/owner", data={"owner": "me"}))
    assert "the desk is silent" in words_of(await arjun.sends(f"{base}/take"))
    told = words_of(await arjun.sends(f"{base}/message", data={"text": "Shall I call at six?"}))
    assert "Your words are on their way." in told
    assert "Shall I call at six?" in told
    assert "on the timeline" in words_of(await arjun.sends(f"{base}/note", data={"text": "prefers six"}))
    assert "The desk speaks" in words_of(await arjun.sends(f"{base}/release"))
    lead = await lead_of(book, enquiry)
    assert lead.owner_id == agent.user.id


async def test_after_a_day_of_silence_the_page_offers_the_follow_up_template(
    arjun: Reader, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    base = f"/admin/leads/{enquiry.lead_id}"
    assert "Send the follow-up template" not in (await arjun.opens(base)).text
    clock.advance(timedelta(hours=25))
    await arjun.signs_in()
    assert "Send the follow-up template" in (await arjun.opens(base)).text
    assert "on its way" in words_of(await arjun.sends(f"{base}/follow-up"))
    async with book.reading() as session:
        sent = (await session.scalars(select(Outbound).where(Outbound.kind == "template"))).one()
    assert sent.body["template"] == "follow_up"
    again = await arjun.sends(f"{base}/follow-up", headers={"Referer": f"http://desk.test{base}"})
    assert "a moment ago" in words_of(again)


async def _after_a_day_of_silence(reader: Reader, book: Book, clock: MovableClock) -> str:
    """An enquiry whose window has closed, and its page, with the reader signed in again."""
    enquiry = await enquire(book, clock)
    clock.advance(timedelta(hours=25))
    await reader.signs_in()
    return f"/admin/leads/{enquiry.lead_id}"


async def _template_rows(book: Book) -> list[Outbound]:
    async with book.reading() as session:
        return list(await session.scalars(select(Outbound).where(Outbound.kind == "template")))


async def test_nobody_sends_the_template_while_a_colleague_speaks_with_the_customer(
    arjun: Reader, asha: Reader, book: Book, clock: MovableClock
) -> None:
    base = await _after_a_day_of_silence(arjun, book, clock)
    await asha.signs_in()
    await asha.sends(f"{base}/take")
    async with book.transaction() as session:
        (await session.get_one(Lead, int(base.rpartition("/")[2]))).owner_id = arjun.person.user.id
    assert "Send the follow-up template" not in (await arjun.opens(base)).text
    told = await arjun.sends(f"{base}/follow-up", headers={"Referer": f"http://desk.test{base}"})
    assert "A colleague speaks with this customer now" in words_of(told)
    assert await _template_rows(book) == []
    assert "Send the follow-up template" in (await asha.opens(base)).text
    assert "on its way" in words_of(await asha.sends(f"{base}/follow-up"))


async def test_two_colleagues_in_one_minute_send_the_template_once(
    arjun: Reader, asha: Reader, book: Book, clock: MovableClock
) -> None:
    base = await _after_a_day_of_silence(arjun, book, clock)
    await asha.signs_in()
    await arjun.sends(f"{base}/follow-up")
    again = await asha.sends(f"{base}/follow-up", headers={"Referer": f"http://desk.test{base}"})
    assert "a moment ago" in words_of(again)
    assert len(await _template_rows(book)) == 1
    clock.advance(timedelta(minutes=1))
    assert "on its way" in words_of(await asha.sends(f"{base}/follow-up"))


async def test_within_the_window_the_template_is_refused_unless_whatsapp_called_it_closed(
    arjun: Reader, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    base = f"/admin/leads/{enquiry.lead_id}"
    told = await arjun.sends(f"{base}/follow-up", headers={"Referer": f"http://desk.test{base}"})
    assert "write freely instead" in words_of(told)
    assert await _template_rows(book) == []
    await trouble(book, clock, enquiry)
    assert "Send the follow-up template" in (await arjun.opens(base)).text
    assert "on its way" in words_of(await arjun.sends(f"{base}/follow-up"))


async def test_a_message_that_came_too_late_is_shown_with_the_template_that_may_still_go(
    asha: Reader, book: Book, clock: MovableClock
) -> None:
    troubles = await trouble(book, clock, await enquire(book, clock))
    for code, is_offered in (("63003", False), ("63016", True)):
        async with book.transaction() as session:
            failed = await session.get_one(Outbound, troubles.failed_id)
            failed.error_code = code
        page = (await asha.opens("/admin/deliveries")).text
        assert ("Send the follow-up template" in page) is is_offered


async def test_a_refused_act_comes_back_to_the_page_with_the_reason(
    arjun: Reader, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    base = f"http://desk.test/admin/leads/{enquiry.lead_id}"
    answer = await arjun.sends(f"{base}/message", data={"text": "hello"}, headers={"Referer": base})

    assert str(answer.url) == base
    assert "Take the conversation first." in words_of(answer)
    empty = await arjun.sends(f"{base}/note", data={"text": "  "}, headers={"Referer": base})
    assert "Write something first." in words_of(empty)


async def test_an_agent_sees_neither_colleagues_leads_nor_the_office(
    arjun: Reader, colleague: Person, book: Book, clock: MovableClock
) -> None:
    theirs = await enquire(book, clock, owner_id=colleague.user.id, owner="Kiran")
    for path in (f"/admin/leads/{theirs.lead_id}", f"/admin/conversations/{theirs.conversation_id}"):
        assert (await arjun.opens(path)).status_code == 404
    menu = words_of(await arjun.opens("/admin/leads"))
    for path, label in (
        ("/admin/audit", "Audit log"),
        ("/admin/people", "People"),
        ("/admin/report", "Report"),
    ):
        assert (await arjun.opens(path)).status_code == 403
        assert label not in menu


async def test_every_page_of_an_empty_desk_opens(asha: Reader) -> None:
    for path in _pages_without_ids():
        answer = await asha.opens(path)
        assert answer.status_code == 200, path
        assert "Sign in to the desk" not in answer.text, path


def _pages_without_ids() -> list[str]:
    from api.pages.frame import MENU

    return [*(item[0] for item in MENU), "/admin/account", "/admin/leads?status=&order=value&needs=human"]


async def test_every_page_opens_with_a_days_work_in_the_book(
    asha: Reader, admin: Person, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    await plan(book, clock, enquiry)
    await trouble(book, clock, enquiry)
    await asha.sends("/admin/library", files={"file": ("visa.md", b"# Visa\n\nA visa costs 35 USD.")})
    files = [("files", (path.name, path.read_bytes())) for path in SAMPLE.glob("*.csv")]
    assert "Kept" in words_of(await asha.sends("/admin/catalogue", files=files))
    paths = [
        *_pages_without_ids(),
        f"/admin/leads/{enquiry.lead_id}",
        f"/admin/leads/{enquiry.lead_id}/chat",
        f"/admin/conversations/{enquiry.conversation_id}",
        f"/admin/people/{admin.user.id}",
        "/admin/library/1",
        *(f"/admin/catalogue/bali?kind={kind}" for kind in ("area", "place", "stay", "transfer", "rates")),
    ]
    for path in paths:
        assert (await asha.opens(path)).status_code == 200, path
    assert "63016" in (await asha.opens("/admin/deliveries")).text
    assert "the 32nd of Decembruary" in (await asha.opens("/admin/turns")).text


async def test_the_page_and_the_api_show_the_same_report(
    asha: Reader, admin: Person, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    await plan(book, clock, enquiry)
    await asha.sends(f"/admin/leads/{enquiry.lead_id}/status", data={"status": "won"})
    report = (await admin.get("/report")).json()
    words = words_of(await asha.opens("/admin/report"))

    assert (report["new_today"], report["won_today"]) == (1, 1)
    assert report["revenue_today"] == {"INR": "188640.00"}
    assert "New leads 1 Won 1 Lost 0 Revenue of the day ₹1,88,640" in words
    assert "Conversion 100% 1 of 1 won" in words


async def test_a_broken_catalogue_is_told_row_by_row_and_nothing_is_kept(asha: Reader) -> None:
    files = [("files", ("destinations.csv", b"id,name\nbali,Bali\n"))]
    answer = await asha.sends("/admin/catalogue", files=files)

    assert answer.status_code == 422
    assert "Nothing was kept" in words_of(answer)
    assert "destinations.csv" in words_of(answer)
    assert "The catalogue is empty" in words_of(await asha.opens("/admin/catalogue"))
    stray = await asha.sends("/admin/catalogue", files=[("files", ("../../etc/passwd", b"x"))])
    assert "is not a file of a catalogue" in words_of(stray)


async def test_a_question_tried_in_the_library_shows_its_source_or_that_there_is_none(asha: Reader) -> None:
    await asha.sends("/admin/library", files={"file": ("visa.md", b"# Visa\n\nA visa costs 35 USD.")})
    known = words_of(await asha.sends("/admin/library/ask", data={"question": "visa?"}))
    unknown = words_of(await asha.sends("/admin/library/ask", data={"question": "unicorns?"}))

    assert "A visa costs 35 USD." in known
    assert "Nothing in the library answers this." in unknown


async def test_settings_are_saved_and_a_wrong_one_is_refused_in_words(asha: Reader) -> None:
    assert "saved" in words_of(await asha.sends("/admin/settings", data={"agency_name": "Lagoon Tours"}))
    assert 'value="Lagoon Tours"' in (await asha.opens("/admin/settings")).text
    wrong = await asha.sends("/admin/settings", data={"timezone": "Mars/Base"})
    assert "Timezone: " in words_of(wrong) or "time zone" in words_of(wrong)
    assert 'value="Asia/Kolkata"' in (await asha.opens("/admin/settings")).text


async def test_signing_out_ends_the_session_for_good(asha: Reader) -> None:
    cookie = asha.web.cookies["serai_session"]
    assert "You are signed out." in words_of(await asha.sends("/admin/sign-out"))
    asha.web.cookies.set("serai_session", cookie)
    assert (await asha.opens("/admin/leads")).url.path == "/admin/sign-in"


async def test_vendored_scripts_are_what_their_list_says(web: httpx.AsyncClient) -> None:
    import base64
    import hashlib
    from pathlib import Path

    import api

    folder = Path(api.__file__).parent / "static" / "vendor"
    listed = re.findall(r"^\| (\S+) \|.*\| (\S{64}) \|$", (folder / "README.md").read_text(), re.MULTILINE)
    assert len(listed) == 3
    for name, digest in listed:
        assert base64.b64encode(hashlib.sha384((folder / name).read_bytes()).digest()).decode() == digest
        assert (await web.get(f"/static/vendor/{name}")).status_code == 200
    assert (await web.get("/static/../main.py")).status_code == 404


async def test_a_service_that_does_not_answer_is_shown_with_what_follows_and_what_to_do(
    asha: Reader, book: Book, clock: MovableClock
) -> None:
    assert "does not answer" not in words_of(await asha.opens("/admin/services")).partition("Services")[2]
    async with book.transaction() as session:
        await note_trouble(session, "library", "ConnectError: <refused>", clock.now())
    page = await asha.opens("/admin/services")
    for told in ("does not answer", "a colleague is called for each", "CHROMA_URL"):
        assert told in words_of(page)
    assert "&lt;refused&gt;" in page.text
    clock.advance(timedelta(hours=2))
    assert "not needed since it failed" in words_of(await asha.opens("/admin/services"))


async def test_a_service_that_is_set_up_no_more_is_in_no_trouble(
    asha: Reader, book: Book, clock: MovableClock
) -> None:
    async with book.transaction() as session:
        await note_trouble(session, "roads", "ConnectError", clock.now())
    assert "road server" not in words_of(await asha.opens("/admin/services"))
