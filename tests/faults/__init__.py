"""What the desk must survive, each with its number: small in `make test`, at full size in `make faults`.

A test names its fault with `@pytest.mark.fault("T03")`, takes its sizes from `size`, and shows what it saw
with the `figures` fixture. Counts are asserted; what a clock says is shown and judged by `make faults` alone.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass


def size(small: int, full: int) -> int:
    """Give how much of something a test is to do: `full` is the number that must be survived."""
    return full if os.environ.get("FAULTS") == "full" else small


@dataclass(frozen=True)
class Figures:
    """Where a test shows what it saw."""

    record: Callable[[str, object], None]

    def show(self, what: str, seen: object, wanted: str = "") -> None:
        """Show a figure beside its pass mark; whether it holds is what the test asserts."""
        self.record("figure", f"{what} {_short(seen)}" + (f" ({wanted})" if wanted else ""))

    def clock(self, what: str, seen: float, most: float, unit: str = "s") -> None:
        """Show a figure of the wall's clock, which passes up to `most`. Never fails a test of the suite."""
        self.record("figure" if seen <= most else "missed", f"{what} {seen:.3g} {unit} (<= {most:g} {unit})")


def _short(seen: object) -> str:
    return f"{seen:.4g}" if isinstance(seen, float) else str(seen)


def percentile(values: list[float], share: float) -> float:
    """Give the value below which `share` of 0..1 of them lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
