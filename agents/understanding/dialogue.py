"""Keeps what a dialogue has said so far: later words win, and what contradicts them falls away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from agents.regexes import regex
from agents.understanding.arranged import with_bookings
from agents.understanding.comforts import with_beds
from agents.understanding.contract import Engine, Said, Slot, SlotName, Understanding
from agents.understanding.diets import with_diets
from agents.understanding.end_stops import with_stops
from agents.understanding.reading import read

Known = dict[SlotName, Slot]
_LISTS: frozenset[SlotName] = frozenset({"interests", "fewer", "avoid", "must_see", "seen", "elsewhere"})
# How much of a thing is wished for: each is in one of these lists at most.
AT_ODDS: tuple[SlotName, ...] = ("interests", "fewer", "avoid")
_MAPPINGS: frozenset[SlotName] = frozenset({"stay", "transport"})
_ALSO = regex(
    r"(?<!\w)(?:also|add(?:ing)?|plus|as well|too|along with|and then|tambien|ademas|aussi|en "
    r"plus|auch|dazu|ausserdem|tambem|"
    r"alem|также|еще|тоже|ايضا|كذلك|bhi|aur|भी|और)(?!\w)"
)
# Saying the first makes what was known of the others doubtful unless they are said again.
_OUSTS: dict[SlotName, tuple[SlotName, ...]] = {
    "start_date": ("date_window",),
    "date_window": ("start_date", "end_date"),
    "days": ("nights",),
    "nights": ("days",),
    "travellers": ("adults", "children", "child_ages", "infants"),
    "adults": ("travellers",),
    "destinations": ("either",),
}


def merge(known: Mapping[SlotName, Slot], heard: Understanding, text: str) -> Known:
    """What is known after one more message of the customer, `text`, was heard."""
    merged: Known = dict(known)
    for name, slot in heard.slots.items():
        for other in _OUSTS.get(name, ()):
            if other not in heard.slots:
                merged.pop(other, None)
        if slot.retracted:
            _retract(merged, name, slot)
        else:
            merged[name] = _joined(name, merged.get(name), slot, text)
    _reconcile(merged, heard)
    return merged


def _retract(merged: Known, name: SlotName, slot: Slot) -> None:
    before = merged.get(name)
    left = without(before.value, slot.value) if before else None
    if before and left is not None:
        merged[name] = replace(before, value=left)
    else:
        merged.pop(name, None)


def without(before: Any, gone: Any) -> Any:
    """What is left of a slot's value when `gone` is taken back, or None where nothing is.

    Of words only those go that are named: who is vegetarian no more may still be allergic to nuts. Where
    nothing is named (None), and of what is no words, all of it goes.
    """
    named = {_plain(one) for one in (gone if isinstance(gone, list) else [gone])}
    if gone is None or not isinstance(before, str | list):
        return None
    if isinstance(before, str):
        return None if _plain(before) in named else before
    return [one for one in before if _plain(one) not in named] or None


def _plain(value: Any) -> str:
    return str(value).strip().casefold()


def _joined(name: SlotName, before: Slot | None, slot: Slot, text: str) -> Slot:
    if name == "booked":
        return replace(slot, value=with_bookings(before.value if before else [], slot.value))
    if name == "beds":
        return replace(slot, value=with_beds(before.value if before else [], slot.value))
    if before is None:
        return slot
    if name == "stop_nights":
        return replace(slot, value=with_stops(before.value, slot.value))
    if name == "diet":
        return replace(slot, value=with_diets(before.value, slot.value))
    if name in _LISTS or (name == "destinations" and _ALSO.search(read(text).plain)):
        return replace(slot, value=list(dict.fromkeys([*before.value, *slot.value])))
    if name in _MAPPINGS:
        is_other = name == "transport" and before.value.get("mode") != slot.value.get("mode")
        return slot if is_other else replace(slot, value={**before.value, **slot.value})
    return slot


def _reconcile(merged: Known, heard: Understanding) -> None:
    for name in AT_ODDS:
        if name in merged and (gone := at_odds(name, heard)):
            _keep(merged, name, [item for item in merged[name].value if item not in gone])
    start, end = merged.get("start_date"), merged.get("end_date")
    if start and end:
        is_backwards = end.value < start.value
        if is_backwards or ("nights" in heard.slots and "end_date" not in heard.slots):
            merged.pop("end_date" if "end_date" not in heard.slots else "start_date")
        elif "end_date" in heard.slots and "nights" not in heard.slots:
            merged.pop("nights", None)
            merged.pop("days", None)
    ages, children = merged.get("child_ages"), merged.get("children")
    if ages and children and len(ages.value) > children.value and "child_ages" not in heard.slots:
        merged.pop("child_ages")


def at_odds(name: SlotName, heard: Understanding) -> frozenset[str]:
    """What the newest words want otherwise than a slot of `AT_ODDS` says: who wants fewer temples neither
    loves them any more nor wants none."""
    said = {
        of: heard.slots[of].value for of in AT_ODDS if of in heard.slots and not heard.slots[of].retracted
    }
    where = heard.slots.get("destinations")
    if where is not None and not where.retracted and name == "avoid":
        said["destinations"] = where.value  # a place that was refused before may be named anew
    own = said.pop(name, ())
    return frozenset(item for items in said.values() for item in items if item not in own)


def _keep(merged: Known, name: SlotName, values: list[Any]) -> None:
    if values:
        merged[name] = replace(merged[name], value=values)
    else:
        merged.pop(name)


def read_dialogue(
    engine: Engine, history: Sequence[Said], text: str, today: date, asked: SlotName | None = None
) -> tuple[Understanding, Known]:
    """Understand the newest message, and everything said up to it.

    Every slot of the result names its message: its id, or its place in `history` counted from zero where
    it has none, and `len(history)` for the newest.
    """
    known: Known = {}
    messages = [*history, Said("customer", text, str(len(history)))]
    heard = Understanding("en", ())
    for index, said in enumerate(messages):
        if said.role != "customer":
            continue
        is_newest = index == len(messages) - 1
        heard = engine.understand(said.text, messages[:index], today, asked if is_newest else None)
        named = {
            n: s if s.message else replace(s, message=said.id or str(index)) for n, s in heard.slots.items()
        }
        heard = replace(heard, slots=named)
        known = merge(known, heard, said.text)
    return heard, known
