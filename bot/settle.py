"""Settle: what a turn decided is written in one transaction, under the fence of its lease, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.road import Road, ref_of
from crm.conversations import turns
from crm.conversations.outbox import Draft, queue
from crm.conversations.queries import load_scene
from crm.conversations.service import queue_document
from crm.conversations.taking import Taken, take
from crm.conversations.turns import Claimed
from crm.conversations.values import Effect, Outcome, Say, Scene
from crm.db import new_token
from crm.effects import Applied, apply_effects
from crm.leads.effects import AskHuman, Capture
from crm.reports.models import ModelCall
from crm.statements import Line, line_of
from crm.trips.effects import PublishTrip
from crm.trips.service import link_for, newest_version

TRIP_LINK = "{trip_link}"  # stands in a reply for the address that only settling knows


@dataclass(frozen=True)
class Settled:
    """What settling made. `taken` are messages of this conversation, leased for whoever settled."""

    taken: tuple[Taken, ...] = ()
    others: bool = False  # messages may wait in other conversations: ring the bell for delivery
    again: bool = False  # more came in meanwhile
    jobs: bool = False
    refused: tuple[str, ...] = ()


async def settle(
    road: Road, claimed: Claimed, scene: Scene, outcome: Outcome, now: datetime, think_ms: int | None = None
) -> Settled:
    """Write a turn's effects and replies and end it. Raises `LeaseLost`, and then nothing is written.

    A reply of the desk to a customer whom a human is speaking with is dropped; effects stay.
    """
    turn = _Settling(road, claimed, scene, outcome, now, think_ms)
    if _is_plain(outcome):
        async with road.book.lean() as line:
            return await _settle(turn, line, None)
    async with road.book.transaction() as session:
        return await _settle(turn, await line_of(session), session)


@dataclass(frozen=True)
class _Settling:
    road: Road
    claimed: Claimed
    scene: Scene
    outcome: Outcome
    now: datetime
    think_ms: int | None


def _is_plain(outcome: Outcome) -> bool:
    """Say whether a turn only speaks: then the ORM and what it costs are not needed."""
    return not (
        outcome.effects
        or outcome.model_uses
        or any("proposal" in say.body or TRIP_LINK in str(say.body) for say in outcome.says)
    )


async def _settle(turn: _Settling, line: Line, session: AsyncSession | None) -> Settled:
    road, claimed, scene, outcome, now = turn.road, turn.claimed, turn.scene, turn.outcome, turn.now
    held_by = await turns.fence(line, claimed)
    applied = Applied(lead_id=scene.lead.id if scene.lead else None)
    if session is not None:
        effects = _in_order(outcome.effects, scene)
        if held_by is not None and scene.kind == "customer":
            effects = [_unsent(effect) for effect in effects]
        applied = await apply_effects(session, effects, scene, now, road.terms.link_lifetime)
        _note_model_uses(session, claimed, outcome, now)
        await session.flush()
    if applied.refused and scene.kind == "staff":
        turn = replace(turn, outcome=_told_refused(outcome, applied.refused))
    own, others = await _queue_says(turn, line, session, applied, held_by)
    again = await turns.close(
        line,
        claimed,
        now,
        now,
        engine=outcome.engine,
        fallback=outcome.fallback,
        understanding=None if outcome.understanding is None else dict(outcome.understanding),
        stopped_by_gate=[dict(stop) for stop in outcome.stopped_by_gate] or None,
        think_ms=turn.think_ms,
    )
    taken: list[Taken] = []
    if own:
        until = now + road.terms.send_lease
        taken = await take(line, new_token(12), now, until, chats=[claimed.conversation_id])
    return Settled(
        tuple(taken),
        others=others or bool(outcome.effects),
        again=again,
        jobs=applied.trip_version_id is not None,
        refused=tuple(applied.refused),
    )


def _told_refused(outcome: Outcome, refused: list[str]) -> Outcome:
    """Say why it was not done, in place of the words that took it for done."""
    pressed = tuple(say for say in outcome.says if say.kind == "callback")
    why = Say("text", {"text": "\n".join(refused)}, sender="system")
    return replace(outcome, says=(*pressed, why))


def _in_order(effects: tuple[Effect, ...], scene: Scene) -> list[Effect]:
    """Give slots from a late message the age of that message, so that they replace nothing newer."""
    late = {heard.id: heard.detail["order"] for heard in scene.heard if heard.detail.get("is_late")}
    return [_dated(effect, late) if late and isinstance(effect, Capture) else effect for effect in effects]


def _unsent(effect: Effect) -> Effect:
    """A human took over while the desk planned: its words are dropped, so the plan was not sent."""
    return replace(effect, send=False) if isinstance(effect, PublishTrip) else effect


def _dated(capture: Capture, late: Mapping[int, int]) -> Capture:
    slots = {
        name: {**slot, "message": late.get(slot.get("message", -1), slot.get("message"))}
        for name, slot in capture.slots.items()
    }
    return replace(capture, slots=slots)


async def _queue_says(
    turn: _Settling, line: Line, session: AsyncSession | None, applied: Applied, held_by: int | None
) -> tuple[bool, bool]:
    """Queue the replies; say whether any went to this conversation, and whether any to another."""
    scene, own, others = turn.scene, False, False
    for number, say in enumerate(turn.outcome.says):
        is_own = say.to is None or say.to == scene.conversation_id
        if is_own and scene.kind == "customer" and held_by is not None and say.sender == "bot":
            continue
        draft = Draft(
            say.key or f"turn:{scene.turn_id}:{number}",
            scene.conversation_id if say.to is None else say.to,
            say.kind,
            say.body,
            say.sender,
            say.run_at,
            scene.turn_id,
        )
        own, others = own or is_own, others or not is_own
        version_id = None
        if session is not None:
            draft = replace(draft, body=await _resolved(session, turn.road, say, applied, turn.now))
            version_id = await _paper_of(session, say, applied)
        if session is not None and version_id is not None:
            await queue_document(session, draft, version_id, turn.now)
        else:
            await queue(line, draft, turn.now, scene.channel if is_own else None)
    return own, others


async def _resolved(
    session: AsyncSession, road: Road, say: Say, applied: Applied, now: datetime
) -> dict[str, Any]:
    """Put the trip page's address where a reply asks for it."""
    body = dict(say.body)
    if not any(TRIP_LINK in str(value) for value in body.values()):
        return body
    named = ref_of(body, "lead_id")  # by staff, who may send to several customers in one turn
    nonce = applied.link_nonce if named is None else applied.nonces.get(named)
    if nonce is None and applied.lead_id is not None:
        nonce = await link_for(session, applied.lead_id, now, road.terms.link_lifetime)
    url = road.trip_url(nonce) if nonce else ""
    return {
        name: value.replace(TRIP_LINK, url) if isinstance(value, str) else value
        for name, value in body.items()
    }


