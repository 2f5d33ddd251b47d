"""Courtesies that staff write to the desk: a greeting or thanks. No customer hears them."""

from html import escape

from bot.staff.desk import StaffDesk, Viewer
from bot.staff.says import answer
from bot.staff.today import tell_today
from crm.conversations.values import Outcome, Scene

_HELLO = frozenset(
    {"hi", "hello", "hey", "hii", "hiya", "hola", "namaste", "namaskar", "gm", "morning", "good morning",
     "good afternoon", "good evening", "good day", "hi there", "hello there", "hey there", "buenos días",
     "buenos dias"}
)  # fmt: skip
_THANKS = frozenset(
    {"thanks", "thank you", "thx", "ty", "tysm", "tnx", "thanks a lot", "thank you so much", "many thanks",
     "ok thanks", "okay thanks", "ok thank you", "great thanks", "great", "perfect", "super", "cool", "nice",
     "awesome", "good", "got it", "noted", "good job", "well done", "shukriya", "dhanyavad", "gracias",
     "ok got it", "alright", "fine", "🙏", "❤️"}
)  # fmt: skip

_UNHEARD = "You hold no conversation, so no customer heard this."


async def courtesy(desk: StaffDesk, scene: Scene, viewer: Viewer, text: str) -> Outcome | None:
    """Answer a greeting with the day, and thanks with a word; None for anything else."""
    said = " ".join(text.lower().replace(",", " ").split()).strip(" .!")
    if said in _HELLO:
        return await tell_today(desk, scene, viewer, f"Hello {escape(viewer.name)}. <i>{_UNHEARD}</i>")
    if said in _THANKS:
        return answer(f"You are welcome. <i>{_UNHEARD}</i>")
    return None
