"""Reads a public set of whole dialogues and says which final values an engine got right."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from agents.understanding.contract import Engine, Said, Understanding
from agents.understanding.dialogue import Known, merge
from agents.understanding.offline import OfflineEngine
from tests.bench.understanding_sets import Tally, lines, plain_name, same_number, value_of

# The set's slot -> where we keep it; what we do not keep (clock times, insurance, luggage …) is left out.
_SGD = {
    "where_to": "destination",
    "location": "destination",
    "to_city": "destination",
    "destination_airport": "destination",
    "to": "destination",
    "city": "destination",
    "from_city": "origin",
    "origin_airport": "origin",
    "from": "origin",
    "check_in_date": "start",
    "start_date": "start",
    "departure_date": "start",
    "date_of_journey": "start",
    "check_out_date": "end",
    "return_date": "end",
    "end_date": "end",
    "number_of_adults": "heads",
    "num_passengers": "heads",
    "number_of_tickets": "heads",
    "number_of_rooms": "rooms",
    "stay_length": "length",
    "place_name": "hotel",
    "rating": "rating",
    "star_rating": "stars",
    "car_type": "car",
}


def sgd(path: Path, engine: Engine, most: int | None = None, today: date = date(2019, 3, 1)) -> Tally:
    """Final values of whole dialogues, both sides read; right is what means one of the set's spellings."""
    tally = Tally()
    spelled = OfflineEngine()  # reads the set's own spellings of a day, whichever engine is measured
    for row in lines(path, most):
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
                good.append(
                    tally.count(
                        f"{service}.{name}",
                        _agrees(kind, spellings, got, spelled, today),
                        spellings,
                        got,
                        row["dialogue_id"],
                    )
                )
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
    "Flights_4": (
        "departure_date",
        "destination_airport",
        "origin_airport",
        "return_date",
        "number_of_tickets",
    ),
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
                running = by_service.get(current) or {
                    n: s for n, s in running.items() if n in ("destinations", "origin")
                }
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
    stay, transport = value_of(known, "stay") or {}, value_of(known, "transport") or {}
    length = value_of(known, "nights") or value_of(known, "days")
    heads = value_of(known, "adults") or value_of(known, "travellers")
    ours = {
        "destination": value_of(known, "destinations"),
        "origin": value_of(known, "origin"),
        "start": value_of(known, "start_date"),
        "end": value_of(known, "end_date"),
        "heads": heads,
        "rooms": value_of(known, "rooms"),
        "length": length,
        "hotel": stay.get("name"),
        "rating": stay.get("rating") or stay.get("stars"),
        "stars": stay.get("stars"),
        "car": transport.get("type"),
    }
    kinds = {_SGD[n] for n in _SERVICE_SLOTS[service]}
    return {kind: got for kind, got in ours.items() if got is not None and kind in kinds}


def _agrees(kind: str, spellings: list[str], got: Any, engine: Engine, today: date) -> bool:
    if got is None:
        return False
    if kind in {"start", "end"}:
        return any(_as_day(engine, spelling, today) == got for spelling in spellings)
    if kind in {"heads", "rooms", "length", "rating", "stars"}:
        return any(same_number(spelling, got) for spelling in spellings)
    given = got if isinstance(got, list) else [got]
    return any(_same_place(spelling, item) for spelling in spellings for item in given[-1:])


def _as_day(engine: Engine, words: str, today: date) -> str | None:
    slots = engine.understand("on " + words, (), today).slots
    day: str | None = value_of(slots, "start_date") or value_of(slots, "end_date")
    return day


def _same_place(want: str, got: str) -> bool:
    short_want, short_got = plain_name(want.split(",")[0]), plain_name(str(got).split(",")[0])
    return short_want == short_got or fuzz.ratio(plain_name(want), plain_name(got)) >= 90
