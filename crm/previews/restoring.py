"""Taking back what a preview did: each step restored if nobody has changed it since, or a word why not."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from crm.conversations.holding import hand_over, hold, release
from crm.conversations.models import Conversation, Outbound
from crm.leads import service as leads
from crm.leads.models import Lead, LeadEvent
from crm.leads.rules import CLOSED_STATUSES
from crm.leads.writers import staff_lead
from crm.pen import Pen
from crm.previews.models import Preview
from crm.users.models import User

Before = Mapping[str, Any]
Step = Mapping[str, Any]

# What a plan for another length or another day makes void.
GIVE_WAY = ("end_date", "days", "date_window")
_STAYS = ("send", "follow_up", "tell", "options")


def can_be_restored(steps: Sequence[Step]) -> bool:
    """Say whether any of the steps leaves something that can be taken back."""
    return any(step["do"] not in _STAYS for step in steps)


async def restore(pen: Pen, preview: Preview, number: int, step: Step, before: Before) -> str:
    """Take one step back and say so. Authority and state are asked again: what moved since stays."""
    restorer = _RESTORERS.get(step["do"])
    if restorer is None:
        return f"⛔ Cannot be undone: {step['told']}"
    try:
        return await restorer(pen, preview, number, step, before)
    except (leads.NoLead, leads.Overtaken) as refusal:
        return f"⛔ Not undone: {refusal}"


async def _status(pen: Pen, preview: Preview, number: int, step: Step, before: Before) -> str:
    lead, _ = await staff_lead(pen, step["lead"])
    if lead.status != step["status"]:
        return f"⛔ Lead {lead.id} was moved to {lead.status} since; it stays there."
    await leads.set_status(
        pen.session, lead, before["status"], pen.actor, pen.now, before["lost_reason"] or ""
    )
    if lead.status not in CLOSED_STATUSES and lead.waiting_since is None and before["waiting_since"]:
        lead.waiting_since = datetime.fromisoformat(before["waiting_since"])
        lead.needs_human = before["needs_human"]
    return f"↩️ Lead {lead.id} is {before['status']} again."


async def _owner(pen: Pen, preview: Preview, number: int, step: Step, before: Before) -> str:
    lead = await leads.get_lead(pen.session, step["lead"])
    if lead.owner_id != step["user"]:
        return f"⛔ Lead {lead.id} changed hands since; it stays as it is."
    owner = await pen.session.get(User, before["owner"]) if before["owner"] is not None else None
    if owner is not None and not owner.is_active:
        return f"⛔ {owner.name}, who had lead {lead.id} before, has left; it stays as it is."
    await hand_over(pen.session, lead, owner, pen.actor, pen.now)
    return f"↩️ Lead {lead.id} is {f'{owner.name}’s' if owner else 'unclaimed'} again."


async def _note(pen: Pen, preview: Preview, number: int, step: Step, before: Before) -> str:
    lead, _ = await staff_lead(pen, step["lead"])
    newest = (
        select(LeadEvent.id)
        .where(LeadEvent.lead_id == lead.id, LeadEvent.kind == "note", LeadEvent.actor == pen.actor)
        .where(LeadEvent.text == step["text"])
        .order_by(LeadEvent.id.desc())
        .limit(1)
    )
    await pen.session.execute(delete(LeadEvent).where(LeadEvent.id == newest.scalar_subquery()))
    await leads.touch(pen.session, lead, pen.now)
    pen.note("lead.note_removed", f"lead:{lead.id}")
    return f"↩️ The note on lead {lead.id} is removed."


async def _holder(pen: Pen, preview: Preview, number: int, step: Step, before: Before) -> str:
    lead, me = await staff_lead(pen, step["lead"])
    held = select(Conversation.held_by).where(Conversation.id == lead.conversation_id)
    holder = await pen.session.scalar(held)
    if holder != (me.id if step["do"] == "take" else None):
        return f"⛔ Somebody else speaks with the customer of lead {lead.id} by now."
    if before["holder"] is None:
        await release(pen.session, lead, pen.actor, pen.now)
        return f"↩️ The desk speaks with the customer of lead {lead.id} again."
    earlier = await pen.session.get(User, before["holder"])
    if earlier is None or not earlier.is_active:
        return f"⛔ Who spoke with the customer of lead {lead.id} before has left."
    await hold(pen.session, lead, earlier, pen.actor, pen.now)
    who = "You speak" if earlier.id == me.id else f"{earlier.name} speaks"
    return f"↩️ {who} with the customer of lead {lead.id} again."


async def _reminder(pen: Pen, preview: Preview, number: int, step: Step, before: Before) -> str:
    ended = await pen.session.execute(
        update(Outbound)
        .where(Outbound.key == step["key"], Outbound.status == "waiting")
        .values(status="cancelled", error_code="cancelled", error="undone")
        .returning(Outbound.id)
    )
    return "↩️ The reminder is gone." if ended.first() else "⛔ The reminder has come already."


async def _reminders(pen: Pen, preview: Preview, number: int, step: Step, before: Before) -> str:
    back = await pen.session.execute(
        update(Outbound)
        .where(Outbound.id.in_(step["ids"]), Outbound.conversation_id == preview.conversation_id)
        .where(Outbound.status == "cancelled", Outbound.run_at > pen.now)
        .values(status="waiting", error_code=None, error=None)
        .returning(Outbound.id)
    )
    number_back = len(back.all())
    return f"↩️ {number_back} of {len(step['ids'])} reminders are set again."


async def _draft(pen: Pen, preview: Preview, number: int, step: Step, before: Before) -> str:
    lead, _ = await staff_lead(pen, step["lead"])
    restored = await _slots(pen, lead, step, before.get("slots", {}))
    told = f"the plan of lead {lead.id} stays as a version that was not sent"
    return f"↩️ {restored}; {told}." if restored else f"⛔ Versions are kept: {told}."


async def _slots(pen: Pen, lead: Lead, step: Step, before: Mapping[str, Any]) -> str:
    """Put back what was known before, where it still reads as the step wrote it."""
    wrote = step.get("slots", {})
    mine = [name for name in wrote if (lead.slots.get(name) or {}).get("value") == wrote[name]]
    if not mine:
        return ""
    gone = [name for name in GIVE_WAY if before.get(name) and name not in lead.slots]
    back = {name: before.get(name) for name in (*mine, *gone)}
    await leads.put_slots(pen.session, lead, back, pen.actor, pen.now)
    return f"What lead {lead.id} wants is as it was ({', '.join(mine)})"


_Restorer = Callable[[Pen, Preview, int, Step, Before], Awaitable[str]]
_RESTORERS: Mapping[str, _Restorer] = {
    "move": _status,
    "claim": _owner,
    "give": _owner,
    "note": _note,
    "take": _holder,
    "release": _holder,
    "remind": _reminder,
    "unremind": _reminders,
    "draft": _draft,
}
