"""Numbers as people write them, by the same rules wherever one is read: 2,000, 2.000, 1,50,000, 12,5."""

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

from crm.money import OF_THOUSANDTHS

Of = Literal["amount", "percent", "multiple"]  # a multiple stands before lakh, k and the like

MULTIPLES = {
    "k": 1_000, "thousand": 1_000, "thousands": 1_000, "l": 100_000, "lac": 100_000, "lacs": 100_000,
    "lakh": 100_000, "lakhs": 100_000, "cr": 10_000_000, "crore": 10_000_000, "crores": 10_000_000,
    "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
}  # fmt: skip
MULTIPLE = "|".join(sorted(MULTIPLES, key=len, reverse=True))  # a pattern of them
_POINTED = re.compile(r"\d+\.\d+|0,\d+")
_MARKED = re.compile(
    r"\d+(?:\.\d+|,\d{1,2})?|\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?"
    r"|\d{1,3}(?:['’]\d{3})+(?:[.,]\d+)?"
)
_CANNOT_GROUP = re.compile(r"(?:0|\d{4,})\.\d+")


def number_of(digits: str, currency: str | None = None, of: Of = "amount") -> Decimal | None:
    """Read a number that staff typed; None where its marks can be read in no way.

    A point or comma before just three digits groups the thousands of an amount: 2.000 is two thousand. Of a
    percentage it never does, of a multiple the point does not: 1.500 % is one and a half.
    """
    if of == "percent" and re.fullmatch(r"\d+[.,]\d+", digits):
        return Decimal(digits.replace(",", "."))
    if _CANNOT_GROUP.fullmatch(digits) or (
        _POINTED.fullmatch(digits) and (of != "amount" or digits[0] == "0")
    ):
        return Decimal(digits.replace(",", "."))
    return amount_of(digits, "en", currency) if _MARKED.fullmatch(digits) else None


def is_by_currency(digits: str) -> bool:
    """Say whether digits are another amount in dinars than in rupees: 12.500 groups, or has thousandths."""
    return number_of(digits) != number_of(digits, "KWD")


def number_told(number: Decimal) -> str:
    """Write a number without grouping, so that `number_of` reads an amount back as the same."""
    told = f"{number.normalize():f}"
    return f"{told}0" if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", told) else told


def amount_of(digits: str, language: str, code: str | None = None) -> Decimal | None:
    """The number that digits with grouping stand for, as the language writes it; `code` is the currency's."""
    bare = re.sub(r"[\s'’]", "", digits)
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and dot >= 0:
        point = "," if comma > dot else "."
    elif comma >= 0 or dot >= 0:
        mark = "," if comma >= 0 else "."
        tail = bare[bare.rfind(mark) + 1 :]
        native = "," if language in ("es", "fr", "de", "pt", "ru") else "."
        # One mark with three digits behind it groups, unless the language uses it for decimals and it cannot
        # group: where blanks do so already, behind a nought, or in a currency of thousandths.
        is_decimal = mark == native and (
            bare[0] == "0" or code in OF_THOUSANDTHS or bool(re.search(r"\d[\s'’]\d", digits))
        )
        is_point = bare.count(mark) == 1 and (len(tail) != 3 or is_decimal)
        point = mark if is_point else ""
    else:
        point = ""
    kept = "".join("." if c == point else c for c in bare if c.isdigit() or c == point)
    try:
        return Decimal(kept)
    except InvalidOperation:
        return None
