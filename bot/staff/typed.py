"""A typed yes or no: it presses the button of the question that the chat was shown last, of no older one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from bot.staff.acts import ACTS, with_lead
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.orders.buttons import press
from bot.staff.pricing import PRICING_ACTS
from bot.staff.says import answer
from crm.conversations.models import Outbound
from crm.conversations.shown import shown_last
from crm.conversations.values import Heard, Outcome, Scene
from crm.previews.queries import newest_open
from crm.previews.rules import WAITS_FOR

_YES = frozenset(
    {"yes", "y", "yep", "yeah", "ok", "okay", "sure", "confirm", "do it", "yes do it", "go ahead",
     "yes please", "haan", "haan ji", "kar do", "theek hai", "sí", "si", "👍"}
)  # fmt: skip
_NO = frozenset(
    {"no", "n", "nope", "cancel", "stop", "don't", "never mind", "nevermind", "forget it", "nahi", "nahin",
     "rehne do"}
)  # fmt: skip
# The buttons of questions: which one says yes, and which one says no.
_ANSWERS = {"do:yes:": "do:no:", "lead:terms:": "lead:keep_price:", "lead:mailnow:": "lead:mailnot:"}


@dataclass(frozen=True)
class Question:
    """What a chat was asked last, by the data of the buttons that answer it."""

    yes: str
    no: str
    told: str


def is_answer(text: str) -> bool:
    """Say whether words are a bare yes or no."""
    return _word(text) in _YES | _NO


def is_yes(text: str) -> bool:
    return _word(text) in _YES


def _word(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").split()).rstrip(".! ")


async def question_before(desk: StaffDesk, scene: Scene, heard: Heard) -> Question | None:
    """Give the question that these words may answer; None where the last thing shown asked nothing.

    None too where it waited too long, where two were asked at once, and behind other words of the same
    burst, whose answer nobody has seen yet.
    """
    if scene.heard and heard.id != scene.heard[0].id:
        return None
    async with desk.book.reading() as session:
        shown = await shown_last(session, scene.conversation_id, scene.now)
    asked = [question for one in shown if (question := _question(one))]
    if len(asked) != 1 or _question(shown[0]) is None or not _is_fresh(shown[0], scene.now):
        return None
    return asked[0]


def _is_fresh(shown: Outbound, now: datetime) -> bool:
    return now < (shown.sent_at or shown.run_at) + WAITS_FOR


def _question(shown: Outbound) -> Question | None:
    labels = {str(one.get("data")): str(one.get("label")) for row in _rows(shown) for one in row}
    for yes, no in _ANSWERS.items():
        pressed = [data for data in labels if data.startswith(yes)]
        refused = [data for data in labels if data.startswith(no)]
        if len(pressed) == 1 and refused:
            return Question(pressed[0], refused[0], labels[pressed[0]])
    return None


def _rows(shown: Outbound) -> Iterable[list[dict[str, str]]]:
    rows = shown.body.get("buttons")
    return rows if isinstance(rows, list) else ()


async def answer_question(desk: StaffDesk, scene: Scene, viewer: Viewer, heard: Heard) -> Outcome | None:
    """Do what a typed yes or no presses. None where nothing waits for one at all."""
    question = await question_before(desk, scene, heard)
    if question is None:
        return await _what_for(desk, scene, viewer, heard.text)
    plain = replace(heard, detail={})  # the words stand under no message: what is done is told in a new one
    data = question.yes if is_yes(heard.text) else question.no
    if data.startswith("do:"):
        return await press(desk, scene, viewer, plain, data)
    _, name, lead, extra = (*data.split(":", 3), "")[:4]
    return await with_lead(desk, scene, viewer, int(lead), {**ACTS, **PRICING_ACTS}[name], extra)


async def _what_for(desk: StaffDesk, scene: Scene, viewer: Viewer, word: str) -> Outcome | None:
    """Ask what is meant where something waits that was not shown last, or too long ago."""
    async with desk.book.reading() as session:
        waiting = await newest_open(session, scene.conversation_id, viewer.id)
    if waiting is None and not scene.dialogue.get("terms") and not scene.dialogue.get("letter"):
        return None
    return answer(
        f"What is “{escape(word.strip())}” for? I asked you nothing just now, or too long ago. Nothing was "
        "done: press the button that you mean, or say it once more."
    )
