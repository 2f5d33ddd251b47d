"""Celery's connection to Redis, fit for a bell that carries no truth."""

from typing import Any

from kombu.transport import redis


class Channel(redis.Channel):
    """A channel that outlives its connection harmlessly (kombu 5.7's own ended the whole worker).

    While Redis restarts, what is still acknowledged or put back finds the connection's address gone, and
    an `AttributeError` passes by everything that waits for a lost connection. Here it is one.
    """

    do_restore = False  # rings that nobody answered: the sweep finds their work in the book

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        if getattr(self.connection, "client", None) is None:
            raise ConnectionResetError("The connection to Redis was lost.")
        params: dict[str, Any] = super()._connparams(asynchronous=asynchronous)
        return params


class Transport(redis.Transport):
    """Redis, with such channels."""

    Channel = Channel
