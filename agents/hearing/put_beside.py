"""The sentence that puts another trip beside the one in hand: "and what about Kerala in May for 4 adults?".

It names a place of its own, and days or travellers of its own: what differs from the trip in hand in its
place alone changes that trip. Pure but for the engine's reading.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from agents.hearing.put_first import Read, Span, clauses, places_heard
from agents.regexes import regex
from agents.scene.captured import Slots
from agents.scene.wishes import as_date, nights_of, value_of
from agents.understanding import phrases
from agents.understanding.contract import Understanding
from agents.understanding.elsewhere import tells_of_elsewhere
from agents.understanding.reading import read as read_plain
from agents.understanding.weather import asked_of_weather

Akin = Callable[[str, str], bool]

SENTENCE_END = regex(r"[!?\n؟।]+|\.(?=\s|$)")
# "And …", at the head of a sentence, or a word that adds anywhere in it.
_AND = regex(
    r"\W*(?:(?:ok(?:ay)?|great|good|thanks?|thank you|super|perfect|perfecto|merci|danke|gracias|obrigad[oa]|"
    r"спасибо|accha|theek hai)\W+)?(?:and|also|plus|y|tambien|ademas|et|aussi|und|ausserdem|e|tambem|"
    r"а|и|еще|также|aur|और|و(?=\S)|ايضا)(?:\s|(?<=و))"
)
_ALSO = regex(
    r"(?<!\w)(?:also|too|as well|in addition|tambien|ademas|aussi|egalement|auch|ausserdem|tambem|alem disso|"
    r"также|тоже|еще|bhi|भी|ايضا|كذلك)(?!\w)"
)
_ABOUT = regex(
    r"(?<!\w)(?:(?:what|how) about|what would|how much (?:would|for|is)|que tal|que hay de|que pasa con|"
    r"y para|cuanto (?:seria|costaria)|qu'en est-il|que diriez|et pour|combien|was ist mit|wie ware|"
    r"wie sieht es|was wurde|e quanto a|quanto (?:seria|ficaria)|как насчет|что насчет|что если|а если|"
    r"сколько|kaisa rahega|ka kya|कैसा रहेगा|का क्या|ماذا عن|كم)(?!\w)"
)
_ASKS = regex(phrases.QUESTION_START)


def asks_besides(sentence: str) -> str:
    """The clauses of a sentence about another trip that ask something of their own: "…, is it hot there?"."""
    asking = [
        sentence[a:b]
        for a, b in clauses(sentence)[1:]
        if _ASKS.match((clause := read_plain(sentence[a:b])).plain.strip()) or asked_of_weather(clause)
    ]
    return " ".join(asking) if sentence.rstrip().endswith(("?", "؟")) else ""


def beside_it(text: str, current: tuple[str, ...], known: Slots, read: Read, are_akin: Akin) -> Span | None:
    """Where the sentence stands that opens another enquiry beside the trip to `current`; None without one."""
    begin = 0
    for end in [*(match.end() for match in SENTENCE_END.finditer(text)), len(text)]:
        sentence = text[begin:end]
        if sentence.strip() and _opens(sentence, current, known, read, are_akin):
            return begin, end
        begin = end
    return None


def _opens(sentence: str, current: tuple[str, ...], known: Slots, read: Read, are_akin: Akin) -> bool:
    plain = read_plain(sentence).plain
    if tells_of_elsewhere(plain):
        return False
    adds = bool(_AND.match(plain)) and ("?" in plain or bool(_ABOUT.search(plain)))
    adds = adds or bool(_ALSO.search(plain))
    if not adds and not _ABOUT.search(plain):
        return False
    heard = read(sentence)
    named = places_heard(heard)
    if not named or any(are_akin(place, here) for place in named for here in current):
        return False
    differing = (_has_days_of_its_own(heard, known), _has_party_of_its_own(heard, known))
    return any(differing) if adds else all(differing)


def _has_days_of_its_own(heard: Understanding, known: Slots) -> bool:
    """Whether days are named that lie apart from those of the trip in hand, where these are known."""
    told = {str(name): {"value": slot.value} for name, slot in heard.slots.items() if not slot.retracted}
    ours, theirs = _days(known), _days(told)
    return ours is not None and theirs is not None and (theirs[1] < ours[0] or ours[1] < theirs[0])


def _days(slots: Slots) -> tuple[date, date] | None:
    start, end = as_date(value_of(slots, "start_date")), as_date(value_of(slots, "end_date"))
    window: Any = value_of(slots, "date_window")
    if start is None and isinstance(window, dict):
        start, end = as_date(window.get("from")), as_date(window.get("to"))
    if start is None:
        return None
    return start, end or start + timedelta(nights_of(slots) or 0)


def _has_party_of_its_own(heard: Understanding, known: Slots) -> bool:
    told = {name: slot.value for name, slot in heard.slots.items() if not slot.retracted}
    ours = _heads({name: value_of(known, name) for name in _PARTY})
    theirs = _heads(told)
    return ours is not None and theirs is not None and ours != theirs


_PARTY = ("travellers", "adults", "children", "infants")


def _heads(values: dict[Any, Any]) -> int | None:
    if isinstance(values.get("travellers"), int):
        return int(values["travellers"])
    counted = [values[name] for name in _PARTY[1:] if isinstance(values.get(name), int)]
    return sum(counted) if isinstance(values.get("adults"), int) else None
