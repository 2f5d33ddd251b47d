"""How reminders are written: into the outbox of the asker's own chat."""

from html import escape

from sqlalchemy import update

from crm.conversations.models import Outbound
from crm.leads.service import NoLead
from crm.leads.writers import staff_lead
from crm.pen import Pen, Writers
from crm.reminders.effects import DropReminders, Remind
from crm.reminders.queries import KEY


async def _remind(pen: Pen, effect: Remind) -> None:
    if pen.scene.kind != "staff" or pen.scene.user_id is None:
        raise NoLead("Only staff may set reminders.")
    if effect.at <= pen.now:
        raise NoLead("That moment has passed; no reminder was set.")
    buttons = []
    if effect.lead_id is not None:
        await staff_lead(pen, effect.lead_id)
        buttons.append({"label": "Show the lead", "data": f"lead:show:{effect.lead_id}:"})
    nonce = effect.key.removeprefix(KEY)
    buttons += [
        {"label": "In an hour", "data": f"again:60:{nonce}"},
        {"label": "Tomorrow", "data": f"again:1440:{nonce}"},
    ]
    pen.session.add(
        Outbound(
            key=effect.key,
            conversation_id=pen.scene.conversation_id,
            kind="text",
            body={
                "text": f"⏰ <b>Reminder</b>: {escape(effect.told)}",
                "format": "html",
                "buttons": [buttons],
                "told": effect.told,
                "lead_id": effect.lead_id,
            },
            sender="system",
            status="waiting",
            run_at=effect.at,
            created_at=pen.now,
        )
    )
    pen.note("reminder.set", f"lead:{effect.lead_id}" if effect.lead_id else "reminder")
    await pen.session.flush()


async def _drop(pen: Pen, effect: DropReminders) -> None:
    ended = await pen.session.execute(
        update(Outbound)
        .where(Outbound.id.in_(effect.ids), Outbound.conversation_id == pen.scene.conversation_id)
        .where(Outbound.status == "waiting", Outbound.key.startswith(KEY))
        .values(status="cancelled", error_code="cancelled", error="cancelled by its owner")
        .returning(Outbound.id)
    )
    if not ended.all():
        raise NoLead("There is no such reminder any more.")
    pen.note("reminder.dropped", "reminder", ids=list(effect.ids))


WRITERS: Writers = {Remind: _remind, DropReminders: _drop}
