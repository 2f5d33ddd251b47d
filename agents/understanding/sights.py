"""Sights that a customer asks for by their names: "we must see the Grand Palace, Doi Suthep and Wat Arun"."""

import re
from collections.abc import Iterator
from itertools import islice

from agents.regexes import regex
from agents.understanding.clauses import SENTENCE_END
from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.hedges import is_denied
from agents.understanding.marks import begin_behind, end_before
from agents.understanding.reading import TAKEN, Reading, read
from agents.understanding.sight_cues import ASKS_IF, MUST, MUST_BEHIND, SAYS_YES
from agents.understanding.wish_words import ANY_INTEREST

_BIG = "A-ZÀ-ÞА-ЯЁ"
_NAME = regex(rf"[{_BIG}][\w'’.&-]*(?::?\s+(?:of|the|de|la|and|al|&)?\s*[{_BIG}0-9][\w'’.&-]*){{0,7}}")
_NAMES_BEFORE = regex(
    rf"[{_BIG}][\w'’-]*(?:\s+(?:(?:of|de|la|,|aur|और|and|und|y|et|e) )?[{_BIG}][\w'’-]*){{0,7}}\s*$"
)
_PARTED = regex(r"\s{1,40}(?:aur|और|and|und|y|et|e)\s+|\s{0,40},\s*")
_NAME_ENDS = regex(r"\s{1,40}(?:while|if|in|when|during|with)\b|(?<=\w{3})\.\s")
_AND = regex(
    r"\s*(?:(?P<comma>,\s*)(?:and\s+)?|(?<=\s)(?:and|y|et|und|e|и|و|aur|और)\s+|&\s*)(?:also\s+)?"
    r"(?:(?:[Tt]he|el|la|los|las|le|les|den|die|das|o|a|os|as)\s+|l['’])?"
)
_KIND = regex(
    r"\s+(?:islands?|temples?|palace|fort|beach|market|lakes?|museum|water ?falls?|falls|tower|mosque|"
    r"gardens?|caves?|cathedral|church|bridge|zoo|park)(?!\w)"
)
_ENDS = regex(rf"\s*(?:[,.;!?\n)]|$|&|(?:and|y|et|und|e|и|aur|और)\s+(?:the\s+)?[{_BIG}])")
# What people write with a capital letter behind a comma, and no sight: by its first word, or by all of them.
_NO_NAME = regex(
    r"(?:thanks?|thank|thx|regards|cheers|please|pls|kind|also|but|and|or|we|i|i'm|our|my|no|not|"
    r"only|then|after|before|with|for|from|to|in|on|at|budget|adults?|kids?|child\w*|flights?|"
    r"email|phone|ok|okay|yes|hi|hello|hey|gracias|merci|danke|bitte|obrigad[oa]|спасибо|hotel|flug\w*|"
    r"vuelos?|vols?|voos?|fruhstuck|frühstück|halbpension|zimmer|strand|urlaub|reise|budget)(?!\w)",
    re.IGNORECASE,
)
_WISHED_FOR = regex(
    r"(?:(?:best|good|comfort\w*|luxury|value|premium|cheap|hotels?|resorts?|rooms?|villas?|pool|sea|ocean|"
    r"beach|view|private|breakfast|half|full|board|wi-?fi|ac|veg\w*|non-?veg\w*|jain|halal|kosher|vegan|"
    r"couple|family|honeymoon|anniversary|cabs?|cars?|train|visa|insurance|whatsapp|temples?|beaches|"
    r"nightlife|shopping|food|meals?|only|prices?|rates?|costs?|offers?|options?|photos?|dates?|reviews?)\s*)+",
    re.IGNORECASE,
)
_MOST = 12
_REFUSED_WITHIN = regex(r"^(?:(?:no|ne|nao|не) |لا (?!بد))")

