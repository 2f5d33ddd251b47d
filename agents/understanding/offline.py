"""The offline engine: rules and a gazetteer, no account and no network."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Literal

from agents.understanding.age_lists import age_lists
from agents.understanding.arranged import arranged
from agents.understanding.asked import asked_by, bare_answer, bare_month
from agents.understanding.assent import accepts
from agents.understanding.comforts import beds, budget_limit, without_hours
from agents.understanding.contacts import contacts
from agents.understanding.contract import Intent, IntentName, Said, Slot, SlotName, Understanding
from agents.understanding.corrected import corrected
from agents.understanding.diets import refused_foods, with_diets
from agents.understanding.diets_of_some import as_of_all, of_some
from agents.understanding.durations import durations
from agents.understanding.end_stops import beside, with_left_out
from agents.understanding.ended_diets import ended_diets
from agents.understanding.gazetteer import Gazetteer, Mention
from agents.understanding.in_part import noted_in_part
from agents.understanding.intents import intents_of
from agents.understanding.language import language_of, load_statistics
from agents.understanding.leave import asks_to_begin
from agents.understanding.money import budget
from agents.understanding.part_of_us import tells_of_a_part
from agents.understanding.party import party
from agents.understanding.party_change import party_change
from agents.understanding.past import happened
from agents.understanding.places import places
from agents.understanding.reading import Reading, read
from agents.understanding.scope import ALIEN, SURE, Scope
from agents.understanding.spoken_of import not_of_this_trip
from agents.understanding.stays import stays
from agents.understanding.stops import stops
from agents.understanding.supposed_heads import a_room_each, by_seats, lone_traveller
from agents.understanding.takings_back import takings_back
from agents.understanding.trip_dates import trip_dates
from agents.understanding.weather import asked_of_weather
from agents.understanding.wishes import must_see, tells_what_is_liked, wishes

_LONGEST = 4_000  # characters read of one message; nobody describes a trip in more
_NAMES_WEIGH = 40  # characters of a message so short that the names in it would tell its language
_LOOK_BACK = 4  # messages of the desk among which an offer is sought
# What an accepted message of the desk may settle for the customer.
_OFFERED: frozenset[SlotName] = frozenset(
    {
        "origin",
        "destinations",
        "start_date",
        "end_date",
        "date_window",
        "nights",
        "days",
        "travellers",
        "adults",
        "children",
        "rooms",
        "trip_type",
        "stay",
        "transport",
        "stop_nights",
        "pace",
    }
)

_PARTY: frozenset[SlotName] = frozenset({"adults", "children", "infants", "travellers"})


class OfflineEngine:
    """Understands by rules. Safe to share between threads once built."""

    name: Literal["offline", "llm"] = "offline"

    def __init__(self, places: Gazetteer | None = None, scope: Scope | None = None) -> None:
        self._places = places or Gazetteer.of_world()
        self._scope = scope
        # The desk's last words are looked at with every answer to them, and often are the same for many.
        self._held_out = lru_cache(512)(self._holds)

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
        reading = corrected(read(text[:_LONGEST]), self._places, today)
        open_questions = _open_questions(history, asked)
        slots, rest = party_change(reading, history)
        earlier = [said.text[:_LONGEST] for said in history if said.role == "customer"]
        slots = self._extract(rest, today, open_questions, earlier, is_opening=not history) | slots
        month = None
        if "start_date" in open_questions:
            month = bare_month(reading, today)
        if month is not None:
            slots["date_window"] = month
        for wanted in open_questions:
            if month is None and (answer := bare_answer(reading, wanted, slots, today)):
                slots[wanted] = answer
                break
        language = language_of(self._without_names(text[:_LONGEST]), history)
        said = without_hours(reading) if month is None else reading.without((0, len(reading.plain)))
        intents = intents_of(said, slots, history, next(iter(open_questions), None))
        if self._scope and language == "en" and may_be_alien:
            intents = _within_scope(intents, slots, text, self._scope)
            if any(i.name == "out_of_scope" and i.confidence >= 0.8 for i in intents):
                slots = {name: slot for name, slot in slots.items() if name not in _MERELY_MENTIONED}
        if history and not set(open_questions) & set(slots) and _only_asks(intents, reading):
            loved = slots["interests"] if "interests" in slots and tells_what_is_liked(reading) else None
            dates = _DATES if asks_to_begin(text[:_LONGEST]) else frozenset()
            slots = {n: slot for n, slot in slots.items() if n not in _MERELY_MENTIONED or n in dates}
            slots |= {"interests": loved} if loved else {}
        if history and accepts(reading):
            self._take_up(history, today, slots)
            if "stay" not in slots and not _OTHER_THINGS.search(reading.plain):
                self._take_up_stay(history, today, slots)
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

    def _extract(
        self,
        reading: Reading,
        today: date,
        questions: Sequence[SlotName],
        earlier: Sequence[str] = (),
        *,
        is_opening: bool,
    ) -> dict[SlotName, Slot]:
        first = questions[0] if questions else None
        found, rest = contacts(reading, first)
        gone, rest = takings_back(rest)
        ended, rest = ended_diets(rest)
        uneaten, rest = refused_foods(rest)
        is_settled = not is_opening and "destinations" not in questions
        heard, rest = arranged(rest, self._places, today, earlier, is_settled=is_settled)
        found |= heard
        rest = rest.without(*not_of_this_trip(rest.plain))
        found, rest = noted_in_part(found, rest, is_settled=is_settled)
        if wanted := beds(rest):
            found["beds"] = wanted
        heard, rest = stays(rest)
        found |= heard
        before = rest
        heard, rest = budget(rest, is_asked="budget" in questions)
        found |= heard | budget_limit(before, heard.get("budget"))
        heard, rest = stops(rest, self._places, is_settled=is_settled)
        found |= {name: beside(found.get(name), slot) for name, slot in heard.items()}
        behind, rest = happened(rest, today)
        if behind:
            found["happened_on"] = behind
        heard, rest = durations(rest)
        found = heard | found
        nights = found["nights"].value if "nights" in found else None
        asked_date = next((q for q in questions if q in {"start_date", "end_date"}), None)
        names = [*self._long_names(rest), *asked_of_weather(rest)]
        before = rest
        ages = [span for span, _ in age_lists(rest.plain)]  # "2 kids 7/11" names no day
        heard, rest = trip_dates(rest.without(*names, *ages), today, nights, asked_date, is_opening)
        found |= heard
        heard, rest = party(rest.with_back(before, *ages))
        found |= heard
        found |= _supposed(reading, found)
        rest = rest.with_back(before, *names)
        heard, rest = must_see(rest)
        found |= heard
        asked_places = [q for q in questions if q in {"origin", "destinations"}]
        heard, rest, _ = places(
            rest,
            self._places,
            asked_places[0] if asked_places else None,
            asked_places[1] if len(asked_places) > 1 else None,
        )
        found = heard | found | with_left_out(found.get("stop_nights"), heard.get("stop_nights"))
        told = _eaten(wishes(rest), of_some(uneaten, reading), reading)
        if "diet" in told and (heads := _heads(found, reading)):
            told["diet"] = replace(told["diet"], value=as_of_all(told["diet"].value, heads))
        return gone | ended | found | told

    def _long_names(self, reading: Reading) -> list[tuple[int, int]]:
        """Names such as "Rio de Janeiro", in which a word alone would mean a month or a weekday."""
        mentions = self._places.mentions(reading.plain)
        return [(m.begin, m.end) for m in mentions if " " in reading.plain[m.begin : m.end]]

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

    def _take_up(self, history: Sequence[Said], today: date, slots: dict[SlotName, Slot]) -> None:
        """Add what the desk's latest offer holds and the customer left unsaid."""
        looked = 0
        for index in range(len(history) - 1, -1, -1):
            said = history[index]
            if said.role != "desk":
                continue
            looked += 1
            taken = self._offered(said, history[:index], today)
            for name, slot in taken.items():
                if name not in slots:
                    sureness = round(slot.confidence * 0.8, 3)
                    slots[name] = replace(slot, message=said.id or str(index), confidence=sureness)
            if taken or looked >= _LOOK_BACK:
                return

    def _take_up_stay(self, history: Sequence[Said], today: date, slots: dict[SlotName, Slot]) -> None:
        """The hotel talked about before the last few questions, if no other was asked for since."""
        for index in range(len(history) - 1, max(-1, len(history) - 2 * _LOOK_BACK), -1):
            said = history[index]
            if said.role == "customer":
                if _ANOTHER.search(read(said.text[:_LONGEST]).plain):
                    return
                continue
            stay = self._offered(said, history[:index], today).get("stay")
            if stay:
                slots["stay"] = replace(stay, message=said.id or str(index), confidence=0.55)
                return

    def _holds(self, text: str, today: date) -> tuple[Reading, Mapping[SlotName, Slot]]:
        reading = read(text)
        return reading, self._extract(reading, today, (), is_opening=False)

    def _offered(self, said: Said, before: Sequence[Said], today: date) -> dict[SlotName, Slot]:
        reading, offered = self._held_out(said.text[:_LONGEST], today)
        taken = {name: slot for name, slot in offered.items() if name in _OFFERED}
        if "either" in offered:
            taken.pop("destinations", None)
        if not _PROPOSES_PLACE.search(reading.plain) and self._has_named_place(before):
            taken.pop("destinations", None)  # a station or a street in an offer is not where the trip goes
            taken.pop("origin", None)
        if "stay" in taken:
            name = taken["stay"].value.get("name")
            if name:
                taken["stay"] = replace(taken["stay"], value={"name": name})
            else:
                taken.pop("stay")
        return taken

    def _has_named_place(self, before: Sequence[Said]) -> bool:
        return any(
            self._places.mentions(read(said.text[:_LONGEST]).plain)
            for said in before
            if said.role == "customer"
        )


