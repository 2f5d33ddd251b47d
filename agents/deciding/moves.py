"""What the desk can do in one turn: the typed answers of `decide`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from agents.understanding.of_the_quote import AskedOfQuote

HandOverWhy = Literal[
    "asked", "complaint", "puzzled", "group", "unsold", "cancel", "reject", "supplier", "booking", "approved",
    "money", "medical", "legal", "agency", "wish", "beyond", "mail", "pay", "unread",
]  # fmt: skip


# Why a human is called, in words for staff.
STAFF_REASONS: Mapping[HandOverWhy, str] = {
    "asked": "Asked for a human",
    "complaint": "Complaint: {about}",
    "puzzled": "Not understood: {about}",
    "group": "A group of {about}: plan personally",
    "unsold": "Asks for {about}, which is not in the catalogue",
    "cancel": "Wants to cancel",
    "money": "Money in dispute: {about}",
    "medical": "A medical matter: {about}",
    "legal": "A legal matter: {about}",
    "agency": "Your own word for a human: {about}",
    "supplier": "Not a customer: {about}",
    "booking": "Wants to book version {version}",
    "wish": "Likes version {version}, with a wish that is not in it: {about}",
    "beyond": "Wishes for version {version} what you alone can change: {about}",
    "mail": "Wants the proposal by e-mail: {about}",
    "pay": "Asks where to pay: {about}",
    "unread": "Said of version {version}, and I could not read it: {about}",
    "approved": "Approved version {version}: check availability and book",
}

# The plan that they wanted was changed since, and there is a newer one that nobody said yes to.
BOOKING_SET_ASIDE = "Wanted to book version {before} and changed it: version {version} waits for their yes"


@dataclass(frozen=True)
class Silent:
    """Say nothing: a human speaks, or the contact wants nothing."""

    why: Literal["held", "opted_out", "stop"]


@dataclass(frozen=True)
class StopSending:
    """The contact opts out."""


@dataclass(frozen=True)
class Welcome:
    """The contact opts in again."""


@dataclass(frozen=True)
class Greet:
    """A first hello, before anything else is said."""


@dataclass(frozen=True)
class WelcomeBack:
    """Somebody for whom a trip was planned before begins another enquiry; `place` is where it went."""

    place: str


@dataclass(frozen=True)
class Recap:
    """Say what was understood of the trip."""


@dataclass(frozen=True)
class Ask:
    """Ask for one thing, in a wording not used before; `choices` are destination names to pick from."""

    slot: str
    wording: int
    choices: tuple[str, ...] = ()
    returning: bool = False  # asked before; the customer's own question came between
    same_party: bool = False  # whether those who travelled last time travel again
    of_past: bool = False  # the day that was named is over


@dataclass(frozen=True)
class Answer:
    """Answer a question from the library; an `optional` one is passed over where the library is silent, one
    `unless_told` where the quote in hand told all of it."""

    question: str
    optional: bool = False
    unless_told: bool = False


@dataclass(frozen=True)
class Propose:
    """Plan and price the trip for the first time."""


@dataclass(frozen=True)
class Revise:
    """Plan and price the next version."""

    changed: frozenset[str]


@dataclass(frozen=True)
class Offer:
    """Lay three plans before the customer that differ on purpose; `changed` is to be in all of them.

    `cheaper` says that only what costs less than the newest version is of use.
    """

    changed: frozenset[str] = frozenset()
    cheaper: bool = False


@dataclass(frozen=True)
class Suggest:
    """Say what else would fit into the plan, on one day or on any."""

    day: int | None = None


@dataclass(frozen=True)
class Pick:
    """Take the one of what was laid before the customer, counted from nought."""

    number: int


@dataclass(frozen=True)
class Recommend:
    """Name a few destinations that suit what is known, and ask which of them it shall be."""


@dataclass(frozen=True)
class TellPrice:
    """Say what the newest version costs."""


@dataclass(frozen=True)
class TellQuote:
    """Say what the quote in hand holds, until when it stands, or when which part of it is paid."""

    asked: AskedOfQuote


@dataclass(frozen=True)
class SendAgain:
    """Send the link to the plan once more, and its paper with it where that is wanted."""

    paper: bool


@dataclass(frozen=True)
class PriceSoon:
    """There is no plan to price yet; what is asked next will make one."""


@dataclass(frozen=True)
class TellChanges:
    """Say what the newest version changed, and why it costs what it does; `of` is what was asked for."""

    of: Literal["price", "all"]


@dataclass(frozen=True)
class TellStatus:
    """Say how things stand."""


@dataclass(frozen=True)
class HandOver:
    """Call a human and say so."""

    why: HandOverWhy
    about: str = ""


@dataclass(frozen=True)
class Approved:
    """The customer's yes on the trip page, under a typed name."""

    version: int
    name: str
    note: str = ""


