"""Whether a place that is named is refused: "skip Ubud", "leave Ubud out"; "don't skip Ubud" keeps it."""

import re

from agents.regexes import regex
from agents.understanding.calendar_words import MONTHS, either
from agents.understanding.reading import Reading

_REJECTED = regex(
    r"(?<!\w)(?:instead of|rather than|other than|over|(?<!why )not(?: to| in| going to| interested in)?|"
    r"don't want(?: to (?:go to|visit|stay in|see|include))?|do not want(?: to (?:go to|visit|stay in|see))?|"
    r"no queremos(?: ir a)?|ne voulons pas(?: aller a)?|wollen nicht nach|nao queremos(?: ir (?:a|para))?|"
    r"не хотим в|"
    r"without|sin|sans|ohne|sem|без|"
    r"no longer(?: to)?|except|but not|forget|skip|drop|no more|en vez de|en lugar de|no a|"
    r"au lieu de|plutot que|(?<!pourquoi )pas|statt|anstatt|(?<!warum )nicht(?: nach)?|em vez de|"
    r"(?<!por que )nao|вместо|убер\w+|убра\w+|исключ\w+|не надо|quit\w+|elimin\w+|saca\w*|enlev\w+|"
    r"supprim\w+|"
    r"retir\w+|streich\w+|lass\w* weg|remov\w+|tire|tirem|احذف\w*|remove|leave out|cut out|take out|не(?: в| "
    r"на)?|بدلا من|ليس|ki jagah)\s+(?:the )?$"
)
# "Don't send us to Phuket", "anywhere but Phuket": refused by a whole phrase, and never kept by its "not".
_REFUSED = regex(
    r"(?<!\w)(?:(?:do not|don'?t|dont|please not|never|not) (?:(?:want|like|wish) (?:you )?(?:to )?)?"
    r"(?:(?:to )?(?:send|take|put|bring|route|fly|drag)(?: (?:us|me|them|our group))?|"
    r"(?:want|wish|like) to (?:be sent|end up|be)|go|visit|stop|stay|include|add|suggest|offer)"
    r"(?: anywhere)?(?: (?:to|into|in|at|near|via|through))?|"
    r"(?:anywhere|anything|any place|everywhere|everything|any island|wherever) (?:but|except|other than|"
    r"besides)|"
    r"(?:avoid|avoiding|hate|dislike|can'?t stand|(?:am|are|is|'m|'re) not (?:keen|interested|fond|"
    r"into)(?: on| in| of)?|"
    r"not (?:a )?(?:fans?|keen|fond|into)(?: of| on)?|(?:stay|keep|steer)(?: us)? (?:away|clear)(?: from|"
    r" of)|"
    r"no interest in|tired of|had enough of)(?: going to)?|"
    r"(?:que )?no (?:nos|me) (?:\w+ )?(?:mand\w+|envi\w+|llev\w+|met\w+|pong\w+)(?: \w+)? (?:a|en|por)|"
    r"no (?:(?:quier\w+|quer\w+) )?(?:ir|pasar|parar|viajar|queremos ir|vamos|incluy\w+|pong\w+)(?: (?:a|por|"
    r"en))?|"
    r"(?:evit\w+|descart\w+|odi(?:o|amos)|menos|excepto|salvo)(?: (?:ir )?a)?|"
    r"ne (?:nous |m')?(?:envoy\w+|emmen\w+|mett\w+|amen\w+|propos\w+)(?:[ -](?:nous|moi))? (?:surtout )?pas "
    r"(?:a|au|aux|en|dans|sur)|(?:surtout )?pas (?:a|au|aux|en|vers)|n'import\w+ (?:ou|quoi) sauf(?: a)?|"
    r"partout sauf(?: a)?|"
    r"sauf(?: a)?|"
    r"(?:schick\w*|bring\w*|buch\w*|fahr\w*|flieg\w*)(?: (?:sie|uns|mich|ihr|wir|bitte|bloss|bloß|"
    r"auf keinen fall)){0,4} "
    r"(?:nicht|nie|nur nicht|auf keinen fall)(?: (?:nach|auf|in))?|"
    r"(?:bloss|bloß|blos|nur|bitte|lieber|auf keinen fall) nicht nach|(?:auf keinen fall|keinesfalls|"
    r"ungern) nach|(?:uberall|alles) (?:ausser|auser|nur nicht)(?: nach)?|"
    r"nao (?:nos |me )?(?:mand\w+|lev\w+|envi\w+|coloqu\w+|inclu\w+)(?: a gente)? (?:para|pra|a|ao|em|no|na)|"
    r"nao (?:queremos|quero|vamos|iremos) (?:ir )?(?:para|pra|a|ao)|(?:tudo|qualquer lugar) menos|"
    r"не (?:отправ\w+|посыла\w+|вез\w+|предлаг\w+|вози\w+)(?: (?:нас|меня))?(?: (?:на|в|во))?|"
    r"(?:нас|меня) не (?:отправ\w+|посыла\w+|вез\w+)(?: (?:на|в|во))?|"
    r"(?:только|лишь бы|ни за что|никак(?:ого|их)?) не (?:на|в|во)|"
    r"не (?:хотим|хочу|хотелось бы|поедем|надо)(?: (?:ехать|лететь|попасть|быть))?(?: (?:на|в|во))?|"
    r"куда угодно,? (?:только не|кроме) ?(?:на|в|во)?|кроме|избега\w+|"
    r"لا (?:ت?رسلو?ن?ا|ترسلنا|تاخذونا|تاخذنا|تضعونا|تودونا|نريد(?: الذهاب| السفر)?)(?: الي| في)?|"
    r"(?:تجنب\w*|اي مكان (?:الا|ما عدا|غير)|ما عدا|باستثناء))\s+(?:the |la |el |le |die |den |o |a )?$"
)
_REFUSED_AFTER = regex(
    r"^\s*(?:,? (?:but|only) not there)?\s{0,40}"
    r"(?:(?:mat|nahi|nahin|nhi|मत|नहीं) (?:bhej|le ja|jana|jaana|jaan|"
    r"rakh|daal|dal|"
    r"भेज|ले जा|जाना|रख|डाल|चाहिए|chahiye)|(?:ke alawa|ke siva\w*|chhod ke|chhodkar|chod kar|को छोड\S*|"
    r"के अलावा|"
    r"के सिवा\S*) |"
    r"(?:jana|jaana|जाना) (?:nahi|nahin|nhi|नहीं)(?! (?:chh?od|bhul|miss|छोड|भूल))|"
    r"(?:is |are )?(?:not (?:for us|our thing|an option)|off the (?:table|list|cards)|a no[- ]go|is out)|"
    r"ist (?:nichts fur uns|keine option|raus)|no (?:nos (?:gusta|interesa)|me (?:gusta|interesa))|"
    r"(?:ne|n') ?nous (?:plait|interesse|tente) pas|nao (?:nos )?(?:interessa|rola)|"
    r"(?:нам |мне )?не (?:подходит|интересн\w+|нравится|рассматрива\w+)|لا يناسبنا|لا يعجبنا)"
)
_REJECTED_AFTER = regex(
    r"^\s*(?:nahi|nahin|nhi|mat|hata\w*|chhod\w*|nikal\w*|हटा\w*|छोड\w*|निकाल\w*|नहीं|ki jagah|की जगह|"
    r"is out|no longer|(?:bitte |lieber |doch )?(?:weglassen|auslassen|uberspringen|streichen))(?!\w)"
    r"|^ (?:no|non|nein|nao|nope|нет|لا)(?: (?:please|por favor|gracias|thanks|merci|danke))?\s*(?:[.,;!]|$)"
)
# "Leave Ubud out", "lass Ubud weg": the name stands within what leaves it out.
_SET_APART = regex(
    r"(?<!\w)(?:(?P<en>leave|leaving|take|cut|keep|strike)|lass\w*(?: (?:sie|uns))?(?: bitte)?)\s+(?:the )?$"
)
_APART = regex(r"^\s+(?:out(?! of (?!the|our|it|this|my))|off)(?!\w)")
_APART_IN_GERMAN = regex(r"^\s+(?:bitte |doch |lieber )?weg(?!\w)")
# What is not to be left out stays: "please don't leave out Ubud", "nie ohne Ubud". Of "can't we skip it?"
# the no asks; "we", "you" and "it" may not stand behind it.
_LEFT_OUT = (
    r"without|sin|sans|ohne|sem|без|forget|skip|drop|убер\w+|убира\w+|убра\w+|исключ\w+|quit\w+|elimin\w+|"
    r"saca\w*|"
    r"enlev\w+|supprim\w+|retir\w+|streich\w+|lass\w* weg|remov\w+|tire|tirem|[اتي]?حذف\w*|leave out|cut out|"
    r"take out|leave|leaving|take|cut|strike|lass\w*(?: (?:sie|uns))?"
)
_KEPT = regex(
    r"(?<!\w)(?:(?<!why )not|never|\w+n't|dont|cant|cannot|nie|niemals|nicht|ne|n'|jamais|pas|"
    r"nunca|jamas|(?<!por que )nao|не|никогда|لا|no(?= (?:quer\w+|quier\w+|me|nos|hay|se|quit\w+|elimin\w+|"
    r"saca\w*|sin)))"
    r"(?: (?:want|wish|like|need|intend|plan|going|have|dare|please|ever|even|just|to|"
    r"want (?:you|us) to|let us|"
    r"queremos|quiero|quieren|quero|voulons|veux|veut|voudrions|me|nos|bitte|por favor|хотим|хочу|надо|нужно|"
    r"que|pas)){0,4} ?"
    rf"(?:{_LEFT_OUT})(?: pas)?\s+(?:the )?$"
)
# "Remove Kuta, not Ubud", "Kuta hatao, Ubud nahi": the no stands against the verb of the place before.
_NOT_THAT_ONE = regex(
    rf"(?<!\w)(?:{_LEFT_OUT}|weglassen|auslassen|streichen)(?: (?!and |y |et |und |e |и )\S+){{0,3}}?,?"
    r"(?: (?:and|but|y|et|und|e|mais|mas|aber|и|а|و))? (?:not|no|pas|nicht|nao|не|و?ليس)\s+(?:the )?$"
)
_TAKEN_OUT_BEFORE = regex(r"(?<!\w)(?:hata\w*|nikal\w*|chhod\w*|हटा\S*|निकाल\S*|छोड\S*)[ ,]+(?:aur |और )?$")
_NOT_IT = regex(r"^ (?:nahi|nahin|nhi|नहीं|को नहीं|ko nahi)(?![\w\u0900-\u0963])")
_KEPT_AFTER = regex(
    r"^ (?:ko )?(?:nahi|nahin|nhi|mat|na|नहीं|मत|न|को मत|को नहीं) (?:hata|chhod|chod|nikal|skip|हटा|छोड|"
    r"निकाल)"
)
_NOT_BEFORE = regex(r"(?<!\w)(?:nicht|nie|ne|niemals)\s+$")
# "Ubud nicht streichen" keeps it; "Ubud nicht, Kuta streichen" is another matter.
_NOT_BEHIND = regex(r"^ (?:bitte )?nicht (?:weglassen|auslassen|uberspringen|streichen|rausnehmen)(?!\w)")
_SKIPPED_AFTER = regex(r"^\s+(?:weglassen|auslassen|uberspringen|streichen|weg)(?!\w)")


