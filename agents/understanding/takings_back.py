"""What the customer takes back without naming anything in its place: "forget the budget"."""

import re

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import Reading

_DROP = (
    r"(?:forget|ignore|drop|remove|scrap|disregard|never ?mind|leave out|take out|delete|don't worry about|"
    r"olvid\w+|oubli\w+|vergiss|vergessen sie|esquec\w+|забудьте|забудь|انس|भूल जाओ|bhool jao|chhodo|hatao)"
)
_THE = r"(?: about)? (?:the |my |our |that |el |la |los |las |le |les |den |die |das |o |a |os |as )?"
_NAMED: tuple[tuple[tuple[SlotName, ...], str], ...] = (
    (("budget", "budget_limit"), r"budget(?: limit)?|presupuesto|orcamento|бюджет|ميزانيه|बजट"),
    (
        ("start_date", "end_date", "date_window"),
        r"dates?|fechas?|daten|termine|datas?|даты|дату|التواريخ|तारीख|tareekh",
    ),
    (("stay",), r"hotel (?:class|category|stars?)|(?:four|five|three|\d)[ -]stars?"),
    (("rooms", "beds"), r"(?:second|extra|separate) rooms?|rooms?"),
    (("interests",), r"interests?|activities"),
    (("must_see",), r"must[ -]sees?"),
    (("occasion",), r"(?:birthday|anniversary|honeymoon)(?: part| thing)?"),
    (("transport",), r"flights?|car|rental car|car rental"),
    (("diet",), r"diet|food (?:preference|restriction)s?"),
)
_COMPILED = tuple((names, regex(rf"(?<!\w){_DROP}{_THE}(?P<what>{words})(?!\w)")) for names, words in _NAMED)
_NO_LONGER = regex(
    r"(?<!\w)(?P<what>budget|dates?)(?: is| are|'s)? (?:no longer (?:fixed|an issue|a problem|relevant)|"
    r"not (?:an issue|a problem|important|fixed) (?:any ?more|now)|open now|irrelevant now)(?!\w)"
)


def takings_back(reading: Reading) -> tuple[dict[SlotName, Slot], Reading]:
    """Slots that are taken back, retracted with no value, and the message without those words."""
    slots: dict[SlotName, Slot] = {}
    taken: list[tuple[int, int]] = []
    for names, pattern in _COMPILED:
        for match in pattern.finditer(reading.plain):
            _retract(slots, names, reading, match.span())
            taken.append(match.span())
    for match in _NO_LONGER.finditer(reading.plain):
        names = next(n for n, words in _NAMED if re.fullmatch(words, match["what"]))
        _retract(slots, names, reading, match.span())
        taken.append(match.span())
    return slots, reading.without(*taken) if taken else reading


def _retract(
    slots: dict[SlotName, Slot], names: tuple[SlotName, ...], reading: Reading, where: tuple[int, int]
) -> None:
    for name in names:
        slots[name] = Slot(None, reading.span(*where), confidence=0.85, retracted=True)
