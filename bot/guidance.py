"""What the desk tells staff about one lead: summary, score, odds, next step, what to send and when."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agents.staff.briefing import Line, brief, lines_of
from agents.wording.replies import LANGUAGES
from bot.citing import Citations, cited
from bot.staff.reading import newest_trip
from crm.agency.service import load as load_agency
from crm.clock import Clock
from crm.contacts.models import Contact
from crm.conversations.models import Inbound
from crm.conversations.queries import history_of
from crm.db import Book
from crm.leads.history import closed_leads, glimpse_now
from crm.leads.models import Lead, LeadSummary
from crm.leads.next_step import NextStep, next_step
from crm.leads.odds import Odds, fit
from crm.leads.score import Score, score
from crm.leads.sending import Advice, Costs, advise, zone_of
from crm.leads.signals import Signals, signals_of
from crm.leads.summaries import as_of, ask_for_summary, summary_of

_LEARNT_FOR = timedelta(hours=6)
_HABITS = 60  # messages of a customer from which their hours are read


@dataclass(frozen=True)
class Summary:
    """A lead in a few lines, and who wrote them: the rules, or the model where it has.

    `wanted` names the state of the lead that a model is still to sum up, empty where none is; `why_rules`
    says why the rules' lines stand although a model was asked.
    """

    lines: tuple[Line, ...]
    engine: Literal["offline", "llm"] = "offline"
    wanted: str = ""
    why_rules: str = ""

    @property
    def told(self) -> str:
        """Who summed up, in words for staff; empty where no model is in the house."""
        if self.engine == "llm":
            return "Summed up by the model; every sentence stands on the messages it names"
        if self.wanted:
            return "Summed up by rules; the model is at it"
        return f"Summed up by rules: {self.why_rules}" if self.why_rules else ""


@dataclass(frozen=True)
class Guidance:
    """Everything at once. `odds` None: `why_no_odds` says why."""

    summary: Summary
    signals: Signals
    score: Score
    step: NextStep
    advice: Advice
    odds: float | None
    why_no_odds: str
    pulls: tuple[tuple[str, float], ...] = ()
    citations: Citations = field(default_factory=Citations)


class Guide:
    """Reads and reckons; writes nothing. What was learnt of closed leads is kept for some hours."""

    def __init__(
        self, book: Book, clock: Clock, *, has_model: bool = False, ring: Callable[[], Any] = lambda: None
    ) -> None:
        self._book, self._clock = book, clock
        self._has_model, self._ring = has_model, ring
        self._odds: Odds | None = None
        self._learnt_at: datetime | None = None

    async def odds(self) -> Odds:
        """Give the model of the agency's own history, learnt anew every six hours."""
        now = self._clock.now()
        if self._odds is None or self._learnt_at is None or now - self._learnt_at >= _LEARNT_FOR:
            async with self._book.reading() as session:
                history = await closed_leads(session)
            self._odds, self._learnt_at = await asyncio.to_thread(fit, history), now
        return self._odds

    async def guide(self, lead_id: int) -> Guidance | None:
        """Give guidance on one lead; None where there is none. The caller has asked who may see it."""
        now, odds = self._clock.now(), await self.odds()
        async with self._book.reading() as session:
            lead = await session.get(Lead, lead_id)
            signals = (await signals_of(session, [lead_id])).get(lead_id)
            if lead is None or signals is None:
                return None
            agency = await load_agency(session)
            contact = await session.get_one(Contact, lead.contact_id)
            trip = await newest_trip(session, lead_id)
            past = await history_of(session, lead.conversation_id)
            wrote_at = await _wrote_at(session, lead.conversation_id)
            kept = await summary_of(session, lead_id) if self._has_model else None
            rules = brief(lead.slots, trip, past, agency.currency)
            summary = _summary(rules, kept, as_of(lead, past) if self._has_model and past else "")
            proofs = [message for line in summary.lines for message in line.messages]
            citations = await cited(session, proofs, contact.name, agency.timezone)
        costs = Costs(agency.message_cost, agency.template_cost, agency.message_currency)
        zone = zone_of(contact.timezone, contact.phone, agency.timezone)
        language = contact.language if contact.language in LANGUAGES else "en"
        seen = glimpse_now(signals, now)
        chance = None if signals.status in ("won", "lost") else odds.of(seen)
        return Guidance(
            summary=summary,
            signals=signals,
            score=score(signals, now),
            step=next_step(signals, now),
            advice=advise(signals, wrote_at, zone, language, costs, now),
            odds=chance,
            why_no_odds=odds.why_not,
            pulls=tuple(odds.pulls(seen)),
            citations=citations,
        )

    async def ask_for_summary(self, lead_id: int, summary: Summary) -> None:
        """Have the model's summary made where one is wanted; asking again for the same costs nothing."""
        if not summary.wanted:
            return
        async with self._book.transaction() as session:
            await ask_for_summary(session, lead_id, summary.wanted, self._clock.now())
        self._ring()

    async def first_steps(
        self, lead_ids: Sequence[int]
    ) -> list[tuple[Signals, NextStep, Score, float | None]]:
        """Order leads by what helps most: urgency, then odds or score, then what is at stake."""
        now, odds = self._clock.now(), await self.odds()
        async with self._book.reading() as session:
            found = await signals_of(session, lead_ids)
        reckoned = [
            (lead, next_step(lead, now), score(lead, now), odds.of(glimpse_now(lead, now)))
            for lead in found.values()
        ]
        wanted = [one for one in reckoned if one[1].do not in ("nothing", "wait")]

        def rank(one: tuple[Signals, NextStep, Score, float | None]) -> tuple[int, float, int]:
            lead, step, points, chance = one
            return -step.urgency, -(points.points / 100 if chance is None else chance), lead.lead_id

        return sorted(wanted, key=rank)


def _summary(rules: tuple[Line, ...], kept: LeadSummary | None, state: str) -> Summary:
    """The model's lines where they tell of this very state; how the plan stands is never a model's to say."""
    if kept is None or kept.as_of != state:
        return Summary(rules, wanted=state)
    if kept.why_none:
        return Summary(rules, why_rules=kept.why_none)
    told = lines_of(kept.lines)
    return Summary((*told, *(line for line in rules if line.of == "plan")), "llm")


async def _wrote_at(session: AsyncSession, conversation_id: int) -> list[datetime]:
    query = select(Inbound.received_at).where(Inbound.conversation_id == conversation_id)
    return list(await session.scalars(query.order_by(Inbound.id.desc()).limit(_HABITS)))
