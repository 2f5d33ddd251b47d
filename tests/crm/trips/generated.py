"""Made-up destinations of any size, the same for a seed: for property tests and for the bench."""

import random
from datetime import date, timedelta

from crm.trips.values import (
    Area,
    Catalogue,
    Destination,
    HotelClass,
    Interval,
    Party,
    Place,
    Stay,
    StopWish,
    Transfer,
    TripRequest,
)

KINDS = ("temple", "beach", "museum", "nature", "market", "viewpoint", "food", "park", "show", "wellness")
CLASSES: tuple[HotelClass, ...] = ("value", "comfort", "luxury")
KITCHENS = ("vegetarian", "vegan", "halal", "seafood")
LAND = Destination("land", "Land", "Nowhere", "USD", "Europe/Paris", is_sample=True)


def _hours(dice: random.Random) -> dict[int, tuple[Interval, ...]]:
    opens = dice.choice((7, 8, 9, 9, 10, 11, 14)) * 60
    closes = min(22 * 60, opens + dice.choice((4, 6, 8, 9, 10)) * 60)
    spans: tuple[Interval, ...] = (Interval(opens, closes),)
    if dice.random() < 0.2 and closes - opens >= 8 * 60:
        spans = (Interval(opens, opens + 3 * 60), Interval(opens + 5 * 60, closes))
    elif dice.random() < 0.2:
        spans = (Interval(opens, closes, last_entry=closes - 90),)
    closed = set(dice.sample(range(7), dice.choice((0, 0, 0, 1, 2))))
    return {day: spans for day in range(7) if day not in closed}


def destination(seed: int, towns: int = 3, places: int = 12, stays_per_class: int = 1) -> Catalogue:
    """Give towns on a plane some 150 km wide, joined by roads and now and then by boat or air."""
    dice = random.Random(f"land-{seed}")
    areas = [
        Area(f"a{k}", "land", f"Town {k}", 10 + dice.random() * 1.3, 20 + dice.random() * 1.3,
             least_nights=dice.choice((1, 1, 2)), most_nights=dice.choice((3, 5, 14)),
             is_gateway=k == 0 or dice.random() < 0.2, appeal=dice.randrange(30, 95))
        for k in range(towns)
    ]  # fmt: skip
    transfers = []
    for i, a in enumerate(areas):
        for b in areas[i + 1 :]:
            if dice.random() < 0.9 or i == 0:
                mode = dice.choice(("car", "car", "car", "boat", "flight"))
                transfers.append(Transfer(f"{a.id}-{b.id}", a.id, b.id, mode, dice.randrange(40, 260, 5)))
    found = []
    for n in range(places):
        area = areas[n % towns]
        start = date(2027, 1, 1) + timedelta(days=dice.randrange(90))
        closures = ((start, start + timedelta(days=20)),) if dice.random() < 0.15 else ()
        east, north = dice.uniform(-0.06, 0.06), dice.uniform(-0.06, 0.06)
        found.append(
            Place(
                id=f"p{n}",
                area=area.id,
                name=f"Place {n}",
                kind=dice.choice(KINDS),
                latitude=area.latitude + north,
                longitude=area.longitude + east,
                hours=_hours(dice),
                duration=dice.randrange(30, 200, 15),
                appeal=dice.randrange(20, 100),
                closures=closures,
                is_indoor=dice.random() < 0.3,
                is_step_free=dice.random() < 0.7,
                least_age=dice.choice((0, 0, 0, 0, 6, 12)),
                tags=tuple(dice.sample(KITCHENS, dice.choice((0, 1, 1, 2)))),
            )
        )
    stays = [
        Stay(f"{a.id}-{c}-{k}", a.id, f"{a.name} {c} {k}", c, 3 + CLASSES.index(c),
             a.latitude + dice.uniform(-0.02, 0.02), a.longitude + dice.uniform(-0.02, 0.02))
        for a in areas for c in CLASSES for k in range(stays_per_class)
    ]  # fmt: skip
    return Catalogue(LAND, tuple(areas), tuple(found), tuple(stays), tuple(transfers))


def request(seed: int, catalogue: Catalogue, nights: int | None = None) -> TripRequest:
    """Give a request that makes sense; whether it can be met is another matter."""
    dice = random.Random(f"wish-{seed}")
    nights = nights or dice.randrange(1, 7)
    children = tuple(dice.randrange(2, 17) for _ in range(dice.choice((0, 0, 1, 2))))
    wishes = ()
    if dice.random() < 0.3:
        area = dice.choice(catalogue.areas).id
        least, exactly = dice.choice((None, 1, 2)), dice.choice((None, None, 0, 1))
        wishes = (StopWish(area, least=least, exactly=exactly),)
    return TripRequest(
        "land",
        date(2027, 1, 1) + timedelta(days=dice.randrange(120)),
        nights,
        Party(dice.randrange(1, 4), children, dice.choice((0, 0, 0, 1))),
        interests={kind: dice.random() for kind in dice.sample(KINDS, 3)},
        pace=dice.choice(("relaxed", "normal", "full")),
        hotel_class=dice.choice(CLASSES),
        must_see=tuple(dice.sample([p.id for p in catalogue.places], dice.choice((0, 0, 0, 1)))),
        never=tuple(dice.sample(KINDS, dice.choice((0, 0, 1)))),
        stops=wishes,
        arrives_at=dice.randrange(5 * 60, 22 * 60),
        departs_at=dice.randrange(6 * 60, 23 * 60),
        needs_step_free=dice.random() < 0.15,
        diet=dice.choice(((), (), (), ("vegetarian",), ("halal", "no pork"), ("vegan", "seafood allergy"))),
        seed=seed,
    )
