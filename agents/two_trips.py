"""Two enquiries in one message: where the second begins, and what it says. Pure but for the engine's reading.

Only plain words part them ("separately", "another trip", "my parents want"), and only where each side names
a place of its own: "Bali and Kerala" is one trip with two places.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from agents.captured import Aside, Joined, capture
from agents.facts import Notes, closed_places
from agents.kept import CLAUSE
from agents.understanding.contract import Slot, SlotName, Understanding

Read = Callable[[str], Understanding]

_APART = re.compile(
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
_OTHERS = re.compile(
    r"(?<!\w)my (?:\w+ )?(?:parents|in-laws|mother-in-law|brother|sister|friends?|cousins?|uncle|aunt|"
    r"colleagues?|boss|grandparents|neighbours?|neighbors?) (?:also )?(?:wants?|would like|needs?|(?:is|are) "
    r"(?:planning|looking|going|thinking)|plans?)(?!\w)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"(?<!\w)(?:instead|rather|no longer|forget|en lugar|en vez|plut[oô]t|statt\w*|lieber|em vez|вместо|"
    r"ke bajaye|بدل\w*|के बजाय)(?!\w)",
    re.IGNORECASE,
)
# What an enquiry of its own has beside a place: who, when, how long or for how much.
_OWN = ("start_date", "date_window", "nights", "days", "adults", "travellers", "budget")


@dataclass(frozen=True)
class Parted:
    """A turn's words without those of the other enquiry, and that enquiry."""

    rest: Joined
    aside: Aside | None = None
    is_of_closed: bool = False  # nothing but the place of an enquiry that was closed is named


def parted(
    joined: Joined, notes: Notes, current: tuple[str, ...], whole: Understanding, read: Read
) -> Parted:
    """Part a turn's words. `current` are the places of the enquiry that the desk works on; `whole` is what
    was understood of everything; `read` understands a part. Costs nothing where no such words stand."""
    if _INSTEAD.search(joined.text):
        return Parted(joined)
    waiting = tuple(place for place in notes.aside if place not in current)
    named = places_heard(whole)
    if named and current and set(named) <= set(waiting):
        # A question about that place tells nothing of the trip there.
        told: Mapping[SlotName, Slot] = whole.slots
        if whole.has("question"):
            told = {"destinations": whole.slots["destinations"]}
        heard = replace(whole, slots=told)
        return Parted(Joined("", joined.starts), _aside(named[0], heard, joined, 0, is_new=False))
    for mark, needs_own in ((_APART.search(joined.text), False), (_OTHERS.search(joined.text), True)):
        if mark is None:
            continue
        begin = _clause_before(joined.text, mark.start())
        found = _second(joined, begin, current, read, needs_own=needs_own)
        if found is not None:
            known = found.place in waiting
            starts = tuple(start for start in joined.starts if start[0] < begin) or joined.starts[:1]
            rest = Joined(joined.text[:begin].rstrip(" ,;"), starts)
            return Parted(rest, replace(found, is_new=not known))
    if named and set(named) <= set(closed_places(notes, current)) and not whole.has("question"):
        return Parted(Joined("", joined.starts), is_of_closed=True)
    return Parted(joined)


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


def places_heard(heard: Understanding) -> tuple[str, ...]:
    """The places that words name, in their order; none where they are taken back."""
    slot = heard.slots.get("destinations")
    value = slot.value if slot is not None and not slot.retracted and not slot.message else None
    return tuple(str(place) for place in value) if isinstance(value, list) else ()


def _aside(place: str, heard: Understanding, joined: Joined, begin: int, *, is_new: bool = True) -> Aside:
    """The other enquiry's slots with the message and the span in which each stands."""
    moved: dict[SlotName, Slot] = {
        name: replace(slot, span=(slot.span[0] + begin, slot.span[1] + begin))
        for name, slot in heard.slots.items()
        if not slot.message and name not in ("name", "email", "phone")
    }
    slots, _ = capture(replace(heard, slots=moved), joined, {})
    return Aside(place, slots, is_new)
