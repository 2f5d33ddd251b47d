"""Chroma itself: its client, its failures told as one, and the stamp of who wrote a folder last."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SECONDS = 30.0  # how long a server may take for one request
STAMP_LENGTH = 64  # bytes, more than any stamp has


class LibraryUnavailable(Exception):
    """The vector store cannot be reached or opened; nothing was lost, and it may be tried again."""


def read_stamp(path: str) -> str:
    """What the last writer left, by the plainest of reads: it is looked at before every search."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return ""
    try:
        return os.read(handle, STAMP_LENGTH).decode("ascii")
    finally:
        os.close(handle)


def open_client(folder: Path, url: str | None) -> Any:
    """A client of the server at `url`, or of the folder. Raises `LibraryUnavailable` without a host."""
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
        return chromadb.PersistentClient(folder, settings=settings)
    parts = urlsplit(url if "//" in url else f"//{url}")
    if not parts.hostname:
        raise LibraryUnavailable(f"CHROMA_URL {url!r} names no host")
    is_safe = parts.scheme == "https"
    port = parts.port or (443 if is_safe else 8000)
    client = chromadb.HttpClient(parts.hostname, port, ssl=is_safe, settings=settings)
    for session in sessions_of(client):
        session.timeout = SECONDS
    return client


def sessions_of(client: Any) -> list[Any]:
    """The HTTP sessions under the client of a server, its own and its administrator's. Chroma sets
    them no time limit and never closes them, and offers no way to do either."""
    both = (client, getattr(client, "_admin_client", None))
    found = [getattr(getattr(one, "_server", None), "_session", None) for one in both]
    return [session for session in found if session is not None]


@contextmanager
def failures(place: str) -> Iterator[None]:
    """Raise whatever Chroma and its client fail with as `LibraryUnavailable`, which names the place."""
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, httpx.HTTPError, ConnectionError, OSError) as error:
        raise LibraryUnavailable(f"the vector store at {place} does not answer: {error}") from error
    except ValueError as error:
        # chromadb's client turns a refused connection into a plain ValueError.
        if "connect" not in str(error).lower():
            raise
        raise LibraryUnavailable(f"the vector store at {place} does not answer: {error}") from error
