"""Rows of the table about the plan: what is left, changed, chosen and asked of it, and the yes to it."""

from agents.deciding.moves import (
    AskWhatToChange,
    Explain,
    ForTheHotel,
    HandOver,
    LeaveAsIs,
    Move,
    NotSold,
    Offer,
    OutsideTheTrip,
    Pick,
    Recap,
    Recommend,
    Revise,
    Suggest,
    TellChanges,
    TellStatus,
)
from agents.deciding.of_the_quote import assents_beside, is_asked, takes_beside
from agents.deciding.questions import (
    answer_it,
    ask_for_another_day,
    asks_own_price,
    changes,
    is_elsewhere,
    is_new,
    is_partly_elsewhere,
    is_past,
)
from agents.deciding.row import SURE, Row
from agents.scene.arrangements import ARRANGED
from agents.scene.facts import Facts
from agents.scene.wishes import value_of


def _explain(f: Facts) -> tuple[Move, ...]:
    """Put the open question in other words; whoever is puzzled twice is better off with a human."""
    return (HandOver("puzzled", f.text[:120]),) if f.notes.puzzled else (Explain(f.notes.asked),)


def _agrees(f: Facts) -> bool:
    return (
        f.trip is not None
        and (not f.has("question") or assents_beside(f))
        and (
            f.has("approve", "affirm", at_least=SURE)
            or (f.awaits_word and f.has("approve") and not f.has("deny", "ask_price"))
            or f.wants_no_change
            or takes_beside(f)
        )
    )


def _says_yes(f: Facts) -> bool:
    """A yes takes the plan only where the desk asked nothing else after it."""
    return _agrees(f) and not _asks_more_than_a_yes(f)


def _is_bare(f: Facts) -> bool:
    """Whether an "ok" stands by itself, with no word of booking, of asking, or of what is to stay."""
    return not f.has("approve", "question", "ask_price", "reject", "deny") and not f.wants_no_change


def _asks_more_than_a_yes(f: Facts) -> bool:
    """Whether the desk's open question is another than whether the plan suits, and no "ok" answers it."""
    only_affirms = not f.has("approve") and not f.wants_no_change
    return f.notes.asked is not None or (f.awaits_difference and only_affirms)


def _put_again(f: Facts) -> tuple[Move, ...]:
    return _explain(f) if f.notes.asked else (AskWhatToChange(),)


def _as_it_was(f: Facts) -> tuple[Move, ...]:
    """The first version stands as it is; to bring an older one back is for a colleague."""
    is_first = f.trip is not None and f.trip.version == 1
    return (TellStatus(),) if is_first else (HandOver("wish", f.text[:120]),)


def _revise(f: Facts) -> tuple[Move, ...]:
    return (Revise(changes(f)),)


def _asks_for_news(f: Facts) -> bool:
    """Whether it is asked how things stand ("any news?"), which no library knows."""
    return f.has("ask_status") and not f.has("question", at_least=0.7)


def _asks_what_changed(f: Facts) -> bool:
    """Whether it is asked how the newest version differs, and nothing is changed by the same words."""
    return f.trip is not None and f.what_changed is not None and not changes(f)


def _asks_it_alone(f: Facts) -> bool:
    return f.what_changed is not None and not f.what_changed.says_more and f.picked is None


def _asks_only_that(f: Facts) -> bool:
    return f.what_changed is not None and not f.what_changed.asks_more


def _tell_changes(f: Facts) -> tuple[Move, ...]:
    return (TellChanges(f.what_changed.of),) if f.what_changed is not None else ()


def _by_mail(f: Facts) -> Move:
    """A colleague sends it; to which address stands in the reason for staff."""
    return HandOver("mail", str(value_of(f.slots, "email") or ""))


OF_THE_PLAN: tuple[Row, ...] = (
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
    Row(
        "asks how to book it",
        lambda f: f.trip is not None and f.asks_how_to_book and not changes(f) and not f.has("ask_price"),
        lambda f: (HandOver("booking"),),
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
    Row("asks what changed", lambda f: _asks_what_changed(f) and _asks_it_alone(f), _tell_changes),
    Row("asks what changed beside more", _asks_what_changed, _tell_changes, ends=False),
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
        lambda f: (
            f.has("question")
            and not asks_own_price(f)
            and not _asks_for_news(f)
            and not _asks_only_that(f)
            and not is_asked(f)
        ),
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
        "says ok to our last words",
        lambda f: f.trip is not None and f.has_closed and f.has("affirm") and not f.changed and _is_bare(f),
        lambda f: (TellStatus(),),
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
)  # fmt: skip
