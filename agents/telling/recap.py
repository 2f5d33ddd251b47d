"""Say what was understood, in the order in which people tell a trip."""

from collections.abc import Callable, Mapping
from typing import Any

from agents.scene.facts import Facts
from agents.scene.wishes import as_date, class_of, nights_of, party_of, value_of
from agents.telling.booking_words import booking_told
from agents.telling.proof import budget_said
from agents.wording.folding import folded
from agents.wording.phrasing import Pen

_PARTY = frozenset({"adults", "children", "child_ages", "infants", "travellers"})
_LENGTH = frozenset({"nights", "days"})


def recap(facts: Facts, pen: Pen, currency: str) -> list[str]:
    """One sentence with what this turn taught; the first time, that is everything."""
    told = [
        text for names, write in _ITEMS if names & facts.changed and (text := write(facts, pen, currency))
    ]
    if not told:
        return []
    turns = sum(facts.notes.times.values())
    return [pen.write("recap.lead", turns, facts=" · ".join(told))]


def _where(facts: Facts, pen: Pen, _: str) -> str:
    where = facts.where
    names = [a.name for a in where.areas] or [d.name for d in where.choices]
    if where.destination:
        names = [where.destination.name, *(n for n in names if n != where.destination.name)]
    if where.destination and _named_the_country_alone(facts):
        return pen.write("recap.there", place=where.destination.name)
    told = pen.either(names) if where.choices and value_of(facts.slots, "either") else pen.listed(names)
    return f"*{told}*" if names else ""


def _named_the_country_alone(facts: Facts) -> bool:
    """Whether a whole country was wished for of which one destination is sold."""
    said, only = value_of(facts.slots, "destinations"), facts.where.destination
    names = {folded(str(name)) for name in (said if isinstance(said, list) else [said])}
    if only is None or facts.where.areas or folded(only.name) == folded(only.country):
        return False
    return names == {folded(only.country)}


def _length(facts: Facts, pen: Pen, _: str) -> str:
    nights = nights_of(facts.slots)
    return pen.nights(nights) if nights else ""


def _start(facts: Facts, pen: Pen, _: str) -> str:
    start, end = as_date(value_of(facts.slots, "start_date")), as_date(value_of(facts.slots, "end_date"))
    parts = []
    if start and start >= facts.today:
        parts.append(pen.write("recap.from", date=pen.day(start)))
    if end and end >= facts.today:
        parts.append(pen.write("recap.until", date=pen.day(end)))
    if parts:
        return " ".join(parts)
    window = value_of(facts.slots, "date_window")
    if not isinstance(window, Mapping):
        return ""
    first, last = as_date(window.get("from")), as_date(window.get("to"))
    return pen.write("recap.window", first=pen.day(first), last=pen.day(last)) if first and last else ""


def _party(facts: Facts, pen: Pen, _: str) -> str:
    party, assumed = party_of(facts.slots)
    guesses = {a.kind for a in assumed}
    heads = value_of(facts.slots, "travellers")
    if guesses & {"adults", "all_adults"}:
        return pen.count("travellers", heads) if isinstance(heads, int) and heads else ""
    parts = [pen.count("adults", party.adults)]
    told_ages = value_of(facts.slots, "child_ages")
    ages = [a for a in (told_ages if isinstance(told_ages, list) else []) if isinstance(a, int) and a > 1]
    if party.child_ages:
        told = " " + pen.write("recap.ages", ages=", ".join(map(str, ages))) if ages else ""
        parts.append(pen.count("children", len(party.child_ages)) + told)
    if party.infants:
        parts.append(pen.count("infants", party.infants))
    return pen.listed(parts)


def _budget(facts: Facts, pen: Pen, currency: str) -> str:
    value = value_of(facts.slots, "budget")
    amount = budget_said(value, currency) if isinstance(value, Mapping) else None
    if amount is None:
        return ""
    per = str(value.get("per") or "trip")
    key = f"recap.budget_{per}" if per in ("person", "day", "night") else "recap.budget"
    return pen.write(key, amount=pen.money(amount))


def _hotels(facts: Facts, pen: Pen, _: str) -> str:
    hotel = class_of(facts.slots, None)
    return pen.write("recap.hotels", **{"class": pen.word("class", hotel)}) if hotel else ""


def _listed(slot: str) -> Callable[[Facts, Pen, str], str]:
    def write(facts: Facts, pen: Pen, _: str) -> str:
        value = value_of(facts.slots, slot)
        words = [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []
        shown = [pen.word("interest", w) for w in words]
        return pen.write(f"recap.{slot}", list=pen.listed(shown)) if shown else ""

    return write


def fewer_told(said: Any, pen: Pen) -> str:
    """What there is to be less of: "fewer temples", "less shopping". Empty where nothing was said."""
    words = [str(item) for item in said] if isinstance(said, list) else []
    key = "recap.fewer" if all(word.endswith("s") for word in words) else "recap.less"
    return pen.write(key, list=pen.listed(pen.word("interest", word) for word in words)) if words else ""


def _plain(slot: str, name: str = "value") -> Callable[[Facts, Pen, str], str]:
    def write(facts: Facts, pen: Pen, _: str) -> str:
        value: Any = value_of(facts.slots, slot)
        words = [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []
        shown = pen.listed(pen.word(slot, w) for w in words)
        return pen.write(f"recap.{slot}", **{name: shown}) if shown else ""

    return write


def for_the_hotels(facts: Facts, pen: Pen, names: tuple[str, ...]) -> str:
    """What some slots wish of rooms and kitchens, in a row. Empty where they wish nothing."""
    told = [
        pen.word(name, str(item))
        for name in names
        for item in _items(value_of(facts.slots, name))
        if item != "none"
    ]
    return pen.listed(told) if told else ""


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value] if value else []


def _booked(facts: Facts, pen: Pen, _: str) -> str:
    value = value_of(facts.slots, "booked")
    told = [booking_told(item, pen) for item in value or () if isinstance(item, Mapping)]
    return pen.write("recap.booked", list=pen.listed(told)) if told else ""


_ITEMS: tuple[tuple[frozenset[str], Callable[[Facts, Pen, str], str]], ...] = (
    (frozenset({"destinations"}), _where),
    (frozenset({"origin"}), _plain("origin", "place")),
    (_LENGTH, _length),
    (frozenset({"start_date", "end_date", "date_window"}), _start),
    (_PARTY, _party),
    (frozenset({"budget"}), _budget),
    (frozenset({"stay"}), _hotels),
    (frozenset({"beds"}), _plain("beds")),
    (frozenset({"interests"}), _listed("interests")),
    (frozenset({"must_see"}), _listed("must_see")),
    (frozenset({"fewer"}), lambda facts, pen, _: fewer_told(value_of(facts.slots, "fewer"), pen)),
    (frozenset({"avoid"}), _listed("avoid")),
    (frozenset({"pace"}), _plain("pace", "pace")),
    (frozenset({"occasion"}), _plain("occasion")),
    (frozenset({"diet"}), _plain("diet")),
    (frozenset({"mobility"}), _plain("mobility")),
    (frozenset({"gateway_in"}), _plain("gateway_in", "place")),
    (frozenset({"arrives_at"}), _plain("arrives_at", "time")),
    (frozenset({"gateway_out"}), _plain("gateway_out", "place")),
    (frozenset({"departs_at"}), _plain("departs_at", "time")),
    (frozenset({"seen"}), _listed("seen")),
    (frozenset({"booked"}), _booked),
)
