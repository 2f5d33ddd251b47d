"""Names of places, so that a question about Japan is never answered with an entry about Bali.

Countries and large cities come from CLDR in the glossary's languages; holiday places are listed in
`knowledge/places.md`; a caller adds the places of its own catalogue.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from knowledge.folding import folded, forms, words
from knowledge.glossary import LANGUAGES
from knowledge.tables import listed, tables

LONGEST_NAME = 4
REMEMBERED = 8192  # texts whose places are not looked up again
# Zones of these areas are named after cities; the others hold islands, stations and old names.
_CITY_AREAS = ("Africa", "America", "Asia", "Australia", "Europe")
_HOLDERS = frozenset(
    words(
        "passport passports citizen citizens national nationals nationality holder holders resident "
        "residents family families people tourist tourists traveller travellers couple men women parents"
    )
)
_WHERE_TO = frozenset(words("visa visas weather climate embassy consulate currency sim plug plugs socket"))
_BEING = frozenset(("am", "is", "are", "we're", "i'm", "both", "all"))
# A capitalised word after one of these is taken for a place even if no list holds it.
_TOWARDS = frozenset(("to", "in", "for", "at", "near", "visit", "around"))
_NOT_PLACES = frozenset(
    words(
        "january february march april may june july august september october november december monday "
        "tuesday wednesday thursday friday saturday sunday christmas easter diwali holi eid ramadan ramzan "
        "new year onam songkran nyepi pongal navratri dussehra hindi english french german russian arabic "
        "spanish"
    )
)


@dataclass(frozen=True)
class Mention:
    """A place named in a text: its English name, and the words `start` to `end` that name it."""

    place: str
    start: int
    end: int


@dataclass(frozen=True)
class Places:
    """What a text is about: places it names, and peoples whose papers it speaks of."""

    named: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()


@dataclass
class Gazetteer:
    """Place names with what each lies in. `extra` maps a name to the place around it, or to nothing.

    `mentions(text)` gives the places that a text names, the longest name where names overlap, and
    `places(text)` what the text is about.
    """

    extra: Mapping[str, str | None] = field(default_factory=dict)
    mentions: Callable[[str], tuple[Mention, ...]] = field(init=False, repr=False)
    places: Callable[[str], Places] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # The same passages are held against one question after another.
        self.mentions = lru_cache(REMEMBERED)(self._mentions)
        self.places = lru_cache(REMEMBERED)(self._places)
        names, self.parents = _known_places()
        self.names = dict(names)
        self.parents = dict(self.parents)
        for name, around in self.extra.items():
            key = " ".join(words(name))
            if not key or key in _everyday():
                continue
            own = self.names.setdefault(key, name)
            outer = self.names.get(" ".join(words(around)), around) if around else None
            if outer and outer != own and own not in self.around(outer):
                self.parents.setdefault(own, (outer,))

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        """The places that a text names, longest names first where they overlap."""
        found = words(text)
        shown = _shown(text, found)
        mentions: list[Mention] = []
        position = 0
        while position < len(found):
            for size in range(min(LONGEST_NAME, len(found) - position), 0, -1):
                place = self._place(found[position : position + size], shown[position])
                if place:
                    mentions.append(Mention(place, position, position + size))
                    position += size
                    break
            else:
                position += 1
        return tuple(mentions)

    def _place(self, phrase: Sequence[str], is_capital: bool) -> str:
        for last in forms(phrase[-1]) if len(phrase) > 1 else ():
            name = self.names.get(" ".join([*phrase[:-1], last]))
            if name:
                return name
        if len(phrase) > 1:
            return ""
        if phrase[0] in _everyday() and not is_capital:
            return ""
        return next((self.names[form] for form in forms(phrase[0]) if form in self.names), "")

    def around(self, place: str) -> set[str]:
        """The place itself and everything it lies in."""
        found, pending = set(), [place]
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending.extend(self.parents.get(name, ()))
        return found

    def related(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a place of one side is, lies in, or holds a place of the other."""
        ones, others = set(one), set(other)
        return any(b in self.around(a) or a in self.around(b) for a in ones for b in others)

    def _places(self, text: str) -> Places:
        """The places a text is about. Where people come from ("from Delhi") counts only if no other
        place is named; "Indian passport" names a people, "Indian visa" a place."""
        found = words(text)
        mentions = self.mentions(text)
        origins = {m.place for m in mentions if m.start and found[m.start - 1] == "from"}
        named = {m.place for m in mentions} | self._strange(text, found, mentions)
        holders: set[str] = set()
        for index, word in enumerate(found):
            people = _peoples().get(word) or _peoples().get(word.removesuffix("s"))
            if not people:
                continue
            after = found[index + 1] if index + 1 < len(found) else ""
            if after in _WHERE_TO:
                named.add(people)
            elif after in _HOLDERS or word not in _peoples() or (index and found[index - 1] in _BEING):
                holders.add(people)
        return Places(frozenset(named - origins or (set() if named - origins else named)), frozenset(holders))

    def _strange(self, text: str, found: list[str], mentions: Sequence[Mention]) -> set[str]:
        """Names that no list holds, told by a capital after a word of direction ("to Zermatt")."""
        covered = {index for mention in mentions for index in range(mention.start, mention.end)}
        shown = _shown(text, found)
        return {
            found[index].capitalize()
            for index in range(1, len(found))
            if shown[index]
            and found[index - 1] in _TOWARDS
            and index not in covered
            and len(found[index]) > 3
            and found[index] not in _NOT_PLACES
            and found[index] not in _peoples()
            and found[index].removesuffix("s") not in _peoples()
            and not _is_shouted(text, found[index])
        }


