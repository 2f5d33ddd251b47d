"""Reminders in plain words: when, about whom, and what of."""

from datetime import datetime

from agents.orders.contract import IT, Order
from agents.orders.naming import LEAD, NUMBER, lead_of, spoken_lead
from agents.orders.when import moment
from agents.regexes import regex

_HEAD = regex(
    r"\b(?:(?:set|make|add|create|put)(?: me)?(?: a| an)? reminder|reminder|remind me|"
    r"(?:ping|buzz|alert|wake|nudge|poke) me|"
    r"(?:mujhe )?yaad (?:dila(?:na|o|iye| do| dena)?|kar(?:ana|wana|ao))|recu[eé]rdame|av[ií]same)(?!\w)"
    r"(?: again)?"
)
_ABOUT = regex(
    rf"(?:about|for|on|of|regarding|re) (?P<lead>{NUMBER}|\S+(?: \S+)?)"
    r"(?: ?(?:[:,-]|to|that)+ ?(?P<text>.+))?"
)
_TO_DO = regex(r"(?:to|that|[:,-]) ?(?P<text>.+)")
_WITH_WHOM = regex(
    r"(?:to )?(?:call|ring|phone|email|mail|message|text|chase|contact|write to|talk to|check with|answer|"
    rf"follow up with|get back to|llamar a|escribir a|contestar a)(?: up)? {LEAD}"
    r"(?:(?: back)?(?: again)?| (?:about|for|on|with|before|regarding) .+)?"
)

# "kal asha ko call karna yaad dila do"
_CALL_WHOM = regex(
    rf"(?:mujhe )?{LEAD} (?:ko|se) (?P<what>call|phone|mail|email|message|text|baat|contact|follow up)"
    r"(?: ?kar(?:na|ne)?)?(?: ?(?:ka|ke liye|hai))?(?: mujhe)?"
)
_WHOSE = regex(rf"(?:mujhe )?{LEAD} (?:ki|ka|ke|ko|ke (?:bare|baare) (?:me|mein))(?: mujhe)?")


def reminder(plain: str, now: datetime) -> Order | None:
    """Read a reminder. Without a moment ahead the order lacks its `at`, and the desk asks for it."""
    head = _HEAD.search(plain)
    if head is None:
        return None
    before, after = plain[: head.start()].strip(" ,"), plain[head.end() :].strip(" ,")
    body = f"{after} {before}".strip()
    found = moment(body, now)
    to_call = _CALL_WHOM.fullmatch(found.rest) if found and before and "yaad" in head.group() else None
    if found and to_call and (lead := lead_of(to_call["lead"])):
        what = "call" if to_call["what"] == "baat" else to_call["what"]
        at = found.at.strftime("%Y-%m-%dT%H:%M")
        return Order("remind", lead=lead, at=at, text=f"{what} {to_call['lead']}")
    whose = _WHOSE.fullmatch(found.rest) if found and before and "yaad" in head.group() else None
    if found and whose and (lead := lead_of(whose["lead"])):
        return Order("remind", lead=lead, at=found.at.strftime("%Y-%m-%dT%H:%M"))
    # Words before the head belong to the moment ("in 30 min remind me"), or the clause is not one.
    if before and (found is None or set(before.split()) & set(found.rest.split())):
        return None
    at = found.at.strftime("%Y-%m-%dT%H:%M") if found else ""
    rest = (found.rest if found else body).strip(" ,.!")
    if not rest:
        return Order("remind", at=at)
    if (about := _ABOUT.fullmatch(rest)) and (lead := spoken_lead(about["lead"])):
        return Order("remind", lead=lead, at=at, text=_clean(about["text"]))
    if lead := lead_of(rest):
        return Order("remind", lead="" if lead == IT else lead, at=at)
    told = _TO_DO.fullmatch(rest)
    text = _clean(told["text"]) if told else rest if _WITH_WHOM.fullmatch(rest) else ""
    if not text:
        return None
    whom = _WITH_WHOM.fullmatch(text)
    named = lead_of(whom["lead"]) if whom else None
    return Order("remind", lead=named or "", at=at, text=text)


def _clean(text: str | None) -> str:
    return (text or "").strip(" \"'.,:")
