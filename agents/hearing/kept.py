"""What counts wherever in a turn it stands, though the words around it are about another enquiry. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.regexes import regex
from agents.scene.captured import Joined
from agents.understanding.contract import Intent, IntentName, Slot, SlotName, Understanding

# Words that must be heard in whichever message of a burst they stand, and whatever a model makes of them.
NEVER_MISSED: tuple[IntentName, ...] = ("opt_out", "human", "complaint", "money_dispute", "medical", "legal")
CONTACT = ("name", "email", "phone")
# Where one clause ends and another begins; a comma takes the word that joins with it.
CLAUSE = regex(r"[.,;!?\n؟؛،।]\s*(?:(?:and|but)\s+)?|\s(?=(?:and|y|et|und|e|и|aur|और|و)\s)", re.IGNORECASE)


def kept_of(heard: Sequence[Understanding], joined: Joined, rest: str) -> Understanding:
    """What counts wherever in a turn it stands: a word that is never missed, and outside of the `rest`, where
    another enquiry is spoken of, who the customer is. `heard` is the whole, and then its parts."""
    intents = tuple(i for one in heard for i in one.intents if i.name in NEVER_MISSED)
    slots: dict[SlotName, Slot] = {}
    for name, slot in heard[0].slots.items():
        is_beside = not rest[slice(*slot.span)].strip()
        if name in CONTACT and not slot.message and not slot.retracted and is_beside:
            message, span = joined.locate(slot.span)
            slots[name] = replace(slot, message=f"in:{message}", span=span)
    return replace(heard[0], intents=intents, slots=slots)


def with_kept(heard: Understanding, kept: Understanding) -> Understanding:
    """Add what is kept of the whole turn; of an intent heard twice the surer one stays."""
    surest: dict[str, Intent] = {}
    for intent in (*heard.intents, *kept.intents):
        if intent.name not in surest or surest[intent.name].confidence < intent.confidence:
            surest[intent.name] = intent
    return replace(heard, intents=tuple(surest.values()), slots={**kept.slots, **heard.slots})


def beside(text: str, rest: str) -> str:
    """The words of a text that are not in the `rest`, which is a part of it or has blanks for them."""
    kept = rest.ljust(len(text))
    return "".join(" " if left.strip() else char for char, left in zip(text, kept, strict=True)).strip()


def behind(text: str) -> str:
    """What comes after the first clause."""
    tail = text.lstrip(" ,;،\n")
    end = CLAUSE.search(tail)
    return tail[end.end() :] if end else ""
