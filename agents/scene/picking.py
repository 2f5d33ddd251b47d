"""What a customer wants to choose from, and which one they take: options, more to do, ways out."""

import re
from collections.abc import Mapping
from typing import Any, Literal

from agents.regexes import regex
from agents.understanding.asks import asks_why
from agents.understanding.reading import read
from agents.wording.folding import folded

Wanted = Literal["options", "ideas"]

MOST_WORDS = 9  # of an answer that only picks

CHEAPER = regex(
    r"(?<!\w)(?:cheaper|less expensive|more affordable|lower (?:class|category)|downgrade|"
    r"(?<!nothing )(?<!not )(?<!n't )(?<!never )"
    r"(?:too|bit|little|quite|very|rather|slightly|so) (?:expensive|costly|pricey|steep|high)|"
    r"(?:reduce|lower|bring down) (?:the |our )?(?:price|cost|total)|(?:over|above|beyond) (?:our|my|"
    r"the) budget|m[aá]s barat[oa]s?|demasiado car[oa]|muy car[oa]|moins cher(?:s|es)?|"
    r"trop cher|g[uü]nstigere?[nrs]?|billigere?[nrs]?|zu teuer|mais barat[oa]s?|caro demais|muito caro|"
    r"дешевле|подешевле|"
    r"слишком дорого|أرخص|ارخص|غالي|सस्त[ाेी]|(?:बहुत|ज़्यादा|ज्यादा) मह[ँं]ग[ाेी]|sast[aei]|mehn?ga)(?!\w)",
    re.IGNORECASE,
)
# Options of something else than the trip are a question.
_OTHER_OPTIONS = regex(
    r"(?<!\w)(?:pay\w*|visa\w*|flight\w*|insurance|cancel\w*|refund\w*|luggage|transport\w*|food|meal\w*|"
    r"pago|paiement|zahlung\w*|pagamento|оплат\w*)(?!\w)"
)
_OPTIONS = regex(
    r"(?<!\w)(?:(?:other|more|different|some|any|few|several|three|3|show|see|give|send|what|which|cheaper|"
    r"better|alternative|my|our|the|your|have|compare|want|need)(?: \w+){0,3} (?:options|"
    r"alternatives|choices|"
    r"possibilities|variants)|options (?:please|pls|dikha\w*|do|batao|chahiye)|^(?:options|alternatives)$|"
    r"(?:another|a different|one more) (?:option|alternative|plan|proposal)|"
    r"(?:otras?|mas|distintas|algunas|que|ver|varias) (?:opcion(?:es)?|alternativas?)|"
    r"(?:autres?|d autres|plusieurs|quelles|des|voir) (?:options?|alternatives?|possibilites)|"
    r"(?:andere|weitere|mehr|verschiedene|welche|noch) (?:option(?:en)?|alternativen?|varianten?|angebote)|"
    r"(?:outras?|mais|quais|ver|algumas) (?:opcoes|opcao|alternativas?)|"
    r"(?:други[ех]|еще|какие|покажите|несколько) (?:\w+ )?(?:вариант\w*|альтернатив\w*)|"
    r"(?:aur|koi aur|doosr\w+|dusr\w+) options?)(?!\w)"
)
_IDEAS = regex(
    r"(?<!\w)(?:what else(?: (?:can|could|should|might|would you|is there|to (?:do|see|visit)|"
    r"is (?:near|around|nearby))|(?= please$|$))|"
    r"anything else (?:to (?:do|see|visit)|we (?:can|could|should)|nearby|near there|worth)|"
    r"(?:any|some|more|other|your|got) (?:\w+ )?(?:suggestions?|ideas|recommendations?|"
    r"things to (?:do|see)|"
    r"places to (?:see|visit))|suggest (?:something|anything|more|us|some|other|a few)|"
    r"what (?:do|would|can) you (?:suggest|recommend)|recommend (?:something|anything|some|more|us)|"
    r"(?:que|q) mas (?:podemos|se puede|hay|hacer|ver)|sugerencias?|que (?:nos )?(?:recomienda\w*|"
    r"sugiere\w*)|"
    r"(?:que|quoi) (?:faire )?d autre|autre chose a (?:faire|voir)|(?:des|d autres) (?:suggestions?|idees)|"
    r"que (?:nous )?(?:recommandez|conseillez|suggerez)|was (?:konnen|konnten|kann|"
    r"gibt es) (?:\w+ )?(?:sonst )?noch|"
    r"(?:vorschlage|ideen|empfehlungen)|was empfehlen sie|o que mais|sugestoes|sugestao|"
    r"o que (?:voce )?(?:recomenda|sugere)\w*|что еще|посоветуи\w*|порекомендуи\w*|предложите что|"
    r"aur kya|kuch aur suggest|suggest kar\w*)(?!\w)"
)
# Scripts whose vowels are marks, which folding takes away, are looked for as they are written.
_OPTIONS_AS_WRITTEN = regex(r"विकल्प|خيارات|بدائل")
_IDEAS_AS_WRITTEN = regex(r"और क्या|सुझाव|ماذا أيضا|ماذا ايضا|اقتراح|ماذا تقترح")
_DAY = regex(
    r"(?<!\w)(?:day|dia|jour|tag|день|день|दिन|يوم|اليوم|din) (\d{1,2})(?!\w)|(?<!\w)(\d{1,2})(?:st|"
    r"nd|rd|th) day"
)
_BY_NUMBER = regex(
    r"(?<!\w)(?:option|number|opcion|numero|opcao|variante?|nummer|вариант|номер|nr|plan) ([1-9])(?!\w)"
)
_BARE = regex(r"^(?:no |the )?([1-9])(?: (?:please|pls|por favor|bitte|s il vous plait|ok|okay))?$")
_ORDINALS = (
    r"first|1st|primer[ao]?|premiere?|erste[nrs]?|primeir[ao]|перв\w+|pehla|pehle|pahla",
    r"second|2nd|segund[ao]|deuxieme|zweite[nrs]?|втор\w+|doosr[ai]|dusr[ai]",
    r"third|3rd|tercer[ao]?|troisieme|dritte[nrs]?|terceir[ao]|трет\w+|teesr[ai]|tisr[ai]",
)
_LAST = r"last|ultim[ao]|derniere?|letzte[nrs]?|последн\w+|aakhri"
_ORDINALS_AS_WRITTEN = ("الأول|الاول|पहल", "الثاني|दूसर", "الثالث|तीसर")
_OPTION = regex(r"(?<!\w)(?:option|opcion|opcao|variante?|вариант|plan) ([1-9])(?!\w)")
# An option of which nobody can say which it is, where none were laid out.
_AN_OPTION = regex(
    r"(?<!\w)(?:(?:option|opcion|opcao|variante?|вариант) (?:[1-9]|[abc]|one|two|three|um|uno|dos|dois|un|"
    r"deux|"
    r"eins|zwei|один|два)|(?:first|second|third|primera|segunda|premiere|deuxieme|erste|zweite|primeira|"
    r"перв\w+|втор\w+|pehla|doosra) (?:option|opcion|opcao|variante|вариант))(?!\w)"
)
_AN_OPTION_AS_WRITTEN = regex(r"विकल्प [1-9१-९]|(?:الخيار|خيار) (?:[1-9]|الاول|الأول|الثاني)")
_AND = r"(?:and|or|y|o|et|ou|und|oder|e|и|или|aur|ya)"
_AND_NUMBER = regex(rf"(?<!\w){_AND} (?:the )?([1-9])(?: (?:for|para|pour|fur|для) (?!\d)|$)")
# An ordinal that takes one: at the beginning, or behind an "and".
_ORDINAL = (
    rf"(?:^|(?<!\w){_AND} )(?:the |la |el |le |die |den |das |o |a )?(?:{{}})"
    r"(?: (?:one|option|opcion|opcao|variante?|вариант|plan|wala|wali))?"
    r"(?: (?:for|para|pour|fur|для) (?!\d)|$)"
)
# What is named only to be left: "option 1, not option 2".
_LEFT = regex(
    r"(?<!\w)(?:not|instead of|rather than|nicht|statt|pas|au lieu de|en vez de|em vez de|не|вместо) "
    r"(?:the )?(?:option|opcion|opcao|variante?|вариант|plan) [1-9](?!\w)"
)
# Behind what is taken: "…, but without beaches", "… with a pool", "…, 2 adults".
_WISH_BEHIND = regex(
    r"[\s,;:.!—–-]{1,40}(?P<but>(?:but|only|except|pero|mais|aber|nur|mas|но|только|lekin|magar|par|लेकिन|"
    r"मगर|पर|"
    r"لكن|ولكن)(?=\s))|"
    r"\s{1,40}(?:with|without|for|in|con|sin|para|avec|sans|pour|mit|ohne|fur|für|com|sem|с|без|на|ke saath|"
    r"bina|के साथ|"
    r"बिना|مع|بدون|ب?دون)(?=\s)|[,;.!](?=\s{1,40}\S)",
    re.IGNORECASE,
)
# Words that only carry an answer, in the languages of the desk.
_CARRYING = """
    i we us me let s lets ll take go with for the a one option plan please pls want would like prefer choose
    pick d rather ok okay yes yeah sure then thanks thank you add do it is are looks sounds good great version
    la el lo opcion quiero queremos tomamos tomo vamos con por favor si prefiero preferimos mas nos quedamos
    le l je nous prenons prends prefere preferons oui il vous plait on prend celle celui plus
    die der das den bitte wir nehmen ich nehme ja variante mochten hatten gern
    o os quero ficamos fico sim escolho opcao
    вариант берем давайте мы хотим я хочу пожалуиста да самыи самый беру
    wala wali wale chahiye hum lo lete hain haan ji kar
"""
_CARRIERS = frozenset(_CARRYING.split())
_FLAVOURS = {
    "value": (
        r"value|cheapest|cheaper|cheap|budget|economical?|barat[ao]|economic[ao]|moins cher\w*|gunstig\w*|"
        r"billig\w*|дешев\w*|эконом\w*|sast[ai]"
    ),
    "balanced": (
        r"balanced|middle|medium|intermedi[ao]|equilibrad[ao]|equilibree?|milieu|mittlere[nrs]?|"
        r"ausgewogen\w*|"
        r"средн\w*|сбаланс\w*|beech"
    ),
    "comfort": (
        r"comfort(?:able)?|best|luxury|luxurious|dearest|expensive|comod[ao]|mejor|confort(?:able)?|"
        r"komfort\w*|"
        r"beste[nrs]?|conforto|confortavel|melhor|комфорт\w*|лучш\w*|дорог\w*"
    ),
}


