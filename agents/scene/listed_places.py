"""Answers to the places laid before the customer that name none of them: "none of these", "you decide"."""

from typing import Any

from agents.regexes import regex
from agents.scene.picking import asks_for_cheaper
from agents.wording.folding import folded

_MORE = (
    r"(?:any|some|show(?: me| us)?|give(?: me| us)?|have you|do you have|got|are there|what|which|maybe|"
    r"perhaps|no|nope|rather|we want|i want|we would like|i would like|please|sorry|hmm+|ok|okay|and|"
    r"prefer|we prefer|i prefer|can you (?:suggest|recommend)|suggest|recommend)"
)
_OTHERS = regex(
    rf"^(?:{_MORE} )*(?:"
    r"none(?: of (?:these|those|them|the (?:above|three)))?(?: (?:of )?(?:please|thanks?|thank you|really|"
    r"appeals?\w*|suits?\w*|interests?\w*)(?: (?:to )?(?:me|us))?)?|neither(?: of (?:these|those|them))?|"
    r"not (?:these|those|any of (?:these|those|them))|(?:something|somewhere|anything|anywhere|what|where|"
    r"who) else|others?|(?:an)?other (?:places?|ones?|destinations?|options?|ideas?|suggestions?|countries)|"
    r"more(?: (?:places?|destinations?|options?|ideas?|suggestions?))?|different (?:places?|ones?|"
    r"destinations?)|next(?: ones?)?|(?:i|we) (?:don t|dont|do not) (?:like|want) (?:any of )?(?:these|"
    r"those|them)|"
    r"ningun[oa]s?(?: de (?:est[oa]s|es[oa]s|ell[oa]s|l[oa]s tres))?|otr[oa]s?(?: (?:lugar(?:es)?|destinos?|"
    r"sitios?|cosa|opcion(?:es)?))?|alg[uo]n? (?:otr[oa]|mas)|algo (?:diferente|distinto)|que mas|"
    r"aucune?(?: (?:de ceux ci|de celles ci|d entre eux|des trois))?|(?:quelque chose|autre chose) d autre|"
    r"autre chose|ailleurs|d autres(?: \w+)?|quoi d autre|"
    r"kein(?:e[rns]?|s)?(?: (?:davon|von (?:diesen|denen)))?|nichts davon|(?:et)?was ander(?:e[ns]?|es)|"
    r"(?:was|wohin|wo) (?:(?:konnen|konnten|wurden) sie )?(?:uns )?(?:sonst(?: noch)?|noch)(?: empfehlen)?|"
    r"woanders(?: ?hin)?|andere(?: (?:ziele|orte|vorschlage|ideen))?|"
    r"nenhum[a]?(?: (?:dess[ea]s|dest[ea]s|deles|delas))?|outr[oa]s?(?: (?:lugar(?:es)?|destinos?|coisa|"
    r"opc(?:ao|oes)))?|alg[ou]m? (?:outr[oa]|diferente)|o que mais|"
    r"ни одно\w*(?: из (?:них|этих|этого))?|ничего из (?:этого|них)|(?:что|куда|где) (?:то )?(?:еще|другое)|"
    r"что нибудь (?:еще|другое)|друг(?:ое|ие|ои|ую)(?: \w+)?|еще(?: (?:варианты?|места?|идеи))?|не эти|"
    r"(?:in|inme|inmein)(?: se| mein)? (?:koi (?:bhi )?)?nah\w+|koi (?:bhi )?nah\w+|(?:kuch|koi|kahin) "
    r"(?:aur|dusr\w+)(?: (?:jagah|batao|dikhao|bata\w*))*|aur (?:kahan|kya|kuch|batao|dikhao|jagah)"
    r"(?: (?:batao|dikhao|hai))*"
    r")(?!\w)(?: (?:(?:do|would|can|could) you (?:recommend|suggest|have|plan|offer)|is there|"
    r"recomiend\w+|recomenda\w*|recommand\w+|conseill\w+|proposez vous|empfehlen sie|"
    r"посоветуете|есть|tem|hay|tienen?|please|pls|thanks|thank you|por favor|bitte|s il vous plait|"
    r"пожалуиста|to (?:me|us)|instead|maybe|then|show(?: me| us)?|places?))*$"
)
# Scripts whose vowels are marks are looked for as they are written.
_OTHERS_AS_WRITTEN = regex(
    r"^\W*(?:इनमें से (?:कोई (?:भी )?)?नहीं|कोई (?:भी )?नहीं|(?:कुछ|कोई|कहीं) (?:और|दूसर\S*)|और (?:कहाँ|कहां|क्या|कुछ|"
    r"जगह\S*|बताइए|बताओ|दिखाइए)|दूसरी जगह\S*|لا شيء (?:منها|من هذه)|ولا واحد\S*|(?:شيء|مكان|أماكن|اماكن) "
    r"(?:آخر|اخر|أخرى|اخرى)|غيرها|غير هذه|(?:ماذا|وماذا|أين|اين) (?:أيضا|ايضا|غير))"
)
_YOU_DECIDE = regex(
    r"^(?:(?:ok|okay|well|hmm+|please|no idea|i don t know|not sure|we don t know|any|anything|just) )*(?:"
    r"(?:you|u) (?:can )?(?:decide|choose|pick|select|tell (?:me|us))(?: (?:for (?:me|us)|one|it))?|"
    r"(?:decide|choose|pick)(?: one| it)? (?:for (?:me|us)|yourself)|(?:it s |its |it is )?up to you|"
    r"your (?:choice|call|pick)|surprise (?:me|us)|whichever(?: you (?:like|think|want|prefer))?|"
    r"(?:any|either)(?: one| of (?:them|these|those))?(?: is| works| would be)? ?(?:fine|ok|okay|good)?|"
    r"(?:decid[ae]|elij[ae]|escoj[ae])(?: (?:usted|ustedes|tu|vos))?|(?:usted|ustedes|tu) (?:decid\w+|"
    r"elij\w+|elig\w+)|lo que (?:usted )?(?:prefiera|quiera)|sorprend\w+|"
    r"(?:c est )?(?:a vous|vous) (?:de (?:choisir|decider)|decidez|choisissez)|decidez|choisissez|comme vous "
    r"voulez|"
    r"(?:entscheiden|wahlen) sie|sie (?:entscheiden|wahlen)|(?:ganz )?wie sie (?:mochten|wollen|meinen)|"
    r"(?:voce|voces) (?:decide\w*|escolhe\w*)|decida(?: voce)?|escolha(?: voce)?|"
    r"(?:вы )?(?:решаите|решите|выбираите|выберите)(?: (?:вы|сами))*|на ваш выбор|на ваше усмотрение|"
    r"(?:aap|tum|ap) (?:hi )?(?:decide|choose|batao|bataiye|chuno|tay)(?: \w+){0,2}"
    r")(?: (?:please|pls|thanks|por favor|bitte|s il vous plait|пожалуиста|then|for (?:me|us)))*$"
)
_YOU_DECIDE_AS_WRITTEN = regex(
    r"^\W*(?:आप (?:ही )?(?:तय|चुन|बता|फैसला)|(?:أنت|انت|أنتم|انتم) (?:قرر|اختر|تقرر|تختار)\S*|(?:قرر|اختر)\S* "
    r"(?:أنت|انت|لنا|لي)|كما (?:تريد|تحب|تشاء)\S*)"
)


