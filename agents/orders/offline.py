"""The offline engine for orders: clauses by grammar, every word accounted for, or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import Literal

from agents.orders.contract import BOTH, IT, THEM, TWO, Order, Understood
from agents.orders.grammar import Kind, phrasings
from agents.orders.listing import listed, searched
from agents.orders.planning import ReadsParts, plan_order
from agents.orders.pricing import price_order
from agents.orders.reminding import reminder
from agents.orders.reporting import report_asked
from agents.orders.said import Said, read
from agents.orders.snoozing import snoozed
from agents.orders.when import moment
from agents.regexes import regex
from agents.understanding.gazetteer import Gazetteer

LONGEST = 600  # characters; an order is shorter, and a longer text is no order
_POLITE = regex(
    r"^(?:(?:please|can you|could you|would you|will you|kindly|hey|hi|ok|okay|desk|just|go ahead and|let's|"
    r"i want you to|i'd like you to|i would like to|i need to|now|also|and|then)[ ,]+)+"
)
_THANKS = regex(r"(?:[ ,]+(?:please|thanks|thank you|now|asap|for me)|[ ?!.,;]+)+$")
_JOINT = regex(r"\s{0,9}(?:;|\.\s|,? and then |,? then |,? and also |,\s| and | n | & | also | plus )\s{0,9}")
_QUOTED = regex(r"\"[^\"]*\"")


# "Show Bali" names no person, nor does "options for Bali".
_NOT_OF_PLACES = ("show", "price", "options", "ideas", "forecast", "mail", "contact", "notes", "summary")


class OfflineOrders:
    """Reads orders by rules. `engine` reads the wishes of a plan; `gazetteer` knows the places."""

    name: Literal["offline", "llm"] = "offline"

    def __init__(self, engine: ReadsParts, gazetteer: Gazetteer) -> None:
        self._engine, self._gazetteer = engine, gazetteer

    def understand(self, text: str, now: datetime) -> Understood:
        """Read what a member of staff wrote at their local `now`. Pure; never raises for any text."""
        said = read(text[: LONGEST + 1].strip())
        plain = _POLITE.sub("", said.plain.strip())
        if not plain or len(text) > LONGEST:
            return Understood(unread=text.strip())
        offset = said.plain.find(plain)
        orders = self._sentence(_Words(said, plain, offset), now, ())
        if orders is None:
            return Understood(unread=text.strip())
        return Understood(orders)

    def _sentence(
        self, words: "_Words", now: datetime, before: tuple[Order, ...]
    ) -> tuple[Order, ...] | None:
        """Read one clause, or a clause and the sentence after it; words of one's own come last."""
        whole = self._clause(words, now, "closed", alone=not before)
        if whole is not None and not self._holds_another(words, whole[0], now):
            return _joined(before, whole)
        for left, right in words.splits():
            first = self._clause(left, now, "closed") or self._clause(left, now, "open")
            if first is None:
                continue
            rest = self._sentence(right, now, _joined(before, first))
            if rest is not None:
                return rest
        if (whole := self._clause(words, now, "open")) is not None:
            return _joined(before, whole)
        return None

    def _holds_another(self, words: "_Words", order: Order, now: datetime) -> bool:
        """Say whether the words of a reminder run on into an order for the desk: that is no part of them.

        Calls, letters and whatever else people do themselves may well be what they want to think of.
        """
        if order.do != "remind" or not order.text:
            return False
        for _, right in words.splits():
            ahead = moment(right.plain, now)
            for plain in (right.plain, ahead.rest if ahead else ""):
                other = _Words(words.said, plain, right.offset)
                found = self._clause(other, now, "closed") or self._clause(other, now, "open")
                if found and all(_is_for_the_desk(one) for one in found):
                    return True
        return False

    def _clause(
        self, words: "_Words", now: datetime, kind: Kind, *, alone: bool = False
    ) -> tuple[Order, ...] | None:
        plain = _POLITE.sub("", words.plain)
        if kind == "closed":
            plain = _THANKS.sub("", plain)
        if not plain:
            return None
        if kind == "closed" and (known := _put_off(plain, now, alone=alone)):
            return tuple(words.with_own(order) for order in known)
        if kind == "closed" and (report := report_asked(plain, now.date())):
            return (report,)
        priced = price_order(plain, alone=alone) if kind == "closed" else None
        if priced and not self._is_place(priced):
            return (priced,)
        for phrasing in phrasings():
            is_fit = phrasing.kind == kind and (alone or not phrasing.is_alone)
            # "42 is won?" asks; said alone and without a sign it tells.
            is_asked = phrasing.is_alone and phrasing.do == "move" and words.plain.endswith("?")
            orders = phrasing.read(plain) if is_fit and not is_asked else None
            if orders and not any(self._is_place(order) for order in orders):
                return tuple(words.with_own(order) for order in orders)
        if kind == "open":
            return None
        planned = plan_order(plain, self._engine, now.date())
        if planned:
            return (planned,)
        found = searched(plain) or listed(plain, now.date(), self.places)
        return (found,) if found else None

    def _is_place(self, order: Order) -> bool:
        """ "Show Bali" names no person: it is a list of the leads that want to go there."""
        place = self._gazetteer.named(order.lead) if order.do in _NOT_OF_PLACES and order.lead else None
        return bool(place and place.is_sold)

    def places(self, plain: str) -> list[tuple[int, int, str]]:
        return [(m.begin, m.end, m.place.name) for m in self._gazetteer.mentions(plain)]


