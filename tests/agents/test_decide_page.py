"""The page about decisions says what the table says."""

from pathlib import Path

from agents.deciding.decide import TABLE
from agents.page import page

PAGE = Path(__file__).parents[2] / "docs" / "dialogue.md"


def test_the_page_is_the_table() -> None:
    told = PAGE.read_text(encoding="utf-8")
    assert told == page(), "write it anew: python -m agents.page > docs/dialogue.md"


def test_every_row_stands_on_the_page_with_what_it_does() -> None:
    rows = [line for line in page().splitlines() if line.startswith("| ") and line.count("|") >= 6]
    numbered = [row for row in rows if row.split("|")[1].strip().isdigit()]
    assert [row.split("|")[2].strip() for row in numbered] == [row.name for row in TABLE]
    assert sum("HandOver" in row for row in numbered) >= 8
