"""A price in plain words: what a lead's trip costs, or would cost with a discount or another markup."""

import re

from agents.orders.contract import IT, Order
from agents.orders.naming import LEAD, NUMBER, lead_of
from agents.regexes import regex
from crm.amounts import MULTIPLE, MULTIPLES, Of, is_by_currency, number_of, number_told
from crm.signs import IN_CAPITALS, SPOKEN

_CURRENCIES = {sign: code for sign, code in SPOKEN.items() if sign not in IN_CAPITALS}
_SIGN = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_AMOUNT = (
    rf"(?:(?<!\w)(?P<before>{_SIGN})\.? ?)?(?P<amount>(?<!\d)\d{{1,12}}(?:[.,'’]\d{{1,12}}){{0,6}})"
    rf"(?: ?(?P<unit>%|percent|pct|per ?cent|{MULTIPLE})(?!\w))?(?: ?(?P<after>{_SIGN})(?!\w)\.?)?"
    r"(?P<each> (?:per person|per head|pp|each|a head))?"
)
_DISCOUNT = rf"(?:(?:discount|reduction)(?: of| by)? {_AMOUNT}|{_AMOUNT} (?:off|discount|reduction))"
_MARKUP = rf"(?:(?:markup|mark-up|margin)(?: of| at)? {_AMOUNT}|{_AMOUNT} (?:markup|mark-up|margin))"
_TERMS = regex("|".join(re.sub(r"\(\?P<\w+>", "(?:", part) for part in (_DISCOUNT, _MARKUP)))
_READ = regex(_AMOUNT)
_HERE = "§"  # stands where the discount or the markup stood
_PRICE = r"(?:price|cost|total|quote|amount|rate)"
_FIGURE = rf"(?:{_PRICE}|margin|profit|discount|markup)"
_COST = r"(?:be|cost|pay|come to|become)"
_WITH = r"(?:with|at|after|including|incl|less|minus|plus|and|con)(?: (?:an?|the|un))?"
_GIVE = (
    r"(?:give|offer|allow|grant|apply|try|put|add|knock|take|make|deduct|cut|do|set|raise|lower|bring|change)"
)
_TRIP = r"(?:'s)?(?: (?:trip|plan|quote|proposal|price))?"
_ASK = r"(?:(?:what's|what is|what would be|what will be|show(?: me)?|see|get|give me|work out|tell me) )?"


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Put what names a lead into the frames of a clause."""
    number = rf"(?P<lead>{NUMBER})"
    return tuple(re.compile(one.replace("LEAD", LEAD).replace("NUMBER", number)) for one in patterns)


_FRAMES = _compiled(
    rf"{_ASK}(?:the |our )?(?:new )?{_PRICE} (?:be )?(?:of|for|on) LEAD{_TRIP} {_WITH} §",
    rf"{_ASK}LEAD's (?:new )?{_PRICE} {_WITH} §",
    rf"(?:re-?price|price|quote) LEAD{_TRIP} {_WITH} §",
    rf"(?:how much|what) (?:would|will|is|does|do) (?:the )?LEAD{_TRIP} {_COST}(?: {_WITH})? §",
    r"what if (?:i|we) (?:give|gave|offer|offered) LEAD(?: an?)? §",
    r"(?:can|could|may) (?:i|we) (?:give|offer) LEAD(?: an?)? §",
    rf"{_GIVE} LEAD{_TRIP}(?: an?| the)? §",
    rf"{_GIVE}(?: an?| the)? § (?:(?:to|for|on|from|off|of) )?LEAD{_TRIP}",
)
_ALONE = _compiled(
    rf"§ (?:to|for|on|from) NUMBER{_TRIP}(?:(?: ?[,:-] ?| (?:because|as) | )(?P<label>[^\d§]{{3,60}}))?",
    rf"§ (?:to|for|on|from) LEAD{_TRIP}",
    rf"{_ASK}(?:the |our )?(?:new )?{_PRICE} (?:be )?{_WITH} §(?P<lead>)",
    rf"NUMBER{_TRIP}(?: ?[,:-])?(?: {_WITH})? §",
)
_SET = regex(
    rf"(?:set|put|change|raise|lower|make|bring|try)(?: the)? (?P<what>markup|margin|discount)"
    rf" (?:of|on|for|from|to) {LEAD} (?:to|at|=) ?(?P<told>.+)"
)
_SET_HIS = regex(
    rf"(?:set|put|change|raise|lower|make|bring|try) {LEAD}'s (?P<what>markup|margin|discount)"
    r" (?:to|at|=) ?(?P<told>.+)"
)
_BY = regex(rf"(?P<what>discount) {LEAD} (?:by|of|with|at) (?P<told>.+)")
_NONE = regex(
    r"(?:remove|drop|cancel|delete|take off|take|undo|no)(?: the| any| all| every)*"
    r" (?P<what>discount|markup)s?"
    rf" (?:from|of|on|for|off|to) {LEAD}{_TRIP}"
)
_ASKED = _compiled(
    rf"{_ASK}(?:the |our |my )?(?:current )?{_FIGURE} (?:of|for|on) LEAD{_TRIP}",
    rf"{_ASK}LEAD's (?:current )?{_FIGURE}",
    rf"how much (?:is|does|will|would) LEAD{_TRIP}(?: (?:cost|pay|be|come to))?",
    rf"what (?:does|will|would) LEAD{_TRIP} (?:cost|pay|come to)",
    r"how much (?:do we|are we) (?:earn|make|making|earning) (?:on|with|from) LEAD",
)


def price_order(plain: str, *, alone: bool) -> Order | None:
    """Read a wish to see a price. Its text is a clause of terms (`discount 10 %`), or empty for the price
    as it is. `alone`: no other order stands beside it."""
    if gone := _NONE.fullmatch(plain):
        return _order(gone["lead"], f"{gone['what']} none")
    for frame in (_SET, _SET_HIS, _BY):
        if found := frame.fullmatch(plain):
            told = terms_told(f"{found['what']} {found['told']}")
            return _order(found["lead"], told) if told else None
    if terms := _TERMS.search(plain):
        rest = " ".join(f"{plain[: terms.start()]} {_HERE} {plain[terms.end() :]}".split())
        for frame in (*_FRAMES, *(_ALONE if alone else ())):
            if found := frame.fullmatch(rest):
                told = terms_told(terms.group())
                label = (found.groupdict().get("label") or "").strip(" ,:-")
                order = _order(found["lead"], f"{told} {label}".strip()) if told else None
                if order is not None:
                    return order
        return None
    for frame in _ASKED:
        if (found := frame.fullmatch(plain)) and (order := _order(found["lead"], "")):
            return order
    return None


def terms_told(plain: str) -> str:
    """Write a discount or a markup as the commands take it: `discount 10 %`, `markup trip margin 20 %`.

    An amount in a currency that was named ends in its code: `discount 2000 INR`. Empty where it is neither.
    """
    found = _READ.search(plain) if _TERMS.fullmatch(plain) else None
    if found is None:
        return ""
    unit = (found["unit"] or "").replace(" ", "")
    is_percent = unit in ("%", "percent", "pct")
    currency = _CURRENCIES.get(found["before"] or found["after"] or "", "")
    of: Of = "percent" if is_percent else "multiple" if unit else "amount"
    amount = number_of(found["amount"], currency or None, of)
    if amount is None or (is_percent and currency):
        return ""
    amount *= MULTIPLES.get(unit, 1)
    # Whether a point groups is known where the currency is: such digits go on as they were typed.
    is_left = of == "amount" and not currency and is_by_currency(found["amount"])
    value = (found["amount"] if is_left else number_told(amount)) + (" %" if is_percent else "")
    value += " per person" if found["each"] and not is_percent else ""
    value += f" {currency}" if currency else ""
    if "margin" in plain:
        return f"markup trip margin {value}" if is_percent else ""
    if "markup" in plain or "mark-up" in plain:
        return f"markup trip {value}"
    return f"discount {value}"


def _order(words: str, text: str) -> Order | None:
    lead = lead_of(words) if words else IT
    return Order("price", lead=lead, text=text) if lead else None
