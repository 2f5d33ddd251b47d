"""Column types that mean the same on both databases."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Numeric, String, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

from crm.clock import name_in_use
from crm.money import RATE_DECIMALS, RATE_DIGITS


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC time; a naive one is refused rather than guessed at."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """A Decimal that stays exact: NUMERIC on PostgreSQL, text on SQLite, whose numbers are floats."""

    impl: Any = Numeric(20, 6)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else self.impl)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        if value is None:
            return None
        if not isinstance(value, Decimal):
            raise TypeError(f"money columns take Decimal, not {type(value).__name__}")
        return str(value) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class ExactRate(Exact):
    """What one unit of a currency buys of another: a rupiah is few dollars, so it has many decimals."""

    impl = Numeric(RATE_DIGITS, RATE_DECIMALS)
    cache_ok = True


class ZoneName(TypeDecorator[str]):
    """The name of a time zone, as IANA uses it today; rows of older times may hold an older one."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else name_in_use(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else name_in_use(value)


Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Id = BigInteger().with_variant(Integer, "sqlite")
