"""A question as the library understands it: its search words in English, and what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.folding import words
from knowledge.gazetteer import Gazetteer, Places
from knowledge.glossary import in_english

MOST_CHARACTERS = 2000  # the model sees about a thousand; the rest of a pasted page is not a question


@dataclass(frozen=True)
class Question:
    """`text` is what is searched for, in English; `share` is how much of the question was
    understood, 0 to 1; `places` are those that an answer must agree with. `placed` is the text with
    one more place: what the place it names lies in, or, if it names none, the place that the
    conversation is about. `bare` is the text without the places it names; empty if it names none, or
    nothing else."""

    text: str
    language: str
    share: float
    places: Places
    placed: str = ""
    bare: str = ""


def asked(
    text: str, gazetteer: Gazetteer, *, about: Sequence[str] = (), language: str | None = None
) -> Question:
    """Understand a question. `about` names places that count if the question names none."""
    text = " ".join(text[:MOST_CHARACTERS].split())
    names = {m.start: (m.place, m.end - m.start) for m in gazetteer.mentions(text)}
    rendered = in_english(text, language, names)
    places = gazetteer.places(rendered.text if rendered.language != "en" else text)
    more = next((outer for place in sorted(places.named) for outer in gazetteer.parents.get(place, ())), "")
    if about and not places.named:
        around = gazetteer.places(", ".join(about)).named or frozenset(about)
        places = Places(around, places.holders)
        # The first is the destination; more names would drown the question.
        more = about[0]
    placed = f"{rendered.text.rstrip('?!. ')} ({more})" if more and rendered.text.strip() else ""
    bare = _without_places(rendered.text, gazetteer)
    return Question(rendered.text, rendered.language, rendered.share, places, placed, bare)


def _without_places(text: str, gazetteer: Gazetteer) -> str:
    named = {at for mention in gazetteer.mentions(text) for at in range(mention.start, mention.end)}
    return " ".join(word for at, word in enumerate(words(text)) if at not in named) if named else ""
