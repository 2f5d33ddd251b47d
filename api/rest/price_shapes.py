"""What a price looks like to callers of the API, and how it is filled from what the engine gives."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from api import pricing
from api.rest.shapes import Amount, Form, Text
from crm.errors import Clash
from crm.quotes.clauses import read_discounts, read_markups
from crm.quotes.models import MarginReview
from crm.quotes.values import Quote
from crm.trips.repricing import Repriced
from crm.trips.versions import VersionLine


class Line(BaseModel):
    """One line: `quantity` units at `unit_cost`, converted, marked up, discounted and taxed."""

    key: str
    day: int | None
    label: str
    kind: str
    date: date
    quantity: int
    unit_cost: Amount
    unit_currency: str
    rate_id: str
    exchange_rate_id: str | None
    cost: Amount
    markup: Amount
    discount: Amount | None
    tax: Amount
    sell: Amount


class Share(BaseModel):
    """What one traveller or one room pays."""

    who: str
    room: int = Field(description="Number of the room, from 1.")
    bed: str = ""
    amount: Amount


class Instalment(BaseModel):
    label: str
    due: date
    amount: Amount


class Review(BaseModel):
    """What a manager decides or decided about a margin below the least."""

    status: Literal["waiting", "approved", "refused", "overtaken"]
    margin_percent: Amount
    least_percent: Amount
    asked_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    note: str


class PriceOf(BaseModel):
    """A version's price to the cent. Lines, travellers, rooms and instalments add up to the total."""

    version: int
    currency: str
    cost: Amount
    discount: Amount
    subtotal: Amount
    tax: Amount
    taxes: dict[str, Amount]
    rounding: Amount
    total: Amount
    margin_percent: Amount
    valid_until: date
    terms: list[str] = Field(description="What staff agreed beside the agency's rules.")
    lines: list[Line]
    travellers: list[Share]
    rooms: list[Share]
    instalments: list[Instalment]
    review: Review | None
    drift: dict[str, Any] | None = Field(description="How prices had moved by the customer's yes.")


Words = Annotated[Text, Field(max_length=300)]


class TermsWanted(Form):
    """Terms left out stay as they are agreed; empty text takes them off."""

    discounts: Words | None = Field(None, description="Such as: 5 % returning guest; 2000")
    markups: Words | None = Field(None, description="Such as: trip 8 %; stay margin 15 %; day 3 500")
    free_heads: Annotated[int, Field(ge=0, le=50)] | None = Field(None, description="Adults who travel free.")

    def change(self, currency: str) -> dict[str, Any]:
        """Give the terms that were named, whose amounts are in the trip's currency. Raises Unfit."""
        wanted: dict[str, Any] = {}
        if self.discounts is not None:
            wanted["discounts"] = read_discounts(self.discounts, "discounts", currency)
        if self.markups is not None:
            wanted["markups"] = read_markups(self.markups, "markups", currency)
        if self.free_heads is not None:
            wanted["free_heads"] = self.free_heads
        return wanted


class PriceWanted(TermsWanted):
    version: Annotated[int, Field(ge=1, le=100_000)] = Field(description="The version that was looked at.")
    total: Amount | None = Field(None, description="The total that the preview showed; refused if it moved.")


class PriceCause(BaseModel):
    kind: str
    subject: str
    difference: Amount


class Preview(BaseModel):
    """What the newest version would cost; nothing is written. The causes sum to the difference."""

    version: int = Field(description="The version that this is reckoned from.")
    currency: str
    total_before: Amount
    total: Amount
    margin_before: Amount
    margin_percent: Amount
    needs_approval: bool = Field(description="A manager must approve it before it can be sent.")
    terms: list[str]
    causes: list[PriceCause]


class Made(BaseModel):
    version: int
    waits_for_manager: bool


class Expected(BaseModel):
    """The expected cost, and what 80 and 95 of a hundred outcomes lie between."""

    mean: Amount
    lo80: Amount
    hi80: Amount
    lo95: Amount
    hi95: Amount
    prices: int = Field(description="How many prices this was learnt from; 0: every rate is published.")
    months: int
    published: Amount = Field(description="The part of the mean whose rates are published: it is certain.")


class Outlook(BaseModel):
    """What the newest plan is expected to cost the agency, bought today."""

    starts_on: date
    currency: str
    quoted_cost: Amount = Field(description="What the newest quote reckons with, on its own dates.")
    expected: Expected | None
    not_enough_history: str | None = Field(description="What is missing where nothing is forecast.")


class MarginDecision(Form):
    version: Annotated[int, Field(ge=1, le=100_000)]
    approve: bool
    note: Annotated[Text, Field(max_length=500)] = ""


def price_of(line: VersionLine, timezone: str) -> PriceOf:
    priced = pricing.views_of(line, timezone)
    if priced is None:
        raise Clash("This quote is of an older shape that cannot be read line by line.")
    quote = priced.quote
    return PriceOf(
        version=line.version.version,
        currency=quote.currency,
        cost=quote.cost.amount,
        discount=quote.discount.amount,
        subtotal=quote.subtotal.amount,
        tax=quote.tax.amount,
        taxes={name: money.amount for name, money in quote.taxes.items()},
        rounding=quote.rounding.amount,
        total=quote.total.amount,
        margin_percent=round(quote.margin_percent, 2),
        valid_until=quote.valid_until,
        terms=list(priced.terms.told(quote.lines)),
        lines=_lines(quote),
        travellers=[
            Share(who=_who(h.who, h.age), room=h.room + 1, bed=h.bed, amount=h.share.amount)
            for h in priced.heads
        ],
        rooms=[
            Share(who=f"Room {n}", room=n, amount=shared.share.amount)
            for n, shared in enumerate(priced.rooms, start=1)
        ],
        instalments=[Instalment(label=d.label, due=d.on, amount=d.amount.amount) for d in priced.dues],
        review=_review(line.review),
        drift=dict(line.drift) if line.drift else None,
    )


def _who(who: str, age: int | None) -> str:
    return who if age is None else f"{who}, {age}"


def _lines(quote: Quote) -> list[Line]:
    return [
        Line(
            key=x.key,
            day=x.day,
            label=x.label,
            kind=x.item_kind,
            date=x.service_date,
            quantity=x.quantity,
            unit_cost=x.unit_cost.amount,
            unit_currency=x.unit_cost.currency,
            rate_id=x.rate_id,
            exchange_rate_id=x.exchange_rate_id,
            cost=x.cost.amount,
            markup=x.markup.amount,
            discount=x.discount.amount if x.discount else None,
            tax=x.tax.amount,
            sell=x.sell.amount,
        )
        for x in quote.lines
    ]


def _review(review: MarginReview | None) -> Review | None:
    if review is None:
        return None
    return Review.model_validate(review, from_attributes=True)


def preview_of(number: int, made: Repriced) -> Preview:
    return Preview(
        version=number,
        currency=made.after.currency,
        total_before=made.before.total.amount,
        total=made.after.total.amount,
        margin_before=round(made.before.margin_percent, 2),
        margin_percent=round(made.after.margin_percent, 2),
        needs_approval=made.after.needs_approval,
        terms=list(made.terms.told(made.after.lines)),
        causes=[
            PriceCause(kind=c.kind, subject=c.subject, difference=c.difference.amount) for c in made.causes
        ],
    )
