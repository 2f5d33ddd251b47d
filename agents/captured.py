"""From an understanding to the lead's slots: which message each thing stands in, and what it adds to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agents.understanding.contract import Slot, Understanding
from crm.conversations.values import Heard

Slots = Mapping[str, Mapping[str, Any]]

# Slots that grow with what is said; every other slot is replaced by the newer word.
GROWING = frozenset({"interests", "must_see", "avoid", "diet", "mobility"})


@dataclass(frozen=True)
class Joined:
    """The messages of one turn read as one text, with the way back to each of them."""

    text: str
    starts: tuple[tuple[int, int], ...]  # (first character, inbox id)

    def locate(self, span: tuple[int, int]) -> tuple[int, tuple[int, int]]:
        """Give the inbox id that holds a span, and the span within that message."""
        begin, message = 0, self.starts[0][1] if self.starts else 0
        for first, number in self.starts:
            if first > span[0]:
                break
            begin, message = first, number
        return message, (span[0] - begin, span[1] - begin)


def join(heard: Sequence[Heard]) -> Joined:
    """Put the turn's messages into one text, a line each."""
    text, starts = "", []
    for message in heard:
        # Under an approval stands a typed name: it signs a plan and tells nothing of another one.
        if not message.text.strip() or message.kind == "approval":
            continue
        text += "\n" if text else ""
        starts.append((len(text), message.id))
        text += message.text
    return Joined(text, tuple(starts))


def capture(understanding: Understanding, joined: Joined, known: Slots) -> tuple[Slots, tuple[str, ...]]:
    """Give the slots to write down with their evidence, and the names of those taken back."""
    slots: dict[str, Mapping[str, Any]] = {}
    removed: list[str] = []
    for name, slot in understanding.slots.items():
        message, span = _evidence(slot, joined)
        value = _value(name, slot, known)
        if value is None or value == []:
            removed.append(name)
            continue
        if slot.message.startswith("out:") and value == known.get(name, {}).get("value"):
            continue  # the desk only repeated what the customer had said; their own words stay the evidence
        slots[name] = {
            "value": value,
            "message": message,
            "span": list(span),
            "confidence": slot.confidence,
            "by": understanding.engine,
            # Words of the desk that the customer said yes to stand in the desk's own message.
            **({"offered_in": slot.message} if slot.message.startswith("out:") else {}),
        }
    return slots, tuple(removed)


def _evidence(slot: Slot, joined: Joined) -> tuple[int, tuple[int, int]]:
    if not slot.message:
        return joined.locate(slot.span)
    where, _, number = slot.message.partition(":")
    if where == "in" and number.isdigit():
        return int(number), slot.span
    return (joined.starts[-1][1] if joined.starts else 0), slot.span


def _value(name: str, slot: Slot, known: Slots) -> Any:
    before = known.get(name, {}).get("value")
    if slot.retracted:
        if isinstance(before, list) and isinstance(slot.value, list):
            return [item for item in before if item not in slot.value]
        return None
    if name in GROWING and isinstance(before, list) and isinstance(slot.value, list):
        return [*before, *(item for item in slot.value if item not in before)]
    return slot.value
