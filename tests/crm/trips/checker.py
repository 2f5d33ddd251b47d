"""An independent judge of whole plans: it reads the catalogue, the request and the plan, nothing else.

It shares no code with the planner beyond the values, and states each rule again in its own words.
Ways are measured along the great circle with the planner's published speeds.
"""

import math
from datetime import timedelta
from itertools import pairwise

from crm.trips.values import Catalogue, DayPlan, Itinerary, Place, TripRequest

Problems = list[str]
BOUNDS = {"relaxed": (570, 1140, 3), "normal": (540, 1200, 4), "full": (510, 1260, 6)}
MEALS = {"lunch": (705, 840, 60), "rest": (780, 930, 60), "dinner": (1110, 1290, 75)}


def minutes_between(a: object, b: object, catalogue: Catalogue) -> int:
    """Walk up to 0.9 km at 4.5 km/h, else drive at 32 km/h and 5 minutes more.

    Roads are 1.35 times as long as the straight line.
    """
    if a is b:
        return 0
    area_a, area_b = (x.area if hasattr(x, "area") else x.id for x in (a, b))
    way = None
    if area_a != area_b:
        both = [t for t in catalogue.transfers if {t.from_area, t.to_area} == {area_a, area_b}]
        onward = [t for t in both if t.from_area == area_a] or both
        way = min(onward, key=lambda t: t.minutes, default=None)
        if way is None or way.mode == "flight" or way.minutes > 150:
            return 10**6
    x1, y1, z1 = _on_sphere(a.latitude, a.longitude)
    x2, y2, z2 = _on_sphere(b.latitude, b.longitude)
    chord = math.sqrt((x1 - x2) ** 2 + (y1 - y2) ** 2 + (z1 - z2) ** 2)
    km = 2 * 6371.0088 * math.asin(min(1.0, chord / 2)) * 1.35
    direct = km / 4.5 * 60 if km <= 0.9 else km / 32 * 60 + 5
    whole = math.ceil(round(direct, 3))
    return max(whole, way.minutes) if way is not None and way.mode not in ("car", "walk") else whole


