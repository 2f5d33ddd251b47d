"""Those who stand beside "we two": "us two and our son", "both of us plus my parents"."""

import re

from agents.regexes import regex
from agents.understanding.kin_lists import AND, END, MY, ONE, TWO, is_told_of_kin
from agents.understanding.numbers import LANGUAGE_WORDS, number
from agents.understanding.party_words import CHILDREN, INFANTS
from agents.understanding.reading import TAKEN, Reading, read
from agents.understanding.together import few_of

_ADD = r"(?:(?:and|plus|y|mas|et|und|e|mais|и|плюс|aur|और)(?!\w)|[+&]|و)"
_WITH = r"(?:with|con|avec|mit|com|с|مع)(?!\w)"
_JOINED = regex(rf"\s*(?:,\s*)?(?:{_ADD}|{_WITH})[^,.;:!?()\n]{{0,30}}[(]?")
_JOINED_BEFORE = regex(rf"[^.;:!?\n]{{0,30}}?(?<!\w){_ADD}\s*")
_WITH_THEM = regex(rf"[^.;:!?()\n]{{0,80}}?(?<!\w){_WITH}[^,.;:!?()\n]{{0,30}}[(]?")
_WITH_BEHIND = regex(r"[^.;:!?\n]{0,20}?(?:ke saath|ke sath|के साथ)(?!\w)")
# "We two, a mother with her son": one of the two is the child.
_IS_ONE_OF_US = regex(
    r"(?<!\w)(?:mother|father|mom|mum|dad|parent|madre|padre|mere|pere|mutter|vater|mae|pai|мама|папа|"
    r"maa|papa|माँ|मां|पापा|including|incl|davon|dont|incluido)(?!\w)"
)
_US = regex(
    r"(?<!\w)(?:we(?:'re)?|us|both|wir|uns|zweit|nous|on|deux|nosotr[oa]s|nos|somos|seremos|vamos|dos|dois|"
    r"hum|ham|dono\w*|हम|दोनो|दोनों|мы|нас|двоих|вдвоем|نحن|احنا|pareja|couple|paar|casal|парой)(?!\w)"
)
_NUMBER = "|".join(
    ("2", "3", "4", "5", "6", *(LANGUAGE_WORDS[name] for name in ("en", "es", "fr", "de", "pt")))
)
_OTHERS = (
    rf"(?P<n>{_NUMBER}|an?|one)(?: (?:other|more|of (?:our|my)|close|good))? "
    r"(?:friends?|colleagues?|cousins?|sisters?|brothers?|mates?|adults?|amig[oa]s|amie?s|freunden?|"
    r"freundinnen|kollegen|others)"
)
_ITEM = rf"(?:{MY}(?:{TWO}|{ONE}){END}|{_OTHERS.replace('?P<n>', '?:')}{END})"
_BESIDE = regex(rf"\s*(?:,\s*)?(?:{_ADD}|{_WITH})\s*{_ITEM}(?:{AND}{_ITEM})*")
# "Us two, our 2 kids and my mother".
_CHILD = "|".join((*CHILDREN.values(), *INFANTS.values()))
_CHILDREN_BETWEEN = regex(
    rf"(?:\s*(?:,|{_ADD}|{_WITH})\s*{MY}(?:(?:{_NUMBER}|an?|one|the) )?(?:{_CHILD})(?!\w)"
    rf"(?:[ ,(]*(?:aged? )?{TAKEN}+\)?)?){{1,2}}"
)
_EACH = regex(rf"(?<!\w)(?:{MY}(?:(?P<two>{TWO})|(?P<one>{ONE})){END}|{_OTHERS}{END})")


