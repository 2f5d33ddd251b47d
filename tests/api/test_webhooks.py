"""The providers' doors: verify, write down, acknowledge, ring."""

import httpx

from tests.api.desk import TestDesk

SIGNED = {"x-signature": "genuine"}


async def test_a_signed_message_is_received_and_rings_the_bell(
    web: httpx.AsyncClient, desk: TestDesk
) -> None:
    answer = await web.post("/webhooks/whatsapp", content='["hello"]', headers=SIGNED)

    assert (answer.status_code, answer.content) == (200, b"")
    assert [event.text for event in desk.received] == ["hello"]
    assert desk.rings == 1


async def test_a_forged_message_is_refused_and_nothing_is_written(
    web: httpx.AsyncClient, desk: TestDesk
) -> None:
    answer = await web.post("/webhooks/telegram", content='["hello"]')

    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert (desk.received, desk.rings) == ([], 0)


async def test_a_message_that_cannot_be_read_is_refused(web: httpx.AsyncClient, desk: TestDesk) -> None:
    answer = await web.post("/webhooks/whatsapp", content="{", headers=SIGNED)

    assert answer.status_code == 400
    assert desk.received == []


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
    assert desk.received == []