def wanted_in(text: str) -> Wanted | None:
    """Say whether a message asks for other plans to choose from, or for more to do."""
    plain = folded(text)
    if _IDEAS.search(plain) or _IDEAS_AS_WRITTEN.search(text):
        return "ideas"
    if (_OPTIONS.search(plain) or _OPTIONS_AS_WRITTEN.search(text)) and not _OTHER_OPTIONS.search(plain):
        return "options"
    return None


_SENTENCES = regex(r"(?<=[.!?;\n؟।])\s{0,8}")


def asks_for_cheaper(text: str) -> bool:
    """Whether it is to cost less. Who asks why it costs so much has not asked for another hotel yet."""
    return any(CHEAPER.search(said) and not asks_why(read(said).plain) for said in _SENTENCES.split(text))


# Of the first and the last day speaks the reading of the ends of a trip.
_NTH_DAY = tuple(
    regex(
        rf"(?<!\w)(?:{words}) (?:day|dia|jour|tag\w*|день|дня|din|दिन|يوم)(?!\w)|"
        rf"(?:اليوم|يوم) (?:{words})(?!\w)"
    )
    for words in (
        r"second|segundo|deuxieme|zweite[nrms]?|втор\w+|d(?:oo|u)sre|दूसरे|الثاني",
        r"third|tercer|troisieme|dritte[nrms]?|terceiro|трет\w+|t(?:ee|i)sre|तीसरे|الثالث",
        r"fourth|cuarto|quatrieme|vierte[nrms]?|quarto|четв\w+|chauthe|चौथे|الرابع",
        r"fifth|quinto|cinquieme|funfte[nrms]?|пят\w+|pa+n?chve|पांचवें|पाँचवें|الخامس",
        r"sixth|sexto|sixieme|sechste[nrms]?|шест\w+|chh?athe|छठे|السادس",
        r"seventh|septimo|septieme|siebte[nrms]?|setimo|седьм\w+|saatve|सातवें|السابع",
    )
)


