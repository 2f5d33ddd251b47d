"""A first message waits for no library: what sending needs was loaded beside the loop."""

import subprocess
import sys

import pytest

SENDS_ONCE = """
import asyncio, sys
from bot.channels.port import Message, TryLater
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.whatsapp import WhatsAppChannel

NOBODY = "http://127.0.0.1:9"
channel = {channel}
known = set(sys.modules)
channel.prepare()
assert len(set(sys.modules) - known) > 50, "there was nothing to prepare"
known = set(sys.modules)

async def send():
    result = await channel.send(Message(1, "text", "{address}", "Hello"))
    await channel.close()
    assert isinstance(result, TryLater), result

asyncio.run(send())
print(*(name for name in set(sys.modules) - known if name.split(".")[0] in ("twilio", "aiogram", "aiohttp")))
"""
WHATSAPP = 'WhatsAppChannel("AC" + "7" * 32, "secret", "whatsapp:+14155550100", NOBODY, NOBODY)'
TELEGRAM = 'TelegramChannel("123456:" + "a" * 35, "secret", NOBODY)'


@pytest.mark.parametrize(("channel", "address"), [(WHATSAPP, "+919000000001"), (TELEGRAM, "4711")])
def test_sending_through_a_prepared_channel_loads_nothing_more(channel: str, address: str) -> None:
    script = SENDS_ONCE.format(channel=channel, address=address)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr
