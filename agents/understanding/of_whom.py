"""Of whom a part of a text tells: relatives and friends, other people, or us.

One reading for all who ask it. Who is named first in a part is whom it tells of; where it speaks of us behind
them, it tells of us as well.
"""

import re

from agents.regexes import regex
from agents.understanding.clauses import clause_around, part_around
from agents.understanding.marks import is_within

MY = (
    r"(?:my|our|his|her|their|some|a|the|mis?|nuestr[oa]s?|un[oa]s?|mes|mon|ma|nos|notre|des|mein\w*|"
    r"unser\w*|"
    r"meus?|minhas?|noss[oa]s?|os meus|as minhas|o meu|a minha|мои|мой|моя|наши|наш|наша|mere|meri|hamare|"
    r"hamari|"
    r"मेरे|मेरी|हमारे|हमारी)"
)
KIN = (
    r"(?:parents?|mother|father|mom|mum|dad|brothers?|sisters?|sons?|daughters?|friends?|uncle|aunt|cousins?|"
    r"in-laws|relatives|colleagues?|neighbou?rs?|boss|others|"
    r"padres|madre|padre|herman[oa]s?|hij[oa]s?|amig[oa]s?|ti[oa]s?|prim[oa]s?|suegros|vecinos|"
    r"mere|pere|freres?|soeurs?|fils|fille|amie?s?|oncle|tante|cousine?s?|voisins|collegues|"
    r"eltern|mutter|vater|bruder|schwester|sohn|tochter|freund\w*|onkel|schwiegereltern|nachbarn|kollegen|"
    r"pais|mae|pai|irmas?|irmaos?|filh[oa]s?|sogros|vizinhos|"
    r"родители|мама|папа|брат|сестра|сын|дочь|друзья|подруга|друг|тетя|дядя|родственники|соседи|коллеги|"
    r"maa|papa|bhai|behen|dost|rishtedaar|माँ|मां|पापा|भाई|बहन|दोस्त|रिश्तेदार|"
    r"والداي|والدي|امي|ابي|اخي|اختي|اصدقائي|صديقي|اقاربي|جيراننا)"
)
# They stand first in the clause; "my parents and I" are we, and "for my parents" is what the trip is for.
OTHERS = regex(
    r"\W*(?:(?:and|because|since|as|while|then|also|y|porque|et|car|und|weil|e|и|потому что|aur|और|و) )?"
    rf"(?:(?P<kin>(?:{MY} (?:\w+ )?)?{KIN}(?: (?:and|y|et|und|e|и|aur|और) (?:{MY} )?(?!i |me |we |us )\S+)?)|"
    r"they|he|she|ellos|ellas|ils|elles|sie|eles|elas|они|он|она|voh?|वे|वह|هم)(?=(?:'s?)? "
    r"(?!and |y |et |und |e |и ))"
)
WE = regex(
    r"(?<!\w)(?:we|us|i|me|we're|we'll|we'd|i'm|i'll|i'd|nosotr[oa]s|nos|yo|conmigo|nous|"
    # In English it is none of us: "on their trip".
    r"on(?= (?:est|a|va|veut|voudrait|aim\w+|part\w*|prend|sera|peut|pourrait|reste|fait|pense|cherche|"
    r"souhaite|dort|arrive|voyage|prefere|sejourne|aura|ira|n'\w+|ne)(?!\w))|je|moi|wir|uns|"
    r"ich|mich|mir|"
    r"eu|comigo|conosco|a gente|мы|нас|нам|нами|я|меня|мне|мной|hum|hame\w*|hume\w*|main|mujhe|हम|हमें|मैं|"
    r"मुझे|نحن|معنا|لنا|معي|انا)(?![\w\u0900-\u0963])"
)
# What is ours, and what is said to be for this trip.
OUR = regex(
    r"(?<!\w)(?:(?:this|the) (?:trip|holiday|vacation)|diese\w* (?:reise|urlaub)|(?:este|el) viaje|"
    r"(?:ce|le) voyage|(?:esta|a) viagem|эт\w+ поездк\w*|is (?:trip|safar)|"
    r"our|ours|my|mine|nuestr[oa]s?|mis?|notre|nos|mon|ma|mes|unser\w*|mein\w*|"
    r"noss[oa]s?|meus?|minhas?|наш\w*|мо[йеяи]\w*|hamar[aei]|mer[aei]|हमार\S|मेर\S)(?![\w\u0900-\u0963])"
)
# Children come along, whatever is told of them.
_CHILD = regex(r"(?:sons?|daughters?|hij[oa]s?|fils|fille|sohn|tochter|filh[oa]s?|сын|дочь)(?!\w)")
_KIN_NAMED = regex(rf"(?<!\w)(?:{MY} (?:\w+ )?)?{KIN}(?!\w)")
_OF_ME = regex(rf"(?<!\w){MY} $")
_LONGEST = 160  # characters from those who are named to what is said of their coming


def speaks_of_us(plain: str, first: int, last: int) -> bool:
    """Whether we are named between these two places of the text, or something is said to be ours."""
    return is_within(WE, plain, first, last) or is_within(OUR, plain, first, last)


def is_of_others(plain: str, begin: int, end: int) -> bool:
    """Whether the clause around `begin:end` tells of other people, whatever they do or wish."""
    first, last = clause_around(plain, begin, end)
    return OTHERS.match(plain, first, last) is not None and not is_within(WE, plain, first, last)


def kin_leading(plain: str, begin: int, end: int) -> re.Match[str] | None:
    """The relatives or friends with whom the part of the clause around `begin:end` begins; None where it
    speaks of us behind them.

    "They" may be the customers of whoever writes, so the word alone does not tell.
    """
    first, last = part_around(plain, begin, end)
    others = OTHERS.match(plain, first, last)
    if others is None or others["kin"] is None or speaks_of_us(plain, others.end(), last):
        return None
    return others


def kin_before(plain: str, end: int) -> re.Match[str] | None:
    """The relatives last named before `end`; None where it is us of whom the words up to there tell."""
    told = list(_KIN_NAMED.finditer(plain, max(0, end - _LONGEST), end))
    named = told[-1] if told else None
    if named is None or is_within(WE, plain, named.end(), end):
        return None
    before, _ = part_around(plain, *named.span())
    return None if is_within(WE, plain, before, named.start()) else named


def kin_named(plain: str, begin: int) -> tuple[int, bool]:
    """Where "my brother" begins whose relative is named at `begin`, and whether its part begins with it."""
    first, _ = part_around(plain, begin, begin + 1)
    mine = _OF_ME.search(plain, max(first, begin - 20), begin)
    starts = mine.start() if mine else begin
    return starts, not any(sign.isalnum() for sign in plain[first:starts])


def are_children(kin: str) -> bool:
    """Whether the relatives named are children, who come along whatever is told of them."""
    return _CHILD.search(kin) is not None
