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

router = Router(name="staff")


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
    number, _, rest = (command.args or "").strip().partition(" ")
    if not number.isdigit():
        return answer(f"Say which lead: <code>/{command.command} 42</code>. /leads lists them.")
    if command.command == "status":
        status = rest.strip().lower()
        if status not in STATUSES:
            return answer(
                f"Say which status: {', '.join(STATUSES)}. For example /status {number} negotiating"
            )
        return await with_lead(desk, scene, viewer, int(number), move, status)
    return await with_lead(desk, scene, viewer, int(number), _ON_LEAD[command.command], rest.strip())


@router.message(F.text.startswith("/"))
async def on_unknown_command(message: Message) -> Outcome:
    told = escape((message.text or "").split()[0])
    return answer(f"{told} is not a command of this desk. /help lists them.")


@router.message()
async def on_words(message: Message, scene: Scene, heard: Heard, desk: StaffDesk, viewer: Viewer) -> Outcome:
    return await pass_on(desk, scene, viewer, heard)


@router.callback_query(F.data.startswith("lead:"))
async def on_lead_button(query: CallbackQuery, scene: Scene, desk: StaffDesk, viewer: Viewer) -> Outcome:
    _, name, number, extra = (*(query.data or "").split(":", 3), "", "", "")[:4]
    if name == "say":
        pending = str(scene.dialogue.get("pending") or "")
        return (
            await say_to(desk, scene, viewer, int(number), pending)
            if pending
            else answer("There is nothing to pass on.")
        )
    act = ACTS.get(name)
    if act is None or not number.isdigit():
        return answer("This button is too old. /leads shows the newest state.")
    return await with_lead(desk, scene, viewer, int(number), act, extra)


@router.callback_query(F.data.startswith("list:"))
async def on_more(query: CallbackQuery, scene: Scene, desk: StaffDesk, viewer: Viewer) -> Outcome:
    _, word, page = (*(query.data or "").split(":", 2), "", "")[:3]
    return await leads_page(desk, scene, viewer, word, int(page) if page.isdigit() else 0)


@router.callback_query()
async def on_old_button(query: CallbackQuery) -> Outcome:
    return answer("This button is too old. /leads shows the newest state.")


@lru_cache(maxsize=1)
def make_dispatcher() -> Dispatcher:
    """Make the one dispatcher of the process: both runners, webhook and polling, end in it."""
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher
