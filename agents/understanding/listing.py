"""Lists of bookings in one sentence: "the hotel, the dinner and the flight were cancelled"."""

import re

from agents.understanding.booking_nouns import ENGAGEMENTS, FLIGHT, STAY, TICKET
from agents.understanding.calendar_words import MONTHS, WEEKDAYS
from agents.understanding.reading import Reading, words

Span = tuple[int, int]

_JOINED = (
    r"(?<!\w)(?:as well as|along with|together with|plus|asi como|junto con|ainsi que|sowie|samt|bem como|"
    r"assim como|junto com|а также|вместе с|ke saath|के साथ|and|but|y|et|und|e|и|а|но|aur|और|و)(?!\w)|"
    r"&|(?<!\w)و(?=ال)"
)
# A clause ends where another thing is told or concluded.
SEAM = re.compile(
    r"[!?;:,\n—]+|(?<!\d)\.(?=\s|$)|(?<!\w)(?:so|because|therefore|hence|porque|asi que|donc|deshalb|"
    rf"daher|also|entao|поэтому|так что|isliye|इसलिए|لذلك)(?!\w)|{_JOINED}"
)
_LINK = re.compile(rf"\s*(?:,\s*(?:{_JOINED})?|{_JOINED})\s*")
_LINK_BEFORE = re.compile(rf"(?:,\s*(?:{_JOINED})?|{_JOINED})\s*$")
_THING = re.compile("|".join(p.pattern for p in (STAY, FLIGHT, TICKET, *(p for _, p in ENGAGEMENTS))))
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
    "भी का की के को से तक दोनों रात दिन बुकिंग حجز ايضا كذلك من الى الي يوم"
)
# Before the first thing of a list whose end says what became of it: who did it, and whether at all.
_BEFORE = words(
    "we i they have has had we've i've yes sorry unfortunately hemos han si perdon nous on avons ai ont oui "
    "desole wir ich sie haben habe hat ja leider nos eu temos foi sim мы я они да к сожалению "
    "hum humne maine haan हम हमने मैंने हां نعم not never nicht kein keine nunca pas "
    "ne jamais nao не ни nahi nahin नहीं नही لم لا ما"
)
_BOTH = re.compile(r"(?<!\w)(?:both|ambos|ambas|les deux|beide|beiden|оба|обе|dono|दोनों|كلا)(?!\w)")
_WORD = re.compile(r"[^\s(),.\"/]+")
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|[:h]\d\d)?(?:am|pm|h)?")


def parts_of(reading: Reading, clause: Span) -> tuple[Span, ...]:
    """Give a clause with the parts of the list that it ends or begins, in order.

    A part names what can be booked and tells nothing else; a list ends where anything more is told.
    """
    found = [clause]
    while (link := _LINK_BEFORE.search(reading.plain, 0, found[0][0])) is not None:
        begin = max((s.end() for s in SEAM.finditer(reading.plain, 0, link.start())), default=0)
        if not _is_of_a_list(reading, (begin, link.start()), _BESIDE | _BEFORE):
            break
        found.insert(0, (begin, link.start()))
    while (link := _LINK.match(reading.plain, found[-1][1])) is not None:
        after = SEAM.search(reading.plain, link.end())
        part = (link.end(), after.start() if after else len(reading.plain))
        if not _is_of_a_list(reading, part, _BESIDE):
            break
        found.append(part)
    return tuple(found)


def says_both(plain: str, part: Span) -> bool:
    """Whether a part of a list tells of two of a kind: "both hotels"."""
    return bool(_BOTH.search(plain, *part))


def _is_of_a_list(reading: Reading, part: Span, beside: frozenset[str]) -> bool:
    """Whether a part names things or names, and nothing but what may stand beside them."""
    things = [match.span() for match in _THING.finditer(reading.plain, *part)]
    is_named = False
    for word in _WORD.finditer(reading.plain, *part):
        plain = word.group()
        if any(begin < word.end() and word.start() < end for begin, end in things):
            continue
        if plain in beside or plain in MONTHS or plain in WEEKDAYS or _NUMBER.fullmatch(plain):
            continue
        if not _is_name(reading, word.span()):
            return False
        is_named = True
    return bool(things) or is_named


def _is_name(reading: Reading, word: Span) -> bool:
    """Whether a word is written as a name; at the head of a sentence any is, so the next one tells."""
    first, last = reading.span(*word)
    if not reading.text[first : first + 1].isupper():
        return False
    is_head = not reading.text[:first].strip() or reading.text[:first].rstrip()[-1] in ".!?\n"
    return not is_head or reading.text[last:].lstrip()[:1].isupper()
