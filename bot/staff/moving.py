"""What becomes of a lead: notes on it, its status, why it was lost, and opening it again."""

from html import escape

from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import customer_name
from bot.staff.reading import StaffLead
from bot.staff.says import answer
from crm.conversations.effects import Remember
from crm.conversations.values import Outcome, Scene
from crm.leads.effects import AddNote, SetStatus
from crm.leads.rules import OPEN_STATUSES, STATUSES

LOST_REASONS = {"price": "Price", "dates": "Dates", "silent": "No answer", "elsewhere": "Booked elsewhere"}


async def note(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    lead = found.lead
    if not extra:
        asked = {**scene.dialogue, "awaiting": {"what": "note", "lead": lead.id}}
        return answer(
            f"Write the note for lead {lead.id} ({customer_name(found)}). /cancel drops it.", Remember(asked)
        )
    kept = {**scene.dialogue, "awaiting": None}
    return answer(f"📝 Noted on lead {lead.id}.", AddNote(extra[:4000], lead.id), Remember(kept))


async def lose(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Close a lead as lost: asks for the reason first, which is the confirmation too."""
    lead = found.lead
    if lead.status == "lost":
        return answer(f"Lead {lead.id} is closed as lost already: {escape(lead.lost_reason or 'no reason')}.")
    if not extra:
        rows = [[{"label": told, "data": action("lost", lead.id, key)}] for key, told in LOST_REASONS.items()]
        rows.append([{"label": "Cancel", "data": action("keep", lead.id)}])
        return answer(f"Why was lead {lead.id} ({customer_name(found)}) lost?", buttons=rows)
    reason = LOST_REASONS.get(extra, extra)
    return answer(
        f"Lead {lead.id} is closed as lost: {escape(reason)}.",
        SetStatus("lost", reason, lead.id, lead.status),
    )


async def keep(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    return answer(f"Lead {found.lead.id} stays {found.lead.status}.")


async def reopen(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    lead = found.lead
    if lead.status in OPEN_STATUSES:
        return answer(f"Lead {lead.id} is open: {lead.status}.")
    status = "negotiating" if found.trip and found.trip.sent_at else "qualifying"
    return answer(f"Lead {lead.id} is open again.", SetStatus(status, "", lead.id, lead.status))


async def move(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    if found.lead.status == extra:
        return answer(f"Lead {found.lead.id} is {escape(extra)} already.")
    return answer(
        f"Lead {found.lead.id} is {escape(extra)} now.",
        SetStatus(extra, "", found.lead.id, found.lead.status),
    )


async def set_status(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Move a lead to the status that was typed; closing one as lost asks for the reason first."""
    status = extra.lower()
    if status not in STATUSES:
        number = found.lead.id
        told = f"Say which status: {', '.join(STATUSES)}. For example /status {number} negotiating"
        return answer(told)
    if status == "lost":
        return await lose(desk, scene, viewer, found, "")
    return await move(desk, scene, viewer, found, status)
