"""Requests and itineraries as JSON and back, without losing a minute or a cent.

The shape follows the value classes themselves, so a field added to one is stored with it; a field
that an older row does not have takes the class's default.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from crm.trips.values import Itinerary, TripRequest

T = TypeVar("T")


class NotStorable(ValueError):
    """The JSON does not hold what the value needs; names the field."""


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
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted(encode(item) for item in value)
    raise NotStorable(f"{type(value).__name__} cannot be stored")


def decode(kind: type[T], stored: Any) -> T:
    """Build a value of `kind` from its JSON. Raises `NotStorable` naming what does not fit."""
    value: T = _read(kind, stored, kind.__name__)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, stored: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(kind, stored, where)
    if origin is Literal:
        if stored not in get_args(kind):
            raise NotStorable(f"{where}: {stored!r} is none of {get_args(kind)}")
        return stored
    if origin is not None:
        return _read_many(kind, origin, stored, where)
    if kind is Any:
        return stored
    if is_dataclass(kind) and isinstance(kind, type):
        return _read_fields(kind, stored, where)
    return _read_plain(kind, stored, where)


def _read_union(kind: Any, stored: Any, where: str) -> Any:
    choices = get_args(kind)
    if stored is None and type(None) in choices:
        return None
    problems = []
    for choice in choices:
        if choice is type(None):
            continue
        try:
            return _read(choice, stored, where)
        except NotStorable as problem:
            problems.append(str(problem))
    raise NotStorable("; ".join(problems) or f"{where}: nothing stored")


def _read_many(kind: Any, origin: Any, stored: Any, where: str) -> Any:
    args = get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(stored, Mapping):
            raise NotStorable(f"{where}: not an object")
        key, item = args
        if key is int and (odd := next((n for n in stored if not _is_number(n)), None)) is not None:
            raise NotStorable(f"{where}: {odd!r} is no whole number")
        return {
            (int(name) if key is int else name): _read(item, held, f"{where}.{name}")
            for name, held in stored.items()
        }
    if not isinstance(stored, list | tuple):
        raise NotStorable(f"{where}: not a list")
    if origin is tuple and args[-1] is not Ellipsis:
        if len(stored) != len(args):
            raise NotStorable(f"{where}: {len(stored)} items, not {len(args)}")
        pairs = zip(args, stored, strict=True)
        return tuple(_read(item, held, f"{where}[{i}]") for i, (item, held) in enumerate(pairs))
    return origin(_read(args[0], held, f"{where}[{i}]") for i, held in enumerate(stored))


def _is_number(name: Any) -> bool:
    return isinstance(name, int) or (isinstance(name, str) and name.isdecimal() and name.isascii())


def _read_fields(kind: type, stored: Any, where: str) -> Any:
    if not isinstance(stored, Mapping):
        raise NotStorable(f"{where}: not an object")
    hints, values = _hints(kind), {}
    for f in fields(kind):
        if f.name in stored:
            values[f.name] = _read(hints[f.name], stored[f.name], f"{where}.{f.name}")
        elif f.default is MISSING and f.default_factory is MISSING:
            raise NotStorable(f"{where}.{f.name}: missing")
    try:
        return kind(**values)
    except (TypeError, ValueError) as problem:
        raise NotStorable(f"{where}: {problem}") from problem


def _read_plain(kind: Any, stored: Any, where: str) -> Any:
    try:
        if kind is date:
            return date.fromisoformat(stored)
        if kind is Decimal and isinstance(stored, str) and (amount := Decimal(stored)).is_finite():
            return amount
    except (TypeError, ValueError, ArithmeticError) as problem:
        raise NotStorable(f"{where}: {stored!r} is no {kind.__name__}") from problem
    if kind is float and isinstance(stored, int) and not isinstance(stored, bool):
        return float(stored)
    if isinstance(stored, bool) is not (kind is bool) or not isinstance(stored, kind):
        raise NotStorable(f"{where}: {stored!r} is no {kind.__name__}")
    return stored
