"""Decide what to do: a table of rows, read from the top. Pure: facts in, moves out.

Each row that holds adds its moves; a row that ends closes the table for this turn.
"""

from agents.deciding.moves import Answer, Decision, Move
from agents.deciding.of_the_desk import OF_THE_DESK
from agents.deciding.of_the_plan import OF_THE_PLAN
from agents.deciding.of_the_quote import OF_THE_QUOTE
from agents.deciding.of_the_talk import OF_THE_TALK
from agents.deciding.row import Row
from agents.deciding.who_speaks import FIRST
from agents.scene.facts import Facts

TABLE: tuple[Row, ...] = (*FIRST, *OF_THE_DESK, *OF_THE_QUOTE, *OF_THE_PLAN, *OF_THE_TALK)


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
