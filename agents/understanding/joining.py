"""Those of the family and the friends who come along as well: "my mother is also coming"."""

import re

from agents.regexes import regex
from agents.understanding.coming_along import ends_with_the_trip
from agents.understanding.reading import Reading

_ONE = (
    r"(?:(?:grand)?(?:mother|father)|mom|mum|dad|mummy|papa|brother|sister|friend|uncle|aunt|cousin|"
    r"colleague|nanny|"
    r"grandma|grandpa)(?:[ -]in[ -]law)?|"
    r"madre|padre|mama|herman[oa]|amig[oa]|ti[oa]|prim[oa]|abuel[oa]|suegr[oa]|"
    r"mere|pere|frere|soeur|amie?|oncle|tante|cousine?|belle-mere|beau-pere|grand-mere|grand-pere|"
    r"mutter|vater|bruder|schwester|freundin|freund|onkel|oma|opa|schwiegermutter|schwiegervater|"
    r"mae|pai|irma|irmao|avo|sogr[oa]|"
    r"мама|мать|папа|отец|брат|сестра|друг|подруга|бабушка|дедушка|теща|тетя|дядя|"
    r"maa|mata|pita|bhai|behen|dost|nani|dadi|saas|मां|माँ|माता|पिता|भाई|बहन|दोस्त|नानी|दादी|सास|"
    r"والدتي|امي|والدي|ابي|اخي|اختي|صديقي|صديقتي|جدتي|جدي"
)
_TWO = (
    r"mummy[- ](?:and )?(?:papa|daddy)|maa[- ](?:baap|papa)|mom[- ]dad|मम्मी[- ](?:और )?पापा|मां[- ]बाप|"
    r"माँ[- ]बाप|"
    r"parents|in-?laws|grandparents|mom and dad|mum and dad|padres|abuelos|suegros|parents|beaux-parents|"
    r"grands-parents|eltern|schwiegereltern|grosseltern|pais|avos|sogros|родители|mata[- ]?pita|"
    r"माता[- ]?पिता|والداي"
)
_MINE = (
    r"(?:my|our|mi|mis|nuestr[oa]s?|ma|mon|mes|notre|nos|meine?|unsere?|minhas?|meus?|moss[oa]s?|моя|мой|"
    r"мои|наша|наши|"
    r"meri|mere|hamari|hamare|मेरी|मेरे|हमारी|हमारे)"
)
_WHO = rf"(?<!\w)ل?(?:{_MINE} )?(?:(?P<two>{_TWO})|(?P<one>{_ONE}))(?!\w)"
# "My brother and his wife": two of them.
_PAIR = (
    r"(?: (?:and|&|y|et|und|e|и|aur|और)|,? و) ?(?:his|her|their|su|sa|son|sein\w*|ihr\w*|sua|seu|a|o|его|ее|"
    r"своей|"
    r"uski|uske|unki|उसकी|उसके|उनकी)? ?(?:wife|husband|partner|girlfriend|boyfriend|fiancee?|espos[oa]|"
    r"marido|mujer|novi[oa]|"
    r"femme|mari|copine|copain|compagne|compagnon|frau|mann|freundin|freund|partnerin|namorad[oa]|жена|муж|"
    r"девушка|"
    r"biwi|patni|pati|पत्नी|पति|زوجته|زوجها)(?![\w\u0900-\u0963])"
)
_OF_TWO = regex(_PAIR)
_COMES = (
    r"(?:coming|comes|come along|joining|joins|join us|join|travell?ing|travels?|going with us|going along|"
    r"viene[ns]?|vendran?|va a venir|van a venir|nos acompanan?|se unen?|"
    r"vient|viennent|viendra|viendront|nous rejoi\w+|nous accompagn\w+|part|"
    r"kommt|kommen|fahrt|fahren|reist|reisen|fliegt|fliegen|vem|vai|vao|virao|"
    r"едет|едут|поедет|поедут|летит|летят|полетит|"
    r"aa ?rah[ie]|aay?eg[ie]|aayengi|aayenge|chalegi|chalenge|ja rah[ie]|saath|आ रह[ीे]|आएगी|आएंगी|आएंगे|"
    r"चलेंगी|चलेंगे|"
    r"قادمه|قادم|قادمان|قادمون|ستاتي|سياتي|سياتيان|ستسافر|سيسافر|تسافر|يسافر|معنا)"
)
_ALSO = regex(
    r"(?<!\w)(?:also|too|as well|along|with us|with me|join\w*|tambien|con nosotros|aussi|egalement|"
    r"avec nous|"
    r"rejoi\w+|accompagn\w+|acompan\w+|auch|mit|mitkommen|mitfahren|mitreisen|mitfliegen|tambem|conosco|"
    r"juntos?|com a gente|тоже|также|с нами|bhi|"
    r"saath|भी|साथ|"
    r"ايضا|معنا|كذلك)(?!\w)"
)
_JOINS = regex(
    rf"{_WHO}(?:{_PAIR})?(?P<between>(?: [^\s.,;!?]+){{0,3}}?) {_COMES}(?!\w)(?! (?:to|from|a|au|nach|para|в|"
    rf"на) )"
    rf"(?P<after>(?: [^\s.,;!?]+){{0,3}})"
)
# "My mother is not coming", "if my mother comes too", "is my mother also coming?".
_NO = regex(
    r"(?<!\w)(?:not|n't|never|no longer|won't|can't|may|might|maybe|perhaps|if|unless|whether|no|quiza\w*|"
    r"tal vez|si|"
    r"pas|peut-etre|nicht|vielleicht|wenn|nao|talvez|se|не|может|если|nahi\w*|shayad|agar|नहीं|शायद|अगर|"
    r"لا|لن|ربما|"
    r"اذا)(?!\w)|n't "
)
# Who asks whether somebody may come along means it: "can my sister join us?".
_MAY = (
    r"(?<!\w)(?:can|could|puede|pueden|podria|podrian|peut|peuvent|pourrait|kann|konnen|konnte|pode|podem|"
    r"poderia|может|могут|можно|sakt[ie]|sakte|सकती|सकते|सकता|يمكن|ممكن)(?!\w)"
)
_COME = (
    r"(?:join(?! (?:the|our|this|that|an?) (?!trip|tour|group|party|holiday|journey|vacation))|"
    r"come(?! (?:to|from|by))|travel|go(?! to)|fly|tag along|venir|unirse|ir|viajar|acompanar\w*|"
    r"(?:nous )?rejoindre|(?:nous )?accompagner|partir|mitkommen|mitfahren|mitreisen|mitfliegen|kommen|"
    r"reisen|fahren|fliegen|"
    r"vir|juntar|поедет|полетит|поехать|полететь|присоединиться|aa|chal|jud|आ|चल|जुड|تاتي|ياتي|تسافر|يسافر|"
    r"السفر|تنضم|"
    r"ينضم|الانضمام)"
)
_LEAVE = regex(
    rf"{_MAY}(?:(?! (?:if|when)(?!\w)) [^\s.,;!?]+){{0,2}}? ?{_WHO}(?:{_PAIR})?(?:[ -][^\s.,;!?]+){{0,4}}? "
    rf"{_COME}(?!\w)|"
    rf"{_MAY} {_COME} (?:(?:also|tambien|aussi|con nosotros|avec nous|com a gente|conosco) )?"
    rf"{_WHO.replace('<two>', '<two2>').replace('<one>', '<one2>')}|"
    rf"{_WHO.replace('<two>', '<two3>').replace('<one>', '<one3>')}(?:[ -][^\s.,;!?]+){{0,2}}?[ -]"
    rf"(?:{_MAY}(?:[ -][^\s.,;!?]+){{0,3}}? {_COME}|{_COME} {_MAY})(?!\w)"
)
_REFUSES = regex(
    r"(?<!\w)(?:not|n't|no|never|pas|nicht|nao|не|nahi\w*|नहीं|لا|لن|if|when|si|wenn|se|если|agar|"
    r"अगर)(?!\w)|n't "
)
# Somebody who comes by for an evening does not travel with them.
_FOR_A_WHILE = regex(
    r"(?<!\w)(?:for|para|pour|zum|fur|на|के लिए) (?:(?:a|the|one|un|una|une|el|la|le|das|ein|o|um) )?"
    r"(?:dinner|lunch|drinks?|breakfast|day|evening|meal|call|cena|almuerzo|dia|diner|dejeuner|jour|"
    r"abendessen|"
    r"jantar|almoco|ужин|обед)(?!\w)"
)
_CLAUSE = regex(r"[.,;!?\n]")


