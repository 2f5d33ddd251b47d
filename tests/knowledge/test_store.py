"""The vector store keeps what it was given, on disk and on a server, through restarts and kills."""

import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest

from knowledge import nearest
from knowledge.chroma import LibraryUnavailable
from knowledge.nearest import LaidOut
from knowledge.store import ChromaStore, Record


def record(name: str, angle: float, **facts: str) -> Record:
    vector = np.array([np.cos(angle), np.sin(angle), 0], dtype=np.float32)
    return Record(name, vector, f"text of {name}", {"document": name, **facts})


def towards(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle), 0], dtype=np.float32)


@pytest.fixture(params=["disk", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ChromaStore]:
    url = request.getfixturevalue("chroma_server") if request.param == "server" else None
    opened = ChromaStore(tmp_path / "library", url)
    yield opened
    opened.close()


@pytest.fixture
def name() -> str:
    return f"Fragen & Antworten {uuid4()}"


def test_the_nearest_come_first_with_their_text_and_facts(store: ChromaStore, name: str) -> None:
    store.add(name, [record("far", 2.0), record("near", 0.1, topic="visa"), record("middle", 1.0)])
    assert store.nearest(name, towards(0), 2) == ["near", "middle"]
    held = store.fetch(name, ["near", "gone"])
    assert list(held) == ["near"]
    assert held["near"].text == "text of near"
    assert held["near"].facts == {"document": "near", "topic": "visa"}
    assert np.allclose(held["near"].vector, towards(0.1), atol=1e-6)
    assert list(store.facts(name, {"document": "near", "topic": "visa"})) == ["near"]
    assert store.collections()[name] == 3


def test_a_record_is_replaced_by_one_of_its_id_and_dropped_by_it(store: ChromaStore, name: str) -> None:
    store.add(name, [record("a", 0.0), record("b", 1.0)])
    store.add(name, [record("a", 2.0)])
    assert store.nearest(name, towards(2), 5) == ["a", "b"]
    store.drop(name, ["a", "never there"])
    assert store.nearest(name, towards(2), 5) == ["b"]


def test_a_collection_that_does_not_exist_is_empty(store: ChromaStore, name: str) -> None:
    assert store.nearest(name, towards(0), 3) == []
    assert store.fetch(name, ["a"]) == {}
    assert store.facts(name, {"document": "a"}) == {}
    store.drop(name, ["a"])
    assert name not in store.collections()


def test_collections_know_nothing_of_each_other(store: ChromaStore, name: str) -> None:
    store.add(name, [record("a", 0.0)])
    store.add(f"{name} too", [record("b", 0.0)])
    assert store.nearest(name, towards(0), 5) == ["a"]


def test_a_replaced_collection_holds_the_new_records_alone(store: ChromaStore, name: str) -> None:
    store.add(name, [record("old", 0.0)])
    store.replace(name, iter([[record("new", 0.0)], [record("newer", 1.0)]]))
    assert store.nearest(name, towards(0), 5) == ["new", "newer"]
    store.replace(name, iter([]))
    assert store.nearest(name, towards(0), 5) == []


def test_a_replacement_that_breaks_off_leaves_the_old_records(store: ChromaStore, name: str) -> None:
    store.add(name, [record("old", 0.0)])

    def broken() -> Iterator[list[Record]]:
        yield [record("new", 0.0)]
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="disk"):
        store.replace(name, broken())
    assert store.nearest(name, towards(0), 5) == ["old"]
    store.replace(name, iter([[record("newest", 0.0)]]))
    assert store.nearest(name, towards(0), 5) == ["newest"]


def test_a_second_reader_sees_a_replacement(chroma_server: str, tmp_path: Path, name: str) -> None:
    writer, reader = (ChromaStore(tmp_path, chroma_server) for _ in range(2))
    writer.add(name, [record("old", 0.0)])
    assert reader.nearest(name, towards(0), 5) == ["old"]
    writer.replace(name, iter([[record("new", 0.0)]]))
    assert reader.nearest(name, towards(0), 5) == ["new"]
    writer.close()
    reader.close()


