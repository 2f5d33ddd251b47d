"""What is counted in a travel reply, in the desk's own words, and small numbers written as words."""

import re
from functools import cache

from agents.wording.replies import LANGUAGES, Replies

_ENGLISH = {
    "kid": "children", "kids": "children", "baby": "infants", "babies": "infants", "people": "travellers",
    "person": "travellers", "persons": "travellers", "traveler": "travellers", "travelers": "travellers",
    "star": "stars", "stars": "stars", "hour": "hours", "hours": "hours", "hrs": "hours",
    "minute": "minutes", "minutes": "minutes", "mins": "minutes", "week": "weeks", "weeks": "weeks",
}  # fmt: skip

# "One" and its kin are left out: they are articles and pronouns far more often than counts.
_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
    "ru": "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "hi": "दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह",
    "ar": "اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
}
_LARGE = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1000}


@cache
def word_numbers(language: str) -> dict[str, int]:
    """Small numbers as words, in one language only: Spanish "once" is eleven, English "once" is not."""
    found = {word: number for number, word in enumerate(_WORDS.get(language, "").split(), start=2)}
    return found | (_LARGE if language == "en" else {})


@cache
def units() -> dict[str, str]:
    """Every word that the desk's replies count with -> the name of what is counted."""
    found = dict(_ENGLISH)
    for language in LANGUAGES:
        for unit, forms in Replies.of(language).counts.items():
            for form in forms.values():
                word = form.replace("{n}", "").strip().casefold()
                if word:
                    found.setdefault(word, unit)
    return found


# Words whose number stands behind them: "day 4", "version 2".
_NAMED = {
    "day": "day día jour tag dia день दिन اليوم",
    "version": "version versión versão версия версии версией संस्करण النسخة",
}
NAMED_UNITS = {word: unit for unit, words in _NAMED.items() for word in words.split()}


@cache
def named_pattern() -> re.Pattern[str]:
    """A word that is numbered, with its number."""
    words = "|".join(sorted(NAMED_UNITS, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<unit>{words})\s+(?P<n>\d+)(?![\d.,]*\d)", re.IGNORECASE)


@cache
def unit_pattern(language: str) -> re.Pattern[str]:
    """A number, in digits or as a word, with the unit it counts; "more" or an adjective may stand between."""
    counted = "|".join(re.escape(u) for u in sorted(units(), key=len, reverse=True))
    words = "|".join(sorted(word_numbers(language), key=len, reverse=True))
    between = r"(?:more|fewer|extra|full|other|young|further)"
    return re.compile(
        rf"(?<![\w.,])(?P<n>\d+(?:[.,]\d+)?|{words})(?:\s+{between})?[\s-]+(?P<unit>{counted})(?!\w)",
        re.IGNORECASE,
    )
