"""What the counted steps of the desk's searches cost in delight: `python -m tests.bench.plan_steps`.

Every trip is planned with the steps that ship and with five times as many, going on as long as these last;
the loss is what the first lacks of the second. Made-up trips of many sizes, every sample destination, and
the variants that options are chosen from.
"""

import argparse
import time
from collections.abc import Iterator
from datetime import date
from itertools import product

import numpy as np

from crm.catalogue.importing import load_sample
from crm.trips.options import plan_variants
from crm.trips.patience import FOR_A_PLAN, FOR_OPTIONS, Patience
from crm.trips.planner import plan
from crm.trips.refusing import Infeasible
from crm.trips.values import Catalogue, Party, TripRequest
from tests.crm.trips.generated import destination, request

TIMES = 5
LONG = 600.0  # CPU seconds: the steps end first
SIZES = ((3, 5, 40), (5, 9, 100), (8, 14, 200), (12, 20, 400))  # towns, nights, places
PARTIES = (Party(2), Party(2, (5, 9)))
CITIES = ("paris", "dubai", "singapore", "bali")

Case = tuple[str, Catalogue, TripRequest]


def made_up(each: int) -> Iterator[Case]:
    """Give `each` trips of every size that can be planned."""
    for (towns, nights, places), seed in product(SIZES, range(each)):
        catalogue = destination(1000 + seed, towns, places)
        yield f"{towns} towns, {nights} nights, {places} places", catalogue, request(seed, catalogue, nights)


def of_the_sample(nights: tuple[int, ...], parties: int) -> Iterator[Case]:
    for catalogue, length, party in product(load_sample().catalogues, nights, PARTIES[:parties]):
        name = catalogue.destination.id
        yield name, catalogue, TripRequest(name, date(2027, 3, 7), length, party)


def losses_of_plans(cases: Iterator[Case]) -> dict[str, list[float]]:
    """Measure the percent of delight that the shipped steps lose, by name of the case."""
    found: dict[str, list[float]] = {}
    for name, catalogue, wishes in cases:
        try:
            few = plan(wishes, catalogue, seconds=LONG, is_sketch=True, patience=Patience(FOR_A_PLAN))
        except Infeasible:
            continue
        longer = Patience(TIMES * FOR_A_PLAN)
        many = plan(wishes, catalogue, seconds=LONG, further=None, is_sketch=True, patience=longer)
        found.setdefault(name, []).append(_loss(few.delight, many.delight))
    return found


def losses_of_options(nights: tuple[int, ...], parties: int) -> dict[str, list[float]]:
    """Measure the same for each of the plans that the options of a city are chosen from."""
    found: dict[str, list[float]] = {}
    for name, length, party in product(CITIES, nights, PARTIES[:parties]):
        catalogue = load_sample().catalogue(name)
        wishes = TripRequest(name, date(2027, 3, 7), length, party)
        few = plan_variants(wishes, catalogue, seconds=LONG, patience=Patience(FOR_OPTIONS))
        longer = Patience(TIMES * FOR_OPTIONS)
        many = plan_variants(wishes, catalogue, seconds=LONG, further=None, patience=longer)
        best = {(v.request.hotel_class, v.request.pace): v.itinerary.delight for v in many}
        for one in few:
            most = best[one.request.hotel_class, one.request.pace]
            found.setdefault(f"{name}, options", []).append(_loss(one.itinerary.delight, most))
    return found


def _loss(few: float, many: float) -> float:
    return 100 * (1 - few / many) if many > 0 else 0.0


def show(losses: dict[str, list[float]]) -> None:
    for name, lost in losses.items():
        print(f"{name:38}{len(lost):6}{np.mean(lost):9.2f} %{max(lost):9.2f} %", flush=True)
    every = [loss for lost in losses.values() for loss in lost]
    if every:
        print(f"{'in all':38}{len(every):6}{np.mean(every):9.2f} %{max(every):9.2f} %", flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--each", type=int, default=1, help="made-up trips of every size")
    arguments.add_argument("--nights", type=int, nargs="+", default=[6], help="of the sample's trips")
    arguments.add_argument("--parties", type=int, default=1, help="of the sample's trips: a couple, a family")
    arguments.add_argument("--only", choices=("made-up", "sample", "options"))
    asked = arguments.parse_args()
    began, nights = time.process_time(), tuple(asked.nights)
    print(f"{'steps that ship against 5 times as many':38}{'plans':>5}{'mean loss':>11}{'worst':>11}")
    if asked.only in (None, "made-up"):
        show(losses_of_plans(made_up(asked.each)))
    if asked.only in (None, "sample"):
        show(losses_of_plans(of_the_sample(nights, asked.parties)))
    if asked.only in (None, "options"):
        show(losses_of_options(nights, asked.parties))
    print(f"{time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
