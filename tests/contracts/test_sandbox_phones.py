"""The two phones, used in a real browser as people use them."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import uvicorn
from playwright.async_api import Page, Route, async_playwright, expect
from starlette.applications import Starlette
from starlette.routing import Mount

from bot.sandbox import SandboxConfig, make_sandbox
from bot.sandbox.people import Agent, Customer, Sandbox
from tests.contracts.sandbox_fixtures import BOT_TOKEN, REMINDER, SECRET, SENDER, TWILIO_SID, TWILIO_TOKEN
from tests.contracts.sandbox_listener import Listener, in_a_thread

pytestmark = pytest.mark.browser

NASTY = "<img src=x onerror=\"document.title='hacked'\"> *bold* & <b>not bold</b>"

expect.set_options(timeout=30_000)  # a busy machine is no reason to fail


class Desk:
    """Sends as the product would, over the providers' own APIs."""

    def __init__(self, url: str, http: httpx.AsyncClient) -> None:
        self._url = url
        self._http = http

    async def writes(self, to: Customer, body: str = "", **more: str) -> None:
        wish = {"To": f"whatsapp:{to.number}", "From": SENDER, "Body": body, **more}
        path = f"{self._url}/2010-04-01/Accounts/{TWILIO_SID}/Messages.json"
        answer = await self._http.post(path, data=wish, auth=(TWILIO_SID, TWILIO_TOKEN))
        assert answer.status_code == 201, answer.text

    async def calls(self, method: str, **parameters: object) -> dict[str, object]:
        answer = await self._http.post(f"{self._url}/bot{BOT_TOKEN}/{method}", json=parameters)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@pytest.fixture
async def desk(sandbox: Sandbox, listener: Listener) -> AsyncIterator[Desk]:
    async with httpx.AsyncClient(verify=False) as http:
        found = Desk(sandbox.url, http)
        hook = {"url": f"{listener.url}/webhooks/telegram", "secret_token": SECRET}
        await found.calls("setWebhook", **hook)
        yield found
        await found.calls("deleteWebhook")


async def open_page(url: str, width: int, height: int) -> AsyncIterator[Page]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    async with async_playwright() as player:
        browser = await player.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": width, "height": height})
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("request", lambda asked: complaints.append(asked.url) if url not in asked.url else None)
        await page.goto(f"{url}/")
        await page.wait_for_selector("body[data-ready]")
        yield page
        await browser.close()
        assert complaints == []


@pytest.fixture
async def page(sandbox: Sandbox, phone: Customer, agent: Agent) -> AsyncIterator[Page]:
    async for opened in open_page(sandbox.url, 1400, 900):
        yield opened


@pytest.fixture
async def narrow(sandbox: Sandbox, phone: Customer, agent: Agent) -> AsyncIterator[Page]:
    async for opened in open_page(sandbox.url, 390, 844):
        yield opened


async def test_a_customer_writes_is_answered_and_reads(
    page: Page, phone: Customer, desk: Desk, listener: Listener
) -> None:
    whatsapp = page.locator(".device.whatsapp")
    await whatsapp.get_by_label("Message to the desk").fill("We love *beaches*")
    await page.keyboard.press("Enter")
    (posted,) = await listener.gets(1, "/webhooks/whatsapp")
    assert posted.form["Body"] == "We love *beaches*"
    mine = whatsapp.locator(".row.mine")
    await expect(mine.locator("strong")).to_have_text("beaches")
    await desk.writes(phone, NASTY, StatusCallback=f"{listener.url}/status")
    await expect(whatsapp.locator(".row:not(.mine) .words")).to_have_text(NASTY.replace("*", ""))
    await listener.gets(4, "/status")
    assert listener.callbacks()[-1][1] == "read"
    await expect(whatsapp.locator(".row:not(.mine) .tail .read")).to_be_visible()
    assert await page.title() == "Two phones"


