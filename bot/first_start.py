"""The first start: an empty book gets its tables and, in the sandbox, the sample agency."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from bot.composed import COLLECTION, ComposedDesk
from crm.catalogue.importing import load_sample
from crm.catalogue.models import DestinationRow
from crm.catalogue.service import keep_catalogue
from crm.library.models import LibraryDocument
from crm.library.service import keep_document, mark_indexed
from crm.users.models import User
from crm.users.service import create

Say = Callable[[str], None]
HashPassword = Callable[[str], Awaitable[str]]


@dataclass(frozen=True)
class SampleStaff:
    """One of the sandbox's people. `password` is shown once, when they are made."""

    name: str
    email: str
    role: Any
    telegram_id: int
    report_hour: int | None = None


STAFF = (
    SampleStaff("Admin", "admin@serai.example", "admin", 7001),
    SampleStaff("Meera (manager)", "meera@serai.example", "manager", 7002, 9),
    SampleStaff("Ravi (agent)", "ravi@serai.example", "agent", 7003),
    SampleStaff("Leela (agent)", "leela@serai.example", "agent", 7004),
)


@dataclass(frozen=True)
class SignInCard:
    """A sample sign-in to show to whoever starts the desk for the first time."""

    email: str
    role: str
    password: str


async def load_sample_catalogue(desk: ComposedDesk, say: Say) -> None:
    """Bring the sample catalogue into an empty book."""
    async with desk.book.reading() as session:
        if await session.scalar(select(func.count()).select_from(DestinationRow)):
            return
    say("Loading the sample catalogue")
    loaded = load_sample()
    async with desk.book.transaction() as session:
        kept = await keep_catalogue(session, loaded, desk.clock.now())
    say(f"  {kept.destinations} destinations, {kept.items} places, stays and transfers, {kept.rates} rates")


async def load_sample_library(desk: ComposedDesk, say: Say) -> None:
    """Bring the sample library into an empty book, and index whatever is not indexed yet."""
    from knowledge.sample import documents

    async with desk.book.reading() as session:
        is_empty = not await session.scalar(select(func.count()).select_from(LibraryDocument))
    if is_empty:
        async with desk.book.transaction() as session:
            for document in documents():
                await keep_document(
                    session,
                    COLLECTION,
                    document.id,
                    title=document.title,
                    text=document.text,
                    form=document.format,
                    source=document.source,
                    is_sample=True,
                    now=desk.clock.now(),
                )
    await index_library(desk, say)


async def index_library(desk: ComposedDesk, say: Say) -> None:
    """Bring every document that is not indexed into the vector store, a few at a time."""
    from knowledge.documents import Document

    async with desk.book.reading() as session:
        waiting = list(await session.scalars(select(LibraryDocument).where(~LibraryDocument.is_indexed)))
    if waiting:
        say(f"Reading {len(waiting)} library documents")
    for row in waiting:
        form: Any = row.format
        document = Document(row.document_id, row.title, row.text, form, row.source, row.is_sample)
        await asyncio.to_thread(desk.library.put, document, row.collection)
        async with desk.book.transaction() as session:
            await mark_indexed(session, row.id, row.sha256)


async def hire_sample_staff(desk: ComposedDesk, hash_password: HashPassword) -> list[SignInCard]:
    """Make the sandbox's people with random passwords; an agency that has staff is left alone."""
    async with desk.book.reading() as session:
        if await session.scalar(select(func.count()).select_from(User)):
            return []
    cards = [SignInCard(staff.email, staff.role, secrets.token_urlsafe(9)) for staff in STAFF]
    hashes = [await hash_password(card.password) for card in cards]
    async with desk.book.transaction() as session:
        for staff, password_hash in zip(STAFF, hashes, strict=True):
            await create(
                session,
                name=staff.name,
                email=staff.email,
                role=staff.role,
                password_hash=password_hash,
                timezone="Asia/Kolkata",
                now=desk.clock.now(),
                report_hour=staff.report_hour,
                telegram_id=staff.telegram_id,
            )
    return cards
