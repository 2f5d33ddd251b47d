"""`serai understand`: reads messages from standard input and prints what the offline engine understood."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from agents.understanding.contract import Engine, Said, Slot


def understand(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object per line in and out.")] = True,
) -> None:
    """Understand messages, one JSON object per line.

    In: {"id", "text", "history": [{"role": "customer"|"desk", "text"}]?, "today"?, "asked"?}. Out: {"id",
    "language", "intents", "slots"}; a slot's "message" counts the messages from zero, history first and
    "text" last, and its "span" is a range of characters in that message. Slots are those of the whole
    dialogue, intents those of "text". A line that cannot be read gives {"id", "error"}, the rest is still
    answered, and the command ends with status 1.
    """
    from agents.understanding.offline import OfflineEngine
    from agents.understanding.scope import Scope
    from knowledge.embedding import Embedder

    models = Path(os.environ.get("SERAI_HOME") or "var") / "models"
    engine = OfflineEngine(scope=Scope(Embedder(models).embed, models))
    has_failed = False
    for answer in answers(sys.stdin, engine):
        has_failed = has_failed or "error" in answer
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if has_failed:
        raise typer.Exit(1)


def answers(lines: Iterable[str], engine: "Engine") -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank, in order."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        given: Any = None
        try:
            given = json.loads(line)
            yield _answer(given, engine)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            name = given.get("id") if isinstance(given, dict) else None
            yield {"id": name, "error": f"line {number}: {_reason(error)}"}


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg}"
    if isinstance(error, KeyError):
        return f"the field {error} is missing"
    return str(error) or "cannot be read"


def _answer(given: Any, engine: "Engine") -> dict[str, Any]:
    from agents.understanding.dialogue import read_dialogue

    if not isinstance(given, dict):
        raise TypeError("a line must hold a JSON object")
    text = _text(given["text"], "text")
    history = [_said(item, index) for index, item in enumerate(given.get("history") or ())]
    today = date.fromisoformat(given["today"]) if given.get("today") else date.today()  # noqa: DTZ011 - the caller's own day
    heard, known = read_dialogue(engine, history, text, today, given.get("asked"))
    return {
        "id": given.get("id"),
        "language": heard.language,
        "intents": [{"name": intent.name, "confidence": intent.confidence} for intent in heard.intents],
        "slots": {name: _shown(slot) for name, slot in known.items()},
    }


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be a string')
    return value


def _said(item: Any, index: int) -> "Said":
    from agents.understanding.contract import Said

    if not isinstance(item, Mapping) or item.get("role") not in {"customer", "desk"}:
        raise TypeError('an entry of "history" needs "role" (customer or desk) and "text"')
    return Said(item["role"], _text(item["text"], "text"), str(index))


def _shown(slot: "Slot") -> dict[str, Any]:
    return {
        "value": slot.value,
        "span": list(slot.span),
        "message": int(slot.message),
        "confidence": round(slot.confidence, 3),
    }
