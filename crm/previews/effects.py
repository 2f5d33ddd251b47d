"""What a turn of staff may propose for a preview."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OfferPreview:
    """Keep what a sentence would do until its writer confirms it.

    A step reads {"do", "told", "lead"?, …}: `told` says in words what will happen.
    """

    token: str
    words: str
    steps: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class CarryStep:
    """Begin one step of a preview: its first effect, which the others stand or fall with.

    Refused where it was done before, was cancelled, waited too long, or is somebody else's.
    """

    token: str
    number: int


@dataclass(frozen=True)
class ClosePreview:
    """End a preview after its steps, and say what was done in place of what would be.

    `message_id` is the message that shows the preview; None: it was not shown, and a message tells.
    """

    token: str
    message_id: str | None = None


@dataclass(frozen=True)
class DropPreview:
    """Let a preview go: nothing of it is done."""

    token: str


@dataclass(frozen=True)
class UndoPreview:
    """Restore what can be restored of a preview that was carried out, and say what cannot."""

    token: str
    message_id: str | None = None
