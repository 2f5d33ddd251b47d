"""Reading JSON that a stranger wrote: whatever is wrong with it is said in a sentence, never a traceback."""

import json
from typing import Any


class NotJson(ValueError):
    """The text is not JSON, or none that can be read; the message says what and where."""


def read_json(text: str) -> Any:
    """Read one JSON value. Raises `NotJson`."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as broken:
        raise NotJson(f"not JSON: {broken.msg}, line {broken.lineno} column {broken.colno}") from None
    except RecursionError:
        raise NotJson("not JSON that can be read: it is nested too deeply") from None
    except NotJson:
        raise
    except ValueError:  # Python reads no number of thousands of digits
        raise NotJson("not JSON that can be read: a number has too many digits") from None


def id_of(row: Any) -> str | int | None:
    """Give the id of a row as its answer may repeat it; none that is neither text nor a whole number."""
    known = row.get("id") if isinstance(row, dict) else None
    return known if isinstance(known, str | int) and not isinstance(known, bool) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Give an object whose every field stands there once: of two, nobody knows which was meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NotJson(f"not JSON that can be read: the field {twice!r} stands twice in one object")
    return found
