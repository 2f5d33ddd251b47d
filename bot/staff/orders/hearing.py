"""Plain words of staff: heard, resolved, and either answered, shown as a preview, or done at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from agents.orders.contract import IT, Order, Understood
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.orders.answering import answer_order
from bot.staff.orders.carrying import carry_out
from bot.staff.orders.finding import leads_named, spoken_of
from bot.staff.orders.steps import Asking, Step, Unfit, step_of
from bot.staff.orders.unclear import unclear, what_to_say
from bot.staff.reading import StaffLead, look_up
from bot.staff.says import answer, joined
from crm.conversations.effects import Remember
from crm.conversations.values import Heard, Outcome, Scene
from crm.db import new_token
from crm.previews.effects import OfferPreview
from crm.previews.rules import WAITS_FOR, is_safe
from crm.users.models import User


class Unsure(Exception):
    """A name may mean several leads: ask which, and go on from there."""

    def __init__(self, name: str, choices: Sequence[tuple[int, str]]) -> None:
        super().__init__(name)
        self.name, self.choices = name, choices


class Unnamed(Unfit):
    """Words that were taken for a name are nobody's: perhaps they are an order that was not understood."""


@dataclass(frozen=True)
class Resolved:
    """An order with the lead that is meant."""

    order: Order
    found: StaffLead | None


async def hear_order(
    desk: StaffDesk,
    scene: Scene,
    viewer: Viewer,
    text: str,
    heard: Heard | None = None,
    picked: Mapping[str, int] | None = None,
    command: Order | None = None,
) -> Outcome:
    """Answer what was asked, and show what would be done. Nothing that writes is done unconfirmed.

    A command typed for just one thing (`command`) is its own confirmation. What a model has read is always
    shown first, marked as safe or not.
    """
    scene = replace(scene, dialogue=_cleared(scene.dialogue))
    now = scene.now.astimezone(ZoneInfo(viewer.timezone))
    understood = Understood((command,) if command else ())
    if command is None:
        understood = await desk.drafting.orders(text, now)
    if not understood.is_clear:
        return answer(await unclear(desk, scene, viewer, understood), Remember(scene.dialogue))
    try:
        resolved = await _resolved(desk, scene, viewer, understood, heard, picked or {})
        asking = Asking(desk, _about(scene, resolved), viewer)
        is_read_by_rules = understood.engine == "offline"
        return await _answered(
            asking, resolved, text, is_command=command is not None, may_be_safe=is_read_by_rules
        )
    except Unsure as unsure:
        return _which(scene, text, unsure, picked or {})
    except Unnamed as problem:
        sayable = await what_to_say(desk, scene, viewer, text)
        return answer(f"{escape(str(problem))}\n{sayable}", Remember(scene.dialogue))
    except Unfit as problem:
        return answer(escape(str(problem)), Remember(scene.dialogue))


def _cleared(dialogue: Mapping[str, Any]) -> dict[str, Any]:
    """Forget what the desk waited for: these words were heard as an order."""
    return {**dialogue, "awaiting": None, "choosing": None, "pending": None}


async def _resolved(
    desk: StaffDesk,
    scene: Scene,
    viewer: Viewer,
    understood: Understood,
    heard: Heard | None,
    picked: Mapping[str, int],
) -> list[Resolved]:
    found: list[Resolved] = []
    for order in understood.orders:
        lead_id = await _lead_id(desk, scene, viewer, order, heard, picked)
        lead = None
        if lead_id is not None:
            async with desk.book.reading() as session:
                lead = await look_up(session, lead_id, viewer)
            if lead is None:
                raise Unfit(f"There is no lead {lead_id} that you may see. /leads lists yours.")
        elif found and order.do == "remind" and not order.text:
            lead = found[-1].found  # "move Asha to negotiating and remind me on Friday": of Asha
        found.append(Resolved(order, lead))
    return found


async def _lead_id(
    desk: StaffDesk,
    scene: Scene,
    viewer: Viewer,
    order: Order,
    heard: Heard | None,
    picked: Mapping[str, int],
) -> int | None:
    if not order.lead:
        return None
    if order.lead == IT:
        spoken = spoken_of(scene, heard)
        if spoken is None:
            raise Unfit("Which lead do you mean? Name its number or the customer. Nothing was done.")
        return spoken
    if order.lead.isdigit():
        return int(order.lead)
    if order.lead in picked:
        return picked[order.lead]
    async with desk.book.reading() as session:
        named = await leads_named(session, viewer, order.lead)
    if len(named) == 1:
        return named[0].id
    if named:
        raise Unsure(order.lead, [(lead.id, f"{lead.id} · {lead.title}"[:60]) for lead in named[:8]])
    if order.do == "remind" and order.text:
        return None  # "call mom" names nobody here; the words themselves remind
    told = f"I know no lead of “{order.lead}” that you may see. Nothing was done"
    if order.do == "show":
        raise Unnamed(f"{told}, and you hold no conversation, so no customer heard this.")
    raise Unfit(f"{told}.")


