"""The words by which people ask for sights by their names, in eight languages.

Verbs that may as well name where to travel ("queremos visitar Sevilla") count with an article alone.
"""

from agents.regexes import regex

_EN = (
    r"must (?:see|visit|do|include|have)|must-(?:see|visit|do)s?:?|want to (?:see|visit) the|"
    r"(?:would|we'd|i'd) like to (?:see|visit) the|"
    r"definitely (?:want to )?(?:see|visit)|don't want to miss|(?:would|it'd) be (?:amazing|"
    r"great|nice|lovely|wonderful) to (?:visit|see)|bucket list:?|has to include|(?:please "
    r")?include(?: a)?(?: visit to)?|hoping to (?:see|visit)|dying to see|love to (?:see|visit)"
)
_ES = (
    r"(?:es )?imprescindibles?(?: (?:ver|visitar))?|(?:hay|tenemos|tengo) que ver|debemos ver|"
    r"ver (?:si o si|sin falta)|"
    r"(?:queremos|quiero|nos gustaria|me gustaria|nos encantaria) (?:ver|visitar) (?:el|la|los|las)|"
    r"no (?:nos )?(?:queremos|quiero) perder(?:nos|me)?"
)
_FR = (
    r"a voir absolument|a ne pas (?:manquer|rater)|incontournables?|"
    r"(?:il faut|on doit|nous devons|je dois) (?:absolument )?voir|absolument voir|"
    r"(?:veux|voulons|voudrions|voudrais|aimerions|aimerais) (?:voir|visiter) (?:le|la|les)|"
    r"ne (?:veux|voulons|voudrions) (?:surtout )?pas (?:manquer|rater)"
)
_DE = (
    r"unbedingt (?:sehen|besuchen|besichtigen|anschauen)|(?:nicht|auf keinen fall) verpassen|"
    r"(?:unbedingt|auf jeden fall) (?:den|die|das|dem|zum|zur)"
    r"(?=[^.!?;,\n]{3,60} (?:sehen|besuchen|besichtigen|anschauen)(?!\w))"
)
_PT = (
    r"imperdive(?:l|is)|imprescindive(?:l|is)|(?:temos|tenho) (?:que|de) ver|"
    r"(?:queremos|quero|gostariamos de|gostaria de) (?:ver|visitar|conhecer) (?:o|a|os|as)|"
    r"nao (?:queremos|quero|podemos|posso) perder"
)
_RU = (
    r"обязательно (?:(?:хотим|хочу|надо|нужно) )?(?:увидеть|посмотреть)|"
    r"(?:хотим|хочу|надо|нужно) обязательно (?:увидеть|посмотреть|посетить)|не (?:хотим|хочу) пропустить"
)
_AR = (
    r"(?:لا بد من|يجب|من الضروري) (?:رويه|مشاهده)|(?:لا بد|يجب) ان نري|(?:لا نريد|لا اريد) ان (?:نفوت|"
    r"افوت|يفوتنا)"
)
_ARTICLE = r"(?:(?:the|el|la|los|las|le|les|den|die|das|o|a|os|as) |l')?"
MUST = regex(
    rf"(?<!\w)(?:(?P<english>{_EN})|{_ES}|{_FR}|(?P<german>{_DE})|{_PT}|{_RU}|{_AR})\s?:?\s+{_ARTICLE}"
)
# Where the name stands before its verb: "Tirta Empul zaroor dekhna hai".
MUST_BEHIND = regex(
    r"(?<!\w)(?:(?:ko|को) )?(?:(?:zaroor|zarur|jaroor|jarur|जरूर)(?: se)? "
    r"(?:dekh(?:n[aei]|enge|ung[ai]|ein)|देख(?:न[ाेी]|ेंगे))|"
    r"(?:dekhna|देखना) (?:hi|ही) |(?:miss|मिस) (?:nahi|nahin|नहीं) kar\S*|"
    r"(?:is|are) (?:an? )?(?:must(?:[ -](?:do|see|visit))?|compulsory|mandatory)(?=\W*$|\W*[.,!;\n]| for us)|"
    r"(?:zaroori|jaroori|must) (?:hai|chahiye)|"
    r"unbedingt (?:sehen|besuchen|besichtigen|anschauen)|(?:es|son) imprescindibles?|"
    r"(?:e|sao) imperdive(?:l|is)|est (?:un )?incontournable)(?![\w\u0900-\u0963])"
)
# A no that is none: "we don't want to miss".
SAYS_YES = regex(r"(?:miss|perder\w*|manquer|rater|verpassen|пропустить|نفوت|افوت|يفوتنا):?\s+\S*\s*$")
# "Muss man den Tirta Empul unbedingt sehen?": where a sentence that begins so asks, it wishes for nothing.
ASKS_IF = regex(
    r"[\s¿¡]*(?:(?:and|but|so|y|pero|et|mais|und|aber|e|mas|и|но|aur|और) ,?)?¿?"
    r"(?:(?:do|must|should|shall|need) (?:we|i|one|you)(?: really)? (?:have to|need to|must|should)?|"
    r"is it (?:worth|a must|necessary)|(?:muss|mussen|soll|sollte|sollten|sollen) (?:man|wir|ich)|"
    r"lohnt (?:es )?sich|(?:faut|doit|devons|devrait|devrions)-(?:il|on|nous)|"
    r"est-ce qu(?:e |')(?:il faut|on doit|nous devons)|"
    r"(?:de verdad )?(?:hay que|tenemos que|debemos|es imprescindible)|vale la pena|"
    r"temos (?:que|de|mesmo que)|tem que|e (?:preciso|imperdivel)|vale a pena|"
    r"(?:нужно|надо|стоит|обязательно) ли|kya|क्या|هل)(?!\w)"
)
