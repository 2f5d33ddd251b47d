"""A small made-up island: three towns to sleep in, one reached by boat only, and a valley for day trips."""

from crm.trips.values import Area, Catalogue, Destination, Interval, Place, Stay, Transfer

DAILY = range(7)
ISLAND = Destination("isla", "Isla", "Nowhere", "USD", "Asia/Makassar", is_sample=True)

_AREAS = (
    Area("port", "isla", "Port Town", -8.70, 115.17, is_gateway=True, appeal=55),
    Area("hills", "isla", "Hill Town", -8.50, 115.26, least_nights=2, appeal=80),
    Area("reef", "isla", "Reef Village", -8.68, 115.48, appeal=70, most_nights=4),
    Area("valley", "isla", "High Valley", -8.28, 115.36, appeal=30),
)
_TRANSFERS = (
    Transfer("t-port-hills", "port", "hills", "car", 75),
    Transfer("t-port-reef", "port", "reef", "boat", 60, seats=1),
    Transfer("t-hills-reef", "hills", "reef", "boat", 110, seats=1),
    Transfer("t-hills-valley", "hills", "valley", "car", 60),
    Transfer("t-port-valley", "port", "valley", "car", 140),
)
_KINDS = ("temple", "beach", "museum", "nature", "market", "viewpoint", "food", "wellness", "park", "show")


def _place(area: Area, n: int, opens: int = 9 * 60, closes: int = 18 * 60, **more: object) -> Place:
    kind = str(more.pop("kind", _KINDS[n % len(_KINDS)]))
    hours = more.pop("hours", {d: (Interval(opens, closes),) for d in DAILY})
    east, north = (n * 7 % 11 - 5) * 0.006, (n * 5 % 9 - 4) * 0.006
    return Place(
        id=f"{area.id}-{kind}-{n}",
        area=area.id,
        name=f"{area.name} {kind.title()} {n}",
        kind=kind,
        latitude=area.latitude + north,
        longitude=area.longitude + east,
        hours=hours,  # type: ignore[arg-type]
        duration=int(str(more.pop("duration", 60 + 30 * (n % 3)))),
        appeal=float(str(more.pop("appeal", 45 + 37 * n % 50))),
        **more,  # type: ignore[arg-type]
    )


def _places() -> tuple[Place, ...]:
    port, hills, reef, valley = _AREAS
    siesta = {d: (Interval(9 * 60, 12 * 60), Interval(15 * 60, 19 * 60)) for d in DAILY if d != 1}
    return (
        *(_place(port, n) for n in range(8)),
        *(_place(hills, n, 8 * 60, 17 * 60) for n in range(9)),
        _place(hills, 9, kind="museum", hours=siesta, duration=75, appeal=88, tags=("art", "culture")),
        *(_place(reef, n, 7 * 60, 18 * 60) for n in range(6)),
        _place(valley, 0, 5 * 60, 16 * 60, kind="volcano", duration=180, appeal=95, least_age=8,
               is_step_free=False, tags=("nature", "adventure")),
        _place(valley, 1, kind="lake", duration=90, appeal=60, tags=("nature",)),
    )  # fmt: skip


def _stays() -> tuple[Stay, ...]:
    return tuple(
        Stay(f"{area.id}-{hotel_class}", area.id, f"{area.name} {hotel_class.title()} House", hotel_class,
             stars, area.latitude + 0.004, area.longitude - 0.003)
        for area in _AREAS[:3]
        for hotel_class, stars in (("value", 3), ("comfort", 4), ("luxury", 5))
    )  # fmt: skip


def island() -> Catalogue:
    return Catalogue(ISLAND, _AREAS, _places(), _stays(), _TRANSFERS)
