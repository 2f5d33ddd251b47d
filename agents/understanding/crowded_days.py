"""Days that are not to be so full, in eight languages: "don't pack so much into one day" is a wish for calm.

The day in it is none of the calendar, and no length of the trip.
"""

from agents.regexes import regex
from agents.understanding.clauses import part_around
from agents.understanding.contract import Slot
from agents.understanding.reading import Reading

# "Not on day 4": a figure behind makes it one day of the plan.
_END = r"(?![\w\u0900-\u0963])(?!\s*(?:\d|(?:one|two|three|four|five|six|seven)(?!\w)))"
_US = r"(?: (?:us|bitte|uns|mir|sie|nos|me|nous|nos|нам|нас|لنا)){0,2}"
_A_THING = (
    r"(?: (?:of )?(?:things?|activities|stuff|sightseeing|stops|places|sights|visits|going on|programme|"
    r"cosas|actividades|visitas|paradas|planes|de choses|d'activites|de visites|d'etapes|sachen|programm|"
    r"punkte|aktivitaten|besichtigungen|coisas?|atividades|passeios|visitas|дел|мест|экскурсий|"
    r"событий|من الاشياء|من الانشطه|انشطه|اشياء|kuch|sab kuch|sab|cheezein|jagah\w*|कुछ|सब कुछ|चीजें|जगहें))"
)
# What is counted may go unsaid behind a verb of packing: "less per day" alone may be of money or of rain.
_THINGS = rf"{_A_THING}?"
_EN = (
    rf"(?:(?:do not|don't|dont|please not|never|not)(?: to)? (?:pack|cram|squeeze|stuff|put|plan|fit|do|"
    rf"schedule|"
    rf"jam|load){_US} (?:so|too|that|quite so|as) (?:much|many){_THINGS}(?: (?:packed|crammed|squeezed))?|"
    rf"(?:(?:do not|don't|dont|please not|never|not)(?: to)?(?: (?:want|have|need|like))?{_US} "
    rf"(?:so|too|that|quite so|as) (?:much|many)|less|fewer){_A_THING}|"
    r"(?:do|see|plan|pack|put|schedule|fit) less)"
    r" (?:in|into|on|per|for|each|every|a)(?: (?:one|a|each|every|the same|a single|any one|"
    r"the))? ?(?:single )?"
    r"day"
)
_DE = (
    rf"(?:(?:pack|plan|leg|steck|stopf|quetsch|mach|bau|nehm)\w*(?: (?:sie|bitte|uns|mir|doch|wir)){{0,3}} "
    rf"(?:nicht (?:ganz )?(?:so|zu|allzu) viel(?:es|e)?|weniger){_THINGS}|"
    rf"(?:nicht (?:ganz )?(?:so|zu|allzu) viel(?:es|e)?|weniger){_A_THING}) "
    r"(?:an|in|auf|pro|fur|am|je)(?: (?:einem|einen|jedem|jeden|den|demselben|denselben|selben|gleichen|"
    r"einzigen|einzelnen)){0,2} tag|"
    rf"(?:nicht (?:ganz )?(?:so|zu|allzu) viel(?:es|e)?|weniger){_THINGS} "
    r"(?:an|in|auf|pro|fur|am|je)(?: (?:einem|einen|jedem|jeden|den|demselben|denselben|selben|gleichen|"
    r"einzigen|einzelnen)){0,2} tag (?:packen|legen|planen|einplanen|stopfen|quetschen|machen|unternehmen)"
)
_ES = (
    rf"(?:no (?:(?:nos|me) )?(?:met|pong|carg|llen|program|plane|hag|apret|agend)\w*{_US} "
    rf"(?:tant[oa]s?|demasiad[oa]s?){_THINGS}|(?:hac|hag|ve|program|plane)\w* menos{_THINGS}|"
    rf"(?:no (?:(?:nos|me|quiero|queremos) )?(?:tant[oa]s?|demasiad[oa]s?)|menos){_A_THING}) "
    r"(?:en|por|al|cada)(?: (?:un|el|cada|mismo|solo|unico)){0,2} ?dia"
)
_FR = (
    rf"(?:(?:ne (?:nous )?)?(?:mett|charg|prevo|programm|planifi|fait|fass|remp|cas)\w*(?:[- ]nous)? pas "
    rf"(?:trop|autant|tant|tellement){_THINGS}|(?:faire|fass\w*|fais\w*|prevo\w*|visiter) moins{_THINGS}|"
    rf"(?:pas (?:trop|autant|tant|tellement)|moins){_A_THING}) (?:dans|en|sur|par|chaque|a)"
    r"(?: (?:une|la|chaque|seule|meme|un|le|seul)){0,3} ?(?:journee|jour)"
)
_PT = (
    rf"(?:nao (?:(?:nos|me) )?(?:coloqu|ponh|met|bot|enfi|program|planej|fac|coloc)\w*{_US} "
    rf"(?:tant[oa]s?|muit[oa]s?|tao){_THINGS}(?: demais)?|(?:fazer|facam\w*|ver|planej\w+) menos{_THINGS}|"
    rf"(?:nao (?:(?:nos|me|queremos|quero) )?(?:tant[oa]s?|muit[oa]s?|tao)|menos){_A_THING}(?: demais)?) "
    r"(?:em|num|no|por|a cada|ao)(?: (?:um|mesmo|so|unico|cada)){0,2} ?dia"
)
_RU = (
    r"(?:не (?:запихива|пиха|впихива|ставь|став|планиру|набива|нагружа|кладит|вставля|дела)\w* "
    rf"(?:нам )?(?:так |слишком |очень )?много(?: всего)?{_THINGS}|"
    rf"(?:дела|смотр|планиру|став)\w* (?:по)?меньше{_THINGS}|"
    rf"(?:не (?:так |слишком |очень )?много|(?:по)?меньше){_A_THING}) (?:в|на|за) "
    r"(?:один|каждый|одном|тот же)? ?(?:и тот же )?день"
)
_AR = (
    rf"(?:لا (?:تضع\w*|تحشر\w*|تزحم\w*|تكدس\w*|تخطط\w*)(?: لنا)? "
    rf"(?:الكثير|كثيرا|كل هذا|كل شيء|اشياء كثيره|انشطه كثيره){_THINGS}|"
    rf"(?:لا (?:نريد|اريد) |ليس )(?:(?:الكثير|كثيرا){_A_THING}|اشياء كثيره|انشطه كثيره)) في (?:نفس اليوم|"
    rf"يوم واحد|"
    rf"اليوم الواحد|اليوم)"
)
_NO_HI = r"(?:mat|na|nahi\w*|मत|न|नहीं)"
_HI = (
    rf"(?:(?:ek|har|1|एक|हर)(?: (?:hi|ही))? (?:din|दिन) (?:mein|me|main|में|मे)"
    rf"(?: (?:itna|itni|itne|zyada|bahut|bohot|sab|saara|इतना|इतने|इतनी|ज्यादा|बहुत|"
    rf"सारा)){{1,3}}{_THINGS} {_NO_HI} "
    r"(?:rakh|daal|dal|thoos|thuns|bhar|kar|plan|ghusa|रख|डाल|ठूंस|ठूँस|भर|कर|प्लान)\S*)"
)
_CROWDED = regex(
    r"(?<![\w\u0900-\u0963])(?:"
    + "|".join(f"(?:{said})" for said in (_EN, _DE, _ES, _FR, _PT, _RU, _AR, _HI))
    + rf"){_END}"
)
# A look that costs little before the long one.
_DAY = regex(r"(?:day|tag|dia|jour|день|день|يوم|اليوم|din|दिन)")
_OF_MONEY_OR_RAIN = regex(
    r"[$€£₹¥₽]|(?<!\w)(?:pay\w*|paid|cost\w*|spend\w*|spent|pric\w+|budget|money|cheap\w*|charg\w+|fees?|"
    r"usd|eur|gbp|inr|aed|dollars?|euros?|rupees?|rupay\w*|pag(?:ar|amos|o|ue\w*)|gast\w+|cuest\w+|coste?\w*|"
    r"precios?|"
    r"presupuesto|dinero|barat\w+|pay(?:er|ons)|cout\w*|depens\w+|prix|argent|bezahl\w*|zahl\w+|kost\w+|"
    r"ausgeb\w*|preis\w*|geld|cust\w+|preco\w*|orcamento|dinheiro|плат\w+|стои\w+|трат\w+|цен\w+|бюджет\w*|"
    r"денег|доллар\w*|руб\w*|دفع|ندفع|ننفق|سعر|ميزانيه|دولار|درهم|kharch\w*|paise?|paisa|खर्च\S*|पैस\S*|"
    r"rain\w*|llueve|lluvia|pleut|pluie|regnet|regen|chove|chuva|дожд\w*|مطر|barish|baarish|बारिश)"
    r"(?![\w\u0900-\u0963])"
)


def uncrowded(reading: Reading) -> tuple[Slot | None, Reading]:
    """The `pace` that follows from days that are to hold less, and the message without those words."""
    match = _CROWDED.search(reading.plain) if _DAY.search(reading.plain) else None
    if match is None or _is_of_money_or_rain(reading.plain, *match.span()):
        return None, reading
    return Slot("relaxed", reading.span(*match.span()), confidence=0.88), reading.without(match.span())


def _is_of_money_or_rain(plain: str, begin: int, end: int) -> bool:
    """Whether the clause around tells what a day costs, or of its weather."""
    return _OF_MONEY_OR_RAIN.search(plain, *part_around(plain, begin, end)) is not None
