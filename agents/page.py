"""The table of decisions as a page for people: `python -m agents.page > docs/dialogue.md`."""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator

from agents.deciding import (
    moves,
    of_the_desk,
    of_the_plan,
    of_the_quote,
    of_the_talk,
    questions,
    received,
    who_speaks,
)
from agents.scene.facts import REQUIRED, USEFUL
from agents.wording.replies import Replies

_HEAD = """# How the desk decides what to say

Generated from the table of `agents/deciding/` by `python -m agents.page`; a test holds the two together.

Each turn the desk reads this table from the top. Every row that holds adds its moves; a row that ends the
turn closes the table. The table looks at facts alone: no clock, no store, no network. How each move is
worded stands in `templates/replies/`.
"""


def page() -> str:
    """Write the whole page in Markdown."""
    tables = [
        ast.parse(inspect.getsource(module))
        for module in (who_speaks, of_the_desk, of_the_quote, of_the_plan, of_the_talk)
    ]
    read = (*tables, *(ast.parse(inspect.getsource(module)) for module in (questions, received)))
    functions = {node.name: node for part in read for node in part.body if isinstance(node, ast.FunctionDef)}
    lines = [
        _HEAD,
        "| | when the customer or the turn … | that is | the desk | then |",
        "|---|---|---|---|---|",
    ]
    for number, row in enumerate(_rows(tables), 1):
        name, when, then = row.args[:3]
        ends = all(not (k.arg == "ends" and ast.unparse(k.value) == "False") for k in row.keywords)
        done = ", ".join(dict.fromkeys(_moves(then, functions, frozenset()))) or "says nothing more"
        line = f"| {number} | {ast.literal_eval(name)} | {_condition(when)} | {done} |"
        lines.append(f"{line} {'ends' if ends else 'reads on'} |")
    return "\n".join([*lines, "", *_questions(), "", *_vocabulary()]) + "\n"


def _rows(tables: Iterable[ast.Module]) -> Iterator[ast.Call]:
    for node in (node for table in tables for node in table.body):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "tuple[Row, ...]":
            for row in ast.walk(node):
                if isinstance(row, ast.Call) and ast.unparse(row.func) == "Row":
                    yield row


def _condition(when: ast.expr) -> str:
    said = ast.unparse(when.body) if isinstance(when, ast.Lambda) else f"{ast.unparse(when)}(f)"
    return f"`{said.replace('|', chr(92) + '|')}`"


def _moves(node: ast.AST, functions: dict[str, ast.FunctionDef], seen: frozenset[str]) -> Iterator[str]:
    """Name the moves that a row may make, also those of the functions that it asks."""
    for inner in ast.walk(node):
        if not isinstance(inner, ast.Name) or inner.id in seen:
            continue
        if inner.id in functions:
            yield from _moves(functions[inner.id], functions, seen | {inner.id})
        elif getattr(moves, inner.id, None) in moves.Move.__args__:
            yield inner.id


def _questions() -> list[str]:
    replies = Replies.of("en")
    how = (
        "One thing at a time, the most useful first, and never twice in the same words. After "
        f"{questions.MOST_CLARIFICATIONS} questions beside the place it proposes, and says what it assumed."
    )
    lines = ["## What it asks for", "", how, "", "| | at most | in these words |", "|---|---|---|"]
    for slot in (*REQUIRED, *USEFUL):
        words = " · ".join(replies.wordings(f"ask.{slot}"))
        lines.append(f"| {slot.replace('_', ' ')} | {questions.MOST_ASKED[slot]} | {words} |")
    return lines


def _vocabulary() -> list[str]:
    lines = ["## What the moves mean", "", "| move | |", "|---|---|"]
    kinds = sorted(moves.Move.__args__, key=lambda kind: str(kind.__name__))
    lines += [f"| {kind.__name__} | {' '.join((inspect.getdoc(kind) or '').split())} |" for kind in kinds]
    lines += ["", "A human is called because:", ""]
    lines += [f"- {why}: {told}" for why, told in moves.STAFF_REASONS.items()]
    return lines


if __name__ == "__main__":
    sys.stdout.write(page())
