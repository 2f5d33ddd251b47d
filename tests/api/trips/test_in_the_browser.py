"""The trip page in a real browser: readable on a phone, and aware of news without a reload."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from fastapi import FastAPI
from playwright.async_api import Page, async_playwright, expect
from pwdlib.hashers.argon2 import Argon2Hasher

from api.access.passwords import Passwords
from api.main import create_app
from bot.settings import Settings
from crm.clock import MovableClock
from crm.conversations.page_words import take_approval
from crm.db import Book
from crm.trips.links import token_of
from crm.trips.service import link_for
from tests.api.desk import TestDesk
from tests.api.serving import served
from tests.api.trips.conftest import SECRET
from tests.bot.paper.published import Published, publish

pytestmark = pytest.mark.browser


@pytest.fixture
def book_url(sqlite_url: str) -> str:
    """The database does not matter to a browser."""
    return sqlite_url


@pytest.fixture
async def published(book: Book, clock: MovableClock) -> tuple[Published, str]:
    trip = await publish(book, clock.now())
    async with book.transaction() as session:
        nonce = await link_for(session, trip.lead_id, clock.now(), timedelta(days=30))
    return trip, token_of(nonce, SECRET)


@pytest.fixture
def served_app(book_url: str, clock: MovableClock, settings: Settings) -> FastAPI:
    """An app with a book of its own: it runs in another thread's loop."""
    cheap = Passwords(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))
    return create_app(TestDesk(Book(book_url), clock, settings), passwords=cheap)


@pytest.fixture
async def page(served_app: FastAPI, published: tuple[Published, str]) -> AsyncIterator[Page]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with served(served_app) as url:
        async with async_playwright() as player:
            browser = await player.chromium.launch(executable_path=path, args=["--no-sandbox"])
            opened = await browser.new_page(viewport={"width": 390, "height": 844})
            complaints: list[str] = []
            opened.on("pageerror", lambda error: complaints.append(str(error)))
            opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            opened.on("request", lambda asked: complaints.append(asked.url) if url not in asked.url else None)
            await opened.goto(f"{url}/t/{published[1]}")
            await opened.wait_for_selector("body[data-ready]")
            yield opened
            await browser.close()
            assert complaints == []


async def test_the_page_fits_a_phone_and_speaks_in_our_own_fonts(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert await page.locator(".map .narrow svg").is_visible()
    assert not await page.locator(".map .wide svg").is_visible()
    assert await page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Inter'))")
    await page.set_viewport_size({"width": 1200, "height": 900})
    assert await page.locator(".map .wide svg").is_visible()


async def test_an_approval_is_thanked_for_by_name(page: Page) -> None:
    await page.get_by_label("Your full name").fill("Asha Rao")
    await page.get_by_role("button", name="Approve version 1").click()
    await expect(page.get_by_text("Thank you, Asha Rao!")).to_be_visible()
    await expect(page.get_by_role("button", name="Approve version 1")).to_have_count(0)


async def test_a_newer_version_is_told_and_what_was_typed_is_kept(
    page: Page, book: Book, clock: MovableClock, published: tuple[Published, str]
) -> None:
    wish = page.get_by_label("Your wish")
    await wish.fill("One day more in Ubud")
    await publish(book, clock.now(), lead_id=published[0].lead_id)
    await expect(page.get_by_text("Version 2 of your plan is here.")).to_be_visible(timeout=15_000)
    assert await wish.input_value() == "One day more in Ubud"
    await page.get_by_role("link", name="Show it").click()
    await expect(page.get_by_role("button", name="Approve version 2")).to_be_visible()


async def test_an_approval_given_elsewhere_shows_without_a_reload(
    page: Page, book: Book, clock: MovableClock, published: tuple[Published, str]
) -> None:
    async with book.transaction() as session:
        await take_approval(session, published[0].lead_id, 1, "Asha Rao", "", clock.now())
    await expect(page.get_by_text("Thank you, Asha Rao!")).to_be_visible(timeout=15_000)
