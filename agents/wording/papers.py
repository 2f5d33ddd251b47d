"""The words on paper, page and e-mail: one file per language, with English for what a file lacks."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import bidirectional

from babel import Locale
from babel.dates import format_date

import templates
from agents.wording.phrasing import Pen
from agents.wording.replies import LANGUAGES
from crm.money import Money, written
from crm.trips.values import Party

_FOLDER = Path(templates.__file__).parent / "wording"

_WORD, _MARK = re.compile(r"\S+"), "\u200e"


class NoWording(LookupError):
    """Not even the English file has such words."""


@dataclass(frozen=True)
class Wording:
    """What one language calls things. Call it with a key: `say("days.number", n=3)`.

    `lacks` names the keys that are said in English; staff are told, the customer is not.
    """

    language: str
    direction: str  # ltr | rtl
    lacks: tuple[str, ...]
    _texts: Mapping[str, str]
    _counts: Mapping[str, Mapping[str, str]]
    _pen: Pen
    _locale: Locale

    @classmethod
    @cache
    def of(cls, language: str | None) -> "Wording":
        """Load a language; one without a file is said in English, and lacks everything."""
        known = language if language in LANGUAGES else "en"
        english, own = _texts("en"), _texts(known)
        lacks = sorted(set(english) - set(own)) if known == language or not language else sorted(english)
        pen = Pen(known)
        counts = {unit: _counts(known).get(unit) or forms for unit, forms in _counts("en").items()}
        locale = Locale.parse(pen.locale)
        direction = "rtl" if locale.text_direction == "rtl" else "ltr"
        return cls(known, direction, tuple(lacks), {**english, **own}, counts, pen, locale)

    @classmethod
    def wanted(cls, accept_language: str) -> "Wording":
        """Give the first language of a browser's `Accept-Language` that the desk speaks, or English."""
        asked = (part.partition(";")[0].strip()[:2].lower() for part in accept_language.split(","))
        return cls.of(next((language for language in asked if language in LANGUAGES), "en"))

    def __call__(self, key: str, **values: Any) -> str:
        """Give the words of a key, filled in. Raises `NoWording` where no file has any."""
        if key not in self._texts:
            raise NoWording(key)
        return self._texts[key].format_map(values)

    def all(self, section: str) -> tuple[str, ...]:
        """Give every text of a section but its title, in the file's order."""
        keys = [key for key in _texts("en") if key.startswith(f"{section}.") and key != f"{section}.title"]
        return tuple(self._texts[key] for key in keys)

    def word(self, section: str, value: str) -> str:
        """Give the language's word for a value of the trade ("beach"), or the value as it is."""
        return self._texts.get(f"{section}.{value}", value)

    def label(self, text: str) -> str:
        """Give a label of a rate or an instalment ("Deposit", "Day ticket: child") in the language's words,
        or, where it is the agency's own, as it is."""
        thing, colon, who = text.partition(": ")
        return f"{self.word('labels', thing)}{colon}{self.word('labels', who)}"

    def apart(self, text: str) -> str:
        """Set words of the catalogue apart, so that they keep their own direction within a sentence."""
        return f"\u2068{_held(text)}\u2069" if self.direction == "rtl" and text else text

    def spoken(self, group: str, value: str) -> str:
        """Give the word that the desk says in chat for a value of the trade ("comfort")."""
        return self._pen.word(group, value)

    def listed(self, words: Sequence[str]) -> str:
        """Write words in a row as the language does: "vegetarian, halal and no nuts"."""
        return self._pen.listed(words)

    def count(self, unit: str, number: int) -> str:
        """Write a counted thing in the right plural ("1 night", "2 ночи")."""
        forms = self._counts.get(unit)
        if forms is None:
            return self._pen.count(unit, number)
        form = forms.get(self._locale.plural_form(number)) or forms["other"]
        return form.format(n=number)

    def day(self, day: date) -> str:
        """Write a date with weekday and year: Sun 20 Dec 2026."""
        return str(format_date(day, self._texts["meta.day"], locale=self._locale))

    def money(self, amount: Money) -> str:
        """Write an amount as the language's readers do, without idle decimals."""
        return written(amount) if self.language == "en" else self._pen.money(amount)

    def party(self, party: Party) -> str:
        """Say who travels: adults, children with their ages, infants."""
        parts = [self.count("adults", party.adults)] if party.adults else []
        if party.child_ages:
            ages = self("trip.ages", ages=", ".join(str(age) for age in party.child_ages))
            parts.append(f"{self.count('children', len(party.child_ages))} {ages}")
        if party.infants:
            parts.append(self.count("infants", party.infants))
        return ", ".join(parts)

    def heads(self, heads: Mapping[str, int]) -> str:
        """Say who travels where only the heads are known, by `adult`, `child` and `infant`."""
        units = {"adult": "adults", "child": "children", "infant": "infants"}
        return ", ".join(self.count(units[one], heads[one]) for one in units if heads.get(one))


def _held(text: str) -> str:
    """Hold the punctuation of words that run from left to right to them.

    The press lays out each line of a paragraph by itself: on a line after the first, a full stop at the end
    and a bracket at the beginning would take the paragraph's direction.
    """
    if any(bidirectional(letter) in ("R", "AL") for letter in text):
        return text
    return _WORD.sub(lambda word: "".join(_marked(word.group())), text)


def _marked(word: str) -> tuple[str, ...]:
    before, after = (_MARK if not end.isalnum() else "" for end in (word[0], word[-1]))
    return before, word, after


@cache
def _file(language: str) -> Mapping[str, Any]:
    path = _FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _texts(language: str) -> dict[str, str]:
    sections = ((name, texts) for name, texts in _file(language).items() if name != "count")
    return {f"{name}.{key}": text for name, texts in sections for key, text in texts.items()}


def _counts(language: str) -> Mapping[str, Mapping[str, str]]:
    counts: Mapping[str, Mapping[str, str]] = _file(language).get("count", {})
    return counts
