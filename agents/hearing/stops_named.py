"""What is to become of the towns of a planned trip that a customer names: one more, the only one, another.

Once there is a plan, a town that lies where the trip goes is no new destination: it changes the stops.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Protocol

from agents.hearing import stop_words as words
from agents.hearing.choices import asks_another_class
from agents.regexes import regex
from agents.scene.captured import Joined
from agents.scene.facts import known_slots
from agents.understanding.clauses import clause_around
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.gazetteer import Mention
from agents.understanding.left_out import is_left_out, is_open
from agents.understanding.merely_told import told_beside_asking
from agents.understanding.phrases import QUESTION_START
from agents.understanding.reading import Reading, read
from agents.understanding.spoken_of import manner_of
from crm.conversations.values import Scene

_ASKS = regex(rf"(?!do (?!we|you|i|they|the)){QUESTION_START}")  # "do Galle first" asks nothing
_NEAR = 10  # letters between "can we visit" and the town: not those of "can I see a doctor in Ubud?"
_EASILY_PLACED = 3  # stops of a trip whose order is settled by the first and the last of them


class Places(Protocol):
    """What is known of names of places."""

    def are_akin(self, one: str, other: str) -> bool: ...

    def named_in(self, plain: str) -> Sequence[Mention]: ...


@dataclass(frozen=True)
class StopsNamed:
    """An understanding in which towns of the trip are stops; `beyond` where their wish is for a colleague."""

    understanding: Understanding
    beyond: bool = False


# "Make the houseboat one night only": of a trip with several stops that is no length of the whole.
_THING = (
    r"(?:the|our|that|this) (?!(?:trip|tour|plan|holidays?|vacation|package|itinerary|journey|visit|total|"
    r"length|duration|whole|entire|first|last|other|next|same|stay|rest|time|party|thing|remaining)(?!\w))"
    r"(?:\w+ )?\w+"
)
_OF_ITS_NAME = 40  # characters from the nights to what is heard in the name of the thing
_THING_BEFORE = regex(rf"(?<!\w){_THING} (?:(?:for|to|just|only|be|is) ){{0,2}}$")
_THING_BEHIND = regex(rf" (?:only |just )?(?:in|at|on) {_THING}")


def _nights_of_a_thing(reading: Reading, understanding: Understanding) -> Slot | None:
    """The nights that are told of one thing of the trip, where that is no town."""
    slot = understanding.slots.get("nights")
    if slot is None or slot.message or slot.retracted:
        return None
    begin, end = reading.range_of(*slot.span)
    before = reading.plain[max(0, begin - 60) : begin]
    is_told = _THING_BEFORE.search(before) or _THING_BEHIND.match(reading.plain, end)
    return slot if is_told else None


def _without(slots: Mapping[SlotName, Slot], nights: Slot) -> dict[SlotName, Slot]:
    """The slots without those nights, and without what is heard in the name of the thing itself."""
    kept: dict[SlotName, Slot] = {n: s for n, s in slots.items() if n != "nights"}
    near = {n for n, s in kept.items() if not s.message and abs(s.span[0] - nights.span[0]) < _OF_ITS_NAME}
    return {n: s for n, s in kept.items() if n not in near}


def with_stops_named(
    understanding: Understanding, joined: Joined, scene: Scene, places: Places
) -> StopsNamed:
    """Give what is wished of towns of the trip as `stop_nights`, and nothing where one is only spoken of.

    Another hotel in a town, another class of hotel there alone, and another order of many stops are wishes
    that no slot holds: they are a colleague's.
    """
    reading = read(joined.text)
    reading = reading.without(*(reading.range_of(*span) for span in told_beside_asking(joined.text)))
    if scene.trip is None:
        return StopsNamed(_with_the_only_town(understanding, reading, places))
    slots = understanding.slots
    where = slots.get("destinations")
    towns = towns_of_the_trip(reading, scene, places)
    if not towns and _stops(scene) > 1 and (nights := _nights_of_a_thing(reading, understanding)):
        return StopsNamed(replace(understanding, slots=_without(slots, nights)), True)
    wants_other_hotel = _wants_other_hotel(reading, understanding)
    if not towns or "stop_nights" in slots or (where is not None and not _all_akin(where, towns)):
        return StopsNamed(understanding, wants_other_hotel)
    kept: dict[SlotName, Slot] = {n: s for n, s in slots.items() if n != "destinations"}
    if words.A_HOTEL.search(reading.plain):
        stay = kept.get("stay")
        is_class = asks_another_class(joined.text) if stay is None else not stay.value.get("name")
        if is_class and _stops(scene) > len({town.place.name for town in towns}):
            kept.pop("stay", None)
            return StopsNamed(replace(understanding, slots=kept), True)
        return StopsNamed(replace(understanding, slots=kept), wants_other_hotel)
    if "nights_change" in kept and len({town.place.name for town in towns}) == 1:
        change = kept.pop("nights_change")
        item = {"place": towns[0].place.name, "change": change.value}
        kept["stop_nights"] = replace(change, value=[item])
        return StopsNamed(replace(understanding, slots=kept))
    is_wish = _is_wish(reading, understanding, towns)
    items = _wished(reading, towns, scene) if is_wish else []
    if items is None:  # in an order that the planner does not take
        return StopsNamed(replace(understanding, slots=kept), True)
    if not items and where is not None and where.retracted:
        is_unsure = all(is_open(reading.plain[: t.begin], reading.plain[t.end :]) for t in towns)
        return StopsNamed(replace(understanding, slots=kept) if is_unsure else understanding)
    if not items and is_wish and (where is not None or words.WISHES.search(reading.plain)):
        wanted = where.value if where is not None else [town.place.name for town in towns]
        items = _added(reading, towns, [str(one) for one in wanted])
    if items:
        span = reading.span(towns[0].begin, towns[-1].end)
        kept["stop_nights"] = Slot(items, span, confidence=0.85)
    return StopsNamed(replace(understanding, slots=kept))


def _with_the_only_town(understanding: Understanding, reading: Reading, places: Places) -> Understanding:
    """Where the trip goes, without the whole of which only one town is wanted: "Bali, but only Ubud"."""
    where = understanding.slots.get("destinations")
    if where is None or where.retracted or where.message or len(where.value) < 2:
        return understanding
    only = [
        one.place.name
        for one in places.named_in(reading.plain)
        if one.place.kind == "area" and one.place.name in where.value and _is_only(reading.plain, one)
    ]
    if not only or not all(places.are_akin(only[0], str(one)) for one in where.value):
        return understanding
    slots = {**understanding.slots, "destinations": replace(where, value=list(dict.fromkeys(only)))}
    return replace(understanding, slots=slots)


def _is_only(plain: str, town: Mention) -> bool:
    if words.OF_A_PART.match(plain[town.end :]):
        return False
    return bool(words.ONLY_BEFORE.search(plain[: town.begin]) or words.ONLY_BEHIND.match(plain[town.end :]))


def towns_of_the_trip(reading: Reading, scene: Scene, places: Places) -> list[Mention]:
    """The towns named that lie where the trip is known to go, in order."""
    known = known_slots(scene).get("destinations", {}).get("value")
    trip = [str(one) for one in known] if isinstance(known, list) else []
    return [
        mention
        for mention in places.named_in(reading.plain)
        if mention.place.kind == "area"
        and mention.place.is_sold
        and (not mention.is_shaky or reading.words(mention.begin, mention.end)[:1].isupper())
        and any(places.are_akin(mention.place.name, one) for one in trip)
    ]


def _all_akin(where: Slot, towns: Sequence[Mention]) -> bool:
    named = {town.place.name for town in towns}
    return not where.message and isinstance(where.value, list) and named.issuperset(map(str, where.value))


def _stops(scene: Scene) -> int:
    stops = scene.trip.itinerary.get("stops") if scene.trip else None
    return len({stop.get("area") for stop in stops}) if isinstance(stops, list) else 0


def _wants_other_hotel(reading: Reading, understanding: Understanding) -> bool:
    stay = understanding.slots.get("stay")
    if stay is not None or not words.A_HOTEL.search(reading.plain):
        return False  # a class of hotel, or one by its name, is a wish that plans hold
    asks_rules = understanding.has("question") and words.OF_THE_RULES.search(reading.plain)
    return bool(words.OTHER_HOTEL.search(reading.plain)) and not asks_rules


def _is_wish(reading: Reading, understanding: Understanding, towns: Sequence[Mention]) -> bool:
    """Whether words about a town wish for it; who only asks after it, or tells of it, does not."""
    if not any(_is_wanted(reading.plain, town) for town in towns):
        return False
    asks = "?" in reading.plain or understanding.has("question") or _ASKS.match(reading.plain)
    return not asks or any(
        town.begin - found.end() <= _NEAR and found.start() - town.end <= _NEAR
        for found in words.WISHES.finditer(reading.plain)
        for town in towns
    )


def _is_wanted(plain: str, town: Mention) -> bool:
    """Whether the clause around a town wishes something of it, or is too short to state anything."""
    if manner_of(plain, town.begin, town.end) != "wished":
        return False
    first, last = clause_around(plain, town.begin, town.end)
    clause = plain[first:last]
    return bool(words.WANTED.search(clause) or words.WISHES.search(clause) or not words.STATES.search(plain))


def _added(reading: Reading, towns: Sequence[Mention], wanted: Sequence[str]) -> list[dict[str, Any]]:
    """The towns that are wished for, and those that go beside them: "not Jaisalmer, but Jodhpur"."""
    gone = [t for t in towns if is_left_out(reading.plain[: t.begin], reading.plain[t.end :])]
    unsure = [t for t in towns if is_open(reading.plain[: t.begin], reading.plain[t.end :])]
    gone = [t for t in gone if t not in unsure]
    added = [t.place.name for t in towns if t not in (*gone, *unsure) and t.place.name in wanted]
    out = [{"place": t.place.name, "exactly": 0} for t in gone if t.place.name not in added]
    return [*out, *({"place": name, "added": True} for name in dict.fromkeys(added))]


def _wished(reading: Reading, towns: Sequence[Mention], scene: Scene) -> list[dict[str, Any]] | None:
    """The items of `stop_nights` that the words beside the towns make; None where no plan can hold them."""
    plain = reading.plain
    for one, other in pairwise(towns):
        gap, before = plain[one.end : other.begin], plain[: one.begin]
        first, second = one.place.name, other.place.name
        if first == second:
            continue
        if words.INSTEAD_OF.match(gap):
            return [{"place": second, "exactly": 0}, {"place": first, "added": True}]
        if words.IN_ITS_PLACE.match(gap) or (words.CHANGES.search(before) and words.BY.match(gap)):
            return [{"place": first, "exactly": 0}, {"place": second, "added": True}]
        is_swap = bool(words.CHANGES.search(before) and words.AND.match(gap))
        is_first = words.BEFORE.match(gap) or words.THEN.match(gap)
        if is_swap or is_first or words.AFTER.match(gap):
            order = "swaps" if is_swap else "before" if is_first else "after"
            return [{"place": first, order: second}] if _stops(scene) <= _EASILY_PLACED else None
    only = [town for town in towns if _is_only(plain, town)]
    if not only and _stops(scene) == 1 and words.INSTEAD.search(plain):
        only = list(towns)
    if only and not any(sign.isdigit() for sign in plain):
        return [{"place": town.place.name, "only": True} for town in towns]
    return []
