"""Tying a Telegram account to a member of staff: one code, one use, half an hour."""

from crm.users.link_codes import make_link_code
from crm.users.models import User
from tests.bot.staff.floor import RAVI, SECRET, STRANGER, Floor, only


async def code_for(floor: Floor, name: str = "Kiran") -> str:
    user = await floor.hires(name, "agent", None)
    return make_link_code(SECRET, user, floor.clock.now())


async def linked(floor: Floor) -> dict[str, int | None]:
    return {user.name: user.telegram_id for user in await floor.all_of(User)}


async def test_a_code_ties_the_account_once(floor: Floor) -> None:
    code = await code_for(floor)
    assert "Welcome, Kiran" in only(await floor.types(STRANGER, f"/start {code}"))
    assert (await linked(floor))["Kiran"] == STRANGER
    assert "You are signed in as agent" in only(await floor.types(STRANGER, "/start"))
    assert "not valid" in only(await floor.types(8888, f"/start {code}"))
    assert (await linked(floor))["Kiran"] == STRANGER


async def test_a_code_is_over_after_half_an_hour(floor: Floor) -> None:
    code = await code_for(floor)
    floor.later(minutes=31)
    assert "over" in only(await floor.types(STRANGER, f"/start {code}"))
    assert (await linked(floor))["Kiran"] is None


async def test_an_account_of_somebody_else_cannot_take_a_code(floor: Floor) -> None:
    code = await code_for(floor)
    assert "another member of staff" in only(await floor.types(RAVI, f"/start {code}"))
    assert (await linked(floor))["Kiran"] is None


async def test_a_forged_code_is_not_valid(floor: Floor) -> None:
    code = await code_for(floor)
    forged = code[:-2] + ("AA" if code[-2:] != "AA" else "BB")
    for wrong in (forged, "x", "ж" * 10, code[:-4], ""):
        told = only(await floor.types(STRANGER, f"/start {wrong}".strip()))
        assert "Welcome, Kiran" not in told
    assert (await linked(floor))["Kiran"] is None


async def test_two_accounts_with_one_code_in_one_moment_get_one_link(floor: Floor) -> None:
    code = await code_for(floor)
    floor.listens()
    for who in (STRANGER, 8888):
        frame = {
            "message_id": 5,
            "date": 1,
            "chat": {"id": who, "type": "private"},
            "from": {"id": who, "is_bot": False, "first_name": "x"},
        }
        await floor._comes({"message": {**frame, "text": f"/start {code}"}})
    await floor.works()
    told = [only(floor.shown_to(who)) for who in (STRANGER, 8888)]
    assert sum("Welcome, Kiran" in text for text in told) == 1
    assert (await linked(floor))["Kiran"] in (STRANGER, 8888)
