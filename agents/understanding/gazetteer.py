"""The places an agency hears about: what it sells, and the world around it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from agents.regexes import regex
from agents.understanding.reading import read
from agents.understanding.scripts import COUNTRIES, SPELLINGS
from agents.understanding.world import CITIES, NICKNAMES, REGIONS, SHAKY, STATES

Kind = Literal["destination", "area", "city", "country", "region"]
_LANGUAGES = ("en", "hi", "es", "fr", "de", "ar", "pt", "ru")
_LETTER = r"(?:[^\W_]|[\u0900-\u0963\u0970-\u097f])"  # Devanagari vowel signs are no word characters to `re`
_TOKEN = regex(rf"{_LETTER}+(?:['’.-]{_LETTER}+)*\.?")
_PARTS_OF_NAME = regex(r",? and (?:the )?|, | & ")
_MOST = 100  # names of one message; nobody goes to more places
_GATEWAY = regex(r"airport|aeropuerto|a[eé]roport|flughafen|аэропорт|station|harbour", re.IGNORECASE)
_PARTING = regex(r"[^\s'.-]")
_NO_COUNTRY = frozenset({"QO", "ZZ", "EU", "EZ", "UN", "XA", "XB"})


@dataclass(frozen=True)
class PlaceName:
    """One place. `within` names the destination that an area belongs to, or a city's country code."""

    name: str
    kind: Kind
    within: str = ""
    is_sold: bool = False
    country: str = ""


@dataclass(frozen=True)
class Mention:
    """A place found at `begin:end` of a plain text; `likeness` is below one for a misspelt name."""

    begin: int
    end: int
    place: PlaceName
    likeness: float = 1.0
    is_shaky: bool = False
    is_native: bool = True  # written in Latin letters, as the name is shown to people


def _key(name: str) -> str:
    return read(name).plain.replace("-", " ").replace(".", "").strip()


_TEXTS_KEPT = 64  # a few messages at once, each read whole and in parts


class Gazetteer:
    """Looks up names of places in plain text, exactly and, on request, with a typing slip."""

    def __init__(self, places: Iterable[tuple[str, PlaceName]] = ()) -> None:
        self._places: dict[str, PlaceName] = {}
        self._longest: dict[str, int] = {}  # first word of a name -> words of the longest such name
        self._by_letter: dict[str, list[str]] = {}
        self._sold_by_letter: dict[str, list[str]] = {}
        # Several readers look for places in one and the same text.
        self._mentioned = lru_cache(maxsize=_TEXTS_KEPT)(self._look_through)
        for spelling, place in places:
            self.add(spelling, place)

    @classmethod
    def of_world(cls, catalogue: Mapping[str, Iterable[str]] | None = None) -> "Gazetteer":
        """The world, with the agency's destinations (name -> names of its areas) on top."""
        gazetteer = cls(_world())
        for destination, areas in (catalogue or {}).items():
            gazetteer.add(destination, PlaceName(destination, "destination", is_sold=True))
            for area in areas:
                if _key(area) != _key(destination):
                    gazetteer._add_area(area, destination)
        return gazetteer

    def _add_area(self, area: str, destination: str) -> None:
        """Know an area by its name, and by the towns that its name is made of: "Alleppey backwaters",
        "Sigiriya and Dambulla". An airport is no town."""
        sold = PlaceName(area, "area", destination, is_sold=True)
        first = area.partition(" ")[0]
        for part in (area, *_PARTS_OF_NAME.split(area), first):
            known = self._places.get(_key(part))
            is_town = known is not None and known.kind == "city" and not _GATEWAY.search(area)
            if part == area or (is_town and known is not None and not known.is_sold):
                self.add(part, sold)

    def add(self, spelling: str, place: PlaceName) -> None:
        """Know one more spelling. What is sold wins over what is merely known."""
        key = _key(spelling)
        known = self._places.get(key)
        if not key or (known and known.is_sold and not place.is_sold):
            return
        if place.is_sold and known and not known.is_sold:
            place = replace(place, country=known.within)
            for other, entry in list(self._places.items()):  # other spellings of the same place are sold too
                if entry == known:
                    self._places[other] = place
        self._mentioned.cache_clear()
        self._places[key] = place
        first = key.partition(" ")[0]
        self._longest[first] = max(self._longest.get(first, 1), key.count(" ") + 1)
        if " " not in key and len(key) >= (4 if place.is_sold else 5) and key[0].isalpha():
            self._by_letter.setdefault(key[0], []).append(key)
            if place.is_sold:
                self._sold_by_letter.setdefault(key[0], []).append(key)

    @property
    def sold(self) -> list[PlaceName]:
        """What is sold as a trip of its own, each once."""
        return list({p.name: p for p in self._places.values() if p.is_sold and p.kind != "area"}.values())

    def named(self, name: str) -> PlaceName | None:
        """The place with this name, however it is written."""
        return self._places.get(_key(name))

    def are_akin(self, one: str, other: str) -> bool:
        """Whether two places are of one trip by nature: the same, two areas of what is sold as one
        destination, or a place and its country."""
        here, there = self.named(one), self.named(other)
        if here is None or there is None or here == there:
            return one == other or (here is not None and here == there)
        if _sold_as(here) == _sold_as(there):
            return True
        is_country = "country" in (here.kind, there.kind)
        return is_country and _country(here) == _country(there) != ""

    def mentions(self, plain: str) -> list[Mention]:
        """Every known name in a plain text, the longest where several fit, in order."""
        return list(self._mentioned(plain))

    def _look_through(self, plain: str) -> tuple[Mention, ...]:
        tokens = list(_TOKEN.finditer(plain))
        found: list[Mention] = []
        index = 0
        while index < len(tokens) and len(found) < _MOST:
            step = 1
            first = tokens[index].group().replace(".", "").partition("-")[0]
            longest = self._longest.get(first, 1)
            for length in range(min(longest, len(tokens) - index), 0, -1):
                mention = self._at(plain, tokens[index : index + length])
                if mention:
                    found.append(mention)
                    step = length
                    break
            index += step
        return tuple(found)

    def _at(self, plain: str, tokens: list[re.Match[str]]) -> Mention | None:
        begin, end = tokens[0].start(), tokens[-1].end()
        if len(tokens) > 1 and any(_PARTING.search(plain[a.end() : b.start()]) for a, b in pairwise(tokens)):
            return None
        words = plain[begin:end]
        key = words.replace("-", " ").replace(".", "")
        if key.endswith("'s"):
            key, end = key[:-2], end - 2
        place, shift = self._places.get(key), 0
        if not place and len(tokens) == 1:
            place, shift = self._inflected(key)
        if not place:
            return None
        if words.endswith("."):
            end -= 1
        return Mention(begin + shift, end, place, is_shaky=key in SHAKY, is_native=key.isascii())

    def _inflected(self, key: str) -> tuple[PlaceName | None, int]:
        """Russian cases and the Arabic prefixes for "to", "in", "and"."""
        if key.isascii():
            return None, 0
        if re.match(r"[\u0600-\u06ff]", key):
            for prefix in ("وال", "بال", "لل", "و", "ب", "ل", "ف"):
                rest = key.removeprefix(prefix)
                for form in (rest, "ال" + rest):
                    if rest != key and len(rest) > 2 and form in self._places:
                        return self._places[form], len(prefix)
        elif re.match(r"[\u0400-\u04ff]", key) and len(key) > 3:
            for cut in (1, 2):
                stem = key[:-cut]
                for ending in ("", "а", "я", "ь", "й", "ы", "и", "ия"):
                    if len(stem) > 2 and stem + ending in self._places:
                        return self._places[stem + ending], 0
        return None, 0

    def misspelt(self, word: str, sold_only: bool = False) -> tuple[PlaceName, float] | None:
        """The place that a misspelt word most likely means, with its likeness; None if none is near."""
        if len(word) < 4 or not word.isalpha():
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        index = self._sold_by_letter if sold_only else self._by_letter
        allowed = 1 if len(word) < 7 else 2
        hit = process.extractOne(word, index.get(word[0], ()), scorer=OSA.distance, score_cutoff=allowed)
        if not hit or (hit[1] == 1 and len(word) < 7 and not _is_slip(word, hit[0])):
            return None
        return self._places[hit[0]], 1 - hit[1] / len(word)

    def is_qualifier(self, word: str, place: PlaceName) -> bool:
        """Whether "London, <word>" only says where London is."""
        key = _key(word)
        if key in STATES:
            return (place.country or place.within) in {"", STATES[key]}
        other = self._places.get(key)
        return bool(
            other
            and other.kind == "country"
            and place.kind != "country"
            and other.within == (place.country or place.within or other.within)
        )