async def _paper_of(session: AsyncSession, say: Say, applied: Applied) -> int | None:
    """Give the trip version whose PDF a message carries; None for a message without one."""
    if say.kind != "document" or "proposal" not in say.body or "file_id" in say.body:
        return None
    named = ref_of(say.body, "lead_id")
    if named in applied.versions:
        return applied.versions[named]
    if named is None and applied.trip_version_id is not None:
        return applied.trip_version_id
    if applied.lead_id is None:
        return None
    newest = await newest_version(session, applied.lead_id)
    return newest.id if newest else None


def _note_model_uses(session: AsyncSession, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    for use in outcome.model_uses:
        session.add(
            ModelCall(
                at=now,
                turn_id=claimed.turn_id,
                model=use.model,
                ok=use.ok,
                failure=use.failure,
                tokens_in=use.tokens_in,
                tokens_out=use.tokens_out,
                latency_ms=use.latency_ms,
            )
        )


async def bury(road: Road, claimed: Claimed, error: str, now: datetime) -> None:
    """End a turn that cannot be thought about: a human is called, and the conversation goes on."""
    async with road.book.transaction() as session:
        line = await line_of(session)
        await turns.fence(line, claimed)
        scene = await load_scene(line, claimed, now, road.timezone)
        if scene.kind == "customer":
            reason = "The desk could not answer the customer's last message."
            await apply_effects(session, [AskHuman(reason)], scene, now, road.terms.link_lifetime)
            await session.flush()
        else:
            sorry = {"text": "That did not work, and I could not find out why. An admin can see it now."}
            key = f"turn:{claimed.turn_id}:dead"
            draft = Draft(key, claimed.conversation_id, "text", sorry, "system", turn_id=claimed.turn_id)
            await queue(line, draft, now, scene.channel)
        await turns.close(line, claimed, now, now, status="dead", error=error[:2000])
