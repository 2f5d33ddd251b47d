"""No webhook gets in that the provider did not sign for this very address, and none of them leaves a row."""

import random
from urllib.parse import urlencode

import httpx
import pytest
from sqlalchemy import func, select
from twilio.request_validator import RequestValidator

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.whatsapp import WhatsAppChannel
from crm.audit.models import AuditRow
from crm.contacts.models import Contact
from crm.conversations.models import Inbound
from tests.api.desk import TestDesk
from tests.faults import Figures, size

URL, TOKEN, SECRET = (
    "http://desk.test/webhooks/whatsapp",
    "the token of this agency",
    "the secret of this bot",
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="


@pytest.fixture
def guarded(desk: TestDesk) -> TestDesk:
    """The desk with the real channels at its doors."""
    desk.channels = {  # type: ignore[assignment]  # the real ones in place of plain ones
        "whatsapp": WhatsAppChannel("AC1", TOKEN, "+14155550100", "http://desk.test"),
        "telegram": TelegramChannel("700000001:token", SECRET, "http://127.0.0.1:9"),
    }
    return desk


def forged(chance: random.Random, form: dict[str, str]) -> dict[str, str]:
    """Give the headers of a webhook that is signed wrongly, in one of many ways."""
    good = RequestValidator(TOKEN).compute_signature(URL, form)
    changed = {**form, "Body": form["Body"] + "!"}
    signatures = (
        "".join(chance.choices(LETTERS, k=chance.choice([1, 27, 28, 29, 64, 1000]))),
        good[: chance.randrange(len(good))],
        good[:-1] + " ",
        good.swapcase(),
        f"{good},{good}",
        RequestValidator(TOKEN).compute_signature(URL + "/status", form),
        RequestValidator(TOKEN).compute_signature(URL + "?a=b", form),
        RequestValidator(TOKEN).compute_signature(URL.replace("http", "https"), form),
        RequestValidator(TOKEN).compute_signature("http://evil.example/webhooks/whatsapp", form),
        RequestValidator("the token of another agency").compute_signature(URL, form),
        RequestValidator("").compute_signature(URL, form),
        RequestValidator(TOKEN).compute_signature(URL, changed),
        None,
    )
    signature = chance.choice(signatures)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    if signature is not None:
        headers["x-twilio-signature"] = signature
    if chance.random() < 0.2:  # whatever else claims to say where it was sent
        headers |= {"host": "evil.example", "x-forwarded-host": "desk.test", "x-original-url": URL}
    return headers


@pytest.mark.fault("T23")
@pytest.mark.timeout(size(120, 900))
async def test_no_forged_webhook_gets_in(guarded: TestDesk, web: httpx.AsyncClient, figures: Figures) -> None:
    chance, number, refused = random.Random(23), size(600, 10_000), 0
    for count in range(number):
        form = {"MessageSid": f"SM{count:032d}", "From": "whatsapp:+919800000001", "Body": "Hi"}
        form["To"] = "whatsapp:+14155550100"
        answer = await web.post(URL, content=urlencode(form), headers=forged(chance, form))
        refused += answer.status_code == 403
    secrets = (None, "", SECRET[:-1], SECRET + " x", SECRET.upper(), "\u00e9", TOKEN)
    told = 0
    for secret in secrets:
        headers = [] if secret is None else [(b"x-telegram-bot-api-secret-token", secret.encode("latin-1"))]
        answer = await web.post("/webhooks/telegram", content=b'{"update_id": 1}', headers=headers)
        told += answer.status_code == 403
    rows = 0
    async with guarded.book.reading() as session:
        for model in (Inbound, Contact, AuditRow):
            rows += await session.scalar(select(func.count()).select_from(model)) or 0
    figures.show("refused with 403", f"{refused + told} of {number + len(secrets)}")
    figures.show("rows written", rows, "0")
    assert (refused, told, rows) == (number, len(secrets), 0)
    good = {
        "MessageSid": "SM1",
        "From": "whatsapp:+919800000001",
        "To": "whatsapp:+14155550100",
        "Body": "Hi",
    }
    signature = RequestValidator(TOKEN).compute_signature(URL, good)
    answer = await web.post(URL, data=good, headers={"x-twilio-signature": signature})
    assert answer.status_code == 200, "the honest one does"
