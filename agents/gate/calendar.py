"""Month and weekday names in every language of the desk, for reading dates out of its own replies."""

import re
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

# Forms that a sentence gives to a name and that no calendar lists.
_BENT_MONTHS = {
    "ru": "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре",
    "ar": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
}
_BENT_WEEKDAYS = {
    "ru": "понедельника вторника среду четверга пятницу субботу воскресенья",
    "pt": "segunda terça quarta quinta sexta",
}


def _bent(table: dict[str, str], language: str, first: int) -> dict[str, int]:
    words = table.get(language, "").split()
    return {plainly(w.replace("_", " ")): number for number, w in enumerate(words, start=first)}


def plainly(word: str) -> str:
    return word.casefold().strip(" .\u200f")


def _languages(language: str) -> tuple[str, ...]:
    # Library passages are English whatever the reply is written in.
    return ("en",) if language == "en" else ("en", language)


@cache
def months(language: str) -> dict[str, int]:
    """Month names, short and long, as written in a date and alone -> 1..12."""
    return {
        plainly(name): number
        for spoken in _languages(language)
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, Locale.parse(spoken)).items()
        if not plainly(name).isdigit()
    }


@cache
def full_months(language: str) -> dict[str, int]:
    """Long month names only: a short one alone ("mar", "may") is too often another word."""
    return {
        plainly(name): number
        for spoken in _languages(language)
        for context in ("format", "stand-alone")
        for number, name in get_month_names("wide", context, Locale.parse(spoken)).items()
        if len(plainly(name)) > 3 or not name.isascii()
    } | _bent(_BENT_MONTHS, language, 1)


@cache
def weekdays(language: str) -> dict[str, int]:
    """Weekday names, short and long -> 0 (Monday) to 6."""
    return {
        plainly(name): number
        for spoken in _languages(language)
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_day_names(width, context, Locale.parse(spoken)).items()
    }


@cache
def full_weekdays(language: str) -> dict[str, int]:
    """Long weekday names only: "sun" alone shines more often than it names a day."""
    return {
        plainly(name): number
        for spoken in _languages(language)
        for context in ("format", "stand-alone")
        for number, name in get_day_names("wide", context, Locale.parse(spoken)).items()
    } | _bent(_BENT_WEEKDAYS, language, 0)


def either(words: dict[str, int]) -> str:
    """A pattern for any of the words, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
