"""How customers ask about the plan that they have: its hotels, one of its days, when a visit is.

Only what asks with a word for who, what, when or where is such a question: whether something can be done, or
is open, no plan knows.
"""

from dataclasses import dataclass
from typing import Literal

from agents.regexes import regex
from agents.scene.picking import day_in
from agents.understanding.contract import Understanding
from agents.understanding.merely_told import FAR, as_question, without_mentions
from agents.wording.folding import folded

Kind = Literal["hotels", "day", "when", "leave", "arrive", "far"]


@dataclass(frozen=True)
class AskedOfPlan:
    """What is asked. `day` counts from 1; -1 is the last. For "when" the plan must hold what is named; to
    leave or to arrive is at the ends of the trip, at the town that is named, or on the day. How far it is may
    be asked between a hotel of the plan and what is named, or between two names."""

    kind: Kind
    day: int | None = None


_HOTELS = regex(
    r"(?<!\w)(?:(?:which|what)(?: is| are| s|s)? (?:the )?(?:names? of )?(?:our|my|their) (?:hotels?|"
    r"resorts?|stays?)|"
    r"(?:which|what) (?:hotels?|resorts?) (?:are|will|do|did|have) (?:we|i|they|you book|you put|"
    r"you chos)\w*|"
    r"(?:which|what) (?:hotel|resort) (?:is|s) (?:it|that|this|there|in|for|ours)(?! (?:better|best|nicer|"
    r"cheaper))|(?:which|what) hotel (?:in|at) (?!.{0,60}(?<!\w)(?:has|have|with|you)(?!\w))|"
    r"names? of (?:our|my|the|their|all) (?:hotels?|resorts?)|(?:hotels?|resorts?) names?|"
    r"where (?:are|will|do|would) (?:we|i|they) (?:be )?(?:stay|sleep)\w*|"
    r"(?:en )?que hotel(?:es)?(?: (?:nos|vamos|estamos|es|son|tenemos)| esta\w* incluid\w*)|"
    r"(?:como se llama\w*|cual(?:es)? (?:es|son)) (?:el|los|nuestro|nuestros) hotel\w*|"
    r"donde (?:nos )?(?:alojamos|alojaremos|dormimos|dormiremos|quedamos|hospedamos)|"
    r"(?:dans )?quels? hotels? (?:est ce|sommes|serons|dormons|logeons|avons)\w*|"
    r"(?:comment s appellent?|quels? (?:est|sont)) (?:le|les|notre|nos) hotels?|"
    r"ou (?:est ce qu on |est ce que nous |on |nous )?(?:dort|dormons|dormirons|loge|logeons|logerons)|"
    r"(?:on|nous) (?:dort|dormons|dormira|dormirons|loge|logeons) ou|"
    r"(?:in )?welche[mns]? hotels? (?:sind|wohnen|schlafen|haben|ubernachten)|"
    r"wie hei(?:ss|ß)(?:t|en) (?:das|die|unser|unsere) hotels?|wo (?:schlafen|wohnen|ubernachten) wir|"
    r"(?:em )?(?:qual|quais|que) hote(?:l|is) (?:vamos|ficamos|e|sao|ficaremos)|"
    r"(?:qual|quais) (?:e|sao|o nome d)\w* (?:o|os|nosso|nossos)? ?hote(?:l|is)|"
    r"onde (?:vamos ficar|ficamos|ficaremos|dormimos)|"
    r"(?:в )?как(?:ой|ом|ие|их|ая) (?:у нас )?(?:отел\w*|гостиниц\w*) (?:мы|у нас|будет|будем)|"
    r"как называ\w+ (?:наш\w* )?(?:отел\w*|гостиниц\w*)|где (?:мы )?(?:будем )?(?:живем|жить|ночуем|"
    r"ночевать|остановимся)|"
    r"(?:ما|اي) (?:هو |هي |اسم )*(?:ال)?(?:فندق\w*|فنادق\w*)|اين (?:س)?(?:ننام|نقيم|نسكن|ننزل)|"
    r"(?:hum |hamara |humara )?(?:kaun ?sa|konsa|kaunse|kis) hotel (?:hai|mein|me|milega)|hotel ka naam|"
    r"hotels? (?:kaun ?s[aei]|kons[aei]) (?:hai|hain|milega)|होटल कौन.?स[ाेी]|"
    r"(?:hum )?(?:kahan|kaha) (?:ruk|reh|theh?r)\w*|"
    r"(?:कौन.?सा|कौन से|किस) होटल|होटल का नाम|(?:हम )?कहाँ? (?:रुक|ठहर|रहें)\S*)"
)
_ASKS = (
    r"(?:what|whats|which|when|where|who|how (?:does|do|is|will)|que|cuando|a que hora|como|donde|"
    r"quoi|qu est|quand|quelle heure|quel|ou|comment|was|wann|wie|wo|um wieviel|welche\w*|"
    r"o que|quando|que horas|onde|qual|что|когда|во сколько|где|какой|какая|как|"
    r"ماذا|مت[يى]|ما|اين|كيف|اي|kya|kab|kitne baje|kahan|kaise|क्या|कब|कितने बजे|कहाँ|कहां|कैसे)"
)
_LAST = (
    r"(?:last|final) day|day of (?:the )?(?:departure|return)|ultimo dia|dernier jour|letzte[nmr]? tag|"
    r"abreisetag|"
    r"последн\w+ день|اخر يوم|اليوم الاخير|aakhri din|akhri din|last din|आखिरी दिन|अंतिम दिन"
)
_FIRST = (
    r"first day|day of (?:the )?arrival|primer dia|premier jour|erste[nmr]? tag|anreisetag|primeiro dia|"
    r"перв\w+ день|اول يوم|اليوم الاول|pehle din|pehla din|पहले दिन|पहला दिन"
)
_LEAVING = regex(
    r"(?<!\w)(?:(?:what time|when|at what time) (?:do|does|will|would|should|are|is) (?:we|i|they|"
    r"the trip)(?: all)? "
    r"(?:have to |need to |be )?(?:leav\w+|depart\w*|go(?:ing)? home|fly(?:ing)? (?:back|home|out)|"
    r"return\w*|get back|"
    r"reach home|head(?:ing)? (?:back|home)|check(?:ing)? out|end|finish|over)|"
    r"a que hora (?:nos vamos|salimos|volvemos|termina\w*|regresamos)|cuando (?:volvemos|regresamos|"
    r"nos vamos)|"
    r"(?:a quelle heure|quand) (?:part(?:ons)?|repart\w*|rentr\w*|est ce qu on (?:part|rentre|repart))|"
    r"(?:wann|um wie ?viel uhr) (?:fahren|fliegen|reisen|mussen|kommen) wir (?:ab|los|zuruck|nach hause|"
    r"heim|weg)|"
    r"(?:a que horas|quando) (?:voltamos|saimos|vamos embora|regressamos|partimos)|"
    r"(?:когда|во сколько) (?:мы )?(?:уезжаем|улетаем|возвращаемся|выезжаем)|"
    r"مت[يى] (?:نعود|نغادر|نرجع)|(?:kab|kitne baje) (?:nikalna|wapas|lautna|ghar)\w*|(?:कब|"
    r"कितने बजे) (?:वापस|निकल|घर)\S*)"
)
_ARRIVING = regex(
    r"(?<!\w)(?:(?:what time|when) (?:do|does|will|would) (?:we|i|they) (?:arrive|land|reach(?! home)|"
    r"check in)(?!\w* (?:at|in|to) "
    r"(?:the )?(?!hotel))|a que hora llegamos|(?:a quelle heure|quand) (?:arrivons|est ce qu on arrive)|"
    r"(?:wann|um wie ?viel uhr) kommen wir an|a que horas chegamos|(?:когда|"
    r"во сколько) (?:мы )?(?:приезжаем|прилетаем)|"
    r"مت[يى] نصل|(?:kab|kitne baje) pahu\w*|(?:कब|कितने बजे) पहुँच\S*)"
)
_NAMED_DAY = regex(rf"(?<!\w){_ASKS}(?!\w).{{0,60}}?(?:(?P<last>{_LAST})|(?P<first>{_FIRST}))")
_NAMED_DAY_BEFORE = regex(rf"(?:(?P<last>{_LAST})|(?P<first>{_FIRST})).{{0,60}}?(?<!\w){_ASKS}(?!\w)")
_WHEN = regex(
    r"(?<!\w)(?:when|(?:on )?(?:which|what) day|what time|at what time|cuando|que dia|a que hora|quand|"
    r"quel jour|"
    r"a quelle heure|wann|an welchem tag|welchen tag|um wie ?viel uhr|quando|em que dia|a que horas|когда|"
    r"в какой день|во сколько|مت[يى]|في اي يوم|kab|kis din|kitne baje|कब|किस दिन|कितने बजे)(?!\w)"
)
_ASKING = regex(rf"(?<!\w){_ASKS}(?!\w)")


