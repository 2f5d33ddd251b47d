"""How each effect on a lead is written."""

from crm.conversations.holding import hand_over
from crm.leads import service as leads
from crm.leads.aside import set_aside, take_up
from crm.leads.authority import may_see
from crm.leads.changes import Enquirer
from crm.leads.effects import (
    AddNote,
    Amend,
    AskHuman,
    Capture,
    Claim,
    Give,
    HumanCame,
    Record,
    SetAside,
    SetStatus,
    SumUp,
    TakeUp,
)
from crm.leads.models import Lead
from crm.leads.summaries import ask_for_summary
from crm.pen import Pen, Writers
from crm.users.models import User


async def lead_meant(pen: Pen, lead_id: int | None) -> Lead:
    """Find the lead an effect is for. A customer's turn can only ever touch that customer's own."""
    wanted = pen.applied.lead_id if pen.scene.kind == "customer" else lead_id
    if wanted is None and pen.scene.kind == "customer":
        return await _capture_lead(pen, Capture({}))
    if wanted is None:
        raise leads.NoLead("Say which lead you mean, for example /lead 42.")
    if pen.scene.kind == "staff":
        return (await staff_lead(pen, wanted))[0]
    # A customer's turn has locked its conversation with its fence.
    return await leads.get_lead(pen.session, wanted, with_chat=False)


async def staff_lead(pen: Pen, lead_id: int) -> tuple[Lead, User]:
    """Lock a lead for a turn of staff, with who asks. What they may see is asked again, under the lock.

    Raises `NoLead` for someone who has left, and `Overtaken` where a colleague has the lead by now.
    """
    lead = await leads.get_lead(pen.session, lead_id)
    user = await pen.session.get(User, pen.scene.user_id) if pen.scene.user_id is not None else None
    if user is None or not user.is_active:
        raise leads.NoLead("Your account is switched off.")
    if not may_see(user, lead.owner_id):
        raise leads.Overtaken(f"A colleague claimed lead {lead.id} a moment before you.")
    return lead, user


async def _capture_lead(pen: Pen, effect: Capture) -> Lead:
    scene = pen.scene
    if scene.kind == "staff":
        lead, _ = await staff_lead(pen, effect.lead_id or 0)
        enquirer = Enquirer(lead.contact_id, lead.conversation_id, pen.now)
    else:
        if scene.contact_id is None:
            raise leads.NoLead("This conversation has no contact.")
        # The lead the mind saw may have been closed by a colleague meanwhile; the newest one counts.
        # It may be heard of in the chat and by e-mail at once, which are two conversations.
        lead_found = await leads.open_lead_of(pen.session, scene.conversation_id, to_change=True)
        since = scene.heard[0].at if scene.heard else pen.now
        enquirer = Enquirer(scene.contact_id, scene.conversation_id, since, scene.contact_name)
        if lead_found is None or _is_another(pen, lead_found):
            made = await leads.capture(pen.session, enquirer, effect.slots, effect.removed, pen.now)
            pen.applied.lead_id, pen.applied.is_astray = made.id, False
            return made
        lead = lead_found
    made = await leads.capture(pen.session, enquirer, effect.slots, effect.removed, pen.now, lead)
    pen.applied.lead_id = made.id
    return made


def _is_another(pen: Pen, found: Lead) -> bool:
    """Whether the lead found waits for another trip than the one thought about, which was closed meanwhile.

    What was said of the one is no word about the other: a new lead takes it up.
    """
    seen = pen.scene.lead
    is_other = seen is not None and found.id != seen.id and found.set_aside_at is not None
    return is_other or pen.applied.is_astray


async def _capture(pen: Pen, effect: Capture) -> None:
    await _capture_lead(pen, effect)


async def _set_aside(pen: Pen, effect: SetAside) -> None:
    """Only a customer's own turn sets aside, and what is set aside is that customer's."""
    scene = pen.scene
    if scene.kind != "customer" or scene.contact_id is None:
        raise leads.NoLead("Only a customer's own words open a second enquiry.")
    first = await lead_meant(pen, None)
    since = scene.heard[0].at if scene.heard else pen.now
    enquirer = Enquirer(scene.contact_id, scene.conversation_id, since, scene.contact_name)
    await set_aside(pen.session, enquirer, effect.slots, first, effect.beside, pen.now)


