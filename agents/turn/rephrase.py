"""Let the model put the desk's words more warmly; what it writes must prove itself like any other text."""

import json
import re
import unicodedata
from dataclasses import dataclass, replace

from agents.gate import Evidence, check
from agents.gate.claims import claims
from agents.model.endpoint import Model, ModelFailed
from agents.model.prompts import Prompts
from agents.model.purse import NotAsked
from agents.regexes import regex
from agents.telling.compose import Draft, Paragraph
from agents.turn.clearing import MOST_CHARACTERS, PLANS
from agents.turn.state import Stopped
from agents.wording.replies import CASELESS
from crm.conversations.values import ModelUse

LEAST_SECONDS = 2.0  # that must be left of the turn before a model is asked to polish


@dataclass(frozen=True)
class Rephrased:
    """The draft to send on, and what became of the model's wording."""

    draft: Draft
    uses: tuple[ModelUse, ...] = ()
    stopped: Stopped | None = None


async def rephrase(
    draft: Draft, model: Model, lexicon: frozenset[str], seconds: float, prompts: Prompts | None = None
) -> Rephrased:
    """Have everything but library answers reworded, and keep the desk's own words where that fails.

    Answers of the library stay in their documents' words. Among letters without capitals a wrong name
    is hard to tell from a word, so those languages keep the desk's own texts.
    """
    own = [p for p in draft.paragraphs if p.of != "Answer"]
    if not own or draft.pen.language in CASELESS or seconds < LEAST_SECONDS:
        return Rephrased(draft)
    before = "\n\n".join(p.text for p in own)
    asking = json.dumps({"language": draft.pen.language, "text": before}, ensure_ascii=False)
    known = prompts or Prompts()
    asked = known.get("phrase")
    try:
        after, use = await model.write(asked, asking, seconds - 1.0)
    except NotAsked:
        return Rephrased(draft)
    except ModelFailed as failed:
        return Rephrased(draft, (failed.use,))
    evidence = _joined(own)
    # The model may word what stands there, and add nothing: not even what the customer said.
    theirs = Evidence().with_words(before, language=draft.pen.language)
    theirs = theirs.with_links("{trip_link}") if "{trip_link}" in before else theirs
    reasons = [*check(after, theirs, draft.pen.language, lexicon).reasons]
    reasons += _lost(before, after, draft.pen.language) + _acts(before, after) + _foreign(before, after)
    reasons += _echoed(" ".join(one.text for one in known.all()), before, after)
    if reasons:
        return Rephrased(draft, (use,), Stopped(after[:MOST_CHARACTERS], tuple(reasons), "phrasing"))
    of = next((p.of for p in own if p.of in PLANS), own[0].of)
    answers = [p for p in draft.paragraphs if p.of == "Answer"]
    return Rephrased(replace(draft, paragraphs=(*answers, Paragraph(after, evidence, of))), (use,))


def _joined(paragraphs: list[Paragraph]) -> Evidence:
    evidence = paragraphs[0].evidence
    for paragraph in paragraphs[1:]:
        evidence = evidence.with_all(paragraph.evidence)
    return evidence


_ECHO = 5  # words in a row that are no chance


def _echoed(prompts: str, before: str, after: str) -> list[str]:
    """A model that recites its instructions has not worded ours."""
    words = after.casefold().split()
    runs = {" ".join(words[at : at + _ECHO]) for at in range(max(0, len(words) - _ECHO + 1))}
    told, ours = " ".join(prompts.casefold().split()), " ".join(before.casefold().split())
    return ["recites its instructions"] if any(run in told and run not in ours for run in runs) else []


_ACTS = regex(
    r"\b(book|confirm|reserv|cancel|paid|pay|refund|approv|charg|sent|done|deposit|"
    r"pag|annul|remis|gebucht|bestätig|storn|bezahl|брон|подтвер|оплач|отмен|возвра)\w*",
    re.IGNORECASE,
)


def _acts(before: str, after: str) -> list[str]:
    """Words for what was done, charged or promised that the desk did not write itself."""
    known = {match[1].casefold() for match in _ACTS.finditer(before)}
    return [f"act {m.group()!r}" for m in _ACTS.finditer(after) if m[1].casefold() not in known]


def _foreign(before: str, after: str) -> list[str]:
    """Letters of a script that the desk's words have none of: what they say is not held against evidence."""
    ours = {_script(sign) for sign in before if sign.isalpha()}
    theirs = {_script(sign) for sign in after if sign.isalpha()}
    return [f"written in {script.lower()}" for script in sorted(theirs - ours)]


def _script(sign: str) -> str:
    """Give the first word of a letter's name in Unicode, which names its script."""
    return unicodedata.name(sign, "letters without a name").partition(" ")[0]


def _lost(before: str, after: str, language: str) -> list[str]:
    """What the model left out: a price or a link that does not arrive is as bad as a wrong one."""
    said = {(c.kind, c.value) for c in claims(after, language)}
    lost = [c for c in claims(before, language) if (c.kind, c.value) not in said]
    reasons = [f"left out {before[slice(*c.span)]!r}" for c in lost]
    return [*reasons, *(["too long"] if len(after) > MOST_CHARACTERS else [])]
