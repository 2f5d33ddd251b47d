"""What is told of people who do not travel: "my friends have a budget of 5 lakh" is none of this trip.

What somebody eats, likes or cannot do is left alone: it may be said of those who travel along.
"""

from collections.abc import Iterable, Mapping

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import Reading, read
from agents.understanding.spoken_of import is_of_kin, is_wished_by_us, manner_of
from agents.understanding.spoken_words import KIN, LIKE_IT, MY

# Theirs where they alone are spoken of, in a dialogue about a trip of our own.
_OF_OTHERS: frozenset[SlotName] = frozenset(
    {
        "budget",
        "budget_limit",
        "stay",
        "transport",
        "arrives_at",
        "departs_at",
        "gateway_in",
        "gateway_out",
        "start_date",
        "end_date",
        "date_window",
        "origin",
        "nights",
        "days",
        "rooms",
        "beds",
    }
)
_LOOK = regex(rf"(?<!\w){KIN}(?!\w)")
_FOR_THEM = regex(
    rf"(?<!\w)(?:for|para|pour|fur|для) (?:{MY} )?(?:\w+ )?{KIN}(?!\w)|(?<!\w){KIN} (?:ke liye|के लिए)|"
    rf"(?<!\w)(?:with|con|avec|mit|com|с) (?:{MY} )?{KIN}(?!\w)|"
    rf"(?<!\w){KIN},? (?:and|y|et|und|e|и|aur|और) (?:i|me|yo|moi|ich|eu|я|main|मैं)(?!\w)"
)


def without_others(
    found: Mapping[SlotName, Slot], reading: Reading, earlier: Iterable[str], *, is_settled: bool
) -> dict[SlotName, Slot]:
    """The slots of a message without those that its clauses tell of others.

    Where a trip was asked for them in this message or `earlier`, they are those who travel. A first message
    that speaks of nobody else may be an enquiry made for them, so all of it counts; so does all where we want
    the same.
    """
    plain = reading.plain
    if not _LOOK.search(plain) or LIKE_IT.search(plain):
        return dict(found)
    theirs = {
        name
        for name, slot in found.items()
        if name in _OF_OTHERS and not (slot.message or slot.retracted) and _is_theirs(reading, slot)
    }
    is_of_ours = is_settled or (theirs and _wishes_for_us(found, reading, theirs))
    if not theirs or not is_of_ours or _is_for_them(plain, earlier):
        return dict(found)
    return {name: slot for name, slot in found.items() if name not in theirs}


def _is_theirs(reading: Reading, slot: Slot) -> bool:
    span = reading.range_of(*slot.span)
    return is_of_kin(reading.plain, *span) and manner_of(reading.plain, *span) in ("others", "past")


def _wishes_for_us(found: Mapping[SlotName, Slot], reading: Reading, theirs: set[SlotName]) -> bool:
    return any(
        is_wished_by_us(reading.plain, *reading.range_of(*slot.span))
        for name, slot in found.items()
        if name not in theirs and not slot.message
    )


def _is_for_them(plain: str, earlier: Iterable[str]) -> bool:
    return any(_FOR_THEM.search(text) for text in (plain, *(read(said).plain for said in earlier)))
