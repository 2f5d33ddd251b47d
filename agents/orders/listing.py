"""Lists of leads in plain words: which ones, in what order, how many."""

import re
from collections.abc import Callable
from datetime import date

from agents.orders.contract import Order
from agents.orders.naming import lead_of
from agents.orders.when import days_back
from agents.regexes import regex
from agents.understanding.dates import moments
from crm.amounts import MULTIPLE, MULTIPLES, number_of

_STATUSES = {
    "new": "new", "qualifying": "qualifying", "qualified": "qualifying", "proposed": "proposed",
    "quoted": "proposed", "negotiating": "negotiating", "negotiation": "negotiating", "won": "won",
    "win": "won", "booked": "won", "lost": "lost", "lose": "lost", "open": "open", "naye": "new",
    "naya": "new", "nayi": "new",
}  # fmt: skip
_WORTH = regex(
    r"\b(?:worth )?(?P<way>over|above|more than|at least|under|below|less than|up to) "
    r"(?P<amount>\d+(?:[.,'’]\d+)*) ?(?P<unit>" + MULTIPLE + r")?\b"
)
_TOP = regex(r"\b(?:top|first|best) (\d{1,2})\b")
_NEWEST = regex(
    r"\b(?:the )?(?:last|latest|newest|most recent) (?:(\d{1,2}) )?(?=(?:leads?|enquir(?:y|ies))\b)"
)
_TRAVEL = regex(
    r"\b(?:(?:who|that|which) )?(?:are )?"
    r"(?:travelling|traveling|travels?|leaving|leaves?|departing|flying|starting|going)\b"
)
# What is read off first to last; what is left at the end was not understood.
_WAITING = (
    r"\b(?:who|that|which)? ?(?:are |is |have |has )?(?:been )?(?:unanswered|not (?:been )?answered|"
    r"(?:hasn't|haven't|isn't|aren't) (?:been )?answered|"
    r"waiting(?: for (?:an|a|our) (?:answer|reply))?)\b"
)
_UNAPPROVED = (
    r"\b(?:(?:plans?|quotes?|proposals?) )?(?:sent )?(?:but )?(?:not (?:yet )?approved|unapproved|"
    r"(?:waiting for|awaiting|pending) approvals?)(?: yet)?\b"
)
_THAT_ARE = r"\b(?:(?:that|who|which) are )?"
_PLAIN: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = tuple(
    (regex(pattern), meaning)
    for pattern, meaning in (
        (_UNAPPROVED, {"status": "proposed"}),
        (_WAITING, {"needs": "answer"}),
        (r"\b(?:who|that|which)? ?needs? (?:a )?human\b|\bneeding a human\b", {"needs": "human"}),
        (r"\b(?:unclaimed|unassigned|nobody's|no owner|without (?:an )?owner)\b", {"owner": "none"}),
        (r"\b(?:my|mine|i own|owned by me|assigned to me|mere|mera|mis|m[ií]os)\b", {"owner": "me"}),
        (r"\bhottest\b", {"order": "score"}),
        (rf"{_THAT_ARE}hot\b", {"heat": "hot"}),
        (rf"{_THAT_ARE}warm\b", {"heat": "warm"}),
        (rf"{_THAT_ARE}cold\b", {"heat": "cold"}),
        (r"\b(?:biggest|largest|most valuable|by value)\b", {"order": "value"}),
        (r"\b(?:newest|latest|most recent)\b", {"order": "created"}),
        (r"\bhow many\b|\bkitn[aei]\b|\bnumber of\b|\bcount\b", {"count": "yes"}),
    )
)
_EMPTY = regex(
    r"\b(?:show|list|give|get|find|me|us|the|all|any|every|everything|anything|which|what|who|leads?|deals?|"
    r"enquir(?:y|ies)|ones?|customers?|do|did|does|we|i|have|there|are|is|of|in|for|to|from|that|with|a|an|please|dikhao|status|"
    r"dikha do|batao|aaye|aaya|aayi|hain|hai|hue|hui|ke|ki|los|las|de|mu[eé]strame|muestra|ver|"
    r"going|came in|came|trips?|got|now|currently|has|been|see|can|by|our|on)\b|[?!.,]"
)
_SUBJECT = regex(r"\b(?:leads?|deals?|enquir(?:y|ies)|ones|everything|hottest|customers?|who|anyone)\b")
_OWNER = regex(
    r"\b(?:of|owned by|assigned to) (?P<of>[^\W\d_]+)\b|"
    r"\b(?P<his>[^\W\d_]+)(?:'s\b| (?:ke|ki|ka) (?=leads?\b)| (?=(?:has|have)\b)|(?<=s) (?=leads\b))"
)
_SEARCH = regex(r"^(?:please )?(?:find|search(?: for)?|look up|look for) (?P<words>.+?)$")

