"""Who waits, and who is late: the very numbers of the report and of the admin page."""

from html import escape

from bot.reports.schedule import read_report
from bot.reports.wording import lasting, waiting_line, waiting_list
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.says import answer
from crm.conversations.values import Outcome, Scene
from crm.users.models import User


async def tell_waiting(desk: StaffDesk, scene: Scene, viewer: Viewer, *, only_late: bool) -> Outcome:
    """Say who waits longest; or which colleagues are late, with how many customers and since when."""
    async with desk.book.reading() as session:
        user = await session.get(User, viewer.id)
    if user is None:
        return answer("Your account is gone.")
    report = await read_report(desk.book, user, desk.clock.today(viewer.timezone), scene.now)
    if not only_late:
        buttons = [
            [{"label": str(one.lead_id), "data": f"lead:show:{one.lead_id}:"} for one in report.waiting[:5]]
        ]
        return answer(waiting_list(report), buttons=buttons if report.waiting else ())
    if not report.late:
        return answer(f"Nobody is late: no customer has waited {lasting(report.late_after)} or longer. 🎉")
    lines = [
        f"<b>{escape(line.owner)}</b>: {line.number} late, the longest {lasting(line.longest)}"
        for line in report.late
    ]
    longest = [waiting_line(one, report) for one in report.waiting_late[:5]]
    head = f"<b>{report.late_total} late</b> (waiting {lasting(report.late_after)} or longer)"
    return answer("\n".join((head, *lines, "", *longest)))
