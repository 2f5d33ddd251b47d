"""A document's text as sections: a heading path, the page it starts on, and blocks of plain text."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from knowledge.documents import PAGE_BREAK, Document, matter

if TYPE_CHECKING:
    from markdown_it.token import Token

_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_QUESTION = re.compile(r"^(?:Q(?:uestion)?\s*\d*\s*[:.)]\s*)(.+)$", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:A(?:nswer)?\s*\d*\s*[:.)]\s+)(?=\S)", re.IGNORECASE)
_ASKED_AS = re.compile(r"^asked as\s*:\s*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;।؟]['\")\]]*$")
LONGEST_QUESTION = 160
MOST_ASKED = 12  # questions that one section may name: each is a vector


@dataclass
class Section:
    """What stands under one heading. `path` runs from the outermost heading to the innermost;
    the document's own title is not repeated in it. `page` counts from 1, for PDFs only. `asked` are
    the questions that its author says it answers; they are found by, and never told."""

    path: tuple[str, ...]
    page: int | None
    blocks: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@dataclass
class _Outline:
    """Sections as they come; knows under which headings the next block stands."""

    title: str
    sections: list[Section] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)

    def open(self, level: int, heading: str, page: int | None) -> None:
        self.headings = [entry for entry in self.headings if entry[0] < level]
        if heading and heading.casefold() != self.title.casefold():
            self.headings.append((level, heading))
        self.sections.append(Section(tuple(text for _, text in self.headings), page))

    def add(self, block: str, page: int | None) -> None:
        known = _ASKED_AS.match(block)
        question = "" if known else _asked(block)
        if question:
            self.open(6, question, page)
            return
        if not self.sections:
            self.sections.append(Section((), page))
        if known:
            room = MOST_ASKED - len(self.sections[-1].asked)
            self.sections[-1].asked += _asked_as(block)[:room]
            return
        answer = _ANSWER.sub("", block, count=1)
        if answer:
            self.sections[-1].blocks.append(answer)


def _asked_as(block: str) -> list[str]:
    """The questions of a line "Asked as: when is it paid back? · how long does it take?"."""
    parts = re.split(r"\s*[·|\n]\s*", _ASKED_AS.sub("", block, count=1))
    return [part[:LONGEST_QUESTION] for part in parts if part][:MOST_ASKED]


def _asked(block: str) -> str:
    """The question, when a block is nothing but one: the form in which many FAQs are written."""
    if "\n" in block or len(block) > LONGEST_QUESTION:
        return ""
    marked = _QUESTION.match(block)
    if marked:
        return marked[1].strip()
    plain = block.strip()
    return plain if plain.endswith(("?", "؟")) and len(re.findall(r"[?.!؟]", plain)) == 1 else ""


def sections(document: Document) -> list[Section]:
    """The document's sections in order; those without text are left out, unless the heading is all
    there is."""
    outline = _Outline(document.title)
    if document.format == "markdown":
        _read_markdown(matter(document.text)[1], outline)
    else:
        _read_plain(document.text, outline, paged=document.format == "pdf")
    return [section for section in outline.sections if section.blocks]


def _read_markdown(text: str, outline: _Outline) -> None:
    from markdown_it import MarkdownIt

    lists = heading = 0
    head: list[str] = []
    row: list[str] | None = None
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(text):
        kind = token.type
        if kind in {"heading_open", "heading_close"}:
            heading = int(token.tag[1]) if kind == "heading_open" else 0
        elif kind.endswith(("_list_open", "_list_close")):
            lists += 1 if kind.endswith("open") else -1
        elif kind in {"thead_open", "tr_open"}:
            head, row = ([], None) if kind == "thead_open" else (head, [])
        elif kind == "tr_close" and row is not None:
            head, row = _close_row(head, row, outline), None
        elif kind in {"fence", "code_block"}:
            outline.add(token.content.strip(), None)
        elif kind == "inline" and heading:
            outline.open(heading, _plain(token), None)
        elif kind == "inline" and row is not None:
            row.append(_plain(token))
        elif kind == "inline":
            _read_paragraph(token, outline, in_list=lists > 0)


def _close_row(head: list[str], row: list[str], outline: _Outline) -> list[str]:
    """Add a table's row as one block in which each cell is named by its column; the first row is
    the head. Returns the head."""
    if not head:
        return row
    named = [f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=False) if cell]
    outline.add(" · ".join(named), None)
    return head


def _read_paragraph(token: "Token", outline: _Outline, *, in_list: bool) -> None:
    plain = _plain(token)
    if not plain:
        return
    if in_list:
        outline.add(f"• {plain}".replace("\n", " "), None)
    elif _is_bold(token) and len(plain) <= LONGEST_QUESTION:
        outline.open(6, _asked(plain) or plain.rstrip(":"), None)
    else:
        _read_block(plain, outline, None)


def _plain(token: "Token") -> str:
    """A paragraph's words without its marks; a picture gives its description."""
    parts = []
    for child in token.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        else:
            parts.append(child.content)
    return "".join(parts).strip()


def _is_bold(token: "Token") -> bool:
    """Whether all of a paragraph is set bold, which many writers use for a heading."""
    strong = 0
    for child in token.children or []:
        if child.type in {"strong_open", "strong_close"}:
            strong += 1 if child.type == "strong_open" else -1
        elif child.content.strip() and not strong:
            return False
    return True


def _read_plain(text: str, outline: _Outline, *, paged: bool) -> None:
    for number, page in enumerate(text.split(PAGE_BREAK), start=1):
        place = number if paged else None
        first = True
        for block in re.split(r"\n\s*\n", page):
            cleaned = block.strip()
            if not cleaned:
                continue
            marked = _HEADING.match(cleaned)
            if marked and "\n" not in cleaned:
                outline.open(len(marked[1]), marked[2], place)
            elif first and number > 1 and _goes_on(outline, cleaned):
                outline.sections[-1].blocks[-1] += f" {cleaned}"
            else:
                _read_block(cleaned, outline, place)
            first = False


def _read_block(block: str, outline: _Outline, page: int | None) -> None:
    """A paragraph of plain text. A question on the first line is taken as the heading of the rest."""
    head, newline, rest = block.partition("\n")
    if newline and _asked(head.strip()):
        outline.add(head.strip(), page)
        outline.add(re.sub(r"\s*\n\s*", " ", rest).strip(), page)
        return
    outline.add(re.sub(r"[ \t]*\n[ \t]*(?![•*\-–]\s|\d+[.)]\s)", " ", block), page)


def _goes_on(outline: _Outline, block: str) -> bool:
    """Whether a page begins in the middle of the sentence that the page before left open."""
    if not outline.sections or not outline.sections[-1].blocks:
        return False
    return not _ENDS.search(outline.sections[-1].blocks[-1]) and block[:1].islower()
