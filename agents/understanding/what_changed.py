"""How customers ask what a new version changed, and why it costs something else now.

Only what asks of the plan or of its price as they have become is such a question. What would change under
a wish ("if we go in May"), what else changed in the world (the rules for a visa), and why a place is dear
are others.
"""

from dataclasses import dataclass
from typing import Literal

from agents.regexes import regex
from agents.understanding.beside_asking import FEW_WORDS, asks_beside, has_only_looked
from agents.wording.folding import folded


@dataclass(frozen=True)
class AskedWhatChanged:
    """What is asked: why the price moved, or what moved at all; and what the message does beside it."""

    of: Literal["price", "all"]
    asks_more: bool
    says_more: bool
    beside: str = ""  # what it says in other sentences that are no question, in the customer's words


_LONG = 200  # letters: a longer sentence asks more than this
_SENTENCE = regex(r"[^?!.;\n؟।؛]+[?!.;\n؟।؛]*")
_BEFORE = (
    r"(?P<before>(?:.* )?(?:but|and|so|ok|okay|hi|hello|hey|hm+|wait|sorry|please|thanks|well|"
    r"(?:tell|explain)(?: me| us)?|pero|y|hola|entonces|mais|et|bonjour|alors|aber|und|hallo|also|mas|ola|e|"
    r"entao|но|а|и|скажите|لكن|و|मगर|लेकिन|और|पर|lekin|magar|aur) )?"
)
_KINDLY = r"(?: (?:please|pls|por favor|s il vous plait|svp|bitte|пожалуиста|من فضلكم?|कृपया|then|denn))?"

