"""Words between staff and customers: from the holder to the customer, and what the holder must hear."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from agents.regexes import regex
from bot.staff.addressing import answer_or_order, is_reply, not_to_a_customer
from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.handing import packet
from bot.staff.library import correct
from bot.staff.mailing import mail_buttons
from bot.staff.moving import note
from bot.staff.one_lead import WINDOW_CLOSED, window_closed, with_lead
from bot.staff.orders.hearing import hear_order
from bot.staff.reading import hearing, held_leads, look_up, that_may_hear
from bot.staff.says import answer, tell
from bot.staff.suggesting import edited
from crm.agency.service import SETTINGS, agency_of
from crm.conversations.effects import Remember, Speak
from crm.conversations.values import Heard, Outcome, Say, Scene
from crm.db import Book
from crm.leads.effects import AskHuman
from crm.leads.models import Lead

_MEDIA_ONLY = (
    "Only text can be passed on to customers from here so far. Send files from the admin pages or by e-mail."
)


async def pass_on(
    desk: StaffDesk, scene: Scene, viewer: Viewer, heard: Heard, just_taken: frozenset[int] = frozenset()
) -> Outcome:
    """Handle words that are no command: a note that was asked for, or words for a customer.

    `just_taken` are leads whose conversation was taken earlier in this very turn.
    """
    awaiting = scene.dialogue.get("awaiting")
    if isinstance(awaiting, dict) and awaiting.get("what") == "note" and heard.text:
        return await with_lead(desk, scene, viewer, int(awaiting["lead"]), note, heard.text)
    is_text = heard.kind == "text" and bool(heard.text)
    if isinstance(awaiting, dict) and awaiting.get("what") == "order" and is_text:
        return await hear_order(desk, scene, viewer, heard.text, heard)
    if isinstance(awaiting, dict) and awaiting.get("what") == "correction" and heard.text:
        words = f"{awaiting.get('turn')} {heard.text}"
        return await with_lead(desk, scene, viewer, int(awaiting["lead"]), correct, words)
    if isinstance(awaiting, dict) and awaiting.get("what") == "reply" and is_text:
        return await edited(desk, scene, viewer, int(awaiting["lead"]), heard.text)
    async with desk.book.reading() as session:
        held = await held_leads(session, viewer, just_taken)
        hears = await that_may_hear(session, held)
    if not held and is_text:
        return await answer_or_order(desk, scene, viewer, heard)
    if not held:
        return answer(
            "You hold no conversation, so no customer heard this. /take and a lead's number opens one; /help "
            "lists what else there is."
        )
    if (
        is_text
        and not is_reply(heard)
        and (told := await not_to_a_customer(desk, scene, viewer, heard, hears))
    ):
        return told
    if heard.kind != "text" or not heard.text:
        return answer(_MEDIA_ONLY)
    chosen = _chosen(held, scene, heard)
    if chosen is None:
        rows = [
            [{"label": f"{lead.id} · {lead.title}"[:60], "data": action("say", lead.id)}] for lead in held[:8]
        ]
        waiting = str(scene.dialogue.get("pending") or "")
        kept = {**scene.dialogue, "pending": f"{waiting}\n{heard.text}".strip()}
        return answer("You hold several conversations. Who is this for?", Remember(kept), buttons=rows)
    return await say_to(desk, scene, viewer, chosen.id, heard.text, just_taken)


_NAMED = regex(r"\(lead (\d{1,18})\)|^\W*Lead (\d{1,18})\b")


def _chosen(held: list[Lead], scene: Scene, heard: Heard) -> Lead | None:
    """Give the lead a text is for: the only one held, or the one whose message was replied to."""
    if len(held) == 1:
        return held[0]
    message = heard.detail.get("update", {}).get("message", {})
    replied = str((message.get("reply_to_message") or {}).get("text") or "")
    # Our own mention ends the first line; names and words of customers may hold anything before and below.
    mentions = _NAMED.findall(replied.partition("\n")[0])
    named = next((int(number) for number in reversed(mentions[-1]) if number), None) if mentions else None
    return next((lead for lead in held if lead.id == named), None)


async def say_to(
    desk: StaffDesk,
    scene: Scene,
    viewer: Viewer,
    lead_id: int,
    text: str,
    just_taken: frozenset[int] = frozenset(),
) -> Outcome:
    """Pass words on to a customer whose conversation this person holds."""
    async with desk.book.reading() as session:
        found = await look_up(session, lead_id, viewer)
    if found is None or (found.conversation.held_by != viewer.id and lead_id not in just_taken):
        return answer(f"You do not hold the conversation of lead {lead_id}. /take {lead_id} takes it.")
    if found.contact.opted_out_at:
        return answer("🚫 They opted out: your words were not sent.")
    if window_closed(found, scene):
        button = {"label": "Send the follow-up template", "data": action("template", lead_id)}
        by_mail = mail_buttons(desk, found, "mailkept", "Send these words by e-mail")
        keep = (Remember({**scene.dialogue, "letter": {"lead": lead_id, "text": text}}),) if by_mail else ()
        return answer(f"{WINDOW_CLOSED}\nYour words were not sent.", *keep, buttons=[[button], *by_mail])
    said = Say("text", {"text": text}, to=found.conversation.id, sender=f"user:{viewer.id}")
    kept = (Remember({**scene.dialogue, "pending": None}),) if scene.dialogue.get("pending") else ()
    return Outcome(says=(said,), effects=(Speak(lead_id), *kept))


async def let_staff_hear(book: Book, scene: Scene, outcome: Outcome) -> tuple[Say, ...]:
    """Say what staff must hear of a customer's turn: words for the holder, calls for a human, decisions."""
    lead_id = scene.lead.id if scene.lead else None
    calls = [effect.reason for effect in outcome.effects if isinstance(effect, AskHuman)]
    decided = [heard for heard in scene.heard if heard.kind in ("approval", "change")]
    if scene.held_by is None and not calls and not decided:
        return ()
    hearers = hearing(scene.held_by, scene.lead.owner_id if scene.lead else None)
    asked = [hearers, (SETTINGS, {})] if calls else [hearers]
    rows, *settings = await book.look(lambda line: line.run_all(asked))
    chats = [int(chat) for (chat,) in rows]
    currency = agency_of(settings[0]).currency if settings else ""
    # On one line: a reply to this message finds its lead at the end of the first.
    name = escape(" ".join((scene.contact_name or scene.address).split()))
    lines = [f"🙋 <b>{name}</b> needs a human: {escape(reason)}" for reason in calls]
    if calls and (told_of := packet(scene, outcome, currency)):
        lines.append(told_of)
    lines += [_decision(name, heard) for heard in decided]
    if scene.held_by is not None:
        lines += [_relayed(name, lead_id, heard) for heard in scene.heard if heard not in decided]
    buttons = (
        [
            [
                {"label": "Reply", "data": action("reply", lead_id)},
                {"label": "Suggest a reply", "data": action("wording", lead_id)},
            ]
        ]
        if lead_id and scene.held_by is None
        else []
    )
    told = [
        Say("text", {**tell("\n".join(lines), buttons).body}, to=chat, sender="system", key=None)
        for chat in chats
        if lines
    ]
    if scene.held_by is not None:
        told += [file for chat in chats for heard in scene.heard for file in _files_of(heard, chat)]
    return tuple(told)


