"""When the party lands and flies home, and at which airports: what shortens the first and the last day."""

import re
from collections.abc import Iterable

from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS, either
from agents.understanding.clock import Time, times
from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.landing import is_on_the_way, lands_at
from agents.understanding.place_cues import ONE_NAME
from agents.understanding.reading import TAKEN, Reading

_LANDS = (
    r"(?:we|i|they|flight|plane)?\s?(?:land(?:s|ing)?|touch(?:es)? down|arriv(?:e|es|ing|al))(?: time)?|"
    r"(?:flight|plane) (?:gets|comes) in|(?:inbound|arriving|arrival) flight|"
    r"aterriz\w+|llega(?:mos|da)|llego|atterri\w+|arrivons|arrivee|landen|lande|ankunft|kommen an|"
    r"kommen(?= (?:\w+ ){0,2}um \d{1,2}(?:[:.]\d\d)? ?(?:uhr )?an(?!\w))|"
    r"ankommen|pousamos|chega(?:mos|da)|chego|aterrissamos|прилет\w*|приземл\w*|прибыва\w*|"
    r"نصل|نهبط|الوصول|وصولنا"
)
_LANDS_AFTER = r"arrival|landing|pahunch\w*|utar\w*|पहुंच\S*|पहुँच\S*|land kar\w*"
_HOME = (
    r"(?:flight|plane) (?:back|home|out)|(?:return|outgoing|departing|departure|homebound|last) flight|"
    r"(?:fly|flying) (?:back|home|out)|(?:leave|leaving|depart|departing|"
    r"departure)(?=[^.!?\n]{0,40}last day)|"
    r"(?:on the |the )?last day[^.!?\n]{0,12}(?:leave|depart|fly|flight)\w*|"
    r"vuelo de (?:vuelta|regreso)|volamos de (?:vuelta|regreso)|vol (?:de )?retour|repartons|"
    r"ruckflug|fliegen[^.!?\n]{0,25}zuruck|voo de volta|voamos de volta|обратн\w+ (?:рейс|самолет|вылет)|"
    r"улета\w+|вылетаем обратно|رحله العوده|طائره العوده|wapsi ki flight|वापसी की (?:उड़ान|उडान|फ्लाइट)"
)
_HOME_AFTER = r"(?:flight|plane) (?:back|home|out)|return flight"
# Between a cue and its time stands no other way, and nobody's hotel.
_GAP = (
    r"(?:(?!(?<!\w)(?:leav|depart|return|back|home|check|hotel|dinner|lunch|restaurant|and (?:we )?fly|"
    r"zuruck|retour|vuelta|volta|обратн|улета))[^.!?\n;]){0,45}?"
)
# The dot of a date ends no sentence: "17. Februar", "17.02." - but that of "on the 17. 2 kids" does.
_DOT = rf"(?:(?<=\d)\.(?=\d| ?(?:{either(MONTHS)})(?!\w))|(?<=\d\.\d\d)\.|(?<=\d\.\d)\.)"
_STOP = regex(rf"(?!{_DOT})\.|[!?;\n]")
_REACH = 48  # characters within which a time belongs to its cue
_CUES = {
    "arrives_at": regex(rf"(?<!\w)و?(?:{_LANDS})(?!\w)(?P<gap>{_GAP})(?=\d|noon|mid)"),
    "departs_at": regex(rf"(?<!\w)و?(?:{_HOME})(?!\w)(?P<gap>(?:[^.!?\n;]|{_DOT}){{0,45}}?)(?=\d|noon|mid)"),
}
_AFTER = {
    "arrives_at": regex(rf"\s{{0,40}}(?:\S{{1,40}}\s){{0,2}}?(?:{_LANDS_AFTER})(?!\w)"),
    "departs_at": regex(rf"\s{{0,40}}(?:{_HOME_AFTER})(?!\w)"),
}
_THERE = (
    r"(?:the )?(?:airport (?:of|in|at) |aeropuerto de |aeroport de |flughafen |aeroporto de |аэропорт\w* |"
    r"مطار )?"
)
_INTO = regex(
    r"(?<!\w)(?:(?:fly|flying|flights?|flight is) into|land(?:ing|s)? (?:in|at)|arriv(?:e|es|ing) "
    r"(?:in|at|into)|"
    r"aterriz\w+ en|volamos a|atterri\w+ a|arrivons a|landen in|fliegen nach|pousamos em|chegamos a|"
    rf"прилетаем в|نصل الي|نهبط في) {_THERE}"
)
_OUT = regex(
    r"(?<!\w)(?:(?:(?:fly|flying|flights?|go|going)? ?(?:back|home|out) (?:from|of)|(?:and|but) out of|"
    r"return (?:flight )?(?:is )?from|flight (?:back|home) (?:is |goes |leaves )?from|(?:leave|"
    r"depart)\w* from)|"
    r"volvemos desde|regresamos desde|volamos de (?:vuelta|regreso) desde|repart\w+ de|"
    r"zuruck (?:ab|von|aus)|ab dem flughafen|voltamos de|regressamos de|улетаем из|обратно из|نعود "
    r"من|نغادر من) "
    rf"{_THERE}"
)
_BACK = regex(
    r"(?<!\w)(?:back|home|return\w*|volvemos|regres\w+|vuelta|repart\w+|zuruck|voltamos|volta|обратно|"
    r"نعود)(?!\w)"
)
_AIRPORT = regex(r"\s*(?:airport|aeropuerto|aeroport|flughafen|аэропорт)")


