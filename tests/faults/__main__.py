"""`make faults`: what the desk must survive, at full size. `ARGS="T03 T08"` runs only those named."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.servers import own_postgres

ROOT = Path(__file__).resolve().parents[2]


class Lines:
    """Picks the tests of the faults asked for, and prints one line for each as it ends."""

    def __init__(self, wanted: set[str]) -> None:
        self._wanted = wanted
        self._names: dict[str, str] = {}
        self.missed = 0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        named = [(item, mark.args[0]) for item in items for mark in item.iter_markers("fault")]
        if self._wanted:
            named = [(item, name) for item, name in named if name in self._wanted]
        named.sort(key=lambda one: one[1])
        for item, name in named:
            self._names[item.nodeid] = (
                f"{self._names[item.nodeid]}, {name}" if item.nodeid in self._names else name
            )
        items[:] = list(dict.fromkeys(item for item, _ in named))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.passed:
            return
        told = [text for kind, text in report.user_properties if kind == "figure"]
        missed = [f"MISSED {text}" for kind, text in report.user_properties if kind == "missed"]
        verdict = "skip" if report.skipped else "FAIL" if report.failed or missed else "pass"
        self.missed += verdict == "FAIL"
        what = report.nodeid.rpartition("::")[2].removeprefix("test_").replace("_", " ")
        seen = "; ".join((*missed, *told)) or "as in make test"
        line = f"{self._names[report.nodeid]:<4} {verdict}  {what}: {seen}  [{report.duration:.0f} s]"
        sys.stdout.write(f"{line}\n")
        if report.failed:
            sys.stdout.write(f"     {_why(str(report.longrepr))}\n")
        sys.stdout.flush()


def _why(text: str) -> str:
    reasons = [line for line in text.splitlines() if line.startswith("E ")]
    return " ".join(" ".join(reasons).split())[:600]


def main(arguments: Iterable[str] | None = None) -> int:
    """Run the faults; the exit code is 1 where one failed or missed its mark."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("faults", nargs="*", help="for example T03 T08; none: all")
    parser.add_argument("--small", action="store_true", help="at the sizes of make test")
    given = parser.parse_args(arguments)
    os.chdir(ROOT)
    if not given.small:
        os.environ["FAULTS"] = "full"
    lines = Lines({name.upper() for name in given.faults})
    options = ["-m", "fault", "-p", "no:terminal", "-p", "no:cacheprovider", "tests"]
    with own_postgres() as url:  # full sizes ask for many connections, and disturb nobody
        os.environ["TEST_DATABASE_URL"] = url
        code = pytest.main(options, plugins=[lines])
    return 1 if lines.missed or code not in (0, 5) else 0


if __name__ == "__main__":
    sys.exit(main())
