"""The contract of both engines: orders that the desk knows, and the words it could not read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Read = Literal[
    "list", "show", "summary", "next", "waiting", "report", "reminders", "suggest", "price", "mail", "ideas",
    "forecast", "today", "contact", "notes", "help",
]  # fmt: skip
Write = Literal[
    "move", "note", "claim", "give", "take", "release", "remind", "unremind", "draft", "options", "send",
    "follow_up", "tell",
]  # fmt: skip
Do = Read | Write

READS: tuple[str, ...] = get_args(Read)
WRITES: tuple[str, ...] = get_args(Write)
# What some of them cannot be without, besides a lead.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "move": ("lead", "status"),
    "note": ("lead", "text"),
    "claim": ("lead",),
    "give": ("lead", "who"),
    "take": ("lead",),
    "release": ("lead",),
    "remind": ("at",),
    "draft": ("lead",),
    "options": ("lead",),
    "send": ("lead",),
    "follow_up": ("lead",),
    "tell": ("lead", "text"),
    "show": ("lead",),
    "summary": ("lead",),
    "suggest": ("lead",),
    "price": ("lead",),
    "mail": ("lead",),
    "ideas": ("lead",),
    "forecast": ("lead",),
    "contact": ("lead",),
    "notes": ("lead",),
}
IT = "it"  # the lead that was spoken of last
# Every lead that the clause before named; BOTH only where it named several. An `Understood` holds neither
# where a clause stood before: TWO says there that both are meant and fewer were named.
THEM, BOTH, TWO = "them", "both", "which two"


@dataclass(frozen=True)
class Order:
    """One thing that staff ask for. Whom it is about is still in their words.

    `lead`: a number, a name in lower case, `it`, or empty. `at`: local time, ISO to the minute.
    `text`: words of the person's own; of a price the terms as the commands take them (`discount 10 %`); of
    ideas the number of the trip's day. `day`: ISO; of a forecast the first day of travel. `wanted`: filters
    of a list by name. `slots`: what a draft should change, as the understanding engines write slots.
    """

    do: str
    lead: str = ""
    status: str = ""
    text: str = ""
    at: str = ""
    who: str = ""
    day: str = ""
    wanted: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[str, Any] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        return self.do in WRITES

    @property
    def lacks(self) -> tuple[str, ...]:
        """Name what is missing before it can be done."""
        if self.lead == TWO:
            return ("two",)
        return tuple(name for name in NEEDED.get(self.do, ()) if not getattr(self, name))

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True)
class Understood:
    """The orders in the sequence in which they were given; `unread` are words nobody could read.

    Where anything is unread, nothing that writes may be done: half of a sentence is another sentence.
    """

    orders: tuple[Order, ...] = ()
    unread: str = ""
    engine: Literal["offline", "llm"] = "offline"

    @property
    def is_clear(self) -> bool:
        return bool(self.orders) and not self.unread and not any(order.lacks for order in self.orders)
