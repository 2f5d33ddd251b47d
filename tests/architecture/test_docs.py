"""What the documents name exists: commands, make verbs, settings, addresses, metrics, files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli import app
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "AGENTS.md", *(ROOT / "docs").rglob("*.md")])
CODE = re.compile(r"`([^`\n]+)`")


def _quoted(document: Path) -> Iterator[str]:
    text = document.read_text(encoding="utf-8")
    yield from CODE.findall(text)
    yield from (line.strip() for line in text.splitlines() if line.startswith("    "))


def _everywhere() -> list[tuple[str, str]]:
    return [
        (document.relative_to(ROOT).as_posix(), words)
        for document in DOCUMENTS
        for words in _quoted(document)
    ]


def _commands() -> set[str]:
    names = set()
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        names.add(name)
        names |= {f"{name} {inner}" for inner in getattr(command, "commands", {})}
    return names


def test_every_serai_command_that_is_named_exists() -> None:
    known = _commands()
    for where, words in _everywhere():
        for found in re.finditer(r"(?:^|run --rm api )serai ((?:[a-z][a-z-]*)(?: [a-z][a-z-]*)?)", words):
            first, _, second = found[1].partition(" ")
            assert first in known, f"{where}: serai {first}"
            if any(name.startswith(f"{first} ") for name in known) and second:
                assert f"{first} {second}" in known, f"{where}: serai {first} {second}"


def test_every_make_verb_that_is_named_exists() -> None:
    verbs = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for where, words in _everywhere():
        for found in re.finditer(r"(?:^|[A-Z_]+=\S+ )make ([a-z-]+)", words):
            assert found[1] in verbs, f"{where}: make {found[1]}"


def _read_by_the_suite() -> set[str]:
    """Names that the tests themselves take from the environment."""
    return {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r'environ(?:\.get\(|\[)"(TEST_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }


def test_every_setting_that_is_named_exists() -> None:
    known = {name.upper() for name in Settings.model_fields} | {"DATA", "POSTGRES_PASSWORD", "ARGS"}
    known |= _read_by_the_suite()
    for where, words in _everywhere():
        for found in re.finditer(r"\b([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)(?==|\b)", words):
            if where.startswith("docs/decisions"):
                continue
            assert found[1] in known or found[1].startswith(("UNIQUE", "REPEATABLE")), f"{where}: {found[1]}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_linked_file_is_there(document: Path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_readme_tells_things_in_their_order() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    order = ["# Serai", "![", "## Two commands", "## How a message travels", "## Where things live"]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_no_document_holds_a_path_of_somebodys_machine() -> None:
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        assert str(ROOT) not in text, document.name


def test_every_metric_that_is_named_is_measured() -> None:
    source = (ROOT / "api" / "metrics.py").read_text(encoding="utf-8")
    for where, words in _everywhere():
        for name in re.findall(r"\bserai_[a-z_]+", words):
            assert name.removesuffix("_total") in source, f"{where}: {name}"


def test_every_door_that_is_named_is_open() -> None:
    routes = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "api").rglob("*.py"))
    for where, words in _everywhere():
        for path in re.findall(r"(?:GET|POST) (/[a-z/]+)", words):
            last = path.rstrip("/").rpartition("/")[2]
            assert f'/{last}"' in routes, f"{where}: {path}"
