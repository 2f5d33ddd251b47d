"""A trip that is to grow or shrink by some nights, in the seven languages beside English."""

from agents.regexes import regex
from agents.understanding.contract import Slot
from agents.understanding.hedges import is_denied
from agents.understanding.numbers import LANGUAGE_WORDS, number
from agents.understanding.reading import Reading

_UNITS = (
    r"noches?|dias?|semanas?|nuits?|nuitees?|jours?|journees?|semaines?|nacht(?:en?)?|nachte|tage?|wochen?|"
    r"noites?|"
    r"ночей|ночи|ночь|ночку|дней|дня|день|недели|недель|неделю|(?:raat|rat)(?:ein)?|din|hafte|hafta|"
    r"रातें|रात|दिन|हफ्ते|हफ्ता|ليالي|ليال|ليله|ليلتين|ايام|يومين|يوما|يوم|اسبوعين|اسبوع|اسابيع"
)
_ANY_UNIT = regex(_UNITS)
_WEEK = regex(r"semana|semaine|woche|недел|haft|हफ्त|اسبوع|اسابيع")
_TWO = frozenset({"ليلتين", "يومين", "اسبوعين"})  # Arabic has a form for two of a thing
_NUMBERS = r"\d{1,2}|" + "|".join(words for language, words in LANGUAGE_WORDS.items() if language != "en")
# Hindi's "aur" also joins, as "más" does before a noun: they add a night where nothing follows to join.
_MORE = (
    r"(?:de |a )?(?:mas|mais)(?! (?:vuelos?|voos?|el|la|los|las|o|os|um|uma|un|una|\d))|"
    r"adiciona(?:l|is|les)|extras?|"
    r"de plus|en plus|supplementaires?|mehr|langer|zusatzlich|(?:dr)?anhangen|hinzufugen|"
    r"больше|дольше|zyada|ज्यादा|"
    r"(?:aur|और)(?=\W*$|[.,!?]| (?:add|badha|chahi|kar|ruk|jod|pl|चाहि|जोड|बढा))|"
    r"اخري|اضافيه|اضافي|زياده|اكثر"
)
_LESS = (
    r"(?:de |a |em )?menos|de moins|en moins|weniger|kurzer|(?:weg|aus)lassen|streichen|меньше|короче|"
    r"kam|hata\w*|ghata\w*|कम|हटा\S*|घटा\S*|اقل"
)
_AFTER = regex(
    rf"(?<!\w)(?:(?P<n>{_NUMBERS})\s+)?(?P<unit>{_UNITS})\s+(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    r"(?![\w\u0900-\u097f])"
)
_BEFORE = regex(
    rf"(?<!\w)(?:otr[ao]s?|outr[ao]s?|mais(?=(?: \w+)? (?:noite|dia|semana))|noch|weitere|encore|autres?|еще|"
    rf"anad\w+|agreg\w+|sumar|ajout\w+|rajout\w+|prolong\w+ (?:de|por|por mas)|adicion\w+|acrescent\w+|"
    rf"(?:добав\w+|продл\w+ на)(?: еще)?|(?:[نت]?ضيف\w*|اضاف[هة]|اضف|اضيفوا|زياده|"
    rf"تمديد))\s+(?:(?P<n>{_NUMBERS})\s+)?"
    rf"(?P<unit>{_UNITS})(?![\w\u0900-\u097f])"
)
# Days taken off from work are those of a trip to come, and take nothing from it.
OF_LEAVE = (
    r" (?:off(?!\w)(?! (?:the|our|my|this) (?:trip|stay|tour|plan))|from (?:my |our )?(?:work|job|office)|"
    r"(?:of |annual )?leave|"
    r"(?:of )?(?:holidays?|vacation|pto)|"
    r"(?:de |d')(?:ferias|folga|vacaciones|permiso|descanso|licen[cz]i?a|conges?|vacances|repos|rtt|"
    r"trabalho|trabajo)|"
    r"(?:no|do|del|en el) (?:trabalho|trabajo|servico)|libres?|urlaub\w*|resturlaub|ferien|frei|"
    r"отпуск\w*|отгул\w*|(?:ki |की )?(?:chh?utti|छुट्टी)\w*|اجازه|"
    r"(?:para|pour) (?:ir|viajar|visitar|conocer|aller|partir|visiter|voyager))(?!\w)"
)
_ON_THE_WAY = regex(r" (?:на дорогу|de viaje|de viagem|de trajet|de voyage|anreise|fahrt|flug)(?!\w)")
_TAKEN_OFF = regex(
    r"(?<!\w)(?:quit\w+|saca\w*|recort\w+|elimin\w+|resta\w*|acort\w+(?: en)?|enlev\w+|retir\w+|supprim\w+|"
    r"raccourci\w* d[e']|streich\w*(?: (?:sie|wir|bitte)){0,2}|kurz\w*(?: (?:sie|wir|bitte|"
    r"die reise)){0,2} um|"
    r"tir[ae]\w*|remov\w+|diminu\w+(?: em)?|encurt\w+(?: em)?|убер\w+|убра\w+|уберем|"
    r"(?:сократ\w+|уменьш\w+|укорот\w+|меньше|короче) на|минус|احذف\w*|ازل|ازيلوا|انقص\w*|قلل\w*|اختصر\w*)\s+"
    rf"(?:(?P<n>{_NUMBERS})\s+)?(?P<unit>{_UNITS})(?![\w\u0900-\u097f])(?!{OF_LEAVE})"
)


def longer_or_shorter(reading: Reading, *, is_opening: bool = False) -> tuple[Slot | None, Reading]:
    """The nights or days by which the whole trip is to change, and what is left to read.

    `is_opening` tells that nothing was said before: then nothing is taken off.
    """
    if not _ANY_UNIT.search(reading.plain):
        return None, reading
    for pattern in (_AFTER, _BEFORE, _TAKEN_OFF):
        match = pattern.search(reading.plain)
        if match is None:
            continue
        if pattern is _TAKEN_OFF and _ON_THE_WAY.match(reading.plain, match.end()):
            return None, reading.without(match.span())
        if pattern is _TAKEN_OFF and is_opening:
            continue
        if is_denied(reading.plain, match.start()):
            return None, reading.without(match.span())
        count = (number(match["n"]) if match["n"] else 2 if match["unit"] in _TWO else 1) or 1
        nights = count * (7 if _WEEK.match(match["unit"]) else 1)
        is_less = pattern is _TAKEN_OFF or (pattern is _AFTER and match["less"] is not None)
        slot = Slot(-nights if is_less else nights, reading.span(*match.span()), confidence=0.85)
        return slot, reading.without(match.span())
    return None, reading
