"""The staff's pages: what they show, and acts that do what they say."""

import re
from datetime import timedelta

import httpx

from crm.agency.rules import Agency
from crm.catalogue.importing import SAMPLE
from crm.clock import MovableClock
from crm.db import Book
from crm.jobs.models import Job
from crm.leads.models import Lead
from crm.leads.service import put_slots
from crm.neighbours.service import note_trouble
from tests.api.people import Person
from tests.api.reader import Reader, words_of
from tests.api.story import HELLO, enquire, lead_of, plan, trouble


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


async def test_every_setting_is_saved_on_the_page_and_a_wrong_one_is_refused_in_words(asha: Reader) -> None:
    page = (await asha.opens("/admin/settings")).text
    assert [name for name in Agency.model_fields if f'name="{name}"' not in page] == []
    assert "saved" in words_of(await asha.sends("/admin/settings", data={"agency_name": "Lagoon Tours"}))
    assert 'value="Lagoon Tours"' in (await asha.opens("/admin/settings")).text
    wrong = await asha.sends("/admin/settings", data={"timezone": "Mars/Base"})
    assert "Timezone: " in words_of(wrong) or "time zone" in words_of(wrong)
    assert 'value="Asia/Kolkata"' in (await asha.opens("/admin/settings")).text


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
