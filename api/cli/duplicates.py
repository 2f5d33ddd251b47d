"""`serai duplicates`: the same person twice in a list of people."""

import csv
import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def duplicates(
    file: Annotated[Path, typer.Option("--csv", exists=True, dir_okay=False, help="The list.")],
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON lines in place of CSV.")] = False,
    least: Annotated[float, typer.Option(min=0, max=1, help="Show pairs from this score on.")] = 0.72,
    region: Annotated[str, typer.Option(help="Country of numbers without a code, such as IN.")] = "IN",
) -> None:
    """Print pairs of rows that are probably one person, with a score from 0 to 1 and the reasons.

    Columns are found by their headers: name or first and last name, phone, email, date_of_birth,
    address, postcode, passport, id, under their usual names. Without an id, rows count from 1.
    """
    from crm.contacts.duplicates import find_duplicates
    from crm.contacts.persons import NoColumns, read_persons

    try:
        # Exports of other programs open with a byte order mark.
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.DictReader(opened, skipinitialspace=True)
            persons = read_persons(rows, [header.strip() for header in rows.fieldnames or ()], region)
    except (NoColumns, UnicodeDecodeError, csv.Error) as problem:
        typer.secho(f"{file.name}: {problem}", fg="red", err=True)
        raise typer.Exit(1) from problem
    pairs = find_duplicates(persons, least)
    if as_json:
        for pair in pairs:
            line = {"one": pair.one, "two": pair.two, "score": pair.score, "reasons": pair.reasons}
            typer.echo(json.dumps(line, ensure_ascii=False))
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("one", "two", "score", "reasons"))
    for pair in pairs:
        out.writerow((_inert(pair.one), _inert(pair.two), f"{pair.score:.4f}", "; ".join(pair.reasons)))


def _inert(text: str) -> str:
    """Keep a spreadsheet from taking an id for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
