"""Everything that one text says of a trip, read by one reader after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from agents.understanding.age_lists import age_lists
from agents.understanding.arranged import arranged
from agents.understanding.comforts import beds, budget_limit
from agents.understanding.contacts import contacts
from agents.understanding.contract import Slot, SlotName
from agents.understanding.crowded_days import uncrowded
from agents.understanding.diets import refused_foods, with_diets
from agents.understanding.diets_of_some import as_of_all, of_some
from agents.understanding.durations import durations
from agents.understanding.end_stops import beside, with_left_out
from agents.understanding.ended_diets import ended_diets
from agents.understanding.form_lines import as_labelled
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.homeward import flown_home
from agents.understanding.in_part import noted_in_part
from agents.understanding.money import budget
from agents.understanding.part_of_us import tells_of_a_part
from agents.understanding.party import party
from agents.understanding.past import happened
from agents.understanding.places import places
from agents.understanding.reading import Reading
from agents.understanding.shaky_months import beside_march_alone
from agents.understanding.sights import must_see
from agents.understanding.spoken_of import not_of_this_trip
from agents.understanding.staying_behind import of_those_at_home
from agents.understanding.stays import stays
from agents.understanding.stops import stops
from agents.understanding.supposed_heads import a_room_each, by_seats, lone_traveller
from agents.understanding.takings_back import takings_back
from agents.understanding.told_of_others import without_others
from agents.understanding.trip_dates import trip_dates
from agents.understanding.weather import asked_of_weather
from agents.understanding.wishes import wishes

_PARTY: frozenset[SlotName] = frozenset({"adults", "children", "infants", "travellers"})


def extract(
    reading: Reading,
    known: Gazetteer,
    today: date,
    questions: Sequence[SlotName],
    earlier: Sequence[str] = (),
    *,
    is_opening: bool,
) -> dict[SlotName, Slot]:
    """What a text says of a trip: each reader takes what it knows, and the next reads what is left.

    `questions` is what the desk waits to hear, `earlier` what the customer wrote before.
    """
    first = questions[0] if questions else None
    found, rest = contacts(as_labelled(reading), first)
    rest = rest.without(*of_those_at_home(rest.plain))
    gone, rest = takings_back(rest)
    ended, rest = ended_diets(rest)
    uneaten, rest = refused_foods(rest)
    calm, rest = uncrowded(rest)
    is_settled = not is_opening and "destinations" not in questions
    flown, rest = flown_home(rest, known.mentions(rest.plain), is_settled=is_settled)
    heard, rest = arranged(rest, known, today, earlier, is_settled=is_settled)
    found |= heard
    rest = rest.without(*not_of_this_trip(rest.plain))
    found, rest = noted_in_part(found, rest, is_settled=is_settled)
    if wanted := beds(rest):
        found["beds"] = wanted
    heard, rest = stays(rest)
    found |= heard
    before = rest
    heard, rest = budget(rest, known, is_asked="budget" in questions)
    found |= heard | budget_limit(before, heard.get("budget"))
    heard, rest = stops(rest, known, is_settled=is_settled)
    found |= {name: beside(found.get(name), slot) for name, slot in heard.items()}
    behind, rest = happened(rest, today)
    if behind:
        found["happened_on"] = behind
    heard, rest = durations(rest, is_opening=is_opening)
    found = heard | found
    nights = found["nights"].value if "nights" in found else None
    asked_date = next((q for q in questions if q in {"start_date", "end_date"}), None)
    names = [*_long_names(rest, known), *asked_of_weather(rest)]
    names += beside_march_alone(rest.plain, known)
    before = rest
    ages = [span for span, _ in age_lists(rest.plain)]  # "2 kids 7/11" names no day
    heard, rest = trip_dates(rest.without(*names, *ages), today, nights, asked_date, is_opening)
    found |= heard
    heard, rest = party(rest.with_back(before, *ages))
    found |= heard
    found |= _supposed(reading, found)
    rest = rest.with_back(before, *names)
    heard, rest = must_see(rest, known)
    found |= heard
    asked_places = [q for q in questions if q in {"origin", "destinations"}]
    heard, rest, _ = places(
        rest,
        known,
        asked_places[0] if asked_places else None,
        asked_places[1] if len(asked_places) > 1 else None,
        is_opening=is_opening,
    )
    found = flown | heard | found | with_left_out(found.get("stop_nights"), heard.get("stop_nights"))
    told = _eaten(wishes(rest, today), of_some(uneaten, reading), reading)
    if "diet" in told and (heads := _heads(found, reading)):
        told["diet"] = replace(told["diet"], value=as_of_all(told["diet"].value, heads))
    said = gone | ended | found | ({"pace": calm} if calm else {}) | told
    return without_others(said, reading, earlier, is_settled=not is_opening)


def _long_names(reading: Reading, known: Gazetteer) -> list[tuple[int, int]]:
    """Names such as "Rio de Janeiro", in which a word alone would mean a month or a weekday."""
    mentions = known.mentions(reading.plain)
    return [(m.begin, m.end) for m in mentions if " " in reading.plain[m.begin : m.end]]


def _eaten(wished: dict[SlotName, Slot], uneaten: Slot | None, reading: Reading) -> dict[SlotName, Slot]:
    """The wishes with what is not eaten beside the diet that is named: "Jain, and no nuts"."""
    named = of_some(wished.get("diet"), reading)
    if named is not None:
        wished = wished | {"diet": named}
    if uneaten is None:
        return wished
    if named is None or named.retracted:
        return wished | {"diet": uneaten}
    span = (min(named.span[0], uneaten.span[0]), max(named.span[1], uneaten.span[1]))
    return wished | {"diet": replace(named, value=with_diets(named.value, uneaten.value), span=span)}


def _heads(found: Mapping[SlotName, Slot], reading: Reading) -> int | None:
    """All those who travel, as far as a message counts them."""
    if "adults" in found:
        return sum(int(found[n].value) for n in ("adults", "children", "infants") if n in found)
    heads = found.get("travellers")
    return None if heads is None or tells_of_a_part(reading.text, heads.span) else int(heads.value)


def _supposed(reading: Reading, found: dict[SlotName, Slot]) -> dict[SlotName, Slot]:
    """Heads and rooms that nobody counted, and that follow from what was said all the same."""
    if _PARTY & set(found):
        counted = [found[n].value for n in ("adults", "children") if n in found]
        heads = found["travellers"].value if "travellers" in found else sum(counted)
        is_open = "rooms" not in found or found["rooms"].confidence <= 0.6  # "a room each" is no single room
        each = a_room_each(reading, heads) if is_open else None
        return {"rooms": each} if each else {}
    rooms, car = found.get("rooms"), found.get("transport")
    lone = lone_traveller(reading) if rooms and rooms.value == 1 else None
    heads_of = lone or (by_seats(car.value.get("seats"), car.span) if car else None)
    return {"travellers": heads_of} if heads_of else {}
