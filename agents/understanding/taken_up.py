"""Offers that the customer accepted, read from both sides of the dialogue: "yes, that one"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from agents.regexes import regex
from agents.understanding.contract import Said, Slot, SlotName
from agents.understanding.extracting import extract
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.reading import LONGEST, Reading, read

_LOOK_BACK = 4  # messages of the desk among which an offer is sought
# What an accepted message of the desk may settle for the customer.
_OFFERED: frozenset[SlotName] = frozenset(
    {
        "origin",
        "destinations",
        "start_date",
        "end_date",
        "date_window",
        "nights",
        "days",
        "travellers",
        "adults",
        "children",
        "rooms",
        "trip_type",
        "stay",
        "transport",
        "stop_nights",
        "pace",
    }
)

_PROPOSES_PLACE = regex(
    r"(?<!\w)(?:instead|rather|how about|what about|why not|would you (?:like|consider)|"
    r"alternativ\w+)(?!\w)"
)

_ANOTHER = regex(
    r"(?<!\w)(?:others?|another|else|more options|different|instead|alternativ\w+|additional|house|flights?|"
    r"trains?|bus|car)(?!\w)"
)


class Offers:
    """What the desk offered, as far as a customer's yes takes it up. Safe to share between threads."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places
        # The desk's last words are looked at with every answer to them, and often are the same for many.
        self._held_out = lru_cache(512)(self._holds)

    def take_up(self, history: Sequence[Said], today: date, slots: dict[SlotName, Slot]) -> None:
        """Add what the desk's latest offer holds and the customer left unsaid."""
        looked = 0
        for index in range(len(history) - 1, -1, -1):
            said = history[index]
            if said.role != "desk":
                continue
            looked += 1
            taken = self._offered(said, history[:index], today)
            for name, slot in taken.items():
                if name not in slots:
                    sureness = round(slot.confidence * 0.8, 3)
                    slots[name] = replace(slot, message=said.id or str(index), confidence=sureness)
            if taken or looked >= _LOOK_BACK:
                return

    def take_up_stay(self, history: Sequence[Said], today: date, slots: dict[SlotName, Slot]) -> None:
        """The hotel talked about before the last few questions, if no other was asked for since."""
        for index in range(len(history) - 1, max(-1, len(history) - 2 * _LOOK_BACK), -1):
            said = history[index]
            if said.role == "customer":
                if _ANOTHER.search(read(said.text[:LONGEST]).plain):
                    return
                continue
            stay = self._offered(said, history[:index], today).get("stay")
            if stay:
                slots["stay"] = replace(stay, message=said.id or str(index), confidence=0.55)
                return

    def _holds(self, text: str, today: date) -> tuple[Reading, Mapping[SlotName, Slot]]:
        reading = read(text)
        return reading, extract(reading, self._places, today, (), is_opening=False)

    def _offered(self, said: Said, before: Sequence[Said], today: date) -> dict[SlotName, Slot]:
        reading, offered = self._held_out(said.text[:LONGEST], today)
        taken = {name: slot for name, slot in offered.items() if name in _OFFERED}
        if "either" in offered:
            taken.pop("destinations", None)
        if not _PROPOSES_PLACE.search(reading.plain) and self._has_named_place(before):
            taken.pop("destinations", None)  # a station or a street in an offer is not where the trip goes
            taken.pop("origin", None)
        if "stay" in taken:
            name = taken["stay"].value.get("name")
            if name:
                taken["stay"] = replace(taken["stay"], value={"name": name})
            else:
                taken.pop("stay")
        return taken

    def _has_named_place(self, before: Sequence[Said]) -> bool:
        return any(
            self._places.mentions(read(said.text[:LONGEST]).plain)
            for said in before
            if said.role == "customer"
        )
