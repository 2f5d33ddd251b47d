"""Settle: what a turn decided is written in one transaction, under the fence of its lease, or not at all."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import take_due
from bot.one_letter import as_one_letter
from bot.resent import paper_of, without_lost_paper
from bot.road import Road, ref_of
from crm.conversations import turns
from crm.conversations.closing import Spoken, close_speaking
from crm.conversations.effects import Remember
from crm.conversations.outbox import Draft, queue, queueing
from crm.conversations.queries import load_scene
from crm.conversations.service import queue_document
from crm.conversations.taking import Taken, take
from crm.conversations.turns import Claimed
from crm.conversations.values import Effect, Outcome, Say, Scene
from crm.db import new_token
from crm.effects import apply_effects
from crm.leads.effects import AskHuman, Capture
from crm.leads.sheet import Elsewhere
from crm.pen import Applied
from crm.plain_effects import are_plain, has_card, plain_writes
from crm.statements import Asked, Line, line_of
from crm.trips.effects import PublishTrip
from crm.trips.service import link_for

TRIP_LINK = "{trip_link}"  # stands in a reply for the address that only settling knows


@dataclass(frozen=True)
class Settled:
    """What settling made. `taken` are messages of this conversation, leased for whoever settled."""

    taken: tuple[Taken, ...] = ()
    is_left: bool = False  # something of this conversation waits for what is on its way before it
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
    if _only_speaks(outcome, scene):
        return await _settle_speaking(turn)
    if _is_plain(outcome, scene):
        with suppress(Elsewhere):
            return await road.book.whole(lambda line: _settle_plainly(turn, line))
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

    @property
    def told(self) -> dict[str, Any]:
        """What the turn's row keeps of the thinking."""
        outcome = self.outcome
        return {
            "engine": outcome.engine,
            "fallback": outcome.fallback,
            "understanding": None if outcome.understanding is None else dict(outcome.understanding),
            "stopped_by_gate": [dict(stop) for stop in outcome.stopped_by_gate] or None,
            "think_ms": self.think_ms,
        }


def _only_speaks(outcome: Outcome, scene: Scene) -> bool:
    """Say whether a turn only speaks, now and to its own conversation: then one asking settles it.

    What the mind keeps of the dialogue goes with it.
    """
    return all(isinstance(effect, Remember) for effect in outcome.effects) and _are_plain(outcome.says, scene)


def _are_plain(says: Sequence[Say], scene: Scene) -> bool:
    return all(
        say.to in (None, scene.conversation_id)
        and say.run_at is None
        and say.kind in ("text", "template", "photo", "document")
        and "proposal" not in say.body
        and TRIP_LINK not in str(say.body)
        for say in says
    )


def _is_plain(outcome: Outcome, scene: Scene) -> bool:
    """Say whether all that a turn writes and says, to whomever, needs plain statements only."""
    own = [say for say in outcome.says if say.to in (None, scene.conversation_id)]
    others = [say for say in outcome.says if say.to not in (None, scene.conversation_id)]
    are_texts = all(say.kind == "text" and TRIP_LINK not in str(say.body) for say in others)
    return are_texts and _are_plain(own, scene) and are_plain(outcome.effects, scene)


async def _settle_plainly(turn: _Settling, line: Line) -> Settled:
    claimed, scene, outcome, now = turn.claimed, turn.scene, turn.outcome, turn.now
    written = await plain_writes(line, claimed, _in_order(outcome.effects, scene), scene, now)
    others = list[Asked]()
    for number, say in enumerate(outcome.says):
        if say.to not in (None, scene.conversation_id):
            others += await queueing(line, _draft(turn, number, say), now)
    line.last()
    spoken = await _close(turn, line, fenced=[*written, *others])
    are_others = bool(others) or has_card(written, spoken.answers[: len(written)])
    return await _left(turn, line, spoken, others=are_others)


async def _left(turn: _Settling, line: Line, spoken: Spoken, **more: Any) -> Settled:
    """Tell what a turn left, with what of its conversation may be sent now leased for whoever settled it."""
    taken = spoken.taken
    if spoken.is_left:
        until = turn.now + turn.road.terms.send_lease
        taken = tuple(await take(line, new_token(12), turn.now, until, chats=[turn.claimed.conversation_id]))
    return Settled(taken, is_left=spoken.is_left and not taken, again=spoken.again, **more)


async def _settle_speaking(turn: _Settling) -> Settled:
    spoken = await turn.road.book.at_once(lambda line: _close(turn, line))
    taken = spoken.taken
    if spoken.is_left:  # something of the conversation goes before it, or may
        taken = tuple(await take_due(turn.road, chats=[turn.scene.conversation_id]))
    return Settled(taken, is_left=spoken.is_left and not taken, again=spoken.again)


async def _close(turn: _Settling, line: Line, *, fenced: Sequence[Asked] | None = None) -> Spoken:
    own = (None, turn.scene.conversation_id)
    drafts = [_draft(turn, number, say) for number, say in enumerate(turn.outcome.says) if say.to in own]
    until = turn.now + turn.road.terms.send_lease
    kept = [effect.dialogue for effect in turn.outcome.effects if isinstance(effect, Remember)]
    dialogue = kept[-1] if kept else None
    claimed, scene, now = turn.claimed, turn.scene, turn.now
    return await close_speaking(line, claimed, scene, drafts, now, until, turn.told, dialogue, fenced=fenced)


async def _settle(turn: _Settling, line: Line, session: AsyncSession) -> Settled:
    road, claimed, scene, outcome, now = turn.road, turn.claimed, turn.scene, turn.outcome, turn.now
    held_by = await turns.fence(line, claimed)
    is_plain = scene.kind == "customer" and scene.channel != "email" and _are_plain(outcome.says, scene)
    effects = _in_order(outcome.effects, scene)
    if is_plain:  # what the mind keeps is written with the turn's end
        effects = [effect for effect in effects if not isinstance(effect, Remember)]
    if held_by is not None and scene.kind == "customer":
        effects = [_unsent(effect) for effect in effects]
    parts = (outcome.parts or (0,) * len(effects)) if scene.kind == "staff" else ()
    applied = await apply_effects(session, effects, scene, now, road.terms.link_lifetime, parts)
    await session.flush()
    if applied.refused_parts:
        turn = replace(turn, outcome=_told_refused(outcome, applied.refused_parts))
    turn = replace(turn, outcome=await without_lost_paper(session, turn.outcome, applied.lead_id))
    if scene.kind == "customer" and scene.channel == "email":
        turn = replace(turn, outcome=as_one_letter(turn.outcome, scene.conversation_id))
    if is_plain:
        spoken = await _close(turn, line, fenced=())
    else:
        own, others = await _queue_says(turn, line, session, applied, held_by)
        spoken = Spoken((), own, await turns.close(line, claimed, now, now, **turn.told))
    return await _left(
        turn,
        line,
        spoken,
        others=bool(outcome.effects) or (not is_plain and others),
        jobs=applied.trip_version_id is not None or applied.has_asked,
        refused=tuple(applied.refused),
    )


def _told_refused(outcome: Outcome, refused: Mapping[int, list[str]]) -> Outcome:
    """Say why an act was not done, in place of the words that took it for done; other acts keep theirs."""
    kept = [say for say in outcome.says if say.kind == "callback" or say.part not in refused]
    why = [
        Say("text", {"text": "\n".join(words)}, sender="system", part=part)
        for part, words in refused.items()
        if any(words)  # a press that came twice was answered by the first
    ]
    return replace(outcome, says=tuple(sorted((*kept, *why), key=lambda say: say.part)))


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


def _draft(turn: _Settling, number: int, say: Say) -> Draft:
    scene = turn.scene
    return Draft(
        say.key or f"turn:{scene.turn_id}:{number}",
        scene.conversation_id if say.to is None else say.to,
        say.kind,
        say.body,
        say.sender,
        say.run_at,
        scene.turn_id,
    )


async def _queue_says(
    turn: _Settling, line: Line, session: AsyncSession, applied: Applied, held_by: int | None
) -> tuple[bool, bool]:
    """Queue the replies; say whether any went to this conversation, and whether any to another."""
    scene, own, others = turn.scene, False, False
    for number, say in enumerate(turn.outcome.says):
        is_own = say.to is None or say.to == scene.conversation_id
        if is_own and scene.kind == "customer" and held_by is not None and say.sender == "bot":
            continue
        draft = _draft(turn, number, say)
        own, others = own or is_own, others or not is_own
        draft = replace(draft, body=await _resolved(session, turn.road, say, applied, turn.now))
        version_id = await paper_of(session, say, applied)
        if version_id is not None:
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
