"""Answers taken from a passage word for word: the sentences that answer, with what they depend on."""

import re
from collections.abc import Sequence

from knowledge.passages import Passage, Sentence

WHOLE_UP_TO = 3  # sentences; a passage this short is its own answer
CLOSE = 0.12  # sentences this close to the best one answer as well
MOST_SENTENCES = 4
MOST_ITEMS = 12
TOGETHER = 0.04  # a second passage this close to the best tells as much of the answer

# A sentence that opens so leans on the one before it.
_LEANS_BACK = re.compile(
    r"(?:it|they|this|that|these|those|he|she|both|such|there|then|here|in this case|in that case|his|its|"
    r"their)\b",
    re.IGNORECASE,
)
# A sentence that opens so limits the one before it, which must not be quoted without it.
_LIMITS = re.compile(
    r"(?:but|however|except|unless|only|otherwise|if|not|without|children under|provided|exception|otherwise|"
    r"separate from|note|please note|this does not|it does not|at times)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?:[•*▪●–-]|\d{1,2}[.)])\s")


def told_by(fitting: Sequence[Passage]) -> list[Passage]:
    """The passages that an answer is drawn from, of those that fit, best first: the best, and a close
    second of the same document, as for another passport than the one under the first heading."""
    best = fitting[0]
    for other in fitting[1:]:
        if best.score - other.score > TOGETHER:
            break
        if other.document == best.document and other.section != best.section:
            return [best, other]
    return [best]


def answer_from(passages: Sequence[Passage]) -> str:
    """The answer that passages give together; if there are several, each under its heading."""
    if len(passages) == 1:
        return drawn(passages[0])
    return "\n".join(f"{passage.section or passage.title}: {drawn(passage)}" for passage in passages)


def drawn(passage: Passage) -> str:
    """The answer that a passage gives: its sentences most like the question, in the passage's order,
    never reworded, with the sentences that they lean on and those that limit them."""
    sentences = passage.sentences
    if len(sentences) <= WHOLE_UP_TO:
        return passage.text
    best = max(range(len(sentences)), key=lambda index: sentences[index].score)
    is_item = _ITEM.match(sentences[best].text)
    chosen = _list_around(sentences, best) if is_item else _chosen(sentences, best)
    return _set(passage, [sentences[index].text for index in sorted(chosen)])


def _chosen(sentences: tuple[Sentence, ...], best: int) -> set[int]:
    ranked = sorted(range(len(sentences)), key=lambda index: -sentences[index].score)
    close = [index for index in ranked if sentences[index].score >= sentences[best].score - CLOSE]
    chosen: set[int] = set()
    for index in close[:MOST_SENTENCES]:
        chosen.add(index)
        while index and _LEANS_BACK.match(sentences[index].text):
            index -= 1
            chosen.add(index)
    for index in sorted(chosen):
        following = index + 1
        while following < len(sentences) and _LIMITS.match(sentences[following].text):
            chosen.add(following)
            following += 1
        if sentences[index].text.endswith(":"):
            chosen |= _list_around(sentences, index + 1)
    return chosen


def _list_around(sentences: tuple[Sentence, ...], index: int) -> set[int]:
    """The whole list in which an item stands, with the line that leads into it."""
    first = last = min(index, len(sentences) - 1)
    while first > 0 and _ITEM.match(sentences[first - 1].text):
        first -= 1
    while last + 1 < len(sentences) and _ITEM.match(sentences[last + 1].text):
        last += 1
    if first and sentences[first - 1].text.endswith(":"):
        first -= 1
    return set(range(first, min(last, first + MOST_ITEMS) + 1))


def _set(passage: Passage, texts: list[str]) -> str:
    """Sentences in one text; those that stand on lines of their own keep them."""
    lines = {line.strip() for line in passage.text.split("\n")}
    out = ""
    for text in texts:
        own_line = text in lines or _ITEM.match(text)
        out += ("\n" if own_line else " ") + text if out else text
    return out
