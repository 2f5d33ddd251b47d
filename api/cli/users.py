"""`serai users`: staff from the command line, for the first admin and for emergencies."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from crm.users.models import User

T = TypeVar("T")

app = typer.Typer(help="Add, list and change members of staff.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="Their e-mail address.")]


@app.command()
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="Their name.", prompt=True)],
    role: Annotated[str, typer.Option(help="agent, manager or admin.")] = "agent",
    timezone: Annotated[str, typer.Option(help="IANA name.")] = "Asia/Kolkata",
    report_hour: Annotated[
        int | None, typer.Option(min=0, max=23, help="Local hour of the daily report.")
    ] = None,
    password: Annotated[
        str, typer.Option(help="Empty: a random one is made and shown once.", envvar="SERAI_PASSWORD")
    ] = "",
) -> None:
    """Add a member of staff."""
    from crm.users import rules, service

    made = password or secrets.token_urlsafe(12)
    if role not in rules.ROLES:
        _fail(f"The role is one of {', '.join(rules.ROLES)}.")

    async def write(session: "AsyncSession", now: datetime, password_hash: str) -> "User":
        return await service.create(
            session,
            name=name,
            email=email,
            role=role,
            password_hash=password_hash,
            timezone=timezone,
            report_hour=report_hour,
            now=now,
        )

    user = _write("user.create", write, made, email, name)
    typer.echo(f"{user.name} works here as {user.role}, number {user.id}.")
    if not password:
        typer.echo(f"Password (shown once): {made}")


@app.command("list")
def list_users() -> None:
    """List members of staff."""
    from crm.users import queries

    async def read(session: "AsyncSession", _now: datetime) -> list[str]:
        return [
            f"{user.id:>4}  {user.role:<8} {'' if user.is_active else '(left) '}{user.name} <{user.email}>"
            f"{'  Telegram' if user.telegram_id else ''}"
            for user in await queries.everyone(session)
        ]

    for line in _run(read) or ["Nobody works here yet. Add someone with: serai users add"]:
        typer.echo(line)


@app.command()
def password(
    email: Email,
    password: Annotated[
        str, typer.Option(help="Empty: a random one is made and shown once.", envvar="SERAI_PASSWORD")
    ] = "",
) -> None:
    """Set a member of staff's password, and sign them out everywhere."""
    from crm.users import service

    made = password or secrets.token_urlsafe(12)

    async def write(session: "AsyncSession", now: datetime, password_hash: str) -> "User":
        user = await _by_email(session, email)
        await service.set_password(session, user.id, password_hash, now)
        return user

    user = _write("user.password", write, made, email, "")
    typer.echo(f"The password of {user.name} is set; all their devices are signed out.")
    if not password:
        typer.echo(f"Password (shown once): {made}")


@app.command()
def deactivate(email: Email) -> None:
    """Let a member of staff go: signed out everywhere, Telegram unlinked. Their history stays."""
    from crm.users import service

    async def write(session: "AsyncSession", now: datetime, _hash: str) -> "User":
        user = await _by_email(session, email)
        return await service.deactivate(session, user.id, now)

    typer.echo(f"{_write('user.deactivate', write).name} has left.")


@app.command()
def link(email: Email) -> None:
    """Make a code that ties a Telegram account to a member of staff; it works once, for 30 minutes."""
    from bot.settings import load_settings
    from crm.users.link_codes import make_link_code

    async def read(session: "AsyncSession", now: datetime) -> str:
        return make_link_code(load_settings().secret_key, await _by_email(session, email), now)

    typer.echo(f"Send this to the staff bot on Telegram:  /start {_run(read)}")


async def _by_email(session: "AsyncSession", email: str) -> "User":
    from crm.errors import Missing
    from crm.users import queries

    user = await queries.by_email(session, email)
    if user is None:
        raise Missing(f"Nobody works here with the address {email}.")
    return user


def _write(
    action: str,
    work: "Callable[[AsyncSession, datetime, str], Awaitable[User]]",
    password: str = "",
    email: str = "",
    name: str = "",
) -> "User":
    """Do one write with its line in the audit log; whatever is refused ends the command in words."""
    from crm.audit.service import audit
    from crm.users.rules import check_password

    async def note(session: "AsyncSession", now: datetime) -> "User":
        user = await work(session, now, password_hash)
        audit(session, "system", action, f"user:{user.id}", now, {"door": "command line"})
        return user

    password_hash = ""
    if password:
        try:
            check_password(password, email=email, name=name)
        except ValueError as problem:
            _fail(str(problem))
        password_hash = asyncio.run(_hashed(password))
    return _run(note, writes=True)


async def _hashed(password: str) -> str:
    from api.access.passwords import Passwords

    passwords = Passwords()
    try:
        return await passwords.hash(password)
    finally:
        passwords.close()


def _run(work: "Callable[[AsyncSession, datetime], Awaitable[T]]", *, writes: bool = False) -> T:
    from bot.settings import BadSettings, load_settings
    from crm.clock import Clock
    from crm.db import Book
    from crm.errors import Clash, Missing, Unfit

    async def run() -> T:
        book = Book(load_settings().database_url)
        try:
            async with book.transaction() if writes else book.reading() as session:
                return await work(session, Clock().now())
        finally:
            await book.close()

    try:
        return asyncio.run(run())
    except (Clash, Missing, Unfit, BadSettings) as problem:
        _fail(str(problem))


def _fail(words: str) -> NoReturn:
    typer.secho(words, fg="red", err=True)
    raise typer.Exit(1)
