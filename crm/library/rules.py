"""How documents of the library are named. Pure."""

import re
from datetime import date

LANGUAGES = ("hi", "es", "fr", "de", "ar", "pt", "ru")
_TRANSLATION = re.compile(
    rf"^(?P<stem>.+)\.(?P<language>{'|'.join(LANGUAGES)})\.(?P<ending>[a-z]+)$", re.IGNORECASE
)


def translation_of(name: str) -> tuple[str, str] | None:
    """Say of which document, without its ending, and into which language a name is a translation.

    `visa-bali.hi.md` is the Hindi text of `visa-bali.md`; None where a name is no such name.
    """
    match = _TRANSLATION.match(name)
    return (match["stem"], match["language"].lower()) if match else None


def translated_names(name: str, language: str) -> list[str]:
    """Give the names under which a translation of a document may lie."""
    stem = name.rpartition(".")[0] or name
    return [f"{stem}.{language}.{ending}" for ending in ("md", "markdown", "txt", "text", "pdf")]


def entry_text(title: str, text: str, on: date, note: str) -> str:
    """Write an entry as a Markdown document with what a reader needs to know about it."""
    plain = " ".join(title.split())
    facts = {"title": plain, "last_reviewed": on.isoformat(), "source_note": " ".join(note.split())}
    matter = "\n".join(f"{name}: {value}" for name, value in facts.items())
    return f"---\n{matter}\n---\n\n# {plain}\n\n{text.strip()}\n"


def without(text: str, answer: str) -> tuple[str, int]:
    """Take the sentences of a wrong answer out of a document's text; give it and how many were found."""
    found = 0
    for sentence in re.split(r"(?<=[.!?])\s+|\n", answer):
        bare = sentence.strip()
        if len(bare.split()) >= 3 and bare in text:  # a shorter piece may mean something else elsewhere
            text, found = text.replace(bare, "", 1), found + 1
    return re.sub(r"[ \t]{2,}", " ", text), found
