"""Rate limits on the public doors, counted in Redis where there is one, else in this process."""

import asyncio
import ipaddress
import time
from dataclasses import dataclass
from typing import Any

import structlog
from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError

from api.problems import Refuse

log = structlog.get_logger("api.limits")

SIGN_IN_BY_ACCOUNT = RateLimitItemPerHour(10, namespace="sign-in-account")
SIGN_IN_BY_ADDRESS = RateLimitItemPerMinute(20, namespace="sign-in-address")
REFRESH_BY_ADDRESS = RateLimitItemPerMinute(60, namespace="refresh")
UPLOADS_BY_ADDRESS = RateLimitItemPerHour(60, namespace="uploads")
PUBLIC_BY_ADDRESS = RateLimitItemPerMinute(120, namespace="public")


class _OwnStorage(MemoryStorage):
    """The library's sweep breaks off over a key cleared under it; an emptied one it takes away itself."""

    async def clear(self, key: str) -> None:
        self.storage.pop(key, None)
        self.expirations.pop(key, None)
        if key in self.events:
            self.events[key] = []


@dataclass(frozen=True)
class _Counter:
    limiter: MovingWindowRateLimiter
    storage: Storage


def _counter(storage: Storage) -> _Counter:
    return _Counter(MovingWindowRateLimiter(storage), storage)


class RateLimits:
    """Counts tries in a moving window. If Redis is away each process counts for itself meanwhile."""

    def __init__(self, redis_url: str = "") -> None:
        self._own = _counter(_OwnStorage())
        self._shared: _Counter | None = None
        self._pool: Any = None
        if redis_url:
            from redis.asyncio import ConnectionPool

            self._pool = ConnectionPool.from_url(redis_url, socket_timeout=1.0, socket_connect_timeout=1.0)
            self._shared = _counter(_redis(redis_url, self._pool))

    async def hit(self, limit: RateLimitItem, *who: str) -> None:
        """Count one try. Raises a 429 refusal, with Retry-After, when there were too many."""
        if self._shared is not None:
            try:
                async with asyncio.timeout(1):
                    return await self._count(self._shared, limit, who)
            except (StorageError, TimeoutError, OSError) as error:
                log.warning("shared rate limits away", error=type(error).__name__)
        return await self._count(self._own, limit, who)

    async def forget(self, limit: RateLimitItem, *who: str) -> None:
        """Start the count anew: the person has shown who they are."""
        await self._own.limiter.clear(limit, *who)
        if self._shared is not None:
            try:
                async with asyncio.timeout(1):
                    await self._shared.limiter.clear(limit, *who)
            except (StorageError, TimeoutError, OSError) as error:
                log.warning("shared rate limits away", error=type(error).__name__)

    async def give_back(self, limit: RateLimitItem, *who: str) -> None:
        """Take one try out of the count: it was no guess. All others stay counted, as if made just now."""
        counter = self._own if self._shared is None else self._shared
        try:
            async with asyncio.timeout(1):
                stats = await counter.limiter.get_window_stats(limit, *who)
                await counter.limiter.clear(limit, *who)
                for _ in range(limit.amount - stats.remaining - 1):
                    await counter.limiter.hit(limit, *who)
        except (StorageError, TimeoutError, OSError) as error:
            log.warning("shared rate limits away", error=type(error).__name__)

    async def close(self) -> None:
        """Let go of Redis."""
        if self._pool is not None:
            await self._pool.aclose()

    async def _count(self, counter: _Counter, limit: RateLimitItem, who: tuple[str, ...]) -> None:
        if await counter.limiter.hit(limit, *who):
            return
        stats = await counter.limiter.get_window_stats(limit, *who)
        wait = max(1, round(stats.reset_time - time.time()))
        raise Refuse(429, "Too many tries; wait a little.", {"Retry-After": str(wait)})


def _redis(url: str, pool: Any) -> Storage:
    return RedisStorage(f"async+{url}", wrap_exceptions=True, implementation="redispy", connection_pool=pool)


def caller_address(request: Request) -> str:
    """Give the address a request came from; an IPv6 caller is known by its /64, which it owns whole.

    Headers such as X-Forwarded-For are not read here: the server believes them from its proxies
    only, and has put the result into the connection's own address.
    """
    host = request.client.host if request.client else "unknown"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host
