"""The report in plain words: of one day that has passed, or of a stretch of days."""

import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from unicodedata import normalize

from agents.orders.contract import Order
from agents.orders.when import before_today, days_back
from agents.regexes import regex
from agents.understanding.dates import moments

LONGEST = 366  # days of one report

_FIGURES = (
    r"(?:report|numbers|figures|results|revenues?|sales|turnover|earnings|income|takings|stats|performance)"
)
_CIFRAS = r"(?:informe|reporte|n[uú]meros|cifras|resultados|ventas|ingresos|facturaci[oó]n)"
_KAMAI = r"(?:report|kamai|revenue|sales?|numbers|business)"
_BATAO = r"(?:batao|bata do|dikhao|dikha do|do|de do|kya (?:hai|thi)|kais[aie] (?:hai|tha|thi|raha|rahi))"
_SOLD = r"(?:sell|sold|earn|earned|make|made|turn over|bring in|brought in)"
_SO_MANY = (
    r" did (?:we|i) (?:have|get|make|sell|close|win)| have (?:we|i) (?:had|got|made|sold)|"
    r" (?:are|were) there| got sold| came in"
)
_SHOW = r"(?:show me |show |give me |see |send me |tell me |what(?:'s| is| was| were| are) )?(?:the |our )?"
_DAYS = r"(?P<days> .{1,80})?"
_REPORTS = tuple(
    regex(pattern)
    for pattern in (
        rf"how (?:did|are|have) we (?:do|doing|done){_DAYS}",
        rf"how(?: was| were| is|'s) (?:business|the business|sales){_DAYS}",
        rf"how many (?:bookings|sales|trips)(?:{_SO_MANY})?{_DAYS}",
        rf"how many (?:did|have) (?:we|i) (?:sell|sold|close|closed|book|booked){_DAYS}",
        rf"how much (?:did|have|has) (?:we|the team) {_SOLD}{_DAYS}",
        rf"{_SHOW}(?:(?P<before>.{{1,80}}?)(?:'s)? )?{_FIGURES}{_DAYS}",
        rf"(?:mu[eé]strame |dame )?(?:el |los |las |la )?{_CIFRAS}{_DAYS}",
        rf"(?:c[oó]mo nos (?:fue|va)|cu[aá]nto (?:vendimos|facturamos|ganamos)){_DAYS}",
        rf"(?P<before>.{{1,80}}?) (?:k[iaeo] )?{_KAMAI}(?: {_BATAO})?",
        rf"(?P<before>.{{1,80}}?) (?:{_KAMAI} )?kitn[iae] (?:hui|hua|hue|thi|tha|hai|kamaya|becha|kiya)",
        rf"kitn[iae] {_KAMAI} (?:hui|hua|hue|thi|tha|hai|kamaya|becha|kiya){_DAYS}",
    )
)
# "Who sold the most" without days is asked of the month: one day shows no team.
_TEAM = regex(
    rf"(?:(?:who|which (?:agent|one)) (?:has )?(?:sold|won|closed|booked) (?:the )?(?:most|best)|"
    rf"(?:(?:show me |show |who is |who's )?(?:the |our )?(?:best|top) (?:agent|seller|performer)s?)|"
    rf"(?:show me |show )?(?:the |our )?team(?:'s)? {_FIGURES}|how is the team doing){_DAYS}"
)

_MONTHS = {
    month: number
    for number, words in enumerate(
        (
            "january jan enero", "february feb febrero", "march mar marzo", "april apr abril", "may mayo",
            "june jun junio", "july jul julio", "august aug agosto", "september sept sep septiembre",
            "october oct octubre", "november nov noviembre", "december dec diciembre",
        ),
        start=1,
    )
    for month in words.split()
}  # fmt: skip
_MONTH = regex(
    rf"\b(?:the )?(?:month of |mes de )?({'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
    r"(?:,? (?:of |de |del )?(20\d\d))?\b"
)
_AND = regex(r"(?:\s|,|&|-|–|\+|(?<!\w)(?:and|y|aur|to|till|until|through|al?|hasta|se)(?!\w))+")
_TO = regex(r"-|–|(?<!\w)(?:to|till|until|through|al?|hasta|se)(?!\w)")
_BACK = regex(
    r"\b(?:the )?(?:(?:last|past|previous|pichhle|pichle|[uú]ltimos|[uú]ltimas) )?(?:the )?"
    r"(\d{1,3}) (days?|weeks?|din|hafte|d[ií]as|semanas)\b"
)
_SINCE = regex(r"\b(?:since|from|desde)\b")
_UNITS = {
    **dict.fromkeys(("week", "hafte", "semana"), 0),
    **dict.fromkeys(("month", "mahine", "mes"), 1),
    **dict.fromkeys(("quarter", "trimestre"), 3),
    **dict.fromkeys(("year", "saal", "ano", "año"), 12),
}  # in months; a week is none
_UNIT = "|".join(_UNITS)
_CALENDAR = regex(
    rf"\b(?:the )?(?:(?:this|current|iss?|est[ae])|(?P<past>last|previous|pichh?le)) (?P<unit>{_UNIT})\b"
)
_PASADO = regex(rf"\b(?:el|la) (?P<unit>{_UNIT}) (?P<past>pasad[oa])\b")
_ROLLING = {"weekly": 7, "monthly": 30}
_YEAR = regex(r"\b20\d\d\b")
# What may stand around a stretch of days without changing it.
_EMPTY = regex(
    r"\b(?:for|of|in|on|over|during|from|to|till|until|up|the|so|far|date|now|and|between|ka|ki|ke|me|mein|"
    r"hum|humne|el|la|los|las|del?|en|al?|desde|hasta|por|hoy)\b|[-–,?]"
)

