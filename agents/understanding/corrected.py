"""Who corrects themselves within a message: "to Paris, no sorry, Bali", "3, no wait, 4 adults".

What is corrected is left out before anything is read. It is left out only where the words of a correction
stand between two things of one kind; "Bali? No, sorry, we can't" corrects nothing.
"""

import re
from datetime import date
from itertools import pairwise

from agents.regexes import regex
from agents.understanding.dates import moments
from agents.understanding.end_cues import is_refused
from agents.understanding.gazetteer import Gazetteer
from agents.understanding.moments import Moment
from agents.understanding.numbers import ENGLISH, SAFE_WORDS, number
from agents.understanding.reading import Reading

_SORRY = (
    r"(?:so )?sorry|oops|whoops|pardon|excuse me|my (?:mistake|bad)|perdon|disculp[ae]|lo siento|desolee?|"
    r"excuse[zs](?:[- ]moi)?|verzeihung|entschuldigung|tut mir leid|desculp[ae]|perdao|foi mal|извини(?:те)?|"
    r"простите|прости|пардон|ошибся|ошиблась|عفوا|اسف|اسفه|معذره|سوري|maaf(?: k\w+)?|माफ(?: \w+)?|सॉरी"
)
_NO = r"no|non|nein|ne|nee|nao|нет|لا|nahi|nahin|nhi|नहीं|नही"
_WELL = (
    r"wait|hold on|hang on|uh+|um+|err*|hmm*|ah+|oh|ay|euh|heu|attends|attendez|ah|ach|ahm?|halt|moment|"
    r"warte|quatsch|doch|"
    r"espera|eh|ops|ой|ах|эм+|стоп|погоди(?:те)?|подожди(?:те)?|لحظه|اه|arre|ruko|अरे|रुको|actually|"
    r"en realidad|en fait|"
    r"eigentlich|na verdade|вообще-то"
)
_MEANT = (
    r"(?:that is )?i mean|i meant|meant|make that|make it|scratch that|correction|or rather|or better|"
    r"quiero decir|queria decir|digo|mejor dicho|o mejor|o sea|je veux dire|je voulais dire|ou plutot|"
    r"ich meine?|ich meinte|meine|meinte|quatsch|oder besser|besser gesagt|vielmehr|quer dizer|quis dizer|"
    r"ou melhor|alias|"
    r"вернее|точнее|то есть|имею в виду|имел в виду|имела в виду|اقصد|قصدي|اعني|بل|بالاحرى|matlab|"
    r"mera matlab|मतलब|"
    r"मेरा मतलब"
)
_RATHER = r"better|rather|mejor|plutot|lieber|besser|melhor|лучше|behtar|बेहतर|الافضل|افضل"
_GAP = r"[\s,.;:!?…()-]*"
_WORDS = rf"(?:{_SORRY}|{_NO}|{_WELL}|{_MEANT}|{_RATHER})(?![\w'\u0900-\u0963])"
# The look-behind lets a long run of stops be gone through once, not anew from each of them.
_CUE = regex(rf"(?<![\s,.;:!?…()-]){_GAP}(?<![\w'\u0900-\u0963]){_WORDS}(?:{_GAP}{_WORDS}){{0,4}}{_GAP}")
# A bare "no" or "wait" corrects nothing: "Bali, no Dubai", "Bali and, wait, Dubai too".
_TELLS = regex(rf"(?<![\w\u0900-\u0963])(?:{_SORRY}|{_MEANT})(?![\w'\u0900-\u0963])")
_BOTH = (
    regex(rf"(?<!\w)(?:{_NO})(?![\w\u0900-\u0963])"),
    regex(rf"(?<!\w)(?:{_WELL})(?![\w\u0900-\u0963])"),
)
# Who asks and answers it in one breath: "Paris? no, Bali", "París, no, mejor Bali".
_ANSWERED = regex(
    rf"\s*[?…]+\s*(?:{_NO})(?:\s*[,.!…-]+\s*|\s+(?=(?:{_RATHER})))(?:(?:{_RATHER})\s+)?|"
    rf"\s*[,.?…]+\s*(?:{_NO})\s*,?\s*(?:{_RATHER})\s+"
)
_TWICE = regex(rf"(?<!\w)(?:{_NO})\W+(?:{_NO})(?![\w\u0900-\u0963])")

