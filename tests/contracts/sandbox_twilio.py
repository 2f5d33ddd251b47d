"""The official Twilio client, sent to the double, and the official validator of what the double signs."""

import asyncio
from typing import Any

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from tests.contracts.sandbox_fixtures import SENDER, TWILIO_SID, TWILIO_TOKEN
from tests.contracts.sandbox_listener import Listener, Posted

ASHA = "whatsapp:+919812345678"


class Detour(TwilioHttpClient):
    """The official transport, sent to the double instead of twilio.com."""

    def __init__(self, url: str, timeout: float = 10) -> None:
        super().__init__(timeout=timeout)
        self._url = url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        path = url.split("twilio.com", 1)[-1] if "twilio.com" in url else url
        return super().request(method, self._url + path, *args, **kwargs)


@pytest.fixture
def twilio(sandbox_url: str) -> Client:
    return Client(TWILIO_SID, TWILIO_TOKEN, http_client=Detour(sandbox_url))


def is_signed(posted: Posted) -> bool:
    signature = posted.headers.get("x-twilio-signature", "")
    return RequestValidator(TWILIO_TOKEN).validate(posted.url, posted.form, signature)


async def send(client: Client, listener: Listener, body: str = "Hello", **more: Any) -> Any:
    more.setdefault("status_callback", f"{listener.url}/status/1")
    return await asyncio.to_thread(client.messages.create, to=ASHA, from_=SENDER, body=body, **more)
