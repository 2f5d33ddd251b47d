"""`/forecast`: what a trip is expected to cost on dates whose rates are not known yet."""

import asyncio
from datetime import date
from decimal import Decimal

from babel.dates import format_date

from bot.staff.desk import StaffDesk, Viewer
from bot.staff.reading import StaffLead
from bot.staff.says import answer
from crm.conversations.values import Outcome, Scene
from crm.errors import Missing, Unfit
from crm.money import Money, written
from crm.quotes.forecast.series import NotEnoughHistory
from crm.trips.outlook import FURTHEST, Outlook, read_outlook
from crm.trips.store import NotStorable


async def foretell(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Say what the newest plan is expected to cost on its own dates, or from another day on."""
    lead, words = found.lead, extra.strip()
    try:
        start = date.fromisoformat(words) if words else None
    except ValueError:
        return answer(f"Write the first day as 2027-12-20: /forecast {lead.id} 2027-12-20")
    if start is not None and not scene.today <= start <= scene.today + FURTHEST:
        return answer("Ask for a day from today on, at most three years ahead.")
    try:
        async with desk.book.reading() as session:
            outlook = await read_outlook(session, lead.id, start)
        return answer(await told(outlook, scene.today))
    except (Missing, NotStorable):
        return answer(f"Lead {lead.id} has no plan to forecast. /plan {lead.id} makes one.")


async def told(outlook: Outlook, today: date) -> str:
    """Tell an outlook for staff; where nothing can be said, say what is missing."""
    day = format_date(outlook.starts_on, "EEE d MMM y", locale="en")
    try:
        made = await asyncio.to_thread(outlook.expected, today)
    except NotEnoughHistory as short:
        return f"Not enough history to forecast the cost from {day}: {short.message.partition(': ')[2]}."
    except Unfit as unfit:
        return f"The cost from {day} cannot be forecast: {unfit.message}."
    quoted = f"The newest quote reckons with a cost of {written(outlook.quoted_cost)}."
    if not made.points:
        cost = f"<b>{_plain(made.mean)}</b>, by rates that are published"
        return f"🔮 Cost from {day}, bought today: {cost}.\n{quoted}"
    certain = f"Rates are published for {_plain(made.published)} of it. " if made.published.amount else ""
    return (
        f"🔮 Expected cost from {day}, bought today: <b>{_plain(made.mean)}</b>\n"
        f"80 of 100 times between {_plain(made.lo80)} and {_plain(made.hi80)}, "
        f"95 of 100 times between {_plain(made.lo95)} and {_plain(made.hi95)}.\n"
        f"{certain}{quoted} "
        f"Learnt from {made.points} prices over {made.months} months."
    )


def _plain(amount: Money) -> str:
    """A forecast knows no cents."""
    return written(amount.rounded(Decimal(1)))
