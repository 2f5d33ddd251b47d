"""An admin changes a price on the catalogue's page or by the API: a newer row takes the old one's place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from crm.audit.models import AuditRow
from crm.catalogue import queries
from crm.catalogue.importing import BrokenCatalogue, load_sample
from crm.catalogue.models import Rate
from crm.catalogue.price_changes import change_price
from crm.catalogue.service import keep_catalogue
from crm.clock import MovableClock
from crm.db import Book
from crm.errors import Clash
from crm.quotes.values import RateRow
from tests.api.people import Person
from tests.api.reader import Reader, words_of

OLD = "bali-monkey-forest-adult"


@pytest.fixture
async def shop(book: Book, clock: MovableClock) -> Book:
    whole = load_sample()
    bali = replace(whole, catalogues=(whole.catalogue("bali"),), rates=tuple(whole.rates_of("bali")))
    async with book.transaction() as session:
        await keep_catalogue(session, bali, clock.now())
    return book


async def living(book: Book) -> dict[str, RateRow]:
    async with book.reading() as session:
        rates = await queries.rates(session, "bali")
    return {r.id: r for r in rates if r.item_id == "bali-monkey-forest" and r.occupancy == "adult"}


async def test_the_form_gives_a_new_price_and_the_old_row_stays_as_it_was(asha: Reader, shop: Book) -> None:
    before = (await living(shop))[OLD]
    page = await asha.opens("/admin/catalogue/bali?kind=rates&item=bali-monkey-forest")
    assert 'action="/admin/rates"' in page.text
    form = {"rate": OLD, "amount": "110,000.50", "since": str(before.from_date), "destination": "bali"}
    said = words_of(await asha.sends("/admin/rates", data=form))
    assert "quotes that were made keep their price" in said
    now = await living(shop)
    assert OLD not in now
    [fresh] = [rate for rate in now.values() if rate.supersedes == OLD]
    assert fresh == replace(before, id=fresh.id, amount=Decimal("110000.50"), supersedes=OLD)
    async with shop.reading() as session:
        old = await session.scalar(select(Rate).where(Rate.id == OLD))
    assert old is not None
    assert old.amount == before.amount
    assert old.superseded_at is not None


async def test_a_price_from_a_day_on_leaves_the_old_one_until_the_day_before(
    asha: Reader, shop: Book
) -> None:
    before = (await living(shop))[OLD]
    await asha.sends("/admin/rates", data={"rate": OLD, "amount": "120000", "since": "2027-07-01"})
    first, second = sorted((await living(shop)).values(), key=lambda r: r.from_date)[:2]
    assert (first.amount, first.from_date, first.to_date) == (
        before.amount,
        before.from_date,
        date(2027, 6, 30),
    )
    assert (second.amount, second.from_date, second.to_date) == (
        Decimal(120000),
        date(2027, 7, 1),
        before.to_date,
    )


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"amount": "dear"}, "is not a number"),
        ({"amount": "-1"}, "is negative"),
        ({"amount": "100000"}, "That is the price already"),
        ({"amount": "1250,50"}, "write decimals after a point"),
        ({"amount": "12,50"}, "write decimals after a point"),
        ({"amount": "5", "since": "2020-01-01"}, "is not between"),
        ({"amount": "5", "since": "soon"}, "is not a date"),
        ({"amount": "5", "rate": "nowhere"}, "no such rate"),
    ],
)
async def test_a_price_that_makes_no_sense_is_refused_in_words(
    asha: Reader, shop: Book, form: dict[str, str], words: str
) -> None:
    answer = await asha.sends("/admin/rates", data={"rate": OLD} | form)
    assert words in words_of(answer)
    assert OLD in await living(shop)


async def test_only_admins_change_prices(arjun: Reader, shop: Book) -> None:
    page = await arjun.opens("/admin/catalogue/bali?kind=rates&item=bali-monkey-forest")
    assert 'action="/admin/rates"' not in page.text
    assert (await arjun.sends("/admin/rates", data={"rate": OLD, "amount": "5"})).status_code == 403
    assert OLD in await living(shop)


async def test_a_rate_is_superseded_once_by_hand_or_by_file(shop: Book, clock: MovableClock) -> None:
    async with shop.transaction() as session:
        await change_price(session, OLD, Decimal(1), None, clock.now())
    with pytest.raises(Clash):
        async with shop.transaction() as session:
            await change_price(session, OLD, Decimal(2), None, clock.now())
    whole = load_sample()
    old = next(rate for rate in whole.rates if rate.id == OLD)
    late = replace(old, id="from-the-file", amount=Decimal(3), supersedes=OLD)
    bali = replace(whole, catalogues=(whole.catalogue("bali"),), rates=(*whole.rates_of("bali"), late))
    with pytest.raises(BrokenCatalogue, match="whose place another price has taken"):
        async with shop.transaction() as session:
            await keep_catalogue(session, bali, clock.now())


async def test_the_api_changes_a_price_as_the_page_does_and_says_which_rows_serve_instead(
    admin: Person, shop: Book
) -> None:
    before = (await living(shop))[OLD]
    wanted = {"amount": "120000.50", "since": "2027-07-01"}
    answer = await admin.asks("POST", f"/catalogue/rates/{OLD}/price", json=wanted)
    assert answer.status_code == 201
    first, second = answer.json()
    assert [Decimal(first["amount"]), Decimal(second["amount"])] == [before.amount, Decimal("120000.50")]
    assert (first["to_date"], second["from_date"]) == ("2027-06-30", "2027-07-01")
    assert {first["supersedes"], second["supersedes"]} == {OLD}
    assert {*await living(shop)} == {first["id"], second["id"]}
    async with shop.reading() as session:
        line = await session.scalar(select(AuditRow).where(AuditRow.action == "rate.change"))
    assert line is not None
    assert (line.subject, line.detail["amount"]) == (f"rate:{OLD}", "120000.50")


@pytest.mark.parametrize(
    ("rate", "wanted", "status", "field"),
    [
        ("nowhere", {"amount": "5"}, 404, ""),
        (OLD, {"amount": "100000"}, 422, "amount"),
        (OLD, {"amount": "-1"}, 422, "amount"),
        (OLD, {"amount": "5", "since": "2020-01-01"}, 422, "since"),
        (OLD, {"amount": "5", "currency": "USD"}, 422, "currency"),
    ],
)
async def test_the_api_refuses_a_price_that_makes_no_sense_as_a_problem(
    admin: Person, shop: Book, rate: str, wanted: dict[str, str], status: int, field: str
) -> None:
    answer = await admin.asks("POST", f"/catalogue/rates/{rate}/price", json=wanted)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in answer.text
    assert OLD in await living(shop)


async def test_the_api_lets_a_rate_be_superseded_once_and_by_admins_alone(
    admin: Person, manager: Person, shop: Book
) -> None:
    path, wanted = f"/catalogue/rates/{OLD}/price", {"amount": "5"}
    assert (await manager.asks("POST", path, json=wanted)).status_code == 403
    assert (await admin.asks("POST", path, json=wanted)).status_code == 201
    assert (await admin.asks("POST", path, json=wanted)).status_code == 409
