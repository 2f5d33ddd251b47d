"""The customer's story, from the first message to an approved trip, through the real doors alone."""

import re
from decimal import Decimal

import pytest

from bot.sandbox.people import Heard
from tests.life.desk import People, amounts_in, lead_named, link_in, plans_with

# The first test of each column opens its desk: tables, catalogue, library, model.
pytestmark = pytest.mark.timeout(900)

HELLO = (
    "Hi! 2 adults and a 5 yr old, 6 nights in Bali from 20 Dec, budget 2 lakh, we love beaches and temples"
)


def is_document(heard: Heard) -> bool:
    return bool(heard.documents)


async def test_the_first_message_is_understood_and_one_thing_is_asked(people: People) -> None:
    asha = await people.customer("Asha Rao")
    await asha.says(HELLO)
    answer = await asha.hears("Bali")
    for told in ("6 nights", "Sun 20 Dec", "2 adults", "1 child (5 years)", "₹2,00,000", "beaches"):
        assert told in answer.text
    assert answer.text.count("?") == 1


async def test_a_question_in_between_is_answered_with_its_source_and_ours_comes_back(people: People) -> None:
    divya = await people.customer("Divya Nair")
    await divya.says(HELLO)
    asked = (await divya.hears("?")).text.split("\n\n")[-1]
    await divya.says("do we need a visa?")
    answer = await divya.hears("visa")
    assert "_Source: Visa for Bali" in answer.text
    again = answer.text.split("\n\n")[-1]
    assert again.endswith("?")
    assert "luxury" in again
    assert again != asked


async def test_what_the_library_lacks_is_not_made_up_and_staff_are_called(people: People) -> None:
    farah = await people.customer("Farah Khan")
    ravi = await people.staff("agent")
    await farah.says(HELLO)
    await farah.hears("?")
    await farah.says("do you give a discount to army officers?")
    answer = await farah.hears("colleague")
    assert "do not want to guess" in answer.text
    call = await ravi.hears(lambda heard: "Farah Khan needs a human" in heard.text)
    assert "Reply" in call.buttons
    lead = await lead_named(await people.admin(), "Farah Khan")
    assert lead["needs_human"]


async def test_a_plan_comes_as_a_summary_a_pdf_and_a_page(people: People) -> None:
    gita = await people.customer("Gita Menon")
    summary = await plans_with(gita, HELLO)
    paper = await gita.hears(is_document)
    assert paper.documents == ("Bali proposal.pdf",)
    pdf = (await people.web.get(paper.document_urls[0])).content
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    page = await people.web.get(link_in(summary))
    assert page.status_code == 200
    admin = await people.admin()
    lead = await lead_named(admin, "Gita Menon")
    [version] = await admin.gets(f"/leads/{lead['id']}/trips")
    assert Decimal(version["total"]) == amounts_in(summary.text)[0] == Decimal(lead["value"])
    assert summary.text.split("*₹")[1].split("*")[0] in page.text
    assert (lead["status"], version["pdf"] is not None) == ("proposed", True)


async def test_a_change_makes_version_two_and_its_price_is_explained_to_the_rupee(people: People) -> None:
    hari = await people.customer("Hari Iyer")
    before = await plans_with(hari, HELLO)
    await hari.says("Can we skip the volcano and add a day in Ubud?")
    after = await hari.hears("version 2")
    assert re.search(r"Ubud: \d nights instead of \d night|new stop Ubud, 1 night", after.text)
    assert "volcano" in after.text
    price, _, causes = after.text.split("Price: ")[1].partition("Why: ")
    new, old, difference = amounts_in(price)[:3]
    causes = causes.split(". This is")[0]
    assert sum(amounts_in(causes)) == difference == new - old
    assert old == amounts_in(before.text)[0]
    admin = await people.admin()
    lead = await lead_named(admin, "Hari Iyer")
    second, first = await admin.gets(f"/leads/{lead['id']}/trips")
    assert (second["version"], Decimal(second["total"]), Decimal(first["total"])) == (2, new, old)
    assert any("Ubud" in change for change in second["changes"])
    await hari.says("what is the price now?")
    assert amounts_in((await hari.hears("Version 2 comes to")).text)[0] == new


