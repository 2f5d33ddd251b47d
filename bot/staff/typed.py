"""A typed yes, no or undo: it presses a button of what the chat was shown last, and of nothing older."""

from collections.abc import Iterable
from dataclasses import replace
from html import escape

from bot.staff.acts import ACTS
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import with_lead
from bot.staff.orders.buttons import press
from bot.staff.pricing import PRICING_ACTS
from bot.staff.says import answer
from crm.conversations.models import Outbound
from crm.conversations.shown import shown_last
from crm.conversations.values import Heard, Outcome, Scene
from crm.previews.queries import is_undoable, newest_done
from crm.previews.rules import WAITS_FOR

_YES = frozenset(
    {"yes", "y", "yep", "yeah", "ok", "okay", "sure", "confirm", "do it", "yes do it", "go ahead",
     "yes please", "haan", "haan ji", "kar do", "theek hai", "sí", "si", "👍"}
)  # fmt: skip
# These may as well take note of a report or a warning that came in between.
_ALRIGHT = frozenset({"ok", "okay", "sure", "theek hai", "👍"})
_NO = frozenset(
    {"no", "n", "nope", "cancel", "stop", "don't", "never mind", "nevermind", "nvm", "forget it",
     "cancel that", "cancel it", "cancel this", "forget that", "leave it", "not now", "mat karo", "nahi",
     "nahin", "rehne do"}
)  # fmt: skip
_UNDO = frozenset(
    {"undo", "undo it", "undo that", "undo this", "undo last", "undo the last", "undo the last one",
     "undo again", "please undo", "take it back", "take that back", "revert", "revert that", "wapas karo",
     "wapas kar do", "deshacer", "deshazlo"}
)  # fmt: skip
# The buttons of questions: which one says yes, and which one says no.
_ANSWERS = {"do:yes:": "do:no:", "lead:terms:": "lead:keep_price:", "lead:mailnow:": "lead:mailnot:"}


def is_answer(text: str) -> bool:
    """Say whether words are a bare yes, no or undo."""
    return _word(text) in _YES | _NO | _UNDO


def is_undoing(text: str) -> bool:
    return _word(text) in _UNDO


def _word(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").split()).rstrip(".! ")


async def pressed_by(desk: StaffDesk, scene: Scene, heard: Heard) -> str | None:
    """Give the data of the button that these words press; None where the last thing shown has none.

    None too where it waited too long, where two were asked at once, where it was not on the screen yet when
    the words were written, and behind other words of the same burst, whose answer nobody has seen yet.
    """
    data, is_seen = await _asked(desk, scene, heard)
    return data if is_seen else None


async def is_too_early(desk: StaffDesk, scene: Scene, heard: Heard) -> bool:
    """Say whether these words would press a button that their writer had not seen yet."""
    data, is_seen = await _asked(desk, scene, heard)
    return data is not None and not is_seen


async def _asked(desk: StaffDesk, scene: Scene, heard: Heard) -> tuple[str | None, bool]:
    """Give the data of the button that words would press, and whether it was seen when they were written."""
    if scene.heard and heard.id != scene.heard[0].id:
        return None, False
    async with desk.book.reading() as session:
        # What was done draws its lead's card anew: an undo said after it is for what was done.
        beside = ("card",) if (word := _word(heard.text)) in _UNDO else ()
        shown = await shown_last(
            session, scene.conversation_id, scene.now, beside, with_notices=word in _ALRIGHT
        )
    found = [data for one in shown if (data := _button(one, word))]
    if len(found) != 1 or _button(shown[0], word) is None:
        return None, False
    is_fresh = word in _UNDO or scene.now < (shown[0].sent_at or shown[0].run_at) + WAITS_FOR
    return (found[0] if is_fresh else None), _was_on_screen(shown[0], heard)


def _was_on_screen(shown: Outbound, heard: Heard) -> bool:
    """What is still to be sent was not, nor what came while the words were on their way.

    Telegram dates what people write in whole seconds.
    """
    return shown.sent_at is not None and shown.sent_at.replace(microsecond=0) <= heard.at


def _button(shown: Outbound, word: str) -> str | None:
    """Find the button for a word under one message; a question has one for yes and one for no."""
    buttons = [str(one.get("data")) for row in _rows(shown) for one in row]
    if word in _UNDO:
        return next((data for data in buttons if data.startswith("do:undo:")), None)
    for yes, no in _ANSWERS.items():
        pressed = [data for data in buttons if data.startswith(yes)]
        refused = [data for data in buttons if data.startswith(no)]
        if len(pressed) == 1 and refused:
            return pressed[0] if word in _YES else refused[0]
    return None


def _rows(shown: Outbound) -> Iterable[list[dict[str, str]]]:
    rows = shown.body.get("buttons")
    return rows if isinstance(rows, list) else ()


async def answer_typed(
    desk: StaffDesk, scene: Scene, viewer: Viewer, heard: Heard, *, holds: bool = False
) -> Outcome:
    """Do what a typed yes, no or undo presses, or ask what it is for.

    `holds` says that they hold a conversation, of customers who may not hear them.
    """
    data = await pressed_by(desk, scene, heard)
    if data is None and _word(heard.text) in _UNDO:
        return await _what_to_undo(desk, scene, viewer)
    if data is None:
        return _what_for(heard.text, holds=holds)
    plain = replace(heard, detail={})  # the words stand under no message: what is done is told in a new one
    if data.startswith("do:"):
        return await press(desk, scene, viewer, plain, data)
    _, name, lead, extra = (*data.split(":", 3), "")[:4]
    return await with_lead(desk, scene, viewer, int(lead), {**ACTS, **PRICING_ACTS}[name], extra)


async def _what_to_undo(desk: StaffDesk, scene: Scene, viewer: Viewer) -> Outcome:
    """Show what was carried out last, to be undone by its button: it is not what the chat shows last."""
    async with desk.book.reading() as session:
        done = await newest_done(session, scene.conversation_id, viewer.id)
    if done is None or not is_undoable(done, scene.now):
        return answer("I carried out nothing for you lately that I could undo. Nothing was done.")
    lines = [escape(step["told"]) for number, step in enumerate(done.steps) if str(number) in done.done]
    button = {"label": "Undo", "data": f"do:undo:{done.token}"}
    return answer("\n".join(("<b>Undo this?</b> Nothing was done yet.", *lines)), buttons=[[button]])


def _what_for(word: str, *, holds: bool) -> Outcome:
    """Ask what is meant where nothing was asked last, too long ago, or only after it was written."""
    if not holds and _word(word) in _NO:
        told = "No question of mine is open, so nothing was done. <i>undo</i> takes back what was done last."
        return answer(f"{told} You hold no conversation, so no customer heard it.")
    unheard = (
        "Whose conversation you hold has opted out, so no customer heard it"
        if holds
        else "You hold no conversation, so no customer heard it"
    )
    return answer(
        f"What is “{escape(word.strip())}” for? {unheard}, and I asked you nothing just before, or too long "
        "ago. Nothing was done: press the button that you mean, or say it once more."
    )
