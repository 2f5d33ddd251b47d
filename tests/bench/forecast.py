"""How good the forecasts are: `python -m tests.bench.forecast --data DIR`.

DIR holds `forecast/tourism.jsonl` (or the file itself): public tourism series with their truth. Prints, per
period, the mean absolute scaled error beside the seasonal naive forecast's, and how often the truth lay
within the 80 % and 95 % intervals.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from crm.quotes.forecast.lines import last_season
from crm.quotes.forecast.series import PERIODS, forecast


def main() -> int:
    """Print the table; 1 when the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    folder = parser.parse_args().data
    places = (folder, folder / "tourism.jsonl", folder / "forecast" / "tourism.jsonl")
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        print(f"data not found: {folder}/forecast/tourism.jsonl")
        return 1
    rows = [json.loads(line) for line in file.read_text().splitlines() if line.strip()]
    print(f"{'period':<10}{'series':>7}{'MASE':>8}{'naive':>8}{'in 80 %':>9}{'in 95 %':>9}{'ms each':>9}")
    for period in PERIODS:
        _measure(period, [row for row in rows if row["period"] == period])
    return 0


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
