"""Whether the age or the count of children is told of twins: "twins (6)", "our 6 year old twins"."""

import re

from agents.regexes import regex

_TWINS = regex(
    r"(?<!\w)(?:twins|twin (?:boys|girls|sons|daughters|kids|babies)|mell?iz[oa]s|gemel[oa]s|jumeaux|"
    r"jumelles|zwillinge\w*|"
    r"geme[oa]s|близнец\w*|двойняш\w*|judwaa?|जुड़वा\w*|जुडवा\w*|توام\w*)(?!\w)(?! (?:beds?|rooms?|"
    r"not )(?!\w))"
)
_TO_THE_AGE = regex(r"[ ,:(-]{0,3}(?:[^\W\d]{1,8}[ :(]{1,2}){0,3}")
_FROM_THE_AGE = regex(r"[ )-]{0,2}(?:[^\W\d]{1,8}[ -]){0,3}")
_REACH = 24  # characters between the twins and their age


def are_twins(plain: str, begin: int, end: int) -> bool:
    """Whether the children told at `begin:end` of a plain text are twins, named in it or right beside."""
    for twins in _TWINS.finditer(plain, max(0, begin - 2 * _REACH)):
        if twins.start() > end + _REACH:
            return False
        if begin <= twins.start() < end:
            return True
        if twins.end() <= begin and _TO_THE_AGE.fullmatch(plain, twins.end(), begin):
            return begin - twins.end() <= _REACH
        if twins.start() >= end and _FROM_THE_AGE.fullmatch(plain, end, twins.start()):
            return not re.search(
                r"(?<!\w)(?:and|y|et|und|e|и|aur|his|her|their|with)(?!\w)", plain[end : twins.start()]
            )
    return False
