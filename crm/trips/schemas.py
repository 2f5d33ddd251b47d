"""The JSON Schemas of the planning doors, as they stand in docs/schemas."""

from typing import Any

from crm.trips.asking import BadAnswer, OptionsAnswer, PlanAnswer, PlanRefusal
from crm.trips.matrix import PlanWishes


def schemas() -> dict[str, dict[str, Any]]:
    """Give the schemas of `serai plan` and `serai plan-day` by file name, as in docs/schemas."""
    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema

    def drawn(kind: Any, title: str) -> dict[str, Any]:
        schema = TypeAdapter(kind).json_schema(mode="serialization")
        return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": title}

    return {
        "plan.request.json": drawn(PlanWishes, "What `serai plan --json` reads"),
        "plan.answer.json": drawn(
            PlanAnswer | OptionsAnswer | PlanRefusal | BadAnswer, "What `serai plan --json` writes"
        ),
        "plan-day.request.json": _day_request(GenerateJsonSchema.schema_dialect),
        "plan-day.answer.json": _day_answer(GenerateJsonSchema.schema_dialect),
    }


def _day_request(dialect: str) -> dict[str, Any]:
    whole = {"type": "integer", "minimum": 0}
    place = {
        "type": "object",
        "required": ["id", "duration", "score", "open", "close"],
        "properties": {"id": {"type": ["integer", "string"]}, "duration": whole, "score": whole,
                       "open": whole, "close": whole},
    }  # fmt: skip
    return {
        "$schema": dialect,
        "title": "One line of what `serai plan-day --jsonl` reads",
        "description": "Spot 0 of `travel` is the hotel; spot k is the k-th place. Times in any one unit.",
        "type": "object",
        "required": ["days", "window", "places", "travel"],
        "properties": {
            "id": {"type": ["integer", "string", "null"]},
            "days": {"type": "integer", "minimum": 1},
            "window": {"type": "array", "items": whole, "minItems": 2, "maxItems": 2},
            "places": {"type": "array", "items": place},
            "travel": {"type": "array", "items": {"type": "array", "items": whole}},
        },
    }


def _day_answer(dialect: str) -> dict[str, Any]:
    name = {"type": ["integer", "string", "null"]}
    days = {"type": "array", "items": {"type": "array", "items": {"type": ["integer", "string"]}}}
    return {
        "$schema": dialect,
        "title": "One line of what `serai plan-day --jsonl` writes",
        "type": "object",
        "oneOf": [
            {"required": ["id", "days", "score"],
             "properties": {"id": name, "days": days, "score": {"type": "integer"}}},
            {"required": ["id", "error"], "properties": {"id": name, "error": {"type": "string"}}},
        ],
    }  # fmt: skip
