"""What can be seen of a lead at one moment: the facts that its score and its next step rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Executable, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from crm.contacts.models import Contact
from crm.conversations.models import Conversation, Inbound, Outbound
from crm.leads.models import Lead
from crm.leads.rules import slot_value
from crm.quotes.models import QuoteRecord
from crm.trips.models import Approval, TripLink, TripVersion

WISHES = ("destinations", "dates", "party", "budget")  # what a plan needs, and what it is held against


@dataclass(frozen=True)
class Signals:
    """A lead at one moment. Times are aware; amounts are in `currency`, the quote's."""

    lead_id: int
    status: str
    created_at: datetime
    known: frozenset[str] = frozenset()  # of `WISHES`
    start: date | None = None
    budget: Decimal | None = None  # for the whole trip, in the quote's currency; None: not comparable
    total: Decimal | None = None
    currency: str | None = None
    messages: int = 0  # of the customer
    last_inbound_at: datetime | None = None
    last_outbound_at: datetime | None = None  # words of the desk or of staff to the customer
    waiting_since: datetime | None = None
    needs_human: str | None = None
    owner_id: int | None = None
    held_by: int | None = None
    channel: str = "whatsapp"
    opted_out: bool = False
    version: int | None = None  # the newest
    sent_at: datetime | None = None  # when the newest was sent
    approved_at: datetime | None = None
    page_seen_at: datetime | None = None
    valid_until: date | None = None
    undelivered: int = 0  # messages to the customer that failed or are unknown

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in WISHES if name not in self.known)


def _to_customer(what: Any, statuses: tuple[str, ...]) -> Any:
    return select(what).where(
        Outbound.conversation_id == Lead.conversation_id,
        Outbound.status.in_(statuses),
        Outbound.kind.in_(("text", "template", "document", "photo")),
    )


def _read() -> Executable:
    later = aliased(TripVersion)
    newest = select(func.max(later.version)).where(later.lead_id == Lead.id).scalar_subquery()
    heard = select(func.count(Inbound.id)).where(Inbound.conversation_id == Lead.conversation_id)
    said = _to_customer(func.max(Outbound.created_at), ("sending", "sent", "delivered", "read"))
    lost = _to_customer(func.count(Outbound.id), ("failed", "unknown"))
    seen = select(func.max(TripLink.seen_at)).where(TripLink.lead_id == Lead.id)
    return (
        select(
            Lead,
            Conversation.last_inbound_at,
            Conversation.held_by,
            Conversation.channel,
            Contact.opted_out_at,
            TripVersion.version,
            TripVersion.sent_at,
            Approval.at,
            QuoteRecord.total,
            QuoteRecord.currency,
            QuoteRecord.valid_until,
            heard.scalar_subquery(),
            said.scalar_subquery(),
            lost.scalar_subquery(),
            seen.scalar_subquery(),
        )
        .join(Conversation, Conversation.id == Lead.conversation_id)
        .join(Contact, Contact.id == Lead.contact_id)
        .outerjoin(TripVersion, (TripVersion.lead_id == Lead.id) & (TripVersion.version == newest))
        .outerjoin(QuoteRecord, QuoteRecord.trip_version_id == TripVersion.id)
        .outerjoin(Approval, Approval.trip_version_id == TripVersion.id)
        .where(Lead.id.in_(bindparam("leads", expanding=True)))
    )


_READ = _read()  # every card is drawn with it: writing it anew takes longer than asking it


async def signals_of(session: AsyncSession, lead_ids: Sequence[int]) -> dict[int, Signals]:
    """Read the signals of some leads, by id, in two statements whatever their number."""
    if not lead_ids:
        return {}
    rows = await session.execute(_READ, {"leads": list(lead_ids)})
    return {row[0].id: _signals(*row) for row in rows}


def _signals(lead: Lead, *more: Any) -> Signals:
    inbound_at, held_by, channel, opted_out_at, version, sent_at, approved_at, total, currency = more[:9]
    valid_until, heard, said_at, lost, seen_at = more[9:]
    return Signals(
        lead_id=lead.id,
        status=lead.status,
        created_at=lead.created_at,
        known=known_wishes(lead.slots),
        start=lead.start_date,
        budget=_budget(lead.slots, currency),
        total=total,
        currency=currency,
        messages=heard or 0,
        last_inbound_at=inbound_at,
        last_outbound_at=said_at,
        waiting_since=lead.waiting_since,
        needs_human=lead.needs_human,
        owner_id=lead.owner_id,
        held_by=held_by,
        channel=channel,
        opted_out=opted_out_at is not None,
        version=version,
        sent_at=sent_at,
        approved_at=approved_at,
        page_seen_at=seen_at,
        valid_until=valid_until,
        undelivered=lost or 0,
    )


def known_wishes(slots: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Say which of the `WISHES` a lead's slots answer."""
    answered = {
        "destinations": ("destinations",),
        "dates": ("start_date", "date_window"),
        "party": ("adults", "travellers"),
        "budget": ("budget",),
    }
    return frozenset(
        wish for wish, names in answered.items() if any(slot_value(slots, name) for name in names)
    )


def _budget(slots: Mapping[str, Mapping[str, Any]], currency: str | None) -> Decimal | None:
    """Give a budget for the whole trip, where it was named so and in the quote's currency."""
    value = slot_value(slots, "budget")
    if not isinstance(value, Mapping) or (value.get("per") or "trip") != "trip":
        return None
    if currency is None or (value.get("currency") or currency) != currency:
        return None
    try:
        amount = Decimal(str(value.get("amount")))
    except ArithmeticError:
        return None
    return amount if amount.is_finite() and amount > 0 else None
