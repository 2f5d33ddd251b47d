"""Lines as forms have them, whose later labels lack their colon: "Nights: 6 kids 2"."""

from agents.regexes import regex
from agents.understanding.party_words import ADULTS, CHILDREN, INFANTS
from agents.understanding.reading import Reading

_LABEL = "|".join(words[code] for words in (ADULTS, CHILDREN, INFANTS) for code in words) + "|pax|guests"
_COUNTED = r"nights|days|noches|dias|nuits|jours|nachte|tage|noites|ночей|ночи|дней|ليالي|ايام|रातें|दिन|rooms"
# One labelled count, and behind it labels with their counts and nothing else up to the line's end.
_LINE = regex(
    rf"(?<![\w\u0900-\u0963])(?:{_COUNTED}|{_LABEL}) ?[:=] {{0,3}}\d{{1,2}}"
    rf"(?P<more>(?:[ ,]{{1,3}}(?:{_LABEL})(?: ?[:=] ?| )\d{{1,2}})+)(?= *(?:$|[.;\n]))"
)
_PAIR = regex(rf"(?:{_LABEL})(?P<gap> )\d{{1,2}}(?!\d)")


def as_labelled(reading: Reading) -> Reading:
    """The reading with a colon where a label of such a line has a blank before its count."""
    if ":" not in reading.plain and "=" not in reading.plain:
        return reading
    plain = reading.plain
    for line in _LINE.finditer(reading.plain):
        for pair in _PAIR.finditer(reading.plain, *line.span("more")):
            at = pair.start("gap")
            plain = plain[:at] + ":" + plain[at + 1 :]
    return reading if plain == reading.plain else Reading(reading.text, plain, reading.starts, reading.ends)
