"""The forecasting door: one JSON object in, one out, with their schemas."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from crm.errors import Unfit
from crm.quotes.forecast.series import HORIZONS, PERIODS, forecast

_NUMBERS = {"type": "array", "items": {"type": "number"}}
_ID = {"type": ["string", "integer", "null"]}

REQUEST: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "One line that `serai forecast --jsonl` reads",
    "type": "object",
    "properties": {
        "id": _ID,
        "period": {"anyOf": [{"enum": list(PERIODS)}, {"type": "integer", "minimum": 1, "maximum": 366}]},
        "x": {**_NUMBERS, "description": "The history, oldest first, without gaps."},
        "horizon": {
            "type": "integer",
            "minimum": 1,
            "maximum": 120,
            "description": f"Steps ahead; left out: {', '.join(f'{n} {p}' for p, n in HORIZONS.items())}.",
        },
    },
    "required": ["id", "period", "x"],
}
ANSWER: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "One line that `serai forecast --jsonl` writes",
    "oneOf": [
        {
            "type": "object",
            "properties": {"id": _ID, **dict.fromkeys(("mean", "lo80", "hi80", "lo95", "hi95"), _NUMBERS)},
            "required": ["id", "mean", "lo80", "hi80", "lo95", "hi95"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"id": _ID, "error": {"type": "string"}, "field": {"type": "string"}},
            "required": ["id", "error"],
            "additionalProperties": False,
        },
    ],
}


def answer(row: Mapping[str, Any]) -> dict[str, Any]:
    """Forecast one series. Raises Unfit naming the field; NotEnoughHistory is one of them."""
    name, x, id_ = row.get("period"), row.get("x"), row.get("id")
    if isinstance(id_, bool) or not isinstance(id_, str | int | None):
        raise Unfit("id", f"{id_!r} is neither text nor a whole number")
    period = PERIODS.get(name.upper()) if isinstance(name, str) else name
    if isinstance(period, bool) or not isinstance(period, int) or not 1 <= period <= 366:
        raise Unfit("period", f"{name!r} is none of {', '.join(PERIODS)}, nor a number of steps")
    if not isinstance(x, list):
        raise Unfit("x", "is not a list of numbers")
    usual = HORIZONS.get(str(name).upper(), 2 * period if period > 1 else 4)
    horizon = row.get("horizon", usual)
    if isinstance(horizon, bool) or not isinstance(horizon, int):
        raise Unfit("horizon", f"{horizon!r} is not a whole number")
    return {"id": id_, **asdict(forecast(x, period, horizon))}