# Beside an arrival, plain leaving is the way home.
_THEN_LEAVE = regex(
    r"(?<!\w)(?:leav\w*|depart\w*|fly\w*|salimos|partons|abfahren|"
    r"partimos)(?!\w)(?P<gap>[^.!?\n;]{0,30}?)(?=\d|noon|mid)"
)


_DATE_WITH_DOTS = regex(r"\d{1,2}\.\d{1,2}\.")


def flight_times(reading: Reading) -> tuple[dict[SlotName, Slot], Reading]:
    """`arrives_at` and `departs_at`, "14:30", and the message without those times of day."""
    slots: dict[SlotName, Slot] = {}
    taken: list[tuple[int, int]] = []
    names: tuple[SlotName, ...] = ("departs_at", "arrives_at")
    for name in names:
        if found := _timed(reading.without(*taken), name):
            begin, time = found
            whole = (min(begin, time.begin), max(begin, time.end))
            slots[name] = Slot(time.written, reading.span(*whole), confidence=0.9)
            taken.append((time.begin, time.end))
    if "arrives_at" in slots and "departs_at" not in slots:
        rest = reading.without(*taken)
        if found := _after_cue(rest.plain, _THEN_LEAVE, taken[0][1]):
            begin, time = found
            slots["departs_at"] = Slot(time.written, reading.span(begin, time.end), confidence=0.8)
            taken.append((time.begin, time.end))
    return slots, reading.without(*taken) if taken else reading


def _timed(reading: Reading, name: SlotName) -> tuple[int, Time] | None:
    plain = reading.plain
    if found := _after_cue(plain, _CUES[name]):
        return found
    for time in times(plain):
        if after := _AFTER[name].match(plain, time.end):
            return after.end(), time
    return None


def _after_cue(plain: str, cues: re.Pattern[str], since: int = 0) -> tuple[int, Time] | None:
    for cue in cues.finditer(plain, since):
        if found := times(plain, cue.end(), cue.start() + _REACH + len(cue.group())):
            time = _not_of_a_date(plain, found)
            between = plain[cue.end() : time.begin]
            if TAKEN not in between and not _STOP.search(plain, cue.end(), time.begin):
                return cue.start(), time
    return None


