"""Which part of the plan a customer wants otherwise, told in a word or two to the desk's question."""

import re
from functools import cache
from itertools import takewhile
from typing import Literal

from agents.understanding.reading import read
from agents.wording.replies import LANGUAGES, Replies
from crm.conversations.values import Scene

Part = Literal["price", "hotels", "dates", "places"]

_MOST_WORDS = 5
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "price",
        re.compile(
            r"(?<!\w)(?:prices?|cost|money|budget|precio|coste|prix|tarif|preis|kosten|preco|custo|valor|"
            r"цен[аыуе]|стоимость|السعر|سعر|التكلفه|price|daam|keemat|kimat|paisa)(?!\w)|कीमत|दाम"
        ),
    ),
    (
        "hotels",
        re.compile(
            r"(?<!\w)(?:hotels?|resorts?|hoteles|hoteis|unterk\w+|отел\w*|гостиниц\w*|(?:ال)?فنادق|"
            r"(?:ال)?فندق)(?!\w)|होटल"
        ),
    ),
    (
        "dates",
        re.compile(
            r"(?<!\w)(?:dates?|days?|fechas?|dates|daten|termine?|datum|datas?|дат[аыу]|(?:ال)?تواريخ|"
            r"(?:ال)?تاريخ|"
            r"(?:ال)?موعد|tareekh\w*|dates)(?!\w)|तारीख"
        ),
    ),
    (
        "places",
        re.compile(
            r"(?<!\w)(?:places?|sights|visits|stops|lugares|sitios|lieux|endroits|orte|ziele|места|место|"
            r"(?:ال)?اماكن|jagah\w*|jagahein)(?!\w)|जगह"
        ),
    ),
)


def part_that_differs(text: str, scene: Scene) -> Part | None:
    """What should be different, where the desk has just asked that and a few words name one thing."""
    if scene.trip is None or len(text.split()) > _MOST_WORDS or "?" in text:
        return None
    said = takewhile(lambda past: past.role == "desk", reversed(scene.history))
    if not any(words in past.text for past in said for words in _asked_what()):
        return None
    plain = read(text).plain
    named = [part for part, pattern in _PARTS if pattern.search(plain)]
    return named[0] if len(named) == 1 else None


@cache
def _asked_what() -> tuple[str, ...]:
    return tuple(
        words for language in LANGUAGES for words in Replies.of(language).wordings("change_what.text")
    )
