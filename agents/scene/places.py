"""The customer's words for places, matched to the agency's catalogue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from agents.understanding.reading import words as words_in
from agents.wording.folding import folded
from crm.trips.values import Area, Catalogue, Destination, Place, Stay

_ALIKE = 88  # rapidfuzz ratio (0..100) from which two names are one, slips of the keyboard allowed
_FEWEST_LETTERS = 5  # of a stay's name by which it is known
_SMALL_WORDS = frozenset({"the", "a", "an", "any", "all", "some", "visit", "to"})

# Words of many names: they tell no place from another.
_COMMON = words_in(
    "beach temple market museum park garden gardens palace fort island islands tour walk view lake hill old "
    "town city national royal grand great house village sample with boat river street evening morning "
    "half full trip visit cruise airport international hotel resort station"
)


@dataclass(frozen=True)
class Where:
    """Where the trip goes: one destination with its areas, or the choice that is still open."""

    destination: Destination | None = None
    areas: tuple[Area, ...] = ()
    choices: tuple[Destination, ...] = ()
    unsold: tuple[str, ...] = ()  # named by the customer, not in the catalogue


@lru_cache(maxsize=8192)  # each turn holds the places of its lead against all that the agency sells
def _same(said: str, name: str) -> bool:
    a, b = folded(said), folded(name)
    return bool(a) and (a == b or (min(len(a), len(b)) >= 5 and fuzz.ratio(a, b) >= _ALIKE))


def locate(named: Iterable[str], destinations: Sequence[Destination], areas: Sequence[Area]) -> Where:
    """Match the places that a customer named to what the agency sells."""
    by_id = {d.id: d for d in destinations}
    found: dict[str, Destination] = {}
    stops: dict[str, Area] = {}
    vague: dict[str, Destination] = {}
    unsold: list[str] = []
    for name in named:
        exact = next((d for d in destinations if _same(name, d.name) or _same(name, d.id)), None)
        area = next((a for a in areas if _same(name, a.name)), None)
        within = [d for d in destinations if _same(name, d.country)]
        if exact:
            found[exact.id] = exact
        elif area and area.destination in by_id:
            stops[area.id] = area
        elif within:
            vague.update({d.id: d for d in within})
        else:
            unsold.append(name)
    wanted = {**found, **{a.destination: by_id[a.destination] for a in stops.values()}} or vague
    if len(wanted) != 1:
        return Where(choices=tuple(wanted.values()), unsold=tuple(unsold))
    only = next(iter(wanted.values()))
    return Where(only, tuple(a for a in stops.values() if a.destination == only.id), (), tuple(unsold))


def area_named(name: str, catalogue: Catalogue) -> Area | None:
    return next((a for a in catalogue.areas if _same(name, a.name) or _same(name, a.id)), None)


def places_named(words: str, catalogue: Catalogue) -> tuple[Place, ...]:
    """Find what "the volcano" or "Tanah Lot" means: by name first, then by kind or tag, then by blurb."""
    wanted = stem(words)
    if not wanted:
        return ()
    by_name = [p for p in catalogue.places if _named(wanted, p.name) or _same(words, p.name)]
    if by_name:
        return tuple(by_name)
    by_kind = [p for p in catalogue.places if kind_in(wanted) in map(kind_in, (p.kind, *p.tags))]
    if by_kind:
        return tuple(by_kind)
    return tuple(p for p in catalogue.places if wanted in stem(p.blurb))


def stays_named(words: str, catalogue: Catalogue) -> tuple[Stay, ...]:
    """Find the stay that a customer names, slips of the keyboard and words left out allowed."""
    said = folded(words)
    if len(said) < _FEWEST_LETTERS:
        return ()
    names = {stay: folded(stay.name.split("(")[0]) for stay in catalogue.stays}
    exact = [stay for stay, name in names.items() if said == name or f" {said} " in f" {name} "]
    near = [(fuzz.token_set_ratio(said, name), stay) for stay, name in names.items() if len(said) >= 8]
    best = max((ratio for ratio, _ in near), default=0.0)
    return tuple(exact) or tuple(stay for ratio, stay in near if ratio == best >= _ALIKE)


def all_named(words: str, catalogue: Catalogue) -> tuple[Place, ...]:
    """Everything that "the volcano" may mean: who does not want one wants none of them."""
    wanted = stem(words)
    return tuple(
        p
        for p in catalogue.places
        if wanted
        and (_named(wanted, p.name) or _same(words, p.name) or wanted in map(stem, (p.kind, *p.tags)))
    ) or places_named(words, catalogue)


def _named(wanted: str, name: str) -> bool:
    return f" {wanted} " in f" {stem(name)} "


def stem(words: str) -> str:
    """Words without articles and plural endings: "the beaches" and "beach" are one wish."""
    kept = [w for w in folded(words).split() if w not in _SMALL_WORDS]
    return " ".join(_singular(w) for w in kept)


def kind_in(words: str) -> str:
    """The kind of place that words name: "surfing" is done where the surf is."""
    plain = stem(words)
    return plain[:-3] if len(plain) > 6 and plain.endswith("ing") else plain


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses", "oes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def is_named(name: str, question: str) -> bool:
    """Whether a question names a place: by its whole name, or by a word of it that other names lack."""
    plain = f" {folded(question)} "
    own = [word for word in folded(name).split() if len(word) > 3 and word not in _COMMON]
    return f" {folded(name)} " in plain or any(f" {word} " in plain for word in own)
