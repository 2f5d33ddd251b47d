"""What the library told a customer, and the thumbs down that staff give it."""

from html import escape

from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.reading import StaffLead
from bot.staff.says import answer
from crm.conversations.effects import Remember
from crm.conversations.values import Outcome, Scene
from crm.errors import Missing
from crm.library.effects import Correct
from crm.library.queries import GivenAnswer, given_answer, given_answers

_MOST = 5


async def answers(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """List what the library answered this customer, each with a thumbs down."""
    async with desk.book.reading() as session:
        told = await given_answers(session, found.conversation.id, limit=_MOST)
    if not told:
        return answer(f"The library has answered nothing in the conversation of lead {found.lead.id} yet.")
    lines = [f"<b>What the library told lead {found.lead.id}</b>"]
    lines += [_line(number, given) for number, given in enumerate(told, start=1)]
    buttons = [
        {"label": f"👎 {number}", "data": action("wrong", found.lead.id, str(given.turn_id))}
        for number, given in enumerate(told, start=1)
    ]
    return answer("\n\n".join(lines), buttons=[buttons])


def _line(number: int, given: GivenAnswer) -> str:
    source = escape(given.titles[0] if given.titles else "")
    told = f"{number}. <b>{escape(given.question[:200])}</b>\n{escape(given.answer[:500])}"
    return f"{told}\n<i>Source: {source}</i>"


async def wrong(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Note that an answer was wrong, and ask what it should have been. `extra` is the turn's number."""
    given = await _given(desk, found, extra)
    if given is None:
        return answer("This answer is not known any more. /answers lists the newest ones.")
    waits = {"what": "correction", "lead": found.lead.id, "turn": given.turn_id}
    return answer(
        "👎 Noted; a manager sees it under Library. What should it have said? Write the right answer, "
        "or /cancel if you do not know.",
        _correct(given),
        Remember({**scene.dialogue, "awaiting": waits}),
    )


async def correct(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Propose the right answer. `extra` is the turn's number and the words."""
    turn, _, words = extra.partition(" ")
    given = await _given(desk, found, turn)
    done = Remember({**scene.dialogue, "awaiting": None})
    if given is None or not words.strip():
        return answer("Nothing was noted.", done)
    return answer(
        "Thank you. A manager decides whether it goes into the library.", _correct(given, words), done
    )


async def _given(desk: StaffDesk, found: StaffLead, turn: str) -> GivenAnswer | None:
    if not turn.isdecimal() or len(turn) > 15:
        return None
    try:
        async with desk.book.reading() as session:
            given = await given_answer(session, int(turn))
    except Missing:
        return None
    return given if given.conversation_id == found.conversation.id else None


def _correct(given: GivenAnswer, text: str = "") -> Correct:
    return Correct(given.turn_id, given.question, given.answer, given.documents, text)
