"""A trip told for people: what the proposal and the trip page show, taken from plan and quote alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from babel.dates import format_date

from bot.paper.route_map import Leg, Spot, draw_route
from crm.agency.rules import Agency
from crm.money import Money, written
from crm.quotes.values import Quote
from crm.trips.values import Area, Catalogue, DayPlan, Itinerary, Place, Stay, Transfer

# Characters that turn the direction of the text around them, or that have no width.
_INVISIBLE = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF))
_LONGEST = 120  # characters of a customer's own words on paper
_MODES = {"car": "by car", "boat": "by boat", "train": "by train", "flight": "by air", "walk": "on foot"}
_GROUPS = {
    "stay": "Stays",
    "place": "Entrance and activities",
    "transfer": "Transfers",
    "service": "Services",
}


@dataclass(frozen=True)
class Moment:
    """One line of a day: what happens from when to when."""

    starts: str
    ends: str
    title: str
    kind: str  # visit | meal | move | stay
    tag: str = ""
    note: str = ""


@dataclass(frozen=True)
class Day:
    number: int
    date: str
    area: str
    headline: str
    moments: tuple[Moment, ...]
    sleeps_at: str


@dataclass(frozen=True)
class Nights:
    """Consecutive nights in one stay."""

    area: str
    stay: str
    stars: int
    hotel_class: str
    check_in: str
    check_out: str
    nights: int
    blurb: str


@dataclass(frozen=True)
class PriceLine:
    label: str
    detail: str
    amount: str


@dataclass(frozen=True)
class Story:
    """Everything that people read of one version. All texts are plain: the templates escape them."""

    agency: Agency
    customer: str
    title: str
    destination: str
    blurb: str
    dates: str
    party: str
    version: int
    is_sample: bool
    days: tuple[Day, ...]
    nights: tuple[Nights, ...]
    prices: tuple[PriceLine, ...]
    tax: PriceLine | None
    rounding: PriceLine | None
    total: str
    per_adult: str
    included: tuple[str, ...]
    excluded: tuple[str, ...]
    changes: tuple[str, ...]
    missing: tuple[str, ...]
    valid_until: str
    map_svg: str
    map_title: str


def plain(text: str, longest: int = _LONGEST) -> str:
    """Make a customer's words fit for paper: one line, no invisible characters, not endless."""
    shown = " ".join(text.translate(_INVISIBLE).split())
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def clock_time(minutes: int) -> str:
    """Write minutes since midnight as people read them: 09:05."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def day_text(day: date) -> str:
    return str(format_date(day, "EEE d MMM y", locale="en"))


class _Names:
    """The catalogue by id; what is gone from it keeps its id as its name rather than failing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.areas = {area.id: area for area in catalogue.areas}
        self.places: Mapping[str, Place] = {place.id: place for place in catalogue.places}
        self.stays: Mapping[str, Stay] = {stay.id: stay for stay in catalogue.stays}
        self.transfers: Mapping[str, Transfer] = {move.id: move for move in catalogue.transfers}

    def area(self, area_id: str) -> str:
        return self.areas[area_id].name if area_id in self.areas else area_id

    def stay(self, stay_id: str | None) -> str:
        found = self.stays.get(stay_id or "")
        return found.name if found else (stay_id or "")


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
    names = _Names(catalogue)
    destination = catalogue.destination
    last = itinerary.start + timedelta(days=itinerary.nights)
    title = f"{itinerary.nights} nights in {destination.name}"
    map_title = "Route: " + ", then ".join(names.area(stop.area) for stop in itinerary.stops)
    return Story(
        agency=agency,
        customer=plain(customer),
        title=title,
        destination=destination.name,
        blurb=destination.blurb,
        dates=f"{day_text(itinerary.start)} to {day_text(last)}",
        party=_party(quote.heads),
        version=version,
        is_sample=destination.is_sample,
        days=tuple(_day(day, names) for day in itinerary.days),
        nights=tuple(_nights(itinerary, names)),
        prices=tuple(_prices(quote)),
        tax=PriceLine(quote.rules.tax.name, f"{quote.rules.tax.percent.normalize():f} %", written(quote.tax))
        if quote.tax.amount
        else None,
        rounding=PriceLine("Rounding", "", written(quote.rounding)) if quote.rounding.amount else None,
        total=written(quote.total),
        per_adult=written(quote.per_adult),
        included=tuple(_included(itinerary, names)),
        excluded=_EXCLUDED,
        changes=tuple(changes),
        missing=tuple(f"{wish.subject}: {wish.reason}" for wish in itinerary.unplaced),
        valid_until=day_text(quote.valid_until),
        map_svg=_map(map_title, itinerary, names),
        map_title=map_title,
    )


