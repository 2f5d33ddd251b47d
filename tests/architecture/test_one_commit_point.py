"""There is one place that commits, and nothing slow happens while it is open."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from crm.contacts.models import Contact
from crm.db import Book, SlowWorkInTransaction, forbid_in_transaction

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("api", "bot", "agents", "knowledge", "crm")
# Who may commit: the one commit point, and Alembic, which owns the tables while it changes them.
MAY_COMMIT = {"crm/db.py", "crm/migrations/env.py"}


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield node


def test_only_the_book_commits() -> None:
    guilty = [
        f"{name}:{call.lineno}"
        for name, tree in _sources()
        if name not in MAY_COMMIT and not name.startswith("bot/sandbox/")
        for call in _calls(tree, {"commit"})
    ]
    assert guilty == []


def test_only_the_book_opens_writing_sessions() -> None:
    """A session made elsewhere could commit behind the book's back."""
    guilty = [
        name
        for name, tree in _sources()
        if name != "crm/db.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"AsyncSession", "Session", "sessionmaker", "async_sessionmaker"}
    ]
    assert guilty == []


PORTS = {
    "bot/channels/telegram/channel.py": "send",
    "bot/channels/whatsapp/channel.py": "send",
    "bot/paper/press.py": "print",
    "agents/model/endpoint.py": "",
}


@pytest.mark.parametrize("name", sorted(PORTS))
def test_every_slow_port_refuses_to_work_inside_a_transaction(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")
    assert "forbid_in_transaction(" in source


async def test_slow_work_inside_a_transaction_fails_at_once(book: Book) -> None:
    async with book.transaction():
        with pytest.raises(SlowWorkInTransaction):
            forbid_in_transaction("a message")
    forbid_in_transaction("a message")


async def test_transactions_do_not_nest(book: Book) -> None:
    async with book.transaction():
        with pytest.raises(RuntimeError, match="do not nest"):
            async with book.transaction():
                pass


async def _write_a_contact_and_break(book: Book) -> None:
    async with book.transaction() as session:
        session.add(Contact(name="Asha", created_at=datetime.now(UTC)))
        await session.flush()
        raise ZeroDivisionError


async def _contacts(book: Book) -> int | None:
    async with book.reading() as session:
        return await session.scalar(select(func.count()).select_from(Contact))


async def test_a_transaction_that_raises_leaves_nothing(book: Book) -> None:
    with pytest.raises(ZeroDivisionError):
        await _write_a_contact_and_break(book)
    assert await _contacts(book) == 0


async def test_a_reading_session_cannot_write(book: Book) -> None:
    async with book.reading() as session:
        session.add(Contact(name="Asha", created_at=datetime.now(UTC)))
        with pytest.raises(DBAPIError):
            await session.flush()
    assert await _contacts(book) == 0