# Names that a sight may bear as well as a hotel, and the words that tell which of them is meant.
_EITHER = regex(
    r"(?<!\w)(?:[Pp]alace|[Pp]lace|[Cc]astle|[Hh]aveli|[Cc]amp|[Cc]lub|[Vv]illas?|[Ll]odge|[Rr]esidences?|"
    r"[Rr]etreat|Taj)(?!\w)"
)
_SEEING = regex(
    r"(?<!\w)(?:see|seeing|seen|visit|visited|visiting|been to|miss|missing|tour of|touring|explore|"
    r"exploring|bucket list)(?!\w)(?P<between>[^.!?;\n]{0,80})$"
)
_SLEEPING = regex(
    r"(?<!\w)(?:stay\w*|sleep\w*|book\w*|hotels?|resorts?|rooms?|nights?|check|prefer\w*|like|love|want|need|"
    r"choose|take|you)(?!\w)"
)
_OF_A_HOTEL = regex(
    r"^[^.!?;\n]{0,40}(?<!\w)(?:(?:book|reserve|stay|sleep|take) (?:it|there|that|this|in)|prices?|rates?|"
    r"rooms? available|has (?:a )?rooms?|availability)(?!\w)"
)
_OPEN = regex(
    r"^\s*(?:is |are |be )?(?:open|opens|opening|closed|closes|closing|tickets?|entry|entrance|dress)(?!\w)"
)


def must_see(reading: Reading, known: Gazetteer) -> tuple[dict[SlotName, Slot], Reading]:
    """`must_see`: the names of sights that the customer asks for by name, in one list or in several.

    Places to travel to are left to the readers of places: "we must visit Bali" names where the trip goes.
    """
    found = (
        span
        for span, is_plain in _asked_for(reading)
        if not _is_place(reading, span, known) and (is_plain or _is_a_name(reading, span, known))
    )
    spans = list(islice(found, _MOST))
    if not spans:
        return {}, reading
    names = [reading.text[first:last] for first, last in spans]
    slot = Slot(list(dict.fromkeys(names)), (spans[0][0], spans[-1][1]), confidence=0.75)
    return {"must_see": slot}, reading.without(*(reading.range_of(*span) for span in spans))


def _asked_for(reading: Reading) -> Iterator[tuple[tuple[int, int], bool]]:
    """The ranges in the text of names that are asked for, none where they are refused or asked about, and
    whether the cue alone makes a sight of them: in English nothing but a name has a capital letter."""
    plain = reading.plain
    for match in MUST.finditer(plain):
        is_no = is_denied(plain, match.start()) or _REFUSED_WITHIN.search(match.group())
        if (
            match.end() < len(plain)
            and not _asks_if(plain, match.start())
            and not (is_no and not SAYS_YES.search(match.group()))
        ):
            is_plain = match["english"] is not None
            for span in _listed(reading, match.end(), by_comma=not match["german"]):
                yield span, is_plain
    for match in MUST_BEHIND.finditer(plain):
        if not _asks_if(plain, match.start()):
            for span in _before(reading, reading.starts[match.start()]):
                yield span, False


def _asks_if(plain: str, at: int) -> bool:
    """Whether the sentence around `at` asks if something must be seen, and nothing behind a comma."""
    first = end_before(SENTENCE_END, plain, at)
    last = begin_behind(SENTENCE_END, plain, at, len(plain))
    asks = ASKS_IF.match(plain, first, last)
    return asks is not None and plain[last : last + 1] == "?" and "," not in plain[asks.end() : last]


def _before(reading: Reading, end: int) -> Iterator[tuple[int, int]]:
    """The ranges of the names that stand right before `end` of the text."""
    first = max(0, end - _LONGEST_LIST)
    named = _NAMES_BEFORE.search(reading.text[first:end])
    if named is None:
        return
    begin, last = first + named.start(), first + len(reading.text[first:end].rstrip())
    if led := _LED.match(reading.text[begin:last]):
        begin += led.end()
    if is_denied(reading.plain, reading.range_of(begin, begin)[0]):
        return
    for cut in [*(m.span() for m in _PARTED.finditer(reading.text, begin, last)), (last, last)]:
        name = reading.text[begin : cut[0]]
        if not (TAKEN in reading.plain[slice(*reading.range_of(begin, cut[0]))] or _is_no_name(name)):
            yield begin, cut[0]
        begin = cut[1]


