"""Where the desk of a home is open: a note beside its data, so that `serai chat` finds it on any port."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

_NOTE = "open.json"


@dataclass(frozen=True)
class Whereabouts:
    """The ports of a desk that runs on this machine, and the address of its pages."""

    base_url: str
    sandbox_port: int


@contextmanager
def noted(home: Path, where: Whereabouts) -> Iterator[None]:
    """Leave the note while the desk is open. One that dies leaves it behind: who reads it knocks first."""
    note = home / _NOTE
    note.write_text(json.dumps(asdict(where)), encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def last_noted(home: Path) -> Whereabouts | None:
    """Give where the desk of this home is open, or was when it died; None where no note can be read."""
    try:
        return Whereabouts(**json.loads((home / _NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
