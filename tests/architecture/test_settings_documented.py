"""Every setting stands in `.env.example` with a sentence, and nothing stands there that is no setting."""

import re
from pathlib import Path

import pytest

from bot.settings import SANDBOX_SECRETS, BadSettings, Settings, load_settings

ROOT = Path(__file__).resolve().parents[2]


def _example() -> dict[str, str]:
    """Read the example: each setting's name with the comment line above it."""
    told: dict[str, str] = {}
    comment = ""
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            comment = line.removeprefix("# ")
        elif match := re.match(r"#?([A-Z_]+)=", line):
            told[match[1]] = comment
            comment = ""
    return told


def test_the_example_names_every_setting_with_its_own_sentence() -> None:
    expected = {name.upper(): field.description for name, field in Settings.model_fields.items()}
    assert _example() == expected


@pytest.mark.parametrize("name", ["SECRET_KEY", *(name.upper() for name in SANDBOX_SECRETS)])
def test_a_missing_secret_is_refused_outside_the_sandbox(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _real_account(monkeypatch)
    monkeypatch.delenv(name)
    with pytest.raises(BadSettings, match=name):
        load_settings()


@pytest.mark.parametrize("name", sorted(SANDBOX_SECRETS))
def test_a_sandbox_default_is_refused_outside_the_sandbox(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _real_account(monkeypatch)
    monkeypatch.setenv(name.upper(), SANDBOX_SECRETS[name])
    with pytest.raises(BadSettings, match=name.upper()):
        load_settings()


def test_a_real_account_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    _real_account(monkeypatch)
    assert load_settings().twilio_api_base == "https://api.twilio.com"


def _real_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANDBOX", "false")
    monkeypatch.setenv("PUBLIC_BASE_URL", "https://desk.example")
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    for name in SANDBOX_SECRETS:
        monkeypatch.setenv(name.upper(), f"real-{name}")
