"""Beds, views and what else is wished of the rooms, and how firm a budget is."""

import re
from itertools import pairwise

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import Reading
from agents.understanding.unwished import how_heard

_BEDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "twin beds",
        (
            r"twin beds?|(?:two|2) (?:single|separate) beds|separate beds|single beds",
            r"camas separadas|dos camas|lits (?:jumeaux|separes)|getrennte betten|einzelbetten",
            r"camas de solteiro|раздельные кровати|سريرين منفصلين|अलग बिस्तर|alag bed",
        ),
    ),
    (
        "double bed",
        (
            r"(?:king|queen|double)(?:[ -]size)? beds?|kingsize|cama (?:matrimonial|doble|de casal)",
            r"grand lit|doppelbett|двуспальная кровать|سرير مزدوج",
        ),
    ),
    (
        "extra bed",
        (
            r"(?:extra|additional) (?:beds?|mattress)|rollaway|cama (?:extra|supletoria)",
            r"lit supplementaire|zustellbett|дополнительн\w+ кроват\w+|سرير اضافي|अतिरिक्त बिस्तर",
        ),
    ),
    (
        "cot",
        (
            r"(?:baby )?cots?|cribs?|cuna|lit bebe|babybett|kinderbett|berco|детская кроватка",
            r"سرير (?:اطفال|للطفل)|पालना",
        ),
    ),
    (
        "connecting rooms",
        (
            r"(?:inter)?connect(?:ing|ed)(?: rooms?)|adjoining rooms?|habitaciones comunicadas",
            r"chambres communicantes|verbindungszimmer|quartos comunicantes",
        ),
    ),
    (
        "sea view",
        (
            r"(?:sea|ocean|beach)[ -](?:view|facing|front)(?: rooms?)?|vistas? al mar",
            r"vue(?: sur)?(?: la)? mer",
            r"meerblick|meersicht|vista (?:para o )?mar|вид\w* на (?:море|океан)|sea facing",
            r"اطلاله (?:بحريه|علي البحر)|(?:مطله?|تطل|باطلاله) علي البحر|समुद्र (?:का )?नज़ारा",
            r"समुद्र (?:की तरफ|के सामने) (?:वाला )?कमरा",
        ),
    ),
    (
        "bigger room",
        (
            r"(?:bigger|larger|big|large|(?:more )?spacious|roomier) (?:hotel )?(?:rooms?|suites?)",
            r"rooms? (?:that (?:is|are) |should be |to be )?(?:bigger|larger|more spacious)",
            r"more space in the room",
            r"habitacion(?:es)? (?:(?:mas )?(?:grandes?|amplias?|espaciosas?))|cuartos? mas grandes?",
            r"(?:plus )?grandes? chambres?|chambres? (?:plus )?(?:grandes?|spacieuses?)",
            r"(?:gros+(?:er)?e[sn]?|geraumige[sn]?|geraumigere[sn]?) zimmer|zimmer (?:gros+er|geraumiger)",
            r"quartos? (?:maior(?:es)?|mais (?:amplos?|espacosos?)|grandes?)",
            r"номер\w* (?:побольше|попросторнее|больше|просторнее)|(?:больш|просторн)\w+ номер\w*",
            r"غرفه (?:اكبر|كبيره|واسعه|اوسع)|غرف (?:اكبر|كبيره|واسعه)",
            r"(?:bada|bade|badi) (?:kamra|kamre|room)|बड[ाे] (?:कमरा|कमरे|रूम)",
        ),
    ),
    (
        "quiet room",
        (
            r"quiet(?:er)? (?:hotel )?rooms?|rooms? (?:away|far) from (?:the )?(?:lift|elevator|street|road)",
            r"habitacion(?:es)? (?:mas )?tranquilas?|chambres? (?:plus )?(?:calmes?|tranquilles?)",
            r"ruhige[sn]? zimmer|quartos? (?:mais )?(?:tranquilos?|silenciosos?)|тих\w+ номер\w*|غرفه هاديه",
            r"shaant (?:kamra|room)|शांत कमरा",
        ),
    ),
    (
        "balcony",
        (r"balcon(?:y|ies)|balcons?|balkon\w*|varandas?|sacadas?|балкон\w*|شرفه|بلكونه|बालकनी|balkani",),
    ),
    (
        "high floor",
        (
            r"(?:high(?:er)?|upper|top) floors?|pisos? altos?|plantas? altas?|etages? (?:eleve|haut)s?",
            r"hohe[sn]? (?:stock|stockwerk|etage)|andar(?:es)? altos?|высок\w+ этаж\w*|طابق (?:عال|مرتفع)\w*",
            r"ऊपरी मंजिल|upar wali manzil",
        ),
    ),
    (
        "early check-in",
        (
            r"early check[ -]?in|check[ -]?in early|entrada anticipada|arrivee anticipee|fruher check[ -]?in",
            r"ранн\w+ заезд\w*|تسجيل وصول مبكر|जल्दी चेक[ -]?इन",
        ),
    ),
    (
        "late check-out",
        (
            r"late check[ -]?out|check[ -]?out late|salida tardia|depart tardif|spater check[ -]?out",
            r"saida tardia|поздн\w+ выезд\w*|مغادره متاخره|देर से चेक[ -]?आउट",
        ),
    ),
    (
        "swimming pool",
        (
            r"swimming[ -]?pools?|hotel pools?|piscinas?|(?:avec (?:une )?)?piscine|schwimmbad|бассейн\w*",
            r"(?:with|has|have|having) (?:an? |the )?(?:\w+ )?pools?(?! (?:bar|table|party|side))",
            r"mit (?:einem )?(?:swimming ?)?pool|pool (?:wala|wali|ke saath|ke sath|chahiye)",
            r"مسبح|حمام سباحه|स्विमिंग पूल|पूल (?:वाला|वाली|के साथ)",
        ),
    ),
    ("smoking room", (r"(?<!non[ -])smoking rooms?",)),
    ("non-smoking room", (r"non[ -]smoking(?: rooms?)?",)),
    (
        "ground floor",
        (r"ground[ -]floor(?: rooms?)?|low(?:er)? floor|planta baja|rez[ -]de[ -]chaussee", r"erdgeschoss"),
    ),
)
_COMPILED = tuple((name, regex(rf"(?<![\w-])(?:{'|'.join(words)})(?!\w)")) for name, words in _BEDS)
_HARD = regex(
    r"(?<!\w)(?:strict(?:ly)?|max(?:imum)?|at (?:the )?most|not (?:a )?(?:more|rupee more|penny more)|"
    r"no more than|"
    r"can'?t (?:go (?:above|over|beyond)|exceed|spend more)|cannot (?:go (?:above|over|beyond)|exceed)|"
    r"(?:must|should|does|do) not (?:exceed|cross)|hard (?:limit|cap)|upper limit|not above|"
    r""
    r"maximo|como mucho|no mas de|maximum|au plus|pas plus de|hochstens|maximal|no maximo|nao mais|"
    r"не больше|не более|максимум|لا يتجاوز|كحد اقصي|से ज्यादा नहीं|zyada nahi|se zyada nahi)(?!\w)"
)
_SOFT = regex(
    r"(?<!\w)(?:around|about|approx\w*|roughly|circa|ca|flexible|can (?:stretch|go (?:a (?:bit|"
    r"little) )?(?:over|up|"
    r"higher|above))|give or take|ish|more or less|some room|negotiable|ballpark|alrededor de|mas o menos|"
    r"environ|a peu pres|ungefahr|etwa|flexibel|cerca de|mais ou menos|около|примерно|حوالي|تقريبا|लगभग|करीब|"
    r"lagbhag|kareeb|around)(?!\w)"
)