_FROM = r"from|von|ab|de|desde|depuis|du|из|с|от|من"
_TO = (
    r"to|in|at|on|nach|im|am|a|au|aux|al|en|para|pra|vers|hacia|na|no|em|ao|в|во|на|до|الي|ل|the|el|la|le|"
    r"les|den|"
    r"der|die|go to|visit"
)
_PREPOSITION = regex(rf"(?:(?P<from>{_FROM})|(?:{_TO}))\s+(?:(?:the|el|la|le|les|den|der)\s+)?")
_FROM_BEFORE = regex(rf"(?<!\w)(?:{_FROM})\s+(?:(?:the|el|la|le|den|der)\s+)?$")
_RANGE = regex(r"\s*(?:-|to|till|until|bis|al|a|au|ate|до|по|se|से|الي)\s*(?:the |el |le |dem |zum )?")
_NUM = rf"(?:[$€£₹]\s?)?(?:\d[\d.,]*\d|\d|{SAFE_WORDS}|{ENGLISH})(?:k\b)?"
_NOUN = r"(?P<noun>(?:[^\W\d_]|[\u0900-\u0963])+)"
_NUM_BEFORE = regex(rf"(?<![\w.,/:])(?P<n>{_NUM})(?:\s+{_NOUN})?$")
_NUM_AFTER = regex(rf"(?P<n>{_NUM})(?![\w/:])(?:\s+{_NOUN})?")
# "5 nights in Bali, no sorry 7 nights": where it is may stand between.
_NUM_EARLIER = regex(
    rf"(?<![\w.,/:])(?P<n>{_NUM})\s+{_NOUN}\s+(?:in|at|en|a|au|aux|em|no|na|в|во|на|في|me|mein|में)"
    r"(?:\s+[^\W\d_]+){1,3}$"
)
# Telephone numbers are no counts; a budget may have as many digits, but no plus and no such word before it.
_PHONE_BEFORE = regex(r"(?P<code>\+|(?<!\d)00)?(?P<n>\d[\d ()-]{5,17}\d)$")
_PHONE_AFTER = regex(r"(?P<code>\+|00)?(?P<n>\d[\d ()-]{5,17}\d)(?![\w/])")
_TOO_LONG = 7  # digits
_NOT_DIRECTLY = regex(r"(?<!\w)(?:not|no|nicht|pas|nao|не|لا|nahi|नहीं)\s+$")
_DAY_BEFORE = regex(r"(?<![\w.,/:$€£₹-])\d{1,2}(?:st|nd|rd|th|\.)?$")


_CUES = 8  # corrections heard in one message; each has its places and days looked up anew


def corrected(reading: Reading, gazetteer: Gazetteer | None = None, today: date | None = None) -> Reading:
    """The reading without what its writer takes back in the next breath; counts alone where places and days
    cannot be told (without `gazetteer` and `today`)."""
    cues = [m for m in _CUE.finditer(reading.plain) if _corrects(m.group())]
    for cue in reversed(cues[:_CUES]):
        reading = (
            _other_place(reading, cue, gazetteer)
            or _other_phone(reading, cue)
            or _other_day(reading, cue, today)
            or _other_count(reading, cue)
            or _other_count_there(reading, cue)
        ) or reading
    return _not_but(reading)


# "Not 5 nights, 6": the new figure takes the place of the old one.
_NOT_BUT = regex(
    rf"(?<![\w'])(?P<no>not|no(?: son| somos| es)?|nicht|pas|nao(?: sao| e)?|не|ليس|"
    rf"لا) (?P<n>{_NUM})\s+{_NOUN}\s*[,;.:-]?\s*"
    rf"(?:(?:but|rather|sondern|sino|mais|mas|а|но|بل)\s+)?(?P<m>{_NUM})(?![\w/:.,]\d)"
    rf"(?=\s*(?:$|[.,;!?\n]|please|pls|por favor|bitte|svp|пожалуйста))"
)


# "3 adults nahi, 4 adults": in Hindi the denial stands behind what it denies.
_NOT_BUT_BEHIND = regex(
    rf"(?<![\w.,/:])(?P<n>{_NUM})\s+{_NOUN}\s+(?:nahi|nahin|nhi|नहीं|नही)(?![\w\u0900-\u0963])[\s,;.:-]*"
    rf"(?:(?:balki|बल्कि)\s+)?(?=(?:{_NUM})\s+(?P=noun)(?![\w\u0900-\u0963]))"
)


