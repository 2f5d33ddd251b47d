"""All who travel are grown up: "all adults", said to the question who comes or how old the children are."""

from dataclasses import replace

from agents.regexes import regex
from agents.scene.captured import Slots
from agents.understanding.contract import Slot, Understanding
from agents.understanding.reading import read

_ALL_ADULTS = regex(
    r"\W*(?:(?:no|ok(?:ay)?|yes|well|non|nein|nao|oui|ja|si|sim|нет|да|لا|نعم|nahi|haan|नहीं|हाँ|हां)\W+)?"
    r"(?:(?:we(?:'re| are)|they(?:'re| are)|it's) )?(?:"
    r"all (?:of us |of them )?(?:are )?(?:adults?|grown[ -]?ups?|above 18|over 18|18\+)|"
    r"everyone is (?:an )?adult|"
    r"only adults|adults only|no (?:kids|children),? (?:all|only) adults|"
    r"(?:somos |son )?tod[oa]s (?:somos |son )?(?:adult[oa]s|mayores(?: de edad)?)|sol[oa]s? adult[oa]s|"
    r"(?:nous sommes |on est )?tous (?:des )?(?:adultes|majeurs)|que des adultes|"
    r"(?:wir sind |sind )?alle(?:s)? (?:sind )?(?:erwachsen\w*|volljahrig)|nur erwachsene|"
    r"(?:somos |sao )?tod[oa]s (?:somos |sao )?(?:adult[oa]s|maiores(?: de idade)?)|so adult[oa]s|"
    r"(?:мы )?все (?:мы )?взрослые|только взрослые|"
    r"(?:كلنا|كلهم|جميعنا|جميعهم|الجميع) (?:بالغ\w*|كبار)|بالغون فقط|"
    r"(?:hum |ham )?sab(?:hi)?(?: log)? (?:bade|adults?|vayask)(?: hain?)?|sirf (?:bade|adults?)|"
    r"(?:हम )?सब(?:ी|\u0940)?(?: लोग)? (?:बडे|वयस्क|एडल्ट)(?: हैं| है)?|सभी(?: लोग)? (?:बडे|वयस्क|एडल्ट)(?: हैं| है)?)"
    r"(?:\W+(?:please|thanks?|gracias|merci|danke|obrigad[oa]|спасибо|شكرا|जी|ji))?\W*"
)


# "No kids, only adults" says that no children come, not that those who were counted are grown up.
_NO_CHILDREN = regex(
    r"(?<!\w)(?:no (?:kids|children)|only|adults only|sol[oa]s?|que des|nur|so|только|فقط|sirf)(?!\w)"
)
_MISREAD = ("adults", "travellers", "trip_type")  # "solo adultos" is nobody who travels alone


def with_all_grown_up(understanding: Understanding, text: str, known: Slots) -> Understanding:
    """Take all heads that are known for adults where a message says no more than that they are.

    Children whose ages were told, and those who are said not to come, are made no adults.
    """
    plain = read(text).plain
    if not known or _ALL_ADULTS.fullmatch(plain) is None:
        return understanding
    has_children = bool(known.get("children", {}).get("value"))
    if known.get("child_ages", {}).get("value") or (has_children and _NO_CHILDREN.search(plain)):
        slots = {name: slot for name, slot in understanding.slots.items() if name not in _MISREAD}
        return replace(understanding, slots=slots)
    span = (0, len(text))
    slots = {**understanding.slots, "children": Slot(0, span, confidence=0.9)}
    if heads := _heads(known):
        slots["adults"] = Slot(heads, span, confidence=0.9)
    return replace(understanding, slots=slots)


def _heads(known: Slots) -> int:
    """How many were counted so far, the children now found to be grown up among them."""

    def count(name: str) -> int:
        value = known.get(name, {}).get("value")
        return value if isinstance(value, int) else 0

    adults = count("adults")
    return adults + count("children") if adults else count("travellers")