def _eaten(wished: dict[SlotName, Slot], uneaten: Slot | None, reading: Reading) -> dict[SlotName, Slot]:
    """The wishes with what is not eaten beside the diet that is named: "Jain, and no nuts"."""
    named = of_some(wished.get("diet"), reading)
    if named is not None:
        wished = wished | {"diet": named}
    if uneaten is None:
        return wished
    if named is None or named.retracted:
        return wished | {"diet": uneaten}
    span = (min(named.span[0], uneaten.span[0]), max(named.span[1], uneaten.span[1]))
    return wished | {"diet": replace(named, value=with_diets(named.value, uneaten.value), span=span)}


def _heads(found: Mapping[SlotName, Slot], reading: Reading) -> int | None:
    """All those who travel, as far as a message counts them."""
    if "adults" in found:
        return sum(int(found[n].value) for n in ("adults", "children", "infants") if n in found)
    heads = found.get("travellers")
    return None if heads is None or tells_of_a_part(reading.text, heads.span) else int(heads.value)


def _supposed(reading: Reading, found: dict[SlotName, Slot]) -> dict[SlotName, Slot]:
    """Heads and rooms that nobody counted, and that follow from what was said all the same."""
    if _PARTY & set(found):
        counted = [found[n].value for n in ("adults", "children") if n in found]
        heads = found["travellers"].value if "travellers" in found else sum(counted)
        is_open = "rooms" not in found or found["rooms"].confidence <= 0.6  # "a room each" is no single room
        each = a_room_each(reading, heads) if is_open else None
        return {"rooms": each} if each else {}
    rooms, car = found.get("rooms"), found.get("transport")
    lone = lone_traveller(reading) if rooms and rooms.value == 1 else None
    heads_of = lone or (by_seats(car.value.get("seats"), car.span) if car else None)
    return {"travellers": heads_of} if heads_of else {}


