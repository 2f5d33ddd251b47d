"""Rows of the table about whom the customer writes with, and how they talk: before the plan is spoken of."""

from agents.deciding.moves import Listened, Move, TakeYourTime, TellStatus, TellWhoWeAre, Thank
from agents.deciding.questions import gather
from agents.deciding.row import Row
from agents.scene.facts import Facts
from agents.understanding.contract import IntentName

# What the rows below take up. "Looks good, let me ask my husband" is no yes yet.
_ASKS: tuple[IntentName, ...] = ("question", "ask_price", "ask_status", "puzzled")
_SAYS_MORE: tuple[IntentName, ...] = (*_ASKS, "approve", "reject", "cancel", "change")

# Heard in small talk too, and answered by rows of their own: "guten Tag", "muy bueno".
_SAYS_OF_ITSELF: tuple[IntentName, ...] = (
    "greeting", "affirm", "approve", "deny", "skip", "reject", "cancel", "human", "complaint",
)  # fmt: skip


def _says_no_more(f: Facts) -> bool:
    return not f.changed and not f.has(*_SAYS_MORE)


def _friendly(f: Facts) -> tuple[Move, ...]:
    """A wish is returned; to laughter and excuses the desk says where the talk stands."""
    if f.small_talk == "wishes_well":
        return (Thank(wished=True),)
    stands = (TellStatus(),) if f.trip is not None else gather(f)
    return (Listened(), *stands) if f.small_talk == "news" else stands


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
    Row(
        "keeps the talk friendly",
        lambda f: f.small_talk is not None and not f.is_first and not f.has(*_SAYS_OF_ITSELF),
        _friendly,
    ),
)