Stretch = tuple[date, date]


def report_asked(plain: str, today: date) -> Order | None:
    """Read a wish for the report; None where its days, or anything else in it, were not understood."""
    if team := _TEAM.fullmatch(plain):
        return report_of((team["days"] or "this month").strip(), today)
    for pattern in _REPORTS:
        if asked := pattern.fullmatch(plain):
            parts = asked.groupdict()
            told = f"{parts.get('before') or ''} {parts.get('days') or ''}".strip()
            if found := report_of(told, today):
                return found
    return None


def report_of(told: str, today: date) -> Order | None:
    """Ask for the report of these days, of today where none are told; None where they are not understood."""
    found = past_days(told, today) if told.strip() else (today, today)
    if found is None:
        return None
    first, last = found
    days = (last - first).days + 1
    if not 1 <= days <= LONGEST or last > today:
        return None
    return Order("report", day=last.isoformat(), wanted={"days": str(days)} if days > 1 else {})


def past_days(told: str, today: date) -> Stretch | None:
    """Read one stretch of days that has begun, both ends included; it ends today where it is not over."""
    for reader in (_counted, _calendar, _month, _named, _dated):
        if found := reader(told, today):
            (first, last), (begin, end) = found
            rest = f"{told[:begin]} {told[end:]}"
            if not _EMPTY.sub(" ", rest).strip() and first <= today:
                return first, min(last, today)
    return None


_Found = tuple[Stretch, tuple[int, int]]


def _counted(told: str, today: date) -> _Found | None:
    """ "The last 7 days" are seven, today among them: as many as the report of thirty days counts."""
    back = _BACK.search(told)
    if back is None:
        return None
    number = int(back[1]) * (7 if back[2][0] in "wh" or back[2] == "semanas" else 1)
    return ((today - timedelta(days=max(number, 1) - 1), today), back.span())


def _calendar(told: str, today: date) -> _Found | None:
    """Read a week, month, quarter or year of the calendar, this or the last one, or a year by its number."""
    if match := _CALENDAR.search(told) or _PASADO.search(told):
        length, is_past = _UNITS[match["unit"]], bool(match["past"])
        of_months = _months(today, length, is_past=is_past) if length else _week(today, is_past=is_past)
        return (of_months, match.span())
    if told.strip() in _ROLLING:
        return ((today - timedelta(days=_ROLLING[told.strip()] - 1), today), (0, len(told)))
    year = _YEAR.search(told)
    if year is None or _EMPTY.sub(" ", told).strip() != year.group():
        return None
    first = date(int(year.group()), 1, 1)
    return ((first, _end_of_months(first, 12)), year.span())


def _week(today: date, *, is_past: bool) -> Stretch:
    monday = today - timedelta(days=today.weekday() + (7 if is_past else 0))
    return monday, monday + timedelta(days=6)


def _months(today: date, length: int, *, is_past: bool) -> Stretch:
    """Give this stretch of `length` calendar months, or the one before it."""
    first = date(today.year, (today.month - 1) // length * length + 1, 1)
    if is_past:
        before = first - timedelta(days=1)
        first = date(before.year, (before.month - 1) // length * length + 1, 1)
    return first, _end_of_months(first, length)


def _end_of_months(first: date, length: int) -> date:
    last = first.month + length - 1
    return date(first.year, last, monthrange(first.year, last)[1])


def _month(told: str, today: date) -> _Found | None:
    """A month without a year is the newest that has begun; several in a row are one stretch."""
    found = list(_MONTH.finditer(told))
    if not found or any(not _AND.fullmatch(told, a.end(), b.start()) for a, b in pairwise(found)):
        return None
    newest = found[-1]
    number = _MONTHS[newest[1]]
    year = int(newest[2]) if newest[2] else today.year - (number > today.month)
    months = [year * 12 + number - 1]
    for earlier in reversed(found[:-1]):
        gap = (months[0] % 12 - (_MONTHS[earlier[1]] - 1)) % 12
        months.insert(0, months[0] - (gap or 12))
        if earlier[2] and int(earlier[2]) != months[0] // 12:
            return None
    is_spread = len(found) == 2 and _TO.search(told, found[0].end(), found[1].start())
    if not is_spread and months != list(range(months[0], months[0] + len(months))):
        return None
    first, last = (date(month // 12, month % 12 + 1, 1) for month in (months[0], months[-1]))
    return ((first, _end_of_months(last, 1)), (found[0].start(), newest.end()))


def _named(told: str, today: date) -> _Found | None:
    if _SINCE.search(told):
        return None
    named = days_back(told, today)
    if named is None or named.first is None:
        return None
    return ((named.first, named.last or today), named.span)


def _dated(told: str, today: date) -> _Found | None:
    """Read a date, two of them, or one since which the days count."""
    found = moments("".join(normalize("NFD", letter)[0] for letter in told), today)
    days = [before_today(one.first, one.said, today) for one in found if one.first == one.last]
    if not days or len(days) != len(found) or len(days) > 2 or days != sorted(days):
        return None
    since = len(days) == 1 and re.search(r"\b(?:since|desde)\b", told[: found[0].begin])
    begin = since.start() if since else found[0].begin
    between = told[found[0].end : found[-1].begin]
    if len(days) == 2 and not re.fullmatch(
        r"\s*(?:to|till|until|and|y|al?|hasta(?: el)?|se|-|–)\s*", between
    ):
        return None
    return ((days[0], today if since else days[-1]), (begin, found[-1].end))
