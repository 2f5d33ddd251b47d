"""What most turns of customers write, past the ORM: read in one asking, written with the turn's end.

A lead captured, a human called, a line on the timeline, a contact's name or language, a reminder, a question
without an answer: nothing here needs more than one lead and plain statements. Everything else, and every turn
that finds another lead than it thought about, is written by `crm/effects.py`.
"""

from collections.abc import Sequence
from datetime import datetime

from crm.conversations.effects import LearnContact, Nudge, Remember
from crm.conversations.turns import Claimed, fence, fenced, fencing
from crm.conversations.values import Effect, Scene
from crm.jobs.service import nudging
from crm.leads.cards import ANNOUNCE
from crm.leads.changes import Enquirer
from crm.leads.effects import AskHuman, Capture, Record
from crm.leads.sheet import Sheet
from crm.library.effects import Unanswered
from crm.library.questions import keeping
from crm.statements import Asked, Line, Row, Statement

_ON_LEADS = (Capture, AskHuman, Record)
_PLAIN = (*_ON_LEADS, LearnContact, Nudge, Remember, Unanswered)
_LEARN = Statement(
    """UPDATE contacts SET name = coalesce(:name, name), email = coalesce(:email, email),
       phone = coalesce(:phone, phone), language = coalesce(:language, language) WHERE id = :id""",
    name=str,
    email=str,
    phone=str,
    language=str,
    id=int,
)


def are_plain(effects: Sequence[Effect], scene: Scene) -> bool:
    """Say whether the effects of a turn may be written this way.

    By e-mail a lead may belong to another conversation of the same contact.
    """
    is_customers = scene.kind == "customer" and scene.contact_id is not None and scene.channel != "email"
    return is_customers and all(isinstance(effect, _PLAIN) for effect in effects)


async def plain_writes(
    line: Line, claimed: Claimed, effects: Sequence[Effect], scene: Scene, now: datetime
) -> list[Asked]:
    """Fence a turn, read what its effects change, and give the statements that write them, in order.

    The effects are such as `are_plain`; what the mind keeps of the dialogue (`Remember`) is left to its
    end. Raises `LeaseLost`, or `Elsewhere`; then nothing has been written.
    """
    lead_id, asked = scene.lead.id if scene.lead else None, list[Asked]()
    if any(isinstance(effect, _ON_LEADS) for effect in effects):
        lead_id, asked = await _on_lead(line, claimed, effects, scene, now)
    else:
        await fence(line, claimed)
    for effect in effects:
        if isinstance(effect, LearnContact):
            told = {"name": effect.name, "email": effect.email, "phone": effect.phone}
            asked.append((_LEARN, {**told, "language": effect.language, "id": scene.contact_id}))
        elif isinstance(effect, Nudge):
            asked.append(nudging(scene.conversation_id, scene.turn_id, effect.text, now, effect.at))
        elif isinstance(effect, Unanswered):
            question = keeping(
                effect.question,
                effect.language,
                now,
                conflict=effect.conflict,
                contact_id=scene.contact_id,
                conversation_id=scene.conversation_id,
                lead_id=lead_id,
            )
            asked.append(question)
    return asked


def has_card(written: Sequence[Asked], answers: Sequence[Sequence[Row]]) -> bool:
    """Say whether a card waits for staff after these statements gave these answers."""
    return any(rows for (statement, _), rows in zip(written, answers, strict=True) if statement is ANNOUNCE)


async def _on_lead(
    line: Line, claimed: Claimed, effects: Sequence[Effect], scene: Scene, now: datetime
) -> tuple[int | None, list[Asked]]:
    since = scene.heard[0].at if scene.heard else now
    enquirer = Enquirer(scene.contact_id or 0, scene.conversation_id, since, scene.contact_name)
    sheet = Sheet(enquirer, scene.lead.id if scene.lead else None, now)
    held, *found = await line.run_all([fencing(line, claimed), *sheet.asking(line)])
    fenced(held, claimed)
    sheet.read(*found)
    for effect in effects:
        if isinstance(effect, LearnContact):
            sheet.call(effect.name)
        elif isinstance(effect, Capture):
            sheet.capture(effect.slots, effect.removed)
        elif isinstance(effect, AskHuman):
            sheet.call_human(effect.reason)
        elif isinstance(effect, Record):
            sheet.record(effect.kind, effect.text)
    lead_id, asked = await sheet.write(line)
    return lead_id, list(asked)
