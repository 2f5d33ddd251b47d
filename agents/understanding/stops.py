"""Nights wished for in one place of a longer trip: "add a day in Ubud", "3 nights in Kuta and 2 in Ubud"."""

import re
from collections.abc import Sequence

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import Gazetteer, Mention
from agents.understanding.hedges import is_denied
from agents.understanding.numbers import ENGLISH, LANGUAGE_WORDS, number
from agents.understanding.reading import Reading
from agents.understanding.spoken_of import manner_of

_WORDS = "|".join(words for language, words in LANGUAGE_WORDS.items() if language != "en")
_N = (
    rf"(?P<n>\d{{1,2}}|{ENGLISH}|{_WORDS}|"
    r"a|an|another|ek|un|une|una|ein|eine|einen|um|uma|один|одну|еще "
    rf"один|еще одну|يوم|ليله|एक)"
)
_UNIT = (
    r"(?:nights?|days?|din|raat|noches?|dias?|nuits?|jours?|nacht|nachte|tage?|noites?|ноч[ьи]|"
    r"д(?:ень|ня)|दिन|रात|يوم|ليله)"
)
_MORE = (
    r"(?:add(?:ing)?|extend(?: (?:by|the stay by))?|extra|more|additional|another|one more|"
    r"increase|plus|spend|stay|jod\w*|agreg\w+|anad\w+|ajout\w+|rajout\w+|hinzu\w*|noch|"
    r"adicion\w+|acrescent\w+|sum(?:ar|en|emos)|добав\w+|еще|اضف|اضافه|जोड\w*|mas|de plus|mehr|a mais)"
)
_LESS = (
    r"(?:remove|drop|cut|reduce|less|fewer|shorten|take off|minus|kam|quit\w+|"
    r"(?<!mas o )(?<!mais ou )menos|enlev\w+|(?<!plus ou )moins|"
    r"streich\w*|weniger|tir\w+|убер\w+|меньше|احذف|कम)"
)
_IN = (
    r"(?:\s*(?:in|at|to|for|on|from|of|en|de|a|au|nach|von|em|no|na|da|do|в|на|из|في|من|mein|me|में)\s+"
    r"(?:the )?)"
)
_CHANGE = regex(
    rf"(?<!\w)(?P<how>{_MORE}|{_LESS})\s+(?:(?:us|me|by|an?|the|an "
    rf"extra)\s+)?(?:{_N}\s+)?(?:(?P<how2>extra|more|additional|less|"
    rf"fewer)\s+)?{_UNIT}(?:\s+(?P<how3>more|less|fewer|extra|mas|menos|de plus|mehr|a "
    rf"mais))?{_IN}?"
)
_COUNT_MORE = regex(
    rf"(?<!\w){_N}\s+(?P<how>more|extra|additional|less|fewer)?\s*{_UNIT}\s+(?P<how2>more|extra|"
    rf"less|fewer|mas|menos|de plus|mehr|a mais|aur|langer|longer|дольше|больше)?{_IN}"
)
_ELLIPTIC = regex(rf"(?<!\w){_N}\s+(?P<how>more|extra|less|fewer){_IN}")  # "and one less in Ubud"
_POSTPOSED = regex(
    rf"^\s*(?:mein|me|main|में|मे)\s+{_N}\s+(?:(?P<how>aur|extra|और)\s+)?{_UNIT}\s+"
    r"(?P<how2>aur|और|extra|zyada|kam|jod\w*|badha\w*|जोड\S*|बढा\S*|ज्यादा|कम|"
    r"add)(?:\s+(?:jod\w*|karo|kar do|add|जोड\S*|करो))?"
)
_EXACT = regex(
    rf"(?<![\w.])(?P<n>\d{{1,2}}|{ENGLISH})\s*(?P<unit>nights?|days?|n|noches?|nuits?|nachte|"
    rf"noites?|dias|jours|tage|ноч[ьи]|raat|din)?\s*(?:in|at|en|a|em|в|на|में)\s+$"
)
_AFTER = regex(
    rf"^\s*(?:for|-|:|\(|x)?\s{{0,40}}(?P<n>\d{{1,2}}|{ENGLISH})\s*(?P<unit>nights?|n|days?|noches|"
    rf"nuits|nachte|noites|raat|din)(?!\w)"
)
_NIGHTS = regex(
    rf"(?<![\w.])(?P<n>\d{{1,2}}|{ENGLISH})[ -]?(?:nights?|n|noches?|nuits?|nachte|noites?|ноч[ьией]+|"
    rf"raat|रात)(?!\w)"
)
_AT_LEAST = regex(r"(?:at least|minimum|min|al menos|au moins|mindestens|pelo menos|минимум|kam se kam)\s*$")


