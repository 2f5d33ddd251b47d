"""A trip told for people, from plan and quote alone: what the proposal and the trip page show."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from bot.paper.amounts import counted, price_lines
from bot.paper.days import Names, day_text, tell_days, tell_included, tell_nights
from bot.paper.projection import NARROW, WIDE, Leg, Mark, Size, Spot
from bot.paper.route_map import draw_route, is_one_city
from bot.paper.story import Missing, Story, plain
from crm.agency.rules import Agency
from crm.money import written
from crm.quotes.values import Quote
from crm.trips.values import Area, Catalogue, Itinerary, Party, Place, Unplaced

_EXCLUDED = (
    "International flights and visas",
    "Travel insurance",
    "Meals and drinks that are not named above",
    "Tips and personal expenses",
)
_MOST_MISSING = 6  # wishes named as not in the plan


def tell(
    agency: Agency,
    catalogue: Catalogue,
    itinerary: Itinerary,
    quote: Quote,
    *,
    customer: str,
    version: int,
    changes: Iterable[str] = (),
) -> Story:
    """Tell a trip. `quote` gives every amount; nothing is computed but sums of what it holds."""
    names = Names(catalogue)
    destination = catalogue.destination
    last = itinerary.start + timedelta(days=itinerary.nights)
    route = _Route(itinerary, names)
    return Story(
        agency=agency,
        customer=plain(customer),
        title=f"{counted(itinerary.nights, 'night', 'nights')} in {destination.name}",
        destination=destination.name,
        blurb=destination.blurb,
        dates=f"{day_text(itinerary.start)} to {day_text(last)}",
        party=_party(quote.party) if quote.party else _heads(quote.heads),
        version=version,
        is_sample=destination.is_sample,
        days=tell_days(itinerary, names),
        nights=tuple(tell_nights(itinerary, names)),
        prices=price_lines(quote),
        total=written(quote.total),
        per_adult=written(quote.per_adult),
        included=tuple(tell_included(itinerary, names)),
        excluded=_EXCLUDED,
        changes=tuple(plain(str(change), 300) for change in changes),
        missing=tuple(_missing(itinerary.unplaced, names))[:_MOST_MISSING],
        valid_until=day_text(quote.valid_until),
        map_svg=route.draw(WIDE),
        map_svg_narrow=route.draw(NARROW),
        map_legend=route.legend,
    )


def _party(party: Party) -> str:
    ages = ", ".join(str(age) for age in party.child_ages)
    told = [counted(party.adults, "adult", "adults")] if party.adults else []
    if party.child_ages:
        many = len(party.child_ages) > 1
        told.append(f"{len(party.child_ages)} {'children' if many else 'child'} (aged {ages})")
    if party.infants:
        told.append(counted(party.infants, "infant", "infants"))
    return ", ".join(told)


def _heads(heads: Mapping[str, int]) -> str:
    words = {"adult": "adults", "child": "children", "infant": "infants"}
    return ", ".join(counted(heads[one], one, many) for one, many in words.items() if heads.get(one))


def _missing(unplaced: Sequence[Unplaced], names: Names) -> Iterable[Missing]:
    for wish in unplaced:
        place = names.places.get(wish.subject)
        yield Missing(plain(place.name if place else names.area(wish.subject)), plain(wish.reason, 300))


class _Route:
    """What the map shows: stops in order, how one gets on, and what is visited on which day."""

    def __init__(self, itinerary: Itinerary, names: Names) -> None:
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
        way = ", then ".join(names.area(stop.area) for stop in itinerary.stops)
        self._title = f"Map of the route: {way}"

    def draw(self, size: Size) -> str:
        return draw_route(self._title, self._stops, self._legs, self._visits, size)

    @property
    def legend(self) -> str:
        if is_one_city(self._stops):
            return "Green: your stay. The other dots are what you visit, with the number of the day."
        return "Green: where you stay, in order. Amber: what you visit. Dotted ways are by air or by boat."


def _spot(item: Place | Area) -> Spot:
    return Spot(item.name, item.latitude, item.longitude)


def _legs(itinerary: Itinerary, names: Names) -> Iterable[Leg]:
    moved = ((day.date, names.transfers.get(day.transfer or "")) for day in itinerary.days)
    modes = {day: move.mode for day, move in moved if move is not None}
    for before, after in zip(itinerary.stops, itinerary.stops[1:], strict=False):
        if before.area in names.areas and after.area in names.areas:
            mode = modes.get(after.check_in, "car")
            yield Leg(_spot(names.areas[before.area]), _spot(names.areas[after.area]), mode)
