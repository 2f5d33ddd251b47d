"""How many of the party a diet is of: "two of us are vegetarian", "my wife is vegan", "2 vegetarians"."""

import re
from dataclasses import replace

from agents.regexes import regex
from agents.understanding.contract import Slot
from agents.understanding.kin_lists import END, MY, ONE, TWO
from agents.understanding.numbers import ENGLISH, LANGUAGE_WORDS, number
from agents.understanding.reading import Reading
from agents.understanding.together import few_of

_N = "|".join((rf"\d{{1,2}}|an?|{ENGLISH}", *(w for name, w in LANGUAGE_WORDS.items() if name != "en")))
_N += (
    r"|uno|una|einer|eine|l'un|l'une|um|uma|один|одна|двое|трое|четверо|пятеро|ek|do|teen|char|एक|दो|तीन|चार|"
    r"واحد|"
    r"واحده|اثنان|اثنين|ثلاثه|اربعه"
)
_FEW = {
    "двое": 2, "трое": 3, "четверо": 4, "пятеро": 5, "do": 2, "teen": 3, "char": 4, "اثنان": 2, "اثنين": 2,
    "ثلاثه": 3, "اربعه": 4, "दो": 2, "तीन": 3, "चार": 4,
}  # fmt: skip
_OF_US = (
    r"(?:of (?:us|them|the (?:group|party|adults|guests|kids|children))|de nosotr[oa]s|de ell[oa]s|"
    r"d'entre (?:nous|eux)|"
    r"de nous|von uns|von ihnen|de nos|da gente|dos nossos|из нас|منا|منهم|منكم|"
    r"(?:other )?(?:people|persons?|adults?|guests?|travell?ers?|kids?|children|friends?|ladies|men|women)|"
    r"personas?|adultos?|ninos|amig[oa]s|personnes?|adultes?|enfants|ami[es]+|personen|erwachsene|leute|"
    r"kinder|freunde|"
    r"pessoas?|criancas|человека?|взрослы[хй]|друга|log|logon|लोग|اشخاص|شخص)"
)
_COUNTED = regex(
    rf"(?<![\w.,/])(?<!the )(?<!los )(?<!las )(?<!les )(?<!os )(?<!as )(?<!alle )(?<!все )"
    rf"(?P<n>{_N}) {_OF_US}(?![\w'])|(?:из нас|من بيننا) (?P<n2>{_N})(?!\w)|"
    rf"(?:hum ?me|hum mein|humme|hamme|हम में|हममें) (?:se|से) (?P<n3>{_N})(?![\w\u0900-\u0963])"
)
_KIN = regex(
    rf"(?<!\w)(?<!\d )(?<!one ){MY}(?:(?P<two>{TWO})|(?P<one>{ONE}|(?<![aeo]s )son|daughter|kid|child|"
    rf"hij[oa]|fils|"
    rf"fille|sohn|tochter|"
    rf"filh[oa]|"
    rf"сын|дочь|beta|beti|बेटा|बेटी|ابني|ابنتي)){END}"
)
_ALL = regex(
    r"(?<!\w)(?:we(?:'re| are)|all|everyone|everybody|i(?:'m| am)|whole|family|todos|todas|somos|soy|toda|"
    r"nous sommes|tous|"
    r"toutes|je suis|wir|alle|ich|somos|sou|мы|все|я|sab|hum (?!me|mein|dono)|main|सब|हम (?!में|दोनों)|نحن|"
    r"كلنا|"
    r"جميعا)(?![\w\u0900-\u0963])"
)
# Right before the diet a number counts those who keep it, but not their meals.
_RIGHT_BEFORE = regex(rf"(?<![\w.,/:])(?P<n>{_N})(?: (?:pure|strict|strictly))? $")
_OF_FOOD = regex(
    r"s?\s+(?:meals?|food|dish(?:es)?|restaurants?|options?|dinners?|lunch(?:es)?|breakfasts?|thalis?|menus?|"
    r"days?|"
    r"restaurantes?|comidas?|platos|menus|plats|repas|gerichte?|essen|pratos|блюд\w*|обед\w*|khana|"
    r"खाना)(?!\w)"
)
_CLAUSE = regex(
    r"[.,;!?\n]|\s(?:but|pero|mais|aber|mas|но|lekin|लेकिन|لكن)(?=\s|$)|"
    r"\s(?:and|y|et|und|e|и)(?= (?:i am|i'm|i eat|yo soy|je suis|moi,? je|ich bin|eu sou) )|"
    r"\s(?:and|y|et|und|e|и|aur|और)(?= (?:the|we|my|our|others?|mi|el|la|los|mon|ma|mes|les|mein\w*|die|der|"
    r"meus?|minhas?|os?|мой|моя|мои|остальн\w+|mer[aei]|baaki|मेर\S*|बाकी)(?![\w\u0900-\u0963]))"
)
_AND_I = regex(
    r"(?:and|&|y|et|und|e|и|aur|और) (?:i|me|myself|yo|moi|ich|eu|я|main|मैं)(?![\w\u0900-\u0963])|"
    r"(?<!\w)(?:main aur|मैं और|ich und|i and|me and)(?![\w\u0900-\u0963])"
)
# "2 adults", but not "2 of us": people counted by a noun, as whole parties are.
_THE_PARTY = regex(
    r"(?<!\w)(?:people|persons?|adults?|guests?|travell?ers?|kids?|children|personas?|adultos?|ninos|"
    r"personnes?|adultes?|enfants|personen|erwachsene|leute|kinder|pessoas?|criancas?|человека?|взрослы[хй]|"
    r"log|logon|लोग|اشخاص|شخص)$"
)
_FOR = regex(r"(?<!\w)(?:for|para|pour|fur|для|на)(?: (?:the|our|my|los|les|die|os|unsere|nos))? $")
_MORE_PEOPLE = regex(
    rf"[ ,]*(?:(?:and|y|et|und|e|и|aur|plus|\+|&) ?)?(?:{_N}) (?:kids?|child(?:ren)?|adults?|infants?|"
    rf"bab\w+|nin[oa]s?|"
    r"adult\w+|enfants?|kind(?:er)?|erwachsene|crianca?s?|bebes?|дет\w+|ребен\w+|взросл\w+|bachch?\w+|"
    r"बच्च\S+|طفل|"
    r"اطفال)(?!\w)"
)
# "The two of us" are all who travel.
_ALL_THOSE = regex(
    r"(?<!\w)(?:(?:the|both|all) (?:(?:2|two|3|three|4|four) )?of (?:us|them)|"
    r"(?:nosotr[oa]s )?l[oa]s (?:dos|tres)|"
    r"(?:nous|wir|nos) (?:deux|trois|zwei|beiden?|drei|dois|duas|tres)|hum dono|हम दोनों|мы (?:оба|двое|"
    r"трое))(?!\w)"
)
_SOME = regex(r"(?P<diet>.+) \((?P<n>\d{1,2})\)")