def day_in(text: str) -> int | None:
    """The day of the trip that a message names ("on day 3", "the third day"), if it names one."""
    plain = folded(text)
    if match := _DAY.search(plain):
        return int(match[1] or match[2])
    return next(
        (day for day, named in enumerate(_NTH_DAY, 2) if named.search(plain) or named.search(text)), None
    )


def picked_in(text: str, listed: Mapping[str, Any] | None) -> int | None:
    """Which of the things listed a message takes, counted from nought; None where it takes none.

    What is wished of it may stand behind: "the second one, but without museums".
    """
    if _names_two(folded(text)):
        return None
    whole = _picked(text, listed)
    end = None if whole is not None else taking_ends(text)
    return whole if end is None else _picked(text[:end], listed)


def names_unlisted(text: str, listed: Mapping[str, Any] | None) -> bool:
    """Whether a short message names an option by its number, and no such option was laid out."""
    plain = folded(text)
    if len(plain.split()) > MOST_WORDS or text.rstrip().endswith(("?", "؟")) or _names_two(plain):
        return False
    if (listed or {}).get("kind", "options") != "options" or picked_in(text, listed) is not None:
        return False
    return bool(_AN_OPTION.search(plain) or _AN_OPTION_AS_WRITTEN.search(text))


def _names_two(plain: str) -> bool:
    """Whether one is taken and another with it: "option 1 for my parents and option 2 for us"."""
    plain = _LEFT.sub(" ", plain)
    numbers = {match[1] for match in _OPTION.finditer(plain)}
    numbers |= {match[1] for match in _AND_NUMBER.finditer(plain)} if numbers else set()
    places = {n for n, words in enumerate(_ORDINALS) if re.search(_ORDINAL.format(words), plain)}
    return len(numbers) > 1 or len(places) > 1


