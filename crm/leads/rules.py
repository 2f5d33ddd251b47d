"""Pure rules of leads: which status may follow which, and how new facts meet old ones."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

STATUSES = ("new", "qualifying", "proposed", "negotiating", "won", "lost")
OPEN_STATUSES = STATUSES[:4]
CLOSED_STATUSES = STATUSES[4:]


class NotAllowed(ValueError):
    """The trade does not allow this; the sentence is for the person who asked."""


def check_status(status: str) -> str:
    """Return a known status, or raise `NotAllowed` naming the ones there are."""
    if status not in STATUSES:
        raise NotAllowed(f"{status!r} is not a status. Use one of: {', '.join(STATUSES)}.")
    return status


WAITS = "A second enquiry beside lead"  # how a call for a human begins that ends when it waits no more


def beside_waiting(reason: str | None) -> str | None:
    """Why a human is called to an enquiry apart from its waiting; None where that alone was the reason."""
    return None if reason is None or reason.startswith(WAITS) else reason


def merge_slots(
    known: Mapping[str, Mapping[str, Any]],
    heard: Mapping[str, Mapping[str, Any]],
    removed: tuple[str, ...] = (),
) -> dict[str, dict[str, Any]]:
    """Put newly heard slots over known ones; an older message never overrides a newer one.

    A slot's age is its `message`, an inbox id, which grows with time. A slot without one was set
    by staff and gives way only to a later message (`by` says who set it).
    """
    merged = {name: dict(slot) for name, slot in known.items() if name not in removed}
    for name, slot in heard.items():
        before = merged.get(name)
        if before is not None and _age(before) > _age(slot):
            continue
        merged[name] = dict(slot)
    return merged


def _age(slot: Mapping[str, Any]) -> int:
    message = slot.get("message")
    return message if isinstance(message, int) else -1


def slot_value(slots: Mapping[str, Mapping[str, Any]], name: str) -> Any:
    """Give a slot's value, or None where nothing is known."""
    slot = slots.get(name)
    return None if slot is None else slot.get("value")


def _day(iso: object) -> str:
    """Write a day as people do: 20 Dec 2026; what is no day stays as it is."""
    try:
        day = date.fromisoformat(str(iso))
    except ValueError:
        return str(iso)
    return f"{day.day} {day:%b %Y}"


def window_told(slots: Mapping[str, Mapping[str, Any]]) -> str:
    """Tell roughly when a trip is to be, in English: "in March 2027", or between which two days.

    Empty where nothing is known of it, or where it cannot be read.
    """
    window = slot_value(slots, "date_window")
    if not isinstance(window, Mapping):
        return ""
    try:
        first, last = (date.fromisoformat(str(window.get(end))) for end in ("from", "to"))
    except ValueError:
        return ""
    if first.day == 1 and (last + timedelta(1)).day == 1:
        is_one = (first.year, first.month) == (last.year, last.month)
        return f"in {first:%B %Y}" if is_one else f"in {first:%B %Y} to {last:%B %Y}"
    return f"between {_day(first)} and {_day(last)}"


def title_of(slots: Mapping[str, Mapping[str, Any]], name: str | None) -> str:
    """Name a lead in a few words: who, where, how long, from when."""
    where = slot_value(slots, "destinations") or []
    nights = slot_value(slots, "nights")
    start = slot_value(slots, "start_date")
    parts = [
        ", ".join(str(place) for place in where) if isinstance(where, list) else str(where),
        f"{nights} nights" if nights else "",
        f"from {_day(start)}" if start else window_told(slots),
    ]
    told = " · ".join(part for part in parts if part)
    return " · ".join(part for part in (name or "", told) if part)[:200] or "New enquiry"
