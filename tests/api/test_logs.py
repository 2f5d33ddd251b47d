"""No personal data in the logs: canaries go in everywhere and must not come out."""

import json
import logging
import re
from collections.abc import Iterator

import pytest
import structlog

from api.logs import configure_logs, mask
from tests.api.people import Person

CANARIES = {
    "name": "Zebulon Quackenbush",
    "phone": "+91 98765 43210",
    "email": "canary@nest.example",
    "passport": "Z7654321",
    "card": "4111 1111 1111 1111",
    "text": "we love the secret lagoon",
}


@pytest.fixture(autouse=True)
def _logging_as_found() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def _no_canary(written: str) -> None:
    for canary in CANARIES.values():
        assert canary not in written
        assert re.sub(r"\D", "", canary) not in re.sub(r"[^\w]", "", written) or not canary[-4:].isdigit()


def test_fields_that_may_hold_personal_data_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    structlog.get_logger("api.test").info("lead opened", lead_id=42, **CANARIES)

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["lead_id"], line["level"]) == ("lead opened", 42, "info")
    assert line["left_out"] == sorted(CANARIES)
    _no_canary(json.dumps(line))


def test_an_error_is_told_by_its_type_and_place_not_by_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    try:
        raise ValueError(f"cannot read {CANARIES['name']} {CANARIES['email']}")
    except ValueError:
        structlog.get_logger("bot.test").exception("turn failed", turn_id=7)
        logging.getLogger("somebody.else").exception("failed on %s", CANARIES["text"])

    written = capsys.readouterr().err
    ours, theirs = (json.loads(line) for line in written.splitlines())
    assert (ours["error"], ours["turn_id"]) == ("ValueError", 7)
    assert ours["frames"][-1].startswith("test_logs.py:")
    assert theirs["event"] == "failed on %s"
    _no_canary(written)


def test_a_library_line_is_given_without_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs()
    logging.getLogger("aiogram").warning("message from %s: %s", CANARIES["name"], CANARIES["text"])
    ready_made = f"sent to {CANARIES['phone']} and {CANARIES['email']}"
    logging.getLogger("celery").error(ready_made)

    _no_canary(capsys.readouterr().err)


def test_numbers_and_addresses_are_blanked_even_where_text_is_allowed() -> None:
    assert mask("write to a.b@c.example or +91 98765 43210") == "write to [email] or [number]"
    assert mask("lead 42 took 118 ms on 2026-11") == "lead 42 took 118 ms on 2026-11"


async def test_a_request_full_of_canaries_leaves_none_in_the_log(
    agent: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs()
    structlog.reset_defaults()
    configure_logs()
    await agent.get("/me", **CANARIES)
    await agent.asks("PATCH", "/me", json={"name": CANARIES["name"]})
    await agent.web.get(f"/nowhere/{CANARIES['name']}")
    await agent.web.post(
        "/webhooks/whatsapp", json=list(CANARIES.values()), headers={"x-signature": "genuine"}
    )
    await agent.web.post("/api/v1/auth/sign-in", json={"email": CANARIES["email"], "password": "x"})

    written = capsys.readouterr().err
    assert len(written.splitlines()) == 4
    _no_canary(written)