def _on_sphere(latitude: float, longitude: float) -> tuple[float, float, float]:
    lat, lon = math.radians(latitude), math.radians(longitude)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def problems_of(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Problems:
    """Give every rule that a plan breaks, in words; empty when it is sound."""
    found: Problems = []
    places = {p.id: p for p in catalogue.places}
    stays = {s.id: s for s in catalogue.stays}
    if len(plan.days) != request.nights + 1 or sum(s.nights for s in plan.stops) != request.nights:
        found.append("the nights do not add up")
    slept = [stays[stop.stay] for stop in plan.stops for _ in range(stop.nights)]
    for number, day in enumerate(plan.days, start=1):
        if day.number != number or day.date != request.start + timedelta(days=number - 1):
            found.append(f"day {number} is misnumbered")
        woke = slept[max(0, number - 2)]
        sleeps = slept[min(number, len(slept)) - 1]
        found += _walk(day, request, catalogue, places, woke, sleeps)
        found += _manners(day, request, places)
        found += _hungry(day, plan, request)
    found += _stops(plan, request, catalogue) + _night_flight(plan)
    booked = {item.id for item in request.locked}
    if request.needs_step_free:
        found += [f"{s.name} has steps" for s in slept if s.is_step_free is False and s.id not in booked]
    visits = [v.place for day in plan.days for v in day.visits]
    if len(visits) != len(set(visits)):
        found.append("a place is visited twice")
    found += [f"{p} must be seen" for p in request.must_see if p not in visits]
    for name in visits:
        place = places[name]
        if name in request.never or place.kind in request.never or set(place.tags) & set(request.never):
            found.append(f"{name} is not wanted")
        if request.needs_step_free and not place.is_step_free:
            found.append(f"{name} has steps")
        if place.least_age and any(
            age < place.least_age for age in [*request.party.child_ages, *[0] * request.party.infants]
        ):
            found.append(f"{name} is not for children so young")
        if (wrong := _not_eaten(place, request.diet)) is not None:
            found.append(f"{name} is no place to eat {wrong}")
    return found + _rain(plan, request, catalogue, places, slept)


# What a kitchen that keeps the first also serves to a guest who asks for one of the others.
KITCHENS = {
    "vegan": ("vegan", "vegetarian", "lactose-free"),
    "jain": ("jain", "vegetarian"),
    "vegetarian": ("vegetarian",),
    "halal": ("halal",),
    "kosher": ("kosher",),
    "gluten-free": ("gluten-free",),
    "lactose-free": ("lactose-free",),
}
HARMS = {
    "seafood allergy": "seafood", "fish allergy": "seafood", "no seafood": "seafood", "no fish": "seafood",
    "nut allergy": "nuts", "no nuts": "nuts", "no pork": "pork", "no beef": "beef",
}  # fmt: skip


def _not_eaten(place: Place, diet) -> str | None:
    """Give the diet that a place to eat at breaks; a kitchen that names none breaks none."""
    if place.kind != "food":
        return None
    kept = [tag for tag in place.tags if tag in KITCHENS]
    served = {diet for tag in kept for diet in KITCHENS[tag]}
    for name in diet:
        if HARMS.get(name) in place.tags or (name not in HARMS and kept and name not in served):
            return name
    return None


def _rain(plan: Itinerary, request: TripRequest, catalogue: Catalogue, places, slept) -> Problems:
    """A day for when it rains is a day like the others, under a roof, and takes nothing from them."""
    found: Problems = []
    booked = {item.id for item in request.locked}
    for day in plan.rain_days:
        dry = plan.days[day.number - 1]
        woke, sleeps = slept[max(0, day.number - 2)], slept[min(day.number, len(slept)) - 1]
        found += [f"rain: {p}" for p in _walk(day, request, catalogue, places, woke, sleeps)]
        found += [f"rain: {p}" for p in _manners(day, request, places) + _hungry(day, plan, request)]
        other = {v.place for d in plan.days if d is not dry for v in d.visits}
        for visit in day.visits:
            if not places[visit.place].is_indoor and visit.place not in booked:
                found.append(f"rain: {visit.place} is outdoors")
            if visit.place in other:
                found.append(f"rain: {visit.place} is seen on another day")
        kept = {v.place for v in dry.visits} & booked
        found += [f"rain: {p} is booked" for p in kept - {v.place for v in day.visits}]
    return found


def _walk(day: DayPlan, request: TripRequest, catalogue: Catalogue, places, woke, sleeps) -> Problems:
    """Go through a day event by event: every gap holds the way and the pauses in it."""
    found: Problems = []
    is_first, is_last = day.number == 1, day.number == request.nights + 1
    at, free = woke, day.starts_at
    if is_first:
        if day.moves_at < request.lands_at + 45:
            found.append("leaves the airport before it can")
        at, free = sleeps, day.arrives_at
    moved = is_first or is_last or woke is sleeps
    pauses = [(m.starts_at, m.ends_at) for m in day.meals]

    def go(to, by: int) -> None:
        paused = sum(b - a for a, b in pauses if a >= free and b <= by)
        if free + paused + minutes_between(at, to, catalogue) > by:
            found.append(f"day {day.number}: {to.id} cannot be reached by {by}")

    for visit in day.visits:
        place = places[visit.place]
        if not moved and visit.starts_at >= day.moves_at:
            go(woke, day.moves_at)
            at, free, moved = sleeps, day.arrives_at, True
        go(place, visit.arrives_at)
        if not visit.arrives_at <= visit.starts_at or visit.ends_at - visit.starts_at != place.duration:
            found.append(f"day {day.number}: the times of {place.id} do not add up")
        if not _is_open(place, day, visit.starts_at, visit.ends_at):
            found.append(f"day {day.number}: {place.id} is closed")
        at, free = place, visit.ends_at
    if not moved:
        go(woke, day.moves_at)
        at, free = sleeps, day.arrives_at
    go(woke if is_last else sleeps, day.moves_at if is_last else day.home_at)
    if is_last and day.home_at > request.flies_at - 120:
        found.append("misses the check-in")
    return found + _transfer(day, catalogue, must_move=woke is not sleeps)


def _night_flight(plan: Itinerary) -> Problems:
    """Who flies soon after midnight leaves in the evening: nothing of that day lasts until then."""
    leaves, eve = plan.days[-1].moves_at, plan.days[-2]
    if leaves is None or leaves >= 0:
        return []
    ends = [eve.home_at, *(m.ends_at for m in eve.meals), *(v.ends_at for v in eve.visits)]
    late = [f"the evening before lasts until {end}, the way begins at {leaves + 1440}" for end in ends
            if end > leaves + 1440]  # fmt: skip
    return late + ["a visit on the day of a night flight"] * bool(plan.days[-1].visits)


def _transfer(day: DayPlan, catalogue: Catalogue, *, must_move: bool) -> Problems:
    transfer = next((t for t in catalogue.transfers if t.id == day.transfer), None)
    if transfer is None:
        return [f"day {day.number}: changes towns without a transfer"] if must_move else []
    room = 180 if transfer.mode in ("car", "walk") else 90
    eaten = [
        m
        for m in day.meals
        if m.name == "lunch" and day.moves_at < m.ends_at and m.starts_at < day.arrives_at
    ]
    if must_move and eaten and transfer.minutes < room:
        return [f"day {day.number}: lunch is eaten on a ride of {transfer.minutes} minutes"]
    if day.arrives_at - day.moves_at < transfer.minutes:
        return [f"day {day.number}: the transfer takes longer than planned"]
    return []


def _is_open(place: Place, day: DayPlan, starts: int, ends: int) -> bool:
    if any(a <= day.date <= b for a, b in place.closures):
        return False
    return any(
        span.opens <= starts
        and ends <= span.closes
        and (span.last_entry is None or starts <= span.last_entry)
        for span in place.hours.get(day.date.weekday(), ())
    )


def _manners(day: DayPlan, request: TripRequest, places) -> Problems:
    found: Problems = []
    _, ends, most = BOUNDS[request.pace]
    kinds = [places[v.place].kind for v in day.visits]
    if len(kinds) > most:
        found.append(f"day {day.number} holds {len(kinds)} visits")
    if len(kinds) != len(set(kinds)):
        found.append(f"day {day.number} has two of a kind")
    young = request.party.infants or any(age <= 8 for age in request.party.child_ages)
    if day.visits and 1 < day.number <= request.nights and day.transfer is None:
        last = day.visits[-1].place  # a late show that must be seen, or is booked, makes an evening long
        is_late = day.home_at > min(ends, 19 * 60 if young else ends)
        if is_late and last not in {*request.must_see, *(item.id for item in request.locked)}:
            found.append(f"day {day.number} ends late")
    for meal in day.meals:
        if meal.name == "engagement":
            continue
        earliest, latest, length = MEALS[meal.name]
        if not earliest <= meal.starts_at <= latest or meal.ends_at - meal.starts_at != length:
            found.append(f"day {day.number}: {meal.name} at {meal.starts_at}")
    outings = [v for v in day.visits if v.ends_at - v.starts_at >= 4 * 60]  # with lunch on board
    spans = sorted(
        [
            (m.starts_at, m.ends_at)
            for m in day.meals
            if m.name != "lunch"
            or not any(v.starts_at <= m.starts_at and m.ends_at <= v.ends_at for v in outings)
        ]
        + [(v.starts_at, v.ends_at) for v in day.visits]
    )
    if any(b > c for (_, b), (c, _) in pairwise(spans)):
        found.append(f"day {day.number}: two things at once")
    return found


def _hungry(day: DayPlan, plan: Itinerary, request: TripRequest) -> Problems:
    """Whoever is in town for a whole hour of noon eats then, and a small child sleeps, on any day.

    Goes through every minute at which the pause could begin, the way from and to a flight left out.
    """
    first, last = 0, 24 * 60
    if day.number == 1:
        first = day.arrives_at
    if day.number == request.nights + 1:
        last = day.moves_at
    if day.number == request.nights and plan.days[-1].moves_at < 0:
        last = 24 * 60 + plan.days[-1].moves_at
    busy = [(m.starts_at, m.ends_at) for m in day.meals if m.name == "engagement"]
    small = request.party.infants or any(age <= 3 for age in request.party.child_ages)
    found: Problems = []
    for name in ("lunch", "rest") if small else ("lunch",):
        earliest, latest, length = MEALS[name]
        hours = [
            at
            for at in range(max(earliest, first), min(latest, last - length) + 1)
            if all(at + length <= starts or ends <= at for starts, ends in busy)
        ]
        if hours and not any(m.name == name for m in day.meals):
            found.append(f"day {day.number} has no {name}, though there is time from {hours[0]}")
    if day.number in (1, request.nights + 1):
        rides = [m.name for m in day.meals if m.starts_at < day.arrives_at and day.moves_at < m.ends_at]
        found += [f"day {day.number}: {name} on the way to or from a flight" for name in rides]
    return found


def _stops(plan: Itinerary, request: TripRequest, catalogue: Catalogue) -> Problems:
    found: Problems = []
    areas = {a.id: a for a in catalogue.areas}
    stays = {s.id: s for s in catalogue.stays}
    nights = {stop.area: stop.nights for stop in plan.stops}
    if len(nights) != len(plan.stops):
        found.append("a town is a stop twice")
    wishes = {w.area: w for w in request.stops}
    for area, wish in wishes.items():
        got = nights.get(area, 0)
        if wish.exactly is not None and got != wish.exactly:
            found.append(f"{area} has {got} nights, not {wish.exactly}")
        if got < (wish.least or 0) and wish.exactly is None:
            found.append(f"{area} has {got} nights, fewer than {wish.least}")
    if request.first_stop is not None and plan.stops[0].area != request.first_stop:
        found.append(f"the trip does not begin in {request.first_stop}")
    if request.last_stop is not None and plan.stops[-1].area != request.last_stop:
        found.append(f"the trip does not end in {request.last_stop}")
    for stop in plan.stops:
        if stays[stop.stay].area != stop.area:
            found.append(f"{stop.stay} is not in {stop.area}")
        if any(item.id == stop.stay for item in request.locked):
            continue
        if (
            stop.area not in wishes
            and not areas[stop.area].least_nights <= stop.nights <= areas[stop.area].most_nights
        ):
            found.append(f"{stop.area} has {stop.nights} nights")
    return found


def booked_problems(plan: Itinerary, request: TripRequest) -> Problems:
    """Give everything booked that a plan moved, dropped or overran."""
    found: Problems = []
    for item in request.locked:
        day = plan.days[(item.day - request.start).days]
        if item.kind == "visit":
            if not any(v.place == item.id and item.starts_at in (None, v.starts_at) for v in day.visits):
                found.append(f"the visit of {item.id} moved")
        elif item.kind == "engagement":
            busy = [(v.starts_at, v.ends_at) for v in day.visits]
            if any(a < item.ends_at and item.starts_at < b for a, b in busy):
                found.append(f"{item.id} is overrun")
            if not any((m.starts_at, m.ends_at) == (item.starts_at, item.ends_at) for m in day.meals):
                found.append(f"{item.id} is not in the day")
        else:
            nights = (item.until - item.day).days
            slept = [s.stay for s in plan.stops for _ in range(s.nights)]
            first = (item.day - request.start).days
            if slept[first : first + nights] != [item.id] * nights:
                found.append(f"{item.id} is not slept in")
    return found
