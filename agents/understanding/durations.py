"""Nights, days and weeks of a trip, and the nights that a customer wants in one place."""

import re

from agents.regexes import regex
from agents.understanding.calendar_words import FEASTS, either
from agents.understanding.contract import Slot, SlotName
from agents.understanding.counted_nouns import COUNTED_NOUNS, DAYS, NIGHTS, WEEKS
from agents.understanding.date_grammar import GIVE_OR_TAKE, NO_LEEWAY_BEHIND, TO, D, M
from agents.understanding.hedges import is_denied
from agents.understanding.longer import OF_LEAVE, longer_or_shorter
from agents.understanding.moved_by import MOVED_BY
from agents.understanding.numbers import ENGLISH, SAFE_WORDS, count_of, counted, number
from agents.understanding.reading import Reading

_NIGHT = counted(NIGHTS, "a|an")
_DAY = counted(DAYS, "a|an|full")
_WEEK = counted(WEEKS, "a|an|full")
_DUAL = regex(
    r"(?<!\w)(?:(?P<nights>ليلتين|ليلتان)|(?P<days>يومين|يومان)|(?P<weeks>اسبوعين|اسبوعان)|"
    r"(?P<week>اسبوع|на неделю(?! (?:позже|раньше|дольше|больше)))|"
    r"(?P<fortnight>fortnight(?! (?:today|tomorrow|on |from |later|hence|ago))|"
    r"quinze jours|quinzaine|quincena)|(?P<weekend>(?:a "
    r"|the )?(?:long "
    r")?weekend (?:break|getaway|trip|stay|away)|a (?:long )?weekend))(?!\w)"
)
_BOTH = regex(
    r"(?<![\w/])(?P<a>\d{1,2})\s*(?P<ua>n|nights?|d|days?)\s*[/&+,-]?\s*(?:and "
    r")?(?P<b>\d{1,2})\s*(?P<ub>n|nights?|d|days?)(?!\w)"
)
_OR_RANGE = regex(
    r"(?<![\w/.])(?P<lo>\d{1,2})\s*(?:-|to|or|a|bis|ou|o)\s*(?P<hi>\d{1,2})\s*(?P<unit>nights?|"
    r"days?|noches|nuits|nachte|noites|dias|jours|tage)(?!\w)"
)
_NOT_A_STAY = regex(
    r"(?:(?<!\w)(?:in|after|within|before|every|per|dans|dentro de|через|the next|next|last|"
    r"past|replied for|waited|waiting|waiting for|since|take)\s*$)"
)
_NOT_AFTER = regex(
    r"^\s*(?:ago|before|after|from (?:now|today)|later|in advance|notice|prior|trip to the|"
    r"hence|a week|pass|time\b|(?:baad|bad|pehle|pahle|बाद|पहले)(?!\w)|"
    # "Zwei Tage nach Weihnachten" is a day, "zwei Tage nach Bali" a stay.
    r"(?:despues de|antes de|apres|avant|nach|vor|depois d[eoa]|antes d[eoa]|после|до|перед|بعد|قبل)"
    rf"(?: (?:el|la|los|las|le|les|o|a|den|dem))? (?:l')?(?:{either(FEASTS)})(?!\w))"
)


# How far the dates may move is no length of the trip.
_LEEWAY = regex(
    rf"{GIVE_OR_TAKE}(?:\d{{1,2}} ?(?:-|to|or|bis|a|o|ou|или) ?)?"
    rf"(?:\d{{1,2}}|{SAFE_WORDS}|an?|un[ae]?|eine|uma?) ?"
    rf"(?:{'|'.join((*DAYS.values(), *WEEKS.values()))})(?!\w){NO_LEEWAY_BEHIND}"
)
# "Remove Night Safari", "add a day trip": no night and no day is meant.
_OF_A_NAME = (
    r"[ -](?:safaris?|markets?|bazaars?|clubs?|life|tours?|trips?|cruises?|shows?|trains?|bus(?:es)?|zoo|"
    r"walks?|"
    r"spas?|pass(?:es)?|dives?|out|outs|use|bags?|shift)(?!\w)"
)
_CHANGE = regex(
    r"(?<!\w)(?P<how>add|extend\w*|lengthen|shorten|reduce|cut|remove|drop|"
    r"take (?:off|out|away)|knock off)(?: (?:the |our |my "
    r")?(?:trip|stay|tour|holiday|it|vacation|plan))?"
    rf"(?: (?:by|for))? (?:an? )?(?:(?P<n>\d{{1,2}}|{ENGLISH}|another) )?(?:(?:more|extra|"
    rf"additional) )?(?P<unit>nights?|days?|weeks?)(?!\w)(?! ?\d)(?!{_OF_A_NAME})(?!{OF_LEAVE})|"
    rf"(?<!\w)(?P<n2>\d{{1,2}}|{ENGLISH}|an?|another) (?:(?P<how2>more|extra|additional|less|"
    rf"fewer) )?(?P<unit2>nights?|days?|weeks?) ?(?P<how3>more|extra|longer|less|fewer|"
    rf"shorter)?(?!\w)"
)


