"""Months, weekdays and days by name in eight languages, and feasts with the dates they fall on."""

import re
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

from agents.understanding.reading import words

_MONTHS = (
    "january|jan|janvier|janv|enero|ene|janeiro|januar|januari|января|январь|январе|янв|يناير|जनवरी",
    "february|feb|fevrier|fevr|febrero|fevereiro|fev|februar|февраля|февраль|феврале|фев|فبراير|फरवरी|फरवरी",
    "march|mar|mars|marzo|marco|marz|maerz|марта|март|марте|مارس|मार्च",
    "april|apr|avril|avr|abril|abr|апреля|апрель|апреле|апр|ابريل|نيسان|अप्रैल",
    "may|mai|mayo|maio|мая|май|мае|مايو|ايار|मई",
    "june|jun|juin|junio|junho|juni|июня|июнь|июне|июн|يونيو|जून",
    "july|jul|juillet|juil|julio|julho|juli|июля|июль|июле|июл|يوليو|जुलाई",
    "august|aug|aout|agosto|ago|августа|август|августе|авг|اغسطس|अगस्त",
    (
        "september|sept|sep|septembre|septiembre|setembro|set|сентября|сентябрь|сентябре|сен|"
        "سبتمبر|सितंबर|सितम्बर"
    ),
    "october|oct|octobre|octubre|outubro|out|oktober|okt|октября|октябрь|октябре|окт|اكتوبر|अक्टूबर|अक्तूबर",
    "november|nov|novembre|noviembre|novembro|ноября|ноябрь|ноябре|ноя|نوفمبر|नवंबर|नवम्बर",
    (
        "december|dec|decembre|diciembre|dic|dezembro|dez|dezember|декабря|декабрь|декабре|дек|"
        "ديسمبر|दिसंबर|दिसम्बर"
    ),
)
MONTHS = {name: i for i, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
# "mar", "set", "out", "ago" and the like are months only beside a day; "may" alone needs a preposition.
SHAKY_MONTHS = words("may mar march mars marco set out ago abr dic ene dez jun jul jan sep feb fev mai मई")

_WEEKDAYS = (
    "monday|mon|lunes|lundi|montag|segunda-feira|segunda feira|segunda|понедельник|الاثنين|सोमवार|somvar",
    "tuesday|tues|tue|martes|mardi|dienstag|terca-feira|terca feira|terca|вторник|الثلاثاء|मंगलवार|mangalvar",
    (
        "wednesday|wed|miercoles|mercredi|mittwoch|quarta-feira|quarta feira|quarta|среду|среда|"
        "الاربعاء|बुधवार|budhvar"
    ),
    (
        "thursday|thurs|thur|thu|jueves|jeudi|donnerstag|quinta-feira|quinta feira|quinta|четверг|"
        "الخميس|गुरुवार|guruvar"
    ),
    (
        "friday|fri|viernes|vendredi|freitag|sexta-feira|sexta feira|sexta|пятницу|пятница|الجمعه|"
        "शुक्रवार|shukravar"
    ),
    "saturday|sat|sabado|samedi|samstag|субботу|суббота|السبت|शनिवार|shanivar",
    "sunday|sun|domingo|dimanche|sonntag|воскресенье|الاحد|रविवार|ravivar|itvaar",
)
WEEKDAYS = {name: i for i, names in enumerate(_WEEKDAYS) for name in names.split("|")}
SHAKY_WEEKDAYS = frozenset(
    {"sun", "sat", "mon", "segunda", "terca", "quarta", "quinta", "sexta", "wed", "thu"}
)

_OFFSETS = {
    0: (
        "today|tonight|this evening|this afternoon|this morning|aujourd'hui|ce soir|hoy|esta noche|"
        "heute|hoje|сегодня|اليوم|الليله|आज|aaj"
    ),
    1: "tomorrow|demain|manana|morgen|amanha|завтра|غدا|بكره|कल|kal",
    2: (
        "the day after tomorrow|day after tomorrow|apres-demain|apres demain|pasado manana|"
        "ubermorgen|depois de amanha|"
        "послезавтра|بعد غد|परसों|parso|parson"
    ),
}
OFFSETS = {name: days for days, names in _OFFSETS.items() for name in names.split("|")}

# Days that a family keeps, each on a date of its own.
CELEBRATIONS = (
    r"(?:(?:birth|b-?|wedding )day|birthday|anniversary|engagement|cumpleanos|aniversario|anniversaire|"
    r"geburtstag|hochzeitstag|jahrestag|день рождения|д р|годовщин\w+|юбиле\w+|"
    r"(?:ال)?(?:عيد ميلاد|ذكري زواج)\w*|janamdin|janmdin|saalgirah|salgirah|जन्मदिन|सालगिरह|वर्षगांठ)"
)

_FEASTS = {
    "christmas_eve": (
        "christmas eve|nochebuena|heiligabend|heilig abend|vespera de natal|reveillon de noel|сочельник"
    ),
    "christmas": (
        "christmas day|christmas|navidades|navidad|noel|weihnachten|natal|рождество|рождества|"
        "الكريسماس|क्रिसमस"
    ),
    "new_year_eve": (
        "new year's eve|new years eve|new year eve|nye|nochevieja|silvester|saint-sylvestre|"
        "reveillon|31st night"
    ),
    "new_year": (
        "new year's day|new years day|new year's|new years|new year|ano nuevo|nouvel an|neujahr|"
        "ano novo|"
        "новый год|нового года|новым годом|راس السنه|नया साल|नए साल|naya saal|naye saal"
    ),
    "diwali": "diwali|deepavali|deepawali|divali|diwaali|दिवाली|दीपावली|дивали|ديوالي",
    "holi": "holi|होली",
    "eid": (
        "eid al-fitr|eid al fitr|eid ul fitr|eid-ul-fitr|eid|aid el-fitr|aid el fitr|zuckerfest|ураза-байрам|"
        "عيد الفطر|العيد|ईद उल फितर|ईद"
    ),
    "eid_adha": (
        "eid al-adha|eid al adha|eid ul adha|eid-ul-adha|bakrid|bakra eid|aid el-kebir|"
        "aid el kebir|aid el-adha|"
        "opferfest|курбан-байрам|курбан байрам|عيد الاضحي|عيد الاضحى|बकरीद|ईद उल अजहा"
    ),
    "good_friday": "good friday|viernes santo|vendredi saint|karfreitag|sexta-feira santa|страстная пятница",
    "easter": "easter sunday|easter|paques|ostern|pascoa|pascua|пасху|пасха|пасхи",
    "easter_monday": (
        "easter monday|lunes de pascua|lundi de paques|ostermontag|segunda-feira de pascoa|"
        "пасхальный понедельник|اثنين الفصح"
    ),
    "holy_saturday": "holy saturday|easter saturday|sabado santo|samedi saint|karsamstag|страстная суббота",
    "maundy_thursday": (
        "maundy thursday|holy thursday|jueves santo|jeudi saint|grundonnerstag|quinta-feira santa|"
        "чистый четверг"
    ),
    "valentine": "valentine's day|valentines day|valentine's|valentine day|valentines",
    "thanksgiving": "thanksgiving",
    "dussehra": "dussehra|dasara|dashera|दशहरा|durga puja|durga pooja|pujo",
    "halloween": "halloween",
    "lunar_new_year": "chinese new year|lunar new year|cny",
    "may_day": "may day|labour day|labor day",
    "republic_day": "republic day",
    "independence_day": "independence day",
    "ganesh": "ganesh chaturthi",
    "raksha": "raksha bandhan|rakhi",
}
FEASTS = {name: feast for feast, names in _FEASTS.items() for name in names.split("|")}
_FIXED = {
    "christmas_eve": (12, 24),
    "christmas": (12, 25),
    "new_year_eve": (12, 31),
    "new_year": (1, 1),
    "valentine": (2, 14),
    "halloween": (10, 31),
    "may_day": (5, 1),
    "republic_day": (1, 26),
    "independence_day": (8, 15),
}
_FROM_EASTER = {
    "easter": 0,
    "easter_monday": 1,
    "holy_saturday": -1,
    "good_friday": -2,
    "maundy_thursday": -3,
}  # days
# What each moving feast is called in the calendars of the `holidays` package, and in which country's.
_MOVING = {
    "diwali": ("IN", "Diwali"),
    "holi": ("IN", "Holi"),
    "eid": ("AE", "Eid al-Fitr"),
    "eid_adha": ("AE", "Eid al-Adha"),
    "dussehra": ("IN", "Dussehra"),
    "thanksgiving": ("US", "Thanksgiving"),
    "lunar_new_year": ("SG", "Chinese New Year"),
    "ganesh": ("IN", "Ganesh"),
    "raksha": ("IN", "Raksha"),
}

SEASONS = {
    "summer": (6, 8),
    "verano": (6, 8),
    "ete": (6, 8),
    "sommer": (6, 8),
    "verao": (6, 8),
    "летом": (6, 8),
    "الصيف": (6, 8),
    "गर्मी": (5, 6),
    "गर्मियों": (5, 6),
    "autumn": (9, 11),
    "otono": (9, 11),
    "automne": (9, 11),
    "herbst": (9, 11),
    "outono": (9, 11),
    "осенью": (9, 11),
    "winter": (12, 2),
    "invierno": (12, 2),
    "hiver": (12, 2),
    "inverno": (12, 2),
    "зимой": (12, 2),
    "الشتاء": (12, 2),
    "सर्दियों": (12, 2),
    "spring": (3, 5),
    "primavera": (3, 5),
    "printemps": (3, 5),
    "fruhling": (3, 5),
    "весной": (3, 5),
    "الربيع": (3, 5),
    "monsoon": (7, 9),
}


def either(names: dict[str, int] | dict[str, str] | dict[str, tuple[int, int]]) -> str:
    """A regular expression for any of the names, longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@lru_cache(maxsize=256)
def feast_on(feast: str, year: int) -> date | None:
    """The day of a feast in a year; None when the calendar does not know it."""
    if feast in _FIXED:
        month, day = _FIXED[feast]
        return date(year, month, day)
    if feast in _FROM_EASTER:
        sunday: date = easter(year)
        return sunday + timedelta(days=_FROM_EASTER[feast])
    import holidays

    country, name = _MOVING[feast]
    is_indian = country == "IN"
    calendar = holidays.country_holidays(
        country,
        subdiv="DL" if is_indian else None,
        years=year,
        language="en_US",
        categories=("public", "optional") if is_indian else None,
    )
    days = sorted(day for day, title in calendar.items() if re.match(rf"{name}\b(?! \()", title))
    return days[0] if days else None


def next_feast(feast: str, today: date, year: int | None = None) -> date | None:
    """The next time the feast falls on or after `today`, or its day in the year that was named."""
    if year:
        return feast_on(feast, year)
    for candidate in (today.year, today.year + 1, today.year + 2):
        day = feast_on(feast, candidate)
        if day and day >= today:
            return day
    return None
