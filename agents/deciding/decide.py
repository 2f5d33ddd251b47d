"""Decide what to do: a table of rows, read from the top. Pure: facts in, moves out.

Each row that holds adds its moves; a row that ends closes the table for this turn.
"""

from collections.abc import Callable
from dataclasses import dataclass

from agents.deciding.moves import (
    Answer,
    Approved,
    Ask,
    AskWhatToChange,
    Decision,
    Explain,
    ForTheHotel,
    Greet,
    HandOver,
    HandOverWhy,
    LeaveAsIs,
    Move,
    Noted,
    NotSold,
    Offer,
    OutOfScope,
    OutsideTheTrip,
    Pick,
    PriceSoon,
    Recap,
    Recommend,
    Repair,
    Revise,
    Silent,
    StopSending,
    Suggest,
    TellPrice,
    TellStatus,
    Thank,
    TurnTo,
    TwoTrips,
    Welcome,
    WelcomeBack,
)
from agents.deciding.questions import (
    answer_it,
    ask_for_another_day,
    asks_own_price,
    changes,
    gather,
    go_on,
    is_elsewhere,
    is_new,
    is_partly_elsewhere,
    is_past,
    may_ask,
)
from agents.deciding.received import came_without_words, tell_beside_words, tell_of_media
from agents.scene.arrangements import ARRANGED
from agents.scene.facts import Facts, places_of
from agents.scene.wishes import value_of
from agents.understanding.contract import IntentName

SURE = 0.6  # confidence from which a word ends the talk: a complaint, a no, a yes to a sale


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    when: Callable[[Facts], bool]
    then: Callable[[Facts], tuple[Move, ...]]
    ends: bool = True


def decide(facts: Facts) -> Decision:
    """Give the moves of this turn. Never empty: the last row always holds."""
    moves: list[Move] = []
    because: list[str] = []
    for row in TABLE:
        if not row.when(facts):
            continue
        moves += row.then(facts)
        because.append(row.name)
        if row.ends:
            break
    return Decision(_heard(moves), tuple(because))


def _heard(moves: list[Move]) -> tuple[Move, ...]:
    """Nobody is left without a word: where nothing else is said, a silent library is owned up to."""
    if all(isinstance(move, Answer) and move.optional for move in moves):
        return tuple(Answer(move.question) for move in moves if isinstance(move, Answer))
    return tuple(moves)


def _puzzled(f: Facts) -> tuple[Move, ...]:
    """The first time the desk looks into its library, or says so and helps; then a human comes."""
    if f.notes.puzzled:
        return (HandOver("puzzled", f.text[:120]),)
    if not any(sign.isalpha() for sign in f.text):  # any passage is as near to a bare number
        return (Repair(f.notes.puzzled),)
    return (Answer(f.text, optional=True), Repair(f.notes.puzzled))


def _explain(f: Facts) -> tuple[Move, ...]:
    """Put the open question in other words; whoever is puzzled twice is better off with a human."""
    return (HandOver("puzzled", f.text[:120]),) if f.notes.puzzled else (Explain(f.notes.asked),)


def _agrees(f: Facts) -> bool:
    return (
        f.trip is not None
        and not f.has("question")
        and (
            f.has("approve", "affirm", at_least=SURE)
            or (f.awaits_word and f.has("approve") and not f.has("deny", "ask_price"))
            or f.wants_no_change
        )
    )


def _says_yes(f: Facts) -> bool:
    """A yes takes the plan only where the desk asked nothing else after it."""
    return _agrees(f) and not _asks_more_than_a_yes(f)


def _asks_more_than_a_yes(f: Facts) -> bool:
    """Whether the desk's open question is another than whether the plan suits, and no "ok" answers it."""
    is_bare = not f.has("approve") and not f.wants_no_change
    return f.notes.asked is not None or (f.awaits_difference and is_bare)


