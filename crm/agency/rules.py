"""The agency's own settings: what each means, its default, and what makes a value acceptable. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator

from crm.agency.identity import currency_code
from crm.agency.model_prices import Allowance, ModelBudget, model_prices
from crm.agency.pricing import Pricing
from crm.errors import Unfit

Spending = Annotated[Decimal, Field(ge=0, le=10**6, max_digits=12, decimal_places=4)]


class Agency(Pricing):
    """Every setting with its default. Titles and descriptions are what an admin reads in the form."""

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
    message_cost: Annotated[Decimal | None, Field(ge=0, le=100, max_digits=8, decimal_places=5)] = Field(
        None,
        title="Cost of one WhatsApp message",
        description="What the carrier takes for each, as on your bill; empty: not known.",
    )
    template_cost: Annotated[Decimal | None, Field(ge=0, le=100, max_digits=8, decimal_places=5)] = Field(
        None,
        title="Cost of a template, on top",
        description="What a message outside the 24-hour window costs more; empty: not known.",
    )
    message_currency: str = Field(
        "USD", title="Currency of these costs", description="ISO 4217 code.", max_length=3
    )
    group_size: int = Field(
        10,
        title="Groups from heads",
        description="Parties of this size or more are handed to a human.",
        ge=2,
        le=1000,
    )

    model_prices: str = Field(
        "",
        title="Prices of models",
        description="Per million tokens, in and out: gpt-5-mini 0.25 2.00; other-model 1 4. Empty: unknown.",
        max_length=1000,
    )
    model_currency: str = Field(
        "USD", title="Currency of those prices", description="ISO 4217 code.", max_length=3
    )
    model_day_budget: Spending = Field(
        Decimal(0),
        title="Budget of a day",
        description="In that currency. When spent, the offline engine thinks till midnight. 0: no limit.",
    )
    model_conversation_budget: Spending = Field(
        Decimal(0),
        title="Budget of one conversation a day",
        description="The same for a single customer. 0: no limit.",
    )
    model_day_tokens: int = Field(
        2_000_000,
        title="Tokens of a day",
        description="Limits models whose price is not known, too. 0: no limit.",
        ge=0,
        le=10**12,
    )
    model_conversation_tokens: int = Field(
        200_000,
        title="Tokens of one conversation a day",
        description="The same for a single customer. 0: no limit.",
        ge=0,
        le=10**12,
    )
    model_phrasing: Literal["off", "on"] = Field(
        "off",
        title="The model polishes replies",
        description="Its wording must pass the gate and keep every fact, or the desk's own words are sent.",
    )

    nudge_hours: float = Field(
        4,
        title="Remind after hours of silence",
        description="Customers who do not answer are reminded once, by day, inside the window; 0: never.",
        ge=0,
        le=23,
    )
    hand_over_words: str = Field(
        "",
        title="Words that call a human",
        description="By comma, in any language: a customer who writes one of them is handed to a human.",
        max_length=2000,
    )

    @field_validator("message_currency", "model_currency")
    @classmethod
    def _known_currencies(cls, value: str) -> str:
        return currency_code(value)

    @field_validator("model_prices")
    @classmethod
    def _readable_prices(cls, value: str) -> str:
        model_prices(value)
        return value

    def model_budget(self) -> "ModelBudget":
        """Give what models may cost and what they do cost."""
        return ModelBudget(
            prices=model_prices(self.model_prices),
            currency=self.model_currency,
            day=Allowance(self.model_day_tokens, self.model_day_budget),
            conversation=Allowance(self.model_conversation_tokens, self.model_conversation_budget),
        )

    @property
    def words_for_a_human(self) -> tuple[str, ...]:
        """Give the words that call a human, each once."""
        return tuple(dict.fromkeys(w.strip() for w in self.hand_over_words.split(",") if w.strip()))

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
