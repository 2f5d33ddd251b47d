"""What the party eats and does not eat: "we are vegetarian", "no pork", "allergic to shellfish"."""

import re
from collections.abc import Iterator

from agents.regexes import regex
from agents.understanding.contract import Slot
from agents.understanding.diets_of_some import parted
from agents.understanding.food_words import (
    ALLERGIC,
    ALLERGIC_BEHIND,
    ALLERGIC_JOINED,
    ALLERGY_TO,
    AND,
    ASKED_FOR,
    FILLERS,
    FOODS,
    NEGATION,
    NEGATION_BEHIND,
)
from agents.understanding.reading import Reading
from agents.understanding.refusals import is_nobodys, is_refused, kept_meat

MOST_FOODS = 13  # of one list; a longer one is no diet
FAR_BACK = 120  # characters before a word that refuses, among which its foods are sought
MOST_SAID = 40  # characters of a diet that is told in the customer's own words
_NAMES = tuple(FOODS)
_ANY = "|".join(f"(?:{words})" for words in FOODS.values())
# "The nuts", "las nueces"; Arabic and Hindi join their words otherwise.
# "The fish market" is a place.
_PLACE = r"(?:\s(?:market|mercado|markt|shop|farm|village|restaurant|museum|tour|bar|street|spa)s?(?!\w))"
_FOOD = rf"(?:{_ANY})(?!\w)(?!{_PLACE})"
# Some foods are named together without a word between: "pyaz lahsun".
_BARE = (
    r"\s(?=[\u0900-\u097f]|(?:lahsun|lehsun|pya+[jz]|garlic|onions?|anda|ande|machh?li|maans|mans|"
    r"gosht)(?!\w))"
)
_LIST = (
    rf"{FILLERS}{{0,3}}{_FOOD}"
    rf"(?:(?:{AND}|{_BARE})(?:(?:no|ni|ни|kein\w*|sin|sans|sem|без|nothing with) )?"
    rf"{FILLERS}{{0,2}}{_FOOD}){{0,{MOST_FOODS - 1}}}"
)
_REFUSED = regex(rf"(?<![\w-])(?P<no>{NEGATION})[ ]+(?P<foods>{_LIST})(?!\s*(?:allerg|intoleran))")
_ALLERGIC = regex(rf"(?<![\w-]){ALLERGIC}\s*(?P<foods>{_LIST})")
# German writes the food and its allergy in one word.
_ALLERGY = regex(
    rf"(?<![\w-])(?:(?P<foods>{_LIST})|(?P<joined>{_ANY}))(?(joined){ALLERGIC_JOINED}|"
    rf"{ALLERGIC_BEHIND})(?!\w)"
)
_BEHIND = regex(rf"(?<![\w-])(?P<foods>{_LIST})\s*{NEGATION_BEHIND}(?!\w)")
_ONE = regex("|".join(rf"(?P<f{n}>(?<!\w)(?:{words})(?!\w))" for n, words in enumerate(FOODS.values())))
_JOINED = regex("|".join(rf"(?P<f{n}>{words})" for n, words in enumerate(FOODS.values())))
# Where the refusal stands behind, it is looked for first: a list of foods is tried from every food in it.
_KEY_OF = {
    _ALLERGY: regex(rf"(?:{ALLERGIC_JOINED}|{ALLERGIC_BEHIND})(?!\w)"),
    _BEHIND: regex(rf"(?:{NEGATION_BEHIND})(?!\w)"),
}
# A message that names no food needs no closer look.
_LOOK = regex(rf"(?<!\w)(?:{_ANY})")
_DENIED = regex(
    r"(?<!\w)(?:no|not|not have|without|aren't|isn't|sin|ningun[ao]?|pas d[e']\s?|keine?|sem|nenhuma|нет|без|"
    r"لا|ليس|بدون|koi)\s*(?:any |food |known |una? )?$"
)
_DENIED_BEHIND = regex(r"\s*(?:nahi|nahin|नहीं)(?!\w)")
_NOT = regex(
    r"(?:n't|(?<!\w)(?:not|no (?:soy|somos|es|son|sou)|pas|nicht|keine?r?|nao (?:sou|somos|e|sao)|не|"
    r"لست|لسنا|ليسوا?|غير|never|no longer))\s*(?:a |an |all |pure |strict(?:ly)? |really |um |uma |des? )?$"
)
# "We have no diabetics", "no tengo diabetes", "nobody has diabetes": of an illness only, since "no vegan" is
# rather a slip.
_NO_ILLNESS = regex(
    r"(?<!\w)(?:no|nao|keine?n?|nobody|no one|none of us|neither of us|niemand|keiner|nadie|ninguno|ninguem|"
    r"personne n'|ni|нет|без|никто не|لا|ليس|ما)\s*(?:any |hay )?$"
)
_NOT_BEHIND = regex(r"\s*(?:nahi|nahin|nhi|नहीं)(?!\w)")
_LEFT_OPEN = regex(
    r"(?<!\w)(?:only|just|why|sure|know|if|all|every(?:one|body)|solo|todos|por que|si|seulement|tous|"
    r"pourquoi|nur|"
    r"alle|warum|so|todos|so(?:mente)?|только|все|почему|sirf|sab|सिर्फ|सब|فقط|كلنا)(?!\w)"
)
# Of two that cannot both be kept the newer one counts.
_AGAINST = {
    "non-vegetarian": ("vegetarian", "vegan", "jain", "none"),
    "vegetarian": ("non-vegetarian", "none"),
    "vegan": ("non-vegetarian", "none"),
    "jain": ("non-vegetarian", "none"),
}


