"""What staff can say, and which of it is nearest to words that were not understood."""

from collections.abc import Sequence
from html import escape

from rapidfuzz import fuzz

# Each is an order that the grammar reads; the words behind it are others for the same thing.
EXAMPLES: tuple[tuple[str, str], ...] = (
    ("anything for me today?", "new news updates day agenda tasks todo work happening"),
    ("who is waiting?", "pending reply answer unanswered response late overdue customers"),
    ("show hot leads from this week", "list leads enquiries touched stuck old inactive cold customers"),
    ("show {lead}", "open see status details trip when where owner approved seen"),
    ("summary of {lead}", "history timeline story wants say said conversation chat wrote"),
    ("{lead} phone number", "call contact mobile email whatsapp reach ring"),
    ("notes on {lead}", "comments remarks read"),
    ("note on {lead}: prefers window seats", "add remember write prefers wants likes vegetarian"),
    ("move {lead} to won", "booked paid confirmed sold approved close"),
    ("move {lead} to negotiating", "status stage change update"),
    (
        "mark {lead} lost: too expensive",
        "delete remove cancel close lost drop dead gone merge archive duplicate",
    ),
    ("claim {lead}", "mine take own"),
    ("give {lead} to Leela", "assign transfer hand pass colleague agent"),
    ("take {lead}", "talk speak write hold conversation myself"),
    ("release {lead}", "bot desk hand back stop"),
    ("remind me tomorrow at 10 about {lead}", "reminder call later follow snooze alarm meeting at"),
    ("my reminders", "due calls follow-ups"),
    ("plan 6 nights Bali for {lead}", "make change itinerary nights days hotel adults budget dates trip"),
    ("send the plan to {lead}", "share forward pdf proposal quote again resend"),
    ("tell {lead}: we call you at five", "reply message text answer say inform write"),
    ("what should I reply to {lead}", "suggest draft wording answer"),
    ("price of {lead} with 5% off", "discount cost total margin markup cheaper quote"),
    ("how did we do this week?", "report sales revenue sold sell bookings business numbers team best most"),
    ("what should I do next?", "first begin follow up call whom who"),
)
_MOST = 3
_ALIKE = 84  # of 100, from which two words count as the same
_DEFAULT = ("anything for me today?", "who is waiting?", "show hot leads from this week")
# Words that hold a sentence together and say nothing of what is wanted.
_SMALL = frozenset(
    """
    a an and are at be can customer do for from have i in is it lead leads me my of on or please that the this
    to we with you
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


def nearest(words: str, lead: str = "") -> list[str]:
    """Give the orders that are nearest to what was written, the nearest first; where none is near, the
    commonest. `lead` is the lead that the words speak of, as the examples shall call it."""
    said = [word for word in words.lower().replace("?", " ").replace(",", " ").split() if word not in _SMALL]
    scored = sorted(
        ((_likeness(said, example, others), -number) for number, (example, others) in enumerate(EXAMPLES)),
        reverse=True,
    )
    found = [EXAMPLES[-number][0] for points, number in scored[:_MOST] if points > 0]
    return [one.format(lead=lead or "42") for one in found or _DEFAULT]


def examples_told(words: str, lead: str = "") -> str:
    """Write the nearest examples in Telegram's HTML, each to be copied by a tap."""
    return "\n".join(f"• <code>{escape(one)}</code>" for one in nearest(words, lead))


def _likeness(said: Sequence[str], example: str, others: str) -> float:
    own = [word.strip("?:%") for word in example.lower().split() if word not in _SMALL]
    return sum(_in(word, own) * 1.5 or _in(word, others.split()) for word in dict.fromkeys(said))


def _in(word: str, among: Sequence[str]) -> float:
    if len(word) < 3:
        return 0.0
    return float(any(fuzz.ratio(word, one) >= _ALIKE for one in among))
