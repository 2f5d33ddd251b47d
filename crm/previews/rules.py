"""Pure rules of previews: how long they wait, how long they can be undone, what may be marked as safe."""

from collections.abc import Iterable
from datetime import timedelta

WAITS_FOR = timedelta(minutes=15)
UNDO_FOR = timedelta(minutes=30)

# What a member of staff may let the desk do without asking back. Never what reaches a customer, what
# closes a lead, or what takes a lead or a conversation out of somebody's hands.
MAY_BE_SAFE: dict[str, str] = {
    "note": "write notes",
    "remind": "set reminders",
    "unremind": "cancel reminders",
    "claim": "claim leads",
    "move": "move leads between open statuses",
    "draft": "plan and price (not send)",
}
_NEVER_SAFE_STATUSES = ("won", "lost")


def is_safe(do: str, status: str, marked: Iterable[str]) -> bool:
    """Say whether an act may be done at once for someone who marked these acts as safe."""
    return do in MAY_BE_SAFE and do in set(marked) and status not in _NEVER_SAFE_STATUSES
