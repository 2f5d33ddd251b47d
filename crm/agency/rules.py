"""The agency's own settings: what each means, its default, and what makes a value acceptable. Pure."""

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from babel.numbers import is_currency
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from crm.errors import Unfit
from crm.quotes.values import PriceRules, TaxScheme

Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=6, decimal_places=3)]


class Agency(BaseModel):
    """Every setting with its default. Titles and descriptions are what an admin reads in the form."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    agency_name: str = Field(
        "Serai Travel",
        title="Agency's name",
        description="Stands on proposals, pages and messages.",
        min_length=1,
        max_length=120,
    )
    agency_phone: str = Field(
        "", title="Phone", description="Printed on proposals; empty: none.", max_length=32
    )
    agency_email: str = Field(
        "", title="E-mail", description="Printed on proposals; empty: none.", max_length=200
    )
    timezone: str = Field(
        "Asia/Kolkata",
        title="Time zone",
        description="IANA name. Days of reports and dates without a year are read in it.",
        max_length=64,
    )
    currency: str = Field(
        "INR", title="Currency", description="ISO 4217 code in which quotes are made.", max_length=3
    )
    markup_default: Percent = Field(
        Decimal(15),
        title="Markup in percent",
        description="Added to cost where no line below says otherwise.",
    )
    markup_stay: Percent = Field(
        Decimal(12), title="Markup on stays in percent", description="Hotels, villas."
    )
    markup_place: Percent = Field(
        Decimal(10), title="Markup on tickets in percent", description="Entrance fees, shows."
    )
    markup_transfer: Percent = Field(
        Decimal(15), title="Markup on transfers in percent", description="Cars, boats, trains."
    )
    tax_on: Literal["package", "margin", "none"] = Field(
        "package", title="Tax is due on", description="The whole package, the margin only, or nothing."
    )
    tax_name: str = Field(
        "GST", title="Name of the tax", description="As it stands in the price table.", max_length=30
    )
    tax_percent: Percent = Field(Decimal(5), title="Tax in percent", description="Of what it is due on.")
    round_to: Annotated[Decimal, Field(gt=0, le=10_000, max_digits=8, decimal_places=2)] = Field(
        Decimal(1), title="Round totals to", description="Step of a quote's total, in the currency above."
    )
    child_from: int = Field(
        2, title="Children from age", description="Younger ones are infants.", ge=0, le=12
    )
    child_to: int = Field(11, title="Children to age", description="Older ones pay as adults.", ge=1, le=17)
    quote_valid_days: int = Field(
        7, title="Quotes hold for days", description="After that they are priced anew.", ge=1, le=90
    )
    link_days: int = Field(
        30, title="Trip pages live for days", description="Then the link asks for a new one.", ge=1, le=365
    )
    quiet_seconds: float = Field(
        0.4,
        title="Quiet time in seconds",
        description="A burst of messages is answered together after this pause.",
        ge=0,
        le=30,
    )
    group_size: int = Field(
        10,
        title="Groups from heads",
        description="Parties of this size or more are handed to a human.",
        ge=2,
        le=1000,
    )

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("This is not a time zone; write it like Asia/Kolkata.")
        return value

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, value: str) -> str:
        if not is_currency(value.upper()):
            raise ValueError("This is not an ISO 4217 currency code, such as INR.")
        return value.upper()

    @field_validator("agency_email")
    @classmethod
    def _plausible_email(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", value):
            raise ValueError("This is not an e-mail address.")
        return value

    def price_rules(self) -> PriceRules:
        """Give the rules by which a cost becomes a price."""
        tax = TaxScheme(f"{self.tax_name}-{self.tax_on}", self.tax_name, self.tax_on, self.tax_percent)
        return PriceRules(
            currency=self.currency,
            markup_percent={
                "default": self.markup_default,
                "stay": self.markup_stay,
                "place": self.markup_place,
                "transfer": self.markup_transfer,
            },
            tax=tax,
            round_to=self.round_to,
            child_from=self.child_from,
            child_to=self.child_to,
            valid_for_days=self.quote_valid_days,
        )

    @property
    def link_lifetime(self) -> timedelta:
        return timedelta(days=self.link_days)

    @property
    def quiet_time(self) -> timedelta:
        return timedelta(seconds=self.quiet_seconds)


def changed(before: Agency, change: Mapping[str, Any]) -> Agency:
    """Give the settings with some of them changed. Raises `Unfit` naming the first wrong field."""
    try:
        after = Agency.model_validate({**before.model_dump(), **change})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise Unfit(field, first["msg"].removeprefix("Value error, ")) from error
    if after.child_to < after.child_from:
        raise Unfit("child_to", "Children cannot end at a younger age than they begin.")
    return after
