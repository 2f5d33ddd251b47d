"""A party that grows or shrinks: "add one more adult", "one person less"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.regexes import regex
from agents.understanding.contract import Said, Slot, SlotName
from agents.understanding.corrected import corrected
from agents.understanding.in_part import wishes_in_part
from agents.understanding.joining import joining
from agents.understanding.numbers import ENGLISH, number
from agents.understanding.party import party
from agents.understanding.reading import Reading, read

_WHO = (
    r"(?P<who>adults?|people|persons?|travell?ers?|guests?|friends?|kids?|child(?:ren)?|"
    r"infants?|rooms?|adultos?|personas?|adultes?|personnes?|erwachsene[rn]?|person(?:en)?|log|"
    r"logon|взрослый|взрослого|человек|человека|pessoas?)"
)
_N = rf"(?P<n>\d{{1,2}}|{ENGLISH}|an?|another|ek|do|un|une|una|ein|eine|einen|один|одного|um|uma)"
_MORE = regex(
    rf"(?<!\w)(?:(?:add|include|plus|with)(?:ing)?\s+)?{_N}\s+(?P<how>more|extra|additional|less|"
    rf"fewer|weitere[rn]?)\s+{_WHO}(?!\w)|"
    rf"(?<!\w)(?:add|adding|plus|also "
    rf"include)\s+{_N.replace('<n>', '<n2>')}\s+{_WHO.replace('<who>', '<who2>')}(?!\w)|"
    rf"(?<!\w){_N.replace('<n>', '<n3>')}\s+{_WHO.replace('<who>', '<who3>')}\s+(?P<how3>more|"
    rf"extra|less|fewer|mas|menos|de plus|de moins|mehr|weniger|mais|aur|kam|больше|"
    rf"меньше)(?!\w)|"
    rf"(?<!\w)(?P<another>another)\s+{_WHO.replace('<who>', '<who4>')}(?!\w)"
)
_LESS = regex(r"less|fewer|menos|de moins|weniger|kam|меньше")
_NAMES: tuple[tuple[str, SlotName], ...] = (
    (r"kid|child", "children"),
    (r"infant", "infants"),
    (r"room", "rooms"),
    (r"adult|erwachs|взросл", "adults"),
)


def party_change(reading: Reading, history: Sequence[Said]) -> tuple[dict[SlotName, Slot], Reading]:
    """The new count, where the customer said by how much it changes and had said the old one before."""
    match = _MORE.search(reading.plain)
    if not history:
        return {}, reading
    if not match:
        return _joined(reading, history)
    groups = match.groupdict()
    who = groups["who"] or groups["who2"] or groups["who3"] or groups["who4"] or ""
    said = groups["n"] or groups["n2"] or groups["n3"] or "one"
    count = 2 if said == "do" else number(said) or 1
    change = -count if _LESS.search(groups["how"] or groups["how3"] or "") else count
    wanted: SlotName = next((name for pattern, name in _NAMES if re.match(pattern, who)), "travellers")
    rest = reading.without(match.span())
    names: tuple[SlotName, ...] = (
        ("travellers", "adults") if wanted in {"travellers", "adults"} else (wanted,)
    )
    for name in names if wanted == "travellers" else names[::-1]:
        before = _last_said(name, history)
        if before is not None and before + change >= 0:
            span = reading.span(*match.span())
            return {name: Slot(before + change, span, confidence=0.75)}, rest
    return {}, rest


def _joined(reading: Reading, history: Sequence[Said]) -> tuple[dict[SlotName, Slot], Reading]:
    """One or two adults more, where somebody of the family comes as well and nobody counts anew."""
    found = joining(reading)
    if found is None or next(wishes_in_part(reading.plain, is_settled=True), None) is not None:
        return {}, reading
    more, (begin, end) = found
    rest = reading.without((begin, end))
    if {"adults", "travellers"} & set(party(rest)[0]):
        return {}, rest
    names: tuple[SlotName, ...] = ("adults", "travellers")
    for name in names:
        if (before := _last_said(name, history)) is not None:
            return {name: Slot(before + more, reading.span(begin, end), confidence=0.75)}, rest
    return {}, reading


def _last_said(name: SlotName, history: Sequence[Said]) -> int | None:
    """The latest count of the customer's own, changes of it included."""
    for index in range(len(history) - 1, -1, -1):
        said = history[index]
        if said.role != "customer":
            continue
        reading = corrected(read(said.text[:2000]))
        changed, rest = party_change(reading, history[:index])
        found = changed or (_rooms(rest) if name == "rooms" else party(rest)[0])
        if name in found:
            return int(found[name].value)
    return None


def _rooms(reading: Reading) -> dict[SlotName, Slot]:
    from agents.understanding.stays import stays

    found = stays(reading)[0]
    return {"rooms": replace(found["rooms"])} if "rooms" in found else {}
