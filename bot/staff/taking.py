"""Whose lead it is and who speaks with its customer: claiming, taking the conversation, handing it back."""

from html import escape

from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import WINDOW_CLOSED, customer_name, last_words, tell_colleague, window_closed
from bot.staff.reading import StaffLead
from bot.staff.says import answer, tell
from crm.conversations.effects import Release, Remember, Take
from crm.conversations.values import Outcome, Scene
from crm.leads.authority import may_hand_back, may_take
from crm.leads.effects import Claim


async def claim(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    if found.lead.owner_id == viewer.id:
        return answer(f"Lead {found.lead.id} is yours already.")
    if found.lead.owner_id is not None and not viewer.sees_every_lead:
        return answer(f"Lead {found.lead.id} belongs to {escape(found.owner or 'a colleague')}.")
    return answer(f"Lead {found.lead.id} is yours.", Claim(viewer.id, found.lead.id, found.lead.owner_id))


async def take(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Take the speaking lease, so that what is typed next reaches the customer."""
    lead, holder, name = found.lead, found.conversation.held_by, customer_name(found)
    speaks_already = f"{escape(found.speaker or 'A colleague')} speaks with {name} now."
    if not may_take(viewer, holder, lead.owner_id):
        return answer(speaks_already)
    is_over = holder not in (None, viewer.id)
    if is_over and extra != "over":
        return answer(
            speaks_already, buttons=[[{"label": "Take over", "data": action("reply", lead.id, "over")}]]
        )
    text = (
        f"🎙 You speak with <b>{name}</b> now (lead {lead.id}); the desk is silent. "
        f"What you type here reaches them.\n/release {lead.id} hands back.\n\n"
        f"{await last_words(desk, found)}"
    )
    if found.contact.opted_out_at:
        text += "\n\n🚫 They opted out: nothing may be sent to them."
    elif window_closed(found, scene):
        text += f"\n\n{WINDOW_CLOSED}"
    ousted = f"{escape(viewer.name)} speaks with {name} (lead {lead.id}) now; you do not any more."
    return Outcome(
        says=(tell(text), *(await tell_colleague(desk, holder, ousted) if is_over else ())),
        effects=(
            Take(viewer.id, lead.id, holder),
            Remember({**scene.dialogue, "speaking": lead.id, "awaiting": None}),
        ),
    )


async def release(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    if found.conversation.held_by is None:
        return answer(f"Nobody holds the conversation of lead {found.lead.id}; the desk speaks.")
    if not may_hand_back(viewer, found.conversation.held_by):
        return answer(
            f"{escape(found.speaker or 'A colleague')} holds it; only they or a manager can hand it back."
        )
    holder, kept = found.conversation.held_by, {**scene.dialogue, "speaking": None}
    handed = f"{escape(viewer.name)} handed {customer_name(found)} (lead {found.lead.id}) back to the desk."
    return Outcome(
        says=(
            tell(f"The desk speaks with {customer_name(found)} again."),
            *(await tell_colleague(desk, holder, handed) if holder != viewer.id else ()),
        ),
        effects=(Release(found.lead.id, holder), Remember(kept)),
    )
