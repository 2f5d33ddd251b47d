"""What this machine trusts, read once: each client would read the whole list of authorities anew, which takes
longer than most tests do."""

import functools
import ssl
from collections.abc import Callable

_make = ssl.create_default_context


def read_once() -> None:
    """Give every client of this process that trusts the same authorities the same context."""
    kept = functools.cache(_make)

    @functools.wraps(_make)
    def create(purpose: ssl.Purpose = ssl.Purpose.SERVER_AUTH, **how: object) -> ssl.SSLContext:
        # Who serves adds a certificate of their own to what they are given.
        make: Callable[..., ssl.SSLContext] = kept if purpose is ssl.Purpose.SERVER_AUTH else _make
        return make(purpose, **how)

    ssl.create_default_context = create
