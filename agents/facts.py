"""What the desk knows at one turn: the scene and the understanding, made ready to decide on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agents.captured import Slots
from agents.places import Where
from agents.understanding.contract import IntentName, Understanding
from agents.wishes import nights_of, party_of, start_of, value_of
from crm.conversations.values import Heard, LeadFacts, Scene, TripFacts
from crm.leads.rules import CLOSED_STATUSES, merge_slots

REQUIRED = ("destinations", "start_date", "nights", "adults")
USEFUL = ("child_ages", "stay")
# What moves a plan that has been made; an e-mail address or a diet does not.
PLANNED_BY = frozenset(
    {
        "destinations", "start_date", "end_date", "date_window", "nights", "days", "travellers", "adults",
        "children", "child_ages", "infants", "rooms", "budget", "stay", "interests", "pace", "mobility",
        "must_see", "avoid", "stop_nights",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Notes:
    """The mind's own notes on the dialogue, kept with the conversation between turns."""

    asked: str | None = None  # the slot the desk asked for last
    times: Mapping[str, int] = field(default_factory=dict)  # how often each was asked for
    puzzled: int = 0  # turns in a row in which nothing was understood
    offer: Mapping[str, Any] | None = None  # slots that a plain yes would set
    pending: tuple[str, ...] = ()  # slots heard that no plan has taken up yet

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Notes":
        """Read notes back; notes that make no sense count as none."""
        times = stored.get("times")
        offer = stored.get("offer")
        puzzled = stored.get("puzzled")
        pending = stored.get("pending")
        return cls(
            asked=stored.get("asked") if isinstance(stored.get("asked"), str) else None,
            times={k: v for k, v in times.items() if isinstance(v, int)} if isinstance(times, dict) else {},
            puzzled=puzzled if isinstance(puzzled, int) else 0,
            offer=offer if isinstance(offer, dict) else None,
            pending=tuple(p for p in pending if isinstance(p, str)) if isinstance(pending, list) else (),
        )

    def write(self) -> dict[str, Any]:
        """Give the notes as JSON, without what is empty."""
        full = {
            "asked": self.asked,
            "times": dict(self.times),
            "puzzled": self.puzzled,
            "offer": dict(self.offer) if self.offer else None,
            "pending": list(self.pending),
        }
        return {name: value for name, value in full.items() if value}


@dataclass(frozen=True)
class Facts:
    """Everything that `decide` looks at; no clock, no store, no text but what was understood of it."""

    intents: Mapping[IntentName, float]
    slots: Slots  # known after this turn
    changed: frozenset[str]  # names whose value this turn moved, with those still pending
    where: Where
    notes: Notes
    today: date
    trip: TripFacts | None = None
    kinds: frozenset[str] = frozenset()  # kinds of the inbound messages
    text: str = ""
    language: str = "en"
    detail: Mapping[str, Any] = field(default_factory=dict)  # of a press or of the trip page
    is_held: bool = False
    is_opted_out: bool = False
    is_first: bool = False
    needs_human: str | None = None
    group_size: int = 9

    def has(self, *names: IntentName, at_least: float = 0.5) -> bool:
        return any(self.intents.get(name, 0.0) >= at_least for name in names)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a plan cannot do without, in the order in which the desk asks for it."""
        nights = nights_of(self.slots)
        known = {
            "destinations": self.where.destination is not None,
            "start_date": start_of(self.slots, self.today, nights)[0] is not None,
            "nights": nights is not None,
            "adults": bool(value_of(self.slots, "adults") or value_of(self.slots, "travellers")),
        }
        return tuple(name for name in REQUIRED if not known[name])

    @property
    def useful(self) -> tuple[str, ...]:
        """What makes a plan better and is not known yet."""
        _, assumed = party_of(self.slots)
        lacks = {
            "child_ages": any(a.kind == "ages" for a in assumed),
            "stay": value_of(self.slots, "stay") is None,
        }
        return tuple(name for name in USEFUL if lacks[name])

    @property
    def heads(self) -> int:
        told = value_of(self.slots, "travellers")
        party, assumed = party_of(self.slots)
        guessed = any(a.kind == "adults" for a in assumed)
        return max(told if isinstance(told, int) else 0, 0 if guessed else party.heads)


def lead_of(scene: Scene) -> LeadFacts | None:
    """The lead that this turn belongs to: none when the last one is closed, for a new enquiry opens anew."""
    return None if scene.lead is None or scene.lead.status in CLOSED_STATUSES else scene.lead


def known_slots(scene: Scene) -> Slots:
    lead = lead_of(scene)
    return lead.slots if lead else {}


def gather(
    scene: Scene,
    understanding: Understanding,
    captured: tuple[Slots, tuple[str, ...]],
    where: Where,
    group_size: int,
) -> Facts:
    """Put a turn's facts together. `captured` is what this turn adds to the lead and takes from it."""
    notes = Notes.read(scene.dialogue)
    known = known_slots(scene)
    slots, removed = captured
    merged = merge_slots(known, slots, removed)
    moved = {n for n in slots if merged[n].get("value") != known.get(n, {}).get("value")}
    # "One more day in Ubud", said twice, means one more each time.
    moved |= {n for n in slots if n == "stop_nights"}
    moved |= {n for n in removed if n in known}
    if moved & PLANNED_BY:
        moved |= set(notes.pending)
    lead = lead_of(scene)
    return Facts(
        intents={i.name: i.confidence for i in understanding.intents},
        slots=merged,
        changed=frozenset(moved),
        where=where,
        notes=notes,
        today=scene.today,
        trip=scene.trip if lead or _still_about_it(scene, moved) else None,
        kinds=frozenset(h.kind for h in scene.heard),
        text="\n".join(h.text for h in scene.heard if h.text),
        language=understanding.language,
        detail=_detail(scene.heard),
        is_held=scene.held_by is not None,
        is_opted_out=scene.opted_out,
        is_first=not any(p.role != "customer" for p in scene.history),
        needs_human=lead.needs_human if lead else None,
        group_size=group_size,
    )


def _still_about_it(scene: Scene, moved: set[str]) -> bool:
    """A word after the sale ("thanks!", "where is my voucher?") is still about the trip that was sold."""
    return scene.lead is not None and scene.lead.status == "won" and not moved & PLANNED_BY


def _detail(heard: tuple[Heard, ...]) -> Mapping[str, Any]:
    merged: dict[str, Any] = {}
    for message in heard:
        merged.update(message.detail)
    return merged
