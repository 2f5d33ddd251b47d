"""What is said to belong to people who do not travel: "my friends have a budget of 5 lakh" is not for us.

It is left out only where its own words say whose it is: "my parents' budget is 2 lakh", "my colleagues have
3 rooms". Who pays, comes, arrives or advises speaks of this trip, and so may everything else that is told:
what is heard wrongly is read back and put right in the next message, what is not heard has to be told twice.
"""

from collections.abc import Iterable, Mapping

from agents.regexes import regex
from agents.understanding.clauses import part_around
from agents.understanding.contract import Slot, SlotName
from agents.understanding.marks import is_within
from agents.understanding.of_whom import KIN, MY, are_children, kin_leading
from agents.understanding.reading import Reading, read
from agents.understanding.spoken_of import is_wished_by_us
from agents.understanding.spoken_words import LIKE_IT, WISHES

# What somebody may have of their own, in a dialogue about a trip of ours.
_OF_OTHERS: frozenset[SlotName] = frozenset(
    {"budget", "budget_limit", "stay", "transport", "arrives_at", "departs_at", "rooms", "beds"}
)
_LOOK = regex(rf"(?<!\w){KIN}(?!\w)")
# Behind the people: that something is theirs, or what they spent.
_THEIRS = regex(
    r"(?:'s? \w+ (?:is|was|are|were|lands?|leaves?|arrives?)|"
    r"'?(?: all| both| only| already| ya| deja| schon| ja| уже)? "
    r"(?:(?:have|has|had)(?! (?:to|booked|reserved|bought|paid))|own|spent|paid(?! (?:for|us|by))|"
    r"(?:tienen?|tenian?)(?! que)|gastaron|gasto|pagaron|"
    r"(?:ont|avaient)(?! (?:reserv|achet|pris|choisi))|depensent|"
    r"(?:haben|hatten?)(?![^.!?;,\n]{0,40}(?:gebucht|reserviert|gekauft))|tem|tinham?|gastaram|pagaram|"
    r"потратили|заплатили|ke paas|ka budget|के पास|का बजट|لديهم|عندهم))(?![\w\u0900-\u0963])"
)
_FOR_THEM = regex(
    rf"(?<!\w)(?:for|para|pour|fur|для) (?:{MY} )?(?:\w+ )?{KIN}(?!\w)|(?<!\w){KIN} (?:ke liye|के लिए)|"
    rf"(?<!\w)(?:with|con|avec|mit|com|с) (?:{MY} )?{KIN}(?!\w)|"
    rf"(?<!\w){KIN},? (?:and|y|et|und|e|и|aur|और) (?:i|me|yo|moi|ich|eu|я|main|मैं)(?!\w)|"
    r"(?<!\w)(?:i|me|us|we|wife|husband|family|yo|moi|ich|eu|я|main),? (?:and|y|et|und|e|и|aur) "
    rf"(?:{MY} )?{KIN}(?!\w)"
)


def without_others(
    found: Mapping[SlotName, Slot], reading: Reading, earlier: Iterable[str], *, is_settled: bool
) -> dict[SlotName, Slot]:
    """The slots of a message without those that are said to be others'.

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
    """Whether the part of a clause around a slot begins with others, says it is theirs, and nothing of us."""
    plain, where = reading.plain, reading.range_of(*slot.span)
    kin = kin_leading(plain, *where)
    if kin is None or are_children(kin["kin"]):
        return False
    last = part_around(plain, *where)[1]
    return bool(_THEIRS.match(plain, kin.end(), last)) and not is_within(WISHES, plain, kin.end(), last)


def _wishes_for_us(found: Mapping[SlotName, Slot], reading: Reading, theirs: set[SlotName]) -> bool:
    return any(
        is_wished_by_us(reading.plain, *reading.range_of(*slot.span))
        for name, slot in found.items()
        if name not in theirs and not slot.message
    )


def _is_for_them(plain: str, earlier: Iterable[str]) -> bool:
    return any(_FOR_THEM.search(text) for text in (plain, *(read(said).plain for said in earlier)))
