"""What staff do to leads from the doors. REST and pages call the same acts, so that both mean the same."""

from contextlib import suppress
from datetime import timedelta
from hashlib import sha256

from api.writing import Pen
from crm.contacts.models import Contact
from crm.conversations import holding
from crm.conversations import service as conversations
from crm.conversations.by_hand import AUDITED, Hand, decide
from crm.conversations.follow_up import follow_up_body, follow_up_key, is_window_closed, why_no_follow_up
from crm.conversations.mail_claims import take_as_theirs
from crm.conversations.mailing import Letter, mail
from crm.conversations.models import Conversation
from crm.db import new_token
from crm.errors import Clash
from crm.leads import service as leads
from crm.leads.authority import may_hand_back, may_take
from crm.leads.models import Lead
from crm.leads.queries import lead_line
from crm.trips import service as trips
from crm.users import queries as users
from crm.users.rules import Staff


async def open_lead(pen: Pen, me: Staff, lead_id: int) -> Lead:
    """Load a lead to change it, if the asker may see it. Raises `Missing`."""
    with suppress(leads.NoLead):
        await leads.get_lead(pen.session, lead_id)
    # Seen only now, under the lock: a colleague may have claimed it a moment ago. One that does not
    # exist is refused here too, in the very same words.
    return (await lead_line(pen.session, me, lead_id)).lead


async def set_owner(pen: Pen, me: Staff, lead: Lead, owner_id: int | None) -> None:
    """Claim a lead, give it back, or (managers) give it to someone else."""
    if owner_id not in (me.id, None) and not me.sees_every_lead:
        raise Clash("Only managers give leads to others.")
    owner = await users.get(pen.session, owner_id) if owner_id is not None else None
    if owner is not None and not owner.is_active:
        raise Clash(f"{owner.name} has left.")
    await holding.hand_over(pen.session, lead, owner, me.actor, pen.now)
    pen.note("lead.claim", f"lead:{lead.id}", owner=owner_id)


async def set_status(pen: Pen, me: Staff, lead: Lead, status: str, reason: str) -> None:
    await leads.set_status(pen.session, lead, status, me.actor, pen.now, reason)
    pen.note("lead.status", f"lead:{lead.id}", status=status)


async def add_note(pen: Pen, me: Staff, lead: Lead, text: str) -> None:
    await leads.add_note(pen.session, lead, text, me.actor, pen.now)
    pen.note("lead.note", f"lead:{lead.id}")


async def take(pen: Pen, me: Staff, lead: Lead) -> None:
    """Take the conversation: the desk falls silent. An unclaimed lead is claimed with it."""
    chat = await _chat(pen, lead)
    if not may_take(me, chat.held_by, lead.owner_id):
        raise Clash("A colleague speaks with this customer now.")
    user = await users.get(pen.session, me.id)
    if lead.owner_id is None:
        await leads.claim(pen.session, lead, user.id, user.name, me.actor, pen.now)
    await holding.hold(pen.session, lead, user, me.actor, pen.now)
    pen.note("conversation.take", f"lead:{lead.id}")


async def release(pen: Pen, me: Staff, lead: Lead) -> None:
    """Let the desk speak again."""
    chat = await _chat(pen, lead)
    if chat.held_by is None:
        raise Clash("The desk speaks already.")
    if not may_hand_back(me, chat.held_by):
        raise Clash("A colleague speaks with this customer now.")
    await holding.release(pen.session, lead, me.actor, pen.now)
    pen.note("conversation.release", f"lead:{lead.id}")


async def write_to_customer(pen: Pen, me: Staff, lead: Lead, text: str) -> int:
    """Queue words for the customer. Only whoever holds the conversation may; gives the outbox number."""
    chat = await _chat(pen, lead)
    if chat.held_by != me.id:
        raise Clash("Take the conversation first.")
    contact = await pen.session.get_one(Contact, lead.contact_id)
    if contact.opted_out_at is not None:
        raise Clash("They opted out: nothing is sent to them any more.")
    if is_window_closed(chat, pen.now):
        raise Clash(
            "More than 24 hours have passed since the customer's last message: "
            "WhatsApp takes only an approved template now."
        )
    key = f"desk:{me.id}:{new_token(9)}"
    numbers = await conversations.say(pen.session, chat.id, "text", {"text": text}, me.actor, key, pen.now)
    pen.note("conversation.write", f"lead:{lead.id}", outbox=numbers)
    return numbers[0]


async def send_follow_up(pen: Pen, me: Staff, lead: Lead) -> int:
    """Queue the follow-up template, where words of one's own would not arrive; once a minute at most.

    Raises `Clash` where it may not go: a colleague holds the conversation, or the customer wrote just now.
    """
    chat = await _chat(pen, lead)
    contact = await pen.session.get_one(Contact, lead.contact_id)
    if problem := await why_no_follow_up(pen.session, contact, chat, me.id, pen.now):
        raise Clash(problem)
    key = follow_up_key(lead.id, pen.now)
    body = follow_up_body(contact)
    numbers = await conversations.say(pen.session, chat.id, "template", body, me.actor, key, pen.now)
    pen.note("conversation.follow_up", f"lead:{lead.id}", outbox=numbers)
    if not numbers:
        raise Clash("The follow-up template was sent a moment ago.")
    return numbers[0]


async def decide_delivery(pen: Pen, me: Staff, lead: Lead | None, delivery_id: int, act: str) -> str:
    """Carry out a decision about a message that did not surely arrive; gives what is to be told of it."""
    said = await decide(pen.session, delivery_id, act, Hand(me.actor, pen.now), of=lead)
    pen.note(AUDITED[act], f"outbox:{delivery_id}")
    return said


async def mail_to_customer(pen: Pen, me: Staff, lead: Lead, letter: Letter, lifetime: timedelta) -> int:
    """Queue an e-mail; gives the outbox number. The same proposal, or words, go once a minute at most."""
    minute = int(pen.now.timestamp()) // 60
    words = sha256(f"{letter.subject}\n{letter.text}".encode("utf-8", "replace")).hexdigest()[:16]
    what = f"w{words}" if letter.version is None else f"v{letter.version}"
    key = f"mail:{me.id}:{lead.id}:{what}:{minute}"
    try:
        numbers = await mail(pen.session, lead, letter, me.actor, key, pen.now, lifetime)
    except (leads.Overtaken, trips.NoTrip) as problem:
        raise Clash(str(problem)) from problem
    pen.note("lead.mail", f"lead:{lead.id}", version=letter.version, outbox=numbers)
    if not numbers:
        raise Clash("This e-mail was sent a moment ago.")
    return numbers[0]


async def revoke_links(pen: Pen, me: Staff, lead: Lead) -> None:
    """Close every way to the customer's trip page."""
    await trips.revoke_links(pen.session, lead, me.actor, pen.now)
    pen.note("trip.revoke_links", f"lead:{lead.id}")


async def take_mail_as_theirs(pen: Pen, me: Staff, lead: Lead) -> bool:
    """Give e-mails under the customer's address to the customer. False where none waits."""
    is_taken = await take_as_theirs(pen.session, lead, me.actor, pen.now)
    if is_taken:
        pen.note("mail.confirm", f"lead:{lead.id}")
    return is_taken


async def _chat(pen: Pen, lead: Lead) -> Conversation:
    return await pen.session.get_one(Conversation, lead.conversation_id, with_for_update=True)