async def test_who_lost_the_paper_gets_it_and_the_link_once_more(people: People) -> None:
    jaya = await people.customer("Jaya Nambiar")
    summary = await plans_with(jaya, HELLO)
    paper = await jaya.hears(is_document)
    await jaya.says("i cannot find the pdf any more, can you send it again?")
    again = await jaya.hears("Here it is again")
    assert link_in(again) == link_in(summary)
    once_more = await jaya.hears(is_document)
    assert once_more.documents == paper.documents
    first, second = [(await people.web.get(one.document_urls[0])).content for one in (paper, once_more)]
    assert first == second


async def test_an_approval_on_the_trip_page_reaches_timeline_telegram_and_the_lead(people: People) -> None:
    isha = await people.customer("Isha Patel")
    summary = await plans_with(isha, HELLO)
    ravi = await people.staff("agent")
    link = link_in(summary)
    version = re.search(r'name="version" value="(\d+)"', (await people.web.get(link)).text)
    assert version
    given = {"version": version[1], "name": "Isha R. Patel", "note": "window seats, please"}
    for _ in range(2):  # pressing twice is one yes
        answer = await people.web.post(f"{link}/approve", data=given)
        assert (answer.status_code, answer.headers["location"][-8:]) == (303, "approved")
    told = await ravi.hears(lambda heard: "Isha Patel approved version 1" in heard.text)
    assert "Isha R. Patel" in told.text
    await ravi.hears(lambda heard: "🏆 Lead" in heard.text and "Isha Patel" in heard.text, again=True)
    await isha.hears(lambda heard: "Isha" in heard.text and not heard.documents)
    admin = await people.admin()
    lead = await lead_named(admin, "Isha Patel")
    assert lead["status"] == "won"
    events = await admin.gets(f"/leads/{lead['id']}/timeline")
    approvals = [event for event in events if event["kind"] == "approved"]
    assert [event["actor"] for event in approvals] == ["customer"]
    assert "Isha R. Patel" in approvals[0]["text"]
    page = await people.web.get(link)
    assert "Isha R. Patel" in page.text


async def test_a_wish_on_the_trip_page_makes_a_new_version_in_the_chat(people: People) -> None:
    jaya = await people.customer("Jaya Das")
    link = link_in(await plans_with(jaya, HELLO))
    page = (await people.web.get(link)).text
    fields = dict(re.findall(r'name="(version|form_key)" value="([^"]+)"', page))
    wish = {**fields, "text": "Could we have one more night in Ubud?"}
    assert (await people.web.post(f"{link}/change", data=wish)).status_code == 303
    await jaya.hears("version 2")


async def test_after_stop_nothing_more_is_sent_by_anybody(people: People) -> None:
    kiran = await people.customer("Kiran Bose")
    await plans_with(kiran, HELLO)
    await kiran.hears(is_document)
    leela = await people.staff("agent", 1)
    lead = await lead_named(await people.admin(), "Kiran Bose")
    sent = len(await people.sandbox.sends(kiran.number))
    await kiran.says("stop")
    await leela.hears(lambda heard: "🚫" in heard.text and "Kiran Bose" in heard.text, again=True)
    await leela.says(f"/send {lead['id']}")
    refused = await leela.hears("opted out: nothing may be sent")
    assert "Kiran Bose" in refused.text
    await leela.says(f"/take {lead['id']}")
    await leela.hears("They opted out")
    await leela.says("Are you sure?")
    await leela.hears("your words were not sent")
    await leela.says(f"/release {lead['id']}")
    await leela.hears("The desk speaks")
    await kiran.says("how much was it again?")
    await kiran.hears_nothing(1.0)
    assert len(await people.sandbox.sends(kiran.number)) == sent
