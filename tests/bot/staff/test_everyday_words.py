"""How people talk to the desk on a phone: short, small letters, and about whoever was spoken of last."""

import pytest

from crm.previews.models import Preview
from tests.bot.staff.floor import LEELA, MEERA, RAVI, Floor, only

ASHA, JOHN = "+919876500001", "+919876500002"


@pytest.fixture
async def asha(floor: Floor) -> int:
    """Asha's lead, which is Ravi's."""
    return await floor.enquires("Asha Rao", ASHA, owner=RAVI)


@pytest.mark.parametrize("words", ["anything for me today?", "whats new", "good morning"])
async def test_the_day_is_told_in_one_message(floor: Floor, asha: int, words: str) -> None:
    await floor.types(RAVI, f"/remind {asha} at 6pm call her")
    floor.later(minutes=20)
    told = only(await floor.types(RAVI, words))
    assert "⏰ 18:00 call her" in told
    assert "1 waiting for an answer" in told
    assert told.count(f"/lead {asha} ") == 1, "a lead that waits is not told again as a new one"
    assert "1 new lead today" in told


async def test_the_day_holds_nothing_of_a_colleagues_lead(floor: Floor, asha: int) -> None:
    assert "Nothing is new" in only(await floor.types(LEELA, "anything for me today?"))
    assert "Asha" in only(await floor.types(MEERA, "anything for me today?"))


@pytest.mark.parametrize(
    "words", ["asha's number?", "whats ashas phone number", "call asha", "asha ka number"]
)
async def test_a_number_is_told_where_it_is_asked_for(floor: Floor, asha: int, words: str) -> None:
    assert f"WhatsApp: {ASHA}" in only(await floor.types(RAVI, words))


async def test_a_number_of_a_colleagues_lead_is_not_told(floor: Floor, asha: int) -> None:
    assert ASHA not in only(await floor.types(LEELA, "asha's number?"))
    assert ASHA not in only(await floor.types(LEELA, f"{asha} phone number"))


async def test_notes_are_read_the_newest_first_with_their_writer(floor: Floor, asha: int) -> None:
    assert "No notes yet" in only(await floor.types(RAVI, "notes on asha"))
    await floor.types(RAVI, f"/note {asha} wants <b>a pool</b>")
    await floor.types(MEERA, f"/note {asha} called twice")
    told = only(await floor.types(RAVI, "show notes for asha"))
    assert "a pool&lt;/b&gt; <i>(Ravi, 23 Nov)</i>" in told
    assert told.index("called twice <i>(Meera") < told.index("a pool")


@pytest.mark.parametrize(
    "words", ["whats the status of asha's trip", "has she approved", "who is handling asha", "did asha reply"]
)
async def test_how_a_lead_stands_is_its_card(floor: Floor, asha: int, words: str) -> None:
    await floor.types(RAVI, f"show {asha}")
    assert f"Lead {asha}</b> · qualifying" in only(await floor.types(RAVI, words))


async def test_new_leads_are_the_newest_where_the_desk_has_begun_with_all(floor: Floor, asha: int) -> None:
    assert "Asha Rao" in only(await floor.types(RAVI, "any new leads?"))


async def test_a_change_of_the_trip_is_shown_first_for_the_lead_spoken_of(floor: Floor, asha: int) -> None:
    await floor.types(RAVI, "show asha")
    [shown] = await floor.types(RAVI, "make it 7 nights")
    assert "Plan and price lead 1 · Asha Rao as version 1 with nights 7 (not sent)" in shown.text
    assert (await floor.lead(asha)).nights == 6
    await floor.presses_on(RAVI, shown, "✅ Confirm")
    assert (await floor.lead(asha)).nights == 7


async def test_a_call_at_an_hour_is_shown_as_a_reminder(floor: Floor, asha: int) -> None:
    await floor.types(RAVI, "show asha")
    [shown] = await floor.types(RAVI, "call her back tomorrow 10am")
    assert "Remind you on Tue 24 Nov, 10:00: call them, lead 1 · Asha Rao" in shown.text


@pytest.mark.parametrize("words", ["cancel that", "nvm", "leave it"])
async def test_a_question_is_taken_back_in_ones_own_words(floor: Floor, asha: int, words: str) -> None:
    await floor.types(RAVI, "mark asha lost")
    assert "Cancelled" in only(await floor.types(RAVI, words))
    assert "No question of mine is open" in only(await floor.types(RAVI, words))
    assert (await floor.lead(asha)).status == "qualifying"


@pytest.mark.parametrize("words", ["thanks", "hi", "ok thanks", "thx"])
async def test_a_courtesy_is_the_desks_own_only_while_no_customer_listens(
    floor: Floor, asha: int, words: str
) -> None:
    assert "no customer heard this" in only(await floor.types(RAVI, words))
    await floor.types(RAVI, f"/take {asha}")
    await floor.types(RAVI, words)
    assert floor.texts() == [words]


@pytest.mark.parametrize(
    "words", ["show john", "john's number?", "whats the status of john", "anything for me today?"]
)
async def test_a_question_about_another_lead_does_not_go_to_the_customer_who_listens(
    floor: Floor, asha: int, words: str
) -> None:
    await floor.enquires("John Miller", JOHN)
    await floor.types(RAVI, f"/take {asha}")
    assert "for me, or for the customer" in only(await floor.types(RAVI, words))
    assert floor.texts() == []


async def test_words_that_are_not_understood_are_answered_with_what_can_be_said(
    floor: Floor, asha: int
) -> None:
    told = only(await floor.types(RAVI, "asha prefers window seat"))
    assert "Nothing was done" in told
    assert "<code>note on asha: prefers window seats</code>" in told
    assert "<code>mark asha lost: too expensive</code>" in only(await floor.types(RAVI, "delete asha"))
    assert "<code>move asha to won</code>" in only(await floor.types(RAVI, "asha booked"))
    assert await floor.all_of(Preview) == []


async def test_an_example_names_no_lead_of_a_colleague(floor: Floor, asha: int) -> None:
    told = only(await floor.types(LEELA, "delete asha"))
    assert "<code>mark 42 lost: too expensive</code>" in told


@pytest.mark.parametrize("words", ["leelas leads", "leela ke leads", "how many leads does leela have"])
async def test_a_manager_asks_for_a_colleagues_leads_by_name(floor: Floor, asha: int, words: str) -> None:
    await floor.enquires("John Miller", JOHN, owner=LEELA)
    told = only(await floor.types(MEERA, words))
    assert "Asha" not in told
    assert "John Miller" in told or "<b>1</b> lead" in told


async def test_who_sold_most_is_told_of_the_month(floor: Floor, asha: int) -> None:
    await floor.types(RAVI, f"/status {asha} won")
    told = await floor.types(MEERA, "who sold the most")
    assert "Ravi: 1 new, 1 won" in told[-1].text
