"""Putting a lead off until a moment: to the desk it is a reminder about that lead."""

from collections.abc import Iterator
from datetime import datetime

from agents.orders.contract import IT, Order
from agents.orders.naming import lead_of, leads_of
from agents.orders.when import moment
from agents.regexes import regex

_SNOOZE = regex(
    r"(?:snooze|hibernate|park|(?:don't|do not|never) let me forget(?: about)?|aplaza|posp[oó]n)(?= |$)"
)
_PUT_OFF = regex(r"(?:put|push|hold|keep|leave|delay|postpone|defer)(?: off)? ")
# Things that the agent does: said with an hour they are to be remembered, without one they are another order.
_TO_DO = regex(
    r"(?P<bare>(?:come|get|go|circle) back (?:to|on)|return to|revisit|look at|pick up)|"
    r"(?:follow up (?:with|on)|check (?:in )?(?:with|on|in on)|chase(?: up)?)(?= )"
)
# "Call Asha tomorrow" may be asked of the desk, which calls nobody; with an hour it is to be remembered.
_CALL = regex(r"(?:call|ring|phone)(?= )")
_HOUR = regex(
    r"\d ?(?:am|pm|baje)\b|\d[:.]\d\d|\bin (?:\d|an?\b|half\b)|(?:tomorrow|day) (?:at )?\d|"
    r"\b(?:noon|midday|morning|afternoon|evening|lunch|eod)\b"
)
_BACK = regex(r"\b(?:back|again)(?= )")
_UNTIL = regex(r"(?:off )?(?:until|till|til|untill|to|up to|by|hasta)(?= )")
_FOR = regex(r"(?:for|by|por)(?= (?:an?\b|one\b|half\b|\d))")
_LENGTH = regex(r"(?:an?|one|half an|\d{1,3}) ?(?:m|minutes?|mins?|h|hours?|hrs?|hr|d|days?|w|weeks?)\b")
_MOST_WORDS = 6  # of the leads' names


def snoozed(plain: str, now: datetime, *, alone: bool) -> tuple[Order, ...] | None:
    """Read "snooze 4 until Monday 10am" as reminders about the leads; None for anything else.

    A snooze without a moment lacks its `at`. `alone`: no other order stands beside it; only then are
    softer words ("come back to Asha on Friday") taken for one, for they may be part of a message.
    """
    if head := _SNOOZE.match(plain):
        return _about(plain[head.end() :].strip(), now, must_say_until=False, may_lack=True)
    if head := _PUT_OFF.match(plain):
        return _about(plain[head.end() :].strip(), now, must_say_until=True)
    if alone and (call := _CALL.match(plain)) and _HOUR.search(plain):
        return _to_do(_BACK.sub("", plain, count=1), call.group(), now)
    head = _TO_DO.match(plain) if alone else None
    if head is None:
        return None
    if head["bare"]:
        return _about(plain[head.end() :].strip(), now, must_say_until=False)
    return _to_do(plain, head.group(), now)


def _to_do(plain: str, what: str, now: datetime) -> tuple[Order, ...] | None:
    found = _about(plain[len(what) :].strip(), now, must_say_until=False)
    if found is None:
        return None
    return tuple(
        Order("remind", lead=one.lead, at=one.at, text=f"{what} {_called(plain, len(what), one)}")
        for one in found
    )


def _called(plain: str, begin: int, order: Order) -> str:
    """Give the lead as it was called, for the words of the reminder."""
    if order.lead == IT:
        return "them"
    at = plain.find(order.lead, begin)
    return plain[at : at + len(order.lead)] if at >= 0 else "them"


def _about(
    words: str, now: datetime, *, must_say_until: bool, may_lack: bool = False
) -> tuple[Order, ...] | None:
    for named, tail in _cut(words):
        leads = leads_of(named) if named else [IT]
        if leads is None and (one := lead_of(named)):
            leads = [one]
        at = _moment(tail, now, must_say_until=must_say_until) if leads else None
        if leads and at is not None:
            told = at.strftime("%Y-%m-%dT%H:%M")
            return tuple(Order("remind", lead=lead, at=told) for lead in leads)
    if may_lack and (lead := lead_of(words)):
        return (Order("remind", lead=lead),)
    return None


def _cut(words: str) -> Iterator[tuple[str, str]]:
    """Give every way to end the leads and begin the moment, the shortest names first."""
    parts = words.split()
    for count in range(min(_MOST_WORDS, len(parts) - 1) + 1):
        yield " ".join(parts[:count]).strip(" ,"), " ".join(parts[count:])


def _moment(tail: str, now: datetime, *, must_say_until: bool) -> datetime | None:
    until, length = _UNTIL.match(tail), _FOR.match(tail)
    if must_say_until and not (tail.startswith("off ") or until):
        return None
    if length or _LENGTH.fullmatch(tail):
        tail = f"in {tail[length.end() if length else 0 :].strip()}"
    elif until:
        tail = tail[until.end() :].strip()
    found = moment(tail.removeprefix("off ").strip(), now)
    return found.at if found and not found.rest.strip(" ,.!") else None
