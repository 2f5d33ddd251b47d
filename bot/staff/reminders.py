"""Reminders by command and by button: set, listed, put off, cancelled."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from agents.orders.contract import Order
from agents.orders.said import read
from agents.orders.when import moment
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import with_lead
from bot.staff.orders.answering import tell_reminders
from bot.staff.orders.hearing import hear_order
from bot.staff.orders.steps import Asking, local
from bot.staff.reading import StaffLead
from bot.staff.says import answer
from crm.conversations.values import Outcome, Scene
from crm.db import new_token
from crm.reminders.effects import DropReminders, Remind
from crm.reminders.queries import KEY, reminder_by_key


async def remind(desk: StaffDesk, scene: Scene, viewer: Viewer, words: str) -> Outcome:
    """Set a reminder: /remind 42 friday 10:00 call her, or /remind tomorrow visa papers."""
    if not words:
        return await tell_reminders(Asking(desk, scene, viewer))
    first, _, rest = words.partition(" ")
    number = first.removeprefix("#")
    if number.isdecimal() and len(number) < 10 and rest:

        async def about(
            desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str
        ) -> Outcome:
            return await _set(desk, scene, viewer, extra, found.lead.id)

        return await with_lead(desk, scene, viewer, int(number), about, rest)
    return await _set(desk, scene, viewer, words, None)


async def _set(desk: StaffDesk, scene: Scene, viewer: Viewer, words: str, lead_id: int | None) -> Outcome:
    now = scene.now.astimezone(ZoneInfo(viewer.timezone))
    found = moment(read(words).plain, now)
    if found is None:
        return answer("Say when: <code>/remind 42 friday 10:00 call her</code>")
    text = found.rest.removeprefix("to ").removeprefix("that ").strip(" ,:.")
    at = found.at.strftime("%Y-%m-%dT%H:%M")
    order = Order("remind", lead="" if lead_id is None else str(lead_id), at=at, text=text)
    return await hear_order(desk, scene, viewer, words, command=order)


async def put_off(desk: StaffDesk, scene: Scene, viewer: Viewer, minutes: int, nonce: str) -> Outcome:
    """Remind again later, with the same words."""
    async with desk.book.reading() as session:
        known = await reminder_by_key(session, scene.conversation_id, f"{KEY}{nonce}")
    if known is None or not 0 < minutes <= 7 * 24 * 60:
        return answer("This reminder is gone.")
    at = scene.now + timedelta(minutes=minutes)
    key = f"{KEY}{new_token(9)}"
    return answer(f"⏰ Again on {local(at, viewer)}.", Remind(key, at, known.told, known.lead_id))


async def drop(desk: StaffDesk, scene: Scene, viewer: Viewer, number: str) -> Outcome:
    """Cancel one reminder from the list."""
    if not number.isdecimal():
        return answer("This reminder is gone.")
    return answer("The reminder is cancelled.", DropReminders((int(number),)))
