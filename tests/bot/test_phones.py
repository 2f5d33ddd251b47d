"""Whom the sandbox's phones belong to when the desk starts again."""

from datetime import timedelta
from typing import Any

from bot.phones import CUSTOMERS, customers_of
from crm.clock import MovableClock
from crm.db import Book
from tests.bot.desk import TestDesk


async def test_the_first_start_hands_out_the_sample_phones(book: Book) -> None:
    people = await customers_of(book)
    assert [(person["number"], person["name"]) for person in people] == list(CUSTOMERS)
    assert all("wrote_at" not in person for person in people)


async def test_everybody_in_the_book_has_a_phone_and_the_window_they_had(
    desk: TestDesk, clock: MovableClock
) -> None:
    sample = CUSTOMERS[0][0]
    await desk.customer_says("Hello", sample)
    first = clock.now()
    clock.advance(timedelta(hours=3))
    await desk.customer_says("Hi", "+447700900123", profile_name="Olivia White")
    await desk.agent_says("/leads")
    people: dict[str, Any] = {person["number"]: person for person in await customers_of(desk.book)}
    assert set(people) == {number for number, _ in CUSTOMERS} | {"+447700900123"}
    assert people["+447700900123"]["name"] == "Olivia White"
    assert people["+447700900123"]["wrote_at"] == clock.now().isoformat()
    assert people[sample]["wrote_at"] == first.isoformat()
