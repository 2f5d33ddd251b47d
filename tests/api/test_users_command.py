"""`serai users`: the first admin, and emergencies."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.users import app


@pytest.fixture(autouse=True)
def _own_desk(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("SERAI_HOME", str(tmp_path))


def _says(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


def test_an_admin_is_added_with_a_password_that_is_shown_once() -> None:
    code, told = _says("add", "Asha@Example.com", "--name", "Asha Menon", "--role", "admin")

    assert code == 0
    assert re.search(r"Password \(shown once\): \S{16}", told)
    assert "asha@example.com" in _says("list")[1]
    assert re.search(r"/start [\w-]{32}\b", _says("link", "asha@example.com")[1])


def test_what_cannot_be_done_is_said_in_words() -> None:
    _says("add", "asha@example.com", "--name", "Asha", "--role", "admin")

    assert "Someone else already has this" in _says("add", "asha@example.com", "--name", "Asha")[1]
    assert "last active admin" in _says("deactivate", "asha@example.com")[1]
    assert "at least 10 characters" in _says("password", "asha@example.com", "--password", "short")[1]
    assert "Nobody works here with the address" in _says("deactivate", "nobody@example.com")[1]
    assert _says("add", "x@example.com", "--name", "X", "--role", "king")[0] == 1
