"""What waits for this person now, in one message: reminders of the day, customers, new leads, first steps."""

from datetime import datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

from bot.reports.schedule import read_report
from bot.reports.wording import lasting
from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.reading import list_open
from bot.staff.says import answer
from crm.conversations.values import Outcome, Scene
from crm.leads.queries import LeadFilter, search_leads
from crm.reminders.queries import waiting_reminders
from crm.reports.values import Report
from crm.users.models import User

_MOST = 3  # of a kind: the message fits on a phone


async def tell_today(desk: StaffDesk, scene: Scene, viewer: Viewer, hello: str = "") -> Outcome:
    """Tell what is new and what to do first, days in the viewer's zone. `hello` stands in front of it."""
    zone = ZoneInfo(viewer.timezone)
    today = scene.now.astimezone(zone).date()
    midnight = datetime.combine(today, time(), zone)
    async with desk.book.reading() as session:
        user = await session.get(User, viewer.id)
        since = LeadFilter(created_since=midnight, order="created")
        new, number = await search_leads(session, viewer, since, scene.now, limit=_MOST)
        reminders = await waiting_reminders(session, scene.conversation_id)
        lines = await list_open(session, viewer, scene.now)
    if user is None:
        return answer("Your account is gone.")
    due = [one for one in reminders if one.at < midnight + timedelta(days=1)]
    told = [f"⏰ {one.at.astimezone(zone):%H:%M} {escape(one.told[:120])}" for one in due[:_MOST]]
    told += [f"⏰ … and {len(due) - _MOST} more: /reminders"] if len(due) > _MOST else []
    report = await read_report(desk.book, user, today, scene.now)
    told += _waiting(report)
    waits = {one.lead_id for one in report.waiting[:_MOST]}
    told += [f"🆕 {number} new lead{'' if number == 1 else 's'} today"] if number else []
    told += [
        f"   /lead {line.lead.id} {escape(line.lead.title[:60] or 'New enquiry')}"
        for line in new
        if line.lead.id not in waits
    ]
    titles = {line.lead.id: line.lead.title or "New enquiry" for line in lines}
    for signals, step, *_ in (await desk.guide.first_steps(list(titles)))[:_MOST]:
        title = escape(titles[signals.lead_id][:60])
        told.append(f"👉 {escape(step.told)}: /lead {signals.lead_id} {title}")
    head = hello or f"<b>Today, {today:%A} {today.day} {today:%B}</b>"
    if not told:
        return answer(f"{head}\nNothing is new and nothing waits for you. 🎉")
    picks = list(
        dict.fromkeys([one.lead_id for one in report.waiting[:_MOST]] + [one.lead.id for one in new])
    )
    buttons = [[{"label": str(one), "data": action("show", one)} for one in picks[:4]]] if picks else []
    return answer("\n".join((head, *told)), buttons=buttons)


def _waiting(report: Report) -> list[str]:
    if not report.waiting_total:
        return []
    late = f", {report.late_total} late" if report.late_total else ""
    lines = [f"⏳ {report.waiting_total} waiting for an answer{late}"]
    for one in report.waiting[:_MOST]:
        since = f" · {lasting((report.made_at - one.since).total_seconds())}" if one.since else ""
        lines.append(f"   /lead {one.lead_id} {escape(one.title[:60])}{since}")
    return lines
