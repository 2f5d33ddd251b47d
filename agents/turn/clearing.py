"""Pass a draft through the gate: what is proven leaves, what is not is replaced and reported."""

from agents.gate import Verdict, check
from agents.telling.compose import Draft
from agents.turn.state import Cleared, Stopped
from agents.wording.phrasing import Pen

MOST_CHARACTERS = 1_600  # of one WhatsApp message
# The moves that publish a plan: a plan with an unproven paragraph is seen by staff first.
PLANS = frozenset({"Propose", "Revise", "Offer", "Pick"})
_CAPTIONED = PLANS | {"SendAgain"}


def clear(draft: Draft, pen: Pen, lexicon: frozenset[str]) -> Cleared:
    """Check every paragraph against its own evidence, and put the proven ones into messages."""
    stopped: list[Stopped] = []
    for paragraph in draft.paragraphs:
        verdict = check(paragraph.text, paragraph.evidence, pen.language, lexicon)
        if not verdict.passes:
            stopped.append(Stopped(paragraph.text, verdict.reasons, paragraph.of))
    # Half a proposal misleads: where one paragraph of it is stopped, none of it leaves.
    broken = {s.of for s in stopped} & PLANS
    unsaid = {s.text for s in stopped} | {p.text for p in draft.paragraphs if p.of in broken}
    kept = _replaced([p.text for p in draft.paragraphs], unsaid, pen)
    caption = draft.caption
    if caption and not broken and (verdict := _caption(draft, pen, lexicon)) and not verdict.passes:
        stopped.append(Stopped(caption, verdict.reasons, "caption"))
        caption = None
    return Cleared(messages(kept), None if broken else caption, tuple(stopped), tuple(sorted(pen.lacking)))


def _replaced(texts: list[str], unsaid: set[str], pen: Pen) -> list[str]:
    """One safe sentence stands where the first unproven one would have stood."""
    kept: list[str] = []
    for text in texts:
        said = pen.write("safe.text") if text in unsaid else text
        if said not in kept or text not in unsaid:
            kept.append(said)
    return kept


def _caption(draft: Draft, pen: Pen, lexicon: frozenset[str]) -> Verdict:
    plan = next(p for p in draft.paragraphs if p.of in _CAPTIONED)
    return check(draft.caption or "", plan.evidence, pen.language, lexicon)


def messages(paragraphs: list[str]) -> tuple[str, ...]:
    """Join paragraphs into as few messages as a channel takes, never parting one that fits whole."""
    found: list[str] = []
    for paragraph in (piece for text in paragraphs for piece in _pieces(text)):
        if found and len(found[-1]) + len(paragraph) + 2 <= MOST_CHARACTERS:
            found[-1] += f"\n\n{paragraph}"
        else:
            found.append(paragraph)
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """Part a text that is too long at a line, a sentence or a word."""
    pieces = []
    while len(text) > MOST_CHARACTERS:
        room = text[:MOST_CHARACTERS]
        at = next((i for mark in ("\n", ". ", " ") if (i := room.rfind(mark)) > MOST_CHARACTERS // 2), 0)
        at = at + 1 if at else MOST_CHARACTERS
        pieces.append(text[:at].strip())
        text = text[at:]
    return [*pieces, text.strip()]