# A look that costs little before the long one; and questions in which the no asks: "can't we go to Phuket?".
_NO = regex(
    r"(?<!\w)(?:no|not|\w*n'?t|never|avoid\w*|hate|dislike|but|except|other|besides|away|clear|tired|enough|"
    r"leave|que|"
    r"evit\w+|descart\w+|odi\w+|menos|excepto|salvo|ne|pas|sauf|nicht|nie|fall|keinesfalls|ungern|ausser|"
    r"auser|nao|не|"
    r"кроме|избега\w+|لا|تجنب\w*|الا|غير|عدا|باستثناء)(?!\w)"
)
_ASKS = regex(
    r"(?<!\w)(?:why (?:do|not|don't)|why don't|(?:can|could|may|would|should|do|did|shall)n?'?t? (?:we|i|you|"
    r"they)(?= )|"
    r"(?:don't|do not) (?:forget|miss|mind)|por que no|por que nao|pourquoi (?:ne )?pas|warum nicht|"
    r"почему (?:бы )?не)"
)


# What is refused there is a time, a company or a way, or it is not decided: "not to Bali before March".
_SEASONS = (
    r"summer|winter|spring|autumn|monsoons?|rainy season|rains|season|verano|invierno|primavera|otono|"
    r"temporada|ete|hiver|printemps|automne|saison|sommer|fruhling|herbst|regenzeit|verao|inverno|outono|"
    r"лет\w+|зим\w+|весн\w+|осен\w+|сезон\w*|garmi\w*|"
    r"barsaat|barish|sardi\w*|गर्मी|गर्मियों|बारिश|सर्दी|सर्दियों|"
    r"الصيف|الشتاء|الربيع|الخريف|موسم"
)
_ON_TERMS = regex(
    rf"^(?: (?:packages?|tours?|trips?))? (?:(?:(?:in|on|for|during|at|en|em|no|na|im|au|a|durante|pendant|"
    rf"в|на|во|mein|me|में|في|خلال) (?:(?:the|el|la|le|der|die|das|den|o|a) )?)?"
    rf"(?:{either(MONTHS)}|{_SEASONS}|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:de )?(?:{either(MONTHS)}))|"
    r"yet|before|until|till|unless|without|alone|only|in (?:one|the same|a single)|"
    r"todavia|aun|antes|hasta|sin|sol[oa]s?|en un (?:solo|mismo)|encore|avant|jusqu\w*|sans|"
    r"seule?s?|dans un seul|noch|vor|bis|ohne|allein\w*|in (?:einem|nur)|ainda|ate|sem|sozinh[oa]s?|"
    r"em um so|пока|еще|до|раньше|без|один|одн\w+|в (?:одном|том же)|abhi|bina|akele|अभी|बिना|अकेले|"
    r"بعد|قبل|حتي|بدون|وحد\w+)(?![\w\u0900-\u0963])"
)
# A way or a company is what is refused where people tell their own going: "we never go to Bali by boat".
_IN_COMPANY = regex(
    r"^ (?:by|with|con|avec|mit|com|с|со|مع)(?! (?:any|no|ningun\w*|aucun\w*|kein\w*|nenhum\w*|any)\b)(?!\w)"
)
_GOES = regex(
    r"(?<!\w)(?:(?:do not|don'?t|dont|never|not) (?:go|visit|stop|stay|travel)|no (?:ir|vamos|viaj\w+)|"
    r"(?:fahr|flieg)\w*|nao (?:vamos|iremos)|не поедем)(?!\w)"
)
# "Anywhere but Phuket" is refused for the time that is named as well.
_EXCEPTS = regex(
    r"(?<!\w)(?:but|except|other than|besides|menos|excepto|salvo|sauf|ausser|auser|nur nicht|"
    r"только не|кроме|الا|عدا|غير|باستثناء)(?!\w)"
)
_WANTS_NOT = regex(r"(?<!\w)(?:want|queremos|voulons|wollen|хотим)(?!\w)")
_ASKED = regex(r"^[^.!?\n]*\?")
# "Кроме Бали хотим и Таиланд" wants both.
_BESIDES = regex(r"(?<!\w)кроме\s+$")
_TOO = regex(
    r"^(?! и )[^,.;!?\n\d]{0,60}? и |^[^,.;!?\n\d]{0,60}? (?:еще|также|тоже) |"
    r"^\s*(?:ke alawa|के अलावा) [^.;!?\n]{0,60}?(?<!\w)(?:bhi|भी)(?![\w\u0900-\u0963])"
)


