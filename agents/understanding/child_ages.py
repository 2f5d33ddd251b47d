"""Ages that are told of the children: "kids 8 and 10", "aged 4", "a baby of 6 months"."""

import re

from agents.regexes import regex
from agents.understanding.age_lists import LISTED, age_lists
from agents.understanding.contract import Slot, SlotName
from agents.understanding.numbers import ENGLISH, number
from agents.understanding.party_words import AGE, AGE_OF_ADULT, AGES, CHILD_AGES, CHILDREN, MONTHS_OLD, YEARS
from agents.understanding.reading import Reading

# "Their ages are 4 and 9": figures behind a word for ages, of nobody who is named.
_THEIR_AGES = regex(
    r"(?<!\w)(?:ages?|aged|edades|leurs? ages?|ages des enfants|"
    r"ihr alter|alter|"
    r"idades|возраст\w*|им|детям|اعمار\w*(?: الاطفال)?|عمر\w*(?: الاطفال)?|umar|umr|"
    r"age|"
    r"उम्र|आयु)(?:\s*(?:are|is|of|:|=|-|de|son|sont|sind|sao|هي|hai|hain|ki|की|है|हैं))?\s*"
    rf"(?P<list>{LISTED})(?:{YEARS})?(?:\s*(?:hai|hain|है|हैं))?(?P<behind>\W*$|\s*[.,;!\n])"
)


def told_ages(reading: Reading) -> tuple[dict[SlotName, Slot], Reading, int]:
    """The ages in years, with as many children and infants; what is left to read, without the ages; and how
    many of the infants stand in a list of ages, and so are counted as children too."""
    ages: list[int] = []
    where: list[tuple[int, int]] = []
    babies = counted_babies = 0
    for span, listed in age_lists(reading.plain):
        ages += [age for age in listed if age >= 2]
        babies += sum(age < 2 for age in listed)
        counted_babies += sum(age < 2 for age in listed)
        where.append(span)
        reading = reading.without(span)
    for match in () if where else _THEIR_AGES.finditer(reading.plain):
        listed = [int(age) for age in re.findall(r"\d{1,2}", match["list"])]
        if max(listed) <= 17 and len(listed) > 1:
            ages += [age for age in listed if age >= 2]
            babies += sum(age < 2 for age in listed)
            counted_babies += sum(age < 2 for age in listed)
            where.append(match.span())
            reading = reading.without(match.span("list"))
    for match in CHILD_AGES.finditer(reading.plain):
        listed = [int(age) for age in re.findall(r"\d{1,2}", match["list"] or match["one"])]
        if max(listed) <= 17:
            ages += [age for age in listed if age >= 2]
            babies += sum(age < 2 for age in listed)
            counted_babies += sum(age < 2 for age in listed) if match["list"] else 0
            where.append(match.span())
            reading = reading.without(match.span("list" if match["list"] else "one"))
    for pattern in (AGES, AGE):
        for match in pattern.finditer(reading.plain):
            young = _young(reading, match)
            ages += [value for value in young if value >= 2]
            babies += sum(value < 2 for value in young)
            if young:
                where.append(match.span())
                reading = reading.without(match.span("list"))
    for match in MONTHS_OLD.finditer(reading.plain):
        babies += 1
        where.append(match.span())
        reading = reading.without(match.span())
    return _found(reading, ages, babies, where), reading, counted_babies


def _found(
    reading: Reading, ages: list[int], babies: int, where: list[tuple[int, int]]
) -> dict[SlotName, Slot]:
    if not where:
        return {}
    span = reading.span(where[0][0], where[-1][1])
    found: dict[SlotName, Slot] = {}
    if ages:
        found["child_ages"] = Slot(ages, span, confidence=0.93)
        found["children"] = Slot(len(ages), span, confidence=0.9)
    if babies:
        found["infants"] = Slot(babies, span, confidence=0.9)
    return found


def _young(reading: Reading, match: re.Match[str]) -> list[int]:
    """The ages up to 17 that a match tells, where it speaks of ages at all."""
    before = reading.plain[max(0, match.start() - 24) : match.start()]
    if match.groupdict().get("ago") or AGE_OF_ADULT.search(before) or not _speaks_of_age(reading, match):
        return []
    values = [number(word) for word in re.findall(rf"\d{{1,2}}|{ENGLISH}", match["list"])]
    return [value for value in values if value is not None and value <= 17]


def _speaks_of_age(reading: Reading, match: re.Match[str]) -> bool:
    if match["unit"]:
        return True
    around = reading.plain[max(0, match.start() - 40) : match.end()]
    child = "|".join((*CHILDREN.values(), r"aged?", "ages"))
    return bool(re.search(rf"(?<!\w)(?:{child})(?!\w)", around))
