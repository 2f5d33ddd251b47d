"""What staff do with one lead. Each act reads, and returns what to say and what to write."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from html import escape
from textwrap import shorten

from agents.staff.drafting import Drafted, NotDrafted, StillRight
from bot.staff.cards import action, draw_card
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.library import answers, wrong
from bot.staff.mailing import mail, mail_buttons, mail_kept, mail_not, mail_now
from bot.staff.reading import StaffLead, learnt_since_planned, look_up, staff_chat
from bot.staff.says import answer, as_html, tell
from crm.conversations.effects import Release, Remember, Take
from crm.conversations.follow_up import (
    follow_up_body,
    follow_up_key,
    is_follow_up_sent,
    is_window_closed,
    why_no_follow_up,
)
from crm.conversations.queries import history_of
from crm.conversations.values import Outcome, Say, Scene
from crm.leads.authority import may_hand_back, may_take
from crm.leads.effects import AddNote, Claim, SetStatus
from crm.leads.rules import OPEN_STATUSES, STATUSES
from crm.leads.signals import signals_of
from crm.trips.effects import SendTrip

_LAST_WORDS = 220  # characters of each message that are shown with a lead
LOST_REASONS = {"price": "Price", "dates": "Dates", "silent": "No answer", "elsewhere": "Booked elsewhere"}

Act = Callable[[StaffDesk, Scene, Viewer, StaffLead, str], Awaitable[Outcome]]


async def with_lead(
    desk: StaffDesk, scene: Scene, viewer: Viewer, lead_id: int, act: Act, extra: str = ""
) -> Outcome:
    """Find the lead as this viewer may see it and act on it; a clear word where it is not to be seen."""
    async with desk.book.reading() as session:
        found = await look_up(session, lead_id, viewer)
    if found is None:
        return answer(f"There is no lead {lead_id} that you may see. /leads lists yours.")
    return await act(desk, scene, viewer, found, extra)


def _name(found: StaffLead) -> str:
    return escape(" ".join((found.contact.name or found.conversation.address).split()))


async def _tell_colleague(desk: StaffDesk, user_id: int | None, text: str) -> tuple[Say, ...]:
    """Say something in a colleague's own chat, where they have one."""
    async with desk.book.reading() as session:
        chat = await staff_chat(session, user_id) if user_id is not None else None
    return () if chat is None else (replace(tell(text), to=chat),)


