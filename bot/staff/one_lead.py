"""One lead as an act of staff finds it: who may see it, whose it is, what was said last."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from html import escape
from textwrap import shorten

from bot.staff.desk import StaffDesk, Viewer
from bot.staff.reading import StaffLead, look_up, staff_chat
from bot.staff.says import answer, as_html, tell
from crm.conversations.follow_up import is_window_closed
from crm.conversations.queries import history_of
from crm.conversations.values import Outcome, Say, Scene

_LAST_WORDS = 220  # characters of each message that are shown with a lead


Act = Callable[[StaffDesk, Scene, Viewer, StaffLead, str], Awaitable[Outcome]]

WINDOW_CLOSED = (
    "⏱ WhatsApp's 24-hour window is closed: free text would not arrive. "
    "Send the follow-up template, and the window opens again with the customer's answer; or write an e-mail."
)


async def with_lead(
    desk: StaffDesk, scene: Scene, viewer: Viewer, lead_id: int, act: Act, extra: str = ""
) -> Outcome:
    """Find the lead as this viewer may see it and act on it; a clear word where it is not to be seen."""
    async with desk.book.reading() as session:
        found = await look_up(session, lead_id, viewer)
    if found is None:
        return answer(f"There is no lead {lead_id} that you may see. /leads lists yours.")
    return await act(desk, scene, viewer, found, extra)


def customer_name(found: StaffLead) -> str:
    return escape(" ".join((found.contact.name or found.conversation.address).split()))


async def tell_colleague(desk: StaffDesk, user_id: int | None, text: str) -> tuple[Say, ...]:
    """Say something in a colleague's own chat, where they have one."""
    async with desk.book.reading() as session:
        chat = await staff_chat(session, user_id) if user_id is not None else None
    return () if chat is None else (replace(tell(text), to=chat),)


async def last_words(desk: StaffDesk, found: StaffLead) -> str:
    async with desk.book.reading() as session:
        past = await history_of(session, found.conversation.id, limit=4)
    who = {"customer": found.contact.name or "Customer", "desk": "Desk", "human": found.speaker or "Staff"}
    lines = [
        f"<b>{escape(who[said.role])}:</b> {as_html(shorten(said.text, _LAST_WORDS, placeholder=' …'))}"
        for said in past
        if said.text
    ]
    return "\n".join(lines) or "<i>No messages yet.</i>"


def window_closed(found: StaffLead, scene: Scene) -> bool:
    return is_window_closed(found.conversation, scene.now)
