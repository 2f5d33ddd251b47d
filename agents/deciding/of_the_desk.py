"""Rows of the table about whom the customer writes with, and when: before the plan is spoken of."""

from agents.deciding.moves import TakeYourTime, TellWhoWeAre
from agents.deciding.questions import gather
from agents.deciding.row import Row
from agents.scene.facts import Facts
from agents.understanding.contract import IntentName

# What the rows below take up. "Looks good, let me ask my husband" is no yes yet.
_ASKS: tuple[IntentName, ...] = ("question", "ask_price", "ask_status", "puzzled")
_SAYS_MORE: tuple[IntentName, ...] = (*_ASKS, "approve", "reject", "cancel", "change")


def _says_no_more(f: Facts) -> bool:
    return not f.changed and not f.has(*_SAYS_MORE)


OF_THE_DESK: tuple[Row, ...] = (
    Row(
        "asks who we are",
        lambda f: f.asks_who_we_are and _says_no_more(f),
        lambda f: (TellWhoWeAre(), *(gather(f) if f.trip is None else ())),
    ),
    Row(
        "asks who we are beside more",
        lambda f: f.asks_who_we_are,
        lambda f: (TellWhoWeAre(),),
        ends=False,
    ),
    Row(
        "puts the decision off",
        lambda f: f.needs_time and not f.changed and not f.has(*_ASKS, "reject", "cancel"),
        lambda f: (TakeYourTime(),),
    ),
)
