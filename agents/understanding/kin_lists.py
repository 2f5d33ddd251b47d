"""Heads told as a list of kin: "my parents and I", "my wife, my parents and me", "a trip for my parents"."""

import re

from agents.regexes import regex
from agents.understanding.numbers import LANGUAGE_WORDS, number
from agents.understanding.party_words import CHILDREN, INFANTS
from agents.understanding.reading import TAKEN, Reading

MOST_OF_A_PAIR = 2

_ME = (
    # "para mi" alone is me, and a Spanish "yo" has been read as a slip for "year old"
    r"me|myself|i|(?<=y )year old|mi(?=$|[,.!?\n])|moi|ich|mich|eu|mim|я|меня|انا|main|mai|मैं"
)
ONE = (
    r"wife|husband|hubby|spouse|partner|girlfriend|boyfriend|fiance|mom|mum|mother|dad|father|sister|brother|"
    r"aunt|uncle|cousin|friend|grandma|grandpa|grandmother|grandfather|(?:mother|father|sister|brother)[ -]in"
    r"[ -]law|"
    r"espos[oa]|marido|mujer|pareja|novi[oa]|madre|padre|herman[oa]|ti[oa]|suegr[oa]|abuel[oa]|"
    r"femme|mari|copine|copain|soeur|frere|mere|pere|belle-mere|beau-pere|"
    r"frau|mann|freundin|freund|schwester|bruder|mutter|vater|schwiegermutter|schwiegervater|"
    r"mulher|namorad[oa]|irma|irmao|mae|pai|sogr[oa]|"
    r"жена|муж|сестра|брат|мама|папа|женой|мужем|сестрой|братом|мамой|папой|теща|свекровь|"
    r"biwi|patni|pati|behen|bhai|maa|papa|पत्नी|पति|बहन|भाई|माँ|मां|पापा|زوجتي|زوجي|اختي|اخي|امي|ابي|والدتي"
)
TWO = (
    r"parents|in-?laws|grandparents|(?:mom|mum|mother) (?:and|&) (?:dad|father)|padres|suegros|abuelos|"
    r"beaux-parents|grands-parents|eltern|schwiegereltern|grosseltern|pais|sogros|avos|родители|родителями|"
    r"родителей|mata[- ]?pita|mummy[- ]papa|maa[- ]baap|माता[- ]?पिता|मम्मी[- ]पापा|والدي|والداي"
)
MY = (
    r"(?:(?:my|our|his|her|their|su|sus|son|sa|ses|ihren?|seinen?|seus?|suas?|его|ее|её|их|своя|свой|mis?|"
    r"nuestr[oa]s?|mes|mon|ma|nos|notre|meinen?|meiner?|unsere?n?|(?:os |as |o |"
    r"a )?"
    r"(?:meus?|minhas?|nossos?)|мои|моя|мой|моими|моих|наши|mere|meri|apne|hamare|मेरे|मेरी|अपने|हमारे) )?"
)
END = r"(?![\w'\u0900-\u0963])"
AND = (
    r"(?:\s*,\s*(?:and |y |et |und |e |и )?|\s*(?:&|\+)\s*|"
    r"\s+(?:and|with|plus|y|et|und|e|и|с|aur|और)\s+|\s+و)"
)
_FEW = "|".join(("2", "3", "4", *(LANGUAGE_WORDS[name] for name in ("en", "es", "fr", "de", "pt", "ru"))))
# "My two sisters", "minhas duas irmãs".
_SEVERAL = (
    rf"(?P<several>{_FEW}) (?:sisters|brothers|aunts|uncles|cousins|friends|herman[oa]s|ti[oa]s|prim[oa]s|"
    rf"amig[oa]s|"
    r"soeurs|freres|tantes|oncles|cousine?s|amie?s|schwestern|bruder|tanten|onkel|freunde|freundinnen|irmas|"
    r"irmaos|"
    r"сестры|брата|тети|дяди|друга|подруги)"
)
_CHILD = "|".join(
    (*CHILDREN.values(), *INFANTS.values(), "sons?|daughters?|boys?|girls?|twins?|mellizos|gemelos|jumeaux")
)
# Children may stand in the list, read already or not; they are left to those who count them.
# A run of what was taken is one whole: parts of it, tried one by one, would cost seconds in a long message.
_GONE = rf"{TAKEN}++(?:[ (]{{1,2}}{TAKEN}++\)?){{0,2}}"
_GRAND = regex(r"grand|abuelos|gross|avos|(?:дед|бабушк)")
_COUNT = rf"(?:(?:\d|{_FEW}|an?|one|the|двое|трое) )?"
_SMALL = rf"(?:{MY}{_COUNT}(?:twin )?(?:{_CHILD})(?!\w)(?: \(?{_GONE}\)?)?|{MY}{_GONE})"
_ITEM = (
    rf"(?:{MY}(?:{TWO}|{ONE}){END}|(?:{_ME}){END}|"
    rf"{MY}{_SEVERAL.replace('?P<several>', '?:')}{END}|{_SMALL})"
)
_LISTED = regex(rf"(?<!\w)(?<!{TAKEN}){_ITEM}(?:{AND}{_ITEM})+")
_EACH = regex(rf"(?<!\w)(?:{MY}(?:(?P<two>{TWO})|(?P<one>{ONE})|{_SEVERAL}){END}|(?P<me>{_ME}){END})")
# What is done to them, or with them, before they would travel: "ask my parents and me".
_NO_COMPANY = regex(
    r"(?<!\w)(?:ask|call|told|tell|inform|between|discuss\w*|talk\w*|spoke|send|email|copy|cc|invited?|"
    r"gave|like)"
    r"(?: \w+){0,3} $"
)
# What kin do at home, or did before anybody travels: "my parents and I live in Delhi", "… and I talked".
_AT_HOME = regex(
    r",?\s*(?:(?:have|had|has|has been|have been|are|were|am|is|both|all|just|only|already|also|really|often|"
    r"always|currently|now|still|usually|'ve|haben|hatten|hemos|habiamos|avons|temos|nos|se|nous|uns) ){0,3}"
    r"(?:discuss\w*|talk\w*|spoke|spoken|speak\w*|chat\w*|think\w*(?! (?:of|about)(?!\w))|"
    r"thought(?! (?:of|about) (?:going|travel))|wonder\w*|(?:decid|agre)(?:e|ed|ing)(?! (?:to|on) )|"
    r"disagree\w*|argu\w*|live[sd]?|living|reside\w*|work\w*|stay(?:ed)? in touch|saw|heard|"
    r"read|looked|compared|met|grew|were born|"
    r"habl\w+|pens\w+|discut\w+|viv\w+|creemos|charl\w+|convers\w+|parl\w+|reflech\w+|"
    r"habit\w+|"
    r"wohn\w*|leb(?:en|t|e)|denk\w*|dacht\w*|sprech\w*|sprachen|gesprochen|besprochen|besprach\w*|"
    r"(?:\S+ ){0,3}(?:gesprochen|geredet|uberlegt|diskutiert)|"
    r"diskutier\w*|uberleg\w*|beschlossen|entschieden|redeten|geredet|"
    r"mor(?:o|a|am|amos)|fal(?:ei|amos|ou|aram)|ach(?:o|amos)|"
    r"жив\w+|обсу\w+|говор\w+|поговор\w+|дума\w+|реш\w+|"
    r"نعيش|نسكن|ناقشنا|تحدثنا|نفكر|"
    r"(?:\S+ ){0,2}(?:me|mein|में) (?:rehte|rahte|रहते)|ne (?:baat|socha|discuss)|ने (?:बात|सोचा|"
    r"चर्चा))(?!\w)"
)
# A trip that is for them: what it is for stands before, and nothing that is but theirs.
_FOR_THEM = regex(
    rf"(?<!\w)(?P<trip>(?:trip|holidays?|vacation|tour|package|journey|getaway|cruise|something|anything|"
    rf"itinerary|"
    rf"weekend|surprise|plan|planning|book|booking|organi[sz]e|arrange|looking|viaje|vacaciones|escapada|"
    rf"algo|"
    rf"voyage|sejour|vacances|quelque chose|reise|urlaub|etwas|viagem|ferias|pacote|поездк\w+|тур|отдых|"
    rf"путешестви\w+|رحله|برنامج)(?: (?!room|bed|seat|wheelchair|visa|insurance|meal|food|gift|"
    rf"present)[^\s.;?!]+)"
    rf"{{0,6}}?"
    rf" )(?:for|para|pour|fur|для|ل)\s*{MY}(?P<who>{TWO})"
    rf"(?:'?(?= (?:\d|golden|silver|ruby|wedding|anniversary|birthday|retirement|honeymoon))|"
    rf"(?![\w'’\u0900-\u0963]"
    rf"| (?:house|home|place|room|friends|anniversary dinner)))|"
    rf"(?<!\w){MY}(?P<who2>mata[- ]?pita|mummy[- ]papa|maa[- ]baap|माता[- ]?पिता|"
    rf"मम्मी[- ]पापा) (?:ke liye|के लिए)"
    rf"(?=[^.?!\n]*(?:trip|tour|package|yatra|ट्रिप|टूर|यात्रा|पैकेज))"
)
ADULT_KIN = regex(r"\b(?:mom|mum|mother|dad|father|sister|brother|wife|husband|friend|aunt|uncle)\b")
LISTED_KIN = regex(rf"(?:(?:my |our )?{ADULT_KIN.pattern}[, ]+(?:and |& )?(?:my )?)+$")
_GROWN_UP = r"(?:[2-9]\d)"
_AGED = regex(
    rf"(?<!\w)(?:(?P<we>we(?:'re| are)|wir sind|nous avons|tenemos|temos|нам|hamari umar|हमारी उम्र)|"
    rf"(?:they|both|who|{MY}(?:parents|in-?laws|grandparents))(?:'re| are)|(?:sie|{MY}(?:schwieger)?eltern) "
    rf"sind|(?:ils|elles|{MY}parents) ont|(?:{MY}padres )?tienen|(?:eles |{MY}pais )?tem|им|عمرهما|unki umar|"
    rf"उनकी उम्र)(?: both)?(?: aged)?"
    rf" (?P<a>{_GROWN_UP})(?: (?:years|ans|anos|jahre|лет))? ?(?:and|&|y|et|und|e|и|و|aur|"
    rf"और) ?(?P<b>{_GROWN_UP})"
    rf"(?= ?(?:$|[,.;!?)\n]|years?|yrs?|ans|anos|jahre|лет|год|سن|saal|साल|"
    rf"(?:and|und|et|y|e|и|aur|और) (?:we|my|our|they|wir|meine|unsere|nous|mes|mis|nosotros|meus|nos|они|им|"
    rf"нам|मेरे|हमारी|mere|hamari)(?!\w)))"
)


