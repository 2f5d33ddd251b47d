"""Passages that were read once are not read again: a record's id bears the digest of what it holds."""

import threading
from collections.abc import Iterable, Sequence

from knowledge.conflicts import Conflict, Told, conflicts
from knowledge.gazetteer import Gazetteer
from knowledge.passages import Passage, part_ids, told_in, whole_ids
from knowledge.store import ChromaStore, Record

KEPT = 8_192  # records, of about 2 kB each
PAIRS = 4_096  # pairs of documents


class Recalled:
    """Reads of a store whose records bear a digest of their document in their id. Safe to share
    between threads; may raise `LibraryUnavailable`."""

    def __init__(self, store: ChromaStore, gazetteer: Gazetteer) -> None:
        self._store, self._gazetteer = store, gazetteer
        self._lock = threading.Lock()
        self._records: dict[tuple[str, str], Record] = {}
        self._pairs: dict[tuple[str, str, str], tuple[Conflict, ...]] = {}

    def fetch(self, collection: str, ids: Iterable[str]) -> dict[str, Record]:
        """Records by id, in the order asked for; those that do not exist are left out."""
        wanted = list(dict.fromkeys(ids))
        with self._lock:
            known = {i: self._records[collection, i] for i in wanted if (collection, i) in self._records}
        if lacking := [i for i in wanted if i not in known]:
            found = self._store.fetch(collection, lacking)
            known |= found
            with self._lock:
                self._records |= {(collection, i): record for i, record in found.items()}
                while len(self._records) > KEPT:
                    del self._records[next(iter(self._records))]
        return {i: known[i] for i in wanted if i in known}

    def wholes_with_parts(
        self, collection: str, ids: Iterable[str]
    ) -> tuple[dict[str, Record], dict[str, Record]]:
        """Whole passages, and the sentences and authors' questions within them."""
        wholes = self.fetch(collection, ids)
        return wholes, self.fetch(collection, [i for one in wholes.values() for i in part_ids(one)])

    def against(self, collection: str, mine: Passage, others: Sequence[Passage]) -> list[Conflict]:
        """Where the documents of other passages disagree with that of `mine`, told from its side."""
        versions = {passage.version: passage for passage in others if passage.document != mine.document}
        return [one for other in versions.values() for one in self._between(collection, mine, other)]

    def _between(self, collection: str, mine: Passage, other: Passage) -> tuple[Conflict, ...]:
        pair = (collection, mine.version, other.version)
        with self._lock:
            if pair in self._pairs:
                return self._pairs[pair]
        lines = [*self._told(collection, mine), *self._told(collection, other)]
        found = tuple(conflicts(lines, self._gazetteer))
        with self._lock:
            self._pairs[pair] = found
            while len(self._pairs) > PAIRS:
                del self._pairs[next(iter(self._pairs))]
        return found

    def _told(self, collection: str, passage: Passage) -> list[Told]:
        return told_in(*self.wholes_with_parts(collection, whole_ids(passage)))
