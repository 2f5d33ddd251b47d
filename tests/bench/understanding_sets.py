"""Reads public data sets of travel messages and says, field by field, what the offline engine got right.

The engine knows nothing of these sets: each reader here maps the engine's slots to the set's own fields.
"""

import json
import re
from ast import literal_eval
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from agents.understanding.contract import Engine, Said, Slot, Understanding
from agents.understanding.dialogue import Known, merge


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


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _value(slots: Mapping[Any, Slot], name: str) -> Any:
    slot = slots.get(name)
    return slot.value if slot else None


# ---- travelbench: one brief a row --------------------------------------------------------------------


def travelbench(path: Path, engine: Engine) -> Tally:
    """Every field of a brief: heads, budget, days, origin, destinations, rooms, car; way and hotel besides."""
    tally = Tally()
    for row in lines(path):
        slots = engine.understand(row["query"], (), date(2026, 1, 10)).slots
        tally.rows += 1
        tally.rows_right += _brief(row, slots, tally)
    return tally


def _brief(row: Mapping[str, Any], slots: Mapping[Any, Slot], tally: Tally) -> bool:
    hard, flight, car, hotel = (literal_eval(row[k]) for k in ("hard_constraints", "req_flight", "req_car", "req_hotel"))
    text = row["query"]
    got_car = (_value(slots, "transport") or {}) if (_value(slots, "transport") or {}).get("mode") == "car" else {}
    stay = _value(slots, "stay") or {}
    checks = [
        ("travellers", hard.get("person_num"), _heads(slots), _same_number),
        ("budget", hard.get("budget"), (_value(slots, "budget") or {}).get("amount"), _same_number),
        ("days", hard.get("days"), _value(slots, "days"), _same_number),
        ("origin", flight.get("departure_city"), _value(slots, "origin"), _same_name),
        ("destinations", flight.get("arrival_city"), _value(slots, "destinations"), _same_names),
        ("rooms", hotel.get("rooms_count"), _value(slots, "rooms"), _same_number),
        ("car type", car.get("car_type"), got_car.get("type"), _same_name),
        ("car seats", car.get("capacity"), got_car.get("seats"), _same_number),
        ("car price", car.get("price_per_day"), (got_car.get("price") or {}).get("amount"), _same_number),
    ]
    besides = [
        ("(way)", flight.get("trip_type"), _value(slots, "trip_type"), _same_name),
        ("(hotel)", hotel.get("name"), stay.get("name"), _same_name),
        ("(hotel stars)", hotel.get("star"), stay.get("stars"), _same_number),
        ("(hotel price)", hotel.get("price"), (stay.get("price") or {}).get("amount"), _same_number),
    ]
    good = [tally.count(n, same(want, got), want, got, text) for n, want, got, same in checks if want not in ("", None, [])]
    for name, want, got, same in besides:
        if want not in ("", None, []):
            tally.count(name, same(want, got), want, got, text)
    return all(good)


def _heads(slots: Mapping[Any, Slot]) -> int | None:
    if heads := _value(slots, "travellers"):
        return int(heads)
    parts = [_value(slots, name) or 0 for name in ("adults", "children", "infants")]
    return sum(parts) or None


def _same_number(want: Any, got: Any) -> bool:
    try:
        return got is not None and float(want) == float(got)
    except (TypeError, ValueError):
        return False


def _plain(name: Any) -> str:
    return re.sub(r"[^\w ]", "", str(name)).strip().casefold()


def _same_name(want: Any, got: Any) -> bool:
    return got is not None and _plain(want) == _plain(got)


def _same_names(want: Any, got: Any) -> bool:
    return isinstance(got, list) and [_plain(w) for w in want] == [_plain(g) for g in got]


# ---- nlupp hotels: one short message a row -------------------------------------------------------------


