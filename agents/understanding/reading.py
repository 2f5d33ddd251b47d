"""A message made plain for the rules, with the way back to the words as written.

`plain` is lower case, without accents and diacritics, with ASCII digits and common typing slips put
right. Every character of it knows which characters of the original it stands for, so that whatever a
rule finds in `plain` can be pointed at in the customer's own words.
"""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from agents.regexes import regex

TAKEN = "\x1f"  # stands where an earlier reader has already made sense of the words
GONE = "\ue000"  # stands deep within what was taken, where a blank would have rules look through all of it

_SAME = str.maketrans(
    {
        "’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-",
        "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\t": " ", "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا",
        "ة": "ه", "ى": "ي", "،": ",", "؟": "?", "؛": ";", "।": ".", "¿": " ", "¡": " ", "ß": "s",
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", TAKEN: " ", "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae",
    }
)  # fmt: skip
_KEEP_MARKS = regex(r"[\u0400-\u04ff\u0900-\u097f]")  # й and Devanagari vowels are letters
_ARABIC_MARKS = regex(r"[\u064b-\u0652\u0640]")

# Long words of the trade that people mistype; short ones would swallow other words.
_TRADE_WORDS = (
    "budget", "nights", "adults", "adult", "children", "people", "persons", "travellers", "travelers",
    "tomorrow", "january", "february", "august", "september", "october", "november", "december", "tuesday",
    "wednesday", "thursday", "saturday", "honeymoon", "vegetarian", "anniversary", "birthday", "temples",
    "beaches", "passengers", "unsubscribe", "weekend", "thousand", "breakfast", "christmas", "itinerary",
)  # fmt: skip
_TRADE_BY_LETTER: dict[str, tuple[str, ...]] = {
    letter: tuple(w for w in _TRADE_WORDS if w[0] == letter) for letter in {w[0] for w in _TRADE_WORDS}
}
_SLIPS = {
    "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "2moro": "tomorrow", "tomo": "tomorrow",
    "nite": "night", "nites": "nights", "nits": "nights", "nigts": "nights", "ppl": "people",
    "bdgt": "budget", "budgt": "budget", "adlts": "adults", "chldrn": "children", "childs": "children",
    "wknd": "weekend", "wkend": "weekend", "pls": "please", "plz": "please", "u": "you", "ur": "your",
    "wanna": "want to", "gonna": "going to", "xmas": "christmas", "hny": "honeymoon", "thx": "thanks",
    "rs": "rs", "yrs": "years", "yr": "year", "yo": "year old", "dont": "don't", "ive": "i've",
}  # fmt: skip
_NOT_SLIPS = frozenset({"adulte", "adulto", "persona", "person", "adultes", "adultos", "personas", "persone",
                        "people's", "personal", "template", "reaches", "octobre", "octubre", "novembre",
                        "septembre", "decembre", "noviembre", "diciembre", "novembro", "dezember", "oktober",
                        "personne", "personen", "setembro", "outubro", "temple", "beache", "september",
                        "children's", "adoult", "night's", "augusto", "personnes", "passenger",
                        "traveler", "travelled", "traveled",
                        "traveller", "january's", "temples'", "peoples", "weekends",
                        "nichts"})  # fmt: skip
LONGEST = 4_000  # characters read of one message; nobody describes a trip in more
_WORD = regex(r"[a-z0-9']+")


def words(text: str) -> frozenset[str]:
    """The words of a text as a set: how this room writes its word lists."""
    return frozenset(text.split())


@lru_cache(maxsize=4096)
def _plain_char(char: str) -> str:
    """One character made plain: "" for a mark that carries no meaning, else usually one character."""
    if _ARABIC_MARKS.match(char) or char in "\u200b\u200c\u200d\u200e\u200f\ufe0f":
        return ""
    if char == "\u093c":
        return ""
    char = char.translate(_SAME)
    if char.isdigit() and not char.isascii():
        return str(unicodedata.digit(char, ""))
    low = char.lower()
    if "\u0958" <= low <= "\u095f":  # Devanagari letters with a dot below, which people leave out
        return unicodedata.normalize("NFD", low)[0]
    if low.isascii() or _KEEP_MARKS.match(low):
        return low
    bare = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
    return (bare or "").translate(_SAME) if bare != low else low


