"""docker-compose.yml and Dockerfile name what there is: commands, settings, versions and system libraries."""

import re
from pathlib import Path
from typing import Any

import yaml
from typer.main import get_command

from api.cli import app
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = ("api", "worker", "beat")


def test_every_command_of_ours_is_one_that_serai_has() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined] # a group
    for name in OURS:
        program, verb, *options = COMPOSE["services"][name]["command"]
        known = {flag for one in commands[verb].params for flag in one.opts}
        assert (program, set(options) - known) == ("serai", set()), name


def test_every_variable_of_ours_is_a_setting() -> None:
    known = {name.upper() for name in Settings.model_fields}
    for name in OURS:
        assert set(COMPOSE["services"][name]["environment"]) - known == set(), name


def test_every_service_that_is_waited_for_exists_and_says_when_it_is_well() -> None:
    services = COMPOSE["services"]
    for name in OURS:
        for awaited, how in services[name]["depends_on"].items():
            assert awaited in services, name
            if how["condition"] == "service_healthy":
                assert "healthcheck" in services[awaited], awaited


def test_the_vector_store_is_of_the_version_that_its_client_is() -> None:
    locked = re.search(r"^chromadb==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert locked
    assert COMPOSE["services"]["chroma"]["image"] == f"chromadb/chroma:{locked[1]}"


def test_the_image_has_the_libraries_that_a_bare_machine_is_given() -> None:
    listed = re.search(r"packages=\(([^)]+)\)", (ROOT / "scripts/setup.sh").read_text())
    assert listed
    installed = (ROOT / "Dockerfile").read_text()
    assert [name for name in listed[1].split() if name not in installed] == []
