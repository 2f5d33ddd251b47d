"""How long a search looks, counted in steps: it ends at the same one on every machine.

Seconds depend on the processor and on what else it does, so a search that is cut by them gives another plan
on another day. They stay as the outer limit; where a search should be the same for a seed, it ends by this.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# Steps of a place weighed for a day, and of a visit put into one; one takes some 20 µs.
WEIGHED, PLACED = 1, 2
# Of a whole search, for one plan and for the plans that options are chosen from: some 2.5 and 3.5 s.
FOR_A_PLAN, FOR_OPTIONS = 120_000, 160_000
PRICED = 600  # steps that could be taken while a plan is priced once


@dataclass
class Patience:
    """What one search may spend, and has spent, in steps. `most` is None where only seconds end it.

    `is_cut` tells that something lent from it was used up, and would have got more where there is more.
    """

    most: int | None = None
    spent: int = 0
    is_cut: bool = False

    def spend(self, steps: int) -> None:
        self.spent += steps

    @property
    def is_used_up(self) -> bool:
        return self.most is not None and self.spent >= self.most

    @contextmanager
    def lent(self, most: int | None, *, of: int = 1) -> Iterator["Patience"]:
        """Lend a patience of `most`, or of one of `of` equal parts of what is left where that is less, and
        spend what it spent."""
        left = self.share(1, of=of).most
        own = Patience(min((steps for steps in (most, left) if steps is not None), default=None))
        try:
            yield own
        finally:
            self.spend(own.spent)
            self.is_cut = self.is_cut or own.is_cut or (own.is_used_up and own.most != most)

    def share(self, parts: int, *, of: int) -> "Patience":
        """Give a patience of its own that is `parts` of `of` equal parts of what is left."""
        return Patience(None if self.most is None else max(self.most - self.spent, 0) * parts // of)
