"""Two enquiries in one message: where the second begins, and what it says. Pure but for the engine's reading.

Only plain words part them ("separately", "another trip", "my parents want"), and only where each side names
a place of its own: "Bali and Kerala" is one trip with two places. The first named is the one that the desk
goes on with, unless the same words put the other first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agents.hearing.kept import CLAUSE
from agents.hearing.put_beside import SENTENCE_END, Akin, asks_besides, beside_it
from agents.hearing.put_first import (
    TO_ANSWER,
    Read,
    Span,
    blanked,
    clauses,
    only_ordering,
    places_heard,
    says,
)
from agents.regexes import regex
from agents.scene.captured import Aside, Joined, Slots, capture
from agents.scene.facts import closed_places, places_of
from agents.scene.notes import Notes
from agents.understanding.contract import Slot, SlotName, Understanding
from agents.understanding.ourselves import OF_US
from agents.understanding.reading import read as read_plain

_APART = regex(
    r"(?<!\w)(?:separately|as a separate (?:trip|booking|enquiry)|"
    r"(?:another|a (?:second|separate|different)) (?:trip|holiday|vacation|enquiry|inquiry|booking|package|"
    r"tour)|alag se|por separado|aparte,|(?:otro|un segundo) viaje|"
    r"s[ée]par[ée]ment|(?:un autre|un deuxi[eè]me) voyage|"
    r"getrennt davon|separat|(?:eine )?(?:andere|zweite) reise|separadamente|[aà] parte,|"
    r"(?:outra|uma segunda) viagem|отдельно|(?:друг\w+|втор\w+) поездк\w+|و?بشكل منفصل|رحلة (?:أخرى|ثانية)|"
    r"अलग से|(?:दूसरी|एक और) (?:यात्रा|ट्रिप))(?!\w)",
    re.IGNORECASE,
)
# Others who travel by themselves; husbands, wives and children travel along.
_OTHERS = regex(
    r"(?<!\w)my (?:\w+ )?(?:parents|in-laws|mother-in-law|brother|sister|friends?|cousins?|uncle|aunt|"
    r"colleagues?|boss|grandparents|neighbours?|neighbors?) (?:also )?(?:wants?|would like|needs?|(?:is|are) "
    r"(?:planning|looking|going|thinking)|plans?)(?!\w)",
    re.IGNORECASE,
)
# "Bali in March for us and Paris in June for my parents": each with days of their own.
_FOR_US = regex(
    r"(?<!\w)(?:for (?:us|me|ourselves|myself|my (?:wife|husband|family) and (?:me|i))|"
    r"para (?:nosotr[oa]s|m[íi]|n[óo]s|mim)|pour (?:nous|moi)|f[üu]r (?:uns|mich)|для (?:нас|меня)|لنا|لي|"
    r"(?:hamare|mere) liye|(?:हमारे|मेरे) लिए)(?![\w'’])",
    re.IGNORECASE,
)
_FOR_OTHERS = regex(
    r"(?<!\w)(?:for (?:my|our|his|her) (?:\w+ )?(?:parents|in-laws|brother|sister|friends?|cousins?|"
    r"uncle|aunt|colleagues?|grandparents|mother|father|mum|mom|dad)|"
    r"para (?:mis? (?:padres|suegros|herman[oa]s?|amig[oa]s?|madre|padre)|"
    r"(?:os )?meus (?:pais|sogros|amigos)|(?:o meu|a minha|meu|minha) (?:irm[ãa]o?|m[ãa]e|pai|amig[oa]))|"
    r"pour (?:mes (?:parents|beaux-parents|amis)|m(?:on|a) (?:fr[èe]re|s[oœ]e?ur|m[èe]re|p[èe]re))|"
    r"f[üu]r (?:meine[nr]? |unsere[nr]? )(?:eltern|schwiegereltern|bruder|schwester|freunde|mutter|vater)|"
    r"для (?:моих |моего |моей )?(?:родителей|друзей|брата|сестры|мамы|папы)|"
    r"لوالد(?:ي|يّ|ين)|لأ(?:هلي|خي|ختي)|"
    r"(?:mere|hamare) (?:parents|maa[ -]?baap|mummy papa|bhai|dost) ke liye|"
    r"(?:मेरे|हमारे) (?:माता[ -]पिता|भाई|दोस्त\S*) के लिए)(?![\w'’])",
    re.IGNORECASE,
)
_INSTEAD = regex(
    r"(?<!\w)(?:instead|rather|no longer|forget|en lugar|en vez|plut[oô]t|statt\w*|lieber|em vez|вместо|"
    r"ke bajaye|بدل\w*|के बजाय)(?!\w)",
    re.IGNORECASE,
)
# Who joins, meets or lands there travels along.
_JOINED_BY = regex(
    r"(?<!\w)(?:join\w*|meet(?:ing)? (?:us|up)|with us|together|se (?:nos )?un(?:en|e|irán)|reunir\w*|"
    r"con nosotr[oa]s|rejoi\w+|avec nous|stoßen|stossen|dazu\w*|zusammen|mit uns|juntam?-se|juntar\w*|"
    r"conosco|присоедин\w+|с нами|вместе|मिल\S*|शामिल|साथ|saath|sath|ينضم\S*|معنا)(?!\w)",
    re.IGNORECASE,
)
_ONE_BREATH = 400  # characters of a message in which two trips are told by for whom they are
_A_STAY = timedelta(days=7)  # of a trip of which only the first day is told
# What an enquiry of its own has beside a place: who, when, how long or for how much.
_OWN = ("start_date", "date_window", "nights", "days", "adults", "travellers", "budget")

# "6 nights there", "they are 2 seniors": told of the place, or of those, just spoken of.
_OF_WHAT_WAS_NAMED = regex(
    r"(?<!\w)(?:there(?!(?:'s|'ll| (?:is|are|was|were|will|would))(?!\w))|they|them|theirs?|"
    r"dort(?:hin)?|sie|ihnen|all[íi]|all[áa]|ah[íi]|ellos|ellas|là(?:-bas)?|la-bas|ils|elles|eux|lá|eles|elas|"
    r"там|туда|они|их|им|वहाँ|वहां|वे|उन\w*|wahan|wahaan|vahan|woh? log|unk[aeio]|هناك|هم|لهم)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Parted:
    """A turn's words without those of the other enquiry, and that enquiry. `asks` where the words about it
    are a question, which is to be answered."""

    rest: Joined
    aside: Aside | None = None
    is_of_closed: bool = False  # nothing but the place of an enquiry that was closed is named
    asks: bool = False
    # The words in which a question beside the other enquiry may stand, where they are known.
    may_ask: str | None = None


def parted(
    joined: Joined, notes: Notes, known: Slots, whole: Understanding, read: Read, are_akin: Akin
) -> Parted:
    """Part a turn's words. `known` is what is known of the enquiry that the desk works on; `whole` is what
    was understood of everything; `read` understands a part. Costs nothing where no such words stand."""
    current = places_of(known)
    if _INSTEAD.search(joined.text):
        return Parted(joined)
    waiting = tuple(place for place in notes.aside if place not in current)
    named = places_heard(whole)
    if named and current and set(named) <= set(waiting):
        return _of_waiting(joined, named[0], whole, read)
    if (found := _two(joined, current, waiting, named, read, are_akin)) is not None:
        return found
    if current and named and (found := _put_beside(joined, current, known, read, are_akin)) is not None:
        return found
    if named and set(named) <= set(closed_places(notes, current)) and not whole.has("question"):
        return Parted(Joined("", joined.starts), is_of_closed=True)
    return Parted(joined)


def _put_beside(
    joined: Joined, current: tuple[str, ...], known: Slots, read: Read, are_akin: Akin
) -> Parted | None:
    """The sentence that opens another enquiry, and the others, which are about the trip in hand."""
    where = beside_it(joined.text, current, known, read, are_akin)
    if where is None:
        return None
    begin, end = where
    heard = read(joined.text[begin:end])
    aside = _aside(places_heard(heard)[0], heard, joined, begin)
    rest = blanked(joined.text, [where])
    return Parted(
        replace(joined, text=rest if rest.strip() else ""),
        aside,
        may_ask=f"{rest} {asks_besides(joined.text[begin:end])}",
    )


def _of_waiting(joined: Joined, place: str, whole: Understanding, read: Read) -> Parted:
    """Words whose places are all of an enquiry that waits. A question about that place tells nothing of the
    trip there, and what is told beside the question is about the trip that is talked of."""
    if not whole.has("question"):
        return Parted(Joined("", joined.starts), _aside(place, whole, joined, 0, is_new=False))
    told = replace(whole, slots={"destinations": whole.slots["destinations"]})
    aside = _aside(place, told, joined, 0, is_new=False)
    beside, of_place = _beside_the_question(joined.text, read)
    for begin, end in of_place:
        more = _aside(place, read(joined.text[begin:end]), joined, begin, is_new=False)
        aside = replace(aside, slots={**more.slots, **aside.slots})
    rest = blanked(joined.text, [span for span in clauses(joined.text) if span not in beside])
    return Parted(Joined(rest if beside else "", joined.starts), aside, asks=True)


def _beside_the_question(text: str, read: Read) -> tuple[list[Span], list[Span]]:
    """The clauses that neither ask nor name a place, and tell something: those about the trip in hand, as "we
    are 4 adults" or "comfort hotels" before the question, and those about the place asked about: "6 nights".

    What stands in one sentence with the place is told of that place: "we are 4 adults, budget 3 lakh for
    Kerala?". Of another sentence only what stands before its question is such a clause: "is it hot in May, or
    in June" asks to its end. Behind the question only what people say of themselves is told of the trip in
    hand.
    """
    found: list[Span] = []
    of_place: list[Span] = []
    of_sentence: list[Span] = []
    is_asking = is_of_place = has_named = False
    for begin, end in clauses(text):
        clause = text[begin:end]
        heard = read(clause)
        is_of_place = is_of_place or "destinations" in heard.slots
        is_asking = is_asking or heard.has("question")
        if not is_asking and heard.slots and not _OF_WHAT_WAS_NAMED.search(clause):
            of_sentence.append((begin, end))
        if SENTENCE_END.search(clause) or end == len(text):
            if not is_of_place:
                ours = any(OF_US.search(read_plain(text[a:b]).plain) for a, b in of_sentence)
                (found if ours or not has_named else of_place).extend(of_sentence)
            has_named = has_named or is_of_place
            of_sentence, is_asking, is_of_place = [], False, False
    return found, of_place


def _two(
    joined: Joined,
    current: tuple[str, ...],
    waiting: tuple[str, ...],
    named: tuple[str, ...],
    read: Read,
    are_akin: Akin,
) -> Parted | None:
    """The two enquiries of one message; None where plain words part none."""
    theirs = _for_others(joined.text, current, read, are_akin)
    marks = [(_APART.search(joined.text), False), (_OTHERS.search(joined.text), True), (theirs, True)]
    if all(mark is None for mark, _ in marks):
        return None
    # Which goes first is no word about either trip; with a trip in hand `turning` has heard it.
    ordered = only_ordering(joined.text, named, read) if not current else None
    text = blanked(joined.text, ordered[0]) if ordered else joined.text
    for mark, needs_own in marks:
        if mark is None:
            continue
        begin = _clause_before(text, mark.start())
        found = _second(replace(joined, text=text), begin, current, read, needs_own=needs_own)
        if found is None:
            continue
        if ordered and ordered[1] in places_heard(read(text[begin:])):
            swapped = _swapped(replace(joined, text=text), begin, read)
            if swapped is not None:
                return swapped
        starts = tuple(start for start in joined.starts if start[0] < begin) or joined.starts[:1]
        rest = Joined(text[:begin].rstrip(" ,;"), starts)
        return Parted(rest, replace(found, is_new=found.place not in waiting))
    return None


def _for_others(text: str, current: tuple[str, ...], read: Read, are_akin: Akin) -> re.Match[str] | None:
    """The words that tell for whom the second of two trips is. Of one trip are a place within the other's,
    days that overlap with it, and who joins it."""
    ours = _FOR_US.search(text) if len(text) <= _ONE_BREATH else None
    theirs = _FOR_OTHERS.search(text, ours.end()) if ours else None
    if theirs is None or _JOINED_BY.search(text):
        return None
    begin = _clause_before(text, theirs.start())
    first, second = read(text[:begin]), read(text[begin:])
    here = places_heard(first) or current
    is_within = any(are_akin(place, one) for place in places_heard(second) for one in here)
    return theirs if not is_within and _are_apart(_days_of(first), _days_of(second)) else None


def _days_of(heard: Understanding) -> tuple[date, date] | None:
    """The first and the last day that words tell of a trip; None where they tell no first."""
    told = {name: slot.value for name, slot in heard.slots.items() if not slot.retracted}
    window = told.get("date_window")
    if isinstance(start := told.get("start_date"), str):
        begin = date.fromisoformat(start)
        length = timedelta(days=int(told.get("nights") or told.get("days") or 0)) or _A_STAY
        end = told.get("end_date")
        return begin, date.fromisoformat(end) if isinstance(end, str) else begin + length
    if isinstance(window, Mapping):
        return date.fromisoformat(str(window["from"])), date.fromisoformat(str(window["to"]))
    return None


def _are_apart(one: tuple[date, date] | None, other: tuple[date, date] | None) -> bool:
    """Whether both are told, and none of the days is of both."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _swapped(joined: Joined, begin: int, read: Read) -> Parted | None:
    """The two with the second in hand; None where the first asks something, which is answered first."""
    first = read(joined.text[:begin])
    if says(first, TO_ANSWER):
        return None
    aside = _aside(places_heard(first)[0], first, joined, 0)
    return Parted(replace(joined, text=blanked(joined.text, [(0, begin)])), aside)


def _second(
    joined: Joined, begin: int, current: tuple[str, ...], read: Read, *, needs_own: bool
) -> Aside | None:
    second = read(joined.text[begin:])
    places = places_heard(second)
    first = places_heard(read(joined.text[:begin])) if begin else ()
    beside = first or current
    if not places or not beside or set(places) & {*beside, *current}:
        return None
    if needs_own and not any(name in second.slots for name in _OWN):
        return None
    return _aside(places[0], second, joined, begin)


def _clause_before(text: str, at: int) -> int:
    """Where the clause begins in which the mark stands."""
    ends = [match.end() for match in CLAUSE.finditer(text, 0, at) if match.end() <= at]
    return ends[-1] if ends else 0


def _aside(place: str, heard: Understanding, joined: Joined, begin: int, *, is_new: bool = True) -> Aside:
    """The other enquiry's slots with the message and the span in which each stands."""
    moved: dict[SlotName, Slot] = {
        name: replace(slot, span=(slot.span[0] + begin, slot.span[1] + begin))
        for name, slot in heard.slots.items()
        if not slot.message and name not in ("name", "email", "phone")
    }
    slots, _ = capture(replace(heard, slots=moved), joined, {})
    return Aside(place, slots, is_new)
