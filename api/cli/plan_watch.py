"""Watching a plan being made: a line for each better one, and Ctrl-C that takes the best so far."""

import signal
import sys
import threading
import time
from types import FrameType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from crm.trips.values import Itinerary, TripRequest


class Interrupt:
    """While it is entered, the first Ctrl-C ends the search and keeps its best plan; a second one ends
    the command, as it always does."""

    def __init__(self) -> None:
        self.is_asked = False

    def __enter__(self) -> Self:
        self._is_ours = threading.current_thread() is threading.main_thread()
        if self._is_ours:  # only the main thread may listen to signals
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_ours:
            signal.signal(signal.SIGINT, self._before)

    def asked(self) -> bool:
        return self.is_asked

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.is_asked = True
        signal.signal(signal.SIGINT, self._before)


class Progress:
    """Tells each better plan on standard error, with the seconds since the search began."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def begin(self) -> None:
        self._began = time.monotonic()

    def tell(self, plan: "Itinerary") -> None:
        self._write("", plan)

    def tell_of(self, request: "TripRequest", plan: "Itinerary") -> None:
        self._write(f"{request.hotel_class}, {request.pace}: ", plan)

    def _write(self, of: str, plan: "Itinerary") -> None:
        seconds, stops, visits = time.monotonic() - self._began, len(plan.stops), len(plan.places)
        counted = f"{stops} stop{'s' * (stops != 1)}, {visits} visit{'s' * (visits != 1)}"
        say(f"{seconds:7.3f} s  {of}delight {plan.delight:.1f}, {counted}")


def say(words: str) -> None:
    """Write a line for who watches; standard output is the answer's alone."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
