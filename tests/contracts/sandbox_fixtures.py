"""A sandbox that runs, somebody who listens to its webhooks, and people on the phones."""

from collections.abc import AsyncIterator, Iterator
from io import BytesIO

import pytest

from bot.sandbox import SandboxConfig, Template
from bot.sandbox.people import Agent, Customer, Sandbox
from bot.sandbox.serving import running_sandbox
from tests.contracts.sandbox_listener import Listener, listening

TWILIO_SID = "AC" + "0" * 30 + "42"
TWILIO_TOKEN = "a-token-of-twilio"
SENDER = "whatsapp:+14155238886"
BOT_TOKEN = "424242:AA-token-of-telegram"
SECRET = "a_secret_of_telegram"
REMINDER = Template(
    sid="HX" + "1" * 32,
    name="trip_reminder",
    body="Hello {{1}}, your trip to {{2}} is near.",
    variables={"2": "Bali"},
    buttons=(("Yes please", "yes"), ("Not now", "later")),
)
DRAFT = Template(sid="HX" + "2" * 32, name="draft", body="Hello {{1}}", approved=False)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as somebody:
        yield somebody


@pytest.fixture(scope="module")
def sandbox_url(listener: Listener) -> Iterator[str]:
    config = SandboxConfig(
        twilio_account_sid=TWILIO_SID,
        twilio_auth_token=TWILIO_TOKEN,
        whatsapp_sender=SENDER,
        telegram_token=BOT_TOKEN,
        telegram_webhook_secret=SECRET,
        whatsapp_webhook=f"{listener.url}/webhooks/whatsapp?agency=a%20b#rc=3&rp=all",
        templates=(REMINDER, DRAFT),
        callback_pause=0.02,
        retry_pause=0.05,
    )
    with running_sandbox(config) as url:
        yield url


@pytest.fixture
async def sandbox(sandbox_url: str, listener: Listener) -> AsyncIterator[Sandbox]:
    async with Sandbox(sandbox_url) as door:
        await door.reset()
        listener.posted.clear()
        listener.answers.clear()
        listener.pause, listener.body = 0.0, b""
        yield door


@pytest.fixture
async def phone(sandbox: Sandbox) -> Customer:
    return await sandbox.customer("+919812345678", "Asha Rao")


@pytest.fixture
async def agent(sandbox: Sandbox) -> Agent:
    return await sandbox.agent(5001, "Meera")


@pytest.fixture
def picture() -> bytes:
    from PIL import Image

    drawn = BytesIO()
    Image.new("RGB", (320, 200), "teal").save(drawn, "PNG")
    return drawn.getvalue()
