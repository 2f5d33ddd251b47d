"""What is arranged already (flights, bookings, places seen before), in the planner's words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from agents.scene.captured import Slots
from agents.scene.ends_wished import is_told_as_stop, with_ends
from agents.scene.places import area_named, places_named, stays_named, stem
from agents.wording.folding import folded
from crm.trips.booked import overlaps
from crm.trips.travel import Spot, kilometres
from crm.trips.values import Area, Catalogue, Locked, TripRequest

ARRANGED = frozenset({"arrives_at", "departs_at", "gateway_in", "gateway_out", "seen", "booked"})
_MOVES_BOOKED = frozenset({"booked", "start_date", "end_date", "date_window", "nights", "days"})
USUAL_MINUTES = 120  # of a dinner or a call whose end was not told
_MIDNIGHT = 24 * 60
_NEAR = 100.0  # km from a town within which an airport is its own


def with_arrangements(
    slots: Slots, request: TripRequest, catalogue: Catalogue, changed: frozenset[str]
) -> tuple[TripRequest, tuple[str, ...]]:
    """Give the request with what is arranged, and what the catalogue or the days of the trip do not have."""
    unmatched: list[str] = []
    request = _flown(slots, request, catalogue, changed, unmatched)
    request = with_ends(slots, request, catalogue, changed)
    if "seen" in changed:
        request = replace(request, seen=_seen(_value(slots, "seen"), catalogue))
    is_moved = bool(changed & _MOVES_BOOKED)
    if is_moved or any(item.is_told for item in request.locked):  # what is told no more is held no more
        missed: list[str] = []
        is_newer = "booked" in changed
        request = _locked(_value(slots, "booked"), request, catalogue, missed, is_newer=is_newer)
        unmatched += missed if is_moved else []
    return request, tuple(unmatched)


def bookings_outside(
    slots: Slots, request: TripRequest, catalogue: Catalogue, changed: frozenset[str]
) -> tuple[Mapping[str, Any], ...]:
    """Give the bookings told that the catalogue knows and that lie outside the days of the trip, after a word
    that may have moved either."""
    said = _value(slots, "booked") if changed & _MOVES_BOOKED else None
    items = [item for item in (said if isinstance(said, list) else []) if isinstance(item, Mapping)]
    return tuple(item for item in items if _is_outside(item, request, catalogue))


def freed_from(
    before: TripRequest, after: TripRequest, outside: Sequence[Mapping[str, Any]], catalogue: Catalogue
) -> tuple[str, ...]:
    """Name what the customer had told as booked and is held no more (ids, or what an engagement is called);
    what only lies `outside` the days now is not freed."""
    kept: set[tuple[str, str]] = {(item.kind, item.id) for item in after.locked}
    kept |= {(str(item.get("kind")), _id_of(item, catalogue)) for item in outside}
    gone = [item for item in before.locked if item.is_told and (item.kind, item.id) not in kept]
    return tuple(item.id for item in gone)


def _id_of(item: Mapping[str, Any], catalogue: Catalogue) -> str:
    """What a booking that the catalogue knows is locked by."""
    name, kind = str(item.get("name") or ""), item.get("kind")
    if kind == "engagement":
        return name
    return (stays_named(name, catalogue) if kind == "stay" else places_named(name, catalogue))[0].id


def _is_outside(item: Mapping[str, Any], request: TripRequest, catalogue: Catalogue) -> bool:
    name, kind = str(item.get("name") or ""), item.get("kind")
    known = stays_named(name, catalogue) if kind == "stay" else places_named(name, catalogue)
    if kind != "engagement" and len(known) != 1:
        return False
    days = [_date(item.get(key), request) for key in ("from", "until", "day")]
    last = request.start + timedelta(days=request.nights)
    return any(day is not None and not request.start <= day <= last for day in days)


def _flown(
    slots: Slots, request: TripRequest, catalogue: Catalogue, changed: frozenset[str], unmatched: list[str]
) -> TripRequest:
    fields: dict[str, Any] = {}
    for name in ("arrives_at", "departs_at"):
        if name in changed:
            minute = minute_of(_value(slots, name))
            if minute is not None or name not in slots:  # the flight is not booked any more
                fields[name] = minute
    for name in ("gateway_in", "gateway_out"):
        if name not in changed:
            continue
        said = _value(slots, name)
        if said and is_told_as_stop(slots, name):  # the airport stays the one told before, or is chosen
            continue
        fields[name] = _gateway(str(said), catalogue, unmatched) if said else None
    return replace(request, **fields)


def _value(slots: Slots, name: str) -> Any:
    return slots.get(name, {}).get("value")


def minute_of(said: Any) -> int | None:
    """Read "14:30" as minutes since midnight; None for anything else."""
    hour, _, minute = str(said or "").partition(":")
    if not (hour.isdigit() and minute.isdigit()):
        return None
    at = int(hour) * 60 + int(minute)
    return at if at < _MIDNIGHT else None


def _gateway(said: str, catalogue: Catalogue, unmatched: list[str]) -> str | None:
    """Find the airport that a customer calls by its name, its city or its code."""
    gates = [area for area in catalogue.areas if area.is_gateway]
    wanted = folded(said)
    for told in (lambda a: a.name, lambda a: a.blurb):
        if named := [a for a in gates if f" {wanted} " in f" {folded(told(a))} "]:
            return named[0].id
    if wanted in (folded(catalogue.destination.name), folded(catalogue.destination.country)):
        return None  # "we fly into Bali" chooses no airport
    if (town := area_named(said, catalogue)) and (near := _nearest(town, gates)):
        return near.id
    if town is not None and town.most_nights:
        return None  # the trip begins or ends there, wherever it is flown from
    unmatched.append(said)
    return None


def _nearest(town: Area, gates: Sequence[Area]) -> Area | None:
    def away(gate: Area) -> float:
        return kilometres(
            Spot(gate.id, gate.latitude, gate.longitude), Spot(town.id, town.latitude, town.longitude)
        )

    near = min(gates, key=away, default=None)
    return near if near is not None and away(near) <= _NEAR else None


def _seen(said: Any, catalogue: Catalogue) -> tuple[str, ...]:
    """Places by name: who has seen "temples" may still like another one."""
    found = []
    for words in said if isinstance(said, list) else []:
        wanted = stem(str(words))
        named = [p for p in places_named(str(words), catalogue) if f" {wanted} " in f" {stem(p.name)} "]
        found += named or [p for p in places_named(str(words), catalogue)[:1] if wanted not in _kinds(p)]
    return tuple(dict.fromkeys(place.id for place in found))


def _kinds(place: Any) -> set[str]:
    return {stem(word) for word in (place.kind, *place.tags)}


def _locked(
    said: Any, request: TripRequest, catalogue: Catalogue, unmatched: list[str], *, is_newer: bool
) -> TripRequest:
    """Put the customer's bookings in their days anew, so that another word or other dates move them.

    Those that staff locked by hand stay as they are, save one that the customer told anew (`is_newer`). A
    stay for nights that staff locked otherwise is unmatched: a colleague has to know which one holds.
    """
    told: list[Locked] = []
    by_hand = [item for item in request.locked if not item.is_told]
    for item in said if isinstance(said, list) else []:
        if not isinstance(item, Mapping):
            continue
        locked = next(_bookings(item, request, catalogue), None)
        if locked is None and _is_outside(item, request, catalogue):
            continue
        if locked is None:
            unmatched.append(str(item.get("name") or "").strip())
            continue
        same = [held for held in by_hand if (held.kind, held.id) == (locked.kind, locked.id)]
        if same and not is_newer:
            continue
        by_hand = [held for held in by_hand if held not in same]
        if any(_clash(locked, held) for held in by_hand):
            unmatched.append(str(item.get("name") or "").strip())
            by_hand += same
            continue
        told = [*(held for held in told if not _clash(locked, held)), locked]
    return replace(request, locked=(*by_hand, *told))


def _clash(one: Locked, other: Locked) -> bool:
    return one.kind == "stay" and overlaps(one, other)


def _bookings(item: Mapping[str, Any], request: TripRequest, catalogue: Catalogue) -> Iterator[Locked]:
    name, kind = str(item.get("name") or ""), item.get("kind")
    last = request.start + timedelta(days=request.nights)
    if kind == "stay":
        stays = stays_named(name, catalogue)
        begins, until = _date(item.get("from"), request), _date(item.get("until"), request)
        if stays and begins and until and request.start <= begins < until <= last:
            yield Locked("stay", stays[0].id, begins, until, is_told=True)
        return
    day, at = _date(item.get("day"), request), minute_of(item.get("at"))
    if day is None or not request.start <= day <= last:
        return
    if kind == "visit":
        named = places_named(name, catalogue)
        if len(named) == 1:
            yield Locked("visit", named[0].id, day, starts_at=at, is_told=True)
    elif at is not None:
        ends = minute_of(item.get("to")) or min(at + USUAL_MINUTES, _MIDNIGHT)
        yield Locked("engagement", name, day, starts_at=at, ends_at=ends, is_told=True)


def _date(said: Any, request: TripRequest) -> date | None:
    """Read an ISO date, or the number of a day of the trip (-1: the last one)."""
    if isinstance(said, int) and not isinstance(said, bool):
        number = said if said > 0 else request.nights + 2 + said
        return request.start + timedelta(days=number - 1)
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
