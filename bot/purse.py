"""The models' purse in the book: every process counts in the same two rows before it spends."""

from collections.abc import Awaitable, Callable
from datetime import date
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agents.model.purse import Account, NotAsked, Wanted
from bot.alarms import boss_chats, tell_chats
from bot.staff.reading import watcher_chats
from crm.agency.rules import Agency
from crm.audit.service import audit
from crm.clock import Clock
from crm.contacts.models import Contact
from crm.conversations.models import Conversation
from crm.conversations.values import ModelUse
from crm.db import Book
from crm.leads.service import open_lead_of
from crm.reports import spending

log = structlog.get_logger(__name__)

_SPENT = {
    "day": "the model's budget for today is spent",
    "conversation": "the model's budget for this conversation is spent for today",
}


class BookPurse:
    """Holds calls against the agency's budget, and tells staff once when one is spent.

    A budget's day is the agency's local day. `ring` is called when messages to staff were queued.
    """

    def __init__(
        self,
        book: Book,
        clock: Clock,
        agency: Callable[[], Awaitable[Agency]],
        ring: Callable[[], Any] = lambda: None,
    ) -> None:
        self._book, self._clock, self._agency, self._ring = book, clock, agency, ring

    async def hold(self, wanted: Wanted) -> int:
        agency, now = await self._agency(), self._clock.now()
        day = now.astimezone(ZoneInfo(agency.timezone)).date()
        account = wanted.account
        call = spending.Call(
            wanted.model,
            wanted.prompt,
            wanted.tokens_in,
            wanted.tokens_out,
            account.conversation_id if account else None,
            account.turn_id if account else None,
        )
        try:
            async with self._book.transaction() as session:
                return await spending.hold(session, call, agency.model_budget(), day, now)
        except spending.OverBudget as over:
            await self._tell(over.scope, account, day)
            raise NotAsked(_SPENT[over.scope]) from over

    async def book(self, held: int, use: ModelUse) -> None:
        used = spending.Used(use.ok, use.failure, use.tokens_in, use.tokens_out, use.latency_ms)
        budget = (await self._agency()).model_budget()
        async with self._book.transaction() as session:
            await spending.book(session, held, used, budget)

    async def _tell(self, scope: str, account: Account | None, day: date) -> None:
        """Tell the managers and admins of the day's budget, and a lead's people of a conversation's."""
        now = self._clock.now()
        of = account.conversation_id if scope == "conversation" and account else spending.ALL
        async with self._book.transaction() as session:
            if not await spending.tell_once(session, day, of, now):
                return
            subject = f"conversation:{of}" if of else "agency"
            audit(session, "bot", "model.budget_spent", subject, now, {"day": day.isoformat()})
            text, chats = await (_of_day(session) if of == spending.ALL else _of_chat(session, of))
            await tell_chats(session, chats, f"model-budget:{day}:{of}", text, now)
        log.warning("model_budget_spent", scope=scope)
        self._ring()


async def _of_day(session: AsyncSession) -> tuple[str, list[int]]:
    text = (
        "💸 <b>Today's budget for the language model is spent.</b>\n"
        "The offline engine thinks until midnight: customers are answered as before, and the desk asks back "
        "more often. Admins set the budget under Settings; Model use shows what it went on."
    )
    return text, await boss_chats(session)


async def _of_chat(session: AsyncSession, conversation_id: int) -> tuple[str, list[int]]:
    lead = await open_lead_of(session, conversation_id)
    name = await session.scalar(
        select(Contact.name)
        .join(Conversation, Conversation.contact_id == Contact.id)
        .where(Conversation.id == conversation_id)
    )
    who = escape(" ".join((name or "A customer").split())) + (f" (lead {lead.id})" if lead else "")
    text = (
        f"💸 <b>{who}</b> has used up the language model's budget for one conversation today.\n"
        "The offline engine answers them until midnight; take over if it matters."
    )
    return text, await watcher_chats(session, lead.owner_id if lead else None)