def _put_again(f: Facts) -> tuple[Move, ...]:
    return _explain(f) if f.notes.asked else (AskWhatToChange(),)


def _as_it_was(f: Facts) -> tuple[Move, ...]:
    """The first version stands as it is; to bring an older one back is for a colleague."""
    is_first = f.trip is not None and f.trip.version == 1
    return (TellStatus(),) if is_first else (HandOver("wish", f.text[:120]),)


def _revise(f: Facts) -> tuple[Move, ...]:
    return (Revise(changes(f)),)


def _two(f: Facts) -> tuple[Move, ...]:
    """Where the desk goes on with a place of its own, it says with which."""
    here = places_of(f.slots)
    return (TwoTrips(here[0], f.aside.place, f.aside.is_new),) if f.aside and here else ()


# Beside which enquiry goes first: what the rows below take up.
_SAYS_MORE: tuple[IntentName, ...] = ("question", "ask_price", "approve", "reject", "cancel", "puzzled")


def _asks_for_news(f: Facts) -> bool:
    """Whether it is asked how things stand ("any news?"), which no library knows."""
    return f.has("ask_status") and not f.has("question", at_least=0.7)


def _turn(f: Facts) -> tuple[Move, ...]:
    beside = f.turned.beside[:1] if f.turned else ()
    return (TurnTo(f.turned.place, beside[0]),) if f.turned and beside else ()


def _by_mail(f: Facts) -> Move:
    """A colleague sends it; to which address stands in the reason for staff."""
    return HandOver("mail", str(value_of(f.slots, "email") or ""))


def _noted(f: Facts) -> tuple[Move, ...]:
    """Nothing is said twice of what a row above has acknowledged."""
    return () if f.wishes_of_rooms or f.tells_of_elsewhere else (Noted(),)


def _hello(f: Facts) -> tuple[Move, ...]:
    """Who tells again what is known has greeted nobody."""
    return () if f.is_first or (f.trip is not None and not f.has("greeting", "opt_in")) else (Greet(),)


def _delicate(why: HandOverWhy) -> Callable[[Facts], tuple[Move, ...]]:
    return lambda f: (HandOver(why, f.text[:120]),)


def _approved(f: Facts) -> tuple[Move, ...]:
    version = f.detail.get("version")
    newest = f.trip.version if f.trip else 0
    name, note = str(f.detail.get("name") or ""), str(f.detail.get("note") or "")
    return (Approved(version if isinstance(version, int) else newest, name, note), HandOver("approved"))


