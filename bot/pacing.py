"""How fast a channel may be sent to: never more than its limit in any second, and per chat."""

from collections import deque
from dataclasses import dataclass, field

from bot.channels.port import Capabilities


@dataclass
class Pacer:
    """Gives out moments to send at, on a monotonic clock, in the order in which they are asked for.

    Messages of an account are spread evenly, a tenth slower than allowed. What was held up between its
    place and the provider may meet those behind it: so departures are counted once more at the door.
    Where several processes send for one account, each is given its share. A chat gets one message every
    1/`per_chat` seconds, after a first few that may follow one another closely.
    """

    senders: int = 1
    burst: int = 3  # messages of one chat that need not wait for one another
    _accounts: dict[str, float] = field(default_factory=dict)
    _chats: dict[tuple[str, str], float] = field(default_factory=dict)
    _left: dict[str, deque[float]] = field(default_factory=dict)  # when the last ones went out of the door

    def reserve_in_chat(self, account: str, address: str, limits: Capabilities, now: float) -> float:
        """Take the next place in a chat and give the seconds to wait for it."""
        gap = 1 / limits.per_chat
        free_at = self._chats.get((account, address), now)
        at = max(now, free_at - gap * self.burst)
        self._chats[account, address] = max(at, free_at) + gap
        if len(self._chats) > 10_000:
            self._chats = {chat: due for chat, due in self._chats.items() if due > now}
        return at - now

    def reserve(self, account: str, limits: Capabilities, now: float) -> float:
        """Take the account's next place, once the chat's turn has come, and give the seconds to wait."""
        at = max(now, self._accounts.get(account, now))
        self._accounts[account] = at + 1.1 * self.senders / limits.per_second
        return at - now

    def depart(self, account: str, limits: Capabilities, now: float) -> float:
        """Go out of the door and give 0, or give the seconds to stand in it and then ask again.

        What counts is when the last ones went, not when they might have: who is held up after this holds
        up those behind it.
        """
        share = limits.per_second / self.senders
        most = max(1, int(share))
        left = self._left.setdefault(account, deque(maxlen=most))
        free_at = left[0] + 1.1 * most / share if len(left) == most else now
        if free_at > now:
            return free_at - now
        left.append(now)
        return 0.0
