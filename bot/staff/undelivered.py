"""What staff decide in Telegram about a message that did not surely reach its customer."""

from bot.staff.cards import action
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.one_lead import Act
from bot.staff.reading import StaffLead
from bot.staff.says import answer
from crm.conversations.by_hand import MAY_COME_TWICE, TOLD
from crm.conversations.effects import DecideDelivery
from crm.conversations.models import Outbound
from crm.conversations.values import Outcome, Scene

_MOST_DIGITS = 15  # of a message's number: more is nothing that the book could hold
_SURE = "!"  # stands behind the message's number once its risk was told
_NO_NUMBER = "This button is too old. The page Deliveries shows what did not arrive."


async def ask(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Have the provider asked once more."""
    return _decided("ask", found, extra)


async def arrived(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Count it as sent."""
    return _decided("arrived", found, extra)


async def aside(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """End it: it will not be sent."""
    return _decided("aside", found, extra)


async def send_again(desk: StaffDesk, scene: Scene, viewer: Viewer, found: StaffLead, extra: str) -> Outcome:
    """Send it once more; where it may come twice, this is said first, with a button that means it."""
    if _is_number(extra):
        async with desk.book.reading() as session:
            lost = await session.get(Outbound, int(extra))
        if lost is not None and lost.status == "unknown":
            sure = {
                "label": "Send a second copy",
                "data": action("sendagain", found.lead.id, f"{extra}{_SURE}"),
            }
            came = {"label": "It arrived", "data": action("arrived", found.lead.id, extra)}
            return answer(f"⚠️ {MAY_COME_TWICE} Send it again?", buttons=[[sure, came]])
    return _decided("again", found, extra.removesuffix(_SURE))


def _decided(act: str, found: StaffLead, number: str) -> Outcome:
    if not _is_number(number):
        return answer(_NO_NUMBER)
    return answer(TOLD[act], DecideDelivery(found.lead.id, int(number), act))


def _is_number(told: str) -> bool:
    return told.isdecimal() and len(told) <= _MOST_DIGITS


DELIVERY_ACTS: dict[str, Act] = {"ask": ask, "arrived": arrived, "aside": aside, "sendagain": send_again}
