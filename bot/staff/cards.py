"""Lead cards: what staff see of a lead in Telegram, drawn anew from its newest state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Any

from babel.dates import format_date

from bot.reports.wording import lasting
from bot.staff.reading import StaffLead
from crm.leads.rules import CLOSED_STATUSES, slot_value
from crm.money import Money, written

_SIGNS = {"new": "🆕", "qualifying": "💬", "proposed": "📄", "negotiating": "🤝", "won": "🏆", "lost": "⚪"}

_WORTH_TELLING = 60  # seconds

Button = Mapping[str, str]


@dataclass(frozen=True)
class Card:
    """A card's text in Telegram's HTML, and its rows of buttons."""

    text: str
    buttons: tuple[tuple[Button, ...], ...]


def action(name: str, lead_id: int, extra: str = "") -> str:
    """Pack a button's data; well under Telegram's 64 bytes."""
    return f"lead:{name}:{lead_id}:{extra}"


def draw_card(found: StaffLead, now: datetime) -> Card:
    """Draw a lead's card. Customer's words are escaped: they are text, never markup."""
    lead, slots = found.lead, found.lead.slots
    name = found.contact.name or found.contact.phone or found.conversation.address
    lines = [
        f"{_SIGNS.get(lead.status, '')} <b>Lead {lead.id}</b> · {lead.status}",
        f"<b>{escape(name)}</b>" + (f" · {escape(trip)}" if (trip := _trip(slots)) else ""),
        *(_line("👥", _party(slots)), _line("💰", _budget(slots)), _line("✨", _wishes(slots))),
        _line("📄", _plan(found)),
        _line("⏳", _waiting(lead.waiting_since, now)),
        _line("🙋", f"needs a human: {lead.needs_human}" if lead.needs_human else ""),
        _line("🚫", "opted out: nothing may be sent" if found.contact.opted_out_at else ""),
        _line("🎙", f"{found.speaker} speaks; the desk is silent" if found.speaker else ""),
        _line("👤", found.owner or "unclaimed"),
    ]
    return Card("\n".join(line for line in lines if line), _buttons(found))


def _waiting(since: datetime | None, now: datetime) -> str:
    """Say how long the customer waits; not of the moments in which the desk is answering."""
    seconds = (now - since).total_seconds() if since else 0.0
    return f"waiting {lasting(seconds)}" if seconds >= _WORTH_TELLING else ""


def _line(sign: str, text: str) -> str:
    return f"{sign} {escape(text)}" if text else ""


def _buttons(found: StaffLead) -> tuple[tuple[Button, ...], ...]:
    lead = found.lead

    def button(label: str, name: str) -> Button:
        return {"label": label, "data": action(name, lead.id)}

    if lead.status in CLOSED_STATUSES:
        held = (button("Hand back", "release"),) if found.speaker else ()
        return ((button("Reopen", "reopen"), *held, button("Note", "note")),)
    first = [] if lead.owner_id else [button("Claim", "claim")]
    first.append(button("Hand back", "release") if found.speaker else button("Reply", "reply"))
    first.append(button("Plan", "plan"))
    second = [button("Note", "note"), button("Lost", "lost")]
    if found.trip is not None and found.trip.sent_at is None:
        second.insert(0, button(f"Send v{found.trip.version}", "send"))
    return tuple(first), tuple(second)


def _trip(slots: Mapping[str, Any]) -> str:
    where, nights, start = (slot_value(slots, name) for name in ("destinations", "nights", "start_date"))
    parts = []
    if where:
        parts.append(", ".join(str(place) for place in where) if isinstance(where, list) else str(where))
    if nights:
        parts.append(f"{nights} nights")
    if isinstance(start, str):
        parts.append(f"from {format_date(datetime.fromisoformat(start), 'EEE d MMM y', locale='en')}")
    return ", ".join(parts)


def _party(slots: Mapping[str, Any]) -> str:
    adults, heads = slot_value(slots, "adults"), slot_value(slots, "travellers")
    children, ages, infants = (slot_value(slots, name) for name in ("children", "child_ages", "infants"))
    parts = [
        f"{adults} adult{'s' if adults != 1 else ''}" if adults else f"{heads} travellers" if heads else ""
    ]
    if children:
        told = f" ({', '.join(str(age) for age in ages)})" if ages else ""
        parts.append(f"{children} child{'ren' if children != 1 else ''}{told}")
    if infants:
        parts.append(f"{infants} infant{'s' if infants != 1 else ''}")
    return ", ".join(part for part in parts if part)


def _budget(slots: Mapping[str, Any]) -> str:
    budget = slot_value(slots, "budget")
    if not isinstance(budget, Mapping):
        return ""
    try:
        value = Decimal(str(budget.get("amount")))
    except InvalidOperation:
        return ""
    currency, per = budget.get("currency"), budget.get("per") or "trip"
    told = written(Money(value, str(currency))) if currency else f"{value:,}"
    return told if per == "trip" else f"{told} per {per}"


def _wishes(slots: Mapping[str, Any]) -> str:
    stay = slot_value(slots, "stay")
    told = list(slot_value(slots, "interests") or [])
    if isinstance(stay, Mapping) and (kind := stay.get("class") or stay.get("name")):
        told.append(f"{kind} stay")
    return ", ".join(
        str(wish) for wish in (*told, slot_value(slots, "diet"), slot_value(slots, "occasion")) if wish
    )


def _plan(found: StaffLead) -> str:
    trip, lead = found.trip, found.lead
    if trip is None or lead.value is None or lead.currency is None:
        return ""
    state = "approved" if trip.approved_at else "sent" if trip.sent_at else "not sent yet"
    return f"v{trip.version} · {written(Money(lead.value, lead.currency))} · {state}"


def list_line(lead: Any, owner: str | None, now: datetime) -> str:
    """Write one line of `/leads`, in Telegram's HTML."""
    told_wait = _waiting(lead.waiting_since, now)
    waiting = f" · ⏳ {told_wait}" if told_wait else ""
    human = " · 🙋" if lead.needs_human else ""
    value = (
        f" · {written(Money(lead.value, lead.currency))}" if lead.value is not None and lead.currency else ""
    )
    told = escape(f"{lead.title or 'New enquiry'}{value}")
    whose = escape(owner or "unclaimed")
    return f"{_SIGNS.get(lead.status, '')} <b>{lead.id}</b> {told}{waiting}{human} · {whose}"
