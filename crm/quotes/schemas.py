"""JSON Schemas of the pricing door, drawn from the value classes themselves."""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from crm.quotes.request import PriceAnswer, PriceProblem, PriceRequest
from crm.quotes.values import Quote


def schemas() -> dict[str, dict[str, Any]]:
    """Give the schemas by file name, as they stand in docs/schemas."""
    return {
        "price.request.json": _schema(PriceRequest, "What `serai price --json` reads"),
        "price.answer.json": _schema(PriceAnswer | PriceProblem, "What `serai price --json` writes"),
        "quote.json": _schema(Quote, "A quote, as it stands in a snapshot under `quote`"),
    }


def _schema(kind: Any, title: str) -> dict[str, Any]:
    # The serialised form is the one both doors speak: amounts as decimal text.
    drawn = TypeAdapter(kind).json_schema(mode="serialization")
    return {"$schema": GenerateJsonSchema.schema_dialect, **drawn, "title": title}