def _is_shouted(text: str, word: str) -> bool:
    """Whether the word is an abbreviation in capitals (GST, TDAC), or all of the text is."""
    return word.upper() in text


def _shown(text: str, found: list[str]) -> list[bool]:
    """For each word, whether it is written with a capital, as a name would be."""
    capitals = {folded(word) for word in re.findall(r"\b[A-Z][\w'’]*", text)}
    return [word in capitals for word in found]


@cache
def _known_places() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Folded name to English name, and each place to what it lies in."""
    names: dict[str, str] = {}
    parents: dict[str, tuple[str, ...]] = {}
    countries = _add_countries(names)
    _add_cities(names, parents, countries)
    for row in tables("places")["Holiday places"]:
        for alias in (row["place"], *listed(row["other names"])):
            names[" ".join(words(alias))] = row["place"]
        if row["lies in"]:
            parents[row["place"]] = (row["lies in"],)
    for row in tables("places")["Regions"]:
        names[" ".join(words(row["region"]))] = row["region"]
        for member in listed(row["holds"]):
            parents[member] = (*parents.get(member, ()), row["region"])
    return names, parents


@cache
def _everyday() -> frozenset[str]:
    return frozenset(words(" ".join(row["words"] for row in tables("places")["Everyday words"])))


@cache
def _peoples() -> dict[str, str]:
    return {row["adjective"]: row["country"] for row in tables("places")["Peoples"]}


def _add_countries(names: dict[str, str]) -> dict[str, str]:
    """Countries in every language of the glossary; returns ISO code to English name."""
    from babel import Locale

    english = {
        code: name.split(" (")[0]
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code.isalpha() and code not in {"ZZ", "XA", "XB", "QO", "EZ", "UN", "EU"}
    }
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in english:
                plain = re.sub(r"\s*\(.*", "", name)
                key = " ".join(words(plain))
                # Iceland in German is an English word.
                if key != "island":
                    for form in forms(key):
                        names.setdefault(form, english[code])
    return english


def _add_cities(
    names: dict[str, str], parents: dict[str, tuple[str, ...]], countries: dict[str, str]
) -> None:
    from babel.core import get_global

    for zone, code in get_global("zone_territories").items():
        area, _, city = zone.partition("/")
        if area not in _CITY_AREAS or "/" in city or code not in countries:
            continue
        name = city.replace("_", " ")
        key = " ".join(words(name))
        if key not in names and key not in _everyday():
            names[key] = name
            parents[name] = (countries[code],)
