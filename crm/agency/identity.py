"""Who the agency is: its name, where to reach it, its time zone and its currency."""

import re

from pydantic import BaseModel, ConfigDict, Field, field_validator

from crm.clock import name_in_use, timezone_names
from crm.money import is_money


def currency_code(value: str) -> str:
    """Give a currency's code in capitals. Raises `ValueError` for what is none in ISO 4217."""
    if not is_money(value.upper()):
        raise ValueError("This is not an ISO 4217 currency code, such as INR.")
    return value.upper()


class Identity(BaseModel):
    """The settings that stand on everything the agency sends."""

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

    @field_validator("timezone")
    @classmethod
    def _known_timezone(cls, value: str) -> str:
        if value not in timezone_names():
            raise ValueError("This is not a time zone; write it like Asia/Kolkata.")
        return name_in_use(value)

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, value: str) -> str:
        return currency_code(value)

    @field_validator("agency_email")
    @classmethod
    def _plausible_email(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", value):
            raise ValueError("This is not an e-mail address.")
        return value
