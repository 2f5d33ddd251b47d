"""Lead cards: what staff see of a lead in Telegram, drawn anew from its newest state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from html import escape
from typing import Any

from babel.dates import format_date

from agents.staff.briefing import LABELS, Line
from bot.reports.wording import lasting
from bot.staff.reading import StaffLead
from crm.leads.next_step import next_step
from crm.leads.queries import LeadLine
from crm.leads.rules import CLOSED_STATUSES, slot_value, window_told
from crm.leads.score import score
from crm.leads.signals import Signals
from crm.money import Money, written

_SIGNS = {"new": "🆕", "qualifying": "💬", "proposed": "📄", "negotiating": "🤝", "won": "🏆", "lost": "⚪"}

_HEAT = {"hot": "🔥", "warm": "🌤", "cold": "❄️"}

_WORTH_TELLING = 60  # seconds
_MOST_TOLD = 3  # sentences of the model on a card; /summary shows all

Button = Mapping[str, str]


@dataclass(frozen=True)
class Card:
    """A card's text in Telegram's HTML, and its rows of buttons."""

    text: str
    buttons: tuple[tuple[Button, ...], ...]


def action(name: str, lead_id: int, extra: str = "") -> str:
    """Pack a button's data; well under Telegram's 64 bytes."""
    return f"lead:{name}:{lead_id}:{extra}"


def draw_card(
    found: StaffLead,
    now: datetime,
    signals: Signals | None = None,
    told: Sequence[Line] = (),
    *,
    for_manager: bool = False,
) -> Card:
    """Draw a lead's card. Customer's words are escaped: they are text, never markup.

    With `signals` it shows how promising the lead is and what to do next; `told` is what the model made of
    it. What only managers decide has its buttons on their cards alone.
    """
    lead, slots = found.lead, found.lead.slots
    name = found.contact.name or found.contact.phone or found.conversation.address
    lines = [
        f"{_SIGNS.get(lead.status, '')} <b>Lead {lead.id}</b> · {lead.status}",
        f"<b>{escape(name)}</b>" + (f" · {escape(trip)}" if (trip := _trip(slots)) else ""),
        *(_line("👥", _party(slots)), _line("💰", budget_told(slots)), _line("✨", _wishes(slots))),
        _line("📄", _plan(found)),
        _line("⏳", "" if found.contact.opted_out_at else _waiting(lead.waiting_since, now)),
        _line("🙋", f"needs a human: {lead.needs_human}" if lead.needs_human else ""),
        _line("🚫", "opted out: nothing may be sent" if found.contact.opted_out_at else ""),
        _line("🎙", f"{found.speaker} speaks; the desk is silent" if found.speaker else ""),
        _line("👤", found.owner or "unclaimed"),
        *_outlook(signals, now),
        *(_line("📝", f"{LABELS[one.of]}: {one.text}") for one in told[:_MOST_TOLD]),
    ]
    return Card("\n".join(line for line in lines if line), _buttons(found, for_manager=for_manager))


def draw_taken(found: StaffLead) -> Card:
    """Draw what is left of a card for colleagues who may see the lead no more."""
    owner = found.owner or "A colleague"
    return Card(f"👤 <b>Lead {found.lead.id}</b> · {escape(owner)} has it now.", ())


def _outlook(signals: Signals | None, now: datetime) -> list[str]:
    if signals is None:
        return []
    points, step = score(signals, now), next_step(signals, now)
    told = [_line(_HEAT[points.heat], f"score {points.points}, {points.heat}")] if points.parts else []
    return [*told, _line("👉", f"{step.told}: {step.why}")] if step.do not in ("nothing", "wait") else told


def _waiting(since: datetime | None, now: datetime) -> str:
    """Say how long the customer waits; not of the moments in which the desk is answering."""
    seconds = (now - since).total_seconds() if since else 0.0
    return f"waiting {lasting(seconds)}" if seconds >= _WORTH_TELLING else ""


def _line(sign: str, text: str) -> str:
    return f"{sign} {escape(text)}" if text else ""


def _buttons(found: StaffLead, *, for_manager: bool) -> tuple[tuple[Button, ...], ...]:
    lead = found.lead

    def button(label: str, name: str) -> Button:
        return {"label": label, "data": action(name, lead.id)}

    if lead.status in CLOSED_STATUSES:
        held = (button("Hand back", "release"),) if found.speaker else ()
        return ((button("Reopen", "reopen"), *held, button("Note", "note")),)
    first = [] if lead.owner_id else [button("Claim", "claim")]
    first.append(button("Hand back", "release") if found.speaker else button("Reply", "reply"))
    first.append(button("Plan", "plan"))
    # No more than three in a row: Telegram on a phone cuts off what does not fit.
    second = [button("Suggest a reply", "wording"), button("Summary", "summary")]
    third = [button("Note", "note"), button("Lost", "lost")]
    trip = found.trip
    if for_manager and trip is not None and trip.waits and not trip.is_refused:
        yes, no = (action(f"margin_{said}", lead.id, str(trip.version)) for said in ("yes", "no"))
        deciding = ({"label": "Approve margin", "data": yes}, {"label": "Refuse", "data": no})
        return tuple(first), tuple(second), tuple(third), deciding
    if trip is not None and trip.sent_at is None and not trip.waits:
        second.insert(0, button(f"Send v{trip.version}", "send"))
    return tuple(first), tuple(second), tuple(third)


def _trip(slots: Mapping[str, Any]) -> str:
    where, nights, start = (slot_value(slots, name) for name in ("destinations", "nights", "start_date"))
    parts = []
    if where:
        parts.append(", ".join(str(place) for place in where) if isinstance(where, list) else str(where))
    if nights:
        parts.append(f"{nights} nights")
    if isinstance(start, str):
        parts.append(f"from {format_date(datetime.fromisoformat(start), 'EEE d MMM y', locale='en')}")
    elif window := window_told(slots):
        parts.append(window)
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


def budget_told(slots: Mapping[str, Any]) -> str:
    """Write a lead's budget as it was named; empty where it was not."""
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
    told += [one for name in ("beds", "diet", "occasion") for one in _each(slot_value(slots, name))]
    return ", ".join(str(wish) for wish in told)


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _plan(found: StaffLead) -> str:
    trip, lead = found.trip, found.lead
    if trip is None or lead.value is None or lead.currency is None:
        return ""
    state = "approved" if trip.approved_at else "sent" if trip.sent_at else "not sent yet"
    if trip.waits:
        state = (
            "refused by a manager" if trip.is_refused else f"🔒 waits for a manager, {_margin(trip.snapshot)}"
        )
    return f"v{trip.version} · {written(Money(lead.value, lead.currency))} · {state}"


def _margin(snapshot: Mapping[str, Any]) -> str:
    return f"margin {snapshot.get('margin_percent')} %, least {snapshot.get('least_margin_percent')} %"


def list_line(line: LeadLine, now: datetime) -> str:
    """Write one line of `/leads`, in Telegram's HTML."""
    lead, owner = line.lead, line.owner
    told_wait = "" if line.contact.opted_out_at else _waiting(lead.waiting_since, now)
    waiting = f" · ⏳ {told_wait}" if told_wait else ""
    human = " · 🙋" if lead.needs_human else ""
    value = (
        f" · {written(Money(lead.value, lead.currency))}" if lead.value is not None and lead.currency else ""
    )
    told = escape(f"{lead.title or 'New enquiry'}{value}")
    whose = escape(owner or "unclaimed")
    heat = f" · {_HEAT[line.score.heat]} {line.score.points}" if line.score else ""
    return f"{_SIGNS.get(lead.status, '')} <b>{lead.id}</b> {told}{heat}{waiting}{human} · {whose}"