# "… and November" behind another order is no list of those who travel then.
_NO_WISH_ALONE = frozenset({"count", "starts", "ends"})

Where = Callable[[str], list[tuple[int, int, str]]]  # places named in a text: begin, end, name


def listed(plain: str, today: date, places: Where) -> Order | None:
    """Read a wish to see some leads; None where anything in it was not understood."""
    rest = f" {plain} "
    wanted: dict[str, str] = {}
    has_subject = bool(_SUBJECT.search(rest))
    rest = _worth(rest, wanted)
    if top := _TOP.search(rest):
        wanted |= {"order": "score", "limit": top[1]}
        rest = _cut(rest, top.span())
        has_subject = True
    if newest := _NEWEST.search(rest):
        is_one = "leads" not in rest and "ies" not in rest
        number = newest[1] or ("1" if is_one else "")
        wanted |= {"order": "created"} | ({"limit": number} if number else {})
        rest = _cut(rest, newest.span())
    rest = _travel(rest, today, wanted)
    if days := days_back(rest, today):
        wanted |= {"since": days.first.isoformat()} if days.first else {}
        wanted |= {"until": days.last.isoformat()} if days.last else {}
        rest = _cut(rest, days.span)
    for pattern, meaning in _PLAIN:
        if found := pattern.search(rest):
            wanted |= meaning
            rest = _cut(rest, found.span())
    rest = _status(rest, wanted)
    if mentions := places(rest):
        begin, end, place = mentions[0]
        wanted["destination"] = place
        rest = _cut(rest, (begin, end))
    if (owner := _OWNER.search(rest)) and (name := lead_of(owner["of"] or owner["his"])):
        wanted["owner"] = name
        rest = _cut(rest, owner.span())
    if _EMPTY.sub(" ", rest).strip() or not (has_subject or wanted.keys() - _NO_WISH_ALONE):
        return None
    if not wanted and not re.search(r"\b(?:leads?|everything)\b", plain):
        return None
    return Order("list", wanted=wanted)


def searched(plain: str) -> Order | None:
    """Read a search by words of a name or a place."""
    found = _SEARCH.match(plain)
    words = lead_of(found["words"]) if found else None
    return Order("list", wanted={"search": words}) if words and not words.isdigit() else None


def _worth(rest: str, wanted: dict[str, str]) -> str:
    if not (worth := _WORTH.search(rest)):
        return rest
    number = number_of(worth["amount"], of="multiple" if worth["unit"] else "amount")
    if number is None:
        return rest
    amount = number * MULTIPLES.get(worth["unit"] or "", 1)
    is_over = worth["way"] in ("over", "above", "more than", "at least")
    wanted["over" if is_over else "under"] = f"{amount:.0f}"
    return _cut(rest, worth.span())


def _travel(rest: str, today: date, wanted: dict[str, str]) -> str:
    """Read when the trip begins: after a word of travelling any days ahead, else a month by its name."""
    is_travel = _TRAVEL.search(rest)
    for found in moments(rest, today):
        if days_back(rest, today) and not is_travel:
            break
        if is_travel or found.said == "window":
            wanted |= {"starts": found.first.isoformat(), "ends": found.last.isoformat()}
            rest = _cut(rest, (found.begin, found.end))
            break
    return _cut(rest, is_travel.span()) if is_travel and "starts" in wanted else rest


def _status(rest: str, wanted: dict[str, str]) -> str:
    for found in re.finditer(r"\b(?:" + "|".join(_STATUSES) + r")\b", rest):
        status = _STATUSES[found.group()]
        # "New leads today" are those that came today, whatever became of them.
        if not (status == "new" and "since" in wanted):
            wanted["status"] = status
        return _cut(rest, found.span())
    return rest


def _cut(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"
