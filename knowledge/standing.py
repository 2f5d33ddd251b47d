"""How a passage stands to the places of a question: a likeness of words is no likeness of subject."""

from collections.abc import Sequence
from enum import Enum

from knowledge.gazetteer import Gazetteer
from knowledge.passages import Passage
from knowledge.questions import Question


class Standing(Enum):
    """AGREES: the question names no place, or the passage is about one that it names.
    GENERAL: the passage is about no place in particular. ELSEWHERE: it is about others."""

    AGREES = "agrees"
    GENERAL = "general"
    ELSEWHERE = "elsewhere"

    @property
    def fits(self) -> bool:
        """Whether the passage may answer."""
        return self is not Standing.ELSEWHERE


def standing(question: Question, passages: Sequence[Passage], gazetteer: Gazetteer) -> list[Standing]:
    """The standing of each passage, in order."""
    places = question.places
    if not places.named and not places.holders:
        return [Standing.AGREES] * len(passages)
    stands = [_one(question, passage, gazetteer) for passage in passages]
    if places.named and Standing.AGREES not in stands:
        # Nothing found speaks of the place at all: a passage that lists other places in passing
        # ("in Bali, Thailand and India drink bottled water") then says nothing about this one.
        stands = [
            Standing.ELSEWHERE if stand is Standing.GENERAL and gazetteer.mentions(passage.text) else stand
            for stand, passage in zip(stands, passages, strict=True)
        ]
    return stands


def _one(question: Question, passage: Passage, gazetteer: Gazetteer) -> Standing:
    wanted = question.places
    under = gazetteer.places(passage.section)
    if wanted.holders and under.holders and not gazetteer.related(wanted.holders, under.holders):
        return Standing.ELSEWHERE
    if not wanted.named:
        return Standing.AGREES
    scope = under.named or gazetteer.places(passage.title).named
    told = {mention.place for mention in gazetteer.mentions(passage.text)}
    # A name that no list knows agrees where it is written.
    written = f"{passage.title} {passage.section} {passage.text}".casefold()
    if gazetteer.related(wanted.named, scope) or any(name.casefold() in written for name in wanted.named):
        return Standing.AGREES
    if scope:
        return Standing.ELSEWHERE
    return Standing.AGREES if gazetteer.related(wanted.named, told) else Standing.GENERAL
