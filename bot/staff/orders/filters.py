"""The filters of a list: from plain words to the book's terms, and small enough for a button."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from bot.staff.desk import Viewer
from crm.leads.queries import LeadFilter

# One letter each, so that a button's 64 bytes carry a whole filter to the next page.
_LETTERS: Mapping[str, str] = {
    "status": "s", "heat": "h", "owner": "o", "needs": "n", "destination": "d", "search": "q", "since": "f",
    "until": "t", "starts": "b", "ends": "e", "over": "v", "under": "u", "order": "r", "limit": "l",
    "count": "c",
}  # fmt: skip
_NAMES = {letter: name for name, letter in _LETTERS.items()}
_MOST_PACKED = 48  # bytes
_SIGN = "~"
_DEFAULT_ORDER = {"answer": "waiting", "any": "waiting"}


def packed(wanted: Mapping[str, str]) -> str:
    """Write a filter shortly: `~hhot;f2026-11-23`."""
    parts = [f"{_LETTERS[name]}{value.replace(';', ' ').replace(':', ' ')}" for name, value in wanted.items()]
    return (_SIGN + ";".join(parts)).encode()[:_MOST_PACKED].decode(errors="ignore")


def unpacked(word: str) -> dict[str, str] | None:
    """Read what `packed` wrote; None for any other word."""
    if not word.startswith(_SIGN):
        return None
    parts = [part for part in word[1:].split(";") if part]
    return {_NAMES[part[0]]: part[1:] for part in parts if part[0] in _NAMES}


def filter_of(wanted: Mapping[str, str], viewer: Viewer, colleagues: Mapping[int, str]) -> LeadFilter | None:
    """Put a filter in the book's terms, days in the viewer's zone. None for an unknown colleague."""
    owner = wanted.get("owner", "")
    if owner not in ("", "me", "none"):
        found = colleague(owner, colleagues)
        if found is None:
            return None
        owner = str(found)
    zone = ZoneInfo(viewer.timezone)
    since, until = _day(wanted.get("since")), _day(wanted.get("until"))
    has_time = "since" in wanted or "status" in wanted or "search" in wanted
    return LeadFilter(
        search=wanted.get("search", ""),
        # Of the leads of last week all are meant; without a time, those that are still open.
        status=wanted.get("status", "" if has_time else "open"),
        owner=owner,
        destination=wanted.get("destination", ""),
        created_since=datetime.combine(since, time(), zone) if since else None,
        created_until=datetime.combine(until + timedelta(days=1), time(), zone) if until else None,
        needs=cast("Any", wanted.get("needs", "")),
        starts_from=_day(wanted.get("starts")),
        starts_to=_day(wanted.get("ends")),
        worth_from=Decimal(wanted["over"]) if "over" in wanted else None,
        worth_to=Decimal(wanted["under"]) if "under" in wanted else None,
        heat=cast("Any", wanted.get("heat", "")),
        order=cast("Any", wanted.get("order") or _DEFAULT_ORDER.get(wanted.get("needs", ""), "changed")),
    )


def colleague(name: str, colleagues: Mapping[int, str]) -> int | None:
    """Find the one colleague who is meant by a name; None for nobody, or for more than one."""
    first = name.casefold()
    exact = [
        number
        for number, known in colleagues.items()
        if known.casefold() == first or first in known.casefold().split()
    ]
    if exact:
        return exact[0] if len(exact) == 1 else None
    names = {number: known.casefold().split()[0] for number, known in colleagues.items() if known.split()}
    near = process.extract(first, names, scorer=fuzz.ratio, score_cutoff=85, limit=2)
    return near[0][2] if len(near) == 1 else None


def told(wanted: Mapping[str, str]) -> str:
    """Say a filter in words, for the head of a list."""
    words = [
        wanted.get("heat", ""),
        wanted.get("status", ""),
        {"me": "mine", "none": "unclaimed"}.get(wanted.get("owner", ""), wanted.get("owner", "")),
        {"answer": "waiting for an answer", "human": "needing a human", "any": "waiting"}.get(
            wanted.get("needs", ""), ""
        ),
        wanted.get("destination", ""),
        f"“{wanted['search']}”" if "search" in wanted else "",
        _span("opened", wanted.get("since"), wanted.get("until")),
        _span("travelling", wanted.get("starts"), wanted.get("ends")),
        f"over {Decimal(wanted['over']):,}" if "over" in wanted else "",
        f"under {Decimal(wanted['under']):,}" if "under" in wanted else "",
        {"score": "best first", "value": "highest value first", "created": "newest first"}.get(
            wanted.get("order", ""), ""
        ),
    ]
    return " · ".join(word for word in words if word)


def _span(what: str, first: str | None, last: str | None) -> str:
    days = [f"{day.day} {day:%b}" for day in (_day(first), _day(last)) if day]
    if not days:
        return ""
    if len(set(days)) == 1 and last:
        return f"{what} on {days[0]}"
    return f"{what} {days[0]} to {days[1]}" if len(days) > 1 else f"{what} since {days[0]}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
