"""Answers that are not about one lead: help, lists, the report, and linking an account."""

from collections.abc import Mapping
from datetime import date
from html import escape
from zoneinfo import ZoneInfo

from bot.reports.schedule import read_report
from bot.reports.wording import money, picture_body, waiting_list
from bot.staff.cards import list_line
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.orders.filters import filter_of, packed, told, unpacked
from bot.staff.orders.finding import colleagues
from bot.staff.reading import PAGE
from bot.staff.registry import HELP
from bot.staff.says import answer, tell
from crm.conversations.values import Outcome, Say, Scene
from crm.errors import Clash, Missing
from crm.leads.queries import search_leads
from crm.reports.values import Report
from crm.users.effects import LinkTelegram
from crm.users.link_codes import owner_of_code
from crm.users.models import User

# Words after /leads that are filters by themselves.
_SHORT: dict[str, dict[str, str]] = {
    "": {"status": "open"},
    "open": {"status": "open"},
    "all": {"status": ""},
    "mine": {"status": "open", "owner": "me"},
    "waiting": {"status": "open", "needs": "any"},
    "hot": {"heat": "hot"},
    "warm": {"heat": "warm"},
    "cold": {"heat": "cold"},
}


async def leads_page(
    desk: StaffDesk, scene: Scene, viewer: Viewer, word: str, page: int, instead: str = ""
) -> Outcome:
    """List leads, a page at a time: by a filter's name, a status, plain words, or words of a name.

    Where there are none, those of the filter `instead` are listed, if one is given.
    """
    short = unpacked(word)
    if short is None:
        short = _SHORT.get(word.lower())
    wanted = await _plainly(desk, scene, viewer, word) if short is None else short
    async with desk.book.reading() as session:
        known = filter_of(wanted, viewer, await colleagues(session))
        if known is None:
            return answer(f"I know no colleague “{escape(wanted['owner'])}”, or more than one.")
        most = min(PAGE, int(wanted.get("limit", PAGE)))
        rows, number = await search_leads(session, viewer, known, scene.now, limit=most, offset=page * PAGE)
    what = told(wanted)
    if "limit" in wanted:
        number = min(number, most)
    if "count" in wanted and page == 0:
        count = f"<b>{number}</b> lead{'' if number == 1 else 's'}" + (f" · {escape(what)}" if what else "")
        return answer(count, buttons=[[{"label": "Show them", "data": _more(wanted, 0)}]] if number else ())
    if not rows and instead:
        return await leads_page(desk, scene, viewer, instead, 0)
    if not rows:
        return answer(f"No leads here{f': {escape(what)}' if what else ''}. /leads all shows every lead.")
    lines = [list_line(row, scene.now) for row in rows]
    first = page * PAGE + 1
    last = first + len(rows) - 1
    head = f"<b>Leads {first}–{last} of {number}</b>" + (f" · {escape(what)}" if what else "")
    picks = [{"label": str(row.lead.id), "data": f"lead:show:{row.lead.id}:"} for row in rows]
    buttons = [picks[start : start + 4] for start in range(0, len(picks), 4)]
    if last < number:
        buttons.append([{"label": "More", "data": _more(wanted, page + 1)}])
    return answer("\n".join((head, *lines)), buttons=buttons)


def _more(wanted: Mapping[str, str], page: int) -> str:
    plain = {name: value for name, value in wanted.items() if name != "count"}
    return f"list:{packed(plain)}:{page}"


async def _plainly(desk: StaffDesk, scene: Scene, viewer: Viewer, word: str) -> Mapping[str, str]:
    """Read the words after /leads as staff would say them; what is no filter is searched for."""
    now = scene.now.astimezone(ZoneInfo(viewer.timezone))
    for said in (word, f"{word} leads", f"leads {word}"):
        understood = await desk.drafting.orders(said, now, quick=True)
        if understood.is_clear and len(understood.orders) == 1 and understood.orders[0].do == "list":
            return understood.orders[0].wanted
    return {"search": word, "status": ""}


async def tell_report(
    desk: StaffDesk, scene: Scene, viewer: Viewer, day: date | None, days: int = 1
) -> Outcome:
    """Tell the numbers of today so far, of another day, or of the `days` that end with it.

    Agents get those of their own leads.
    """
    async with desk.book.reading() as session:
        user = await session.get(User, viewer.id)
    if user is None:
        return answer("Your account is gone.")
    today = desk.clock.today(viewer.timezone)
    is_own = user.role == "agent"
    if days > 1:
        report = await read_report(desk.book, user, day or today, scene.now, days)
        body = picture_body(report, is_own=is_own, of_days=True)
        return Outcome(says=(Say("photo", body, sender="system"), tell(_same_on_page(report, is_own=is_own))))
    report = await read_report(desk.book, user, day or today, scene.now)
    photo = Say("photo", picture_body(report, is_own=is_own), sender="system")
    return Outcome(says=(photo, tell(waiting_list(report))))


def _same_on_page(report: Report, *, is_own: bool) -> str:
    """Say where the numbers of a stretch of days stand, and who sold; one agent's own stand nowhere else."""
    lines = [
        f"{escape(one.name)}: {one.leads} new, {one.won} won, {escape(money(one.revenue))}"
        for one in report.team
    ]
    if is_own or not lines:
        return "No lead of these days has an owner." if not is_own else "These are your own leads alone."
    return "\n".join(("<b>The team in these days</b>", *lines))


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
