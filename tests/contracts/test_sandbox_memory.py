"""The phones over a restart: people, chats, files and windows are as they were."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox.config import SandboxConfig
from bot.sandbox.serving import running_sandbox
from tests.contracts.sandbox_fixtures import BOT_TOKEN, SENDER, TWILIO_SID, TWILIO_TOKEN

ASHA = "+919812345601"
CONFIG = SandboxConfig(
    twilio_account_sid=TWILIO_SID,
    twilio_auth_token=TWILIO_TOKEN,
    whatsapp_sender=SENDER,
    telegram_token=BOT_TOKEN,
    whatsapp_webhook="",
    callback_pause=0.0,
)


def _chat(door: httpx.Client, path: str) -> list[dict[str, Any]]:
    messages = door.get(path).raise_for_status().json()["messages"]
    return [{**message, "status": "", "is_edited": False} for message in messages]


def _live_a_little(door: httpx.Client) -> None:
    door.post("/_control/whatsapp/customers", json={"number": ASHA, "name": "Asha Rao"}).raise_for_status()
    door.post("/_control/telegram/users", json={"id": 7003, "first_name": "Ravi"}).raise_for_status()
    door.post(f"/_control/whatsapp/customers/{ASHA}/says", json={"text": "6 nights in Bali?"})
    form = {"To": f"whatsapp:{ASHA}", "From": SENDER, "Body": "Here is your plan"}
    auth = (TWILIO_SID, TWILIO_TOKEN)
    door.post(f"/2010-04-01/Accounts/{TWILIO_SID}/Messages.json", data=form, auth=auth).raise_for_status()
    sent = door.post(
        f"/bot{BOT_TOKEN}/sendDocument",
        data={"chat_id": "7003", "caption": "Proposal"},
        files={"document": ("Bali.pdf", b"%PDF-1.7 old", "application/pdf")},
    )
    sent.raise_for_status()
    keyboard = {"inline_keyboard": [[{"text": "Take", "callback_data": "take:1"}]]}
    wish = {"chat_id": 7003, "text": "<b>Lead 1</b>", "parse_mode": "HTML", "reply_markup": keyboard}
    door.post(f"/bot{BOT_TOKEN}/sendMessage", json=wish).raise_for_status()


def test_a_restart_leaves_the_phones_as_they_were(tmp_path: Path) -> None:
    state = tmp_path / "phones.json"
    whatsapp, telegram = f"/_control/whatsapp/chats/{ASHA}", "/_control/telegram/chats/7003"
    with running_sandbox(CONFIG, state=state) as url, httpx.Client(base_url=url) as door:
        _live_a_little(door)
        before = _chat(door, whatsapp), _chat(door, telegram)
        people = door.get("/_control/whatsapp/customers").json()
    assert [len(chat) for chat in before] == [2, 2]
    with running_sandbox(CONFIG, state=state) as url, httpx.Client(base_url=url) as door:
        assert (_chat(door, whatsapp), _chat(door, telegram)) == before
        again = door.get("/_control/whatsapp/customers").json()
        assert [(p["name"], p["window_is_open"]) for p in again] == [("Asha Rao", True)]
        assert [p["number"] for p in again] == [p["number"] for p in people]
        [paper] = [file for message in _chat(door, telegram) for file in message["media"]]
        assert door.get(f"/{paper['url']}").content == b"%PDF-1.7 old"
        wish = {"chat_id": 7003, "text": "Good morning"}
        number = door.post(f"/bot{BOT_TOKEN}/sendMessage", json=wish).json()["result"]["message_id"]
        assert number > max(message["id"] for message in before[1])


def test_without_a_file_the_phones_start_empty(tmp_path: Path) -> None:
    with running_sandbox(CONFIG) as url, httpx.Client(base_url=url) as door:
        _live_a_little(door)
    with running_sandbox(CONFIG) as url, httpx.Client(base_url=url) as door:
        assert door.get("/_control/whatsapp/customers").json() == []


@pytest.mark.parametrize(
    "broken", ["", "{", '{"format": 99}', "[]", '{"format": 1, "files": [{"key": "../x"}]}']
)
def test_a_memory_that_cannot_be_read_is_set_aside(tmp_path: Path, broken: str) -> None:
    state = tmp_path / "phones.json"
    state.write_text(broken, encoding="utf-8")
    with running_sandbox(CONFIG, state=state) as url, httpx.Client(base_url=url) as door:
        assert door.get("/_control/whatsapp/customers").json() == []
    assert (tmp_path / "phones.unreadable").read_text(encoding="utf-8") == broken


def test_when_a_customer_wrote_can_be_told_from_outside() -> None:
    with running_sandbox(CONFIG) as url, httpx.Client(base_url=url) as door:
        for hours, is_open in ((30, False), (2, True)):
            wrote_at = datetime.now(UTC) - timedelta(hours=hours)
            wish = {"number": ASHA, "name": "Asha Rao", "wrote_at": wrote_at.isoformat()}
            shown = door.post("/_control/whatsapp/customers", json=wish).json()
            assert shown["window_is_open"] is is_open
