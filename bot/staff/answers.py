"""Answers that are not about one lead: help, lists, the report, and linking an account."""

from datetime import date
from html import escape

from bot.reports.drawing import draw_chart
from bot.reports.schedule import read_report
from bot.reports.wording import summary, waiting_list
from bot.staff.cards import list_line
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.reading import PAGE, list_leads
from bot.staff.says import answer, tell
from crm.conversations.values import Outcome, Say, Scene
from crm.errors import Clash, Missing
from crm.users.effects import LinkTelegram
from crm.users.link_codes import owner_of_code
from crm.users.models import User

COMMANDS = {
    "leads": "List leads: open, mine, waiting, today, all, a status or words",
    "lead": "Show a lead: /lead 42",
    "plan": "Plan and price a trip: /plan 42",
    "send": "Send the newest plan to the customer: /send 42",
    "note": "Write a note: /note 42 prefers window seats",
    "take": "Speak with the customer yourself: /take 42",
    "release": "Let the desk speak again: /release 42",
    "claim": "Make a lead yours: /claim 42",
    "status": "Move a lead: /status 42 negotiating",
    "lost": "Close a lead as lost: /lost 42 too expensive",
    "report": "The day's numbers; /report 2026-12-20 for another day",
    "cancel": "Drop what the desk waits for",
    "help": "Show this list",
}

HELP = (
    "<b>What you can ask the desk</b>\n"
    + "\n".join(f"/{name} · {escape(told)}" for name, told in COMMANDS.items())
    + "\n\nWhile you hold a conversation, what you type here reaches the customer."
)


async def leads_page(desk: StaffDesk, scene: Scene, viewer: Viewer, word: str, page: int) -> Outcome:
    """List leads, a page at a time."""
    # A button carries the word to the next page, and has room for 64 bytes.
    word = word.replace(":", " ").encode()[:46].decode(errors="ignore").strip()
    async with desk.book.reading() as session:
        rows, number = await list_leads(session, viewer, word, scene.now, page)
    if not rows:
        return answer(
            "No leads here." if not word else f"No leads for “{escape(word)}”. /leads all shows every lead."
        )
    lines = [list_line(lead, owner, scene.now) for lead, owner in rows]
    first = page * PAGE + 1
    last = first + len(rows) - 1
    head = f"<b>Leads {first}–{last} of {number}</b>" + (f" · {escape(word)}" if word else "")
    picks = [{"label": str(lead.id), "data": f"lead:show:{lead.id}:"} for lead, _ in rows]
    buttons = [picks[start : start + 4] for start in range(0, len(picks), 4)]
    if last < number:
        buttons.append([{"label": "More", "data": f"list:{word}:{page + 1}"}])
    return answer("\n".join((head, *lines)), buttons=buttons)


async def tell_report(desk: StaffDesk, scene: Scene, viewer: Viewer, day: date | None) -> Outcome:
    """Tell the day's numbers so far, or another day's; agents get those of their own leads."""
    async with desk.book.reading() as session:
        user = await session.get(User, viewer.id)
    if user is None:
        return answer("Your account is gone.")
    report = await read_report(desk.book, user, day or desk.clock.today(viewer.timezone), scene.now)
    picture = await desk.keep_picture(f"report-{report.day.isoformat()}.png", draw_chart(report))
    photo = Say("photo", {"file_id": picture, "caption": summary(report), "format": "html"}, sender="system")
    return Outcome(says=(photo, tell(waiting_list(report))))


async def link_account(desk: StaffDesk, scene: Scene, viewer: Viewer | None, code: str) -> Outcome:
    """Welcome staff, or tie this Telegram account to whoever the code was made for."""
    if not code:
        if viewer is None:
            return answer("Welcome. Ask an admin for your link code, then send <code>/start CODE</code>.")
        return answer(f"Welcome back, {escape(viewer.name)}. You are signed in as {viewer.role}.\n\n{HELP}")
    telegram_id = int(scene.address)
    try:
        async with desk.book.reading() as session:
            user = await owner_of_code(session, desk.secret_key, code, telegram_id, scene.now)
    except (Missing, Clash) as problem:
        return answer(escape(str(problem)))
    return answer(
        f"Welcome, {escape(user.name)}. This chat is your desk now.\n\n{HELP}",
        LinkTelegram(user.id, telegram_id, user.telegram_id),
    )
