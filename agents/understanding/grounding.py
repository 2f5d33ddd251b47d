"""What a model says that a customer named must be found in the words it was given."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rapidfuzz import fuzz

from agents.gate.links import addresses
from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS
from agents.understanding.clock import times
from agents.understanding.reading import read
from agents.understanding.wish_words import INTEREST
from agents.wording.folding import folded

_NAMES = frozenset(
    {
        "destinations",
        "either",
        "origin",
        "must_see",
        "avoid",
        "name",
        "seen",
        "gateway_in",
        "gateway_out",
        "elsewhere",
    }
)
_NUMBER = regex(r"(?<!\d)\d{1,4}(?!\d|(?:st|nd|rd|th)(?!\w))")
_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY_OF_MONTH = regex(rf"(?<!\w)\d{{1,2}} (?:of |de )?(?:{_MONTH})(?!\w)|(?<!\w)(?:{_MONTH}) \d{{1,2}}(?!\w)")
_ALIKE = 75  # rapidfuzz ratio (0..100): slips of the keyboard and endings of grammar allowed


def grounded(name: str, value: Any, body: str, quote: str) -> bool:
    """Say whether the texts in a slot's value rest on `body`, the message that its `quote` stands in.

    An address is no name of anything, and an e-mail address has to stand there letter by letter. A name
    has to be like some of its words, where both are written in the same letters: "Bali" for बाली is a
    translation, a hotel that nobody named is an invention. A time of day has to stand in the quote in digits:
    "in the afternoon" is no 14:30.
    """
    if not all(_is_told(clock, quote) for clock in _clocks(name, value)):
        return False
    if name == "booked":
        # What an engagement is ("dinner") is a word of the desk's own, in English.
        named = [item["name"] for item in value if item["kind"] != "engagement" and item["name"]]
        if not all(grounded("seen", one, body, quote) for one in named):
            return False
    plain = body.casefold()
    for text in _texts(value):
        if name == "phone" and not _is_number_of(text, quote):
            return False
        links = [link for link, _ in addresses(text)]
        if links and name != "phone" and (name != "email" or any(link not in plain for link in links)):
            return False
        if name == "avoid" and text in INTEREST:
            if not INTEREST[text].search(read(quote).plain):
                return False
            continue  # a kind of thing, in the desk's own English
        if name in _NAMES and _is_latin(text) and _is_latin(body) and not _is_like(text, body):
            return False
    return True


def _clocks(name: str, value: Any) -> list[str]:
    """The times of day in a slot's value, each "14:30"."""
    if name in ("arrives_at", "departs_at"):
        return [value]
    if name == "booked":
        return [item[end] for item in value for end in ("at", "to") if end in item]
    return []


def _is_told(clock: str, quote: str) -> bool:
    """Whether a time of day stands in the words, by either clock: "2:30 pm", "14h30", "1430", "noon"."""
    hour, minute = (int(part) for part in clock.split(":"))
    said = folded(quote)
    if any(time.written == clock for time in times(said)):
        return True
    numbers = {int(number) for number in _NUMBER.findall(_DAY_OF_MONTH.sub(" ", said))}
    hours = {hour, hour % 12, hour % 12 or 12}
    in_two = bool(hours & numbers) and (minute == 0 or minute in numbers)
    return in_two or bool({one * 100 + minute for one in hours} & numbers)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)


def _is_number_of(number: str, quote: str) -> bool:
    """Whether a telephone number stands in the words, written together or apart."""
    is_number = all(char.isdigit() or char in "+ ()-./" for char in number)
    return is_number and bool(_digits(number)) and _digits(number) in _digits(quote)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char < "\u0250" for char in letters)


def _is_like(text: str, body: str) -> bool:
    return fuzz.partial_ratio(folded(text), folded(body)) >= _ALIKE