def _phrase(before: str) -> re.Match[str] | None:
    """The whole phrase that refuses the place behind it, unless its no asks."""
    return _REFUSED.search(before) if _NO.search(before) and not _ASKS.search(before) else None


def _is_on_terms(phrase: re.Match[str], after: str) -> bool:
    is_own_way = _GOES.search(phrase.group()) and _IN_COMPANY.match(after)
    return bool(is_own_way or _ON_TERMS.match(after))


def is_open(before: str, after: str) -> bool:
    """Whether a place goes with a no that is rather of a way, a time or a company: wished for nor refused."""
    phrase = _phrase(before)
    if phrase is None or _EXCEPTS.search(phrase.group()) or _KEPT.search(before):
        return False
    return bool(_IN_COMPANY.match(after) or _ON_TERMS.match(after))


# What stands between a place and the time at which it is refused: "Phuket in the ".
_PLACE_AND_IN = regex(
    r"[^\s,.;]+(?: (?!in |en |im |em |в )[^\s,.;]+){0,2} (?=(?:(?:in|on|for|during|at|en|em|no|na|im|am|"
    r"au|a|durante|"
    r"pendant|в|на|во|mein|me|में|في|خلال)(?: (?:the|el|la|le|der|die|das|den|o|a))? )?$)"
)