_NEWER = r"(?:(?:new|newest|latest|last|first|second|old|older|previous|earlier|original|updated|revised) )*"
_OURS = rf"(?:(?:the|our|my|this|your) )?{_NEWER}"
_PRICE = r"(?:price|cost|total|quote|offer|package|amount)"
_PLAN = r"(?:plan|trip|itinerary|tour|version|proposal|one)"
_IT = rf"(?:it|this|that|everything|{_OURS}(?:{_PRICE}s?|{_PLAN}))"
_THAN = (
    r"(?: (?:now|suddenly|all of a sudden|again|here|exactly|this time|so much|by so much|than before|"
    rf"than it was|(?:since|from|in|about|with|than|between|compared (?:to|with)) (?:before|then|yesterday|"
    rf"last time|{_OURS}(?:{_PRICE}|{_PLAN}|time))(?: \d+)?(?: and (?:version )?(?:\d+|this one|now))?))*"
)
_DEARER = (
    r"(?:much |so much |a lot |even )?(?:more expensive|costlier|dearer|pricier|higher|cheaper|lower|more)"
)
_MOVED = (
    r"(?:changed?|go up|gone up|went up|go down|gone down|went down|increased?|rise|risen|rose|jump(?:ed)?)"
)
_EN_PRICE = (
    rf"(?:why|how come) (?:is|s|was|has|are) (?:{_IT} )?(?:now |become |got |gotten |suddenly )*{_DEARER}|"
    rf"(?:why|how come) {_IT} (?:is|s|got|became|has become) (?:now )?{_DEARER}|why (?:now )?{_DEARER}|"
    rf"why (?:is {_IT} |s it )?so (?:expensive|costly|high|much) (?:now|suddenly|all of a sudden)|"
    rf"(?:why|how come) (?:did|has|have|is)? ?{_OURS}{_PRICE}s? (?:just )?{_MOVED}|"
    rf"why did you (?:change|increase|raise|put up) {_OURS}{_PRICE}|"
    rf"why (?:is there )?(?:the |a |this )?(?:price )?(?:increase|"
    rf"change|difference|hike)(?: in (?:the )?price)?|"
    rf"what (?:is|s) the reason for the (?:price (?:increase|change|difference)|new price|higher price)|"
    rf"{_OURS}{_PRICE} (?:has |have )?{_MOVED} why"
)
_EN = (
    rf"what (?:has |have |s |is |was |did )?(?:you |all |it |exactly |actually )*(?:changed?|different)|"
    rf"why (?:did|has|have) (?:you |{_IT} )(?:changed?)(?: {_OURS}(?:{_PLAN}|hotels?|route|days))?|"
    rf"(?:what|which) (?:are|were) (?:all )?the (?:changes|differences)|"
    rf"(?:what|where) (?:is|s) the (?:change|difference)(?= (?:in|from|since|compared|between) )"
)
_ES_THAN = (
    r"(?: (?:ahora|de repente|todo|(?:que|de) antes|que la (?:primera|anterior)(?: version)?|tanto|"
    r"(?:desde|en|con|respecto a|entre) (?:antes|la|el|mi|nuestro|esta|ultima|primera|nueva|nuevo|anterior|"
    r"version|plan|viaje|precio|vez|itinerario| )+))*"
)
_ES_PRICE = (
    r"por ?que (?:es|esta|sale|cuesta|ha salido|se ha puesto)(?: ahora| todo| el precio| el viaje| el plan| "
    r"la nueva version)* (?:mas(?: (?:car[oa]|alto|barat[oa]))?|tan car[oa] ahora)|"
    r"por ?que (?:el precio|el total|el viaje) (?:es|esta|ha|"
    r"cambio|subio|bajo|aumento)(?: (?:ahora|mas|car[oa]|"
    r"alto|cambiado|subido|bajado|aumentado))*|"
    r"por ?que (?:ha|han)? ?(?:cambi|sub|baj|aument)\w+ (?:el|los|de)? ?(?:precios?|total)"
)
_ES = (
    r"que (?:es lo que )?(?:ha|han|habeis|se ha)? ?(?:cambiado|cambio|cambiaron|modificado)|"
    r"que (?:es|hay|hay de) (?:diferente|distinto)|(?:que|"
    r"cuales son los) cambios(?: (?:hay|hubo|han hecho))?|"
    r"por ?que (?:ha|han)? ?cambi\w+ (?:el|mi|nuestro) (?:plan|viaje|itinerario|hotel)"
)
_FR_THAN = (
    r"(?: (?:maintenant|tout a coup|d un coup|exactement|qu avant|que (?:avant|la premiere fois)|"
    r"(?:depuis|dans|par rapport a|entre) (?:avant|la|le|mon|notre|cette|derniere|premiere|nouvelle|nouveau|"
    r"version|programme|plan|voyage|prix|fois| )+))*"
)
_FR_PRICE = (
    r"pourquoi (?:est ce(?: que)?|c est|ca coute|cela coute t il|"
    r"est ce que c est|est ce que ca coute|(?:le|ce) "
    r"(?:prix|voyage|plan|programme|total)(?: est| est il)?)(?: maintenant| devenu| tout a coup)* "
    r"(?:plus|moins)(?: (?:chere?|eleve|haut))?|"
    r"pourquoi (?:le|les|ce)? ?(?:prix|tarifs?|total) (?:a|"
    r"ont)(?: t il| t elle)? (?:change|augmente|monte|baisse)|"
    r"pourquoi (?:cette (?:augmentation|hausse)|ce changement)(?: de prix)?"
)
_FR = (
    r"qu est ce qui (?:a|est)(?: ete)? (?:change|modifie|bouge|"
    r"different)|qu (?:avez vous|as tu|est ce que vous "
    r"avez) (?:change|modifie)|(?:quels|quelles) sont les (?:changements|differences)|"
    r"pourquoi (?:le|mon|notre) (?:programme|plan|voyage|itineraire) a(?: t il)? change"
)
_DE_THAN = (
    r"(?: (?:jetzt|nun|auf einmal|plotzlich|geworden|genau|als (?:vorher|zuvor|beim ersten mal|davor)|"
    r"(?:am|im|an|in|bei|beim|seit|gegenuber|zur?|"
    r"zwischen) (?:dem|der|den|meinem|unserem|neuen|neuer|letzten|"
    r"ersten|vorigen|version|plan|reiseplan|reise|preis|mal| )+))*"
)
_DE_PRICE = (
    r"(?:warum|wieso|weshalb) (?:ist|wurde|kostet|wird) (?:es|das|"
    r"alles|die reise|der (?:neue )?(?:preis|plan)|"
    r"das ganze)(?: denn| jetzt| nun| auf einmal| plotzlich|"
    r" so viel)* (?:teurer|hoher|mehr|gunstiger|billiger|"
    r"gestiegen|gesunken)|"
    r"(?:warum|wieso|weshalb) (?:hat|haben) sich (?:der preis|"
    r"die preise)(?: denn| jetzt)? (?:geandert|verandert|"
    r"erhoht)"
)
_DE = (
    r"was (?:hat|haben) (?:sich|sie)(?: denn| alles| jetzt| nun| genau)* (?:geandert|verandert)|"
    r"was ist(?: denn| jetzt| nun)* anders|was sind die (?:anderungen|unterschiede)|"
    r"(?:warum|wieso|weshalb) (?:hat sich|haben sie) (?:der|den) (?:plan|reiseplan)(?: denn| jetzt)? "
    r"(?:geandert|verandert)"
)
_PT_THAN = (
    r"(?: (?:agora|de repente|tanto|(?:do )?que antes|(?:desde|"
    r"n[oa]|em|com|entre|em relacao a) (?:antes|a|o|meu|"
    r"nosso|ultima|primeira|nova|novo|anterior|versao|plano|viagem|preco|vez|roteiro| )+))*"
)
_PT_PRICE = (
    r"por ?que (?:e que )?(?:esta|ficou|e|saiu|custa)(?: agora| tudo| o preco| o plano| a viagem| o total)* "
    r"mais(?: (?:car[oa]|alto|barat[oa]))?|"
    r"por ?que (?:e que )?(?:o preco|o valor|o total|a viagem|"
    r"os precos) (?:esta|ficou|mudou|subiu|aumentou|baixou|"
    r"mudaram|subiram)(?: mais)?(?: (?:car[oa]|alto))?|"
    r"por ?que (?:mudou|subiu|aumentou|baixou) o (?:preco|valor|total)"
)
_PT = (
    r"o que (?:e que )?(?:mudou|foi (?:mudado|alterado)|"
    r"voces (?:mudaram|alteraram)|(?:esta|ha de) diferente)|"
    r"quais (?:sao|foram) as (?:mudancas|diferencas|alteracoes)|"
    r"por ?que (?:mudou )?o (?:plano|roteiro)(?: mudou)?"
)
_RU_THAN = (
    r"(?: (?:теперь|сеичас|вдруг|цена|цены|стоимость|чем (?:раньше|было|в прошлыи раз)|"
    r"(?:в|с|по сравнению с) (?:плане|поездке|цене|стоимости|программе|версии|прошлого|прошлои|первои|новои|"
    r"раза| )+))*"
)
_RU_PRICE = (
    r"(?:почему|отчего) (?:(?:это|теперь|сеичас|цена|цены|стоимость|поездка|план|все|стало|стала|так|вдруг|"
    r"вышло) )*(?:дороже|дешевле|подорожал\w*|подешевел\w*|выше|вырос\w*|поднял\w*|(?:изменил|поменял)\w* "
    r"(?:цен\w|стоимость))|(?:почему|отчего) (?:цен[аы]|стоимость) (?:изменил|поменял)\w*"
)
_RU = (
    r"что(?: же| там| у нас| именно| вы)* (?:изменилось|поменялось|изменили|поменяли)|"
    r"(?:в чем|какие) (?:изменения|разница с прошл\w+ \w+)|почему (?:план|программа) (?:изменил|поменял)\w*"
)
_AR_THAN = (
    r"(?: (?:الان|السعر|الاسعار|الرحل[هة]|الخط[هة]|من قبل|عن قبل|في (?:السعر|الخط[هة]|الرحل[هة]|النسخ[هة])))*"
)
_AR_PRICE = (
    r"(?:لماذا|ليش|ليه|لم) (?:(?:اصبح\w*|صار\w*|هو|هي|هذا|السعر|الرحل[هة]|الخط[هة]|الان) )*(?:اغلى|ارخص|"
    r"اعلى|ارتفع\w*|زاد\w*|(?:تغير\w*|تغيير) (?:السعر|الاسعار))|لماذا السعر (?:تغير|ارتفع|زاد)"
)
_AR = (
    r"(?:ما|ماذا|شو|ايش)(?: هو)?(?: الذي| اللي)? (?:تغير\w*|غيرتم|اختلف)|ما هي (?:التغييرات|التغيرات)|"
    r"لماذا تغير\w* (?:الخط[هة]|الرحل[هة]|البرنامج)"
)
_HI_WORDS = (
    r"(?:अब|यह|ये|इतना|इतनी|कीमत|दाम|प्लान|योजना|यात्रा|ट्रिप|पहले|से|का|की|के|में|है|हैं|हो|गया|गई|गयी|गए|रहा|"
    r"ज्यादा|क्यों|महंगा|महंगी|महँगा|महँगी|सस्ता|बढ|बढा|बढी|बढे|बदला|बदली|बदल|हुआ|हुई|ab|ye|yeh|itna|itni|price|"
    r"rate|cost|total|plan|trip|pehle|pahle|se|ka|ki|ke|mein|me|hai|hain|ho|gaya|gayi|gaye|raha|zyada|jyada|kyun|"
    r"kyu|kyon|kyo|me?he?nga|me?he?ngi|mahe?nga|mahe?ngi|sasta|badh|badha|badhi|badla|badli|badal|hua|hui|change|"
    r"increase)"
)
_HI_PRICE = (
    r"(?=.*(?:क्यों|kyun|kyu|kyon|kyo))(?=.*(?:अब|गया|गई|गयी|गए|पहले|बढ|बदल|हुआ|\bab\b|gay|pehle|pahle|badh|bad|hua))"
    rf"(?=.*(?:महंग|महँग|ज्यादा|सस्ता|बढ|बदल|nga|ngi|zyada|jyada|"
    rf"sasta|badh|bad|change)){_HI_WORDS}(?: {_HI_WORDS})*"
)
_HI_IN = (
    r"(?:(?:अब|इसमें|इस|नए|प्लान|योजना|कीमत|यात्रा|में|पहले|से|तो|ab|isme|is|naye|plan|price|trip|mein|me|to|se) )*"
)
_HI = (
    rf"{_HI_IN}(?:क्या(?: क्या)? (?:बदला|बदल गया|बदलाव|फर्क|अलग|बदले)(?: है| हैं| हुआ| हुए| गया)*|"
    r"kya(?: kya)? (?:badla|badal gaya|badlav|change|changes|fark|"
    r"farak|alag)(?: hai| hain| hua| hue| gaya| kiya)*)"
)
_TOLD = (
    (_EN_PRICE, _EN, _THAN),
    (_ES_PRICE, _ES, _ES_THAN),
    (_FR_PRICE, _FR, _FR_THAN),
    (_DE_PRICE, _DE, _DE_THAN),
    (_PT_PRICE, _PT, _PT_THAN),
    (_RU_PRICE, _RU, _RU_THAN),
    (_AR_PRICE, _AR, _AR_THAN),
    (_HI_PRICE, _HI, ""),
)
_OF_THE_PRICE = regex(_BEFORE + "(?:" + "|".join(f"(?:{p}){tail}" for p, _, tail in _TOLD) + f"){_KINDLY}")
_OF_ALL = regex(_BEFORE + "(?:" + "|".join(f"(?:{p}){tail}" for _, p, tail in _TOLD) + f"){_KINDLY}")


def asked_what_changed(text: str) -> AskedWhatChanged | None:
    """What a message asks of how the newest version differs; None where it asks no such thing."""
    of: Literal["price", "all"] | None = None
    asks_more = says_more = False
    beside: list[str] = []
    for sentence in _SENTENCE.findall(text):
        plain = folded(sentence)
        is_short = len(plain) <= _LONG
        of_price = _OF_THE_PRICE.fullmatch(plain) if is_short else None
        found = of_price or (_OF_ALL.fullmatch(plain) if is_short else None)
        if found is not None:
            of = of or ("price" if of_price else "all")
            before = found["before"] or ""
            asks_more = asks_more or asks_beside(before)
            says_more = says_more or asks_more or len(before.split()) > FEW_WORDS
        else:
            is_question = sentence.rstrip().endswith(("?", "؟"))
            is_long = len(plain.split()) > FEW_WORDS
            asks_more, says_more = asks_more or is_question, says_more or is_question or is_long
            if is_long and not is_question and not has_only_looked(plain):
                beside.append(sentence.strip())
    return None if of is None else AskedWhatChanged(of, asks_more, says_more, " ".join(beside))
