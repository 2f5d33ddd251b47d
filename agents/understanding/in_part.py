"""Wishes for a part of the nights alone, which no plan can hold: a better hotel for the last two nights.

They are noted for a colleague in the customer's words; nothing of them may change the whole trip.
"""

from collections.abc import Iterator

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.joining import brings_somebody
from agents.understanding.numbers import ENGLISH, LANGUAGE_WORDS, number
from agents.understanding.reading import Reading

_N = "|".join((rf"\d{{1,2}}|{ENGLISH}", *(w for name, w in LANGUAGE_WORDS.items() if name != "en")))
_UNIT = (
    r"(?:nights?|days?|noches?|dias?|nuits?|jours?|nachte?n?|nacht|tage?n?|noites?|ноч\w*|д(?:ень|ня|ней)|"
    r"raat\w*|din|रात\S*|दिन|ليل\w*|ليال\w*|يوم\w*|ايام)"
)
_FEW = rf"(?:(?:{_N}|few|couple of|unas|quelques|paar|algumas|несколько|пару|kuch) )?"
# "The last two nights", "les 2 dernières nuits", "last night of the trip".
_ENDS = regex(
    rf"(?<!\w)(?:(?:the |our )?(?:last|first|final)(?: and (?:last|first))? {_FEW}{_UNIT}|"
    rf"(?:[ln]as?|los?|[nd]?os|[nd]?as|les?) {_FEW}(?:ultim[oa]s?|primer[oa]s?|primeir[oa]s?|dernier\w*|"
    rf"premier\w*) {_FEW}{_UNIT}|"
    rf"(?:na |la |a )?(?:ultima|primera|primeira|derniere|premiere) {_UNIT}|"
    rf"(?:die |den |der |letzte|erste)*(?:letzten?|ersten?) {_FEW}{_UNIT}|(?:последн\w+|"
    rf"перв\w+) {_FEW}{_UNIT}|"
    rf"(?:aakhri|akhri|pehli|pehle|last|आखिरी|अंतिम|पहली|पहले) {_FEW}{_UNIT}|(?:اخر|"
    rf"اول) {_FEW}{_UNIT})(?![\w\u0900-\u0963])"
)
_LAST = regex(r"last|final|ultim|dernier|letzt|последн|akhri|आखिरी|अंतिम|اخر")
_LENGTH = regex(rf"(?<![\w.,])(?P<n>{_N}) {_UNIT}(?![\w\u0900-\u0963])")
_ONLY = regex(
    rf"(?<!\w)(?:(?:only|just) for {_FEW}{_UNIT}|for {_FEW}{_UNIT} only|(?:solo|solamente) (?:por |"
    rf"para )?{_FEW}{_UNIT}|"
    rf"(?:seulement|juste) (?:pour |pendant )?{_FEW}{_UNIT}|nur (?:fur )?{_FEW}{_UNIT}|so (?:por |"
    rf"para ){_FEW}{_UNIT}|"
    rf"только (?:на )?{_FEW}{_UNIT}|(?:sirf|सिर्फ) {_FEW}{_UNIT}|{_FEW}{_UNIT} فقط)(?![\w\u0900-\u0963])"
)
_BETTER_HOTEL = regex(
    r"(?<!\w)(?:upgrad\w+|(?:better|nicer|fancier|cheaper|luxur\w+|[345][ -]?stars?|(?:four|five|"
    r"three)[ -]stars?|deluxe|premium|"
    r"sea ?view|bigger|special)(?: \w+){0,2} (?:hotels?|resorts?|rooms?|villas?|stays?|suites?)|"
    r"(?:suites?|villas?)(?! (?:museum|tour|visit))|"
    r"mejor\w* (?:hotel\w*|habitacion\w*)|(?:hotel\w*|habitacion\w*) (?:mejor\w*|de lujo|superior\w*)|"
    r"meilleure?s? (?:hotels?|chambres?)|(?:hotels?|chambres?) (?:de luxe|meilleure?s?|superieure?s?)|"
    r"surclass\w+|"
    r"besser\w* (?:hotels?|zimmer)|luxus\w*|(?:hotel|hoteis|quarto) (?:melhor\w*|de luxo)|melhor\w* (?:hotel|"
    r"quarto)|"
    r"(?:отел\w+|номер\w*) (?:получше|лучше|люкс|подороже)|(?:люкс|получше|лучший) (?:отел\w+|номер\w*)|"
    r"(?:accha|acha|badhiya|behtar|luxury) hotel|(?:अच्छा|बेहतर|लग्जरी|लक्ज़री) होटल|फाइव स्टार|"
    r"فندق (?:افضل|فاخر|احسن)|فنادق (?:افضل|فاخره)|غرفه (?:افضل|اكبر))(?![\w\u0900-\u0963])"
)
_FOR_A_TIME = regex(
    rf"(?<!\w)(?:(?:for|during) (?:just |only |the |a )*(?:(?:last|first) )?(?:{_N}|few|couple of|"
    rf"part)? ?(?:{_UNIT}|weekend)|"
    rf"(?:por|durante|para|solo) (?:el |la |los |las |solo )?{_FEW}(?:{_UNIT}|fin de semana|fim de semana)|"
    rf"(?:pour|pendant) (?:le |la |les )?{_FEW}(?:{_UNIT}|week-?end)|(?:fur|am) (?:das |die |"
    rf"ein )?{_FEW}(?:{_UNIT}|wochenende)|"
    rf"(?:por|so|no) (?:o )?{_FEW}(?:{_UNIT}|fim de semana)|на {_FEW}(?:{_UNIT}|выходные)|"
    rf"{_FEW}{_UNIT} (?:ke liye|के लिए)|ل(?:مده )?{_FEW}{_UNIT}|{_FEW}{_UNIT} فقط)(?![\w\u0900-\u0963])"
)
_WHOLE = regex(
    r"(?<!\w)(?:whole|entire|all|full|tod[oa]s?|tout\w*|toute|ganze\w*|весь|всю|все|poor[ei]|pura|पूर[ेा]|"
    r"كل)(?!\w)"
)
_CLAUSE = regex(r"(?<!\d)\.(?=\s|$)|[!?;\n,]|\s(?=(?:but|and we|pero|mais|aber|mas|но|lekin|लेकिन|لكن)(?!\w))")


