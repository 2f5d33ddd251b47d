"""Tables of road times kept as files, so that a process that begins does not ask for them all again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from crm.trips.travel import Spot

Minutes = Mapping[tuple[str, str], int]


class KeptRoads:
    """One folder, one file a destination. A file of other spots or of another server is no file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, destination: str, url: str, spots: Sequence[Spot]) -> tuple[Minutes, datetime] | None:
        """Give what was kept and when it was measured, or None where nothing of use was kept. Blocking."""
        try:
            held = json.loads(self._file(destination).read_text(encoding="utf-8"))
            if held["of"] != _mark(url, spots):
                return None
            rows = held["minutes"]
            ids = [spot.id for spot in spots]
            pairs = zip(ids, rows, strict=True)
            minutes = {
                (a, b): int(way)
                for a, row in pairs
                for b, way in zip(ids, row, strict=True)
                if way is not None
            }
            at = datetime.fromisoformat(held["at"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (minutes, at) if at.tzinfo is not None else None

    def write(
        self, destination: str, url: str, spots: Sequence[Spot], minutes: Minutes, at: datetime
    ) -> None:
        """Keep a table. Raises OSError where the folder cannot be written to. Blocking."""
        rows = [[minutes.get((a.id, b.id)) for b in spots] for a in spots]
        text = json.dumps({"of": _mark(url, spots), "at": at.isoformat(), "minutes": rows})
        file = self._file(destination)
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(file)

    def _file(self, destination: str) -> Path:
        return self._folder / f"{hashlib.sha256(destination.encode()).hexdigest()[:16]}.json"


def _mark(url: str, spots: Sequence[Spot]) -> str:
    """Tell one set of spots and one server from every other."""
    told = json.dumps([url, [[s.id, s.latitude, s.longitude] for s in spots]])
    return hashlib.sha256(told.encode()).hexdigest()
