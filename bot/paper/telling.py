"""A trip told for people, from plan and quote alone: what the proposal and the trip page show."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from agents.telling.changes import in_words
from agents.wording.inclusions import tell_excluded, tell_included
from agents.wording.papers import Wording
from agents.wording.phrasing import Pen
from bot.paper.amounts import price_lines
from bot.paper.days import Names, tell_days, tell_nights
from bot.paper.projection import NARROW, WIDE, Leg, Mark, Size, Spot
from bot.paper.route_map import draw_route, is_one_city
from bot.paper.shares import due_lines, room_lines, traveller_lines
from bot.paper.story import Missing, Need, OptionLine, Story, plain
from crm.agency.rules import Agency
from crm.money import Money
from crm.quotes.included import included
from crm.quotes.values import Quote
from crm.trips.agreed import NEEDS
from crm.trips.moved import Moved
from crm.trips.values import Area, Catalogue, Itinerary, Place, Unplaced

# The planner's reasons, which it gives in English, and the wording's keys for them.
_REASONS = {
    r"would be liked, but the days are full": "full",
    r"does not fit into any day of the trip": "no_day",
    r"is closed on every day of the trip": "closed",
    r"would be liked, but is far from the stops of the trip": "away",
    r"is not wanted": "unwanted",
    r"is not step-free": "steps",
    r"takes guests from (?P<n>\d+) years": "age",
}
_MOST_MISSING = 6  # wishes named as not in the plan


def tell(
    agency: Agency,
    catalogue: Catalogue,
    itinerary: Itinerary,
    quote: Quote,
    *,
    customer: str,
    version: int,
    changes: Iterable[Moved] = (),
    booked_on: date | None = None,
    language: str | None = None,
    chosen: Mapping[str, Any] | None = None,
    agreed: Mapping[str, Any] | None = None,
) -> Story:
    """Tell a trip, in English where no language is given.

    `quote` gives every amount; nothing is computed but sums of what it holds. What the catalogue says of
    places and stays stays in the agency's own language. `booked_on` is the day of the customer's yes;
    without one, instalments are told from the booking on. `chosen` is what the version remembers of the
    options it was chosen from (see `crm.trips.offers`), `agreed` what the customer needs
    (see `crm.trips.agreed`).
    """
    say = Wording.of(language)
    names = Names(catalogue)
    destination = catalogue.destination
    last = itinerary.start + timedelta(days=itinerary.nights)
    route = _Route(itinerary, names, say)
    return Story(
        say=say,
        agency=agency,
        customer=plain(customer),
        title=say("trip.title", nights=say.count("nights", itinerary.nights), place=destination.name),
        destination=destination.name,
        blurb=destination.blurb,
        dates=say("trip.dates", first=say.day(itinerary.start), last=say.day(last)),
        party=say.party(quote.party) if quote.party else say.heads(quote.heads),
        version=version,
        is_sample=destination.is_sample,
        days=tell_days(itinerary, names, say),
        nights=tuple(tell_nights(itinerary, names, say)),
        prices=price_lines(quote, say),
        total=say.money(quote.total),
        per_adult=say.money(quote.per_adult),
        included=tuple(tell_included(included(itinerary, quote), names.stay, say)),
        excluded=tell_excluded(say),
        changes=tuple(
            _unbroken(plain(line, 2_000)) for line in _moved(changes, catalogue, itinerary, language)
        ),
        missing=tuple(_missing(itinerary.unplaced, names, say))[:_MOST_MISSING],
        valid_until=say.day(quote.valid_until),
        map_svg=route.draw(WIDE),
        map_svg_narrow=route.draw(NARROW),
        map_legend=route.legend,
        dues=due_lines(quote, booked_on, say),
        travellers=traveller_lines(quote, say),
        rooms=room_lines(quote, say),
        options=tuple(_options(chosen, say)) if chosen else (),
        needs=tuple(_needs(agreed or {}, say)),
    )


def _needs(agreed: Mapping[str, Any], say: Wording) -> Iterable[Need]:
    """Tell what the customer needs of kitchens and ways, each in the language's words where it has some."""
    for name in NEEDS:
        if words := [plain(say.spoken(name, word)) for word in agreed.get(name) or ()]:
            yield Need(say(f"needs.{name}"), say.listed(words))


