"""What a model may cost: each call is held against the budget before it is made, and booked after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from crm.conversations.values import ModelUse


@dataclass(frozen=True)
class Account:
    """Whose turn a call is made for."""

    conversation_id: int
    turn_id: int | None = None


@dataclass(frozen=True)
class Wanted:
    """A call that is about to be made. Tokens are estimated from above, so that a budget holds."""

    model: str
    prompt: str
    tokens_in: int
    tokens_out: int
    account: Account | None


class NotAsked(Exception):
    """The model was not called, for its budget is spent; the message says which one, for staff."""


class Purse(Protocol):
    """Keeps count of what models cost, for all processes together."""

    async def hold(self, wanted: Wanted) -> int:
        """Set aside what a call may cost and give the number to book it under. Raises `NotAsked`."""
        ...

    async def book(self, held: int, use: ModelUse) -> None:
        """Put what a call did cost in place of what was set aside for it."""
        ...


_account: ContextVar[Account | None] = ContextVar("account", default=None)


@contextmanager
def charged_to(conversation_id: int, turn_id: int | None = None) -> Iterator[None]:
    """Charge the calls made within to a conversation's budget as well as to the day's."""
    token = _account.set(Account(conversation_id, turn_id))
    try:
        yield
    finally:
        _account.reset(token)


def account() -> Account | None:
    """Say on whose account a model is called now; None: on nobody's but the day's."""
    return _account.get()
