"""The sandbox where it may have to live: in a process of its own, and below a path of another server."""

import asyncio
import random
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.sandbox import SandboxConfig, make_sandbox
from bot.sandbox.media import Cabinet
from bot.sandbox.people import Sandbox, Silence
from bot.sandbox.serving import take_port
from tests.contracts.sandbox_listener import Listener, in_a_thread

ACCOUNT = SandboxConfig()
AUTH = (ACCOUNT.twilio_account_sid, ACCOUNT.twilio_auth_token)


@pytest.fixture(scope="module")
def mounted() -> Iterator[str]:
    with take_port() as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    app = Starlette(routes=[Mount("/sandbox", make_sandbox(replace(ACCOUNT, public_url=f"{url}/sandbox")))])
    with in_a_thread(lambda: uvicorn.Config(app, ws="none", log_level="critical", lifespan="off")) as bound:
        yield f"{bound}/sandbox"


@pytest.fixture
async def process(listener: Listener) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    with take_port() as taken:
        port = taken.getsockname()[1]
    hook = f"{listener.url}/webhooks/whatsapp"
    command = ["-m", "bot.sandbox", "--port", str(port), "--whatsapp-webhook", hook]
    run = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    url = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            async with Sandbox(url) as door:
                await door.journal()
            break
        except httpx.TransportError:
            await asyncio.sleep(0.05)
    yield run, url
    if run.returncode is None:
        run.kill()
        await run.wait()


def messages(url: str) -> str:
    return f"{url}/2010-04-01/Accounts/{ACCOUNT.twilio_account_sid}/Messages.json"


async def test_below_a_path_a_lost_reply_is_still_a_broken_connection(mounted: str) -> None:
    wish = {"To": "whatsapp:+919812345678", "From": ACCOUNT.whatsapp_sender, "Body": "hello"}
    async with Sandbox(mounted) as sandbox, httpx.AsyncClient(auth=AUTH) as http:
        await (await sandbox.customer("+919812345678")).says("hello", webhook=False)
        await sandbox.faults({"provider": "twilio", "kind": "lost_reply"})
        with pytest.raises(httpx.RemoteProtocolError):
            await http.post(messages(mounted), data=wish)
        assert [row["text"] for row in await sandbox.sends()] == ["hello"]
        assert (await http.post(messages(mounted), data=wish)).status_code == 201


async def test_in_its_own_process_people_speak_and_it_ends_when_told(
    process: tuple[asyncio.subprocess.Process, str], listener: Listener
) -> None:
    run, url = process
    listener.posted.clear()
    async with Sandbox(url) as sandbox, httpx.AsyncClient(auth=AUTH) as http:
        phone = await sandbox.customer("+919812345678", "Asha")
        assert (await phone.says("hello")).accepted
        assert (await listener.gets(1))[0].form["ProfileName"] == "Asha"
        wish = {"To": "whatsapp:+919812345678", "From": ACCOUNT.whatsapp_sender, "Body": "namaste"}
        await http.post(messages(url), data=wish)
        assert (await phone.hears("namaste")).status == "delivered"
        with pytest.raises(Silence, match="heard\n  nothing"):
            await phone.hears("more", within=0.1)
        await phone.hears_nothing(0.1)
        async with http.stream("GET", f"{url}/_control/events") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            run.send_signal(signal.SIGTERM)
            await asyncio.wait_for(run.wait(), 10)
    assert run.returncode in (0, -signal.SIGTERM)


def test_the_oldest_files_go_when_the_cabinet_is_full() -> None:
    cabinet = Cabinet(random.Random(1), limit=10)
    first = cabinet.keep(b"123456", "text/plain", "a.txt")
    second = cabinet.keep(b"abcdef", "text/plain", "b.txt")
    assert cabinet.find(first.key) is None
    assert (first.content, first.size) == (b"", 6)
    assert cabinet.find(second.key) is second


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("application/pdf", "inline"), ("text/html", "attachment"), ("image/svg+xml", "attachment")],
)
def test_only_harmless_files_open_in_the_browser(kind: str, shown: str) -> None:
    stored = Cabinet(random.Random(1)).keep(b"x", kind, 'na"me\r\n.x')
    headers = stored.headers()
    assert headers["Content-Disposition"] == f'{shown}; filename="na_me__.x"'
    assert headers["X-Content-Type-Options"] == "nosniff"
