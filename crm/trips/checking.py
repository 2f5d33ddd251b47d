"""What makes no sense in a request: every problem named with its field, before any planning."""

from datetime import date

from crm.money import is_money
from crm.trips.booked import check_booked
from crm.trips.diet import DIETS
from crm.trips.values import Catalogue, TripRequest

LAST_YEAR = 2199
MOST_MONEY = 10**15  # in any currency
MOST_HEADS = 500  # of one party: more are several groups


class BadRequest(ValueError):
    """A request that cannot be planned as it stands; `problems` are (field, what is wrong)."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{field}: {what}" for field, what in problems))
        self.problems = problems


def check_request(request: TripRequest, catalogue: Catalogue) -> None:
    """Raise BadRequest naming every field that is wrong."""
    found: list[tuple[str, str]] = []
    if request.destination != catalogue.destination.id:
        found.append(
            ("destination", f"{request.destination!r} is not this catalogue's {catalogue.destination.id!r}")
        )
    if not 1 <= request.nights <= 60:
        found.append(("nights", f"{request.nights} is not between 1 and 60"))
    if request.party.adults < 1:
        found.append(("party.adults", "at least one adult travels"))
    if request.party.heads > MOST_HEADS:
        found.append(
            ("party", f"{request.party.heads} travellers are more than the {MOST_HEADS} of one plan")
        )
    found += [
        (f"party.child_ages[{i}]", f"{age} is not between 2 and 17")
        for i, age in enumerate(request.party.child_ages)
        if not 2 <= age <= 17
    ]
    if request.party.infants < 0:
        found.append(("party.infants", "is negative"))
    if request.rooms is not None and request.rooms < 1:
        found.append(("rooms", "at least one room is needed"))
    for name, minute in (("arrives_at", request.arrives_at), ("departs_at", request.departs_at)):
        if minute is not None and not 0 <= minute < 24 * 60:
            found.append((name, f"{minute} is not a minute of a day"))
    if request.start.year > LAST_YEAR:
        found.append(("start", f"{request.start.isoformat()} is later than anybody sells"))
        raise BadRequest(tuple(found))  # what follows counts days from it
    found += _budget(request)
    found += _stops(request)
    found += _ends(request, catalogue)
    found += _unknown_ids(request, catalogue)
    found += check_booked(request, catalogue)
    found += [
        (f"interests[{w!r}]", f"weight {v} is not between 0 and 1")
        for w, v in request.interests.items()
        if not 0 <= v <= 1
    ]
    found += [(f"fewer[{w!r}]", f"{most} is negative") for w, most in request.fewer.items() if most < 0]
    if found:
        raise BadRequest(tuple(found))


def refuse_past(request: TripRequest, today: date) -> None:
    """Raise BadRequest naming every date of a request before `today`, a date where the agency is."""
    days = [("start", request.start)]
    days += [(f"locked[{i}].day", item.day) for i, item in enumerate(request.locked)]
    if found := tuple((field, f"{day.isoformat()} is in the past") for field, day in days if day < today):
        raise BadRequest(found)


def _budget(request: TripRequest) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if request.budget is not None and request.budget.amount <= 0:
        found.append(("budget.amount", f"{request.budget.amount} is not above zero"))
    if request.budget is not None and request.budget.amount >= MOST_MONEY:
        found.append(("budget.amount", f"{request.budget.amount} is more than any trip costs"))
    if request.budget is not None and not is_money(request.budget.currency):
        found.append(("budget.currency", f"unknown currency {request.budget.currency!r}"))
    return found


def _stops(request: TripRequest) -> list[tuple[str, str]]:
    """Nights that no stop can have, and one town wished for twice."""
    found: list[tuple[str, str]] = []
    for i, wish in enumerate(request.stops):
        found += [
            (f"stops[{i}].{name}", f"{nights} is negative")
            for name in ("least", "most", "exactly")
            if (nights := getattr(wish, name)) is not None and nights < 0
        ]
        if wish.least is not None and wish.most is not None and wish.most < wish.least:
            found.append((f"stops[{i}].most", f"{wish.most} is less than the least nights, {wish.least}"))
        if wish.area in [other.area for other in request.stops[:i]]:
            found.append((f"stops[{i}].area", f"{wish.area!r} stands twice"))
    return found


def _ends(request: TripRequest, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Towns to begin and to end in that are none, or in which no night is wanted."""
    areas = {a.id for a in catalogue.areas}
    nowhere = {w.area for w in request.stops if 0 in (w.exactly, w.most if w.exactly is None else None)}
    found = []
    for name, area in (("first_stop", request.first_stop), ("last_stop", request.last_stop)):
        if area is not None and area not in areas:
            found.append((name, f"{area!r} is not in the catalogue"))
        elif area in nowhere:
            found.append((name, f"{area!r} is also in stops, with no night"))
    return found


def _unknown_ids(request: TripRequest, catalogue: Catalogue) -> list[tuple[str, str]]:
    areas = {a.id for a in catalogue.areas}
    places = {p.id for p in catalogue.places}
    stays = {s.id for s in catalogue.stays}
    gates = {a.id for a in catalogue.areas if a.is_gateway}
    found = [
        (f"stays[{i}]", f"{stay!r} is not in the catalogue")
        for i, stay in enumerate(request.stays)
        if stay not in stays
    ]
    found += [
        (f"diet[{i}]", f"{diet!r} is none of {', '.join(DIETS)}")
        for i, diet in enumerate(request.diet)
        if diet not in DIETS
    ]
    found += [
        (f"stops[{i}].area", f"{wish.area!r} is not in the catalogue")
        for i, wish in enumerate(request.stops)
        if wish.area not in areas
    ]
    found += [
        (f"must_see[{i}]", f"{place!r} is not in the catalogue")
        for i, place in enumerate(request.must_see)
        if place not in places
    ]
    found += [
        (f"must_see[{i}]", f"{p!r} is also in never")
        for i, p in enumerate(request.must_see)
        if p in request.never
    ]
    for name, area in (("gateway_in", request.gateway_in), ("gateway_out", request.gateway_out)):
        if area is not None and area not in areas:
            found.append((name, f"{area!r} is not in the catalogue"))
        elif area is not None and gates and area not in gates:
            found.append((name, f"{area!r} is not a gateway"))
    return found
