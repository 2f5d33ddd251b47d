"""Days of other affairs that a message names beside the trip: "the wedding is on 20 Feb"."""

from agents.regexes import regex
from agents.understanding.calendar_words import WEEKDAYS, either
from agents.understanding.clauses import SENTENCE_END

_AFFAIR = (
    r"(?:weddings?|marriage|conference|congress|exams?|interview|funeral|birthday|anniversary|"
    r"(?:farewell|engagement|office|birthday) party|meetings?|"
    r"ceremony|graduation|concert|(?:cup|cricket|football) (?:match|final)|school (?:starts|begins|"
    r"reopens)|visa appointment|surgery|"
    r"operation|"
    r"bodas?|casamiento|congreso|conferencia|examen(?:es)?|entrevista|cumpleanos|aniversario|fiesta|reunion|"
    r"ceremonia|"
    r"graduacion|concierto|partido|mariages?|noces|congres|examens?|entretien|anniversaire|fete|ceremonie|"
    r"reunion|"
    r"hochzeit|konferenz|tagung|prufung(?:en)?|beerdigung|geburtstag|hochzeitstag|feier|konzert|"
    r"casamento|congresso|conferencia|provas?|exame|aniversario|festa|formatura|reuniao|show|"
    r"свадьба|конференция|экзамен\w*|собеседование|похороны|день рождения|годовщина|праздник|встреча|концерт|"
    r"shaadi|shadi|vivah|sagai|janamdin|pariksha|exam|शादी|विवाह|सगाई|जन्मदिन|परीक्षा|सालगिरह|"
    r"(?:ال)?(?:زفاف|عرس|فرح|مؤتمر|امتحان\w*|حفل\w*|عيد ميلاد\w*))"
)
_IS = (
    r"(?:is|are|will be|takes? place|happens?|falls?|comes|starts?|begins?|ends?|es|sera|son|cae|tiene lugar|"
    r"empieza|termina|est|aura lieu|"
    r"a lieu|sont|tombe|commence|ist|sind|findet|fallt|beginnt|endet|wird|e|sao|cai|acontece|comeca|termina|"
    r"будет|"
    r"состоится|"
    r"пройдет|начинается|заканчивается|hai|hogi|hoga|है|होगी|होगा|يكون|ستكون|سيكون|في|يوم)"
)
_US = (
    r"(?:we|we'd|we'll|i|i'd|us|our trip|trip|travel\w*|fly|arriv\w*|leave|go|start|then|from|so|quer\w+|"
    r"viaj\w+|"
    r"salimos|llegamos|luego|despues|desde|nous|on (?:part|va|veut|voyage)\w*|je|voyage|part\w+|puis|ensuite|"
    r"wir|uns|ich|reise\w*|flieg\w*|dann|danach|viagem|chegamos|partimos|depois|entao|мы|нам|поезд\w+|лет\w+|"
    r"едем|потом|затем|hum|hame\w*|jana|phir|हम|जाना|फिर|نحن|نسافر|الرحله|ثم)"
)
# Between the affair and its day stands nothing of us: not "the wedding is soon, so we fly on the 20th".
_NAMED_BEFORE = regex(
    rf"(?<!\w)(?<!for the )(?<!for a )(?<!for my )(?<!for our ){_AFFAIR}(?:'s)?(?: (?:of|de|du|des|von|da|do|"
    rf"der|meiner|"
    rf"unserer) \S+(?: \S+)?)?,? {_IS}(?![\w\u0900-\u0963])(?:(?!(?<!\w){_US}(?!\w))[^.!?;\n]){{0,45}}$"
)
# "We get married on 10 January": the verb is the affair. With a town or anything else between the two it is
# a wedding on the way: "we get married in Bali on 10 February".
_WE_MARRY = regex(
    rf"(?<!\w)(?:(?:getting|get) married|(?:nos )?casa(?:mos|remos)|nous (?:nous )?mari\w+|(?:wir|"
    rf"ich) heiraten?|"
    rf"женимся|поженимся|сыграем свадьбу|"
    rf"س?ن?تزوج)(?![\w\u0900-\u0963])"
    r"(?: (?:finally|officially|then|already|legally|on|the|this|next|am|le|el|dia|no|em|den|kommenden|"
    r"nachsten|ce|este|neste|endlich|enfin|por fin|в|наконец|يوم|في|بتاريخ|"
    rf"{either(WEEKDAYS)}),?){{0,4}} $"
)
# Where no verb is said, or it comes behind: "свадьба 20 февраля", "shaadi 20 February ko hai".
_NAMED_RIGHT_BEFORE = regex(
    r"(?<!\w)(?:свадьба|конференция|экзамен\w*|собеседование|день рождения|годовщина)(?: у \w+)? $|"
    r"(?<!\w)(?:ال)?(?:زفاف|عرس|فرح|مؤتمر|امتحان)(?:نا|ي|هم)?(?: \w+)? (?:يوم )?$"
)
_BEFORE_KO_HAI = regex(
    r"(?<!\w)(?:shaadi|shadi|vivah|sagai|janamdin|pariksha|exam|wedding|birthday|meeting|anniversary|"
    r"conference|शादी|विवाह|"
    r"सगाई|जन्मदिन|परीक्षा|सालगिरह) [^.!?;\n,]{0,12}$"
)
_KO_HAI = regex(r"\s*(?:ko|को|par|पर)?\s{0,40}(?:hai|hogi|hoga|है|होगी|होगा)(?![\w\u0900-\u0963])")
_LOOK = regex(
    rf"(?<!\w){_AFFAIR}(?:نا|ي|هم)?(?![\w\u0900-\u0963])|married|casa|mari|heirat|женимся|свадьб|تزوج"
)


# Who weds from one day to another, or in a month, tells of the whole trip.
_UNTIL = regex(r"\.?\s*(?:-|to|till|until|al?|hasta|au|jusqu'au|bis(?: zum)?|ate|до|по|الي|حتي|se|से)\s*\d")
# "We get married on 10 February in Bali", where no other trip is told behind it.
_IN_A_TOWN = regex(r"\.? (?:in|at|auf|a|en|em|na|no|на|в|في) (?=[^\W\d])")
_GOES_ON = regex(
    rf"(?<!\w)(?:{_US}|honeymoon|luna de miel|lune de miel|noces|flitterwochen|hochzeitsreise|lua de mel|"
    r"медов\w+|شهر)(?![\w\u0900-\u0963])"
)
_DIGIT = regex(r"\d")
_FROM = regex(r"(?<!\w)(?:from|between|desde|del|du|entre|vom|zwischen|de|с|من|بين)(?: \w+)? $")


def names_affairs(plain: str) -> bool:
    """Whether any affair is named that may have a day of its own."""
    return _LOOK.search(plain) is not None


def is_of_an_affair(plain: str, begin: int, end: int) -> bool:
    """Whether the day at `begin:end` of a plain text is when something else takes place."""
    first = max((m.end() for m in SENTENCE_END.finditer(plain, 0, begin)), default=0)
    before = plain[first:begin]
    if _NAMED_BEFORE.search(before) or _NAMED_RIGHT_BEFORE.search(before):
        return True
    if _WE_MARRY.search(before):
        is_day = _DIGIT.search(plain, begin, end) is not None
        is_on_the_way = _IN_A_TOWN.match(plain, end) and not _GOES_ON.search(plain, end)
        return is_day and not is_on_the_way and not _UNTIL.match(plain, end) and not _FROM.search(before)
    return bool(_BEFORE_KO_HAI.search(before) and _KO_HAI.match(plain, end))
