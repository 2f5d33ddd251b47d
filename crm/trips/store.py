"""Requests and itineraries as JSON and back, without losing a minute or a cent.

The shape follows the value classes themselves, so a field added to one is stored with it; a field
that an older row does not have takes the class's default.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from crm.trips.decoding import NotStorable, decode
from crm.trips.values import Itinerary, TripRequest

T = TypeVar("T")
_AS_IT_IS = frozenset({type(None), bool, int, float, str})

__all__ = [
    "NotStorable",
    "decode",
    "encode",
    "itinerary_from_json",
    "itinerary_to_json",
    "request_from_json",
    "request_to_json",
    "strict",
]


def request_to_json(request: TripRequest) -> dict[str, Any]:
    """Give a request as JSON; the earlier version it keeps is not repeated in it."""
    stored: dict[str, Any] = encode(request)
    stored["keep"] = None
    return stored


def request_from_json(stored: Mapping[str, Any]) -> TripRequest:
    """Read a request back. Raises `NotStorable`."""
    return decode(TripRequest, stored)


def itinerary_to_json(itinerary: Itinerary) -> dict[str, Any]:
    stored: dict[str, Any] = encode(itinerary)
    return stored


def itinerary_from_json(stored: Mapping[str, Any]) -> Itinerary:
    """Read an itinerary back. Raises `NotStorable`."""
    return decode(Itinerary, stored)


def strict(kind: type[T], stored: Any) -> T:
    """Decode what a stranger wrote: as `decode`, and a field that the value does not have is refused too."""
    value = decode(kind, stored)
    for where in _strange(stored, encode(value), kind.__name__):
        raise NotStorable(f"{where}: there is no such field")
    return value


def _strange(stored: Any, known: Any, where: str) -> Iterator[str]:
    if isinstance(stored, Mapping) and isinstance(known, Mapping):
        for name, held in stored.items():
            if str(name) not in known:
                yield f"{where}.{name}"
            else:
                yield from _strange(held, known[str(name)], f"{where}.{name}")
    elif isinstance(stored, list) and isinstance(known, list):
        for n, (held, one) in enumerate(zip(stored, known, strict=False)):
            yield from _strange(held, one, f"{where}[{n}]")


def encode(value: Any) -> Any:
    """Turn a value into what JSON can hold: dates as ISO text, amounts as decimal text."""
    if type(value) in _AS_IT_IS or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if (names := _fields_of(value.__class__)) is not None:
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(encode(item) for item in value)
    raise NotStorable(f"{type(value).__name__} cannot be stored")


@cache
def _fields_of(kind: type) -> tuple[str, ...] | None:
    """Give the names of a value class's fields, looked up once; none for what is no such class."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else None
