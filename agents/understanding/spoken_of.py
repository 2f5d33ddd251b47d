"""How a clause is meant: a wish for this trip, or what is told of another time, of other people, or judged.

One reading for all who ask it. In doubt the words are a wish: a trip that is heard wrongly is put right in
the next message, one that is not heard is told twice.
"""

import re
from itertools import islice
from typing import Literal

from agents.understanding.clauses import clause_around, part_around
from agents.understanding.marks import is_within
from agents.understanding.of_whom import WE, is_of_others, kin_named, speaks_of_us
from agents.understanding.spoken_words import (
    ADDS_NO,
    AND_WISHES,
    ANOTHER_TIME,
    DID,
    DID_THEN,
    JUDGES,
    KIN_DID,
    LIKE_IT,
    PRICES,
    SAYS_OF_IT,
    TOLD_FROM,
    WISHES,
)

Manner = Literal["wished", "past", "others", "judged", "priced"]


def manner_of(plain: str, begin: int, end: int) -> Manner:
    """How what stands at `begin:end` of a plain text is meant, by the words of its clause."""
    first, last = clause_around(plain, begin, end)
    behind = SAYS_OF_IT.match(plain, last)
    if is_within(JUDGES, plain, begin, last) or (behind and is_within(JUDGES, plain, last, last + 60)):
        return "judged"
    if is_within(PRICES, plain, first, last):
        return "priced"
    if is_within(WISHES, plain, first, last):
        return "wished"
    if _is_past(plain, first, *part_around(plain, begin, end)):
        return "past"
    if is_of_others(plain, begin, end):
        return "others"
    return "wished"


def _is_past(plain: str, clause: int, begin: int, end: int) -> bool:
    """Whether a part of the clause that begins at `clause` is told of another time, named in it or first."""
    if any(is_within(told, plain, begin, end) for told in (ANOTHER_TIME, DID, KIN_DID)):
        return True
    is_led = begin - clause < _LONGEST_CUE
    return is_led and bool(ANOTHER_TIME.fullmatch(plain[clause:begin].strip(" ,")))


_LONGEST_CUE = 60  # characters in which another time is named


def is_wished_by_us(plain: str, begin: int, end: int) -> bool:
    """Whether a clause tells of this trip by its own words: it wishes something, or speaks of us."""
    first, last = clause_around(plain, begin, end)
    is_told = is_within(WISHES, plain, first, last) or is_within(WE, plain, first, last)
    return is_told and manner_of(plain, begin, end) == "wished"


_CUES = 8  # nobody tells of more in one message


def not_of_this_trip(plain: str) -> list[tuple[int, int]]:
    """The words that tell of a trip that lies behind, by the time they name or as others made it, and those
    that say which nights are not to be added; never a sentence for the sake of a few words in it."""
    found = [_not_to_be_added(plain, m) for m in islice(ADDS_NO.finditer(plain), _CUES)]
    first, kin = ANOTHER_TIME.search(plain), KIN_DID.search(plain)
    if (first is None and kin is None) or LIKE_IT.search(plain):
        return found
    if kin is not None:
        did = islice(KIN_DID.finditer(plain, kin.start()), _CUES)
        found += [span for m in did if (span := _told_of_kin(plain, m)) is not None]
    if first is None:
        return found
    times = islice(ANOTHER_TIME.finditer(plain, first.start()), _CUES)
    told = (_told_of(plain, *m.span()) for m in times)
    return found + list(dict.fromkeys(span for span in told if span is not None))


def _not_to_be_added(plain: str, match: re.Match[str]) -> tuple[int, int]:
    """The nights that are refused with what is said of them; a verb behind them refuses all before it."""
    first, last = part_around(plain, *match.span())
    return (first if match["behind"] else match.start()), last


def _told_of_kin(plain: str, did: re.Match[str]) -> tuple[int, int] | None:
    """What relatives or friends did, by the part of its clause; None where it is wished as well."""
    end = did.end()
    begin, is_first = kin_named(plain, did.start())
    if did["aside"] and not is_first:
        return None  # "with friends, 2 adults, visited" tells who we are
    last = part_around(plain, begin, end)[1]
    if turn := AND_WISHES.search(plain, end, last):
        last = turn.start()
    # Who are told of beside us did it for this trip: "my parents paid for our trip", "… and told us to go".
    is_wished = is_within(WISHES, plain, begin, last) or is_within(JUDGES, plain, begin, last)
    return None if is_wished or speaks_of_us(plain, end, last) else (begin, last)


def _told_of(plain: str, begin: int, end: int) -> tuple[int, int] | None:
    """What is told of the time at `begin:end`; None where nothing is that would be taken for a wish."""
    first, last = part_around(plain, begin, end)
    did = DID.search(plain, first, last) or DID_THEN.search(plain, first, last)
    if did is None and not plain[first:begin].strip() and plain[last : last + 1] == ",":
        last = part_around(plain, last + 1, last + 1)[1]  # "last year, we went to Bali, now …"
        did = DID.search(plain, end, last) or DID_THEN.search(plain, end, last)
    if did is None:
        return None
    if turn := AND_WISHES.search(plain, max(end, did.end()), last):
        last = turn.start()
    behind = min(begin, did.start())
    first = max(
        (m.start() for m in TOLD_FROM.finditer(plain, first, did.end()) if m.start() <= behind),
        default=first,
    )
    if (
        WISHES.search(plain, first, last)
        or JUDGES.search(plain, first, last)
        or PRICES.search(plain, first, last)
    ):
        return None
    return first, last
