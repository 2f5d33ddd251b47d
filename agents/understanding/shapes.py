"""What a slot's value may look like. A model's value of another shape counts as not said."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from agents.regexes import regex
from agents.understanding.known_words import known_beds, known_diet

MOST_COUNT = 500
MOST_NIGHTS_CHANGED = 60
_CLOCK = regex(r"([01]?\d|2[0-3]):([0-5]\d)")
_GRADE = regex(r"\d{1,2}(?:\.\d{1,2})?")
_DIGITS = regex(r"\d+")
_MONTHS_OLD = regex(
    r"\d\W*(?:-?months?|mo\b|mths?|mes(?:es)?|mois|monat\w*|меся\w*|мес\b|شه[رو]\w*|महीन\S*|mahin\w*)",
    re.IGNORECASE,
)
# A number of months may also be the time until a journey.
_OF_AN_INFANT = regex(
    r"\b(?:old|aged?|bab(?:y|ies)|infants?|toddlers?|newborns?|kids?|child(?:ren)?|sons?|daughters?|"
    r"b[eé]b[eéê]s?|"
    r"edad|idade|nourrissons?|enfants?|âge|säugling\w*|kleinkind\w*|kind(?:er)?|alt|hij[oa]s?|niñ[oa]s?|"
    r"filh[oa]s?|"
    r"fils|fille|sohn|tochter|twins?)\b|младен|малыш|реб[её]н|дет|сын|доч|возраст|рождени|رضيع|رضع|طفل|"
    r"أطفال|اطفال|"
    r"عمر|بيبي|बच्च|शिशु|उम्र|महीने (?:का|की|के)|bach?ch|mahin\w+ (?:ka|ki|ke)\b",
    re.IGNORECASE,
)
_SELF = regex(
    r"(?<!\w)(?:me|i|myself|yo|moi|je|ich|mich|eu|я|меня|أنا|انا|मैं|मेरे|main|mai|mere)(?!\w)",
    re.IGNORECASE,
)
# Who writes counts for one only where others are put beside them: "I have 2 kids" counts the kids.
_BESIDE = regex(
    r"[+&]|(?<!\w)(?:plus|and|with|other|others|friends?|y|con|mas|más|otr[oa]s?|amig[oa]s|et|avec|autres|"
    r"ami(?:e)?s|"
    r"und|mit|andere[nr]?|freund\w*|e|com|mais|outr[oa]s|и|с|со|друз\w+|друг\w*|مع|و\w*|اصدقا\w*|أصدقا\w*|"
    r"aur|"
    r"dost\w*|saath|और|दोस्त\S*|साथ)(?!\w)",
    re.IGNORECASE,
)
_CHILDREN = regex(
    r"(?<!\d)\d+\s*(?:small |little |young )?(?:kids?|child\w*|babies|infants|sons?|daughters?|niñ\w+|hij\w+|"
    r"enfants?|bébés?|kinder\w*|crianças?|filh\w+|дет\w*|реб[её]н\w+|أطفال|اطفال|اولاد|أولاد|बच्च\S*|"
    r"bach?ch\w*)",
    re.IGNORECASE,
)


def shaped(name: str, value: Any, quote: str) -> Any:
    """Give a value in the shape of its slot, or None. `quote` holds the words it is said to rest on."""
    return SHAPES[name](value, quote)


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


def _heads(value: Any, quote: str) -> int | None:
    """How many grown-ups or people. Who writes counts for one beside those they number: "me + 3 friends"."""
    if (told := _count(value, quote)) is not None or _SELF.search(quote) is None:
        return told
    if value == 1 or not isinstance(value, int):
        return 1 if value == 1 else None
    others = _CHILDREN.sub(" ", quote)
    is_one_more = _BESIDE.search(others) and _DIGITS.search(others)
    told = _count(value - 1, others) if is_one_more else None
    return None if told is None else told + 1


def _infants(value: Any, quote: str) -> int | None:
    """How many babies; a number of months is the age of one."""
    if (told := _count(value, quote)) is not None:
        return told
    is_age = _OF_AN_INFANT.search(quote) is not None
    return value if is_age and value == len(_MONTHS_OLD.findall(quote)) > 0 else None


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
    kept: dict[str, Any] = {
        part: told for part in ("name", "class", "price") if isinstance(told := value.get(part), str) and told
    }
    if (price := _budget(value.get("price"), "")) is not None:
        kept["price"] = price
    for part, most in (("rating", 10), ("stars", 7)):
        number = value.get(part)
        if (grade := _grade(number)) is not None and 0 < grade <= most:
            kept[part] = number
    return kept or None


def _grade(number: Any) -> float | None:
    """The number, also where it is written down as it was said: "4.3"."""
    if isinstance(number, str):
        return float(number) if _GRADE.fullmatch(number) else None
    return float(number) if isinstance(number, int | float) and not isinstance(number, bool) else None


def _change(value: Any, quote: str) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < abs(value) <= MOST_NIGHTS_CHANGED:
        return None
    return None if _count(abs(value), quote) is None else value


def _transport(value: Any, quote: str) -> dict[str, Any] | None:
    """The mode is what everything else hangs on; a part of another shape is left out."""
    if not isinstance(value, Mapping) or _text(value.get("mode"), "") is None:
        return None
    texts = {part: _text(value.get(part), "") for part in ("mode", "type", "cabin")}
    kept: dict[str, Any] = {part: text for part, text in texts.items() if text is not None}
    if (seats := _count(value.get("seats"), quote)) is not None:
        kept["seats"] = seats
    if (price := _budget(value.get("price"), "")) is not None:
        kept["price"] = price
    return kept


def _one_of(*allowed: str) -> Callable[[Any, str], str | None]:
    return lambda value, _: value if isinstance(value, str) and value in allowed else None


def _stops(value: Any, _: str) -> list[dict[str, Any]] | None:
    wishes = []
    for item in value if isinstance(value, list) else []:
        if not isinstance(item, Mapping) or not isinstance(item.get("place"), str):
            continue
        for how in ("change", "min", "exactly"):
            number = item.get(how)
            if isinstance(number, int) and not isinstance(number, bool) and -30 <= number <= 60:
                stands = {"stands": item["stands"]} if item.get("stands") in ("first", "last") else {}
                wishes.append({"place": item["place"][:80], how: number, **stands})
                break
    return wishes or None


def _diet(value: Any, quote: str) -> str | list[str] | None:
    said = [diet for one in _words(value, quote) or () if (diet := known_diet(one, quote))]
    return (said if isinstance(value, list) else said[0]) if said else None


def _beds(value: Any, quote: str) -> list[str] | None:
    said = [name for one in _words(value, quote) or () for name in known_beds(one)]
    return list(dict.fromkeys(said)) or None


def _clock(value: Any, _: str) -> str | None:
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    return f"{int(match[1]):02d}:{match[2]}" if match else None


def _booked(value: Any, _: str) -> list[dict[str, Any]] | None:
    found = []
    for item in value if isinstance(value, list) else []:
        if not isinstance(item, Mapping) or not isinstance(item.get("name"), str):
            continue
        kept: dict[str, Any] = {"kind": item.get("kind"), "name": item["name"].strip()[:80]}
        for name in ("from", "until", "day"):
            day = item.get(name)
            is_number = isinstance(day, int) and not isinstance(day, bool) and 0 < day <= 61
            if (right := day if is_number else _day(day)) is not None:
                kept[name] = right
        if item.get("gone") is True and kept["kind"] in ("stay", "visit", "engagement"):
            found.append({"kind": kept["kind"], "name": kept["name"], "gone": True})
            continue
        kept |= {name: at for name in ("at", "to") if (at := _clock(item.get(name), ""))}
        # Another name for nights told before needs no dates: "sorry, it is hotel Y for those nights".
        of_nights = ("from", "until") if {"from", "until"} & set(item) else ("name",)
        needed = {"stay": of_nights, "visit": ("day",), "engagement": ("day", "at")}
        if all(name in kept for name in needed.get(str(kept["kind"]), ("nothing",))):
            found.append(kept)
    return found[:12] or None


SHAPES: Mapping[str, Callable[[Any, str], Any]] = {
    **dict.fromkeys(("nights", "days", "children", "rooms"), _count),
    **dict.fromkeys(("travellers", "adults"), _heads),
    "infants": _infants,
    **dict.fromkeys(("origin", "occasion", "mobility", "name", "email", "phone"), _text),
    **dict.fromkeys(("destinations", "either", "interests", "must_see", "avoid", "fewer"), _words),
    **dict.fromkeys(("start_date", "end_date", "happened_on"), _day),
    "diet": _diet,
    "beds": _beds,
    "child_ages": _ages,
    "date_window": _window,
    "budget": _budget,
    "budget_limit": _one_of("hard", "soft"),
    "stay": _stay,
    "transport": _transport,
    "trip_type": _one_of("round", "one_way"),
    "pace": _one_of("relaxed", "normal", "full"),
    "stop_nights": _stops,
    "nights_change": _change,
    **dict.fromkeys(("arrives_at", "departs_at"), _clock),
    **dict.fromkeys(("gateway_in", "gateway_out"), _text),
    **dict.fromkeys(("seen", "elsewhere"), _words),
    "booked": _booked,
}
