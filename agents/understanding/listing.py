"""Lists of bookings in one sentence: "the hotel, the dinner and the flight were cancelled"."""

import re
from collections.abc import Sequence

from agents.regexes import regex
from agents.understanding.booking_nouns import ENGAGEMENTS, FLIGHT, STAY, TICKET
from agents.understanding.calendar_words import MONTHS, WEEKDAYS
from agents.understanding.reading import Reading, words

Span = tuple[int, int]

_JOINED = (
    # There and back is one journey.
    r"(?!(?:(?<=there )and back|(?<=ida )y vuelta|(?<=ida )e volta|(?<=aller )et (?:le )?retour|"
    r"(?<=туда )и обратно)(?!\w))(?:(?<!\w)(?:as well as|along with|"
    r"together with|plus|asi como|junto con|ainsi que|sowie|samt|bem como|"
    r"assim como|junto com|а также|вместе с|ke saath|के साथ|and|but|y|et|und|e|и|а|но|aur|और|و)(?!\w)|"
    r"&|(?<!\w)و(?=ال))"
)
# A clause ends where another thing is told or concluded.
SEAM = regex(
    r"[!?;:,\n—]+|(?<!\d)\.(?=\s|$)|(?<!\w)(?:so|because|therefore|hence|porque|asi que|donc|deshalb|"
    rf"daher|also|entao|поэтому|так что|isliye|इसलिए|لذلك)(?!\w)|{_JOINED}"
)
_LINK = regex(rf"\s*(?:,\s*(?:{_JOINED})?|{_JOINED})\s*")
_LINK_AND = regex(rf"\s*(?:,\s*)?(?:{_JOINED})")
_LINK_BEFORE = regex(rf"(?:,\s*(?:{_JOINED})?|{_JOINED})\s*$")
_THING = regex("|".join(p.pattern for p in (STAY, FLIGHT, TICKET, *(p for _, p in ENGAGEMENTS))))
# What may stand beside a thing in a list and tells nothing of it.
_BESIDE = words(
    "the a an our my your this that both too as well for on at of in from to until till night nights day "
    "days evening am pm booking bookings reservation reservations sample "
    "el la los las lo un una nuestro nuestra nuestros nuestras mi mis de del al para en desde hasta tambien "
    "reserva reservas noche noches dia le les l' d' des du notre nos mon ma mes une aussi pour a au aux soir "
    "nuit nuits jour das der die den dem unser unsere unseren mein meine meinen auch vom am fur bis zum im "
    "buchung reservierung abend nacht nachte tag o os as do da dos das no na nosso nossa nossos nossas "
    "meu minha um uma noite noites наш наша наше наши нашу мой моя мои мою также тоже на с по до бронь брони "
    "вечер день hamara hamari hamare mera meri mere bhi ka ki ke ko se tak dono raat din "
    "हमारा हमारी हमारे मेरा मेरी मेरे "
    "भी का की के को से तक दोनों रात दिन बुकिंग حجز ايضا كذلك من الى الي يوم "
    "aller ida outbound onward hinflug туда both ambos ambas deux dois duas beide beiden оба обе كلا"
)
# Before the first thing of a list whose end says what became of it: who did it, and whether at all.
_BEFORE = words(
    "we i they have has had we've i've yes sorry unfortunately hemos han si perdon nous on avons ai ont oui "
    "desole wir ich sie haben habe hat ja leider nos eu temos foi sim мы я они да к сожалению "
    "hum humne maine haan हम हमने मैंने हां نعم not never nicht kein keine nunca pas "
    "ne jamais nao не ни nahi nahin नहीं नही لم لا ما"
)
# "Both the hotel and the dinner" is one hotel, and so is "the hotel for us both".
_BOTH = regex(
    r"(?<!\w)(?:(?:both|amb[oa]s|l[oa]s dos|[oa]s d(?:oi|ua)s|les deux|beiden?|оба|обе|обоих|كلا)"
    r"(?: (?:of|the|our|my|los|las|nuestr[oa]s|mis|nos|mes|os|as|noss[oa]s|meus|unsere[nr]?|meine[nr]?|"
    r"наши\w*|мои\w*)){0,2} "
    r"(?:hotels|resorts|villas|hostels|hoteles|hoteis|unterkunfte|отел(?:я|и|ей)|гостиниц[ыа]?|الفندقين)|"
    r"(?P<any_number>(?:dono|दोनों)(?: (?:hamare|mere|हमारे|मेरे))? (?:hotels?|होटल)))(?!\w)"
)
_AND = regex(_JOINED)
_STAY_AND_NAME = [(False, True), (True, False)]  # of two parts: whether a stay is in it, whether a name is
# Who has a thing, at the head of what is told of it: no part of what is told next.
_HAS = regex(
    r"(?<!\w)(?:(?:we|i|they|you) (?:still |also |already |now )?(?:have|had|got|keep|hold)|"
    r"(?:we|i|they|you)'ve|hemos|tenemos|tengo|tienen|teniamos|nous (?:avons|gardons)|j'ai|ils ont|temos|"
    r"tenho|tinhamos|у (?:нас|меня|них)|(?:hamare|mere|unke) paas|(?:हमारे|मेरे) पास|لدينا|عندنا|لدي|"
    r"عندي)(?!\w)"
)
# German says what became of a list at its end: "wir haben das Hotel und das Abendessen storniert".
_HAS_GERMAN = regex(r"(?<!\w)(?:wir haben|haben wir|ich habe|habe ich|sie haben)(?!\w)")
_BECAME_GERMAN = regex(r"(?<!\w)(?:wurden?|worden|ist|sind|waren?)(?!\w)")
# "Not the hotel, the dinner was cancelled": Hindi says so behind the thing.
_DENIER = (
    r"(?:not|no|never|neither|nicht|keine?|nie|nunca|jamas|pas|jamais|nao|не|ни|nahi|nahin|नहीं|नही|ليس|"
    r"لم|لا)"
)
_OPENS_DENIED = regex(rf"\s*(?:(?:but|pero|mais|aber|mas|а|но)\s+)?{_DENIER}(?!\w)")
_ENDS_DENIED = regex(r"(?<!\w)(?:nahi|nahin|नहीं|नही)\s*$")
_BUT = regex(r"(?<!\w)(?:but|pero|sino|mais|aber|sondern|mas|а|но)(?!\w)")
# What houses call themselves, beside the words for a stay.
_HOUSE = regex(
    r"(?<!\w)(?:lodges?|inn|gardens?|palace|palais|palacio|palast|house|guest ?house|houseboat|haveli|villas|"
    r"cottages?|camp|retreat|residence|residency|suites?|apartments?|pavilion|manor|mansion|castle|riad|"
    r"ryokan|"
    r"homestay|bungalows?|huts|chalets?|estate|grand|beach|bay|view|court|courtyard|hostal|posada|casa|"
    r"parador|pousada|quinta|auberge|chateau|maison|gite|pension|gasthof|gasthaus|haus|schloss|spa|"
    r"towers?|plaza|rest|nest)(?!\w)"
)
_WORD = regex(r"[^\s(),.\"/]+")
_NUMBER = regex(r"\d+(?:st|nd|rd|th|[:h]\d\d)?(?:am|pm|h)?")


