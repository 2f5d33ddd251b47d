"""The buttons under previews: confirm, change, cancel, undo, and which lead was meant."""

from dataclasses import replace
from html import escape

from bot.staff.desk import StaffDesk, Viewer
from bot.staff.orders.carrying import carry_out
from bot.staff.orders.hearing import hear_order
from bot.staff.orders.steps import Asking
from bot.staff.says import answer
from crm.conversations.effects import Remember
from crm.conversations.values import Heard, Outcome, Say, Scene
from crm.previews.effects import DropPreview, UndoPreview
from crm.previews.queries import is_over, is_undoable, preview_of

_GONE = "This preview is gone. Say it again."
_SETTLED = {
    "done": "This was done already.",
    "undone": "This was undone.",
    "cancelled": "This was cancelled.",
}


async def press(desk: StaffDesk, scene: Scene, viewer: Viewer, heard: Heard, data: str) -> Outcome:
    """Handle one press under a preview. A preview is only ever its writer's own."""
    _, name, value = (*data.split(":", 2), "", "")[:3]
    if name == "lead":
        return await _pick(desk, scene, viewer, value)
    if name == "desk":
        return await hear_order(desk, scene, viewer, str(scene.dialogue.get("pending") or ""))
    async with desk.book.reading() as session:
        found = await preview_of(session, value, viewer.id)
    if found is None:
        return answer(_GONE)
    number = heard.detail.get("message_id")
    message_id = str(number) if number is not None else None
    if name == "undo":
        if not is_undoable(found, scene.now):
            return answer(_SETTLED["undone"] if found.status == "undone" else "It is too late to undo this.")
        return Outcome(effects=(UndoPreview(value, message_id),))
    if found.status != "open":
        return answer(_SETTLED.get(found.status, _GONE))
    if name == "yes":
        if is_over(found, scene.now):
            return _ended(message_id, "⌛ This waited too long; nothing was done. Say it again.")
        return await carry_out(Asking(desk, scene, viewer), value, list(found.steps), message_id)
    dropped = DropPreview(value)
    if name == "edit" and found.steps and found.steps[0]["do"] == "tell":
        step = found.steps[0]
        asked = Remember({**scene.dialogue, "awaiting": {"what": "reply", "lead": step["lead"]}})
        words = escape(step["text"])
        told = f"Tap to copy, change it, and send it to me:\n<code>{words}</code>\n/cancel drops it."
        ended = _ended(message_id, "✏️ To be edited; nothing was sent.")
        return Outcome(says=(*ended.says, *answer(told).says), effects=(dropped, asked))
    if name == "change":
        asked = Remember({**scene.dialogue, "awaiting": {"what": "order"}})
        told = (
            f"Write it the way you want it. You wrote:\n<code>{escape(found.words)}</code>\n/cancel drops it."
        )
        ended = _ended(message_id, "✏️ To be changed; nothing was done.")
        return Outcome(says=(*ended.says, *answer(told).says), effects=(dropped, asked))
    return replace(_ended(message_id, "Cancelled; nothing was done."), effects=(dropped,))


def _ended(message_id: str | None, text: str) -> Outcome:
    """Say in the preview's own message what became of it."""
    if message_id is None:
        return answer(text)
    return Outcome(says=(Say("edit", {"message_id": message_id, "text": text}, sender="system"),))


async def _pick(desk: StaffDesk, scene: Scene, viewer: Viewer, value: str) -> Outcome:
    choosing = scene.dialogue.get("choosing")
    if not isinstance(choosing, dict) or not value.isdecimal():
        return answer("That question is over. Say it again.")
    if value == "0":
        kept = Remember({**scene.dialogue, "choosing": None})
        return answer("Then say it with the lead's number, for example: show 42. Nothing was done.", kept)
    picked = {**choosing.get("picked", {}), str(choosing["name"]): int(value)}
    return await hear_order(desk, scene, viewer, str(choosing["words"]), None, picked)
