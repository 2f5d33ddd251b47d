"""What there is instead of a plan: the reasons, and the smallest sets of wishes to give up for one."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from crm.money import Money
from crm.trips.values import Itinerary, Unplaced

GivenUpKind = Literal[
    "see",
    "stop",
    "not_stopping",
    "beginning",
    "ending",
    "nights",
    "booked",
    "step_free",
    "rooms",
    "diet",
    "length",
    "earlier",
    "class",
    "shorter",
    "raise",
    "budget",
]


@dataclass(frozen=True)
class GivenUp:
    """One wish that would be given up. `count` are nights or rooms; of a length, the nights instead.

    `name` is of a class of stays the one instead, of a budget what the trip costs without it, of one that is
    raised how far; `day` is of an earlier start the one instead.
    """

    kind: GivenUpKind
    id: str
    name: str = ""
    count: int = 0
    day: date | None = None


@dataclass(frozen=True)
class WayOut:
    """A smallest set of wishes (their ids) without which there is a plan, and what that plan would be.

    `price` is what it costs, taxes included, where a door has priced it; `is_about` where that is the price
    of a quick plan, which the trip that is made of it may differ from a little.
    """

    give_up: tuple[str, ...]
    sentence: str
    plan: Itinerary
    wishes: tuple[GivenUp, ...] = ()
    price: Money | None = None
    is_about: bool = False

    @property
    def is_as_taken(self) -> bool:
        """Whether who takes it gets this very plan.

        Where the budget gives way it was weighed whole; else it was found with a quick plan, and the trip
        that is made of it may hold more, or cost less.
        """
        return any(wish.kind in ("raise", "budget") for wish in self.wishes)


class Infeasible(Exception):
    """No plan keeps every hard wish. `give_up` names a smallest set of wishes to drop, by id.

    `ways_out` holds every such set that was found, the one that buys most first.
    """

    def __init__(
        self, reasons: tuple[Unplaced, ...], give_up: tuple[str, ...] = (), ways_out: tuple[WayOut, ...] = ()
    ) -> None:
        super().__init__("; ".join(f"{r.subject}: {r.reason}" for r in reasons))
        self.reasons, self.give_up, self.ways_out = reasons, give_up, ways_out
