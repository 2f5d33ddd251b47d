"""Who corrects themselves within a message: "to Paris, no sorry, Bali", "3, no wait, 4 adults".

What is corrected is left out before anything is read. It is left out only where the words of a correction
stand between two things of one kind; "Bali? No, sorry, we can't" corrects nothing.
"""

import re
from datetime import date
from itertools import pairwise

from agents.understanding.dates import moments
from agents.understanding.end_cues import is_refused
from agents.understanding.gazetteer import Gazetteer
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
    r"warte|quatsch|"
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
_GAP = r"[\s,.;:!?…()-]*"
_WORDS = rf"(?:{_SORRY}|{_NO}|{_WELL}|{_MEANT})(?![\w'\u0900-\u0963])"
_CUE = re.compile(rf"{_GAP}(?<![\w'\u0900-\u0963]){_WORDS}(?:{_GAP}{_WORDS}){{0,4}}{_GAP}")
# A bare "no" or "wait" corrects nothing: "Bali, no Dubai", "Bali and, wait, Dubai too".
_TELLS = re.compile(rf"(?<![\w\u0900-\u0963])(?:{_SORRY}|{_MEANT})(?![\w'\u0900-\u0963])")
_BOTH = (
    re.compile(rf"(?<!\w)(?:{_NO})(?![\w\u0900-\u0963])"),
    re.compile(rf"(?<!\w)(?:{_WELL})(?![\w\u0900-\u0963])"),
)
_TWICE = re.compile(rf"(?<!\w)(?:{_NO}) (?:{_NO})(?![\w\u0900-\u0963])")

_FROM = r"from|von|ab|de|desde|depuis|du|из|с|от|من"
_TO = (
    r"to|in|at|on|nach|im|am|a|au|aux|al|en|para|pra|vers|hacia|na|no|em|ao|в|во|на|до|الي|ل|the|el|la|le|"
    r"les|den|"
    r"der|die|go to|visit"
)
_PREPOSITION = re.compile(rf"(?:(?P<from>{_FROM})|(?:{_TO}))\s+(?:(?:the|el|la|le|les|den|der)\s+)?")
_FROM_BEFORE = re.compile(rf"(?<!\w)(?:{_FROM})\s+(?:(?:the|el|la|le|den|der)\s+)?$")
_RANGE = re.compile(r"\s*(?:-|to|till|until|bis|al|a|au|ate|до|по|se|से|الي)\s*(?:the |el |le |dem |zum )?")
_NUM = rf"(?:[$€£₹]\s?)?(?:\d[\d.,]*\d|\d|{SAFE_WORDS}|{ENGLISH})(?:k\b)?"
_NUM_BEFORE = re.compile(rf"(?<![\w.,/:])(?P<n>{_NUM})(?:\s+(?P<noun>[^\W\d_]+))?$")
_NUM_AFTER = re.compile(rf"(?P<n>{_NUM})(?![\w/:])(?:\s+(?P<noun>[^\W\d_]+))?")
_DAY_BEFORE = re.compile(r"(?<![\w.,/:$€£₹-])\d{1,2}(?:st|nd|rd|th|\.)?$")


def corrected(reading: Reading, gazetteer: Gazetteer | None = None, today: date | None = None) -> Reading:
    """The reading without what its writer takes back in the next breath; counts alone where places and days
    cannot be told (without `gazetteer` and `today`)."""
    for cue in reversed([m for m in _CUE.finditer(reading.plain) if _corrects(m.group())]):
        reading = (
            _other_place(reading, cue, gazetteer)
            or _other_day(reading, cue, today)
            or _other_count(reading, cue)
        ) or reading
    return reading


def _corrects(cue: str) -> bool:
    words = re.sub(_GAP, " ", cue)
    return bool(_TELLS.search(cue) or _TWICE.search(words) or all(part.search(cue) for part in _BOTH))


def _without(reading: Reading, begin: int, end: int, instead: str = "") -> Reading:
    """The reading with a range left out, or with other words in its place; what was written there is blanked
    as well, for names are sought in the text too."""
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
    begin = old.begin
    links = {
        (a.begin, b.begin) for a, b in pairwise(found) if _RANGE.fullmatch(reading.plain, a.end, b.begin)
    }
    if any(a == new.begin for a, _ in links):
        begin = next((a for a, b in links if b == old.begin), begin)  # "10-15 Jan, sorry, 12-17 Jan"
    return _without(reading, begin, cue.end())


def _other_count(reading: Reading, cue: re.Match[str]) -> Reading | None:
    new = _NUM_AFTER.match(reading.plain, cue.end())
    old = _NUM_BEFORE.search(reading.plain, 0, cue.start())
    if new is None or old is None or _is_denied(reading, old.start()):
        return None
    if _are_alike(old, new):
        return _without(reading, old.start(), cue.end())
    is_bare = not new["noun"] and re.match(r"\s*(?:$|[,.;!?\n])", reading.plain[new.end() :])
    if not is_bare or number(new["n"]) is None:
        return None
    # "3 adults, sorry, 4": the new figure goes where the old one stood.
    return _without(_without(reading, cue.start(), new.end()), *old.span("n"), instead=new["n"])


# Words that count the same: "10 days, I mean 2 weeks", "2 people, sorry, 3 adults".
_KINDS = (
    re.compile(
        r"(?:day|night|week|dia|noche|semana|jour|nuit|semaine|tag|nacht|woche|noite|дн|день|ноч|недел|يوم|"
        r"ايام|"
        r"ليل|ليال|اسبوع|din|raat|दिन|रात)"
    ),
    re.compile(
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
