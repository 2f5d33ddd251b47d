"""What a turn of staff may propose for reminders. A reminder is only ever for whoever asks for it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Remind:
    """Remind whoever asks, in their own chat. `key` is the reminder's logical id; `at` an aware time.

    `told` is what the message will say, in plain words.
    """

    key: str
    at: datetime
    told: str
    lead_id: int | None = None


@dataclass(frozen=True)
class DropReminders:
    """Cancel reminders of one's own by their outbox ids; one that was sent meanwhile stays sent."""

    ids: tuple[int, ...]
