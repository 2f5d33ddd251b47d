"""A suggested reply in Telegram: the desk's words, to be sent as they are or after editing."""

from dataclasses import replace
from html import escape

from agents.orders.contract import Order
from bot.citing import cited
from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import with_lead
from bot.staff.orders.steps import Asking, Step, Unfit, step_of
from bot.staff.reading import StaffLead
from bot.staff.says import answer
from crm.agency.service import load as load_agency
from crm.conversations.effects import Remember
from crm.conversations.values import Outcome, Scene
from crm.db import new_token
from crm.previews.effects import OfferPreview


async def wording(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Suggest what to say to this customer now; nothing is sent before somebody presses Send."""
    suggested = await desk.drafting.suggest(found.conversation.id, scene.now)
    if not suggested.text:
        told = f"I have no words to suggest for lead {found.lead.id}; /take {found.lead.id} lets you write."
        return answer(told)
    async with desk.book.reading() as session:
        agency = await load_agency(session)
        citations = await cited(session, suggested.answers, found.contact.name, agency.timezone)
    heard = citations.told(suggested.answers)
    why = f"answers {heard}" if heard else "nothing waits for an answer"
    return await offer_words(Asking(desk, scene, viewer), found, suggested.text, why)


async def offer_words(asking: Asking, found: StaffLead, text: str, why: str = "") -> Outcome:
    """Show words for a customer with the choice to send, edit or drop them."""
    lead_id = found.lead.id
    try:
        step = await step_of(asking, Order("tell", lead=str(lead_id), text=text), found)
    except Unfit as problem:
        button = {"label": "Send the follow-up template", "data": action("template", lead_id)}
        words = f"{escape(str(problem))}\n\nYour words would be:\n<code>{escape(text)}</code>"
        return answer(words, buttons=[] if found.contact.opted_out_at else [[button]])
    if step is None:
        return answer("There is nothing to send.")
    token = new_token(9)
    kept = Remember({**asking.scene.dialogue, "awaiting": None, "about": lead_id})
    return replace(_shown(token, step, why), effects=(OfferPreview(token, text, (step,)), kept))


def _shown(token: str, step: Step, why: str) -> Outcome:
    head = "<b>A reply to send</b>" + (f" · <i>{escape(why)}</i>" if why else "")
    buttons = [
        {"label": "✅ Send", "data": f"do:yes:{token}"},
        {"label": "Edit", "data": f"do:edit:{token}"},
        {"label": "Cancel", "data": f"do:no:{token}"},
    ]
    return answer(f"{head}\n{escape(step['told'])}", buttons=[buttons])


async def edited(desk: StaffDesk, scene: Scene, viewer: Viewer, lead_id: int, text: str) -> Outcome:
    """Take the words that staff made of a suggestion, and show them once more before they go."""

    async def act(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
        return await offer_words(Asking(desk, scene, viewer), found, extra)

    return await with_lead(desk, scene, viewer, lead_id, act, text)