def parts_of(reading: Reading, clause: Span, told: str, towns: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Give a clause with the parts of the list that it ends or begins, in order.

    A part names what can be booked and tells nothing else; a list ends where anything more is told, and where
    something is denied. `told` are the plain words in which bookings were told before: a part that is nothing
    but a name counts where it stands in them, or is the name of a house by its form. `towns` are the names of
    places, which are none of a hotel.
    """
    found = [clause]
    while (link := _LINK_BEFORE.search(reading.plain, 0, found[0][0])) is not None:
        begin = max((s.end() for s in SEAM.finditer(reading.plain, 0, link.start())), default=0)
        part = (begin, link.start())
        if _is_denied_alone(reading.plain, part, link.group()) or _is_had(reading.plain, part, clause):
            break
        if not _is_of_a_list(reading, part, _BESIDE | _BEFORE, told):
            break
        found.insert(0, part)
    while (link := _LINK.match(reading.plain, found[-1][1])) is not None:
        after = SEAM.search(reading.plain, link.end())
        part = (link.end(), after.start() if after else len(reading.plain))
        if _OPENS_DENIED.match(reading.plain, *part) or not _is_of_a_list(reading, part, _BESIDE, told):
            break
        found.append(part)
    return _with_their_names(reading, found, towns)


def says_both(plain: str, part: Span, said: Span) -> bool:
    """Whether a part of a list tells of two stays: "both hotels". `said` are the words that tell what became
    of them. Hindi says one hotel and several alike: there an "and" makes "both" a word for what it joins."""
    both = _BOTH.search(plain, *part)
    if both is None or not both["any_number"]:
        return both is not None
    between = (both.end(), said[0]) if both.end() <= said[0] else part
    return not _AND.search(plain, *between) and not _LINK_AND.match(plain, both.end())


def _with_their_names(reading: Reading, parts: list[Span], towns: Sequence[Span]) -> tuple[Span, ...]:
    """The parts with "our hotel, Kelapa Gardens" as one: a comma alone joins a stay and its name."""
    found = parts[:1]
    for part in parts[1:]:
        told = [
            (bool(STAY.search(reading.plain, *one)), _has_name(reading, one, towns))
            for one in (found[-1], part)
        ]
        is_comma = "," in reading.plain[found[-1][1] : part[0]]
        if (
            is_comma
            and not _AND.search(reading.plain, found[-1][1], part[0])
            and sorted(told) == _STAY_AND_NAME
        ):
            found[-1] = (found[-1][0], part[1])
        else:
            found.append(part)
    return tuple(found)


def _has_name(reading: Reading, part: Span, towns: Sequence[Span]) -> bool:
    """Whether a part holds a name that is not that of another thing, nor of a town alone."""
    if any(not STAY.fullmatch(thing.group()) for thing in _THING.finditer(reading.plain, *part)):
        return False
    for word in _WORD.finditer(reading.plain, *part):
        is_stay = bool(STAY.fullmatch(word.group())) or word.span() in towns
        if not is_stay and word.group() not in _BESIDE and _is_name(reading, word.span()):
            return True
    return False


def _is_denied_alone(plain: str, part: Span, link: str) -> bool:
    """Whether a part is denied and what follows is told: "not the hotel, the dinner". In "not the hotel
    and the dinner" both are denied."""
    is_apart = bool(_BUT.search(link)) or not _AND.search(link)
    return is_apart and bool(_OPENS_DENIED.match(plain, *part) or _ENDS_DENIED.search(plain, *part))


def _is_had(plain: str, part: Span, clause: Span) -> bool:
    """Whether a part tells what somebody has, and not what became of it."""
    if _HAS_GERMAN.search(plain, *part):
        return bool(_BECAME_GERMAN.search(plain, *clause))
    return bool(_HAS.search(plain, *part))


def _is_of_a_list(reading: Reading, part: Span, beside: frozenset[str], told: str) -> bool:
    """Whether a part names things or names, and nothing but what may stand beside them."""
    things = [match.span() for match in _THING.finditer(reading.plain, *part)]
    named: list[Span] = []
    for word in _WORD.finditer(reading.plain, *part):
        plain = word.group()
        if any(begin < word.end() and word.start() < end for begin, end in things):
            continue
        if plain in beside or plain in MONTHS or plain in WEEKDAYS or _NUMBER.fullmatch(plain):
            continue
        if not (_is_name(reading, word.span()) or (told and _stands_in(plain, told))):
            return False
        named.append(word.span())
    return bool(things) or (bool(named) and _is_of_a_house(reading.plain[named[0][0] : named[-1][1]], told))


def _is_of_a_house(name: str, told: str) -> bool:
    """Whether a name is one of a booking told before, or by its form that of a house. Where all but its first
    word was told, that word is no name: "Dear Kelapa Gardens"."""
    if _stands_in(name, told):
        return True
    _, _, tail = name.partition(" ")
    return bool(_HOUSE.search(name)) and not (tail and _stands_in(tail, told))


def _stands_in(name: str, told: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told))


def _is_name(reading: Reading, word: Span) -> bool:
    """Whether a word is written as a name; at the head of a sentence any is, so the next one tells."""
    first, last = reading.span(*word)
    if not reading.text[first : first + 1].isupper():
        return False
    is_head = not reading.text[:first].strip() or reading.text[:first].rstrip()[-1] in ".!?\n"
    return not is_head or reading.text[last:].lstrip()[:1].isupper()
