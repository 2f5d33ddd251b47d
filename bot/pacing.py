"""How fast a channel may be sent to: never more than its limit in any second, and per chat."""

from collections import deque
from dataclasses import dataclass, field

from bot.channels.port import Capabilities


@dataclass
class _Account:
    sent: deque[float] = field(default_factory=deque)


class Pacer:
    """Gives out moments to send at, on a monotonic clock.

    An account may send at most `per_second` messages in any window of one second. Where several
    processes send for one account, each is given its share. A chat gets one message every
    1/`per_chat` seconds, after a first few that may follow one another closely.
    """

    BURST = 3  # messages of one chat that need not wait for one another

    def __init__(self, senders: int = 1) -> None:
        self._senders = max(1, senders)
        self._accounts: dict[str, _Account] = {}
        self._chats: dict[tuple[str, str], float] = {}

    def wait_for(self, account: str, address: str, limits: Capabilities, now: float) -> float:
        """Give the seconds to wait before this message may go; zero takes the place at once."""
        book = self._accounts.setdefault(account, _Account())
        allowed = max(1, int(limits.per_second / self._senders))
        while book.sent and book.sent[0] <= now - 1.05:  # a little more: the network bunches messages up
            book.sent.popleft()
        waits = [0.0]
        if len(book.sent) >= allowed:
            waits.append(book.sent[0] + 1.05 - now)
        gap = 1 / limits.per_chat
        due = self._chats.get((account, address), 0.0)
        waits.append(due - gap * self.BURST - now)
        wait = max(waits)
        if wait > 0:
            return wait
        book.sent.append(now)
        self._chats[account, address] = max(due, now) + gap
        if len(self._chats) > 10_000:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
        return 0.0
