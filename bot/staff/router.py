"""The staff bot's commands as aiogram handlers. A handler returns an outcome; it never sends."""

from datetime import date
from functools import lru_cache
from html import escape

from aiogram import Dispatcher, F, Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from agents.orders.reporting import report_of
from agents.orders.said import read
from bot.staff.acts import ACTS
from bot.staff.answers import leads_page, link_account, tell_report
from bot.staff.choosing import ACTS as CHOOSING
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.guiding import GUIDES, first_steps
from bot.staff.one_lead import with_lead
from bot.staff.orders.buttons import press
from bot.staff.orders.hearing import hear_order
from bot.staff.pricing import PRICING_ACTS
from bot.staff.registry import HELP, ON_LEAD
from bot.staff.reminders import drop, put_off, remind
from bot.staff.safety import mark_safe, safe_told
from bot.staff.says import answer
from bot.staff.speaking import pass_on, say_to
from crm.conversations.effects import Remember
from crm.conversations.values import Heard, Outcome, Scene

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
async def on_help(message: Message, desk: StaffDesk, viewer: Viewer) -> Outcome:
    return answer(f"{HELP}\n\n{await safe_told(desk, viewer)}")


@router.message(Command("safe"))
async def on_safe(message: Message, command: CommandObject, desk: StaffDesk, viewer: Viewer) -> Outcome:
    return await mark_safe(desk, viewer, (command.args or "").strip())


@router.message(Command("remind", "reminders"))
async def on_remind(
    message: Message, command: CommandObject, scene: Scene, desk: StaffDesk, viewer: Viewer
) -> Outcome:
    words = (command.args or "").strip() if command.command == "remind" else ""
    return await remind(desk, scene, viewer, words)


@router.message(Command("do"))
async def on_do(
    message: Message,
    command: CommandObject,
    scene: Scene,
    heard: Heard,
    desk: StaffDesk,
    viewer: Viewer,
) -> Outcome:
    if not command.args:
        return answer("Say what: <code>/do show hot leads from this week</code>")
    return await hear_order(desk, scene, viewer, command.args, heard)


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
    asked = report_of(read((command.args or "").strip()).plain, desk.clock.today(viewer.timezone))
    if asked is None:
        return answer(
            "Write a day or days that have begun, at most a year of them, or nothing for today: "
            "<code>/report 2026-11-20</code>, <code>/report last week</code>, <code>/report october</code>"
        )
    return await tell_report(
        desk, scene, viewer, date.fromisoformat(asked.day), int(asked.wanted.get("days", 1))
    )


@router.message(Command(*ON_LEAD))
async def on_lead_command(
    message: Message, command: CommandObject, scene: Scene, desk: StaffDesk, viewer: Viewer
) -> Outcome:
    told, _, rest = (command.args or "").strip().partition(" ")
    number = lead_number(told)
    if number is None and command.command == "next" and not told:
        return await first_steps(desk, scene, viewer)
    if number is None:
        return answer(f"Say which lead: <code>/{command.command} 42</code>. /leads lists them.")
    return await with_lead(desk, scene, viewer, number, ON_LEAD[command.command].act, rest.strip())


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
    act = ACTS.get(name) or GUIDES.get(name) or PRICING_ACTS.get(name) or CHOOSING.get(name)
    if act is None:
        return answer(TOO_OLD)
    return await with_lead(desk, scene, viewer, number, act, extra)


@router.callback_query(F.data.startswith("do:"))
async def on_preview_button(
    query: CallbackQuery, scene: Scene, heard: Heard, desk: StaffDesk, viewer: Viewer
) -> Outcome:
    return await press(desk, scene, viewer, heard, query.data or "")


@router.callback_query(F.data.startswith("again:"))
async def on_again(query: CallbackQuery, scene: Scene, desk: StaffDesk, viewer: Viewer) -> Outcome:
    _, minutes, nonce = (*(query.data or "").split(":", 2), "", "")[:3]
    return await put_off(desk, scene, viewer, lead_number(minutes) or 0, nonce)


@router.callback_query(F.data.startswith("drop:"))
async def on_drop(query: CallbackQuery, scene: Scene, desk: StaffDesk, viewer: Viewer) -> Outcome:
    return await drop(desk, scene, viewer, (query.data or "").removeprefix("drop:"))


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
