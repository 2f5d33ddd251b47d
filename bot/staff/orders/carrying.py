"""Carrying out confirmed steps: each is an act of its own, written whole or not at all."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Any

from agents.staff.drafting import NotDrafted, StillRight
from bot.staff.choosing import options
from bot.staff.orders.steps import Asking, Step
from bot.staff.planning import follow_up, plan_shown, send
from bot.staff.reading import StaffLead, learnt_since_planned, look_up
from bot.staff.says import answer, tell
from crm.conversations.effects import Release, Remember, Speak, Take
from crm.conversations.values import Effect, Outcome, Say
from crm.leads.effects import AddNote, Amend, Claim, Give, SetStatus
from crm.previews.effects import CarryStep, ClosePreview
from crm.reminders.effects import DropReminders, Remind


async def carry_out(asking: Asking, token: str, steps: list[Step], message_id: str | None) -> Outcome:
    """Do every step, and close the preview. What a step cannot do it says; the others go on."""
    says: list[Say] = []
    effects: list[Effect] = []
    parts: list[int] = []
    for number, step in enumerate(steps):
        outcome = await _act(asking, step)
        says += [replace(say, part=number) for say in outcome.says]
        # What only speaks to staff has said why it was not done.
        if outcome.effects or any(say.to is not None for say in outcome.says):
            own = (CarryStep(token, number), *outcome.effects)
            effects += own
            parts += [number] * len(own)
    effects.append(ClosePreview(token, message_id))
    parts.append(len(steps))
    return Outcome(tuple(says), tuple(effects), parts=tuple(parts))


async def _act(asking: Asking, step: Step) -> Outcome:
    found = None
    if step.get("lead") is not None:
        async with asking.desk.book.reading() as session:
            found = await look_up(session, int(step["lead"]), asking.viewer)
        if found is None:
            return answer(f"Lead {step['lead']} is out of your sight by now: a colleague has it.")
    return await _ACTS[step["do"]](asking, step, found)


async def _move(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    return Outcome(effects=(SetStatus(step["status"], step["text"], step["lead"], step["seen"]),))


async def _note(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    return Outcome(effects=(AddNote(step["text"], step["lead"]),))


async def _claim(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    return Outcome(effects=(Claim(asking.viewer.id, step["lead"], step["seen"]),))


async def _give(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    return Outcome(effects=(Give(step["user"], step["lead"], step["seen"]),))


async def _take(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    kept = {**asking.scene.dialogue, "speaking": step["lead"], "awaiting": None}
    return Outcome(effects=(Take(asking.viewer.id, step["lead"], step["seen"]), Remember(kept)))


async def _release(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    kept = {**asking.scene.dialogue, "speaking": None}
    return Outcome(effects=(Release(step["lead"], step["seen"]), Remember(kept)))


async def _remind(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    at = datetime.fromisoformat(step["at"])
    return Outcome(effects=(Remind(step["key"], at, step["text"], step.get("lead")),))


async def _unremind(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    return Outcome(effects=(DropReminders(tuple(step["ids"])),))


async def _draft(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    """Plan with what was asked for; what the lead wants is amended only if a plan comes of it."""
    if found is None:
        return Outcome()
    lead, desk, viewer = found.lead, asking.desk, asking.viewer
    wanted: dict[str, Any] = {
        name: {"value": value, "message": None, "span": None, "confidence": 1.0, "by": f"user:{viewer.id}"}
        for name, value in step["slots"].items()
    }
    for name in _given_way(wanted):
        if name in lead.slots:
            wanted[name] = None
    slots = {name: slot for name, slot in {**lead.slots, **wanted}.items() if slot is not None}
    async with desk.book.reading() as session:
        learnt = await learnt_since_planned(session, lead.id)
    drafted = await desk.drafting.draft(slots, found.trip, learnt | frozenset(wanted), asking.scene.today)
    if isinstance(drafted, NotDrafted):
        return answer(f"No plan for lead {lead.id} yet: {escape(drafted.reason)}")
    amended = (Amend(wanted, lead.id),) if wanted else ()
    if isinstance(drafted, StillRight):
        told = f"Version {drafted.version} of lead {lead.id} still stands: nothing in it would change."
        return answer(told, *amended)
    shown = plan_shown(viewer, found, drafted)
    return replace(shown, effects=(*amended, *shown.effects))


def _given_way(wanted: Mapping[str, Any]) -> list[str]:
    """Name what was known before and says otherwise: a new length ends the trip on another day."""
    gone = ["end_date", "days"] if "nights" in wanted else []
    return gone + (["date_window", "end_date"] if "start_date" in wanted else [])


async def _options(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    return await options(asking.desk, asking.scene, asking.viewer, found, "") if found else Outcome()


async def _send(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    if found is None:
        return Outcome()
    return await send(asking.desk, asking.scene, asking.viewer, found, str(step["version"]))


async def _follow_up(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    if found is None:
        return Outcome()
    return await follow_up(asking.desk, asking.scene, asking.viewer, found, "")


async def _tell(asking: Asking, step: Step, found: StaffLead | None) -> Outcome:
    if found is None:
        return Outcome()
    viewer, lead_id = asking.viewer, step["lead"]
    said = Say("text", {"text": step["text"]}, to=found.conversation.id, sender=f"user:{viewer.id}")
    kept = Remember({**asking.scene.dialogue, "speaking": lead_id, "awaiting": None})
    taken = () if step["seen"] == viewer.id else (Take(viewer.id, lead_id, step["seen"]), kept)
    now_yours = (tell(f"🎙 You speak now; /release {lead_id} hands back."),) if taken else ()
    return Outcome(says=(said, *now_yours), effects=(*taken, Speak(lead_id)))


_Act = Callable[[Asking, Step, StaffLead | None], Awaitable[Outcome]]
_ACTS: Mapping[str, _Act] = {
    "move": _move,
    "note": _note,
    "claim": _claim,
    "give": _give,
    "take": _take,
    "release": _release,
    "remind": _remind,
    "unremind": _unremind,
    "draft": _draft,
    "options": _options,
    "send": _send,
    "follow_up": _follow_up,
    "tell": _tell,
}