def brings_somebody(clause: str) -> bool:
    """Whether a clause tells, or asks, that somebody of the family comes along."""
    if _LEAVE.search(clause):
        return True
    return bool(_JOINS.search(clause) and _ALSO.search(clause) and not _NO.search(clause))


def joining(reading: Reading) -> tuple[int, tuple[int, int]] | None:
    """How many adults come along as well, and where that is said; None where nobody does."""
    for match in _JOINS.finditer(reading.plain):
        begin, end = match.span()
        first = max((m.end() for m in _CLAUSE.finditer(reading.plain, 0, begin)), default=0)
        stop = _CLAUSE.search(reading.plain, match.start("after"))
        last = min(end, stop.start()) if stop else end
        clause = reading.plain[first : stop.start() if stop else len(reading.plain)]
        is_asked = stop is not None and stop.group() == "?"
        if is_asked or _NO.search(clause) or not _ALSO.search(clause):
            continue
        if not ends_with_the_trip(match["between"], _rest(reading, match.start("after"), stop), clause):
            continue
        return (2 if match["two"] or _OF_TWO.search(clause) else 1), (begin, last)
    return _asked_leave(reading)


def _rest(reading: Reading, begin: int, stop: re.Match[str] | None) -> str:
    return reading.plain[begin : stop.start() if stop else len(reading.plain)]


def _asked_leave(reading: Reading) -> tuple[int, tuple[int, int]] | None:
    for match in _LEAVE.finditer(reading.plain):
        begin, end = match.span()
        first = max((m.end() for m in _CLAUSE.finditer(reading.plain, 0, begin)), default=0)
        stop = _CLAUSE.search(reading.plain, end)
        last = stop.start() if stop else len(reading.plain)
        clause = reading.plain[first:last]
        if _REFUSES.search(clause) or not _ALSO.search(clause) or _FOR_A_WHILE.search(clause):
            continue
        if not ends_with_the_trip("", reading.plain[end:last], clause):
            continue
        is_two = match["two"] or match["two2"] or match["two3"] or _OF_TWO.search(clause)
        return (2 if is_two else 1), (begin, min(last, end + 12))
    return None
