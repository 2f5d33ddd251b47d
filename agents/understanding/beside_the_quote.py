"""What a message wishes beside what it asks of the quote in hand."""

from dataclasses import replace

from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.merely_asked import MERELY_MENTIONED
from agents.understanding.of_the_quote import AskedOfQuote
from agents.understanding.reading import read
from agents.understanding.stay_words import CLASS

_NOT_IN_ASKING: frozenset[SlotName] = MERELY_MENTIONED | {
    "must_see", "avoid", "fewer", "beds", "booked", "stop_nights", "budget", "seen", "elsewhere",
}  # fmt: skip


def without_what_is_asked(heard: Understanding, asked: AskedOfQuote, text: str) -> Understanding:
    """Leave out what stands in the parts that only ask: "are flights included?" books none."""
    slots: dict[SlotName, Slot] = {
        name: slot
        for name, slot in heard.slots.items()
        if name not in _NOT_IN_ASKING
        or slot.message
        or not any(begin <= slot.span[0] and slot.span[1] <= end for begin, end in asked.spans)
    }
    if "stay" in heard.slots and "stay" not in slots and (beside := _class_beside(text, asked)):
        stay = heard.slots["stay"]
        kept = {name: value for name, value in dict(stay.value).items() if name in ("class", "stars")}
        slots["stay"] = replace(stay, value=kept, span=beside)
    return replace(heard, slots=slots)


def _class_beside(text: str, asked: AskedOfQuote) -> tuple[int, int] | None:
    """Where a class is wished for beside the asking parts: a hotel named in those was heard in its place."""
    reading = read(text)
    for _, words in CLASS:
        for found in words.finditer(reading.plain):
            span = reading.span(*found.span())
            if not any(begin <= span[0] and span[1] <= end for begin, end in asked.spans):
                return span
    return None
