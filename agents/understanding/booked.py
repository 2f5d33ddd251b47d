"""What is booked already, by whoever it was: a hotel for some nights, a ticket, a table on an evening."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from agents.regexes import regex
from agents.understanding.booking_nouns import ENGAGEMENTS, FLIGHT, STAY, THERE_AND_BACK, TICKET
from agents.understanding.calendar_words import MONTHS, WEEKDAYS
from agents.understanding.clock import Time, times
from agents.understanding.contract import Slot, SlotName
from agents.understanding.dates import moments
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.homeward import ends_flown
from agents.understanding.listing import says_both
from agents.understanding.moments import Moment
from agents.understanding.of_whom import kin_leading
from agents.understanding.place_cues import NOT_NAMES, ONE_NAME
from agents.understanding.reading import Reading, read
from agents.understanding.unbooked import Act, acts, gone, named

# Each clause is looked at alone, so that the dates of a booking are not those of the trip.
_CLAUSE = regex(
    r"[!?;\n]+|(?<!\d)\.(?=\s|$)|,?\s{1,40}(?:and|but|y|et|und|e|и|aur|और)\s+(?=(?:our|my|we|i|the|a|dinner|lunch|"
    r"nuestr\w+|notre|unser\w*|nosso|наш|hamara|हमारा)(?!\w))|"
    r",\s*(?=(?:our|my|we|the|dinner|lunch|nuestr\w+|notre|unser\w*|noss[oa]|наш|hamara|हमारा)(?!\w))"
)
_MARK = regex(
    r"(?<!\w)(?:booked|reserved|(?:have|has|with|got) (?:a )?(?:\w+ )?(?:reservation|booking)s?|"
    r"(?:have|has|got|bought|hold|our|my|already) (?:our |the |\d )?tickets? (?:for|to)|table for|"
    r"reservad[oa]s?|(?:tenemos|temos) (?:una |uma )?reserva|a ete reserve\w*|est reserve\w*|"
    r"avons reserve\w*|ai (?:deja )?reserve\w*|(?:ya |ja )?reserv(?:amos|ei)|ya reserve|(?:he|"
    r"hemos) reservado|"
    r"gebucht|reserviert|забронирова\w*|محجوز\w*|حجزنا|حجزت|book (?:hai|kar)\w*|बुक)(?!\w)"
)
_NOT_YET = regex(
    r"(?<!\w)(?:not (?:yet )?(?:booked|reserved)|haven't|have not|hasn't|want|would like|can (?:you|"
    r"we)|could|please|"
    r"should|fully|to be booked|when i booked|with you|find|search\w*|need|looking|confirm|get (?:me|us)|"
    r"so far)(?!\w)"
)
# "Sorry, it is hotel Y for those nights": another name for what was booked before.
_SORRY = regex(
    r"(?<!\w)(?:sorry|actually|correction|(?:i|we) meant?|perdon|disculp\w+|pardon|desolee?s?|entschuldig\w+|"
    r"desculp\w+|извините|простите|عفوا|معذرة|اسف|maaf|माफ)(?!\w)"
)
_THOSE_NIGHTS = regex(
    r"(?<!\w)(?:(?:those|these|the same) (?:nights?|dates|days)|es[at]s? (?:mismas )?(?:noches|fechas)|"
    r"ces (?:nuits|dates)|(?:diese|die gleichen|dieselben) (?:nachte|tage)|essas (?:noites|datas)|"
    r"(?:эти|те) (?:же )?(?:ночи|даты)|(?:تلك|هذه) الليالي|un raato\w*|उन रात\w*)(?!\w)"
)
_TICKET_FOR = regex(
    r"(?<!\w)(?:tickets?|entry|entrance|entradas?|billets?|eintrittskarten|ingressos?) (?:for|to|"
    r"para|pour|fur) "
    r"(?:the |el |la |le |die |den |das |o |a )?(?P<name>[^\d,.!?;\n]{3,50}?)"
    r"(?=\s+(?:on|at|for|el|le|am|em|is|are|booked|reserv\w+|already|day)(?!\w)|[,.!?;\n]|$)"
)
_DAY_NUMBER = regex(
    r"(?<!\w)(?:day|dia|jour|tag|день|اليوم|din|दिन) (?P<n>\d{1,2})(?!\d)|(?<!\w)(?P<w>\d{1,2})(?:st|"
    r"nd|rd|th|-?й) "
    r"(?:day|день)(?!\w)|(?<!\w)(?P<first>first|last) (?:day|evening|night)(?!s|\w)"
)
_FIRST_NIGHTS = regex(r"(?<!\w)(?:first|primeras|premieres|ersten|primeiras|первые) "
                           r"(?P<n>\d|one|two|three|four|five) "
                           r"(?:nights?|noches|nuits|nachte|noites|ноч\w+)")  # fmt: skip
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_HOTEL = regex(
    r"(?<!\w)(?:hotel|resort|villa|stay(?:ing)? at|room at|booked at|booked (?:the )?|отель|فندق|"
    r"होटल)\s+(?P<name>[^\d,]{4,50}?)"
    r"(?=\s+(?:is|are|was|has|have|already|from|for|on|between|esta|est|ist|wurde|забронир|booked|"
    r"hai|है|محجوز)(?!\w)|\s*$)"
)
_NOT_NAME = NOT_NAMES | {
    "Booked",
    "Hotel",
    "Dinner",
    "Lunch",
    "Day",
    "Tickets",
    "Table",
    "Unser",
    "Notre",
    "Nuestro",
}


def booked(
    reading: Reading, places: Gazetteer, today: date, earlier: Iterable[str] = ()
) -> tuple[dict[SlotName, Slot], Reading]:
    """`booked`, a list, and the message without the clauses that it was read from.

    Each is {"kind": "stay", "name", "from", "until"}, {"kind": "visit", "name", "day", "at"?} or
    {"kind": "engagement", "name", "day", "at", "to"?}: days are ISO dates, or the number of a day of the
    trip; times are "19:00". What lacks its day or its time is not read as booked, except a stay "for those
    nights", which has neither "from" nor "until": they are the ones of the stay told before. With "gone", and
    then without days, it is not booked any more; flights that are not take back their times. `earlier` are
    the customer's messages before this one, which may have told of the bookings that are off.
    """
    items, spans, found = _gone(reading, places, today, earlier)
    reading = reading.without(*spans) if spans else reading
    for begin, end in _clauses(reading.plain):
        clause = reading.plain[begin:end]
        is_mended = bool(_SORRY.search(reading.plain, begin, end) and _THOSE_NIGHTS.search(clause))
        is_asked = reading.plain[end : end + 1] == "?"
        if not (_MARK.search(clause) or (is_mended and not is_asked)) or _NOT_YET.search(clause):
            continue
        if (one := _read(reading, begin, end, today)) is not None:
            items.append(one)
            spans.append((begin, end))
    if items:
        found["booked"] = Slot(items, reading.span(min(spans)[0], max(spans)[1]), confidence=0.85)
    return found, reading.without(*spans) if spans else reading


def _gone(
    reading: Reading, places: Gazetteer, today: date, earlier: Iterable[str]
) -> tuple[list[dict[str, Any]], list[tuple[int, int]], dict[SlotName, Slot]]:
    """What is off: items of `booked`, the words that tell of it, and times of flights taken back."""
    items: list[dict[str, Any]] = []
    spans: list[tuple[int, int]] = []
    flown: dict[SlotName, Slot] = {}

    def towns() -> list[tuple[int, int]]:
        return [(one.begin, one.end) for one in places.mentions(reading.plain)]

    for act, where in [
        (one, part) for one in acts(reading, _told(earlier), towns) if one.counts for part in one.parts
    ]:
        if flight := FLIGHT.search(reading.plain, *where) or THERE_AND_BACK.search(reading.plain, *where):
            if kin_leading(reading.plain, *flight.span()):
                continue  # "my brother's flights are cancelled": ours are not
            taken_back = Slot(None, reading.span(*where), confidence=0.85, retracted=True)
            goals = any(one.place.is_sold for one in places.mentions(reading.plain[slice(*where)]))
            flown |= dict.fromkeys(ends_flown(reading.plain, where, names_goal=goals), taken_back)
            spans += [(act.begin, act.end), flight.span()]
        elif (one := _thing(reading, act, where, places, today)) is not None:
            is_two = not one[0]["name"] and says_both(reading.plain, where, (act.begin, act.end))
            items += [one[0]] * (2 if is_two else 1)
            spans += one[1]
    return items, spans, flown


def _thing(
    reading: Reading, act: Act, where: tuple[int, int], places: Gazetteer, today: date
) -> tuple[dict[str, Any], list[tuple[int, int]]] | None:
    """The booking that a part of an act is about, with its words and its days; a town beside it is left to
    stand."""
    plain = reading.plain
    engaged = next(((n, m) for n, pattern in ENGAGEMENTS if (m := pattern.search(plain, *where))), None)
    ticket = _TICKET_FOR.search(plain, *where)
    name = reading.words(*ticket.span("name")) if ticket else _name(reading, *where)
    begin = reading.text.find(name, *reading.span(*where)) if name else -1
    span = reading.range_of(begin, begin + len(name)) if begin >= 0 else (0, 0)
    if span[0] < act.end and act.begin < span[1]:  # a name ends where it is said what became of it
        name = reading.words(span[0], act.begin) if span[0] < act.begin else ""
    name = named(name)
    is_ticket = bool(TICKET.search(plain, *where))
    is_town = any(m.begin <= span[0] and span[1] <= m.end for m in places.mentions(plain)) if name else False
    item = gone(
        plain[slice(*where)],
        engaged[0] if engaged else None,
        "" if is_town and not is_ticket else name,
        is_ticket=is_ticket,
    )
    if item is None:
        return None
    things = [engaged[1].span()] if engaged else [m.span() for m in STAY.finditer(plain, *where)]
    days = [(where[0] + m.begin, where[0] + m.end) for m in moments(plain[slice(*where)], today)]
    return item, [(act.begin, act.end), *things, *days, *([] if is_town or not name else [span])]


def _told(earlier: Iterable[str]) -> Iterator[str]:
    """The plain clauses in which earlier messages told of bookings."""
    for plain in (read(text).plain for text in earlier):
        yield from (plain[slice(*clause)] for clause in _clauses(plain) if _MARK.search(plain, *clause))


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    at = 0
    for stop in _CLAUSE.finditer(plain):
        yield at, stop.start()
        at = stop.end()
    yield at, len(plain)


def _read(reading: Reading, begin: int, end: int, today: date) -> dict[str, Any] | None:
    clause = reading.plain[begin:end]
    clocks = times(clause)
    dateless = clause
    for time in clocks:  # "at 7.30" is no date
        dateless = dateless[: time.begin] + " " * (time.end - time.begin) + dateless[time.end :]
    days = [moment for moment in moments(dateless, today) if moment.is_exact]
    engaged = next((name for name, pattern in ENGAGEMENTS if pattern.search(clause)), None)
    if engaged:
        return _engagement(engaged, _day(days, clause), clocks)
    ticket = _TICKET_FOR.search(reading.plain, begin, end)
    name = reading.words(*ticket.span("name")) if ticket else _name(reading, begin, end)
    if TICKET.search(clause):
        day = _day(days, clause)
        at = {"at": clocks[0].written} if clocks else {}
        return {"kind": "visit", "name": name, "day": day, **at} if name and day is not None else None
    if FLIGHT.search(clause) and not STAY.search(clause):
        return None  # "Bali from 10 Feb, our return flight is booked for 17 Feb": nobody stays in a flight
    return _stay(name, days, clause) if name else None


def _engagement(name: str, day: str | int | None, clocks: list[Time]) -> dict[str, Any] | None:
    if day is None or not clocks:
        return None
    until = {"to": clocks[1].written} if len(clocks) > 1 and clocks[1].minute > clocks[0].minute else {}
    return {"kind": "engagement", "name": name, "day": day, "at": clocks[0].written, **until}


def _stay(name: str, days: list[Moment], clause: str) -> dict[str, Any] | None:
    if first := _FIRST_NIGHTS.search(clause):
        nights = _NUMBERS.get(first["n"]) or int(first["n"])
        return {"kind": "stay", "name": name, "from": 1, "until": 1 + nights}
    if _THOSE_NIGHTS.search(clause):
        return {"kind": "stay", "name": name}
    dates = sorted({day for moment in days for day in (moment.first, moment.last)})
    if len(dates) != 2:
        return None
    return {"kind": "stay", "name": name, "from": dates[0].isoformat(), "until": dates[1].isoformat()}


def _day(days: list[Moment], clause: str) -> str | int | None:
    if number := _DAY_NUMBER.search(clause):
        if number["first"]:
            return 1 if number["first"] == "first" else -1
        return int(number["n"] or number["w"])
    return days[0].first.isoformat() if len(days) == 1 else None


def _name(reading: Reading, begin: int, end: int) -> str:
    """The name in a clause: the longest run of words with capitals, else what stands beside "hotel"."""
    first, last = reading.span(begin, end)
    names = []
    for match in ONE_NAME.finditer(reading.text, first, last):
        words = match.group().split()
        while words and (words[0] in _NOT_NAME or words[0].lower() in MONTHS or words[0].lower() in WEEKDAYS):
            words.pop(0)
        while words and (words[-1] in _NOT_NAME or words[-1].lower() in MONTHS):
            words.pop()
        names.append(" ".join(words))
    if longest := max(names, key=len, default=""):
        return longest
    hotel = _HOTEL.search(reading.plain, begin, end)
    return reading.words(*hotel.span("name")) if hotel else ""