def wishes_in_part(plain: str, *, is_settled: bool) -> Iterator[tuple[int, int]]:
    """The clauses that wish a class of hotel for some nights, or, on a trip that `is_settled`, company.

    Where nothing is settled the nights must be fewer than others that are named, or the last: "only 3 nights
    in a luxury hotel" may be all of a first enquiry. There the words of class and nights alone are given.
    """
    has_hotel = _BETTER_HOTEL.search(plain) is not None
    if not has_hotel and not is_settled:
        return
    begin = 0
    for stop in [*(m.span() for m in _CLAUSE.finditer(plain)), (len(plain), len(plain))]:
        clause = plain[begin : stop[0]]
        better = _BETTER_HOTEL.search(clause) if has_hotel else None
        nights = (_ENDS.search(clause) or _ONLY.search(clause)) if better else None
        if is_settled:
            if nights or _comes_for_a_time(clause):
                yield begin, stop[0]
        elif better and nights:
            first, last = min(better.start(), nights.start()), max(better.end(), nights.end())
            if _are_some(nights.group(), f"{plain[: begin + first]} . {plain[begin + last :]}"):
                yield begin + first, begin + last
        begin = stop[1]


def _are_some(nights: str, rest: str) -> bool:
    """Whether nights are a part of those of the trip: the last of them, or fewer than the `rest` names."""
    if _LAST.search(nights) and nights != "last night":
        return True
    own = max((number(m["n"]) or 1 for m in _LENGTH.finditer(nights)), default=1)
    return any((number(m["n"]) or 0) > own for m in _LENGTH.finditer(rest))


def noted_in_part(
    found: dict[SlotName, Slot], reading: Reading, *, is_settled: bool
) -> tuple[dict[SlotName, Slot], Reading]:
    """What was found with these wishes in the customer's words in `elsewhere`, and what is left to read."""
    spans = list(wishes_in_part(reading.plain, is_settled=is_settled))
    if not spans:
        return found, reading
    before = found.get("elsewhere")
    told = [*(before.value if before else []), *(reading.words(*span) for span in spans)]
    where = reading.span(spans[0][0], spans[-1][1])
    return {**found, "elsewhere": Slot(told, where, confidence=0.85)}, reading.without(*spans)


def _comes_for_a_time(clause: str) -> bool:
    if not _FOR_A_TIME.search(clause) or _WHOLE.search(clause):
        return False
    return brings_somebody(clause)