# What stands in such a question and no plan knows: money, the weather, opening hours, another plan.
_NOT_IN_IT = regex(
    r"(?<!\w)(?:pay\w*|paid|balance|deposit|cancel\w*|refund\w*|cost\w*|price\w*|how much|weather|hot|"
    r"cold|rain\w*|"
    r"temperature|guide|driver|open\w*|clos(?:e|es|ed|ing)|instead|else|other|another|change\w*|better|best|"
    r"recommend\w*|visa|insurance|ticket\w*|flight number|breakfast|wifi|pool|"
    r"pag\w+|cancel\w+|cuesta\w*|precio\w*|tiempo hace|clima|llueve\w*|guia|abre\w*|cierra\w*|otr[ao]s?|"
    r"cambi\w+|"
    r"pay(?:er|ons|ement)|annul\w+|coute\w*|prix|meteo|pleut|ouvre\w*|ferme\w*|autre\w*|chang\w+|"
    r"zahl\w+|storn\w+|kostet\w*|preis\w*|wetter|regnet|fuhrer|offnet|geoffnet|schliess\w*|andere\w*|"
    r"anstatt|statt|"
    r"custa\w*|preco\w*|tempo faz|chove|abre|fecha\w*|outr[ao]s?|mud\w+|"
    r"оплат\w*|плати\w*|отмен\w*|стоит|цена|погода|дожд\w*|гид\w*|открыва\w*|закрыва\w*|друг\w*|вместо|"
    r"ادفع|ندفع|الدفع|الغاء|تكلفه?|سعر|الطقس|مطر|مرشد|يفتح|يغلق|بدلا|"
    r"paisa|paise|payment|kitna|mausam|barish|khul\w*|band|badal\w*|"
    r"भुगतान|पैसे|कितना|मौसम|बारिश|खुल\S*|बंद|बदल\S*)(?!\w)"
)


