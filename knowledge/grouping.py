"""Questions that mean much the same, put together, so that one entry may answer them all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.embedding import Vectors
from knowledge.gazetteer import Gazetteer
from knowledge.questions import asked

ALIKE = 0.62  # likeness of two questions, in English search words, from which they count as one


@dataclass(frozen=True)
class Group:
    """Positions of questions that mean the same; the first leads."""

    members: tuple[int, ...]


def grouped(
    embed: Callable[[Sequence[str]], Vectors], texts: Sequence[str], gazetteer: Gazetteer | None = None
) -> list[Group]:
    """Group questions by meaning, the largest group first, each in the order given.

    A question joins the group whose first question is most like it, if it names no other place. Blocking:
    some milliseconds for each question.
    """
    if not texts:
        return []
    known = gazetteer or Gazetteer()
    meant = [asked(text, known) for text in texts]
    vectors = embed([question.text or text for question, text in zip(meant, texts, strict=True)])
    groups: list[list[int]] = []
    for number, vector in enumerate(vectors):
        fitting = [
            (float(vectors[group[0]] @ vector), group)
            for group in groups
            if meant[group[0]].places.named == meant[number].places.named
        ]
        best = max(fitting, key=lambda one: one[0], default=(0.0, []))
        if best[0] >= ALIKE:
            best[1].append(number)
        else:
            groups.append([number])
    return [Group(tuple(group)) for group in sorted(groups, key=lambda group: (-len(group), group[0]))]
