"""Regular expressions that are compiled when they are first asked.

The mind hears eight languages through more than a thousand expressions. Compiling them all takes 2.5 seconds
of processor (Python 3.11, one core of a small server), which nobody should wait for who starts the desk or
asks one of its commands. A listener asks them all before its first message (`OfflineEngine.warm`).
"""

import re
from typing import cast


class _Later:
    """Stands where a compiled expression is expected; after the first asking it costs what that costs."""

    __slots__ = (
        "findall",
        "finditer",
        "flags",
        "fullmatch",
        "groupindex",
        "groups",
        "match",
        "pattern",
        "search",
        "split",
        "sub",
        "subn",
        "wanted",
    )  # fmt: skip

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.wanted = flags

    def __getattr__(self, name: str) -> object:
        """Reached while a slot is empty: compile, and fill them all."""
        if name not in _Later.__slots__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.wanted)
        for slot in _Later.__slots__:
            if slot not in ("pattern", "wanted"):
                setattr(self, slot, getattr(compiled, slot))
        return getattr(self, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give an expression of these words that behaves as `re.compile` of them would.

    Raises `re.error` at the first asking, not here, where the words are no expression.
    """
    return cast(re.Pattern[str], _Later(pattern, flags))