def refuses_a_time(before: str, time: str) -> bool:
    """Whether a time stands behind a place that is refused for it alone: "don't send us there in March"."""
    if not _NO.search(before):
        return False
    for begin in (m.start() for m in re.finditer(r"(?<= )\S", before)):
        named = _PLACE_AND_IN.match(before, begin)
        if named and is_open(before[:begin], f" {before[named.end() :]}{time}"):
            return True
    return False


def _is_refused(before: str, after: str, written: str) -> bool:
    """Whether a whole phrase refuses the place, at any time and in any company."""
    if behind := _REFUSED_AFTER.match(after):
        return not (_TOO.match(after) or _ON_TERMS.match(" " + written[behind.end() :].lstrip(" ")))
    phrase = _phrase(before)
    if phrase is None:
        return False
    if _EXCEPTS.search(phrase.group()):
        return not (_BESIDES.search(before) and _TOO.match(after))
    return not (_is_on_terms(phrase, written) or _ASKED.match(after))


def _is_rejected(before: str, after: str, written: str) -> bool:
    phrase = _REJECTED.search(before)
    if phrase and not (_WANTS_NOT.search(phrase.group()) and _ON_TERMS.match(written)):
        return True
    return bool(_REJECTED_AFTER.match(after))


def is_kept(before: str, after: str) -> bool:
    """Whether a place is said not to be left out, by the words before its name and after it."""
    if _KEPT.search(before) or _KEPT_AFTER.match(after) or _NOT_THAT_ONE.search(before):
        return True
    if _NOT_BEHIND.match(after) or (_NOT_BEFORE.search(before) and _SKIPPED_AFTER.match(after)):
        return True
    return bool(_TAKEN_OUT_BEFORE.search(before) and _NOT_IT.match(after))