@dataclass(frozen=True)
class AskWhatToChange:
    """The customer does not like the plan and has not said why."""


@dataclass(frozen=True)
class LeaveAsIs:
    """The customer forbids a change: nothing is moved, and that is said."""


@dataclass(frozen=True)
class Thank:
    """Answer thanks, or where `wished`, wish a nice day in return."""

    wished: bool = False


@dataclass(frozen=True)
class TwoTrips:
    """The customer speaks of another enquiry: `second` is kept as a lead of its own, a human is called to it
    once, and the desk goes on with `first`. `is_new` the first time; `day_over` is a day that was named for
    it and lies in the past."""

    first: str
    second: str
    is_new: bool
    day_over: date | None = None


@dataclass(frozen=True)
class TurnTo:
    """The customer says which of their enquiries goes first: the desk goes on with `first`, and `second`
    waits."""

    first: str
    second: str


@dataclass(frozen=True)
class Noted:
    """Something was learnt that asks for nothing."""


@dataclass(frozen=True)
class TakeYourTime:
    """The decision is put off: that is well, and how long the price holds is said."""


@dataclass(frozen=True)
class TellWhoWeAre:
    """Somebody asks whom they are writing with: a program, and how a colleague is called."""


@dataclass(frozen=True)
class Listened:
    """News was told of others, or of another time, that asks for nothing and is kept nowhere."""


@dataclass(frozen=True)
class ForTheHotel:
    """Something is wished of the rooms that no plan can weigh: it is noted, and a human asks the hotel."""


@dataclass(frozen=True)
class OutsideTheTrip:
    """A place was told of that is no part of the trip: it is noted for colleagues and moves no plan."""


@dataclass(frozen=True)
class NotSold:
    """Beside a place that is sold another is named that is not: that is told, and the desk goes on."""

    places: tuple[str, ...]


@dataclass(frozen=True)
class OutOfScope:
    """The customer wants something that a travel desk does not do."""


@dataclass(frozen=True)
class CannotRead:
    """A picture, file or place came without words, or a voice note that nobody could listen to."""

    kind: Literal["voice", "picture", "file", "location"]


@dataclass(frozen=True)
class Filed:
    """A picture or file came beside words: it is with the enquiry, and the words are answered."""


@dataclass(frozen=True)
class NotKept:
    """Something came that cannot be kept, or that could not be fetched; it is asked for again."""

    why: Literal["refused", "waiting"]


@dataclass(frozen=True)
class Explain:
    """The customer did not understand the desk: its question is put in other words, with an example."""

    slot: str | None


@dataclass(frozen=True)
class Repair:
    """Nothing was understood; say so, and help."""

    wording: int


Move = (
    Silent | StopSending | Welcome | WelcomeBack | Greet | Recap | Ask | Answer | Propose | Revise
    | Offer | Suggest | Recommend | Pick | TellPrice | PriceSoon | TellQuote | SendAgain | TellStatus
    | TellChanges | HandOver | Approved
    | AskWhatToChange | LeaveAsIs | TakeYourTime | TellWhoWeAre | Thank | TwoTrips | TurnTo | Noted | Listened
    | ForTheHotel
    | OutsideTheTrip | NotSold | OutOfScope
    | CannotRead | Filed | NotKept | Explain | Repair
)  # fmt: skip


@dataclass(frozen=True)
class Decision:
    """The moves of one turn in order, and the names of the table's rows they come from."""

    moves: tuple[Move, ...]
    because: tuple[str, ...] = ()