def of_some(diet: Slot | None, reading: Reading) -> Slot | None:
    """The diet with the number of those it is of in brackets, "vegetarian (2)", where its clause counts them;
    as it is where all keep it, or nobody is counted."""
    if diet is None or diet.retracted or not isinstance(diet.value, str) or diet.value == "none":
        return diet
    begin, end = reading.range_of(*diet.span)
    count = _count(reading.plain, begin, end)
    return replace(diet, value=f"{diet.value} ({count})") if count else diet


def as_of_all(value: object, heads: int | None) -> object:
    """The diets of a slot; a count of as many as all `heads` (None where they are not known) is no count."""
    if isinstance(value, list):
        return [as_of_all(one, heads) for one in value]
    diet, count = parted(str(value))
    return diet if count is not None and heads is not None and count >= heads else value


def parted(diet: str) -> tuple[str, int | None]:
    """The diet itself, and of how many it is; None where it is everybody's."""
    match = _SOME.fullmatch(diet)
    return (match["diet"], int(match["n"])) if match else (diet, None)


def _count(plain: str, begin: int, end: int) -> int | None:
    first = max((m.end() for m in _CLAUSE.finditer(plain, 0, begin)), default=0)
    stop = _CLAUSE.search(plain, end)
    clause = plain[first : stop.start() if stop else len(plain)]
    for counted in _COUNTED.finditer(clause):
        if not _counts_travellers(clause, counted):
            return _number(next(n for n in counted.groups() if n))
    if heads := next(few_of(clause), None):
        return None if _ALL_THOSE.search(clause, 0, heads[1][1]) else heads[0]
    kin = list(_KIN.finditer(plain[first:begin]))
    if kin:
        return sum(2 if one["two"] else 1 for one in kin) + bool(_AND_I.search(clause))
    if _ALL.search(clause):
        return None
    before = _RIGHT_BEFORE.search(plain[first:begin])
    if before and not _OF_FOOD.match(plain, end):
        return _number(before["n"])
    return None


def _counts_travellers(clause: str, counted: re.Match[str]) -> bool:
    """Whether a number of people tells who travels: "for 2 adults 1 child"."""
    if _THE_PARTY.search(counted.group()) is None:
        return False
    return bool(_FOR.search(clause, 0, counted.start()) or _MORE_PEOPLE.match(clause, counted.end()))


def _number(said: str) -> int | None:
    return _FEW.get(said) or number(said) or 1
