"""What a question only mentions, and what changes no trip therefore."""

import re
from collections.abc import Mapping
from dataclasses import replace

from agents.regexes import regex
from agents.understanding.contract import Intent, IntentName, Slot, SlotName, Understanding
from agents.understanding.reading import LONGEST, Reading, read
from agents.understanding.weather import asked_of_weather


def without_asked_about(heard: Understanding, text: str) -> Understanding:
    """Leave out what stands in a question about the weather: "we are 4 adults, is it hot in Kerala?"."""
    reading = read(text[:LONGEST])
    asked = [reading.span(*span) for span in asked_of_weather(reading)]
    slots = {
        name: slot
        for name, slot in heard.slots.items()
        if name not in MERELY_MENTIONED
        or slot.message
        or not any(begin <= slot.span[0] and slot.span[1] <= end for begin, end in asked)
    }
    return replace(heard, slots=slots)


_PRICED: frozenset[SlotName] = frozenset({"transport"})
_PRICE_BEFORE = regex(
    r"(?<!\w)(?:how much|what|cuanto|combien|was|wie ?viel|quanto|сколько|почем)"
    r"(?: (?:is|are|does|do|would|will|the price of|cuestan?|vale|sale|coute|kostet|kosten|wurde|custa|sai|"
    r"fica|стоит|будет стоить)){1,2}"
    r"(?: (?:an?|the|one|una?|el|une|le|eine?n?|der|das|um|uma|o))?(?: (?!with|con|avec|mit|com)\w+){0,2} $"
)
_PRICE_BEHIND = regex(r" (?:(?:ka|ki|ke|का|की|के) )?(?:\S+ )?(?:kitn|कितन|rate(?!\w)|daam(?!\w)|दाम)")
_AND_COST = regex(r"[^.!?;,\n]{0,30}(?:cost|kosten)")


def without_priced(slots: Mapping[SlotName, Slot], reading: Reading) -> dict[SlotName, Slot]:
    """Leave out what is asked the price of by itself: "how much is a private car per day?" takes none."""
    return {n: slot for n, slot in slots.items() if n not in _PRICED or not _is_priced(reading, slot)}


def _is_priced(reading: Reading, slot: Slot) -> bool:
    begin, end = reading.range_of(*slot.span)
    before = _PRICE_BEFORE.search(reading.plain, max(0, begin - 60), begin)
    if before is not None and before.group().startswith("what") and "price" not in before.group():
        return _AND_COST.match(reading.plain, end) is not None
    return before is not None or _PRICE_BEHIND.match(reading.plain, end) is not None


_ENOUGH = regex(
    r"\W*(?:is|are|would|will) [^?.!]{1,60} (?:enough|sufficient|too (?:short|long|much|little|many|"
    r"few))(?: (?:for|to) "
    r"[^?.!]{1,40})?\s*\?\W*$"
)


# "Is that for both of us?" counts nobody anew.
_OF_US = regex(r"\W*(?:and |so )?(?:is|are|was) [^?.!]{1,40}(?<!\w)(?:both|all)(?: \w+)? of us\W*\?\W*$")
_HEADS: frozenset[SlotName] = frozenset({"travellers", "adults"})


def merely_mentioned(reading: Reading) -> frozenset[SlotName]:
    """The slots that a message which only asks does not fill."""
    return MERELY_MENTIONED | _HEADS if _OF_US.match(reading.plain) else MERELY_MENTIONED


def only_asks(intents: tuple[Intent, ...], reading: Reading) -> bool:
    """Whether a message asks and wants nothing of the trip changed."""
    names = {intent.name for intent in intents}
    if re.match(r"\W*(?:is|are|does|would|will|was) ", reading.plain):
        names.discard("ask_price")  # "is Phuket cheaper?" compares, "how much for July?" asks for a trip
    if _ENOUGH.match(reading.plain):
        names.discard("enquiry")  # "are 2 nights in Kochi enough?" wishes for none
    return "question" in names and names <= _ONLY_ASKING


# "Is Phuket cheaper in July?", asked in the middle of a dialogue, changes neither place nor date.
_ONLY_ASKING: frozenset[IntentName] = frozenset({"question", "greeting", "thanks", "out_of_scope"})
MERELY_MENTIONED: frozenset[SlotName] = frozenset(
    {
        "origin",
        "destinations",
        "either",
        "start_date",
        "end_date",
        "date_window",
        "stay",
        "transport",
        "interests",
        "nights",
        "days",
    }
)

DATES: frozenset[SlotName] = frozenset({"start_date", "end_date", "date_window"})
