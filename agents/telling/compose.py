"""Phrase the moves of a turn: paragraphs in the customer's language, each with the evidence it rests on."""

from dataclasses import dataclass

from agents.acting.findings import Offered
from agents.deciding import moves
from agents.gate import Evidence
from agents.telling.choices import tell_ideas, tell_options
from agents.telling.desk import Desk
from agents.telling.of_the_plan import tell_plan
from agents.telling.of_the_quote import tell_of_quote
from agents.telling.own_trip import tell
from agents.telling.proof import library_evidence, of_plan_evidence, offered_evidence
from agents.telling.recommending import tell_recommended
from agents.telling.sent_again import caption_again, tell_again
from agents.telling.short_moves import WRITERS, first_name
from agents.telling.what_changed import tell_changes
from agents.wording.phrasing import Pen


@dataclass(frozen=True)
class Paragraph:
    """A piece of a reply that is held against its evidence alone. `of` names the move it belongs to."""

    text: str
    evidence: Evidence
    of: str


@dataclass(frozen=True)
class Draft:
    """What the desk would like to say, before the gate."""

    paragraphs: tuple[Paragraph, ...]
    pen: Pen
    caption: str | None = None  # of the proposal document, where one goes along
    file_name: str | None = None


def compose(decision: moves.Decision, desk: Desk, evidence: Evidence) -> Draft:
    """Write every move of the decision in its order. An answer is always read before a question."""
    paragraphs: list[Paragraph] = []
    asked = (move for move in decision.moves if isinstance(move, moves.Answer))
    answered = [move for move in asked if not desk.found.passes_over(move)]
    for move in decision.moves:
        name = type(move).__name__
        for text, proof in _written(move, desk, evidence, has_answered=bool(answered)):
            if text.strip():
                paragraphs.append(Paragraph(text, proof, name))
    if (paper := _caption(decision, desk)) is None:
        return Draft(tuple(paragraphs), desk.pen)
    return Draft(tuple(paragraphs), desk.pen, *paper)


def _caption(decision: moves.Decision, desk: Desk) -> tuple[str, str] | None:
    """The caption and the file's name of the paper that goes along; None where none does."""
    planned, pen = desk.found.planned, desk.pen
    if planned is None or planned.is_withheld:
        again = (move for move in decision.moves if isinstance(move, moves.SendAgain))
        return next((caption_again(move, desk) for move in again), None)
    place = planned.catalogue.destination.name
    nights, day = pen.nights(planned.itinerary.nights), pen.day(planned.itinerary.start)
    caption = pen.write("propose.caption", place=place, nights=nights, date=day)
    return caption, pen.write("propose.file", place=place)


def _written(
    move: moves.Move, desk: Desk, evidence: Evidence, *, has_answered: bool = False
) -> list[tuple[str, Evidence]]:
    if isinstance(move, moves.Answer):
        return [] if desk.found.passes_over(move) else _answer(desk, evidence)
    if isinstance(move, moves.Offer | moves.Suggest) and desk.found.offered is not None:
        return _offered(move, desk.found.offered, desk.pen, evidence)
    if isinstance(move, moves.Propose | moves.Revise | moves.Offer | moves.Suggest | moves.Pick):
        return tell_plan(desk, evidence, has_answered=has_answered)
    if isinstance(move, moves.TellChanges):
        return tell_changes(move, desk.facts.trip, desk.found, desk.pen, evidence)
    if isinstance(move, moves.TellQuote):
        return tell_of_quote(move, desk.found, desk.pen, evidence)
    if isinstance(move, moves.SendAgain):
        return tell_again(move, desk, evidence)
    if isinstance(move, moves.Recommend) and desk.found.recommended:
        return tell_recommended(desk, evidence)
    writer = WRITERS.get(type(move))
    proof = _with_addressee(move, desk, evidence)
    return [(text, proof) for text in (writer(move, desk) if writer else ())]


def _with_addressee(move: moves.Move, desk: Desk, evidence: Evidence) -> Evidence:
    """Let who is spoken to be called by their given name where they are, for it may read as a month or a
    number: April, Six. In no other paragraph, for strangers choose how they are called."""
    if isinstance(move, moves.Greet | moves.WelcomeBack):
        return evidence.with_names([first_name(desk.scene.contact_name)])
    return evidence.with_names([first_name(move.name)]) if isinstance(move, moves.Approved) else evidence


def _answer(desk: Desk, evidence: Evidence) -> list[tuple[str, Evidence]]:
    if (of_plan := desk.found.of_plan) is not None:
        return [(tell(of_plan, desk.pen), of_plan_evidence(evidence, of_plan))]
    answer = desk.found.answer
    if answer is None or not desk.found.is_answered:
        return [(desk.pen.write("answer.unknown"), evidence)]
    proof = library_evidence(evidence, answer, desk.pen.language)
    found = desk.pen.write("answer.found", answer=_plain_marks(answer.text))
    if answer.written_in != desk.pen.language:
        found = f"{desk.pen.write('answer.in_english')}\n{found}"
    return [(f"{found}\n{desk.pen.write('answer.source', source=answer.sources[0].title)}", proof)]


def _plain_marks(text: str) -> str:
    """Markdown's bold and headings as WhatsApp writes them."""
    return text.replace("**", "*").replace("\n#", "\n").lstrip("# ")


def _offered(
    move: moves.Offer | moves.Suggest, offered: Offered, pen: Pen, evidence: Evidence
) -> list[tuple[str, Evidence]]:
    proof = offered_evidence(evidence, offered)
    tell = tell_options if isinstance(move, moves.Offer) else tell_ideas
    return [(text, proof) for text in tell(offered, pen)]
