"""Clauses of a price as people write them: read, refused in words, and written again as the same value."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import Unfit
from crm.quotes import clauses
from crm.quotes.terms import Terms, terms_of, with_terms
from crm.quotes.values import Discount, Instalment, Markup
from tests.crm.quotes.deals import AMOUNTS, PERCENTS
from tests.crm.quotes.trade import RULES as PLAIN

SHARES = st.lists(st.integers(1, 40), min_size=1, max_size=4)


@st.composite
def markups(draw: st.DrawFn) -> Markup:
    scope = draw(st.sampled_from(("trip", "kind", "day", "line")))
    subjects = {
        "trip": st.just(""),
        "kind": st.sampled_from(("stay", "place", "transfer", "service")),
        "day": st.integers(1, 30).map(str),
        "line": st.just("stay:inn:2027-05-03:double"),
    }
    how = draw(st.sampled_from(("percent", "fixed", "per_person", "target_margin")))
    return Markup(scope, how, draw(PERCENTS), draw(subjects[scope]))


@given(st.lists(markups(), max_size=4).map(tuple))
def test_markups_are_written_so_that_they_are_read_as_the_same(own: tuple[Markup, ...]) -> None:
    assert clauses.read_markups(clauses.write_markups(own)) == own


@given(
    st.builds(
        Discount,
        st.sampled_from(("Discount", "Returning guest", "Festival offer 2027")),
        st.sampled_from(("percent", "fixed", "per_person")),
        st.one_of(PERCENTS, AMOUNTS.filter(lambda a: a <= 100)).filter(lambda value: value > 0),
        st.sampled_from(((), ("stay",), ("place",))),
    )
)
def test_a_discount_is_written_so_that_it_is_read_as_the_same(given_: Discount) -> None:
    assert clauses.read_discount(clauses.write_discount(given_)) == given_


@given(SHARES, st.data())
def test_instalments_are_written_so_that_they_are_read_as_the_same(
    shares: list[int], data: st.DataObject
) -> None:
    whole = sum(shares)
    percents = [Decimal(share * 100) // whole for share in shares[:-1]]
    percents.append(Decimal(100) - sum(percents, Decimal(0)))
    plan = tuple(
        Instalment(f"Part {n}", percent, data.draw(st.integers(0, 120)),
                   data.draw(st.sampled_from(("after_booking", "before_departure"))))
        for n, percent in enumerate(percents, start=1)
    )  # fmt: skip
    assert clauses.read_instalments(clauses.write_instalments(plan)) == plan


@pytest.mark.parametrize(
    ("reader", "text", "names"),
    [
        (clauses.read_markups, "stay 12 %; hotel twelve", "hotel twelve"),
        (clauses.read_markups, "stay margin 100 %", "no price leaves"),
        (clauses.read_markups, "stay margin 20", "a margin is a percentage"),
        (clauses.read_instalments, "Deposit 25 % on booking; Balance 70 % 30 days before departure", "95 %"),
        (clauses.read_instalments, "Deposit 100 % some day", "no instalment"),
        (clauses.read_instalments, "Deposit 100 % 900 days before departure", "two years"),
        (clauses.read_bands, "0: 5 %; 0: 20 %", "must rise"),
        (clauses.read_bands, "0: 105 %", "more than the whole"),
        (clauses.read_discount, "101 %", "more than the whole price"),
        (clauses.read_discount, "0", "of nothing"),
        (clauses.read_discount, "-5", "no discount"),
    ],
)
def test_a_clause_that_makes_no_sense_is_refused_in_words(reader: object, text: str, names: str) -> None:
    with pytest.raises(Unfit, match=names):
        reader(text)  # type: ignore[operator]


@given(st.lists(markups(), max_size=3).map(tuple), st.integers(0, 2))
def test_terms_come_back_from_the_snapshot_they_were_put_in(own: tuple[Markup, ...], free: int) -> None:
    terms = Terms((Discount("Returning guest", "fixed", Decimal(500)),), own, free)
    assert terms_of(with_terms({"format": 1}, terms)) == terms
    assert terms_of({"format": 1}) == Terms()


def test_a_markup_of_the_whole_trip_replaces_the_agencys_own() -> None:
    agency = replace(PLAIN, markups=clauses.read_markups("stay margin 20 %; trip 500"))
    trip = Terms(markups=clauses.read_markups("trip 8 %"))
    assert trip.under(agency).markups == trip.markups
    stays = Terms(markups=clauses.read_markups("stay 8 %"))
    assert stays.under(agency).markups == (*stays.markups, *agency.markups)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2.000", "2000"),
        ("2,000 loyal guest", "2000"),
        ("1,50,000", "150000"),
        ("2.000,50", "2000.50"),
        ("1.5 lakh", "150000"),
        ("2k", "2000"),
        ("2.50", "2.50"),
        ("12,5 %", "12.5"),
        ("1.500 % off", "1.5"),
        ("5 percent", "5"),
    ],
)
def test_a_number_is_read_by_the_same_rules_as_in_plain_words(text: str, value: str) -> None:
    assert clauses.read_discount(text).value == Decimal(value)


@pytest.mark.parametrize("text", ["1.2.3", "2.000.00", "50 usd", "500 € loyal"])
def test_a_number_that_reads_in_no_way_or_names_a_currency_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        clauses.read_discount(text)


@pytest.mark.parametrize(
    "text",
    ["2000 CHF", "5000 LKR", "100 AUD off", "200 CAD", "300 ¥", "3000 baht", "50 A$", "100 US dollars",
     "100 per person US dollars", "100 Sri Lankan rupees", "2000 in USD", "2000 (MVR)", "50 dinars loyal",
     "2000 रुपये", "500 try", "300 TRY loyal", "90 euros", "100 долларов", "5000 won", "2000 ALL",
     "2000 MVR off", "2000 USD early booking", "2000 rand", "2000 Rand off", "50 lira per stay",
     "2000 pesos early booking", "2000 RMB loyal"],
)  # fmt: skip
def test_a_discount_in_a_currency_of_its_own_is_not_taken_for_one_in_the_trips(text: str) -> None:
    with pytest.raises(Unfit, match="in the currency of the trip"):
        clauses.read_discount(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2000 try us again", "Try us again"),
        ("2000 won back", "Won back"),
        ("2000 VIP guest", "VIP guest"),
        ("2000 Europe fans", "Europe fans"),
        ("2000 Thai guests", "Thai guests"),
        ("2000 Inge Rao", "Inge Rao"),
        ("2000 pays in euros", "Pays in euros"),
        ("2000 K Sharma", "K Sharma"),
        ("2000 L. Rossi", "L. Rossi"),
        ("2000 ALL INCLUSIVE offer", "ALL INCLUSIVE offer"),
        ("2000 CUP winners", "CUP winners"),
        ("2000 Rand family", "Rand family"),
        ("2000 TOP client", "TOP client"),
    ],
)
def test_a_reason_that_is_like_a_currency_or_a_multiple_stays_a_reason(text: str, label: str) -> None:
    assert clauses.read_discount(text) == Discount(label, "fixed", Decimal(2000), ())


@pytest.mark.parametrize("label", ["TOP client", "ALL INCLUSIVE offer", "TOP", "Euro cup"])
def test_a_share_of_the_price_is_in_no_currency(label: str) -> None:
    assert clauses.read_discount(f"5 % {label}") == Discount(label, "percent", Decimal(5), ())


@pytest.mark.parametrize("text", ["2k Sharma", "2 k", "2 k off", "2 K on stays", "2 thousand Sharma"])
def test_a_multiple_is_read_behind_its_number(text: str) -> None:
    assert clauses.read_discount(text).value == 2000


def test_a_letter_that_may_multiply_or_begin_a_name_is_asked_back() -> None:
    with pytest.raises(Unfit, match="Write 2k if so"):
        clauses.read_discount("2 k loyal guest")


@pytest.mark.parametrize(("currency", "value"), [("KWD", "12.5"), ("INR", "12500"), (None, "12500")])
def test_a_point_before_thousandths_is_a_point_where_the_currency_has_them(
    currency: str | None, value: str
) -> None:
    number = Decimal(value)
    assert clauses.read_discount("12.500", currency=currency).value == number
    assert clauses.read_markups("transfer 12.500; trip 12.500 per person", currency=currency) == (
        Markup("kind", "fixed", number, "transfer"),
        Markup("trip", "per_person", number, ""),
    )
    assert clauses.read_bands("0: 5 %; 12.500: 20 %", currency=currency)[1] == (number, Decimal(20))


def test_an_amount_of_thousandths_stays_one_when_it_is_written_and_read() -> None:
    given_ = Discount("Discount", "fixed", Decimal("2.125"), ())
    assert clauses.read_discount(clauses.write_discount(given_)) == given_