_LESS = regex(r"shorten|shorter|reduce|cut|remove|drop|take|knock|less|fewer")
_TAKEN = regex(r"take|remove|drop|cut")
_SPENT_AT = regex(r"\s+(?:at|in|to|a|au|aux|en|em|na|no|im|am|zum|в|на|mein|me|में|في)(?!\w)")


# A month behind the number, or a stretch to a day of one, makes it a date: "Nights: 20 Feb to 26 Feb".
_A_DAY_OF_A_MONTH = rf"\.? {{0,3}}(?:(?:of|de|del|do|da|den) )?{M}(?!\w)"
_TO_A_DAY = (
    rf"\.?(?:{TO}| (?:and|y|et|und|e|и|aur|और) )(?:the |el |le |dem )?{D}(?:st|nd|rd|th)?"
    rf"(?:{_A_DAY_OF_A_MONTH}|[./-]\d)"
)
# As forms have it: "No. of nights: 6".
_LABELLED = regex(
    r"(?<!\w)(?:(?P<nights>nights|noches|nuits|nachte|noites|ночей|ночи|raat(?:ein)?|रातें|ليالي)|"
    r"(?P<days>days|dias|jours|tage|дней|दिन|ايام)) ?[:=] {0,3}(?P<n>\d{1,2})(?![\w/:]|[.,-]\d)"
    rf"(?!{_A_DAY_OF_A_MONTH}|{_TO_A_DAY}| {{0,3}}(?:{COUNTED_NOUNS})(?![\w\u0900-\u0963]| ?[:=]))"
)


def durations(reading: Reading, *, is_opening: bool = False) -> tuple[dict[SlotName, Slot], Reading]:
    """`nights` and `days` as said, weeks as seven nights each, and `nights_change` of the whole trip.

    `is_opening` tells that nothing was said before: then there is no length from which days could be taken.
    """
    reading = reading.without(*(match.span() for match in MOVED_BY.finditer(reading.plain)))
    leeways = [match.span() for match in _LEEWAY.finditer(reading.plain)]
    slots, rest = _lengths(reading.without(*leeways), is_opening=is_opening)
    return slots, rest.with_back(reading, *leeways)


def _lengths(reading: Reading, *, is_opening: bool) -> tuple[dict[SlotName, Slot], Reading]:
    slots, reading = _changed(reading, is_opening=is_opening)
    both = _BOTH.search(reading.plain)
    if both and both["ua"][0] != both["ub"][0]:
        for count, unit in ((both["a"], both["ua"]), (both["b"], both["ub"])):
            name: SlotName = "nights" if unit.startswith("n") else "days"
            slots[name] = Slot(int(count), reading.span(*both.span()), confidence=0.97)
        return slots, reading.without(both.span())
    loose = _OR_RANGE.search(reading.plain)
    if loose and int(loose["lo"]) < int(loose["hi"]):
        name = "nights" if loose["unit"].startswith("n") else "days"
        slots[name] = Slot(int(loose["lo"]), reading.span(*loose.span()), confidence=0.6)
        return slots, reading.without(loose.span())
    labels = list(_LABELLED.finditer(reading.plain))
    for label in labels:
        name = "nights" if label["nights"] else "days"
        slots.setdefault(name, Slot(int(label["n"]), reading.span(*label.span()), confidence=0.95))
    reading = reading.without(*(label.span() for label in labels))
    for pattern, name, times in ((_NIGHT, "nights", 1), (_DAY, "days", 1), (_WEEK, "nights", 7)):
        reading = _add(reading, pattern, name, times, slots)
    for match in _DUAL.finditer(reading.plain):
        name = "days" if match["days"] else "nights"
        count = (
            14
            if match["weeks"] or match["fortnight"]
            else 7
            if match["week"]
            else 2 + ("long" in match.group())
        )
        slots.setdefault(name, Slot(count, reading.span(*match.span()), confidence=0.9))
    return slots, reading


