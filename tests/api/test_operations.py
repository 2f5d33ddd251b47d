"""Alive, ready, and the dials."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import httpx
from fastapi import FastAPI

from agents.model.prompts import Prompts
from crm.agency.service import load as load_agency
from crm.clock import MovableClock
from crm.conversations.models import Conversation, Outbound
from crm.db import Book
from crm.reports import spending
from tests.api.desk import TestDesk
from tests.api.people import Person


async def test_a_fresh_desk_is_alive_and_ready(web: httpx.AsyncClient) -> None:
    assert (await web.get("/healthz")).json() == {"status": "ok"}
    ready = await web.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "reasons": []})


async def _chat(book: Book, clock: MovableClock, **fields: object) -> Conversation:
    async with book.transaction() as session:
        chat = Conversation(
            kind="customer",
            channel="whatsapp",
            channel_account="+14155550100",
            address="+919800000001",
            created_at=clock.now(),
            **fields,
        )
        session.add(chat)
        await session.flush()
    return chat


async def test_a_message_that_grows_old_makes_the_desk_unready(
    web: httpx.AsyncClient, book: Book, clock: MovableClock
) -> None:
    await _chat(book, clock, ready_at=clock.now())
    clock.advance(timedelta(seconds=119))
    assert (await web.get("/readyz")).status_code == 200

    clock.advance(timedelta(seconds=2))
    answer = await web.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == [
        "A customer's message has waited for an answer since 2026-11-23T09:00:00+00:00."
    ]


async def test_an_unsent_message_makes_the_desk_unready_but_a_scheduled_one_does_not(
    web: httpx.AsyncClient, book: Book, clock: MovableClock
) -> None:
    chat = await _chat(book, clock)

    async def queue(key: str, after: timedelta) -> None:
        async with book.transaction() as session:
            session.add(
                Outbound(
                    key=key, conversation_id=chat.id, kind="text", body={"text": "hi"},
                    run_at=clock.now() + after, created_at=clock.now(),
                )
            )  # fmt: skip

    await queue("later", timedelta(days=1))
    clock.advance(timedelta(minutes=10))
    assert (await web.get("/readyz")).status_code == 200

    await queue("now", timedelta(0))
    clock.advance(timedelta(minutes=3))
    answer = await web.get("/readyz")
    assert answer.status_code == 503
    assert "to be sent" in answer.json()["reasons"][0]


async def test_a_book_that_cannot_be_reached_makes_the_desk_unready(
    app: FastAPI, web: httpx.AsyncClient, desk: TestDesk
) -> None:
    desk.book = Book("postgresql+psycopg://nobody@127.0.0.1:1/none")
    answer = await web.get("/readyz")
    assert (answer.status_code, answer.json()["reasons"]) == (503, ["The database cannot be reached."])
    other = await web.post("/api/v1/auth/sign-in", json={"email": "a@b.cd", "password": "x"})
    assert (other.status_code, other.headers["retry-after"]) == (503, "5")
    await desk.book.close()


async def test_the_dials_are_for_the_neighbourhood_and_for_admins(
    app: FastAPI, web: httpx.AsyncClient, admin: Person, agent: Person
) -> None:
    assert (await web.get("/metrics")).status_code == 403
    assert (await web.get("/metrics", headers=agent.headers)).status_code == 403
    assert (await web.get("/metrics", headers=admin.headers)).status_code == 200
    near = httpx.ASGITransport(app, client=("172.18.0.5", 1))
    async with httpx.AsyncClient(transport=near, base_url="http://desk.test") as prometheus:
        assert (await prometheus.get("/metrics")).status_code == 200


async def test_the_dials_show_requests_webhooks_and_queues(
    web: httpx.AsyncClient, admin: Person, book: Book, clock: MovableClock
) -> None:
    await _chat(book, clock, ready_at=clock.now())
    clock.advance(timedelta(seconds=30))
    await web.post("/webhooks/whatsapp", content="[]", headers={"x-signature": "genuine"})
    await web.post("/webhooks/whatsapp", content="[]")

    text = (await web.get("/metrics", headers=admin.headers)).text

    assert 'serai_webhooks_total{channel="whatsapp",outcome="accepted"} 1.0' in text
    assert 'serai_webhooks_total{channel="whatsapp",outcome="bad signature"} 1.0' in text
    assert 'serai_queue_oldest_seconds{queue="inbox"} 30.0' in text
    assert 'route="/api/v1/auth/sign-in",status="200"' in text


async def test_addresses_that_lead_nowhere_do_not_grow_the_dials(
    web: httpx.AsyncClient, admin: Person
) -> None:
    for number in range(20):
        await web.get(f"/t/{number}/nowhere/secret-token")
    await web.get("/static/nothing.css")

    text = (await web.get("/metrics", headers=admin.headers)).text

    assert 'serai_http_request_seconds_count{method="GET",route="unmatched",status="404"} 20.0' in text
    assert 'route="/static",status="404"' in text
    assert "secret-token" not in text


async def test_models_are_on_the_dials_on_the_page_and_in_the_api_alike(
    book: Book, clock: MovableClock, web: httpx.AsyncClient, admin: Person
) -> None:
    prices = {"model_prices": "m 1 2", "model_day_budget": "0.01", "model_day_tokens": 10_000}
    changed = await web.patch("/api/v1/settings", json=prices, headers=admin.headers)
    assert changed.status_code == 200
    async with book.reading() as session:
        budget = (await load_agency(session)).model_budget()
    async with book.transaction() as session:
        call = spending.Call("m", "understand@1a2b3c4d", 1000, 900, conversation_id=4)
        day = clock.now().astimezone(ZoneInfo("Asia/Kolkata")).date()
        held = await spending.hold(session, call, budget, day, clock.now())
        await spending.book(session, held, spending.Used(True, None, 800, 100, 1500), budget)
    text = (await web.get("/metrics", headers=admin.headers)).text
    for line in (
        'serai_model_calls_total{model="m",outcome="ok"} 1.0',
        'serai_model_tokens_total{model="m",way="in"} 800.0',
        'serai_model_cost_total{currency="USD",model="m"} 0.001',
        'serai_model_seconds_sum{model="m"} 1.5',
        'serai_model_budget_used{limit="tokens"} 0.09',
        'serai_model_budget_used{limit="money"} 0.1',
    ):
        assert line in text
    use = (await web.get("/api/v1/model-use", headers=admin.headers)).json()
    assert {code: Decimal(cost) for code, cost in use["costs"].items()} == {"USD": Decimal("0.001")}
    assert (use["today"]["tokens"], use["today"]["most_tokens"]) == (900, 10_000)
    assert use["models"][0]["prompt"] == "understand@1a2b3c4d"
    assert set(use["prompts"]) == {prompt.version for prompt in Prompts().all()}


async def test_a_price_that_cannot_be_read_is_refused_by_name(web: httpx.AsyncClient, admin: Person) -> None:
    answer = await web.patch("/api/v1/settings", json={"model_prices": "m one"}, headers=admin.headers)
    assert answer.status_code == 422
    assert "not a price" in answer.text
