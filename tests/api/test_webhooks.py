"""The providers' doors: verify, write down, acknowledge, ring."""

import httpx
from sqlalchemy import func, select

from crm.conversations.models import Inbound
from crm.db import Book
from tests.api.desk import TestDesk

SIGNED = {"x-signature": "genuine"}


async def _kept(desk: TestDesk) -> int:
    async with desk.book.reading() as session:
        return await session.scalar(select(func.count()).select_from(Inbound)) or 0


async def test_a_signed_message_is_received_and_rings_the_bell(
    web: httpx.AsyncClient, desk: TestDesk
) -> None:
    answer = await web.post("/webhooks/whatsapp", content='["hello"]', headers=SIGNED)

    assert (answer.status_code, answer.content) == (200, b"")
    async with desk.book.reading() as session:
        kept = (await session.scalars(select(Inbound))).one()
    assert kept.text == "hello"
    assert desk.bell.woken == [kept.conversation_id]


async def test_a_repeated_webhook_leaves_one_message(web: httpx.AsyncClient, desk: TestDesk) -> None:
    answers = [await web.post("/webhooks/whatsapp", content='["hello"]', headers=SIGNED) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200] * 3
    assert await _kept(desk) == 1


async def test_a_forged_message_is_refused_and_nothing_is_written(
    web: httpx.AsyncClient, desk: TestDesk
) -> None:
    answer = await web.post("/webhooks/telegram", content='["hello"]')

    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert (await _kept(desk), desk.bell.woken) == (0, [])


async def test_a_message_that_cannot_be_read_is_refused(web: httpx.AsyncClient, desk: TestDesk) -> None:
    answer = await web.post("/webhooks/whatsapp", content="{", headers=SIGNED)

    assert answer.status_code == 400
    assert await _kept(desk) == 0


async def test_a_message_that_cannot_be_written_down_is_not_acknowledged(
    web: httpx.AsyncClient, desk: TestDesk
) -> None:
    book, desk.book = desk.book, Book("postgresql+psycopg://nobody@127.0.0.1:1/none")
    answer = await web.post("/webhooks/whatsapp", content='["hello"]', headers=SIGNED)
    desk.book = book
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    again = await web.post("/webhooks/whatsapp", content='["hello"]', headers=SIGNED)
    assert (again.status_code, await _kept(desk)) == (200, 1)


async def test_the_channel_sees_the_address_that_the_provider_signed(
    web: httpx.AsyncClient, desk: TestDesk
) -> None:
    path = "/webhooks/whatsapp/status?outbox=7&note=a%20b+c"
    await web.post(path, content="[]", headers={**SIGNED, "X-Mixed-Case": "kept"})

    seen = desk.channels["whatsapp"].requests[0]
    assert seen.url == f"http://desk.test{path}"
    assert seen.headers["x-mixed-case"] == "kept"


async def test_a_body_of_two_megabytes_is_refused(web: httpx.AsyncClient, desk: TestDesk) -> None:
    answer = await web.post("/webhooks/whatsapp", content=b"x" * 2_000_000, headers=SIGNED)

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert await _kept(desk) == 0
