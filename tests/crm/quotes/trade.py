"""A small island to price: two hotels, three sights, a boat and a hired car, with rates of one's choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from crm.quotes.pricing import price
from crm.quotes.taxes import GST_ON_PACKAGE
from crm.quotes.values import ExchangeRate, ItemKind, Occupancy, PriceRules, Quote, RateRow, Unit
from crm.trips.values import (
    Area,
    Catalogue,
    DayPlan,
    Destination,
    Interval,
    Itinerary,
    Party,
    Place,
    Stay,
    Stop,
    Transfer,
    Visit,
)

COUPLE = Party(2)
FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
TODAY = date(2027, 2, 1)
EVERY_DAY = {day: (Interval(540, 1080),) for day in range(7)}

CATALOGUE = Catalogue(
    Destination("isle", "Isle", "Isle", "EUR", "Europe/Paris"),
    (Area("north", "isle", "North", 1.0, 1.0, is_gateway=True), Area("south", "isle", "South", 1.2, 1.0)),
    tuple(
        Place(name, "north", name.title(), "sight", 1.0, 1.0, EVERY_DAY, 60)
        for name in ("fort", "garden", "museum")
    ),
    (
        Stay("inn", "north", "Inn", "value", 3, 1.0, 1.0, sleeps=3),
        Stay("palace", "south", "Palace", "luxury", 5, 1.2, 1.0, sleeps=4),
    ),
    (
        Transfer("road", "north", "south", "car", 60, seats=4),
        Transfer("ferry", "north", "south", "boat", 30, 1),
    ),
)
EURO = ExchangeRate("eur-1", "EUR", "INR", Decimal(100), date(2027, 1, 15))
BAHT = ExchangeRate("thb-1", "THB", "INR", Decimal("2.5"), date(2027, 1, 15))
RULES = PriceRules("INR", {"default": Decimal(10)}, GST_ON_PACKAGE)


def row(
    item: str,
    kind: ItemKind,
    unit: Unit,
    occupancy: Occupancy,
    amount: str,
    currency: str = "EUR",
    **more: object,
) -> RateRow:
    made = RateRow(f"{item}-{occupancy}", kind, item, unit, occupancy, Decimal(amount), currency, FIRST, LAST)
    return replace(made, **more)  # type: ignore[arg-type] - the fields of a rate row, by name


RATES: tuple[RateRow, ...] = (
    *(
        row(stay, "stay", unit, occupancy, str(amount * factor))
        for stay, factor in (("inn", 1), ("palace", 3))
        for occupancy, unit, amount in (
            ("single", "room_night", 70),
            ("double", "room_night", 80),
            ("triple", "room_night", 110),
            ("child_with_bed", "person_night", 25),
            ("child_no_bed", "person_night", 10),
            ("extra_bed", "person_night", 30),
        )
    ),
    row("fort", "place", "person", "adult", "12.50"),
    row("fort", "place", "person", "child", "6"),
    row("garden", "place", "person", "adult", "300", "THB"),
    row("museum", "place", "person", "adult", "0"),
    row("road", "transfer", "vehicle", "any", "45"),
    row("ferry", "transfer", "person", "adult", "9"),
    row("isle:sightseeing", "service", "group", "any", "55", label="Car with driver"),
)


@dataclass(frozen=True)
class Deal:
    """A trip and the terms it is priced on."""

    party: Party = COUPLE
    rooms: int | None = None
    start: date = date(2027, 5, 3)
    stops: tuple[tuple[str, int], ...] = (("inn", 2), ("palace", 2))
    visits: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: {1: ("fort",), 2: ("garden",)})
    ride: str = "road"
    rates: tuple[RateRow, ...] = RATES
    exchange_rates: tuple[ExchangeRate, ...] = (EURO, BAHT)
    rules: PriceRules = RULES
    meal_plan: str | None = None

    def itinerary(self) -> Itinerary:
        stops: list[Stop] = []
        day = self.start
        for stay, nights in self.stops:
            stops.append(Stop(_area(stay), stay, day, nights))
            day += timedelta(days=nights)
        moved_on = {stop.check_in for stop in stops[1:]}
        nights = sum(stop.nights for stop in stops)
        days = tuple(self._day(n, self.start + timedelta(days=n), moved_on, stops) for n in range(nights + 1))
        return Itinerary("isle", self.start, nights, tuple(stops), days, ())

    def _day(self, n: int, on: date, moved_on: set[date], stops: Sequence[Stop]) -> DayPlan:
        area = next((s.area for s in reversed(stops) if s.check_in <= on), stops[0].area)
        visits = tuple(Visit(place, 10, 600, 600, 660) for place in self.visits.get(n, ()))
        return DayPlan(n + 1, on, area, None, None, visits, transfer=self.ride if on in moved_on else None)

    def quote(self) -> Quote:
        return price(
            self.itinerary(), CATALOGUE, self.party, self.rooms, self.rates, self.exchange_rates, self.rules,
            TODAY, meal_plan=self.meal_plan,
        )  # fmt: skip


def _area(stay: str) -> str:
    return next(s.area for s in CATALOGUE.stays if s.id == stay)
