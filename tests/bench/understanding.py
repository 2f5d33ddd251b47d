"""Measures how messages are understood: `python -m tests.bench.understanding --data DIR [--engine llm]`.

Prints one table: each reach, what was measured, and by which fields it falls short. With `--engine llm` the
model of OPENAI_MODEL, OPENAI_BASE_URL and OPENAI_API_KEY reads, or where none is set a double (see
`model_reader`); `--most` bounds the rows of a set, for a model that costs.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agents.understanding.contract import Engine
from agents.understanding.offline import OfflineEngine
from tests.bench import understanding_dialogues, understanding_intents, understanding_sets
from tests.bench.model_reader import model_reader
from tests.bench.understanding_sets import Tally

OWN = Path(__file__).parent.parent / "agents" / "understanding" / "messages.jsonl"


@dataclass(frozen=True)
class Line:
    """One row of the table. `figure` and `reach` are shares, or milliseconds where `is_most`."""

    name: str
    figure: float
    reach: float | None
    note: str = ""
    is_most: bool = False

    def shown(self) -> str:
        unit = " ms" if self.is_most else ""
        figure = f"{self.figure:.2f}{unit}" if self.is_most else f"{100 * self.figure:.2f} %"
        if self.reach is None:
            return f"{self.name:<44} {figure:>10}                 {self.note}"
        is_reached = self.figure <= self.reach if self.is_most else self.figure >= self.reach
        bound = (
            f"{'<=' if self.is_most else '>='} {self.reach:g}{unit}"
            if self.is_most
            else f">= {100 * self.reach:g} %"
        )
        return f"{self.name:<44} {figure:>10} {bound:>10} {'ok' if is_reached else 'NOT':>4}  {self.note}"


def found(data: Path, pattern: str) -> Path | None:
    """The first file of that name anywhere under the folder."""
    return next(iter(sorted(data.rglob(pattern))), None)


def briefs(path: Path, engine: Engine, most: int | None) -> Iterator[Line]:
    tally = understanding_sets.travelbench(path, engine, most)
    yield Line("travelbench: all fields right", tally.rows_right / tally.rows, 0.96, f"{tally.rows} briefs")
    yield from _fields(tally)


def hotels(path: Path, engine: Engine, most: int | None) -> Iterator[Line]:
    tally = understanding_sets.nlupp(path, engine, most)
    names = ("adults", "kids", "rooms", "date", "date_from", "date_to", "date_period")
    total = sum(tally.total[n] for n in names)
    yield Line("nlupp: adults, kids, rooms, dates right", tally.share(*names), 0.90, f"{total} values")
    backwards = understanding_sets.backward_ends(path, most)
    right, rest = sum(tally.right[n] for n in names), total - backwards
    yield Line(
        "  the same without ends that lie before starts", right / rest, None, f"{backwards} such in the set"
    )
    yield from _fields(tally)


def dialogues(path: Path, engine: Engine, most: int | None) -> Iterator[Line]:
    tally = understanding_dialogues.sgd(path, engine, most)
    right, wanted = sum(tally.right.values()), sum(tally.total.values())
    silent = sum(1 for _, _, got, _ in tally.wrong if got is None)
    given = right + len(tally.wrong) - silent + sum(tally.extra.values())
    yield Line(
        "sgd: F1 of final slot values",
        2 * right / (given + wanted),
        0.80,
        f"{tally.rows} dialogues, {wanted} values",
    )
    yield Line("  precision", right / given, None)
    yield Line("  recall", right / wanted, None)
    yield from _fields(tally)


def _fields(tally: Tally) -> Iterator[Line]:
    """Only the fields that fall behind, so that the table shows where to look."""
    for name in tally.total:
        share = tally.share(name)
        if share < 0.9:
            yield Line(f"  {name}", share, None, f"of {tally.total[name]}")


def language(engine: Engine, most: int | None) -> Iterator[Line]:
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    short = [row for row in rows if len(row["text"]) <= 60][:most]
    right = sum(engine.understand(r["text"], (), date(2026, 11, 22)).language == r["language"] for r in short)
    yield Line(
        "language of own short messages",
        right / len(short),
        0.98,
        f"{len(short)} messages of up to 60 letters",
    )


def cpu(engine: Engine, texts: Sequence[str]) -> Iterator[Line]:
    for text in texts[:200]:
        engine.understand(text, (), date(2026, 11, 22))
    spent = []
    for text in texts:
        before = time.process_time()
        engine.understand(text, (), date(2026, 11, 22))
        spent.append(1000 * (time.process_time() - before))
    spent.sort()
    for name, share, reach in (("p50", 0.5, 8.0), ("p99", 0.99, 25.0)):
        value = spent[int(share * (len(spent) - 1))]
        yield Line(f"CPU a message, {name}", value, reach, f"{len(texts)} messages", is_most=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.understanding", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public data sets")
    parser.add_argument("--models", type=Path, default=Path("var/models"), help="where built models are kept")
    parser.add_argument("--without-intents", action="store_true", help="leave out the slowest part")
    parser.add_argument("--engine", choices=("offline", "llm"), default="offline", help="who reads")
    parser.add_argument("--most", type=int, help="read at most so many rows of each set")
    given = parser.parse_args(arguments)
    offline = OfflineEngine()
    if given.engine == "offline":
        return _measure(offline, given)
    with model_reader(offline) as (reader, what):
        sys.stdout.write(f"engine llm: {what}\n")
        missing = _measure(reader, given)
        sys.stdout.write(f"{reader.told()}\n")
    return missing


def _measure(engine: Engine, given: argparse.Namespace) -> int:
    sets: tuple[tuple[str, Callable[[Path, Engine, int | None], Iterator[Line]]], ...] = (
        ("travelbench*.jsonl", briefs), ("nlupp_hotels*.jsonl", hotels), ("sgd_travel*.jsonl", dialogues)
    )  # fmt: skip
    texts = [json.loads(line)["text"] for line in OWN.read_text(encoding="utf-8").splitlines()]
    missing = 0
    for pattern, measure in sets:
        path = found(given.data, pattern)
        if path is None:
            missing += 1
            sys.stdout.write(f"{pattern}: data not found under {given.data}\n")
            continue
        _show(measure(path, engine, given.most))
        if measure is briefs:
            texts += [row["query"] for row in understanding_sets.lines(path)]
    _show(language(engine, given.most))
    if engine.name == "llm":  # what follows is of the offline engine's own: its time, and its sense of scope
        return int(missing > 0)
    _show(cpu(engine, texts))
    if not given.without_intents:
        missing += _intents(given.data, given.models)
    return 1 if missing else 0


def _intents(data: Path, models: Path) -> int:
    path = found(data, "clinc150*.json")
    if path is None:
        sys.stdout.write(f"clinc150*.json: data not found under {data}\n")
        return 1
    for name, figure, reach, note in understanding_intents.measure(
        sorted(data.rglob("clinc150*.json")), models
    ):
        _show([Line(name, figure, reach, note)])
    return 0


def _show(lines: Iterator[Line] | list[Line]) -> None:
    for line in lines:
        sys.stdout.write(line.shown() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
