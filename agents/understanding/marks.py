"""Where an expression is found in a text, looked up once for all who ask of parts of it.

A message that names a hundred places has each of them asked of its clause: without this, a text of one
sentence would be searched from its beginning to its end a hundred times.
"""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from agents.regexes import regex

_CUTS = tuple(regex(signs) for signs in (r"\n|[.!?;]\s", r"[.!?;,\n]"))


@lru_cache(maxsize=256)  # a dozen expressions over a few messages and what is left of them
def _found(pattern: re.Pattern[str], plain: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    spans = [match.span() for match in pattern.finditer(plain)]
    return tuple(begin for begin, _ in spans), tuple(end for _, end in spans)


def is_within(pattern: re.Pattern[str], plain: str, first: int, last: int) -> bool:
    """Whether the expression is found between these two places of the text."""
    begins, ends = _found(pattern, plain)
    at = bisect_left(begins, first)
    return at < len(begins) and ends[at] <= last


def end_before(pattern: re.Pattern[str], plain: str, at: int, first: int = 0) -> int:
    """The end of the last match between `first` and `at`; `first` where there is none."""
    begins, ends = _found(pattern, plain)
    last = bisect_right(ends, at) - 1
    return ends[last] if last >= 0 and begins[last] >= first else first


def begin_behind(pattern: re.Pattern[str], plain: str, at: int, last: int) -> int:
    """The beginning of the first match between `at` and `last`; `last` where there is none."""
    begins, ends = _found(pattern, plain)
    first = bisect_left(begins, at)
    return begins[first] if first < len(begins) and ends[first] <= last else last


def sentence_before(plain: str, at: int) -> int:
    """Where the sentence or the line begins that goes on at `at`."""
    return end_before(_CUTS[0], plain, at)


def words_before(plain: str, at: int) -> str:
    """The words before `at`, from the last comma or other sign."""
    return plain[end_before(_CUTS[1], plain, at) : at]
