"""Values built from their JSON, by readers that are made once for each class.

A version, its price and the catalogue are read at nearly every step of the desk: which kind of value stands
where is asked of the class once, and where in the JSON one stands only once it does not fit.
"""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


class NotStorable(ValueError):
    """The JSON does not hold what the value needs; names the field."""


class _Misfit(Exception):
    """What does not fit, each with the way to it, which grows as the readers give up."""

    def __init__(self, *told: tuple[str, str]) -> None:
        self.told = told  # where, and what is wrong there

    def within(self, step: str) -> "_Misfit":
        return _Misfit(*((step + where, what) for where, what in self.told))


def decode(kind: type[T], stored: Any) -> T:
    """Build a value of `kind` from its JSON. Raises `NotStorable` naming what does not fit."""
    try:
        value: T = _reader(cast(Any, kind))(stored)
    except _Misfit as misfit:
        told = [f"{kind.__name__}{where}: {what}" for where, what in misfit.told]
        raise NotStorable("; ".join(told)) from misfit
    return value


@cache
def _reader(kind: Any) -> Reader:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union(args)
    if origin is Literal:
        return _one_of(args)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*args)
    if origin is tuple and args[-1] is not Ellipsis:
        return _row(args)
    if origin is not None:
        return _many(origin, args[0])
    if kind is Any:
        return lambda stored: stored
    if isinstance(kind, type) and is_dataclass(kind):
        return _fields(kind)
    return {date: _date, Decimal: _decimal, float: _float}.get(kind) or _plain(kind)


def _union(choices: tuple[Any, ...]) -> Reader:
    may_lack = type(None) in choices
    readers = [_reader(choice) for choice in choices if choice is not type(None)]

    def read(stored: Any) -> Any:
        if stored is None and may_lack:
            return None
        told: list[tuple[str, str]] = []
        for reader in readers:
            try:
                return reader(stored)
            except _Misfit as misfit:
                told += misfit.told
        raise _Misfit(*told or [("", "nothing stored")])

    return read


def _one_of(allowed: tuple[Any, ...]) -> Reader:
    def read(stored: Any) -> Any:
        if stored not in allowed:
            raise _Misfit(("", f"{stored!r} is none of {allowed}"))
        return stored

    return read


def _mapping(key: Any, item: Any) -> Reader:
    of_item, is_counted = _reader(item), key is int

    def read(stored: Any) -> Any:
        if not isinstance(stored, Mapping):
            raise _Misfit(("", "not an object"))
        if is_counted and (odd := next((n for n in stored if not _is_number(n)), None)) is not None:
            raise _Misfit(("", f"{odd!r} is no whole number"))
        found, name = {}, ""
        try:
            for name, held in stored.items():
                found[int(name) if is_counted else name] = of_item(held)
        except _Misfit as misfit:
            raise misfit.within(f".{name}") from None
        return found

    return read


def _is_number(name: Any) -> bool:
    return isinstance(name, int) or (isinstance(name, str) and name.isdecimal() and name.isascii())


def _row(kinds: tuple[Any, ...]) -> Reader:
    readers = [_reader(kind) for kind in kinds]

    def read(stored: Any) -> Any:
        listed = _listed(stored)
        if len(listed) != len(readers):
            raise _Misfit(("", f"{len(listed)} items, not {len(readers)}"))
        return tuple(_gathered(reader(held) for reader, held in zip(readers, listed, strict=True)))

    return read


def _many(origin: Callable[[list[Any]], Any], kind: Any) -> Reader:
    reader = _reader(kind)
    return lambda stored: origin(_gathered(map(reader, _listed(stored))))


def _listed(stored: Any) -> Sequence[Any]:
    if not isinstance(stored, list | tuple):
        raise _Misfit(("", "not a list"))
    return stored


def _gathered(results: Iterable[Any]) -> list[Any]:
    found: list[Any] = []
    try:
        found.extend(results)
    except _Misfit as misfit:
        raise misfit.within(f"[{len(found)}]") from None
    return found


def _fields(kind: type) -> Reader:
    parts: list[tuple[str, Reader, bool]] = []

    def read(stored: Any) -> Any:
        if not isinstance(stored, Mapping):
            raise _Misfit(("", "not an object"))
        if not parts:  # not before: the class may hold itself
            hints = get_type_hints(kind)
            parts.extend(
                (f.name, _reader(hints[f.name]), f.default is MISSING and f.default_factory is MISSING)
                for f in fields(kind)
            )
        values, name = {}, ""
        try:
            for name, reader, is_needed in parts:
                if name in stored:
                    values[name] = reader(stored[name])
                elif is_needed:
                    raise _Misfit(("", "missing"))
        except _Misfit as misfit:
            raise misfit.within(f".{name}") from None
        try:
            return kind(**values)
        except (TypeError, ValueError) as problem:
            raise _Misfit(("", str(problem))) from problem

    return read


def _plain(kind: type) -> Reader:
    def read(stored: Any) -> Any:
        if type(stored) is kind or (isinstance(stored, kind) and not isinstance(stored, bool)):
            return stored
        raise _no(kind, stored)

    return read


def _date(stored: Any) -> date:
    try:
        return date.fromisoformat(stored)
    except (TypeError, ValueError):
        raise _no(date, stored) from None


def _decimal(stored: Any) -> Decimal:
    try:
        amount = Decimal(stored) if isinstance(stored, str) else stored
    except ArithmeticError:
        raise _no(Decimal, stored) from None
    if isinstance(amount, Decimal) and amount.is_finite():
        return amount
    raise _no(Decimal, stored)


def _float(stored: Any) -> float:
    if isinstance(stored, float) or (isinstance(stored, int) and not isinstance(stored, bool)):
        return float(stored)
    raise _no(float, stored)


def _no(kind: type, stored: Any) -> _Misfit:
    return _Misfit(("", f"{stored!r} is no {kind.__name__}"))
