"""Rows of the table about the talk itself: what is told, asked, thanked, or not understood."""

from agents.deciding.moves import (
    Answer,
    Ask,
    AskWhatToChange,
    Greet,
    HandOver,
    Listened,
    Move,
    Noted,
    OutOfScope,
    PriceSoon,
    Repair,
    TellPrice,
    TellStatus,
    Thank,
)
from agents.deciding.of_the_quote import is_asked
from agents.deciding.questions import changes, gather, go_on, is_new, may_ask
from agents.deciding.row import SURE, Row
from agents.scene.facts import Facts

_FEWEST_OF_A_WISH = 3  # words; fewer are a sigh


def _puzzled(f: Facts) -> tuple[Move, ...]:
    """The first time the desk looks into its library, or says so and helps; then a human comes."""
    if f.what_changed is not None:
        return ()  # that was told, and a colleague has what was said beside it
    if f.notes.puzzled:
        return (HandOver("puzzled", f.text[:120]),)
    if not any(sign.isalpha() for sign in f.text):  # any passage is as near to a bare number
        return (Repair(f.notes.puzzled),)
    return (Answer(f.text, optional=True), Repair(f.notes.puzzled))


def _is_a_wish(f: Facts) -> bool:
    """Words that nobody could read, said of a plan in hand: a colleague had better see them than nobody."""
    words = [word for word in f.text.split() if any(sign.isalpha() for sign in word)]
    return f.trip is not None and f.trip.sent_at is not None and len(words) >= _FEWEST_OF_A_WISH


def _pass_on(f: Facts) -> tuple[Move, ...]:
    return (Answer(f.text, optional=True), HandOver("unread", f.text[:120]))


def _says_unread(f: Facts) -> bool:
    """Whether beside asking what changed something is said that nobody could read: it may be a wish."""
    is_read = bool(f.changed) or f.has("reject", "deny", "affirm", "approve", "out_of_scope")
    return f.what_changed is not None and f.what_changed.beside != "" and not is_read


def _to_a_colleague(f: Facts) -> tuple[Move, ...]:
    return (HandOver("beyond", f.what_changed.beside[:120]),) if f.what_changed is not None else ()


def _noted(f: Facts) -> tuple[Move, ...]:
    """Nothing is said twice of what a row above has acknowledged."""
    return () if f.wishes_of_rooms or f.tells_of_elsewhere else (Noted(),)


def _listened(f: Facts) -> tuple[Move, ...]:
    """News is thanked for, and the talk goes on where it was."""
    return (Listened(), *((TellStatus(),) if f.trip is not None else gather(f)))


def _hello(f: Facts) -> tuple[Move, ...]:
    """Who tells again what is known has greeted nobody."""
    return () if f.is_first or (f.trip is not None and not f.has("greeting", "opt_in")) else (Greet(),)


OF_THE_TALK: tuple[Row, ...] = (
    Row(
        "says that something does not hold which was never noted",
        lambda f: f.takes_back_nothing and not f.changed and not f.has("question", "ask_price", "approve"),
        lambda f: (Noted(), *(gather(f) if may_ask(f) else ())),
    ),
    Row(
        "wants other dates and has not said which",
        lambda f: f.wants_other_dates,
        lambda f: (Ask("start_date", f.notes.times.get("start_date", 0)),),
    ),
    Row(
        "does not like the plan",
        lambda f: f.trip is not None and f.has("reject", "deny", at_least=SURE),
        lambda f: (AskWhatToChange(),),
    ),
    Row("asked of the quote, and is told", is_asked, lambda f: ()),
    Row(
        "asks the price",
        lambda f: f.has("ask_price") and f.what_changed is None,  # the new price is told with its causes
        lambda f: (TellPrice(),) if f.trip else (PriceSoon(), *go_on(f)),
    ),
    Row("says what nobody reads beside asking what changed", _says_unread, _to_a_colleague, ends=False),
    Row("asks how things stand", lambda f: f.has("ask_status"), lambda f: (TellStatus(),)),
    Row(
        "wishes for something if the answer does not please",
        lambda f: f.wish_if_not != "",
        lambda f: (HandOver("beyond", f.wish_if_not[:120]),),
        ends=False,
    ),
    Row("asked, so we return to our question", lambda f: f.has("question") and may_ask(f), go_on),
    Row("asked, and is answered", lambda f: f.has("question"), lambda f: ()),
    Row(
        "lets the enquiry go",
        lambda f: f.has("reject", at_least=SURE) and not changes(f),
        lambda f: (HandOver("reject"),),
    ),
    Row("tells about the trip", is_new, gather),
    Row(
        "gives the word to go on",
        lambda f: f.trip is None and bool(f.slots) and f.has("affirm", "skip", "deny", "enquiry", "change"),
        gather,
    ),
    Row(
        "tells something else",
        lambda f: bool(f.changed),
        lambda f: _noted(f) + (gather(f) if may_ask(f) else ()),
    ),
    Row("says thanks", lambda f: f.has("thanks"), lambda f: (Thank(),)),
    Row("wants something else", lambda f: f.has("out_of_scope", at_least=SURE), lambda f: (OutOfScope(),)),
    Row(
        "tells news of others or of another time",
        lambda f: f.tells_news and not f.is_first and not f.has("affirm", "deny", "skip", "greeting"),
        _listened,
    ),
    Row(
        "says hello or asks to begin",
        lambda f: f.has("greeting", "enquiry", "opt_in"),
        lambda f: _hello(f) + ((TellStatus(),) if f.trip else gather(f)),
    ),
    Row(
        "tells again what is known",
        lambda f: f.says_again and not f.text.rstrip().endswith(("?", "؟")),
        lambda f: (TellStatus(),) if f.trip else gather(f),
    ),
    Row("says yes or no to nothing", lambda f: f.has("affirm", "deny", "skip"), lambda f: (Noted(),)),
    Row(
        "asks something",
        lambda f: f.text.rstrip().endswith(("?", "؟")),
        lambda f: (Answer(f.text),) + (go_on(f) if may_ask(f) else ()),
    ),
    Row("says what was not understood of the plan in hand", _is_a_wish, _pass_on),
    Row("was not understood", lambda f: True, _puzzled),
)  # fmt: skip
