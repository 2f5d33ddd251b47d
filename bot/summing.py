"""A lead summed up by the model, off everybody's path: asked once for each change, kept in the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from agents.model.endpoint import ModelFailed
from agents.model.purse import NotAsked, charged_to
from agents.staff.summing import Summarist, Summed
from bot.tools import DeskTools
from crm.clock import Clock
from crm.contacts.models import Contact
from crm.conversations.queries import history_of
from crm.conversations.values import Past
from crm.db import Book
from crm.leads.models import Lead
from crm.leads.service import get_lead
from crm.leads.summaries import (
    MOST_AGAIN,
    as_of,
    ask_for_summary,
    keep_summary,
    places_elsewhere,
    summary_of,
)

log = structlog.get_logger(__name__)


class Summing:
    """Does the jobs of kind `sum_up`. Whatever the model does, the rules' own summary is there already."""

    def __init__(self, book: Book, clock: Clock, tools: DeskTools, summarist: Summarist | None) -> None:
        self._book, self._clock, self._tools, self._summarist = book, clock, tools, summarist

    async def sum_up(self, payload: Mapping[str, Any]) -> None:
        """Do one job. Where the lead has changed since it was asked for, its newest state is asked for.

        A model that could not be asked, or did not answer, is asked for the same state again later.
        """
        if self._summarist is None:
            return
        lead_id, again = int(payload["lead_id"]), int(payload.get("again", 0))
        asking = await self._asking(lead_id)
        if asking is None or (asking.is_kept if again == 0 else asking.is_settled):
            return
        if payload.get("as_of") != asking.state:
            if again == 0:
                await self._ask_for_newest(lead_id, asking.state)
            return
        summed, prompt, is_late = await self._asked(self._summarist, asking)
        if summed.unproven:
            log.warning("summary_kept_offline", lead_id=lead_id)
        lines = [{"of": one.of, "text": one.text, "messages": list(one.messages)} for one in summed.lines]
        async with self._book.transaction() as session:
            lead = await get_lead(session, lead_id)
            newest, now = as_of(lead, await history_of(session, lead.conversation_id)), self._clock.now()
            if newest != asking.state:
                # While the model thought the lead moved on; what tells of it now may stand there already.
                await ask_for_summary(session, lead_id, newest, now)
                return
            await keep_summary(session, lead, newest, lines, summed.unproven or None, prompt, now)
            if is_late and again < MOST_AGAIN:
                await ask_for_summary(session, lead_id, newest, now, again + 1)

    async def _asking(self, lead_id: int) -> "_Asking | None":
        async with self._book.reading() as session:
            lead = await session.get(Lead, lead_id)
            if lead is None:
                return None
            history = await history_of(session, lead.conversation_id)
            kept, state = await summary_of(session, lead_id), as_of(lead, history)
            is_kept = kept is not None and kept.as_of == state
            return _Asking(
                lead=lead,
                contact=await session.get_one(Contact, lead.contact_id),
                history=history,
                elsewhere=await places_elsewhere(session, lead),
                state=state,
                is_kept=is_kept,
                is_settled=is_kept and kept is not None and not kept.why_none,
            )

    async def _ask_for_newest(self, lead_id: int, state: str) -> None:
        async with self._book.transaction() as session:
            await ask_for_summary(session, lead_id, state, self._clock.now())

    async def _asked(self, summarist: Summarist, asking: "_Asking") -> tuple[Summed, str, bool]:
        """What the model made of it, by which prompt, and whether it may answer better later."""
        agency = await self._tools.agency()
        try:
            with charged_to(asking.lead.conversation_id):
                summed, use = await summarist.sum_up(
                    asking.lead.slots,
                    asking.history,
                    currency=agency.currency,
                    name=asking.contact.name,
                    language=asking.contact.language,
                    elsewhere=asking.elsewhere,
                )
        except ModelFailed as failed:
            return Summed(unproven=f"the model {failed.use.failure}"), failed.use.prompt, True
        except NotAsked as spent:
            return Summed(unproven=str(spent)), "", True
        return summed, use.prompt, False


@dataclass(frozen=True)
class _Asking:
    """A lead as it stands, and what was kept of that very state: anything, or a summary."""

    lead: Lead
    contact: Contact
    history: Sequence[Past]
    elsewhere: Sequence[str]
    state: str
    is_kept: bool
    is_settled: bool