@lru_cache(maxsize=8192)
def mended(word: str) -> str:
    """The word that was meant, for a common slip of the keyboard; otherwise the word itself."""
    if word in _SLIPS:
        return _SLIPS[word]
    if len(word) < 5 or word in _NOT_SLIPS or not word.isalpha():
        return word
    allowed = 2 if len(word) >= 8 else 1
    for target in _TRADE_BY_LETTER.get(word[0], ()):
        if word == target:
            return word
    for target in _TRADE_BY_LETTER.get(word[0], ()):
        if abs(len(target) - len(word)) <= allowed and (
            OSA.distance(word, target, score_cutoff=allowed) <= allowed
        ):
            return target
    return word


@dataclass(frozen=True)
class Reading:
    """A message and its plain form; `starts[i]` and `ends[i]` bound what `plain[i]` stands for."""

    text: str
    plain: str
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The range in the original text of `plain[begin:end]`, without blanks at its ends."""
        while end > begin and self.plain[end - 1] in " \n,;.!?":
            end -= 1
        while begin < end and self.plain[begin] in " \n,;":
            begin += 1
        if end <= begin:
            return (0, 0)
        return self.starts[begin], self.ends[end - 1]

    def words(self, begin: int, end: int) -> str:
        """The customer's own words for `plain[begin:end]`."""
        first, last = self.span(begin, end)
        return self.text[first:last]

    def range_of(self, first: int, last: int) -> tuple[int, int]:
        """The range of `plain` that stands for `text[first:last]`."""
        return bisect_left(self.starts, first), bisect_left(self.starts, last)

    def without(self, *ranges: tuple[int, int]) -> "Reading":
        """The same reading with these ranges of `plain` taken by a reader."""
        plain = self.plain
        for begin, end in ranges:
            plain = plain[:begin] + TAKEN * (end - begin) + plain[end:]
        if len(plain) > _SHORT:
            plain = _DEEP_WITHIN.sub(GONE, plain)
        return Reading(self.text, plain, self.starts, self.ends)

    def with_back(self, before: "Reading", *ranges: tuple[int, int]) -> "Reading":
        """The same reading with these ranges as they were `before`."""
        plain = self.plain
        for begin, end in ranges:
            plain = plain[:begin] + before.plain[begin:end] + plain[end:]
        return Reading(self.text, plain, self.starts, self.ends)


def read(text: str) -> Reading:
    """Make a message plain, keeping the way back to every character of it."""
    return _read_short(text) if len(text) <= _SHORT else _read_long(text)


_DEEP_WITHIN = regex(rf"(?<=[ {TAKEN}]{{8}}){TAKEN}(?=[ {TAKEN}]{{8}})")
_SHORT = 800  # characters; a reading holds some 70 bytes for each, and anyone may send long ones


@lru_cache(maxsize=512)  # a message is read by several readers, and the desk's words before it again
def _read_short(text: str) -> Reading:
    return _read(text)


@lru_cache(maxsize=4)  # a long one as well, within its turn
def _read_long(text: str) -> Reading:
    return _read(text)


# "*Adults:* 3": the bold and slanted letters of messengers. A star behind a figure is a hotel's.
_MARKUP = regex(
    r"(?<![\w*])\*(?=\S)([^*\n]{1,80}?)\*(?![\w*])|"
    r"(?<![\w_/=&?#.@-])_(?=\S)([^_\n]{1,80}?)_(?![\w_@/=&-]|\.\w)"  # not in addresses
)


def _without_markup(text: str) -> str:
    """The text, as long as before, with blanks for the marks around bold and slanted words."""
    if "*" not in text and "_" not in text:
        return text
    return _MARKUP.sub(lambda match: f" {match.group()[1:-1]} ", text)


_BLANKS = 4  # in a row; more of them say nothing, and every rule would look behind each


def _read(text: str) -> Reading:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for i, char in enumerate(_without_markup(text)):
        for piece in _plain_char(char):
            if piece.isspace() and len(chars) >= _BLANKS and "".join(chars[-_BLANKS:]).isspace():
                continue
            chars.append(piece)
            starts.append(i)
            ends.append(i + 1)
    return _mend(text, "".join(chars), starts, ends)


def _mend(text: str, plain: str, starts: list[int], ends: list[int]) -> Reading:
    out: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    last = 0
    for match in _WORD.finditer(plain):
        right = mended(match.group())
        if right == match.group():
            continue
        begin, end = match.span()
        out += [plain[last:begin], right]
        new_starts += starts[last:begin] + [starts[begin]] * len(right)
        new_ends += ends[last:begin] + [ends[end - 1]] * len(right)
        last = end
    if not out:
        return Reading(text, plain, tuple(starts), tuple(ends))
    out.append(plain[last:])
    return Reading(text, "".join(out), tuple(new_starts + starts[last:]), tuple(new_ends + ends[last:]))
