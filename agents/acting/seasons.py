"""Whether the agency's library speaks against a month for a place: its monsoon, its great heat. Reads."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from agents.acting.watched import Unread
from agents.ports import Tools
from agents.regexes import regex
from agents.scene.captured import Slots
from agents.scene.wishes import as_date, value_of
from agents.understanding.calendar_words import MONTHS
from agents.understanding.reading import read
from crm.trips.values import Destination

log = logging.getLogger(__name__)
_MONTH = "|".join(
    sorted((name for name in MONTHS if len(name) > 2 and name.isascii()), key=len, reverse=True)
)
_NAMED = regex(rf"(?<!\w)(?:{_MONTH})(?!\w)")
_SPAN = regex(
    rf"(?<!\w)(?P<first>{_MONTH})(?:(?! and (?!lasts|goes|runs|stays))[^.;,]){{0,24}}? ?"
    rf"(?:to|until|till|through|-) ?(?P<last>{_MONTH})(?!\w)"
)
_CLAUSE = regex(r"[^.,:;!?\n]+(?:[.,](?=\d)[^.,:;!?\n]+)*")
_AGAINST = regex(
    r"(?<!\w)(?:monsoons?|it rains|rains? heavily|heavy (?:rains?|showers)|wettest|rainy season|cyclones?|"
    r"typhoons?|"
    r"extremely hot|heat reaches|unbearabl\w+|high waves)(?!\w)"
)
_FOR = regex(r"(?<!\w)(?:best|ideal|driest|dry season|we recommend|is the season|only a few days)(?!\w)")


@dataclass(frozen=True)
class Against:
    """What the library says against a month for a place; `source` is the title of the document."""

    destination: Destination
    month: date  # its first day
    source: str
    text: str


def month_of(slots: Slots) -> date | None:
    """The month in which they want to travel, by its first day; None where it is open."""
    start, window = as_date(value_of(slots, "start_date")), value_of(slots, "date_window")
    if start is None and isinstance(window, dict):
        start, last = as_date(window.get("from")), as_date(window.get("to"))
        if start is not None and last is not None and (last - start).days > 45:
            return None
    return start.replace(day=1) if start else None


async def spoken_against(destination: Destination, month: date, tools: Tools) -> Against | None:
    """Give what the library says against that month; None where it says nothing, or cannot be reached."""
    name = format_date(month, "LLLL", locale="en")
    question = f"weather in {destination.name} in {name}: monsoon, heat"
    try:
        answer = await tools.ask_library(question, about=[destination.name], language="en")
    except Unread:
        log.exception("the library is out of reach")
        return None
    if answer.abstained or answer.conflicts:
        return None
    for passage in answer.sources:
        if speaks_against(passage.text, month.month):
            return Against(destination, month, passage.title, passage.text)
    return None


def speaks_against(text: str, month: int) -> bool:
    """Whether a text names the month among those of rain or heat, and nowhere among the good ones."""
    plain = [read(sentence).plain for sentence in _CLAUSE.findall(text)]
    bad = any(_AGAINST.search(one) and month in set(_months(one)) and not _FOR.search(one) for one in plain)
    return bad and not any(_FOR.search(one) and month in set(_months(one)) for one in plain)


def _months(sentence: str) -> Iterator[int]:
    for span in _SPAN.finditer(sentence):
        first, last = MONTHS[span["first"]], MONTHS[span["last"]]
        yield from ((first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1))
    yield from (MONTHS[one] for one in _NAMED.findall(sentence))
