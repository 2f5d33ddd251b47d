"""E-mails as triples of subject, text and HTML, in the reader's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

import templates
from agents.wording.papers import Wording
from bot.channels.email.server import one_line

_FOLDER = Path(templates.__file__).parent / "emails"
KINDS = ("proposal", "letter")
_BOLD = re.compile(r"(?<!\w)\*(\S(?:[^*\n]*\S)?)\*(?!\w)")
_ITALIC = re.compile(r"(?<!\w)_(\S(?:[^_\n]*\S)?)_(?!\w)")
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Letter:
    """One e-mail, written out."""

    subject: str
    text: str
    html: str


@lru_cache(maxsize=2)
def _environment(*, is_html: bool) -> Any:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=is_html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["lively"] = lively
    environment.filters["bare"] = bare
    return environment


def write_letter(letter: Mapping[str, Any]) -> Letter:
    """Write the e-mail that an outbox row describes.

    `letter` holds `kind` (proposal | letter), `language`, `name`, `agency`, `agency_phone`, `agency_email`,
    and what its template shows. No value can add a header or a tag.
    """
    kind = letter["kind"] if letter.get("kind") in KINDS else "letter"
    say = Wording.of(str(letter.get("language") or "en"))
    blanks = {
        "name": "",
        "agency": "",
        "agency_phone": "",
        "agency_email": "",
        "file_link": "",
        "subject": "",
    }
    facts = {**blanks, "trip_link": "", "is_attached": False, **letter, "say": say}
    plain, page = _environment(is_html=False), _environment(is_html=True)
    subject = one_line(plain.get_template(f"{kind}/subject.txt").render(facts))
    text = plain.get_template(f"{kind}/body.txt").render(facts).strip() + "\n"
    return Letter(subject, text, page.get_template(f"{kind}/body.html").render({**facts, "title": subject}))


def bare(text: str) -> str:
    """Take WhatsApp's marks for bold and italic out of words."""
    return _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text))


def lively(text: str) -> Markup:
    """Write chat words as HTML: *bold*, _italic_, links, and lines as they were."""
    safe = _LINK.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', escape(text))
    marked = _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", safe))
    return Markup(marked.replace("\n", "<br>\n"))  # noqa: S704 - escaped above