async def test_a_quick_reply_is_pressed_and_a_file_is_sent(
    page: Page, phone: Customer, desk: Desk, listener: Listener
) -> None:
    await desk.writes(phone, ContentSid=REMINDER.sid, ContentVariables='{"1": "Asha"}')
    await page.get_by_role("button", name="Yes please").click()
    (posted,) = await listener.gets(1, "/webhooks/whatsapp")
    assert posted.form["ButtonPayload"] == "yes"
    passport = {"name": "passport.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    await page.locator(".whatsapp input[type=file]").set_input_files(passport)
    await expect(page.locator(".whatsapp .row.mine .paper")).to_contain_text("passport.pdf")
    _, document = await listener.gets(2, "/webhooks/whatsapp")
    assert document.form["MediaContentType0"] == "application/pdf"


async def test_what_did_not_arrive_says_why(
    page: Page, phone: Customer, desk: Desk, sandbox: Sandbox
) -> None:
    await phone.says("hello")
    await page.get_by_role("button", name="+25 h").click()
    await expect(page.locator("#ahead")).to_contain_text("+25 h")
    await desk.writes(phone, "are you there?")
    await expect(page.locator(".whatsapp .fate")).to_contain_text("63016")


async def test_what_comes_while_a_chat_is_read_is_not_covered_by_the_older_answer(
    page: Page, phone: Customer, desk: Desk
) -> None:
    is_read, may_arrive = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        answer = await route.fetch()
        is_read.set()
        await may_arrive.wait()
        await route.fulfill(response=answer)

    await phone.says("hello")
    fate = page.locator(".whatsapp .fate")
    chats = "**/_control/whatsapp/chats/**"
    await page.route(chats, hold)
    await page.get_by_role("button", name="+25 h").click()
    await is_read.wait()
    await desk.writes(phone, "are you there?")
    await expect(fate).to_contain_text("63016")
    async with page.expect_response(chats):
        may_arrive.set()
    await page.unroute_all(behavior="wait")
    await page.evaluate("() => new Promise((drawn) => setTimeout(drawn, 200))")
    await expect(fate).to_contain_text("63016", timeout=1000)


async def test_an_agent_presses_a_button_and_sees_the_card_change(
    page: Page, agent: Agent, desk: Desk, listener: Listener
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Claim", "callback_data": "claim:42"}]]}
    card = {"chat_id": agent.id, "parse_mode": "HTML", "reply_markup": keyboard}
    sent = await desk.calls("sendMessage", text="<b>Lead 42</b> &lt;script&gt;", **card)
    telegram = page.locator(".device.telegram")
    await expect(telegram.locator(".words strong")).to_have_text("Lead 42")
    await telegram.get_by_role("button", name="Claim").click()
    (posted,) = await listener.gets(1, "/webhooks/telegram")
    query = posted.json()["callback_query"]
    assert query["data"] == "claim:42"
    await desk.calls("answerCallbackQuery", callback_query_id=query["id"], text="It is yours")
    await expect(telegram.locator(".toast")).to_have_text("It is yours")
    message_id = sent["result"]["message_id"]  # type: ignore[index]  JSON of a message
    changed = {"chat_id": agent.id, "message_id": message_id, "text": "Lead 42, claimed by Meera"}
    await desk.calls("editMessageText", **changed)
    await expect(telegram.locator(".row")).to_have_count(1)
    await expect(telegram.locator(".words")).to_have_text("Lead 42, claimed by Meera")
    await expect(telegram.locator(".tail")).to_contain_text("edited")


async def test_on_a_narrow_screen_there_is_one_phone_and_a_badge_for_the_other(
    narrow: Page, phone: Customer, agent: Agent, desk: Desk
) -> None:
    await expect(narrow.locator(".device.telegram")).to_be_hidden()
    await desk.calls("sendMessage", chat_id=agent.id, text="A new lead")
    await expect(narrow.locator("#tab-telegram .badge")).to_have_text("1")
    await narrow.locator("#tab-telegram").click()
    await expect(narrow.locator(".device.whatsapp")).to_be_hidden()
    await expect(narrow.get_by_text("A new lead")).to_be_visible()
    await expect(narrow.locator("#tab-telegram .badge")).to_be_hidden()
    overflow = await narrow.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


async def test_people_are_added_and_switched_between(page: Page, sandbox: Sandbox) -> None:
    await page.locator("#phone-whatsapp .person.add").click()
    await page.get_by_label("Name").fill("Tom Baker")
    await page.get_by_label("WhatsApp number").fill("+447700900123")
    await page.get_by_role("button", name="Add", exact=True).last.click()
    await expect(page.locator("#phone-whatsapp .person[aria-pressed=true]")).to_contain_text("Tom Baker")
    await page.locator("#phone-whatsapp .person", has_text="Asha Rao").click()
    await expect(page.locator(".whatsapp .bar")).to_contain_text("Asha Rao")


@pytest.fixture(scope="module")
def mounted() -> Iterator[str]:
    sandbox = make_sandbox(SandboxConfig(customers=(("+919800000001", "Ravi"),)))
    app = Starlette(routes=[Mount("/sandbox", sandbox)])
    with in_a_thread(lambda: uvicorn.Config(app, ws="none", log_level="warning", lifespan="off")) as url:
        yield f"{url}/sandbox"


async def test_the_phones_also_live_below_a_path(mounted: str) -> None:
    async for opened in open_page(mounted, 1400, 900):
        await expect(opened.locator("#phone-whatsapp .person").first).to_contain_text("Ravi")
        await opened.get_by_role("button", name="Twilio 429").click()
        await expect(opened.locator("#faults .on")).to_have_text("Twilio 429")