_PROPOSES_PLACE = re.compile(
    r"(?<!\w)(?:instead|rather|how about|what about|why not|would you (?:like|consider)|"
    r"alternativ\w+)(?!\w)"
)

_OTHER_THINGS = re.compile(
    r"(?<!\w)(?:flights?|trains?|bus(?:es)?|cars?|rental|tickets?|attractions?|museum|park|tour)(?!\w)"
)
_ANOTHER = re.compile(
    r"(?<!\w)(?:others?|another|else|more options|different|instead|alternativ\w+|additional|house|flights?|"
    r"trains?|bus|car)(?!\w)"
)


def without_asked_about(heard: Understanding, text: str) -> Understanding:
    """Leave out what stands in a question about the weather: "we are 4 adults, is it hot in Kerala?"."""
    reading = read(text[:_LONGEST])
    asked = [reading.span(*span) for span in asked_of_weather(reading)]
    slots = {
        name: slot
        for name, slot in heard.slots.items()
        if name not in _MERELY_MENTIONED
        or slot.message
        or not any(begin <= slot.span[0] and slot.span[1] <= end for begin, end in asked)
    }
    return replace(heard, slots=slots)


def _only_asks(intents: tuple[Intent, ...], reading: Reading) -> bool:
    names = {intent.name for intent in intents}
    if re.match(r"\W*(?:is|are|does|would|will|was) ", reading.plain):
        names.discard("ask_price")  # "is Phuket cheaper?" compares, "how much for July?" asks for a trip
    return "question" in names and names <= _ONLY_ASKING


