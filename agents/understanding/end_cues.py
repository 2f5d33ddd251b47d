"""The words by which a trip is to begin or end somewhere, and those by which it is not."""

import re

from agents.regexes import regex
from agents.understanding.contract import SlotName
from agents.understanding.ourselves import OF_US

# What may stand between the verb and its place: a trip, or a no ("beginnen nicht in").
_TRIP = (
    r"(?: (?:off|out|up|the (?:trip|tour|holiday|journey)|our (?:trip|tour|holiday|journey)|it|el viaje|"
    r"nuestro viaje|le voyage|notre voyage|die reise|unsere reise|a viagem|wir|поездку|путешествие|رحلتنا|"
    r"الرحله))?(?: (?:not|nicht|lieber nicht|bitte nicht|no|nao|pas|не))?"
)
_NO_PERIOD = r"(?<!\w)(?<!week[ -])(?<!year[ -])(?<!month[ -])(?<!-)"
_ARTICLE = r"\s+(?:the |la |el |le |o )?$"
BEFORE: tuple[tuple[SlotName, re.Pattern[str]], ...] = (
    (
        "gateway_in",
        regex(
            rf"{_NO_PERIOD}(?:at the (?:very )?(?:start|beginning) in|"
            rf"(?:start|starts|starting|begin|begins|beginning){_TRIP} (?:in|at|with)|"
            r"(?:the |our )?first stop (?:in|is|should be|to be|at)|"
            r"al (?:principio|comienzo|inicio) en|au debut (?:a|au|aux)|am anfang in|no (?:inicio|comeco) em|"
            r"в начале (?:в|во|на)|في البدايه في|"
            rf"(?:empe[cz]\w*|empiec\w+|comien[cz]\w*|comen[cz]\w*|inici\w+){_TRIP} (?:en|por)|"
            rf"(?:commen\w+|debut\w+){_TRIP} (?:a|au|aux|par)|"
            rf"(?:beginn(?:en|t|e)?|start(?:en|et|e)|anfangen){_TRIP} in|"
            rf"(?:come[cz]\w*|inici\w+){_TRIP} (?:em|no|na|por)|(?:нача\w+|начн\w+|начин\w+|старт\w*){_TRIP} "
            rf"(?:в|во|на|с|со)|(?:نبدا|ابدا|البدايه|البدء){_TRIP} (?:في|من)){_ARTICLE}"
        ),
    ),
    (
        "gateway_out",
        regex(
            rf"{_NO_PERIOD}(?:at the (?:very )?end in|"
            rf"(?:end|ends|ending|finish|finishes|finishing|conclude|wrap){_TRIP} (?:in|at|with)|"
            rf"(?:the |our )?last stop (?:in|is|should be|to be|at)|al final en|a la fin (?:a|au|aux)|"
            rf"(?:am ende|zum schluss) in|no (?:final|fim) em|в конце (?:в|во|на)|في النهايه في|"
            rf"(?:termin\w+|acab\w+|finali[sz]\w+){_TRIP} (?:en|em|no|na)|"
            rf"(?:termin\w+|fini\w+){_TRIP} (?:a|au|aux|par)|(?:enden|endet|aufhoren|ende|schluss){_TRIP} in|"
            rf"(?:законч\w+|заканч\w+|заверш\w+){_TRIP} (?:в|во|на)|(?:ننتهي|ننهي|نختم|النهايه){_TRIP} "
            rf"(?:في|ب)){_ARTICLE}"
        ),
    ),
)
BEHIND: tuple[tuple[SlotName, re.Pattern[str]], ...] = (
    (
        "gateway_in",
        regex(
            r"\s{0,40}(?:(?:beginnen|starten|anfangen|losgehen)|(?:se|से) (?:(?:na|nahi|nahin|mat|न|नहीं|मत) )?"
            r"(?:shuru\w*|start|शुरू\w*)|as (?:the |our )?first stop)(?!\w)"
        ),
    ),
    (
        "gateway_out",
        regex(
            r"\s{0,40}(?:(?:enden|aufhoren|abschliessen|abschliesen)|(?:me|mein|main|par|में|मे|पर) "
            r"(?:(?:na|nahi|nahin|mat|न|नहीं|मत) )?(?:khatam|khatm|end|खत्म|समाप्त)|"
            r"as (?:the |our )?last stop)(?!\w)"
        ),
    ),
)
# A name after "not in Phuket, but in": what was not to be is now to be.
RATHER = regex(
    r"\s*(?:,\s*)?(?:but|rather|sondern|sino|mais|mas|pero|а|но|بل|बल्कि|balki)(?: rather)?"
    r"(?: (?:in|at|with|en|por|a|au|par|em|в|с|في|من))?(?: the)?\s*$"
)
NOT = regex(
    r"(?<!\w)(?:not|never|no|without|avoid|rather than|instead of|\w+n't|dont|cannot|nicht|kein\w*|nie|statt|"
    r"nunca|tampoco|ni|sin|sem|ne|n'\w+|pas|jamais|sans|nao|не|нельзя|без|لا|ليس|لن|بدون|دون|"
    r"nahi|nahin|mat|नहीं|नही|मत|न)(?![\w\u0900-\u0963])|(?<!\w)(?:wont|cant|didnt|wouldnt)(?!\w)"
)
# A no that says yes: "why not start in Phuket?", "do not forget to …".
_YES = regex(
    r"(?<!\w)(?:why not|why don't we|why (?:can't|couldn't) we|(?:don't|do not|wouldn't|would not) mind|"
    r"(?:don't|do not) forget(?: to)?|no (?:problem|worries|issue)|por que no|por que nao|"
    r"pourquoi (?:ne )?pas|warum nicht|почему бы(?: и| нам)? не|kyon? na|kyun na|क्यों न|لم لا)"
    r"(?![\w\u0900-\u0963])"
)
# Behind the verb, where Hindi says its no, and German a late one.
NOT_BEHIND = regex(r"[^,.;!?\n]{0,14}?(?<!\w)(?:nahi|nahin|mat|na|नहीं|नही|मत|न|nicht)(?![\w\u0900-\u0963])")
CLAUSE = regex(
    r"[,.;:!?\n]|(?<!\w)(?:but|pero|sondern|sino|aber|mais|mas|но|а|لكن|लेकिन|lekin|and|or|nor|y|et|und|"
    r"e|и|aur|और|then)(?![\w\u0900-\u0963])"
)
# What begins and ends by itself: a season, a price, somebody else's affair.
_OTHERS = regex(
    r"(?<!\w)(?:monsoons?|seasons?|rain\w*|weather|storms?|typhoons?|snow|heat|prices?|rates?|costs?|fares?|"
    r"festivals?|carnival|school|conference|ferry|ferries|flights?|trains?|roads?|tours?|hotels?|weekend|"
    r"temporad\w+|estacion\w*|estac\w+|lluvi\w*|chuv\w*|monzon\w*|mons\w+|clima|precios?|precos?|tarif\w+|"
    r"mousson|saison\w*|pluie\w*|prix|regen\w*|hochsaison|preise?|wetter|сезон\w*|дожд\w*|"
    r"муссон\w*|цен\w+|погод\w*|"
    r"موسم|المطر|الامطار|الاسعار|barish|baarish|mausam|kimat|daam|"
    r"मानसून|बारिश|मौसम|सीज़न|सीजन|कीमत\w*|दाम)(?![\w\u0900-\u0963])"
)
# What may stand before an imperative; anything more has to speak of us or of the trip.
_BARE = regex(
    r"[\s\x1f]*(?:(?:please|pls|ok|okay|yes|so|sorry|wait|oops|i mean|perdon|desole|pardon|desculp\w+|"
    r"entschuldigung|извините|now|then|also|just|maybe|perhaps|better|instead|well|and|actually|"
    r"por favor|si|sim|ja|oui|bitte|svp|s'il vous plait|да|пожалуйста|хорошо|من فضلك|نعم|haan|"
    r"rather|to|at the|with|not|never|no|do not|don't|nicht|ne|n'|nao|не|لا)[\s\x1f]*)*"
)
_OURS = regex(
    r"(?<!\w)(?:let's|lets|let us|can|could|want|wants|like|love|prefer|wish|possible|should|must|is it ok|"
    r"trip|tour of|holiday|vacation|journey|itinerary|route|plan|nights?|days?|weeks?|"
    r"viaj\w+|ruta|quer\w+|quier\w+|quisier\w+|pued\w+|pod\w+|gustaria|pref[ei]\w+|mejor|"
    r"noches?|dias?|"
    r"voyag\w*|circuit|veu\w+|voul\w+|voudr\w+|peu\w*|pourr\w+|aimer\w+|plutot|mieux|nuits?|jours?|"
    r"reise\w*|rundreise|urlaub|konn\w+|kann|mocht\w+|wurd\w+|woll\w+|will|lass\w*|nachte?|tage?|"
    r"viage\w+|roteiro|gostar\w+|melhor|vamos|noites?|можно|можем|хот\w+|предпоч\w+|лучше|давай\w*|поезд\w+|путешеств\w+|тур|ноч\w+|"
    r"هل|نريد|اريد|ن?فضل|نود ان|يمكن\w*|ممكن|رحل\w+|نود|chah\w+|kya|yatra|safar|चाह\w*|यात्रा|"
    r"क्या)(?![\w\u0900-\u0963])"
)


def is_refused(clause: str) -> bool:
    """Whether the words of a clause before what it wishes say no to it."""
    return bool(NOT.search(_YES.sub(" ", clause)))


def is_ours(before: str, behind: str) -> bool:
    """Whether it is the party or its trip that begins or ends there, by the words of the clause."""
    before = _YES.sub(" ", before)
    if _OTHERS.search(before):
        return False
    if _BARE.fullmatch(before):
        return not _OTHERS.search(behind)
    return bool(OF_US.search(before) or _OURS.search(before))
