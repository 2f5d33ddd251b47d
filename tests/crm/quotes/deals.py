"""Random trips, parties, rates and rules, for properties that hold for all of them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from crm.quotes.taxes import GST_ON_MARGIN, GST_ON_PACKAGE, NO_TAX, TCS_BY_THRESHOLD, VAT_MARGIN
from crm.quotes.values import Discount, ExchangeRate, Markup, PriceRules, RateRow
from crm.trips.values import Party
from tests.crm.quotes.trade import BAHT, EURO, RATES, Deal

PERCENTS = st.decimals(0, 60, places=2)
AMOUNTS = st.decimals(0, 900, places=2)
MARKUPS = st.one_of(
    st.builds(
        Markup,
        st.just("trip"),
        st.sampled_from(("percent", "target_margin", "fixed", "per_person")),
        PERCENTS,
    ),
    st.builds(Markup, st.just("day"), st.just("fixed"), AMOUNTS, st.sampled_from(("1", "2", "3"))),
    st.builds(
        Markup,
        st.just("kind"),
        st.sampled_from(("percent", "per_person")),
        PERCENTS,
        st.sampled_from(("stay", "place")),
    ),
)
DISCOUNTS = st.one_of(
    st.builds(Discount, st.just("Early bird"), st.just("percent"), st.decimals(0, 40, places=1)),
    st.builds(Discount, st.just("Returning guest"), st.sampled_from(("fixed", "per_person")), AMOUNTS),
)
TAXES = st.sampled_from((GST_ON_PACKAGE, GST_ON_MARGIN, VAT_MARGIN, NO_TAX))
RULES = st.builds(
    PriceRules,
    st.just("INR"),
    st.fixed_dictionaries({"default": PERCENTS, "stay": PERCENTS}),
    TAXES,
    st.sampled_from((Decimal("0.01"), Decimal(1), Decimal(50), Decimal(100))),
    markups=st.lists(MARKUPS, max_size=2).map(tuple),
    discounts=st.lists(DISCOUNTS, max_size=2).map(tuple),
    more_taxes=st.sampled_from(((), (TCS_BY_THRESHOLD,))),
)
PARTIES = st.builds(
    Party, st.integers(1, 7), st.lists(st.integers(2, 17), max_size=5).map(tuple), st.integers(0, 2)
)
STOPS = st.lists(st.tuples(st.sampled_from(("inn", "palace")), st.integers(1, 4)), min_size=1, max_size=3)
VISITS = st.dictionaries(
    st.integers(0, 5),
    st.lists(st.sampled_from(("fort", "garden", "museum")), unique=True, max_size=3).map(tuple),
)


@st.composite
def rates(draw: st.DrawFn) -> tuple[RateRow, ...]:
    """Today's rates, or newer ones: some rows superseded by others with another amount or commission."""
    rows: list[RateRow] = []
    for row in RATES:
        rows.append(row)
        if draw(st.integers(0, 3)) == 0:
            amount, back = draw(st.decimals("0.01", 400, places=2)), draw(st.sampled_from((0, 10)))
            rows.append(
                replace(row, id=f"{row.id}-{amount}-{back}", amount=amount, supersedes=row.id,
                        commission_percent=Decimal(back))
            )  # fmt: skip
    return tuple(rows)


@st.composite
def exchange(draw: st.DrawFn) -> tuple[ExchangeRate, ...]:
    euro = draw(st.decimals(80, 120, places=4))
    return (EURO, BAHT, ExchangeRate(f"eur-{euro}", "EUR", "INR", euro, date(2027, 1, 20)))


def deals() -> st.SearchStrategy[Deal]:
    return st.builds(
        Deal,
        PARTIES,
        st.none(),
        st.integers(0, 40).map(lambda n: date(2027, 5, 3) + timedelta(days=n)),
        STOPS.map(tuple),
        VISITS,
        st.sampled_from(("road", "ferry")),
        rates(),
        exchange(),
        RULES,
    )