async def show(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Show the lead's card with the last words of the conversation."""
    async with desk.book.reading() as session:
        signals = await signals_of(session, [found.lead.id])
    card = draw_card(found, scene.now, signals.get(found.lead.id), for_manager=viewer.sees_every_lead)
    return Outcome(says=(tell(f"{card.text}\n\n{await _last_words(desk, found)}", card.buttons),))


async def _last_words(desk: StaffDesk, found: StaffLead) -> str:
    async with desk.book.reading() as session:
        past = await history_of(session, found.conversation.id, limit=4)
    who = {"customer": found.contact.name or "Customer", "desk": "Desk", "human": found.speaker or "Staff"}
    lines = [
        f"<b>{escape(who[said.role])}:</b> {as_html(shorten(said.text, _LAST_WORDS, placeholder=' …'))}"
        for said in past
        if said.text
    ]
    return "\n".join(lines) or "<i>No messages yet.</i>"


async def claim(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    if found.lead.owner_id == viewer.id:
        return answer(f"Lead {found.lead.id} is yours already.")
    if found.lead.owner_id is not None and not viewer.sees_every_lead:
        return answer(f"Lead {found.lead.id} belongs to {escape(found.owner or 'a colleague')}.")
    return answer(f"Lead {found.lead.id} is yours.", Claim(viewer.id, found.lead.id, found.lead.owner_id))


async def take(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Take the speaking lease, so that what is typed next reaches the customer."""
    lead, holder = found.lead, found.conversation.held_by
    if not may_take(viewer, holder, lead.owner_id):
        return answer(f"{escape(found.speaker or 'A colleague')} speaks with {_name(found)} now.")
    if holder not in (None, viewer.id) and extra != "over":
        button = {"label": "Take over", "data": action("reply", lead.id, "over")}
        return answer(
            f"{escape(found.speaker or 'A colleague')} speaks with {_name(found)} now.", buttons=[[button]]
        )
    last_words = await _last_words(desk, found)
    text = (
        f"🎙 You speak with <b>{_name(found)}</b> now (lead {lead.id}); the desk is silent. "
        f"What you type here reaches them.\n/release {lead.id} hands back.\n\n{last_words}"
    )
    if found.contact.opted_out_at:
        text += "\n\n🚫 They opted out: nothing may be sent to them."
    elif window_closed(found, scene):
        text += f"\n\n{WINDOW_CLOSED}"
    is_over = holder not in (None, viewer.id)
    ousted = f"{escape(viewer.name)} speaks with {_name(found)} (lead {lead.id}) now; you do not any more."
    return Outcome(
        says=(tell(text), *(await _tell_colleague(desk, holder, ousted) if is_over else ())),
        effects=(
            Take(viewer.id, lead.id, holder),
            Remember({**scene.dialogue, "speaking": lead.id, "awaiting": None}),
        ),
    )


WINDOW_CLOSED = (
    "⏱ WhatsApp's 24-hour window is closed: free text would not arrive. "
    "Send the follow-up template, and the window opens again with the customer's answer; or write an e-mail."
)


def window_closed(found: StaffLead, scene: Scene) -> bool:
    return is_window_closed(found.conversation, scene.now)


async def release(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    if found.conversation.held_by is None:
        return answer(f"Nobody holds the conversation of lead {found.lead.id}; the desk speaks.")
    if not may_hand_back(viewer, found.conversation.held_by):
        return answer(
            f"{escape(found.speaker or 'A colleague')} holds it; only they or a manager can hand it back."
        )
    holder, kept = found.conversation.held_by, {**scene.dialogue, "speaking": None}
    handed = f"{escape(viewer.name)} handed {_name(found)} (lead {found.lead.id}) back to the desk."
    return Outcome(
        says=(
            tell(f"The desk speaks with {_name(found)} again."),
            *(await _tell_colleague(desk, holder, handed) if holder != viewer.id else ()),
        ),
        effects=(Release(found.lead.id, holder), Remember(kept)),
    )


async def note(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    lead = found.lead
    if not extra:
        asked = {**scene.dialogue, "awaiting": {"what": "note", "lead": lead.id}}
        return answer(
            f"Write the note for lead {lead.id} ({_name(found)}). /cancel drops it.", Remember(asked)
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
        return answer(f"Why was lead {lead.id} ({_name(found)}) lost?", buttons=rows)
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
            tell(f"{head}\n\n{as_html(drafted.summary)}{waits}", buttons),
            Say("document", paper, sender="system"),
        ),
        effects=(made,),
    )


LOW_MARGIN = (
    "🔒 Its margin is below the agency's least: managers are asked, and nothing is sent before one approves."
)


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
        return answer(f"🚫 {_name(found)} opted out: nothing may be sent.")
    if window_closed(found, scene):
        button = {"label": "Send the follow-up template", "data": action("template", lead.id)}
        by_mail = mail_buttons(desk, found, "mail", "E-mail the proposal")
        return answer(WINDOW_CLOSED, buttons=[[button], *by_mail])
    summary = await desk.drafting.summarise_trip(trip, found.contact.name, found.contact.language)
    sender, to = f"user:{viewer.id}", found.conversation.id
    name = f"proposal-{lead.id}-v{trip.version}.pdf"
    paper = {"proposal": "newest", "lead_id": lead.id, "name": name}
    # A button pressed twice is one message: both presses name the message that the button stands under.
    once = f"send:{lead.id}:{trip.version}:{scene.conversation_id}:{scene.heard[-1].detail.get('message_id')}"
    return Outcome(
        says=(
            Say("text", {"text": summary, "lead_id": lead.id}, to=to, sender=sender, key=f"{once}:text"),
            Say("document", paper, to=to, sender=sender, key=f"{once}:pdf"),
            tell(f"✅ Version {trip.version} is on its way to {_name(found)}."),
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
        return answer(f"🚫 {_name(found)} opted out: nothing may be sent.")
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
            tell(f"The follow-up template is on its way to {_name(found)}."),
        )
    )


ACTS: dict[str, Act] = {
    "show": show,
    "claim": claim,
    "reply": take,
    "release": release,
    "plan": plan,
    "send": send,
    "note": note,
    "lost": lose,
    "keep": keep,
    "reopen": reopen,
    "template": follow_up,
    "mail": mail,
    "mailkept": mail_kept,
    "mailnow": mail_now,
    "mailnot": mail_not,
    "answers": answers,
    "wrong": wrong,
}
