"""The clause by which a customer puts one trip before another. Pure but for the engine's reading."""

from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from agents.hearing.kept import CLAUSE, NEVER_MISSED
from agents.hearing.turning_words import BESIDE, GOES_FIRST
from agents.regexes import regex
from agents.understanding.contract import IntentName, SlotName, Understanding

Read = Callable[[str], Understanding]
Span = tuple[int, int]

# What of a trip may be told in the same breath.
_TOLD: tuple[SlotName, ...] = (
    "destinations", "start_date", "end_date", "date_window", "nights", "days", "adults", "children",
    "child_ages", "infants", "travellers", "budget", "stay",
)  # fmt: skip
# What is asked or told beside the turning has to be answered for the trip that it is about.
TO_ANSWER: tuple[IntentName, ...] = (*NEVER_MISSED, "question", "cancel", "approve", "reject", "ask_price")
_APART = regex(r"[\s.,;:!?…()\"«»؛،।—–-]+")


def places_heard(heard: Understanding) -> tuple[str, ...]:
    """The places that words name, in their order; none where they are taken back."""
    slot = heard.slots.get("destinations")
    value = slot.value if slot is not None and not slot.retracted and not slot.message else None
    return tuple(str(place) for place in value) if isinstance(value, list) else ()


def says(understood: Understanding, intents: Collection[IntentName]) -> bool:
    """Whether one of the intents was heard."""
    return any(understood.has(name) for name in intents)


def clauses(text: str) -> list[Span]:
    """Where each clause of a text begins and ends."""
    cuts = [0, *(match.end() for match in CLAUSE.finditer(text)), len(text)]
    return [(begin, end) for begin, end in pairwise(cuts) if text[begin:end].strip()]


def first_put(text: str, known: Collection[str], read: Read) -> tuple[int, int, str] | None:
    """The clause that puts one of the `known` places first, and the place."""
    for begin, end in clauses(text):
        clause = text[begin:end]
        if not GOES_FIRST.search(clause):
            continue
        understood = read(clause)
        named = places_heard(understood)
        is_known = bool(named) and set(named) <= set(known)
        if is_known and not says(understood, NEVER_MISSED) and says_no_more(clause, read):
            return begin, end, named[0]
    return None


def says_no_more(clause: str, read: Read) -> bool:
    """Whether a clause holds the words that turn, the place, what a lead keeps, and nothing else."""
    rest = clause
    for name, slot in read(clause).slots.items():
        begin, end = slot.span
        if name in _TOLD and not slot.message:
            rest = rest[:begin] + " " * (end - begin) + rest[end:]
    rest = GOES_FIRST.sub(" ", rest)
    left = (word for word in _APART.split(rest.casefold()) if word and word not in BESIDE)
    return all(places_heard(read(word)) for word in left)


def only_ordering(text: str, known: Collection[str], read: Read) -> tuple[list[Span], str] | None:
    """The clauses that say no more than in which order trips are to be planned, and the place put first.

    "Kerala first please, then Bali" tells nothing of either trip. None where a trip is put first in the
    words that tell of it, or none is.
    """
    found = first_put(text, known, read)
    if found is None or set(read(text[found[0] : found[1]]).slots) != {"destinations"}:
        return None
    return [found[:2], *_next_ones(text, found[1], known, read)], found[2]


def _next_ones(text: str, begin: int, known: Collection[str], read: Read) -> Iterator[Span]:
    """The clauses right behind that merely name what comes next: "then Bali"."""
    for first, last in clauses(text):
        if first < begin:
            continue
        clause = text[first:last]
        understood = read(clause)
        named = set(places_heard(understood))
        if not named <= set(known) or set(understood.slots) != {"destinations"}:
            return
        if says(understood, NEVER_MISSED) or not says_no_more(clause, read):
            return
        yield first, last


def blanked(text: str, spans: Collection[Span]) -> str:
    """The text with spaces in place of some of its words; whatever stays keeps its place."""
    for begin, end in spans:
        text = text[:begin] + " " * (end - begin) + text[end:]
    return text
