"""A model built once for all tests of the library, and libraries over it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from knowledge import sample
from knowledge.embedding import Embedder
from knowledge.library import Library
from knowledge.store import ChromaStore
from tests.vectors import remembered


@pytest.fixture(scope="session")
def embedder(model_cache: Path) -> Embedder:
    return Embedder(model_cache)


@pytest.fixture
def library(embedder: Embedder, tmp_path: Path) -> Iterator[Library]:
    """An empty library on disk."""
    opened = Library(embedder, ChromaStore(tmp_path / "library"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sample_library(
    embedder: Embedder, model_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """A library on disk that holds the sample documents; tests only read it."""
    opened = Library(embedder, ChromaStore(tmp_path_factory.mktemp("sample")))
    with remembered(model_cache / "vectors"):
        opened.rebuild(sample.documents(), sample.COLLECTION)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real Chroma server, started for the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    program = str(Path(sys.executable).with_name("chroma"))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, "run", "--path", str(folder / "data"), "--host", "127.0.0.1", "--port", str(port)],
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/v2/heartbeat", process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(url, timeout=1):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the Chroma server did not start:\n{log.read_text(errors='replace')[-2000:]}")
