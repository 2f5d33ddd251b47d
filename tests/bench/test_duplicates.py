"""The measure of doubles says what it lacks, and counts what it finds."""

import sys
from pathlib import Path

import pytest

from tests.bench import duplicates

HEADER = (
    "rec_id, given_name, surname, street_number, address_1, suburb, postcode, date_of_birth, soc_sec_id\n"
)
ASHA = "asha, rao, 12, hill road, bandra, 4001, 19800102, 5512345\n"
OTHER = "lachlan, berry, 69, giblin street, bittern, 7364, 19990219, 7364009\n"


def test_without_the_lists_the_measure_says_how_to_name_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("FEBRL", raising=False)
    monkeypatch.setattr(sys, "argv", ["duplicates"])
    assert duplicates.main() == 0
    assert "data not found" in capsys.readouterr().out


def test_a_list_with_one_double_is_found_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"{HEADER}rec-1-org, {ASHA}rec-1-dup-0, {ASHA}rec-2-org, {OTHER}"
    for files, _ in duplicates.LISTS.values():
        for name in files:
            (tmp_path / name).write_text(rows, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["duplicates", "--febrl", str(tmp_path)])
    assert duplicates.main() == 0
    first = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("FEBRL 1"))
    assert first.split()[2:6] == ["3", "1.0000", "1.0000", "1.0000"]
