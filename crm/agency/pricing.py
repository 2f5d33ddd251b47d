"""How the agency makes a price of a cost: markups, margin, taxes, ages, instalments, rises. Pure."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Annotated, Literal, TypeVar

from pydantic import Field, ValidationInfo, field_validator

from crm.agency.identity import Identity
from crm.errors import Unfit
from crm.money import minor_unit
from crm.quotes.clauses import (
    read_bands,
    read_instalments,
    read_markups,
    write_bands,
    write_instalments,
    write_markups,
)
from crm.quotes.values import PriceRules, TaxScheme

T = TypeVar("T")
Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=6, decimal_places=3)]


class Pricing(Identity):
    """The settings by which quotes are made."""

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
    markup_service: Percent = Field(
        Decimal(15), title="Markup on services in percent", description="Guides, cars for the day."
    )
    markup_rules: str = Field(
        "",
        title="Markup rules",
        description="Stronger than the percentages above, divided by semicolons: "
        "stay margin 20 %; transfer 500 fixed; trip 2000 per person. Empty: none.",
        max_length=500,
    )
    least_margin: Percent = Field(
        Decimal(5),
        title="Least margin in percent",
        description="Of the selling price. A quote below it waits for a manager; nothing is sent meanwhile.",
    )
    tax_on: Literal["package", "margin", "margin_inclusive", "none"] = Field(
        "package",
        title="Tax is due on",
        description="The whole package; the margin, on top of it; margin_inclusive: inside the margin "
        "(the European margin scheme); or nothing.",
    )
    tax_name: str = Field(
        "GST", title="Name of the tax", description="As it stands in the price table.", max_length=30
    )
    tax_percent: Percent = Field(Decimal(5), title="Tax in percent", description="Of what it is due on.")
    tax_round_to: Annotated[Decimal, Field(gt=0, le=1000, max_digits=6, decimal_places=2)] = Field(
        Decimal("0.01"), title="Round the tax to", description="Step of the tax, in the currency of quotes."
    )
    tax_rounding: Literal["half_even", "half_up", "up", "down"] = Field(
        "half_even",
        title="The tax is rounded",
        description="What happens to half a step, or to any part of one.",
    )
    collected_name: str = Field(
        "TCS",
        title="Name of the tax collected at source",
        description="As it stands in the price table.",
        max_length=30,
    )
    collected_bands: str = Field(
        "",
        title="Tax collected at source",
        description="Slices of the total with the other tax in it: 0: 5 %; 1000000: 20 %. Empty: none.",
        max_length=200,
    )
    round_to: Annotated[Decimal, Field(gt=0, le=10_000, max_digits=8, decimal_places=2)] = Field(
        Decimal(1), title="Round totals to", description="Step of a quote's total, in the currency above."
    )
    child_from: int = Field(
        2, title="Children from age", description="Younger ones are infants.", ge=0, le=12
    )
    child_to: int = Field(11, title="Children to age", description="Older ones pay as adults.", ge=1, le=17)
    child_with_bed_from: int = Field(
        6, title="Own bed from age", description="Younger children share their parents' bed.", ge=0, le=17
    )
    instalments: str = Field(
        "Deposit 25 % on booking; Balance 75 % 30 days before departure",
        title="Instalments",
        description="Parts of the total and when they are due, by semicolons: Deposit 25 % on booking; "
        "Second part 25 % 10 days after booking; Balance 50 % 30 days before departure. Empty: all at once.",
        max_length=500,
    )
    drift_rule: Literal["honour", "warn", "block"] = Field(
        "warn",
        title="When prices rose before the customer accepts",
        description="honour: the agency bears it. warn: the customer sees the new price and accepts that. "
        "block: nothing is accepted, a colleague is called.",
    )
    drift_percent: Percent = Field(
        Decimal(2),
        title="Rise that is borne in silence, in percent",
        description="Up to it the accepted price stands while it is still valid, whatever the rule.",
    )
    quote_valid_days: int = Field(
        7, title="Quotes hold for days", description="After that they are priced anew.", ge=1, le=90
    )

    @field_validator("markup_rules")
    @classmethod
    def _known_markups(cls, value: str, info: ValidationInfo) -> str:
        markups = _read(partial(read_markups, currency=info.data.get("currency")), value)
        if any(markup.scope in ("day", "line") for markup in markups):
            raise ValueError("A day or a line belongs to one trip: give its markup there, with /markup.")
        return write_markups(markups)

    @field_validator("instalments")
    @classmethod
    def _whole_instalments(cls, value: str) -> str:
        return write_instalments(_read(read_instalments, value))

    @field_validator("collected_bands")
    @classmethod
    def _rising_bands(cls, value: str, info: ValidationInfo) -> str:
        return write_bands(_read(partial(read_bands, currency=info.data.get("currency")), value))

    def price_rules(self) -> PriceRules:
        """Give the rules by which a cost becomes a price; no step is finer than what can be paid."""
        least = minor_unit(self.currency)
        tax = TaxScheme(
            f"{self.tax_name}-{self.tax_on}",
            self.tax_name,
            self.tax_on,
            self.tax_percent,
            max(self.tax_round_to, least),
            rounding_mode=self.tax_rounding,
        )
        return PriceRules(
            currency=self.currency,
            markup_percent={
                "default": self.markup_default,
                "stay": self.markup_stay,
                "place": self.markup_place,
                "transfer": self.markup_transfer,
                "service": self.markup_service,
            },
            tax=tax,
            round_to=max(self.round_to, least),
            child_from=self.child_from,
            child_to=self.child_to,
            valid_for_days=self.quote_valid_days,
            child_with_bed_from=self.child_with_bed_from,
            markups=read_markups(self.markup_rules, currency=self.currency),
            more_taxes=self._collected(),
            least_margin_percent=self.least_margin,
            instalments=read_instalments(self.instalments),
            drift=self.drift_rule,
            drift_percent=self.drift_percent,
        )

    def _collected(self) -> tuple[TaxScheme, ...]:
        """Give the tax that is collected at source, to whole units as its law has it."""
        if not (bands := read_bands(self.collected_bands, currency=self.currency)):
            return ()
        name = self.collected_name or "Tax collected at source"
        return (TaxScheme(f"{name}-total", name, "total", Decimal(0), Decimal(1), bands, "half_up"),)


def _read(reader: Callable[[str], tuple[T, ...]], value: str) -> tuple[T, ...]:
    try:
        return reader(value)
    except Unfit as unfit:
        raise ValueError(unfit.message) from unfit
