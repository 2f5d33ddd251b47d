"""The mind's own notes on a dialogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Notes:
    """The mind's own notes on the dialogue, kept with the conversation between turns."""

    asked: str | None = None  # the slot the desk asked for last
    times: Mapping[str, int] = field(default_factory=dict)  # how often each was asked for
    puzzled: int = 0  # turns in a row in which nothing was understood
    offer: Mapping[str, Any] | None = None  # slots that a plain yes would set
    pending: tuple[str, ...] = ()  # slots heard that no plan has taken up yet
    # What the desk laid out last to pick from: {"kind", "items"} (see `agents.scene.picking`).
    listed: Mapping[str, Any] | None = None
    party: Mapping[str, Any] | None = None  # who travelled last time: slots that a plain yes would set
    aside: tuple[str, ...] = ()  # places of other enquiries that wait as leads of their own
    beside: tuple[str, ...] = ()  # the places that the desk works on while those wait
    closed: tuple[str, ...] = ()  # places of an enquiry that was closed while others waited
    missed: tuple[str, ...] = ()  # names of which the customer was told that the catalogue does not have them

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Notes":
        """Read notes back; notes that make no sense count as none."""
        times = stored.get("times")
        offer = stored.get("offer")
        puzzled = stored.get("puzzled")
        listed = stored.get("listed")
        return cls(
            asked=stored.get("asked") if isinstance(stored.get("asked"), str) else None,
            times={k: v for k, v in times.items() if isinstance(v, int)} if isinstance(times, dict) else {},
            puzzled=puzzled if isinstance(puzzled, int) else 0,
            offer=offer if isinstance(offer, dict) else None,
            pending=_names(stored, "pending"),
            listed=listed if isinstance(listed, dict) else None,
            party=stored["party"] if isinstance(stored.get("party"), dict) else None,
            aside=_names(stored, "aside"),
            beside=_names(stored, "beside"),
            closed=_names(stored, "closed"),
            missed=_names(stored, "missed"),
        )

    def write(self) -> dict[str, Any]:
        """Give the notes as JSON, without what is empty."""
        full = {
            "asked": self.asked,
            "times": dict(self.times),
            "puzzled": self.puzzled,
            "offer": dict(self.offer) if self.offer else None,
            "pending": list(self.pending),
            "listed": dict(self.listed) if self.listed else None,
            "party": dict(self.party) if self.party else None,
            "aside": list(self.aside),
            "beside": list(self.beside),
            "closed": list(self.closed),
            "missed": list(self.missed),
        }
        return {name: value for name, value in full.items() if value}


def _names(stored: Mapping[str, Any], name: str) -> tuple[str, ...]:
    names = stored.get(name)
    return tuple(one for one in names if isinstance(one, str)) if isinstance(names, list) else ()
