"""A breaker before the language model: after a row of failures it is left alone for a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal


@dataclass
class Breaker:
    """Opens after `most_failures` in a row, rests for `rest_seconds`, then lets one trial through.

    An endpoint that says itself for how long it wants to be left alone (Retry-After) is left alone for
    that long, from its first refusal on.

    `clock` gives monotonic seconds. Not shared between processes: each learns for itself.
    """

    most_failures: int = 5
    rest_seconds: float = 30.0
    clock: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _rests_until: float | None = field(default=None, init=False)
    _on_trial: bool = field(default=False, init=False)

    @property
    def state(self) -> Literal["closed", "open", "half_open"]:
        if self._rests_until is None:
            return "closed"
        return "half_open" if self.clock() >= self._rests_until else "open"

    def allows(self) -> bool:
        """Say whether the model may be called now; of a half-open breaker only one caller hears yes."""
        if self.state == "closed":
            return True
        if self.state == "open" or self._on_trial:
            return False
        self._on_trial = True
        return True

    def let_go(self) -> None:
        """The call that was allowed was not made after all: the next one may be the trial."""
        self._on_trial = False

    def succeed(self) -> None:
        self._failures, self._rests_until, self._on_trial = 0, None, False

    def fail(self, rest_for: float | None = None) -> None:
        """Count a failure; `rest_for` is how many seconds the endpoint asked to be left alone."""
        self._failures += 1
        if rest_for is not None:
            self._rests_until = self.clock() + rest_for
        elif self._on_trial or self._failures >= self.most_failures:
            self._rests_until = self.clock() + self.rest_seconds
        self._on_trial = False
