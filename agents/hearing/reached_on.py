"""On which day a stop of the planned trip is reached: "we arrive in Ubud on the 5th" moves no trip."""

from dataclasses import replace
from datetime import date, timedelta

from agents.hearing.stops_named import Places, towns_of_the_trip
from agents.regexes import regex
from agents.scene.captured import Joined
from agents.scene.facts import known_slots
from agents.scene.wishes import as_date, value_of
from agents.understanding.clauses import clause_around
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.reading import Reading, read
from crm.conversations.values import Scene

_ARRIVES = regex(
    r"(?<!\w)(?:(?:we|i)(?:'ll| will| want to| would like to| should| must)? "
    r"(?:arrive|reach|get to|come to|be in)|"
    r"(?:we|i)(?:'re| are|'m| am) (?:arriving|reaching|getting|in)|"
    r"llegamos|llegar(?:emos)?|estaremos|estamos|arriv(?:ons|erons|er)|serons|(?:on|nous) (?:arrive|sera)|"
    r"kommen|ankommen|erreichen|sind|chegamos|chegar(?:emos)?|estaremos|estamos|"
    r"приезжаем|прибываем|приедем|будем|pahunch\w+|पहुंच\w*|पहुँच\w*|نصل|سنصل)(?![\w\u0900-\u0963])"
)
# A town that is added on a day is reached on it: "add Munnar on the 12th".
_ADDS = regex(
    r"(?<!\w)(?:add|include|squeeze in|anad\w+|agreg\w+|inclu\w+|ajout\w+|(?:hinzu|ein)(?:fug|plan)\w*|"
    r"adicion\w+|acrescent\w+|добав\w+|включ\w+|jod\w*|जोड\S*|اضف|اضيفوا|اضافه)(?![\w\u0900-\u0963])"
)
_BARE_DAY = regex(r"\D*(?P<day>\d{1,2})\D*")


def reached_on(
    understanding: Understanding, joined: Joined, scene: Scene, places: Places
) -> Understanding | None:
    """Give the day on which a town of the trip is reached as a wish for that town; None where none is told.

    Only a day behind the start of a trip whose start is known is one of its days. A time of arrival tells of
    a flight, and who reaches the place where the whole trip goes begins it there.
    """
    reading, told = read(joined.text), understanding.slots.get("start_date")
    if told is None or told.message or told.retracted or "arrives_at" in understanding.slots:
        return None
    town = _town_reached(reading, told, scene, places)
    day = _day_of_the_trip(joined.text[slice(*told.span)], told, scene)
    if town is None or day is None:
        return None
    kept: dict[SlotName, Slot] = {
        n: s for n, s in understanding.slots.items() if n not in ("start_date", "destinations")
    }
    others = [*kept["stop_nights"].value] if "stop_nights" in kept else []
    item = {"place": town, "added": True, "reached": day.isoformat()}
    return replace(understanding, slots={**kept, "stop_nights": replace(told, value=[*others, item])})


def _town_reached(reading: Reading, told: Slot, scene: Scene, places: Places) -> str | None:
    """The one town of the trip in the clause of a day, where that says that we arrive, or adds it."""
    first, last = clause_around(reading.plain, *reading.range_of(*told.span))
    if not any(says.search(reading.plain, first, last) for says in (_ARRIVES, _ADDS)):
        return None
    towns = towns_of_the_trip(reading, scene, places)
    named = {town.place.name for town in towns if first <= town.begin < last}
    return named.pop() if len(named) == 1 else None


def _day_of_the_trip(said: str, told: Slot, scene: Scene) -> date | None:
    """The day that was told as one behind the start of the planned trip; one told without its month is of
    the trip's own."""
    start = as_date(scene.trip.itinerary.get("start")) if scene.trip else None
    nights = scene.trip.itinerary.get("nights") if scene.trip else None
    is_known = as_date(value_of(known_slots(scene), "start_date")) is not None
    if start is None or not isinstance(nights, int) or not is_known:
        return None
    days = [start + timedelta(days=n) for n in range(1, nights)]
    bare = _BARE_DAY.fullmatch(said)
    if bare is not None:
        return next((day for day in days if day.day == int(bare["day"])), None)
    day = as_date(told.value)
    return day if day in days else None