# Of two that cannot both be had the newer one counts.
_EITHER = (
    ("twin beds", "double bed"), ("smoking room", "non-smoking room"), ("ground floor", "high floor"),
)  # fmt: skip
_REFUSED = "no "  # before a wish that is taken back beside another: ["sea view", "no twin beds"]
_OR = regex(r"^\s*(?:\w+\s+){0,2}(?:or|o|ou|oder|или|ya|या|او)\s+(?:\w+\s+){0,2}$")


def with_beds(before: list[str], newer: list[str]) -> list[str]:
    """What is wished of the rooms with the newer words."""
    gone = {one for pair in _EITHER for one in pair if not set(newer).isdisjoint(pair)}
    refused = {one.removeprefix(_REFUSED) for one in newer if one.startswith(_REFUSED)}
    wished = (one for one in newer if not one.startswith(_REFUSED))
    return list(dict.fromkeys((*(one for one in before if one not in gone | refused), *wished)))


def beds(reading: Reading) -> Slot | None:
    """What the rooms should have, each once, in the order of the message, and behind it what is refused with
    a "no " before it; where nothing is wished and something refused, that is taken back."""
    heard = sorted(
        (m.start(), m.end(), name, how_heard(reading.plain, *m.span()))
        for name, p in _COMPILED
        for m in p.finditer(reading.plain)
    )
    refused = [one for one in heard if one[3] == "denied"]
    found = [(begin, end, name) for begin, end, name, how in heard if how == "wished"]
    found += [(b, e, "non-smoking room") for b, e, name, _ in refused if name == "smoking room"]
    gone = _either_of(reading.plain, found)
    if names := [n for n in dict.fromkeys(name for *_, name in sorted(found)) if n not in gone]:
        where = [(begin, end) for begin, end, name in found if name in names]
        off = {f"{_REFUSED}{name}": None for *_, name, _ in refused if name not in names}
        off.pop(f"{_REFUSED}smoking room", None)  # said by the wish for a non-smoking one
        where += [one[:2] for one in refused] if off else []
        span = reading.span(min(where)[0], max(end for _, end in where))
        return Slot([*names, *off], span, confidence=0.85)
    if refused:
        names = list(dict.fromkeys(name for _, _, name, _ in refused))
        return Slot(names, reading.span(refused[0][0], refused[-1][1]), confidence=0.85, retracted=True)
    return None


