"""The pages in a real browser: what only a browser can say."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, sync_playwright

from api.access.passwords import Passwords
from api.main import create_app
from bot.settings import Settings
from crm.clock import MovableClock
from crm.db import Book
from crm.users import service
from tests.api.browser import found_browser
from tests.api.conftest import CHEAP
from tests.api.desk import TestDesk
from tests.api.people import PASSWORD
from tests.api.serving import served
from tests.api.story import Enquiry, enquire, plan, trouble

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


@dataclass
class Screen:
    """A signed-in browser, and everything it complained about."""

    page: Page
    home: str
    enquiry: Enquiry
    complaints: list[str] = field(default_factory=list)

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.home}{path}")


async def _seed(url: str, clock: MovableClock) -> Enquiry:
    book = Book(url)
    hasher = Passwords(CHEAP)
    async with book.transaction() as session:
        await service.create(
            session,
            name="Asha Menon",
            email="asha@example.com",
            role="admin",
            password_hash=await hasher.hash(PASSWORD),
            timezone="Asia/Kolkata",
            now=clock.now(),
        )
    await enquire(book, clock, "Tom O'Hara", "+447700900123", text="Kerala please")
    enquiry = await enquire(book, clock)
    await plan(book, clock, enquiry)
    await trouble(book, clock, enquiry)
    hasher.close()
    await book.close()
    return enquiry


@pytest.fixture
def screen(sqlite_url: str, clock: MovableClock, settings: Settings) -> Iterator[Screen]:
    enquiry = asyncio.run(_seed(sqlite_url, clock))
    app = create_app(TestDesk(Book(sqlite_url), clock, settings), passwords=Passwords(CHEAP))
    with served(app) as home, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found_browser(), args=["--no-sandbox"])
        page = browser.new_context(viewport=PHONE, locale="en-GB").new_page()
        made = Screen(page, home, enquiry)
        page.on("pageerror", lambda error: made.complaints.append(str(error)))
        page.on("console", lambda line: made.complaints.append(line.text) if line.type == "error" else None)
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((home, "data:"))
                else made.complaints.append(f"asked {request.url}")
            ),
        )
        made.opens("/admin/leads")
        page.fill("input[name=email]", "asha@example.com")
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/leads")
        yield made
        browser.close()


PAGES = (
    "leads?status=", "leads/1", "conversations", "conversations/1", "report", "library", "catalogue",
    "deliveries", "turns", "model-use", "people", "people/1", "account", "audit", "settings",
)  # fmt: skip


def test_every_page_fits_a_phone_asks_nobody_else_and_breaks_no_rule(screen: Screen) -> None:
    wide = []
    for name in PAGES:
        screen.opens(f"/admin/{name}")
        if screen.page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(name)
    assert wide == []
    assert screen.complaints == []


def test_typing_in_the_search_narrows_the_list_at_once(screen: Screen) -> None:
    page = screen.page
    page.click(".tabs label:has-text('All')")
    page.wait_for_selector("text=Tom O'Hara")
    page.fill("#search", "priya")
    page.wait_for_selector("text=Tom O'Hara", state="detached")
    assert page.locator("#list tbody tr").count() == 1
    assert "search=priya" in page.url
    assert screen.complaints == []


def test_what_cannot_be_undone_is_asked_first(screen: Screen) -> None:
    page = screen.page
    screen.opens(f"/admin/leads/{screen.enquiry.lead_id}")
    page.click("text=Close the links")
    page.wait_for_selector("dialog[open]")
    page.click("dialog >> text=Cancel")
    assert page.locator("text=The customer's trip page").count() == 1

    page.click("text=Close the links")
    page.click("dialog >> text=Go on")
    page.wait_for_selector("text=The links to the trip page are closed.")
    assert page.locator("text=The customer's trip page").count() == 0


def test_what_is_asked_about_a_message_is_done_however_long_one_thinks(screen: Screen) -> None:
    page, asked = screen.page, []
    page.clock.install()
    screen.opens(f"/admin/leads/{screen.enquiry.lead_id}")
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/chat") else None)
    with page.expect_response("**/chat"):
        page.clock.run_for(6_500)
    asked.clear()
    page.click(".bubble.unknown >> text=Set aside")
    page.wait_for_selector("dialog[open]")
    page.clock.run_for(13_000)
    assert asked == []
    page.click("dialog >> text=Go on")
    page.wait_for_selector("text=It is set aside and will not be sent.")
    assert page.locator(".bubble.unknown").count() == 0


def test_an_agent_takes_over_from_a_phone_and_writes(screen: Screen) -> None:
    page = screen.page
    screen.opens(f"/admin/leads/{screen.enquiry.lead_id}")
    page.click("text=Take the conversation >> nth=0")
    page.wait_for_selector("text=You speak with the customer now")
    page.fill(".chat-card textarea", "Asha here: shall I call you at six?")
    page.click(".chat-card form[action$='/message'] button:has-text('Send')")
    page.wait_for_selector(".bubble.human:has-text('Asha here')")


def test_a_question_is_tried_without_leaving_the_page(screen: Screen) -> None:
    page = screen.page
    screen.opens("/admin/library")
    page.fill("input[name=question]", "Do we need a visa?")
    page.click("text=Ask")
    page.wait_for_selector("text=Nothing in the library answers this.")
    assert page.url.endswith("/admin/library")
    assert screen.complaints == []


def test_the_menu_opens_on_a_phone(screen: Screen) -> None:
    page = screen.page
    assert not page.is_visible("#menu")
    page.click(".menu-button")
    page.click("#menu >> text=Report")
    page.wait_for_url("**/admin/report")


def test_the_api_can_be_read_in_the_browser(screen: Screen) -> None:
    screen.opens("/api/v1/docs")
    screen.page.wait_for_selector("[data-path='/api/v1/leads/{lead_id}/take']")
    assert screen.complaints == []
