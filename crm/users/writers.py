"""How each effect on a member of staff is written."""

from sqlalchemy import update

from crm.audit.service import audit
from crm.conversations.models import Conversation
from crm.leads.service import NoLead
from crm.pen import Pen, Writers
from crm.previews.rules import MAY_BE_SAFE
from crm.users.effects import LinkTelegram, MarkSafe
from crm.users.models import User


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
        raise NoLead("This code was used already.")
    await pen.session.execute(
        update(Conversation)
        .where(Conversation.id == pen.scene.conversation_id)
        .values(user_id=effect.user_id)
    )
    audit(pen.session, f"user:{effect.user_id}", "user.link_telegram", f"user:{effect.user_id}", pen.now)


async def _mark_safe(pen: Pen, effect: MarkSafe) -> None:
    user = await pen.session.get(User, pen.scene.user_id) if pen.scene.user_id is not None else None
    if user is None or not user.is_active:
        raise NoLead("Your account is switched off.")
    user.safe_acts = [act for act in effect.acts if act in MAY_BE_SAFE]
    await pen.session.flush()
    audit(pen.session, pen.actor, "user.mark_safe", f"user:{user.id}", pen.now, {"acts": user.safe_acts})


WRITERS: Writers = {
    LinkTelegram: _link_telegram,
    MarkSafe: _mark_safe,
}
