"""The offline engine: rules and a gazetteer, no account and no network."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from agents.regexes import regex
from agents.understanding.asked import asked_by, bare_answer, bare_month
from agents.understanding.assent import accepts
from agents.understanding.comforts import without_hours
from agents.understanding.contract import Said, SlotName, Understanding
from agents.understanding.corrected import corrected
from agents.understanding.extracting import extract
from agents.understanding.gazetteer import Gazetteer, Mention
from agents.understanding.intents import intents_of
from agents.understanding.language import language_of, load_statistics
from agents.understanding.leave import asks_to_begin
from agents.understanding.merely_asked import (
    DATES,
    MERELY_MENTIONED,
    merely_mentioned,
    only_asks,
    without_priced,
)
from agents.understanding.needs_time import of_needing_time
from agents.understanding.party_change import party_change
from agents.understanding.reading import LONGEST, read
from agents.understanding.scope import Scope, within_scope
from agents.understanding.taken_up import Offers
from agents.understanding.who_we_are import of_who_we_are
from agents.understanding.wishes import tells_what_is_liked

_NAMES_WEIGH = 40  # characters of a message so short that the names in it would tell its language


_OTHER_THINGS = regex(
    r"(?<!\w)(?:flights?|trains?|bus(?:es)?|cars?|rental|tickets?|attractions?|museum|park|tour)(?!\w)"
)


class OfflineEngine:
    """Understands by rules. Safe to share between threads once built."""

    name: Literal["offline", "llm"] = "offline"

    def __init__(self, places: Gazetteer | None = None, scope: Scope | None = None) -> None:
        self._places = places or Gazetteer.of_world()
        self._scope = scope
        self._offers = Offers(self._places)

    def warm(self) -> None:
        """Load what loads on first use (language statistics, feasts, scope), some seconds at most."""
        load_statistics()
        for text in ("Namaste dost", "what is this about", "after Diwali"):
            self.understand(text, (), date(2026, 1, 1))

    def understand(
        self, text: str, history: Sequence[Said], today: date, asked: SlotName | None = None
    ) -> Understanding:
        """Understand one message: what it says itself, and the desk's offer that it takes up."""
        return self._understand(text, history, today, asked, may_be_alien=not history and not asked)

    def understand_part(self, text: str, today: date) -> Understanding:
        """Understand words of a dialogue by themselves: torn from it, "back to Bali" is still the desk's
        business, though no first message would be."""
        return self._understand(text, (), today, None, may_be_alien=False)

    def _understand(
        self,
        text: str,
        history: Sequence[Said],
        today: date,
        asked: SlotName | None,
        *,
        may_be_alien: bool,
    ) -> Understanding:
        reading = corrected(read(_worth_reading(text)), self._places, today)
        reading = reading.without(*of_needing_time(reading.plain), *of_who_we_are(reading.plain))
        open_questions = _open_questions(history, asked)
        slots, rest = party_change(reading, history)
        earlier = [said.text[:LONGEST] for said in history if said.role == "customer"]
        slots = extract(rest, self._places, today, open_questions, earlier, is_opening=not history) | slots
        month = None
        if "start_date" in open_questions:
            month = bare_month(reading, today)
        if month is not None:
            slots["date_window"] = month
        for wanted in open_questions:
            if month is None and (answer := bare_answer(reading, wanted, slots, today)):
                slots[wanted] = answer
                break
        language = language_of(self._without_names(text[:LONGEST]), history)
        said = without_hours(reading) if month is None else reading.without((0, len(reading.plain)))
        intents = intents_of(said, slots, history, next(iter(open_questions), None))
        if self._scope and language == "en" and may_be_alien:
            intents = within_scope(intents, slots, text, self._scope)
            if any(i.name == "out_of_scope" and i.confidence >= 0.8 for i in intents):
                slots = {name: slot for name, slot in slots.items() if name not in MERELY_MENTIONED}
        if history and not set(open_questions) & set(slots) and only_asks(intents, reading):
            loved = slots["interests"] if "interests" in slots and tells_what_is_liked(reading) else None
            dates = DATES if asks_to_begin(text[:LONGEST]) else frozenset()
            mentioned = merely_mentioned(reading)
            slots = {n: slot for n, slot in slots.items() if n not in mentioned or n in dates}
            slots |= {"interests": loved} if loved else {}
        if history:
            slots = without_priced(slots, reading)
        if history and accepts(reading):
            self._offers.take_up(history, today, slots)
            if "stay" not in slots and not _OTHER_THINGS.search(reading.plain):
                self._offers.take_up_stay(history, today, slots)
        return Understanding(language, intents, slots, self.name)

    def are_akin(self, one: str, other: str) -> bool:
        """Whether two places are of one trip by nature: "Ubud" and "Bali"."""
        return self._places.are_akin(one, other)

    def named_in(self, plain: str) -> list[Mention]:
        """Every known name in a plain text, in order."""
        return self._places.mentions(plain)

    def known_as(self, place: str) -> str | None:
        """The name by which a place is known, however it is spelled: "Alleppey backwaters" for "alleppey"."""
        known = self._places.named(place)
        return known.name if known else None

    def _without_names(self, text: str) -> str:
        """A short message without the names of places that are written alike in most languages."""
        if len(text) > _NAMES_WEIGH:
            return text
        reading = read(text)
        for mention in self._places.mentions(reading.plain):
            begin, end = reading.span(mention.begin, mention.end)
            known = mention.place.name.casefold()
            if known.startswith(text[begin:end].casefold()):
                text = text[:begin] + " " * (end - begin) + text[end:]
        return text


def _open_questions(history: Sequence[Said], asked: SlotName | None) -> list[SlotName]:
    """What the desk is waiting to hear, the stated question first."""
    last = history[-1] if history and history[-1].role == "desk" else None
    heard = asked_by(last.text[:LONGEST]) if last else []
    return ([asked] if asked else []) + [name for name in heard if name != asked]


_SIGNS = 80  # characters read of a message without a letter or a figure: "? ? ?"


def _worth_reading(text: str) -> str:
    """A message as far as it is read: of mere signs a few tell as much as thousands."""
    first = text[:LONGEST]
    return first if any(char.isalnum() for char in first) else first[:_SIGNS]
