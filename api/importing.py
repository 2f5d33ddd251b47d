"""Taking an uploaded catalogue in: the CSV files are checked whole, and kept whole or not at all."""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path

from fastapi import Request

from api.writing import writing
from crm.catalogue.importing import COLUMNS, BrokenCatalogue, Loaded, read_catalogue
from crm.catalogue.service import Kept, keep_catalogue
from crm.errors import Unfit
from crm.users.rules import Staff

FILES = (*COLUMNS, "rates.csv", "exchange_rates.csv")
LARGEST_UPLOAD = 25 * 1024 * 1024


async def check_catalogue(files: Mapping[str, bytes]) -> Loaded:
    """Read uploaded files by their names and say what is in them and what is wrong with them."""
    return await asyncio.to_thread(_read, dict(files))


async def keep(request: Request, me: Staff, loaded: Loaded) -> Kept:
    """Keep a catalogue without problems. Raises `BrokenCatalogue` where a kept rate would be edited."""
    if loaded.problems:
        raise BrokenCatalogue(loaded.problems)
    async with writing(request, me) as pen:
        kept = await keep_catalogue(pen.session, loaded, pen.now)
        pen.note("catalogue.import", "catalogue", **vars(kept))
    return kept


def _read(files: dict[str, bytes]) -> Loaded:
    with tempfile.TemporaryDirectory(prefix="catalogue-") as folder:
        for name, content in files.items():
            if name not in FILES:
                raise Unfit("files", f"{name[:60]} is not a file of a catalogue: {', '.join(FILES)}.")
            (Path(folder) / name).write_bytes(content)
        return read_catalogue(Path(folder))
