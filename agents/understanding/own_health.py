"""Whether somebody's own body allows something: "I am pregnant, is it safe to fly?" is a doctor's matter.

A state that is told in passing ("my wife is pregnant, so an easy pace please") is none, and a question about
rules ("until which month may pregnant women fly?") is the library's.
"""

from agents.regexes import regex

_CONDITION = (
    r"pregnant|expecting(?: a (?:baby|child)| twins)?(?= ?(?:[,.;:!?\n]|$|and |so |can |is ))|diabetic|"
    r"asthmatic"
)
_ILLS = r"diabetes|asthma|high (?:bp|blood pressure)|hypertension|cancer|copd|vertigo|anaemia|anemia"
# Whose body it is stands beside; a bare "pregnant women" are others.
_OURS = regex(
    r"(?<!\w)(?:(?:i am|i'?m|we are|we're|she is|she'?s|he is|he'?s|who is|being|(?:my|our|"
    r"his) [\w-]+(?: is|'s))"
    rf"(?: (?:also|now|currently|just|about|a|\d+ \w+|\w+ (?:weeks?|months?))){{0,3}} (?:{_CONDITION})|"
    rf"\d+ (?:weeks?|months?) pregnant|(?:my|our|his|a) pregnant (?:wife|partner|girlfriend|daughter|"
    rf"sister|friend)|"
    rf"(?:my|her) pregnancy|(?:i|we|she|he|who|(?:my|our) [\w-]+)(?:'ve)? (?:have|has|suffers? from|"
    rf"got) (?:\w+ )?(?:{_ILLS})|"
    r"(?:estoy|esta|estando|mi \w+)(?: (?:de )?\d+ (?:semanas|meses))? embarazada|embarazada de \d+|"
    r"(?:tengo|tiene|sufro de|padezco) (?:asma|diabetes|hipertension|cancer)|"
    r"(?:je suis|est|etant|ma \w+) enceinte|enceinte de \d+|"
    r"(?:j'ai|a) (?:de l'asthme|du diabete|de l'hypertension|un cancer)|"
    r"(?:ich|bin|ist|meine? \w+)(?: [\w.]+){0,4} schwanger|(?:meine?r?|unsere?r?) schwangeren? \w+|"
    r"(?:ich|sie|er|mutter|vater|frau|mann)(?: \w+)? (?:habe|hat) (?:asthma|diabetes|bluthochdruck|krebs)|"
    r"(?:estou|esta|estando|minha \w+)(?: (?:de )?\d+ (?:semanas|meses))? gravida|gravida de \d+|"
    r"(?:tenho|tem) (?:asma|diabetes|hipertensao|pressao alta|cancer)|"
    r"беременна|(?:моя|моей|мою|наша) беременн\w+|(?:у меня|у мамы|у жены|у мужа|у папы) (?:астма|диабет|"
    r"гипертония|рак)|"
    r"(?:و?انا|زوجتي|هي|اختي|ابنتي|امراتي|صديقتي|كوني) (?:\w+ )?حامل(?! (?:ل|جواز|تاشير|بطاق|فيزا|ال?جنسي|"
    r"تذكر))|"
    r"(?:عندي|لدي|لديها|لديه|عندها) (?:ربو|ال?ربو|ال?سكري|ضغط)|"
    r"(?:main|mai|biwi|patni|wife|behen|beti|wo|woh|vo)(?: \w+){0,2} (?:pregnant|garbhvati|"
    r"garbhwati)|"
    r"(?:मैं|पत्नी|बीवी|वाइफ|वह|वो|बहन|बेटी)(?: \S+){0,2} (?:गर्भवती|प्रेग्नेंट|प्रेगनेंट)|"
    r"(?:mujhe|unhe|usko|maa ko|papa ko) (?:asthma|diabetes|sugar|bp)|मुझे (?:अस्थमा|डायबिटीज|मधुमेह|दमा))"
    r"(?![\w\u0900-\u0963])"
)
_ACT = (
    r"raft\w*|рафтинг\w*|сплав\w*|scuba|div(?:e|ing)|snorkel\w*|trek\w*|hik(?:e|ing)|climb\w*|surf\w*|"
    r"swim\w*|ski(?:ing)?|"
    r"para(?:sail|glid)\w*|bungee\w*|zip[ -]?lin\w*|jet ?ski\w*|water ?sports|adventure sports|sauna|"
    r"hot springs?|massages?|"
    r"bucear|buceo|nadar|senderismo|plongee|plonger|nager|randonnee|tauchen|raften|wandern|schwimmen|"
    r"schnorcheln|"
    r"reiten|mergulh\w+|trilha|дайвинг\w*|нырять|плавать|"
    r"(?:horse|camel|elephant)(?:[ -]?back)?[ -]rid\w*|(?:speed)?boats?(?: rides?)?|ferry"
)
_FLY = (
    r"(?:fly(?:ing)?|travel(?:l?ing)?|take (?:a |the )?flights?)"
    r"(?! (?:from|direct\w*|via|out|on \d|business|first|in (?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december)))"
)
_SOME = r"(?:(?:the|a|some|any|go|do|still|also|even|on|try|join|for|have|use|take|it|that) ){0,3}"
_ASKS = regex(
    rf"(?<!\w)(?:(?:can|could|may|should|shall|am) (?:i|we|she|he|they|"
    rf"my \w+)(?: be)?(?: allowed to)? {_SOME}"
    rf"(?:{_FLY}|{_ACT})|"
    r"(?:is|would|will|are|isn't) (?:it|this|that|there|the \w+|\w+ing|a \w+)(?: \w+){0,3} "
    r"(?:safe(?! (?:to (?:pay|book|send|share|walk|leave)|at night|box|locker|in the room|for (?:luggage|"
    r"valuables)))|"
    r"unsafe|risky|(?:a|any) (?:health )?risk|dangerous|harmful|advisable)|safe for (?:me|her|him|the baby)|"
    rf"(?:is|would) (?:it|that) (?:be )?(?:ok|okay|fine|alright|allowed|all right|wise|bad) (?:to|"
    rf"for \w+ to) "
    rf"{_SOME}(?:{_FLY}|{_ACT})|"
    r"(?:es|seria|sera) (?:\w+ )?(?:segur[oa](?! (?:pagar|reservar|caminar|enviar))|peligros[oa]|"
    r"arriesgad[oa]|recomendable)|hay (?:algun )?(?:riesgo|"
    r"peligro)|"
    rf"(?:puedo|puede|podemos|podria) (?:ella )?(?:volar|viajar|(?:hacer )?(?:el |un )?(?:{_ACT}))|"
    r"(?:est[- ]ce|c'est|est[- ]il|ce serait)(?: \S+){0,4} (?:sur|dangereux|risque|prudent|deconseille|"
    r"sans danger)|"
    r"(?:peut[- ]on|puis[- ]je|peut[- ]elle|on peut|je peux|elle peut|pouvons[- ]nous) (?:encore )?"
    rf"(?:prendre l'avion|voler|voyager|(?:faire )?(?:du |de la |de l')?(?:{_ACT}))|"
    r"(?:ist|ware)(?: \S+){1,4} (?:sicher|gefahrlich|riskant|ratsam|unbedenklich|erlaubt)|"
    rf"(?:kann|darf|konnen|durfen|sollte)(?: \S+){{1,5}} (?:fliegen|reisen|{_ACT})|"
    r"(?:e|seria|sera) (?:\w+ )?(?:segur[oa](?! (?:pagar|reservar|caminhar|andar|enviar))|perigos[oa]|"
    r"arriscad[oa]|recomendavel)|ha (?:algum )?risco|"
    rf"(?:posso|pode|podemos) (?:ela )?(?:voar|viajar|(?:fazer )?(?:o |um )?(?:{_ACT}))|"
    rf"(?:безопасно|опасно|рискованно|вредно)|можно (?:ли )?(?:мне |ей |нам )?(?:на )?(?:лететь|летать|"
    rf"ездить|{_ACT})|"
    r"(?:هل|ام)(?: \S+){1,5} (?:امن\w*|خطير\w*|خطر|مضر)|هل (?:من الامن|هو امن)|هل (?:يمكن\w*|استطيع|"
    r"نستطيع|تستطيع|يجوز)"
    r"(?: \S+){0,3} (?:السفر|ال?طيران|السباحه|الغوص|التجديف|الرافتنج)|"
    r"(?:safe|surakshit|risky|khatarnak) (?:hai|rahega|hoga|rahegi|hogi)|(?:सुरक्षित|सेफ|खतरनाक) (?:है|"
    r"रहेगा|होगा)|"
    rf"(?:fly|travel|flight|{_ACT})(?: \w+){{0,3}} (?:sakte|sakti|sakta)|"
    r"(?:उड़ान|उडान|फ्लाइट|राफ्टिंग|यात्रा|सफर)(?: \S+){0,3} (?:सकते|सकती|सकता))"
    r"(?![\w\u0900-\u0963])"
)
_SENTENCES = regex(r"(?:[^.!?;\n؟।]|(?<=\d)\.)*(?:[.!?;\n؟।]+|$)")
_ASKED_WITHIN = 1  # sentences between what is told of a body and what is asked of it


def asks_what_a_body_allows(plain: str) -> bool:
    """Whether a message tells of a state of one's own and asks beside it what that allows."""
    if not _OURS.search(plain):
        return False
    sentences = [match.group() for match in _SENTENCES.finditer(plain) if match.group().strip()]
    told = [n for n, words in enumerate(sentences) if _OURS.search(words)]
    asked = [n for n, words in enumerate(sentences) if _ASKS.search(words)]
    return any(abs(t - a) <= _ASKED_WITHIN for t in told for a in asked)