def without_hours(reading: Reading) -> Reading:
    """The message without early check-ins and late check-outs: who speaks of these tells of no delay."""
    hours = [p for name, p in _COMPILED if name in {"early check-in", "late check-out"}]
    return reading.without(*(match.span() for p in hours for match in p.finditer(reading.plain)))


def _either_of(plain: str, found: list[tuple[int, int, str]]) -> set[str]:
    """Of two that cannot both be had the one said last counts; both are open between "or"."""
    gone: set[str] = set()
    for pair in _EITHER:
        both = sorted(one for one in found if one[2] in pair)
        if len({name for *_, name in both}) < len(pair):
            continue
        is_open = any(_OR.search(plain[a[1] : b[0]]) for a, b in pairwise(both))
        gone |= set(pair) if is_open else {name for name in pair if name != both[-1][2]}
    return gone


def budget_limit(reading: Reading, budget: Slot | None) -> dict[SlotName, Slot]:
    """Say "hard" or "soft", where words beside the amount say so."""
    if budget is None or budget.retracted:
        return {}
    begin, end = reading.range_of(*budget.span)
    first, last = max(0, begin - 40), min(len(reading.plain), end + 44)
    around = re.split(r"[.!?\n]\s", reading.plain[first:begin])[-1]
    first = begin - len(around)
    after = re.split(r"[.!?\n](?:\s|$)", reading.plain[end:last])[0]
    for value, pattern in (("soft", _SOFT), ("hard", _HARD)):
        match = pattern.search(around) or None
        where = first + match.start() if match else None
        if match is None and (match := pattern.search(after)):
            where = end + match.start()
        if match is not None and where is not None:
            span = reading.span(where, where + len(match.group()))
            return {"budget_limit": Slot(value, span, confidence=0.75)}
    return {}
