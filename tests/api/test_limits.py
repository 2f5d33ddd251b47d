"""Rate limits: shared through Redis, kept by each process alone while Redis is away."""

import pytest
from fastapi import Request
from limits import RateLimitItemPerHour

from api.access.limits import RateLimits, caller_address
from api.problems import Refuse

THREE = RateLimitItemPerHour(3, namespace="test")


async def _hits(limits: RateLimits, who: str, times: int) -> int:
    return sum([await _lets_in(limits, who) for _ in range(times)])


async def _lets_in(limits: RateLimits, who: str) -> bool:
    try:
        await limits.hit(THREE, who)
    except Refuse:
        return False
    return True


async def test_whoever_is_refused_is_told_how_long_to_wait() -> None:
    limits = RateLimits()
    await _hits(limits, "one", 3)
    with pytest.raises(Refuse) as refused:
        await limits.hit(THREE, "one")
    assert refused.value.status_code == 429
    assert 0 < int((refused.value.headers or {})["Retry-After"]) <= 3600


async def test_a_process_counts_for_each_caller() -> None:
    limits = RateLimits()
    assert await _hits(limits, "one", 5) == 3
    assert await _hits(limits, "two", 2) == 2
    await limits.give_back(THREE, "one")
    assert await _hits(limits, "one", 5) == 1
    await limits.forget(THREE, "one")
    assert await _hits(limits, "one", 5) == 3


@pytest.mark.redis
async def test_two_processes_count_together_through_redis(redis_url: str) -> None:
    here, there = RateLimits(redis_url), RateLimits(redis_url)
    assert await _hits(here, "shared", 2) == 2
    assert await _hits(there, "shared", 2) == 1
    assert await _hits(here, "shared", 1) == 0
    await here.forget(THREE, "shared")
    assert await _hits(there, "shared", 1) == 1
    await here.close()
    await there.close()


async def test_while_redis_is_away_limits_are_kept_all_the_same() -> None:
    limits = RateLimits("redis://127.0.0.1:1/0")
    assert await _hits(limits, "one", 5) == 3
    await limits.close()


@pytest.mark.parametrize(
    ("host", "known_as"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_a_caller_with_a_whole_ipv6_network_counts_as_one(host: str, known_as: str) -> None:
    scope = {"type": "http", "client": (host, 1), "headers": [(b"x-forwarded-for", b"1.2.3.4")]}
    assert caller_address(Request(scope)) == known_as