_CLAUSES = regex(r"[,.;:!?\n،؟।]+")
# What may stand before the words that count: "no, something else".
_BARE_NO = frozenset(
    {"", "no", "nope", "ok", "hmm", "non", "nein", "nao", "нет", "nahi", "नहीं", "لا", "sorry"}
)


def refuses_all(text: str) -> bool:
    """Whether somebody who was shown places wants none of them, or others."""
    first = next((clause for clause in _CLAUSES.split(text) if folded(clause) not in _BARE_NO), "")
    return bool(_OTHERS.match(folded(first)) or _OTHERS_AS_WRITTEN.match(first))


def leaves_the_choice(text: str) -> bool:
    """Whether somebody who was shown places lets the desk take one."""
    return bool(_YOU_DECIDE.match(folded(text)) or _YOU_DECIDE_AS_WRITTEN.match(text))


def names_no_place(words: str) -> bool:
    """Whether words taken for a place are none: "Something Else", "Something Cheaper", "Decida Usted"."""
    return refuses_all(words) or leaves_the_choice(words) or asks_for_cheaper(words)


def places_listed(listed: Any) -> tuple[str, ...]:
    """The places that stand to be chosen from."""
    return _names(listed, "items")


def places_before(listed: Any) -> tuple[str, ...]:
    """The places left out of the list that stands: shown before, or not wanted."""
    return _names(listed, "before")


def places_shown(listed: Any) -> tuple[str, ...]:
    """All the places shown since the customer asked where to go."""
    return (*places_before(listed), *_names(listed, "items"))


def _names(listed: Any, name: str) -> tuple[str, ...]:
    is_of_places = isinstance(listed, dict) and listed.get("kind") == "places"
    names = listed.get(name) if is_of_places else None
    return tuple(one for one in names if isinstance(one, str)) if isinstance(names, list) else ()
