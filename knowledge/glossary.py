"""Travel words of seven languages in English, so that a model that reads English alone can search.

It is a glossary, not a translator: the words of a question that matter for a search are put into
English in their order, grammar words are dropped, and everything else (names above all) stays.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from knowledge.folding import folded, words
from knowledge.tables import listed, tables

LANGUAGES = ("en", "hi", "es", "fr", "de", "ar", "pt", "ru")
LONGEST_PHRASE = 3
LONGEST_ENDING = 6  # letters that grammar may add to a stem
_ARABIC_PREFIXES = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف", "ك")
NO_NAMES: Mapping[int, tuple[str, int]] = MappingProxyType({})


@dataclass(frozen=True)
class Rendered:
    """A question in English search words. `share` is how much of it the glossary or a name knew,
    0 to 1; for English text it is 1 and `text` is the question itself."""

    text: str
    language: str
    share: float


def language_of(text: str) -> str:
    """The ISO code of the language, told by script and by grammar words: one of the eight that the
    glossary knows. English when nothing tells otherwise."""
    for code, script in (("hi", r"[\u0900-\u097f]"), ("ar", r"[\u0600-\u06ff]"), ("ru", r"[\u0400-\u04ff]")):
        if len(re.findall(script, text)) * 3 >= sum(character.isalpha() for character in text) > 0:
            return code
    found = words(text)
    scores = Counter({code: sum(word in grammar for word in found) for code, grammar in _grammar().items()})
    # English grammar words are few here ("a", "me", "no" and "do" are shared with others), so English
    # must be beaten, and a tie between the others is decided by their travel words.
    top = max(scores.values())
    if top and scores["en"] == top:
        return "en"
    tied = [code for code, score in scores.items() if score == top and code != "en"]
    travel = {code: sum(bool(_longest([word], 0, code)[0]) for word in found) for code in tied}
    best = max(tied, key=lambda code: travel[code])
    # One word of grammar may be chance, and none is no sign at all ("equipaje permitido"): then travel
    # words must speak for the language.
    is_told = top > 1 or (top and travel[best]) or travel[best] * 2 > len(found)
    return best if is_told else "en"


def in_english(
    text: str, language: str | None = None, names: Mapping[int, tuple[str, int]] = NO_NAMES
) -> Rendered:
    """The question in English search words. `names` gives, by the position of a word, a name in
    English that stands there and how many words it takes."""
    code = (language or language_of(text)).partition("-")[0].lower()
    if code == "en" or code not in LANGUAGES:
        return Rendered(text, code, 1.0)
    found = words(text)
    grammar = _grammar()[code]
    out: list[str] = []
    known = total = position = 0
    while position < len(found):
        term, taken = names.get(position) or _longest(found, position, code)
        word = found[position]
        if term or word.isdigit():
            out.append(term or word)
            known, total = known + taken, total + taken
        elif word not in grammar:
            out.append(word)
            total += 1
            # Hindi in Latin letters names things in English: "cancellation policy kya hai".
            known += code == "hi" and word in _english()
        position += taken
    return Rendered(" ".join(out), code, known / total if total else 0.0)


def _longest(found: list[str], position: int, code: str) -> tuple[str, int]:
    for size in range(min(LONGEST_PHRASE, len(found) - position), 1, -1):
        term = _known(" ".join(found[position : position + size]), code)
        if term:
            return term, size
    word = found[position]
    if word in _grammar()[code]:
        return "", 1
    return _known(word, code) or (_compound(word) if code == "de" else ""), 1


@cache
def _grammar() -> dict[str, frozenset[str]]:
    rows = tables("words")["Words of grammar"]
    return {row["language"]: frozenset(words(row["words"])) for row in rows}


@cache
def _stems(code: str) -> dict[str, str]:
    """Folded stem to English term, for one language."""
    stems: dict[str, str] = {}
    for row in tables("words")["Words of travel"]:
        for stem in listed(row[code]):
            stems.setdefault(folded(stem), row["en"])
    return stems


@cache
def _english() -> frozenset[str]:
    """The English words of travel that the glossary knows."""
    return frozenset(word for row in tables("words")["Words of travel"] for word in words(row["en"]))


def _known(text: str, code: str) -> str:
    """The English term for a word or phrase, by its longest stem; empty when the glossary has none."""
    stems = _stems(code)
    for form in _variants(text, code):
        for length in range(len(form), max(2, len(form) - LONGEST_ENDING) - 1, -1):
            stem = form[:length]
            if " " in form[length:]:  # an ending is a part of one word
                break
            # A stem of two or three letters begins too many words to be trusted with an ending.
            if stem in stems and (length > 3 or len(form) - length <= 2):
                return stems[stem]
    return ""


def _variants(text: str, code: str) -> list[str]:
    variants = [text]
    if code == "ar":
        longer = [p for p in _ARABIC_PREFIXES if text.startswith(p) and len(text) - len(p) >= 3]
        variants += [text.removeprefix(prefix) for prefix in longer]
    if code == "fr":
        variants.append(re.sub(r"^(?:[ldjmntsc]|qu)['’]", "", text))
    return variants


def _compound(word: str) -> str:
    """A German compound part by part: Reiseversicherung is travel insurance."""
    stems = _stems("de")
    parts: list[str] = []
    position = 0
    while position < len(word):
        for length in range(len(word) - position, 3, -1):
            part = word[position : position + length]
            if part in stems:
                parts.append(stems[part])
                position += length
                break
        else:
            position += 1
    return " ".join(dict.fromkeys(parts))
