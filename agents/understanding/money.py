"""Amounts of money in a message, and which of them is the customer's budget.

Amounts are kept as decimal strings. The currency is the ISO code that was said, guessed from the way
of counting (lakh, crore) where it was not, else None.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.money_words import (
    AFTER_BUDGET,
    ALONE_BEFORE,
    ALONE_BEHIND,
    AMOUNT,
    BY_CURRENCY,
    FOR_ALL,
    FRACTIONS,
    IS_BUDGET,
    MAY_COST,
    OF_A_YEAR,
    PER,
    PER_BEFORE,
    PRICE_OF,
    RANGE,
    SCALES,
    STAY_OR_CAR,
    TWO_SIGNS,
)
from agents.understanding.numbers import number
from agents.understanding.of_whom import kin_leading
from agents.understanding.reading import TAKEN, Reading
from agents.understanding.trip_parts import is_trip_alone


@dataclass(frozen=True)
class Amount:
    """Money found at `begin:end` of the plain text. `per` is None where nothing was said."""

    begin: int
    end: int
    amount: Decimal
    currency: str | None
    per: str | None
    is_marked: bool  # with a currency or a way of counting that only money has

    def value(self, per: str = "trip") -> dict[str, str | None]:
        """The JSON shape of the contract."""
        return {"amount": f"{self.amount.normalize():f}", "currency": self.currency, "per": self.per or per}


def _decimal(figure: str) -> Decimal | None:
    figure = figure.strip()
    if figure in FRACTIONS:
        return Decimal(FRACTIONS[figure])
    if not figure[0].isdigit():
        whole = number(figure)
        return Decimal(whole) if whole else None
    figure = figure.replace("'", "").replace(" ", "")
    if (parts := TWO_SIGNS.fullmatch(figure)) is not None:  # "2.500,50" euros, "1.250,500" dinars
        return Decimal(re.sub(r"[.,]", "", parts["whole"]) + "." + parts["rest"])
    if re.search(r"[.,]\d{3}$", figure) and not re.fullmatch(r"0[.,]\d+", figure):
        return Decimal(re.sub(r"[.,]", "", figure))
    if re.search(r",\d{1,2}$", figure) and "." not in figure.replace(figure[figure.rfind(",") :], ""):
        return (
            Decimal(figure.replace(",", ".")) if figure.count(",") == 1 else Decimal(figure.replace(",", ""))
        )
    if figure.count(".") > 1 or "," in figure:
        whole_part, _, cents = figure.rpartition(".") if "." in figure[-3:] else (figure, "", "")
        return Decimal(re.sub(r"[.,]", "", whole_part) + ("." + cents if cents else ""))
    return Decimal(figure)


def _currency(words: str | None) -> str | None:
    words = (words or "").strip()
    return next((code for code, pattern in BY_CURRENCY if words and pattern.match(words)), None)


_REACH = 60  # characters before a figure in which is said what it counts
_FAR = 200  # characters before a sum for each, among which its sentence begins
_MOST = 200  # figures of one message; nobody names more


def amounts(plain: str) -> list[Amount]:
    """Every figure that may be money, in order."""
    found = []
    for match in islice(AMOUNT.finditer(plain), _MOST):
        value = _decimal(match["fig"])
        if value is None or value <= 0:
            continue
        scale = (match["scale"] or "").strip()
        currency = _currency(match["pre"]) or _currency(match["post"])
        times = next((t for t, pattern in SCALES if scale and re.fullmatch(pattern, scale)), 1)
        if times in {100_000, 10_000_000} and not currency:
            currency = "INR"
        per = PER.match(plain, match.end())
        before = plain[max(0, match.start() - _REACH) : match.start()]
        how = per.lastgroup if per else "person" if PER_BEFORE.search(before) else None
        worth = value * times
        if how == "couple":  # half of it for each: there may be several couples
            worth, how = worth / 2, "person"
        is_marked = bool(currency or times > 1)
        end = per.end() if per else match.end()
        found.append(Amount(match.start(), end, worth, currency, how, is_marked))
    return found


def budget(reading: Reading, known: Gazetteer, is_asked: bool) -> tuple[dict[SlotName, Slot], Reading]:
    """The customer's `budget`: an amount said as one, or the bare answer to the desk's question."""
    plain = RANGE.sub(lambda m: " " * len(m.group()), reading.plain)
    best: tuple[float, Amount] | None = None
    money = amounts(plain)
    for amount in money:
        score = _likelihood(plain, amount, known, is_asked)
        if score > 0.3 and (best is None or _is_rather(plain, score, amount, best)):
            best = (score, amount)
    if best is None:
        return {}, reading.without(*((a.begin, a.end) for a in money if a.is_marked))
    score, amount = best
    value = amount.value()
    if not value["currency"]:
        value["currency"] = next((a.currency for a in money if a.currency), None)
    slot = Slot(value, reading.span(amount.begin, amount.end), confidence=min(score, 0.98))
    taken = [(a.begin, a.end) for a in money if a.is_marked or a is amount]
    return {"budget": slot}, reading.without(*taken)


def _is_rather(plain: str, score: float, amount: Amount, best: tuple[float, Amount]) -> bool:
    """Whether an amount is rather the budget than the best before it: "theirs is 5 lakh, ours is 2 lakh"."""
    is_theirs, was_theirs = (kin_leading(plain, one.begin, one.end) is not None for one in (amount, best[1]))
    return score > best[0] if is_theirs is was_theirs else was_theirs


def _likelihood(plain: str, amount: Amount, known: Gazetteer, is_asked: bool) -> float:
    before = re.split(r"[.!?;\n]\s", plain[max(0, amount.begin - 60) : amount.begin])[-1]
    is_budget = bool(IS_BUDGET.search(before)) or bool(AFTER_BUDGET.match(plain[amount.end :]))
    names_budget = bool(re.search(r"budge|bajat|presupuesto|orcamento|бюджет|ميزاني|बजट", before))
    if amount.per in {"night", "day"} and STAY_OR_CAR.search(before) and not names_budget:
        return 0.0  # the rate of a room or a car
    if not names_budget and _is_price_told(before, known):
        return 0.0
    if not (amount.is_marked or amount.per) and OF_A_YEAR.search(
        plain, max(0, amount.begin - 24), amount.end
    ):
        return 0.0  # "until March 2032"
    if not amount.is_marked and re.match(
        (
            r"\s*(?:-?\s*star|\*|adults?|people|persons?|nights?|days?|kids?|child|rooms?|years?|pax|of "
            r"us|hour|min|km|%|st\b|nd\b|rd\b|th\b)"
        ),
        plain[amount.end :],
    ):
        return 0.0
    if amount.is_marked:
        return 0.97 if names_budget else 0.9 if is_budget or is_asked else 0.6 if amount.amount >= 50 else 0.0
    if amount.amount < 50:
        return 0.0
    led_by = _sentence_before(plain, amount)
    # With no trip named before it, "1200 for two" may be the price of anything.
    is_for_all = bool(amount.per is None and FOR_ALL.match(plain, amount.end) and led_by.strip(" ,"))
    is_budget = is_budget or (
        (amount.per == "person" or is_for_all)
        and _stands_alone(plain, before, amount)
        and is_trip_alone(led_by, known)
    )
    return 0.93 if names_budget else 0.75 if is_asked else 0.55 if is_budget and amount.amount >= 200 else 0.0


def _is_price_told(before: str, known: Gazetteer) -> bool:
    """Whether the words before a sum say what something other than the trip costs: "the boat costs"."""
    told = PRICE_OF.search(before)
    return told is not None and not (MAY_COST.search(told["of"]) or is_trip_alone(told["of"], known))


def _sentence_before(plain: str, amount: Amount) -> str:
    return re.split(r"[.!?;\n]\s", plain[max(0, amount.begin - _FAR) : amount.begin])[-1]


def _stands_alone(plain: str, before: str, amount: Amount) -> bool:
    """Whether a sum for each is said and nothing of it: "Bali in March, 2000 per person" is a budget, "the
    price of 2000 per person is high" is none."""
    is_led = ALONE_BEFORE.search(before) and not STAY_OR_CAR.search(before) and TAKEN not in before[-4:]
    return bool(is_led and (ALONE_BEHIND.match(plain, amount.end) or FOR_ALL.match(plain, amount.end)))
