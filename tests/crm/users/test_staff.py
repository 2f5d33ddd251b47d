"""Staff in the book: roles, link codes, and the last admin."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from crm.clock import MovableClock
from crm.db import Book
from crm.errors import Clash, Missing, Unfit
from crm.users import queries, service, sign_ins
from crm.users.link_codes import make_link_code, redeem_link_code
from crm.users.models import User
from crm.users.rules import Role, check_password, check_timezone, has_role

SECRET = "s" * 40


async def hire(book: Book, clock: MovableClock, name: str, role: Role = "agent") -> User:
    async with book.transaction() as session:
        return await service.create(
            session,
            name=name,
            email=f" {name}@Example.com ",
            role=role,
            password_hash=None,
            timezone="Asia/Kolkata",
            now=clock.now(),
        )


async def redeem(book: Book, code: str, telegram_id: int, clock: MovableClock) -> User:
    async with book.transaction() as session:
        return await redeem_link_code(session, SECRET, code, telegram_id, clock.now())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("UTC", "UTC"),
    ],
)
def test_a_time_zone_goes_by_the_name_that_is_in_use(typed: str, shown: str) -> None:
    assert check_timezone(typed) == shown


async def test_a_zone_stored_under_an_older_name_is_shown_by_the_one_in_use(
    book: Book, clock: MovableClock
) -> None:
    ravi = await hire(book, clock, "ravi")
    async with book.transaction() as session:
        await session.execute(text("UPDATE users SET timezone = 'Asia/Calcutta'"))
    async with book.reading() as session:
        assert (await queries.get(session, ravi.id)).timezone == "Asia/Kolkata"


def test_a_role_carries_the_authority_of_those_below_it() -> None:
    assert has_role("admin", "agent")
    assert has_role("manager", "manager")
    assert not has_role("agent", "manager")
    assert not has_role("owner", "agent")


@pytest.mark.parametrize("password", ["short", "password123", "aaaaaaaaaaaa", "asha@example.com", "x" * 129])
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(Unfit):
        check_password(password, email="asha@example.com", name="Asha")


async def test_a_link_code_ties_a_telegram_account_once(book: Book, clock: MovableClock) -> None:
    asha = await hire(book, clock, "asha")
    code = make_link_code(SECRET, asha, clock.now())
    assert len(code) <= 57  # with "start=" it fits Telegram's 64

    assert (await redeem(book, code, 555, clock)).telegram_id == 555
    with pytest.raises(Missing):
        await redeem(book, code, 556, clock)


async def test_a_link_code_ends_after_half_an_hour(book: Book, clock: MovableClock) -> None:
    code = make_link_code(SECRET, await hire(book, clock, "asha"), clock.now())
    clock.advance(timedelta(minutes=30, seconds=1))
    with pytest.raises(Missing, match="over"):
        await redeem(book, code, 555, clock)


@pytest.mark.parametrize("wrong", ["", "x", "é", "A" * 32, "A" * 31 + "=", "../../etc/passwd"])
async def test_a_made_up_link_code_is_refused(book: Book, clock: MovableClock, wrong: str) -> None:
    await hire(book, clock, "asha")
    with pytest.raises(Missing):
        await redeem(book, wrong, 555, clock)


async def test_a_link_code_under_another_secret_or_for_a_taken_account_is_refused(
    book: Book, clock: MovableClock
) -> None:
    asha, ravi = await hire(book, clock, "asha"), await hire(book, clock, "ravi")
    with pytest.raises(Missing):
        await redeem(book, make_link_code("t" * 40, asha, clock.now()), 555, clock)
    await redeem(book, make_link_code(SECRET, asha, clock.now()), 555, clock)
    with pytest.raises(Clash):
        await redeem(book, make_link_code(SECRET, ravi, clock.now()), 555, clock)


async def test_the_last_admin_stays(book: Book, clock: MovableClock) -> None:
    asha = await hire(book, clock, "asha", "admin")
    for change in ({"role": "agent"}, {"is_active": False}):
        with pytest.raises(Clash):
            await _change(book, asha.id, change)
    await hire(book, clock, "meera", "admin")
    await _change(book, asha.id, {"role": "agent"})


async def _change(book: Book, user_id: int, fields: dict[str, object]) -> None:
    async with book.transaction() as session:
        await service.change(session, user_id, **fields)


async def test_two_people_cannot_share_an_address_however_it_is_written(
    book: Book, clock: MovableClock
) -> None:
    await hire(book, clock, "asha")
    with pytest.raises(Clash):
        await hire(book, clock, "ASHA")


async def test_two_refreshes_at_once_end_the_session(book: Book, clock: MovableClock) -> None:
    asha, key = await hire(book, clock, "asha"), b"k" * 32
    async with book.transaction() as session:
        opened = await sign_ins.open_sign_in(
            session, key, "api", asha.id, user_agent="", address="", now=clock.now()
        )
    outcomes = []
    for _ in range(2):
        async with book.transaction() as session:
            outcomes.append(await sign_ins.rotate(session, key, opened.token, clock.now()))

    assert isinstance(outcomes[0], sign_ins.Opened)
    assert isinstance(outcomes[1], sign_ins.SpentToken)
    async with book.reading() as session:
        assert await queries.signed_in(session, opened.sign_in_id, clock.now()) is None
