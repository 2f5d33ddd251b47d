"""Vectors in Chroma, on disk or on a server; nothing here that could not be built again.

One Chroma collection holds one body of knowledge. A rebuild fills a new one beside the old and only
then marks it complete, so that a killed rebuild leaves readers the old one.
"""

import fcntl
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.chroma import failures, open_client, read_stamp, sessions_of
from knowledge.conflicts import Told
from knowledge.nearest import LaidOut

Fact = str | int | float | bool
Got = TypeVar("Got")
BATCH = 2000  # Chroma takes at most 5,461 records at a time
# Chroma's own figures (100, 100, 16) lost one passage that stands apart among 150 that are alike in
# 4 of 25 collections; these lost it in none of 80.
SPACE = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}}


@dataclass(frozen=True)
class Record:
    """One vector with its text and plain facts about it."""

    id: str
    vector: NDArray[np.float32]
    text: str
    facts: Mapping[str, Fact]


class ChromaStore:
    """The port to Chroma. With `url` a server is spoken to, else `folder` is opened.

    On disk, only one process should write at a time; a lock file sees to that, and a stamp tells the
    others to open the folder anew, because Chroma would go on answering from what it had read before.
    Safe to share between threads.
    """

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self._folder, self._url = folder, url
        self._stamp_path = str(folder / "stamp")
        self._client: Any = None
        self._stamp = ""
        self._lock = threading.RLock()
        self._open_collections: dict[str, Any] = {}
        self._laid_out: dict[str, LaidOut | None] = {}  # on disk alone, where a stamp tells of changes

    # -- reading ---------------------------------------------------------------------------------

    def collections(self) -> dict[str, int]:
        """The bodies of knowledge with their numbers of records."""
        with self._reading() as client:
            newest = _newest(client.list_collections())
            return {name: collection.count() for name, collection in sorted(newest.items())}

    def nearest(self, collection: str, vector: NDArray[np.float32], limit: int) -> list[str]:
        """The ids of the records whose vectors are most like the one given, best first."""

        def query(held: Any) -> list[str]:
            if not self._url:
                if collection not in self._laid_out:
                    self._laid_out[collection] = LaidOut.of(held)
                if (laid_out := self._laid_out[collection]) is not None:
                    return laid_out.nearest(vector, limit)
            found = held.query(query_embeddings=[vector], n_results=limit, include=[])
            return list(found["ids"][0])

        return self._read(collection, query, [])

    def told(self, collection: str) -> Iterator[Told]:
        """Every sentence of a collection, with where it stands."""
        held = self.facts(collection, {})
        wholes = {
            id_.rpartition(".")[0]: facts for id_, facts in held.items() if facts.get("face") == "whole"
        }
        ids = [id_ for id_ in held if id_.rpartition(".")[2].startswith("s")]
        for first in range(0, len(ids), BATCH):
            for record in self.fetch(collection, ids[first : first + BATCH]).values():
                whole = wholes.get(record.id.rpartition(".")[0])
                if whole is not None:
                    document, title, section = (str(whole[n]) for n in ("document", "title", "section"))
                    yield Told(document, title, section, record.text, record.vector)

    def fetch(self, collection: str, ids: Sequence[str]) -> dict[str, Record]:
        """Records by id; those that no longer exist are left out."""

        def get(held: Any) -> dict[str, Record]:
            got = held.get(ids=list(ids), include=["embeddings", "documents", "metadatas"])
            rows = zip(got["ids"], got["embeddings"], got["documents"], got["metadatas"], strict=True)
            return {row[0]: Record(row[0], np.asarray(row[1], np.float32), row[2], row[3]) for row in rows}

        return self._read(collection, get, {}) if ids else {}

    def facts(self, collection: str, where: Mapping[str, Any]) -> dict[str, Mapping[str, Fact]]:
        """The facts of all records for which every fact of `where` holds, by record id."""
        clauses: list[Any] = [{key: value} for key, value in where.items()]
        condition: Any = {"$and": clauses} if len(clauses) > 1 else next(iter(clauses), None)

        def get(held: Any) -> dict[str, Mapping[str, Fact]]:
            got = held.get(where=condition, include=["metadatas"])
            return dict(zip(got["ids"], got["metadatas"], strict=True))

        return self._read(collection, get, {})

    def _read(self, collection: str, work: Callable[[Any], Got], absent: Got) -> Got:
        from chromadb.errors import NotFoundError

        with self._reading() as client:
            for _ in range(3):
                held = self._held(client, collection)
                if held is None:
                    return absent
                try:
                    return work(held)
                except NotFoundError:
                    # Another process finished a rebuild and dropped the collection that was open here.
                    self._open_collections.pop(collection, None)
        return absent

    # -- writing ---------------------------------------------------------------------------------

    def add(self, collection: str, records: Sequence[Record]) -> None:
        """Put records in, over those of the same id. Creates the collection if there is none."""
        with self._writing() as client:
            held = self._held(client, collection)
            if held is None:
                held = client.get_or_create_collection(
                    f"{_key(collection)}-0",
                    metadata={"collection": collection, "sequence": 0, "complete": True},
                    embedding_function=None,
                    configuration=SPACE,
                )
                self._open_collections[collection] = held
            _upsert(held, records)

    def drop(self, collection: str, ids: Sequence[str]) -> None:
        """Take records out; unknown ids do no harm."""
        with self._writing() as client:
            held = self._held(client, collection)
            if held is not None and ids:
                for start in range(0, len(ids), BATCH):
                    held.delete(ids=list(ids[start : start + BATCH]))

    def replace(self, collection: str, batches: Iterator[Sequence[Record]]) -> None:
        """Fill a collection anew; readers see the old one until the new one is complete."""
        with self._writing() as client:
            sequence = time.time_ns()
            draft = {"collection": collection, "sequence": sequence, "complete": False}
            fresh = client.create_collection(
                f"{_key(collection)}-{sequence:x}",
                metadata=draft,
                embedding_function=None,
                configuration=SPACE,
            )
            for records in batches:
                _upsert(fresh, records)
            fresh.modify(metadata={**draft, "complete": True})
            self._open_collections.pop(collection, None)
            for other in client.list_collections():
                facts = other.metadata or {}
                if facts.get("collection") == collection and facts.get("sequence", 0) < sequence:
                    client.delete_collection(other.name)

    def close(self) -> None:
        """Let go of files and connections; the store opens again when it is used."""
        with self._lock:
            self._shut()

    # -- the client ------------------------------------------------------------------------------

    def _held(self, client: Any, collection: str) -> Any:
        if collection not in self._open_collections:
            newest = _newest(client.list_collections()).get(collection)
            if newest is None:
                return None
            # Without None here Chroma would choose a model by itself and download it.
            held = client.get_collection(newest.name, embedding_function=None)
            self._open_collections[collection] = held
        return self._open_collections[collection]

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        # A client on disk is closed and opened anew when the stamp changes, which no other thread may
        # be in the middle of; a server needs no such care.
        with self._lock if not self._url else nullcontext(), failures(self._url or str(self._folder)):
            yield self._ready()

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._lock, failures(self._url or str(self._folder)):
            if self._url:
                yield self._ready()
                return
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / "write.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                try:
                    yield self._ready()
                finally:
                    self._laid_out.clear()
                    self._stamp = f"{os.getpid()}-{time.time_ns()}"
                    Path(self._stamp_path).write_text(self._stamp, encoding="ascii")

    def _ready(self) -> Any:
        with self._lock:
            if not self._url:
                current = read_stamp(self._stamp_path)
                if current != self._stamp:
                    self._shut()
                    self._stamp = current
            if self._client is None:
                self._client = open_client(self._folder, self._url)
            return self._client

    def _shut(self) -> None:
        self._open_collections.clear()
        self._laid_out.clear()
        if self._client is not None:
            sessions = sessions_of(self._client)
            self._client.close()
            for session in sessions:
                session.close()
            self._client = None


def _newest(found: Sequence[Any]) -> dict[str, Any]:
    """The complete Chroma collection with the highest sequence for each body of knowledge."""
    newest: dict[str, Any] = {}
    for collection in found:
        facts = collection.metadata or {}
        name = facts.get("collection")
        if not name or not facts.get("complete"):
            continue
        if name not in newest or facts["sequence"] > newest[name].metadata["sequence"]:
            newest[name] = collection
    return newest


def _key(collection: str) -> str:
    # Chroma allows few characters in names; an agency may call its collection what it likes.
    return f"library-{hashlib.sha256(collection.encode()).hexdigest()[:16]}"


def _upsert(held: Any, records: Sequence[Record]) -> None:
    for start in range(0, len(records), BATCH):
        part = records[start : start + BATCH]
        held.upsert(
            ids=[record.id for record in part],
            embeddings=[record.vector for record in part],
            documents=[record.text for record in part],
            metadatas=[dict(record.facts) for record in part],
        )
