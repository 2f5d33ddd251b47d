"""Names in plain letters, in every script: what is compared when words are held against names."""

import unicodedata
from functools import lru_cache

from agents.regexes import regex

# `\w` leaves out the vowel signs of Devanagari, which part one name from another.
_NOT_LETTERS = regex(r"[^\w\u0900-\u0963]+")


def _is_vowel_sign(mark: str) -> bool:
    return "\u0900" <= mark <= "\u0963" and mark != "\u093c"  # the nukta is a spelling, not a sound


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """A name in plain lower-case letters, so that accents and hyphens do not part it from itself."""
    marks = unicodedata.normalize("NFKD", name.lower())
    bare = "".join(c for c in marks if not unicodedata.combining(c) or _is_vowel_sign(c))
    return _NOT_LETTERS.sub(" ", bare).strip()
