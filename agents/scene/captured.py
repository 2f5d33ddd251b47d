"""From an understanding to the lead's slots: which message each thing stands in, and what it adds to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from agents.understanding.arranged import with_bookings
from agents.understanding.comforts import with_beds
from agents.understanding.contract import Slot, Understanding
from agents.understanding.dialogue import AT_ODDS, at_odds, without
from agents.understanding.diets import with_diets
from agents.understanding.diets_of_some import as_of_all
from agents.understanding.end_stops import no_end, with_stops
from agents.understanding.part_of_us import tells_of_a_part
from crm.conversations.values import Heard

Slots = Mapping[str, Mapping[str, Any]]

# Slots that grow with what is said; every other slot is replaced by the newer word.
SUPPOSED = 0.6  # a confidence below this is a supposition
GROWING = frozenset({"interests", "fewer", "must_see", "avoid", "mobility", "seen", "elsewhere"})


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


@dataclass(frozen=True)
class Aside:
    """Another enquiry of the same customer: its place as they named it, and what they said of it.
    `is_new` where it was not noted before."""

    place: str
    slots: Slots
    is_new: bool = True
    day_over: date | None = None  # a day named for it that lies in the past: no slot holds it


@dataclass(frozen=True)
class TurnedTo:
    """The enquiry that the customer puts first, by its place, and those that wait `beside` it.

    `lead_id` is None where the desk works on it already.
    """

    place: str
    beside: tuple[str, ...]
    lead_id: int | None = None


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
        if slot.retracted and value == known.get(name, {}).get("value"):
            continue  # what they take back was never noted
        if name == "rooms" and "beds" in understanding.slots and _counts_by_an_article(slot, joined):
            continue  # "a room with sea view" tells how it should be, not how many
        if _is_guess(slot, known.get(name, {})) or _is_a_part(name, slot, understanding, joined, known):
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
    removed += _no_ends(slots, understanding, known)
    kept = {name: slot for name, slot in known.items() if name not in removed}
    removed += _balanced(slots, understanding, kept)
    return slots, (*removed, *_left_behind(slots, known), *_counted_anew(slots, known))


def without_day_over(heard: Understanding, today: date) -> tuple[Understanding, date | None]:
    """Leave out a start, or weeks, that lie behind `today`; give the day that is over, to be asked about.

    How long they would have stayed still holds.
    """
    start, end = (_day_of(heard.slots.get(name)) for name in ("start_date", "end_date"))
    window = heard.slots.get("date_window")
    last = _day(window.value.get("to")) if window and isinstance(window.value, Mapping) else None
    left = dict(heard.slots)
    if last is not None and last < today:
        left.pop("date_window")
    else:
        last = None
    if start is None or start >= today:
        return replace(heard, slots=left), None if start else last
    left.pop("start_date")
    if end is not None and end < today:
        told = left.pop("end_date")
        if end > start and not any(name in left and left[name].value for name in ("nights", "days")):
            left["nights"] = replace(told, value=(end - start).days)
    return replace(heard, slots=left), start


def beside_without_day_over(aside: Aside, today: date) -> Aside:
    """Leave days that lie behind `today` out of what is noted of another enquiry, as of the one in hand."""
    told = {name: aside.slots[name] for name in _DAYS if name in aside.slots}
    window = (told.get("date_window") or {}).get("value")
    days = [_day((told.get(name) or {}).get("value")) for name in ("start_date", "end_date")]
    days.append(_day(window.get("to")) if isinstance(window, Mapping) else None)
    over = [day for day in days if day is not None and day < today]
    if not over:
        return aside
    kept = {name: slot for name, slot in aside.slots.items() if name not in _DAYS}
    return replace(aside, slots=kept, day_over=over[0])


_DAYS = ("start_date", "end_date", "date_window")


def _day_of(slot: Slot | None) -> date | None:
    return _day(slot.value) if slot and not slot.retracted else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _balanced(slots: dict[str, Mapping[str, Any]], heard: Understanding, known: Slots) -> list[str]:
    """Let what is liked, wanted less of and not wanted agree with the newest words; give what is emptied."""
    emptied: list[str] = []
    for name in AT_ODDS:
        slot = slots.get(name) or known.get(name) or {}
        items, gone = slot.get("value"), at_odds(name, heard)
        if not isinstance(items, list) or gone.isdisjoint(items):
            continue
        slots.pop(name, None)
        if left := [item for item in items if item not in gone]:
            slots[name] = {**slot, "value": left}
        else:
            emptied.append(name)
    return emptied


def _no_ends(slots: dict[str, Mapping[str, Any]], heard: Understanding, known: Slots) -> Iterator[str]:
    """Take back from the stops which of them was to be first or last; name them where nothing is left."""
    for name, slot in heard.slots.items():
        stops = slots.get("stop_nights") or known.get("stop_nights") or {}
        if name not in ("gateway_in", "gateway_out") or not slot.retracted or not stops:
            continue
        left = no_end(stops.get("value"), name, slot.value)
        if not left:
            slots.pop("stop_nights", None)
            yield "stop_nights"
        elif left != stops.get("value"):
            slots["stop_nights"] = {**stops, "value": left}


def _left_behind(slots: Slots, known: Slots) -> Iterator[str]:
    """The dates known before that "we move to April" says nothing of: they lie outside the new weeks."""
    window = slots.get("date_window", {}).get("value")
    days = [known.get(name, {}).get("value") for name in ("start_date", "end_date")]
    if not isinstance(window, Mapping) or {"start_date", "end_date"} & slots.keys():
        return
    first, last = str(window.get("from") or ""), str(window.get("to") or "9999")
    if all(not isinstance(day, str) or not first <= day <= last for day in days):
        yield from (name for name in ("start_date", "end_date") if name in known)


_ARTICLES = frozenset(["a", "an", "un", "une", "una", "uma", "ein", "eine", "einen", "один"])


def _counts_by_an_article(slot: Slot, joined: Joined) -> bool:
    said = joined.text[slice(*slot.span)].lower().split()
    return slot.value == 1 and not slot.message and bool(said) and said[0] in _ARTICLES


_TOLD_APART = ("adults", "children", "child_ages", "infants")


def _counted_anew(slots: Slots, known: Slots) -> Iterator[str]:
    """The counts known before that "so we would be 4" does not agree with: the adults, where the party grows;
    all of them, where it shrinks and nobody says who stays at home."""
    heads = slots.get("travellers", {}).get("value")
    if not isinstance(heads, int) or any(name in slots for name in _TOLD_APART):
        return
    told = [known.get(name, {}).get("value") for name in ("adults", "children", "infants")]
    before = sum(count for count in told if isinstance(count, int))
    if not isinstance(told[0], int) or heads == before:
        return
    yield from (name for name in (_TOLD_APART if heads < before else ("adults",)) if name in known)


def _is_a_part(name: str, slot: Slot, heard: Understanding, joined: Joined, known: Slots) -> bool:
    """Whether heads are but some of a party that is known, or told beside them: "two of us want to dive";
    and so is the one room that some of them share."""
    heads_of = heard.slots.get("travellers")
    if name == "rooms" and heads_of is not None and slot.value == 1:
        return _is_a_part("travellers", heads_of, heard, joined, known)
    if name in ("adults", "children", "child_ages") and _are_fewer(name, slot, known):
        heads_of = heard.slots.get("adults")
        return heads_of is not None and not heads_of.message and tells_of_a_part(joined.text, heads_of.span)
    if name != "travellers" or slot.message or not isinstance(slot.value, int):
        return False
    beside = heard.slots.get("adults")
    known_apart = [known.get(each, {}).get("value") for each in ("adults", "children", "infants")]
    told = [beside.value] if beside else known_apart
    heads = sum(count for count in told if isinstance(count, int)) or known.get("travellers", {}).get("value")
    return isinstance(heads, int) and slot.value < heads and tells_of_a_part(joined.text, slot.span)


def _are_fewer(name: str, slot: Slot, known: Slots) -> bool:
    """Whether heads, or ages, are told of which as many, or more, are known."""
    before = known.get(name, {}).get("value")
    if isinstance(before, list):
        return isinstance(slot.value, list) and set(slot.value) <= set(before)
    heads = known.get("travellers", {}).get("value") if before is None and name == "adults" else before
    return isinstance(heads, int) and isinstance(slot.value, int) and slot.value <= heads


def _is_guess(slot: Slot, before: Mapping[str, Any]) -> bool:
    """A supposition never takes the place of what was said more plainly."""
    sure = before.get("confidence")
    return slot.confidence < SUPPOSED and isinstance(sure, int | float) and sure > slot.confidence


def _evidence(slot: Slot, joined: Joined) -> tuple[int, tuple[int, int]]:
    if not slot.message:
        return joined.locate(slot.span)
    where, _, number = slot.message.partition(":")
    if where == "in" and number.isdigit():
        return int(number), slot.span
    return (joined.starts[-1][1] if joined.starts else 0), slot.span


def _heads(known: Slots) -> int | None:
    """How many travel, as far as that is known."""
    told = [known.get(name, {}).get("value") for name in ("adults", "children", "infants")]
    heads = sum(count for count in told if isinstance(count, int)) if isinstance(told[0], int) else None
    return heads or known.get("travellers", {}).get("value")


def _value(name: str, slot: Slot, known: Slots) -> Any:
    before = known.get(name, {}).get("value")
    if slot.retracted:
        return without(before, slot.value)
    if name == "booked":
        return with_bookings(before if isinstance(before, list) else [], slot.value)
    if name == "stop_nights":
        return with_stops(before, slot.value)
    if name == "diet":
        return with_diets(before, as_of_all(slot.value, _heads(known)))
    if name == "beds" and isinstance(slot.value, list):
        return with_beds(before if isinstance(before, list) else [], slot.value)
    if name in GROWING and isinstance(before, list) and isinstance(slot.value, list):
        return [*before, *(item for item in slot.value if item not in before)]
    return slot.value
