"""What a slot's value may look like. A model's value of another shape counts as not said."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

MOST_COUNT = 500
_DIGITS = re.compile(r"\d+")


def shaped(name: str, value: Any, quote: str) -> Any:
    """Give a value in the shape of its slot, or None. `quote` holds the words it is said to rest on."""
    return _SHAPES.get(name, _text)(value, quote)


def _count(value: Any, quote: str) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_COUNT:
        return None
    written = [int(d) for d in _DIGITS.findall(quote) if len(d) < 6]
    # Words such as "a couple" or "dos" have no digits; where there are some, the value must be among
    # them, or be what they make together ("2+2", "4N/5D", "two weeks" as 14).
    weeks = [7 * n for n in written]
    if written and value not in {*written, *weeks, sum(written)}:
        return None
    return value


def _ages(value: Any, quote: str) -> list[int] | None:
    if not isinstance(value, list) or not value:
        return None
    ages = [_count(age, quote) for age in value]
    return [a for a in ages if a is not None and a < 18] if None not in ages else None


def _day(value: Any, _: str = "") -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _window(value: Any, _: str) -> dict[str, str] | None:
    if not isinstance(value, Mapping):
        return None
    first, last = _day(value.get("from")), _day(value.get("to"))
    return {"from": first, "to": last} if first and last and first <= last else None


def _words(value: Any, _: str) -> list[str] | None:
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        return None
    words = [v.strip()[:80] for v in value if isinstance(v, str) and v.strip()]
    return words[:12] or None


def _text(value: Any, _: str) -> str | None:
    return value.strip()[:120] or None if isinstance(value, str) else None


def _budget(value: Any, _: str) -> dict[str, Any] | None:
    if not isinstance(value, Mapping):
        return None
    try:
        amount = Decimal(str(value.get("amount")))
    except InvalidOperation:
        return None
    if not amount.is_finite() or not 0 < amount < Decimal(10) ** 12:
        return None
    currency, per = value.get("currency"), value.get("per")
    is_code = isinstance(currency, str) and len(currency) == 3 and currency.isascii() and currency.isupper()
    is_per = per in ("trip", "person", "day", "night")
    return {
        "amount": format(amount, "f"),
        "currency": currency if is_code else None,
        "per": per if is_per else "trip",
    }


def _stay(value: Any, _: str) -> dict[str, Any] | None:
    if not isinstance(value, Mapping):
        return None
    kept = {k: value[k] for k in ("name", "class", "price") if isinstance(value.get(k), str) and value[k]}
    rating = value.get("rating")
    if isinstance(rating, int | float) and not isinstance(rating, bool) and 0 < rating <= 10:
        kept["rating"] = rating
    return kept or None


def _stops(value: Any, _: str) -> list[dict[str, Any]] | None:
    wishes = []
    for item in value if isinstance(value, list) else []:
        if not isinstance(item, Mapping) or not isinstance(item.get("place"), str):
            continue
        for how in ("change", "min", "exactly"):
            number = item.get(how)
            if isinstance(number, int) and not isinstance(number, bool) and -30 <= number <= 60:
                wishes.append({"place": item["place"][:80], how: number})
                break
    return wishes or None


_SHAPES: Mapping[str, Callable[[Any, str], Any]] = {
    **dict.fromkeys(("nights", "days", "travellers", "adults", "children", "infants", "rooms"), _count),
    "child_ages": _ages,
    "start_date": _day,
    "end_date": _day,
    "date_window": _window,
    **dict.fromkeys(("destinations", "interests", "must_see", "avoid"), _words),
    "budget": _budget,
    "stay": _stay,
    "stop_nights": _stops,
}
