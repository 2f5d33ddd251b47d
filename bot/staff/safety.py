"""What the desk may do for one member of staff without asking back: `/safe`."""

from html import escape

from bot.staff.desk import StaffDesk, Viewer
from bot.staff.says import answer
from crm.conversations.values import Outcome
from crm.previews.rules import MAY_BE_SAFE
from crm.users.effects import MarkSafe
from crm.users.models import User


async def mark_safe(desk: StaffDesk, viewer: Viewer, words: str) -> Outcome:
    """Show what is marked, or mark: /safe note remind; /safe none takes every mark away."""
    asked = [word.strip(",.").lower() for word in words.split()]
    if not asked:
        return answer(await safe_told(desk, viewer))
    unknown = [word for word in asked if word not in MAY_BE_SAFE and word not in ("none", "all")]
    if unknown:
        known = ", ".join(MAY_BE_SAFE)
        told = f"{escape(unknown[0])} cannot be marked as safe. What can: {known}. Nothing was changed."
        return answer(told)
    acts = () if "none" in asked else tuple(act for act in MAY_BE_SAFE if act in asked or "all" in asked)
    if not acts:
        return answer("Nothing is marked as safe now: I ask before everything that writes.", MarkSafe(()))
    told = ", ".join(MAY_BE_SAFE[act] for act in acts)
    return answer(f"From now on I do these at once, with an Undo: {told}. All else I ask.", MarkSafe(acts))


async def safe_told(desk: StaffDesk, viewer: Viewer) -> str:
    """Say in words what this person marked, and what could be."""
    async with desk.book.reading() as session:
        user = await session.get(User, viewer.id)
    marked = set(user.safe_acts) if user else set()
    lines = [f"{'✅' if act in marked else '▫️'} <b>{act}</b> · {told}" for act, told in MAY_BE_SAFE.items()]
    head = "<b>What I may do without asking you</b>"
    foot = (
        "<code>/safe note remind</code> marks, <code>/safe none</code> unmarks all. What reaches a customer, "
        "closes a lead or takes it from somebody I always ask, and wherever a model had to read your words."
    )
    return "\n".join((head, *lines, foot))
