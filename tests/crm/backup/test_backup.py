"""A backup holds everything, comes back on either database, and the copy sends nothing by itself."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crm.backup.dump import back_up
from crm.backup.restoring import CannotRestore, restore
from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Inbound, Outbound, Turn
from crm.db import Book
from crm.documents.models import StoredFile
from crm.leads.models import Lead
from crm.models import metadata

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def fill(book: Book) -> None:
    """Write a row of every kind that is hard to carry: money, bytes, JSON, times, leases."""
    async with book.transaction() as session:
        session.add(Contact(id=1, name="Asha राव", created_at=NOW))
        await session.flush()
        account = "whatsapp:+1"
        chat: dict[str, Any] = {"kind": "customer", "channel": "whatsapp", "contact_id": 1, "created_at": NOW}
        chat |= {"channel_account": account, "address": "whatsapp:+91"}
        session.add(Conversation(id=1, ready_at=NOW, lease="x", lease_until=NOW, **chat))
        file = {"token": "t", "name": "a.pdf", "media_type": "application/pdf", "created_at": NOW}
        session.add(StoredFile(size=3, sha256="0", content=b"\x00\xff1", **file))
        await session.flush()
        lead: dict[str, Any] = {"contact_id": 1, "conversation_id": 1, "created_at": NOW, "updated_at": NOW}
        lead |= {"slots": {"nights": {"value": 6}}, "start_date": date(2026, 12, 20)}
        session.add(Lead(value=Decimal("188640.55"), currency="INR", **lead))
        session.add(Turn(id=1, conversation_id=1, status="open", created_at=NOW))
        await session.flush()
        heard = {"conversation_id": 1, "kind": "text", "received_at": NOW, "turn_id": 1, "text": "Hi"}
        session.add(Inbound(channel="whatsapp", channel_account=account, external_id="SM1", **heard))
        for key, status in (("a", "sent"), ("b", "waiting"), ("c", "sending"), ("d", "blocked")):
            said: dict[str, Any] = {"conversation_id": 1, "kind": "text", "body": {"text": key}}
            session.add(Outbound(key=key, status=status, run_at=NOW, created_at=NOW, **said))


async def contents(url: str) -> dict[str, list[Any]]:
    book = Book(url)
    async with book.reading() as session:
        found = {t.name: [tuple(r) for r in await session.execute(select(t))] for t in metadata.sorted_tables}
    await book.close()
    return found


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty place to restore to; the two fixtures cross every pair of databases."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}"
    return str(request.getfixturevalue("postgres_url"))


async def test_every_row_comes_back_with_its_types(book: Book, tmp_path: Path, other_url: str) -> None:
    if book.url == other_url:
        other_url = f"sqlite+aiosqlite:///{tmp_path / 'second.db'}"
    await fill(book)
    rows = back_up(book.url, tmp_path / "b.tar.gz", NOW)
    assert restore(other_url, tmp_path / "b.tar.gz") == rows
    before, after = await contents(book.url), await contents(other_url)
    changed = {"conversations", "outbox", "turns"}
    assert {k: v for k, v in before.items() if k not in changed} == {
        k: v for k, v in after.items() if k not in changed
    }


async def test_the_copy_sends_nothing_that_was_on_its_way(book: Book, tmp_path: Path) -> None:
    await fill(book)
    back_up(book.url, tmp_path / "b.tar.gz", NOW)
    url = f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}"
    restore(url, tmp_path / "b.tar.gz")
    copy = Book(url)
    async with copy.reading() as session:
        states = dict((await session.execute(select(Outbound.key, Outbound.status))).all())
        remedies = list(await session.scalars(select(Outbound.remedy).where(Outbound.status == "unknown")))
        chat = await session.get_one(Conversation, 1)
        turn = await session.get_one(Turn, 1)
    await copy.close()
    assert states == {"a": "sent", "b": "unknown", "c": "unknown", "d": "unknown"}
    assert all(remedies)
    assert (chat.ready_at, chat.lease, turn.status) == (None, None, "dead")


async def test_the_copy_goes_on_counting_where_the_book_stopped(book: Book, tmp_path: Path) -> None:
    await fill(book)
    back_up(book.url, tmp_path / "b.tar.gz", NOW)
    restore(book.url, tmp_path / "b.tar.gz", force=True)
    async with book.transaction() as session:
        fresh = Contact(name="Next", created_at=NOW)
        session.add(fresh)
        await session.flush()
    assert fresh.id > 1


async def test_a_full_database_is_not_overwritten_unasked(book: Book, tmp_path: Path) -> None:
    await fill(book)
    back_up(book.url, tmp_path / "b.tar.gz", NOW)
    with pytest.raises(CannotRestore, match="holds data already"):
        restore(book.url, tmp_path / "b.tar.gz")


async def test_a_file_that_is_no_backup_is_refused_with_a_reason(book: Book, tmp_path: Path) -> None:
    bad = tmp_path / "bad.tar.gz"
    bad.write_bytes(b"not a backup")
    with pytest.raises(CannotRestore, match="is not a backup"):
        restore(f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}", bad)