async def _take_up(pen: Pen, effect: TakeUp) -> None:
    """Only a customer's own turn turns to another enquiry, and to none but one that waits in its chat."""
    scene = pen.scene
    if scene.kind != "customer":
        raise leads.NoLead("Only a customer's own words say which enquiry goes first.")
    # What the turn says of an enquiry that is gone is no word about the one that stayed.
    pen.applied.lead_id, pen.applied.is_astray = None, True
    taken = await take_up(pen.session, scene.conversation_id, effect.lead_id, pen.now)
    pen.applied.lead_id, pen.applied.is_astray = taken.id, False


async def _amend(pen: Pen, effect: Amend) -> None:
    lead, _ = await staff_lead(pen, effect.lead_id)
    await leads.put_slots(pen.session, lead, effect.slots, pen.actor, pen.now)
    pen.note("lead.amend", f"lead:{lead.id}", fields=sorted(effect.slots))


async def _set_status(pen: Pen, effect: SetStatus) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    if effect.seen_status not in (None, lead.status) and lead.id not in pen.applied.moved:
        raise leads.Overtaken(f"Lead {lead.id} became {lead.status} a moment ago: /lead {lead.id} shows it.")
    pen.applied.moved.add(lead.id)
    await leads.set_status(pen.session, lead, effect.status, pen.actor, pen.now, effect.reason)
    pen.note("lead.status", f"lead:{lead.id}", status=effect.status)


async def _add_note(pen: Pen, effect: AddNote) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    await leads.add_note(pen.session, lead, effect.text, pen.actor, pen.now)
    pen.note("lead.note", f"lead:{lead.id}")


async def _claim(pen: Pen, effect: Claim) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    user = await pen.session.get(User, effect.user_id)
    if user is None or not user.is_active:
        raise leads.NoLead(f"There is no user {effect.user_id}.")
    if lead.owner_id not in (effect.seen_owner, user.id):
        raise leads.Overtaken(f"A colleague claimed lead {lead.id} a moment before you.")
    await hand_over(pen.session, lead, user, pen.actor, pen.now)
    pen.note("lead.claim", f"lead:{lead.id}", owner=user.id)


async def _give(pen: Pen, effect: Give) -> None:
    lead, me = await staff_lead(pen, effect.lead_id)
    if not me.sees_every_lead:
        raise leads.NoLead("Only managers give leads to others.")
    owner = await pen.session.get(User, effect.user_id)
    if owner is None or not owner.is_active:
        raise leads.NoLead("This colleague has left.")
    if lead.owner_id not in (effect.seen_owner, owner.id):
        raise leads.Overtaken(f"Lead {lead.id} changed hands a moment ago: /lead {lead.id} shows it.")
    await hand_over(pen.session, lead, owner, pen.actor, pen.now)
    pen.note("lead.claim", f"lead:{lead.id}", owner=owner.id)


async def _ask_human(pen: Pen, effect: AskHuman) -> None:
    await leads.ask_human(
        pen.session, await lead_meant(pen, effect.lead_id), effect.reason, pen.actor, pen.now
    )


async def _human_came(pen: Pen, effect: HumanCame) -> None:
    await leads.human_came(pen.session, await lead_meant(pen, effect.lead_id), pen.actor, pen.now)


async def _sum_up(pen: Pen, effect: SumUp) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    await ask_for_summary(pen.session, lead.id, effect.state or f"turn {pen.scene.turn_id}", pen.now)
    pen.applied.has_asked = True


async def _record(pen: Pen, effect: Record) -> None:
    lead = await lead_meant(pen, effect.lead_id)
    await leads.record(pen.session, lead, effect.kind, effect.text, pen.actor, pen.now)


WRITERS: Writers = {
    Capture: _capture,
    SetAside: _set_aside,
    TakeUp: _take_up,
    Amend: _amend,
    SetStatus: _set_status,
    AddNote: _add_note,
    Claim: _claim,
    Give: _give,
    AskHuman: _ask_human,
    SumUp: _sum_up,
    HumanCame: _human_came,
    Record: _record,
}
