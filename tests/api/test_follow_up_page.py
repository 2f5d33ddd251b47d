"""The follow-up template on the pages: offered when it may go, and sent once."""

from datetime import timedelta

from sqlalchemy import select

from crm.audit.models import AuditRow
from crm.clock import MovableClock
from crm.conversations.models import Conversation, Outbound
from crm.db import Book
from crm.leads.models import Lead
from tests.api.people import Person
from tests.api.reader import Reader, words_of
from tests.api.story import enquire, trouble


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
    enquiry = await enquire(book, clock)
    troubles = await trouble(book, clock, enquiry)
    for code, is_offered in (("63003", False), ("63016", True)):
        async with book.transaction() as session:
            failed = await session.get_one(Outbound, troubles.failed_id)
            failed.error_code = code
        for path in ("deliveries?status=failed", f"leads/{enquiry.lead_id}/chat"):
            page = (await asha.opens(f"/admin/{path}")).text
            assert ("Send the follow-up template" in page) is is_offered
            again = 1 if "leads" in path else 0  # the chat shows the unknown one as well
            assert page.count("Send again") == again + (not is_offered)
    clock.advance(timedelta(minutes=1))
    async with book.transaction() as session:
        (await session.get_one(Conversation, enquiry.conversation_id)).last_inbound_at = clock.now()
    page = (await asha.opens("/admin/deliveries?status=failed")).text
    assert "Send again" in page, "they wrote since: the same words arrive now"


async def test_nobody_decides_about_a_message_to_the_same_customer_on_a_colleagues_number(
    arjun: Reader, book: Book, clock: MovableClock
) -> None:
    mine = await enquire(book, clock, owner_id=arjun.person.user.id, owner="Arjun")
    theirs = await enquire(book, clock, phone="+919800000002")
    lost = (await trouble(book, clock, theirs)).unknown_id
    async with book.transaction() as session:
        (await session.get_one(Conversation, theirs.conversation_id)).contact_id = mine.contact_id
        (await session.get_one(Lead, theirs.lead_id)).contact_id = mine.contact_id
        (await session.get_one(Lead, mine.lead_id)).needs_human = "A message was refused: x"
    base = f"/admin/leads/{mine.lead_id}"
    headers = {"Referer": f"http://desk.test{base}"}
    told = await arjun.sends(f"{base}/deliveries/{lost}", data={"act": "arrived"}, headers=headers)
    assert "There is no such message, or none that you may see." in words_of(told)
    async with book.reading() as session:
        assert (await session.get_one(Outbound, lost)).status == "unknown"
        assert (await session.get_one(Lead, mine.lead_id)).needs_human


async def test_a_message_sent_again_is_audited_under_one_name_at_every_door(
    asha: Reader, admin: Person, book: Book, clock: MovableClock
) -> None:
    enquiry = await enquire(book, clock)
    troubles = await trouble(book, clock, enquiry)
    await asha.sends(
        f"/admin/leads/{enquiry.lead_id}/deliveries/{troubles.unknown_id}", data={"act": "again"}
    )
    assert (await admin.asks("POST", f"/deliveries/{troubles.failed_id}/retry")).status_code == 202
    assert (await admin.asks("POST", "/deliveries/987654/retry")).status_code == 404
    async with book.reading() as session:
        audited = select(AuditRow.subject).where(AuditRow.action == "delivery.retry")
        assert len((await session.scalars(audited)).all()) == 2