def _not_but(reading: Reading) -> Reading:
    if behind := _NOT_BUT_BEHIND.search(reading.plain):
        return _without(reading, behind.start("n"), behind.end())
    match = _NOT_BUT.search(reading.plain)
    if match is None or number(match["m"]) is None:
        return reading
    rest = _without(reading, match.end("noun"), match.end("m"))
    return _without(rest, match.start("no"), match.end("n"), instead=match["m"])


def _corrects(cue: str) -> bool:
    return bool(
        _ANSWERED.fullmatch(cue)
        or _TELLS.search(cue)
        or _TWICE.search(cue)
        or all(part.search(cue) for part in _BOTH)
    )


def _without(reading: Reading, begin: int, end: int, instead: str = "") -> Reading:
    """The reading with a range left out, in its text as well, or with other words in its place."""
    first, last = reading.starts[begin], reading.ends[end - 1]
    text = reading.text if instead else reading.text[:first] + " " * (last - first) + reading.text[last:]
    return Reading(
        text,
        reading.plain[:begin] + instead + reading.plain[end:],
        reading.starts[:begin] + (first,) * len(instead) + reading.starts[end:],
        reading.ends[:begin] + (last,) * len(instead) + reading.ends[end:],
    )


def _is_denied(reading: Reading, begin: int) -> bool:
    """Whether a no stands before what would be corrected: "not Paris, sorry, Bali" has said it all."""
    return is_refused(re.split(r"[.,;!?\n]", reading.plain[:begin])[-1])


def _other_place(reading: Reading, cue: re.Match[str], gazetteer: Gazetteer | None) -> Reading | None:
    if gazetteer is None:
        return None
    preposition = _PREPOSITION.match(reading.plain, cue.end())
    begin = preposition.end() if preposition else cue.end()
    mentions = gazetteer.mentions(reading.plain)
    old = next((m for m in mentions if m.end == cue.start()), None)
    new = next((m for m in mentions if m.begin == begin), None)
    if old is None or new is None or _is_denied(reading, old.begin):
        return None
    was_from = bool(_FROM_BEFORE.search(reading.plain[: old.begin]))
    if (
        preposition
        and bool(preposition["from"]) != was_from
        and not _is_both(preposition, reading, old.begin)
    ):
        return None
    return _without(reading, old.begin, cue.end())


def _is_both(preposition: re.Match[str], reading: Reading, begin: int) -> bool:
    """Whether the preposition is the same on both sides, whatever it means."""
    return reading.plain[:begin].endswith(preposition.group())


def _other_day(reading: Reading, cue: re.Match[str], today: date | None) -> Reading | None:
    if today is None:
        return None
    found = moments(reading.plain, today)
    preposition = _PREPOSITION.match(reading.plain, cue.end())
    starts = {cue.end(), preposition.end() if preposition else cue.end()}
    new = next((m for m in found if m.begin in starts), None)
    if new is None:
        return None
    old = next((m for m in found if m.end == cue.start()), None)
    if old is None:
        day = _DAY_BEFORE.search(reading.plain, 0, cue.start())
        return _without(reading, day.start(), cue.end()) if day and new.is_exact else None
    if _is_denied(reading, old.begin):
        return None
    if new.said == "day" and old.said != "day" and old.is_exact:
        return _other_day_of_the_month(reading, cue, old, new)
    begin = old.begin
    links = {
        (a.begin, b.begin) for a, b in pairwise(found) if _RANGE.fullmatch(reading.plain, a.end, b.begin)
    }
    if any(a == new.begin for a, _ in links):
        begin = next((a for a, b in links if b == old.begin), begin)  # "10-15 Jan, sorry, 12-17 Jan"
    return _without(reading, begin, cue.end())


def _other_day_of_the_month(reading: Reading, cue: re.Match[str], old: Moment, new: Moment) -> Reading | None:
    """The new day in the month of the old one: "10 Feb, I mean the 12th"."""
    days = [
        day
        for day in re.finditer(r"(?<!\d)0?(\d{1,2})(?!\d)", reading.plain[: old.end])
        if day.start() >= old.begin and int(day[1]) == old.first.day
    ]
    if len(days) != 1:
        return None
    rest = _without(reading, cue.start(), new.end)
    return _without(rest, *days[0].span(), instead=str(new.first.day))


