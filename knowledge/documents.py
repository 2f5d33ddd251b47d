"""Documents as the library takes them: values with their text, and how files become such values."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Format = Literal["markdown", "pdf", "text"]

MOST_BYTES = 25 * 1024 * 1024
MOST_CHARACTERS = 3_000_000  # about 1,500 printed pages
PAGE_BREAK = "\f"
FORMATS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".pdf": "pdf",
}


class Unreadable(Exception):
    """A document that cannot be taken into the library, and why."""


@dataclass(frozen=True)
class Document:
    """One document with its text.

    `text` is Markdown with its front matter, plain text, or what was read from a PDF (pages parted
    by form feeds, headings marked as in Markdown). `source` says where it came from, for people.
    """

    id: str
    title: str
    text: str
    format: Format = "markdown"
    source: str = ""
    is_sample: bool = False


def matter(text: str) -> tuple[dict[str, str], str]:
    """The front matter of a Markdown text as plain `key: value` pairs, and the text after it."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].strip() != "---":
        return {}, text.removeprefix("\ufeff")
    pairs: dict[str, str] = {}
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == "---":
            return pairs, "\n".join(lines[number + 1 :])
        key, colon, value = line.partition(":")
        if colon and key.strip():
            pairs[key.strip().lower()] = value.strip().strip("\"'")
    return {}, text


def _title(text: str, fallback: str) -> str:
    pairs, body = matter(text)
    if pairs.get("title"):
        return pairs["title"]
    for line in body.splitlines():
        if line.startswith("# ") and line[2:].strip(" #"):
            return line[2:].strip(" #")
    return fallback


def _readable_name(path: Path) -> str:
    return path.stem.replace("_", " ").replace("-", " ").strip() or path.name


def checked(document: Document) -> Document:
    """The document itself.

    Raises `Unreadable` when it is empty, too long, or holds no words.
    """
    name = document.source or document.title or document.id
    if not document.id.strip() or not document.title.strip():
        raise Unreadable(f"{name}: a document needs an id and a title")
    if len(document.text) > MOST_CHARACTERS:
        raise Unreadable(
            f"{name}: {len(document.text):,} characters are more than the {MOST_CHARACTERS:,} that one "
            "document may have; split it"
        )
    body = matter(document.text)[1] if document.format == "markdown" else document.text
    if not any(character.isalnum() for character in body):
        raise Unreadable(f"{name}: there is no text in it")
    return document


def from_bytes(name: str, content: bytes, *, document_id: str | None = None) -> Document:
    """A document from a file's name and content.

    Raises `Unreadable` for an unknown format, a damaged, locked or scanned PDF, text that is not
    UTF-8, an empty file, or one too large.
    """
    path = Path(name)
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(sorted(FORMATS))
        raise Unreadable(f"{name}: not a format that the library reads ({known})")
    if len(content) > MOST_BYTES:
        raise Unreadable(f"{name}: {len(content):,} bytes are more than the {MOST_BYTES:,} allowed")
    if not content.strip():
        raise Unreadable(f"{name}: the file is empty")
    if kind == "pdf":
        from knowledge.pdf import read_pdf

        title, text = read_pdf(name, content)
    else:
        title, text = "", _decoded(name, content)
        if kind == "markdown":
            title = _title(text, "")
    pairs = matter(text)[0] if kind == "markdown" else {}
    return checked(
        Document(
            id=document_id or name,
            title=title or _readable_name(path),
            text=text,
            format=kind,
            source=name,
            is_sample=pairs.get("sample", "").lower() in {"true", "yes"},
        )
    )


def _decoded(name: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{name}: the text is not UTF-8 (byte {error.start:,}); save it as UTF-8") from error
    if "\x00" in text:
        raise Unreadable(f"{name}: this is a binary file, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def found(path: Path) -> Iterator[tuple[str, Path]]:
    """The readable files at `path` (a file, or a folder with all below it) with the id that each
    gets: its path within the folder, or its name. Hidden files and folders are passed over.

    Raises `Unreadable` if nothing stands there.
    """
    if path.is_file():
        yield path.name, path
        return
    if not path.is_dir():
        raise Unreadable(f"{path}: there is no such file or folder")
    for file in sorted(path.rglob("*")):
        inner = file.relative_to(path)
        hidden = any(part.startswith(".") for part in inner.parts)
        if file.is_file() and not hidden and file.suffix.lower() in FORMATS:
            yield inner.as_posix(), file


def read(path: Path, document_id: str | None = None) -> Document:
    """The document in a file. Raises `Unreadable`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Unreadable(f"{path.name}: larger than the {MOST_BYTES:,} bytes allowed")
        content = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror or error}") from error
    return from_bytes(document_id or path.name, content)
