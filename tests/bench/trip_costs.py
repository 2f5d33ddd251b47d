"""What trips were expected to cost and came to, on invented histories (`python -m tests.bench.trip_costs`).

No agency's history is public. These take the sample's prices and seasons, let each kind rise at a rate of its
own and every price stray a little; the last nine months are held out. The level of the months is learnt for
each kind, as the product does, and once for all together. Histories that the forecaster's settings were
chosen on, and others that nothing was chosen on, are told apart.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from math import cos, pi

import numpy as np

from crm.catalogue.importing import load_sample
from crm.money import Money
from crm.quotes.forecast.cost import expected_cost
from crm.quotes.forecast.summing import CostForecast, Need, PricePoint
from crm.quotes.values import RateRow
from crm.trips.outlook import _middles

FIRST, MONTHS, HELD_OUT = date(2022, 1, 1), 54, 9
RISES = {"stay": 1.06, "place": 1.03, "transfer": 1.05}  # a year
NOISE = 0.04
# First seeds of the histories: those on which settings were chosen (ten, two trips a month), and the others.
CHOSEN_ON, UNSEEN = 100, 300
_RATED = 2027  # a whole year of the sample's rates
Bought = tuple[str, str, str, date, float]  # kind, item, occupancy, day, what it came to


@dataclass(frozen=True)
class Result:
    """One trip: what it came to, and what was expected with kinds apart and together."""

    paid: float
    apart: CostForecast
    together: CostForecast


class Past:
    """An agency's years at one destination. With `alike`, every kind has one season and one rise."""

    def __init__(self, destination: str, seed: int, *, alike: bool) -> None:
        self._chance, self._alike = np.random.default_rng(seed), alike
        self._rows: dict[tuple[str, str, str], list[RateRow]] = defaultdict(list)
        for row in load_sample().rates_of(destination):
            is_plain = row.occupancy in ("double", "adult", "any") and row.item_kind in RISES
            if is_plain and not row.is_closed and row.amount > 0:
                self._rows[row.item_kind, row.item_id, row.occupancy].append(row)

    def price(self, item: tuple[str, str, str], day: date) -> float:
        years, rows = (day - FIRST).days / 365, self._rows[item]
        stray = float(np.exp(self._chance.normal(0, NOISE)))
        if self._alike:
            season = 1 + 0.3 * cos((day.month - 12) * pi / 6)
            return float(float(rows[0].amount) * 1.05**years * season * stray)
        on = day.replace(year=_RATED, day=min(day.day, 28))
        row = next((row for row in rows if row.from_date <= on <= row.to_date), rows[0])
        return float(float(row.amount) * RISES[item[0]] ** years * stray)

    def trip(self, day: date) -> list[Bought]:
        """Four nights, eight visits and two rides."""
        of = {kind: [item for item in self._rows if item[0] == kind] for kind in RISES}

        def one(kind: str) -> tuple[str, str, str]:
            return of[kind][int(self._chance.integers(len(of[kind])))]

        stay = one("stay")
        chosen = [(stay, n) for n in range(4)]
        chosen += [(one("place"), int(self._chance.integers(4))) for _ in range(8)]
        chosen += [(one("transfer"), n) for n in (0, 4)]
        on = [(item, day + timedelta(days=n)) for item, n in chosen]
        return [(*item, there, self.price(item, there)) for item, there in on]

    def rated(self, until: date) -> Iterator[PricePoint]:
        """What the rates of each year told, on the days that the product takes from their rows."""
        for item, rows in self._rows.items():
            cycle = {day for row in rows for day in _middles(row) if day.year == _RATED}
            for year in range(FIRST.year, until.year + 1):
                for day in (day.replace(year=year) for day in sorted(cycle)):
                    if FIRST <= day < until:
                        yield _point((*item, day, self.price(item, day)), date(day.year - 1, 11, 1))

    def lead(self) -> timedelta:
        return timedelta(days=int(self._chance.integers(20, 150)))

    def any_day(self, month: int) -> date:
        return _day(month, int(self._chance.integers(1, 28)))


def _day(month: int, day: int) -> date:
    return date(FIRST.year + month // 12, month % 12 + 1, day)


def _point(one: Bought, priced_on: date) -> PricePoint:
    kind, item, occupancy, day, price = one
    return PricePoint(item, occupancy, day, priced_on, Money(Decimal(f"{price:.2f}"), "INR"), kind)


def results(destination: str, seed: int, *, alike: bool, trips: int) -> Iterator[Result]:
    """Forecast every trip that was held out from what went before it."""
    past, cut = Past(destination, seed, alike=alike), _day(MONTHS - HELD_OUT, 1)
    made = [past.trip(past.any_day(month)) for month in range(MONTHS) for _ in range(trips)]
    history = [_point(one, one[3] - past.lead()) for trip in made for one in trip if one[3] < cut]
    history += list(past.rated(cut))
    for trip in made:
        if min(one[3] for one in trip) < cut:
            continue
        wanted = {one[1] for one in trip}
        known = [point for point in history if point.item_id in wanted]
        needs = [Need(item, occupancy, day, kind=kind) for kind, item, occupancy, day, _ in trip]
        mixed = [replace(point, kind="") for point in known], [replace(need, kind="") for need in needs]
        paid = sum(one[4] for one in trip)
        yield Result(paid, expected_cost(known, needs, cut), expected_cost(*mixed, cut))


def _told(name: str, found: Sequence[tuple[float, CostForecast]]) -> str:
    off = [float(said.mean.amount) / paid - 1 for paid, said in found]
    in80 = [float(said.lo80.amount) <= paid <= float(said.hi80.amount) for paid, said in found]
    in95 = [float(said.lo95.amount) <= paid <= float(said.hi95.amount) for paid, said in found]
    wide80, wide95 = (
        100 * float(np.mean([float((hi.amount - lo.amount) / said.mean.amount) for said, lo, hi in bounds]))
        for bounds in (
            [(said, said.lo80, said.hi80) for _, said in found],
            [(said, said.lo95, said.hi95) for _, said in found],
        )
    )
    error = 100 * float(np.mean(np.abs(off)))
    shares = f"{100 * np.mean(in80):8.1f}{100 * np.mean(in95):8.1f}{wide80:10.1f}{wide95:10.1f}"
    return f"{name:36}{len(found):7}{error:9.1f}{100 * float(np.mean(off)):9.1f}{shares}"


def main() -> None:
    """Forecast, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=3, help="histories drawn at each destination")
    options.add_argument("--trips", type=int, default=2, help="trips of each month")
    chosen = options.parse_args()
    for first, name in ((CHOSEN_ON, "settings were chosen on these"), (UNSEEN, "held out")):
        shares = f"{'in 80 %':>8}{'in 95 %':>8}{'80 wide %':>10}{'95 wide %':>10}"
        print(f"{name:36}{'trips':>7}{'error %':>9}{'bias %':>9}{shares}")
        everywhere: list[tuple[float, CostForecast]] = []
        for where, alike in (("kerala", False), ("bali", False), ("thailand", False), ("kerala", True)):
            seeds = range(first, first + chosen.seeds)
            found = [one for seed in seeds for one in results(where, seed, alike=alike, trips=chosen.trips)]
            told = f"{where}{', all kinds alike' * alike}"
            print(_told(f"  {told}: apart", [(one.paid, one.apart) for one in found]))
            print(_told(f"  {told}: together", [(one.paid, one.together) for one in found]), flush=True)
            everywhere += [(one.paid, one.apart) for one in found]
        print(_told("  all: apart", everywhere), flush=True)


if __name__ == "__main__":
    main()
