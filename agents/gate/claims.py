"""Read out of a text what can be right or wrong: links, dates, times, amounts, shares, counts, numbers."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal

from agents.gate.calendar import either, full_months, full_weekdays, months, plainly, weekdays
from agents.gate.disguise import disguises
from agents.gate.links import addresses
from agents.gate.promises import promises
from agents.gate.spelled import spelled
from agents.gate.units import NAMED_UNITS, named_pattern, unit_pattern, units, word_numbers
from agents.regexes import regex
from crm.amounts import MULTIPLE, MULTIPLES, amount_of
from crm.signs import IN_CAPITALS, SIGNS

Kind = Literal[
    "link", "disguise", "spelled", "promise", "date", "month", "weekday", "time", "amount", "percent",
    "count", "number",
]  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """One thing that a text says. `value` by kind:

    date (day, month, year or None, weekday or None); time minutes since midnight; amount
    (Decimal, ISO code or None); count (unit, Decimal); the others a Decimal, number or text. Kinds that
    are text are proven by the same words alone.
    """

    kind: Kind
    value: Any
    span: tuple[int, int]


_NUMBER = r"\d+(?:[.,'’\s]\d{2,3}(?!\d))*(?:[.,]\d+)?"
_STARS = regex(
    r"(?<=\d)\*(?=\s?(?:hotel|hôtel|resort|villa|stay|propert|отел|होटल|फ़ाइव|فندق))", re.IGNORECASE
)
_ARABIC_AND = regex(r"و(?=[A-Za-z0-9])")
_TIME = regex(
    r"(?<![\d:])(?P<h>[01]?\d|2[0-4])(?:(?P<sep>[:h.])(?P<m>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?|uhr\b|o'clock)?(?![\d:])",
    re.IGNORECASE,
)


@lru_cache(4096)
def level(text: str) -> str:
    """The same text, character by character, with plain digits and spaces and without WhatsApp's marks."""
    # "5* hotel" counts stars; other asterisks are WhatsApp's bold.
    text = _STARS.sub("★", text)
    # Arabic writes its "and" on to the word or number that follows it.
    return _ARABIC_AND.sub(" ", "".join(_level_char(c) for c in text))


def _level_char(char: str) -> str:
    if char in "*_~`\u00a0\u202f\u2009\u2007\u200e\u200f\u061c":
        return " "
    if char in "−–‑":
        return "-"
    if char.isdigit() and not char.isascii():
        digit = unicodedata.digit(char, -1)
        return str(digit) if digit >= 0 else char
    return char


@lru_cache(4096)  # replies repeat themselves, and what was said before is read with every turn
def claims(text: str, language: str = "en") -> tuple[Claim, ...]:
    """Everything in `text` that needs evidence, in reading order. `language` settles the decimal mark."""
    plain = level(text)
    found: list[Claim] = []
    for reader in _READERS:
        for claim in reader(plain, language):
            found.append(claim)
            begin, end = claim.span
            plain = plain[:begin] + "\x1f" * (end - begin) + plain[end:]
    return tuple(sorted(found, key=lambda c: c.span))


def _links(plain: str, _: str) -> Iterator[Claim]:
    for link, span in addresses(plain):
        yield Claim("link", link, span)


def _disguised(plain: str, _: str) -> Iterator[Claim]:
    for what, span in disguises(plain):
        yield Claim("disguise", what, span)


def _spelled(plain: str, language: str) -> Iterator[Claim]:
    for words, span in spelled(plain, language):
        yield Claim("spelled", words, span)


def _promised(plain: str, language: str) -> Iterator[Claim]:
    for words, span in promises(plain, language):
        yield Claim("promise", words, span)


@cache
def _date_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    weekday = rf"(?:(?P<w>{either(weekdays(language))})\.?,?\s+(?:(?:the|le|el|den|der|o|dia)\s+)?)?"
    day, month = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?", rf"(?P<mon>{either(months(language))})\.?"
    year = r"(?:,?\s*(?:de\s+)?(?P<y>20\d\d))?"
    return (
        re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)"),
        re.compile(r"(?<!\d)(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>20\d\d)(?!\d)"),
        re.compile(rf"{weekday}(?<!\d){day}\s*(?:of\s+|de\s+)?{month}(?!\w){year}", re.IGNORECASE),
        re.compile(rf"{weekday}(?<!\w){month}\s+{day}(?!\d){year}", re.IGNORECASE),
    )