def asked_of_plan(text: str) -> AskedOfPlan | None:
    """What a message asks of the plan in hand, if it may be asking such a thing."""
    plain = folded(text)
    if _NOT_IN_IT.search(plain):
        return None
    day = day_in(text)
    if FAR.search(plain):
        return AskedOfPlan("far", day)
    if _HOTELS.search(plain):
        return AskedOfPlan("hotels", day)
    if _LEAVING.search(plain):
        return AskedOfPlan("leave", day)
    if _ARRIVING.search(plain):
        return AskedOfPlan("arrive")
    named = _NAMED_DAY.search(plain) or _NAMED_DAY_BEFORE.search(plain)
    if named:
        return AskedOfPlan("day", -1 if named["last"] else 1)
    if day is not None and _ASKING.search(plain):
        return AskedOfPlan("day", day)
    return AskedOfPlan("when") if _WHEN.search(plain) else None


_MOST_WORDS = 14  # a longer message does more than ask


def with_asking(heard: Understanding, text: str) -> Understanding:
    """The understanding of words that may ask about the plan: what they only mention is left out, and a
    question without its mark is one."""
    heard = without_mentions(heard, text)
    asked = asked_of_plan(text) if len(text.split()) <= _MOST_WORDS and not heard.slots else None
    return as_question(heard) if asked is not None and asked.kind in ("hotels", "leave", "arrive") else heard