def _relayed(name: str, lead_id: int | None, heard: Heard) -> str:
    said = "🎤 <i>transcript of a voice note</i>\n" if heard.detail.get("transcribed") else ""
    things = "\n".join(_thing(thing) for thing in heard.detail.get("received", ()))
    words = "\n".join(part for part in (said + escape(heard.text) if heard.text else "", things) if part)
    words = words or f"<i>[{heard.kind}: see the conversation on the lead's page]</i>"
    return f"💬 <b>{name}</b> (lead {lead_id}):\n{words}"


def _thing(thing: Mapping[str, Any]) -> str:
    """Say what came besides words, and what is wrong with it."""
    if thing["status"] != "kept":
        return f"<i>[{thing['sort']}: not here, {escape(str(thing['why'] or ''))}]</i>"
    unheard = thing["sort"] == "voice" and not thing["is_heard"]
    why = f": nobody could listen, {escape(str(thing['why'] or ''))}" if unheard else ""
    return f"<i>[{thing['sort']}{why}]</i>"


def _files_of(heard: Heard, chat: int) -> Iterator[Say]:
    """Whoever speaks with the customer is given what came, as a file."""
    for thing in heard.detail.get("received", ()):
        if thing["status"] == "kept" and thing["file_id"] is not None:
            body = {"file_id": thing["file_id"], "name": thing["name"]}
            yield Say("document", body, to=chat, sender="system")


def _decision(name: str, heard: Heard) -> str:
    version = heard.detail.get("version", "")
    if heard.kind == "approval":
        signed = str(heard.detail.get("name") or heard.text)
        drift = str(heard.detail.get("drift") or "")
        moved = f"\n📈 {escape(drift)}" if drift else ""
        return (
            f"🏆 <b>{name}</b> approved version {version} on the trip page, signed “{escape(signed)}”.{moved}"
        )
    return f"✏️ <b>{name}</b> asks for a change on the trip page: {escape(heard.text)}"