# "Add a day trip": the day is counted for nobody.
_ADDED_BY_NAME = regex(
    r"(?<!\w)(?:add|include|remove|drop|skip|cancel)(?: \w+)? "
    rf"(?P<counted>(?:\d{{1,2}}|{ENGLISH}|an?|another) (?:more )?(?:nights?|days?))(?={_OF_A_NAME})"
)


def _changed(reading: Reading, *, is_opening: bool) -> tuple[dict[SlotName, Slot], Reading]:
    reading = reading.without(*(m.span("counted") for m in _ADDED_BY_NAME.finditer(reading.plain)))
    for match in _CHANGE.finditer(reading.plain):
        ways = [way for way in (match["how"], match["how2"], match["how3"]) if way]
        if not ways and match["n2"] != "another":
            continue
        if is_opening and ways and _TAKEN.match(ways[0]):
            continue  # "I take off 10 days in March": days of leave
        if is_denied(reading.plain, match.start()):
            return {}, reading.without(match.span())
        count = number(match["n"] or match["n2"] or "one") or 1
        times = 7 if (match["unit"] or match["unit2"]).startswith("week") else 1
        is_less = any(_LESS.match(way) for way in ways)
        slot = Slot(
            -count * times if is_less else count * times, reading.span(*match.span()), confidence=0.85
        )
        return {"nights_change": slot}, reading.without(match.span())
    elsewhere, reading = longer_or_shorter(reading, is_opening=is_opening)
    return ({"nights_change": elsewhere} if elsewhere else {}), reading


_JOINED = regex(r"\+|(?<!\w)(?:and then|then|followed by|plus)(?!\w)")


def _add(
    reading: Reading, pattern: re.Pattern[str], name: SlotName, times: int, slots: dict[SlotName, Slot]
) -> Reading:
    last = -1
    for match in pattern.finditer(reading.plain):
        before, after = (
            reading.plain[max(0, match.start() - 12) : match.start()],
            reading.plain[match.end() :],
        )
        count = count_of(match)
        if not count or count * times > 120 or _NOT_A_STAY.search(before) or _NOT_AFTER.match(after):
            continue
        if (
            match["n"] in {"a", "an"}
            and name == "days"
            and not re.search(r"(?:for|stay|only|just)\s*$", before)
        ):
            continue  # "a day" is more often a rate or a wish than the length of the trip
        if count == 1 and name == "days" and not match.group()[0].isdigit() and _SPENT_AT.match(after):
            continue  # "une journée à Disneyland"
        if re.search(r"(?:usd|eur|inr|[$€£₹\d\x1f])\s*(?:for|per)?\s*$", before) and count == 1:
            continue
        span = reading.span(*match.span())
        first = slots.get(name)
        if first and times == 1 and last >= 0 and _JOINED.search(reading.plain[last : match.start()]):
            slots[name] = Slot(first.value + count, (first.span[0], span[1]), confidence=0.85)
        elif first is None:
            slots[name] = Slot(count * times, span, confidence=0.95)
        reading, last = reading.without(match.span()), match.end()
    return reading


def bare_count(text: str) -> int | None:
    """The number in an answer that is little more than a number ("3", "just 3", "three please")."""
    match = re.fullmatch(
        (
            r"\W*(?:just|only|maybe|about|around|i think|say|probably|sirf|solo|nur|seulement|apenas|"
            r"только|فقط|it's|we are|for)?\s*"
            r"(?P<n>\d{1,3}|[^\W\d_]+)\s*(?:please|only|total|in all|of us|por favor|bitte|svp|hi|ji|"
            r"thanks)?\W*"
        ),
        text.strip(),
    )
    return number(match["n"]) if match else None
