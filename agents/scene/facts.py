"""What the desk knows at one turn: the scene and the understanding, made ready to decide on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agents.ports import MindSettings
from agents.scene.captured import SUPPOSED, Aside, Slots, TurnedTo
from agents.scene.last_said import awaits_word, has_closed, says_again
from agents.scene.listed_places import places_shown
from agents.scene.notes import Notes
from agents.scene.picking import Wanted, asks_for_cheaper, day_in, names_unlisted, picked_in, wanted_in
from agents.scene.places import Where
from agents.scene.what_differs import Part, asked_what_differs, part_that_differs, spares_a_part
from agents.scene.where_to import asks_for_others, asks_where_to
from agents.scene.wishes import nights_of, party_of, start_of, value_of
from agents.understanding.as_it_stands import keeps_as_it_is, keeps_as_it_was, keeps_for_now
from agents.understanding.assent import FIRM, wants_no_change
from agents.understanding.beside_yes import wishes_more
from agents.understanding.by_mail import wants_it_by_mail
from agents.understanding.contract import IntentName, Understanding
from agents.understanding.leave import asks_how_to_book
from agents.understanding.left_alone import is_left_alone
from agents.understanding.merely_told import wish_if_not
from agents.understanding.needs_time import needs_time
from agents.understanding.news import tells_news
from agents.understanding.of_the_quote import AskedOfQuote
from agents.understanding.reading import read
from agents.understanding.small_talk import SmallTalk, small_talk
from agents.understanding.what_changed import AskedWhatChanged
from agents.understanding.who_we_are import asks_who_we_are
from crm.conversations.values import Heard, LeadFacts, Scene, TripFacts
from crm.leads.rules import CLOSED_STATUSES, merge_slots
from crm.trips.effects import OfferedPlan

REQUIRED = ("destinations", "start_date", "adults", "nights")
USEFUL = ("child_ages", "stay")
# What moves a plan that has been made; an e-mail address does not.
PLANNED_BY = frozenset(
    {
        "destinations", "start_date", "end_date", "date_window", "nights", "days", "travellers", "adults",
        "children", "child_ages", "infants", "rooms", "budget", "budget_limit", "stay", "interests", "pace",
        "mobility", "must_see", "avoid", "fewer", "stop_nights", "diet", "arrives_at", "departs_at",
        "gateway_in", "gateway_out", "seen", "booked",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """Everything that `decide` looks at; no clock, no store, no text but what was understood of it."""

    intents: Mapping[IntentName, float]
    slots: Slots  # known after this turn
    changed: frozenset[str]  # names whose value this turn moved, with those still pending
    where: Where
    notes: Notes
    today: date
    trip: TripFacts | None = None
    kinds: frozenset[str] = frozenset()  # kinds of the inbound messages
    text: str = ""
    said_before: str = ""  # by the customer, in the messages before
    language: str = "en"
    detail: Mapping[str, Any] = field(default_factory=dict)  # of a press or of the trip page
    received: tuple[Mapping[str, Any], ...] = ()  # what came besides words
    is_held: bool = False
    is_opted_out: bool = False
    is_first: bool = False
    needs_human: str | None = None
    group_size: int = 9
    wants: Wanted | None = None  # to choose from
    wants_cheaper: bool = False
    wants_other_dates: bool = False  # and has not said which
    asks_where_to: bool = False  # and has named no place
    day: int | None = None  # of the trip, as the message names it
    picked: int | None = None  # of what the desk laid out last
    options: tuple[OfferedPlan, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)  # fields of the request that staff set by hand
    flagged: str | None = None  # a word of the agency's own that calls a human
    before: str | None = None  # where an earlier trip went, on the turn that opens another enquiry
    aside: Aside | None = None  # what this turn says of another enquiry
    turned: TurnedTo | None = None  # which of several enquiries it puts first
    day_over: date | None = None  # a start that was named now and lies in the past: no slot holds it
    awaits_word: bool = False  # the desk asked last whether its plan suits
    has_closed: bool = False  # the desk's last words were "with pleasure", or how the booking goes on
    awaits_difference: bool = False  # the desk asked last what should be different
    spares_a_part: bool = False  # "the hotels are fine", said to that question
    wants_no_change: bool = False  # "no, it is perfect", said to that question
    keeps_as_it_is: bool = False  # "leave it as it is"
    keeps_for_now: bool = False  # "leave it as it is for now"
    keeps_as_it_was: bool = False  # "leave it as it was"
    is_left_alone: bool = False  # "don't add a night"
    what_changed: AskedWhatChanged | None = None  # it asks how the newest version differs
    of_quote: AskedOfQuote | None = None  # what it asks of the quote in hand
    asks_how_to_book: bool = False  # how the plan in hand is made firm
    needs_time: bool = False  # the decision is put off
    asks_who_we_are: bool = False  # a person, or a program
    wants_mail: bool = False  # the proposal is to come by e-mail
    wishes_more: bool = False  # a yes to the plan goes with a wish: it is no yes to the plan as it stands
    takes_back_nothing: bool = False  # what it says does not hold was never noted: "we are not vegetarian"
    says_again: bool = False  # it tells of the trip, and nothing that was not known
    small_talk: SmallTalk | None = None  # all of it keeps the talk friendly, and asks for nothing
    wish_if_not: str = ""  # what is wished for if the answer does not please
    tells_news: bool = False  # all of it tells of others, or of another time, and asks for nothing
    is_beyond_plan: bool = False  # a wish for the plan that no slot holds: another hotel, another order
    is_of_closed: bool = False  # it names only the place of an enquiry that was closed

    def has(self, *names: IntentName, at_least: float = 0.5) -> bool:
        return any(self.intents.get(name, 0.0) >= at_least for name in names)

    @property
    def wishes_of_rooms(self) -> bool:
        """Whether this turn wishes something of the rooms that a plan does not weigh."""
        return "beds" in self.changed and bool(value_of(self.slots, "beds"))

    @property
    def tells_of_elsewhere(self) -> bool:
        """Whether this turn tells of a place that is no part of the trip."""
        return "elsewhere" in self.changed and bool(value_of(self.slots, "elsewhere"))

    @property
    def missing(self) -> tuple[str, ...]:
        """What a plan cannot do without, in the order in which the desk asks for it."""
        nights = nights_of(self.slots)
        known = {
            "destinations": self.where.destination is not None,
            "start_date": start_of(self.slots, self.today, nights)[0] is not None,
            "nights": nights is not None,
            "adults": is_plainly_said(self.slots, "adults")
            or is_plainly_said(self.slots, "travellers")
            or _are_newlyweds(self.slots),
        }
        return tuple(name for name in REQUIRED if not known[name])

    @property
    def useful(self) -> tuple[str, ...]:
        """What makes a plan better and is not known yet."""
        _, assumed = party_of(self.slots)
        lacks = {
            "child_ages": any(a.kind == "ages" for a in assumed),
            "stay": value_of(self.slots, "stay") is None,
        }
        return tuple(name for name in USEFUL if lacks[name])

    @property
    def heads(self) -> int:
        told = value_of(self.slots, "travellers")
        party, assumed = party_of(self.slots)
        guessed = any(a.kind == "adults" for a in assumed)
        return max(told if isinstance(told, int) else 0, 0 if guessed else party.heads)


def is_plainly_said(slots: Slots, name: str) -> bool:
    """Whether a count stands on more than a supposition, which is to be asked for all the same."""
    slot = slots.get(name, {})
    return bool(slot.get("value")) and slot.get("confidence", 1.0) >= SUPPOSED


def _are_newlyweds(slots: Slots) -> bool:
    """Whether a honeymoon is told and nobody is counted: two are taken for granted, and told so."""
    counted = any(value_of(slots, name) for name in ("adults", "travellers"))
    return str(value_of(slots, "occasion") or "").lower() == "honeymoon" and not counted


def lead_of(scene: Scene) -> LeadFacts | None:
    """The lead that this turn belongs to: none when the last one is closed, for a new enquiry opens anew."""
    return None if scene.lead is None or scene.lead.status in CLOSED_STATUSES else scene.lead


def known_slots(scene: Scene) -> Slots:
    lead = lead_of(scene)
    return lead.slots if lead else {}


def gather(
    scene: Scene,
    understanding: Understanding,
    captured: tuple[Slots, tuple[str, ...]],
    where: Where,
    settings: MindSettings,
    aside: Aside | None = None,
) -> Facts:
    """Put a turn's facts together. `captured` is what this turn adds to the lead and takes from it, `aside`
    what it says of another one."""
    lead = lead_of(scene)
    earlier = scene.lead.slots if scene.lead and lead is None else {}
    # What was asked about a trip that is closed does not count for the next one.
    notes = Notes(party=_party_before(earlier)) if earlier else Notes.read(scene.dialogue)
    known = known_slots(scene)
    notes = _taken_up(notes, known)
    slots, removed = captured
    merged = merge_slots(known, slots, removed)
    moved = {n for n in slots if merged[n].get("value") != known.get(n, {}).get("value")}
    # "One more day in Ubud", said twice, means one more each time; and "fewer temples" still fewer.
    moved |= {n for n in ("stop_nights", "fewer") if n in slots and n in understanding.slots}
    moved |= {n for n in removed if n in known}
    if moved & PLANNED_BY:
        moved |= set(notes.pending)
    text = "\n".join(h.text for h in scene.heard if h.text)
    # What the words have moved in the plan is no part of it that is still to be told.
    differs = None if moved & PLANNED_BY else part_that_differs(text, scene)
    return Facts(
        intents={i.name: i.confidence for i in understanding.intents},
        slots=merged,
        changed=frozenset(moved),
        where=where,
        notes=notes,
        today=scene.today,
        trip=scene.trip if lead or _still_about_it(scene, moved) else None,
        kinds=frozenset(h.kind for h in scene.heard),
        text=text,
        said_before="\n".join(past.text for past in scene.history if past.role == "customer"),
        language=understanding.language,
        detail=_detail(scene.heard),
        received=tuple(thing for heard in scene.heard for thing in heard.detail.get("received", ())),
        is_held=scene.held_by is not None,
        is_opted_out=scene.opted_out,
        awaits_word=(awaits := awaits_word(scene)),
        has_closed=has_closed(scene),
        awaits_difference=scene.trip is not None and asked_what_differs(scene),
        spares_a_part=not moved & PLANNED_BY and spares_a_part(text, scene),
        wants_no_change=awaits and wants_no_change(text),
        keeps_as_it_is=keeps_as_it_is(text),
        keeps_for_now=keeps_for_now(text),
        keeps_as_it_was=keeps_as_it_was(text),
        is_left_alone=is_left_alone(text),
        asks_how_to_book=asks_how_to_book(text),
        needs_time=needs_time(text) and not FIRM.search(read(text).plain),
        asks_who_we_are=asks_who_we_are(text),
        wants_mail=wants_it_by_mail(text),
        wishes_more=wishes_more(text),
        is_first=not any(p.role != "customer" for p in scene.history),
        needs_human=lead.needs_human if lead else None,
        group_size=settings.group_size,
        wants=_wants(text, scene, differs, notes.listed),
        wants_cheaper=asks_for_cheaper(text) or differs == "price",
        wants_other_dates=differs == "dates",
        asks_where_to=_asks_where_to(text, scene, where, notes, understanding),
        day=day_in(text),
        picked=_picked(text, notes, understanding),
        options=scene.options,
        flagged=_flagged(scene.heard, settings.hand_over_words),
        before=_place_before(earlier),
        takes_back_nothing=any(slot.retracted for slot in understanding.slots.values()) and not moved,
        says_again=not moved and says_again(text, understanding, scene),
        small_talk=None if moved else small_talk(text),
        wish_if_not="" if moved or scene.trip is None else wish_if_not(text),
        tells_news=not moved and tells_news(text),
        aside=aside,
    )


def places_of(slots: Slots) -> tuple[str, ...]:
    """The places that a lead names."""
    named = value_of(slots, "destinations")
    return tuple(str(place) for place in named) if isinstance(named, list) else ()


def closed_places(notes: Notes, here: tuple[str, ...]) -> tuple[str, ...]:
    """The places of enquiries that were closed while the one worked on now, with places `here`, waited."""
    left = notes.beside if set(here) & set(notes.aside) else ()
    return tuple(place for place in (*notes.closed, *left) if place not in here)


def _taken_up(notes: Notes, known: Slots) -> Notes:
    """When an enquiry that waited is the one worked on, what was asked about the other does not count."""
    here = set(places_of(known))
    if not here & set(notes.aside):
        return notes
    waiting = tuple(place for place in notes.aside if place not in here)
    return Notes(aside=waiting, beside=tuple(here), closed=closed_places(notes, tuple(here)))


_PARTY = ("adults", "children", "child_ages", "infants")


def _party_before(earlier: Slots) -> Mapping[str, Any] | None:
    """Who travelled last time, where that was told apart."""
    told = {name: value_of(earlier, name) for name in _PARTY if value_of(earlier, name)}
    return told if told.get("adults") else None


def _place_before(earlier: Slots) -> str | None:
    where = value_of(earlier, "destinations")
    return str(where[0]) if isinstance(where, list) and where else None


def _picked(text: str, notes: Notes, understanding: Understanding) -> int | None:
    """What is taken from the list: by number or name, or by a plain yes where there is only one thing."""
    items = (notes.listed or {}).get("items")
    if (notes.listed or {}).get("kind") == "places":
        return None  # a place that is taken is a destination (`agents.hearing.choices`)
    if isinstance(items, list) and len(items) == 1 and understanding.has("affirm"):
        return 0
    return picked_in(text, notes.listed)


def _wants(text: str, scene: Scene, differs: Part | None, listed: Mapping[str, Any] | None) -> Wanted | None:
    """What the message asks to choose from; who wants it cheaper than the cheapest hotels wants options."""
    trip = scene.trip
    if differs is not None and differs != "dates":
        return "ideas" if differs == "places" else "options"
    if trip is not None and names_unlisted(text, listed):
        return "options"  # which they are is to be seen first
    is_cheapest = trip is not None and trip.request.get("hotel_class") == "value"
    return wanted_in(text) or ("options" if is_cheapest and asks_for_cheaper(text) else None)


def _asks_where_to(text: str, scene: Scene, where: Where, notes: Notes, understanding: Understanding) -> bool:
    """Whether somebody who has named no place asks for one, or leaves it to the desk when asked."""
    if scene.trip is not None or where.destination or where.choices:
        return False
    if where.unsold and "destinations" in understanding.slots:
        return False  # it names one; what was named before and is not sold leaves the question open
    asks = (notes.asked == "destinations" and understanding.has("skip")) or asks_where_to(text)
    is_cheaper = bool(places_shown(notes.listed)) and asks_for_cheaper(text)
    return asks or is_cheaper or asks_for_others(text, notes.listed) or wanted_in(text) == "ideas"


def _flagged(heard: tuple[Heard, ...], words: tuple[str, ...]) -> str | None:
    """Find the first of the agency's words in what was written, whatever its case and accents."""
    if not words:
        return None
    plain = read("\n".join(h.text for h in heard)).plain
    return next((w for w in words if re.search(rf"(?<!\w){re.escape(read(w).plain)}(?!\w)", plain)), None)


def _still_about_it(scene: Scene, moved: set[str]) -> bool:
    """A word after the sale ("thanks!", "where is my voucher?") is still about the trip that was sold."""
    return scene.lead is not None and scene.lead.status == "won" and not moved & PLANNED_BY


def _detail(heard: tuple[Heard, ...]) -> Mapping[str, Any]:
    merged: dict[str, Any] = {}
    for message in heard:
        merged.update(message.detail)
    return merged
