"""Reading CSV rows strictly: every field is understood or reported, with its file and row."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import TypeVar

from crm.money import is_money

T = TypeVar("T")
D = TypeVar("D")


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file. `row` is the line as a spreadsheet counts it: the header is row 1."""

    file: str
    row: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file} row {self.row}, {self.field}: {self.message}"


@dataclass
class Row:
    """One row while it is read. `get` notes a problem instead of raising, so that all are told at once."""

    file: str
    number: int
    cells: Mapping[str, str]
    problems: list[Problem]
    is_sound: bool = True

    def get(self, name: str, read: Callable[[str], T], default: D) -> T | D:
        """Read a field; where it is empty or cannot be read, note the problem and give `default`."""
        cell = (self.cells.get(name) or "").strip()
        try:
            if not cell:
                raise ValueError("is missing")
            return read(cell)
        except ValueError as error:
            self.fail(name, str(error))
            return default

    def optional(self, name: str, read: Callable[[str], T], default: D) -> T | D:
        """Read a field that may be left empty, or whose column may be missing where it is not demanded."""
        return self.get(name, read, default) if (self.cells.get(name) or "").strip() else default

    def fail(self, name: str, message: str) -> None:
        self.is_sound = False
        self.problems.append(Problem(self.file, self.number, name, message))


@dataclass
class Table:
    """One CSV file of a catalogue folder."""

    file: str
    rows: list[Row] = field(default_factory=list)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def read_table(folder: Path, name: str, columns: frozenset[str], problems: list[Problem]) -> Table:
    """Read a file whole; a missing file or column is a problem of row 1."""
    path = folder / name
    if not path.is_file():
        problems.append(Problem(name, 1, "file", "is missing"))
        return Table(name)
    try:
        return _rows(path, name, columns, problems)
    except UnicodeDecodeError:
        problems.append(Problem(name, 1, "file", "is not UTF-8 text: save it as CSV UTF-8"))
    except csv.Error as broken:
        problems.append(Problem(name, 1, "file", f"is no CSV: {broken}"))
    return Table(name)


def _rows(path: Path, name: str, columns: frozenset[str], problems: list[Problem]) -> Table:
    with path.open(encoding="utf-8-sig", newline="") as source:
        lines = csv.DictReader(source)
        missing = sorted(columns - set(lines.fieldnames or ()))
        if missing:
            problems += [Problem(name, 1, column, "the column is missing") for column in missing]
            return Table(name)
        return Table(name, [Row(name, lines.line_num, dict(cells), problems) for cells in lines])


def word(text: str) -> str:
    return text


def words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split("|"))))


def flag(text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise ValueError(f"{text!r} is neither yes nor no")
    return text.lower() == "yes"


def whole(least: int = 0, most: int = 10**6) -> Callable[[str], int]:
    """Make a reader of whole numbers between two bounds."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise ValueError(f"{text!r} is not a whole number") from None
        if not least <= number <= most:
            raise ValueError(f"{number} is not between {least} and {most}")
        return number

    return read


def degrees(limit: int) -> Callable[[str], float]:
    """Make a reader of coordinates within ±limit degrees."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            raise ValueError(f"{text!r} is not a coordinate") from None
        if not -limit <= value <= limit:
            raise ValueError(f"{text} is not between -{limit} and {limit} degrees")
        return value

    return read


def amount(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a number") from None
    if not value.is_finite():
        raise ValueError(f"{text!r} is not a number")
    if value < 0:
        raise ValueError(f"{text} is negative")
    return value


def currency(text: str) -> str:
    if not _is_currency(text):
        raise ValueError(f"unknown currency {text!r}")
    return text


# Babel goes through the currencies of the world each time, and every rate names one.
_is_currency = cache(is_money)


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a date such as 2026-12-20") from None


def spans(text: str) -> tuple[tuple[date, date], ...]:
    """Read `2027-01-10..2027-01-20|2027-03-19` as inclusive ranges of dates."""
    result = []
    for part in words(text):
        first, _, last = part.partition("..")
        start, end = day(first), day(last or first)
        if end < start:
            raise ValueError(f"{part} ends before it begins")
        result.append((start, end))
    return tuple(result)


def one_of(*allowed: str) -> Callable[[str], str]:
    """Make a reader of a word out of a closed list."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"{text!r} is not one of {', '.join(allowed)}")
        return text

    return read
