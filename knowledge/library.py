"""The library: documents in, cited passages and answers out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import documents as reading
from knowledge.answers import answer_from, told_by
from knowledge.conflicts import Conflict, conflicts
from knowledge.documents import Document, Unreadable
from knowledge.embedding import Embedder, Vectors
from knowledge.gazetteer import Gazetteer
from knowledge.machine_talk import speaks_to_a_machine
from knowledge.passages import Passage, digest, records
from knowledge.questions import Question, asked
from knowledge.recalled import Recalled
from knowledge.store import ChromaStore, Record
from knowledge.weighing import Weighed, has_matter, is_supported, tells_of_thing, weigh

MOST_SOURCES = 3
# Measured: off-topic questions of two sets that the library had not seen were left alone 95 times in
# 100 from here on. A share of common words added to the likeness did not make the two fall apart better.
ABSTAIN_BELOW = 0.43
# A question of which the glossary knew less than this is not understood.
LEAST_SHARE = 0.5
# How far behind the best a passage may lie and still be named as a source.
SOURCE_MARGIN = 0.15
# How far behind the best a passage may lie and still contradict it.
CONFLICT_REACH = 0.25


@dataclass(frozen=True)
class Ingested:
    """What became of the files at a path. `failed` holds name and reason."""

    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    passages: int = 0


@dataclass(frozen=True)
class Entry:
    """A document that a collection holds. `passages` counts those present; `is_whole` tells whether
    they are all that the document has, which a killed ingest may leave untrue."""

    id: str
    title: str
    source: str
    passages: int
    is_sample: bool
    is_whole: bool


@dataclass(frozen=True)
class Answer:
    """An answer in the documents' own words. Abstained means that nothing in the library supports
    an answer: the text is empty, and there are no sources.

    Sources stand best first: those that the text is taken from, then other documents that say much the
    same. When the text comes from two passages, each stands in it on a line of its own under its heading.
    """

    text: str = ""
    sources: tuple[Passage, ...] = ()
    abstained: bool = True
    language: str = "en"  # of the question
    conflicts: tuple[Conflict, ...] = ()  # what other documents say against it
    written_in: str = "en"  # the language of the text


# The class has a method called `list`, which hides the type of that name within it.
Entries = list[Entry]
Names = list[str]
Passages = list[Passage]
Reasons = list[tuple[str, str]]


class Library:
    """Bodies of knowledge, each a collection of documents, with search and answers that cite.

    Synchronous and safe to share between threads; a call takes some milliseconds of processor, so
    callers in an event loop run it in a thread. Every method may raise `LibraryUnavailable`.
    """

    def __init__(
        self,
        embedder: Embedder,
        store: ChromaStore,
        *,
        gazetteer: Gazetteer | None = None,
        abstain_below: float = ABSTAIN_BELOW,
    ) -> None:
        self._embedder, self._store = embedder, store
        self._gazetteer = gazetteer or Gazetteer()
        self._recalled = Recalled(store, self._gazetteer)
        self._abstain_below = abstain_below

    # -- documents -------------------------------------------------------------------------------

    def put(self, document: Document, collection: str) -> int:
        """Take a document in, in place of the one with the same id; returns its number of passages.

        The same document again costs nothing. Raises `Unreadable` if there is no text in it.
        """
        reading.checked(document)
        held = self._store.facts(collection, {"document": document.id})
        present = [facts for facts in held.values() if facts.get("face") == "whole"]
        told = sum(1 + int(facts["sentences"]) + int(facts.get("asked", 0)) for facts in present)
        is_same = all(facts["digest"] == digest(document) for facts in held.values())
        if _is_whole(present) and is_same and len(held) == told:
            return len(present)
        fresh = self._records(document)
        self._store.add(collection, fresh)
        kept = {record.id for record in fresh}
        self._store.drop(collection, [id_ for id_ in held if id_ not in kept])
        return sum(1 for record in fresh if record.facts.get("face") == "whole")

    def remove(self, document_id: str, collection: str) -> bool:
        """Take a document out; whether it was there."""
        held = self._store.facts(collection, {"document": document_id})
        self._store.drop(collection, list(held))
        return bool(held)

    def rebuild(
        self,
        documents: Iterable[Document],
        collection: str,
        progress: Callable[[Document], None] = lambda document: None,
    ) -> int:
        """Make the collection anew from these documents, and from them alone; returns how many
        passages it has. Until it is done, and if it is killed, the old one answers."""
        total = 0

        def batches() -> Iterator[Sequence[Record]]:
            nonlocal total
            for document in documents:
                fresh = self._records(reading.checked(document))
                total += sum(1 for record in fresh if record.facts.get("face") == "whole")
                yield fresh
                progress(document)

        self._store.replace(collection, batches())
        return total

    def ingest(
        self,
        path: Path,
        collection: str,
        progress: Callable[[str, str | None], None] = lambda name, problem: None,
    ) -> Ingested:
        """Take in a file, or every readable file of a folder. A bad file is named and passed over.

        `progress` hears each file's name and, if it failed, the reason. A file's id is its path
        within the folder, so that ingesting the folder again brings changed files up to date.
        Raises `Unreadable` if the path does not exist or holds no readable file.
        """
        added: Names = []
        unchanged: Names = []
        failed: Reasons = []
        passages = 0
        files = list(reading.found(path))
        if not files:
            raise Unreadable(f"{path}: no Markdown, PDF or text file in this folder")
        before = {entry.id for entry in self.list(collection) if entry.is_whole}
        for name, file in files:
            try:
                document = reading.read(file, name)
                is_same = name in before and self._holds(document, collection)
                passages += self.put(document, collection)
                (unchanged if is_same else added).append(name)
                progress(name, None)
            except Unreadable as error:
                failed.append((name, str(error)))
                progress(name, str(error))
        return Ingested(tuple(added), tuple(unchanged), tuple(failed), passages)

    def list(self, collection: str) -> Entries:
        """The documents of a collection, by title."""
        held: dict[str, list[Mapping[str, object]]] = {}
        for facts in self._store.facts(collection, {"face": "whole"}).values():
            held.setdefault(str(facts["document"]), []).append(facts)
        entries = [
            Entry(
                id=id_,
                title=str(found[0]["title"]),
                source=str(found[0]["source"]),
                passages=len(found),
                is_sample=bool(found[0]["is_sample"]),
                is_whole=_is_whole(found),
            )
            for id_, found in held.items()
        ]
        return sorted(entries, key=lambda entry: (entry.title.casefold(), entry.id))

    def collections(self) -> Names:
        """The names of all collections."""
        return list(self._store.collections())

    # -- questions -------------------------------------------------------------------------------

    def search(self, query: str, collection: str, limit: int = 5, *, about: Sequence[str] = ()) -> Passages:
        """The passages most like the query, best first, without those about other places.

        `about` names places that the conversation is about; they count if the query names none.
        """
        question = asked(query, self._gazetteer, about=about)
        return [passage for passage, stand in self._weigh(question, collection) if stand.fits][:limit]

    def ask(
        self,
        question: str,
        collection: str,
        *,
        about: Sequence[str] = (),
        language: str | None = None,
    ) -> Answer:
        """Answer in the documents' own words, or abstain.

        `about` names places that the conversation is about ("Bali"), for questions that name none.
        `language` is the question's ISO code, if the caller knows it.
        """
        meant = asked(question, self._gazetteer, about=about, language=language)
        nothing = Answer(language=meant.language)
        if meant.share < LEAST_SHARE or not meant.text:
            return nothing
        weighed_ones = self._weigh(meant, collection)
        fitting = [p for p, stand in weighed_ones if stand.fits and not speaks_to_a_machine(_whole(p))]
        if not fitting or fitting[0].score < self._abstain_below:
            return nothing
        if not is_supported(fitting[0], weighed_ones) or not self._has_matter(fitting[0], meant, collection):
            return nothing
        told = told_by(fitting)
        text, sources = answer_from(told), self._sources(told, fitting)
        against = self._against(text, told, fitting, collection)
        return Answer(text, sources, abstained=False, language=meant.language, conflicts=against)

    def conflicts(self, collection: str) -> Sequence[Conflict]:
        """Every pair of sentences in which two documents of a collection disagree, each pair once."""
        return tuple(conflicts(list(self._store.told(collection)), self._gazetteer))

    def _against(self, text: str, told: Passages, fitting: Passages, collection: str) -> tuple[Conflict, ...]:
        """What other documents among those that fit say against the sentences of an answer."""
        near = [p for p in fitting if p.score >= fitting[0].score - CONFLICT_REACH]
        found = self._recalled.against(collection, told[0], near)
        return tuple(one for one in found if one.text in text)[:MOST_SOURCES]

    def _sources(self, told: Passages, fitting: Passages) -> tuple[Passage, ...]:
        least = max(self._abstain_below, fitting[0].score - SOURCE_MARGIN)
        others: dict[str, Passage] = {}
        for passage in fitting:
            if passage.score >= least and passage.document != told[0].document:
                others.setdefault(passage.document, passage)
        kept = [*told, *others.values()][:MOST_SOURCES]
        return tuple(sorted(kept, key=lambda passage: -passage.score))

    def embed(self, texts: Sequence[str]) -> Vectors:
        """The vectors that the library itself compares by, one row of length one for each text."""
        return self._embedder.embed(texts)

    def close(self) -> None:
        """Let go of the store's files and connections."""
        self._store.close()

    # -- within ----------------------------------------------------------------------------------

    def _records(self, document: Document) -> Sequence[Record]:
        fresh = records(document, self._embedder)
        if not fresh:
            raise Unreadable(f"{document.source or document.title}: there is no sentence in it")
        return fresh

    def _holds(self, document: Document, collection: str) -> bool:
        found = self._store.facts(collection, {"document": document.id, "face": "whole"})
        return all(facts["digest"] == digest(document) for facts in found.values())

    def _has_matter(self, best: Passage, question: Question, collection: str) -> bool:
        return has_matter(
            best, question, collection, self._embedder, self._store, self._recalled
        ) and tells_of_thing(best, question, collection, self._embedder, self._recalled)

    def _weigh(self, question: Question, collection: str) -> Weighed:
        return weigh(question, collection, self._embedder, self._store, self._recalled, self._gazetteer)


def _whole(passage: Passage) -> str:
    """Everything of a passage that a customer might read."""
    return f"{passage.heading}\n{passage.text}"


def _is_whole(found: Sequence[Mapping[str, object]]) -> bool:
    return bool(found) and all(len(found) == facts["passages"] for facts in found)


def open_library(
    home: Path,
    *,
    chroma_url: str | None = None,
    places: Mapping[str, str | None] | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Library:
    """The library that keeps its model in `home/models` and, without `chroma_url`, its vectors in
    `home/library`. Opens nothing until it is used.

    `places` are names of the agency's own, each with the place around it or None. `progress` hears
    how far the model is built, 0 to 1, the first time only.
    """
    embedder = Embedder(home / "models", progress=progress)
    store = ChromaStore(home / "library", chroma_url or None)
    return Library(embedder, store, gazetteer=Gazetteer(places or {}))