def names_food(reading: Reading) -> bool:
    """Whether any food stands in the message that a diet may be about."""
    return bool(_LOOK.search(reading.plain))


def refused_foods(reading: Reading) -> tuple[Slot | None, Reading]:
    """The foods that are not eaten, as diets, and the message without those words."""
    if not names_food(reading):
        return None, reading
    found = sorted(_found(reading), key=lambda one: one[1])
    if not found:
        return None, reading
    names = list(dict.fromkeys(name for name, _, _ in found))
    span = reading.span(min(first for _, first, _ in found), max(last for _, _, last in found))
    rest = reading.without(*((first, last) for _, first, last in found))
    return Slot(names[0] if len(names) == 1 else names, span, confidence=0.9), rest


def _found(reading: Reading) -> Iterator[tuple[str, int, int]]:
    plain = reading.plain
    taken: list[tuple[int, int]] = []
    for pattern, is_allergy in ((_ALLERGIC, True), (_ALLERGY, True), (_REFUSED, False), (_BEHIND, False)):
        for match in _matches(pattern, plain):
            begin, end = match.span()
            if any(first < end and begin < last for first, last in taken):
                continue
            taken.append((begin, end))
            if is_allergy and (
                _DENIED.search(plain[max(0, begin - 60) : begin]) or _DENIED_BEHIND.match(plain, end)
            ):
                continue  # "no nut allergy"
            if is_nobodys(plain, begin) if is_allergy else not is_refused(plain, begin, end):
                continue
            kept = None if is_allergy else kept_meat(plain, end)
            is_joined = is_allergy and "joined" in pattern.groupindex and match["joined"]
            where = match.span("joined" if is_joined else "foods")
            for food in (_JOINED if is_joined else _ONE).finditer(plain, *where):
                name = _NAMES[int((food.lastgroup or "f0")[1:])]
                if kept and name == "meat":
                    said = reading.words(begin, kept)
                    yield (said if len(said) <= MOST_SAID else "no red meat"), begin, kept
                    continue
                yield _diet(name, is_allergy=is_allergy), begin, end


def _matches(pattern: re.Pattern[str], plain: str) -> Iterator[re.Match[str]]:
    if pattern not in _KEY_OF:
        yield from pattern.finditer(plain)
        return
    for begin, end in windows(plain, _KEY_OF[pattern]):
        yield from pattern.finditer(plain, begin, end)


def windows(plain: str, key: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a message that end with a key word; none overlaps another, none is long."""
    last = 0
    for match in key.finditer(plain):
        yield max(last, match.start() - FAR_BACK), match.end()
        last = match.end()


def _diet(food: str, *, is_allergy: bool) -> str:
    if food in ASKED_FOR:
        return ASKED_FOR[food]
    return ALLERGY_TO.get(food, f"no {food}") if is_allergy else f"no {food}"


def is_denied(reading: Reading, begin: int, end: int, diet: str) -> bool:
    """Whether words that name a diet are said not to hold: "we are not vegetarian", "no tengo diabetes"."""
    before = reading.plain[max(0, begin - 30) : begin]
    return bool(
        _NOT.search(before)
        or _NOT_BEHIND.match(reading.plain, end)
        or (diet == "diabetic" and _NO_ILLNESS.search(before))
    )


def denied(reading: Reading, begin: int, end: int, diet: str) -> Slot | None:
    """The diet that "we are not vegetarian" says nobody keeps; None in a question or beside "only": "not only
    vegetarian", "why not vegetarian?"."""
    clause = re.split(r"[.!;\n]", reading.plain[:begin])[-1]
    after = re.split(r"[.!;\n,]", reading.plain[end:])[0]
    if "?" in after or _LEFT_OPEN.search(clause):
        return None
    return Slot(diet, reading.span(begin, end), confidence=0.8, retracted=True)


def with_diets(before: object, newer: object) -> str | list[str]:
    """What is known of the food with the newer word: one diet, or a list of several.

    A diet of some ("vegetarian (2)") stands beside another of the rest; of one diet the newer count holds.
    """
    said = _each(newer)
    all_keep = {one for one in said if parted(one)[1] is None}
    gone = {name for one in all_keep for name in _AGAINST.get(one, ())} | ({"none"} if said else set())
    anew = {parted(one)[0] for one in said}
    kept = [
        one for one in _each(before) if one not in gone and parted(one)[0] not in anew and said != ["none"]
    ]
    names = list(dict.fromkeys((*kept, *said)))
    return names[0] if len(names) == 1 else names


def _each(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []
