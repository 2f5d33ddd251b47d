"""What staff do with one lead, by the word that a button carries. Each act reads, and returns what to say
and what to write."""

from bot.staff.cards import draw_card
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.library import answers, wrong
from bot.staff.mailing import mail, mail_kept, mail_not, mail_now
from bot.staff.moving import keep, lose, note, reopen
from bot.staff.one_lead import Act, last_words
from bot.staff.planning import follow_up, plan, send
from bot.staff.reading import StaffLead
from bot.staff.says import tell
from bot.staff.taking import claim, release, take
from bot.staff.undelivered import DELIVERY_ACTS
from crm.conversations.values import Outcome, Scene
from crm.leads.signals import signals_of


async def show(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Show the lead's card with the last words of the conversation."""
    async with desk.book.reading() as session:
        signals = await signals_of(session, [found.lead.id])
    card = draw_card(found, scene.now, signals.get(found.lead.id), for_manager=viewer.sees_every_lead)
    return Outcome(says=(tell(f"{card.text}\n\n{await last_words(desk, found)}", card.buttons),))


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
    **DELIVERY_ACTS,
}
