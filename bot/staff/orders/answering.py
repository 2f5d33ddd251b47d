"""Orders that only look: answered at once."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from html import escape

from agents.orders.contract import Order
from bot.staff.acts import show
from bot.staff.answers import leads_page, tell_report
from bot.staff.asked import contact, notes
from bot.staff.choosing import suggest
from bot.staff.foretelling import foretell
from bot.staff.guiding import first_steps, next_for, summary
from bot.staff.mailing import mail
from bot.staff.orders.filters import packed
from bot.staff.orders.steps import Asking, local
from bot.staff.price_asked import price_shown
from bot.staff.reading import StaffLead
from bot.staff.registry import HELP
from bot.staff.says import answer
from bot.staff.suggesting import wording
from bot.staff.today import tell_today
from bot.staff.waiting import tell_waiting
from crm.conversations.values import Outcome
from crm.reminders.queries import waiting_reminders


async def answer_order(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    """Answer one order that writes nothing."""
    return await _ANSWERS[order.do](asking, order, found)


async def _list(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    # The desk asks back at once, and a lead is new no more: whoever asks for new ones means the newest.
    instead = packed({"order": "created"}) if order.wanted == {"status": "new"} else ""
    return await leads_page(asking.desk, asking.scene, asking.viewer, packed(order.wanted), 0, instead)


async def _show(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await show(asking.desk, asking.scene, asking.viewer, found, "") if found else Outcome()


async def _waiting(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await tell_waiting(asking.desk, asking.scene, asking.viewer, only_late=order.text == "late")


async def _report(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    day = date.fromisoformat(order.day) if order.day else None
    days = int(order.wanted.get("days", 1))
    return await tell_report(asking.desk, asking.scene, asking.viewer, day, days)


async def tell_reminders(asking: Asking) -> Outcome:
    """List the reminders that wait for this person, each with a button to cancel it."""
    async with asking.desk.book.reading() as session:
        mine = await waiting_reminders(session, asking.scene.conversation_id)
    if not mine:
        return answer("You have no reminders waiting. <i>remind me tomorrow at 10 to call Asha</i> sets one.")
    lines = [
        f"{number}. <b>{local(one.at, asking.viewer)}</b> · {escape(one.told[:200])}"
        for number, one in enumerate(mine[:20], 1)
    ]
    picks = [
        {"label": f"Cancel {number}", "data": f"drop:{one.id}"} for number, one in enumerate(mine[:20], 1)
    ]
    rows = [picks[start : start + 4] for start in range(0, len(picks), 4)]
    more = f"\n… and {len(mine) - 20} more" if len(mine) > 20 else ""
    return answer("<b>Your reminders</b>\n" + "\n".join(lines) + more, buttons=rows)


async def _summary(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await summary(asking.desk, asking.scene, asking.viewer, found, "") if found else Outcome()


async def _next(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    if found is None:
        return await first_steps(asking.desk, asking.scene, asking.viewer)
    return await next_for(asking.desk, asking.scene, asking.viewer, found, "")


async def _suggest(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await wording(asking.desk, asking.scene, asking.viewer, found, "") if found else Outcome()


async def _price(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    if found is None:
        return Outcome()
    return await price_shown(asking.desk, asking.scene, asking.viewer, found, order.text)


async def _mail(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await mail(asking.desk, asking.scene, asking.viewer, found, order.text) if found else Outcome()


async def _ideas(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await suggest(asking.desk, asking.scene, asking.viewer, found, order.text) if found else Outcome()


async def _forecast(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await foretell(asking.desk, asking.scene, asking.viewer, found, order.day) if found else Outcome()


async def _today(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await tell_today(asking.desk, asking.scene, asking.viewer)


async def _contact(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await contact(asking.desk, asking.scene, asking.viewer, found, "") if found else Outcome()


async def _notes(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await notes(asking.desk, asking.scene, asking.viewer, found, "") if found else Outcome()


async def _reminders(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return await tell_reminders(asking)


async def _help(asking: Asking, order: Order, found: StaffLead | None) -> Outcome:
    return answer(HELP)


_Answer = Callable[[Asking, Order, StaffLead | None], Awaitable[Outcome]]
_ANSWERS: Mapping[str, _Answer] = {
    "list": _list,
    "show": _show,
    "summary": _summary,
    "next": _next,
    "suggest": _suggest,
    "price": _price,
    "mail": _mail,
    "ideas": _ideas,
    "forecast": _forecast,
    "today": _today,
    "contact": _contact,
    "notes": _notes,
    "waiting": _waiting,
    "report": _report,
    "reminders": _reminders,
    "help": _help,
}
