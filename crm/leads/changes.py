"""What changes on a lead in memory, whoever writes it down: the same for a turn and for a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm.leads.models import Lead
from crm.leads.rules import merge_slots, slot_value, title_of

Slots = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Enquirer:
    """Whose conversation a new lead belongs to."""

    contact_id: int
    conversation_id: int
    since: datetime
    name: str | None = None  # of the contact, where it is known already


def opened(enquirer: Enquirer, slots: Slots, removed: tuple[str, ...], now: datetime) -> Lead:
    """Make a new lead of what was heard, written nowhere yet."""
    return Lead(
        contact_id=enquirer.contact_id,
        conversation_id=enquirer.conversation_id,
        status="new",
        slots=merge_slots({}, slots, removed),
        created_at=now,
        updated_at=now,
        first_inbound_at=enquirer.since,
        waiting_since=enquirer.since,
        revision=1,
    )


def qualify(lead: Lead, name: str | None) -> None:
    """Move a new lead of which more than one thing is known on, and name it anew."""
    if lead.status == "new" and len(lead.slots) > 1:
        lead.status = "qualifying"
    index(lead, name)


def index(lead: Lead, name: str | None) -> None:
    """Copy the slots that lists are searched by into their own columns."""
    where = slot_value(lead.slots, "destinations")
    lead.destination = str(where[0])[:64] if isinstance(where, list) and where else None
    start = slot_value(lead.slots, "start_date")
    lead.start_date = date.fromisoformat(start) if isinstance(start, str) else None
    nights = slot_value(lead.slots, "nights")
    lead.nights = nights if isinstance(nights, int) else None
    lead.title = title_of(lead.slots, name)


def learnt(lead: Lead, before: Slots) -> tuple[str, dict[str, Any]] | None:
    """Tell for the timeline, in words and in detail, how the slots differ from those before."""
    fresh = sorted(
        name for name in lead.slots if lead.slots[name].get("value") != before.get(name, {}).get("value")
    )
    gone = sorted(name for name in before if name not in lead.slots)
    if not fresh and not gone:
        return None
    text = ", ".join((*fresh, *(f"no {name} any more" for name in gone)))
    return text, {name: lead.slots.get(name) for name in (*fresh, *gone)}


def call_human(lead: Lead, reason: str) -> bool:
    """Show on the lead why a human is needed; False where it shows so already."""
    if lead.needs_human == reason:
        return False
    lead.needs_human = reason[:300]
    return True


def changed(lead: Lead, now: datetime) -> None:
    """Note that the lead is another one than its cards show."""
    lead.revision += 1
    lead.updated_at = now
