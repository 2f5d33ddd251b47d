"""A lead's trip in the hands of staff: planned, shown, sent, and the template that opens the way again."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from agents.staff.drafting import Drafted, NotDrafted, StillRight
from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.mailing import mail_buttons
from bot.staff.one_lead import WINDOW_CLOSED, customer_name, window_closed
from bot.staff.reading import StaffLead, learnt_since_planned
from bot.staff.says import answer, as_html, tell
from crm.conversations.follow_up import (
    follow_up_body,
    follow_up_key,
    is_follow_up_sent,
    why_no_follow_up,
)
from crm.conversations.values import Outcome, Say, Scene
from crm.quotes.terms import idle_terms
from crm.trips.effects import SendTrip

LOW_MARGIN = (
    "🔒 Its margin is below the agency's least: managers are asked, and nothing is sent before one approves."
)


async def plan(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Plan and price the lead's trip; staff see it first, and send it when they like it."""
    lead, trip = found.lead, found.trip
    async with desk.book.reading() as session:
        learnt = await learnt_since_planned(session, lead.id)
    drafted = await desk.drafting.draft(lead.slots, trip, learnt, scene.today)
    if isinstance(drafted, NotDrafted):
        return answer(f"No plan for lead {lead.id} yet: {escape(drafted.reason)}")
    if isinstance(drafted, StillRight):
        is_sent = trip is not None and (trip.sent_at is not None or bool(trip.waits))
        told = f"Version {drafted.version} of lead {lead.id} still stands: nothing new was said since."
        return answer(told, buttons=() if is_sent else [[send_button(found, drafted.version)]])
    return plan_shown(viewer, found, drafted)


def plan_shown(viewer: Viewer, found: StaffLead, drafted: Drafted) -> Outcome:
    """Show a drafted plan to staff and keep it as the next version, unsent."""
    lead, version = found.lead, (found.trip.version if found.trip else 0) + 1
    head = f"📄 <b>Lead {lead.id}, version {version}</b> (not sent)"
    if drafted.effect.itinerary.get("ways") == "roads unreached":
        head += (
            "\n⚠️ The road server does not answer: ways are measured along the great circle. "
            "An admin can look at OSRM_URL; /plan measures anew."
        )
    paper = {"proposal": "newest", "lead_id": lead.id, "name": f"proposal-{lead.id}-v{version}.pdf"}
    made = replace(
        drafted.effect, send=False, created_by=f"user:{viewer.id}", lead_id=lead.id, version=version
    )
    waits, buttons = "", [[send_button(found, version)]]
    if made.snapshot.get("needs_approval"):
        waits, buttons = f"\n\n{LOW_MARGIN}", []
    return Outcome(
        says=(
            tell(f"{head}{_idle(made.snapshot)}\n\n{as_html(drafted.summary)}{waits}", buttons),
            Say("document", paper, sender="system"),
        ),
        effects=(made,),
    )


def _idle(snapshot: Mapping[str, Any]) -> str:
    """Tell what was agreed for an earlier version and does nothing to this one."""
    return "".join(f"\n⚠️ {escape(told)}" for told in idle_terms(snapshot))


def send_button(found: StaffLead, version: int) -> dict[str, str]:
    """Make the button that sends one version."""
    label = f"Send v{version} to {found.contact.name or 'the customer'}"
    return {"label": label[:60], "data": action("send", found.lead.id, str(version))}


async def send(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Send the newest version to the customer: the summary, the PDF and the link to the trip page.

    A button names the version it stood under: an older one than the newest is not sent.
    """
    lead, trip = found.lead, found.trip
    if trip is None:
        return answer(f"Lead {lead.id} has no plan yet. /plan {lead.id} makes one.")
    if extra.isdecimal() and int(extra) != trip.version:
        told = f"Version {trip.version} of lead {lead.id} is newer than the one under that button."
        return answer(told, buttons=[[send_button(found, trip.version)]])
    if trip.waits:
        return answer(f"🔒 {escape(trip.waits)}")
    if found.contact.opted_out_at:
        return answer(f"🚫 {customer_name(found)} opted out: nothing may be sent.")
    if window_closed(found, scene):
        button = {"label": "Send the follow-up template", "data": action("template", lead.id)}
        by_mail = mail_buttons(desk, found, "mail", "E-mail the proposal")
        return answer(WINDOW_CLOSED, buttons=[[button], *by_mail])
    summary = await desk.drafting.summarise_trip(trip, found.contact.name, found.contact.language)
    sender, to = f"user:{viewer.id}", found.conversation.id
    name = f"proposal-{lead.id}-v{trip.version}.pdf"
    # Staff send it, but the words are the desk's own: a "yes" to them says nothing anew of the trip.
    words = {"text": summary, "lead_id": lead.id, "by_desk": True}
    paper = {"proposal": "newest", "lead_id": lead.id, "name": name, "by_desk": True}
    # A button pressed twice is one message: both presses name the message that the button stands under.
    once = f"send:{lead.id}:{trip.version}:{scene.conversation_id}:{scene.heard[-1].detail.get('message_id')}"
    return Outcome(
        says=(
            Say("text", words, to=to, sender=sender, key=f"{once}:text"),
            Say("document", paper, to=to, sender=sender, key=f"{once}:pdf"),
            tell(f"✅ Version {trip.version} is on its way to {customer_name(found)}."),
        ),
        effects=(SendTrip(lead.id, sender, trip.version),),
    )


async def no_follow_up(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead) -> str | None:
    """Say why the follow-up template may not go to this customer now; None where it may."""
    async with desk.book.reading() as session:
        if await is_follow_up_sent(session, found.lead.id, scene.now):
            return "The follow-up template was sent a moment ago."
        return await why_no_follow_up(session, found.contact, found.conversation, viewer.id, scene.now)


async def follow_up(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Send the approved follow-up template, the only thing that may go outside the window."""
    if found.contact.opted_out_at:
        return answer(f"🚫 {customer_name(found)} opted out: nothing may be sent.")
    if problem := await no_follow_up(desk, scene, viewer, found):
        return answer(f"{escape(problem)} The follow-up template was not sent.")
    body = follow_up_body(found.contact)
    return Outcome(
        says=(
            Say(
                "template",
                body,
                to=found.conversation.id,
                sender=f"user:{viewer.id}",
                key=follow_up_key(found.lead.id, scene.now),
            ),
            tell(f"The follow-up template is on its way to {customer_name(found)}."),
        )
    )
