"""The sights of a catalogue that a customer's own words speak of: "tea gardens", "backwaters", "snow".

No list of interests holds such words; the catalogues do. A word counts the more, the fewer of the
destinations speak of it, and nothing where all of them do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agents.gate.names import common_words
from agents.scene.places import stem
from agents.understanding.gazetteer import world
from agents.understanding.reading import read
from crm.trips.values import Catalogue, Place

_FEWEST_LETTERS = 3
_IN_PASSING = 0.4  # of the weight of a word that only describes a sight and is in no name


@dataclass(frozen=True)
class Spoken:
    """What the words say of one destination: how much of it is meant, and the sights that are, best first."""

    worth: float
    sights: tuple[Place, ...]


def spoken_of_in(said: str, catalogues: Sequence[Catalogue], best: int) -> Mapping[str, Spoken]:
    """Weigh each destination by the words of `said`, by its id. `best` is how many sights of a word count."""
    words = _telling_words(said)
    named = {one.destination.id: _by_word(one, words) for one in catalogues}
    found: dict[str, Spoken] = {}
    for id_, sights in named.items():
        worth, told = 0.0, dict[str, float]()
        for word, weighed in sights.items():
            rare = 1 - sum(word in other for other in named.values()) / len(named)
            top = sorted(weighed, key=lambda one: (-one[1], one[0].id))[:best]
            worth += rare * sum(appeal for _, appeal in top)
            for place, appeal in top:
                told[place.id] = told.get(place.id, 0.0) + rare * appeal
        places = {place.id: place for weighed in sights.values() for place, _ in weighed}
        ranked = sorted((i for i in told if told[i] > 0), key=lambda i: (-told[i], i))
        found[id_] = Spoken(worth, tuple(places[i] for i in ranked))
    return found


def _telling_words(said: str) -> frozenset[str]:
    """The words that may tell one destination from another: no common ones, and no names of places."""
    reading = read(said)
    named = ((mention.begin, mention.end) for mention in world().mentions(reading.plain))
    plain = common_words("en")
    words = reading.without(*named).plain.split()
    stems = (stem(word.strip(".,;:!?()\"'")) for word in words if word not in plain)
    kept = (one for one in stems if len(one) >= _FEWEST_LETTERS and one.isalpha())
    return frozenset(one for one in kept if one not in plain)


def _by_word(catalogue: Catalogue, words: Iterable[str]) -> dict[str, list[tuple[Place, float]]]:
    """For each word the sights that it speaks of, with how much they appeal."""
    wanted = set(words)
    areas = {area.id: area.name for area in catalogue.areas}
    found: dict[str, list[tuple[Place, float]]] = {}
    for place in catalogue.places:
        names = _stems(f"{place.name} {areas.get(place.area, '')} {place.kind} {' '.join(place.tags)}")
        for word in wanted & (names | _stems(place.blurb)):
            weight = 1.0 if word in names else _IN_PASSING
            found.setdefault(word, []).append((place, weight * place.appeal))
    return found


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(text).split())
