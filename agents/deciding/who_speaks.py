"""Rows of the table that come before any plan: who may speak, who goes to a human, which enquiry it is."""

from collections.abc import Callable

from agents.deciding.moves import (
    Approved,
    Greet,
    HandOver,
    HandOverWhy,
    Move,
    Recap,
    Silent,
    StopSending,
    TellStatus,
    TurnTo,
    TwoTrips,
    Welcome,
    WelcomeBack,
)
from agents.deciding.questions import changes, gather, is_new, may_ask
from agents.deciding.received import came_without_words, tell_beside_words, tell_of_media
from agents.deciding.row import SURE, Row
from agents.scene.facts import Facts, places_of
from agents.understanding.contract import IntentName


def _two(f: Facts) -> tuple[Move, ...]:
    """Where the desk goes on with a place of its own, it says with which."""
    here = places_of(f.slots)
    return (TwoTrips(here[0], f.aside.place, f.aside.is_new, f.aside.day_over),) if f.aside and here else ()


# Beside which enquiry goes first: what the rows below take up.
_SAYS_MORE: tuple[IntentName, ...] = ("question", "ask_price", "approve", "reject", "cancel", "puzzled")


def _turn(f: Facts) -> tuple[Move, ...]:
    beside = f.turned.beside[:1] if f.turned else ()
    return (TurnTo(f.turned.place, beside[0]),) if f.turned and beside else ()


def _delicate(why: HandOverWhy) -> Callable[[Facts], tuple[Move, ...]]:
    return lambda f: (HandOver(why, f.text[:120]),)


def _approved(f: Facts) -> tuple[Move, ...]:
    version = f.detail.get("version")
    newest = f.trip.version if f.trip else 0
    name, note = str(f.detail.get("name") or ""), str(f.detail.get("note") or "")
    return (Approved(version if isinstance(version, int) else newest, name, note), HandOver("approved"))


FIRST: tuple[Row, ...] = (
    Row("a human speaks here", lambda f: f.is_held, lambda f: (Silent("held"),)),
    Row("approved on the trip page", lambda f: "approval" in f.kinds, _approved),
    Row("wants nothing more", lambda f: f.has("opt_out"), lambda f: (StopSending(), Silent("stop"))),
    Row(
        "wants to hear from us again",
        lambda f: f.is_opted_out and f.has("opt_in"),
        lambda f: (Welcome(),) + (gather(f) if f.slots and not f.trip else ()),
    ),
    Row("wanted nothing more", lambda f: f.is_opted_out, lambda f: (Silent("opted_out"),)),
    Row("asks for a human", lambda f: f.has("human"), lambda f: (HandOver("asked"),)),
    Row("a medical matter", lambda f: f.has("medical", at_least=SURE), _delicate("medical")),
    Row("a legal matter", lambda f: f.has("legal", at_least=SURE), _delicate("legal")),
    Row("money in dispute", lambda f: f.has("money_dispute", at_least=SURE), _delicate("money")),
    Row(
        "a word of the agency's own",
        lambda f: f.flagged is not None,
        lambda f: (HandOver("agency", f"{f.flagged}: {f.text[:100]}"),),
    ),
    Row(
        "complains",
        lambda f: f.has("complaint", at_least=SURE),
        lambda f: (HandOver("complaint", f.text[:120]),),
    ),
    Row(
        "comes back for another trip",
        lambda f: f.before is not None and is_new(f),
        lambda f: (WelcomeBack(f.before or ""),),
        ends=False,
    ),
    Row("hello", lambda f: f.is_first, lambda f: (Greet(),), ends=False),
    Row(
        "no customer",
        lambda f: f.has("not_a_customer", at_least=SURE) and not f.trip and f.missing != (),
        lambda f: (HandOver("supplier", f.text[:120]),),
    ),
    Row(
        "speaks of an enquiry that is closed",
        lambda f: f.is_of_closed,
        lambda f: (HandOver("puzzled", f.text[:120]),),
    ),
    Row(
        "puts one of several enquiries first",
        lambda f: f.turned is not None and not changes(f) and f.picked is None and not f.has(*_SAYS_MORE),
        lambda f: (*(_two(f) or _turn(f)), *((TellStatus(),) if f.trip else gather(f))),
    ),
    Row(
        "puts one first and says more",
        lambda f: f.turned is not None,
        lambda f: _two(f) or _turn(f),
        ends=False,
    ),
    Row(
        "speaks of another enquiry alone",
        lambda f: f.aside is not None and f.turned is None and not changes(f) and not f.has("question"),
        lambda f: (*_two(f), *(gather(f) if may_ask(f) else ())),
    ),
    Row(
        "speaks of another enquiry as well",
        lambda f: f.aside is not None and f.turned is None and (f.aside.is_new or not f.has("question")),
        lambda f: _two(f),
        ends=False,
    ),
    Row("sent something without words", came_without_words, tell_of_media),
    Row("sent something beside words", lambda f: bool(f.received), tell_beside_words, ends=False),
    Row(
        "a group for a human",
        lambda f: f.heads >= f.group_size and bool(changes(f)),
        lambda f: (Recap(), HandOver("group", str(f.heads))),
    ),
)  # fmt: skip
