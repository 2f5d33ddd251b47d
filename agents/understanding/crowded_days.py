"""Days that are not to be so full, in eight languages: "don't pack so much into one day" is a wish for calm.

The day in it is none of the calendar, and no length of the trip.
"""

import re

from agents.understanding.contract import Slot
from agents.understanding.reading import Reading

_END = r"(?![\w\u0900-\u0963])"
_US = r"(?: (?:us|bitte|uns|mir|sie|nos|me|nous|nos|нам|нас|لنا)){0,2}"
_THINGS = (
    r"(?: (?:of )?(?:things?|activities|stuff|sightseeing|stops|places|sights|visits|going on|programme|"
    r"cosas|actividades|visitas|paradas|planes|de choses|d'activites|de visites|d'etapes|sachen|programm|"
    r"punkte|aktivitaten|besichtigungen|coisas?|atividades|passeios|visitas|всего|дел|мест|экскурсий|"
    r"событий|من الاشياء|من الانشطه|انشطه|اشياء|kuch|sab kuch|sab|cheezein|jagah\w*|कुछ|सब कुछ|चीजें|जगहें))?"
)
_EN = (
    rf"(?:(?:do not|don't|dont|please not|never|not)(?: to)?(?: (?:pack|cram|squeeze|stuff|put|plan|fit|do|"
    rf"schedule|jam|have|want|load))?{_US} (?:so|too|that|quite so|as) (?:much|many){_THINGS}"
    rf"(?: (?:packed|crammed|squeezed))?|(?:less|fewer){_THINGS})"
    r" (?:in|into|on|per|for|each|every|a)(?: (?:one|a|each|every|the same|a single|any one|"
    r"the))? ?(?:single )?"
    r"day"
)
_DE = (
    rf"(?:(?:(?:pack|plan|leg|steck|stopf|quetsch|mach|bau|nehm|leg)\w*(?: (?:sie|bitte|uns|mir|"
    rf"doch)){{0,3}} )?"
    rf"nicht (?:ganz )?(?:so|zu|allzu) viel(?:es|e)?{_THINGS}|weniger{_THINGS}) "
    r"(?:an|in|auf|pro|fur|am|je)(?: (?:einem|einen|jedem|jeden|den|demselben|denselben|selben|gleichen|"
    r"einzigen|einzelnen)){0,2} tag(?: (?:packen|legen|planen|stopfen|quetschen|machen))?"
)
_ES = (
    rf"(?:no (?:(?:nos|me|quiero|queremos) )?(?:(?:met|pong|carg|llen|program|plane|hag|apret|agend)\w* )?"
    rf"(?:tant[oa]s?|demasiad[oa]s?){_THINGS}|menos{_THINGS}) (?:en|por|al|cada)(?: (?:un|el|cada|mismo|solo|"
    r"unico)){0,2} ?dia"
)
_FR = (
    rf"(?:(?:ne (?:nous )?(?:mett|charg|prevo|programm|planifi|fait|fass|remp|cas)\w*(?:[- ]nous)? )?pas "
    rf"(?:trop|autant|tant|tellement){_THINGS}|moins{_THINGS}) (?:dans|en|sur|par|chaque|a)"
    r"(?: (?:une|la|chaque|seule|meme|un|le|seul)){0,3} ?(?:journee|jour)"
)
_PT = (
    rf"(?:nao (?:(?:nos|me|queremos|quero) )?(?:(?:coloqu|ponh|met|bot|enfi|program|planej|fac|coloc)\w* )?"
    rf"(?:tant[oa]s?|muit[oa]s?|tao){_THINGS}(?: demais)?|menos{_THINGS}) (?:em|num|no|por|a cada|ao)"
    r"(?: (?:um|mesmo|so|unico|cada)){0,2} ?dia"
)
_RU = (
    r"(?:не (?:(?:запихива|пиха|впихива|ставь|став|планиру|набива|нагружа|кладит|вставля|дела)\w* )?"
    rf"(?:нам )?(?:так |слишком |очень )?много{_THINGS}|(?:по)?меньше{_THINGS}) (?:в|на|за) "
    r"(?:один|каждый|одном|тот же)? ?(?:и тот же )?день"
)
_AR = (
    r"(?:لا (?:تضع\w*|تحشر\w*|تزحم\w*|تكدس\w*|تخطط\w*|نريد|اريد)(?: لنا)? |ليس )"
    rf"(?:الكثير|كثيرا|كل هذا|كل شيء|اشياء كثيره|انشطه كثيره){_THINGS} في (?:نفس اليوم|يوم واحد|"
    rf"اليوم الواحد|اليوم)"
)
_NO_HI = r"(?:mat|na|nahi\w*|मत|न|नहीं)"
_HI = (
    rf"(?:(?:ek|har|1|एक|हर)(?: (?:hi|ही))? (?:din|दिन) (?:mein|me|main|में|मे)"
    rf"(?: (?:itna|itni|itne|zyada|bahut|bohot|sab|saara|इतना|इतने|इतनी|ज्यादा|बहुत|"
    rf"सारा)){{1,3}}{_THINGS} {_NO_HI} "
    r"(?:rakh|daal|dal|thoos|thuns|bhar|kar|plan|ghusa|रख|डाल|ठूंस|ठूँस|भर|कर|प्लान)\S*)"
)
_CROWDED = re.compile(
    r"(?<![\w\u0900-\u0963])(?:"
    + "|".join(f"(?:{said})" for said in (_EN, _DE, _ES, _FR, _PT, _RU, _AR, _HI))
    + rf"){_END}"
)
# A look that costs little before the long one.
_DAY = re.compile(r"(?:day|tag|dia|jour|день|день|يوم|اليوم|din|दिन)")


def uncrowded(reading: Reading) -> tuple[Slot | None, Reading]:
    """The `pace` that follows from days that are to hold less, and the message without those words."""
    match = _CROWDED.search(reading.plain) if _DAY.search(reading.plain) else None
    if match is None:
        return None, reading
    return Slot("relaxed", reading.span(*match.span()), confidence=0.88), reading.without(match.span())