# "2 adults and my mother, Bali in March": nothing but the trip follows, and nothing that only she does.
_THE_TRIP_FOLLOWS = regex(
    r"\s*(?:(?:(?:is|are|will be) )?(?:also )?(?:coming|joining|travel(?:l)?ing|going)(?: too| along|"
    r" with us)?|"
    r"too|also|as well|tambien|aussi|auch|tambem|тоже|bhi|भी)?"
    r"\s*(?:$|[,.;:!?()\n]|(?:in|at|with|en|em|mit|con|avec|no|na|в|في|with a)(?=\s)(?![^,.;:!?\n]{0,40}?"
    r"(?<!\w)(?:will|is|are|has|have|can|lives?|wants?|needs?|would|picks?|said|esta|es|tiene|vive|est|"
    r"habite|"
    r"ist|hat|lebt|wohnt|tem|mora|живет|hai|hain|है|हैं)(?!\w))|"
    r"(?:for|to|from|on|this|next|para|por|pour|a|au|aux|fur|nach|ab|от|с|на|из|для|من|الي|ل|ke liye|"
    r"के लिए|ko|ka|"
    r"ki|को|\d)(?![\w\u0900-\u0963]|:)|\d)"
)
_KIN_BESIDE = regex(
    rf"\s*(?:,\s*)?(?:{_ADD}|(?:with|con|avec|mit|com|с|مع)(?!\w))\s*"
    rf"(?P<kin>{MY}(?:{TWO}|{ONE}){END}(?![ -]in[ -]law)(?:{AND}{MY}(?:{TWO}|{ONE}){END})*)"
)


def beside_counted(plain: str, end: int) -> int:
    """How many grown-ups of the family stand beside the adults who are counted up to `end`.

    "2 adults, my mother and me" names those who are counted, and "2 adults and my mother has a bad knee"
    tells of one of them perhaps: there are none then.
    """
    after = between.end() if (between := _CHILDREN_BETWEEN.match(plain, end)) else end
    beside = _KIN_BESIDE.match(plain, after)
    if (
        beside is None
        or not _THE_TRIP_FOLLOWS.match(plain, beside.end())
        or is_told_of_kin(plain, beside.end())
    ):
        return 0
    kin = re.sub(r"(?<!\w)و(?=\w)", "و ", beside["kin"])
    return sum(2 if each["two"] else 1 for each in _EACH.finditer(kin))


def with_us(reading: Reading) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """How many adults "we two" and the grown-ups beside them are, and where; None where nobody is beside.
    Children named between the two are left to read."""
    for heads, (begin, end) in few_of(reading.plain):
        after = between.end() if (between := _CHILDREN_BETWEEN.match(reading.plain, end)) else end
        beside = _BESIDE.match(reading.plain, after)
        if beside is None or is_told_of_kin(reading.plain, beside.end()):
            continue
        for each in _EACH.finditer(re.sub(r"(?<!\w)و(?=\w)", "و ", beside.group())):
            heads += 2 if each["two"] else (number(each["n"]) or 1) if each["n"] else 1
        return heads, ((begin, end), beside.span())
    return None


def are_adults(text: str, heads: tuple[int, int], small: tuple[int, int]) -> bool:
    """Whether the "we two" at `heads` are grown up, as children stand beside them at `small`: both ranges of
    `text`."""
    whole = read(text)
    if not _US.search(read(text[slice(*heads)]).plain):
        return False
    (first, last), (begin, end) = whole.range_of(*heads), whole.range_of(*small)
    if begin < last:
        return bool(_JOINED_BEFORE.fullmatch(whole.plain[end:first]))
    between = whole.plain[last:begin]
    if _IS_ONE_OF_US.search(between):
        return False
    return bool(
        _JOINED.fullmatch(between)
        or _WITH_THEM.fullmatch(between)
        or (len(between) < 40 and _WITH_BEHIND.match(whole.plain, end))
    )


# Children that nobody counts: "las dos con nuestros hijos".
_THEIR_CHILDREN = regex(
    r"(?: (?:juntas?|juntos|solas?|beide|allein))? (?:with|con|avec|mit|com|с|and|y|et|und|e|и|aur|और|plus) "
    r"(?:(?:our|the|nuestr[oa]s?|l[oa]s|mis|nos|les|mes|unseren?|den|die|noss[oa]s|[oa]s|нашими|hamare|apne|"
    r"हमारे|अपने) )?"
    r"(?:kids|children|sons|daughters|hij[oa]s|nin[oa]s|enfants|kindern?|filh[oa]s|criancas|детьми|дети|"
    r"bachch\w+|बच्च\S*)"
    r"(?![\w\u0900-\u0963])"
)


def are_with_children(text: str, heads: tuple[int, int]) -> bool:
    """Whether the "we two" at `heads` of `text` go with children whom nobody counts: then they are adults."""
    whole = read(text)
    if not _US.search(read(text[slice(*heads)]).plain):
        return False
    return _THEIR_CHILDREN.match(whole.plain, whole.range_of(*heads)[1]) is not None
