"""A report in words, for Telegram. The same numbers stand on the admin page."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from crm.money import Money, written
from crm.reports.values import Report, Waiting

_SHOWN = 5


def money(amounts: Mapping[str, Decimal]) -> str:
    """Write revenue by currency, as the manager reads it: ₹1,88,640, €1,200."""
    return ", ".join(written(Money(amount, currency)) for currency, amount in amounts.items()) or "none"


def lasting(seconds: float) -> str:
    """Write a duration shortly: 45 s, 12 min, 3 h 05 min, 2 d 4 h."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min"
    if whole < 86400:
        return f"{whole // 3600} h {whole % 3600 // 60:02d} min"
    return f"{whole // 86400} d {whole % 86400 // 3600} h"


def percent(share: float | None) -> str:
    return "no leads yet" if share is None else f"{share:.0%}"


def summary(report: Report, *, is_own: bool = False) -> str:
    """Write the picture's caption, in Telegram's HTML, well under 1,024 characters.

    `is_own` says that it counts one agent's leads alone.
    """
    response = "no answers yet" if report.response_seconds is None else lasting(report.response_seconds)
    won = f"{report.won_of_new} of {report.new_window} won"
    today = (
        f"New leads: <b>{report.new_today}</b> · won: <b>{report.won_today}</b> · lost: {report.lost_today}"
    )
    return "\n".join(
        (
            f"<b>Report for {report.day:%A} {report.day.day} {report.day:%B}</b>"
            + (" · your own leads" if is_own else ""),
            today,
            f"Revenue: <b>{escape(money(report.revenue_today))}</b>",
            "",
            f"<b>Last {report.window_days} days</b>",
            f"New leads: {report.new_window} · conversion: {percent(report.conversion)} ({won})",
            f"Revenue: {escape(money(report.revenue_window))}",
            f"First answer (median): {response}",
            "Open now: "
            + " · ".join(f"{status} {number}" for status, number in report.open_by_status.items()),
        )
    )


def summary_of_days(report: Report, *, is_own: bool = False) -> str:
    """Write the caption of a report on its window alone: a week, a month, any stretch of days."""
    response = "no answers yet" if report.response_seconds is None else lasting(report.response_seconds)
    share = f"{report.won_of_new} of {report.new_window} won by now"
    closed = f"won: <b>{report.won_window}</b> · lost: {report.lost_window}"
    days = f"{report.first_day:%a} {_date(report.first_day)} – {report.day:%a} {_date(report.day)}"
    return "\n".join(
        (
            f"<b>Report for {days}</b>" + (" · your own leads" if is_own else ""),
            f"New leads: <b>{report.new_window}</b> · {closed}",
            f"Revenue: <b>{escape(money(report.revenue_window))}</b>",
            f"Conversion of the new: {percent(report.conversion)} ({share})",
            f"First answer (median): {response}",
        )
    )


def _date(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def waiting_list(report: Report) -> str:
    """Write who waits, longest first, in Telegram's HTML."""
    if not report.waiting:
        return "Nobody is waiting. 🎉"
    lines = [waiting_line(lead, report) for lead in report.waiting[:_SHOWN]]
    more = report.waiting_total - _SHOWN
    return "\n".join(
        [
            f"<b>Waiting for an answer: {report.waiting_total}</b> ({report.late_total} late)",
            *lines,
            *([f"… and {more} more: /leads waiting"] if more > 0 else []),
        ]
    )


def waiting_line(lead: Waiting, report: Report) -> str:
    """Write one who waits, in Telegram's HTML."""
    since = f" · {lasting((report.made_at - lead.since).total_seconds())}" if lead.since else ""
    why = f" · needs a human: {escape(lead.needs_human[:80])}" if lead.needs_human else ""
    owner = escape(lead.owner) if lead.owner else "unclaimed"
    return f"/lead {lead.lead_id} {escape(lead.title[:60])}{since} · {owner}{why}"


def picture_body(report: Report, *, is_own: bool = False, of_days: bool = False) -> dict[str, Any]:
    """Make the body of the message with the chart and the numbers; the picture is drawn when it is sent.

    `of_days` tells of the window alone, and not of its last day.
    """
    caption = summary_of_days if of_days else summary
    return {
        "chart": report.chart.as_body(),
        "name": f"report-{report.day.isoformat()}.png",
        "caption": caption(report, is_own=is_own),
        "format": "html",
    }
