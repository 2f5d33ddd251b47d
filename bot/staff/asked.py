"""Short answers about one lead that its card does not hold: how to reach the customer, and the notes."""

from html import escape
from zoneinfo import ZoneInfo

from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import customer_name
from bot.staff.orders.finding import colleagues
from bot.staff.reading import StaffLead
from bot.staff.says import answer
from crm.conversations.values import Outcome, Scene
from crm.leads.queries import addresses, timeline

_CHANNELS = {"whatsapp": "WhatsApp", "email": "E-mail", "telegram": "Telegram"}
_MOST_NOTES = 10


async def contact(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Tell the numbers and addresses of a lead's customer; a phone makes them links."""
    async with desk.book.reading() as session:
        known = await addresses(session, found.contact.id)
    told = {
        one.address: f"{_CHANNELS.get(one.channel, one.channel)}: {escape(one.address)}"
        for one in known
        if one.channel in _CHANNELS
    }
    phone, email = found.contact.phone, found.contact.email
    lines = [f"Phone: {escape(phone)}"] if phone and phone not in told else []
    lines += told.values()
    lines += [f"E-mail: {escape(email)}"] if email and email not in told else []
    if found.contact.opted_out_at:
        lines.append("🚫 They opted out: nothing may be sent.")
    head = f"<b>Lead {found.lead.id}</b> · {customer_name(found)}"
    show = {"label": "Show the lead", "data": action("show", found.lead.id)}
    return answer("\n".join((head, *(lines or ["No number or address is known."]))), buttons=[[show]])


async def notes(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Tell the newest notes on a lead, the newest first, with who wrote them; dates in the viewer's zone."""
    async with desk.book.reading() as session:
        written = [event for event in await timeline(session, found.lead.id) if event.kind == "note"]
        names = {f"user:{number}": name for number, name in (await colleagues(session)).items()}
    head = f"<b>Lead {found.lead.id}</b> · {customer_name(found)}"
    number = found.lead.id
    if not written:
        return answer(f"{head}\nNo notes yet. <i>note on {number}: prefers window seats</i> writes one.")
    zone = ZoneInfo(viewer.timezone)
    lines = [
        f"📝 {escape(one.text)} <i>({escape(names.get(one.actor, one.actor))}, "
        f"{one.at.astimezone(zone).day} {one.at.astimezone(zone):%b})</i>"
        for one in reversed(written[-_MOST_NOTES:])
    ]
    more = [f"… and {len(written) - _MOST_NOTES} older ones"] if len(written) > _MOST_NOTES else []
    return answer("\n".join((head, *lines, *more)))
