"""How each effect on a conversation and its contact is written."""

from sqlalchemy import select, update

from crm.contacts.models import Contact
from crm.conversations.by_hand import AUDITED, Hand, decide
from crm.conversations.effects import (
    DecideDelivery,
    LearnContact,
    Nudge,
    OptIn,
    OptOut,
    Release,
    Remember,
    SendMail,
    Speak,
    Take,
)
from crm.conversations.holding import cancel_unsent, hold, release
from crm.conversations.mailing import Letter, mail
from crm.conversations.models import Conversation
from crm.errors import Clash, Missing
from crm.jobs import service as jobs
from crm.leads import service as leads
from crm.leads.authority import may_hand_back, may_take
from crm.leads.models import Lead
from crm.leads.writers import lead_meant, staff_lead
from crm.pen import Pen, Writers
from crm.statements import line_of


async def _opt_out(pen: Pen, effect: OptOut) -> None:
    contact_id = pen.scene.contact_id
    if contact_id is None:
        return
    await pen.session.execute(update(Contact).where(Contact.id == contact_id).values(opted_out_at=pen.now))
    theirs = select(Conversation.id).where(Conversation.contact_id == contact_id)
    for conversation_id in await pen.session.scalars(theirs):
        await cancel_unsent(
            pen.session, conversation_id, "the contact opted out", only_bot=False, now=pen.now
        )
    pen.note("contact.opt_out", f"contact:{contact_id}")
    if pen.applied.lead_id is not None:
        lead = await lead_meant(pen, None)
        await leads.record(pen.session, lead, "opted_out", "Wants no more messages", "customer", pen.now)
        await leads.touch(pen.session, lead, pen.now)


async def _opt_in(pen: Pen, effect: OptIn) -> None:
    contact_id = pen.scene.contact_id
    if contact_id is None:
        return
    await pen.session.execute(update(Contact).where(Contact.id == contact_id).values(opted_out_at=None))
    pen.note("contact.opt_in", f"contact:{contact_id}")
    if pen.applied.lead_id is not None:
        lead = await lead_meant(pen, None)
        await leads.record(pen.session, lead, "opted_in", "Wants messages again", "customer", pen.now)
        await leads.touch(pen.session, lead, pen.now)


async def _take(pen: Pen, effect: Take) -> None:
    lead, me = await staff_lead(pen, effect.lead_id)
    holder = await _holder(pen, lead)
    if holder not in (None, effect.seen_holder, me.id) or not may_take(me, holder, lead.owner_id):
        raise leads.Overtaken(f"A colleague began to speak with the customer of lead {lead.id} just now.")
    if lead.owner_id is None:
        await leads.claim(pen.session, lead, me.id, me.name, pen.actor, pen.now)
    await hold(pen.session, lead, me, pen.actor, pen.now)
    pen.note("conversation.take", f"lead:{lead.id}")


async def _holder(pen: Pen, lead: Lead) -> int | None:
    held = select(Conversation.held_by).where(Conversation.id == lead.conversation_id)
    return await pen.session.scalar(held)


async def _release(pen: Pen, effect: Release) -> None:
    lead, me = await staff_lead(pen, effect.lead_id)
    holder = await _holder(pen, lead)
    if holder is None:
        raise leads.Overtaken(f"The conversation of lead {lead.id} was handed back already.")
    if holder not in (effect.seen_holder, me.id) or not may_hand_back(me, holder):
        raise leads.Overtaken(f"A colleague began to speak with the customer of lead {lead.id} just now.")
    await release(pen.session, lead, pen.actor, pen.now)
    pen.note("conversation.release", f"lead:{lead.id}")


async def _speak(pen: Pen, effect: Speak) -> None:
    lead, me = await staff_lead(pen, effect.lead_id)
    if await _holder(pen, lead) != me.id:
        raise leads.Overtaken(
            f"You do not hold the conversation of lead {lead.id} any more: your words were not sent."
        )


async def _decide_delivery(pen: Pen, effect: DecideDelivery) -> None:
    lead, me = await staff_lead(pen, effect.lead_id)
    hand = Hand(f"user:{me.id}", pen.now)
    try:
        await decide(pen.session, effect.outbox_id, effect.act, hand, of=lead)
    except (Missing, Clash) as refusal:
        raise leads.Overtaken(str(refusal)) from refusal
    pen.note(AUDITED[effect.act], f"outbox:{effect.outbox_id}")


async def _send_mail(pen: Pen, effect: SendMail) -> None:
    lead, me = await staff_lead(pen, effect.lead_id)
    letter = Letter(effect.account, effect.address, effect.subject, effect.text, effect.facts, effect.version)
    await mail(pen.session, lead, letter, f"user:{me.id}", effect.key, pen.now, pen.link_lifetime)
    pen.note("lead.mail", f"lead:{lead.id}", version=effect.version)


async def _remember(pen: Pen, effect: Remember) -> None:
    await pen.session.execute(
        update(Conversation)
        .where(Conversation.id == pen.scene.conversation_id)
        .values(dialogue=dict(effect.dialogue))
    )


async def _learn_contact(pen: Pen, effect: LearnContact) -> None:
    learnt = {
        name: value
        for name, value in (
            ("name", effect.name),
            ("email", effect.email),
            ("phone", effect.phone),
            ("language", effect.language),
        )
        if value is not None
    }
    if learnt and pen.scene.contact_id is not None:
        await pen.session.execute(update(Contact).where(Contact.id == pen.scene.contact_id).values(**learnt))


async def _nudge(pen: Pen, effect: Nudge) -> None:
    scene, line = pen.scene, await line_of(pen.session)
    await line.run(*jobs.nudging(scene.conversation_id, scene.turn_id, effect.text, pen.now, effect.at))


WRITERS: Writers = {
    Nudge: _nudge,
    OptOut: _opt_out,
    OptIn: _opt_in,
    Take: _take,
    Release: _release,
    Speak: _speak,
    DecideDelivery: _decide_delivery,
    SendMail: _send_mail,
    Remember: _remember,
    LearnContact: _learn_contact,
}
