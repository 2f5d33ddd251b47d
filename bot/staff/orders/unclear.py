"""What is answered to words that are no order, or half of one: what is missing, or what can be said."""

from agents.orders.contract import Understood
from bot.staff.desk import StaffDesk, Viewer
from bot.staff.orders.examples import examples_told
from bot.staff.orders.finding import leads_named
from bot.staff.reading import look_up
from crm.conversations.values import Scene

_MOST_LOOKED = 12  # words of a sentence among which a customer's name is looked for
_LEAST_OF_NAME = 3  # letters
_ASKS = {
    "lead": "Which lead? Name its number or the customer.",
    "two": "Both: which other lead do you mean? Name the two by number or customer.",
    "at": "When? For example: <i>remind me tomorrow at 10 to call Asha</i>.",
    "text": "What shall it say?",
    "status": "To which status? For example: <i>move 42 to won</i>, <i>mark 42 lost: too expensive</i>.",
    "who": "To whom?",
}


async def unclear(desk: StaffDesk, scene: Scene, viewer: Viewer, understood: Understood) -> str:
    """Ask for what an order lacks; else say what can be said that is near to the words, in HTML."""
    lacking = next((order for order in understood.orders if order.lacks), None)
    if lacking is not None and not understood.unread:
        return f"{_ASKS.get(lacking.lacks[0], 'Say a little more.')} Nothing was done."
    told = "I did not understand that: nothing was done. You hold no conversation, so no customer heard this."
    return f"{told}\n{await what_to_say(desk, scene, viewer, understood.unread)}"


async def what_to_say(desk: StaffDesk, scene: Scene, viewer: Viewer, text: str) -> str:
    """Write the orders nearest to some words, about the lead that they speak of, in Telegram's HTML."""
    examples = examples_told(text, await _spoken_name(desk, scene, viewer, text))
    return (
        f"You can say, for example:\n{examples}\n"
        "/help lists everything; /take and a number lets a customer hear you."
    )


async def _spoken_name(desk: StaffDesk, scene: Scene, viewer: Viewer, text: str) -> str:
    """Say how examples call the lead that words speak of: its number or a customer's name in the words,
    else the number of the lead spoken of last; empty where there is none."""
    words = [
        word.strip("#?!.,:;").removesuffix("'s").removesuffix("’s") for word in text.split()[:_MOST_LOOKED]
    ]
    async with desk.book.reading() as session:
        for word in words:
            if word.isdecimal() and len(word) < 10 and await look_up(session, int(word), viewer):
                return word
        for word in words:
            if len(word) >= _LEAST_OF_NAME and len(await leads_named(session, viewer, word)) == 1:
                return word
    about = scene.dialogue.get("about")
    return str(about) if isinstance(about, int) else ""
