"""The staff bot's commands as aiogram handlers. A handler returns an outcome; it never sends."""

from datetime import date
from functools import lru_cache
from html import escape

from aiogram import Dispatcher, F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.staff.acts import ACTS, Act, claim, lose, move, note, plan, release, send, show, take, with_lead
from bot.staff.answers import HELP, leads_page, link_account, tell_report
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.says import answer
from bot.staff.speaking import pass_on, say_to
from crm.conversations.effects import Remember
from crm.conversations.values import Heard, Outcome, Scene
from crm.leads.rules import STATUSES

TOO_OLD = "This button is too old. /leads shows the newest state."

router = Router(name="staff")


def lead_number(told: str) -> int | None:
    """Read a lead's number as people write it: 42 or #42; None for anything else."""
    digits = told.removeprefix("#")
    return int(digits) if digits.isdecimal() and len(digits) <= 15 else None


def _is_stranger(_event: object, viewer: Viewer | None) -> bool:
    return viewer is None


@router.message(CommandStart())
async def on_start(
    message: Message, command: CommandObject, scene: Scene, desk: StaffDesk, viewer: Viewer | None
) -> Outcome:
    return await link_account(desk, scene, viewer, (command.args or "").strip())


@router.message(_is_stranger)
@router.callback_query(_is_stranger)
async def on_stranger(_event: Message | CallbackQuery) -> Outcome:
    return answer(
        "This is the desk of a travel agency. To use it, ask an admin for your link code and send "
        "<code>/start CODE</code>."
    )


@router.message(Command("help"))
async def on_help(message: Message) -> Outcome:
    return answer(HELP)


@router.message(Command("leads"))
async def on_leads(
    message: Message, command: CommandObject, scene: Scene, desk: StaffDesk, viewer: Viewer
) -> Outcome:
    return await leads_page(desk, scene, viewer, (command.args or "").strip(), 0)


@router.message(Command("cancel"))
async def on_cancel(message: Message, scene: Scene) -> Outcome:
    return answer("Dropped.", Remember({**scene.dialogue, "awaiting": None, "pending": None}))


@router.message(Command("report"))
async def on_report(
    message: Message, command: CommandObject, scene: Scene, desk: StaffDesk, viewer: Viewer
) -> Outcome:
    asked = (command.args or "").strip()
    try:
        day = date.fromisoformat(asked) if asked else None
    except ValueError:
        return answer("Write the day as 2026-12-20, or nothing for today: /report 2026-12-20")
    return await tell_report(desk, scene, viewer, day)


_ON_LEAD: dict[str, Act] = {
    "lead": show,
    "claim": claim,
    "take": take,
    "release": release,
    "plan": plan,
    "send": send,
    "note": note,
    "lost": lose,
}


@router.message(Command(*_ON_LEAD, "status"))
async def on_lead_command(
    message: Message, command: CommandObject, scene: Scene, desk: StaffDesk, viewer: Viewer
) -> Outcome:
    told, _, rest = (command.args or "").strip().partition(" ")
    number = lead_number(told)
    if number is None:
        return answer(f"Say which lead: <code>/{command.command} 42</code>. /leads lists them.")
    if command.command == "status":
        status = rest.strip().lower()
        if status not in STATUSES:
            return answer(
                f"Say which status: {', '.join(STATUSES)}. For example /status {number} negotiating"
            )
        if status == "lost":
            return await with_lead(desk, scene, viewer, number, lose)
        return await with_lead(desk, scene, viewer, number, move, status)
    return await with_lead(desk, scene, viewer, number, _ON_LEAD[command.command], rest.strip())


@router.message(F.text.startswith("/"))
async def on_unknown_command(message: Message) -> Outcome:
    told = escape((message.text or "").split()[0])
    return answer(f"{told} is not a command of this desk. /help lists them.")


@router.message()
async def on_words(
    message: Message,
    scene: Scene,
    heard: Heard,
    desk: StaffDesk,
    viewer: Viewer,
    just_taken: frozenset[int],
) -> Outcome:
    return await pass_on(desk, scene, viewer, heard, just_taken)


@router.callback_query(F.data.startswith("lead:"))
async def on_lead_button(query: CallbackQuery, scene: Scene, desk: StaffDesk, viewer: Viewer) -> Outcome:
    _, name, told, extra = (*(query.data or "").split(":", 3), "", "", "")[:4]
    number = lead_number(told)
    if number is None:
        return answer(TOO_OLD)
    if name == "say":
        pending = str(scene.dialogue.get("pending") or "")
        return (
            await say_to(desk, scene, viewer, number, pending)
            if pending
            else answer("There is nothing to pass on.")
        )
    act = ACTS.get(name)
    if act is None:
        return answer(TOO_OLD)
    return await with_lead(desk, scene, viewer, number, act, extra)


@router.callback_query(F.data.startswith("list:"))
async def on_more(query: CallbackQuery, scene: Scene, desk: StaffDesk, viewer: Viewer) -> Outcome:
    _, word, page = (*(query.data or "").split(":", 2), "", "")[:3]
    return await leads_page(desk, scene, viewer, word, lead_number(page) or 0)


@router.callback_query()
async def on_old_button(query: CallbackQuery) -> Outcome:
    return answer(TOO_OLD)


@lru_cache(maxsize=1)
def make_dispatcher() -> Dispatcher:
    """Make the one dispatcher of the process: both runners, webhook and polling, end in it."""
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher
