"""How people write days and stretches of days: the patterns that `dates` gives a meaning to."""

from agents.regexes import regex
from agents.understanding.calendar_words import FEASTS, MONTHS, OFFSETS, SEASONS, WEEKDAYS, either
from agents.understanding.counted_nouns import COUNTED_NOUNS
from agents.understanding.numbers import SAFE_WORDS

M = rf"(?:{either(MONTHS)})\.?"
D = r"(?:3[01]|[12]\d|0?[1-9])"
ORD = r"(?:st|nd|rd|th|er|ere|\.|o|a|-?го|-?е)?"
OF = r"(?:\s*(?:of|de|del|do|da|d'|den|the|-|/|,)\s*|\s+)?"
YEAR = r"(?:\s*,?\s*(?:of |de |del |do )?'?(?P<year>20\d\d|(?<=')\d\d)(?!\d))?"
YEAR_FIRST = r"(?:(?P<year0>(?<!\d)20\d\d)[ ,/.-]+)?"  # "2028 March 3"
LEFT = r"(?<![\w/:.-])"
# What tells of a trip or of a house, and counts nothing: "Feb 14 couple trip", "May 5 villa".
_COUNTS_NOTHING = (
    r"couple(?!s)|villa(?!s)|bed(?:room)?(?!\w| (?:villa|apartment|house|flat|suite|home))|"
    r"(?:friends|ladies|guys|couples|families|girls?|boys?|seniors|guest|amig[oa]s) "
    r"(?:trip|tour|package|holiday|vacation|getaway|retreat|outing|house)|"
    r"(?<=\d\d.)(?:star|stern|estrel|etoile|звезд)"
)
_COUNTED = rf"(?:{COUNTED_NOUNS})(?![\w\u0900-\u0963])"
# The number of a label stands behind it, so a day before it: "Dec 20 pax 4", and no "Dec, 2 pax 1 room".
_A_LABEL = (
    rf"[ :=-]{{1,3}}\d{{1,2}}(?:\+\d)*(?![\w+:/]|[.,]\d|"
    rf"[ -]?(?:{_COUNTED}|(?:double|twin|single|triple|dbl|small|young|little)(?!\w)))"
)
# Behind a bare number: what it counts, so that it is no day: "in March, 2 people", "mid May 2+2".
NO_UNIT = (
    r"(?!\s*(?:nights?|days?|adults?|people|kids?|children|rooms?|%|:\d|am\b|pm\b|\d)|"
    r"(?<=\D\d) ?\+ ?\d(?!\d| ?(?:extra|more|nights?|days?)(?!\w))|"
    rf"(?<=\d)[ -]?(?!{_COUNTS_NOTHING}){_COUNTED}(?!{_A_LABEL}))"
)
# How far days may move: "flexible by 3 days", "±2", "dates can shift 2 days"; "flexible, 5 days" is a length.
GIVE_OR_TAKE = (
    r"(?:\+ ?/? ?-|±|(?<!\w)(?:plus(?: or |[ /-])minus|give or take|"
    r"flexi[bv]\w+ (?:by|within|up to|um|bis zu|на|em)|"
    r"(?:dates?|start|departure) (?:\w+ )?(?:can|could|may|might) (?:\w+ )?(?:move|shift|vary|change|slip)|"
    r"плюс[ -]минус)"
    r"(?: (?:by|up to|about|around|mas o menos|mais ou menos|plus ou moins|etwa|environ))*)\s*"
)
# Behind the days: where they are spent ("+-7 days in Bali"), or which way all is moved ("2 days later").
NO_LEEWAY_BEHIND = (
    r"(?! (?:(?:long|trip|tour|stay|holidays?|vacation|package|"
    r"(?:later|earlier|forward|back|ahead)(?! ?(?:or|and|/)))(?!\w)|"
    rf"(?:in|en|em|auf|на) (?!either|both|any|each|{M}(?!\w))\w))"
)
TO = (
    r"\s*(?:-|to the|to|till|until|through|thru|hasta el|hasta|al|au|bis zum|bis|ate|a|ao|до|по|"
    r"الي|से|se)\s*"
)
DAY_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

ISO = regex(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
SLASHED = regex(
    r"(?<![\d/.:-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?:(?P=sep)(?P<y>20\d\d|"
    r"\d\d))?(?![\d/]|\s*(?:%|star|\*|usd|eur|k\b|lakh|hours?|hrs?))"
)
SPREAD = regex(rf"{LEFT}(?P<d1>{D}){ORD}(?P<to>{TO})(?:the )?(?P<d2>{D}){ORD}{OF}(?P<mon>{M})(?!\w){YEAR}")
DOTTED_SPREAD = regex(
    rf"(?<![\w.])(?P<d1>{D})\.(?P<m1>\d{{1,2}})\.?\s*(?P<to>-|–|—|bis(?: zum)?|до|"
    rf"по)\s*(?P<d2>{D})\.(?P<m2>\d{{1,2}})"
    r"\.(?P<y>20\d\d|\d\d(?!\d))?(?!\d)"
)
BETWEEN_DAYS = regex(
    rf"(?<!\w)(?:between|entre|zwischen|между|بين)\s+(?:the |el |le |dem "
    rf")?(?P<d1>{D}){ORD}(?P<to>\s*(?:and|y|et|und|e|и|و)\s*)(?:the |el |le |dem "
    rf")?(?P<d2>{D}){ORD}{OF}(?P<mon>{M})(?!\w){YEAR}"
)
MONTH_SPREAD = regex(
    rf"(?<!\w){YEAR_FIRST}(?P<mon>{M})\s*(?:the\s*)?(?P<d1>{D}){ORD}(?P<to>{TO})(?:the "
    rf")?(?P<d2>{D}){ORD}(?![\w/]){NO_UNIT}{YEAR}"
)
DAY_MONTH = regex(rf"{LEFT}{YEAR_FIRST}(?P<d>{D})\s?{ORD}{OF}(?P<mon>{M})(?!\w){YEAR}")
MONTH_DAY = regex(
    rf"(?<!\w){YEAR_FIRST}(?P<mon>{M})[^\S\x1f]*,?[^\S\x1f]*(?:the\s*)?(?P<d>{D}){ORD}(?![\w/])(?!\s*(?:-|"
    rf"to)\s*\d+\s*(?:nights|days)|\s+(?:week|half)){NO_UNIT}{YEAR}"
)
WORD_MONTH = regex(rf"(?<!\w)(?:the )?(?P<dw>{'|'.join(DAY_WORDS)})\s+(?:of\s+)?(?P<mon>{M})(?!\w){YEAR}")
PART = (
    r"(?:(?P<part>(?:erste|zweite|dritte|letzte)n? woche (?:im|in|des)?|"
    r"(?:la )?(?:premiere|deuxieme|seconde|troisieme|derniere) semaine|(?:la )?(?:primera|segunda|tercera|"
    r"ultima) semana|(?:a |na )?(?:primeira|segunda|terceira|ultima) semana|(?:на |в )?(?:перв|втор|треть|"
    r"последн)\w+ недел\w+|(?:في )?الاسبوع (?:الاول|الثاني|الثالث|الاخير)(?: من)?|early|beginning of|"
    r"beginning|start of|first week of|1st week of|2nd week of|"
    r"3rd week of|4th week of|first half of|mid|middle "
    r"of|the middle of|late|end of|"
    r"the end of|last week of|second week of|third week of|second half of|around|principios de|"
    r"inicios de|mediados de|"
    r"finales de|fines de|debut|mi|fin|anfang|mitte|ende|inicio de|comeco de|meados de|fim de|"
    r"final de|в начале|начало|"
    r"в середине|середина|середине|в конце|конец|конце|اوايل|بدايه|منتصف|نهايه|اواخر|शुरू|"
    r"मध्य)[ -]*(?:of |de |d')?)?"
)
MONTH = regex(
    rf"(?<![\w'])(?P<prep>(?:in|for|during|en|im|em|no|na|в|на|au|this|next|by|of|since|until|"
    rf"till|around|في|شهر|mes de)\s+(?:the "
    rf")?)?{PART}{YEAR_FIRST}(?P<mon>{M})(?!\w)(?:\s+(?:(?:ke?|के)\s+)?(?P<late>पहले हफ्ते|पहले सप्ताह|"
    rf"दूसरे हफ्ते|"
    rf"आखिरी हफ्ते|"
    rf"pehle hafte|doosre hafte|aakhri hafte|end|mid|start|1st week|first week|"
    rf"2nd week|second week|3rd week|third week|4th week|last week|1st half|2nd half|first half|"
    rf"second half|mein|me|में))?{YEAR}"
)
BARE_DAY = regex(
    rf"(?<![\w/:.$€£₹-])(?:(?P<the>on the|the|on|le|el|am|den|dia|a partir del|du|del|al|au|vom|"
    rf"zum)\s+)?(?P<d>{D})(?P<ord>st|nd|rd|th|-?го|-?е|ere?)?"
    r"(?P<of>\s+of\s+(?P<which>this|next|the)\s+month|\s+(?:of the month|inst)|\s+(?P<this>de "
    r"este mes|ce mois|dieses monats|deste mes|этого месяца))?(?![\w/:]|[.,]\d|\s*(?:week|half|"
    r"floor|time|class|birthday|anniversary|option|one|night))"
)
WD = either(WEEKDAYS)
WEEKDAY = regex(
    rf"(?<!\w)(?:(?P<before>this coming|this|next|coming|upcoming|last|on|este|proximo|ce|cette|"
    rf"prochain|nachsten|kommenden|diesen|neste|nesta|proxima|в следующую|следующий|следующую|"
    rf"эту|в эту|इस|अगले|agle|is)\s+)?"
    rf"(?P<wd>{WD})s?(?!\w)(?:\s+(?:of\s+)?(?P<after>next week|this week|coming|after next|"
    rf"prochain|que viene|proximo|proxima|que vem|القادم|القادمه|المقبل))?"
)
OFFSET = regex(rf"(?<!\w)(?:later |late )?(?P<word>{either(OFFSETS)})(?:'?s)?(?!\w)")
COUNT = rf"(?P<n>\d{{1,3}}|{SAFE_WORDS}|a|an|one|un|une|una|ein|einer|einem|uma?)"
UNIT = (
    r"(?P<unit>days?|weeks?|months?|fortnight|dias?|semanas?|mes(?:es)?|jours?|semaines?|mois|"
    r"tage?n?|wochen?|monate?n?|дн(?:я|ей)|день|недел[юиь]|месяц(?:а|ев)?)"
)
IN_N = regex(
    rf"(?<!\w)(?:in|after|dentro de|en|dans|em|daqui a|через)\s+{COUNT}\s+{UNIT}(?:'? "
    rf"time)?(?!\w)|"
    rf"(?<!\w){COUNT.replace('<n>', '<n2>')}\s+{UNIT.replace('<unit>', '<unit2>')}\s+(?:from now|"
    rf"from today|later|hence)(?!\w)"
)
# "A week today", "a fortnight on Friday", "Monday week": so many weeks after the day that is named.
WEEKS_ON = regex(
    rf"(?<!\w)(?:(?P<n>\d|{SAFE_WORDS}|an?|one) )?(?P<unit>weeks?|fortnight) (?:from )?"
    rf"(?P<day>today|tomorrow|(?:on |this |next )?(?P<wd>{WD}))(?!\w)|"
    rf"(?<!\w)(?:(?P<wd2>{WD})|(?P<day2>today|tomorrow)) (?P<unit2>week|fortnight)(?!\w)"
)
STRETCH = regex(
    r"(?<!\w)(?:(?P<which>this|next|coming|the coming|end of|later|end of this|end of "
    r"next)\s+(?P<unit>weekend|week|month|year)|"
    r"(?P<weekend>este fin de semana|ce week-?end|dieses wochenende|am wochenende|este fim de "
    r"semana|neste fim de semana|в эти выходные|на выходных|на выходные|"
    r"نهايه الاسبوع|इस वीकेंड|is weekend|is hafte ke end)|(?P<nextweek>la semana que viene|la "
    r"proxima semana|la semaine prochaine|nachste woche|semana que vem|"
    r"proxima semana|на следующей неделе|الاسبوع القادم|الاسبوع المقبل|अगले हफ्ते|agle hafte)|"
    r"(?P<nextmonth>el mes que viene|el proximo mes|le mois prochain|nachsten monat|mes que vem|"
    r"proximo mes|в следующем месяце|الشهر القادم|الشهر المقبل|अगले महीने|agle mahine|agle "
    r"month))(?!\w)"
)
FEAST = regex(
    rf"(?<!\w)(?P<how>(?:right |just )?(?:before|after|around|over|during|for|at|despues de|"
    rf"antes de|durante|por|en|apres|avant|pendant|a|nach|vor|uber|an|zu|depois do|depois de|"
    rf"antes do|no|na|после|перед|до|на|بعد|قبل|في)\s+(?:the |la |el |le |o |das "
    rf")?)?(?P<name>{either(FEASTS)})(?!\w)(?:\s+(?:ke|के)\s+(?P<post>baad|bad|pehle|बाद|"
    rf"पहले))?(?:\s+(?P<year>20\d\d))?"
)
SEASON = regex(
    rf"(?<!\w)(?:(?P<next>next|this|en|im|in|the|in the|this coming|no|na|au|l'|"
    rf"cet)\s*)(?P<name>{either(SEASONS)})(?!\w)(?:\s+(?:holidays?|vacations?|break))?|"
    rf"(?<!\w)(?P<bare>летом|осенью|зимой|весной|गर्मियों|सर्दियों|summer holidays?|summer "
    rf"vacations?|winter holidays?|winter break|spring break)(?!\w)"
)
