"""How previews are kept, carried out step by step, closed and undone."""

from html import escape
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from crm.conversations.models import Conversation, Outbound
from crm.leads.models import Lead
from crm.leads.service import NoLead, Overtaken
from crm.pen import Pen, Writers
from crm.previews.effects import CarryStep, ClosePreview, DropPreview, OfferPreview, UndoPreview
from crm.previews.models import Preview
from crm.previews.queries import is_over, is_undoable
from crm.previews.restoring import GIVE_WAY, can_be_restored, restore
from crm.previews.rules import WAITS_FOR

_OVER = "This preview waited too long; nothing was done. Say it again."


async def _offer(pen: Pen, effect: OfferPreview) -> None:
    if pen.scene.user_id is None:
        raise NoLead("Only staff may do that.")
    pen.session.add(
        Preview(
            token=effect.token,
            user_id=pen.scene.user_id,
            conversation_id=pen.scene.conversation_id,
            words=effect.words,
            steps=[dict(step) for step in effect.steps],
            done={},
            status="open",
            created_at=pen.now,
            expires_at=pen.now + WAITS_FOR,
        )
    )
    await pen.session.flush()


async def _mine(pen: Pen, token: str) -> Preview:
    """Lock a preview of whoever asks. Somebody else's is not told apart from one that never was."""
    query = select(Preview).where(Preview.token == token, Preview.user_id == pen.scene.user_id)
    query = query.with_for_update().execution_options(populate_existing=True)
    found = (await pen.session.scalars(query)).first()
    if found is None:
        raise NoLead("This preview is gone.")
    return found


async def _carry(pen: Pen, effect: CarryStep) -> None:
    preview = await _mine(pen, effect.token)
    number = str(effect.number)
    if preview.status != "open" or number in preview.done:
        raise Overtaken("")  # pressed twice: the first press has said what was done
    if is_over(preview, pen.now):
        raise Overtaken(_OVER)
    preview.done = {**preview.done, number: await _as_it_was(pen, preview.steps[effect.number])}
    await pen.session.flush()


async def _as_it_was(pen: Pen, step: dict[str, Any]) -> dict[str, Any]:
    """Note what stands now where a step will write."""
    if step.get("lead") is None:
        return {}
    lead = await pen.session.get(Lead, step["lead"])
    if lead is None:
        return {}
    held = select(Conversation.held_by).where(Conversation.id == lead.conversation_id)
    before: dict[str, Any] = {
        "status": lead.status,
        "lost_reason": lead.lost_reason,
        "owner": lead.owner_id,
        "holder": await pen.session.scalar(held),
        "needs_human": lead.needs_human,
        "waiting_since": lead.waiting_since.isoformat() if lead.waiting_since else None,
    }
    if step["do"] == "draft":
        before["slots"] = {name: lead.slots.get(name) for name in (*step.get("slots", {}), *GIVE_WAY)}
    return before


async def _close(pen: Pen, effect: ClosePreview) -> None:
    preview = await _mine(pen, effect.token)
    if preview.status != "open":
        raise Overtaken("")
    if not preview.done:
        return  # every step was refused, and each has said why
    preview.status, preview.settled_at = "done", pen.now
    lines = [
        f"✅ {step['told']}" if str(number) in preview.done else f"⛔ Not done: {step['told']}"
        for number, step in enumerate(preview.steps)
    ]
    kept = [step for number, step in enumerate(preview.steps) if str(number) in preview.done]
    buttons = [[{"label": "Undo", "data": f"do:undo:{preview.token}"}]] if can_be_restored(kept) else []
    await _tell(pen, preview, effect.message_id, "done", lines, buttons)


async def _drop(pen: Pen, effect: DropPreview) -> None:
    preview = await _mine(pen, effect.token)
    if preview.status == "open":
        preview.status, preview.settled_at = "cancelled", pen.now
        await pen.session.flush()


async def _undo(pen: Pen, effect: UndoPreview) -> None:
    preview = await _mine(pen, effect.token)
    if preview.status == "undone":
        raise Overtaken("")
    if not is_undoable(preview, pen.now):
        raise Overtaken("It is too late to undo this.")
    lines = []
    for number, step in reversed(list(enumerate(preview.steps))):
        if str(number) in preview.done:
            lines.append(await restore(pen, preview, number, step, preview.done[str(number)]))
    preview.status = "undone"
    flag_modified(preview, "done")
    await _tell(pen, preview, effect.message_id, "undone", lines, [])


async def _tell(
    pen: Pen, preview: Preview, message_id: str | None, what: str, lines: list[str], buttons: list[Any]
) -> None:
    """Show what became of a preview, once: in its own message, or in a new one."""
    body: dict[str, Any] = {"text": "\n".join(escape(line) for line in lines), "format": "html"}
    if buttons:
        body["buttons"] = buttons
    if message_id:
        body["message_id"] = message_id
    pen.session.add(
        Outbound(
            key=f"preview:{preview.token}:{what}",
            conversation_id=preview.conversation_id,
            kind="edit" if message_id else "text",
            body=body,
            sender="system",
            status="waiting",
            run_at=pen.now,
            created_at=pen.now,
        )
    )
    pen.note(f"preview.{what}", f"preview:{preview.id}", acts=[step["do"] for step in preview.steps])
    await pen.session.flush()


WRITERS: Writers = {
    OfferPreview: _offer,
    CarryStep: _carry,
    ClosePreview: _close,
    DropPreview: _drop,
    UndoPreview: _undo,
}