def _moved(
    changes: Iterable[Moved], catalogue: Catalogue, itinerary: Itinerary, language: str | None
) -> list[str]:
    """Tell what moved since the version before in the reader's language."""
    shelves = (catalogue.areas, catalogue.places, catalogue.stays)
    known = {item.id: item.name for shelf in shelves for item in shelf}
    return in_words(changes, known, itinerary, Pen(language or "en"))


def _unbroken(line: str) -> str:
    """Keep a sign with its amount where the line breaks: U+2060 joins without being seen."""
    return re.sub(r"(?<!\w)([+−])(?=\S)", "\\1\u2060", line)


def _options(chosen: Mapping[str, Any], say: Wording) -> Iterable[OptionLine]:
    """Tell the options that stood beside each other: what each held and what it came to."""
    for one in chosen["offered"]:
        detail = say(
            "options.what",
            pace=say.spoken("pace", one["pace"]),
            stops=say.count("stops", one["stops"]),
            visits=say.count("visits", one["visits"]),
            **{"class": say.spoken("class", one["hotel_class"])},
        )
        total = Money(Decimal(one["total"]), one["currency"])
        label = say.spoken("flavour", one["flavour"])
        yield OptionLine(label, detail, say.money(total), one["flavour"] == chosen["flavour"])


def _missing(unplaced: Sequence[Unplaced], names: Names, say: Wording) -> Iterable[Missing]:
    for wish in unplaced:
        place = names.places.get(wish.subject)
        subject = place.name if place else names.area(wish.subject)
        yield Missing(plain(subject), plain(_reason(wish.reason, say), 300))


def _reason(reason: str, say: Wording) -> str:
    for pattern, key in _REASONS.items():
        if found := re.fullmatch(pattern, reason):
            return say(f"missing.{key}", **found.groupdict())
    return reason


class _Route:
    """What the map shows: stops in order, how one gets on, and what is visited on which day."""

    def __init__(self, itinerary: Itinerary, names: Names, say: Wording) -> None:
        self._say = say
        self._stops = [_spot(names.areas[s.area]) for s in itinerary.stops if s.area in names.areas]
        self._legs = list(_legs(itinerary, names))
        self._visits = [
            Mark(_spot(names.places[visit.place]), day.number)
            for day in itinerary.days
            for visit in day.visits
            if visit.place in names.places
        ]
        if is_one_city(self._stops) and itinerary.stops[0].stay in names.stays:
            # Within one city the hotel itself is the middle of things, not its quarter.
            stay = names.stays[itinerary.stops[0].stay]
            self._stops = [Spot(self._stops[0].name, stay.latitude, stay.longitude)]
        way = " – ".join(names.area(stop.area) for stop in itinerary.stops)
        self._title = say("map.title", way=way)

    def draw(self, size: Size) -> str:
        return draw_route(self._title, self._stops, self._legs, self._visits, size)

    @property
    def legend(self) -> str:
        if is_one_city(self._stops):
            return self._say("map.city")
        return self._say("map.route")


def _spot(item: Place | Area) -> Spot:
    return Spot(item.name, item.latitude, item.longitude)


def _legs(itinerary: Itinerary, names: Names) -> Iterable[Leg]:
    moved = ((day.date, names.transfers.get(day.transfer or "")) for day in itinerary.days)
    modes = {day: move.mode for day, move in moved if move is not None}
    for before, after in zip(itinerary.stops, itinerary.stops[1:], strict=False):
        if before.area in names.areas and after.area in names.areas:
            mode = modes.get(after.check_in, "car")
            yield Leg(_spot(names.areas[before.area]), _spot(names.areas[after.area]), mode)
