"""How good the forecasts are: `python -m tests.bench.forecast --data DIR`.

DIR holds `forecast/tourism.jsonl` (or the file itself): public tourism series with their truth. Prints, per
period, the mean absolute scaled error beside the seasonal naive forecast's, and how often the truth lay
within the 80 % and 95 % intervals. `--halves N` fits the intervals' multipliers on N random halves, and
prints how often the truth of the other half lay within: the coverage to expect of series never seen; before
that the same for the series with odd and with even numbers, and how the intervals as they are hold there.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from crm.quotes.forecast.lines import last_season
from crm.quotes.forecast.series import PERIODS, _shift, forecast, spread_of

SHARES = (0.8, 0.95)  # of the truth that the two intervals are to hold


def main() -> int:
    """Print the table; 1 when the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--halves", type=int, default=0)
    asked = parser.parse_args()
    folder = asked.data
    places = (folder, folder / "tourism.jsonl", folder / "forecast" / "tourism.jsonl")
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        print(f"data not found: {folder}/forecast/tourism.jsonl")
        return 1
    rows = [json.loads(line) for line in file.read_text().splitlines() if line.strip()]
    print(f"{'period':<10}{'series':>7}{'MASE':>8}{'naive':>8}{'in 80 %':>9}{'in 95 %':>9}{'ms each':>9}")
    for period in PERIODS:
        _measure(period, [row for row in rows if row["period"] == period])
    if asked.halves:
        print(f"\nmultipliers fitted on one random half, measured on the other, {asked.halves} times")
        for period in PERIODS:
            _halves(period, [row for row in rows if row["period"] == period], asked.halves)
    return 0


def _halves(period: str, rows: list[dict[str, Any]], times: int) -> None:
    """Print the coverage of series whose errors fitted nothing: by odd and even numbers, then on the mean."""
    if len(rows) < 4:
        return
    missed = np.array([_in_spreads(row, PERIODS[period]) for row in rows])
    spread = spread_of(PERIODS[period])
    is_odd = np.array([int(row["id"].strip("MQY")) % 2 == 1 for row in rows])
    for name, half in (("odd", is_odd), ("even", ~is_odd)):
        as_they_are = _within(missed[half], (1.0, spread.holds_95 / spread.holds_80))
        fitted = _within(missed[half], np.quantile(missed[~half], SHARES))
        print(
            f"{period:<10}{name:>7}  as they are {as_they_are}  fitted on the other half {fitted}", flush=True
        )
    chance, held = np.random.default_rng(0), []
    for _ in range(times):
        order = chance.permutation(len(rows))
        one, other = missed[order[: len(rows) // 2]], missed[order[len(rows) // 2 :]]
        held.append([np.mean(other <= bound) for bound in np.quantile(one, SHARES)])
    (at_80, at_95), (off_80, off_95) = np.mean(held, axis=0), np.std(held, axis=0)
    print(
        f"{period:<10}{len(rows):>7}  80 %: {at_80:.1%} ± {off_80:.1%}  95 %: {at_95:.1%} ± {off_95:.1%}",
        flush=True,
    )


def _within(missed: np.ndarray, bounds: Any) -> str:
    return " / ".join(f"{np.mean(missed <= bound):.1%}" for bound in bounds)


def _in_spreads(row: dict[str, Any], steps: int) -> np.ndarray:
    """Give how far off each step was, in units of the width that the interval has there."""
    truth = np.array(row["xx"], float)
    made = forecast(row["x"], steps, len(truth))
    mean, high = np.array(made.mean), np.array(made.hi80)
    shift = _shift(np.array(row["x"], float), steps)
    width = np.log(high + shift) - np.log(mean + shift)
    return np.abs(np.log(np.maximum(truth + shift, 1e-9)) - np.log(mean + shift)) / np.maximum(width, 1e-9)


def _measure(period: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    steps = PERIODS[period]
    ours, naive, within_80, within_95 = [], [], [], []
    began = time.perf_counter()
    for row in rows:
        x, truth = np.array(row["x"], float), np.array(row["xx"], float)
        made = forecast(row["x"], steps, len(truth))
        scale = np.mean(np.abs(x[steps:] - x[:-steps]))
        ours.append(np.mean(np.abs(np.array(made.mean) - truth)) / scale)
        naive.append(np.mean(np.abs(last_season(x, steps, len(truth)) - truth)) / scale)
        within_80 += [a <= t <= b for a, t, b in zip(made.lo80, truth, made.hi80, strict=True)]
        within_95 += [a <= t <= b for a, t, b in zip(made.lo95, truth, made.hi95, strict=True)]
    each = (time.perf_counter() - began) / len(rows) * 1000
    print(
        f"{period:<10}{len(rows):>7}{np.mean(ours):>8.3f}{np.mean(naive):>8.3f}"
        f"{np.mean(within_80):>9.1%}{np.mean(within_95):>9.1%}{each:>9.0f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
