"""The part of the certificate about what was wished for: places, bookings, airports and stops."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from crm.trips import taste
from crm.trips.values import Catalogue, Check, Itinerary, TripRequest


def wishes_kept(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Iterator[Check]:
    """Check what the party asked for: places, bookings, airports, stops, and where it begins and ends."""
    places = {p.id: p for p in catalogue.places}
    seen = Counter(plan.places)
    for place_id, count in seen.items():
        place = places[place_id]
        reason = taste.why_not(place, request)
        yield Check("suits the party", place.name, reason is None, {"visits": count}, reason or "")
        yield Check("seen once", place.name, count == 1, {"visits": count})
    for place_id in request.must_see:
        yield Check("must see", places[place_id].name, place_id in seen, {"visits": seen[place_id]})
    yield from _booked(plan, request, catalogue)
    yield from _arranged(plan, request, catalogue)
    yield from _first_and_last(plan, request, catalogue)
    slept = {s.area for s in plan.stops}
    for wish in request.stops:
        wanted = wish.exactly > 0 if wish.exactly is not None else wish.most != 0
        yield Check("stop wished for", wish.area, (wish.area in slept) == wanted)


def _arranged(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Iterator[Check]:
    """Check the airports asked for; a place known from before is a soft wish, and its visits are told."""
    areas, ways = {a.id: a.name for a in catalogue.areas}, {t.id: t for t in catalogue.transfers}
    ends = (("gateway in", request.gateway_in, plan.days[0], plan.stops[0]),
            ("gateway out", request.gateway_out, plan.days[-1], plan.stops[-1]))  # fmt: skip
    for rule, gate, day, stop in ends:
        if gate is not None:
            way = ways.get(day.transfer or "")
            yield Check(rule, areas[gate], gate in ((way.from_area, way.to_area) if way else (stop.area,)))
    seen = Counter(plan.places)
    for place in catalogue.places:
        if place.id in request.seen:
            note = "liked enough to go again" if seen[place.id] else ""
            yield Check("known from before", place.name, True, {"visits": seen[place.id]}, note)


def _first_and_last(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Iterator[Check]:
    areas = {a.id: a.name for a in catalogue.areas}
    ends = (("first stop", request.first_stop, plan.stops[0]),
            ("last stop", request.last_stop, plan.stops[-1]))  # fmt: skip
    for rule, wished, stop in ends:
        if wished is not None:
            is_there = stop.area == wished
            yield Check(rule, areas[wished], is_there, {"nights": stop.nights if is_there else 0})


def _booked(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Iterator[Check]:
    names = {p.id: p.name for p in catalogue.places} | {s.id: s.name for s in catalogue.stays}
    for item in request.locked:
        days = [d for d in plan.days if d.date == item.day]
        label = names.get(item.id, item.id)
        if item.kind == "visit":
            starts = [v.starts_at for d in days for v in d.visits if v.place == item.id]
            holds = bool(starts) and item.starts_at in (None, starts[0])
            yield Check("booked visit", label, holds, {"starts": starts[0]} if starts else {})
        elif item.kind == "engagement":
            held = [(m.starts_at, m.ends_at) for d in days for m in d.meals if m.name == "engagement"]
            yield Check("booked engagement", label, (item.starts_at, item.ends_at) in held)
        else:
            spans = [
                (s.check_in, s.check_in + timedelta(days=s.nights)) for s in plan.stops if s.stay == item.id
            ]
            holds = any(a <= item.day and (item.until or item.day) <= b for a, b in spans)
            yield Check("booked stay", label, holds)
