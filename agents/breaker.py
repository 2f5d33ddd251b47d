"""A breaker before the language model: after a row of failures it is left alone for a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal


@dataclass
class Breaker:
    """Opens after `most_failures` in a row, rests for `rest_seconds`, then lets one trial through.

    `clock` gives monotonic seconds. Not shared between processes: each learns for itself.
    """

    most_failures: int = 5
    rest_seconds: float = 30.0
    clock: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _opened_at: float | None = field(default=None, init=False)
    _on_trial: bool = field(default=False, init=False)

    @property
    def state(self) -> Literal["closed", "open", "half_open"]:
        if self._opened_at is None:
            return "closed"
        return "half_open" if self.clock() - self._opened_at >= self.rest_seconds else "open"

    def allows(self) -> bool:
        """Say whether the model may be called now; of a half-open breaker only one caller hears yes."""
        if self.state == "closed":
            return True
        if self.state == "open" or self._on_trial:
            return False
        self._on_trial = True
        return True

    def succeed(self) -> None:
        self._failures, self._opened_at, self._on_trial = 0, None, False

    def fail(self) -> None:
        self._failures += 1
        if self._on_trial or self._failures >= self.most_failures:
            self._opened_at = self.clock()
        self._on_trial = False
