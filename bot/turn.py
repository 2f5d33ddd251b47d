"""One turn: claim a conversation, think about what came in, settle what was decided."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import timedelta
from time import monotonic

import structlog

from bot.road import Road
from bot.settle import Settled, bury, settle
from crm.conversations import turns
from crm.conversations.queries import claim_scenes, load_scene
from crm.conversations.rules import MAX_TURN_ATTEMPTS, MAX_TURN_DEATHS
from crm.conversations.turns import Claimed, LeaseLost
from crm.conversations.values import Outcome, Scene
from crm.db import new_token

log = structlog.get_logger(__name__)

HELD_FOR = timedelta(seconds=0.1)  # by which a colleague's act is surely written


async def claim(road: Road, *, limit: int = 1, only: Sequence[int] | None = None) -> list[Claimed]:
    """Lease due conversations, or those of `only` that are due, each with its turn and what it may know."""
    lease, now = new_token(12), road.clock.now()
    until, timezone = now + road.terms.turn_lease, road.timezone
    claimed = await road.book.at_once(
        lambda line: claim_scenes(line, lease, now, until, timezone, limit=limit, only=only)
    )
    for one in claimed:
        if one.is_empty:
            async with road.book.lean() as line:
                await turns.let_go(line, one, now)
    return [one for one in claimed if not one.is_empty]


async def ring_again(road: Road, rung: Collection[int]) -> None:
    """Ring once more, in a moment, for those of `rung` that are due and were not claimed.

    A claim waits for nobody: it passes over a conversation whose row a colleague's act holds just then.
    """
    if not rung:
        return
    now = road.clock.now()
    for conversation_id in await road.book.look(lambda line: turns.still_due(line, rung, now)):
        road.bell.wake(conversation_id, now + HELD_FOR)


async def take_turn(road: Road, claimed: Claimed) -> Settled | None:
    """Think about one claimed turn and settle it. None where it was not settled by us this time.

    Whatever the thinker raises, the turn is tried again later, and after five tries given to a human;
    a turn that its workers did not live through is tried for longer.
    """
    if claimed.is_spent:
        await _give_up(road, claimed, f"Its workers died {MAX_TURN_DEATHS} times over it.")
        return None
    try:
        scene = claimed.scene
        if scene is None:
            now, timezone = road.clock.now(), road.timezone
            scene = await road.book.look(lambda line: load_scene(line, claimed, now, timezone))
        began = monotonic()
        async with asyncio.timeout(road.terms.think_limit.total_seconds()):
            outcome = await _think(road, scene)
        think_ms = int((monotonic() - began) * 1000)
        settled = await settle(road, claimed, scene, outcome, road.clock.now(), think_ms)
    except LeaseLost:
        log.info("lease_lost", turn=claimed.turn_id)
        return None
    except Exception as problem:  # noqa: BLE001 - one poisoned message must not stop the others
        await _postpone(road, claimed, f"{type(problem).__name__}: {problem}")
        return None
    _ring(road, claimed, settled)
    return settled


async def _think(road: Road, scene: Scene) -> Outcome:
    """Listen, think, and show that the desk is writing when it takes a while."""
    channel = road.channels.get(scene.channel)
    loop = asyncio.get_running_loop()
    showing: list[asyncio.Task[None]] = []

    def show() -> None:
        if channel is not None and scene.held_by is None:
            showing.append(loop.create_task(channel.typing(scene.address)))

    timer = loop.call_later(road.terms.typing_after.total_seconds(), show)
    try:
        return await road.thinker(scene)(await road.listen(scene))
    finally:
        timer.cancel()
        for task in showing:
            task.cancel()


def _ring(road: Road, claimed: Claimed, settled: Settled) -> None:
    if settled.again:
        road.bell.wake(claimed.conversation_id, road.clock.now())
    if settled.others:
        road.bell.deliver()
    if settled.jobs:
        road.bell.work()


async def _postpone(road: Road, claimed: Claimed, error: str) -> None:
    log.warning("turn_failed", turn=claimed.turn_id, attempt=claimed.attempt, error=error.split(":")[0])
    if claimed.attempt >= MAX_TURN_ATTEMPTS:
        await _give_up(road, claimed, error)
        return
    again_at = road.clock.now() + road.terms.turn_pause * 2 ** (claimed.attempt - 1)
    async with road.book.lean() as line:
        await turns.pause(line, claimed, error, again_at)
    road.bell.wake(claimed.conversation_id, again_at)


async def _give_up(road: Road, claimed: Claimed, error: str) -> None:
    log.error("turn_dead", turn=claimed.turn_id)
    try:
        await bury(road, claimed, error, road.clock.now())
    except LeaseLost:
        return
    road.bell.deliver()


async def revive(road: Road, turn_id: int) -> bool:
    """Think again about a turn that died, over the same messages. False where it is not dead."""
    now = road.clock.now()
    async with road.book.lean() as line:
        conversation_id = await turns.revive(line, turn_id, now)
    if conversation_id is None:
        return False
    road.bell.wake(conversation_id, now)
    return True