def is_left_out(before: str, after: str, written: str | None = None) -> bool:
    """Whether a place is refused by the words before its name and after it.

    `written` are the words after it before any reader took some of them: a date or a count of guests.
    """
    written = after if written is None else written
    if is_kept(before, after):
        return False
    if _is_refused(before, after, written):
        return True
    apart = _SET_APART.search(before)
    if apart and (_APART if apart["en"] else _APART_IN_GERMAN).match(after):
        return True
    return _is_rejected(before, after, written)


_SENTENCE_ENDS = regex(r"[.!?\n](?=\s|$)")
# Who asks what would come of it has not decided anything: "what happens if we skip Ubud?".
_SUPPOSES = regex(
    r"(?<!\w)(?:what (?:(?:would |will |does |is going to )?(?:happens?|changes?|be different)|if)(?= |$)|"
    r"que (?:pasa|pasaria|ocurre|cambia|sucede)\w* si|y que si|"
    r"(?:que|qu'est-ce qui) se passe(?:rait|ra)?(?:-t-il)? si|"
    r"qu'est-ce (?:que ca|qui) change\w* si|"
    r"et si|"
    r"was (?:passiert|passierte|geschieht|ware|andert sich),? wenn|o que (?:acontece\w*|muda\w*) se|e se|"
    r"что (?:будет|изменится|произойдет|если)|ماذا (?:يحدث|سيحدث|يحصل|لو))(?!\w)"
)
_SUPPOSED_BEHIND = regex(
    r"(?<!\w)(?:agar|अगर)(?!\w).*(?:kya|क्या) (?:hoga|hota|badlega|होगा|होता|बदलेगा)(?!\w)"
)


def is_supposed(reading: Reading, begin: int, end: int) -> bool:
    """Whether the sentence around `begin:end` of the plain text only asks what would come of it."""
    plain = reading.plain
    first = max((m.end() for m in _SENTENCE_ENDS.finditer(plain, 0, begin)), default=0)
    last = next((m.start() for m in _SENTENCE_ENDS.finditer(plain, end)), len(plain))
    return bool(_SUPPOSES.search(plain, first, begin) or _SUPPOSED_BEHIND.search(plain, first, last))
