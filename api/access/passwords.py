"""Passwords, hashed with argon2id off the event loop, a few at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

T = TypeVar("T")


class Busy(Exception):
    """Too many passwords are being checked at once; try again in a moment."""


class Passwords:
    """Hashes and checks passwords. A hash costs 64 MiB and about 0.15 s, so few run at once.

    For an unknown person the same work is done on a hash of nobody, so that the time taken does not
    tell who exists.
    """

    def __init__(
        self, hasher: Argon2Hasher | None = None, *, at_once: int = 2, most_waiting: int = 32
    ) -> None:
        self._hash = PasswordHash((hasher or Argon2Hasher(),))
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="argon2")
        self._most, self._waiting = most_waiting + at_once, 0
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """Hash a password. Raises `Busy`."""
        return await self._run(lambda: self._hash.hash(password))

    async def is_right(self, password: str, stored: str | None) -> bool:
        """Say whether a password fits a stored hash; None (nobody) is never right. Raises `Busy`."""
        return await self._run(lambda: self._check(password, stored))

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def warm(self) -> None:
        """Hash once for nobody, so that the first unknown person is not slower than the next."""
        if self._nobody is None:
            self._nobody = self._hash.hash("nobody's password")

    def _check(self, password: str, stored: str | None) -> bool:
        self.warm()
        fits = self._hash.verify(password, stored or self._nobody or "")
        return fits and stored is not None

    async def _run(self, work: Callable[[], T]) -> T:
        if self._waiting >= self._most:
            raise Busy("too many passwords at once")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._waiting -= 1
