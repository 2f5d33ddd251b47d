"""For whom typed words are: for the desk, or for a customer who listens."""

from collections.abc import Sequence

from bot.staff.cards import Button, action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.orders.hearing import hear_order, is_order
from bot.staff.says import answer
from bot.staff.typed import answer_typed, is_answer, pressed_by
from crm.conversations.effects import Remember
from crm.conversations.shown import shown_last
from crm.conversations.values import Heard, Outcome, Scene
from crm.leads.models import Lead


async def not_to_a_customer(
    desk: StaffDesk, scene: Scene, viewer: Viewer, heard: Heard, hears: list[Lead]
) -> Outcome | None:
    """Take words that could be for the desk while a conversation is held; None where they are not.

    Where no customer may hear them, they are for the desk; else it asks for whom they are. A yes or no to
    that very question chooses neither, and is asked once more.
    """
    is_bare = is_answer(heard.text)
    if is_bare and hears and (rows := await _rows_for_whom(desk, scene, hears, heard)):
        return answer("For whom? Press a button. Nothing was sent, and nothing was done.", buttons=rows)
    data = await pressed_by(desk, scene, heard) if is_bare else None
    if data is None and not (await is_order(desk, scene, viewer, heard.text) or (is_bare and not hears)):
        return None
    if not hears:
        return await answer_or_order(desk, scene, viewer, heard)
    return _for_whom(scene, hears, heard.text, data or "do:desk:")


async def _rows_for_whom(
    desk: StaffDesk, scene: Scene, hears: list[Lead], heard: Heard
) -> Sequence[Sequence[Button]]:
    """Give the buttons of the question for whom words are, where it is the last that was asked."""
    if scene.dialogue.get("pending") and heard.id != scene.heard[0].id:
        return _buttons_for_whom(hears, "For the desk: do it", "do:desk:")
    async with desk.book.reading() as session:
        shown = await shown_last(session, scene.conversation_id, scene.now)
    rows = shown[0].body.get("buttons", ()) if shown else ()
    is_asked = any(str(one.get("data")).startswith("lead:say:") for row in rows for one in row)
    return rows if is_asked else ()


async def answer_or_order(desk: StaffDesk, scene: Scene, viewer: Viewer, heard: Heard) -> Outcome:
    if is_answer(heard.text):
        return await answer_typed(desk, scene, viewer, heard)
    return await hear_order(desk, scene, viewer, heard.text, heard)


def is_reply(heard: Heard) -> bool:
    return bool(heard.detail.get("update", {}).get("message", {}).get("reply_to_message"))


def _for_whom(scene: Scene, held: list[Lead], text: str, data: str) -> Outcome:
    """Words that could be an order, or answer the desk, while a customer listens: neither is guessed."""
    label = "For the desk: do it" if data == "do:desk:" else f"For the desk: {text.strip()}"
    rows = _buttons_for_whom(held, label, data)
    told = "Is this for me, or for the customer? Nothing was sent. <i>/do …</i> is always for me."
    return answer(told, Remember({**scene.dialogue, "pending": text}), buttons=rows)


def _buttons_for_whom(held: list[Lead], label: str, data: str) -> list[list[Button]]:
    send: list[list[Button]] = [
        [{"label": f"Send to {lead.title or lead.id}"[:60], "data": action("say", lead.id)}]
        for lead in held[:8]
    ]
    desk: list[list[Button]] = [[{"label": label[:60], "data": data}]]
    return desk + send
