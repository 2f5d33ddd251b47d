"""The clauses of a price as people write them: markups, discounts, instalments and bands of a tax.

Each reader raises `Unfit` naming the clause that it does not understand and how it would be written;
each has a writer whose words it reads back as the same value. Readers of amounts take the `currency` that
these are in, where it is known: 12.500 is twelve and a half in dinars, and 12,500 in rupees.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Literal, TypeVar

from crm.amounts import MULTIPLES, Of, number_of, number_told
from crm.errors import Unfit
from crm.quotes.values import Discount, Instalment, Markup
from crm.signs import names_currency

T = TypeVar("T")

_NUMBER = r"(\d+(?:[.,'’]\d+)*)"
_PERCENT = r"(?:%|percent|per\s?cent|pct)"
_EACH = r"(?:per\s+(?:person|head)|pp)"
_LETTERS = "".join(unit for unit in MULTIPLES if len(unit) == 1)
_LONGER = "|".join(sorted((unit for unit in MULTIPLES if len(unit) > 1), key=len, reverse=True))
_BEHIND = r"\s*(?:$|%|off\b|on\b|fixed\b|per\s|pp\b)"
# A letter apart from the number may begin a name: 2000 K Sharma.
_UNIT = rf"(?P<unit>[{_LETTERS}]|\s*(?:{_LONGER})|\s+[{_LETTERS}](?={_BEHIND}))\b"
_LETTER = re.compile(rf"(?![{_LETTERS.upper()}]\s+[A-Z])(?i:[{_LETTERS}])\s")
_MOST_DAYS = 730
_MARKUP = re.compile(
    rf"(?:(?P<scope>trip|stays?|places?|tickets?|transfers?|services?|day\s+\d+|line\s+\S+)\s+)?"
    rf"(?:(?P<margin>margin)\s+)?(?P<value>{_NUMBER})(?:{_UNIT})?\s*(?P<how>{_PERCENT}|{_EACH}|fixed)?",
    re.IGNORECASE,
)
UNNAMED = "Discount"  # the label of a discount that was given no name
_DISCOUNT = re.compile(
    rf"(?P<value>{_NUMBER})(?:{_UNIT})?\s*(?P<how>{_PERCENT}|{_EACH})?(?!\w)(?:\s+off\b)?"
    rf"(?:\s+(?:on\s+)(?P<kind>stays?|places?|tickets?|transfers?|services?))?(?:\s+(?P<label>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_INSTALMENT = re.compile(
    rf"(?P<label>.*?\S)\s+(?P<percent>{_NUMBER})\s*%\s+"
    rf"(?:(?P<days>\d+)\s+days?\s+(?P<counted>after\s+booking|before\s+departure)|(?:on|at|with)\s+"
    rf"(?P<at>booking|departure))",
    re.IGNORECASE,
)
_BAND = re.compile(rf"(?:above\s+)?{_NUMBER}\s*:\s*{_NUMBER}\s*%?", re.IGNORECASE)
_KINDS = {"stay": "stay", "place": "place", "ticket": "place", "transfer": "transfer", "service": "service"}


def read_markups(text: str, field: str = "markup", currency: str | None = None) -> tuple[Markup, ...]:
    """Read `trip 12 %; stay margin 20 %; transfer 500; day 3 10 %; place 200 per person`."""
    return _each(text, lambda clause: _markup(clause, field, currency))


def _markup(clause: str, field: str, currency: str | None) -> Markup:
    found = _MARKUP.fullmatch(clause)
    if found is None:
        raise Unfit(
            field, f"“{clause}” is no markup. Write it like stay 12 %, trip margin 20 % or day 3 500."
        )
    how = _how(found["how"]) or "fixed"
    value = _amount(found, field, clause, currency)
    if found["margin"] and how != "%":
        raise Unfit(field, f"“{clause}”: a margin is a percentage, like margin 20 %.")
    if found["margin"] and value >= 100:
        raise Unfit(field, f"“{clause}”: no price leaves a margin of {value} %.")
    kind: Literal["percent", "fixed", "per_person", "target_margin"]
    kind = "target_margin" if found["margin"] else "percent" if how == "%" else "fixed"
    if how == "per person":
        kind = "per_person"
    if kind == "percent" and value > 1000:
        raise Unfit(field, f"“{clause}”: {value} % is more than ten times the cost.")
    scope, subject = _scope((found["scope"] or "trip").split())
    return Markup(scope, kind, value, subject)


def _scope(words: list[str]) -> tuple[Literal["line", "day", "kind", "trip"], str]:
    first = words[0].lower()
    if first == "trip":
        return "trip", ""
    if first == "day":
        return "day", str(int(words[1]))
    if first == "line":
        return "line", words[1]
    return "kind", _kind(first)


def write_markups(markups: Iterable[Markup]) -> str:
    return "; ".join(write_markup(markup) for markup in markups)


def write_markup(markup: Markup) -> str:
    """Write one markup: `stay margin 20 %`."""
    over = {"trip": "trip", "kind": markup.subject}.get(markup.scope, f"{markup.scope} {markup.subject}")
    value = _value(markup)
    told = {
        "percent": f"{value} %",
        "target_margin": f"margin {value} %",
        "per_person": f"{value} per person",
        "fixed": f"{value} fixed",
    }
    return f"{over} {told[markup.how]}"


def read_discount(text: str, field: str = "discount", currency: str | None = None) -> Discount:
    """Read `5 % returning guest`, `2000`, `500 per person on stays early booking`."""
    found = _DISCOUNT.fullmatch(text.strip())
    if found is None:
        raise Unfit(field, f"“{text.strip()}” is no discount. Write it like 5 % returning guest, or 2000.")
    how = _how(found["how"])
    value = _amount(found, field, text.strip(), currency)
    if value == 0:
        raise Unfit(field, "A discount of nothing is none.")
    if how == "%" and value > 100:
        raise Unfit(field, f"{_plain(value)} % is more than the whole price.")
    kinds = (_kind(found["kind"].lower()),) if found["kind"] else ()
    label = " ".join((found["label"] or UNNAMED).split())[:60]
    if how != "%" and names_currency(label):  # a sum in another currency would pass for one in the trip's
        raise Unfit(field, f"“{text.strip()}”: write the amount alone; it is in the currency of the trip.")
    if not how and _LETTER.match(label):
        joined = f"{found['value']}{label[0]}"
        raise Unfit(
            field,
            f"“{text.strip()}”: is “{label[0]}” a multiple? Write {joined} if so, else another reason.",
        )
    label = label[:1].upper() + label[1:]
    return Discount(label, "percent" if how == "%" else "per_person" if how else "fixed", value, kinds)


def read_discounts(text: str, field: str = "discount", currency: str | None = None) -> tuple[Discount, ...]:
    """Read several, divided by semicolons; each is taken off what the ones before it left."""
    return _each(text, lambda clause: read_discount(clause, field, currency))


def write_discount(discount: Discount) -> str:
    """Write one discount: `5 % on stay Returning guest`."""
    how = {"percent": " %", "per_person": " per person", "fixed": ""}[discount.how]
    on = f" on {discount.kinds[0]}" if discount.kinds else ""
    label = f" {discount.label}" if discount.label != UNNAMED else ""
    return f"{_value(discount)}{how}{on}{label}"


def read_instalments(text: str, field: str = "instalments") -> tuple[Instalment, ...]:
    """Read `Deposit 25 % on booking; Balance 75 % 30 days before departure`; the parts make a hundred."""
    parts = _each(text, lambda clause: _instalment(clause, field))
    whole = sum((part.percent for part in parts), Decimal(0))
    if parts and whole != 100:
        raise Unfit(field, f"The parts make {_plain(whole)} %, not 100 %.")
    return parts


def _instalment(clause: str, field: str) -> Instalment:
    found = _INSTALMENT.fullmatch(clause)
    if found is None:
        raise Unfit(
            field,
            f"“{clause}” is no instalment. Write it like Deposit 25 % on booking, or "
            "Balance 75 % 30 days before departure.",
        )
    days, at = int(found["days"] or 0), (found["counted"] or found["at"]).lower()
    if days > _MOST_DAYS:
        raise Unfit(field, f"“{clause}”: {days} days are more than two years.")
    counted: Literal["after_booking", "before_departure"]
    counted = "after_booking" if at.endswith("booking") else "before_departure"
    percent = _number(found["percent"], field, clause, "percent")
    return Instalment(found["label"], percent, days, counted)


def write_instalments(parts: Iterable[Instalment]) -> str:
    return "; ".join(f"{part.label} {_plain(part.percent)} % {_when(part)}" for part in parts)


def _when(part: Instalment) -> str:
    end = part.counted.replace("_", " ")
    if part.days:
        return f"{part.days} {'day' if part.days == 1 else 'days'} {end}"
    return f"on {end.split()[1]}"


def read_bands(
    text: str, field: str = "bands", currency: str | None = None
) -> tuple[tuple[Decimal, Decimal], ...]:
    """Read `0: 5 %; 1000000: 20 %`: above each amount so many percent of what lies above it."""
    bands = _each(text, lambda clause: _band(clause, field, currency))
    for (below, _), (above, _) in pairwise(bands):
        if above <= below:
            raise Unfit(field, f"The amounts must rise: {_plain(above)} follows {_plain(below)}.")
    return bands


def _band(clause: str, field: str, currency: str | None) -> tuple[Decimal, Decimal]:
    found = _BAND.fullmatch(clause)
    if found is None:
        raise Unfit(field, f"“{clause}” is no slice of a tax. Write it like 1000000: 20 %.")
    above = _number(found[1], field, clause, "amount", currency)
    percent = _number(found[2], field, clause, "percent")
    if percent > 100:
        raise Unfit(field, f"“{clause}”: a tax of {_plain(percent)} % is more than the whole.")
    return above, percent


def write_bands(bands: Iterable[tuple[Decimal, Decimal]]) -> str:
    return "; ".join(f"{number_told(above)}: {_plain(percent)} %" for above, percent in bands)


def _each(text: str, read: Callable[[str], T]) -> tuple[T, ...]:
    clauses = (" ".join(clause.split()) for clause in re.split(r"[;\n]", text))
    return tuple(read(clause) for clause in clauses if clause)


def _kind(word: str) -> str:
    return _KINDS[word.removesuffix("s")]


def _value(term: Markup | Discount) -> str:
    """Write a percentage as it is, an amount so that no point in it can be taken for a thousand's."""
    return number_told(term.value) if term.how in ("fixed", "per_person") else _plain(term.value)


def _how(told: str | None) -> str:
    """Give `%`, `per person`, `fixed` or nothing for the words that say how an amount counts."""
    how = " ".join((told or "").lower().split())
    if re.fullmatch(_PERCENT, how):
        return "%"
    return "per person" if re.fullmatch(_EACH, how) else how


def _amount(found: re.Match[str], field: str, clause: str, currency: str | None) -> Decimal:
    unit, is_percent = (found["unit"] or "").strip().lower(), _how(found["how"]) == "%"
    if unit and is_percent:
        raise Unfit(field, f"“{clause}”: a percentage takes no “{unit}”.")
    of: Of = "percent" if is_percent else "multiple" if unit else "amount"
    return _number(found["value"], field, clause, of, currency) * MULTIPLES.get(unit, 1)


def _number(digits: str, field: str, clause: str, of: Of, currency: str | None = None) -> Decimal:
    number = number_of(digits, currency, of)
    if number is None:
        raise Unfit(field, f"“{clause}”: “{digits}” can be read in several ways. Write 2000, 2,000 or 12.5.")
    return number


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