def _other_phone(reading: Reading, cue: re.Match[str]) -> Reading | None:
    """A number to call put right, with the country's code of the first; without one, the first counts."""
    old = _PHONE_BEFORE.search(reading.plain, 0, cue.start())
    new = _PHONE_AFTER.match(reading.plain, cue.end())
    if old is None or new is None or not (old["code"] or new["code"]):
        return None
    if new["code"]:
        return _without(reading, old.start(), cue.end())
    was, now = (re.sub(r"\D", "", one["n"]) for one in (old, new))
    code = was[: max(len(was) - len(now), 0)]
    if now.startswith("0") or not 1 <= len(code) <= 3:
        return reading
    return _without(reading, old.start(), cue.end(), instead=f"+{code}")


def _is_long(old: re.Match[str], new: re.Match[str]) -> bool:
    """Whether one is too long for a count, and the other is not of its kind: a number to call."""
    was, now = (len(re.sub(r"\D", "", one["n"])) for one in (old, new))
    return max(was, now) >= _TOO_LONG and (abs(was - now) > 1 or old.string[: old.start()].endswith("+"))


def _other_count_there(reading: Reading, cue: re.Match[str]) -> Reading | None:
    """Nights, or heads, that are counted anew behind the place of which they were told."""
    new, old = _NUM_AFTER.match(reading.plain, cue.end()), _NUM_EARLIER.search(reading.plain, 0, cue.start())
    if new is None or old is None or not new["noun"] or _is_denied(reading, old.start()):
        return None
    if not _are_alike(old, new) or not re.match(r"\s*(?:$|[,.;!?\n])", reading.plain[new.end() :]):
        return None
    return _without(_without(reading, cue.start(), new.end()), *old.span("n"), instead=new["n"])


def _behind_the_same(reading: Reading, cue: re.Match[str]) -> int:
    """Where the new count begins: behind the preposition that the old one has as well, "на 7, нет, на 9"."""
    preposition = _PREPOSITION.match(reading.plain, cue.end())
    if preposition is None:
        return cue.end()
    old = _NUM_BEFORE.search(reading.plain, 0, cue.start())
    is_same = old is not None and reading.plain[: old.start()].endswith(preposition.group())
    return preposition.end() if is_same else cue.end()


def _other_count(reading: Reading, cue: re.Match[str]) -> Reading | None:
    at = _behind_the_same(reading, cue)
    new = _NUM_AFTER.match(reading.plain, at)
    old = _NUM_BEFORE.search(reading.plain, 0, cue.start())
    if new is None or old is None or _is_long(old, new):
        return None
    begin = old.start()
    if _is_denied(reading, begin):
        denied = _NOT_DIRECTLY.search(reading.plain, 0, begin)
        if denied is None or _is_denied(reading, denied.start()):
            return None
        begin = denied.start()  # "not 3 adults, sorry, 4"
    if _are_alike(old, new):
        return _without(reading, begin, at)
    is_bare = not new["noun"] and re.match(r"\s*(?:$|[,.;!?\n])", reading.plain[new.end() :])
    if not is_bare or number(new["n"]) is None:
        return None
    # "3 adults, sorry, 4": the new figure goes where the old one stood.
    return _without(_without(reading, cue.start(), new.end()), begin, old.end("n"), instead=new["n"])


# Words that count the same: "10 days, I mean 2 weeks", "2 people, sorry, 3 adults".
_KINDS = (
    regex(
        r"(?:day|night|week|dia|noche|semana|jour|nuit|semaine|tag|nacht|woche|noite|дн|день|ноч|недел|يوم|"
        r"ايام|"
        r"ليل|ليال|اسبوع|din|raat|दिन|रात)"
    ),
    regex(
        r"(?:people|person|pax|adult|traveller|traveler|guest|pers|erwachs|leute|pessoa|человек|взросл|شخص|"
        r"اشخاص|"
        r"بالغ|log|लोग)"
    ),
)


def _are_alike(old: re.Match[str], new: re.Match[str]) -> bool:
    """Whether two counts are of one kind. A bare figure before the correction is one of what follows, where
    it is about as long: "3, no wait, 4 adults", not "budget 3000, sorry, 3 adults"."""
    was, now = old["noun"], new["noun"]
    if not was:
        figures = [len(re.sub(r"\D", "", one["n"])) for one in (old, new)]
        return max(figures) <= 2 or (abs(figures[0] - figures[1]) <= 1 and not now)
    return bool(now) and (was[:3] == now[:3] or any(kind.match(was) and kind.match(now) for kind in _KINDS))