# "Is Phuket cheaper in July?", asked in the middle of a dialogue, changes neither place nor date.
_ONLY_ASKING: frozenset[IntentName] = frozenset({"question", "greeting", "thanks", "out_of_scope"})
_MERELY_MENTIONED: frozenset[SlotName] = frozenset(
    {
        "origin",
        "destinations",
        "either",
        "start_date",
        "end_date",
        "date_window",
        "stay",
        "transport",
        "interests",
        "nights",
        "days",
    }
)

_DATES: frozenset[SlotName] = frozenset({"start_date", "end_date", "date_window"})

# What is said to any desk, of travel or not: these are never out of scope.
_ALWAYS_OURS: frozenset[IntentName] = frozenset(
    {
        "human",
        "opt_out",
        "opt_in",
        "complaint",
        "not_a_customer",
        "greeting",
        "thanks",
        "affirm",
        "deny",
        "skip",
        "ask_status",
        "approve",
        "reject",
    }
)


def _within_scope(
    intents: tuple[Intent, ...], slots: dict[SlotName, Slot], text: str, scope: Scope
) -> tuple[Intent, ...]:
    """Settle by meaning whether a first message without a plain trip in it is the desk's business."""
    heard = {intent.name: intent.confidence for intent in intents}
    if _ALWAYS_OURS & set(heard) or len(slots) > 2 or len(text.split()) < 3:
        return intents
    score = scope.score(text)
    if score < ALIEN:
        heard.pop("enquiry", None)
        heard["out_of_scope"] = 0.8
    elif score >= SURE:
        heard.pop("out_of_scope", None)
        if not heard:
            heard["enquiry" if slots else "question"] = 0.55
    return tuple(Intent(n, c) for n, c in sorted(heard.items(), key=lambda item: -item[1]))


def _open_questions(history: Sequence[Said], asked: SlotName | None) -> list[SlotName]:
    """What the desk is waiting to hear, the stated question first."""
    last = history[-1] if history and history[-1].role == "desk" else None
    heard = asked_by(last.text[:_LONGEST]) if last else []
    return ([asked] if asked else []) + [name for name in heard if name != asked]
