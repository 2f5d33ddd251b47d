"""What a party eats, held against what the places to eat at serve.

A place of the kind `food` says in its tags which diets its kitchen keeps (`vegetarian`, `halal` …) and what
it lives from (`seafood`, `pork`, `beef`, `nuts`). A kitchen that says nothing is unknown: it is liked less,
and staff ask ahead.
"""

import re
from collections.abc import Iterable, Mapping

from crm.trips.values import Place

# A kitchen that keeps the stricter diet serves the milder one as well.
SERVED_BY: Mapping[str, frozenset[str]] = {
    "vegetarian": frozenset({"vegetarian", "vegan", "jain"}),
    "vegan": frozenset({"vegan"}),
    "jain": frozenset({"jain"}),
    "halal": frozenset({"halal"}),
    "kosher": frozenset({"kosher"}),
    "gluten-free": frozenset({"gluten-free"}),
    "lactose-free": frozenset({"lactose-free", "vegan"}),
}
KEPT_FROM: Mapping[str, str] = {
    "seafood allergy": "seafood",
    "fish allergy": "seafood",
    "no seafood": "seafood",
    "no fish": "seafood",
    "nut allergy": "nuts",
    "no nuts": "nuts",
    "no pork": "pork",
    "no beef": "beef",
}
_OF_SOME = re.compile(r" \(\d{1,2}\)$")
DIETS = (*SERVED_BY, *KEPT_FROM)
_KITCHENS = frozenset().union(*SERVED_BY.values())


def known_diets(words: Iterable[str]) -> tuple[str, ...]:
    """Give the diets among some words, in the order of `DIETS`; words that bind no kitchen are left out.

    A diet of some of the party ("vegetarian (2)") binds the kitchens as well: they eat at the same table.
    """
    said = {_OF_SOME.sub("", word.strip().lower()) for word in words}
    return tuple(diet for diet in DIETS if diet in said)


def why_not_eaten(place: Place, diet: Iterable[str]) -> str | None:
    """Say why a party with this diet does not eat at a place, or None where it may."""
    if place.kind != "food":
        return None
    tags = frozenset(place.tags)
    for name in diet:
        if KEPT_FROM.get(name) in tags:
            return f"serves {KEPT_FROM[name]}"
        if name in SERVED_BY and tags & _KITCHENS and not tags & SERVED_BY[name]:
            return f"does not serve {name} food"
    return None


def is_unsure(place: Place, diet: Iterable[str]) -> bool:
    """Tell whether it is not known that a place keeps this diet."""
    asked = [name for name in diet if name in SERVED_BY]
    return place.kind == "food" and bool(asked) and not frozenset(place.tags) & _KITCHENS