def taking_ends(text: str) -> int | None:
    """Where the words end that take one of a list, before a wish about it; None where no such wish stands.

    "First, we want to rest" takes nothing, nor does "the second, is it refundable?".
    """
    match = _WISH_BEHIND.search(text)
    if match is None or text.rstrip().endswith(("?", "؟")):
        return None
    is_bare = len(text[: match.start()].split()) < 2
    return None if is_bare and match["but"] is None else match.start()


def _picked(text: str, listed: Mapping[str, Any] | None) -> int | None:
    plain = folded(text)
    items = (listed or {}).get("items")
    if not isinstance(items, list) or not items or len(plain.split()) > MOST_WORDS:
        return None
    number = _numbered(plain, text, len(items))
    if number is None and listed and listed.get("kind") == "options":
        number = _flavoured(plain, [str(item) for item in items])
    return number if number is not None and 0 <= number < len(items) else None


def _numbered(plain: str, text: str, count: int) -> int | None:
    if match := _BY_NUMBER.search(_LEFT.sub(" ", plain)) or _BARE.match(plain):
        return int(match[1]) - 1
    bare = _bare(plain)
    for number, words in enumerate(_ORDINALS):
        if re.fullmatch(words, bare) or re.search(_ORDINALS_AS_WRITTEN[number], text):
            return number
    return count - 1 if re.fullmatch(_LAST, bare) else None


def _flavoured(plain: str, flavours: list[str]) -> int | None:
    bare = _bare(plain)
    named = next((name for name, words in _FLAVOURS.items() if re.fullmatch(words, bare)), None)
    return flavours.index(named) if named in flavours else None


def _bare(plain: str) -> str:
    """What is left of an answer without the words that only carry it ("let's take the … one, please")."""
    return " ".join(word for word in plain.split() if word not in _CARRIERS)