_Told = tuple[Mention, tuple[int, tuple[int, int], bool]]  # a place, its nights, their words, "at least"


def stops(
    reading: Reading, gazetteer: Gazetteer, *, is_settled: bool = False
) -> tuple[dict[SlotName, Slot], Reading]:
    """`stop_nights`: a list of {"place", and one of "change" | "min" | "exactly"}, as said.

    Nights of another time, those that are only judged, and, where the trip `is_settled`, those of other
    people are left out, and their words taken.
    """
    mentions = [
        m
        for m in gazetteer.mentions(reading.plain)
        if not m.is_shaky or reading.words(m.begin, m.end)[:1].isupper()
    ]
    changed = [(m, found) for m in mentions if (found := _changed(reading, m))]
    exact = [
        (m, e)
        for m in mentions
        if (e := _exactly(reading, m)) and not any(b < e[1][1] and e[1][0] < f for _, (_, (b, f)) in changed)
    ]
    told = [found[1] for _, found in changed] + [e[1] for _, e in exact]
    if not told:
        return {}, reading
    unmeant = _unmeant(reading, told, [m for _, (_, m) in changed], is_settled=is_settled)
    reading = reading.without(*unmeant) if unmeant else reading
    changed = [(m, found) for m, found in changed if found[1] not in unmeant]
    exact = [(m, e) for m, e in exact if e[1] not in unmeant]
    wishes: list[dict[str, object]] = [
        {"place": _shown(reading, mention), "change": count} for mention, (count, _) in changed
    ]
    taken = [span for _, (_, span) in changed]
    wholes = [(m, e) for m, e in exact if _is_whole(m, e[0], _within(m, exact, gazetteer))]
    exact = [one for one in exact if one not in wholes]
    if (
        len(exact) > 1
        or (exact and exact[0][1][2])
        or (
            exact and exact[0][0].place.kind == "area" and (len(mentions) > 1 or _is_part(reading, *exact[0]))
        )
    ):
        # Towns that are counted up leave a night over for one of them: "8 nights, 3 in Bangkok, 4 in Phuket".
        has_more = len(exact) > 1 and any(e[0] > sum(p[0] for _, p in exact) for _, e in wholes)
        for mention, (count, span, is_least) in exact:
            taken.append(span)
            if mention.place.kind != "area" and _within(mention, exact, gazetteer):
                continue  # "3 nights in Bali and 5 in Ubud": no hotel stands in Bali at large
            wishes.append(
                {"place": _shown(reading, mention), "min" if is_least or has_more else "exactly": count}
            )
    if not wishes:
        return {}, reading
    begin, end = min(s for s, _ in taken), max(e for _, e in taken)
    slots: dict[SlotName, Slot] = {"stop_nights": Slot(wishes, reading.span(begin, end), confidence=0.88)}
    if all("exactly" in w for w in wishes) and (added := _added_up(reading, exact, wholes, gazetteer)):
        slots |= added
    elif len(mentions) == 1 and exact and "exactly" in wishes[0]:
        place = mentions[0].place
        whole = place.within if place.is_sold else place.name
        slots["destinations"] = Slot([whole], reading.span(begin, end), confidence=0.8)
    return slots, reading.without(*taken)


def _added_up(
    reading: Reading, exact: Sequence[_Told], wholes: Sequence[_Told], gazetteer: Gazetteer
) -> dict[SlotName, Slot]:
    """The nights of towns that are told one by one, added up, and where they lie.

    They are surer than a whole that is too short for them: "5 nights in Bali, Ubud 4, Nusa Dua 3" are seven.
    """
    if len(exact) < 2 or any(e[0] >= sum(_within(m, exact, gazetteer)) for m, e in wholes):
        return {}
    apart = [(m, e) for m, e in exact if not _within(m, wholes, gazetteer)]
    told = sorted((*apart, *wholes), key=lambda one: one[0].begin)
    spans = [e[1] for _, e in (*exact, *wholes)]
    span = reading.span(min(s for s, _ in spans), max(e for _, e in spans))
    where = list(dict.fromkeys(_shown(reading, mention) for mention, _ in told))
    return {
        "nights": Slot(sum(e[0] for _, e in exact), span, confidence=0.8),
        "destinations": Slot(where, span, confidence=0.9),
    }


