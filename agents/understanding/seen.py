"""What the party knows from before: "we have already seen Tanah Lot"."""

from collections.abc import Iterator

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import TAKEN, Reading, words

_WHO = (
    r"(?:we|i|we've|i've|we have|i have|we had|have|they|they've|they have|"
    r"my (?:wife|husband|family)(?: and i)?(?: have)?)"
)
_ALL = r"(?: (?:already|both|all|ourselves|recently|twice|also))*"
_DONE = r"(?:seen|saw|been to|been in|visited|done|did|went to|gone to)"
_WHAT = r"(?P<what>[^.!?;\n]{2,80}?)"
_ENDS = (
    r"(?=\s*(?:[.!?;\n]|$|,\s*(?:so|but|and we|no|please|we)(?!\w)|\s(?:so|but|and (?:would|we|want|"
    r"don't)|pero|aber|"
    r"mais|mas|но|لكن)(?!\w)))"
)
_LATER = (
    r"\s*(?:,\s*)?(?:before|already|last (?:time|year|trip|month)|"
    r"on (?:our|my|the|a) (?:last|previous|earlier) "
    r"(?:trip|visit|holiday)|(?:(?:some|many|a few|\d{1,2}|one|two|three|four|five|a) )?years? ago|"
    r"in the past|twice|many times)"
)
_YA = r"hemos (?:visto|visitado|estado en|ido a)|vimos|visitamos|estuvimos en|conocemos|fuimos a"
_JA = r"vimos|visitamos|fomos a[os]?|conhecemos|estivemos em"
_CHUKE = r"(?:dekh (?:chuke|liya)|ja chuke|देख (?:चुके|लिया)|जा चुके)"
_PATTERNS = tuple(
    regex(pattern)
    for pattern in (
        rf"(?<!\w){_WHO} already(?: both| all)? {_DONE} (?:the )?{_WHAT}(?:{_LATER}|{_ENDS})",
        rf"(?<!\w)already (?:been to|seen|visited|done) (?:the )?{_WHAT}(?:{_LATER}|{_ENDS})",
        rf"(?<!\w){_WHO}{_ALL} {_DONE} (?:the )?{_WHAT}{_LATER}(?!\w)",
        rf"(?<!\w)we know (?:the )?{_WHAT} (?:already|from (?:before|last time|our last (?:trip|visit)))",
        rf"(?<!\w)ya (?:{_YA}) (?:el |la |los |las )?{_WHAT}{_ENDS}",
        rf"(?<!\w)deja (?:vu|visite|fait|alles? a|connu) (?:le |la |les |l')?{_WHAT}{_ENDS}",
        rf"(?<!\w)(?:waren|war) schon (?:in|im|auf|bei|am) (?:der |dem |den )?{_WHAT}{_ENDS}",
        rf"(?<!\w)(?:haben|habe) (?:den |die |das )?{_WHAT} (?:schon|bereits) (?:gesehen|besucht)",
        rf"(?<!\w)kennen (?:den |die |das )?{_WHAT} (?:schon|bereits)",
        rf"(?<!\w)ja (?:{_JA}) (?:o |a |os |as )?{_WHAT}{_ENDS}",
        rf"(?<!\w)уже (?:видели|были (?:в|на)|посетили|посещали|смотрели) {_WHAT}{_ENDS}",
        rf"(?<!\w)(?:زرنا|راينا|شاهدنا) {_WHAT} (?:من قبل|سابقا)",
        rf"(?<!\w)(?:hum|humne|hamne|हम|हमने) (?:pehle |पहले )?(?:hi |ही )?{_WHAT} (?:pehle |पहले )?{_CHUKE}",
    )
)
_AGAIN = regex(
    r"(?<!\w)(?:again|back (?:to|there)|once more|de nuevo|encore|wieder|de novo|снова|phir)(?!\w)"
)
_PARTS = regex(
    r"\s{0,40}(?:,|&|(?<!\w)(?:and|y|et|und|e|и|و|aur|और)(?!\w))\s*(?:the |el |la |le |den |die )?"
)
_NOTHING = words(
    "it that this there them all everything nothing most some a lot much these those one many you your where "
    "what which how when"
)
_MOST = 8


def seen(reading: Reading) -> tuple[dict[SlotName, Slot], Reading]:
    """`seen`: what the party has been to, in its own words, and the message without them.

    Who says that they want to go there again keeps the words for the readers of places.
    """
    names: list[str] = []
    spans: list[tuple[int, int]] = []
    for begin, end in _things(reading):
        name = reading.words(begin, end)
        if name and name not in names:
            names.append(name)
            spans.append((begin, end))
    if not names:
        return {}, reading
    first, last = min(spans)[0], max(end for _, end in spans)
    slot = Slot(names[:_MOST], reading.span(first, last), confidence=0.85)
    rest = reading if _AGAIN.search(reading.plain) else reading.without(*spans)
    return {"seen": slot}, rest


def _things(reading: Reading) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(reading.plain):
            begin, end = match.span("what")
            if TAKEN in match["what"] or any(a < end and begin < b for a, b in taken):
                continue
            taken.append((begin, end))
            yield from _each(match["what"], begin)


def _each(told: str, begin: int) -> Iterator[tuple[int, int]]:
    at = 0
    for part in [*_PARTS.finditer(told), None]:
        stop = part.start() if part else len(told)
        name = told[at:stop]
        plain = name.strip()
        if plain and plain.split()[0] not in _NOTHING and len(plain.split()) <= 6:
            lead = len(name) - len(name.lstrip())
            yield begin + at + lead, begin + at + lead + len(plain)
        at = part.end() if part else stop
