"""Gives each date of a message its part in the trip: start, end, or the window it may fall in."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from agents.regexes import regex
from agents.understanding.affairs import is_of_an_affair, names_affairs
from agents.understanding.calendar_words import CELEBRATIONS, MONTHS, either
from agents.understanding.contract import Slot, SlotName
from agents.understanding.date_grammar import GIVE_OR_TAKE, NO_LEEWAY_BEHIND
from agents.understanding.dates import moments
from agents.understanding.homeward import is_homeward
from agents.understanding.left_out import refuses_a_time
from agents.understanding.moments import Moment, moved_after
from agents.understanding.not_meant_days import is_refused, is_told_before, keeps_at_home
from agents.understanding.reading import Reading

_CLOCK = regex(
    r"(?<![\w/.])(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?![\d/.])|\d{1,2}(?: "
    r"\d{2})?\s*(?:[ap]\.?\s?m\b\.?|o'?\"?clock|uhr|heures?|"
    r"(?:in the )?(?:morning|evening|afternoon|night)(?! \w*stay)\b)|at \d{1,2} \d{2}(?!\d)|"
    r"(?:half|quarter|\d{1,2}) past \d{1,2}|\d{1,2}h\d{2})"
)
_START = regex(
    r"(?<!\w)(?:from|starting|start|starts|beginning|begins?|arriv\w*|check(?:ing)?[ -]?in\w*|"
    r"depart\w*|fly\w*|flying|travel\w*|going|pick(?:ing)?[ -]?up|outbound|"
    r"desde|a partir d\w+|du|depuis|salida|llegada|llegamos|llego|ab|vom|von|anreise|с|начиная "
    r"с|заезд|вылет\w*|من|ابتداء من|abfahrt|inicio|ida|partida|chegada|chegamos|partir)"
    r"(?:\s+(?:date|day|is|will be|would be|be|for|on|the|at|it|my|el|dia|le|am|den|em|no|of|"
    r"around|about|approximately|to|would|be|out|to be|rental)){0,4}\s*:?\s*$"
)
# Tickets there and back end nothing: "vol aller retour le 10 février".
_BOTH_WAYS = r"(?<!aller )(?<!aller-)(?<!aller et )(?<!ida y )(?<!ida e )(?<!туда и )(?<!there and )"
_END = regex(
    rf"(?<!\w){_BOTH_WAYS}"
    r"(?:until|untill|til|till|through|thru|to|back|return\w*|ending|ends?|end|checking[ "
    r"-]?out|check(?:ed)?[ -]?out\w*|drop\w*(?:[ -]?off)?|upto|up to|hasta|au|jusqu\w+|bis|zum|"
    r"ate|ao|до|по|الي|حتي|vuelta|regreso|volver|volvemos|regresamos|retour|ruckkehr|ruckreise|"
    r"zuruck|abreise|volta|retorno|voltamos|обратно|выезд|inbound|"
    r"and coming home|come home|coming home|stay(?:ing)? (?:until|till|to)|vacate)"
    r"(?:\s+(?:date|day|is|will be|would be|be|for|on|by|the|it|at|around|my|el|dia|le|am|den|"
    r"em|no|of|flight|trip|leg|home|here|in|the car|a|would|from \w+)){0,4}\s*:?\s*$"
)
# "Change the date to 10 January" tells when the trip begins.
_MOVED_TO = regex(
    r"(?<!\w)(?:chang\w*|mov\w*|shift\w*|postpon\w*|push\w*|reschedul\w*|switch\w*|bring\w*|"
    r"cambi\w*|mover|pasar|aplaz\w*|decal\w*|deplac\w*|report\w*|avanc\w*|mud\w+|alter\w+|adi\w+|перен\w+|"
    r"сдвин\w+|تغيير|تاجيل|تقديم|نقل)"
    r" (?:(?!return|end|check|back|vuelta|retour|volta|العود)[^\s]+ ){0,4}?(?:to|al?|au|para|pour|на|الي)"
    r"(?: (?:the|el|le|o|dia|يوم))?\s*$"
)
_LEAVE = regex(
    r"(?<!\w)(?:leav\w*|leave|salimos|partons|weg)(?:\s+(?:on|the|it|is|at|by|for|"
    r"around)){0,3}\s*$"
)
_FOR_A_PLACE = regex(r" (?:for|to|para|pour|nach|на|в) (?!\d|the |our |my |home|back)\w")
_LEAVE_TRIP = regex(r"from|to |flight|fly|bus|train|trip|home|depart|origin|travel")
_TO_LINK = regex(
    r"^\s*(?:(?:the\s+)?(?:-|to|till|until|til|through|thru|hasta|al|au|jusqu'?au|bis|zum|ate|"
    r"ao|a|до|по|الي|حتي|se|से)|"
    r"(?:,|and|&|y|et|und|e|и|و)?\s{0,40}(?:return\w*|back|check(?:ing)?[ -]?out|leav\w*|end\w*|till|"
    r"until|coming back|vuelta|retour|bis)[\w ]{0,22}?)\s*"
    r"(?:on|the|el|le|den|zum|o|by|in)?\s*(?:the)?\s*$"
)
_PLAIN_LINK = regex(
    r"(?:st|nd|rd|th|\.)?\s*(?:-|to the|to|till|until|through|thru|hasta el|hasta|al|au|bis zum|"
    r"bis|ate|a|ao|до|по|"
    r"الي|से|se)\s*(?:the )?"
)
_AND_LINK = regex(r"^\s*(?:,|and|&|y|et|und|e|и|و|aur)\s*(?:the)?\s*$")
_BETWEEN = regex(
    r"(?:between|any ?time|entre|zwischen|между|بين|either|sometime|somewhere)\s*(?:the|el|le|dem)?\s*$"
)
_AROUND = regex(
    r"(?:around|about|approx\w*|roughly|somewhere|circa|ca\.?|alrededor de[l]?|sobre el|vers le|"
    r"environ|ungefahr|um den|por volta de|perto de|около|примерно|حوالي|ke aas ?paas|"
    r"near)\s*(?:the)?\s*$"
)
_NOT_TRIP = regex(
    r"(?:born|birthday|dob|made|booked|paid|since|ago|yesterday|passport|expires?|anniversary "
    r"(?:is|on)|wedding (?:is|on)|birth)\s*(?:on|is)?\s*(?:the)?\s*$|"
    # "Passport valid until March 2032".
    r"(?<!\w)(?:valid|expir\w+|valid[oa]s?|vencen?|caducan?|valables?|gultig|действу(?:ет|ют)|"
    r"действител(?:ен|ьна|ьны)|истека\w+|صالح\w*|"
    r"ينتهي)(?: (?:un)?til| till| through| up to| to| in| on| hasta| el| en| jusqu'(?:en|au|a)| le|"
    r" bis(?: zum)?|"
    r" am| ate| em| до| в| حتي| في){0,2}\s*$"
)
_CELEBRATED = regex(rf"(?<!\w){CELEBRATIONS}(?: (?:is|falls|es|est|ist|e))?(?: (?:in|en|im|em|в|في))?\s*$")
_POST_END = regex(r"^\s*(?:tak|तक|tk)(?!\w)")
_POST_START = regex(r"^\s*(?:se|से)(?!\w)")
_FLEXIBLE = regex(
    rf"{GIVE_OR_TAKE}(?:\d ?(?:-|to|bis|a) ?)?(?P<n>\d)(?!\d| ?\w+(?!{NO_LEEWAY_BEHIND}))|"
    r"(?:dates? (?:are|is) )?flexible|flexibles?|flexibel|dias flexibles|гибк\w+"
)


# A month by its name; "this November" and "November 2026" mean this one.
_A_MONTH = regex(rf"(?<!this )(?<!diesen )(?<!\w)(?:{either(MONTHS)})(?!\w)(?!\W*20\d\d)(?!.*20\d\d)")


def trip_dates(
    reading: Reading, today: date, nights: int | None, asked: SlotName | None, is_opening: bool
) -> tuple[dict[SlotName, Slot], Reading]:
    """`start_date`, `end_date` and `date_window` of the trip, as said.

    `is_opening` tells that nothing was said before; then "I leave on Friday" with no place or vehicle
    beside it is read as the end of a stay.
    """
    reading = reading.without(*(m.span() for m in _CLOCK.finditer(reading.plain)))
    found = [
        _with_room(m, nights, today, reading) for m in _of_the_trip(reading, moments(reading.plain, today))
    ]
    roles: dict[str, Moment] = {}
    index = 0
    while index < len(found):
        moment, following = found[index], found[index + 1 : index + 2]
        role = _role(reading, moment, asked, is_opening, has_start="start" in roles)
        if role == "any" and moment.said == "day" and "start" in roles:
            moment = moved_after(moment, roles["start"].first)
        if following and _is_range(reading, moment, following[0]):
            _take_range(reading, moment, following[0], nights, roles)
            index += 2
            continue
        _take(reading, moment, role, roles)
        index += 1
    return _slots(reading, roles), reading.without(*((m.begin, m.end) for m in found))


def _of_the_trip(reading: Reading, found: list[Moment]) -> list[Moment]:
    """Without days of births and passports, and of other affairs: "the wedding is on 20 February"."""
    if len(found) == 1 and found[0].said == "window" and _CELEBRATED.search(_before(reading, found[0])):
        return found  # "a trip for his birthday in February" goes when there is no other month
    found = [m for m in found if not _NOT_TRIP.search(_before(reading, m))]
    found = [m for m in found if not is_refused(reading.plain, m.begin, m.end)]
    found = [m for m in found if not keeps_at_home(_before(reading, m))]
    found = [m for m in found if not refuses_a_time(_before(reading, m), reading.plain[m.begin : m.end])]
    found = _without_told_before(reading, found)
    if not found or not names_affairs(reading.plain):
        return found
    return [m for m in found if not is_of_an_affair(reading.plain, m.begin, m.end)]


def _without_told_before(reading: Reading, found: list[Moment]) -> list[Moment]:
    """Without the days of which it is only told that they were named, where another one holds."""
    in_ranges = {m for pair in pairwise(found) if _is_range(reading, *pair) for m in pair}
    held = [m for m in found if m in in_ranges or not is_told_before(reading.plain, m.begin, m.end)]
    return held or found


def _with_room(moment: Moment, nights: int | None, today: date, reading: Reading) -> Moment:
    """The month of next year where too little of this one is left: "two weeks in November" on its 27th."""
    is_month = moment.said == "window" and _A_MONTH.search(reading.plain, moment.begin, moment.end)
    if not is_month or not nights or moment.first != today or (moment.last - moment.first).days >= nights:
        return moment
    year = moment.last.year + 1
    last = date(year, moment.last.month, monthrange(year, moment.last.month)[1])
    return replace(moment, first=last.replace(day=1), last=last)


def _before(reading: Reading, moment: Moment) -> str:
    clause = reading.plain[max(0, moment.begin - 48) : moment.begin]
    return re.split(r"[.!?;\n]\s|,\s*(?=\w)", clause)[-1]


def _role(
    reading: Reading, moment: Moment, asked: SlotName | None, is_opening: bool, *, has_start: bool
) -> str:
    before, after = _before(reading, moment), reading.plain[moment.end : moment.end + 12]
    if _POST_END.match(after):
        return "end"
    is_home = is_homeward(reading.plain, before, moment.end, has_start=has_start)
    if is_home and not _POST_START.match(after):
        return "end"
    if _POST_START.match(after) or _START.search(before) or _MOVED_TO.search(before):
        return "start"
    if _END.search(before):
        return "end"
    if _LEAVE.search(before) and _FOR_A_PLACE.match(reading.plain, moment.end):
        return "start"
    if _LEAVE.search(before):
        rest = reading.plain.replace(before, " ", 1)
        has_arrival = re.search(r"arriv|check(?:ing)?[ -]?in|come|coming|get there", reading.plain)
        if has_arrival or (is_opening and not _LEAVE_TRIP.search(rest)):
            return "end"
        return "end" if asked == "end_date" else "start"
    return "end" if asked == "end_date" else "start" if asked == "start_date" else "any"


def _is_range(reading: Reading, left: Moment, right: Moment) -> bool:
    between = reading.plain[left.end : right.begin]
    if _TO_LINK.match(between) and right.is_exact == left.is_exact:
        return True
    if left.said == "day_month" and not between.strip(" -"):
        return bool(re.fullmatch(r"\s*-\s*", between))
    if _BETWEEN.search(reading.plain[max(0, left.begin - 16) : left.begin]) and _AND_LINK.match(between):
        return True
    return bool(_PLAIN_LINK.fullmatch(between)) and right.is_exact == left.is_exact


def _take_range(
    reading: Reading, left: Moment, right: Moment, nights: int | None, roles: dict[str, Moment]
) -> None:
    right = moved_after(right, left.first)
    days = (right.last - left.first).days
    is_between = _BETWEEN.search(reading.plain[max(0, left.begin - 16) : left.begin])
    if not left.is_exact or (is_between and nights and nights < days):
        roles["window"] = Moment(left.begin, right.end, left.first, max(right.last, left.last), "window")
        return
    roles["start"], roles["end"] = left, right


def _take(reading: Reading, moment: Moment, role: str, roles: dict[str, Moment]) -> None:
    if not moment.is_exact:
        if "window" in roles and re.fullmatch(
            r"\W*(?:or|and|o|ou|oder|y)?\W*", reading.plain[roles["window"].end : moment.begin]
        ):
            held = roles["window"]
            moment = Moment(
                held.begin, moment.end, min(held.first, moment.first), max(held.last, moment.last), "window"
            )
        roles["window"] = moment
        return
    if _AROUND.search(_before(reading, moment)):
        roles["window"] = Moment(
            moment.begin,
            moment.end,
            moment.first - timedelta(days=3),
            moment.first + timedelta(days=3),
            "window",
        )
    flexible = _FLEXIBLE.search(reading.plain) if "window" not in roles else None
    if flexible:
        days = timedelta(days=int(flexible["n"] or 3))
        roles["window"] = Moment(moment.begin, moment.end, moment.first - days, moment.first + days, "window")
    if role == "any":
        role = (
            "end"
            if "start" in roles and "end" not in roles and moment.first > roles["start"].first
            else "start"
        )
        if role == "end" and not re.search(
            r"and|back|return", reading.plain[roles["start"].end : moment.begin]
        ):
            return
    if role == "end" and "start" in roles:
        moment = moved_after(moment, roles["start"].first)
    if role == "start" and "end" in roles and roles["end"].first < moment.first:
        roles["end"] = moved_after(roles["end"], moment.first)
    roles[role] = moment


def _slots(reading: Reading, roles: dict[str, Moment]) -> dict[SlotName, Slot]:
    slots: dict[SlotName, Slot] = {}
    certainty = {"full": 0.98, "day_month": 0.95, "day": 0.85, "weekday": 0.9, "offset": 0.93, "window": 0.85}
    for role, name in (("start", "start_date"), ("end", "end_date")):
        if moment := roles.get(role):
            slots[name] = Slot(  # type: ignore[index]  # both literals are slot names
                moment.first.isoformat(),
                reading.span(moment.begin, moment.end),
                confidence=certainty[moment.said] - (0.2 if "window" in roles else 0),
            )
    if window := roles.get("window"):
        value = {"from": window.first.isoformat(), "to": window.last.isoformat()}
        slots["date_window"] = Slot(value, reading.span(window.begin, window.end), confidence=0.85)
    return slots
