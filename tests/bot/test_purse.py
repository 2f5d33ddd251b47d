"""A model's budget holds: for the day and for each conversation, for all workers together."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from agents.mind import Mind
from agents.model.breaker import Breaker
from agents.model.endpoint import Model, ModelSettings
from agents.model.prompts import Prompts
from agents.model.purse import Account, NotAsked, Wanted, charged_to
from agents.ports import MindSettings
from agents.turn.listening import Listener
from agents.understanding.llm import LlmEngine
from bot.purse import BookPurse
from crm.agency import service as agency
from crm.agency.model_prices import model_prices
from crm.clock import MovableClock
from crm.conversations.models import Conversation, Outbound
from crm.conversations.values import ModelUse
from crm.db import Book
from crm.reports.budgets import budget_today
from crm.reports.model_use import model_use
from crm.reports.models import ModelCall, ModelSpending
from crm.users.models import User
from tests.agents.desk import Customer, SampleTools, engine
from tests.agents.openai_double import openai_double
from tests.agents.test_model_failures import FORM, HELLO

CALL = Wanted("gpt-5-mini", "understand@00000000", 1000, 900, Account(7))


async def purse_of(book: Book, clock: MovableClock, **settings: Any) -> BookPurse:
    async with book.transaction() as session:
        await agency.change(session, settings, clock.now())

    async def load() -> agency.Agency:
        async with book.reading() as session:
            return await agency.load(session)

    return BookPurse(book, clock, load)


async def boss(book: Book, clock: MovableClock) -> int:
    """An admin who is linked to Telegram; gives the chat."""
    async with book.transaction() as session:
        user = User(name="Dana", email="dana@serai.example", role="admin", created_at=clock.now())
        session.add(user)
        await session.flush()
        chat = Conversation(
            kind="staff",
            channel="telegram",
            channel_account="bot",
            address="1",
            user_id=user.id,
            created_at=clock.now(),
        )
        session.add(chat)
        await session.flush()
        return chat.id


def on(number: int) -> Wanted:
    return replace(CALL, account=Account(number))


async def test_the_last_of_a_budget_goes_to_one_of_many_workers(book: Book, clock: MovableClock) -> None:
    purses = [await purse_of(book, clock, model_day_tokens=10 * 1900) for _ in range(4)]
    await boss(book, clock)

    async def ask(number: int) -> bool:
        try:
            await purses[number % 4].hold(on(number))
        except NotAsked:
            return False
        return True

    asked = await asyncio.gather(*(ask(number) for number in range(1, 25)))
    assert sum(asked) == 10
    async with book.reading() as session:
        whole = await session.get_one(ModelSpending, (clock.now().date(), 0))
        told = (await session.scalars(select(Outbound.body))).all()
    assert whole.tokens == 19_000
    assert len(told) == 1
    assert "Today's budget for the language model is spent" in told[0]["text"]


async def test_one_conversation_cannot_use_up_what_is_there_for_all(book: Book, clock: MovableClock) -> None:
    purse = await purse_of(book, clock, model_conversation_tokens=4000, model_day_tokens=0)
    chat = await boss(book, clock)
    for _ in range(2):
        await purse.hold(on(7))
    for _ in range(3):
        with pytest.raises(NotAsked, match="this conversation"):
            await purse.hold(on(7))
    await purse.hold(on(8))
    clock.advance(timedelta(hours=24))
    await purse.hold(on(7))
    async with book.reading() as session:
        told = (await session.scalars(select(Outbound.conversation_id))).all()
    assert told == [chat]


async def test_what_a_call_did_cost_takes_the_place_of_what_was_set_aside(
    book: Book, clock: MovableClock
) -> None:
    purse = await purse_of(
        book, clock, model_prices="gpt-5-mini 0.25 2", model_day_budget="0.003", model_day_tokens=0
    )
    held = await purse.hold(on(7))  # at most 250 + 1,800 millionths
    with pytest.raises(NotAsked, match="today"):
        await purse.hold(on(8))
    await purse.book(held, ModelUse("gpt-5-mini", True, None, 400, 50, 900, CALL.prompt))
    await purse.book(held, ModelUse("gpt-5-mini", True, None, 400, 50, 900, CALL.prompt))
    await purse.hold(on(8))
    async with book.reading() as session:
        today = await budget_today(session, clock.now())
        use = await model_use(session, clock.now())
        first = await session.get_one(ModelCall, held)
    assert (first.ok, first.tokens_in, first.tokens_out, first.cost) == (True, 400, 50, 200)
    assert today.cost == Decimal("0.00225")
    assert use.costs == {"USD": Decimal("0.00225")}
    assert [line.failed for line in use.models] == [1]  # the call under way


def test_a_price_is_read_as_it_is_written_or_named_as_wrong() -> None:
    prices = model_prices("gpt-5-mini 0.25 2.00; local/llama 0 0\n")
    assert prices["gpt-5-mini"].of(1_000_000, 500_000) == 1_250_000
    assert prices["local/llama"].of(9, 9) == 0
    assert prices["gpt-5-mini"].of(1, 0) == 1  # rounded up
    for wrong in ("gpt", "gpt 1", "gpt 1 x", "gpt -1 2", "gpt 1 2 3", "gpt NaN 1"):
        with pytest.raises(ValueError, match="not a price"):
            model_prices(wrong)


async def _mind(book: Book, clock: MovableClock, url: str, seconds: float = 4.0, **settings: Any) -> Customer:
    purse = await purse_of(book, clock, **settings)
    model = Model(ModelSettings("double", "no-key", url, seconds=seconds), purse=purse)
    listener = Listener(engine(), LlmEngine(model), Breaker())
    return Customer(Mind(SampleTools(), listener, MindSettings(agency="Serai Travel")))


async def test_when_the_budget_is_spent_the_customer_is_answered_all_the_same(
    book: Book, clock: MovableClock
) -> None:
    async with openai_double() as double:
        double.will(FORM)
        asha = await _mind(book, clock, double.url, model_conversation_tokens=4700)
        with charged_to(7):
            said = [await asha.says(HELLO) for _ in range(4)]
    assert "6 nights" in said[0]
    assert all(said)
    assert [outcome.engine for outcome in asha.outcomes] == ["llm", "llm", "llm", "offline"]
    assert asha.outcomes[-1].fallback == "the model's budget for this conversation is spent for today"
    assert len(double.asked) == 3
    async with book.reading() as session:
        calls = (await session.scalars(select(ModelCall).order_by(ModelCall.id))).all()
    assert [(c.ok, c.tokens_in + c.tokens_out, c.conversation_id) for c in calls] == [(True, 366, 7)] * 3
    assert {c.prompt for c in calls} == {Prompts().get("understand").version}


async def test_a_call_that_was_late_or_cut_short_stays_counted_and_one_refused_does_not(
    book: Book, clock: MovableClock
) -> None:
    async with openai_double() as double:
        double.will((500, "oops"), "hang")
        asha = await _mind(book, clock, double.url, seconds=0.3)
        for _ in range(2):
            assert await asha.says(HELLO)
    async with book.reading() as session:
        calls = (await session.scalars(select(ModelCall).order_by(ModelCall.id))).all()
    assert [c.failure for c in calls] == ["answered with status 500", "did not answer in time"]
    assert calls[0].tokens_in + calls[0].tokens_out == 0
    assert calls[1].tokens_in + calls[1].tokens_out > 900
    async with book.reading() as session:
        whole = await session.get_one(ModelSpending, (clock.now().date(), 0))
    assert whole.tokens == calls[1].tokens_in + calls[1].tokens_out


async def test_a_purse_that_cannot_be_read_lets_the_offline_engine_answer(clock: MovableClock) -> None:
    class Lost:
        async def hold(self, wanted: Wanted) -> int:
            raise ConnectionError("the database is away")

        async def book(self, held: int, use: ModelUse) -> None:
            raise AssertionError("nothing was held")

    async with openai_double() as double:
        double.will(FORM)
        model = Model(ModelSettings("double", "no-key", double.url), purse=Lost())
        asha = Customer(Mind(SampleTools(), Listener(engine(), LlmEngine(model)), MindSettings()))
        assert "6 nights" in await asha.says(HELLO)
    assert asha.outcomes[-1].fallback == "the model's budget could not be read"
    assert double.asked == []
