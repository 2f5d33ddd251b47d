"""How each effect of a turn is written. Called once a turn, inside the settling transaction."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from crm.audit.service import audit
from crm.contacts.models import Contact
from crm.conversations.effects import LearnContact, OptIn, OptOut, Release, Remember, Take
from crm.conversations.models import Conversation, Outbound
from crm.conversations.values import Effect, Scene
from crm.leads import service as leads
from crm.leads.effects import AddNote, AskHuman, Capture, Claim, HumanCame, Record, SetStatus
from crm.leads.models import Lead
from crm.trips import service as trips
from crm.trips.effects import ApproveTrip, PublishTrip, SendTrip
from crm.users.effects import LinkTelegram
from crm.users.models import User


@dataclass
class Applied:
    """What the effects made, for the replies that refer to it."""

    lead_id: int | None = None
    trip_version_id: int | None = None
    link_nonce: str | None = None
    # A turn of staff may be about several leads: which version and link belongs to which.
    versions: dict[int, int] = field(default_factory=dict)
    nonces: dict[int, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)  # effects that no longer fit, in words for staff


@dataclass(frozen=True)
class Pen:
    """Everything that writing an effect needs."""

    session: AsyncSession
    scene: Scene
    now: datetime
    link_lifetime: timedelta
    applied: Applied

    @property
    def actor(self) -> str:
        return "bot" if self.scene.kind == "customer" else f"user:{self.scene.user_id}"

    def note(self, action: str, subject: str, **detail: Any) -> None:
        """Write an audit row for what staff or the customer decided."""
        who = "customer" if self.scene.kind == "customer" else self.actor
        audit(self.session, who, action, subject, self.now, detail)


async def apply_effects(
    session: AsyncSession, effects: Iterable[Effect], scene: Scene, now: datetime, link_lifetime: timedelta
) -> Applied:
    """Write every effect in order. An effect that no longer fits is refused, and the rest go on."""
    applied = Applied(lead_id=scene.lead.id if scene.lead else None)
    pen = Pen(session, scene, now, link_lifetime, applied)
    for effect in effects:
        try:
            await _WRITERS[type(effect)](pen, effect)
        except (leads.NoLead, leads.Overtaken, trips.NoTrip) as refusal:
            applied.refused.append(str(refusal))
    return applied


async def _lead(pen: Pen, lead_id: int | None) -> Lead:
    """Find the lead an effect is for. A customer's turn can only ever touch that customer's own."""
    wanted = pen.applied.lead_id if pen.scene.kind == "customer" else lead_id
    if wanted is None and pen.scene.kind == "customer":
        return await _capture_lead(pen, Capture({}))
    if wanted is None:
        raise leads.NoLead("Say which lead you mean, for example /lead 42.")
    # A customer's turn has locked its conversation with its fence.
    return await leads.get_lead(pen.session, wanted, with_chat=pen.scene.kind == "staff")


async def _capture_lead(pen: Pen, effect: Capture) -> Lead:
    scene = pen.scene
    if scene.kind == "staff":
        lead = await leads.get_lead(pen.session, effect.lead_id or 0)
        enquirer = leads.Enquirer(lead.contact_id, lead.conversation_id, pen.now)
    else:
        if scene.contact_id is None:
            raise leads.NoLead("This conversation has no contact.")
        # The lead the mind saw may have been closed by a colleague meanwhile; the newest one counts.
        lead_found = await leads.open_lead_of(pen.session, scene.conversation_id)
        since = scene.heard[0].at if scene.heard else pen.now
        enquirer = leads.Enquirer(scene.contact_id, scene.conversation_id, since)
        if lead_found is None:
            made = await leads.capture(pen.session, enquirer, effect.slots, effect.removed, pen.now)
            pen.applied.lead_id = made.id
            return made
        lead = lead_found
    made = await leads.capture(pen.session, enquirer, effect.slots, effect.removed, pen.now, lead)
    pen.applied.lead_id = made.id
    return made


async def _capture(pen: Pen, effect: Capture) -> None:
    await _capture_lead(pen, effect)


async def _set_status(pen: Pen, effect: SetStatus) -> None:
    lead = await _lead(pen, effect.lead_id)
    await leads.set_status(pen.session, lead, effect.status, pen.actor, pen.now, effect.reason)
    pen.note("lead.status", f"lead:{lead.id}", status=effect.status)


async def _add_note(pen: Pen, effect: AddNote) -> None:
    lead = await _lead(pen, effect.lead_id)
    await leads.add_note(pen.session, lead, effect.text, pen.actor, pen.now)
    pen.note("lead.note", f"lead:{lead.id}")


async def _claim(pen: Pen, effect: Claim) -> None:
    lead = await _lead(pen, effect.lead_id)
    user = await pen.session.get(User, effect.user_id)
    if user is None:
        raise leads.NoLead(f"There is no user {effect.user_id}.")
    if lead.owner_id not in (effect.seen_owner, user.id):
        raise leads.Overtaken(f"A colleague claimed lead {lead.id} a moment before you.")
    await leads.claim(pen.session, lead, user.id, user.name, pen.actor, pen.now)
    pen.note("lead.claim", f"lead:{lead.id}", owner=user.id)


async def _ask_human(pen: Pen, effect: AskHuman) -> None:
    await leads.ask_human(pen.session, await _lead(pen, effect.lead_id), effect.reason, pen.actor, pen.now)


async def _human_came(pen: Pen, effect: HumanCame) -> None:
    await leads.human_came(pen.session, await _lead(pen, effect.lead_id), pen.actor, pen.now)


async def _record(pen: Pen, effect: Record) -> None:
    lead = await _lead(pen, effect.lead_id)
    await leads.record(pen.session, lead, effect.kind, effect.text, pen.actor, pen.now)


async def cancel_unsent(
    session: AsyncSession, conversation_id: int, reason: str, *, only_bot: bool, now: datetime
) -> None:
    """Cancel what waits to be sent in a conversation; what is on its way is checked again at the gate."""
    rows = update(Outbound).where(
        Outbound.conversation_id == conversation_id, Outbound.status.in_(("waiting", "blocked"))
    )
    if only_bot:
        rows = rows.where(Outbound.sender == "bot")
    await session.execute(rows.values(status="cancelled", error_code="cancelled", error=reason))


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
        lead = await _lead(pen, None)
        await leads.record(pen.session, lead, "opted_out", "Wants no more messages", "customer", pen.now)
        await leads.touch(pen.session, lead, pen.now)


async def _opt_in(pen: Pen, effect: OptIn) -> None:
    contact_id = pen.scene.contact_id
    if contact_id is None:
        return
    await pen.session.execute(update(Contact).where(Contact.id == contact_id).values(opted_out_at=None))
    pen.note("contact.opt_in", f"contact:{contact_id}")
    if pen.applied.lead_id is not None:
        lead = await _lead(pen, None)
        await leads.record(pen.session, lead, "opted_in", "Wants messages again", "customer", pen.now)
        await leads.touch(pen.session, lead, pen.now)


async def hold(session: AsyncSession, lead: Lead, user: User, actor: str, now: datetime) -> None:
    """Give the conversation's speaking lease to a human; the bot's unsent words are cancelled."""
    await session.execute(
        update(Conversation)
        .where(Conversation.id == lead.conversation_id)
        .values(held_by=user.id, held_at=now)
    )
    await cancel_unsent(session, lead.conversation_id, f"{user.name} took over", only_bot=True, now=now)
    lead.needs_human = None
    await leads.record(session, lead, "taken", f"{user.name} speaks now", actor, now)
    await leads.touch(session, lead, now)


async def release(session: AsyncSession, lead: Lead, actor: str, now: datetime) -> None:
    """Let the bot speak again."""
    await session.execute(
        update(Conversation).where(Conversation.id == lead.conversation_id).values(held_by=None, held_at=None)
    )
    await leads.record(session, lead, "released", "The desk speaks again", actor, now)
    await leads.touch(session, lead, now)


async def _take(pen: Pen, effect: Take) -> None:
    lead = await _lead(pen, effect.lead_id)
    user = await pen.session.get(User, effect.user_id)
    if user is None:
        raise leads.NoLead(f"There is no user {effect.user_id}.")
    holder = select(Conversation.held_by).where(Conversation.id == lead.conversation_id)
    if await pen.session.scalar(holder) not in (None, effect.seen_holder, user.id):
        raise leads.Overtaken(f"A colleague began to speak with the customer of lead {lead.id} just now.")
    if lead.owner_id is None:
        await leads.claim(pen.session, lead, user.id, user.name, pen.actor, pen.now)
    await hold(pen.session, lead, user, pen.actor, pen.now)
    pen.note("conversation.take", f"lead:{lead.id}")


async def _release(pen: Pen, effect: Release) -> None:
    lead = await _lead(pen, effect.lead_id)
    await release(pen.session, lead, pen.actor, pen.now)
    pen.note("conversation.release", f"lead:{lead.id}")


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


async def _publish_trip(pen: Pen, effect: PublishTrip) -> None:
    lead = await _lead(pen, effect.lead_id)
    published = await trips.publish_trip(pen.session, lead, effect, pen.now)
    await _hand_out(pen, lead, published.trip_version_id)
    if pen.scene.kind == "staff":
        pen.note("trip.publish", f"lead:{lead.id}", version=published.version)


async def _hand_out(pen: Pen, lead: Lead, trip_version_id: int) -> None:
    """Let the turn's replies carry this version and the lead's link."""
    applied = pen.applied
    applied.link_nonce = await trips.link_for(pen.session, lead.id, pen.now, pen.link_lifetime)
    applied.trip_version_id = trip_version_id
    applied.versions[lead.id], applied.nonces[lead.id] = trip_version_id, applied.link_nonce


async def _send_trip(pen: Pen, effect: SendTrip) -> None:
    lead = await _lead(pen, effect.lead_id)
    version = await trips.mark_sent(pen.session, lead, effect.sent_by, pen.now)
    await _hand_out(pen, lead, version.id)
    pen.note("trip.send", f"lead:{lead.id}", version=version.version)


async def _approve_trip(pen: Pen, effect: ApproveTrip) -> None:
    lead = await _lead(pen, effect.lead_id)
    if await trips.approve(pen.session, lead, effect, pen.now):
        pen.note("trip.approve", f"lead:{lead.id}", version=effect.version)


async def _link_telegram(pen: Pen, effect: LinkTelegram) -> None:
    free = (
        User.telegram_id.is_(None)
        if effect.linked_before is None
        else User.telegram_id == effect.linked_before
    )
    tied = await pen.session.execute(
        update(User)
        .where(User.id == effect.user_id, free)
        .values(telegram_id=effect.telegram_id)
        .returning(User.id)
    )
    if tied.first() is None:
        raise leads.NoLead("This code was used already.")
    await pen.session.execute(
        update(Conversation)
        .where(Conversation.id == pen.scene.conversation_id)
        .values(user_id=effect.user_id)
    )
    audit(pen.session, f"user:{effect.user_id}", "user.link_telegram", f"user:{effect.user_id}", pen.now)


_WRITERS: dict[type, Callable[[Pen, Any], Awaitable[None]]] = {
    Capture: _capture,
    SetStatus: _set_status,
    AddNote: _add_note,
    Claim: _claim,
    AskHuman: _ask_human,
    HumanCame: _human_came,
    Record: _record,
    OptOut: _opt_out,
    OptIn: _opt_in,
    Take: _take,
    Release: _release,
    Remember: _remember,
    LearnContact: _learn_contact,
    PublishTrip: _publish_trip,
    SendTrip: _send_trip,
    ApproveTrip: _approve_trip,
    LinkTelegram: _link_telegram,
}
