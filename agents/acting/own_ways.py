"""How far it is between a hotel of the plan and something that is named, or between two names."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from agents.ports import Tools
from agents.regexes import regex
from agents.scene.places import is_named
from agents.wording.folding import folded
from crm.trips.travel import Spot, kilometres
from crm.trips.values import Area, Catalogue, Itinerary, Place, Stay, Stop

_SHORT = 30  # kilometres: up to here the way is one within a town and its surroundings
_NEAR = 60  # kilometres: something of a kind that is farther away than this is not at the hotel's place
HOTEL = regex(
    r"(?<!\w)(?:hotels?|resorts?|stays?|where we (?:stay|sleep)|alojamiento|hebergement|unterkunft|"
    r"hote(?:l|is)|"
    r"отел\w*|гостиниц\w*|(?:ال)?فندق\w*|فندقنا|होटल)(?!\w)"
)
# Kinds of places by which people ask without a name; the catalogue's kinds are English.
_KINDS = {
    "beach": regex(
        r"(?<!\w)(?:beach(?:es)?|sea|ocean|playas?|mar|plages?|mer|strand|meer|praias?|пляж\w*|мор[ея]|"
        r"(?:ال)?(?:شاطي|بحر)|samundar|समुद्र|बीच)(?!\w)"
    ),
    "market": regex(
        r"(?<!\w)(?:markets?|mercados?|marches?|markt|feira|рын\w+|(?:ال)?سوق|bazaar|बाज़ार|बाजार)(?!\w)"
    ),
    "temple": regex(r"(?<!\w)(?:temples?|templos?|tempel|храм\w*|(?:ال)?معبد|mandir|मंदिर)(?!\w)"),
}
_AIRPORT = regex(
    r"(?<!\w)(?:airport|aeropuerto|aeroport|flughafen|(?:ال)?مطار|aeroporto|аэропорт\w*|हवाई अड्ड\S*|"
    r"एयरपोर्ट)(?!\w)"
)


@dataclass(frozen=True)
class Way:
    """From one to the other by their names; `km` as the crow flies. `minutes` are those by which plans are
    made, None for a long way that no transfer of the catalogue goes."""

    here: str
    there: str
    km: Decimal
    minutes: int | None


async def measured(question: str, plan: Itinerary, catalogue: Catalogue, tools: Tools) -> tuple[Way, ...]:
    """Ways that a question asks for; none where it names no two ends that the desk knows."""
    pairs = _ends(question, plan, catalogue)
    if not pairs:
        return ()
    travel = await tools.travel(catalogue)
    ways = []
    for here, there in pairs:
        spots = _spot(here), _spot(there)
        km = Decimal(str(round(kilometres(*spots), 1)))
        whole = km if km < 10 else km.quantize(Decimal(1))
        known = _transferred(here, there, catalogue)
        minutes = known or (travel.table(spots)[0][1] if km <= _SHORT else None)
        ways.append(Way(here.name, there.name, whole, minutes))
    return tuple(ways)


_End = Place | Area | Stay


def _transferred(here: _End, there: _End, catalogue: Catalogue) -> int | None:
    """The minutes of the quickest transfer between two towns, whichever way it goes."""
    if not (isinstance(here, Area) and isinstance(there, Area)):
        return None
    ends = {here.id, there.id}
    known = (move.minutes for move in catalogue.transfers if {move.from_area, move.to_area} == ends)
    return min(known, default=None)


def _spot(end: _End) -> Spot:
    return Spot(end.id, end.latitude, end.longitude)


def _ends(question: str, plan: Itinerary, catalogue: Catalogue) -> list[tuple[_End, _End]]:
    plain = folded(question)
    stays = {stay.id: stay for stay in catalogue.stays}
    slept = [(stop, stays[stop.stay]) for stop in plan.stops if stop.stay in stays]
    named = _named(question, plan, catalogue)
    own = [stay for _, stay in slept if stay in named]
    others = [end for end in named if end not in own]
    if len(named) == 2 and not (own and HOTEL.search(plain) and len(others) == 2):
        return [(named[0], named[1])]
    if len(others) == 1 and (HOTEL.search(plain) or own):
        end = others[0]
        from_area = [stay for stop, stay in slept if _area_of(end) == stop.area]
        if isinstance(end, Area) and from_area and (near := _nearest_of(plain, from_area[0], catalogue)):
            return [(from_area[0], near)]
        return [(_nearest(end, own or from_area or [stay for _, stay in slept]), end)] if slept else []
    if not others and slept and (HOTEL.search(plain) or own):
        return _of_a_kind(plain, [pair for pair in slept if not own or pair[1] in own], catalogue)
    return []


def _named(question: str, plan: Itinerary, catalogue: Catalogue) -> list[_End]:
    """What a question names, in its order; of several that share a word only those of the plan."""
    held = {*plan.places, *(stop.stay for stop in plan.stops), *(stop.area for stop in plan.stops)}
    shelves: tuple[Iterable[_End], ...] = (catalogue.areas, catalogue.places, catalogue.stays)
    found = [item for shelf in shelves for item in shelf if is_named(item.name, question)]
    within = [item for item in found if item.id in held]
    plain = f" {folded(question)} "
    whole = [item for item in found if f" {folded(item.name)} " in plain and item not in within]
    ends = [*within, *whole] or found
    ends = [one for one in ends if not any(one is not other and _within(one, other, plain) for other in ends)]
    return sorted(ends, key=lambda end: _stands_at(end, plain))


def _within(one: _End, other: _End, plain: str) -> bool:
    """Whether the name of one is but a part of the name of the other, which is said in full."""
    full = folded(other.name)
    return f" {full} " in plain and f" {folded(one.name)} " not in plain and _shares(one, full)


def _shares(one: _End, full: str) -> bool:
    return bool(set(folded(one.name).split()) & set(full.split()))


def _stands_at(end: _End, plain: str) -> int:
    places = [plain.find(f" {word} ") for word in folded(end.name).split()]
    return min((at for at in places if at >= 0), default=len(plain))


def _area_of(end: _End) -> str:
    return end.id if isinstance(end, Area) else end.area


def _nearest(end: _End, stays: list[Stay]) -> Stay:
    return min(stays, key=lambda stay: kilometres(_spot(stay), _spot(end)))


def _of_a_kind(plain: str, slept: list[tuple[Stop, Stay]], catalogue: Catalogue) -> list[tuple[_End, _End]]:
    """From every hotel to the nearest thing of the kind that is asked for, where there is one near it."""
    pairs: list[tuple[_End, _End]] = []
    for _, stay in slept:
        near = _nearest_of(plain, stay, catalogue)
        if near is not None and (stay, near) not in pairs:
            pairs.append((stay, near))
    return pairs


def _nearest_of(plain: str, stay: Stay, catalogue: Catalogue) -> _End | None:
    kinds = {kind for kind, words in _KINDS.items() if words.search(plain)}
    known: list[_End] = [place for place in catalogue.places if kinds & {place.kind, *place.tags}]
    if not kinds and _AIRPORT.search(plain):
        known = [area for area in catalogue.areas if area.is_gateway]
    near = [end for end in known if kilometres(_spot(stay), _spot(end)) <= _NEAR]
    return min(near, key=lambda end: kilometres(_spot(stay), _spot(end)), default=None)
