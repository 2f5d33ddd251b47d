"""What a question only mentions, and what changes no trip therefore."""

import re
from dataclasses import replace

from agents.understanding.contract import Intent, IntentName, SlotName, Understanding
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


def only_asks(intents: tuple[Intent, ...], reading: Reading) -> bool:
    """Whether a message asks and wants nothing of the trip changed."""
    names = {intent.name for intent in intents}
    if re.match(r"\W*(?:is|are|does|would|will|was) ", reading.plain):
        names.discard("ask_price")  # "is Phuket cheaper?" compares, "how much for July?" asks for a trip
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
