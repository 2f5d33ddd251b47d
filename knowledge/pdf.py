"""Text out of a PDF, with its headings found by their size and its running heads left out."""

import io
import logging
import re
import warnings
from collections import Counter
from dataclasses import dataclass
from typing import Any

from knowledge.documents import PAGE_BREAK, Unreadable

MOST_PAGES = 1500
MOST_PAGE_OPERATIONS = 2_000_000  # bytes of drawing instructions of one page; more is a bomb, not a leaflet
HEADING_RATIO = 1.12  # how much larger than the body a line must be set to be a heading
LONGEST_HEADING = 120
# What pypdf lets escape, beside its own errors, when the file's structure is broken.
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)
_ENDS = re.compile(r"[.!?:;।؟]['\")\]]*$")
_BULLET = re.compile(r"^(?:[•▪●◦‣·*–-]|\d{1,2}[.)])\s+")


@dataclass
class _Line:
    text: str
    size: float


def read_pdf(name: str, content: bytes) -> tuple[str, str]:
    """The title (may be empty) and the text of a PDF, pages parted by form feeds.

    Raises `Unreadable` for a damaged, locked, overlong or scanned one.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # pypdf tells of small damage that it mends by itself, in warnings and in its log.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = PdfReader(io.BytesIO(content), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable(f"{name}: the PDF is locked with a password")
            if len(reader.pages) > MOST_PAGES:
                raise Unreadable(
                    f"{name}: {len(reader.pages):,} pages are more than the {MOST_PAGES:,} allowed"
                )
            pages = [_lines(page, name) for page in reader.pages]
            title = str(reader.metadata.title or "").strip() if reader.metadata else ""
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as e:
        raise Unreadable(f"{name}: the PDF is damaged and cannot be read ({type(e).__name__})") from e
    if not any(line.text for page in pages for line in page):
        raise Unreadable(f"{name}: the PDF holds no text; it is probably a scan, which needs OCR first")
    body = _body_size(pages)
    running = _running_heads(pages)
    kept = [[line for line in page if _bare(line.text) not in running] for page in pages]
    widest = max((len(line.text) for page in kept for line in page), default=0)
    texts = [_joined(page, body, widest) for page in kept]
    return title or _first_heading(texts), PAGE_BREAK.join(texts)


def _lines(page: Any, name: str) -> list[_Line]:
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > MOST_PAGE_OPERATIONS:
        raise Unreadable(f"{name}: a page is drawn with far too many instructions to be a text")
    lines: list[_Line] = []
    pending: list[tuple[str, float]] = []

    def close() -> None:
        text = re.sub(r"\s+", " ", "".join(part for part, _ in pending)).strip()
        sizes = [size for part, size in pending if part.strip()]
        pending.clear()
        # Bullets are often drawn apart from their item; alone they say nothing.
        if any(character.isalnum() for character in text):
            lines.append(_Line(text, max(sizes)))

    def hear(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        # The set size is the font's size scaled by the text matrix and the page's own matrix.
        scale = abs(tm[3] or tm[1] or 1.0) * abs(cm[3] or cm[1] or 1.0)
        for position, part in enumerate(text.split("\n")):
            if position:
                close()
            if part:
                pending.append((part, round(abs(size) * scale, 1)))

    page.extract_text(visitor_text=hear)
    close()
    return lines


def _body_size(pages: list[list[_Line]]) -> float:
    weight: Counter[float] = Counter()
    for page in pages:
        for line in page:
            weight[line.size] += len(line.text)
    return weight.most_common(1)[0][0]


def _bare(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().lower()


def _running_heads(pages: list[list[_Line]]) -> set[str]:
    """Lines that stand at the top or foot of most pages: page numbers, running heads."""
    if len(pages) < 3:
        return set()
    seen: Counter[str] = Counter()
    for page in pages:
        edges = [*page[:2], *page[-2:]]
        seen.update({_bare(line.text) for line in edges})
    return {text for text, count in seen.items() if count > len(pages) * 0.6}


def _is_heading(line: _Line, body: float) -> bool:
    fits = len(line.text) <= LONGEST_HEADING and any(c.isalpha() for c in line.text)
    return fits and line.size >= body * HEADING_RATIO and not line.text.endswith((".", ",", ";"))


def _joined(lines: list[_Line], body: float, widest: int) -> str:
    """Lines back into paragraphs: a line that ends well short of the widest one ends its paragraph."""
    blocks: list[str] = []
    open_block = False
    was_heading: float | None = None
    for line in lines:
        if _is_heading(line, body):
            if was_heading == line.size and len(blocks[-1]) + len(line.text) <= LONGEST_HEADING:
                blocks[-1] = f"{blocks[-1]} {line.text}"
            else:
                blocks.append(f"## {line.text}")
            open_block, was_heading = False, line.size
            continue
        was_heading = None
        if open_block and not _BULLET.match(line.text):
            last = blocks[-1]
            # A word parted at the end of a line is one word again.
            parted = last.endswith("-") and line.text[:1].islower()
            blocks[-1] = last[:-1] + line.text if parted else f"{last} {line.text}"
        else:
            blocks.append(line.text)
        ends = bool(_ENDS.search(line.text))
        open_block = len(line.text) >= widest * (0.8 if ends else 0.5)
    return "\n\n".join(blocks)


def _first_heading(texts: list[str]) -> str:
    for text in texts[:2]:
        for block in text.split("\n\n"):
            if block.startswith("## "):
                return block[3:]
    return ""
