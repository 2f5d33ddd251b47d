"""Measures intents on CLINC150: travel against the rest, and what no intent covers.

Two readers of the same sentence vectors are measured. *Scope* is the desk's own, learned only from the
sentences that the product brings. The *head* is a classifier over the set's 150 intents, fitted here on
the set's training half: nearest sentences of each intent plus ridge regression on random features. Travel
against the rest is measured for scope alone, as the product ships it, and for both together.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.understanding.scope import SURE, Scope
from knowledge.embedding import Embedder

Matrix = NDArray[np.float64]
Row = tuple[str, str]  # text, intent
TRAVEL = frozenset(
    ("book_flight", "book_hotel", "car_rental", "carry_on", "exchange_rate", "flight_status",
     "international_visa", "lost_luggage", "plug_type", "timezone", "translate", "travel_alert",
     "travel_notification", "travel_suggestion", "vaccines")
)  # fmt: skip
JOINT = 0.7  # of twice the scope's score and the head's, from which a sentence counts as travel
OOS_SHARE = 1000 / 4500  # of out-of-scope to in-scope rows in the set's test half


@dataclass(frozen=True)
class Part:
    """Rows of the set that are measured on, with their vectors."""

    rows: list[Row]
    vectors: Matrix

    @property
    def is_travel(self) -> NDArray[np.bool_]:
        return np.array([intent in TRAVEL for _, intent in self.rows])

    @property
    def is_oos(self) -> NDArray[np.bool_]:
        return np.array([intent == "oos" for _, intent in self.rows])


def measure(files: Sequence[Path], models: Path) -> Iterator[tuple[str, float, float | None, str]]:
    """Name, share, reach and note of each figure."""
    rows: dict[str, list[Row]] = {}
    for file in files:
        for name, part in json.loads(file.read_text(encoding="utf-8")).items():
            rows.setdefault(name, []).extend((text, intent) for text, intent in part)
    embedder = Embedder(models)
    tested = "test" if "test" in rows else "val"
    measured = _part(rows, embedder, tested)
    note = f"{tested}: {len(measured.rows)} sentences"
    scores = np.array(Scope(embedder.embed, models).scores_of(measured.vectors))
    yield from _travel("scope, own sentences only", scores >= SURE, measured, note)
    if "train" not in rows:
        yield "out-of-scope F1", 0.0, 0.80, "no training half under this folder: the head cannot be fitted"
        return
    head = Head(rows["train"], embedder)
    surest, intents = head.read(measured.vectors)
    if tested == "test" and "val" in rows:
        bound = _bound(head.read(_part(rows, embedder, "val").vectors)[0], _part(rows, embedder, "val"))
        bounds = np.full(len(surest), bound)
    else:  # each half is judged by the bound that suits the other
        bounds = _crossed(surest, measured)
    is_known = surest >= bounds
    joint = 2 * scores + head.travel(measured.vectors)
    yield from _travel("scope with a head fitted on the set", joint >= JOINT, measured, note)
    precision, recall = _oos(~is_known, measured)
    f1 = 2 * precision * recall / (precision + recall)
    yield (
        "out-of-scope F1 (head)",
        f1,
        0.80,
        f"precision {precision:.3f}, recall {recall:.3f}, weighted as in the test half",
    )
    inside = ~measured.is_oos
    truth = np.array([intent for _, intent in measured.rows])
    yield "  150 intents right, in scope", float((intents == truth)[inside].mean()), None, ""


def _part(rows: dict[str, list[Row]], embedder: Embedder, name: str) -> Part:
    chosen = rows[name] + [(text, "oos") for text, _ in rows.get(f"oos_{name}", [])]
    return Part(chosen, np.asarray(embedder.embed([text for text, _ in chosen]), dtype=np.float64))


def _travel(
    name: str, said: NDArray[np.bool_], part: Part, note: str
) -> Iterator[tuple[str, float, float | None, str]]:
    both = int((said & part.is_travel).sum())
    yield f"travel against rest, recall ({name})", both / int(part.is_travel.sum()), 0.97, note
    yield f"travel against rest, precision ({name})", both / max(1, int(said.sum())), 0.985, note


def _weights(part: Part) -> Matrix:
    inside = int((~part.is_oos).sum())
    return np.where(part.is_oos, OOS_SHARE * inside / max(1, int(part.is_oos.sum())), 1.0)


def _oos(said: NDArray[np.bool_], part: Part) -> tuple[float, float]:
    weights = _weights(part)
    both = float(weights[said & part.is_oos].sum())
    return both / max(1e-9, float(weights[said].sum())), both / float(weights[part.is_oos].sum())


def _bound(surest: Matrix, part: Part) -> float:
    best, chosen = -1.0, 0.0
    for bound in np.quantile(surest, np.linspace(0.005, 0.4, 80)):
        precision, recall = _oos(surest < bound, part)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        if f1 > best:
            best, chosen = f1, float(bound)
    return chosen


def _crossed(surest: Matrix, part: Part) -> Matrix:
    bounds = np.zeros(len(surest))
    odd = np.arange(len(surest)) % 2 == 1
    for half in (odd, ~odd):
        other = Part([row for row, is_in in zip(part.rows, ~half, strict=True) if is_in], part.vectors[~half])
        bounds[half] = _bound(surest[~half], other)
    return bounds


class Head:
    """Which of the intents a sentence has, and how sure that is."""

    def __init__(
        self, rows: Sequence[Row], embedder: Embedder, width: int = 3000, ridge: float = 0.5
    ) -> None:
        self._vectors = np.asarray(embedder.embed([text for text, _ in rows]), dtype=np.float64)
        self._names = sorted({intent for _, intent in rows})
        place = {name: index for index, name in enumerate(self._names)}
        self._labels = np.array([place[intent] for _, intent in rows])
        random = np.random.default_rng(7)
        self._turns = random.normal(size=(self._vectors.shape[1], width)) * np.sqrt(2)
        self._shifts = random.uniform(0, 2 * np.pi, width)
        truth = -np.ones((len(rows), len(self._names)))
        truth[np.arange(len(rows)), self._labels] = 1
        features = self._features(self._vectors)
        ours = np.array([1.0 if intent in TRAVEL else -1.0 for _, intent in rows])
        heavier = features * np.where(ours > 0, 3.0, 1.0)[:, None]  # travel is a tenth of the rows
        self._travel = np.linalg.solve(heavier.T @ features + ridge * np.eye(width), heavier.T @ ours)
        self._weights = np.linalg.solve(features.T @ features + ridge * np.eye(width), features.T @ truth)

    def _features(self, vectors: Matrix) -> Matrix:
        waves: Matrix = np.cos(vectors @ self._turns + self._shifts)
        return np.asarray(waves * np.sqrt(2 / self._turns.shape[1]))

    def travel(self, vectors: Matrix) -> Matrix:
        """About 1 for travel, -1 for the rest."""
        return np.asarray(self._features(vectors) @ self._travel)

    def read(self, vectors: Matrix) -> tuple[Matrix, NDArray[Any]]:
        """The surest score of each row and the name of its intent."""
        scores = self._features(vectors) @ self._weights
        likeness = vectors @ self._vectors.T
        for label in range(len(self._names)):
            nearest = np.sort(likeness[:, self._labels == label], axis=1)[:, -5:]
            scores[:, label] += 4 * nearest.mean(axis=1)
        return scores.max(axis=1), np.array(self._names)[scores.argmax(axis=1)]
