"""The desk's own words: one file of reply texts per language, with English for what a file lacks."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import templates

LANGUAGES = ("en", "hi", "es", "fr", "de", "ar", "pt", "ru")
CASELESS = frozenset({"hi", "ar"})  # scripts without capital letters
_FOLDER = Path(templates.__file__).parent / "replies"


class NoText(LookupError):
    """Not even the English file has such a text."""


@dataclass(frozen=True)
class Replies:
    """The texts of one language. `lacks` collects nothing by itself: `lacking` says what fell back."""

    language: str
    texts: Mapping[str, Any]
    counts: Mapping[str, Mapping[str, str]]
    locale: str
    date_pattern: str

    @classmethod
    @cache
    def of(cls, language: str) -> "Replies":
        """Load a language's file; a language without one is answered in English."""
        path = _FOLDER / f"{language}.toml"
        if language not in LANGUAGES or not path.exists():
            return cls.of("en")
        texts = tomllib.loads(path.read_text(encoding="utf-8"))
        meta = texts.pop("meta")
        return cls(language, _flat(texts), texts["count"], meta["locale"], meta["date"])

    def lacking(self, key: str) -> bool:
        return key not in self.texts

    def wordings(self, key: str) -> Sequence[str]:
        """All wordings of a text. Raises `NoText` where neither this file nor the English has any."""
        found = self.texts.get(key) or Replies.of("en").texts.get(key)
        if not found:
            raise NoText(key)
        return [found] if isinstance(found, str) else list(found)

    def word(self, group: str, value: str) -> str:
        """The language's word for a value of the trade ("beach", "luxury"), or the value as it is."""
        own = self.texts.get(f"{group}.{value}")
        return own if isinstance(own, str) else value


def _flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        if isinstance(value, Mapping):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[f"{prefix}{key}"] = value
    return flat
