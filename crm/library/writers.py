"""How effects on the library are written."""

from crm.library.effects import Correct, Unanswered
from crm.library.questions import keep_question
from crm.library.service import propose_correction
from crm.pen import Pen, Writers


async def _unanswered(pen: Pen, effect: Unanswered) -> None:
    await keep_question(
        pen.session,
        effect.question,
        effect.language,
        pen.now,
        conflict=effect.conflict,
        contact_id=pen.scene.contact_id,
        conversation_id=pen.scene.conversation_id,
        lead_id=pen.applied.lead_id,
    )


async def _correct(pen: Pen, effect: Correct) -> None:
    if pen.scene.kind != "staff" or pen.scene.user_id is None:
        return  # only staff say what is right
    row = await propose_correction(pen.session, effect, pen.scene.user_id, pen.now)
    pen.note("library.correct", f"correction:{row.id}")


WRITERS: Writers = {Unanswered: _unanswered, Correct: _correct}
