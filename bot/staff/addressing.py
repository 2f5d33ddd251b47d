"""For whom typed words are: for the desk, or for a customer who listens."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from agents.orders.contract import IT, Order
from agents.regexes import regex
from bot.staff.cards import Button, action
from bot.staff.courtesy import courtesy
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.orders.finding import leads_named
from bot.staff.orders.hearing import hear_order
from bot.staff.reading import look_up
from bot.staff.says import answer
from bot.staff.typed import answer_typed, is_answer, is_too_early, is_undoing, pressed_by
from crm.conversations.effects import Remember
from crm.conversations.shown import shown_last
from crm.conversations.values import Heard, Outcome, Scene
from crm.leads.models import Lead


async def not_to_a_customer(
    desk: StaffDesk, scene: Scene, viewer: Viewer, heard: Heard, hears: list[Lead]
) -> Outcome | None:
    """Take words that could be for the desk while a conversation is held; None where they are not.

    Where no customer may hear them, they are for the desk, and so are orders that nobody would say to a
    customer; else it asks for whom they are. A yes or no to that very question chooses neither, and is asked
    once more.
    """
    is_bare = is_answer(heard.text)
    if is_bare and hears and (rows := await _rows_for_whom(desk, scene, hears, heard)):
        return answer("For whom? Press a button. Nothing was sent, and nothing was done.", buttons=rows)
    if is_undoing(heard.text):  # no customer is ever asked to undo anything
        return await answer_typed(desk, scene, viewer, heard, holds=True)
    if is_bare and hears and await is_too_early(desk, scene, heard):
        return _before_its_question(scene, hears, heard.text)
    data = await pressed_by(desk, scene, heard) if is_bare else None
    orders = () if is_bare else await _orders_in(desk, scene, viewer, heard.text)
    if data is None and not (orders or (is_bare and not hears)):
        return None
    if not hears or (orders and await _can_only_be_ours(desk, viewer, heard.text, orders)):
        return await answer_or_order(desk, scene, viewer, heard, holds=True)
    return _for_whom(scene, hears, heard.text, data or "do:desk:")


async def _orders_in(desk: StaffDesk, scene: Scene, viewer: Viewer, text: str) -> tuple[Order, ...]:
    """Read words as orders, complete or not. A bare name is none; a bare number is one of a lead they see."""
    understood = await desk.drafting.orders(text, scene.now.astimezone(ZoneInfo(viewer.timezone)), quick=True)
    if understood.unread or not understood.orders:
        return ()
    first = understood.orders[0]
    if len(understood.orders) > 1 or first.do != "show":
        return understood.orders
    if not first.lead.isdigit() and _is_asked_for(text, first):
        return understood.orders if await _is_name(desk, viewer, first.lead) else ()
    is_seen = text.strip().isdecimal() and await _are_seen(desk, viewer, understood.orders)
    is_told = first.lead.isdigit() and not text.strip().isdecimal()
    return understood.orders if is_seen or is_told else ()


def _is_asked_for(text: str, order: Order) -> bool:
    """Say whether more was written than a name: "Asha" may greet a customer, "show Asha" does not."""
    return order.lead != IT and " ".join(text.lower().split()).strip(" .!?,") != order.lead


async def _is_name(desk: StaffDesk, viewer: Viewer, words: str) -> bool:
    async with desk.book.reading() as session:
        return bool(await leads_named(session, viewer, words))


# What is done with a lead in the office alone. A reply to a customer may well begin with "send" or "take".
_OFFICE = (
    "move",
    "note",
    "claim",
    "give",
    "release",
    "remind",
    "unremind",
    "show",
    "summary",
    "contact",
    "notes",
)
_LEADS = regex(r"\bleads\b|\blead #?\d|#\d")
_REPORT = regex(r"(?!.*\b(?:me|you)\b).*\b(?:report|revenue|turnover)\b")
_STATUS = regex(r"\s*(?:won|lost)\b")
_NOTE = regex(r"\bnot[ea] (?:on|to|for|en|para) |:")  # "note 2 bags are allowed" is said to a customer


async def _can_only_be_ours(desk: StaffDesk, viewer: Viewer, text: str, orders: Sequence[Order]) -> bool:
    """Say whether nobody would say these words to a customer: they speak of leads, or of one by its number.

    "2 booked" or "42" answers a customer's question as well; "move 42 to won" does not.
    """
    if any(order.lacks for order in orders):
        return False
    if all(order.do == "report" for order in orders):
        return _REPORT.match(text.lower()) is not None
    if _LEADS.search(text.lower()):
        return all(order.do not in ("tell", "send", "mail", "follow_up") for order in orders)
    is_told_by_number = all(order.do in _OFFICE and order.lead.isdigit() for order in orders)
    begins_with_a_verb = text.strip()[:1].isalpha() and not _STATUS.match(text.lower())
    if any(order.do == "note" for order in orders) and not _NOTE.search(text.lower()):
        return False
    return is_told_by_number and begins_with_a_verb and await _are_seen(desk, viewer, orders)


async def _are_seen(desk: StaffDesk, viewer: Viewer, orders: Sequence[Order]) -> bool:
    async with desk.book.reading() as session:
        return all([await look_up(session, int(order.lead), viewer) is not None for order in orders])


async def _rows_for_whom(
    desk: StaffDesk, scene: Scene, hears: list[Lead], heard: Heard
) -> Sequence[Sequence[Button]]:
    """Give the buttons of the question for whom words are, where it is the last that was asked."""
    if scene.dialogue.get("pending") and heard.id != scene.heard[0].id:
        return _buttons_for_whom(hears, "For the desk: do it", "do:desk:")
    async with desk.book.reading() as session:
        shown = await shown_last(session, scene.conversation_id, scene.now)
    rows = shown[0].body.get("buttons", ()) if shown else ()
    is_asked = any(str(one.get("data")).startswith("lead:say:") for row in rows for one in row)
    return rows if is_asked else ()


async def answer_or_order(
    desk: StaffDesk, scene: Scene, viewer: Viewer, heard: Heard, *, holds: bool = False
) -> Outcome:
    if is_answer(heard.text):
        return await answer_typed(desk, scene, viewer, heard, holds=holds)
    if not holds and (said := await courtesy(desk, scene, viewer, heard.text)):
        return said
    return await hear_order(desk, scene, viewer, heard.text, heard)


def is_reply(heard: Heard) -> bool:
    return bool(heard.detail.get("update", {}).get("message", {}).get("reply_to_message"))


def _for_whom(scene: Scene, held: list[Lead], text: str, data: str) -> Outcome:
    """Words that could be an order, or answer the desk, while a customer listens: neither is guessed."""
    label = "For the desk: do it" if data == "do:desk:" else f"For the desk: {text.strip()}"
    rows = _buttons_for_whom(held, label, data)
    told = "Is this for me, or for the customer? Nothing was sent. <i>/do …</i> is always for me."
    return answer(told, Remember({**scene.dialogue, "pending": text}), buttons=rows)


def _before_its_question(scene: Scene, held: list[Lead], text: str) -> Outcome:
    """An answer that was written before its question could be read answers something else."""
    told = (
        "What is that for? My last question was not on your screen yet. Nothing was sent, and nothing was "
        "done: press a button of the question that you mean, or send the words to the customer."
    )
    kept = Remember({**scene.dialogue, "pending": text})
    return answer(told, kept, buttons=_buttons_to_customers(held))


def _buttons_for_whom(held: list[Lead], label: str, data: str) -> list[list[Button]]:
    desk: list[list[Button]] = [[{"label": label[:60], "data": data}]]
    return desk + _buttons_to_customers(held)


def _buttons_to_customers(held: list[Lead]) -> list[list[Button]]:
    return [
        [{"label": f"Send to {lead.title or lead.id}"[:60], "data": action("say", lead.id)}]
        for lead in held[:8]
    ]
