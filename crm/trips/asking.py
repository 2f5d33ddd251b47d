"""What the planning doors speak: a request in, a priced plan or a refusal out; and their JSON Schemas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crm.quotes.pricing import price
from crm.quotes.snapshot import to_snapshot
from crm.quotes.values import ExchangeRate, NoExchangeRate, NoRate, PriceRules, Quote, RateRow
from crm.trips.store import encode
from crm.trips.values import Catalogue, Infeasible, Itinerary, TripRequest


@dataclass(frozen=True)
class PlanAnswer:
    """A plan with its certificate, and its price as a snapshot. `unpriced` says why there is none."""

    itinerary: Itinerary
    snapshot: Mapping[str, Any] | None = None
    unpriced: str = ""


@dataclass(frozen=True)
class Refused:
    """One thing that stands in the way."""

    subject: str
    reason: str


@dataclass(frozen=True)
class Instead:
    """Wishes to give up, by id, and what that makes of the trip."""

    give_up: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class PlanRefusal:
    """Why there is no plan, and the smallest sets of wishes without which there is one."""

    error: str
    reasons: tuple[Refused, ...]
    instead: tuple[Instead, ...]


def priced(
    itinerary: Itinerary,
    request: TripRequest,
    catalogue: Catalogue,
    rates: Iterable[RateRow],
    exchange_rates: Iterable[ExchangeRate],
    rules: PriceRules,
    priced_on: date,
) -> tuple[PlanAnswer, Quote | None]:
    """Price a plan. A rate that is missing leaves the plan standing and says what is missing.

    Raises Unfit for a trip that began before it is priced.
    """
    try:
        quote = price(
            itinerary, catalogue, request.party, request.rooms, rates, exchange_rates, rules, priced_on
        )
    except (NoRate, NoExchangeRate) as missing:
        return PlanAnswer(itinerary, unpriced=str(missing)), None
    return PlanAnswer(itinerary, to_snapshot(quote)), quote


def refusal(infeasible: Infeasible) -> PlanRefusal:
    """Say why there is no plan, in the shape of the door."""
    return PlanRefusal(
        str(infeasible),
        tuple(Refused(r.subject, r.reason) for r in infeasible.reasons),
        tuple(Instead(way.give_up, way.sentence) for way in infeasible.ways_out),
    )


def answer_to_json(answer: PlanAnswer | PlanRefusal) -> dict[str, Any]:
    stored: dict[str, Any] = encode(answer)
    return stored


def schemas() -> dict[str, dict[str, Any]]:
    """Give the schemas of `serai plan` and `serai plan-day` by file name, as in docs/schemas."""
    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema

    def drawn(kind: Any, title: str) -> dict[str, Any]:
        schema = TypeAdapter(kind).json_schema(mode="serialization")
        return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": title}

    return {
        "plan.request.json": drawn(TripRequest, "What `serai plan --json` reads"),
        "plan.answer.json": drawn(PlanAnswer | PlanRefusal, "What `serai plan --json` writes"),
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
