"""Who may open a trip page, and what it shows them."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import select

from crm.documents.models import Proposal
from crm.documents.service import store_file
from crm.leads.service import get_lead
from crm.trips.links import new_nonce, nonce_of, token_of
from crm.trips.models import TripLink
from crm.trips.service import link_for, mark_sent, revoke_links
from tests.api.desk import TestDesk
from tests.api.people import Person
from tests.api.trips.conftest import SECRET, TripPage
from tests.bot.paper.proposals import planned
from tests.bot.paper.published import Published, publish


def test_a_token_opens_only_what_the_desk_signed() -> None:
    nonce = new_nonce()
    token = token_of(nonce, SECRET)
    assert nonce_of(token, SECRET) == nonce
    for wrong in (nonce, token[:-1], token + "A", new_nonce() + token[16:], "", "ü" * 38, token.swapcase()):
        assert nonce_of(wrong, SECRET) is None
    assert nonce_of(token, "another key of the same kind, long enough") is None


def test_tokens_do_not_repeat() -> None:
    assert len({new_nonce() for _ in range(1000)}) == 1000


async def test_the_page_shows_the_trip_and_says_that_it_is_not_for_search_engines(page: TripPage) -> None:
    answer = await page.opens()
    assert answer.status_code == 200
    for words in (
        "5 nights in Bali",
        "Asha Rao",
        "2 adults, 1 child (aged 5), 1 infant",
        "Approve version 1",
    ):
        assert words in answer.text
    assert answer.text.count('class="day"') == len(planned().days)
    assert "noindex" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "style=" not in answer.text


async def test_unknown_tokens_and_unsent_trips_are_the_same_closed_page(
    desk: TestDesk, web: httpx.AsyncClient
) -> None:
    unsent = await publish(desk.book, desk.clock.now(), send=False)
    async with desk.book.transaction() as session:
        nonce = await link_for(session, unsent.lead_id, desk.clock.now(), timedelta(days=30))
    tokens = [token_of(nonce, SECRET), token_of(new_nonce(), SECRET), "guess", "x" * 38, "%FF%00"]
    answers = [await web.get(f"/t/{token}") for token in tokens]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


@pytest.mark.parametrize("what", ["", "/proposal.pdf", "/state"])
async def test_a_link_closes_when_its_time_is_over(desk: TestDesk, page: TripPage, what: str) -> None:
    desk.clock.advance(timedelta(days=29, hours=23))
    assert (await page.web.get(page.path)).status_code == 200
    desk.clock.advance(timedelta(hours=2))
    assert (await page.web.get(page.path + what)).status_code == 410


async def test_staff_can_close_every_link_and_the_closing_is_on_record(
    desk: TestDesk, page: TripPage, admin: Person
) -> None:
    answer = await admin.asks("DELETE", f"/leads/{page.trip.lead_id}/links")
    assert answer.status_code == 204
    assert (await page.opens()).status_code == 410
    assert (await page.approves()).status_code == 410
    assert (await page.asks("One day more")).status_code == 410
    timeline = (await admin.get(f"/leads/{page.trip.lead_id}/timeline")).json()
    assert "links_revoked" in [event["kind"] for event in timeline]
    log = (await admin.get("/audit")).json()
    assert any("link" in line["action"] for line in log["items"])


async def test_a_new_link_after_closing_does_not_open_the_old_one(
    desk: TestDesk, page: TripPage, web: httpx.AsyncClient
) -> None:
    now = desk.clock.now()
    async with desk.book.transaction() as session:
        await revoke_links(session, await get_lead(session, page.trip.lead_id), "user:1", now)
        fresh = await link_for(session, page.trip.lead_id, now, timedelta(days=30))
    assert (await web.get(f"/t/{token_of(fresh, SECRET)}")).status_code == 200
    assert (await page.opens()).status_code == 410


async def test_only_a_sent_version_is_shown(desk: TestDesk, page: TripPage) -> None:
    await publish(desk.book, desk.clock.now(), lead_id=page.trip.lead_id, send=False, changes=("Quieter",))
    assert "Approve version 1" in (await page.opens()).text
    async with desk.book.transaction() as session:
        await mark_sent(session, await get_lead(session, page.trip.lead_id), 2, "user:1", desk.clock.now())
    text = (await page.opens()).text
    assert "Approve version 2" in text
    assert "Quieter" in text


async def test_the_pdf_is_offered_when_it_is_there(desk: TestDesk, page: TripPage) -> None:
    assert "being made" in (await page.opens()).text
    assert (await page.web.get(f"{page.path}/proposal.pdf")).status_code == 404
    async with desk.book.transaction() as session:
        file = await store_file(session, "Bali.pdf", "application/pdf", b"%PDF-1.7", desk.clock.now())
        proposal = (await session.scalars(select(Proposal))).one()
        proposal.status, proposal.file_id = "rendered", file.id
    assert "Download the PDF" in (await page.opens()).text
    answer = await page.web.get(f"{page.path}/proposal.pdf")
    assert (answer.content, answer.headers["content-type"]) == (b"%PDF-1.7", "application/pdf")


async def test_a_pdf_that_failed_is_not_promised(desk: TestDesk, page: TripPage) -> None:
    async with desk.book.transaction() as session:
        (await session.scalars(select(Proposal))).one().status = "failed"
    text = (await page.opens()).text
    assert "being made" not in text
    assert "no PDF of this version" in text


async def test_staff_see_when_the_customer_looked(desk: TestDesk, page: TripPage) -> None:
    async def seen() -> object:
        async with desk.book.reading() as session:
            return await session.scalar(select(TripLink.seen_at))

    assert await seen() is None
    await page.opens()
    first = await seen()
    assert first == desk.clock.now()
    desk.clock.advance(timedelta(seconds=20))
    await page.opens()
    assert await seen() == first


async def test_one_caller_cannot_try_tokens_without_end(web: httpx.AsyncClient, trip: Published) -> None:
    answers = [(await web.get(f"/t/{'x' * 30}{n:08d}")).status_code for n in range(125)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert answers.count(404) <= 121


async def test_hostile_words_are_only_words(desk: TestDesk, web: httpx.AsyncClient) -> None:
    nasty = "<script>alert(1)</script>{{7*7}}</style>"
    trip = await publish(desk.book, desk.clock.now(), customer=nasty, changes=(nasty,))
    async with desk.book.transaction() as session:
        nonce = await link_for(session, trip.lead_id, desk.clock.now(), timedelta(days=30))
    text = (await web.get(f"/t/{token_of(nonce, SECRET)}", params={"said": nasty})).text
    assert "<script>alert" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}&lt;/style&gt;") == 2
