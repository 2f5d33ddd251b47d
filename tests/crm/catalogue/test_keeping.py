"""Keeping a catalogue in the book: what is kept serves on, and nothing kept is changed in silence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from crm.catalogue import queries
from crm.catalogue.importing import BrokenCatalogue, Loaded, load_sample
from crm.catalogue.service import Kept, keep_catalogue
from crm.clock import MovableClock
from crm.db import Book
from crm.quotes.values import ExchangeRate, RateRow

RUPIAH = ExchangeRate("idr-usd", "IDR", "USD", Decimal("0.0000613712345678"), date(2026, 1, 2))


def bali(exchange: Sequence[ExchangeRate] = (), more: Sequence[RateRow] = ()) -> Loaded:
    whole = load_sample()
    kept = (whole.catalogue("bali"),)
    return replace(
        whole, catalogues=kept, rates=(*whole.rates_of("bali"), *more), exchange_rates=tuple(exchange)
    )


async def keep(book: Book, clock: MovableClock, loaded: Loaded) -> Kept:
    async with book.transaction() as session:
        return await keep_catalogue(session, loaded, clock.now())


async def test_an_exchange_rate_of_a_small_currency_is_kept_to_its_last_decimal(
    book: Book, clock: MovableClock
) -> None:
    await keep(book, clock, bali([RUPIAH]))
    async with book.reading() as session:
        assert [rate.rate for rate in await queries.exchange_rates(session)] == [RUPIAH.rate]


async def test_an_exchange_rate_that_comes_back_changed_is_refused_by_its_id(
    book: Book, clock: MovableClock
) -> None:
    await keep(book, clock, bali([RUPIAH]))
    await keep(book, clock, bali([RUPIAH]))
    with pytest.raises(BrokenCatalogue, match="idr-usd is kept already with another rate"):
        await keep(book, clock, bali([replace(RUPIAH, rate=Decimal("0.00007"))]))


@pytest.mark.parametrize(("whole", "cut"), [("0.0000613712345678", "0.000061"), ("0.0000005", "0.000001")])
async def test_the_same_file_makes_whole_a_rate_of_which_six_decimals_were_kept(
    book: Book, clock: MovableClock, whole: str, cut: str
) -> None:
    rate = replace(RUPIAH, rate=Decimal(whole))
    await keep(book, clock, bali([replace(rate, rate=Decimal(cut))]))
    assert (await keep(book, clock, bali([rate]))).exchange_rates == 1
    async with book.reading() as session:
        assert [kept.rate for kept in await queries.exchange_rates(session)] == [rate.rate]
    assert (await keep(book, clock, bali([rate]))).exchange_rates == 0


@pytest.mark.parametrize(
    "other", [{"day": date(2026, 1, 3)}, {"base": "VND"}, {"rate": Decimal("0.0000625")}]
)
async def test_a_rate_rounded_from_another_is_not_made_whole(
    book: Book, clock: MovableClock, other: dict[str, Any]
) -> None:
    await keep(book, clock, bali([replace(RUPIAH, rate=Decimal("0.000061"))]))
    with pytest.raises(BrokenCatalogue, match="idr-usd is kept already with another rate"):
        await keep(book, clock, bali([replace(RUPIAH, **other)]))


async def test_a_new_price_that_would_serve_beside_a_kept_one_is_refused(
    book: Book, clock: MovableClock
) -> None:
    await keep(book, clock, bali())
    old = load_sample().rates_of("bali")[0]
    beside = replace(old, id="another", amount=Decimal(1))
    lost = replace(bali(), rates=(beside,))  # a file that no longer holds the row it should supersede
    with pytest.raises(BrokenCatalogue, match=f"another would serve beside {old.id}, which is kept already"):
        await keep(book, clock, lost)
    await keep(book, clock, replace(lost, rates=(replace(beside, supersedes=old.id),)))