def _about(scene: Scene, resolved: Sequence[Resolved]) -> Scene:
    """Keep which lead was spoken of, for "it" in what is said next."""
    leads = [one.found.lead.id for one in resolved if one.found is not None]
    return replace(scene, dialogue={**scene.dialogue, "about": leads[-1]}) if leads else scene


def _which(scene: Scene, text: str, unsure: Unsure, picked: Mapping[str, int]) -> Outcome:
    choosing = {"words": text, "name": unsure.name, "picked": dict(picked)}
    rows = [[{"label": label, "data": f"do:lead:{number}"}] for number, label in unsure.choices]
    rows.append([{"label": "None of these", "data": "do:lead:0"}])
    kept = Remember({**scene.dialogue, "choosing": choosing})
    return answer(f"Which “{escape(unsure.name)}” do you mean?", kept, buttons=rows)


async def _answered(
    asking: Asking, resolved: Sequence[Resolved], text: str, *, is_command: bool, may_be_safe: bool
) -> Outcome:
    outcomes: list[Outcome] = []
    steps: list[Step] = []
    resolved, held_back = _what_goes_is_seen_first(resolved)
    if held_back:
        outcomes.append(answer(held_back))
    for one in resolved:
        if not one.order.writes:
            told = await answer_order(asking, one.order, one.found)
            asking = _as_kept(asking, told)
            outcomes.append(told)
            continue
        step = await step_of(asking, one.order, one.found)
        if step is None:
            outcomes.append(answer(f"{_named(one)}: that is so already. Nothing was done."))
        else:
            steps.append(step)
    kept = Remember(asking.scene.dialogue)  # written first, for an answer may keep more itself
    if not steps:
        return joined([Outcome(effects=(kept,)), *outcomes])
    token = new_token(9)
    offer = OfferPreview(token, text[:2000], tuple(steps))
    if is_command or (may_be_safe and await _are_safe(asking, steps)):
        done = await carry_out(asking, token, steps, None)
        return joined([Outcome(effects=(kept,)), *outcomes, Outcome(effects=(offer,)), done])
    shown = preview(token, steps)
    return joined([Outcome(effects=(kept,)), *outcomes, replace(shown, effects=(offer,))])


def _as_kept(asking: Asking, outcome: Outcome) -> Asking:
    """Go on from what an answer keeps, so that the next one does not write over it."""
    kept = [effect.dialogue for effect in outcome.effects if isinstance(effect, Remember)]
    return replace(asking, scene=replace(asking.scene, dialogue=kept[-1])) if kept else asking


def _named(one: Resolved) -> str:
    what = {"move": "The status", "claim": "Your claim", "give": "The owner", "take": "The speaker"}
    what["release"] = "The desk as the speaker"
    lead = f" of lead {one.found.lead.id}" if one.found else ""
    return f"{what.get(one.order.do, 'That')}{lead}"


def _what_goes_is_seen_first(resolved: Sequence[Resolved]) -> tuple[list[Resolved], str]:
    """A plan or a price that nobody has seen is not sent: whoever asks for both sends it afterwards."""
    drafted = {one.found.lead.id for one in resolved if one.found and _is_new(one.order)}
    kept = [
        one
        for one in resolved
        if not (one.order.do in ("send", "mail") and one.found is not None and one.found.lead.id in drafted)
    ]
    if len(kept) == len(resolved):
        return kept, ""
    if any(one.order.do == "draft" for one in resolved):
        return kept, "I show you the plan first; its button sends it."
    return kept, "I show you the price first: make the version, then send it."


def _is_new(order: Order) -> bool:
    return order.do == "draft" or (order.do == "price" and bool(order.text))


async def _are_safe(asking: Asking, steps: Sequence[Step]) -> bool:
    async with asking.desk.book.reading() as session:
        user = await session.get(User, asking.viewer.id)
    marked = user.safe_acts if user else []
    return all(is_safe(step["do"], str(step.get("status", "")), marked) for step in steps)


def preview(token: str, steps: Sequence[Step]) -> Outcome:
    """Show what will happen, with the choice to confirm, change or cancel it."""
    numbered = len(steps) > 1
    lines = [
        f"{number}. {escape(step['told'])}" if numbered else escape(step["told"])
        for number, step in enumerate(steps, 1)
    ]
    minutes = int(WAITS_FOR.total_seconds() // 60)
    head, foot = "<b>This is what I will do</b>", f"<i>Waits {minutes} minutes for you.</i>"
    buttons = [
        [
            {"label": "✅ Confirm", "data": f"do:yes:{token}"},
            {"label": "Change", "data": f"do:change:{token}"},
            {"label": "Cancel", "data": f"do:no:{token}"},
        ]
    ]
    return answer("\n".join((head, *lines, foot)), buttons=buttons)
