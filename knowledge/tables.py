"""The library's own word lists, kept as Markdown tables that a person can read and extend."""

from functools import cache
from importlib.resources import files

Row = dict[str, str]


@cache
def tables(name: str) -> dict[str, list[Row]]:
    """The tables of `knowledge/<name>.md`: heading to rows, each from column name to cell."""
    found: dict[str, list[Row]] = {}
    heading, columns = "", list[str]()
    for line in (files(__package__) / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            heading, columns = line[2:].strip(), []
        elif line.startswith("|---"):
            continue
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if columns:
                found[heading].append(dict(zip(columns, cells, strict=True)))
            else:
                columns = cells
                found[heading] = []
    return found


def listed(cell: str) -> list[str]:
    """The parts of a cell that commas separate."""
    return [part.strip() for part in cell.split(",") if part.strip()]