def nlupp(path: Path, engine: Engine, today: date = date(2022, 3, 15)) -> Tally:
    """Normalised adults, children, rooms, heads, dates and length of stay of short hotel messages."""
    tally = Tally()
    for row in lines(path):
        heard = engine.understand(row["text"], (), today).slots
        wanted = row.get("slots") or {}
        tally.rows += 1
        good = [_hotel_field(name, gold, heard, row["text"], tally) for name, gold in wanted.items() if name in _HOTEL]
        tally.rows_right += all(good)
        for name, ours in (("adults", "adults"), ("kids", "children"), ("rooms", "rooms")):
            if ours in heard and name not in wanted:
                tally.extra[name] += 1
    return tally


_HOTEL = ("adults", "kids", "rooms", "people", "date", "date_from", "date_to", "date_period")


def _hotel_field(name: str, gold: Mapping[str, Any], heard: Mapping[Any, Slot], text: str, tally: Tally) -> bool:
    want: Any = gold.get("value", gold.get("values"))
    got: Any
    if name.startswith("date") and name != "date_period":
        want = date(want["year"], want["month"], want["day"]).isoformat()
        ours = {"date_from": ("start_date",), "date_to": ("end_date",), "date": ("start_date", "end_date")}[name]
        got = [_value(heard, n) for n in ours if n in heard]
        return tally.count(name, want in got, want, got, text)
    if name == "date_period":
        want = want.get("days")
        got = [_value(heard, n) for n in ("nights", "days") if n in heard]
        return tally.count(name, want in got, want, got, text)
    ours = {"adults": ("adults", "travellers"), "kids": ("children", "infants"), "rooms": ("rooms",), "people": ("travellers", "adults", "children")}[name]
    got = [_value(heard, n) for n in ours if n in heard]
    if name == "kids" and {"children", "infants"} <= set(heard):
        got.append(sum(got))
    return tally.count(name, want in got, want, got, text)


# ---- sgd: whole dialogues, the state after the last turn ----------------------------------------------

# The set's slot -> where we keep it; what we do not keep (clock times, insurance, luggage …) is left out.
_SGD = {
    "where_to": "destination", "location": "destination", "to_city": "destination", "destination_airport": "destination", "to": "destination", "city": "destination",
    "from_city": "origin", "origin_airport": "origin", "from": "origin",
    "check_in_date": "start", "start_date": "start", "departure_date": "start", "date_of_journey": "start", "check_out_date": "end", "return_date": "end", "end_date": "end",
    "number_of_adults": "heads", "num_passengers": "heads", "number_of_tickets": "heads", "number_of_rooms": "rooms", "stay_length": "length", "place_name": "hotel",
    "rating": "rating", "star_rating": "stars", "car_type": "car",
}  # fmt: skip


def sgd(path: Path, engine: Engine, today: date = date(2019, 3, 1)) -> Tally:
    """Final values of whole dialogues, both sides read. A value is right if it means one of the set's spellings."""
    tally = Tally()
    for row in lines(path):
        tally.rows += 1
        final = _final_state(row)
        known = _known_by_service(row, engine, today)
        good = []
        for service, slots in final.items():
            ours = _ours(known.get(service, {}), service)
            for name, spellings in slots.items():
                kind = _SGD.get(name)
                if not kind or spellings == ["dontcare"]:
                    continue
                got = ours.pop(kind, None)
                good.append(tally.count(f"{service}.{name}", _agrees(kind, spellings, got, engine, today), spellings, got, row["dialogue_id"]))
            for kind, got in ours.items():
                if got is not None and kind in {_SGD.get(n) for n in _SERVICE_SLOTS[service]}:
                    tally.extra[f"{service}.{kind}"] += 1
        tally.rows_right += all(good)
    return tally


