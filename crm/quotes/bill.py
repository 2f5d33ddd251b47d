"""What an itinerary is charged for: nights, tickets, rides and hired cars, each with the rate that serves."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crm.money import Money
from crm.quotes.rate_book import MEAL_PLANS, MEALS, Exchange, RateBook, net
from crm.quotes.rooming import charged_units, visitors
from crm.quotes.values import ExchangeRate, ItemKind, NoRate, Occupancy, PriceRules, RateRow, Room
from crm.trips.values import Catalogue, DayPlan, Itinerary, Party, Stop, Transfer

_WORDS: Mapping[Occupancy, str] = {
    "single": "single room",
    "double": "double room",
    "triple": "triple room",
    "child_with_bed": "child with bed",
    "child_no_bed": "child sharing the bed",
    "extra_bed": "extra bed",
}
_SLEEPERS: Mapping[Occupancy, int] = {"double": 2, "triple": 3}


@dataclass(frozen=True)
class Charge:
    """A line before it is marked up: so many units of one item at one unit cost."""

    key: str
    day: int | None
    label: str
    item_kind: ItemKind
    item_id: str
    service_date: date
    quantity: int
    occupancy: Occupancy
    unit_cost: Money
    rate_id: str
    exchange: ExchangeRate | None


class Bill:
    """Writes the charges of one itinerary, and remembers the rate rows that served."""

    def __init__(
        self,
        catalogue: Catalogue,
        party: Party,
        rooms: tuple[Room, ...],
        book: RateBook,
        exchange: Exchange,
        rules: PriceRules,
        meal_plan: str | None = None,
    ) -> None:
        self._catalogue, self._party, self._rooms = catalogue, party, rooms
        self._book, self._exchange, self._rules, self._meals = book, exchange, rules, meal_plan
        self._names: dict[str, str] = {stay.id: stay.name for stay in catalogue.stays}
        self._names |= {place.id: place.name for place in catalogue.places}
        self._names |= {area.id: area.name for area in catalogue.areas}
        self._transfers = {t.id: t for t in catalogue.transfers}
        self.served: dict[str, RateRow] = {}

    def charges(self, itinerary: Itinerary) -> list[Charge]:
        """List everything chargeable, by day; raises NoRate or NoExchangeRate. What is free is left out."""
        found = [c for stop in itinerary.stops for c in self._nights(stop, itinerary.start)]
        for day in itinerary.days:
            found += self._visits(day)
            found += self._rides(day)
            found += self._sightseeing(day, itinerary.destination)
        found = [charge for charge in found if charge.quantity and charge.unit_cost.amount]
        return sorted(_merged(found), key=lambda c: (c.service_date, c.day or 0))

    def _nights(self, stop: Stop, start: date) -> Iterator[Charge]:
        units = charged_units(self._rooms, self._rules)
        plan = self._book.base_meal_plan(stop.stay)
        wished = self._meals or plan
        if self._book.serves_meals(stop.stay, wished):
            plan = wished
        for n in range(stop.nights):
            night = stop.check_in + timedelta(days=n)
            number = (night - start).days + 1
            for occupancy, quantity in units.items():
                if occupancy == "infant" and not self._book.sells(stop.stay, "infant"):
                    continue
                row = self._rate("stay", stop.stay, occupancy, night, nights=stop.nights, meal_plan=plan)
                label = f"{self._name(stop.stay)}: {_WORDS.get(occupancy, occupancy)}"
                # Some hotels price a room by the heads in it: so much a person in a double.
                heads = _SLEEPERS.get(occupancy, 1) if row.unit == "person_night" else 1
                yield self._charge(row, night, number, quantity * heads, label)
            if MEAL_PLANS.index(wished) > MEAL_PLANS.index(plan):
                yield from self._meal_supplements(stop, wished, night, number)

    def _meal_supplements(self, stop: Stop, plan: str, night: date, number: int) -> Iterator[Charge]:
        for occupancy, heads in self._paying(stop.stay).items():
            row = self._rate("stay", stop.stay, occupancy, night, nights=stop.nights, meal_plan=plan)
            label = f"{self._name(stop.stay)}: {MEALS[plan]}, {occupancy}"
            charge = self._charge(row, night, number, heads, label)
            yield replace(charge, key=f"{charge.key}:{plan}")

    def _visits(self, day: DayPlan) -> Iterator[Charge]:
        for visit in day.visits:
            if self._book.sells(visit.place, "any"):  # one price for the whole party: a guide, a private boat
                row = self._rate("place", visit.place, "any", day.date)
                yield self._charge(row, day.date, day.number, 1, row.label or self._name(visit.place))
                continue
            yield from self._tickets("place", visit.place, day, self._name(visit.place))

    def _rides(self, day: DayPlan) -> Iterator[Charge]:
        if day.transfer is not None:
            yield from self._ride(self._transfers[day.transfer], day, 1)
        for trip in day.day_trips:
            transfer = self._transfers[trip]
            # A car hired for the day drives there and back; tickets are needed both ways.
            if transfer.mode != "car" or self._car_of(day, self._catalogue.destination.id) is None:
                yield from self._ride(transfer, day, 2)

    def _ride(self, transfer: Transfer, day: DayPlan, ways: int) -> Iterator[Charge]:
        back = ", both ways" if ways == 2 else ""
        label = f"{self._way(transfer.id)}{back}"
        if not self._book.sells(transfer.id, "any"):
            for charge in self._tickets("transfer", transfer.id, day, label):
                yield replace(charge, quantity=charge.quantity * ways)
            return
        row = self._rate("transfer", transfer.id, "any", day.date)
        count = 1 if row.unit == "group" else -(-self._party.heads // transfer.seats)
        yield self._charge(row, day.date, day.number, count * ways, label)

    def _sightseeing(self, day: DayPlan, destination: str) -> Iterator[Charge]:
        item = self._car_of(day, destination)
        if item is None:
            return
        if not self._book.sells(item, "any"):
            yield from self._tickets("service", item, day, "Local travel")
            return
        row = self._rate("service", item, "any", day.date)
        yield self._charge(row, day.date, day.number, 1, row.label or "Car with driver for the day")

    def _car_of(self, day: DayPlan, destination: str) -> str | None:
        """Name the service that carries a party to its visits, of the area or the whole destination."""
        for item in (f"{day.area}:sightseeing", f"{destination}:sightseeing"):
            if day.visits and self._book.knows(item):
                return item
        return None

    def _tickets(self, kind: ItemKind, item: str, day: DayPlan, label: str) -> Iterator[Charge]:
        for occupancy, heads in self._paying(item).items():
            row = self._rate(kind, item, occupancy, day.date)
            paying = heads - heads // (row.free_per + 1) if row.free_per else heads
            yield self._charge(row, day.date, day.number, paying, f"{row.label or label}: {occupancy}")

    def _paying(self, item: str) -> Mapping[Occupancy, int]:
        """Count tickets by kind: a child pays as an adult where no child's rate is sold; infants are free
        where none is sold for them."""
        wanted = dict(visitors(self._party, self._rules))
        if "child" in wanted and not self._book.sells(item, "child"):
            wanted["adult"] = wanted.get("adult", 0) + wanted.pop("child")
        if not self._book.sells(item, "infant"):
            wanted.pop("infant", None)
        return wanted

    def _charge(self, row: RateRow, on: date, number: int, quantity: int, label: str) -> Charge:
        self.served[row.id] = row
        return Charge(
            key=f"{row.item_kind}:{row.item_id}:{on.isoformat()}:{row.occupancy}",
            day=number,
            label=label,
            item_kind=row.item_kind,
            item_id=row.item_id,
            service_date=on,
            quantity=quantity,
            occupancy=row.occupancy,
            unit_cost=net(row),
            rate_id=row.id,
            exchange=self._exchange.find(row.currency, self._rules.currency),
        )

    def _rate(
        self,
        kind: ItemKind,
        item: str,
        occupancy: Occupancy,
        day: date,
        *,
        nights: int = 1,
        meal_plan: str | None = None,
    ) -> RateRow:
        heads = self._party.heads
        try:
            return self._book.find(
                kind, item, occupancy, day, nights=nights, heads=heads, meal_plan=meal_plan
            )
        except NoRate as missing:
            name = self._names.get(item) or self._way(item)
            raise missing.named(name) from None

    def _way(self, item: str) -> str:
        """Say what people call a transfer; nothing for what is none."""
        if (way := self._transfers.get(item)) is None:
            return ""
        return f"{self._name(way.from_area)} – {self._name(way.to_area)} by {way.mode}"

    def _name(self, item: str) -> str:
        return self._names.get(item, item)


def _merged(charges: Iterable[Charge]) -> list[Charge]:
    """Put charges of the same key together: a ride taken twice on one day is one line of two."""
    found: dict[str, Charge] = {}
    for charge in charges:
        known = found.get(charge.key)
        quantity = charge.quantity + (known.quantity if known else 0)
        found[charge.key] = replace(charge, quantity=quantity)
    return list(found.values())