def _party(heads: Mapping[str, int]) -> str:
    words = {
        "adults": ("adult", "adults"),
        "children": ("child", "children"),
        "infants": ("infant", "infants"),
    }
    told = [
        f"{heads[key]} {one if heads[key] == 1 else many}"
        for key, (one, many) in words.items()
        if heads.get(key)
    ]
    return ", ".join(told)


def _day(day: DayPlan, names: _Names) -> Day:
    moments = [*_visits(day, names), *_meals(day), *_moves(day, names)]
    visited = [names.places[visit.place].name for visit in day.visits if visit.place in names.places]
    return Day(
        number=day.number,
        date=day_text(day.date),
        area=names.area(day.area),
        headline=" · ".join(visited[:3]) or ("Travel home" if day.to_stay is None else "A free day"),
        moments=tuple(moment for _, moment in sorted(moments, key=lambda found: found[0])),
        sleeps_at=names.stay(day.to_stay),
    )


def _visits(day: DayPlan, names: _Names) -> Iterable[tuple[int, Moment]]:
    for visit in day.visits:
        place = names.places.get(visit.place)
        title, tag, note = (place.name, place.kind, place.blurb) if place else (visit.place, "", "")
        yield (
            visit.starts_at,
            Moment(clock_time(visit.starts_at), clock_time(visit.ends_at), title, "visit", tag, note),
        )


_PAUSES = {
    "lunch": "Time for lunch",
    "dinner": "Time for dinner",
    "rest": "Time to rest",
    "engagement": "Booked by you",
}


def _meals(day: DayPlan) -> Iterable[tuple[int, Moment]]:
    for meal in day.meals:
        title = _PAUSES[meal.name]
        yield meal.starts_at, Moment(clock_time(meal.starts_at), clock_time(meal.ends_at), title, "meal")


def _moves(day: DayPlan, names: _Names) -> Iterable[tuple[int, Moment]]:
    move = names.transfers.get(day.transfer or "")
    if move is None or day.moves_at is None or day.arrives_at is None:
        return
    way = f"{names.area(move.from_area)} to {names.area(move.to_area)}, {_MODES[move.mode]}"
    yield day.moves_at, Moment(clock_time(day.moves_at), clock_time(day.arrives_at), way, "move")


def _nights(itinerary: Itinerary, names: _Names) -> Iterable[Nights]:
    for stop in itinerary.stops:
        stay = names.stays.get(stop.stay)
        yield Nights(
            area=names.area(stop.area),
            stay=names.stay(stop.stay),
            stars=stay.stars if stay else 0,
            hotel_class=stay.hotel_class if stay else "",
            check_in=day_text(stop.check_in),
            check_out=day_text(stop.check_in + timedelta(days=stop.nights)),
            nights=stop.nights,
            blurb=stay.blurb if stay else "",
        )


def _prices(quote: Quote) -> Iterable[PriceLine]:
    """Sum the lines by kind: cost and markup are the agency's own business and stand nowhere here."""
    for kind, label in _GROUPS.items():
        lines = [line for line in quote.lines if line.item_kind == kind]
        if lines:
            amount = sum((line.sell.amount for line in lines), Decimal(0))
            things = len({line.item_id for line in lines})
            detail = f"{things} {'item' if things == 1 else 'items'}"
            yield PriceLine(label, detail, written(Money(amount, quote.currency)))


_EXCLUDED = (
    "International flights and visas",
    "Travel insurance",
    "Meals and drinks that are not named above",
    "Tips and personal expenses",
)


def _included(itinerary: Itinerary, names: _Names) -> Iterable[str]:
    for stop in itinerary.stops:
        yield f"{stop.nights} {'night' if stop.nights == 1 else 'nights'} at {names.stay(stop.stay)}"
    moves = sum(day.transfer is not None for day in itinerary.days)
    if moves:
        yield f"{moves} {'transfer' if moves == 1 else 'transfers'} as shown, with driver"
    if itinerary.places:
        yield f"Entrance to the {len(itinerary.places)} places of your plan, where one is asked for"


def _map(title: str, itinerary: Itinerary, names: _Names) -> str:
    def spot(item: Place | Area) -> Spot:
        return Spot(item.name, item.latitude, item.longitude)

    moved = ((day.date, names.transfers.get(day.transfer or "")) for day in itinerary.days)
    moves = {day: move.mode for day, move in moved if move is not None}
    stops = [spot(names.areas[stop.area]) for stop in itinerary.stops if stop.area in names.areas]
    legs = []
    for before, after in zip(itinerary.stops, itinerary.stops[1:], strict=False):
        if before.area in names.areas and after.area in names.areas:
            mode = moves.get(after.check_in, "car")
            legs.append(Leg(spot(names.areas[before.area]), spot(names.areas[after.area]), mode))
    visits = [spot(names.places[place]) for place in itinerary.places if place in names.places]
    return draw_route(title, stops, legs, visits)
