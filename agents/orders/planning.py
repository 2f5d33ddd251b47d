"""Plans in plain words: for which lead, and what is to be different in them."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from agents.orders.contract import BOTH, IT, THEM, Order
from agents.orders.naming import NUMBER, lead_of, spoken_lead
from agents.regexes import regex
from agents.understanding.contract import Understanding


class ReadsParts(Protocol):
    """An engine that reads words torn from a sentence, which no first message of a customer would be."""

    def understand_part(self, text: str, today: date) -> Understanding: ...


_HEAD = regex(
    r"^(?:re-?plan|redo|plan|draft|quote|price|(?:make|prepare|create|do|write|give)(?: me)?(?: a| an| the)?"
    r"(?: new)?(?= ?(?:plan|quote|itinerary|proposal|trip|offer|draft)))"
    r"(?: (?:again|a|an|the|new|plan|trip|quote|itinerary|proposal|offer|draft|of))*(?= |$)"
)
# "Make it 6 nights": a change of the plan that is in hand. What follows must be wishes.
_CHANGE = regex(
    r"^(?:(?:make|change|switch|set|update|turn) "
    rf"(?:(?P<it>it|this|that|the (?:trip|plan))|(?P<lead>{NUMBER})(?= (?:to|for|into|with) )|"
    r"(?P<name>[^\W\d_][\w'-]*)'s (?:trip|plan))(?: (?:to|into|for|with))?(?= )"
    r"|(?:make|change|switch|update) (?:to )?(?=\d))"
)
_UNIT = regex(
    r" ?(?:n\b|d\b|nights?|days?|adults?|people|pax|persons?|kids?|child|children|infants?|rooms?|"
    r"travell?ers?|lakh|k\b|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|stars?|%|[-/.]\d)"
)
# Words that say nothing of their own beside what was understood.
_FILLER = frozenset(
    """
    a again an
    and around at about adults as below budget by class for from hotel hotels in it lead less max maximum
    more now of on only people please stay staying than the to total trip under upto up use using within with
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_WORD = regex(r"[^\W_][\w'.]*")
_NAMED = regex(rf"(?:(?:for|of|to) )?(?P<lead>{NUMBER})(?![\d,.]{0, 20}\d)")
_FOR = regex(r"\b(?:for|of|to) (?P<words>[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){0,2})")


def plan_order(plain: str, engine: ReadsParts, today: date) -> Order | None:
    """Read a wish to plan. Every word must be the lead's, a wish's, or say nothing; else None."""
    head = _HEAD.match(plain)
    if head is None:
        return _changed(plain, engine, today)
    rest = plain[head.end() :].strip(" ,")
    for lead, wishes in (*_leads(rest), ("", rest)):
        if not lead.isdigit() and engine.understand_part(lead, today).slots:
            continue  # a place or a wish is no part of a name
        slots = wishes_of(wishes, engine, today)
        if slots and _may_be_heads(lead, rest, slots):
            lead = ""  # "4 nights Goa for 2": two people as likely as lead 2, so the desk asks
        if slots is not None:
            return Order("draft", lead=lead, slots=slots)
    return None


def _changed(plain: str, engine: ReadsParts, today: date) -> Order | None:
    """Read a change of one wish or more, of the lead that is named or else of the one spoken of."""
    head = _CHANGE.match(plain)
    if head is None:
        return None
    named = lead_of(head["lead"] or head["name"] or "")
    rest = plain[head.end() :].strip(" ,")
    ways = [(named, rest)] if named else [*_leads(rest), (IT, rest)]
    for lead, wishes in ways:
        slots = wishes_of(wishes, engine, today)
        if slots:
            return Order("draft", lead="" if _may_be_heads(lead, rest, slots) else lead, slots=slots)
    return None


_HEADS = regex(r"\b(?:for|of) \d{1,2}$")
_MOST_HEADS = 12


def _may_be_heads(lead: str, rest: str, slots: Mapping[str, Any]) -> bool:
    """Say whether the number at the end may count the travellers of the trip that was told before it."""
    is_small = lead.isdigit() and int(lead) <= _MOST_HEADS and bool(_HEADS.search(rest))
    return is_small and bool({"nights", "destinations"} & slots.keys()) and "adults" not in slots


def _leads(rest: str) -> Iterator[tuple[str, str]]:
    """Give every way of reading a lead in the words, the surest first, with the words around it."""
    explicit = [m for m in _NAMED.finditer(rest) if not _UNIT.match(rest, m.end())]
    for match in sorted(explicit, key=lambda m: not _is_marked(m)):
        # A bare number is a lead's only where one is expected: at the start or after "for".
        is_expected = match.start() == 0 or match.group() != match["lead"] or _is_marked(match)
        if is_expected and (lead := lead_of(match["lead"])):
            yield lead, _around(rest, match.span())
    for match in _FOR.finditer(rest):
        words = match["words"].split()
        for count in range(len(words), 0, -1):
            if lead := lead_of(" ".join(words[:count])):
                end = match.start("words") + len(" ".join(words[:count]))
                yield lead, _around(rest, (match.start(), end))
    words = rest.split()
    for count in range(min(3, len(words)), 0, -1):
        lead = spoken_lead(" ".join(words[:count]))
        if lead and not lead.isdigit():  # "plan 2 adults": a number is a lead's only where one is expected
            yield lead, " ".join(words[count:])
    if words and spoken_lead(words[0]) in (IT, THEM, BOTH):
        yield str(spoken_lead(words[0])), " ".join(words[1:])


def _is_marked(match: re.Match[str]) -> bool:
    return "lead" in match.group() or "#" in match.group()


def _around(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}".strip(" ,")


def wishes_of(words: str, engine: ReadsParts, today: date) -> Mapping[str, Any] | None:
    """Understand what the plan shall be like; None where any word stays without a meaning."""
    if not words:
        return {}
    understood = engine.understand_part(words, today)
    spans = [slot.span for slot in understood.slots.values()]
    for word in _WORD.finditer(words):
        is_read = any(begin < word.end() and word.start() < end for begin, end in spans)
        if not is_read and word.group().strip(".'") not in _FILLER:
            return None
    return {name: slot.value for name, slot in understood.slots.items()}