def _not_of_a_date(plain: str, found: list[Time]) -> Time:
    """The first time of day, or that behind it where the first is a date: "17.02. at 14:30"."""
    is_date = len(found) > 1 and _DATE_WITH_DOTS.fullmatch(plain, found[0].begin, found[0].end + 1)
    return found[1] if is_date else found[0]


_ON_TO = regex(r" ?(?:-|>|->|to|nach|auf|a|para|pour|vers|в|на|الي) ?")


def gateways(
    reading: Reading, places: Gazetteer, earlier: Iterable[str] = (), *, is_settled: bool
) -> tuple[dict[SlotName, Slot], Reading]:
    """`gateway_in` and `gateway_out`: airports by name, where they are told as such.

    "We arrive in Bali" names where the trip goes and is no airport; with the place of leaving beside it, or
    the word airport, or as a town to land at, it is one. `earlier` are the messages before. The name is taken
    out of the message where the trip's destination `is_settled`, or another place is named that could be it.
    """
    into, out = _named(reading, places, _INTO), _named(reading, places, _OUT)
    if into and not out and not _is_airport(reading, into):
        into = None
    if out and not (into and into[0] < out[0]) and not _BACK.search(reading.plain, 0, out[0]):
        # "Flying out of Delhi", "leaving Delhi and landing in Bali": where the party lives, where it goes.
        into = out = None
    if out and not into and _goes_on_to_the_trip(reading, places, out):
        out = None
    into = into or lands_at(reading, places, earlier)
    slots: dict[SlotName, Slot] = {}
    taken = []
    names: tuple[SlotName, ...] = ("gateway_in", "gateway_out")
    for name, found in zip(names, (into, out), strict=True):
        if found:
            first, last = reading.span(*found)
            slots[name] = Slot(reading.text[first:last], (first, last), confidence=0.85)
            taken.append(found)
    rest = reading.without(*taken) if taken else reading
    if is_settled or _names_another(rest, places) or (into and _may_lead_on(reading, into, places)):
        return slots, rest
    return slots, reading.without(out) if out else reading


def _goes_on_to_the_trip(reading: Reading, places: Gazetteer, out: tuple[int, int]) -> bool:
    """Whether a flight from an unsold town to one that is sold is the way there: "return flight from London
    to Bali"."""
    mentions = {m.begin: m for m in places.mentions(reading.plain)}
    there = _ON_TO.match(reading.plain, out[1])
    home, goal = mentions.get(out[0]), mentions.get(there.end()) if there else None
    return bool(home and goal and goal.place.is_sold and not home.place.is_sold)


def _named(reading: Reading, places: Gazetteer, cue: re.Pattern[str]) -> tuple[int, int] | None:
    for match in cue.finditer(reading.plain):
        at = match.end()
        for mention in places.mentions(reading.plain):
            if mention.begin == at:
                return mention.begin, mention.end
        if at < len(reading.plain):
            first = reading.starts[at]
            if name := ONE_NAME.match(reading.text, first):
                return reading.range_of(first, name.end())
    return None


def _is_airport(reading: Reading, found: tuple[int, int]) -> bool:
    before = reading.plain[max(0, found[0] - 24) : found[0]]
    return bool(
        _AIRPORT.match(reading.plain, found[1])
        or re.search(r"into $|airport|aeropuerto|aeroport|flughafen|аэропорт|مطار", before)
    )


def _may_lead_on(reading: Reading, into: tuple[int, int], places: Gazetteer) -> bool:
    """Whether a town to land at is not sold, and lies in a country that trips are sold to."""
    return any(
        (one.begin, one.end) == into and not one.place.is_sold and is_on_the_way(one.place, places)
        for one in places.mentions(reading.plain)
    )


def _names_another(rest: Reading, places: Gazetteer) -> bool:
    """Whether a place is left that the trip may go to; where somebody comes from is none."""
    return any(
        not re.search(r"(?:from|desde|von|aus|de|depuis|из|من)\s+$", rest.plain[: mention.begin])
        for mention in places.mentions(rest.plain)
    )