def _unmeant(
    reading: Reading,
    told: list[tuple[int, int]],
    changes: list[tuple[int, int]],
    *,
    is_settled: bool,
) -> list[tuple[int, int]]:
    """The words for nights that are no wish. Those of other people may be all of an enquiry made for them."""
    manners = {span: manner_of(reading.plain, *span) for span in told}
    of_others = is_settled or any(manner == "wished" for manner in manners.values())
    return [
        span
        for span, manner in manners.items()
        if manner in ("past", "judged")
        or (manner == "others" and of_others)
        or (span in changes and is_denied(reading.plain, span[0]))
    ]


def _within(mention: Mention, told: Sequence[_Told], gazetteer: Gazetteer) -> list[int]:
    """The nights told of the places that a place holds, or is held by."""
    return [
        exact[0]
        for other, exact in told
        if other.place.name != mention.place.name and gazetteer.are_akin(mention.place.name, other.place.name)
    ]


def _is_whole(mention: Mention, nights: int, parts: Sequence[int]) -> bool:
    """Whether nights are those of the whole trip, and others are told of its towns: "8 nights in Bali, 3 in
    Ubud". Two towns are told of a whole even where they come to more nights than it."""
    return mention.place.kind != "area" and bool(parts) and (sum(parts) <= nights or len(parts) > 1)


def _is_part(reading: Reading, mention: Mention, told: tuple[int, tuple[int, int], bool]) -> bool:
    """Whether more nights are told elsewhere, of no place: "7 nights, comfort hotels, 3 nights in Ubud"."""
    count, (begin, end), _ = told
    rest = reading.plain[:begin] + " . " + reading.plain[end:]
    return any((number(found["n"]) or 0) > count for found in _NIGHTS.finditer(rest))


def _shown(reading: Reading, mention: Mention) -> str:
    if mention.place.is_sold or not mention.is_native:
        return mention.place.name
    words = reading.words(mention.begin, mention.end)
    return words.title() if words.islower() else words


def _changed(reading: Reading, mention: Mention) -> tuple[int, tuple[int, int]] | None:
    window = reading.plain[max(0, mention.begin - 48) : mention.begin]
    offset = mention.begin - len(window)
    if match := _POSTPOSED.match(reading.plain[mention.end :]):
        count = number(match["n"]) or 1
        is_less = match["how2"] in {"kam", "कम"}
        return (-count if is_less else count), (mention.begin, mention.end + match.end())
    for pattern in (_CHANGE, _COUNT_MORE, _ELLIPTIC):
        for match in pattern.finditer(window):
            if window[match.end() :].strip():
                continue
            ways = [w for g, w in match.groupdict().items() if g.startswith("how") and w]
            if not ways or (
                ways[0] in {"spend", "stay", "plus"}
                and len(ways) < 2
                and not re.search(r"extra|more|another", match.group())
            ):
                continue
            words = (match["n"] or "a").removeprefix("еще ")
            count = number(words) or 1
            is_less = any(re.fullmatch(_LESS, way) for way in ways)
            return (-count if is_less else count), (offset + match.start(), mention.end)
    return None


def _exactly(reading: Reading, mention: Mention) -> tuple[int, tuple[int, int], bool] | None:
    before = reading.plain[max(0, mention.begin - 30) : mention.begin]
    if match := _EXACT.search(before):
        begin = mention.begin - len(before) + match.start()
        is_least = bool(_AT_LEAST.search(reading.plain[max(0, begin - 16) : begin]))
        count = number(match["n"])
        return (count, (begin, mention.end), is_least) if count else None
    if match := _AFTER.match(reading.plain[mention.end :]):
        count = number(match["n"])
        return (count, (mention.begin, mention.end + match.end()), False) if count else None
    return None
