"""Rows of the table about the quote in hand: what it holds, until when, how it is paid, and it once more."""

from agents.deciding.moves import Answer, HandOver, Move, SendAgain, TellQuote
from agents.deciding.questions import changes
from agents.deciding.row import Row
from agents.scene.facts import Facts


def is_asked(f: Facts) -> bool:
    """Whether something is asked of a quote that the customer has."""
    return f.of_quote is not None and f.trip is not None and f.trip.sent_at is not None


def assents_beside(f: Facts) -> bool:
    """Whether words beside the question may take the plan."""
    return is_asked(f) and f.of_quote is not None and f.of_quote.assents


def takes_beside(f: Facts) -> bool:
    """Whether words beside the question take the plan and say nothing else."""
    return is_asked(f) and f.of_quote is not None and f.of_quote.takes


def _says_that_alone(f: Facts) -> bool:
    is_alone = f.of_quote is not None and not f.of_quote.beside and f.wants is None and f.picked is None
    return is_asked(f) and is_alone and not changes(f) and not assents_beside(f)


def _tell(f: Facts) -> tuple[Move, ...]:
    """What the quote does not know is asked of the library, which also knows ways to pay."""
    asked = f.of_quote
    if asked is None:
        return ()
    told: list[Move] = [TellQuote(asked)] if {"included", "until", "dues"} & set(asked.of) else []
    if asked.asks_more:
        told.append(Answer(asked.beside))
    elif told:
        told.append(Answer(f.text, optional="dues" in asked.of, unless_told="dues" not in asked.of))
    if "again" in asked.of and not changes(f):
        told.append(SendAgain(asked.wants_paper))
    if "bank" in asked.of:
        told.append(HandOver("pay", f.text[:120]))
    return tuple(told)


OF_THE_QUOTE: tuple[Row, ...] = (
    Row("asks of the quote", _says_that_alone, _tell),
    Row("asks of the quote beside more", is_asked, _tell, ends=False),
)
