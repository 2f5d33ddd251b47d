"""What a plan is made from and what it is: the values that planner, pricing and paper share.

Times within a day are whole minutes since local midnight of the destination; dates are local dates.
Coordinates are WGS 84 degrees. Nothing here touches a database, a network or a model.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from crm.money import Money

Pace = Literal["relaxed", "normal", "full"]
HotelClass = Literal["value", "comfort", "luxury"]
TravelMode = Literal["walk", "car", "boat", "train", "flight"]

# Flights that nobody told, in minutes: what is booked on their days moves them.
USUAL_LANDING, USUAL_FLIGHT_HOME, LATEST_FLIGHT = 12 * 60, 18 * 60, 23 * 60 + 59
BESIDE_A_FLIGHT = 4 * 60  # out of an airport and into a first town, or back and through the check-in


@dataclass(frozen=True)
class Interval:
    """Open from `opens` to `closes`; the last visitor may enter at `last_entry` (default: any time
    that lets the visit end by `closes`)."""

    opens: int
    closes: int
    last_entry: int | None = None


@dataclass(frozen=True)
class Area:
    """A town or region in which a party sleeps."""

    id: str
    destination: str
    name: str
    latitude: float
    longitude: float
    least_nights: int = 1
    most_nights: int = 14
    is_gateway: bool = False
    appeal: float = 50.0  # 0..100, how much parties like to stay here
    blurb: str = ""


@dataclass(frozen=True)
class Destination:
    """A country or region that the agency sells as one trip."""

    id: str
    name: str
    country: str
    currency: str
    timezone: str  # IANA name
    is_sample: bool = False
    blurb: str = ""


@dataclass(frozen=True)
class Place:
    """Something to visit."""

    id: str
    area: str
    name: str
    kind: str  # temple, beach, museum, nature, market, show, food, viewpoint, park, adventure, wellness …
    latitude: float
    longitude: float
    hours: Mapping[int, tuple[Interval, ...]]  # weekday 0=Monday; a missing weekday is closed
    duration: int  # minutes
    appeal: float = 50.0  # 0..100
    tags: tuple[str, ...] = ()
    closures: tuple[tuple[date, date], ...] = ()  # inclusive date ranges
    is_indoor: bool = False
    is_step_free: bool = True
    least_age: int = 0
    blurb: str = ""


@dataclass(frozen=True)
class Stay:
    """A hotel or villa."""

    id: str
    area: str
    name: str
    hotel_class: HotelClass
    stars: int
    latitude: float
    longitude: float
    sleeps: int = 3  # heads a room takes, children included
    blurb: str = ""
    is_step_free: bool | None = None  # rooms and ways of the house without a step; None: nobody said


@dataclass(frozen=True)
class Transfer:
    """A way from one area to another; `minutes` door to door."""

    id: str
    from_area: str
    to_area: str
    mode: TravelMode
    minutes: int
    seats: int = 6  # heads one vehicle (or one ticket: 1) takes


@dataclass(frozen=True)
class Catalogue:
    """Everything that the planner may choose from, for one destination."""

    destination: Destination
    areas: tuple[Area, ...]
    places: tuple[Place, ...]
    stays: tuple[Stay, ...]
    transfers: tuple[Transfer, ...]


@dataclass(frozen=True)
class Party:
    """Who travels. Infants are under two and counted apart from `child_ages` (2 to 17)."""

    adults: int
    child_ages: tuple[int, ...] = ()
    infants: int = 0

    @property
    def heads(self) -> int:
        return self.adults + len(self.child_ages) + self.infants

    @property
    def sleepers(self) -> int:
        """Those who need a place in a room: infants sleep beside their parents."""
        return self.adults + len(self.child_ages)


@dataclass(frozen=True)
class StopWish:
    """How many nights are wished for in one area. `exactly` wins over the two bounds."""

    area: str
    least: int | None = None
    most: int | None = None
    exactly: int | None = None


@dataclass(frozen=True)
class Locked:
    """Something already booked, around which everything else is planned.

    A stay from `day` to the morning of `until`; a visit of a place on `day`, at `starts_at` where that is
    known; or any other engagement (a dinner, a call) from `starts_at` to `ends_at`, wherever it is.
    """

    kind: Literal["stay", "visit", "engagement"]
    id: str  # stay id, place id, or what to call the engagement
    day: date
    until: date | None = None
    starts_at: int | None = None
    ends_at: int | None = None
    is_told: bool = False  # by the customer, whose next word may move it; else set by hand


@dataclass(frozen=True)
class TripRequest:
    """What the customer wants, in the planner's words. Area and place ids are the catalogue's."""

    destination: str
    start: date
    nights: int
    party: Party
    rooms: int | None = None
    budget: Money | None = None  # for the whole party and trip
    budget_limit: Literal["hard", "soft"] = "soft"  # a hard budget may not be passed, a soft one is weighed
    interests: Mapping[str, float] = field(default_factory=dict)  # tag or kind -> weight 0..1
    fewer: Mapping[str, int] = field(default_factory=dict)  # tag or kind -> the most visits of it
    pace: Pace = "normal"
    hotel_class: HotelClass = "comfort"
    must_see: tuple[str, ...] = ()  # place ids
    never: tuple[str, ...] = ()  # place ids or kinds
    stops: tuple[StopWish, ...] = ()
    arrives_at: int | None = None  # minutes, first day; None: no flight was told (see `lands_at`)
    departs_at: int | None = None  # minutes, last day; None: no flight was told (see `flies_at`)
    gateway_in: str | None = None  # area of arrival; None: the planner chooses
    gateway_out: str | None = None
    first_stop: str | None = None  # area where the first night is slept; None: the planner chooses
    last_stop: str | None = None  # area where the last night is slept
    needs_step_free: bool = False
    diet: tuple[str, ...] = ()  # words of `crm.trips.diet`
    stays: tuple[str, ...] = ()  # ids of stays wished for by name; the class yields to them
    locked: tuple[Locked, ...] = ()
    seen: tuple[str, ...] = ()  # place ids that the party knows from before
    keep: "Itinerary | None" = None  # an earlier version: what need not move stays
    seed: int = 1

    @property
    def lands_at(self) -> int:
        """Minute of the first day at which the party lands: as told, else the usual hour, or as much earlier
        as what is booked that day asks for."""
        if self.arrives_at is not None:
            return self.arrives_at
        begins = [i.starts_at for i in self._booked_on(self.start) if i.starts_at is not None]
        return max(min([USUAL_LANDING, *(at - BESIDE_A_FLIGHT for at in begins)]), 0)

    @property
    def flies_at(self) -> int:
        """Minute of the last day at which the party flies home: as told, else the usual hour, or as much
        later as what is booked that day asks for, and before midnight."""
        if self.departs_at is not None:
            return self.departs_at
        booked = self._booked_on(self.start + timedelta(days=self.nights))
        ends = [max(i.starts_at or 0, i.ends_at or 0) for i in booked]
        return min(max([USUAL_FLIGHT_HOME, *(at + BESIDE_A_FLIGHT for at in ends)]), LATEST_FLIGHT)

    def _booked_on(self, day: date) -> Iterator[Locked]:
        return (item for item in self.locked if item.kind != "stay" and item.day == day)


@dataclass(frozen=True)
class Visit:
    """One place on one day. `travel` is the minutes from the point before it."""

    place: str
    travel: int
    arrives_at: int
    starts_at: int
    ends_at: int


@dataclass(frozen=True)
class Meal:
    """A pause that the day keeps free: to eat, or for a small child to sleep."""

    name: Literal["lunch", "dinner", "rest", "engagement"]
    starts_at: int
    ends_at: int


@dataclass(frozen=True)
class DayPlan:
    """One day, from the stay where the party wakes to the one where it sleeps.

    `transfer` is the id of the move between areas made that day, if any, between `moves_at` and
    `arrives_at`. `home_at` is the minute of arrival at the evening's stay (or the gateway). Before a flight
    soon after midnight the last day's minutes are negative: its way begins on the evening before.
    `day_trips` are ids of transfers used there and back within the day, to places in other areas.
    """

    number: int  # 1 is the day of arrival
    date: date
    area: str
    from_stay: str | None
    to_stay: str | None
    visits: tuple[Visit, ...] = ()
    meals: tuple[Meal, ...] = ()
    transfer: str | None = None
    moves_at: int | None = None
    arrives_at: int | None = None
    starts_at: int = 9 * 60
    home_at: int = 9 * 60
    day_trips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stop:
    """Consecutive nights in one stay."""

    area: str
    stay: str
    check_in: date
    nights: int


@dataclass(frozen=True)
class Check:
    """One rule of the feasibility certificate, with the numbers that prove it (minutes unless named)."""

    rule: str
    subject: str
    holds: bool
    numbers: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Unplaced:
    """A wish that did not fit, and why, in words for people."""

    subject: str
    reason: str


@dataclass(frozen=True)
class Itinerary:
    """A whole plan with its feasibility certificate."""

    destination: str
    start: date
    nights: int
    stops: tuple[Stop, ...]
    days: tuple[DayPlan, ...]
    certificate: tuple[Check, ...]
    unplaced: tuple[Unplaced, ...] = ()
    delight: float = 0.0
    ways: Literal["great circle", "given", "roads", "roads unreached"] = (
        "great circle"  # how minutes are known
    )
    rain_days: tuple[DayPlan, ...] = ()  # for days with visits outdoors: the same day under a roof

    @property
    def is_feasible(self) -> bool:
        return all(check.holds for check in self.certificate)

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the places visited, in order."""
        return tuple(visit.place for day in self.days for visit in day.visits)