_SERVICE_SLOTS: dict[str, tuple[str, ...]] = {
    "Hotels_2": ("check_in_date", "check_out_date", "number_of_adults", "where_to", "rating"),
    "Buses_3": ("departure_date", "from_city", "to_city", "num_passengers"),
    "Travel_1": ("location",),
    "RentalCars_3": ("car_type", "city", "end_date", "start_date"),
    "Flights_4": ("departure_date", "destination_airport", "origin_airport", "return_date", "number_of_tickets"),
    "Trains_1": ("date_of_journey", "from", "number_of_adults", "to"),
    "Hotels_4": ("location", "place_name", "check_in_date", "number_of_rooms", "star_rating", "stay_length"),
}


def _final_state(row: Mapping[str, Any]) -> dict[str, dict[str, list[str]]]:
    final: dict[str, dict[str, list[str]]] = {}
    for turn in row["turns"]:
        for service, state in (turn.get("state") or {}).items():
            if state["slot_values"]:
                final[service] = state["slot_values"]
    return final


def _known_by_service(row: Mapping[str, Any], engine: Engine, today: date) -> dict[str, Known]:
    """What was known in each service's part of the dialogue; the part is the set's, the words are ours.

    A new part starts from what was said before about places and heads, as a desk would take it.
    """
    history: list[Said] = []
    by_service: dict[str, Known] = {}
    running: Known = {}
    current = ""
    for turn in row["turns"]:
        role = "customer" if turn["speaker"] == "USER" else "desk"
        if role == "customer":
            active = [s for s, state in (turn.get("state") or {}).items() if state["active_intent"] != "NONE"]
            others = [service for service in active if service != current]
            is_new = bool(others) and (current not in active or others[0] not in by_service)
            if is_new:
                current = others[0]
                running = by_service.get(current) or {n: s for n, s in running.items() if n in ("destinations", "origin")}
            heard = engine.understand(turn["utterance"], history, today)
            running = merge(running, _unaccepted(heard, is_new), turn["utterance"])
            if current:
                by_service[current] = running
        history.append(Said(role, turn["utterance"], str(len(history))))  # type: ignore[arg-type]  # both are roles
    return by_service


def _unaccepted(heard: Understanding, is_new: bool) -> Understanding:
    """On the first message of a new part, what it accepts belongs to the part before."""
    if not is_new:
        return heard
    own = {name: slot for name, slot in heard.slots.items() if not slot.message}
    return Understanding(heard.language, heard.intents, own, heard.engine)


def _ours(known: Known, service: str) -> dict[str, Any]:
    stay, transport = _value(known, "stay") or {}, _value(known, "transport") or {}
    length = _value(known, "nights") or _value(known, "days")
    heads = _value(known, "adults") or _value(known, "travellers")
    ours = {
        "destination": _value(known, "destinations"), "origin": _value(known, "origin"), "start": _value(known, "start_date"), "end": _value(known, "end_date"),
        "heads": heads, "rooms": _value(known, "rooms"), "length": length, "hotel": stay.get("name"), "rating": stay.get("rating") or stay.get("stars"), "stars": stay.get("stars"),
        "car": transport.get("type"),
    }  # fmt: skip
    kinds = {_SGD[n] for n in _SERVICE_SLOTS[service]}
    return {kind: got for kind, got in ours.items() if got is not None and kind in kinds}


def _agrees(kind: str, spellings: list[str], got: Any, engine: Engine, today: date) -> bool:
    if got is None:
        return False
    if kind in {"start", "end"}:
        return any(_as_day(engine, spelling, today) == got for spelling in spellings)
    if kind in {"heads", "rooms", "length", "rating", "stars"}:
        return any(_same_number(spelling, got) for spelling in spellings)
    given = got if isinstance(got, list) else [got]
    return any(_same_place(spelling, item) for spelling in spellings for item in given[-1:])


def _as_day(engine: Engine, words: str, today: date) -> str | None:
    slots = engine.understand("on " + words, (), today).slots
    return _value(slots, "start_date") or _value(slots, "end_date")


def _same_place(want: str, got: str) -> bool:
    short_want, short_got = _plain(want.split(",")[0]), _plain(str(got).split(",")[0])
    return short_want == short_got or fuzz.ratio(_plain(want), _plain(got)) >= 90
