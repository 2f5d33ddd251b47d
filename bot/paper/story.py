"""What the proposal and the trip page show, as values: plain texts, every amount already written."""

from dataclasses import dataclass

from agents.wording.papers import Wording
from crm.agency.rules import Agency

# Characters that turn the direction of the text around them, or that have no width.
_INVISIBLE = dict.fromkeys(
    (0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF)
)
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)))
_LONGEST = 120  # characters of a customer's own words on paper


@dataclass(frozen=True)
class Moment:
    """One line of a day: what happens from when to when; a flight only has the one hour, and no `ends`."""

    starts: str
    ends: str
    title: str
    kind: str  # visit | meal | move | flight
    tag: str = ""
    note: str = ""


@dataclass(frozen=True)
class Day:
    number: int
    date: str
    area: str
    headline: str
    moments: tuple[Moment, ...]
    sleeps: str  # where the night is; empty on the day of the way home
    rain: str = ""  # what the day would hold under a roof


@dataclass(frozen=True)
class Nights:
    """Consecutive nights in one stay."""

    area: str
    stay: str
    stars: int
    check_in: str
    check_out: str
    nights: str
    number: int
    blurb: str


@dataclass(frozen=True)
class PriceLine:
    label: str
    detail: str
    amount: str


@dataclass(frozen=True)
class OptionLine:
    """One of the plans that stood beside each other when the customer chose."""

    label: str
    detail: str
    amount: str
    is_chosen: bool


@dataclass(frozen=True)
class Missing:
    """A wish that this plan does not hold, and why."""

    subject: str
    reason: str


@dataclass(frozen=True)
class Need:
    """What the party needs of every kitchen, or of every way: "Food", "vegetarian and no nuts"."""

    label: str
    text: str


@dataclass(frozen=True)
class Story:
    """Everything that people read of one version. All texts are plain: the templates escape them.

    `say` is the language that the templates speak in too.
    `prices` add up to `total`. The two maps are drawn SVG, safe as they are: a wide one and one for phones.
    """

    say: Wording
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
    total: str
    per_adult: str
    included: tuple[str, ...]
    excluded: tuple[str, ...]
    changes: tuple[str, ...]
    missing: tuple[Missing, ...]
    valid_until: str
    map_svg: str
    map_svg_narrow: str
    map_legend: str
    dues: tuple[PriceLine, ...] = ()  # label, when, amount; together the total
    travellers: tuple[PriceLine, ...] = ()  # who, how they sleep, amount; together the total
    rooms: tuple[PriceLine, ...] = ()  # likewise
    options: tuple[OptionLine, ...] = ()  # where this version is one of several that were offered
    needs: tuple[Need, ...] = ()  # as they stood when the version was published


def plain(text: str, longest: int = _LONGEST) -> str:
    """Make a customer's words fit for paper: one line, no invisible characters, not endless."""
    shown = " ".join(text[: longest * 20].translate(_INVISIBLE).translate(_CONTROLS).split())
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
