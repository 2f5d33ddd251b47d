"""Other places that are told of and are no part of the trip: a stopover, an affair of their own, where
relatives live.

Heard only beside a trip whose place is known: "we are in transit in Dubai" alone may be all of a trip. In
doubt the words are left to the readers of places.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer, Mention
from agents.understanding.in_part import wishes_in_part
from agents.understanding.ourselves import HEADS
from agents.understanding.reading import Reading, read

_CLAUSE_ENDS = regex(
    r"(?<!\d)\.|[!;\n?,]|\s(?=(?:so|but|and (?:we|i|then)|asi que|por lo que|pero|alors|donc|mais|"
    r"also sind|aber|"
    r"entao|mas|поэтому|так что|но|isliye|to hum|lekin|इसलिए|तो हम|लेकिन|لذلك|لذا|لكن)(?!\w))"
)
_STOPOVER = regex(
    r"(?<!\w)(?:(?:stop|lay)[ -]?overs?|in transit|transit (?:stop )?(?:in|at|via|through)|"
    r"(?:change|changing|switch\w*) (?:planes?|flights?)|connecting flight|"
    r"escalas?|escales?|correspondance|zwischen(?:stopp?|landung|halt)\w*|umsteigen|umstieg|steigen|"
    r"conexao|пересадк\w+|транзит\w*|стыковк\w+|пересаж\w+|"
    r"ال?ترانزيت|ترانزيت|توقف|محطه توقف|स्टॉपओवर|ट्रांजिट|लेओवर)(?!\w)"
)
_KIN = (
    r"(?:parents?|mother|father|mom|mum|dad|brothers?|sisters?|sons?|daughters?|friends?|family|uncle|aunt|"
    r"cousins?|in-laws|grandparents|grandmother|grandfather|relatives|wife|husband|fiancee?|boyfriend|"
    r"girlfriend|"
    r"padres|madre|padre|herman[oa]s?|hij[oa]s?|amig[oa]s?|familia|ti[oa]s?|prim[oa]s?|abuel[oa]s?|suegros|"
    r"mere|pere|freres?|soeurs?|fils|fille|ami(?:e)?s?|famille|oncle|tante|cousine?s?|grands-parents|"
    r"eltern|mutter|vater|bruder|schwester|sohn|tochter|freund\w*|familie|onkel|schwiegereltern|grosseltern|"
    r"pais|mae|pai|irma[os]?|irmaos|filh[oa]s?|avos|sogros|"
    r"родител\w+|мам[аы]|пап[аы]|брат\w*|сестр\w+|сын\w*|доч\w+|друз\w+|друг|семья|тетя|дядя|родственник\w*|"
    r"mata-?pita|maa|papa|bhai|behen|beta|beti|dost|parivar|rishtedaar|"
    r"माता-?पिता|मां|माँ|पापा|भाई|बहन|बेटा|बेटी|दोस्त|परिवार|"
    r"والداي|والدي|امي|ابي|اخي|اختي|ابني|ابنتي|اصدقائي|صديقي|عائلتي|اهلي|اقاربي)"
)
_STILL = (
    r"(?:(?:also|already|now|currently|still|all|both|anyway|tambien|ya|ahora|aussi|deja|auch|schon|gerade|"
    r"tambem|agora|тоже|также|уже|сейчас|ايضا|الان) )*"
)
_ARE_IN = regex(
    rf"(?<!\w){_KIN}(?: \w+)?,? {_STILL}(?:(?:is|are|will be|lives?|stays?|works?|resides?|esta|estan|"
    rf"estara[ns]?|"
    rf"viven?|trabajan?|est|sont|seront|sera|habitent?|vivent|vit|travaillent?|ist|sind|leben|lebt|wohnen|"
    rf"wohnt|"
    rf"arbeite[nt]|estao|esta|estarao|moram?|vivem|trabalham?|живут|живет|находятся|находится|будут|будет|"
    rf"يعيشون|يعيش|تعيش|يسكنون|يسكن|تسكن|موجودون|يعملون|يعمل) )?{_STILL}"
    rf"(?:(?:based|settled|living|staying|working) )?(?:in|at|en|a|au|aux|im|em|no|na|в|на|في)(?: the| el|"
    rf" la)? $"
)
_NIGHTS_BEFORE = regex(r"(?<!\w)(?:\d+|one|two|three|an?)[ -](?:nights?|days?|hours?) $")
_POSTPOSITION = regex(r"\s*(?:mein|me|main|में|मे|par|पर)(?!\w)")
_KIN_BEFORE = regex(rf"(?<!\w){_KIN}(?: (?:bhi|log|भी|लोग))? $")
_ARE_IN_AFTER = regex(
    r"\s{0,40}(?:mein|me|main|में|मे) (?:(?:hi|bhi|ही|भी) )?(?:hain?|rehte|rahte|rehti|rahti|rehta|rahta|"
    r"हैं|है|रहते|रहती|रहता)(?!\w)"
)
_GOING = regex(
    r"(?<!\w)(?:(?:are|am|'re|'m|will be|have to|need to|must|is) (?:also )?(?:flying|going|travell?ing|"
    r"driving|"
    r"heading|headed|fly|go|travel)|"
    r"vamos|voy|volamos|viajamos|tenemos que ir|allons|vais|partons|volons|devons|fliegen|fahren|reisen|"
    r"mussen|"
    r"viajaremos|iremos|летим|едем|лечу|еду|поедем|полетим|"
    r"ja rahe|jaa rahe|jana hai|ja raha|ja rahi|जा रहे|जाना है|जा रहा|जा रही|"
    r"سنسافر|نسافر|سنذهب|نذهب|ساسافر)(?!\w)"
)
_AFFAIR = regex(
    r"(?<!\w)(?:for (?:(?:a|an|my|our|the|some|his|her|\w+'s|family|friend's|cousin's) ){0,3}"
    r"(?:wedding|marriage|funeral|conference|congress|meetings?|work|business|exams?|interview|job|court|"
    r"surgery|treatment|trade fair|seminar|training)|on business|to attend (?:\w+ ){1,3}|"
    r"(?:a|para|por) (?:(?:una?|la|el|mi|nuestra) )?(?:boda|funeral|entierro|congreso|conferencia|trabajo|"
    r"negocios)|"
    r"pour (?:(?:une?|le|la|mon|notre) )?(?:mariage|enterrement|obseques|congres|conference|travail|reunion|"
    r"affaires)|(?:zu|zur|zum|auf|wegen) (?:(?:einer?m?|der|die|unsere\w*|meine\w*) )?(?:hochzeit|beerdigung|"
    r"konferenz|messe|arbeit|tagung)|geschaftlich|dienstlich|"
    r"(?:para|por|a) (?:(?:um|uma|o|a) )?(?:casamento|funeral|enterro|congresso|conferencia|trabalho|"
    r"negocios)|"
    r"на (?:\w+ )?(?:свадьбу|похороны|конференцию|выставку|работу)|по (?:работе|делам)|в командировку|"
    r"(?:shaadi|shadi|vivah|kaam|business|conference) (?:ke liye|mein|me|se)|"
    r"(?:शादी|विवाह|काम|सम्मेलन) (?:के लिए|में|से)|"
    r"(?:لحضور|ل?حفل|الى حفل) (?:\w+ )?(?:زفاف|زواج|عرس|مؤتمر)|للعمل|لحضور مؤتمر)(?!\w)"
)
# A wish for nights, a question, or another mind about the trip: then the place may well be one of the trip.
_OF_THE_TRIP = regex(
    r"(?<!\w)(?:want|would like|'d like|wish|love to|add|include|plan|book|can we|can you|could|shall|"
    r"should|instead|"
    r"rather|actually|not|no longer|don't|change(?! planes?| flights?)|let's|prefer|visit|explore|sorry|"
    r"quer\w+|quier\w+|anad\w+|agreg\w+|inclu\w+|en vez|mejor|voul\w+|voudr\w+|veux|ajout\w+|plutot|au lieu|"
    r"wollen|mochte\w*|hatten|lieber|statt\w*|hinzu\w*|gostar\w+|adicion\w+|acrescent\w+|em vez|"
    r"хот\w+|добав\w+|вместо|лучше|chahte|chahiye|jod\w*|badle|चाहते|चाहिए|जोड़\w*|बदले|نريد|اريد|نود|اضف|"
    r"بدل\w*|"
    r"\d+\s*(?:-\s*)?(?:nights?|days?|noches?|dias?|nuits?|jours?|nacht\w*|tage?|noites?|ноч\w+|дн\w+|"
    r"raat|din|रात|"
    r"दिन|ليال\w*|ليله|ايام)|(?:one|two|three|a|an|overnight)[ -]nights?|dos noches|deux nuits|"
    r"zwei nachte)(?!\w)"
)


_CUES = regex(f"{_STOPOVER.pattern}|(?<!\\w){_KIN}(?!\\w)|{_AFFAIR.pattern}")


@dataclass(frozen=True)
class _Told:
    begin: int
    end: int


def elsewhere(
    reading: Reading, places: Gazetteer, earlier: Iterable[str] = (), *, is_settled: bool
) -> tuple[dict[SlotName, Slot], Reading]:
    """`elsewhere`: what is said of places outside the trip, in the customer's words, and the rest.

    `is_settled` tells that where the trip goes was said before; otherwise another place has to be named
    beside. A stopover that is wished for is told of the trip, but where none of the places named `earlier`
    is near it.
    """
    if not _CUES.search(reading.plain):
        return {}, reading
    mentions = [m for m in places.mentions(reading.plain) if m.place.kind != "country" or m.place.is_sold]
    before = [
        m.place.name for said in earlier for m in places.mentions(read(said[:2000]).plain) if m.place.is_sold
    ]
    far = {
        m.begin
        for m in mentions
        if before and is_settled and not any(places.are_akin(m.place.name, b) for b in before)
    }
    told = list(_told(reading.plain, mentions, far))
    outside = [m for m in mentions if not any(t.begin <= m.begin < t.end for t in told)]
    if not told or not (is_settled or outside):
        return {}, reading
    said = [reading.words(*_whole_clause(reading.plain, one, mentions)) for one in told]
    first, last = min(t.begin for t in told), max(t.end for t in told)
    slot = Slot(list(dict.fromkeys(said)), reading.span(first, last), confidence=0.8)
    return {"elsewhere": slot}, reading.without(*((t.begin, t.end) for t in told))


def wishes_elsewhere(said: str) -> bool:
    """Whether what is noted beside the plan wishes something: "can we add a stopover in Dubai"."""
    plain = read(said).plain
    return bool(_OF_THE_TRIP.search(plain)) or next(wishes_in_part(plain, is_settled=True), None) is not None


def tells_of_elsewhere(plain: str) -> bool:
    """Whether a clause speaks of a place outside the trip, if it names one: "we have a stopover in Dubai"."""
    if _OF_THE_TRIP.search(plain):
        return False
    is_kin = re.search(rf"{_ARE_IN.pattern.removesuffix(' $')} \w", plain) or (
        re.search(rf"(?<!\w){_KIN}(?!\w)", plain) and _ARE_IN_AFTER.search(plain)
    )
    return bool(_STOPOVER.search(plain) or is_kin or (_GOING.search(plain) and _AFFAIR.search(plain)))


def _told(plain: str, mentions: list[Mention], far: Collection[int]) -> Iterator[_Told]:
    for begin, end in _clauses(plain):
        within = [m for m in mentions if begin <= m.begin < end]
        clause = plain[begin:end]
        if within and all(m.begin in far for m in within) and (one := _stopover(plain, begin, end, within)):
            yield one
            continue
        if not within or _OF_THE_TRIP.search(clause) or plain[end : end + 1] == "?":
            continue
        if (one := _stopover(plain, begin, end, within) or _kin(plain, begin, end, within)) is not None:
            yield one
        elif len(within) == 1 and _GOING.search(clause) and _AFFAIR.search(clause):
            yield _Told(begin, end)


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for match in _CLAUSE_ENDS.finditer(plain):
        yield begin, match.start()
        begin = match.end()
    yield begin, len(plain)


def _stopover(plain: str, begin: int, end: int, within: list[Mention]) -> _Told | None:
    """From the word for it to the end of what is told of it; the place may stand right before the word."""
    cue = _STOPOVER.search(plain, begin, end)
    if cue is None:
        return None
    behind = next((m for m in within if cue.end() <= m.begin <= cue.end() + 12), None)
    before = next((m for m in within if _stands_before(plain[m.end : cue.start()])), None)
    place = behind or before
    if place is None:
        return None
    length = _NIGHTS_BEFORE.search(plain, begin, cue.start())
    return _Told(
        min(length.start() if length else cue.start(), place.begin),
        _tail(plain, max(cue.end(), place.end), end, within),
    )


def _stands_before(between: str) -> bool:
    """Whether a place with these words behind it is the stopover's: "Dubai mein 20 January ko stopover"."""
    return len(between) <= 8 or (len(between) <= 40 and bool(_POSTPOSITION.match(between)))


def _kin(plain: str, begin: int, end: int, within: list[Mention]) -> _Told | None:
    for place in within:
        if match := _ARE_IN.search(plain, begin, place.begin):
            return _Told(match.start(), _tail(plain, place.end, end, within))
        after = _ARE_IN_AFTER.match(plain, place.end, end)
        if after and (match := _KIN_BEFORE.search(plain, begin, place.begin)):
            return _Told(match.start(), _tail(plain, after.end(), end, within))
    return None


def _tail(plain: str, at: int, end: int, within: list[Mention]) -> int:
    """Where what is told of the place ends: heads and further places behind it are of the trip."""
    is_of_it = not HEADS.search(plain, at, end) and not any(at <= m.begin < end for m in within)
    return end if is_of_it else at


def _whole_clause(plain: str, told: _Told, mentions: list[Mention]) -> tuple[int, int]:
    """The clause that is told from its head, where no other place is named in it."""
    begin, end = next(c for c in _clauses(plain) if c[0] <= told.begin < max(c[1], c[0] + 1))
    is_alone = sum(begin <= m.begin < end for m in mentions) == 1 and told.end == end
    return (begin, end) if is_alone else (told.begin, told.end)
