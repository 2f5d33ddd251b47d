"""From an order to a step: whom it is about, what stands there now, and in words what will happen."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from agents.orders.contract import Order
from bot.staff.cards import budget_told
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import WINDOW_CLOSED, window_closed
from bot.staff.orders.filters import colleague
from bot.staff.orders.finding import colleagues
from bot.staff.planning import no_follow_up
from bot.staff.reading import StaffLead
from crm.conversations.values import Scene
from crm.db import new_token
from crm.leads.authority import may_hand_back, may_take
from crm.leads.rules import OPEN_STATUSES
from crm.reminders.queries import KEY, waiting_reminders

Step = dict[str, Any]
MOST_TEXT = 4000


class Unfit(Exception):
    """It cannot be done; the sentence is for whoever asked."""


@dataclass(frozen=True)
class Asking:
    """Who asks, and when."""

    desk: StaffDesk
    scene: Scene
    viewer: Viewer


async def step_of(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    """Make the step of an order. None where it is so already; raises `Unfit` where it cannot be."""
    maker = _MAKERS[order.do]
    return await maker(asking, order, found)


def who(found: StaffLead) -> str:
    """Name a lead for a preview: lead 42 · Asha Rao."""
    name = " ".join((found.contact.name or found.conversation.address).split())
    return f"lead {found.lead.id} · {name[:60]}"


def local(at: datetime, viewer: Viewer) -> str:
    return format_datetime(at.astimezone(ZoneInfo(viewer.timezone)), "EEE d MMM, HH:mm", locale="en")


def _known(found: StaffLead | None) -> StaffLead:
    if found is None:
        raise Unfit("Say which lead you mean, by its number or the customer's name.")
    return found


async def _move(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    lead, status = found.lead, order.status
    if status == "open":
        if lead.status in OPEN_STATUSES:
            return None
        status = "negotiating" if found.trip and found.trip.sent_at else "qualifying"
    if lead.status == status:
        return None
    why = f" ({order.text[:200]})" if order.text else " (no reason given)" if status == "lost" else ""
    told = f"Move {who(found)}: {lead.status} → {status}{why}"
    step: Step = {"do": "move", "lead": lead.id, "status": status, "text": order.text[:300], "told": told}
    return step | {"seen": lead.status}


async def _note(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    text = order.text[:MOST_TEXT]
    return {
        "do": "note",
        "lead": found.lead.id,
        "text": text,
        "told": f"Note on {who(found)}: “{_short(text)}”",
    }


async def _claim(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    lead, viewer = found.lead, asking.viewer
    if lead.owner_id == viewer.id:
        return None
    if lead.owner_id is not None and not viewer.sees_every_lead:
        raise Unfit(f"Lead {lead.id} belongs to {found.owner or 'a colleague'}.")
    before = f" (now {found.owner}’s)" if found.owner else ""
    told = f"Make {who(found)} yours{before}"
    return {"do": "claim", "lead": lead.id, "user": viewer.id, "seen": lead.owner_id, "told": told}


async def _give(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    if not asking.viewer.sees_every_lead:
        raise Unfit("Only managers give leads to others.")
    async with asking.desk.book.reading() as session:
        everyone = await colleagues(session)
    number = colleague(order.who, everyone)
    if number is None:
        names = ", ".join(everyone.values())
        raise Unfit(f"I know no colleague “{order.who}”, or more than one. You work with: {names}.")
    if found.lead.owner_id == number:
        return None
    told = f"Give {who(found)} to {everyone[number]}" + (f" (now {found.owner}’s)" if found.owner else "")
    return {"do": "give", "lead": found.lead.id, "user": number, "seen": found.lead.owner_id, "told": told}


async def _take(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    holder = found.conversation.held_by
    if holder == asking.viewer.id:
        return None
    if not may_take(asking.viewer, holder, found.lead.owner_id):
        raise Unfit(f"{found.speaker or 'A colleague'} speaks with the customer of lead {found.lead.id} now.")
    instead = f"; {found.speaker} does not any more" if found.speaker else ""
    told = f"You speak with the customer of {who(found)}; the desk is silent{instead}"
    return {"do": "take", "lead": found.lead.id, "seen": holder, "told": told}


async def _release(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    holder = found.conversation.held_by
    if holder is None:
        return None
    if not may_hand_back(asking.viewer, holder):
        raise Unfit(f"{found.speaker or 'A colleague'} holds it; only they or a manager can hand it back.")
    told = f"The desk speaks with the customer of {who(found)} again"
    return {"do": "release", "lead": found.lead.id, "seen": holder, "told": told}


async def _remind(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    at = datetime.fromisoformat(order.at).replace(tzinfo=ZoneInfo(asking.viewer.timezone))
    if at <= asking.scene.now:
        raise Unfit("That moment has passed. Say when, for example: remind me tomorrow at 10.")
    about = (
        ", ".join(part for part in (order.text, who(found) if found else "") if part) or "what you asked for"
    )
    told = f"Remind you on {local(at, asking.viewer)}: {about}"
    step: Step = {"do": "remind", "key": f"{KEY}{new_token(9)}", "at": at.isoformat(), "text": about[:900]}
    return step | {"told": told, "lead": found.lead.id if found else None}


async def _unremind(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    async with asking.desk.book.reading() as session:
        mine = await waiting_reminders(
            session, asking.scene.conversation_id, found.lead.id if found else None
        )
    if not mine:
        raise Unfit("You have no reminders waiting" + (f" about {who(found)}." if found else "."))
    listed = "; ".join(f"{local(one.at, asking.viewer)}: {_short(one.told, 60)}" for one in mine[:8])
    number = f"{len(mine)} reminders" if len(mine) > 1 else "the reminder"
    return {"do": "unremind", "ids": [one.id for one in mine], "told": f"Cancel {number} ({listed})"}


async def _draft(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    wishes = ", ".join(f"{name.replace('_', ' ')} {_value(value)}" for name, value in order.slots.items())
    version = found.trip.version + 1 if found.trip else 1
    told = (
        f"Plan and price {who(found)} as version {version}"
        + (f" with {wishes}" if wishes else "")
        + " (not sent)"
    )
    return {"do": "draft", "lead": found.lead.id, "slots": dict(order.slots), "told": told}


async def _options(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    told = f"Plan three ways for {who(found)}, in place of what was offered to choose from before (not sent)"
    return {"do": "options", "lead": found.lead.id, "told": told}


async def _send(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    if found.trip is None:
        raise Unfit(f"Lead {found.lead.id} has no plan yet: “plan {found.lead.id}” makes one.")
    _may_hear(asking, found, needs_window=True)
    again = " again" if found.trip.sent_at else ""
    version = found.trip.version
    told = f"Send version {version} to the customer of {who(found)}{again}: summary, PDF and trip page"
    return {"do": "send", "lead": found.lead.id, "version": version, "told": told}


async def _follow_up(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    _may_hear(asking, found, needs_window=False)
    if problem := await no_follow_up(asking.desk, asking.scene, asking.viewer, found):
        raise Unfit(problem)
    told = f"Send the follow-up template to the customer of {who(found)}"
    return {"do": "follow_up", "lead": found.lead.id, "told": told}


async def _tell(asking: Asking, order: Order, found: StaffLead | None) -> Step | None:
    found = _known(found)
    _may_hear(asking, found, needs_window=True)
    holder = found.conversation.held_by
    if not may_take(asking.viewer, holder, found.lead.owner_id):
        raise Unfit(f"{found.speaker or 'A colleague'} speaks with the customer of lead {found.lead.id} now.")
    silent = "" if holder == asking.viewer.id else "; from then on you speak, and the desk is silent"
    text = order.text[:MOST_TEXT]
    told = f"Send to the customer of {who(found)}: “{_short(text, 600)}”{silent}"
    return {"do": "tell", "lead": found.lead.id, "text": text, "seen": holder, "told": told}


def _may_hear(asking: Asking, found: StaffLead, *, needs_window: bool) -> None:
    if found.contact.opted_out_at:
        raise Unfit(f"🚫 The customer of {who(found)} opted out: nothing may be sent.")
    if needs_window and window_closed(found, asking.scene):
        raise Unfit(f"{WINDOW_CLOSED} “send the follow-up template to {found.lead.id}” does it.")


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return budget_told({"budget": {"value": value}}) or ", ".join(
            str(part) for part in value.values() if part
        )
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _short(text: str, most: int = 200) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


_Maker = Callable[[Asking, Order, StaffLead | None], Awaitable[Step | None]]
_MAKERS: Mapping[str, _Maker] = {
    "move": _move,
    "note": _note,
    "claim": _claim,
    "give": _give,
    "take": _take,
    "release": _release,
    "remind": _remind,
    "unremind": _unremind,
    "draft": _draft,
    "options": _options,
    "send": _send,
    "follow_up": _follow_up,
    "tell": _tell,
}
