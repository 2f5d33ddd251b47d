"""How a passage stands to the places of a question: a likeness of words is no likeness of subject."""

from collections.abc import Sequence
from enum import Enum

from knowledge.gazetteer import Gazetteer
from knowledge.passages import Passage
from knowledge.questions import Question


class Standing(Enum):
    """ABOUT: title or heading name a place of the question. AGREES: the text does, or the question
    names no place. GENERAL: the passage is about no place in particular. ELSEWHERE: it is about
    others."""

    ABOUT = "about"
    AGREES = "agrees"
    GENERAL = "general"
    ELSEWHERE = "elsewhere"

    @property
    def knows(self) -> bool:
        """Whether the passage speaks of the place, if there is one."""
        return self in {Standing.ABOUT, Standing.AGREES}

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
    if places.named and not any(stand.knows for stand in stands):
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
    head = f"{passage.title} {passage.section}".casefold()
    if gazetteer.related(wanted.named, scope) or any(name.casefold() in head for name in wanted.named):
        return Standing.ABOUT
    if scope:
        return Standing.ELSEWHERE
    is_told = gazetteer.related(wanted.named, told) or any(
        name.casefold() in passage.text.casefold() for name in wanted.named
    )
    return Standing.AGREES if is_told else Standing.GENERAL
