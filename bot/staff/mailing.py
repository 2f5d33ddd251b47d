"""E-mail from the staff bot: a preview first, and nothing goes without a press."""

from hashlib import sha256
from html import escape

from bot.mailing import Drafted, NotMailable, draft_proposal, draft_words
from bot.staff.cards import Button, action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.reading import StaffLead
from bot.staff.says import answer, as_html
from crm.conversations.effects import Remember, SendMail
from crm.conversations.values import Outcome, Scene

_SHOWN = 2500  # characters of a letter in its preview


async def mail(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Show the e-mail that would go: the newest proposal, or the words that follow the number."""
    lead = found.lead
    try:
        drafted = await _draft(desk, found, extra)
    except NotMailable as problem:
        return answer(f"✉️ {escape(str(problem))}")
    letter = drafted.letter
    version = "" if letter.version is None else str(letter.version)
    to = f"<b>{escape(drafted.name)}</b> &lt;{escape(letter.address)}&gt;"
    head = f"✉️ To {to}\n<b>{escape(letter.subject)}</b>"
    paper = f"\n📎 proposal-{lead.id}-v{version}.pdf, and the link to the trip page" if version else ""
    buttons = [
        [{"label": "Send the e-mail", "data": action("mailnow", lead.id, _what(drafted))}],
        [{"label": "Cancel", "data": action("mailnot", lead.id)}],
    ]
    kept = {**scene.dialogue, "letter": {"lead": lead.id, "text": extra}}
    return answer(f"{head}\n\n{as_html(letter.text[:_SHOWN])}{paper}", Remember(kept), buttons=buttons)


async def mail_now(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Send what the preview showed; a preview of an older plan, or of other words, is not sent."""
    lead, kept = found.lead, scene.dialogue.get("letter")
    again = f"That preview is not the newest any more. /mail {lead.id} shows what would go now."
    if not isinstance(kept, dict) or kept.get("lead") != lead.id:
        return answer(again)
    try:
        drafted = await _draft(desk, found, str(kept.get("text") or ""))
    except NotMailable as problem:
        return answer(f"✉️ {escape(str(problem))}")
    letter = drafted.letter
    if extra != _what(drafted):
        return answer(again)
    # A typed yes stands under no message: its turn is what happens once.
    press = scene.heard[-1].detail.get("message_id") or f"turn-{scene.turn_id}"
    key = f"mail:{lead.id}:{extra}:{scene.conversation_id}:{press}"
    sent = SendMail(
        lead.id,
        letter.account,
        letter.address,
        letter.subject,
        letter.text,
        letter.facts,
        key,
        letter.version,
    )
    told = f"✅ The e-mail is on its way to {escape(drafted.name)} ({escape(letter.address)})."
    return answer(told, sent, Remember({**scene.dialogue, "letter": None}))


async def mail_not(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    return answer("The e-mail was dropped.", Remember({**scene.dialogue, "letter": None}))


def _what(drafted: Drafted) -> str:
    """Name what a letter holds, so that the button under it sends just that: a version, or words."""
    letter = drafted.letter
    if letter.version is not None:
        return str(letter.version)
    return f"w{sha256(letter.text.encode('utf-8', 'replace')).hexdigest()[:12]}"


async def _draft(desk: StaffDesk, found: StaffLead, words: str) -> Drafted:
    async with desk.book.reading() as session:
        if words:
            return await draft_words(session, found.lead, desk.mail_account, words)
        return await draft_proposal(session, found.lead, desk.mail_account)


async def mail_kept(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Show the e-mail of words that could not go another way."""
    kept = scene.dialogue.get("letter")
    if not isinstance(kept, dict) or kept.get("lead") != found.lead.id or not kept.get("text"):
        return answer(f"Those words are gone. /mail {found.lead.id} and your words makes an e-mail of them.")
    return await mail(desk, scene, viewer, found, str(kept["text"]))


def mail_buttons(desk: StaffDesk, found: StaffLead, name: str, label: str) -> list[list[Button]]:
    """Offer e-mail where another channel is closed and an address is known."""
    if desk.mail_account is None or not found.contact.email or found.contact.opted_out_at:
        return []
    return [[{"label": label, "data": action(name, found.lead.id)}]]
