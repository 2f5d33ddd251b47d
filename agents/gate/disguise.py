"""Letters that are not what they seem: nothing that is hidden from a reader, or from us, may leave."""

import unicodedata
from collections.abc import Iterator

from agents.regexes import regex

# Characters without width or that turn the direction of reading; marks that our own languages need
# (joiners in Devanagari and Arabic, direction marks of formatted numbers) are not among them.
_UNSEEN = regex("[\u00ad\u180e\u200b\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_JOINER = regex(r"(?<=[A-Za-zЀ-ӿ])[\u200c\u200d]|[\u200c\u200d](?=[A-Za-zЀ-ӿ])")
_WORD = regex(r"[^\W\d_]{2,}")
_SPACED = regex(r"(?<!\w)(?:[A-Za-zА-Яа-я](?:\s|[.·_-]\s?)){3,}[A-Za-zА-Яа-я](?!\w)")
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})  # scripts that share shapes


def disguises(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Hidden characters, words of mixed alphabets, and words spelt with gaps, with their spans."""
    for pattern in (_UNSEEN, _JOINER):
        for match in pattern.finditer(text):
            yield f"U+{ord(match.group()):04X}", match.span()
    for match in _WORD.finditer(text):
        if match.group().isascii():
            continue
        if len({script for char in match.group() if (script := _script(char)) in _ALIKE}) > 1:
            yield match.group().casefold(), match.span()
    for match in _SPACED.finditer(text):
        yield match.group().casefold(), match.span()


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]