def kin_listed(reading: Reading) -> tuple[int, tuple[tuple[int, int], ...], float] | None:
    """How many adults a list of kin names, where, and how sure; None where no three or more are listed."""
    plain = reading.plain
    for match in _LISTED.finditer(plain) if _EACH.search(plain) else ():
        named = list(_EACH.finditer(_with_apart(match.group())))
        kinds = [each.lastgroup for each in named]
        # "My wife and I" are read elsewhere, but for the children between: "my wife, my son and I".
        is_long = "two" in kinds or "several" in kinds or len(named) > MOST_OF_A_PAIR
        is_of_us = "me" in kinds and (is_long or _are_parted(match.group(), named))
        if not is_of_us and not _of_all_ages(named):
            continue
        if _NO_COMPANY.search(plain[max(0, match.start() - 40) : match.start()]):
            continue
        if is_told_of_kin(plain, match.end()):
            continue
        heads = sum(
            2 if one["two"] else number(one["several"]) or 2 if one["several"] else 1 for one in named
        )
        where = [(match.start() + one.start(), match.start() + one.end()) for one in named]
        return heads, tuple(where), 0.8
    if trip := _FOR_THEM.search(plain):
        return 2, (trip.span(),), 0.7
    return None


def _of_all_ages(named: list[re.Match[str]]) -> bool:
    """Whether parents and their parents are named: a family without a word of "me"."""
    pairs = {one.group() for one in named if one["two"]}
    return any(map(_GRAND.search, pairs)) and not all(map(_GRAND.search, pairs))


def _are_parted(listed: str, named: list[re.Match[str]]) -> bool:
    """Whether children stand between two who are named."""
    if len(named) != MOST_OF_A_PAIR:
        return False
    return bool(re.search(rf"(?<!\w)(?:{_SMALL})", listed[named[0].end() : named[1].start()]))


def _with_apart(listed: str) -> str:
    """The list with the Arabic "and" as a blank, which is written onto its word."""
    return re.sub(r"(?<!\w)و(?=\w)", " ", listed)


def is_told_of_kin(plain: str, end: int) -> bool:
    """Whether those named up to `end` are only told of: they live somewhere, they talked or thought."""
    return bool(_AT_HOME.match(plain, end))


def grown_ups_by_age(plain: str) -> tuple[int, tuple[int, int], float] | None:
    """Adults of whom nothing is told but their ages, two by two: "they are 65 and 68, we 34 and 36"."""
    told = list(_AGED.finditer(plain))
    if not told:
        return None
    are_both = len({bool(match["we"]) for match in told}) == 2
    return (4 if are_both else 2), (told[0].start(), (told[-1] if are_both else told[0]).end()), 0.7
