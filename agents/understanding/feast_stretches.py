"""Stretches of days named after a feast or a school's holidays: "Semana Santa", "in den Osterferien"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.easter import easter

from agents.regexes import regex
from agents.understanding.moments import Moment

# A day of the year, or so many days from Easter Sunday.
_Day = tuple[int, int] | int

# What the stretch is called, its first and its last day. School holidays differ by state and zone: these
# hold what most have, for a trip is sought within them and not on their first day.
_STRETCHES: Sequence[tuple[str, _Day, _Day]] = (
    (
        (r"osterferien|vacances (?:scolaires )?de paques|vacaciones de (?:semana santa|pascua)|"
        r"ferias (?:da|de) pascoa|пасхальн\w+ каникул\w*|easter (?:school )?(?:holidays?|break|vacations?)|"
        r"(?:عطله|اجازه) عيد الفصح|easter ki chhutti\w*|ईस्टर की छुट्टि\w+"),
        -8,
        7,
    ),
    (r"semana santa|holy week|semaine sainte|karwoche|страстн\w+ недел\w+|اسبوع الالام", -7, 0),
    (r"pfingstferien", 47, 62),
    (
        (r"pfingsten|pfingstwochenende|pentecote|(?:el )?pentecostes|whitsun(?:tide)?|whit weekend|"
        r"троиц[ауы]|عيد العنصره"),
        47,
        50,
    ),
    (
        (r"(?<=no )carnaval|(?<=do )carnaval|(?<=de )carnaval(?:es)?|(?<=en )carnaval(?:es)?|"
        r"(?<=el )carnaval|(?<=los )carnavales|(?<=au )carnaval|(?<=le )carnaval|(?<=a )carnaval|"
        r"(?<=ce )carnaval|"
        r"^carnaval$|karneval|fasching|(?<=на )карнавал"),
        -51,
        -46,
    ),
    (r"faschingsferien|winterferien|vacances (?:de (?:fevrier|ski)|d'hiver)", (2, 6), (3, 7)),
    (
        (r"herbstferien|vacaciones de otono|осенн\w+ каникул\w*|(?:autumn|october) (?:half[ -]?term|"
        r"holidays?|break)"),
        (10, 3),
        (11, 3),
    ),
    (r"vacances (?:scolaires )?(?:de la toussaint|d'automne)|conge de toussaint", (10, 17), (11, 3)),
    (r"(?<=la )toussaint", (10, 30), (11, 3)),
    (
        (r"weihnachtsferien|vacances (?:scolaires )?(?:de noel|de fin d'annee)|vacaciones de navidad|"
        r"ferias de (?:natal|fim de ano)|рождественск\w+ каникул\w*|(?:christmas|xmas) "
        r"(?:school )?(?:holidays?|break|vacations?)|(?:عطله|اجازه) (?:الكريسماس|عيد الميلاد)"),
        (12, 20),
        (1, 5),
    ),
    (
        r"новогодн\w+ (?:каникул\w*|праздник\w*|выходн\w+)|январск\w+ (?:каникул\w*|праздник\w*)",
        (1, 1),
        (1, 8),
    ),
    (r"майск\w+ (?:праздник\w*|каникул\w*|выходн\w+)|(?<=на )майские|^майские$", (5, 1), (5, 10)),
    (r"sommerferien|grandes vacances|vacances d'ete|vacaciones de verano", (7, 1), (8, 31)),
    (r"летн\w+ каникул\w*", (6, 1), (8, 31)),
    (r"весенн\w+ каникул\w*", (3, 22), (4, 2)),
    (r"puente de (?:mayo|l? ?primero de mayo)", (4, 30), (5, 3)),
    (r"puente del pilar", (10, 9), (10, 12)),
    (r"puente de (?:noviembre|todos los santos|l?os santos)", (10, 30), (11, 2)),
    (r"puente de (?:diciembre|la constitucion|la inmaculada)", (12, 4), (12, 9)),
)  # fmt: skip
_AFTER = r"after|despues de|tras|apres|nach|depois d[eao]|после|بعد"
_BEFORE = r"before|antes de|avant|vor|antes d[eao]|перед|до|قبل"
NAMED_STRETCH = regex(
    rf"(?<!\w)(?:(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE})|in|over|during|for|at|en|durante|por|para|pendant|"
    r"a|aux|au|uber|an|zu|im|na|nas|no|nos|em|для|на|в|во время|في|خلال)\s{0,3})?"
    r"(?:(?:the|la|las|las?s|los|el|le|les|l'|den|dem|der|die|das|o|as|os)\s{0,3})?(?<!\w)(?:"
    + "|".join(rf"(?P<s{i}>{words})" for i, (words, _, _) in enumerate(_STRETCHES))
    + r")(?![\w\u0900-\u0963])(?:\s+(?:de |del |of |в )?(?P<year>20\d\d))?"
)
_LONG_BESIDE = timedelta(days=14)


def named_stretch(match: re.Match[str], today: date) -> list[Moment]:
    """The next such stretch that is not over, or that of the year named; the two weeks before or after it."""
    name = next(key for key, words in match.groupdict().items() if words and re.fullmatch(r"s\d+", key))
    _, first_day, last_day = _STRETCHES[int(name[1:])]
    said = int(match["year"]) if match["year"] else None
    for year in (said,) if said else (today.year - 1, today.year, today.year + 1):
        first, last = _in_year(first_day, year), _in_year(last_day, year)
        if last < first:
            last = _in_year(last_day, year + 1)
        if match["after"]:
            first, last = last + timedelta(days=1), last + _LONG_BESIDE
        elif match["before"]:
            first, last = first - _LONG_BESIDE, first - timedelta(days=1)
        if said or last >= today:
            is_open = last >= today
            return [Moment(*match.span(), max(first, today) if is_open else first, last, "window")]
    return []


def _in_year(day: _Day, year: int) -> date:
    sunday: date = easter(year)
    return sunday + timedelta(days=day) if isinstance(day, int) else date(year, *day)