class _Words:
    """A stretch of what was said, which still knows how it was written."""

    def __init__(self, said: Said, plain: str, offset: int) -> None:
        lead = len(plain) - len(plain.lstrip())
        self.said, self.plain, self.offset = said, plain.strip(), offset + lead

    def splits(self) -> Iterator[tuple["_Words", "_Words"]]:
        """Give every place where one order may end and the next begin; never within quotation marks."""
        quoted = [match.span() for match in _QUOTED.finditer(self.plain)]
        for joint in _JOINT.finditer(self.plain):
            begin, end = joint.span()
            if begin == 0 or end == len(self.plain) or any(a < begin < b for a, b in quoted):
                continue
            yield (
                _Words(self.said, self.plain[:begin], self.offset),
                _Words(self.said, self.plain[end:], self.offset + end),
            )

    def with_own(self, order: Order) -> Order:
        """Give back a person's own words as they wrote them."""
        at = self.plain.rfind(order.text) if order.text else -1
        if at < 0 or order.do not in ("note", "tell", "remind", "move", "mail"):
            return order
        begin = self.offset + at
        written = self.said.written(begin, begin + len(order.text))
        return replace(order, text=written) if written else order


def _is_for_the_desk(order: Order) -> bool:
    """Say whether an order can only be meant for the desk: "claim the refund" is a traveller's errand."""
    is_of_lead = order.do in ("claim", "give", "take", "release") and order.lead.isdigit()
    return is_of_lead or order.do in ("move", "note", "remind", "unremind")


def _put_off(plain: str, now: datetime, *, alone: bool) -> tuple[Order, ...]:
    reminding = reminder(plain, now)
    return (reminding,) if reminding else snoozed(plain, now, alone=alone) or ()


def _joined(before: tuple[Order, ...], found: tuple[Order, ...]) -> tuple[Order, ...]:
    """Let a later clause be about the lead of the one before: "claim 42 and remind me on Friday"."""
    known = next((order.lead for order in reversed(before) if order.lead not in ("", IT)), "")
    told: list[Order] = []
    for order in found:
        if order.lead in (THEM, BOTH):
            together = _named_together(before)
            if order.lead == THEM or len(together) > 1:
                told += [replace(order, lead=lead) for lead in together or [known or IT]]
                continue
            if before:
                told.append(replace(order, lead=TWO))
                continue
        takes_over = order.lead == IT or (not order.lead and order.do in ("remind", "draft"))
        told.append(replace(order, lead=known) if known and takes_over else order)
    return (*before, *told)


def _named_together(before: tuple[Order, ...]) -> list[str]:
    """Give the leads of the last order, and of those just before it that do the same."""
    together = [order.lead for order in takewhile(lambda one: one.do == before[-1].do, reversed(before))]
    return [lead for lead in dict.fromkeys(reversed(together)) if lead not in ("", IT)]