_LONGEST_LIST = 100  # characters
# Who wishes it, at the head of a sentence, is no part of the name.
_LED = regex(r"(?:(?:hum|ham|main|mai|hame|hamein|mujhe|wir|ich|nao|não)\s+)*", re.IGNORECASE)


def is_to_be_seen(name: str, before: str, behind: str) -> bool:
    """Whether a name that a hotel might bear is that of a sight here, told by the words around it."""
    if not _EITHER.search(name):
        return False
    before, behind = before.lower(), behind.lower()
    seeing = _SEEING.search(before)
    if seeing is None:
        return bool(_OPEN.match(behind))
    return not (_SLEEPING.search(seeing["between"]) or _OF_A_HOTEL.match(behind))


def _is_no_name(name: str) -> bool:
    """Whether a word with a capital letter is no sight's: a kind of them is not, as German nouns show."""
    is_other = _NO_NAME.match(name) or _WISHED_FOR.fullmatch(name)
    return bool(is_other or (" " not in name and ANY_INTEREST.fullmatch(read(name).plain)))


def _listed(reading: Reading, begin: int, *, by_comma: bool) -> Iterator[tuple[int, int]]:
    """The ranges in the text of the names that stand one behind the other from `begin` of the plain text."""
    at, is_first = reading.starts[begin], True
    while found := _NAME.match(reading.text, at):
        name = _NAME_ENDS.split(found.group())[0].rstrip(".,'’&-")
        last = at + len(name)
        kind = _KIND.match(reading.text, last)
        ends = kind.end() if kind else last
        first_plain, last_plain = reading.range_of(at, last)
        is_taken = TAKEN in reading.plain[first_plain : first_plain + 2 if is_first else last_plain]
        # The first name stands behind its verb; another one is a name only where the list goes on or ends.
        is_open = not is_first and not _ENDS.match(reading.text, ends)
        if is_taken or is_open or _is_no_name(name):
            return
        yield at, last if is_first else ends
        following = _AND.match(reading.text, ends)
        if following is None or (following["comma"] and not by_comma):
            return
        at, is_first = following.end(), False


# Two words, both written as names are; one alone is as likely any noun: "queremos ver las Opciones".
_TWO_WORDS = regex(rf"[{_BIG}][^\W\d].*\s[{_BIG}][^\W\d].*")
_NOBODY = regex(
    r"(?:mein|unser|sein|ihr)\w*\s|(?:mi|mis|nuestr\w+|mon|ma|mes|notre|nos|meus?|minhas?)\s", re.IGNORECASE
)


def _is_a_name(reading: Reading, span: tuple[int, int], known: Gazetteer) -> bool:
    """Whether a name is that of a sight by its own form, and not what some place has: "las Playas de Bali"
    asks for beaches in Bali, and their readers hear both."""
    name = reading.text[slice(*span)]
    if not _TWO_WORDS.fullmatch(name) or _NOBODY.match(name):
        return False
    plain = reading.plain[slice(*reading.range_of(*span))]
    places = [m for m in known.mentions(plain) if not m.is_shaky]
    if any((m.place.is_sold and m.place.kind != "area") or m.place.kind == "country" for m in places):
        return False
    head = plain.split(maxsplit=1)[0]
    is_of_a_kind = bool(places) and head.endswith("s") and bool(ANY_INTEREST.fullmatch(head))
    return not is_of_a_kind and not any(m.end - m.begin == len(plain) for m in places)


def _is_place(reading: Reading, span: tuple[int, int], known: Gazetteer) -> bool:
    """Whether a name says where to travel to, and nothing else: a country, or what is sold."""
    begin, end = reading.range_of(*span)
    name = reading.plain[begin:end]
    places = [m for m in known.mentions(name) if m.place.is_sold or m.place.kind == "country"]
    for mention in reversed(places):
        name = name[: mention.begin] + name[mention.end :]
    return bool(places) and not re.sub(r"(?<!\w)(?:and|the)(?!\w)|[\W_]", "", name)
