"""The report counts local days, and every number comes from the leads themselves."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from crm.contacts.models import Contact
from crm.conversations.models import Conversation
from crm.db import Book
from crm.leads.models import Lead
from crm.reports.queries import daily_report
from crm.reports.values import Report
from crm.users.models import User

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
KOLKATA = "Asia/Kolkata"


async def open_leads(book: Book, *leads: dict[str, Any]) -> None:
    async with book.transaction() as session:
        staff = {"name": "Ravi", "email": "ravi@x.example", "role": "agent", "timezone": KOLKATA}
        session.add(User(id=1, created_at=NOW, **staff))
        session.add(User(id=2, created_at=NOW, **(staff | {"name": "Leela", "email": "leela@x.example"})))
        session.add(Contact(id=1, name="Asha", created_at=NOW))
        await session.flush()
        chat = {"kind": "customer", "channel": "whatsapp", "channel_account": "+1", "address": "+91"}
        session.add(Conversation(id=1, contact_id=1, created_at=NOW, **chat))
        await session.flush()
        for lead in leads:
            defaults = {"contact_id": 1, "conversation_id": 1, "created_at": NOW, "updated_at": NOW}
            session.add(Lead(**(defaults | {"slots": {}} | lead)))


async def read(book: Book, day: date = TODAY, owner_id: int | None = None) -> Report:
    async with book.reading() as session:
        return await daily_report(session, day, KOLKATA, NOW, owner_id=owner_id)


async def test_an_empty_desk_has_a_report_of_zeros_and_no_conversion(book: Book) -> None:
    report = await read(book)
    assert (report.new_today, report.won_today, report.conversion, report.waiting) == (0, 0, None, ())
    assert len(report.series) == 30


async def test_the_day_begins_at_local_midnight(book: Book) -> None:
    before = datetime(2026, 11, 22, 18, 29, tzinfo=UTC)  # 23:59 in Kolkata
    after = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)  # 00:00 in Kolkata
    await open_leads(book, {"created_at": before}, {"created_at": after})
    report = await read(book)
    assert report.new_today == 1
    assert [count.new for count in report.series[-2:]] == [1, 1]


async def test_conversion_is_the_share_of_the_windows_leads_that_are_won(book: Book) -> None:
    won = {"status": "won", "closed_at": NOW, "value": Decimal("188640.50"), "currency": "INR", "owner_id": 1}
    old = {"created_at": NOW - timedelta(days=90), **won}
    await open_leads(book, won, old, {}, {"status": "lost", "closed_at": NOW})
    report = await read(book)
    assert report.conversion == 1 / 3
    assert report.revenue_today == {"INR": Decimal("377281.00")}
    assert (report.won_today, report.lost_today) == (2, 1)
    assert [(line.name, line.leads, line.won) for line in report.team] == [("Ravi", 1, 2)]


async def test_who_waits_longest_stands_first_and_calls_for_a_human_are_named(book: Book) -> None:
    await open_leads(
        book,
        {"title": "calls", "needs_human": "asked for one"},
        {"title": "late", "waiting_since": NOW - timedelta(hours=2)},
        {"title": "later", "waiting_since": NOW - timedelta(hours=1)},
        {"title": "closed", "status": "lost", "closed_at": NOW, "waiting_since": NOW},
    )
    report = await read(book)
    assert [lead.title for lead in report.waiting] == ["late", "later", "calls"]


async def test_an_agent_is_told_who_waits_for_them_and_who_waits_for_nobody_yet(book: Book) -> None:
    since = {"waiting_since": NOW - timedelta(hours=2)}
    await open_leads(
        book,
        {"title": "mine", "owner_id": 1, **since},
        {"title": "a colleague's", "owner_id": 2, **since},
        {"title": "nobody's", "needs_human": "asked for one"},
    )
    own = await read(book, owner_id=1)
    assert [lead.title for lead in own.waiting] == ["mine", "nobody's"]
    assert own.waiting_total == 2


async def test_response_time_is_the_median_and_an_agent_sees_only_their_own(book: Book) -> None:
    def answered(after: int, **more: Any) -> dict[str, Any]:
        return {"first_inbound_at": NOW, "first_response_at": NOW + timedelta(seconds=after), **more}

    await open_leads(book, answered(2), answered(4, owner_id=1), answered(60))
    assert (await read(book)).response_seconds == 4
    own = await read(book, owner_id=1)
    assert (own.new_today, own.response_seconds) == (1, 4)
