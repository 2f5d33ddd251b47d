"""`serai library` and `serai ask`, as a person or a script would use them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from knowledge.model import graph_path

PETS = "# Pets\n\nDogs are welcome in our garden rooms for ten euro a night.\n"


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, embedder, model_cache: Path) -> CliRunner:
    """A shell in a fresh folder that already has the model, so that it need not be built again."""
    embedder.load()
    models = tmp_path / "home" / "models"
    models.mkdir(parents=True)
    graph_path(models).symlink_to(graph_path(model_cache))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SERAI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CHROMA_URL", raising=False)
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "pets.md").write_text(PETS)
    return CliRunner()


def test_a_folder_is_ingested_listed_and_asked(shell: CliRunner) -> None:
    done = shell.invoke(app, ["library", "ingest", "papers", "--collection", "inn"])
    assert done.exit_code == 0, done.output
    assert "inn: 1 taken in, 0 unchanged, 0 not readable; 1 passages" in done.stdout
    listed = shell.invoke(app, ["library", "list", "--collection", "inn"])
    assert listed.stdout == "pets.md\tPets\t1 passages\n"
    answer = shell.invoke(app, ["ask", "may my dog come?", "--collection", "inn"])
    assert answer.stdout.startswith("Dogs are welcome in our garden rooms for ten euro a night.\n")
    assert "(pets.md)" in answer.stdout
    unknown = shell.invoke(app, ["ask", "who won the match?", "--collection", "inn"])
    assert unknown.stdout == "The library does not say.\n"


def test_each_line_of_questions_gets_a_line_of_answers(shell: CliRunner) -> None:
    shell.invoke(app, ["library", "ingest", "papers/pets.md", "--collection", "inn"])
    lines = '{"id": 7, "text": "may my dog come?"}\n\n{"id": "b", "text": "who won the match?"}\n'
    result = shell.invoke(app, ["ask", "--jsonl", "--collection", "inn"], input=lines)
    assert result.exit_code == 0, result.output
    first, second = [json.loads(line) for line in result.stdout.splitlines()]
    assert (first["id"], first["answer"], first["abstained"]) == (
        7,
        "Dogs are welcome in our garden rooms for ten euro a night.",
        False,
    )
    assert first["sources"][0]["document"] == "pets.md"
    assert first["sources"][0]["passage"] == first["answer"]
    assert 0.4 < first["sources"][0]["score"] <= 1
    assert second == {"id": "b", "answer": "", "sources": [], "abstained": True}


def test_a_bad_line_is_told_and_does_not_stop_the_others(shell: CliRunner) -> None:
    shell.invoke(app, ["library", "ingest", "papers", "--collection", "inn"])
    lines = 'nonsense\n[1]\n{"id": 3}\n{"id": 4, "text": "may my dog come?"}\n'
    result = shell.invoke(app, ["ask", "--jsonl", "--collection", "inn"], input=lines)
    assert result.exit_code == 1
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["error" in line for line in found] == [True, True, True, False]
    assert [line["id"] for line in found] == [None, None, 3, 4]


def test_a_bad_file_is_named_and_the_others_are_taken_in(shell: CliRunner) -> None:
    Path("papers/scan.pdf").write_bytes(b"nothing")
    result = shell.invoke(app, ["library", "ingest", "papers", "--collection", "inn"])
    assert result.exit_code == 1
    assert "scan.pdf: the PDF is damaged" in result.output
    assert "1 taken in, 0 unchanged, 1 not readable" in result.stdout


def test_what_is_not_there_is_told_plainly(shell: CliRunner) -> None:
    missing = shell.invoke(app, ["library", "ingest", "nowhere", "--collection", "inn"])
    assert (missing.exit_code, missing.output) == (2, "nowhere: there is no such file or folder\n")
    empty = shell.invoke(app, ["ask", "may my dog come?", "--collection", "inn"])
    assert empty.exit_code == 2
    assert "serai library ingest PATH --collection inn" in empty.output
    assert shell.invoke(app, ["ask"]).exit_code == 2


def test_a_server_that_is_not_there_is_told_plainly(shell: CliRunner, monkeypatch) -> None:
    monkeypatch.setenv("CHROMA_URL", "http://127.0.0.1:9")
    for command in (["ask", "dogs?"], ["library", "list"], ["library", "ingest", "papers"]):
        result = shell.invoke(app, command)
        assert result.exit_code == 2, command
        assert "http://127.0.0.1:9 does not answer" in result.output
