"""`make bench`: every measure in one run, as tables. `DATA=folder` adds the public data sets."""

import argparse
import importlib.util
import subprocess
import sys
import time
from pathlib import Path

# Each runs in a process of its own, so that none warms or burdens the next.
ALONE = (
    "tests.bench.road",
    "tests.bench.whole_turn",
    "tests.bench.paper",
    "tests.bench.library",
    "tests.bench.injections",
    "tests.bench.odds",
    "tests.bench.orders",
    "tests.bench.plan_trip",
    "tests.bench.plan_steps",
    "tests.bench.trip_costs",
    "tests.bench.duplicates",
)
WITH_DATA = (
    ("tests.bench.plan_day", ("--seconds", "1")),
    ("tests.bench.plan_day", ("--seconds", "5")),
    ("tests.bench.understanding", ()),
    ("tests.bench.forecast", ()),
)
READING = ("tests.bench.understanding", "tests.bench.orders")


def main() -> int:
    """Run every measure that is here; the exit code is the number of those that broke off."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the public data sets")
    parser.add_argument("--only", help="run only measures whose name contains this")
    parser.add_argument(
        "--engine", choices=("offline", "llm"), default="offline", help="who reads messages and orders"
    )
    parser.add_argument("--most", type=int, help="let it read at most so many rows of each set")
    given = parser.parse_args()
    runs: list[tuple[str, list[str]]] = [(name, []) for name in ALONE]
    if given.data is None:
        sys.stdout.write("No DATA=folder given: the public data sets are left out.\n")
    elif not given.data.is_dir():
        sys.stdout.write(f"data not found: {given.data}\n")
        return 2
    else:
        runs += [(name, ["--data", str(given.data), *more]) for name, more in WITH_DATA]
    broken = 0
    for name, arguments in runs:
        if given.only and given.only not in name:
            continue
        if name in READING:
            arguments = [*arguments, "--engine", given.engine]
            arguments += ["--most", str(given.most)] if given.most else []
        if importlib.util.find_spec(name) is None:
            sys.stdout.write(f"\n{name}: not built\n")
            continue
        sys.stdout.write(f"\n== {name.rpartition('.')[2]} ==\n")
        sys.stdout.flush()
        began = time.monotonic()
        code = subprocess.run([sys.executable, "-m", name, *arguments], check=False).returncode
        sys.stdout.write(f"({time.monotonic() - began:.0f} s)\n")
        broken += code != 0
    return broken


if __name__ == "__main__":
    sys.exit(main())
