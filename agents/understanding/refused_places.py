"""Which of the places that a message names are refused, and which are only said to stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.gazetteer import PlaceName
from agents.understanding.left_out import is_kept, is_left_out
from agents.understanding.marks import sentence_before, words_before
from agents.understanding.place_cues import NO_MEANS_IN
from agents.understanding.reading import Reading, read


@dataclass(frozen=True)
class Named:
    """One place in the message with the part it was given."""

    begin: int
    end: int
    name: str
    role: str  # "from", "to", "" for none
    confidence: float
    place: PlaceName | None = None


# "Change Bali to Kerala": what is changed for another is no place to set out from.
_CHANGED = regex(
    r"(?<!\w)(?:change|switch|swap|replace|exchange|cambi\w+|reemplaz\w+|remplac\w+|changez|troc\w+|"
    r"substitu\w+|"
    r"замени\w*|поменя\w*|ersetz\w*|tausch\w*)(?: (?:sie|bitte|uns|please|us))? (?:the )?$"
)
_FOR_ANOTHER = regex(r" (?:to|for|with|into|por|a|par|pour|contre|durch|gegen|на) (?:the |le |la |el |o )?")
# "Remove Ubud and Kuta": one verb for both, where nothing else is said of either.
_AND = regex(
    r"\s*(?:,\s*)?(?:and|or|nor|&|y|o|ni|et|ou|und|oder|noch|e|nem|и|или|ни|aur|ya|और|या|او|و)\s*(?:the |"
    r"from )?"
)
_CLAUSE_ENDS = r"\s*(?:$|[.,;:!?\n])"
# "Remove Kuta and Ubud please make 4 nights": where the clause goes on behind a courtesy, Ubud has a wish of
# its own.
_SAYS_NO_MORE = regex(
    rf"{_CLAUSE_ENDS}|\s*(?:from (?:the|our) (?:plan|trip|list)|raus|weg)(?!\w)|"
    r"(?:\s*(?:please|pls|plz|thanks|thank you|gracias|merci|danke|obrigad[oa]|спасибо|شكرا|now|too|"
    r"as well|both|then|por favor|tambien|tb|svp|s'il (?:vous|te) plait|aussi|"
    r"bitte|"
    r"auch|tambem|пожалуйста|тоже|также|من فضلك|ايضا|bhi|भी|kripya|कृपया)(?![\w\u0900-\u0963])){1,2}"
    rf"{_CLAUSE_ENDS}"
)
_SAYS_NOTHING_BEFORE = regex(r"(?:^|[.,;!?\n])\s*(?:(?:please|bitte|kripya|कृपया|and|und|aur|और) )?$")


def told_apart(reading: Reading, named: Sequence[Named]) -> tuple[list[Named], list[Named]]:
    """The places that are wished for, and those that are refused; one that is only to stay is neither, where
    another is to go."""
    written = read(reading.text).plain if named else ""
    refused = {n.begin: n for n in named if _is_refused(reading, n, written)}
    for one, other in pairwise(named):
        between = reading.plain[one.end : other.begin]
        if _FOR_ANOTHER.fullmatch(between) and _CHANGED.search(_around(reading, one)[0]):
            refused[one.begin] = one
        if not refused or not _AND.fullmatch(between):
            continue
        if one.begin in refused and other.begin not in refused:
            refused |= {other.begin: other} if _SAYS_NO_MORE.match(reading.plain, other.end) else {}
        elif other.begin in refused and one.begin not in refused and _is_led_by(reading, one, other):
            refused[one.begin] = one
    if not refused:
        return list(named), []
    left = [n for n in named if n.begin not in refused]
    kept = {n.begin for n in left if is_kept(*_around(reading, n))}
    return [n for n in left if n.begin not in kept], [refused[at] for at in sorted(refused)]


def _is_led_by(reading: Reading, one: Named, other: Named) -> bool:
    """Whether the verb behind the other place is of both: "Ubud und Kuta streichen"."""
    is_behind = is_left_out("", reading.plain[other.end :])
    return is_behind and bool(_SAYS_NOTHING_BEFORE.search(reading.plain[: one.begin]))


def _around(reading: Reading, item: Named) -> tuple[str, str]:
    first = max(item.begin - 60, sentence_before(reading.plain, item.begin))
    return reading.plain[first : item.begin], reading.plain[item.end :]


def _is_refused(reading: Reading, item: Named, written: str) -> bool:
    before, after = _around(reading, item)
    return is_left_out(before, after, written[item.end :]) or _is_named_with_no(reading, item)


def _is_named_with_no(reading: Reading, item: Named) -> bool:
    """Whether "no Mauritius" refuses it: in Portuguese "no Nepal" is in Nepal."""
    clause = words_before(reading.plain, item.begin)
    written = reading.words(item.begin, item.end)
    is_english = item.place is not None and written.casefold() == item.place.name.casefold()
    return clause.strip() == "no" and is_english and written.casefold() not in NO_MEANS_IN


def parts_left_out(
    reading: Reading, refused: Sequence[Named], slots: Mapping[SlotName, Slot]
) -> dict[SlotName, Slot]:
    """The towns of a destination that are refused where the destination itself is named: "Thailand, not
    Phuket"."""
    where = slots.get("destinations")
    if where is None or where.retracted:
        return {}
    parts = [
        n for n in refused if n.place is not None and n.place.kind == "area" and n.place.within in where.value
    ]
    if not parts:
        return {}
    span = reading.span(parts[0].begin, parts[-1].end)
    return {"stop_nights": Slot([{"place": n.name, "exactly": 0} for n in parts], span, confidence=0.85)}
