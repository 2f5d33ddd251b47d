"""Where in the land the trip begins and ends: "can we start in Phuket?", "… and end in Bangkok"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.end_cues import (
    BEFORE,
    BEHIND,
    CLAUSE,
    NOT_BEHIND,
    RATHER,
    is_ours,
    is_refused,
)
from agents.understanding.end_nights import nights_there
from agents.understanding.gazetteer import Gazetteer, Mention
from agents.understanding.reading import Reading

_STANDS: Mapping[SlotName, str] = {"gateway_in": "first", "gateway_out": "last"}
_REACH = 60  # characters before a name in which its cue stands
_JOINT = regex(r"[\s,]*(?:and|or|nor|y|o|ni|et|ou|und|oder|noch|e|и|или|aur|ya|और|या|و)?\s*")
# Where "start in" is said of a season or a price, the name is no place that somebody sets out from.
_SETS_OUT = regex(r"(?<!\w)start(?:ing)? (?:in|at) (?:the )?$")


@dataclass(frozen=True)
class _End:
    """A place as the first or the last stop; `is_wanted` is False where it is not to be that."""

    name: SlotName
    mention: Mention
    is_wanted: bool = True


def ends(reading: Reading, places: Gazetteer, *, is_settled: bool) -> tuple[dict[SlotName, Slot], Reading]:
    """`gateway_in` and `gateway_out` with the nights there, and the message without those names.

    Only areas that the agency sells are meant so: "starting in Madrid" tells where somebody lives. Where
    nothing else says where the trip goes, it goes to these. The last word holds; a place that is not to be
    the first or last stop is retracted as such.
    """
    mentions = places.mentions(reading.plain)
    heard, others = _heard(reading, mentions)
    reading = reading.without(*((one.begin, one.end) for one in others))
    if not heard:
        return {}, reading
    slots: dict[SlotName, Slot] = {}
    for one in heard:
        if one.is_wanted:
            slots[one.name] = _slot(reading, one.mention.place.name, one.mention)
        elif one.name not in slots or slots[one.name].value == one.mention.place.name:
            value = one.mention.place.name
            slots[one.name] = replace(_slot(reading, value, one.mention), retracted=True)
    kept = {name: slot.value for name, slot in slots.items() if not slot.retracted}
    named = [one.mention for one in heard if one.is_wanted and kept.get(one.name) == one.mention.place.name]
    taken = [(one.mention.begin, one.mention.end) for one in heard]
    if named:
        told = {one.begin: nights_there(reading, one, mentions, is_settled=is_settled) for one in named}
        stands = {one.mention.begin: _STANDS[one.name] for one in heard}
        wishes = {
            (one.place.name, stands[one.begin]): _stop(one, told[one.begin], stands[one.begin])
            for one in named
        }
        slots["stop_nights"] = _slot(reading, list(wishes.values()), *named)
        taken += [span for found in told.values() if found for span in (found[1],)]
        if not is_settled and len(heard) == len(mentions):
            slots["destinations"] = _slot(reading, list(dict.fromkeys(place for place, _ in wishes)), *named)
    return slots, reading.without(*taken)


def _stop(mention: Mention, told: tuple[int, tuple[int, int]] | None, stands: str) -> dict[str, object]:
    nights = {"exactly": told[0]} if told else {"min": 1}
    return {"place": mention.place.name, **nights, "stands": stands}


def _slot(reading: Reading, value: object, *mentions: Mention) -> Slot:
    return Slot(value, reading.span(mentions[0].begin, mentions[-1].end), confidence=0.85)


def _heard(reading: Reading, mentions: Sequence[Mention]) -> tuple[list[_End], list[Mention]]:
    """Every first and last stop in the order of the words; of others ("prices start at Phuket") the names
    that would be read as where somebody sets out."""
    found: list[_End] = []
    others: list[Mention] = []
    last: _End | None = None  # of the mention before, None where it was no end of this trip
    behind = 0
    is_of_others = False
    for mention in mentions:
        cue = _cue(reading, mention)
        one: _End | None = None
        if cue is not None:
            name, begin, end = cue
            follows = behind > 0 and _JOINT.fullmatch(reading.plain, behind, max(begin, behind))
            is_of_others = is_of_others if follows else not _is_of_this_trip(reading, mentions, begin, end)
            if not is_of_others:
                is_refused_too = bool(follows and last and not last.is_wanted and last.name != name)
                one = _End(name, mention, not (is_refused_too or _is_refused(reading, begin, mention, end)))
            elif mention.place.kind == "area" and _SETS_OUT.search(reading.plain, begin, mention.begin):
                others.append(mention)
        elif last and not last.is_wanted and RATHER.fullmatch(reading.plain, behind, mention.begin):
            one = _End(last.name, mention)
        if one and mention.place.kind == "area" and mention.place.is_sold:
            found.append(one)
        last, behind = one, cue[2] if cue else mention.end
    return found, others


def _cue(reading: Reading, mention: Mention) -> tuple[SlotName, int, int] | None:
    """Which end of the trip a name is, and where that is said, with the name, begins and ends."""
    first = max(0, mention.begin - _REACH)
    before = reading.plain[first : mention.begin]
    for name, cue in BEFORE:
        if found := cue.search(before):
            return name, first + found.start(), mention.end
    for name, cue in BEHIND:
        if match := cue.match(reading.plain, mention.end):
            return name, mention.begin, match.end()
    return None


def _clause_before(plain: str, at: int) -> str:
    first = max((cut.end() for cut in CLAUSE.finditer(plain, 0, at)), default=0)
    return plain[first:at]


def _is_of_this_trip(reading: Reading, mentions: Sequence[Mention], begin: int, end: int) -> bool:
    named = [(m.begin, m.end) for m in mentions]
    plain = reading.without(*named).plain
    cut = CLAUSE.search(plain, end)
    return is_ours(_clause_before(plain, begin), plain[end : cut.start() if cut else len(plain)])


def _is_refused(reading: Reading, begin: int, mention: Mention, end: int) -> bool:
    plain = reading.plain
    around = plain[begin : mention.begin] + " " + plain[mention.end : end]
    is_late = end > mention.end and bool(NOT_BEHIND.match(plain, mention.end) or NOT_BEHIND.match(plain, end))
    return is_late or is_refused(_clause_before(plain, begin)) or is_refused(around)