TABLE: tuple[Row, ...] = (
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
    Row(
        "leaves the plan as it is",
        lambda f: f.trip is not None and f.keeps_as_it_is,
        lambda f: (HandOver("booking"),) if f.awaits_word else (TellStatus(),),
    ),
    Row(
        "leaves the plan as it is for now",
        lambda f: f.trip is not None and f.keeps_for_now,
        lambda f: (TellStatus(),),
    ),
    Row("leaves the plan as it was", lambda f: f.trip is not None and f.keeps_as_it_was, _as_it_was),
    Row(
        "wants nothing touched",
        lambda f: f.trip is not None and f.is_left_alone and not changes(f),
        lambda f: (LeaveAsIs(),),
    ),
    Row(
        "wants the plan by e-mail",
        lambda f: f.wants_mail and f.trip is not None and not changes(f),
        lambda f: (_by_mail(f),),
    ),
    Row("wants it by e-mail beside more", lambda f: f.wants_mail, lambda f: (_by_mail(f),), ends=False),
    Row(
        "cancels",
        lambda f: f.has("cancel", at_least=SURE) and not changes(f) - ARRANGED,
        lambda f: (HandOver("cancel"),),
    ),
    Row(
        "sends nothing but a question mark",
        lambda f: bool(f.text.strip()) and not f.text.strip(" ?!؟¿…."),
        lambda f: (TellStatus(),) if f.trip is not None or f.needs_human else (Explain(f.notes.asked),),
    ),
    Row("did not understand us", lambda f: f.has("puzzled") and not changes(f), _explain),
    Row("picks from the list", lambda f: f.picked is not None, lambda f: (Pick(f.picked or 0),)),
    Row(
        "wants to choose",
        lambda f: f.wants == "options" and (f.trip is not None or not f.missing),
        lambda f: (Offer(changes(f), f.wants_cheaper),),
    ),
    Row(
        "asks what else there is",
        lambda f: f.wants == "ideas" and f.trip is not None and not changes(f),
        lambda f: (Suggest(f.day),),
    ),
    Row(
        "asks where to go",
        lambda f: f.asks_where_to and (f.wants_cheaper or not f.has("ask_price")),
        lambda f: (*((Recap(),) if is_new(f) else ()), Recommend()),
    ),
    Row(
        "asks a question",
        lambda f: f.has("question") and not asks_own_price(f) and not _asks_for_news(f),
        answer_it,
        ends=False,
    ),
    Row(
        "wishes something of the rooms",
        lambda f: f.wishes_of_rooms and not is_new(f),
        lambda f: (ForTheHotel(),),
        ends=False,
    ),
    Row(
        "tells of places outside the trip",
        lambda f: f.tells_of_elsewhere,
        lambda f: (OutsideTheTrip(),),
        ends=False,
    ),
    Row(
        "wants what we do not sell",
        is_elsewhere,
        lambda f: (HandOver("unsold", ", ".join(f.where.unsold)),),
    ),
    Row(
        "names what we do not sell beside what we do",
        is_partly_elsewhere,
        lambda f: (NotSold(f.where.unsold),),
        ends=False,
    ),
    Row(
        "wishes what a plan cannot hold",
        lambda f: f.is_beyond_plan and not changes(f),
        lambda f: (HandOver("beyond", f.text[:120]),),
    ),
    Row(
        "wishes beside what a plan cannot hold",
        lambda f: f.is_beyond_plan,
        lambda f: (HandOver("beyond", f.text[:120]),),
        ends=False,
    ),
    Row(
        "would start on a day that is past",
        lambda f: f.trip is not None and is_past(f),
        ask_for_another_day,
    ),
    Row("changes the plan", lambda f: f.trip is not None and bool(changes(f)), _revise),
    Row(
        "says which part is fine",
        lambda f: f.spares_a_part and not f.has("question"),
        lambda f: (AskWhatToChange(),),
    ),
    Row(
        "says yes to a question that a yes does not answer",
        lambda f: _agrees(f) and _asks_more_than_a_yes(f),
        _put_again,
    ),
    Row(
        "says yes, with a wish that we did not understand",
        lambda f: (
            _says_yes(f) and f.wishes_more and not f.changed - {"occasion"} and not f.wants_no_change
        ),
        lambda f: (HandOver("wish", f.text[:120]),),
    ),
    Row("says yes to the plan", _says_yes, lambda f: (HandOver("booking"),)),
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
    Row(
        "asks the price",
        lambda f: f.has("ask_price"),
        lambda f: (TellPrice(),) if f.trip else (PriceSoon(), *go_on(f)),
    ),
    Row("asks how things stand", lambda f: f.has("ask_status"), lambda f: (TellStatus(),)),
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
        "says hello or asks to begin",
        lambda f: f.has("greeting", "enquiry", "opt_in"),
        lambda f: _hello(f) + ((TellStatus(),) if f.trip else gather(f)),
    ),
    Row("says yes or no to nothing", lambda f: f.has("affirm", "deny", "skip"), lambda f: (Noted(),)),
    Row(
        "asks something",
        lambda f: f.text.rstrip().endswith(("?", "؟")),
        lambda f: (Answer(f.text),) + (go_on(f) if may_ask(f) else ()),
    ),
    Row("was not understood", lambda f: True, _puzzled),
)  # fmt: skip
