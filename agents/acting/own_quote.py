"""What the quote in hand says to a question about it: what it holds, until when it stands, how it is paid."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from agents.acting.findings import Planned
from agents.acting.planning import Reading
from agents.regexes import regex
from agents.scene.places import is_named
from agents.understanding.of_the_quote import AskedOfQuote
from agents.understanding.of_the_quote_words import THINGS
from agents.wording.folding import folded
from crm.conversations.values import TripFacts
from crm.errors import Unfit
from crm.quotes.included import Included, Slept, included
from crm.quotes.instalments import Due, instalments
from crm.quotes.snapshot import from_snapshot
from crm.quotes.values import Quote
from crm.trips.store import NotStorable, itinerary_from_json
from crm.trips.values import Catalogue, Itinerary

log = logging.getLogger(__name__)
MEALS_BESIDE_BREAKFAST = frozenset({"HB", "FB", "AI"})
_LEADS = regex(
    r"(?<!\w)(?:tour|group|trip) (?:leader|manager|escort|host|director)s?(?!\w)|(?<!\w)escort(?!\w)"
)

Thing = Literal[
    "flights", "flight_within", "visa", "insurance", "tips", "taxes", "breakfast", "meals", "board",
    "airport_in", "airport_out", "transfers", "service", "entrance", "free", "visit", "guide", "nights",
]  # fmt: skip

ByDay = Literal["visa", "insurance", "tips", "guide"]  # what an agency may sell as a service
_BY_DAY: Mapping[str, ByDay] = {"visa": "visa", "insurance": "insurance", "tips": "tips", "guide": "guide"}


@dataclass(frozen=True)
class Told:
    """One thing and whether the price holds it; `subject` is an id, a meal plan or a label that it is about,
    `count` how many of them."""

    thing: Thing
    is_in: bool
    subjects: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class OfTheQuote:
    """What the quote says: `things` that were asked for (none: all that it holds), or its `dues`.

    `is_open` says that something asked for is not to be read from the quote.
    """

    asked: AskedOfQuote
    itinerary: Itinerary
    catalogue: Catalogue
    quote: Quote
    held: Included
    today: date
    things: tuple[Told, ...] = ()
    dues: tuple[Due, ...] = ()
    is_open: bool = False
    agreed_on: date | None = None  # the day of the customer's yes to it, where there was one

    @property
    def names(self) -> dict[str, str]:
        """Names of areas, places and stays, by id."""
        groups = (self.catalogue.areas, self.catalogue.places, self.catalogue.stays)
        return {item.id: item.name for group in groups for item in group}

    @property
    def has_lapsed(self) -> bool:
        """Whether the day until which the price holds is over, and nobody has said yes by then."""
        return self.agreed_on is None and self.today > self.quote.valid_until


async def look_into(
    asked: AskedOfQuote, trip: TripFacts | None, today: date, reading: Reading
) -> OfTheQuote | None:
    """What the quote of the version that the customer has says; None where it says nothing to it."""
    if trip is None or trip.sent_at is None:
        return None
    try:
        plan, quote = itinerary_from_json(trip.itinerary), from_snapshot(trip.snapshot)
        agreed_on = trip.approved_at.date() if trip.approved_at else None
        dues = instalments(quote, agreed_on or today) if "dues" in asked.of else ()
    except (NotStorable, Unfit, KeyError, TypeError):
        log.exception("a stored quote cannot be read")
        return None
    catalogue = await reading.tools.catalogue(plan.destination)
    held = included(plan, quote)
    return _read(OfTheQuote(asked, plan, catalogue, quote, held, today, dues=dues, agreed_on=agreed_on))


def of_new_version(before: OfTheQuote, planned: Planned) -> OfTheQuote:
    """What the quote of the version that this turn makes says to the same: nothing where it may not be told,
    or does not know; then the new plan speaks for itself."""
    asked, today, quote = before.asked, before.today, planned.priced.quote
    held = included(planned.itinerary, quote)
    silent = replace(asked, of=())
    found = OfTheQuote(silent, planned.itinerary, planned.catalogue, quote, held, today)
    if planned.is_withheld:
        return found
    try:
        dues = instalments(quote, today) if "dues" in asked.of else ()
    except Unfit:
        log.exception("a quote has no dues")
        return found
    return _read(replace(found, asked=asked, dues=dues)) or found


def _read(found: OfTheQuote) -> OfTheQuote | None:
    """With the things that were asked for; None where the quote says nothing to any of it."""
    asked = found.asked
    if asked.of_class is not None and not _is_of_class(found, asked.of_class):
        return _without_included(found)
    if "included" not in asked.of or not asked.parts:
        return found
    things, is_open = _things(found)
    return replace(found, things=things, is_open=is_open) if things or len(asked.of) > 1 else None


def _is_of_class(found: OfTheQuote, named: str) -> bool:
    """Whether a night of the plan is in a hotel of that class: of another the quote tells nothing."""
    slept = {one.stop.stay for one in found.held.slept}
    return any(stay.hotel_class == named for stay in found.catalogue.stays if stay.id in slept)


def _without_included(found: OfTheQuote) -> OfTheQuote | None:
    left = tuple(of for of in found.asked.of if of in ("until", "dues"))
    return replace(found, asked=replace(found.asked, of=left, parts=()), is_open=True) if left else None


def _things(found: OfTheQuote) -> tuple[tuple[Told, ...], bool]:
    """What the quote knows of the things that are asked for, and whether it does not know one of them."""
    said = " ".join(found.asked.parts)
    visited = [place for place in found.itinerary.places if is_named(found.names.get(place, ""), said)]
    slept = _slept(found, said)
    if not found.asked.things:
        named = [*_visits(visited, found), *_nights(slept)]
        return tuple(named), not named
    told: list[Told] = []
    is_open = False
    has_elsewhere = not slept and any(is_named(stay.name, said) for stay in found.catalogue.stays)
    for thing in found.asked.things:
        if thing == "hotels" and has_elsewhere:
            is_open = True  # of a hotel that the plan does not use
            continue
        if thing in ("breakfast", "meals") and visited and not slept:
            is_open = True  # what is eaten on a visit no quote tells
            continue
        of_visits = [*_visits(visited, found)] if thing == "entrance" else []
        more = of_visits or [*_of(thing, found, slept or found.held.slept)]
        told += more
        is_open = is_open or not more
    return tuple(told), is_open


def _slept(found: OfTheQuote, said: str) -> tuple[Slept, ...]:
    names = found.names
    return tuple(
        one
        for one in found.held.slept
        if is_named(names.get(one.stop.stay, ""), said) or is_named(names.get(one.stop.area, ""), said)
    )


def _visits(places: Iterable[str], found: OfTheQuote) -> Iterator[Told]:
    for place in places:
        yield Told("visit" if place in found.held.paid else "free", True, (place,))


def _nights(slept: Iterable[Slept]) -> Iterator[Told]:
    for one in slept:
        yield Told("nights", True, (one.stop.stay,), one.stop.nights)


def _of(thing: str, found: OfTheQuote, slept: tuple[Slept, ...]) -> Iterator[Told]:
    held = found.held
    if thing == "flights":
        ridden = (move for move in found.catalogue.transfers if move.id in held.ridden)
        flown = (move for move in ridden if move.mode == "flight")
        yield from (Told("flight_within", True, (move.from_area, move.to_area)) for move in flown)
        yield Told("flights", False)
    elif thing in _BY_DAY:
        yield from _paid_by_day(_BY_DAY[thing], held)
    elif thing == "taxes" and held.taxes:
        yield Told("taxes", True)
    elif thing in ("breakfast", "meals") and None not in {one.meals for one in slept}:
        yield from _eaten(thing, slept)
    elif thing == "airport" and held.met:  # without such a line the day's car may still do it: nobody knows
        yield Told("airport_in", True)
        yield from (Told("airport_out", True),) if held.brought else ()
    elif thing == "transfers":
        if held.rides:
            yield Told("transfers", True, count=held.rides)
        yield from _served(held, "transfers")
    elif thing == "entrance":
        yield from _entered(found)
    elif thing == "hotels":
        yield from _nights(slept)


def _entered(found: OfTheQuote) -> Iterator[Told]:
    """How many entrances are paid, and by name what costs none."""
    held = found.held
    if held.paid:
        yield Told("entrance", True, count=len(held.paid))
    if held.free:
        yield Told("free", True, tuple(place for place in found.itinerary.places if place in held.free))


def _eaten(thing: str, slept: tuple[Slept, ...]) -> Iterator[Told]:
    """Breakfast, or lunch and dinner, by stay; half board and more are told by their name."""
    fits = {"BB", *MEALS_BESIDE_BREAKFAST} if thing == "breakfast" else MEALS_BESIDE_BREAKFAST
    eaten = [one for one in slept if one.meals in fits]
    if thing == "breakfast" and eaten:
        yield Told("breakfast", True, tuple(dict.fromkeys(one.stop.stay for one in eaten)))
    elif eaten:
        for plan in sorted({str(one.meals) for one in eaten}):
            stays = dict.fromkeys(one.stop.stay for one in eaten if one.meals == plan)
            yield Told("board", True, (plan, *stays))
    without = dict.fromkeys(one.stop.stay for one in slept if one not in eaten)
    if without:
        yield Told("breakfast" if thing == "breakfast" else "meals", False, tuple(without))


def _paid_by_day(thing: ByDay, held: Included) -> Iterator[Told]:
    """The services that are such a thing, or that none is; open where the agency's words for a service may
    mean it."""
    if served := tuple(_served(held, thing)):
        yield from served
    elif all(_is_known(label) for label in held.services):
        yield Told(thing, False)


def _served(held: Included, thing: str) -> Iterator[Told]:
    for label, days in held.services.items():
        if THINGS[thing].search(folded(label)) or (thing == "guide" and _LEADS.search(folded(label))):
            yield Told("service", True, (label,), days)


def _is_known(label: str) -> bool:
    """Whether it is plain what a service is: "Welcome package" may be anything."""
    said = folded(label)
    return bool(_LEADS.search(said)) or any(words.search(said) for words in THINGS.values())
