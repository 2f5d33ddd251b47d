"""Reads public data sets of travel messages and says, field by field, what an engine got right.

The engine knows nothing of these sets: each reader here maps the engine's slots to the set's own fields.
"""

import json
import re
from ast import literal_eval
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from agents.understanding.contract import Engine, Slot


@dataclass
class Tally:
    """Rights and wrongs of one set, by field, with some of the wrongs to look at."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)  # values given where the set has none
    wrong: list[tuple[str, Any, Any, str]] = field(default_factory=list)
    rows: int = 0
    rows_right: int = 0

    def count(self, name: str, is_right: bool, want: Any, got: Any, text: str) -> bool:
        self.total[name] += 1
        self.right[name] += is_right
        if not is_right:
            self.wrong.append((name, want, got, text))
        return is_right

    def share(self, *names: str) -> float:
        total = sum(self.total[n] for n in names)
        return sum(self.right[n] for n in names) / total if total else 0.0


def lines(path: Path, most: int | None = None) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from islice((json.loads(line) for line in file if line.strip()), most)


def value_of(slots: Mapping[Any, Slot], name: str) -> Any:
    slot = slots.get(name)
    return slot.value if slot else None


# ---- travelbench: one brief a row --------------------------------------------------------------------


def travelbench(path: Path, engine: Engine, most: int | None = None) -> Tally:
    """Every field of a brief: heads, budget, days, origin, destinations, rooms, car; hotel besides."""
    tally = Tally()
    for row in lines(path, most):
        slots = engine.understand(row["query"], (), date(2026, 1, 10)).slots
        tally.rows += 1
        tally.rows_right += _brief(row, slots, tally)
    return tally


def _brief(row: Mapping[str, Any], slots: Mapping[Any, Slot], tally: Tally) -> bool:
    hard, flight, car, hotel = (
        literal_eval(row[k]) for k in ("hard_constraints", "req_flight", "req_car", "req_hotel")
    )
    text = row["query"]
    got_car = (
        (value_of(slots, "transport") or {})
        if (value_of(slots, "transport") or {}).get("mode") == "car"
        else {}
    )
    stay = value_of(slots, "stay") or {}
    checks = [
        ("travellers", hard.get("person_num"), _heads(slots), same_number),
        ("budget", hard.get("budget"), (value_of(slots, "budget") or {}).get("amount"), same_number),
        ("days", hard.get("days"), value_of(slots, "days"), same_number),
        ("origin", flight.get("departure_city"), value_of(slots, "origin"), _same_name),
        ("destinations", flight.get("arrival_city"), value_of(slots, "destinations"), _same_names),
        ("rooms", hotel.get("rooms_count"), value_of(slots, "rooms"), same_number),
        ("car type", car.get("car_type"), got_car.get("type"), _same_name),
        ("car seats", car.get("capacity"), got_car.get("seats"), same_number),
        ("car price", car.get("price_per_day"), (got_car.get("price") or {}).get("amount"), same_number),
    ]
    besides = [
        ("(way)", flight.get("trip_type"), value_of(slots, "trip_type"), _same_name),
        ("(hotel)", hotel.get("name"), stay.get("name"), _same_name),
        ("(hotel stars)", hotel.get("star"), stay.get("stars"), same_number),
        ("(hotel price)", hotel.get("price"), (stay.get("price") or {}).get("amount"), same_number),
    ]
    good = [
        tally.count(n, same(want, got), want, got, text)
        for n, want, got, same in checks
        if want not in ("", None, [])
    ]
    for name, want, got, same in besides:
        if want not in ("", None, []):
            tally.count(name, same(want, got), want, got, text)
    return all(good)


def _heads(slots: Mapping[Any, Slot]) -> int | None:
    if heads := value_of(slots, "travellers"):
        return int(heads)
    parts = [value_of(slots, name) or 0 for name in ("adults", "children", "infants")]
    return sum(parts) or None


def same_number(want: Any, got: Any) -> bool:
    try:
        return got is not None and float(want) == float(got)
    except (TypeError, ValueError):
        return False


def plain_name(name: Any) -> str:
    return re.sub(r"[^\w ]", "", str(name)).strip().casefold()


def _same_name(want: Any, got: Any) -> bool:
    return got is not None and plain_name(want) == plain_name(got)


def _same_names(want: Any, got: Any) -> bool:
    return isinstance(got, list) and [plain_name(w) for w in want] == [plain_name(g) for g in got]


# ---- nlupp hotels: one short message a row -------------------------------------------------------------


def nlupp(path: Path, engine: Engine, most: int | None = None, today: date = date(2022, 3, 15)) -> Tally:
    """Normalised adults, children, rooms, heads, dates and length of stay of short hotel messages."""
    tally = Tally()
    for row in lines(path, most):
        heard = engine.understand(row["text"], (), today).slots
        wanted = row.get("slots") or {}
        tally.rows += 1
        good = [
            _hotel_field(name, gold, heard, row["text"], tally)
            for name, gold in wanted.items()
            if name in _HOTEL
        ]
        tally.rows_right += all(good)
        for name, ours in (("adults", "adults"), ("kids", "children"), ("rooms", "rooms")):
            if ours in heard and name not in wanted:
                tally.extra[name] += 1
    return tally


_HOTEL = ("adults", "kids", "rooms", "people", "date", "date_from", "date_to", "date_period")


def _hotel_field(
    name: str, gold: Mapping[str, Any], heard: Mapping[Any, Slot], text: str, tally: Tally
) -> bool:
    want: Any = gold.get("value", gold.get("values"))
    got: Any
    if name.startswith("date") and name != "date_period":
        want = date(want["year"], want["month"], want["day"]).isoformat()
        ours = {
            "date_from": ("start_date",),
            "date_to": ("end_date",),
            "date": ("start_date", "end_date", "happened_on"),
        }[name]
        got = [value_of(heard, n) for n in ours if n in heard]
        return tally.count(name, want in got, want, got, text)
    if name == "date_period":
        want = want.get("days")
        got = [value_of(heard, n) for n in ("nights", "days") if n in heard]
        return tally.count(name, want in got, want, got, text)
    ours = {
        "adults": ("adults", "travellers"),
        "kids": ("children", "infants"),
        "rooms": ("rooms",),
        "people": ("travellers", "adults", "children"),
    }[name]
    got = [value_of(heard, n) for n in ours if n in heard]
    if name == "kids" and {"children", "infants"} <= set(heard):
        got.append(sum(got))
    return tally.count(name, want in got, want, got, text)


def backward_ends(path: Path, most: int | None = None) -> int:
    """How many rows of the set hold an end date that lies before their start date."""
    count = 0
    for row in lines(path, most):
        slots = row.get("slots") or {}
        if {"date_from", "date_to"} <= set(slots):
            first, last = (date(**slots[name]["value"]) for name in ("date_from", "date_to"))
            count += last < first
    return count
