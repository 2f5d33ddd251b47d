"""What was said last: the desk's own wordings in every language that it writes, and what is told again."""

from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from agents.understanding.contract import Understanding
from agents.wording.replies import LANGUAGES, Replies
from crm.conversations.values import Past, Scene

_SHORTEST = 6  # characters of a wording that may be known again


def awaits_word(scene: Scene) -> bool:
    """Whether one of the desk's last messages asked if the plan suits."""
    return any(words in past.text for past in _last(scene) for words in _wordings("propose.next"))


def has_closed(scene: Scene) -> bool:
    """Whether the desk's last words answered thanks, or told how a booking goes on: they ask nothing."""
    said = [past.text.strip() for past in _last(scene)]
    thanked = _wordings("thank.text")
    booked = _wordings("handover.booking")
    return any(text in thanked or any(words in text for words in booked) for text in said[:2])


def _last(scene: Scene) -> Iterator[Past]:
    return takewhile(lambda past: past.role == "desk", reversed(scene.history))


@cache
def _wordings(key: str) -> frozenset[str]:
    """The wordings of a text up to the first thing that is filled in."""
    said = (words for language in LANGUAGES for words in Replies.of(language).wordings(key))
    return frozenset(start for words in said if len(start := words.split("{")[0].strip()) >= _SHORTEST)


def says_again(text: str, understanding: Understanding, scene: Scene) -> bool:
    """Whether several things are told of the trip, or before there is a plan one thing and nothing else."""
    told = [slot for slot in understanding.slots.values() if not slot.retracted]
    bare = len(text.strip(" \n.,!"))
    return len(told) > 1 or (scene.trip is None and any(s.span[1] - s.span[0] >= bare for s in told))