def _sold_as(place: PlaceName) -> str:
    return place.within if place.kind == "area" else place.name


def _country(place: PlaceName) -> str:
    return place.country or ("" if place.kind == "area" else place.within)


# Letters that lie beside one another on the usual keyboards, and vowels, which people confuse by ear.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")


@cache
def world() -> Gazetteer:
    """The places of the world, whatever is sold."""
    return Gazetteer.of_world()


def _is_slip(word: str, name: str) -> bool:
    """Whether one short word is the other mistyped: another letter in its place must lie near on the keys.

    Praia is not a slip for Praga, while Londn, Lisbom and Dubay are slips.
    """
    if len(word) != len(name):
        return True
    wrong = [(a, b) for a, b in zip(word, name, strict=True) if a != b]
    if len(wrong) != 1:
        return True  # two letters changed places
    a, b = wrong[0]
    if {a, b} <= _VOWELS or not (a.isascii() and b.isascii()):
        return True
    places = {letter: (x, y) for y, row in enumerate(_ROWS) for x, letter in enumerate(row)}
    near = a in places and b in places
    return near and all(abs(p - q) <= 1 for p, q in zip(places[a], places[b], strict=True))


@lru_cache(maxsize=1)
def _world() -> tuple[tuple[str, PlaceName], ...]:
    from babel import Locale

    known: list[tuple[str, PlaceName]] = []
    english = Locale.parse("en").territories
    for language in reversed(_LANGUAGES):
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code not in _NO_COUNTRY:
                known.append((name, PlaceName(_short(english[code]), "country", code)))
    for code, names in (*NICKNAMES.items(), *COUNTRIES.items()):
        known += [(name, PlaceName(_short(english[code]), "country", code)) for name in names.split("|")]
    for region in REGIONS.split(";"):
        names_of = region.split("|")
        known += [(name, PlaceName(names_of[0], "region")) for name in names_of]
    for code, cities in CITIES.items():
        for city in cities.split(";"):
            names_of = city.split("|")
            spelt = SPELLINGS.get(names_of[0], "").split("|")
            known += [
                (name, PlaceName(names_of[0], "city", code)) for name in (*names_of, *filter(None, spelt))
            ]
    return tuple(known)


def _short(name: str) -> str:
    shorter = {
        "Türkiye": "Turkey",
        "Hong Kong SAR China": "Hong Kong",
        "Macao SAR China": "Macau",
        "Czechia": "Czech Republic",
        "Myanmar (Burma)": "Myanmar",
    }
    return shorter.get(name, name)
