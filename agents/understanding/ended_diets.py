"""A diet that is kept no more: "we are no longer vegetarian", "forget the vegetarian food"."""

from agents.regexes import regex
from agents.understanding.contract import Slot, SlotName
from agents.understanding.reading import Reading
from agents.understanding.wish_words import COMPILED

_DIETS = next(dict(table) for slot, table in COMPILED if slot == "diet")
# What stands between a verb and its diet: "la comida vegetariana", "pure vegetarian".
_BETWEEN = (
    r"(?:(?:about|the|a|an|pure|strict(?:ly)?|lo de|la|las|el|los|le|les|l'|un|uma?|das|die|den|der|o|as?|"
    r"про|об?|"
    r"comida|menu|repas|nourriture|essen|refeicao|еду|питание|الطعام|الاكل|طعام)[ ]?){0,3}"
)
_BEFORE = regex(
    r"(?<!\w)(?:no longer(?: being)?|stopped being|not .{0,12}any ?more|"
    r"(?:forget|ignore|drop|remove|scrap|disregard|never ?mind|cancel)|"
    r"ya no (?:soy|somos|es|son|quer\w+)|olvid\w+|(?:dej\w+|deix\w+) de ser|"
    r"(?:ne |n')(?:suis|sommes|est|sont) plus|oubli\w+|nicht mehr|vergiss|vergessen sie|"
    r"nao (?:sou|somos|e|sao) mais|ja nao (?:sou|somos|e|sao)|esquec\w+|"
    r"больше не|уже не|забудьте|забудь|لم (?:نعد|اعد|يعد|تعد)\w*|انس\w*)\s+" + _BETWEEN + r"$"
)
_NOT = regex(
    r"(?:n't|(?<!\w)(?:not|no (?:soy|somos|es|son)|kein\w*|nao (?:sou|somos|e|sao)|не|لست|لسنا|ab|अब))"
    r"(?: \w+){0,2} $"
)
_NO_MORE = regex(
    r"\s+(?:(?:food|meals?|comida) )?(?:any ?more|any longer|now|mehr|nunca mas|больше|بعد (?:الان|اليوم)|"
    r"nahi(?:n)?|नहीं)(?!\w)"
)
_FORGOTTEN_BEHIND = regex(
    r"\s+(?:(?:khana|khane|food|wala|वाला|खाना|खाने|ko|को|ki baat|की बात) ){0,2}"
    r"(?:bhool ja\w*|bhul ja\w*|chhod\w*|hata\w*|भूल जा\S*|छोड\S*|हटा\S*)"
)


def ended_diets(reading: Reading) -> tuple[dict[SlotName, Slot], Reading]:
    """The diets that are taken back by name, as a retracted slot, and the message without those words."""
    found: list[tuple[int, int, str]] = []
    for name, pattern in _DIETS.items():
        for match in pattern.finditer(reading.plain):
            begin, end = match.span()
            before, after = reading.plain[max(0, begin - 50) : begin], reading.plain[end : end + 50]
            opening, behind = _BEFORE.search(before), _FORGOTTEN_BEHIND.match(after)
            more = _NO_MORE.match(after) if _NOT.search(before) else None
            if not (opening or behind or more):
                continue
            if any(first < end and begin < last for first, last, _ in found):
                continue
            last = end + max((one.end() for one in (behind, more) if one), default=0)
            found.append((begin - len(opening.group()) if opening else begin, last, name))
    if not found:
        return {}, reading
    names = list(dict.fromkeys(name for _, _, name in found))
    ranges = [(begin, end) for begin, end, _ in found]
    span = reading.span(min(begin for begin, _ in ranges), max(end for _, end in ranges))
    value = names[0] if len(names) == 1 else names
    slot = Slot(value, span, confidence=0.85, retracted=True)
    return {"diet": slot}, reading.without(*ranges)