def _dates(plain: str, language: str) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for pattern in _date_patterns(language):
        for match in pattern.finditer(plain):
            begin, end = match.span()
            if any(begin < e and b < end for b, e in taken):
                continue
            parts = match.groupdict()
            month = months(language)[plainly(parts["mon"])] if parts.get("mon") else int(parts["m"])
            year = int(parts["y"]) if parts.get("y") else None
            weekday = weekdays(language)[plainly(parts["w"])] if parts.get("w") else None
            taken.append((begin, end))
            yield Claim("date", (int(parts["d"]), month, year, weekday), (begin, end))


@cache
def _loose_pattern(language: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<mon>{either(full_months(language))})|(?P<w>{either(full_weekdays(language))}))(?!\w)",
        re.IGNORECASE,
    )


def _loose_days(plain: str, language: str) -> Iterator[Claim]:
    for match in _loose_pattern(language).finditer(plain):
        if match["w"]:
            yield Claim("weekday", full_weekdays(language)[plainly(match["w"])], match.span())
        else:
            yield Claim("month", full_months(language)[plainly(match["mon"])], match.span())


def _percents(plain: str, language: str) -> Iterator[Claim]:
    for match in re.finditer(rf"(?<![\d.,])({_NUMBER})\s*(?:%|per ?cent\b|percent\b)", plain, re.IGNORECASE):
        value = amount_of(match[1], language)
        if value is not None:
            yield Claim("percent", value, match.span())


@cache
def _amount_pattern() -> re.Pattern[str]:
    longest = sorted(SIGNS, key=len, reverse=True)
    symbols = "|".join(f"(?-i:{s.upper()})" if s in IN_CAPITALS else re.escape(s) for s in longest)
    return re.compile(
        rf"(?:(?<!\w)(?P<before>{symbols})\s*)?(?<![\d.,\w])(?P<n>{_NUMBER})(?:\s*(?P<times>{MULTIPLE})(?!\w))?"
        rf"(?:\s*(?P<after>{symbols})(?!\w))?",
        re.IGNORECASE,
    )


def _amounts(plain: str, language: str) -> Iterator[Claim]:
    for match in _amount_pattern().finditer(plain):
        symbol = match["before"] or match["after"]
        if not symbol and not match["times"]:
            continue
        code = SIGNS[symbol.lower()] if symbol else None
        value = amount_of(match["n"], language, code)
        if value is None:
            continue
        yield Claim("amount", (value * MULTIPLES.get((match["times"] or "").lower(), 1), code), match.span())


_MIDDAY = {
    720: "noon midday midi mittags mittag mediodía meio-dia полдень полудня الظهر",
    0: "midnight minuit mitternacht medianoche meia-noite полночь полуночи आधी\\s+रात منتصف\\s+الليل",
}
_NAMED_TIME = regex(
    rf"(?<!\w)(?:(?P<noon>{'|'.join(_MIDDAY[720].split())})|(?P<night>{'|'.join(_MIDDAY[0].split())}))(?!\w)",
    re.IGNORECASE,
)


def _times(plain: str, _: str) -> Iterator[Claim]:
    for match in _NAMED_TIME.finditer(plain):
        yield Claim("time", 720 if match["noon"] else 0, match.span())
    for match in _TIME.finditer(plain):
        half = (match["half"] or "").lower().replace(".", "")
        if not half and match["sep"] not in (":", "h"):
            continue
        hour = int(match["h"]) % 12 + (12 if half == "pm" else 0) if half in ("am", "pm") else int(match["h"])
        yield Claim("time", hour * 60 + int(match["m"] or 0), match.span())


def _numbered(plain: str, _: str) -> Iterator[Claim]:
    for match in named_pattern().finditer(plain):
        yield Claim("count", (NAMED_UNITS[match["unit"].casefold()], Decimal(match["n"])), match.span())


def _counts(plain: str, language: str) -> Iterator[Claim]:
    for match in unit_pattern(language).finditer(plain):
        said = match["n"]
        value = (
            amount_of(said, language)
            if said[0].isdigit()
            else Decimal(word_numbers(language)[said.casefold()])
        )
        if value is not None:
            yield Claim("count", (units()[match["unit"].casefold()], value), match.span())


def _numbers(plain: str, language: str) -> Iterator[Claim]:
    for match in re.finditer(rf"(?<![\d.,])({_NUMBER})(?:(?:st|nd|rd|th)(?!\w))?", plain):
        value = amount_of(match[1], language)
        if value is not None:
            yield Claim("number", value, match.span())
    spelt = word_numbers(language)
    words = "|".join(sorted((w for w, n in spelt.items() if n > 3), key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", plain, re.IGNORECASE):
        yield Claim("number", Decimal(spelt[match.group().casefold()]), match.span())


_READERS = (
    _disguised, _links, _dates, _percents, _amounts, _spelled, _promised, _times, _counts, _numbered,
    _numbers, _loose_days,
)  # fmt: skip
