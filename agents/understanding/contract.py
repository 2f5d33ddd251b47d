"""What an engine must return, whichever engine it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Protocol

SlotName = Literal[
    "origin", "destinations", "start_date", "end_date", "date_window", "nights", "days",
    "travellers", "adults", "children", "child_ages", "infants", "rooms", "budget", "trip_type",
    "stay", "transport", "interests", "pace", "occasion", "diet", "mobility", "must_see", "avoid",
    "fewer", "stop_nights", "nights_change", "either", "happened_on", "beds", "budget_limit",
    "name", "email", "phone", "arrives_at", "departs_at", "gateway_in", "gateway_out", "seen", "booked",
    "elsewhere",
]  # fmt: skip

IntentName = Literal[
    "enquiry", "change", "question", "ask_price", "ask_status", "approve", "reject", "complaint",
    "human", "opt_out", "opt_in", "thanks", "greeting", "affirm", "deny", "cancel", "skip",
    "not_a_customer", "out_of_scope", "puzzled", "money_dispute", "medical", "legal",
]  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One earlier message of the dialogue, oldest first, as the engines see it."""

    role: Literal["customer", "desk"]
    text: str
    id: str = ""


@dataclass(frozen=True)
class Slot:
    """One thing understood, with the words it rests on.

    `message` names the message that holds the words: its id, or "" for the current one (a message of the
    history without an id goes by its place in it, counted from zero). `span` is the half-open character
    range in that message. `retracted` is true when the customer took the thing back and named nothing in
    its place ("not Bali"). `confidence` under 0.6 is a supposition that the desk should say aloud.

    Values are JSON-ready, dates as ISO strings:
    `budget` {"amount": str, "currency": str | None, "per": "trip"|"person"|"day"|"night"};
    `date_window` {"from", "to"}; `destinations`, `interests`, `avoid`, `must_see`, `child_ages` lists;
    `fewer` what there should be less of, a list ("temples"), and not none at all, which is to `avoid` it;
    `either` the places among `destinations` that were named as alternatives;
    `stop_nights` a list of {"place", and one of "change": int | "min": int | "exactly": int, and "stands":
    "first" | "last" where the trip is to begin or end there};
    `beds` what the rooms should have, as a list ("twin beds", "extra bed", "sea view", "bigger room" …);
    `diet` a text, or a list of several ("vegetarian", "no pork", "nut allergy" …), with a number in brackets
    where only so many keep it ("vegetarian (2)");
    `budget_limit` "hard" where the budget may not be passed, "soft" where it may;
    `nights_change` the nights or days by which the whole trip is to grow (or, negative, to shrink);
    `stay` any of {"name", "class": "value"|"comfort"|"luxury", "stars", "rating", "price": as a budget};
    `happened_on` the day behind us on which something happened ("I cancelled 9 days ago");
    `transport` {"mode", and for a car "type", "seats", "price", for a flight "cabin"};
    `arrives_at` and `departs_at` when the party lands and flies home, local time, "14:30"; `gateway_in` and
    `gateway_out` at which airports, by name; `seen` a list of places known from before;
    `elsewhere` what is told beside the trip and moves no plan: places outside it (a stopover, an affair of
    their own, where relatives live), a hotel or flights booked without a word of when; a list in their words;
    `booked` what is booked already, a list (see `agents.understanding.booked`);
    `children` counts ages 2 to 17 where ages are known, `infants` those under two.
    """

    value: Any
    span: tuple[int, int]
    message: str = ""
    confidence: float = 1.0
    retracted: bool = False


@dataclass(frozen=True)
class Intent:
    name: IntentName
    confidence: float


@dataclass(frozen=True)
class Understanding:
    """What one message means, read with what was said before it."""

    language: str
    intents: tuple[Intent, ...]
    slots: Mapping[SlotName, Slot] = field(default_factory=dict)
    engine: Literal["offline", "llm"] = "offline"

    def has(self, name: IntentName, at_least: float = 0.5) -> bool:
        """Say whether an intent was heard with at least this confidence."""
        return any(i.name == name and i.confidence >= at_least for i in self.intents)


class Engine(Protocol):
    """Reads one message in its dialogue. Never raises for what a customer may write."""

    name: Literal["offline", "llm"]

    def understand(
        self, text: str, history: Sequence[Said], today: date, asked: SlotName | None = None
    ) -> Understanding:
        """Understand `text`; `asked` is the slot the desk asked for last, so that "3" means something.

        `today` is the customer's local date. Blocking; call it off the event loop.
        """
        ...
