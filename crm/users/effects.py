"""What a turn may propose for a member of staff."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LinkTelegram:
    """Tie the turn's Telegram chat to a member of staff whose link code was checked.

    `linked_before` is the account tied at that check: if another turn used the code meanwhile, this
    one is refused.
    """

    user_id: int
    telegram_id: int
    linked_before: int | None


@dataclass(frozen=True)
class MarkSafe:
    """Let the desk do these acts for whoever asks without asking back; all others need a confirm."""

    acts: tuple[str, ...]
