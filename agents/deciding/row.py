"""One line of the table by which the desk decides."""

from collections.abc import Callable
from dataclasses import dataclass

from agents.deciding.moves import Move
from agents.scene.facts import Facts

SURE = 0.6  # confidence from which a word ends the talk: a complaint, a no, a yes to a sale


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    when: Callable[[Facts], bool]
    then: Callable[[Facts], tuple[Move, ...]]
    ends: bool = True