def test_everything_is_there_after_a_restart(tmp_path: Path, name: str) -> None:
    before = ChromaStore(tmp_path)
    before.add(name, [record("a", 0.0), record("b", 1.0)])
    before.close()
    after = ChromaStore(tmp_path)
    assert after.nearest(name, towards(1), 5) == ["b", "a"]
    after.close()


@contextmanager
def elsewhere(folder: Path, body: str) -> "Iterator[subprocess.Popen[str]]":
    """Another process that has the folder open, and does what `body` says."""
    code = textwrap.dedent("""
        import sys
        from pathlib import Path
        from knowledge.store import ChromaStore
        from tests.knowledge.test_store import record
        store = ChromaStore(Path(sys.argv[1]))
    """) + textwrap.dedent(body)
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield process


def test_what_another_process_writes_is_seen_at_once(tmp_path: Path) -> None:
    store = ChromaStore(tmp_path)
    store.add("faq", [record("a", 0.0)])
    assert store.nearest("faq", towards(0), 5) == ["a"]
    with elsewhere(tmp_path, "store.add('faq', [record('b', 0.0)])") as other:
        assert other.wait(60) == 0
    assert sorted(store.nearest("faq", towards(0), 5)) == ["a", "b"]
    with elsewhere(tmp_path, "store.replace('faq', iter([[record('c', 0.0)]]))") as other:
        assert other.wait(60) == 0
    assert store.nearest("faq", towards(0), 5) == ["c"]
    store.close()


def test_a_rebuild_that_is_killed_leaves_the_old_records(tmp_path: Path) -> None:
    store = ChromaStore(tmp_path)
    store.add("faq", [record("old", 0.0)])
    slow = """
        import time
        def batches():
            yield [record("new", 0.0)]
            print("half way", flush=True)
            time.sleep(600)
        store.replace("faq", batches())
    """
    with elsewhere(tmp_path, slow) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "half way\n"
        other.send_signal(signal.SIGKILL)
    assert store.nearest("faq", towards(0), 5) == ["old"]
    store.replace("faq", iter([[record("new", 0.0)]]))
    assert store.nearest("faq", towards(0), 5) == ["new"]
    store.close()


def test_threads_may_read_and_write_at_once(store: ChromaStore, name: str) -> None:
    store.add(name, [record("first", 0.0)])

    def work(number: int) -> list[str]:
        if number % 4 == 0:
            store.add(name, [record(f"r{number}", 3.0)])
        return store.nearest(name, towards(0), 1)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(40))) == [["first"]] * 40
    assert store.collections()[name] == 11


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "127.0.0.1:9", "http://"])
def test_a_server_that_is_not_there_is_named(tmp_path: Path, url: str) -> None:
    with pytest.raises(LibraryUnavailable, match=r"127\.0\.0\.1:9|names no host"):
        ChromaStore(tmp_path, url).nearest("faq", towards(0), 1)


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("not a folder")
    with pytest.raises(LibraryUnavailable, match="library"):
        ChromaStore(tmp_path / "library").add("faq", [record("a", 0.0)])


def test_a_question_is_answered_from_memory_until_the_collection_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []
    of = LaidOut.of.__func__  # type: ignore[attr-defined]  # the function behind the class method
    monkeypatch.setattr(LaidOut, "of", classmethod(lambda cls, held: reads.append(1) or of(cls, held)))
    ours, theirs = ChromaStore(tmp_path / "library"), ChromaStore(tmp_path / "library")
    ours.add("agency", [record("a", 0.0), record("b", 1.0)])
    for _ in range(3):
        assert ours.nearest("agency", towards(0), 1) == ["a"]
    assert len(reads) == 1
    theirs.drop("agency", ["a"])  # as another process does
    assert ours.nearest("agency", towards(0), 1) == ["b"]
    assert len(reads) == 2
    ours.close()
    theirs.close()


def test_a_collection_too_large_to_be_laid_out_is_asked_of_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "MOST_LAID_OUT", 2)
    monkeypatch.setattr(LaidOut, "nearest", lambda *_: pytest.fail("nothing was laid out"))
    store = ChromaStore(tmp_path / "library")
    store.add("agency", [record("far", 2.0), record("near", 0.1), record("middle", 1.0)])
    assert store.nearest("agency", towards(0), 2) == ["near", "middle"]
    store.close()
