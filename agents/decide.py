"""Decide what to do: a table of rows, read from the top. Pure: facts in, moves out.

Each row that holds adds its moves; a row that ends closes the table for this turn.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from agents.facts import PLANNED_BY, Facts
from agents.moves import (
    Answer,
    Approved,
    Ask,
    AskWhatToChange,
    CannotRead,
    Decision,
    Greet,
    HandOver,
    Move,
    Noted,
    OutOfScope,
    PriceSoon,
    Propose,
    Recap,
    Repair,
    Revise,
    Silent,
    StopSending,
    TellPrice,
    TellStatus,
    Thank,
    Welcome,
)

MOST_ASKED = {"destinations": 2, "start_date": 2, "nights": 2, "adults": 2, "child_ages": 1, "stay": 1}
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
    return Decision(tuple(moves), tuple(because))


def _changes(f: Facts) -> frozenset[str]:
    return f.changed & PLANNED_BY


def _is_new(f: Facts) -> bool:
    return f.trip is None and bool(_changes(f))


def _elsewhere(f: Facts) -> bool:
    """The customer named places, and none of them is sold here."""
    return (
        "destinations" in f.changed and bool(f.where.unsold) and not (f.where.destination or f.where.choices)
    )


def _next_question(f: Facts) -> Ask | None:
    """The most useful missing thing: what is required first, then what is useful; none asked too often."""
    for slot in (*f.missing, *(f.useful if not f.missing else ())):
        times = f.notes.times.get(slot, 0)
        # A question of the customer's own that came between does not use up ours.
        returning = f.notes.asked == slot and (f.has("question", "ask_price") or not f.changed)
        most = max(MOST_ASKED[slot], 2 if returning else 0)
        if times < most:
            choices = tuple(d.name for d in f.where.choices) if slot == "destinations" else ()
            return Ask(slot, times, choices, returning)
    return None


def _ask_or_propose(f: Facts) -> tuple[Move, ...]:
    """One question, or a plan with what is known and fair assumptions for the rest."""
    question = _next_question(f)
    if question:
        return (question,)
    if "destinations" in f.missing:
        return (HandOver("puzzled"),)
    return (Propose(),)


def _recap(f: Facts) -> tuple[Move, ...]:
    """Say what was understood before asking; a plan says it itself."""
    question = _next_question(f)
    return (Recap(),) if _is_new(f) and (question or "destinations" in f.missing) else ()


def _gather(f: Facts) -> tuple[Move, ...]:
    return _recap(f) + _ask_or_propose(f)


def _may_ask(f: Facts) -> bool:
    """After an answer the desk returns to its own question, while there is a trip to plan."""
    return f.trip is None and bool(f.slots or f.notes.asked or _changes(f))


def _after_answer(f: Facts) -> tuple[Move, ...]:
    question = _next_question(f)
    if question:
        return (*_recap(f), question)
    # A question alone is not the word to go ahead; something learnt beside it is.
    return (Propose(),) if _changes(f) and not f.missing else _recap(f)


def _answer(f: Facts) -> tuple[Move, ...]:
    """A question that the desk itself answers, or a wish put as one, need not stand in the library."""
    is_wish = f.has("change") or bool(f.changed & {"stop_nights", "avoid", "must_see"})
    return (Answer(f.text, optional=is_wish or _elsewhere(f) or f.has("ask_price", "ask_status")),)


# Words of a question that asks for the trip's own price and for nothing else. English; in other languages
# the library is looked into first, and the price is told after it.
_PRICE_WORDS = frozenset({
    "what", "whats", "s", "is", "the", "a", "price", "prices", "now", "how", "much", "it", "cost",
    "costs", "total", "does", "do", "will", "would", "be", "in", "all", "for", "us", "me", "i", "we",
    "this", "that", "trip", "plan", "our", "my", "of", "tell", "please", "and", "then", "so", "pay",
    "have", "to", "current", "new", "again", "altogether", "exactly",
})  # fmt: skip


def _asks_own_price(f: Facts) -> bool:
    """The price of the trip, not of a thing that the library might know (a visa, a bag)."""
    if not f.has("ask_price"):
        return False
    words = set(re.findall(r"[^\W\d_]+", f.text.lower()))
    return bool(f.changed & PLANNED_BY) or words <= _PRICE_WORDS


def _puzzled(f: Facts) -> tuple[Move, ...]:
    """The first time the desk looks into its library, or says so and helps; then a human comes."""
    if f.notes.puzzled:
        return (HandOver("puzzled", f.text[:120]),)
    return (Answer(f.text, optional=True), Repair(f.notes.puzzled))


def _revise(f: Facts) -> tuple[Move, ...]:
    return (Revise(_changes(f)),)


def _media(f: Facts) -> tuple[Move, ...]:
    kind = str(f.detail.get("media_type") or f.detail.get("content_type") or "")
    if "location" in f.kinds:
        return (CannotRead("location"),)
    if kind.startswith("audio"):
        return (CannotRead("voice"),)
    return (CannotRead("picture" if kind.startswith("image") else "file"),)


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
        lambda f: (Welcome(),) + (_gather(f) if f.slots and not f.trip else ()),
    ),
    Row("wanted nothing more", lambda f: f.is_opted_out, lambda f: (Silent("opted_out"),)),
    Row("asks for a human", lambda f: f.has("human"), lambda f: (HandOver("asked"),)),
    Row(
        "complains",
        lambda f: f.has("complaint", at_least=SURE),
        lambda f: (HandOver("complaint", f.text[:120]),),
    ),
    Row("hello", lambda f: f.is_first, lambda f: (Greet(),), ends=False),
    Row(
        "no customer",
        lambda f: f.has("not_a_customer", at_least=SURE) and not f.trip and f.missing != (),
        lambda f: (HandOver("supplier", f.text[:120]),),
    ),
    Row("sent something without words", lambda f: not f.text.strip() and f.kinds != {"text"}, _media),
    Row(
        "a group for a human",
        lambda f: f.heads >= f.group_size and bool(_changes(f)),
        lambda f: (Recap(), HandOver("group", str(f.heads))),
    ),
    Row(
        "cancels",
        lambda f: f.has("cancel", at_least=SURE) and not _changes(f),
        lambda f: (HandOver("cancel"),),
    ),
    Row("asks a question", lambda f: f.has("question") and not _asks_own_price(f), _answer, ends=False),
    Row(
        "wants what we do not sell",
        _elsewhere,
        lambda f: (HandOver("unsold", ", ".join(f.where.unsold)),),
    ),
    Row("changes the plan", lambda f: f.trip is not None and bool(_changes(f)), _revise),
    Row(
        "says yes to the plan",
        lambda f: f.trip is not None and f.has("approve", "affirm", at_least=SURE) and not f.has("question"),
        lambda f: (HandOver("booking"),),
    ),
    Row(
        "does not like the plan",
        lambda f: f.trip is not None and f.has("reject", "deny", at_least=SURE),
        lambda f: (AskWhatToChange(),),
    ),
    Row(
        "asks the price",
        lambda f: f.has("ask_price"),
        lambda f: (TellPrice(),) if f.trip else (PriceSoon(), *_after_answer(f)),
    ),
    Row("asks how things stand", lambda f: f.has("ask_status"), lambda f: (TellStatus(),)),
    Row("asked, so we return to our question", lambda f: f.has("question") and _may_ask(f), _after_answer),
    Row("asked, and is answered", lambda f: f.has("question"), lambda f: ()),
    Row(
        "lets the enquiry go",
        lambda f: f.has("reject", at_least=SURE) and not _changes(f),
        lambda f: (HandOver("reject"),),
    ),
    Row("tells about the trip", _is_new, _gather),
    Row(
        "gives the word to go on",
        lambda f: f.trip is None and bool(f.slots) and f.has("affirm", "skip", "deny", "enquiry", "change"),
        _gather,
    ),
    Row(
        "tells something else",
        lambda f: bool(f.changed),
        lambda f: (Noted(),) + (_gather(f) if _may_ask(f) else ()),
    ),
    Row("says thanks", lambda f: f.has("thanks"), lambda f: (Thank(),)),
    Row("wants something else", lambda f: f.has("out_of_scope", at_least=SURE), lambda f: (OutOfScope(),)),
    Row(
        "says hello or asks to begin",
        lambda f: f.has("greeting", "enquiry", "opt_in"),
        lambda f: (() if f.is_first else (Greet(),)) + ((TellStatus(),) if f.trip else _gather(f)),
    ),
    Row("says yes or no to nothing", lambda f: f.has("affirm", "deny", "skip"), lambda f: (Noted(),)),
    Row(
        "asks something",
        lambda f: f.text.rstrip().endswith(("?", "؟")),
        lambda f: (Answer(f.text),) + (_after_answer(f) if _may_ask(f) else ()),
    ),
    Row("was not understood", lambda f: True, _puzzled),
)  # fmt: skip
